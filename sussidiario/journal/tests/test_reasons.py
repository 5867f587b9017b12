"""Reasons are erased; acts, figures and the proof of the book stay."""

from datetime import timedelta

import pyarrow.parquet as pq
import pytest
from django.core.management import call_command

from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal, archive, rules
from sussidiario.journal.archive import Finding
from sussidiario.journal.models import Act
from tests.database import unlocked
from tests.invented.models import Thing
from tests.invented.work import AT, ON, opened, somebody

pytestmark = pytest.mark.django_db


def told(why: str = "vive con Anna", *, thing: Thing | None = None) -> Act:
    """Open a thing and say why."""
    thing = thing or Thing.objects.create(name="cosa")
    return journal.record("invented.thing.opened", thing, on=ON, at=AT, by=None, subject=thing, why=why)


def at_first(act: Act, *, why: str) -> Act:
    """The same act, as it was written before reasons could be erased."""
    values = {field.attname: getattr(act, field.attname) for field in Act._meta.concrete_fields if not field.primary_key}
    former = Act(**(values | {"why": why, "why_digest": "", "form": 1, "key": ""}))
    former.fingerprint = journal.sign(former)
    former.save(force_insert=True)
    return former


def erase(*subjects: str) -> int:
    return journal.erase_reasons(subjects, by=somebody(), at=AT + timedelta(days=9), on=ON, why="scarto del 2026")


def test_the_reasons_of_acts_about_somebody_are_erased_and_no_other() -> None:
    one, without, other = told(), told(""), told("vive sola")

    erased = erase(one.subject, without.subject)

    assert erased == 1
    assert list(Act.objects.filter(pk__in=[one.pk, without.pk, other.pk]).order_by("pk").values_list("why", flat=True)) == ["", "", "vive sola"]
    act = Act.objects.latest("pk")
    assert (act.act, act.record, act.detail, act.why, act.subject) == (
        "journal.reasons.erased",
        f"journal.act:{one.pk}",
        {"acts": [one.pk]},
        "scarto del 2026",
        "",
    )


def test_erasing_leaves_the_book_as_it_was_written_sealed_or_not() -> None:
    thing = Thing.objects.create(name="cosa")
    sealed = told(thing=thing)
    archive.seal(at=AT)
    before = pq.read_table(archive.part(1))
    told("altro", thing=thing)

    assert erase(sealed.subject) == 2
    archive.seal(at=AT)

    assert list(archive.verify()) == []
    assert pq.read_table(archive.part(1)) == before


def test_where_there_is_nothing_to_erase_nothing_is_written() -> None:
    act = told("")

    assert erase(act.subject) == 0
    assert Act.objects.count() == 1


def test_erasing_asks_on_what_authority() -> None:
    act = told()

    with pytest.raises(Refusal):
        journal.erase_reasons([act.subject], by=None, at=AT, on=ON, why=" ")

    assert Act.objects.get().why


def test_a_reason_that_nobody_said_was_erased_is_named() -> None:
    sealed = told()
    archive.seal(at=AT)
    open_act = told()

    Act.objects.update(why="")

    assert [finding.where for finding in archive.verify()] == [f"act {sealed.pk}", f"act {open_act.pk}"]


def test_a_changed_digest_is_named_also_after_erasing() -> None:
    act = told()
    erase(act.subject)

    with unlocked("journal_act"):
        Act.objects.filter(pk=act.pk).update(why_digest="0" * 32)

    assert [finding.where for finding in archive.verify()] == [f"act {act.pk}"]


def test_equal_reasons_have_different_digests_and_none_has_none() -> None:
    digests = [told("stesso motivo").why_digest, told("stesso motivo").why_digest, told("").why_digest]

    assert len(set(digests)) == 3
    assert (len(digests[0]), digests[2]) == (32, "")
    assert rules.reason_digest(b"k", act="a", record="r:1", at=AT, why="x") != rules.reason_digest(b"j", act="a", record="r:1", at=AT, why="x")


def test_acts_of_the_first_form_are_proved_as_they_were_and_lose_their_reason_too(capsys: pytest.CaptureFixture[str]) -> None:
    sealed = at_first(opened(), why="vive con Anna")
    archive.seal(at=AT)
    at_first(opened("altra"), why="")
    assert list(archive.verify()) == []

    erase(sealed.subject)

    assert list(archive.verify()) == [Finding("seal 1", "1 acts cannot be verified by key; its part holds, and says what they say", wrong=False)]
    call_command("journal", "verify")
    assert capsys.readouterr().out.splitlines()[-1] == "the journal is as it was written: 1 seals"


def test_an_act_of_the_first_form_whose_reason_is_gone_is_still_compared_with_its_part() -> None:
    sealed = at_first(opened(), why="vive con Anna")
    archive.seal(at=AT)
    erase(sealed.subject)

    with unlocked("journal_act"):
        Act.objects.filter(pk=sealed.pk).update(area="minors")

    assert [(finding.where, finding.wrong) for finding in archive.verify()] == [(f"act {sealed.pk}", True)]
