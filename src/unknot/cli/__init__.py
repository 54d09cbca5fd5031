"""The command line: `unknot serve`, `log`, `show`, `backup` and the rest.

A command opens the home, calls one thing, and says in a sentence what came of it. Errors are one sentence too.
"""

from unknot.cli.main import main

__all__ = ["main"]
