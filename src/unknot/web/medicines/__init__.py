"""Medicines: the plans as they were given, what was really taken, what to ask about, and what is left."""
