"""The database knows how much there is, and chooses its indexes by it."""

import pytest
from django.core.management import call_command
from django.db import connection

from sussidiario.access.models import Team


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks by itself")
def test_the_seal_of_the_night_has_sqlite_look_how_many_rows_there_are() -> None:
    Team.objects.bulk_create(Team(code=f"{each:03}", name=f"Gruppo {each:03}") for each in range(300))

    call_command("journal", "seal")

    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'access_team'")
        assert {stat.split()[0] for (stat,) in cursor.fetchall()} == {"300"}
