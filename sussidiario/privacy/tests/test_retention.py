"""How long records are kept: proposed by one, approved by another, carried out to the end, and every figure as before."""

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Team
from sussidiario.casework import policy as casework
from sussidiario.casework.models import Case, DiaryEntry
from sussidiario.desks.models import Appointment, Contact
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal
from sussidiario.journal.models import Act
from sussidiario.people import actions as registry
from sussidiario.people.models import Person, PersonToken
from sussidiario.privacy.actions import retention as actions
from sussidiario.privacy.lifecycle.retention import DISPOSAL, DisposalState, Series
from sussidiario.privacy.models import Disposal, DisposalItem, RetentionRule
from sussidiario.privacy.models.retention import due
from tests import town as invented

Enter = Callable[[str], Client]

HEAD, OTHER_HEAD, OFFICER, PAOLA, NETWORK = "giovanni.casati", "roberta.meregalli", "antonio.pirovano", "paola.villa", "marta.vismara"
LATER = date(2032, 1, 10)
AT = invented.at(10, on=LATER)
BASIS = "Tabella di prova."


def ruled(town: invented.Town, series: Series, years: int | None = 10) -> RetentionRule:
    return actions.set_rule(series, years=years, basis=BASIS, from_on=invented.DAY, by=town.actor(HEAD), at=invented.at())


def proposed(town: invented.Town, series: Series = Series.CASES) -> Disposal:
    ruled(town, series)
    return actions.propose(series, by=town.actor(HEAD, on=LATER), at=AT)


def approved(town: invented.Town, series: Series = Series.CASES) -> Disposal:
    return actions.approve(proposed(town, series), authorisation="123/2031", authorised_on=LATER, by=town.actor(OFFICER, on=LATER), at=AT)


def disposed(town: invented.Town, series: Series) -> Disposal:
    disposal = approved(town, series)
    actions.carry_out(disposal, by=town.actor(HEAD, on=LATER), at=AT)
    disposal.refresh_from_db()
    return disposal


def close_all(town: invented.Town) -> None:
    """Close every case and contact of the town as if it had happened long ago."""
    Case.objects.filter(state="open").update(
        state="closed", worker=None, closed_on=date(2016, 11, 14), closing_reason="solved", outcome="autonomy", closing_words="Sta bene."
    )
    Case.objects.filter(state="proposed").update(state="declined", declined_on=date(2016, 11, 15), closing_words="Non abita qui.")
    Contact.objects.filter(state="draft").update(state="discarded", draft={})


@pytest.mark.django_db
def test_rules_are_versions_and_the_latest_holds(town: invented.Town) -> None:
    ruled(town, Series.CASES, 10)
    actions.set_rule(Series.CASES, years=None, basis=BASIS, from_on=date(2020, 1, 1), by=town.actor(HEAD), at=invented.at())

    held = [RetentionRule.objects.in_force(day).get(Series.CASES) for day in (date(2016, 11, 14), invented.DAY, date(2020, 1, 1))]

    assert [str(rule) for rule in held] == ["None", "casi finiti, con il loro diario, 10 anni", "casi finiti, con il loro diario, per sempre"]
    assert RetentionRule.objects.get(years=10).cut_on(date(2028, 2, 29)) == date(2018, 2, 28)


@pytest.mark.django_db
@pytest.mark.parametrize(("change", "field"), [({"basis": " "}, "basis"), ({"from_on": date(2016, 11, 14)}, "from_on")])
def test_a_rule_says_in_base_of_what_and_does_not_change_the_past(town: invented.Town, change: dict[str, Any], field: str) -> None:
    said: dict[str, Any] = {"years": 3, "basis": BASIS, "from_on": invented.DAY} | change

    with pytest.raises(Refusal) as refused:
        actions.set_rule(Series.CASES, **said, by=town.actor(HEAD), at=invented.at())

    assert refused.value.field == field


@pytest.mark.django_db
def test_what_is_kept_for_ever_or_is_not_due_is_not_proposed(town: invented.Town) -> None:
    ruled(town, Series.CASES, None)
    ruled(town, Series.CONTACTS, 50)

    for series in (Series.CASES, Series.CONTACTS, Series.PERSONS):
        with pytest.raises(Refusal):
            actions.propose(series, by=town.actor(HEAD, on=LATER), at=AT)


@pytest.mark.django_db
def test_one_disposal_of_a_series_stands_at_a_time(town: invented.Town) -> None:
    proposed(town)

    with pytest.raises(Refusal):
        actions.propose(Series.CASES, by=town.actor(HEAD, on=LATER), at=AT)


