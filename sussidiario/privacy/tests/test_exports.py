"""Files with what is known of many persons: who may, what is in them, who takes them, and that they go."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from sussidiario.access.actor import Actor, actor
from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Team
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal
from sussidiario.journal.models import Act, Reading
from sussidiario.people import actions as registry
from sussidiario.people.models import Person
from sussidiario.privacy.actions import exports as actions, files
from sussidiario.privacy.lifecycle.exports import Format, Standing, What
from sussidiario.privacy.models import Export
from sussidiario.privacy.policy import exports as policy
from tests import town as invented

Enter = Callable[[str], Client]

HEAD, OTHER_HEAD, OFFICER, PAOLA, NETWORK = "giovanni.casati", "roberta.meregalli", "antonio.pirovano", "paola.villa", "marta.vismara"
AT = invented.at(10)
WHY = "Relazione annuale alla giunta."
MONTH = {"from_on": date(2016, 11, 1), "last_on": date(2016, 11, 15)}


@pytest.fixture(autouse=True)
def _folder_of_its_own(settings: LazySettings, tmp_path: Path) -> None:
    settings.SUSSIDIARIO_EXPORTS = tmp_path / "exports"


def exported(town: invented.Town, what: What = What.CASES, *, by: str = HEAD, form: Format = Format.CSV, purpose: str = WHY) -> Export:
    days = {} if what == What.CASES else MONTH
    return actions.export(what, form=form, purpose=purpose, by=town.actor(by), at=AT, **days)


def lines(export: Export) -> list[list[str]]:
    content = files.read(export.name, export.sha256)
    assert content is not None
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def at_hour(town: invented.Town, who: str, at: datetime) -> Actor:
    return actor(town.staff[who], on=at.date(), at=at)


@pytest.mark.django_db
def test_the_head_exports_the_cases_and_the_file_says_who_when_and_what_for(town: invented.Town) -> None:
    mark, heads, *rows = lines(exported(town))

    assert mark == ["Riservato. Esportato da Giovanni Casati (giovanni.casati), 15 novembre 2016, ore 10.00. Finalità: Relazione annuale alla giunta."]
    assert heads[:2] == ["Caso", "Persona o famiglia"]
    assert {row[1] for row in rows} >= {"Anna Galimberti", "Marco De Luca", "Leonardo De Luca"}
    assert len(rows) == policy.cases_of(town.actor(HEAD)).count()


@pytest.mark.django_db
def test_a_sheet_carries_the_mark_at_its_head_at_every_page_and_in_its_properties(town: invented.Town) -> None:
    export = exported(town, form=Format.XLSX, purpose="Giunta & consiglio")

    book = load_workbook(io.BytesIO(files.read(export.name, export.sha256) or b""))

    sheet = book["dati"]
    assert "Giovanni Casati" in sheet["A1"].value
    assert "Giovanni Casati" in sheet.oddHeader.center.text
    assert "Giunta && consiglio" in sheet.oddFooter.center.text
    assert book.properties.creator == "Giovanni Casati (giovanni.casati)"
    assert "Giunta & consiglio" in book.properties.description
    assert sheet.max_row == export.rows + 2


@pytest.mark.django_db
@pytest.mark.parametrize("form", list(Format))
def test_a_name_that_is_a_formula_is_a_text(town: invented.Town, form: Format) -> None:
    Person.objects.filter(pk=town.persons["anna"].pk).update(given_name="=1+1", family_name="")

    export = exported(town, form=form)

    content = files.read(export.name, export.sha256) or b""
    if form == Format.CSV:
        assert "'=1+1" in [row[1] for row in lines(export)[2:]]
    else:
        cells = [cell for row in load_workbook(io.BytesIO(content))["dati"].iter_rows() for cell in row]
        assert "'=1+1" in [cell.value for cell in cells]
        assert [cell.value for cell in cells if cell.data_type == "f"] == []


@pytest.mark.django_db
def test_an_export_is_an_act_and_a_reading_of_everybody_in_it(town: invented.Town) -> None:
    export = exported(town)

    act = Act.objects.get(act="privacy.export.made")
    assert (act.why, act.detail) == (WHY, {"what": "cases", "format": "csv", "rows": export.rows})
    read = Reading.objects.filter(channel="export", purpose=WHY, by=town.staff[HEAD])
    assert set(read.values_list("subject", flat=True)) == {journal.pseudonym(case.subject) for case in policy.cases_of(town.actor(HEAD))}


@pytest.mark.django_db
def test_contacts_and_readings_are_of_a_period(town: invented.Town) -> None:
    journal.note_reading(town.persons["anna"], by=town.actor(PAOLA), at=invented.at(), address="/persone/1/", ground="charge", purpose="visita")

    contacts, readings = lines(exported(town, What.CONTACTS)), lines(exported(town, What.READINGS, by=OFFICER))

    assert "Amina Diallo" in [row[4] for row in contacts[2:]]
    assert ["Paola Villa", "Anna Galimberti"] in [row[1:3] for row in readings[2:]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("from_on", "last_on", "field"),
    [
        (None, date(2016, 11, 15), "from_on"),
        (date(2016, 11, 1), None, "last_on"),
        (date(2016, 11, 2), date(2016, 11, 1), "last_on"),
        (date(1, 1, 1), date(2016, 11, 15), "from_on"),
        (date(2016, 11, 1), date(9999, 12, 31), "last_on"),
    ],
)
def test_a_period_is_some_days_that_have_been(town: invented.Town, from_on: date | None, last_on: date | None, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        actions.export(What.CONTACTS, form=Format.CSV, purpose=WHY, from_on=from_on, last_on=last_on, by=town.actor(HEAD), at=AT)

    assert refused.value.field == field


@pytest.mark.django_db
def test_protected_persons_are_in_no_file(town: invented.Town) -> None:
    journal.note_reading(town.persons["anna"], by=town.actor(PAOLA), at=invented.at(), address="/persone/1/", ground="charge")
    for who in ("anna", "amina"):
        registry.protect(town.persons[who], team=Team.objects.get(code="rete"), why="Percorso.", by=town.actor(NETWORK), at=AT)

    told = [
        cell for what, by in ((What.CASES, HEAD), (What.CONTACTS, HEAD), (What.READINGS, OFFICER)) for row in lines(exported(town, what, by=by)) for cell in row
    ]

    assert [cell for cell in told if "Galimberti" in cell or "Diallo" in cell] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "what"), [(PAOLA, What.CASES), (OFFICER, What.CASES), (HEAD, What.READINGS), (NETWORK, What.CONTACTS)])
def test_nobody_exports_what_is_not_their_work(town: invented.Town, who: str, what: What) -> None:
    with pytest.raises(NotAllowed):
        exported(town, what, by=who)

    assert not Export.objects.exists()


@pytest.mark.django_db
def test_without_a_purpose_nothing_is_written(town: invented.Town) -> None:
    with pytest.raises(Refusal) as refused:
        exported(town, purpose="  ")

    assert refused.value.field == "purpose"
    assert files.names() == []


@pytest.mark.django_db
def test_a_file_whose_row_is_refused_goes_away(town: invented.Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "record", lambda *_args, **_named: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        exported(town)

    assert files.names() == []
    assert not Export.objects.exists()


@pytest.mark.django_db
def test_only_who_asked_downloads_and_every_download_is_an_act(town: invented.Town, enter: Enter) -> None:
    page = enter(HEAD).post("/riservatezza/esportazioni/nuova/", {"what": "cases", "purpose": WHY, "form": "xlsx"}, follow=True)
    export = Export.objects.get()
    address = f"{export.get_absolute_url()}scarica/"

    taken = enter(HEAD).post(address)

    assert "Scarica il file" in page.content.decode()
    assert taken.content == files.read(export.name, export.sha256)
    assert "no-store" in taken["Cache-Control"]
    assert taken["Content-Disposition"].startswith("attachment")
    assert enter(HEAD).get(address).status_code == 405
    assert enter(OTHER_HEAD).post(address).status_code == 404
    assert enter(OFFICER).post(address).status_code == 403
    assert Act.objects.filter(act="privacy.export.downloaded").count() == 1


@pytest.mark.django_db
def test_an_expired_file_is_refused_before_the_sweep_and_gone_after_it(town: invented.Town) -> None:
    export = exported(town)
    late = AT + timedelta(hours=24)

    assert policy.may_download(at_hour(town, HEAD, late - timedelta(seconds=1)), export)
    assert not policy.may_download(at_hour(town, HEAD, late), export)
    assert (actions.sweep(at=late - timedelta(seconds=1)), actions.sweep(at=late), actions.sweep(at=late)) == (0, 1, 0)
    export.refresh_from_db()
    assert (files.names(), export.standing(AT)) == ([], Standing.REMOVED)
    assert Act.objects.filter(act="privacy.export.removed").count() == 1


@pytest.mark.django_db
def test_a_file_that_was_changed_is_not_given(town: invented.Town) -> None:
    export = exported(town)
    (files.folder() / export.name).write_text("altro", encoding="utf-8")

    with pytest.raises(Refusal):
        actions.download(export, by=at_hour(town, HEAD, AT), at=AT)


@pytest.mark.django_db
def test_the_sweep_takes_away_what_a_crash_left(town: invented.Town, capsys: pytest.CaptureFixture[str]) -> None:
    kept = exported(town)
    (files.folder() / "rimasto.csv").write_text("x", encoding="utf-8")

    call_command("privacy", "sweep")

    assert files.names() == [kept.name]
    assert "1 exported files deleted" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_folder_and_the_file_are_nobody_elses(town: invented.Town) -> None:
    export = exported(town)

    assert files.folder().stat().st_mode & 0o077 == 0
    assert (files.folder() / export.name).stat().st_mode & 0o077 == 0


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 30])
def test_the_officer_lists_every_export_and_asks_the_same_however_many(
    town: invented.Town, enter: Enter, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        Export.objects.create(
            what="cases",
            format="csv",
            purpose=WHY,
            asked_by=town.staff[HEAD],
            asked_at=AT,
            rows=1,
            name=f"{index}.csv",
            sha256="",
            expires_at=AT + timedelta(1),
        )
    officer = enter(OFFICER)

    with django_assert_num_queries(7):
        page = officer.get("/riservatezza/esportazioni/")

    assert page.context["page"].paginator.count == number


@pytest.mark.django_db
def test_a_head_lists_their_own(town: invented.Town, enter: Enter) -> None:
    exported(town)

    assert enter(OTHER_HEAD).get("/riservatezza/esportazioni/").context["page"].paginator.count == 0
    assert enter(PAOLA).get("/riservatezza/esportazioni/").status_code == 403
