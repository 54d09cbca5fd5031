"""Writes docs/fhir/, our code system and Questionnaires, from the vocabularies and scales: `python -m scripts.fhir`."""

import json
from pathlib import Path

from unknot.fhir.published import published

FOLDER = Path(__file__).parents[1] / "docs" / "fhir"


def text(resource: object) -> str:
    return json.dumps(resource, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for name, resource in published().items():
        (FOLDER / name).write_text(text(resource), encoding="utf-8")