@pytest.mark.django_db
def test_whoever_proposes_cannot_decide_and_nobody_outside_does(town: invented.Town) -> None:
    disposal = proposed(town)

    for who in (HEAD, PAOLA):
        with pytest.raises(NotAllowed):
            actions.approve(disposal, authorisation="1", authorised_on=LATER, by=town.actor(who, on=LATER), at=AT)
        with pytest.raises(NotAllowed):
            actions.reject(disposal, words="no", by=town.actor(who, on=LATER), at=AT)


@pytest.mark.django_db
def test_approving_cites_the_authorisation(town: invented.Town) -> None:
    disposal = proposed(town)

    with pytest.raises(Refusal) as refused:
        actions.approve(disposal, authorisation=" ", authorised_on=LATER, by=town.actor(OFFICER, on=LATER), at=AT)

    assert refused.value.field == "authorisation"
    assert actions.approve(disposal, authorisation="7", authorised_on=LATER, by=town.actor(OTHER_HEAD, on=LATER), at=AT).state == "approved"


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "verb"), list(product(DisposalState, DISPOSAL.moves)))
def test_every_verb_in_every_state(town: invented.Town, state: DisposalState, verb: str) -> None:
    disposal = proposed(town)
    head, officer = town.actor(HEAD, on=LATER), town.actor(OFFICER, on=LATER)
    if state == DisposalState.REJECTED:
        actions.reject(disposal, words="no", by=officer, at=AT)
    elif state != DisposalState.PROPOSED:
        actions.approve(disposal, authorisation="1", authorised_on=LATER, by=officer, at=AT)
    if state == DisposalState.CARRIED_OUT:
        actions.carry_out(disposal, by=head, at=AT)
    verbs: dict[str, Callable[[], object]] = {
        "approve": lambda: actions.approve(disposal, authorisation="1", authorised_on=LATER, by=officer, at=AT),
        "reject": lambda: actions.reject(disposal, words="no", by=officer, at=AT),
        "carry_out": lambda: actions.carry_out(disposal, by=head, at=AT),
    }

    if DISPOSAL.allows(state, verb):
        verbs[verb]()
        disposal.refresh_from_db()
        assert disposal.state == DISPOSAL.after(state, verb)
    else:
        with pytest.raises(Forbidden):
            verbs[verb]()


@pytest.mark.django_db
def test_a_case_loses_its_words_and_keeps_its_days(town: invented.Town) -> None:
    close_all(town)

    disposal = disposed(town, Series.CASES)

    anna = Case.objects.get(pk=town.cases["anna"].pk)
    assert (anna.why, anna.closing_words, anna.disposed_on, anna.closed_on) == ("—", "—", LATER, date(2016, 11, 14))
    assert set(DiaryEntry.objects.values_list("text", flat=True)) == {"—"}
    assert set(anna.deadlines.values_list("what", flat=True)) == {"—"}
    assert not Act.objects.filter(record__startswith="casework.case:").exclude(why="").exists()
    assert (disposal.state, disposal.items.left().count()) == ("carried_out", 0)
    assert not casework.may_reopen(town.actor(HEAD), anna)


@pytest.mark.django_db
def test_a_contact_loses_what_was_said(town: invented.Town) -> None:
    close_all(town)

    disposed(town, Series.CONTACTS)

    contact = Contact.objects.closed().get()
    assert (contact.request, contact.answer, contact.outcome, contact.disposed_on) == ("", "", "proposal", LATER)


@pytest.mark.django_db
def test_a_person_of_whom_nothing_is_left_becomes_sex_year_and_neighbourhood(town: invented.Town) -> None:
    close_all(town)
    disposed(town, Series.CASES)
    disposed(town, Series.CONTACTS)

    disposed(town, Series.PERSONS)

    anna = Person.objects.get(pk=town.persons["anna"].pk)
    assert (anna.name, anna.sex, anna.birth_on, anna.birth_precision) == (f"n. {anna.pk}", "F", date(1938, 1, 1), "year")
    assert anna.neighbourhood is not None
    kept = (anna.identifiers, anna.addresses, anna.corrections, anna.whereabouts, anna.meetings, anna.memberships)
    assert [each.count() for each in kept] == [0] * 6
    assert not PersonToken.objects.filter(person=anna).exists()
    assert not Act.objects.about(journal.pseudonym(anna)).exclude(why="").exists()
    assert set(Appointment.objects.filter(person=anna).values_list("reason", flat=True)) == {""}


@pytest.mark.django_db
def test_a_person_of_whom_something_is_left_is_not_due(town: invented.Town) -> None:
    close_all(town)
    disposed(town, Series.CONTACTS)

    left = due(Series.PERSONS, date(2022, 1, 10))

    assert not left.filter(pk__in=[town.persons["anna"].pk, town.persons["leo"].pk, town.persons["amina"].pk]).exists()
    assert left.filter(pk=town.persons["sara"].pk).exists()


