import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from sussidiario.journal import actions as journal, archive, rules
from sussidiario.journal.models import Act, Seal
from tests.database import unlocked
from tests.invented.work import AT, ON, opened

pytestmark = pytest.mark.django_db

Book = list[Act]


@pytest.fixture
def book() -> Book:
    """Five acts: two under a first seal, two under a second, one not sealed yet; a number that nobody used between the seals."""
    acts = [opened(), opened()]
    archive.seal(at=AT)
    skipped = Act(pk=acts[-1].pk + 2, act="invented.thing.opened", on=ON, at=AT, record="invented.thing:9")
    skipped.fingerprint = journal.sign(skipped)
    skipped.save(force_insert=True)
    acts += [skipped]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval('journal_act_id_seq', %s)", [skipped.pk])
    acts += [opened()]
    archive.seal(at=AT)
    return [*acts, opened()]


def findings() -> list[tuple[str, str]]:
    return [(finding.where, finding.what) for finding in archive.verify()]


def behind_its_back(table: str, statement: str, *values: str | int | None) -> None:
    """Do what somebody with the database's own keys could."""
    with unlocked(table), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_book_as_it_was_written_has_no_findings(book: Book) -> None:
    assert findings() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("act", "invented.thing.closed"),
        ("on", "2016-03-02"),
        ("at", "2016-03-01 09:30:15.123457+00:00"),
        ("record", "invented.thing:77"),
        ("subject", "0" * 32),
        ("why", "altro"),
        ("neighbourhood", "cederna"),
        ("area", "minors"),
        ("quantity", 2),
        ("amount", 1),
        ("detail", '{"n": 2}'),
        ("fingerprint", "0" * 64),
    ],
)
def test_a_changed_act_is_named(book: Book, column: str, value: str | int) -> None:
    for act in (book[1], book[4]):
        behind_its_back("journal_act", f'UPDATE journal_act SET "{column}" = %s WHERE id = %s', value, act.pk)

    assert findings() == [
        (f"act {book[1].pk}", "its row is not as it was written (seal 1)"),
        (f"act {book[4].pk}", "its row is not as it was written (not sealed yet)"),
    ]


def test_a_deleted_act_is_named(book: Book) -> None:
    behind_its_back("journal_act", "DELETE FROM journal_act WHERE id = %s", book[3].pk)

    assert findings() == [(f"act {book[3].pk}", "its row is missing (seal 2)")]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL draws numbers that no row ever takes")
@pytest.mark.parametrize(("places", "numbers"), [((0,), "act {0}"), ((1,), "act {1}"), ((2,), "act {2}"), ((1, 2), "acts {1}-{2}")])
def test_an_act_deleted_before_a_seal_is_missed(book: Book, places: tuple[int, ...], numbers: str) -> None:
    unsealed = [book[4].pk, opened().pk, opened().pk]

    for place in places:
        behind_its_back("journal_act", "DELETE FROM journal_act WHERE id = %s", unsealed[place])

    assert findings() == [(numbers.format(*unsealed), "its row is missing (not sealed yet)")]


def test_an_act_that_was_undone_is_not_missed(book: Book) -> None:
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        opened()
        raise ZeroDivisionError

    opened()

    assert findings() == []


def test_the_last_seal_taken_away_with_its_files_is_missed_by_who_wrote_its_chain_down(book: Book) -> None:
    last = Seal.objects.get(number=2)
    assert list(archive.verify(witness=last.chain)) == []

    behind_its_back("journal_seal", "DELETE FROM journal_seal WHERE number = %s", 2)
    archive.part(2).unlink()
    archive.part(2).with_suffix(".json").unlink()

    assert ("book", f"no seal has the chain {last.chain}: whoever wrote it down saw another book, or a longer one") in [
        (finding.where, finding.what) for finding in archive.verify(witness=last.chain)
    ]
    with pytest.raises(CommandError):
        call_command("journal", "verify", witness=last.chain)


def test_an_act_slipped_in_among_sealed_ones_is_named_even_with_a_good_fingerprint(book: Book) -> None:
    unused = book[1].pk + 1
    slipped = Act(pk=unused, act="invented.thing.opened", on=ON, at=AT, record="invented.thing:9")
    slipped.fingerprint = journal.sign(slipped)
    slipped.save(force_insert=True)

    assert findings() == [(f"act {unused}", "its row was added after seal 2")]


def test_two_sealed_acts_that_changed_places_are_named(book: Book) -> None:
    one, other = book[0], book[1]
    for old, new in ((one.pk, 10**6), (other.pk, one.pk), (10**6, other.pk)):
        behind_its_back("journal_act", "UPDATE journal_act SET id = %s WHERE id = %s", new, old)

    assert [where for where, _ in findings()] == [f"act {one.pk}", f"act {other.pk}"]


@pytest.mark.parametrize(
    ("harm", "finding"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-1] + b"x"), "its part 000001.parquet is not as it was sealed"),
        (lambda path: path.unlink(), "its part 000001.parquet is missing"),
        (lambda path: path.with_suffix(".json").write_text("{}"), "its manifest 000001.json is not as it was sealed"),
        (lambda path: path.with_suffix(".json").unlink(), "its manifest 000001.json is missing"),
    ],
)
def test_a_changed_or_missing_file_is_named(book: Book, harm: Callable[[Path], object], finding: str) -> None:
    harm(archive.part(1))

    assert findings() == [("seal 1", finding)]


def test_a_manifest_that_says_something_else_is_named(book: Book) -> None:
    path = archive.part(2).with_suffix(".json")
    path.write_text(json.dumps(json.loads(path.read_text()) | {"count": 3}))

    assert findings() == [("seal 2", "its manifest 000002.json is not as it was sealed")]


@pytest.mark.parametrize(("column", "value"), [("count", 3), ("sealed_at", "2016-03-02 00:00:00+00:00"), ("previous", "1" * 64)])
def test_a_changed_seal_is_named(book: Book, column: str, value: str | int) -> None:
    behind_its_back("journal_seal", f'UPDATE journal_seal SET "{column}" = %s WHERE number = 2', value)

    assert ("seal 2", "its row is not as it was sealed") in findings()


def test_a_seal_made_to_fit_again_is_betrayed_by_the_one_after_it(book: Book) -> None:
    sealed = Seal.objects.get(number=1)
    manifest = json.loads(archive.part(1).with_suffix(".json").read_text())
    del manifest["chain"]
    manifest["count"] = 3
    behind_its_back("journal_seal", "UPDATE journal_seal SET count = 3, chain = %s WHERE id = %s", rules.chain(manifest), sealed.pk)

    assert ("seal 2", "it does not follow the seal before it") in findings()


def test_a_removed_seal_is_missed(book: Book) -> None:
    behind_its_back("journal_seal", "DELETE FROM journal_seal WHERE number = %s", 1)

    assert ("seal 2", "seal 1 is missing before it") in findings()


def test_the_command_names_everything_and_fails(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("journal", "verify")
    assert capsys.readouterr().out == "the journal is as it was written: 2 seals\n"

    behind_its_back("journal_act", "UPDATE journal_act SET quantity = 2 WHERE id = %s", book[0].pk)
    with pytest.raises(CommandError, match="1 findings"):
        call_command("journal", "verify")

    assert capsys.readouterr().err == f"act {book[0].pk}: its row is not as it was written (seal 1)\n"
