"""The diary: its days and entries, adding to them, the check-in, the bin."""
