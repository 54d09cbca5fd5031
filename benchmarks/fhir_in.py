"""FHIR in: what a folder of FHIR files of others gives, and what is left out of them for which reason.

    python -m benchmarks.fhir_in FOLDER [FOLDER ...]

Any R4 JSON will do: the examples of HL7 (npm `hl7.fhir.r4.examples`, `hl7.fhir.uv.ips`), bundles that Synthea made. A
file that is not FHIR is named; anything else that goes wrong ends the run.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from unknot.fhir.read import NotFhir, read_fhir
from unknot.journal.document import kind_of

READ = ("Condition", "AllergyIntolerance", "MedicationStatement", "MedicationRequest", "Observation")


def main() -> None:
    for folder in map(Path, sys.argv[1:]):
        files, kept, left = 0, Counter[str](), Counter[tuple[str, str]]()
        for path in sorted(folder.rglob("*.json")):
            try:
                found = read_fhir(path.read_bytes(), journal=UUID(int=1), zone="UTC", now=datetime.now(UTC))
            except NotFhir as error:
                print(f"{path.name}: {error}")
                continue
            files += 1
            kept.update(kind_of(entry.body) for entry in found.entries)
            left.update((u.kind, u.reason) for u in found.unread)
        print(f"{folder}: {files} files")
        for kind, n in kept.most_common():
            print(f"  {n:7}  {kind}")
        for (kind, reason), n in left.most_common():
            if kind in READ:
                print(f"  {n:7}  left out: {kind}. {reason}")
        print(f"  {sum(n for (kind, _), n in left.items() if kind not in READ):7}  left out: other kinds of resources")


if __name__ == "__main__":
    main()
