"""What to do when the disk is full: reading goes on, what could not be saved is said, and locking still works."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from unknot.store import ballast

P = ParamSpec("P")
View: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponse]

_SAID_BY_DATABASES = ("is full", "no space left", "could not extend file")


def is_full(error: BaseException) -> bool:
    """Whether an error says that there is no room left."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, DatabaseError) and any(words in str(error).lower() for words in _SAID_BY_DATABASES)


@contextmanager
def if_there_is_room() -> Iterator[None]:
    """Skips book-keeping that a full disk refuses: noting when a session or a device was last used."""
    try:
        yield
    except DatabaseError as error:
        if not is_full(error):
            raise


def even_when_full(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view that must work on a full disk: room that was set aside is given up, and it is asked once more."""

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (DatabaseError, OSError) as error:
            if not is_full(error) or not ballast.give_up(settings.HOME):
                raise
            return view(request, *args, **kwargs)

    return asked
