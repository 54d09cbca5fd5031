"""Answers of the API: JSON, one short sentence, nothing of the journal."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse

LARGEST = 200_000


class Refused(Exception):
    """A request that the API does not take: a status, a code for programs and a sentence for people."""

    def __init__(self, status: int, code: str, says: str, **headers: str) -> None:
        super().__init__(code)
        self.status, self.code, self.says, self.headers = status, code, says, headers


def answer(status: int, **content: Any) -> HttpResponse:
    return HttpResponse(json.dumps(content, ensure_ascii=False), status=status, content_type="application/json")


def refusal(refused: Refused) -> HttpResponse:
    response = answer(refused.status, error=refused.code, says=refused.says)
    for name, value in refused.headers.items():
        response[name.replace("_", "-")] = value
    return response


def content(request: HttpRequest) -> Any:
    """The JSON of a request; an empty body is an empty object. Raises `Refused` for any that cannot be taken."""
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():  # it would be read as empty, and lost
        raise Refused(411, "length-required", "Send it in one piece, with its length.")
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise Refused(413, "too-large", "That is too much for one entry.")
    body = request.body
    if not body:
        return {}
    if request.content_type != "application/json":
        raise Refused(415, "not-json", "Send application/json.")
    try:
        found = json.loads(body)
        json.dumps(found, ensure_ascii=False).encode()  # half a letter (a lone surrogate) could not be stored
    except (ValueError, RecursionError) as error:
        raise Refused(400, "not-json", "That is not JSON.") from error
    return found
