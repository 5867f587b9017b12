"""What if: a draft is run on the real requests, nobody's name is kept, what may not be asked is refused at its place."""

import json
from datetime import date

import pytest
from hypothesis import given, strategies as st

from sussidiario.access.decision import NotAllowed
from sussidiario.benefits.actions import applications, simulations
from sussidiario.benefits.lifecycle import ApplicationState
from sussidiario.benefits.models import Application, Simulation
from sussidiario.benefits.policy import simulations as policy
from sussidiario.benefits.rules import foreseeing
from sussidiario.benefits.rules.foreseeing import Asked, HouseholdKind, Lived
from sussidiario.benefits.tests.town import ACCOUNTANT, AT, AUDITOR, DESK, EXECUTIVE, GIULIA, HEAD, NETWORK, OFFICE, PARTNER, POOR, TODAY, Town
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act
from sussidiario.people.lifecycle import Tier
from sussidiario.regulation.facts import Given
from sussidiario.regulation.whatif import Moved, Outcome
from tests.database import once

CEILING = "income_support.isee_ceiling"
JANUARY, NEXT = date(2016, 1, 1), date(2017, 1, 1)


@pytest.fixture
def town(db: None) -> Town:
    """Who is who, and what may be asked."""
    return once(Town)


def asked(town: Town, count: int, **facts: Given) -> list[Application]:
    """So many requests for income support, each of somebody."""
    return [town.received(town.person("Persona", str(number)), facts=POOR | facts) for number in range(count)]


def run(town: Town, changes: dict[str, int] | None = None, *, by: str = HEAD, name: str = "Soglia a 7.000", until_on: date = NEXT) -> Simulation:
    return simulations.run(town.support, name=name, changes=changes or {CEILING: 700_000}, from_on=JANUARY, until_on=until_on, by=town.act_as(by), at=AT)


def found(simulation: Simulation) -> Outcome:
    return Outcome.from_json(simulation.outcome)


def test_a_higher_ceiling_lets_in_those_just_above_it(town: Town) -> None:
    asked(town, 2)
    asked(town, 3, isee=650_001)
    asked(town, 1, isee=700_001)

    simulation = run(town)

    all_ = found(simulation).all
    assert (all_.cases, all_.enter, all_.leave, all_.same, all_.out) == (6, 3, 0, 2, 1)
    assert (all_.cost_before, all_.cost_after) == (2 * 4 * 48_000, 2 * 4 * 48_000 + 3 * 3 * 48_000)
    assert found(simulation).budget == 10_000_000
    assert simulation.before != simulation.after == found(simulation).after
    assert [(each["path"], each["value"], each["draft"]) for each in simulation.changes] == [(CEILING, 650_000, 700_000)]


def test_a_bracket_is_changed_like_any_other_figure(town: Town) -> None:
    asked(town, 2)

    simulation = run(town, {"income_support.ceiling[2]": 50_000})

    assert found(simulation).all.more == 2
    assert (simulation.changes[0]["by"], simulation.changes[0]["begins"], simulation.changes[0]["ends"]) == ("Persone del nucleo", 3, 3)


def test_decided_requests_count_and_withdrawn_or_incomplete_ones_do_not(town: Town) -> None:
    decided, withdrawn, incomplete, _kept = asked(town, 4)
    Application.objects.filter(pk=decided.pk).update(
        state=ApplicationState.REFUSED,
        decision="no",
        decided_by=town.staff[HEAD],
        decided_on=TODAY,
        proposed_by=town.staff[GIULIA],
        proposed_on=TODAY,
        appeal_until=TODAY,
    )
    Application.objects.filter(pk=withdrawn.pk).update(state=ApplicationState.WITHDRAWN)
    incomplete.declared.pop("isee")
    incomplete.save()

    simulation = run(town)

    assert (found(simulation).all.cases, simulation.outcome["left_out"]) == (2, 1)


def test_an_attestation_that_held_when_the_request_came_holds(town: Town) -> None:
    town.received(on=date(2016, 2, 1), facts=POOR | {"isee_valid_until": date(2016, 2, 1)})
    town.received(town.carlo, on=date(2016, 2, 1), facts=POOR | {"isee_valid_until": date(2016, 1, 31)})

    assert (found(run(town)).all.same, found(run(town)).all.out) == (1, 1)


def test_who_is_protected_is_not_counted_and_changes_nothing(town: Town) -> None:
    asked(town, 2, isee=680_000)
    before = run(town).outcome
    protected = asked(town, 1, isee=680_000)[0].person
    protected.tier, protected.kept_by = Tier.PROTECTED.value, town.staff[NETWORK].memberships.get().team
    protected.save()

    assert run(town).outcome == before


def test_it_is_told_by_neighbourhood_and_kind_of_household(town: Town) -> None:
    asked(town, 2, household_members=1, minors=0)
    asked(town, 3)

    by = found(run(town)).by

    assert {name: moved.cases for name, moved in by["neighbourhood"].items()} == {"Triante": 5}
    assert {name: moved.cases for name, moved in by["household"].items()} == {"alone": 2, "with_minors": 3}


def test_nobody_is_in_what_is_kept(town: Town) -> None:
    town.received(town.person("Zenobia", "Quarti"))

    kept = json.dumps(run(town).outcome)

    assert "Zenobia" not in kept
    assert "Quarti" not in kept
    assert run(town).outcome.keys() == {"measure", "on", "before", "after", "changes", "all", "budget", "by", "left_out"}


