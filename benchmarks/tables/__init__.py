"""Tables as people keep them, made with their truth, and what becomes of every cell.

It shares no table with the importers: headings and cells were written by hand.
"""
