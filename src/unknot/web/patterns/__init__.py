"""Patterns: what the log shows, what it showed on another day, and a short experiment."""
