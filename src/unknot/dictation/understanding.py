"""Understanding a sentence, from its words to its drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from unknot.dictation.as_said import as_said, notes
from unknot.dictation.bodies import told_by
from unknot.dictation.context import in_context
from unknot.dictation.frames import Frame, frames
from unknot.dictation.own import Own
from unknot.dictation.phrasebook import language as words_of
from unknot.dictation.pieces import Piece, pieces
from unknot.dictation.sentence import Sentence
from unknot.dictation.spoken_language import spoken
from unknot.dictation.spoken_signs import felt
from unknot.dictation.telling import Doubtful, Telling
from unknot.dictation.times import TIMES, When, whens
from unknot.dictation.tokens import hesitates, normalised
from unknot.dictation.understood import Doubt, Draft, Question, Understood
from unknot.journal.entry import DayCount, DiaryDay, Episode, Symptom, Word
from unknot.journal.span import Moment, moment

LONGEST = 2_000
"""Characters that are read; the rest stays in the note."""


def understand(
    text: str, *, now: Moment, own: Own | None = None, language: str = "en", at: When | None = None
) -> Understood:
    """What a sentence says, as drafts of entries. What is ambiguous is left out, what is odd is asked back.

    `now` is when and where it was said, `own` what is known of the person's tiles and tablets, `at` when it was, if
    that is known apart from the words. `language` is that of the setting; sentences in another one that we read are
    read in theirs. Never raises for any text. Words of alarm ("can't breathe") are for
    `unknot.safety`: it is given the same text.
    """
    text = "".join(c for c in text if c >= " " or c in "\n\t").strip()
    text = text.encode("utf-8", "ignore").decode("utf-8")
    if not text:
        return Understood(text, ())
    own = own or Own()
    drafts: list[Draft] = []
    questions: list[Question] = []
    left: list[str] = []
    for code, part in spoken(text[:LONGEST], language):
        read = _read(text, part, Telling(_sentence(part, code, own), part, now, own, at))
        numbered = (
            replace(question, draft=question.draft + len(drafts)) if question.draft is not None else question
            for question in read.questions
        )
        questions += numbered
        drafts += read.drafts
        left.append(read.note)
    sure = _one_day(_none_beside_some(drafts))
    if not sure:
        return Understood(text, notes(text, now), text, tuple(questions))
    note = "; ".join(part for part in left if part)
    return Understood(
        text, as_said(text, sure, bool(note) or hesitates(text), now), note, _about(drafts, sure, questions)
    )


def _sentence(text: str, code: str, own: Own) -> Sentence:
    words = words_of(code)
    tokens = normalised(text, words)
    found = tuple(pieces(tokens, words, own.names))
    recognised = frozenset(n for piece in found for n in range(piece.first, piece.last + 1))
    joined = frozenset(n for p in found if p.last > p.first for n in range(p.first, p.last + 1))
    return in_context(Sentence(words, tokens, found, recognised, joined))


def _read(text: str, part: str, telling: Telling) -> Understood:
    """What one part of a text says, in the one language it is in."""
    sentence = telling.sentence
    drafts: list[Draft] = []
    questions: list[Question] = []
    used: list[Piece] = []
    for frame in frames(sentence):
        told = told_by(telling, frame)
        if any(isinstance(d.body, Symptom) and not felt(d.body, _head(telling, frame), text) for d in told.drafts):
            continue  # its words stay in the note
        for doubt in told.doubts:
            number = len(drafts) if told.drafts else None
            sure = told.drafts[0] if told.drafts else None
            default = telling.known or When(telling.now)
            questions.append(Question(doubt.doubt, doubt.said, number, _if_yes(doubt, sure, default)))
        drafts += told.drafts
        used += told.used if told.drafts or told.doubts else []
    questions += _loose_questions(sentence, drafts, questions, telling)
    return Understood(part, tuple(drafts), _left_over(part, sentence, used), tuple(questions))


def _about(drafts: list[Draft], kept: list[Draft], questions: list[Question]) -> tuple[Question, ...]:
    """The questions with the number that their draft has among those that stay."""
    places = {id(draft): n for n, draft in enumerate(kept)}
    return tuple(
        question if question.draft is None else replace(question, draft=places.get(id(drafts[question.draft])))
        for question in questions
    )


def _head(telling: Telling, frame: Frame) -> str:
    return telling.said(frame.head) if frame.head is not None else ""


def _if_yes(doubt: Doubtful, sure: Draft | None, default: When) -> Draft | None:
    """The draft that a yes would keep: the sure one with the value as said, or one of its own."""
    if doubt.if_yes is None:
        return None
    if sure is not None:
        return Draft(doubt.if_yes, sure.happened_at, sure.precision, sure.slots)
    when = doubt.when or default
    return Draft(doubt.if_yes, when.at, when.precision)


def when_of(text: str, *, day: date, zone: str, clock24: bool = False, language: str = "en") -> When | None:
    """The time that a few words of a table tell of a day ("about 4 in the night"); None if they tell none.

    Raises `Unclear` for one that cannot be, or may be one of two.
    """
    words = words_of(language)
    at = min(words.sets["at"], key=lambda word: (len(word), word))
    tokens = normalised(f"{at} {text[:LONGEST]}", words)
    told = [piece for piece in pieces(tokens, words) if piece.kind in TIMES]
    end = moment(datetime.combine(day, time(23, 59)), zone)
    found = whens(told, end, tokens, words, base=day, clock24=clock24)
    return found[0] if len(found) == 1 else None


def _loose_questions(
    sentence: Sentence, drafts: list[Draft], asked: list[Question], telling: Telling
) -> list[Question]:
    """What belongs to no frame but cannot be passed over: "10 mg" of what?, "tomorrow"."""
    found = []
    amounts = [p for p in sentence.pieces if p.kind == "amount"]
    if amounts and not drafts and not asked:
        found.append(Question(Doubt.MEDICINE, telling.said(amounts[0])))
    future = [p for p in sentence.pieces if p.kind == "future"]
    if future and not any(q.doubt is Doubt.TIME for q in asked):
        found.append(Question(Doubt.TIME, telling.said(future[0])))
    return found


def _none_beside_some(drafts: list[Draft]) -> list[Draft]:
    """ "No spasms today apart from one": the one stands, the none does not."""
    days = {d.happened_at.diary_day for d in drafts if isinstance(d.body, Episode)}
    days |= {d.body.day for d in drafts if isinstance(d.body, DayCount)}
    return [
        d
        for d in drafts
        if not (isinstance(d.body, DiaryDay) and d.body.word is Word.NONE_SO_FAR and d.body.day in days)
    ]


def _one_day(drafts: list[Draft]) -> list[Draft]:
    """What is said of one day, in one check-in."""
    done: list[Draft] = []
    for draft in drafts:
        last = done[-1] if done else None
        if (
            last
            and isinstance(draft.body, DiaryDay)
            and isinstance(last.body, DiaryDay)
            and last.body.day == draft.body.day
        ):
            done[-1] = replace(last, body=_joined(last.body, draft.body), slots=(*last.slots, *draft.slots))
        else:
            done.append(draft)
    return done


def _joined(first: DiaryDay, second: DiaryDay) -> DiaryDay:
    return DiaryDay(
        day=first.day,
        word=first.word or second.word,
        bother=second.bother if first.bother is None else first.bother,
        worst=first.worst or second.worst,
        sleep_broken=second.sleep_broken if first.sleep_broken is None else first.sleep_broken,
        note=", ".join(note for note in (first.note, second.note) if note),
    )


def _left_over(text: str, sentence: Sentence, used: list[Piece]) -> str:
    """The words that no slot was read from, without the small ones, in their order."""
    read = {n for piece in used for n in range(piece.first, piece.last + 1)}
    runs: list[list[int]] = []
    for number in range(len(sentence.tokens)):
        if number in read:
            continue
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    kept = [run for run in runs if any(_matters(sentence, n) for n in run)]
    said = (text[sentence.tokens[r[0]].start : sentence.tokens[r[-1]].end].strip(" ,.;:") for r in kept)
    return "; ".join(dict.fromkeys(part for part in said if part))


def _matters(sentence: Sentence, number: int) -> bool:
    norm = sentence.tokens[number].norm
    soft = sentence.tokens[number].soft
    return norm.isalnum() and not soft and norm not in sentence.words.sets["filler"]
