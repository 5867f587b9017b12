"""Many requests decided at once are what they would be one by one: every column of every row, every act."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from sussidiario.access.decision import NotAllowed
from sussidiario.benefits.actions import applications, deciding
from sussidiario.benefits.actions.deciding import Decided
from sussidiario.benefits.models import Application, Award, BudgetLine, Commitment, Instalment, Slot
from sussidiario.benefits.rules import deciding as rules
from sussidiario.benefits.tests.town import AT, EXECUTIVE, GIULIA, HEAD, OTHER_HEAD, PAOLA, POOR, RICH, TODAY, Town
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Person
from tests.database import once

WEEK = date(2016, 11, 8)
OURS: tuple[type[models.Model], ...] = (Application, Award, Slot, Commitment, Instalment, BudgetLine, Act)


@pytest.fixture
def town(db: None) -> Town:
    return once(Town)


def pending(town: Town) -> list[Application]:
    """Requests of two days: granted, refused, with nothing to be paid to, without an answer to all."""
    town.support.lines.filter(year=2017).update(amount=120_000)
    cases = (POOR, RICH, POOR | {"monthly_income": 90_000}, POOR | {"resident": False, "isee": 700_000}, POOR, POOR | {"household_members": 5}, POOR)
    days = (WEEK, WEEK, TODAY, TODAY, WEEK, TODAY, TODAY)
    return [
        town.completed(town.person(f"Nome{number}", f"Cognome{number}"), facts=facts, on=day)
        for number, (facts, day) in enumerate(zip(cases, days, strict=True))
    ]


def one_by_one(town: Town) -> None:
    worker, head = town.act_as(GIULIA), town.act_as(HEAD)
    proposed = []
    for application in Application.objects.in_state("complete").with_all().by_wait():
        answer = rules.assessed(application.measure.formula, application.declared, application.received_on)
        assert answer is not None
        proposed.append(applications.propose(application, grant=answer.granted, amount=answer.amount, months=answer.months, by=worker, at=AT))
    for application in proposed:
        with suppress(Refusal):
            applications.grant(application, by=head, at=AT) if application.proposed else applications.refuse(application, by=head, at=AT)


def at_once(town: Town) -> Decided:
    return deciding.decide_all(town.support, proposed_by=town.act_as(GIULIA), by=town.act_as(HEAD), at=AT)


def written(model: type[models.Model]) -> list[dict[str, Any]]:
    """Every row but its number and those of the rows it belongs to, which say only in which order they were written; of a request its number too."""
    leaving = set() if model is Application else {"id", "award", "commitment"}
    fields = [field for field in model._meta.concrete_fields if field.name not in leaving]
    return sorted(({field.attname: getattr(row, field.attname) for field in fields} for row in model._default_manager.all()), key=repr)


def undone(verb: Callable[[Town], object], town: Town) -> dict[str, list[dict[str, Any]]]:
    """What a verb writes, which is then as if it had never been."""
    with transaction.atomic():
        verb(town)
        found = {model.__name__: written(model) for model in OURS}
        transaction.set_rollback(True)
    return found


def test_many_at_once_are_what_they_would_be_one_by_one(town: Town) -> None:
    pending(town)

    slow, fast = undone(one_by_one, town), undone(at_once, town)

    assert fast == slow
    assert {row["state"] for row in fast["Application"]} == {"granted", "refused", "proposed"}
    assert len(fast["Act"]) > len(fast["Application"])


def test_what_the_budget_does_not_hold_stays_proposed_and_says_why(town: Town) -> None:
    pending(town)

    decided = at_once(town)

    assert decided.held
    assert {each.state for each, _why in decided.held} == {"proposed"}
    assert all("2017" in why for _each, why in decided.held)


def test_what_lacks_a_fact_is_not_answered_but_left_to_be_completed(town: Town) -> None:
    whole, lacking = town.completed(), town.completed(town.carlo)
    Application.objects.filter(pk=lacking.pk).update(declared={key: value for key, value in lacking.declared.items() if key != "isee"})

    decided = at_once(town)

    assert ([*decided.lacking], [*decided.granted]) == ([lacking], [whole])
    assert written_state(lacking) == "complete"
    assert deciding.propose_all(town.support, by=town.act_as(GIULIA), at=AT) == []


def written_state(application: Application) -> str:
    return Application.objects.values_list("state", flat=True).get(pk=application.pk)


def test_what_is_above_the_threshold_waits_for_who_approves_it(town: Town) -> None:
    town.above_by_the_regulation()

    decided = at_once(town)

    assert [each.state for each in decided.waiting] == ["proposed"]
    assert not decided.granted


def test_once_approved_it_is_confirmed_with_the_rest(town: Town) -> None:
    application = town.above_by_the_regulation()
    at_once(town)
    applications.approve(application, by=town.act_as(EXECUTIVE), at=AT)

    decided = deciding.confirm_all(town.support, by=town.act_as(HEAD), at=AT)

    assert list(decided.granted) == [application]


def test_what_was_proposed_against_the_regulation_is_not_confirmed_in_bulk(town: Town) -> None:
    town.proposed(town.completed(), amount=50_000, why="spesa straordinaria")

    decided = deciding.confirm_all(town.support, by=town.act_as(HEAD), at=AT)

    assert not any((decided.granted, decided.refused, decided.waiting, decided.held))


def test_who_proposes_does_not_decide(town: Town) -> None:
    worker, head = town.act_as(GIULIA), town.act_as(HEAD)

    with pytest.raises(NotAllowed):
        deciding.decide_all(town.support, proposed_by=head, by=head, at=AT)
    with pytest.raises(NotAllowed):
        deciding.decide_all(town.support, proposed_by=worker, by=worker, at=AT)
    with pytest.raises(NotAllowed):
        deciding.decide_all(town.support, proposed_by=worker, by=town.act_as(PAOLA), at=AT)


def test_a_worker_proposes_only_on_what_they_see(town: Town) -> None:
    town.completed()

    assert deciding.propose_all(town.support, by=town.act_as(PAOLA), at=AT) == []


def test_what_the_head_does_not_see_stays_proposed_for_who_does(town: Town) -> None:
    application = town.completed()
    Person.objects.filter(pk=town.teresa.pk).update(tier=Tier.RESERVED)

    decided = deciding.decide_all(town.support, proposed_by=town.act_as(GIULIA), by=town.act_as(OTHER_HEAD), at=AT)

    application.refresh_from_db()
    assert application.state == "proposed"
    assert not decided.granted


def test_block_after_block_it_is_the_same(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    pending(town)
    whole = undone(at_once, town)

    monkeypatch.setattr(deciding, "BLOCK", 2)

    assert undone(at_once, town) == whole


def test_what_the_regulation_says_nothing_of_is_looked_into_one_by_one(town: Town) -> None:
    with pytest.raises(Refusal):
        deciding.propose_all(town.gift, by=town.act_as(GIULIA), at=AT)


def test_the_questions_are_as_many_for_three_as_for_thirty(town: Town) -> None:
    worker, head = town.act_as(GIULIA), town.act_as(HEAD)
    asked = []
    for number in (3, 27):
        for index in range(number):
            town.completed(town.person(f"Nome{number}", f"Cognome{index}"))
        with CaptureQueriesContext(connection) as queries:
            deciding.decide_all(town.support, proposed_by=worker, by=head, at=AT)
        asked.append(len([query for query in queries if not query["sql"].startswith("COPY")]))

    assert asked[0] == asked[1]


def test_the_command_says_what_came_of_it(town: Town, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TODAY = TODAY.isoformat()
    pending(town)
    out = StringIO()

    call_command("benefits", "decide", measure="income_support", proposed_by=GIULIA, by=HEAD, stdout=out)

    assert "granted" in out.getvalue().splitlines()[0]
    assert "2017" in out.getvalue()


@pytest.mark.parametrize(("measure", "proposed_by", "by"), [("nothing", GIULIA, HEAD), ("income_support", "nobody", HEAD), ("income_support", HEAD, HEAD)])
def test_the_command_says_what_it_cannot_do(town: Town, measure: str, proposed_by: str, by: str) -> None:
    with pytest.raises(CommandError):
        call_command("benefits", "decide", measure=measure, proposed_by=proposed_by, by=by)
