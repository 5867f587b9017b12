import csv
import io
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from sussidiario.access.actor import Actor
from sussidiario.accountability import actions
from sussidiario.accountability.models import Edition
from sussidiario.accountability.tests.conftest import MORNING, Town
from tests.database import unlocked

pytestmark = pytest.mark.django_db
KEYS = ["key", "title", "unit", "published", "computed", "difference", "acts", "period", "status"]


def said(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out, stderr=out)
    return out.getvalue()


def test_the_json_is_a_list_of_objects_with_these_keys_and_no_others(town: Town) -> None:
    rows = json.loads(said("account", "--format", "json"))

    assert [list(row) for row in rows] == [KEYS] * 4
    assert rows[0] == {
        "key": "elderly",
        "title": "Anziani in carico",
        "unit": "persons",
        "published": 12,
        "computed": 12,
        "difference": 0,
        "acts": 12,
        "period": "2016",
        "status": "equal",
    }
    assert rows[1] == rows[1] | {"computed": None, "difference": None, "acts": None, "status": "not_computed"}
    assert rows[2]["period"] == "2011-05-21/2012-05-21 → 2012-05-21/2017-06-26"
    assert rows[3] == rows[3] | {"unit": "percent", "computed": 67, "acts": 5}


def test_the_csv_has_the_same_rows(town: Town) -> None:
    rows = list(csv.DictReader(io.StringIO(said("account", "--format", "csv"))))

    assert [list(row) for row in rows] == [KEYS] * 4
    assert [row["status"] for row in rows] == ["equal", "not_computed", "equal", "equal"]


def test_the_table_ends_by_counting(town: Town) -> None:
    lines = said("account").splitlines()

    assert lines[-1] == "uguali: 3, diversi: 0, non ancora calcolati: 1"
    assert lines[2].split() == ["Anziani", "in", "carico", "elderly", "12", "12", "0", "12", "2016", "uguale"]


def test_without_an_edition_the_open_tail_is_counted_too(town: Town) -> None:
    town.seal()
    town.take_in_charge()

    out = io.StringIO()
    with pytest.raises(CommandError, match=r"elderly"):
        call_command("account", "--format", "json", stdout=out)

    assert (json.loads(out.getvalue())[0]["computed"], json.loads(out.getvalue())[0]["status"]) == (13, "different")


def test_a_difference_is_an_error_of_the_command(town: Town) -> None:
    town.take_in_charge()

    with pytest.raises(CommandError) as error:
        call_command("account", stdout=io.StringIO())

    assert error.value.returncode == 1


def test_figures_as_they_were_known_on_a_day(town: Town) -> None:
    town.take_in_charge(on=town.mandate.until_on.replace(month=3))

    assert json.loads(said("account", "--as-of", "2016-12-31", "--format", "json"))[0]["computed"] == 12


@pytest.mark.parametrize("words", [("--recompute",), ("--as-of", "ieri"), ("--as-of", "2016-01-01", "--edition", "x"), ("--edition", "x")])
def test_what_cannot_be_asked_is_said(town: Town, words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        said("account", *words)


def test_without_a_mandate_there_is_nothing_to_print(db: None) -> None:
    with pytest.raises(CommandError, match="mandato"):
        said("account")


def test_an_edition_prints_what_it_froze(town: Town, office: Actor) -> None:
    _publish(town, office)
    town.take_in_charge(5)

    rows = json.loads(said("account", "--edition", "anno-2016", "--format", "json"))

    assert rows[0]["computed"] == 12


def test_an_edition_is_recomputed_from_its_seal_and_found_equal(town: Town, office: Actor) -> None:
    _publish(town, office)
    town.take_in_charge(5)
    town.seal(days=1)

    out, beside = io.StringIO(), io.StringIO()
    call_command("account", "--edition", "anno-2016", "--recompute", "--format", "json", stdout=out, stderr=beside)

    assert "sigillo n. 1: tutti i numeri sono uguali" in beside.getvalue()
    assert len(json.loads(out.getvalue())) == 4


def test_an_edition_changed_behind_our_back_is_named(town: Town, office: Actor) -> None:
    edition = _publish(town, office)
    edition.account["chapters"][0]["commitments"][0]["results"][0]["cards"][0]["computed"] = 13
    with unlocked("accountability_edition"):
        Edition.objects.filter(pk=edition.pk).update(account=edition.account)

    with pytest.raises(CommandError, match="elderly"):
        said("account", "--edition", "anno-2016", "--recompute")


def test_the_document_of_the_figures_is_in_step() -> None:
    document = Path(settings.ROOT, "docs/figures.md")

    assert document.read_text(encoding="utf-8") == said("figures", "--markdown"), "run `sussidiario figures > docs/figures.md`"


def _publish(town: Town, office: Actor) -> Edition:
    town.seal()
    return actions.publish(name="anno-2016", title="Bilancio 2016", by=office, at=MORNING)
