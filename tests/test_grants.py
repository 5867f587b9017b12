"""What the roles of docs/operations.md may do in the database, with the grants of docs/grants.sql."""

import pytest
from django.db import DatabaseError, connection, transaction

from sussidiario.journal import actions as journal, append_only, archive
from sussidiario.journal.models import Act, Reading
from tests.architecture.house import ROOT
from tests.invented.models import Thing
from tests.invented.work import AT, ON, opened, somebody


@pytest.fixture
def roles(db: None) -> None:
    """The roles of docs/operations.md with the grants of docs/grants.sql."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no roles")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE sussidiario_web; CREATE ROLE sussidiario_seal")
        cursor.execute((ROOT / "docs/grants.sql").read_text(encoding="utf-8"))


def become(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")


def refused(statement: str) -> bool:
    """Tell whether the database denies the current role a statement, by privilege and not by trigger."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "permission denied" in str(error) or "must be owner" in str(error)
    return False


def test_the_web_role_works_and_cannot_even_try_to_change_the_book(roles: None) -> None:
    become("sussidiario_web")

    opened()
    Thing.objects.update(name="un'altra")

    for table in append_only.locked(connection):
        assert refused(f"UPDATE {table} SET id = id")
        assert refused(f"DELETE FROM {table}")
        assert refused(f"TRUNCATE {table}")
        assert refused(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        assert refused(f"ALTER TABLE {table} ADD COLUMN mine int")
        assert refused(f"DROP TRIGGER {table}_append_only ON {table}")
        assert refused(f"DROP TABLE {table} CASCADE")
        assert refused(f"CREATE TRIGGER mine BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_append_only()")
        assert refused(f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
    assert refused("SET session_replication_role = replica")
    assert refused("INSERT INTO journal_seal (number) VALUES (1)")
    assert refused("INSERT INTO journal_readingseal (number) VALUES (1)")
    assert refused("UPDATE journal_readingseal SET removed_at = now()")
    assert refused("INSERT INTO journal_crosswalk (pseudonym, first) VALUES ('a', 'b')")
    assert refused("DELETE FROM django_migrations")
    assert refused("CREATE TABLE mine (id int)")


def test_the_web_role_erases_a_reason_and_writes_none(roles: None) -> None:
    thing = Thing.objects.create(name="cosa")
    act = journal.record("invented.thing.opened", thing, on=ON, at=AT, by=None, subject=thing, why="vive con Anna")
    become("sussidiario_web")

    assert refused("UPDATE journal_act SET area = 'minors'")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Act.objects.update(why="altro")
    assert journal.erase_reasons([act.subject], by=None, at=AT, on=ON, why="scarto del 2026") == 1

    assert not Act.objects.get(pk=act.pk).why


def test_the_sealing_role_seals_and_sees_nobody(roles: None) -> None:
    act = opened()
    become("sussidiario_seal")

    sealed = archive.seal(at=AT)

    assert sealed is not None
    assert (sealed.first, sealed.last) == (act.pk, act.pk)
    assert list(Act.objects.values_list("pk", flat=True)) == [act.pk]
    assert refused("SELECT * FROM people_person")
    assert refused("SELECT * FROM access_staff")
    assert not refused("UPDATE journal_act SET id = id")  # it may lock the table, so it may try: the trigger refuses
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE journal_act SET id = id")


def test_the_sealing_role_removes_readings_whose_time_is_over_and_no_others(roles: None) -> None:
    thing, ada = Thing.objects.create(name="cosa"), somebody()
    for years in (0, 3):
        journal.note_reading(thing, by=ada, at=AT.replace(year=2016 + years), address="/cose/1/")
        archive.seal_readings(at=AT.replace(year=2016 + years, day=2))
    become("sussidiario_seal")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Reading.objects.all().delete()
    removed = [sealed.number for sealed in archive.sweep(at=AT.replace(year=2019, day=3))]

    assert removed == [1]
    assert Reading.objects.count() == 1
    assert refused("UPDATE journal_readingseal SET count = 0")
    assert refused("DELETE FROM journal_readingseal")
    assert refused("UPDATE journal_reading SET ground = 'charge'")
    assert list(archive.verify()) == []
