from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from sussidiario.journal import actions as journal, append_only, archive
from sussidiario.journal.models import Act, Crosswalk, Reading, ReadingSeal, Seal
from tests.database import unlocked
from tests.invented.models import Thing
from tests.invented.work import AT, ON, opened, somebody

BOOK = ["journal_act", "journal_crosswalk", "journal_reading", "journal_readingseal", "journal_seal"]


@pytest.fixture
def written(db: None) -> None:
    """A row in each table of the book."""
    opened()
    journal.note_reading(Thing.objects.get(), by=somebody(), at=AT, address="/cose/1/")
    archive.seal(at=AT)
    archive.seal_readings(at=AT)
    Crosswalk.objects.create(pseudonym="b", first="a")
    connection.check_constraints()  # now, so that it is the trigger which refuses


def locked() -> list[str]:
    """Tables of the journal that can only be added to."""
    return [table for table in append_only.locked(connection) if table.startswith("journal_")]


def test_the_database_knows_which_tables_are_append_only(db: None) -> None:
    assert locked() == BOOK


@pytest.mark.parametrize("table", BOOK)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}"])
def test_the_database_refuses_to_change_or_delete(written: None, table: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match=f"{table} is append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize("table", BOOK)
def test_the_database_refuses_to_empty_a_table_at_once(written: None, table: str) -> None:
    empty = f"DELETE FROM {table}" if connection.vendor == "sqlite" else f"TRUNCATE {table} CASCADE"

    with pytest.raises(DatabaseError, match=f"{table} is append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(empty)


def change(statement: str) -> object:
    """Run a statement; give how many rows it changed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def test_the_reason_of_an_act_can_be_erased_and_nothing_else_with_it(written: None) -> None:
    somebody_wrote = journal.entry("invented.thing.opened", on=ON, at=AT, record="invented.thing:1", by_id=None, why="vive con Anna")
    somebody_wrote.save(force_insert=True)
    one = f"WHERE id = {somebody_wrote.pk}"

    for harm in (
        f"UPDATE journal_act SET why = 'altro' {one}",
        f"UPDATE journal_act SET why = '', area = 'minors' {one}",
        f"UPDATE journal_act SET why = '', amount = 1 {one}",
        f"UPDATE journal_act SET why = '', why_digest = '' {one}",
        f"UPDATE journal_act SET why = '', id = id + 1000 {one}",
        "UPDATE journal_act SET why = ''",
    ):
        with pytest.raises(DatabaseError, match="journal_act is append-only"):
            change(harm)

    assert change(f"UPDATE journal_act SET why = '' {one}") == 1
    with pytest.raises(DatabaseError, match="journal_act is append-only"):
        change(f"UPDATE journal_act SET why = 'vive con Anna' {one}")


def test_readings_can_be_deleted_where_their_part_is_marked_as_removed_and_nowhere_else(written: None) -> None:
    thing, ada = Thing.objects.get(), somebody(username="eva")
    for days in (1, 2):
        journal.note_reading(thing, by=ada, at=AT + timedelta(days=days), address="/cose/1/")
        archive.seal_readings(at=AT + timedelta(days=days))
    journal.note_reading(thing, by=ada, at=AT + timedelta(days=3), address="/cose/1/")
    sealed = ReadingSeal.objects.get(number=2)

    with pytest.raises(DatabaseError, match="journal_readingseal is append-only"), transaction.atomic():
        ReadingSeal.objects.filter(pk=sealed.pk).update(removed_at=AT + timedelta(days=900), count=0)
    with pytest.raises(DatabaseError), transaction.atomic():  # before the readings were noted
        ReadingSeal.objects.filter(pk=sealed.pk).update(removed_at=AT)
    ReadingSeal.objects.filter(pk=sealed.pk).update(removed_at=AT + timedelta(days=900))

    for numbers in (Reading.objects.filter(pk=sealed.first - 1), Reading.objects.filter(pk=sealed.last + 1), Reading.objects.all()):
        with pytest.raises(DatabaseError, match="journal_reading is append-only"), transaction.atomic():
            numbers.delete()
    with pytest.raises(DatabaseError, match="journal_reading is append-only"), transaction.atomic():
        Reading.objects.filter(pk=sealed.first).update(purpose="altro")
    assert Reading.objects.filter(pk__gte=sealed.first, pk__lte=sealed.last).delete()[0] == 1
    for change_of_mind in (None, AT + timedelta(days=901)):
        with pytest.raises(DatabaseError, match="journal_readingseal is append-only"), transaction.atomic():
            ReadingSeal.objects.filter(pk=sealed.pk).update(removed_at=change_of_mind)


@pytest.mark.parametrize("model", [Act, Crosswalk, Reading, ReadingSeal, Seal])
def test_the_ways_of_the_code_are_refused_too(written: None, model: type[Act | Crosswalk | Reading | ReadingSeal | Seal]) -> None:
    row = model.objects.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(id=row.pk + 1)

    assert model.objects.get() == row


def test_the_triggers_can_be_taken_off_and_put_back_by_who_owns_the_database(written: None) -> None:
    with unlocked("journal_act"):
        assert locked() == BOOK[1:]

    assert locked() == BOOK