def test_what_others_were_promised_is_not_there_to_spend(town: Town) -> None:
    line = town.support.lines.get(year=2016)
    line.measures.add(town.gift)
    gift = town.proposed(town.completed(measure=town.gift), amount=30_000, months=1, why="sfratto")
    town.gift.lines.exclude(pk=line.pk).filter(year=2016).delete()
    applications.grant(gift, by=town.act_as(HEAD), at=AT)

    assert found(run(town)).budget == 10_000_000 - 30_000


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"income_support.threshold[1]": 49_999}, "income_support.threshold[1]", "499,99 €, meno di quella prima (500,00 €)"),
        ({"income_support.months[0]": 3}, "income_support.months[1]", "4, più di quella prima (3)"),
        ({CEILING: 10**9}, None, "troppo grande"),
        ({CEILING: 650_000}, None, "almeno un valore diverso"),
        ({}, None, "almeno un valore diverso"),
    ],
)
def test_a_draft_that_the_articles_do_not_want_is_refused_where_it_is_wrong(town: Town, changes: dict[str, int], field: str | None, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        simulations.run(town.support, name="Prova", changes=changes, from_on=JANUARY, until_on=NEXT, by=town.act_as(HEAD), at=AT)

    assert words in refused.value.message
    assert refused.value.field == field
    assert not Simulation.objects.exists()


@pytest.mark.parametrize(("from_on", "until_on"), [(JANUARY, JANUARY), (date(2016, 6, 1), date(2017, 6, 1)), (date(2016, 12, 1), NEXT)])
def test_a_period_is_within_one_year_and_has_begun(town: Town, from_on: date, until_on: date) -> None:
    with pytest.raises(Refusal):
        simulations.run(town.support, name="Prova", changes={CEILING: 1}, from_on=from_on, until_on=until_on, by=town.act_as(HEAD), at=AT)


def test_only_who_heads_runs_and_who_checks_reads(town: Town) -> None:
    simulation = run(town, by=EXECUTIVE)

    for username in (DESK, GIULIA, ACCOUNTANT, AUDITOR, NETWORK, PARTNER, OFFICE):
        with pytest.raises(NotAllowed):
            run(town, by=username)
        assert (simulation in policy.visible_to(town.act_as(username))) == (username == AUDITOR)
    assert simulation in policy.visible_to(town.act_as(HEAD))
    with pytest.raises(NotAllowed):
        simulations.run(town.gift, name="Prova", changes={CEILING: 1}, from_on=JANUARY, until_on=NEXT, by=town.act_as(HEAD), at=AT)


def test_it_is_attached_to_one_act(town: Town) -> None:
    simulation = run(town)

    attached = simulations.attach(simulation, decision=" delibera 41 del 2016 ", by=town.act_as(EXECUTIVE), at=AT)

    assert attached.decision == "delibera 41 del 2016"
    assert list(Act.objects.filter(act__startswith="benefits.simulation").order_by("pk").values_list("act", "why")) == [
        ("benefits.simulation.run", ""),
        ("benefits.simulation.attached", "delibera 41 del 2016"),
    ]
    with pytest.raises(NotAllowed, match="già allegata"):
        simulations.attach(attached, decision="delibera 42", by=town.act_as(HEAD), at=AT)
    with pytest.raises(Refusal):
        simulations.attach(run(town), decision=" ", by=town.act_as(HEAD), at=AT)


def test_the_registry_tells_the_household_where_nothing_is_declared() -> None:
    day = date(2016, 5, 1)
    adult, child = Lived(date(2010, 1, 1), None, date(1980, 1, 1)), Lived(date(2010, 1, 1), None, date(1998, 5, 2))
    gone = Lived(date(2010, 1, 1), day, date(1950, 1, 1))

    def kind(*lived: Lived, **declared: int) -> HouseholdKind:
        return foreseeing.household_kind(Asked(declared, day, household=lived))

    assert kind() is HouseholdKind.UNKNOWN
    assert kind(adult, gone) is HouseholdKind.ALONE
    assert kind(adult, child) is HouseholdKind.ONE_PARENT
    assert kind(adult, adult, child) is HouseholdKind.WITH_MINORS
    assert kind(adult, child, household_members=4, minors=0) is HouseholdKind.ADULTS
    assert kind(household_members=1) is HouseholdKind.ALONE


counts = st.integers(0, 12)
moved = st.builds(Moved, cases=counts, enter=counts, leave=counts, more=counts, less=counts, same=counts, out=counts)


@given(st.dictionaries(st.text("abcdefghi", min_size=1, max_size=2), moved, max_size=9))
def test_no_cell_that_is_told_speaks_of_few(groups: dict[str, Moved]) -> None:
    rows = foreseeing.told(groups)

    whole = [sum(column) for column in zip(*(foreseeing.cells(each) for each in groups.values()), strict=True)]
    for row in rows:
        for count, of in zip(foreseeing.cells(row.moved), whole, strict=True):
            assert count == 0 or count >= foreseeing.FEWEST or (len(row.names) > 1 and count == of)
    assert not rows or sorted(name for row in rows for name in row.names) == sorted(groups)
    assert sum(row.moved.cases for row in rows) == (sum(each.cases for each in groups.values()) if rows else 0)
    assert len(rows) != 1 or len(groups) == 1
