"""Reads and writes that people who build the house run by hand."""
