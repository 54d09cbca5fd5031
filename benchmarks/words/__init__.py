"""A speaker: sentences and letters made with their truth, from lists of its own, and how well they are read.

It shares no table with the grammar: its words were written by hand, and only codes of the vocabulary stand in both.
"""
