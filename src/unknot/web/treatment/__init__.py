"""Treatments and habits, how they felt, and side effects."""
