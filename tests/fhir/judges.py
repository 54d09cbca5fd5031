"""Who judges what leaves in FHIR: an independent checker on Node, and rules that no checker here knows."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

Resource = dict[str, Any]

SUMMARY = ("Bundle", "Composition", "Patient", "AllergyIntolerance", "Condition", "MedicationStatement")


def judged(node: Path, resources: list[Resource]) -> list[list[str]]:
    """The errors that npm `fhir` finds in each resource, all in one process."""
    lines = "\n".join(json.dumps(resource) for resource in resources)
    command = [shutil.which("node") or "node", "check_fhir.mjs"]
    found = subprocess.run(command, input=lines, cwd=node, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in found.splitlines()]


def inside(bundle: Resource) -> list[Resource]:
    return [row.get("resource", {}) for row in bundle.get("entry", [])]


def references(part: Any) -> Iterator[str]:
    """Every reference in a resource, however deep."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from [value] if name == "reference" else references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


# ---------------------------------------------------------------- what a patient shares


def shared_faults(bundle: Resource) -> list[str]:
    """The rules of a patient-shared collection: self-contained, one patient, files inside, no profile claimed."""
    found = [] if bundle.get("type") == "collection" else ["not a collection"]
    found += [] if bundle.get("timestamp") else ["no timestamp"]
    addresses = [row.get("fullUrl", "") for row in bundle.get("entry", [])]
    found += [] if all(a.startswith("urn:uuid:") for a in addresses) else ["an address that is not a urn:uuid"]
    found += [] if len(set(addresses)) == len(addresses) else ["two with one address"]
    found += [f"dangling {r}" for r in references(bundle) if r not in addresses]
    people = [r for r in inside(bundle) if r.get("resourceType") == "Patient"]
    found += [] if len(people) == 1 else ["not one patient"]
    for person in people:
        found += [f"the patient has no {name}" for name in ("name", "gender") if not person.get(name)]
        found += [] if person.get("birthDate") or person.get("_birthDate") else ["nothing about the birth date"]
    documents = [r for r in inside(bundle) if r.get("resourceType") == "DocumentReference"]
    for document in documents:
        found += ["a file that is not inside" for c in document["content"] if not c["attachment"].get("data")]
        found += [] if document.get("author") == [document.get("subject")] else ["a document of somebody else"]
        found += [] if "PATAST" in json.dumps(document.get("meta", {})) else ["a document not tagged as the patient's"]
    found += [] if '"profile"' not in json.dumps(bundle) else ["claims a profile"]
    rendered = any("60591-5" in json.dumps(d.get("type", {})) for d in documents)
    return found + ([] if rendered or not documents else ["no rendered page"])


# ---------------------------------------------------------------- the patient summary


@cache
def summary_profile(node: Path, kind: str) -> Resource:
    """A profile of the International Patient Summary, from the package that HL7 publishes."""
    file = node / "node_modules" / "hl7.fhir.uv.ips" / f"StructureDefinition-{kind}-uv-ips.json"
    found: Resource = json.loads(file.read_text(encoding="utf-8"))
    return found


def own_constraints(node: Path) -> set[str]:
    """The keys of the summary's own rules in the profiles that we use: `summary_faults` must know each."""
    elements = [e for kind in SUMMARY for e in summary_profile(node, kind)["snapshot"]["element"]]
    return {c["key"] for e in elements for c in e.get("constraint", []) if c["key"].startswith("ips")}


def summary_faults(node: Path, bundle: Resource) -> list[str]:
    """What breaks the summary's section, patient and cardinality rules, as its own profiles state them."""
    resources = inside(bundle)
    found = [] if bundle.get("type") == "document" else ["not a document"]
    found += [] if resources and resources[0].get("resourceType") == "Composition" else ["no composition first"]
    for kind in ("Composition", "Patient"):
        found += [] if sum(r.get("resourceType") == kind for r in resources) == 1 else [f"not one {kind}"]
    addresses = {row.get("fullUrl") for row in bundle.get("entry", [])}
    found += [f"dangling {r}" for r in references(bundle) if r not in addresses]
    for resource in [bundle, *resources]:
        if resource.get("resourceType") in SUMMARY:
            found += _missing(node, resource)
    for resource in resources:
        match resource.get("resourceType"):
            case "Composition":
                found += _sections(node, resource)
            case "Patient":  # ips-pat-1
                names = resource.get("name", [])
                found += ["ips-pat-1" for n in names if not {"family", "given", "text", "_text"} & n.keys()]
    return found


def _missing(node: Path, resource: Resource) -> list[str]:
    """Elements that a profile needs and the resource lacks; slices are judged apart."""
    elements = summary_profile(node, resource["resourceType"])["differential"]["element"]
    needed = [e for e in elements if e.get("min", 0) > 0 and ":" not in e["id"] and "." in e["id"]]
    return [f"no {e['id']}" for e in needed if not _holds(resource, e["path"].split(".")[1:], e["min"])]


def _holds(part: Any, path: list[str], least: int) -> bool:
    """Whether a path is filled wherever its parent is there."""
    if isinstance(part, list):
        return all(_holds(one, path, least) for one in part)
    name, *rest = path
    names = [k for k in part if k.lstrip("_").startswith(name[:-3])] if name.endswith("[x]") else [name, f"_{name}"]
    values = [part[k] for k in names if part.get(k) not in (None, [], {}, "")]
    if rest:
        return all(_holds(value, rest, least) for value in values)
    return bool(values) and (not isinstance(values[0], list) or len(values[0]) >= least)


def _sections(node: Path, composition: Resource) -> list[str]:
    """The sections that the profile asks for, each once, with words, and entries or the reason why there are none."""
    found = []
    for element in summary_profile(node, "Composition")["differential"]["element"]:
        name = element["id"].removeprefix("Composition.section:")
        if name == element["id"] or "." in name:
            continue
        code = _code_of(node, name)
        there = [s for s in composition.get("section", []) if code in json.dumps(s.get("code", {}))]
        if not element["min"] <= len(there) <= int(element["max"]):
            found.append(f"{len(there)} times {name}")
        found += [f"ips-comp-1 {name}" for s in there if not s.get("entry") and not s.get("emptyReason")]
    return found


def _code_of(node: Path, section: str) -> str:
    wanted = f"Composition.section:{section}.code"
    elements = summary_profile(node, "Composition")["differential"]["element"]
    (code,) = (e["patternCodeableConcept"]["coding"][0]["code"] for e in elements if e["id"] == wanted)
    return f'"{code}"'
