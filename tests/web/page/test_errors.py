"""When something is wrong: plain words, no detail, and nothing about a person in the log."""

from __future__ import annotations

import io
import logging
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from unknot.store.audit_seal import unseal
from unknot.store.models import AuditRow
from unknot.web import urls
from unknot.web.logs import PlainFormatter
from unknot.web.page.access import Access, allow

HEALTH_WORDS = "calf cramp after baclofen"
FILLING = "x" * 80


@allow(Access.PUBLIC)
def breaks(request: HttpRequest) -> HttpResponse:
    raise ValueError(HEALTH_WORDS)


@allow(Access.PUBLIC)
def writes(request: HttpRequest) -> HttpResponse:
    from django.utils import timezone

    AuditRow.objects.bulk_create(
        AuditRow(id=uuid4(), number=n, at=timezone.now(), who=FILLING, deed="x" * 40, entries=0) for n in range(2000)
    )
    return HttpResponse("saved")


@allow(Access.PUBLIC)
def database_gone(request: HttpRequest) -> HttpResponse:
    raise OperationalError(f"disk I/O error near {HEALTH_WORDS}")


class Urls:
    urlpatterns = [
        *urls.urlpatterns,
        path("breaks", breaks),
        path("writes", writes),
        path("gone", database_gone),
    ]
    handler400, handler403 = urls.handler400, urls.handler403
    handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture
def visitor(home, settings):
    settings.ROOT_URLCONF = Urls
    home.owner.raise_request_exception = False
    return home.owner


@pytest.fixture
def log() -> io.StringIO:
    """What the log would hold."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PlainFormatter())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def full_disk():
    """A database that cannot grow by a page: what a full disk is to it."""
    if connection.vendor != "sqlite":
        pytest.skip("told by the encrypted file's own limit")
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA max_page_count").fetchone()[0]
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        yield
        cursor.execute(f"PRAGMA max_page_count = {before}")


@pytest.mark.parametrize(("where", "status"), [("/breaks", 500), ("/gone", 500), ("/no-such-page", 404)])
def test_an_error_page_is_plain_and_holds_no_detail(visitor, where, status):
    answer = visitor.get(where)
    page = answer.content.decode()
    assert answer.status_code == status
    assert "<h1>" in page
    assert "calf" not in page
    assert "Error" not in page
    assert "Traceback" not in page


def test_the_log_says_where_and_never_what(visitor, log):
    visitor.get("/breaks?note=calf+cramp")
    visitor.get("/gone")
    said = log.getvalue()
    assert "ValueError at breaks:" in said
    assert "OperationalError at database_gone:" in said
    for word in ("calf", "cramp", "baclofen", "/breaks", "note"):
        assert word not in said


@pytest.fixture
def emptied_afterwards():
    """A test that really writes has its tables emptied at its end, the audit too."""
    yield
    unseal(connection)


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_said_and_reading_goes_on(emptied_afterwards, visitor, full_disk, clock):
    answer = visitor.post("/writes")
    assert answer.status_code == 507
    assert "no room left" in answer.content.decode()
    assert AuditRow.objects.filter(who=FILLING).count() == 0
    clock.forward(minutes=5)  # so that the session and the device would be noted as used
    assert visitor.get("/devices").status_code == 200
    script = visitor.post("/writes", headers={"Accept": "application/json"})
    assert (script.status_code, script.headers["Content-Type"]) == (507, "application/json")


def test_no_url_of_ours_has_room_for_words():
    """Ids, dates, tokens and names of our pages: nothing about a person stands in a history, a bookmark or a log.

    The address of a link and the code of a tag are random as a token is.
    """
    import re

    from unknot.web.page import access

    for where, _route in access.routes():
        for converter in re.findall(r"<(\w+):(\w+)>", where):
            random = converter in {("str", "token"), ("str", "address"), ("str", "code")}
            assert random or converter[0] in {"int", "uuid", "date", "day", "slug"}, where
