"""The invented town: what is published comes out by counting, and what is written at once is what the actions would have written."""

from collections.abc import Iterator
from datetime import date, datetime
from random import Random
from typing import Any

import ibis
import pytest
from django.db import transaction
from django.utils import timezone

from sussidiario.access import clock
from sussidiario.access.actor import actor
from sussidiario.access.models import Staff, Team
from sussidiario.casework import actions, demo, figures
from sussidiario.casework.demo.bulk import Bulk
from sussidiario.casework.demo.choosing import Subject
from sussidiario.casework.demo.cohorts import Path
from sussidiario.casework.demo.drafts import Draft
from sussidiario.casework.demo.planning import plan
from sussidiario.casework.demo.steps import Step, steps
from sussidiario.casework.demo.workforce import Worker, Workforce, enlist, workforce
from sussidiario.casework.models import Case, Charge, Correction, Deadline, DiaryEntry, Standard
from sussidiario.casework.tests.town import DESK, LUCIA, OTHER_HEAD, PAOLA, STEFANO, Town
from sussidiario.desks.models import Contact, Desk
from sussidiario.foundation.areas import Area
from sussidiario.foundation.figure import Figure
from sussidiario.foundation.period import Period
from sussidiario.journal import archive
from sussidiario.journal.models import Act
from sussidiario.people.models import Household, Membership, Person
from sussidiario.territory.models import CivicCentre

UNTIL = date(2017, 5, 15)
IN_CHARGE = {(2016, "elderly"): 30, (2016, "adults"): 7, (2016, "minors"): 12, (2016, "disabled"): 8}
FAMILIES = {Area.MINORS: 3}
SEED = 7


@pytest.fixture
def populated(town: Town) -> Town:
    """The small town with some hundreds of people in it, some of whom die, and families."""
    registered = timezone.make_aware(datetime(2012, 1, 2, 9))  # noqa: DTZ001  made aware here
    persons = Person.objects.bulk_create(_somebody(town, index, registered) for index in range(600))
    children = [person for person in persons if person.birth_on and 1998 < person.birth_on.year < 2011]
    families = Household.objects.bulk_create(Household(opened_on=date(2008, 1, 1), neighbourhood=town.place) for _child in children)
    Membership.objects.bulk_create(
        Membership(household=family, person=child, relation=1, from_on=family.opened_on) for family, child in zip(families, children, strict=True)
    )
    return town


def _somebody(town: Town, index: int, registered: datetime) -> Person:
    born = date(1922 + index % 93, 1 + index % 12, 1 + index % 28)
    died = date(2012 + index % 5, 6 + index % 6, 1 + index % 20) if born.year < 1945 and index % 3 == 0 else None
    names = {"given_name": "Persona", "family_name": f"Numero {index}", "birth_on": born, "birth_precision": "day"}
    return Person(**names, neighbourhood=town.place if index % 5 else None, died_on=died, registered_at=registered)


def fill(town: Town, *, seed: int = SEED, enlisting: bool = True) -> None:
    said = list[str]()
    demo.fill(seed=seed, in_charge=IN_CHARGE, staff=town.staff, until=UNTIL, progress=said.append, families=FAMILIES, enlisting=enlisting)


def count(figure: Figure, year: int) -> dict[str, int]:
    """A figure by area, drawn as the account draws it."""
    acts = ibis.memtable(archive.table(Act.objects.order_by("pk")))
    rows = figure.rows(acts, Period.year(year))
    counted = rows.group_by("area").aggregate(number=rows.subject.nunique())
    return {row["area"]: row["number"] for row in counted.to_pyarrow().to_pylist()}


@pytest.mark.django_db
def test_what_the_city_published_comes_out_by_counting(populated: Town) -> None:
    fill(populated)

    assert count(figures.people_in_charge, 2016) == {area: number for (_year, area), number in IN_CHARGE.items()}


@pytest.mark.django_db
def test_other_years_grow_towards_it_and_families_are_counted_apart(populated: Town) -> None:
    fill(populated)

    totals = [sum(count(figures.people_in_charge, year).values()) for year in range(2012, 2017)]
    assert totals == sorted(totals)
    assert totals[0] < totals[-1]
    assert count(figures.households_in_charge, 2016) == {"minors": 3}


@pytest.mark.django_db
def test_everybody_goes_with_their_area_when_they_are_proposed(populated: Town) -> None:
    fill(populated)

    for case in Case.objects.filter(person__isnull=False).select_related("person"):
        age = case.person.age_on(case.proposed_on) if case.person else None
        assert age is not None
        assert {"elderly": age >= 65, "adults": 18 <= age < 65, "minors": age < 18, "disabled": age < 65}[case.area], (case.area, age)


