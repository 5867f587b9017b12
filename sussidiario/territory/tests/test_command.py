"""A municipality writes its own places from a file."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sussidiario.access.models import RoleHeld, Staff
from sussidiario.access.rules import Role
from sussidiario.journal.models import Act
from sussidiario.territory import rules
from sussidiario.territory.models import CivicCentre, Municipality, Neighbourhood
from tests.architecture.house import ROOT

SAMPLE = """\
municipality: {istat_code: "108033", name: Monza, catastal_code: F704, postcode: "20900", ambito: Monza}
neighbourhoods:
  - {code: triante, name: Triante}
  - {code: san-rocco, name: San Rocco}
civic_centres:
  - {code: foscolo, name: Centro civico Triante, address: via Foscolo 1, neighbourhood: triante, opened_on: 2012-05-21}
"""


@pytest.fixture
def head(db: None) -> str:
    staff = Staff.objects.create(username="bea.neri", given_name="Bea", family_name="Neri")
    RoleHeld.objects.create(staff=staff, role=Role.SERVICE_HEAD, from_on=date(2012, 1, 1))
    return staff.username


def load(folder: Path, text: str, by: str) -> str:
    (folder / "luoghi.yaml").write_text(text, encoding="utf-8")
    out = StringIO()
    call_command("territory", "load", str(folder / "luoghi.yaml"), by=by, stdout=out)
    return out.getvalue()


def test_the_places_are_written_once_and_what_comes_later_is_added(tmp_path: Path, head: str) -> None:
    assert load(tmp_path, SAMPLE, head) == "Monza: 2 neighbourhoods, 1 civic centres opened\n"
    added = SAMPLE.replace("name: Triante}", "name: Altro}").replace("civic_centres", "  - {code: liberta, name: Libertà}\ncivic_centres")
    assert load(tmp_path, added, head) == "Monza: 3 neighbourhoods, 0 civic centres opened\n"

    found = Neighbourhood.objects.order_by("position").values_list("code", "name", "position")
    assert list(found) == [("triante", "Triante", 1), ("san-rocco", "San Rocco", 2), ("liberta", "Libertà", 3)]
    assert Municipality.objects.get().catastal_code == "F704"
    assert CivicCentre.objects.get().opened_on == date(2012, 5, 21)
    assert Act.objects.get().act == "territory.civic_centre.opened"


def test_a_centre_is_closed(tmp_path: Path, head: str) -> None:
    load(tmp_path, SAMPLE, head)

    call_command("territory", "close", "foscolo", on=date(2016, 1, 1), why="lavori", by=head, stdout=StringIO())

    assert CivicCentre.objects.get().closed_on == date(2016, 1, 1)
    with pytest.raises(CommandError, match="già chiuso"):
        call_command("territory", "close", "foscolo", on=date(2016, 1, 1), why="lavori", by=head)
    with pytest.raises(CommandError, match="no civic centre"):
        call_command("territory", "close", "altro", on=date(2016, 1, 1), why="lavori", by=head)


def test_only_who_heads_the_service_writes_them(tmp_path: Path, head: str) -> None:
    Staff.objects.create(username="ada.riva", given_name="Ada", family_name="Riva")

    for who, said in (("ada.riva", "responsabile del servizio"), ("nessuno", "nobody is called")):
        with pytest.raises(CommandError, match=said):
            load(tmp_path, SAMPLE, who)
    assert not Municipality.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"108033"', "108033", 'municipality: put istat_code between quotation marks: "108033"'),
        ("F704", "f704", "municipality: catastal_code is missing, or is not written as it should be"),
        (", ambito: Monza", ", ambito: Monza, sindaco: X", "municipality: there is no field «sindaco»"),
        ("san-rocco", "triante", "neighbourhoods: two are called «triante»"),
        ("neighbourhood: triante", "neighbourhood: liberta", "civic_centres, n. 1: no neighbourhood here is called «liberta»"),
        ("2012-05-21", "21/5/2012", "civic_centres, n. 1: opened_on is a day, as 2012-05-21"),
        ("  - {code: foscolo", "  - foscolo\n  - {code: foscolo", "civic_centres, n. 1: write its fields: code, name, address, neighbourhood"),
        (SAMPLE, "- a\n", "the file has three parts: municipality, neighbourhoods, civic_centres"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(tmp_path: Path, head: str, old: str, new: str, said: str) -> None:
    with pytest.raises(rules.NotPlaces) as wrong:
        rules.read(SAMPLE.replace(old, new).encode())
    with pytest.raises(CommandError, match="nothing was written"):
        load(tmp_path, SAMPLE.replace(old, new), head)

    assert said in wrong.value.mistakes
    assert not Municipality.objects.exists()


def test_what_is_no_yaml_is_told() -> None:
    for content in (b"a: [", b"\xff\xff"):
        with pytest.raises(rules.NotPlaces, match="no YAML"):
            rules.read(content)


def test_the_places_in_the_handbook_are_read() -> None:
    handbook = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    _before, _opening, rest = handbook.partition("```yaml\n# luoghi.yaml")

    places = rules.read(rest.partition("```")[0].partition("\n")[2].encode())

    assert places.municipality["istat_code"] == "108033"
