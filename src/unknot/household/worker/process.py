"""The worker as a process of its own: beside `unknot serve`, ending with it, or alone as `unknot worker`."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

GRACE = 5
"""Seconds that a worker has to put down what it holds."""


@contextmanager
def beside() -> Iterator[None]:
    """A worker in a child process while the block runs; it ends with it, however that ends.

    Where the system can, it is forked, so that the key of a demo is never written anywhere.
    """
    ways = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in ways else "spawn")
    child = context.Process(target=_child, args=(os.getpid(),), name="unknot-worker", daemon=True)  # type: ignore[attr-defined]
    child.start()
    try:
        yield
    finally:
        child.terminate()
        child.join(GRACE)
        if child.is_alive():
            child.kill()
            child.join()


def alone() -> None:
    """Works in this process until it is told to stop."""
    stop = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()
        raise SystemExit(0)  # a long job is put down where it stands: it is whole or not at all

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    from unknot.household.worker.loop import work

    work(stop)


def _child(parent: int) -> None:
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(5)  # a tap comes before a nightly look
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
    import django

    django.setup()
    try:
        alone()
    finally:
        sys.stdout.flush()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
