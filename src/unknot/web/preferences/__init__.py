"""Settings and the first opening: how the journal is kept and what it looks like."""
