"""No route without a word on who may enter."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path

from unknot.web.page import access


def test_every_route_declares_who_may_enter():
    assert access.undeclared() == []


def test_a_route_without_a_policy_stops_the_program(settings):
    def open_door(request: HttpRequest) -> HttpResponse:
        return HttpResponse("come in")

    class Urls:
        urlpatterns = [path("open", open_door)]

    settings.ROOT_URLCONF = Urls
    with pytest.raises(access.UndeclaredRoute, match="open"):
        access.refuse_undeclared_routes()
    assert [error.id for error in access.every_route_declares_who_may_enter()] == ["unknot.E001"]


def test_a_route_without_a_policy_is_closed_even_if_the_program_runs(client, settings):
    def open_door(request: HttpRequest) -> HttpResponse:
        return HttpResponse("come in")

    class Urls:
        urlpatterns = [path("open", open_door)]

    settings.ROOT_URLCONF = Urls
    with pytest.raises(access.UndeclaredRoute):
        client.get("/open")


@pytest.mark.django_db
def test_health_says_only_ok(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
