"""What a log shows, worked out once a diary day and kept: the Patterns page and the Profile read the same answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from unknot.analysis.analyse import analyse
from unknot.analysis.associations.method import METHOD
from unknot.analysis.patterns import ExperimentResult, Patterns, Worsening
from unknot.household.findings import findings_history
from unknot.journal.document import Unreadable, record_document, record_from
from unknot.journal.entry import Json
from unknot.journal.journal import Journal
from unknot.journal.span import diary_day_span, moment
from unknot.knowledge.words import Translate
from unknot.report import pattern_words as words
from unknot.report.patterns import PatternsPage, patterns_page, profile_findings, window
from unknot.report.profile import Audience, Finding
from unknot.report.wording import Voice
from unknot.safety.facts import LOOK_BACK
from unknot.store import cache, entries

WORSE, AT = "worse", "worked-out-at"
TEN_WEEKS = LOOK_BACK + timedelta(days=1)
STILL_HOLDS = timedelta(days=8)
"""How long the weekly check holds. It is made every night, or when Patterns or Visit is opened."""


@dataclass(frozen=True, slots=True)
class ShownFindings:
    """What is shown of a log: the page, and the lines and heading of its block in the Spasm Profile.

    `method` is the version of the analysis that made it.
    """

    method: str
    page: PatternsPage
    findings: tuple[Finding, ...]
    window: str
    experiments: tuple[ExperimentResult, ...]

    @property
    def estimates(self) -> dict[date, str]:
        """What is said of each day of change."""
        return {change.on: change.estimate for change in self.page.changes}


def cached_findings(
    id: UUID,
    whole: Callable[[], Journal],
    *,
    audience: Audience,
    now: datetime,
    zone: str,
    language: str,
    _: Translate,
) -> ShownFindings:
    """What the log of a journal shows today. `whole` reads all of it, and is only asked when it must be.

    The answer is kept for the diary day, and made again if an older entry was corrected or came late.
    """
    name = f"patterns-{audience.value}-{language}"
    at = worked_out_at(id, now, zone)
    before = cache.get(id, name)
    if before and before.made_at == at:
        try:
            found = record_from(ShownFindings, json.loads(before.document))
        except Unreadable:  # kept by another version of the page: make it again
            found = None
        if found and found.method == METHOD.version:
            return found
    made = _made(id, whole(), audience, at, zone, language, _)
    cache.put(id, name, json.dumps(record_document(made)), at)
    return made


def worked_out_at(id: UUID, now: datetime, zone: str) -> datetime:
    """The instant by which the answer of this diary day is worked out, for whoever asks, in whatever language.

    It is the first time that anybody asked, mostly the night; later only if an older entry was corrected or came late.
    What is said this evening of last night counts from tomorrow, so that all pages of a day say the same.
    """
    turned = diary_day_span(moment(now, zone).diary_day, zone).start
    before = cache.get(id, AT)
    if before and turned <= before.made_at <= now and not cache.past_changed(id, before.made_at, turned):
        return before.made_at
    cache.put(id, AT, "", now)
    return now


def patterns(id: UUID, journal: Journal, audience: Audience, now: datetime, zone: str) -> Patterns:
    """The analysis of a whole journal for an audience; looks that still hold are not made again."""
    seen, known = _seen(journal, audience), _book(id, audience)
    found = analyse(seen, as_of=now, zone=zone, known=known)
    if found.book != known:
        cache.put(id, _looks(audience), json.dumps(found.book), now)
    if audience is Audience.OWNER:
        _keep_worse(id, found, now)
    return found


def last_moment(day: date, zone: str) -> datetime:
    """The last instant of a diary day: the next look is made when it is over."""
    return diary_day_span(day, zone).end - timedelta(microseconds=1)


def worked_out_again(
    id: UUID, day: date, zone: str, language: str, _: Translate
) -> findings_history.FindingsRecord | None:
    """What Patterns would have said on a diary day, by what had been recorded at its end; nothing is kept."""
    over = last_moment(day, zone)
    journal = entries.standing(id)
    found = analyse(journal, as_of=over, zone=zone, known=_book(id, Audience.OWNER))
    page = patterns_page(found, journal.as_recorded(over), _=_, language=language)
    return findings_history.findings_record(found, page, over)


def findings_as_of(
    id: UUID, journal: Journal, audience: Audience, at: datetime, zone: str, language: str, _: Translate
) -> ShownFindings:
    """What was shown of a log at an earlier time, from what had been recorded by then; nothing is kept."""
    then = _seen(journal.as_recorded(at), audience)
    found = analyse(then, as_of=at, zone=zone, known=_book(id, audience))
    return _shown(found, then, language, _)


def _seen(journal: Journal, audience: Audience) -> Journal:
    return journal if audience is Audience.OWNER else journal.public()


def _looks(audience: Audience) -> str:
    return f"looks-{audience.value}"


def _book(id: UUID, audience: Audience) -> Mapping[str, Json]:
    """The looks that were kept for an audience; the owner's where none were.

    Each kept look knows what it saw, so that one that saw a private entry is made again.
    """
    before = cache.get(id, _looks(audience)) or cache.get(id, _looks(Audience.OWNER))
    book: Mapping[str, Json] = json.loads(before.document) if before else {}
    return book


def worse_since(id: UUID, now: datetime) -> date | None:
    """The day since which there have been more spasms, as the weekly check last found it.

    None if it found nothing, and None if it has not looked for over a week: what is old says nothing of now.
    """
    since = _worse(id, now).get("since")
    return date.fromisoformat(since) if isinstance(since, str) else None


def shared(id: UUID) -> bool:
    """Whether anyone but the owner was ever shown what this log shows."""
    return cache.get(id, _looks(Audience.SHARED)) is not None


def was_checked(id: UUID, now: datetime) -> bool:
    """Whether the weekly check was made lately enough to say anything."""
    return bool(_worse(id, now))


def worse_words(id: UUID, now: datetime, voice: Voice) -> str:
    """The same in words, with its interval; empty where nothing was found or it is too long ago."""
    found = _worse(id, now).get("found")
    try:
        return words.worsening(record_from(Worsening, found), voice) if isinstance(found, dict) else ""
    except Unreadable:  # kept by another version
        return ""


def _worse(id: UUID, now: datetime) -> dict[str, Json]:
    before = cache.get(id, WORSE)
    if before is None or now - before.made_at > STILL_HOLDS:
        return {}
    document: dict[str, Json] = json.loads(before.document)
    return document


def _keep_worse(id: UUID, found: Patterns, now: datetime) -> None:
    """The one answer of the analysis that the safety rules need, kept so that saving an entry analyses nothing."""
    before = cache.get(id, WORSE)
    if before and before.made_at > now:  # a look back, as of an earlier day
        return
    since = found.worsening.since if found.worsening and found.worsening.raised else None
    kept = {"since": since.isoformat() if since else None, "found": record_document(found.worsening) if since else None}
    cache.put(id, WORSE, json.dumps(kept), now)


def _made(
    id: UUID, journal: Journal, audience: Audience, now: datetime, zone: str, language: str, _: Translate
) -> ShownFindings:
    found = patterns(id, journal, audience, now, zone)
    shown = _shown(found, _seen(journal, audience), language, _)
    if audience is Audience.OWNER:
        findings_history.keep_record(id, found, shown.page, now)
    return shown


def _shown(found: Patterns, seen: Journal, language: str, _: Translate) -> ShownFindings:
    settings = seen.settings
    voice = Voice(_, language, settings.country, settings.clock, settings.own_words)
    page = patterns_page(found, seen, _=_, language=language)
    return ShownFindings(found.method, page, profile_findings(found, voice), window(found, voice), found.experiments)
