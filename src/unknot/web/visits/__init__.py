"""Visits and what is taken to them: the Profile on screen, questions, tests, scores, files."""
