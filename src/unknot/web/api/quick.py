"""POST /api/v1/quick: one endpoint for every gadget. No body is "a spasm, details later". Never echoes history."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from unknot import actions
from unknot.actions import Actor, DifferentEntry, InTheFuture
from unknot.dictation import own_of, understand
from unknot.dictation.shown import asked
from unknot.household.people.models import ApiToken
from unknot.household.people.secret_tokens import hash_of
from unknot.journal.entry import Body, Entry, Episode, Note, Settings, Tile, Via
from unknot.journal.ids import new_id
from unknot.journal.journal import Journal
from unknot.journal.span import ImpossibleTime, Moment, moment
from unknot.safety.alert import in_a_sentence
from unknot.safety.alerts import raised_by
from unknot.web.api.json_answers import Refused, answer, content, refusal
from unknot.web.page import journal_reader, rate_limit
from unknot.web.page.access import Access, allow
from unknot.web.page.context import voice
from unknot.web.page.entry_words import place

BOUNCE = timedelta(seconds=10)
RULES_READ = timedelta(days=36)
"""How far back the urgent rules read (decision 64)."""
LONGEST_TEXT, LONGEST_KEY = 1000, 200
KEY = re.compile(f"[!-~]{{0,{LONGEST_KEY}}}")
FIELDS = {"preset", "text", "at"}


@csrf_exempt  # no cookie opens this: only the token in the header does
@allow(Access.PUBLIC)
@require_http_methods(["POST"])
def quick(request: HttpRequest) -> HttpResponse:
    """201 the first time, 200 for a repeat; the answer is a sentence that a phone can speak."""
    try:
        return _quick(request, timezone.now())
    except Refused as refused:
        return refusal(refused)


def _quick(request: HttpRequest, now: datetime) -> HttpResponse:
    token = _token(request, now)
    if wait := rate_limit.tokens.wait(f"token {token.pk}", now):
        raise Refused(429, "too-many", _("Too many at once. Try again in a moment."), Retry_After=str(wait))
    asked = content(request)
    if not isinstance(asked, dict) or asked.keys() - FIELDS or not all(isinstance(v, str) for v in asked.values()):
        raise Refused(400, "not-understood", _("Send preset, text and at, each as text, or nothing at all."))
    journal = journal_reader.journal_for_gadget(token.journal, now - timedelta(days=2))
    zone = journal.settings.zone or django_settings.HOME_ZONE
    at = _at(asked.get("at", ""), zone, now)
    bodies, doubt = _bodies(asked, journal, at)
    return _keep(request, token, journal, bodies, doubt, now)


def _token(request: HttpRequest, now: datetime) -> ApiToken:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    found = ApiToken.objects.filter(token_hash=hash_of(secret.strip()), revoked_at=None).first() if secret else None
    if scheme.lower() != "bearer" or found is None:
        raise Refused(401, "no-token", _("This token may not log."), WWW_Authenticate="Bearer")
    ApiToken.objects.filter(pk=found.pk).update(used_at=now)
    return found


def _at(text: str, zone: str, now: datetime) -> Moment:
    if not text:
        return moment(now, zone)
    try:
        said = datetime.fromisoformat(text)
        if said.tzinfo is None:
            raise ValueError("no offset")
        return moment(said, zone)
    except (ValueError, ImpossibleTime, OverflowError) as error:
        raise Refused(400, "no-time", _("The time must be like 2026-03-02T08:10:00+00:00.")) from error


def _bodies(asked: dict[str, Any], journal: Journal, at: Moment) -> tuple[list[tuple[Body, Moment]], str]:
    """What is to be kept, and when each happened; and what must be asked about it, or nothing."""
    if text := asked.get("text", "").strip():
        if len(text) > LONGEST_TEXT:
            raise Refused(400, "too-long", _("That is too long for one sentence."))
        return _said(text, journal, at)
    tile = _preset(asked.get("preset", ""), journal.settings)
    return [(Episode(kind=tile.kind, sites=tile.sites, label=tile.label) if tile else Episode(), at)], ""


def _preset(name: str, settings: Settings) -> Tile | None:
    """The tile of this name, however it is written; none is no place."""
    if not name:
        return None
    for tile in settings.tiles:
        if _slug(tile.label) == _slug(name):
            return tile
    raise Refused(400, "no-preset", _("There is no such button on Log."))


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def _said(text: str, journal: Journal, at: Moment) -> tuple[list[tuple[Body, Moment]], str]:
    """What is to be kept of a sentence, and what must be asked about it."""
    language = journal.settings.language
    understood = understand(text, now=at, own=own_of(journal), language=language)
    if understood.questions:  # the words are kept, and no fact: it can be said once more
        return [(Note(text=text), at)], asked(understood.questions[0], _)
    return [(draft.body, draft.happened_at) for draft in understood.drafts], ""


def _keep(
    request: HttpRequest,
    token: ApiToken,
    journal: Journal,
    bodies: Sequence[tuple[Body, Moment]],
    doubt: str,
    now: datetime,
) -> HttpResponse:
    key = request.headers.get("Idempotency-Key", "")
    if not KEY.fullmatch(key):
        raise Refused(400, "bad-key", _("The Idempotency-Key is too long, or has other signs than plain letters."))
    by = Actor(via=Via.API, device=token.name)
    if not key and (bounced := _bounced(journal, bodies, by, now)) is not None:
        return answer(200, says=_("Counted once."), id=str(bounced.id))
    kept = []
    for n, (body, when) in enumerate(bodies):
        id = _id_for(token, key, n, body, now)
        before = journal_reader.written_before(token.journal, id)
        if before is not None and key:
            if before.body != body:
                raise Refused(422, "key-used", _("This Idempotency-Key was used for something else."))
            return answer(200, says=_("Logged before."), id=str(id))
        try:
            kept.append(actions.record(token.journal, body, by=by, happened_at=when, now=now, id=id).entry)
        except InTheFuture as error:
            raise Refused(400, "future", _("This time is still to come.")) from error
        except DifferentEntry as error:
            raise Refused(409, "different", _("Another entry was saved under this name before.")) from error
    kept_as = _("Kept as words. {question}").format(question=doubt) if doubt else _sentence(kept, journal.settings)
    says = " ".join(part for part in (kept_as, _warning(token, kept, now)) if part)
    return answer(201, says=says, id=str(kept[0].id))


def _warning(token: ApiToken, kept: Sequence[Entry[Body]], now: datetime) -> str:
    """What the rules say of what was just sent, and of nothing older: a gadget has no page to show it on."""
    journal = journal_reader.journal_for_gadget(token.journal, now - RULES_READ)
    zone = journal.settings.zone or django_settings.HOME_ZONE
    alert = raised_by(journal, [entry.id for entry in kept], now=now, zone=zone)
    return in_a_sentence(alert, _) if alert is not None else ""


def _id_for(token: ApiToken, key: str, n: int, body: Body, now: datetime) -> UUID:
    """Under a key the id follows from token, key and place in the sentence; without one it is new."""
    if key:
        return uuid5(token.journal, f"{token.pk}/{hashlib.sha256(key.encode()).hexdigest()}/{n}")
    return new_id(now)


def _bounced(journal: Journal, bodies: Sequence[tuple[Body, Moment]], by: Actor, now: datetime) -> Entry[Body] | None:
    """The same press of the same gadget within ten seconds."""
    for entry in reversed(journal.of(Episode)):
        made = entry.provenance
        body, at = bodies[0]
        just_now = now - made.recorded_at.instant < BOUNCE and abs(entry.happened_at.instant - at.instant) < BOUNCE
        if just_now and made.device == by.device and entry.body == body:
            return journal.find(entry.id)
    return None


def _sentence(kept: Sequence[Entry[Body]], settings: Settings) -> str:
    """One short sentence: what was just sent, nothing older."""
    if len(kept) == 1 and isinstance(kept[0].body, Episode):
        where = place(kept[0].body, voice(settings))
        return _("Logged. {place}.").format(place=where) if where else _("Logged.")
    return _("Logged {n} things.").format(n=len(kept)) if len(kept) > 1 else _("Logged.")
