"""Reading sessions: they end after some idle minutes once there is a key, and after thirty days in any case."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessions
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from unknot.household.people.accounts import has_key
from unknot.household.people.models import Account, Membership
from unknot.household.people.settings_sync import catch_up
from unknot.web.page.disk_full import if_there_is_room

LONGEST = timedelta(days=30)
CLOCKS_MAY_DIFFER = timedelta(minutes=1)
"""How far a stamp of this machine may lie ahead of its clock, which is set right now and then."""
NOTED_EVERY = timedelta(seconds=20)
"""How exactly the last use is noted: not every request writes."""

_dropped: set[str] = set()
"""Keys of sessions that were ended on a full disk."""

_SEEN, _SINCE, _CONFIRMED, _JOURNAL, _GENERATION = "seen", "since", "confirmed", "journal", "generation"


def start(
    request: HttpRequest, account: Account, membership: Membership, now: datetime, *, proved: bool = True
) -> None:
    """Signs in, with a new session key. `proved` just now counts as fresh; an older proof stays as old as it is."""
    before = request.session.get(_CONFIRMED)
    auth.login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    for moment in (_SEEN, _SINCE):
        request.session[moment] = now.timestamp()
    request.session[_CONFIRMED] = now.timestamp() if proved else before
    request.session[_JOURNAL] = str(membership.journal)
    request.session[_GENERATION] = account.generation
    catch_up(membership.journal, now)


def switch(request: HttpRequest, journal: UUID) -> None:
    """Reads another journal of the same account from now on; the caller has made sure that it may."""
    request.session[_JOURNAL] = str(journal)


def end(request: HttpRequest) -> None:
    """Ends the session on the server; nothing the device keeps is touched."""
    auth.logout(request)


def drop(request: HttpRequest) -> None:
    """Ends the session where the disk has no room to write it down: its cookie goes, and this server takes it no more.

    After a new start of the server, what ends it is its idle time.
    """
    if key := request.session.session_key:
        _dropped.add(key)
    request.session = SessionStore()  # an empty one: the cookie is deleted with the answer


def confirm(request: HttpRequest, now: datetime) -> None:
    request.session[_CONFIRMED] = now.timestamp()


def confirmed_at(request: HttpRequest) -> datetime | None:
    return _moment(request, _CONFIRMED)


def membership(request: HttpRequest, now: datetime) -> Membership | None:
    """The part in a journal that the session reads with; None if nobody is signed in or it ran out."""
    account, journal = request.session.get(auth.SESSION_KEY), request.session.get(_JOURNAL)
    if account is None or journal is None:
        return None
    if request.session.session_key in _dropped:
        return None
    found = _membership(account, journal)
    if found is None or _over(request, found, now):
        end(request)
        request._ran_out = True  # type: ignore[attr-defined]
        return None
    request.user = found.account  # the same row that Django would read once more
    seen = _moment(request, _SEEN)
    if seen is None or now - seen > NOTED_EVERY:
        request.session[_SEEN] = now.timestamp()
        if found.role != Membership.Role.OWNER:
            with if_there_is_room():
                Membership.objects.filter(pk=found.pk).update(used_at=now)
    return found


# Asked with every request, so they are written out: see `devices`.
_MEMBERSHIPS = "SELECT * FROM web_membership WHERE account_id = %s"
_ACCOUNT = "SELECT * FROM web_account WHERE id = %s"


def _membership(account: str, journal: str) -> Membership | None:
    found = next((m for m in Membership.objects.raw(_MEMBERSHIPS, [int(account)]) if str(m.journal) == journal), None)
    if found is not None:
        found.account = Account.objects.raw(_ACCOUNT, [found.account_id])[0]
    return found


def ran_out(request: HttpRequest) -> bool:
    """Whether the session ended while this request was answered, because nobody used it for too long."""
    return getattr(request, "_ran_out", False)


def _over(request: HttpRequest, membership: Membership, now: datetime) -> bool:
    seen, since = _moment(request, _SEEN), _moment(request, _SINCE)
    if seen is None or since is None or not _is_of(request, membership.account):
        return True
    if max(seen, since) > now + CLOCKS_MAY_DIFFER:  # the clock was set back: nobody knows how long ago it was
        return True
    if membership.expires_at is not None and membership.expires_at <= now:
        return True
    if now - since > LONGEST:
        return True
    return now - seen > timedelta(minutes=membership.idle_minutes) and not _cannot_be_unlocked(membership)


def _cannot_be_unlocked(membership: Membership) -> bool:
    """A demo, and an owner without a key: locking would shut them out of their own journal."""
    return settings.MADE_UP or (membership.role == Membership.Role.OWNER and not has_key(membership.account))


def _is_of(request: HttpRequest, account: Account) -> bool:
    """Whether the session still counts: not after a new passphrase, nor after ending all sessions."""
    same_passphrase = constant_time_compare(
        request.session.get(auth.HASH_SESSION_KEY, ""), account.get_session_auth_hash()
    )
    return account.is_active and same_passphrase and request.session.get(_GENERATION) == account.generation


def _moment(request: HttpRequest, name: str) -> datetime | None:
    stamp = request.session.get(name)
    return datetime.fromtimestamp(stamp, tz=UTC) if stamp is not None else None


def end_all(account: Account) -> None:
    """Ends every session of an account, from its next request on."""
    Account.objects.filter(pk=account.pk).update(generation=F("generation") + 1)


def end_others(request: HttpRequest, account: Account) -> None:
    """After a new passphrase: every other session of the account ends, and this one gets a new key."""
    end_all(account)
    account.refresh_from_db(fields=["generation"])
    auth.update_session_auth_hash(request, account)
    request.session[_GENERATION] = account.generation


class SessionMiddleware(DjangoSessions):
    """Django's, but a full disk does not stop reading: then the last use goes unnoted."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        with if_there_is_room():
            super().process_response(request, response)
        return response


FORGET_PAGES = '"cache"'


def forget_pages(response: HttpResponse) -> HttpResponse:
    response["Clear-Site-Data"] = FORGET_PAGES
    return response
