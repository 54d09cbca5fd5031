"""Log: one press keeps a spasm; what may be said of it, taken back, or asked about at once."""