@pytest.mark.django_db
def test_nobody_is_in_charge_after_they_died(populated: Town) -> None:
    fill(populated)

    assert Case.objects.filter(person__died_on__isnull=False).exists()
    assert not Case.objects.open().filter(person__died_on__lt=date(2017, 5, 1)).exists()
    assert {case.closed_on == (case.person and case.person.died_on) for case in Case.objects.filter(closing_reason="death")} == {True}


@pytest.mark.django_db
def test_who_has_left_the_service_follows_nobody(populated: Town) -> None:
    fill(populated)

    gone = Staff.objects.filter(roles_held__until_on__lte=UNTIL)
    assert gone.exists()
    assert not Case.objects.filter(worker__in=gone).exists()


@pytest.mark.django_db
def test_the_last_day_is_left_to_whoever_signs_in(populated: Town) -> None:
    fill(populated)

    assert not [act for act in Act.objects.all() if clock.day(act.at) >= UNTIL]
    assert not [act for act in Act.objects.filter(act__startswith="casework.") if clock.day(act.at) < act.on]
    assert Case.objects.proposed().exists()


@pytest.mark.django_db
def test_whoever_signs_in_finds_their_own_work_begun(populated: Town) -> None:
    fill(populated)

    for username in (LUCIA, PAOLA, STEFANO):
        worker = populated.staff[username]
        assert DiaryEntry.objects.filter(author=worker, private=True).exists()
        assert Correction.objects.filter(entry__author=worker).exists()
        assert Deadline.objects.pending().filter(case__worker=worker, due_on=UNTIL).exists()


@pytest.mark.django_db
def test_who_asked_at_a_desk_is_proposed_by_who_listened_and_the_case_cites_it(populated: Town) -> None:
    monza = CivicCentre.objects.create(code="lecco", name="Centro", address="via Lecco 12", neighbourhood=populated.place, opened_on=date(2008, 1, 1))
    desk = Desk.objects.create(civic_centre=monza, name="Sportello di Centro", opened_on=date(2011, 1, 1))
    closed_at = timezone.make_aware(datetime(2014, 3, 10, 11, 20))  # noqa: DTZ001  made aware here
    said = {"channel": "in_person", "access": "spontaneous", "interlocutor": "person", "outcome": "proposal", "minutes": 20, "state": "closed"}
    asking = Person.objects.filter(birth_on__range=(date(1965, 1, 1), date(1985, 1, 1)))[:8]
    Contact.objects.bulk_create(
        Contact(desk=desk, operator=populated.staff[DESK], person=person, area="adults", on=closed_at.date(), started_at=closed_at, closed_at=closed_at, **said)
        for person in asking
    )

    fill(populated)

    cited = Case.objects.filter(contact__isnull=False).select_related("contact")
    assert cited.filter(opened_on__isnull=False).exists()
    assert {(case.person, case.proposed_on, case.proposed_by) for case in cited} <= {(person, closed_at.date(), populated.staff[DESK]) for person in asking}
    assert count(figures.people_in_charge, 2016)["adults"] == IN_CHARGE[2016, "adults"]


@pytest.mark.django_db
def test_the_same_seed_tells_the_same_story_and_another_another(populated: Town) -> None:
    enlist(leaving_by=UNTIL)
    stories = []
    for seed in (SEED, SEED, SEED + 1):
        with transaction.atomic():
            fill(populated, seed=seed, enlisting=False)
            stories.append(told())
            transaction.set_rollback(True)

    assert stories[0] == stories[1]
    assert stories[0] != stories[2]


@pytest.mark.django_db
def test_what_is_written_at_once_is_what_the_actions_write(populated: Town) -> None:
    until, in_charge = date(2015, 1, 15), {(2014, "elderly"): 14, (2014, "adults"): 4, (2014, "minors"): 6, (2014, "disabled"): 3}
    enlist(leaving_by=until)
    demo.set_standards(actor(populated.staff[OTHER_HEAD], on=date(2012, 1, 10)))
    steps = plan(seed=SEED, in_charge=in_charge, families={Area.MINORS: 1}, workforce=workforce(), standards_from=demo.STANDARDS_FROM, until=until)

    with transaction.atomic():
        bulk = Bulk(list(Standard.objects.all()))
        bulk.tell(steps)
        bulk.write()
        at_once = told()
        transaction.set_rollback(True)
    Replay().tell(steps)

    assert {step.verb for step in steps} == {
        "propose", "open_case", "decline", "write_entry", "add_deadline", "complete_deadline", "hand_over", "hand_over_caseload", "close", "reopen",
    }  # fmt: skip
    by_actions = told()
    for kind, rows in by_actions.items():
        assert at_once[kind] == rows, kind


