"""
The triggers by which a database itself refuses to change or delete rows of a table; for migrations.

A table may have one opening: the single column that may be changed, or the rows that may be deleted, under a condition that the database
checks. Everything else is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


@dataclass(frozen=True)
class Opening:
    """
    What a trigger lets pass, in SQL that both databases read: `OLD` is the row as it was, `NEW` as it would be.

    `column` may be changed where `change` holds and no other column changes; a row may be deleted where `removal` holds.
    """

    column: str = ""
    change: str = ""
    removal: str = ""


SHUT = Opening()

REASONS = Opening(column="why", change="NEW.why = '' AND OLD.why <> ''")
"""The reason of an act may be erased."""

REMOVAL = Opening(column="removed_at", change="OLD.removed_at IS NULL AND NEW.removed_at IS NOT NULL")
"""A part of the readings may be marked as removed, once."""

REMOVED = Opening(removal="(SELECT s.removed_at FROM journal_readingseal s WHERE s.last >= OLD.id ORDER BY s.last LIMIT 1) IS NOT NULL")
"""
A reading may be deleted where its part is marked as removed. On SQLite a migration that changes the columns of `journal_readingseal`
takes the triggers off `journal_reading` first: a table cannot be renamed while a trigger names one that is missing.
"""

PARTIES = Opening(column="parties", change="NEW.parties = '—' AND OLD.parties <> '—'")
"""To whom an entry of the register of protocol was may be erased."""

OPENINGS: Mapping[str, Opening] = {
    "journal_act": REASONS,
    "journal_reading": REMOVED,
    "journal_readingseal": REMOVAL,
    "benefits_protocolentry": PARTIES,
}
"""The tables with an opening, as the latest migrations leave them."""


class AppendOnly(Operation):
    """Refuse UPDATE and DELETE (and TRUNCATE, where there is one) on a table, but through its opening, on SQLite and PostgreSQL."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, opening: Opening = SHUT) -> None:
        self.table = table
        self.opening = opening

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing of the models."""

    def database_forwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState) -> None:
        """Create the triggers."""
        for statement in locking(self.table, schema_editor.connection, self.opening):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState) -> None:
        """Drop the triggers."""
        for statement in unlocking(self.table, schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        """Say what the migration does."""
        return f"Let rows of {self.table} only be added"


class Unlocked(AppendOnly):
    """Take the triggers off a table whose columns change; `AppendOnly` at the end of the same migration puts them back. `opening` is the former one."""

    def database_forwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState) -> None:
        """Drop the triggers."""
        super().database_backwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState) -> None:
        """Create the triggers as they were."""
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say what the migration does."""
        return f"Let {self.table} change, for this migration"


def locking(table: str, connection: BaseDatabaseWrapper, opening: Opening | None = None) -> list[str]:
    """Statements that let rows of `table` only be added, but through its opening (the latest, unless told)."""
    opening = OPENINGS.get(table, SHUT) if opening is None else opening
    if connection.vendor == "sqlite":
        return [_sqlite_trigger(table, "update", _sqlite_change(table, connection, opening)), _sqlite_trigger(table, "delete", opening.removal)]
    refuse = f"{table}_append_only"
    passing = ""
    if opening.column:
        same = f"to_jsonb(NEW) - '{opening.column}' = to_jsonb(OLD) - '{opening.column}'"
        passing += f" IF TG_OP = 'UPDATE' THEN IF {opening.change} AND {same} THEN RETURN NEW; END IF; END IF;"
    if opening.removal:
        passing += f" IF TG_OP = 'DELETE' THEN IF {opening.removal} THEN RETURN OLD; END IF; END IF;"
    return [
        f"CREATE FUNCTION {refuse}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN{passing} RAISE EXCEPTION '{table} is append-only'; END $$",
        f"CREATE TRIGGER {refuse} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {refuse}()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {refuse}()",
    ]


def unlocking(table: str, vendor: str) -> list[str]:
    """Statements that undo `locking`."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for verb in ("update", "delete")]
    return [f"DROP FUNCTION {table}_append_only() CASCADE"]


def locked(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables of this database whose rows can only be added, as the database itself tells."""
    if connection.vendor == "sqlite":
        query, ending = "SELECT name FROM sqlite_master WHERE type = 'trigger'", "_no_update"
    else:
        query, ending = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal", "_append_only"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(name.removesuffix(ending) for (name,) in cursor.fetchall() if name.endswith(ending))


def _sqlite_change(table: str, connection: BaseDatabaseWrapper, opening: Opening) -> str:
    """Condition under which a change passes: SQLite compares the other columns one by one."""
    if not opening.column:
        return ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM pragma_table_info('{table}')")  # noqa: S608  a table of ours
        names = [name for (name,) in cursor.fetchall()]
    same = [f'NEW."{name}" IS OLD."{name}"' for name in names if name != opening.column]
    return " AND ".join([opening.change, *same])


def _sqlite_trigger(table: str, verb: str, passing: str) -> str:
    unless = f"WHEN NOT ({passing}) " if passing else ""
    return f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} {unless}BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
