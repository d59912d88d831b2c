"""The SQL of pages through psycopg alone: as many processes as the site has, nothing around it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from asking import Served

PROCESSES = 2
_kept: dict[str, Any] = {}


def pool(address: dict[str, Any], pages: Sequence[Sequence[str]]) -> ProcessPoolExecutor:
    """Processes with a connection each; a page is the statements that it takes."""
    context = get_context("spawn")
    return ProcessPoolExecutor(PROCESSES, context, _connect, (address, pages))


def drive(processes: ProcessPoolExecutor, seconds: float) -> Served:
    """Run pages for `seconds` in each process, one page after the other."""
    working = [processes.submit(_work, seconds, place / PROCESSES) for place in range(PROCESSES)]
    taken = [one.result() for one in working]
    every = [second for times in taken for second in times]
    return Served(sum(len(times) / sum(times) for times in taken), every)


def _connect(address: dict[str, Any], pages: Sequence[Sequence[str]]) -> None:
    import psycopg

    _kept["pages"] = pages
    _kept["connection"] = psycopg.connect(
        **address, autocommit=True, prepare_threshold=None, cursor_factory=psycopg.ClientCursor
    )


def _work(seconds: float, first: float) -> list[float]:
    pages, connection = _kept["pages"], _kept["connection"]
    at, taken = int(first * len(pages)), []
    until = time.perf_counter() + seconds
    with connection.cursor() as cursor:
        while time.perf_counter() < until:
            began = time.perf_counter()
            for statement in pages[at % len(pages)]:
                if statement.startswith("COPY"):
                    with cursor.copy(statement) as copy:
                        for _ in copy:
                            pass
                else:
                    cursor.execute(statement)
                    cursor.fetchall()
            taken.append(time.perf_counter() - began)
            at += 1
    return taken
