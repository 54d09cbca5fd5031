"""Reminders: what is due, in which words, through which channels, and how a notice is answered."""
