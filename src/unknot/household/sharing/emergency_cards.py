"""Emergency cards: the one of now, when one was taken out, and what the link of one opens."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.conf import settings as django_settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from unknot.fhir.bundle import RENDERED, Paper, bundle, context_of, paper, patient
from unknot.fhir.links import qr_picture
from unknot.fhir.resources import resources
from unknot.household.people import audit
from unknot.household.sharing import share_contents
from unknot.household.sharing.models import IssuedCard
from unknot.journal.entry import Body, Circumstance, Prescription, Standing
from unknot.journal.journal import Journal
from unknot.journal.span import moment
from unknot.knowledge.countries import country_of
from unknot.knowledge.words import as_written
from unknot.pdf.emergency_card import CardForm, card_file
from unknot.report.emergency_card import EmergencyCard, emergency_card
from unknot.report.wording import Voice
from unknot.store import entries, pages


def card_of(journal: Journal, now: datetime) -> EmergencyCard:
    """The card of a journal that holds at least what is no event (`pages.ALWAYS`)."""
    settings = journal.settings
    zone = settings.zone or django_settings.HOME_ZONE
    country = country_of(settings.country, zone)
    voice = Voice(as_written, "en", country.code if country else "", settings.clock, settings.own_words)
    today = moment(now, zone).clock_date
    return emergency_card(journal, today=today, emergency=country.emergency if country else "", voice=voice)


def note_taken(journal: UUID, form: str, who: str, now: datetime) -> None:
    """Remember that a card went out, so that it can be said when it is older than the journal."""
    IssuedCard.objects.create(journal=journal, form=form, made_at=now)
    audit.note(journal, who, "card-taken", now)


def last_taken(journal: UUID) -> IssuedCard | None:
    return IssuedCard.objects.filter(journal=journal).order_by("-made_at").first()


def changed_since_taken(journal: Journal, id: UUID, now: datetime) -> tuple[str, ...]:
    """What a card of now says otherwise than the one that was taken last; nothing if none was taken."""
    last = last_taken(id)
    if last is None:
        return ()
    then = card_of(journal.as_recorded(last.made_at), last.made_at)
    return card_of(journal, now).changed_since(then)


def travelling(id: UUID, now: datetime) -> bytes:
    """What the link of a card opens: the card as a page and on paper, and its facts as FHIR."""
    journal = entries.standing(id, since=now, always=pages.ALWAYS)
    card = card_of(journal, now)
    seen, context = journal.public(), context_of(journal.public(), id, _)
    facts = [e for e in seen.entries if _stands(e.body, card)]
    printed = card_file(card, CardForm.FRIDGE, code=qr_picture(card.code_text), _=_)
    papers = [
        Paper(RENDERED, card.english.title, "text/html", page(card).encode()),
        Paper(RENDERED, _("{title} on paper").format(title=card.english.title), "application/pdf", printed),
    ]
    made = [resource for entry in facts for resource in resources(entry, context)]
    person = patient(seen, context, contacts=True)
    whole = bundle([person, *(paper(one, context, now) for one in papers), *(_own(r) for r in made)], now)
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _stands(body: Body, card: EmergencyCard) -> bool:
    """A fact that was not denied, a plan that runs."""
    match body:
        case Circumstance(standing=standing):
            return standing is not Standing.NO
        case Prescription(first_day=first, ends=ends):
            return first <= card.made and (ends is None or ends >= card.made)
        case _:
            return False


def _own(resource: dict[str, object]) -> dict[str, object]:
    """Without a reference to whoever else wrote it down: the card names nobody but those to call."""
    return {name: value for name, value in resource.items() if name not in {"asserter", "informationSource"}}


def page(card: EmergencyCard) -> str:
    """The card as a web page that stands alone: its style inside, no script, nothing loaded from anywhere."""
    return render_to_string("sharing/card.html", {"card": card, "style": share_contents.style()})


def style_hash() -> str:
    """How the page inside the link of a card is recognised (the hash of its style, for the CSP)."""
    return share_contents.style_hash()
