"""Reminders: which, when, and by which way they come."""
