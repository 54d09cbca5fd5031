"""The exact words of a notice. Without the person's leave none names a medicine, a habit, a body part or an illness."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from unknot.household.reminders.rounds import NoticeAnswer
from unknot.household.reminders.slots import ReminderKind, ReminderSlot
from unknot.journal.plan import DueDose
from unknot.report.units import quantity_words
from unknot.report.wording import Voice, joined, plain

TITLE = "Unknot"
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Button:
    answer: NoticeAnswer
    words: str


@dataclass(frozen=True, slots=True)
class NoticeMessage:
    """What is sent: one line, a link that holds only a token, and what can be answered at once."""

    body: str
    link: str = ""
    buttons: tuple[Button, ...] = ()
    title: str = TITLE


def words(slot: ReminderSlot, voice: Voice, at: str, *, names: bool) -> str:
    """The one line of a notice. `at` is the slot's time on the person's clock."""
    match slot.kind:
        case ReminderKind.CHECKIN:
            return _("Time for your check-in.")
        case ReminderKind.DOSE:
            return _dose(slot, voice, at) if names else _("Something you planned is due: {time}.").format(time=at)
        case ReminderKind.HABIT:
            return _habit(slot, voice) if names else _("Time for something you planned.")
        case ReminderKind.LOW:
            return _low(slot) if names else _("Something is running low. Open Unknot to see what.")
        case ReminderKind.VISIT:
            return _("You noted a date for tomorrow.")
        case ReminderKind.CAMPAIGN:
            return _("The days you chose are over. Your page is ready.")
        case ReminderKind.CARER:
            return _("A reminder was not answered. Please look in.")
        case ReminderKind.NEWS:
            return _("Something about who has access changed.")
        case ReminderKind.STOPPED:
            return _("Three reminders had no answer, so these stop now. Turn them on again in Settings if you like.")


def words_of_a_test() -> str:
    return _("This is a test. A reminder will look like this.")


def buttons(kind: ReminderKind) -> tuple[Button, ...]:
    """What can be answered in the notice itself."""
    later = Button(NoticeAnswer.LATER, _("Later"))
    match kind:
        case ReminderKind.CHECKIN:
            return (Button(NoticeAnswer.NONE, _("None today")), later)
        case ReminderKind.DOSE:
            return (Button(NoticeAnswer.TAKEN, _("Taken")), Button(NoticeAnswer.SKIPPED, _("Skipped")), later)
        case ReminderKind.HABIT:
            return (Button(NoticeAnswer.DONE, _("Done")), later)
        case _:
            return ()


def _dose(slot: ReminderSlot, voice: Voice, time: str) -> str:
    due = [dose for dose in slot.doses if dose.answer is None]
    names = sorted(_medicine(dose, voice) for dose in due)
    return plain(f"{time}: {joined(names)}", LONGEST)


def _medicine(dose: DueDose, voice: Voice) -> str:
    """Baclofen 2 tablets."""
    name, amount = dose.prescription.body.medicine.name, dose.planned.amount
    return f"{name} {quantity_words(amount, voice)}" if amount else name


def _habit(slot: ReminderSlot, voice: Voice) -> str:
    assert slot.habit is not None
    return plain(slot.habit.body.words or voice.coded("treatment", slot.habit.body.code), LONGEST)


def _low(slot: ReminderSlot) -> str:
    names = joined([plan.body.medicine.name for plan in slot.low])
    return plain(_("Running low: {names}").format(names=names), LONGEST)
