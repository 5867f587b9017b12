"""The triggers by which a database itself refuses to change or delete rows of a table; for migrations."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class AppendOnly(Operation):
    """Refuse UPDATE and DELETE (and TRUNCATE, where there is one) on a table, on SQLite and PostgreSQL."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing of the models."""

    def database_forwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState) -> None:
        """Create the triggers."""
        for statement in locking(self.table, schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState) -> None:
        """Drop the triggers."""
        for statement in unlocking(self.table, schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        """Say what the migration does."""
        return f"Let rows of {self.table} only be added"


def locking(table: str, vendor: str) -> list[str]:
    """Statements that let rows of `table` only be added."""
    if vendor == "sqlite":
        return [_sqlite_trigger(table, verb) for verb in ("update", "delete")]
    refuse = f"{table}_append_only"
    return [
        f"CREATE FUNCTION {refuse}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$",
        f"CREATE TRIGGER {refuse} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {refuse}()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {refuse}()",
    ]


def unlocking(table: str, vendor: str) -> list[str]:
    """Statements that undo `locking`."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER {table}_no_{verb}" for verb in ("update", "delete")]
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


def _sqlite_trigger(table: str, verb: str) -> str:
    return f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
