"""Reminders: what is due, in which words, through which channels, and when it is told again."""
