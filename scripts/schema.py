"""Writes docs/journal.schema.json from the types: `python -m scripts.schema`."""

import json
from pathlib import Path

from unknot.journal.schema import document_schema

if __name__ == "__main__":
    target = Path(__file__).parents[1] / "docs" / "journal.schema.json"
    target.write_text(json.dumps(document_schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
