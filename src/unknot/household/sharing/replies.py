"""Replies of clinics: come in, kept apart from the journal, taken or refused step by step by the owner alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings as django_settings
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from unknot import actions
from unknot.actions import Actor
from unknot.fhir.links import encrypt, opened
from unknot.fhir.reply import AnswerItem, DecisionItem, NotAReply, PlanItem, Reply, read_reply
from unknot.household.people import audit
from unknot.household.sharing import shares
from unknot.household.sharing.models import ClinicReply, Share
from unknot.household.sharing.share_audit import BY_LINK
from unknot.journal.entry import Entry, Note, Prescription, Role, Via
from unknot.journal.ids import new_id
from unknot.journal.journal import Journal
from unknot.journal.plan import same_medicine
from unknot.journal.span import Moment, moment

TAKEN, REFUSED = "taken", "refused"
LARGEST_TOKEN = 1_500_000
MOST_WAITING = 10


class ReplyRefused(ValueError):
    """A reply that is not taken in: replayed, or too many wait."""


class NoReplies(ValueError):
    """A link that takes no reply any more."""


@dataclass(frozen=True, slots=True)
class WaitingReply:
    """A reply with what became of each of its steps (TAKEN, REFUSED, or nothing yet)."""

    id: UUID
    at: datetime
    origin: str
    by_link: bool
    reply: Reply
    steps: dict[int, str]

    @property
    def open(self) -> int:
        return len(self.reply.items) - len(self.steps)


# ---------------------------------------------------------------- coming in


def receive(share: Share, token: str, now: datetime) -> Reply:
    """Keep a reply that came by a link of ours, encrypted with the key of that link.

    Raises `Unopened` if the key of this link does not open it, `NotAReply` if it cannot be read, `ReplyRefused` if it
    came before, `NoReplies` if the link takes no more.
    """
    content, _kind = opened(token, shares.key(share))
    reply = read_reply(content, now=now, today=now.date())
    if reply.made < share.made_at - timedelta(minutes=5):
        raise NotAReply("It is older than the link that it answers.")
    with transaction.atomic():
        left = shares.working(now).filter(pk=share.pk, notes_left__gt=0)
        if not left.update(notes_left=F("notes_left") - 1):
            raise NoReplies("This link takes no more notes.")
        _keep(share.journal, reply, content, now, share=share)
    audit.note(share.journal, BY_LINK, "reply-came", now, share=share.pk)
    return reply


def bring_in(journal: UUID, content: bytes, origin: str, who: str, now: datetime) -> UUID:
    """Keep a reply that the owner fetched or brought, for them to look at. Raises `NotAReply` or `ReplyRefused`."""
    reply = read_reply(content, now=now, today=now.date())
    with transaction.atomic():
        made = _keep(journal, reply, content, now, origin=origin)
    audit.note(journal, who, "reply-fetched", now)
    return made


def _keep(
    journal: UUID, reply: Reply, content: bytes, now: datetime, *, share: Share | None = None, origin: str = ""
) -> UUID:
    if _all(journal).count() >= MOST_WAITING:
        raise ReplyRefused("Too many replies wait to be looked at.")
    id = new_id(now)
    sealed = encrypt(content, _key(id)).encode()
    try:
        with transaction.atomic():
            ClinicReply.objects.create(
                id=id, journal=journal, share=share, at=now, origin=origin[:120], digest=reply.digest, content=sealed
            )
    except IntegrityError as error:
        raise ReplyRefused("This reply came before.") from error
    return id


def _key(id: UUID) -> bytes:
    """What is kept lies encrypted on every database, each with a key of its own."""
    key: bytes = django_settings.MASTER_KEY.derive(f"reply {id}")
    return key


# ---------------------------------------------------------------- waiting


def _all(journal: UUID) -> QuerySet[ClinicReply]:
    return ClinicReply.objects.filter(journal=journal, removed_at=None)


def waiting(journal: UUID, now: datetime) -> list[WaitingReply]:
    """The replies that are kept, the newest first."""
    return [_waiting(row, now) for row in _all(journal).order_by("-at")]


def count_open(journal: UUID, now: datetime) -> int:
    """How many replies have a step that was neither taken nor refused."""
    return sum(one.open > 0 for one in waiting(journal, now))


def reply_of(journal: UUID, id: UUID, now: datetime) -> WaitingReply | None:
    row = _all(journal).filter(pk=id).first()
    return _waiting(row, now) if row else None


def _waiting(row: ClinicReply, now: datetime) -> WaitingReply:
    content, _kind = opened(bytes(row.content).decode(), _key(row.pk))
    reply = read_reply(content, now=now, today=row.at.date())
    steps = {int(n): str(what) for n, what in row.steps.items()}
    return WaitingReply(row.pk, row.at, row.origin, row.share_id is not None, reply, steps)


def remove(journal: UUID, id: UUID, now: datetime) -> None:
    """Take a reply away: its words are gone at once. Its digest stays, so that it cannot be sent again."""
    _all(journal).filter(pk=id).update(removed_at=now, content=b"", origin="", steps={})


# ---------------------------------------------------------------- one step


def running_plans(journal: Journal, item: PlanItem) -> list[Entry[Prescription]]:
    """The plans of the same medicine that a step would end: those that run on the day it starts."""
    return [
        entry
        for entry in journal.of(Prescription)
        if same_medicine(entry.body.medicine, item.medicine)
        and (entry.body.ends is None or entry.body.ends >= item.starts)
    ]


def new_plan(item: PlanItem, author: str) -> Prescription:
    """The plan of a step, as it would be kept: its wording as a note, who sent it as they say.

    For a step with times alone: one without is kept in words (`settle_step`).
    """
    return Prescription(
        medicine=item.medicine,
        steps=item.steps,
        starts=item.starts,
        prescriber=_signed(author),
        note=item.dosage,
    )


def settle_step(
    waiting_reply: WaitingReply, n: int, *, take: bool, journal: Journal, id: UUID, by: Actor, at: Moment, now: datetime
) -> bool:
    """Take a step into the journal, or refuse it; False if that was done before. The owner decides each alone."""
    with transaction.atomic():
        row = ClinicReply.objects.select_for_update().filter(pk=waiting_reply.id, removed_at=None).first()
        if row is None or str(n) in row.steps or not 0 <= n < len(waiting_reply.reply.items):
            return False
        row.steps = {**row.steps, str(n): TAKEN if take else REFUSED}
        row.save(update_fields=["steps"])
        if take:
            _take(waiting_reply, n, journal, id, by, at, now)
        audit.note(id, by.name or "owner", "reply-step-taken" if take else "reply-step-refused", now)
    return True


def _take(of: WaitingReply, n: int, journal: Journal, id: UUID, by: Actor, at: Moment, now: datetime) -> None:
    author = _signed(of.reply.author)
    clinic = Actor(role=Role.CLINICIAN, name=author, via=Via.API)
    match of.reply.items[n]:
        case PlanItem(stops=True) as item:
            _stop(running_plans(journal, item), item.starts - timedelta(days=1), id, by, now)
        case PlanItem(steps=()) as item:  # no times: words alone end no plan
            said = moment(min(of.reply.made, now), at.zone)
            words = f"{item.medicine.name}: {item.dosage}".rstrip(": ")
            actions.record(id, Note(text=words), by=clinic, happened_at=said, now=now)
        case PlanItem() as item:
            replaced = running_plans(journal, item)
            actions.start_plan(id, new_plan(item, of.reply.author), replaces=replaced, by=by, happened_at=at, now=now)
        case DecisionItem(text=text):
            said = moment(min(of.reply.made, now), at.zone)
            actions.record(id, Note(text=text), by=clinic, happened_at=said, now=now)
        case AnswerItem(question=question, text=text):
            words = _("{question}\nAnswer: {answer}").format(question=question, answer=text) if question else text
            said = moment(min(of.reply.made, now), at.zone)
            actions.record(id, Note(text=words), by=clinic, happened_at=said, now=now)


def _stop(plans: Sequence[Entry[Prescription]], last: date, id: UUID, by: Actor, now: datetime) -> None:
    for plan in plans:
        if plan.body.first_day > last:
            actions.retract(id, plan.id, by=by, now=now, reason="stopped before it began")
        else:
            actions.amend(id, plan.id, {"ends": last.isoformat()}, by=by, now=now)


def _signed(author: str) -> str:
    return _("{name} (not checked)").format(name=author or _("a clinic"))[:80]
