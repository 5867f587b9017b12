"""A seal that is cut short, and two at once: nothing is lost, nothing is there twice."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from itertools import count
from types import FrameType
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.db import connection, transaction

from sussidiario.journal import archive
from sussidiario.journal.archive import sealing
from sussidiario.journal.models import Act, Seal
from tests.invented.work import AT, opened

STEPS = {"_seal", "_write", "_write_durably", "flush", "_last"}
"""Functions of the archive whose every line is a moment to die at."""

Together = Callable[..., list[Any]]


def sealed_acts() -> list[int]:
    return [number for path in archive.parts() for number in pq.read_table(path)["id"].to_pylist()]


def dies_at(step: int) -> Callable[[FrameType, str, Any], Any]:
    """A tracer that kills the process at its `step`-th line of a seal, as a power cut would."""
    lines = count(1)

    def trace(frame: FrameType, event: str, _arg: object) -> Any:
        if frame.f_code.co_filename != sealing.__file__ or frame.f_code.co_name not in STEPS:
            return None
        if event == "line" and next(lines) == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def seal_in_another_process(*, dying_at: int) -> bool:
    """Seal in a process that is killed at that line; tell whether it lived to the end."""
    connection.close()
    if child := os.fork():
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status) == 0
    try:
        sys.settrace(dies_at(dying_at))
        archive.seal(at=AT)
    except BaseException:  # noqa: BLE001  a child that goes on would be a second pytest
        os._exit(1)
    os._exit(0)


@pytest.mark.django_db(transaction=True, reset_sequences=True)
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_seal_killed_at_any_line_loses_nothing_and_duplicates_nothing() -> None:
    for step in count(1):
        opened()
        lived = seal_in_another_process(dying_at=step)

        assert list(archive.verify()) == [], f"killed at line {step}"
        assert sealed_acts() == list(Act.objects.order_by("pk").values_list("pk", flat=True))[: len(sealed_acts())]
        if lived:
            break

    assert step > 30
    assert sealed_acts() == list(Act.objects.order_by("pk").values_list("pk", flat=True))
    assert Seal.objects.count() < step


def test_two_seals_at_once_are_one_seal(together: Together) -> None:
    acts = [opened().pk for _ in range(20)]

    results = together(lambda: archive.seal(at=AT), lambda: archive.seal(at=AT))

    assert sorted(result is None for result in results) == [False, True]
    assert sealed_acts() == acts
    assert list(archive.verify()) == []


def test_a_seal_waits_for_whoever_has_drawn_a_number_and_not_finished(together: Together) -> None:
    drawn, sealing = threading.Event(), threading.Event()

    def write_slowly() -> int:
        with transaction.atomic():
            act = opened("lenta")
            drawn.set()
            assert sealing.wait(20)
            time.sleep(0.3)
        return act.pk

    def write_quickly() -> int:
        assert drawn.wait(20)
        if connection.vendor == "sqlite":
            return 0  # it has one writer at a time: nobody overtakes
        return opened("svelta").pk

    def seal() -> Seal | None:
        assert drawn.wait(20)
        time.sleep(0.2)
        sealing.set()
        return archive.seal(at=AT)

    slow, quick, sealed = together(write_slowly, write_quickly, seal)

    assert isinstance(sealed, Seal), sealed
    assert sealed_acts() == [number for number in (slow, quick) if number]
    assert list(archive.verify()) == []


def test_acts_written_while_the_book_is_being_sealed_are_in_one_part_each(together: Together) -> None:
    def write() -> None:
        for number in range(15):
            opened(str(number))

    def seal() -> None:
        for _ in range(6):
            archive.seal(at=AT)
            time.sleep(0.01)

    results = together(write, write, seal)
    archive.seal(at=AT)

    assert results == [None, None, None]
    assert sealed_acts() == list(Act.objects.order_by("pk").values_list("pk", flat=True))
    assert len(sealed_acts()) == 30
    assert list(archive.verify()) == []
