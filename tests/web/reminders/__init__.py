"""Reminders: when, in which words, through which channels, and answered how."""
