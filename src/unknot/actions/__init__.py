"""Everything a person can do to a journal. Views, the API, sync, the command line and importers call these; nothing
else writes.

Each action keeps what it writes, and the audit of it, together or not at all.
"""

from unknot.actions.attaching import LARGEST_FILE, EmptyFile, WrongFile, attach, file_name
from unknot.actions.copies import everything
from unknot.actions.erasing import dated_between, empty_bin, erase, erase_all, erase_between
from unknot.actions.many import add, exported, import_entries
from unknot.actions.plans import start_plan
from unknot.actions.results import BIN_DAYS, Actor, Added, InTheFuture, NotThere, Receipt, Saved
from unknot.actions.single import amend, answer, record, restore_entry, retract
from unknot.store.refusals import DifferentEntry

__all__ = [
    "BIN_DAYS",
    "LARGEST_FILE",
    "Actor",
    "Added",
    "DifferentEntry",
    "EmptyFile",
    "InTheFuture",
    "NotThere",
    "Receipt",
    "Saved",
    "WrongFile",
    "add",
    "amend",
    "answer",
    "attach",
    "dated_between",
    "empty_bin",
    "erase",
    "erase_all",
    "erase_between",
    "everything",
    "exported",
    "file_name",
    "import_entries",
    "record",
    "restore_entry",
    "retract",
    "start_plan",
]
