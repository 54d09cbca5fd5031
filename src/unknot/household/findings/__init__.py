"""What the analysis found, kept for the day, for the history and for those it is shared with."""
