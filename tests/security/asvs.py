"""The 42 requirements of OWASP ASVS 5.0.0 that matter most here, each with the tests that hold it or why none does.

python -m tests.security.asvs     writes the table of SECURITY.md
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "SECURITY.md"
BEGINS, ENDS = "<!-- asvs: written by tests/security/asvs.py -->", "<!-- asvs: end -->"


@dataclass(frozen=True, slots=True)
class Requirement:
    """What is asked, by which numbers of ASVS; `tests` as file::name; `but` is what no test here holds, and why."""

    asvs: str
    asks: str
    tests: tuple[str, ...] = ()
    but: str = ""


ATTACK = "tests/security/test_found_by_attack.py::"
DISK = "tests/security/test_full_disk_doors.py::"
CODE = "tests/security/test_code.py::"
SESSIONS = "tests/web/page/test_sessions.py::"
HEADERS = "tests/web/page/test_headers.py::"
DOORS = "tests/web/test_access.py::"
DEVICE = "tests/web/auth/test_device_enrolment.py::"
FORMS = "tests/web/auth/test_form_recovery.py::"
OWNER = "tests/web/auth/test_owner_link.py::"
CHANNELS = "tests/household/reminders/test_channels.py::"
KEYS = "tests/store/test_keys.py::"
AUDIT = "tests/store/test_audit.py::"
LIMITS = "tests/web/sharing/test_limits.py::"
SHL = "tests/web/sharing/test_shl_endpoints.py::"
ENTRIES = "tests/web/api/test_entries.py::"
QUICK = "tests/web/api/test_quick.py::"

ROWS: tuple[Requirement, ...] = (
    Requirement(
        "1.2.4",
        "SQL only through parameters",
        (f"{CODE}test_no_statement_is_put_together_from_values",),
    ),
    Requirement(
        "1.2.1, 1.3.1",
        "what people wrote stays text on every page",
        (
            f"{CODE}test_no_page_shows_words_unescaped",
            "tests/fhir/test_profile.py::test_markup_in_a_persons_words_stays_words",
            "tests/web/visits/test_results.py::test_a_hostile_name_is_a_name",
        ),
        "not asked of the PDF",
    ),
    Requirement(
        "1.3.6, 15.3.2",
        "addresses that a person gives lead to no other place",
        (
            f"{CHANNELS}test_a_subscription_is_no_way_into_the_network",
            f"{CHANNELS}test_a_known_name_that_leads_into_the_home_network_is_refused",
            f"{CHANNELS}test_a_redirect_is_not_followed_and_a_gone_browser_is_told_apart",
        ),
    ),
    Requirement(
        "1.3.11",
        "no name adds a mail header",
        (f"{CHANNELS}test_no_address_can_add_a_header_and_a_refused_one_is_gone",),
    ),
    Requirement(
        "2.2.1, 2.2.2",
        "the server refuses what cannot be",
        (
            f"{ENTRIES}test_what_is_no_entry_is_refused_and_nothing_is_kept",
            f"{ATTACK}test_half_a_letter_is_refused_in_words",
            f"{ATTACK}test_a_visit_on_the_last_day_there_is_gets_an_answer",
        ),
    ),
    Requirement(
        "2.3.3",
        "an entry and its audit are kept together or not at all",
        ("tests/store/test_killed.py::test_150_kills_during_writes_lose_and_double_nothing",),
    ),
    Requirement(
        "2.3.4",
        "counters stay exact when many ask at once",
        (
            f"{LIMITS}test_five_wrong_passcodes_are_looked_at_and_no_sixth",
            f"{LIMITS}test_five_openings_are_given_and_no_sixth",
            f"{LIMITS}test_five_notes_are_kept_and_no_sixth",
        ),
        "a right passcode beside many wrong ones may be turned away for a moment",
    ),
    Requirement(
        "2.4.1",
        "no door takes more than a person needs",
        (
            f"{QUICK}test_thirty_a_minute",
            f"{SESSIONS}test_guessing_is_slowed_more_and_more",
            f"{DEVICE}test_guessing_codes_is_slowed",
        ),
    ),
    Requirement(
        "3.3.1-3.3.4",
        "cookies are closed to scripts and other sites, and secure with TLS",
        (
            "tests/web/test_tls.py::test_with_a_certificate_it_answers_over_https_only_and_its_cookies_are_secure",
            f"{DEVICE}test_its_cookie_is_closed_to_scripts_and_other_sites",
        ),
    ),
    Requirement(
        "3.4.1", "browsers stay with TLS for a year", (f"{HEADERS}test_with_tls_browsers_are_told_to_stay_with_it",)
    ),
    Requirement(
        "3.4.2",
        "other sites read ciphertext only",
        (
            f"{CODE}test_only_ciphertext_is_for_other_sites",
            f"{ENTRIES}test_a_page_of_another_site_is_refused",
        ),
    ),
    Requirement(
        "3.4.3, 3.4.6",
        "a page runs our scripts and stands in no frame",
        (
            f"{HEADERS}test_every_answer_is_closed_to_other_sites_and_to_caches",
            f"{HEADERS}test_no_script_may_come_from_elsewhere",
        ),
    ),
    Requirement(
        "3.4.4, 3.4.5",
        "no guessing of types, no address passed on",
        (f"{HEADERS}test_every_answer_is_closed_to_other_sites_and_to_caches",),
    ),
    Requirement(
        "3.5.1-3.5.3",
        "nothing is written by the form of another site or by looking",
        (
            f"{FORMS}test_the_form_of_another_site_is_refused_before_anything_is_shown",
            f"{FORMS}test_a_foreign_origin_is_refused_by_browsers_that_say_no_more",
            f"{QUICK}test_a_get_writes_nothing",
        ),
    ),
    Requirement(
        "4.1.1",
        "every answer names its type and letters",
        (f"{HEADERS}test_every_answer_is_closed_to_other_sites_and_to_caches",),
        "an attached text is given as a download without its letters named: nobody knows them",
    ),
    Requirement(
        "4.1.3, 15.3.4",
        "a forwarded address is believed of a declared proxy only",
        (f"{SESSIONS}test_a_forwarded_address_is_believed_only_of_a_declared_proxy",),
    ),
    Requirement(
        "5.2.1-5.2.3",
        "a file is bounded before and after it is unpacked",
        (
            "tests/importers/test_bounds.py::test_a_small_zip_that_unpacks_to_no_end",
            "tests/web/data/test_import_file.py::test_a_file_that_is_too_large_is_not_taken",
        ),
    ),
    Requirement(
        "5.3.2, 5.4.2",
        "no word of a person in a path; file names by RFC 6266",
        (
            f"{HEADERS}test_a_file_keeps_its_name_in_any_script",
            "tests/web/visits/test_results.py::test_a_hostile_name_is_a_name",
        ),
    ),
    Requirement(
        "6.2.1-6.2.12",
        "passphrases by length and the common list, no rules",
        (
            f"{SESSIONS}test_passphrases_are_judged_by_length_and_the_common_list_only",
            f"{SESSIONS}test_a_refused_passphrase_changes_nothing",
        ),
        "8 letters are enough, 15 are advised: people type with hands that shake",
    ),
    Requirement(
        "6.3.1",
        "guessing is slowed by address and by account",
        (
            f"{SESSIONS}test_guessing_from_many_addresses_is_slowed_by_account",
            f"{SESSIONS}test_a_stranger_who_guesses_does_not_lock_the_owner_out",
        ),
        "each IPv6 address counts by itself, so that only the slowing by account holds against a whole network",
    ),
    Requirement(
        "6.3.2",
        "no default account; the first link works once, for an hour",
        (
            f"{OWNER}test_the_link_works_once",
            f"{OWNER}test_the_link_works_for_an_hour",
            f"{OWNER}test_only_the_hash_is_kept",
        ),
    ),
    Requirement(
        "6.3.3",
        "two factors",
        (f"{SESSIONS}test_what_is_no_passkey_opens_nothing",),
        "a passkey asks for the finger or the face; a passphrase alone is one factor, and allowed, as a home of one "
        "must not depend on a second device",
    ),
    Requirement(
        "6.3.4",
        "every way in is listed, and none renews a proof but a proof",
        (
            f"{DOORS}test_every_policy_and_scope_is_in_the_matrix",
            f"{ATTACK}test_an_unused_invitation_does_not_stand_for_a_proof",
        ),
    ),
    Requirement(
        "6.4.2, 6.4.3",
        "no hints, no secret questions",
        (),
        "there are none in the product; who lost a key takes the recovery sheet, or a link made on the machine itself",
    ),
    Requirement(
        "6.5.1-6.5.5",
        "recovery codes",
        ("tests/store/test_recovery.py::test_one_wrong_letter_is_never_another_word_and_is_named",),
        "the 24 words are the key of the journal itself: they cannot be used up, and are kept on paper alone",
    ),
    Requirement(
        "7.1.1, 7.3.1, 7.3.2",
        "a session ends after 15 idle minutes and after 30 days",
        (
            f"{SESSIONS}test_a_quarter_of_an_hour_without_use_locks",
            f"{SESSIONS}test_thirty_days_end_it_however_much_it_is_used",
            f"{ATTACK}test_a_clock_set_back_ends_the_session_and_the_proof",
        ),
        "a device that may only add stays able to: people log when they cannot sign in",
    ),
    Requirement(
        "7.2.3, 7.2.4",
        "tokens of 256 bits, kept as hashes",
        (
            f"{DEVICE}test_the_token_has_256_bits_and_only_its_hash_is_kept",
            f"{QUICK}test_a_token_is_shown_once_and_stored_as_its_hash",
        ),
    ),
    Requirement(
        "7.4.1-7.4.5",
        "locking and stopping count from the next request, on a full disk too",
        (
            f"{SESSIONS}test_locking_ends_the_session_on_the_server",
            f"{SESSIONS}test_locking_everywhere_ends_all_sessions",
            f"{DISK}test_without_any_room_the_cookie_goes_and_the_server_takes_it_no_more",
            f"{DISK}test_everything_can_be_stopped",
        ),
    ),
    Requirement(
        "7.5.1, 7.5.2",
        "a key, a link, a person, a token, a copy ask for a proof of the last minutes",
        (
            f"{DOORS}test_a_share_a_token_an_export_and_a_new_device_need_a_fresh_proof",
            f"{SESSIONS}test_changing_keys_asks_again_after_ten_minutes",
        ),
        "an account that has no key yet makes its first one without a proof: there is nothing to prove it with",
    ),
    Requirement(
        "8.1.1-8.2.3",
        "every route and every role in one table",
        (f"{DOORS}test_a_role_gets_past_the_doors_that_name_it_and_no_others",),
    ),
    Requirement(
        "8.3.1, 8.3.2",
        "a changed grant counts from the next request",
        ("tests/web/access_list/test_access_list.py::test_a_changed_grant_counts_from_the_next_request",),
    ),
    Requirement(
        "8.4.1",
        "two households never touch",
        ("tests/web/page/test_visibility.py::test_no_id_of_one_household_does_anything_for_another",),
    ),
    Requirement("9.1.1-9.2.3", "signed tokens of others (JWT)", (), "none are taken"),
    Requirement(
        "11.2.1, 11.3.2, 11.5.1",
        "ciphers of a library; random numbers of the system",
        (
            f"{CODE}test_secrets_come_from_the_system",
            f"{KEYS}test_each_use_has_its_own_key_and_none_is_the_master",
        ),
    ),
    Requirement(
        "11.4.2",
        "passphrases are kept with Argon2id",
        (f"{SESSIONS}test_it_is_kept_with_argon2",),
    ),
    Requirement(
        "12.1.1, 12.2.1",
        "no plain text beyond this computer unless it is asked for by name",
        (
            "tests/web/test_serving.py::test_another_address_is_refused_without_protection",
            "tests/web/test_tls.py::test_with_a_certificate_it_answers_over_https_only_and_its_cookies_are_secure",
        ),
    ),
    Requirement(
        "13.2.4",
        "nothing goes out that was not asked for",
        ("tests/household/reminders/test_notices.py::test_nothing_is_asked_of_the_network_without_a_channel",),
        "packets were not counted over a whole run",
    ),
    Requirement(
        "13.3.1, 13.4.2, 13.4.5",
        "no secret in the code or a log, debugging off",
        (
            f"{CODE}test_debugging_is_off",
            f"{KEYS}test_a_key_never_shows_itself",
        ),
        "the server names itself (`Server: granian`) on each answer",
    ),
    Requirement(
        "14.1.1-14.2.4",
        "no health word in an address, a log or a notice",
        (
            "tests/web/page/test_errors.py::test_no_url_of_ours_has_room_for_words",
            "tests/web/page/test_errors.py::test_the_log_says_where_and_never_what",
            "tests/household/reminders/test_notices.py::test_no_notice_and_no_address_holds_a_health_word",
        ),
    ),
    Requirement(
        "14.3.1-14.3.3",
        "pages leave the browser when it locks",
        (
            f"{SESSIONS}test_locking_ends_the_session_on_the_server",
            f"{HEADERS}test_every_answer_is_closed_to_other_sites_and_to_caches",
        ),
        "what a device has not sent yet stays with it, encrypted: an entry is never lost",
    ),
    Requirement(
        "15.1.2, 15.2.1, 15.3.3",
        "what it is made of is pinned; nobody writes a field that is not theirs",
        (
            f"{ENTRIES}test_it_is_signed_by_the_device_that_sends_it_whatever_it_says",
            "tests/test_constraints.py::*",
        ),
        "no list of known faults is checked without a network",
    ),
    Requirement(
        "16.2.1-16.5.3",
        "what was done stands in a chain that cannot be changed; errors say nothing",
        (
            f"{AUDIT}test_a_changed_line_is_found",
            f"{AUDIT}test_the_database_itself_changes_and_deletes_no_line",
            "tests/web/page/test_errors.py::test_an_error_page_is_plain_and_holds_no_detail",
        ),
    ),
)


def table() -> str:
    """The rows as Markdown."""
    head = "| | ASVS | asks | held by | but |\n| --- | --- | --- | --- | --- |\n"
    return head + "".join(
        f"| {n} | {row.asvs} | {row.asks} | {', '.join(map(_link, row.tests)) or '-'} | {row.but or '-'} |\n"
        for n, row in enumerate(ROWS, 1)
    )


def _link(test: str) -> str:
    path, _, name = test.partition("::")
    return f"[{path.removeprefix('tests/') if name == '*' else name.removeprefix('test_')}]({path})"


def rewritten(text: str) -> str:
    """SECURITY.md with the table as it is now."""
    before, _, rest = text.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    return f"{before}{BEGINS}\n{table()}{ENDS}{after}"


if __name__ == "__main__":
    TABLE.write_text(rewritten(TABLE.read_text(encoding="utf-8")), encoding="utf-8")
