"""Whether the program answers, for the machine that keeps it running. It says nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from unknot.web.page.access import Access, allow


@allow(Access.PUBLIC)
def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
