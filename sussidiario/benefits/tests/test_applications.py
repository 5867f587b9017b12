"""Stories of requests: received, told of, proposed, decided; what is refused, and why."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sussidiario.access.decision import NotAllowed
from sussidiario.benefits.actions import applications
from sussidiario.benefits.lifecycle import PaidBy, PayeeKind
from sussidiario.benefits.models import Application, Award, Document, Measure, Payee
from sussidiario.benefits.rules import deciding
from sussidiario.benefits.tests.town import (
    AT,
    AUDITOR,
    DESK,
    EXECUTIVE,
    GIULIA,
    HEAD,
    OTHER_HEAD,
    PAPER,
    POOR,
    RICH,
    THRESHOLD,
    TODAY,
    Town,
)
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.actions import pseudonym, reference
from sussidiario.journal.models import Act
from sussidiario.people import actions as people
from sussidiario.regulation.assessment import Assessment
from tests.database import once


@pytest.fixture
def town(db: None) -> Town:
    return once(Town)


def acts(application: Application) -> list[str]:
    """The acts on a request, without their domain, in the order in which they were written."""
    return [act.removeprefix("benefits.application.") for act in Act.objects.of(reference(application)).order_by("pk").values_list("act", flat=True)]


def test_a_request_has_a_number_its_papers_are_asked_and_the_act_counts_it(town: Town) -> None:
    application = town.received(town.carlo)

    assert (application.number, application.year, application.state) == (1, 2016, "received")
    assert application.household == town.family
    assert list(application.documents.values_list("what", "asked_on", "received_on")) == [(PAPER, TODAY, None)]
    act = Act.objects.of(reference(application)).get()
    assert (act.act, act.measure, act.area, act.neighbourhood) == ("benefits.application.received", "income_support", "adults", "triante")
    assert act.subject == pseudonym(town.family)


def test_numbers_begin_again_with_the_year(town: Town) -> None:
    last = town.received(on=date(2015, 12, 30))
    first, second = town.received(town.carlo, town.gift), town.received(town.teresa, town.gift)

    assert [str(each) for each in (last, first, second)] == ["1/2015", "1/2016", "2/2016"]


def test_a_request_goes_to_the_group_of_the_measure_s_area(town: Town) -> None:
    assert str(town.received().team) == "Adulti"
    assert str(town.received(town.carlo, by=GIULIA).team) == "Adulti"


def test_nobody_asks_twice_for_the_same_while_the_first_waits(town: Town) -> None:
    first = town.received()

    with pytest.raises(Refusal, match="1/2016") as refusal:
        town.received()
    assert refusal.value.field == "measure"

    applications.withdraw(first, why="ci ripensa", by=town.act_as(DESK), at=AT)
    assert town.received().number == 2


def test_nor_does_somebody_who_lives_with_them(town: Town) -> None:
    town.received(town.carlo)

    with pytest.raises(Refusal, match="La famiglia"):
        town.received(town.amir)


def test_the_dead_do_not_ask(town: Town) -> None:
    people.record_death(town.teresa, on=TODAY - timedelta(days=3), by=town.act_as(DESK), at=AT)

    with pytest.raises(Refusal, match="deceduta"):
        town.received()


@pytest.mark.parametrize("day", [date(2011, 12, 31), TODAY + timedelta(days=1)])
def test_what_is_not_given_on_a_day_is_not_asked_on_it(town: Town, day: date) -> None:
    with pytest.raises(Refusal):
        applications.receive(town.support, person=town.teresa, on=day, by=town.act_as(DESK), at=AT)


def test_what_is_no_longer_given_is_not_asked(town: Town) -> None:
    Measure.objects.filter(pk=town.gift.pk).update(until_on=TODAY)
    town.gift.refresh_from_db()

    with pytest.raises(Refusal) as refusal:
        town.received(measure=town.gift)
    assert refusal.value.field == "measure"


def test_a_contact_or_a_case_of_somebody_else_is_refused(town: Town) -> None:
    contact, case = town.contact(), town.case()

    for about in ({"contact": contact}, {"case": case}):
        with pytest.raises(Refusal):
            applications.receive(town.support, person=town.carlo, by=town.act_as(DESK), at=AT, **about)


def test_who_does_not_meet_people_receives_nothing(town: Town) -> None:
    for username in (HEAD, EXECUTIVE, AUDITOR):
        with pytest.raises(NotAllowed):
            town.received(by=username)


def test_a_fact_that_is_not_of_its_kind_is_told_at_its_field(town: Town) -> None:
    application = town.received()

    with pytest.raises(Refusal) as refusal:
        applications.declare(application, declared={"isee": -5}, by=town.act_as(DESK), at=AT)
    assert refusal.value.field == "isee"


def test_what_is_declared_again_has_to_be_completed_again(town: Town) -> None:
    application = town.completed()

    application = applications.declare(application, declared=POOR | {"rent": 0}, by=town.act_as(GIULIA), at=AT)

    assert (application.state, application.completed_on, application.declared["rent"]) == ("received", None, 0)
    assert application.payee is not None


def test_who_is_paid_is_written_once_and_never_changed(town: Town) -> None:
    application, desk = town.received(), town.act_as(DESK)
    cash = {"kind": PayeeKind.BENEFICIARY, "name": "", "fiscal_code": "", "paid_by": PaidBy.CASH, "iban": ""}
    landlord = {
        "kind": PayeeKind.LANDLORD,
        "name": "Immobiliare",
        "fiscal_code": "00743110157",
        "paid_by": PaidBy.TRANSFER,
        "iban": "IT60X0542811101000000123456",
    }

    application = applications.declare(application, declared=POOR, payee=landlord, by=desk, at=AT)
    application = applications.declare(application, declared=POOR, payee=landlord, by=desk, at=AT)
    assert application.payee is not None
    assert (application.payee.name, application.payee.kind) == ("Immobiliare", "landlord")
    assert Payee.objects.filter(name="Immobiliare").count() == 1

    application = applications.declare(application, declared=POOR, payee=cash, by=desk, at=AT)
    assert application.payee is not None
    assert (application.payee.person, application.payee.paid_by) == (town.teresa, "cash")
    assert Payee.objects.filter(name="Immobiliare").exists()


def test_a_request_is_not_complete_while_something_is_missing_and_says_what(town: Town) -> None:
    desk = town.act_as(DESK)
    application = applications.receive(town.support, person=town.teresa, declared={"resident": True, "isee": 1}, by=desk, at=AT)

    with pytest.raises(Refusal) as refusal:
        applications.complete(application, by=desk, at=AT)

    assert PAPER in refusal.value.message
    assert "Entrate del nucleo in un mese" in refusal.value.message
    assert "chi riscuote e come" in refusal.value.message
    assert "Minorenni" not in refusal.value.message


def test_a_paper_comes_once_and_not_before_the_request(town: Town) -> None:
    application, desk = town.received(), town.act_as(DESK)
    paper = application.documents.get()
    other = town.received(town.carlo).documents.get()

    for document, on in ((other, TODAY), (paper, TODAY - timedelta(days=1)), (paper, TODAY + timedelta(days=1))):
        with pytest.raises(Refusal):
            applications.receive_document(application, document=document, on=on, by=desk, at=AT)
    applications.receive_document(application, document=paper, by=desk, at=AT)
    with pytest.raises(Refusal, match="già arrivato"):
        applications.receive_document(application, document=paper, by=desk, at=AT)


def test_papers_are_asked_for_again_and_the_request_waits(town: Town) -> None:
    application = town.completed()

    application = applications.ask_documents(application, what=["Busta paga", " ", PAPER, "Busta paga"], by=town.act_as(GIULIA), at=AT)

    assert application.state == "received"
    assert dict(application.documents.values_list("what", "received_on")) == {PAPER: None, "Busta paga": None}
    with pytest.raises(Refusal) as refusal:
        applications.ask_documents(application, what=["", "  "], by=town.act_as(GIULIA), at=AT)
    assert refusal.value.field == "what"


def test_the_answer_of_the_regulation_is_frozen_with_the_proposal(town: Town) -> None:
    application = town.proposed(town.completed())

    found = Assessment.from_json(application.assessment or {})

    assert found == deciding.assessed("income_support", application.declared, TODAY)
    assert (application.assessed_on, application.proposed, application.proposed_amount, application.proposed_months) == (TODAY, True, 48_000, 4)
    act = Act.objects.of(reference(application)).latest("pk")
    assert (act.act, act.amount, act.by) == ("benefits.application.proposed", 192_000, town.staff[GIULIA])


def test_the_regulation_is_that_of_the_day_of_the_request(town: Town) -> None:
    facts = POOR | {"isee": 640_000, "isee_valid_until": date(2016, 1, 15)}
    application = town.completed(facts=facts, on=date(2015, 12, 30))

    with pytest.raises(Refusal):
        town.proposed(application, amount=44_000)
    assert town.proposed(application, grant=False).proposed is False


@pytest.mark.parametrize(
    ("proposal", "field"),
    [
        ({"amount": 50_000}, "why"),
        ({"months": 5}, "why"),
        ({"grant": False}, "why"),
        ({"amount": 0}, "amount"),
        ({"amount": -1}, "amount"),
        ({"months": 0}, "months"),
    ],
)
def test_what_differs_needs_a_reason_and_what_is_nothing_is_no_grant(town: Town, proposal: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        town.proposed(town.completed(), **proposal)

    assert refusal.value.field == field


def test_what_is_given_once_has_no_months(town: Town) -> None:
    with pytest.raises(Refusal) as refusal:
        town.proposed(town.completed(measure=town.gift), amount=1_000, months=2, why="due bollette")

    assert refusal.value.field == "months"


def test_what_is_granted_is_an_award_and_counts_in_the_book(town: Town) -> None:
    application = applications.grant(town.proposed(town.completed()), by=town.act_as(HEAD), at=AT)

    award = Award.objects.get()
    assert (award.application, award.amount, award.months, award.from_month) == (application, 48_000, 4, date(2016, 11, 1))
    assert (application.state, application.decided_on, str(application.decided_by)) == ("granted", TODAY, "Giovanni Casati")
    act = Act.objects.of(reference(application)).latest("pk")
    assert (act.act, act.amount, act.detail) == ("benefits.application.granted", 192_000, {"waited": 0})
    assert acts(application) == ["received", "document_received", "completed", "proposed", "granted"]


def test_a_refusal_has_its_reason_and_its_term(town: Town) -> None:
    application = applications.refuse(town.proposed(town.completed(facts=RICH), grant=False), by=town.act_as(HEAD), at=AT)

    assert application.decision == "L'ISEE di 6.500,01 € supera il limite di 6.500,00 €."
    assert application.appeal_until == date(2017, 1, 14)
    assert Act.objects.of(reference(application)).latest("pk").why == application.decision


def test_against_a_proposal_to_grant_a_refusal_needs_its_own_reason(town: Town) -> None:
    application = town.proposed(town.completed())

    with pytest.raises(Refusal) as refusal:
        applications.refuse(application, by=town.act_as(HEAD), at=AT)
    assert refusal.value.field == "why"
    assert applications.refuse(application, why="non abita qui", by=town.act_as(HEAD), at=AT).decision == "non abita qui"


def test_when_the_money_is_not_enough_nothing_is_decided(town: Town) -> None:
    town.support.lines.update(amount=50_000)
    application = town.proposed(town.completed())

    with pytest.raises(Refusal) as refusal:
        applications.grant(application, by=town.act_as(HEAD), at=AT)

    assert refusal.value.field == "amount"
    application.refresh_from_db()
    assert application.state == "proposed"
    assert acts(application)[-1] == "proposed"


def test_the_same_month_is_not_granted_twice(town: Town) -> None:
    applications.grant(town.proposed(town.completed()), by=town.act_as(HEAD), at=AT)
    again = town.proposed(town.completed())

    with pytest.raises(Refusal) as refusal:
        applications.grant(again, by=town.act_as(HEAD), at=AT)
    assert refusal.value.field == "from_month"


def test_an_approval_is_given_once_by_somebody_else(town: Town) -> None:
    application, executive = town.above(), town.act_as(EXECUTIVE)

    with pytest.raises(NotAllowed):
        applications.grant(application, by=town.act_as(HEAD), at=AT)
    applications.approve(application, by=executive, at=AT)
    with pytest.raises(NotAllowed):
        applications.approve(application, by=executive, at=AT)
    with pytest.raises(NotAllowed):
        applications.approve(application, by=town.act_as(OTHER_HEAD), at=AT)

    assert applications.grant(application, by=town.act_as(HEAD), at=AT).state == "granted"
    assert Act.objects.filter(act="benefits.application.approved").get().amount == THRESHOLD + 1


def test_at_the_threshold_nobody_else_is_asked(town: Town) -> None:
    application = town.proposed(town.completed(measure=town.gift), amount=THRESHOLD, months=1, why="sfratto")

    assert applications.grant(application, by=town.act_as(HEAD), at=AT).state == "granted"


def test_what_is_sent_back_loses_its_approvals(town: Town) -> None:
    application = town.above()
    applications.approve(application, by=town.act_as(EXECUTIVE), at=AT)

    application = applications.send_back(application, why="manca il verbale", by=town.act_as(HEAD), at=AT)

    assert (application.state, application.approvals.count()) == ("complete", 0)
    assert town.proposed(application, amount=THRESHOLD + 1, months=1, why="ecco il verbale").state == "proposed"


def test_what_is_decided_does_not_move_any_more(town: Town) -> None:
    application = applications.grant(town.proposed(town.completed()), by=town.act_as(HEAD), at=AT)

    verbs: list[Any] = [
        lambda: applications.declare(application, declared=POOR, by=town.act_as(DESK), at=AT),
        lambda: applications.ask_documents(application, what=["x"], by=town.act_as(DESK), at=AT),
        lambda: applications.complete(application, by=town.act_as(DESK), at=AT),
        lambda: applications.withdraw(application, why="x", by=town.act_as(DESK), at=AT),
        lambda: town.proposed(application),
        lambda: applications.approve(application, by=town.act_as(EXECUTIVE), at=AT),
        lambda: applications.send_back(application, why="x", by=town.act_as(HEAD), at=AT),
        lambda: applications.grant(application, by=town.act_as(HEAD), at=AT),
        lambda: applications.refuse(application, why="x", by=town.act_as(HEAD), at=AT),
    ]

    for verb in verbs:
        with pytest.raises(Forbidden):
            verb()


def test_the_database_itself_refuses_who_proposes_and_decides(town: Town) -> None:
    application = applications.grant(town.proposed(town.completed()), by=town.act_as(HEAD), at=AT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(decided_by=application.proposed_by)


@pytest.mark.parametrize("state", ["complete", "proposed", "granted", "refused"])
def test_the_database_itself_refuses_a_state_without_its_facts(town: Town, state: str) -> None:
    application = town.received()

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(state=state)


def test_a_paper_no_longer_required_stays_where_it_was_asked(town: Town) -> None:
    application = town.received()

    town.support.required.all().delete()

    assert Document.objects.get(application=application).what == PAPER