@pytest.mark.django_db
def test_whoever_is_stopped_half_way_begins_again_where_they_were(town: invented.Town, monkeypatch: pytest.MonkeyPatch) -> None:
    close_all(town)
    disposal, head = approved(town), town.actor(HEAD, on=LATER)
    save, saved = DisposalItem.save, iter([True, False])

    def killed(item: DisposalItem, **named: Any) -> None:
        if not next(saved):
            raise KeyboardInterrupt
        save(item, **named)

    monkeypatch.setattr(DisposalItem, "save", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.carry_out(disposal, by=head, at=AT)
    monkeypatch.undo()

    items = {int(item.record.partition(":")[2]): item.done_at is not None for item in disposal.items.in_order()}
    assert {pk: case.disposed_on is not None for pk, case in Case.objects.in_bulk(list(items)).items()} == items
    assert sorted(items.values()) == [False] * (len(items) - 1) + [True]
    assert actions.carry_out(disposal, by=head, at=AT) == 0
    assert not Case.objects.filter(pk__in=items, disposed_on__isnull=True).exists()


@pytest.mark.django_db
def test_some_at_a_time_leaves_the_others_for_later(town: invented.Town) -> None:
    close_all(town)
    disposal = approved(town)

    left = actions.carry_out(disposal, most=1, by=town.actor(HEAD, on=LATER), at=AT)

    assert left == disposal.count - 1
    assert Disposal.objects.get(pk=disposal.pk).state == "approved"


@pytest.mark.django_db
def test_what_somebody_came_back_to_is_spared(town: invented.Town) -> None:
    disposal = approved(town)
    Case.objects.filter(pk=town.cases["marco"].pk).update(closed_on=date(2031, 12, 1))

    actions.carry_out(disposal, by=town.actor(HEAD, on=LATER), at=AT)

    assert disposal.items.get().spared
    assert Case.objects.get(pk=town.cases["marco"].pk).disposed_on is None


@pytest.mark.django_db
def test_the_protected_are_in_no_disposal(town: invented.Town) -> None:
    close_all(town)
    ruled(town, Series.CASES)
    before = due(Series.CASES, LATER).count()

    registry.protect(town.persons["anna"], team=Team.objects.get(code="rete"), why="Percorso.", by=town.actor(NETWORK), at=invented.at())

    assert due(Series.CASES, LATER).count() == before - 1
    assert not due(Series.PERSONS, LATER).filter(kept_by__isnull=False).exists()


@pytest.mark.django_db
def test_the_whole_way_by_the_pages(town: invented.Town, enter: Enter, settings: LazySettings) -> None:
    close_all(town)
    head, officer = enter(HEAD), enter(OFFICER)
    ruled(town, Series.CASES)
    settings.SUSSIDIARIO_TODAY = f"{LATER}T10:00"

    table = head.get("/riservatezza/conservazione/").content.decode()
    head.post("/riservatezza/conservazione/proponi/", {"series": "cases"})
    disposal = Disposal.objects.get()
    address = disposal.get_absolute_url()

    assert "Proponi" in table
    assert head.get(f"{address}approva/").status_code == 403
    assert officer.post(f"{address}approva/", {"authorisation": "9", "authorised_on": "oggi"}).status_code == 302
    assert officer.post(f"{address}esegui/").status_code == 403
    assert head.post(f"{address}esegui/", follow=True).status_code == 200
    assert "eseguito" in officer.get(address).content.decode()
    assert head.get(f"{address}esegui/").status_code == 409
    assert enter(PAOLA).get("/riservatezza/conservazione/").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 30])
def test_the_list_asks_the_same_however_long_it_is(town: invented.Town, enter: Enter, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    rule = ruled(town, Series.CASES)
    told = {"rule": rule, "cut_on": LATER, "count": 1, "proposed_by": town.staff[HEAD], "proposed_at": AT, "words": "no", "decided_at": AT}
    Disposal.objects.bulk_create(Disposal(**told, series="cases", state="rejected", decided_by=town.staff[OFFICER]) for _number in range(number))
    officer = enter(OFFICER)

    with django_assert_num_queries(7):
        page = officer.get("/riservatezza/scarti/")

    assert page.context["page"].paginator.count == number


@pytest.mark.django_db
def test_the_command_carries_out_what_was_approved(town: invented.Town, settings: LazySettings) -> None:
    close_all(town)
    disposal = approved(town)
    settings.SUSSIDIARIO_TODAY = f"{LATER}T10:00"

    call_command("privacy", "dispose", by=HEAD)

    disposal.refresh_from_db()
    assert disposal.state == "carried_out"