class Replay:
    """Tells the same steps to the actions, one by one."""

    def __init__(self) -> None:
        self.cases: list[Case] = []

    def tell(self, steps: list[Step]) -> None:
        for step in steps:
            staff = Staff.objects.get(pk=step.by.pk)
            self.do(step, dict(step.values), {"by": actor(staff, on=clock.day(step.at)), "at": step.at})

    def do(self, step: Step, values: dict[str, Any], who: dict[str, Any]) -> None:
        """One step, as the action of its name takes it."""
        values.pop("team", None)
        if step.verb == "propose":
            person = Person.objects.filter(pk=values.get("person", 0)).first()
            household = Household.objects.filter(pk=values.get("household", 0)).first()
            proposed = actions.propose(person=person, household=household, area=values["area"], why=values["why"], on=step.on, **who)
            self.cases.append(proposed)
        elif step.verb == "hand_over_caseload":
            given = values.pop("from_worker")
            values.pop("passed")
            actions.hand_over_caseload(given, on=step.on, **values, **who)
        elif step.verb == "complete_deadline":
            deadline = Deadline.objects.of(self.cases[step.case]).filter(done_on__isnull=True, what=values["what"]).order_by("pk")[0]
            actions.complete_deadline(deadline, on=step.on, **who)
        elif step.verb == "add_deadline":
            actions.add_deadline(self.cases[step.case], **values, **who)
        else:
            if step.verb == "hand_over":
                values["to"] = values.pop("worker")
            getattr(actions, step.verb)(self.cases[step.case], on=step.on, **values, **who)


@pytest.mark.parametrize("verb", ["hand_over", "close"])
def test_what_is_written_down_after_somebody_left_is_not_of_a_day_before(verb: str) -> None:
    team, here = Team(pk=1, name="Anziani", area="elderly"), date(2012, 1, 1)
    leaver, colleague, other, head = (Staff(pk=number, username=f"s{number}") for number in range(1, 5))
    group = (Worker(leaver, team, here, date(2015, 3, 2)), Worker(colleague, team, here, None), Worker(other, team, here, None))
    areas = {area.value: group for area in Area}
    path = Path(Area.ELDERLY, Subject(7, date(1930, 1, 1), None, ""), date(2015, 1, 7))
    drafts = [
        Draft(_noon(written), on, each, 0, {})
        for on, written, each in (
            (date(2015, 1, 7), date(2015, 1, 7), "propose"),
            (date(2015, 1, 12), date(2015, 1, 12), "open_case"),
            (date(2015, 2, 27), date(2015, 3, 4), verb),
        )
    ]

    told = list(steps([path], drafts, workforce=Workforce(areas, dict.fromkeys(areas, head), ()), chance=Random(1), until=UNTIL))  # noqa: S311  an invention

    assert [(step.verb, step.on) for step in told[2:]] == [("hand_over_caseload", date(2015, 3, 2)), (verb, date(2015, 3, 2))]


def _noon(written: date) -> datetime:
    return timezone.make_aware(datetime(written.year, written.month, written.day, 12))  # noqa: DTZ001  made aware here


def told() -> dict[str, list[Any]]:
    """Every row and every act, with cases and entries named by their order rather than by number."""
    return {
        "cases": rows(Case.objects.order_by("pk")),
        "charges": rows(Charge.objects.order_by("case", "pk")),
        "deadlines": rows(Deadline.objects.order_by("case", "pk")),
        "entries": rows(DiaryEntry.objects.order_by("pk")),
        "acts": rows(Act.objects.filter(act__startswith="casework.").exclude(act=figures.STANDARD_SET).order_by("pk")),
    }


def rows(queryset: Any) -> list[Any]:
    """The values of rows without numbers that depend on when they were written."""
    cases = {pk: order for order, pk in enumerate(Case.objects.order_by("pk").values_list("pk", flat=True))}
    entries = {pk: order for order, pk in enumerate(DiaryEntry.objects.order_by("pk").values_list("pk", flat=True))}
    return list(_named(queryset.values(), cases, entries))


def _named(values: Any, cases: dict[int, int], entries: dict[int, int]) -> Iterator[dict[str, Any]]:
    for row in values:
        row.pop("id")
        row.pop("fingerprint", None)
        if "why_digest" in row:
            row["why_digest"] = bool(row["why_digest"])  # it covers the record's number too
        if "case_id" in row:
            row["case_id"] = cases[row["case_id"]]
        if "record" in row:
            label, _, pk = row["record"].partition(":")
            row["record"] = (label, (cases if label == "casework.case" else entries)[int(pk)])
        yield row
