"""The guide says nothing without a source, nothing out of date, and nothing that leads nowhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from unknot.knowledge import data, guide
from unknot.knowledge.data import Malformed
from unknot.knowledge.guide import loading
from unknot.knowledge.guide.claim import CHECK_WITHIN, GRACE, Certainty, UnprovenClaim, badly_hedged, claim_from
from unknot.knowledge.guide.glossary import GlossaryTerm, glosser
from unknot.knowledge.guide.ledger import correction_from
from unknot.knowledge.guide.page import Drawing, Items, Paragraph, Run, Said, Together, blocks_of, said
from unknot.knowledge.rules import rules
from unknot.knowledge.sources import Unsourced, Verified
from unknot.knowledge.vocabulary import vocabularies, vocabulary

GUIDE = guide.guide()

PAGES_ASKED_FOR = {
    "what-spasms-are",
    "what-they-feel-like",
    "causes",
    "diagnosis",
    "baclofen",
    "baclofen-before",
    "baclofen-side-effects",
    "baclofen-missed",
    "other-medicines",
    "physiotherapy",
    "stretching",
    "massage",
    "heat-and-cold",
    "injections",
    "habits",
    "natural-remedies",
    "living-with-spasms",
    "when-to-get-help",
    "journal",
    "autonomic-dysreflexia",
}

A_CLAIM = {
    "plain": "Magnesium tablets probably make little or no difference to leg cramps in older adults.",
    "effect": "0.18 fewer cramps a week.",
    "baseline": "A dummy pill.",
    "certainty": "moderate",
    "certainty_source": "The review that we cite.",
    "cites": ["P-COCH-MG: the summary"],
    "verified": True,
    "last_checked": date(2026, 11, 22),
    "next_check": date(2028, 11, 20),
}


def test_every_page_asked_for_is_there_and_holds_a_claim():
    assert {page.slug for page in GUIDE.pages if page.claims} >= PAGES_ASKED_FOR


def test_every_claim_is_said_on_some_page():
    assert {claim.id for page in GUIDE.pages for claim in page.claims} == set(GUIDE.claims)


def test_a_claim_that_keeps_the_rules_is_read():
    claim = claim_from("mg", A_CLAIM)
    assert claim.certainty is Certainty.MODERATE
    assert claim.citations[0].source.id == "P-COCH-MG"
    assert not claim.unchecked


@pytest.mark.parametrize(
    ("change", "refused_as"),
    [
        ({"cites": []}, Unsourced),
        ({"cites": ["A-BLOG: yesterday"]}, Unsourced),
        ({"verified": False}, UnprovenClaim),  # it would show a number that nobody read
        ({"baseline": None}, UnprovenClaim),  # a difference from what?
        ({"plain": "word " * 26}, UnprovenClaim),
        ({"next_check": date(2028, 11, 24)}, UnprovenClaim),
        ({"next_check": date(2026, 11, 22)}, UnprovenClaim),
        ({"certainty": "sure"}, ValueError),
        ({"certainty_source": None}, Malformed),
        ({"verified": "yes"}, Malformed),
        ({"dose": "some"}, Malformed),
    ],
)
def test_a_claim_that_breaks_a_rule_is_refused(change, refused_as):
    table = {key: value for key, value in (A_CLAIM | change).items() if value is not None}
    with pytest.raises(refused_as):
        claim_from("mg", table)


def test_no_claim_is_overdue_by_more_than_sixty_days():
    today = datetime.now(UTC).date()
    assert [claim.id for claim in GUIDE.overdue(today - GRACE)] == []


def test_the_page_shows_a_claim_as_overdue_from_the_first_day():
    claim = claim_from("mg", A_CLAIM)
    assert not claim.overdue(claim.next_check)
    assert claim.overdue(claim.next_check + timedelta(days=1))
    assert len(GUIDE.overdue(date(2026, 11, 22) + CHECK_WITHIN)) == len(GUIDE.claims)


def test_a_correction_without_a_source_or_with_an_unread_number_is_refused():
    row = {
        "fact": "Nobody knows.",
        "quoted": "It helps.",
        "misleads": "It is guessed.",
        "again": "Nobody knows.",
        "instead": "Ask.",
        "verdict": "not-enough",
        "page": "habits",
        "cites": ["GMK"],
        "verified": False,
        "checked": date(2026, 11, 22),
    }
    assert correction_from("x", row).unchecked
    with pytest.raises(Unsourced):
        correction_from("x", row | {"cites": []})
    with pytest.raises(UnprovenClaim):
        correction_from("x", row | {"again": "It helped 3 of 4."})


def test_the_wording_fits_the_certainty():
    assert [claim.id for claim in GUIDE.claims.values() if badly_hedged(claim)] == []
    assert badly_hedged(claim_from("mg", A_CLAIM | {"plain": "Magnesium makes no difference."}))


def test_a_rated_claim_names_its_population_or_who_rated_it():
    for claim in GUIDE.claims.values():
        if claim.certainty is not Certainty.NOT_RATED:
            assert "review" in claim.certainty_source.lower() or "Our reading" in claim.certainty_source, claim.id


def test_what_rests_on_general_knowledge_alone_is_never_called_read():
    for claim in GUIDE.claims.values():
        if {citation.source.id for citation in claim.citations} == {"GMK"}:
            assert claim.verified is Verified.FALSE, claim.id
        if any(citation.source.id == "GMK" for citation in claim.citations):
            assert claim.unchecked, claim.id


# ---------------------------------------------------------------- from the journal into the guide


@pytest.mark.parametrize("name", ["exposure", "treatment"])
def test_every_exposure_and_treatment_opens_a_page(name):
    assert [term.code for term in vocabulary(name) if guide.page_for(term.code) is None] == []


def test_a_medicine_opens_its_own_page_or_that_of_its_class():
    assert str(guide.page_for("quinine")) == "other-medicines#quinine-and-tonic-water"
    assert str(guide.page_for("atorvastatin")) == "causes#medicines"
    for term in vocabulary("medicine"):
        if term.classes & {"relaxant", "antispasm", "nsaid", "opioid", "herb", "supplement", "diuretic", "sedating"}:
            assert guide.page_for(term.code), term.code


@pytest.mark.parametrize("code", [rule.code for rule in rules()])
def test_every_rule_opens_a_page(code):
    assert guide.page_for(code)


def test_every_code_that_a_page_answers_exists():
    known = {code for each in vocabularies() for code in each.terms}
    known |= {name for term in vocabulary("medicine") for name in term.classes}
    codes = {code for page in GUIDE.pages for code in page.codes}
    assert codes <= known | {rule.code for rule in rules()}


def test_a_code_leads_to_one_place():
    codes = [code for page in GUIDE.pages for code in page.codes]
    assert len(codes) == len(set(codes))


def test_a_missed_dose_opens_the_page_on_missed_doses():
    assert str(guide.page_for("missed-medicine")) == "baclofen-missed#you-missed-a-dose"
    assert guide.page_for("own-word") is None


# ---------------------------------------------------------------- the body of a page


def test_a_body_is_read_into_blocks():
    claims = {"mg": claim_from("mg", A_CLAIM)}
    body = "! Call.\n\nSee [here](causes#medicines).\n\n1. Sit.\n2. Hold.\n\ndrawing: wall | Lean.\n\nclaim: mg"
    warning, paragraph, steps, drawing, claim = blocks_of(body, claims, glosser(()))
    assert isinstance(warning, Paragraph)
    assert warning.warning
    assert paragraph.line == (Run("See "), Run("here", to="causes#medicines"), Run("."))
    assert isinstance(steps, Items)
    assert steps.steps
    assert [said(line) for line in steps.lines] == ["Sit.", "Hold."]
    assert drawing == Drawing("wall", "Lean.")
    assert claim.claim is claims["mg"]


def test_claims_on_lines_of_one_block_are_said_together():
    claims = {"mg": claim_from("mg", A_CLAIM), "late": claim_from("late", A_CLAIM | {"next_check": date(2027, 1, 1)})}
    paragraph, listed, one = blocks_of("claim: mg\nclaim: late\n\n- claim: mg\n\nclaim: mg", claims, glosser(()))
    assert isinstance(paragraph, Together)
    assert (paragraph.listed, listed.listed, isinstance(one, Said)) == (False, True, True)
    assert paragraph.next_check == date(2027, 1, 1)


def test_a_body_that_names_no_claim_is_refused():
    with pytest.raises(Malformed, match="no-such"):
        list(blocks_of("claim: no-such", {}, glosser(())))


def test_a_word_is_glossed_once_and_only_whole():
    gloss = glosser([GlossaryTerm("calf", "calf", "The back of the lower leg.", ("calves",))])
    assert gloss("Calves and a calf.") == (Run("Calves", term="calf"), Run(" and a calf."))
    assert gloss("half-calf") == (Run("half-calf"),)


def test_a_link_that_leads_nowhere_is_refused():
    page = next(page for page in GUIDE.pages if page.links)
    broken = loading.Guide("en", (page,), {}, (), {})
    with pytest.raises(Malformed, match="leads to"):
        loading._refuse_dead_links(broken)


# ---------------------------------------------------------------- other languages


@pytest.fixture
def translated(tmp_path, monkeypatch):
    """A small guide in English with a German folder beside it."""

    def write(language, claims, body="claim: mg"):
        root = tmp_path / "guide" / language
        (root / "claims").mkdir(parents=True, exist_ok=True)
        (root / "pages").mkdir(exist_ok=True)
        (root / "claims" / "all.toml").write_text(claims)
        page = f'title = "T"\nsummary = "S"\ngroup = "G"\norder = 1\nbody = "{body}"\n'
        (root / "pages" / "one.toml").write_text(page)
        (root / "ledger.toml").write_text("[correction]\n")
        (root / "glossary.toml").write_text("[term]\n")

    monkeypatch.setattr(data, "folder", lambda: tmp_path)
    monkeypatch.setattr(loading, "folder", lambda: tmp_path)
    data.table.cache_clear()
    loading.guide.cache_clear()
    (tmp_path / "sources.toml").write_text('[source.GMK]\ntitle = "General"\n')
    write(
        "en",
        '[claim.mg]\nplain = "It hurts."\ncertainty = "not-rated"\ncertainty_source = "Ours."\ncites = ["GMK"]\n'
        "verified = false\nlast_checked = 2026-11-22\nnext_check = 2027-11-22\n",
    )
    yield write
    data.table.cache_clear()
    loading.guide.cache_clear()


def test_a_translation_changes_the_words_and_keeps_the_facts(translated):
    translated("de", '[claim.mg]\nplain = "Es tut weh."\n')
    claim = loading.guide("de").claims["mg"]
    assert (claim.plain, claim.certainty_source, claim.next_check) == ("Es tut weh.", "Ours.", date(2027, 11, 22))


def test_a_language_without_a_guide_reads_english(translated):
    assert loading.guide("fr").language == "en"


def test_a_translation_may_not_touch_a_fact(translated):
    translated("de", '[claim.mg]\nplain = "Es tut weh."\ncertainty = "high"\n')
    with pytest.raises(Malformed, match="certainty"):
        loading.guide("de")


def test_a_translation_leaves_no_claim_out(translated):
    translated("de", "[claim]\n")
    with pytest.raises(Malformed, match="mg"):
        loading.guide("de")
