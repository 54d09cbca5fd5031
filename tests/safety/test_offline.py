"""The rules for the page: only what needs nothing older, and the page reads words as the server does."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.days import entries
from tests.needs import missing
from unknot.journal.document import to_document
from unknot.knowledge.said import phrases, said
from unknot.safety.offline import offline

ALARM = Path(__file__).parents[2] / "src" / "unknot" / "web" / "static" / "alarm.js"
DATA = offline(str)
TEXTS = (
    "numb between my legs", "no numbness between my legs", "I’ve gone NUMB in between the legs!",
    "no fever, chills or confusion", "last year I had a seizure", "if my face has dropped, what do I do",
    "I had a fit in 2019, and now my speech is slurred",
    "if it goes on I will kill myself", "not sure, face swollen", "I don't want to live like this",
    "She can't be woken. Breathing slowly", "tongue swelling, rash all over", "I hit my head", "", "walked to the shop",
    "chest pain: no", "if I stand up, I get chest pain", "I've had MS for years and I have chest pain", "seizure free",
    "a fit and a seizure last year", "at the end of the day", "blackout curtains, face drooping", "Zunge dick: nein",
    "Brustschmerzen habe ich heute nicht", "kriege kaum Luft, wenn ich gehe", "haemmernde Kopfschmerzen seit Jahren",
    "kein Fieber", "Ich bekomme keine Luft", "Mein Gesicht ist ganz heiß", "Früher hatte ich einen Krampfanfall",
    "İstanbul café ☕ passed out", "Ｆａｃｅ dropped",
)  # fmt: skip
DAYS = """
2026-03-02 08:10 symptom saddle-numbness
2026-03-02 08:11 symptom saddle-numbness not-new
2026-03-02 08:12 symptom both-legs-weak
2026-03-02 08:13 symptom both-legs-weak new
2026-03-02 08:14 symptom seizure duration:6m
2026-03-02 08:15 symptom seizure duration:2m
2026-03-02 08:16 symptom weak sudden
2026-03-02 08:17 symptom weak
2026-03-02 08:18 symptom self-harm-thoughts
2026-03-02 08:19 note "my face has dropped"
2026-03-02 08:19 symptom new-bladder-trouble
2026-03-02 08:20 symptom new-bladder-trouble not-new
2026-03-02 08:20 dose baclofen 10mg note:"my tongue is swelling"
2026-03-02 08:21 +4m cramp 6/10 left-calf
"""
RAISES = [
    "RF-CES", None, None, "RF-CES", "RF-SEIZ", None, "RF-WEAK", None, "RF-MOOD", "RF-STROKE", "RF-CES", None,
    "RF-ALL", None,
]  # fmt: skip


def in_the_page(code: str, given: object) -> object:
    """What a module that imports alarm.js makes of some data, run by Node."""
    node = shutil.which("node")
    if node is None:
        missing("node was not found")
    read = 'const [given, data] = JSON.parse(readFileSync(0, "utf8"));'
    script = f"import {{ readFileSync }} from 'node:fs'; import * as page from {json.dumps(ALARM.as_uri())}; {read}"
    command = [str(node), "--input-type=module", "-e", f"{script} console.log(JSON.stringify({code}))"]
    given_and_data = json.dumps([given, DATA])
    return json.loads(subprocess.run(command, input=given_and_data, capture_output=True, text=True, check=True).stdout)


def test_only_emergencies_that_need_nothing_older():
    codes = {rule["code"] for rule in DATA["rules"]}
    assert {"RF-CES", "RF-STROKE", "RF-OD", "RF-MOOD", "RF-ALL", "RF-FALL", "RF-PUMP", "RF-SEIZ"} <= codes
    assert codes.isdisjoint({"RF-AD", "RF-WD", "RF-TET", "RF-PE", "RF-LONG", "RF-INF", "RF-SLEEP"})


def test_it_is_plain_json_and_small():
    assert json.loads(json.dumps(DATA)) == DATA
    assert len(gzip.compress(json.dumps(DATA).encode())) < 40_000


@pytest.mark.node
def test_the_page_reads_words_as_the_server_does():
    signs = {code for rule in DATA["rules"] for fires in rule["fires"] for code in fires["any"]}
    texts = list(TEXTS)
    for language, no, long_ago in (("en", "no", "years ago"), ("de", "kein", "vor Jahren")):
        of = phrases(language)
        every = [" ".join(words) for found in (*of.by_first.values(), *of.exact.values()) for words, _ in found]
        for one, other, _ in of.pairs:
            every += [f"{' '.join(a)} {' '.join(b)}" for a in of.classes[one][:6] for b in of.classes[other][:6]]
        texts += [*every, *(f"{no} {phrase}" for phrase in every), *(f"{phrase} {long_ago}" for phrase in every)]
    expected = [sorted(one.fact for one in said(text) if one.fact in signs) for text in texts]
    assert in_the_page("given.map((text) => page.saidInAny(text, data).sort())", texts) == expected


@pytest.mark.node
def test_a_device_that_kept_older_rules_reads_on():
    code = "given.map((text) => page.saidInAny(text, { phrases: data.phrases }))"
    assert in_the_page(code, ["my face has dropped", "Mein Mundwinkel hängt"]) == [["face-droop"], []]


@pytest.mark.node
def test_the_page_raises_what_the_entry_alone_raises():
    documents = [to_document(entry) for entry in entries(DAYS)]
    found = in_the_page("given.map((entry) => page.alarm(entry, data)?.code ?? null)", documents)
    assert found == RAISES
