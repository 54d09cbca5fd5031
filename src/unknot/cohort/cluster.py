"""Who works on a cohort: processes of this machine, or a Dask cluster that is there already."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from distributed import Client, LocalCluster

import unknot
from unknot.cohort.files import Block
from unknot.cohort.refusals import UnfitCluster

PATIENCE = 30.0
"""Seconds in which a scheduler answers and has a first worker."""

Sight = Literal["fit", "no cohort", "no results"]


@contextmanager
def workers(address: str | None, processes: int) -> Iterator[Client]:
    """A Dask cluster: the one at `address`, or so many processes of this machine, gone afterwards.

    Ours speak TLS with keys of the moment among themselves: whoever reaches a scheduler can run code as its owner.
    `UnfitCluster` if nobody answers at the address, or nobody works there.
    """
    if address is not None:
        with _connected(address) as client:
            yield client
        return
    with (
        LocalCluster(
            n_workers=processes,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            host="127.0.0.1",
            security=True,
            silence_logs=logging.ERROR,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


def _connected(address: str) -> Client:
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise UnfitCluster(f"No Dask scheduler answers at {address}.") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        raise UnfitCluster(f"The Dask cluster at {address} has no worker.") from error
    return client


def see_that_it_fits(client: Client, blocks: Sequence[Block], out: Path) -> None:
    """`UnfitCluster` unless every worker has this version of Unknot and sees both folders, as only then results agree.

    Workers that join later are not asked; what they cannot do is done again by others.
    """
    theirs = client.run(_version, on_error="return")
    if odd := sorted(worker for worker, found in theirs.items() if found != unknot.__version__):
        raise UnfitCluster(f"Worker {odd[0]} does not have Unknot {unknot.__version__}.")
    for worker, sight in client.run(_sight, blocks[0].path, str(out.absolute())).items():
        if sight != "fit":
            missing = out.absolute() if sight == "no results" else Path(blocks[0].path).parent
            raise UnfitCluster(f"Worker {worker} cannot use {missing}: it must be there under the same name.")


def _version() -> str:
    return unknot.__version__


def _sight(file: str, out: str) -> Sight:
    """What a worker sees of a run, in its own process."""
    if not os.access(file, os.R_OK):
        return "no cohort"
    return "fit" if os.access(out, os.W_OK) and any(Path(out).iterdir()) else "no results"
