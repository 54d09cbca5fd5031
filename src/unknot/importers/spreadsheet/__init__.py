"""A person's own table: what its columns are, and its rows as entries."""

from unknot.importers.spreadsheet.mapping import Mapping, corrected, is_heading, propose, proposed
from unknot.importers.spreadsheet.reading import FORMAT, read, read_table
from unknot.importers.spreadsheet.roles import MEANS, Column, Role

__all__ = [
    "FORMAT",
    "MEANS",
    "Column",
    "Mapping",
    "Role",
    "corrected",
    "is_heading",
    "propose",
    "proposed",
    "read",
    "read_table",
]
