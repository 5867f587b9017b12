"""A person opened to another group: by whom, to whom, for how long, and what they see."""

import itertools
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given, strategies as st
from pytest_django import DjangoAssertNumQueries

from sussidiario.access import actions as access
from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Team
from sussidiario.casework import actions as casework, policy as cases
from sussidiario.foundation.areas import Area
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act
from sussidiario.people import actions as registry, policy as people
from sussidiario.people.models import Person
from sussidiario.privacy.actions import grants as actions
from sussidiario.privacy.lifecycle.grants import GRANT, GrantState
from sussidiario.privacy.models import Grant
from sussidiario.privacy.policy import grants as policy
from sussidiario.privacy.rules import grants as rules
from sussidiario.privacy.tests.conftest import nothing_opened
from tests import town as invented

Enter = Callable[[str], Client]

PAOLA, STEFANO, GIULIA = "paola.villa", "stefano.riva", "giulia.mandelli"
HEAD, OTHER_HEAD, OFFICER, DESK = "giovanni.casati", "roberta.meregalli", "antonio.pirovano", "chiara.brambilla"
PARTNER, NETWORK, OFFICE = "luca.perego", "marta.vismara", "silvia.cattaneo"
DAY, AT = invented.DAY, invented.at()
LAST = date(2016, 12, 31)


@pytest.fixture
def town(town: invented.Town) -> invented.Town:
    """The small town, before anybody was opened to anybody."""
    return nothing_opened(town)


def team(code: str = "accoglienza") -> Team:
    return Team.objects.get(code=code)


def opened(town: invented.Town, who: str = "anna", to: str = "accoglienza", *, by: str = PAOLA, from_on: date = DAY, last_on: date = LAST) -> Grant:
    return actions.give(
        town.persons[who], team=team(to), purpose="Accoglienza diurna dal lunedì al venerdì.", from_on=from_on, last_on=last_on, by=town.actor(by), at=AT
    )


def protected(town: invented.Town, who: str) -> Person:
    return registry.protect(town.persons[who], team=team("rete"), why="Segue un percorso.", by=town.actor(NETWORK), at=AT)


# What follows from the days


@pytest.mark.parametrize(
    ("from_on", "last_on"),
    [(date(2016, 11, 15), date(2017, 11, 14)), (date(2016, 1, 1), date(2016, 12, 31)), (date(2016, 2, 29), date(2017, 2, 27))],
)
def test_a_year_ends_on_the_eve_of_the_same_day(from_on: date, last_on: date) -> None:
    assert rules.latest(from_on, months=12) == last_on


@given(from_on=st.dates(date(2000, 1, 1), date(2100, 1, 1)), months=st.integers(1, 60))
def test_the_longest_grant_has_about_as_many_days_as_its_months(from_on: date, months: int) -> None:
    assert months * 28 - 1 <= (rules.latest(from_on, months=months) - from_on).days <= months * 31


@given(days=st.lists(st.dates(date(2016, 1, 1), date(2017, 1, 1)), min_size=4, max_size=4))
def test_periods_overlap_if_some_day_is_in_both(days: list[date]) -> None:
    (a, b), (c, d) = sorted(days[:2]), sorted(days[2:])

    shared = any(a <= c + timedelta(n) < b for n in range((d - c).days))

    assert rules.overlap(a, b, c, d) == (shared if a < b and c < d else rules.overlap(c, d, a, b))


@pytest.mark.parametrize(
    ("on", "ended_on", "state"),
    [
        (date(2016, 11, 14), None, GrantState.COMING),
        (date(2016, 11, 15), None, GrantState.HOLDING),
        (date(2016, 12, 31), None, GrantState.HOLDING),
        (date(2017, 1, 1), None, GrantState.EXPIRED),
        (date(2016, 11, 30), date(2016, 12, 1), GrantState.HOLDING),
        (date(2016, 12, 1), date(2016, 12, 1), GrantState.ENDED),
        (date(2017, 1, 1), date(2016, 12, 1), GrantState.ENDED),
        (date(2016, 11, 14), date(2016, 11, 14), GrantState.ENDED),
    ],
)
def test_a_grant_holds_from_its_first_day_to_its_last(on: date, ended_on: date | None, state: GrantState) -> None:
    assert rules.state(from_on=date(2016, 11, 15), until_on=date(2017, 1, 1), ended_on=ended_on, on=on) == state


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(GrantState, ["end", "forget"])))
def test_a_grant_is_taken_back_only_while_it_is_not_over(state: GrantState, verb: str) -> None:
    if (state, verb) in {(GrantState.COMING, "end"), (GrantState.HOLDING, "end")}:
        assert GRANT.after(state, verb) == GrantState.ENDED
    else:
        with pytest.raises(Forbidden):
            GRANT.after(state, verb)


# Who opens, to whom


@pytest.mark.django_db
def test_who_is_in_charge_opens_a_person_to_a_partner_who_then_reads_them_and_nobody_else(town: invented.Town) -> None:
    partner = town.actor(PARTNER)
    assert not people.existing_to(partner).exists()

    opened(town)

    assert list(people.existing_to(partner)) == list(people.visible_to(partner)) == [town.persons["anna"]]
    assert list(cases.visible_to(partner)) == [town.cases["anna"]]
    assert not cases.entries_visible_to(partner).filter(private=True).exists()
    act = Act.objects.filter(act="privacy.grant.given").latest("pk")
    assert (act.by, act.why, act.partner) == (town.staff[PAOLA], "Accoglienza diurna dal lunedì al venerdì.", "accoglienza")


@pytest.mark.django_db
def test_it_ends_by_itself_and_leaves_no_tail(town: invented.Town) -> None:
    opened(town)

    on_the_last = town.actor(PARTNER, on=LAST)
    the_day_after = town.actor(PARTNER, on=LAST + timedelta(days=1))

    assert people.visible_to(on_the_last).exists()
    assert not people.existing_to(the_day_after).exists()
    assert not cases.visible_to(the_day_after).exists()
    assert not policy.visible_to(the_day_after).exists()


@pytest.mark.django_db
def test_it_begins_on_its_day(town: invented.Town) -> None:
    opened(town, from_on=date(2016, 12, 1))

    assert not people.visible_to(town.actor(PARTNER)).exists()
    assert people.visible_to(town.actor(PARTNER, on=date(2016, 12, 1))).exists()


@pytest.mark.django_db
def test_taken_back_it_ends_at_once(town: invented.Town) -> None:
    grant = actions.end(opened(town), why="Non frequenta più.", by=town.actor(STEFANO), at=AT)

    assert grant.state_on(DAY) == GrantState.ENDED
    assert not people.existing_to(town.actor(PARTNER)).exists()
    assert Act.objects.get(act="privacy.grant.ended").why == "Non frequenta più."
    with pytest.raises(Forbidden):
        actions.end(grant, why="ancora", by=town.actor(PAOLA), at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("username", [PAOLA, STEFANO, HEAD])
def test_who_is_in_charge_their_group_and_its_head_may_open(town: invented.Town, username: str) -> None:
    assert policy.may_give(town.actor(username), town.persons["anna"])


@pytest.mark.django_db
@pytest.mark.parametrize("username", [GIULIA, OTHER_HEAD, OFFICER, DESK, PARTNER, NETWORK, OFFICE])
def test_nobody_else_may(town: invented.Town, username: str) -> None:
    with pytest.raises(NotAllowed) as denied:
        opened(town, by=username)

    assert denied.value.reason == "Lo decide chi ha in carico la persona."
    assert not Grant.objects.exists()


@pytest.mark.django_db
def test_who_was_let_in_lets_in_nobody(town: invented.Town) -> None:
    opened(town, to="adulti")

    assert people.visible_to(town.actor(GIULIA)).filter(pk=town.persons["anna"].pk).exists()
    assert not policy.may_give(town.actor(GIULIA), town.persons["anna"])


@pytest.mark.django_db
def test_where_nobody_is_in_charge_any_head_opens_an_ordinary_record_and_not_a_reserved_one(town: invented.Town) -> None:
    professor, head = town.persons["professor"], town.actor(OTHER_HEAD)
    assert policy.may_give(head, professor)

    registry.reserve(professor, why="Salute.", by=head, at=AT)
    professor.refresh_from_db()

    assert not policy.may_give(head, professor)


@pytest.mark.django_db
def test_of_a_household_in_charge_each_who_lives_in_it_may_be_opened(town: invented.Town) -> None:
    head = town.actor(OTHER_HEAD)
    worker = town.actor("lucia.ferrario")
    case = casework.propose(household=town.households["de luca"], area=Area.MINORS, why="Difficoltà.", by=worker, at=AT)
    casework.open_case(case, worker=town.staff["elena.galbiati"], on=DAY, by=head, at=AT)

    assert policy.may_give(town.actor("elena.galbiati"), town.persons["sara"])
    assert not policy.may_give(town.actor("elena.galbiati"), town.persons["anna"])


@pytest.mark.django_db
def test_a_protected_person_is_opened_to_nobody_and_what_was_granted_opens_no_more(town: invented.Town) -> None:
    opened(town)
    person = protected(town, "anna")

    assert policy.may_give(town.actor(NETWORK), person).reason == "Una persona protetta non si apre ad altri."
    assert not people.existing_to(town.actor(PARTNER)).exists()
    for username in (PARTNER, PAOLA, HEAD, OFFICER):
        assert not policy.visible_to(town.actor(username)).exists(), username
    assert policy.visible_to(town.actor(NETWORK)).exists()


@pytest.mark.django_db
def test_a_reserved_person_is_opened_by_who_is_in_charge(town: invented.Town) -> None:
    registry.reserve(town.persons["anna"], why="Salute.", by=town.actor(PAOLA), at=AT)

    opened(town)

    assert people.visible_to(town.actor(PARTNER)).get() == town.persons["anna"]


# What cannot be typed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"purpose": "  "}, "purpose", "Scrivi per che cosa"),
        ({"from_on": date(2016, 11, 14)}, "from_on", "Il giorno è passato"),
        ({"from_on": date(2016, 12, 2), "last_on": date(2016, 12, 1)}, "last_on", "Finisce prima di iniziare"),
        ({"last_on": date(2017, 11, 15)}, "last_on", "al massimo 12 mesi, cioè fino al 14 novembre 2017"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(town: invented.Town, typed: dict[str, Any], field: str, words: str) -> None:
    right: dict[str, Any] = {"team": team(), "purpose": "Accoglienza.", "from_on": DAY, "last_on": LAST}

    with pytest.raises(Refusal) as refusal:
        actions.give(town.persons["anna"], **(right | typed), by=town.actor(PAOLA), at=AT)

    assert refusal.value.field == field
    assert words in refusal.value.message
    assert not Grant.objects.exists()


@pytest.mark.django_db
def test_how_long_it_may_last_is_a_setting(town: invented.Town, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_GRANT_MONTHS = 1

    with pytest.raises(Refusal, match="al massimo 1 mesi"):
        opened(town, last_on=date(2016, 12, 15))


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["mandato", "revisione", "accessi"])
def test_a_group_where_nobody_reads_is_offered_to_nobody(town: invented.Town, code: str) -> None:
    assert team(code) not in policy.teams_to_open_to(town.actor(PAOLA))
    with pytest.raises(Refusal) as refusal:
        opened(town, to=code)

    assert refusal.value.field == "team"


@pytest.mark.django_db
def test_the_same_group_is_not_given_the_same_days_twice_and_may_go_on_after_them(town: invented.Town) -> None:
    opened(town)

    with pytest.raises(Refusal) as refusal:
        opened(town, from_on=LAST, last_on=LAST)
    after = opened(town, from_on=LAST + timedelta(days=1), last_on=date(2017, 3, 1))

    assert refusal.value.field == "from_on"
    assert after.state_on(DAY) == GrantState.COMING
    assert opened(town, to="rete").team == team("rete")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"until_on": DAY},
        {"purpose": ""},
        {"ended_on": DAY},
        {"ended_why": "perché"},
        {"ended_on": date(2017, 1, 1), "ended_why": "dopo la fine"},
    ],
)
def test_the_database_refuses_what_can_never_be(town: invented.Town, wrong: dict[str, Any]) -> None:
    grant = opened(town)
    if "ended_why" in wrong and "ended_on" in wrong:
        wrong |= {"ended_by": town.staff[PAOLA]}

    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(**wrong)


# Who knows of it


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("username", "sees"), [(PAOLA, 1), (STEFANO, 1), (HEAD, 1), (OTHER_HEAD, 1), (OFFICER, 1), (PARTNER, 1), (GIULIA, 0), (DESK, 0), (NETWORK, 0)]
)
def test_a_grant_is_known_to_who_it_concerns(town: invented.Town, username: str, sees: int) -> None:
    opened(town)

    assert policy.visible_to(town.actor(username)).count() == sees


@pytest.mark.django_db
def test_a_partner_does_not_learn_to_whom_else_a_person_is_open(town: invented.Town) -> None:
    opened(town)
    opened(town, to="adulti")

    assert [grant.team.code for grant in policy.visible_to(town.actor(PARTNER))] == ["accoglienza"]


@pytest.mark.django_db
@pytest.mark.parametrize(("username", "may"), [(PAOLA, True), (STEFANO, True), (HEAD, True), (OTHER_HEAD, True), (OFFICER, False), (PARTNER, False)])
def test_it_is_taken_back_by_who_gave_it_their_group_and_the_heads(town: invented.Town, username: str, may: bool) -> None:  # noqa: FBT001  a table
    grant = opened(town)

    assert bool(policy.may_end(town.actor(username), grant)) is may


# Pages


@pytest.mark.django_db
def test_the_story_of_a_grant_on_the_pages(town: invented.Town, enter: Enter) -> None:
    anna, worker, partner = town.persons["anna"], enter(PAOLA), enter(PARTNER)
    assert f"/riservatezza/persone/{anna.pk}/apri/" in worker.get(anna.get_absolute_url()).content.decode()
    assert partner.get(anna.get_absolute_url()).status_code == 404
    form = worker.get(f"/riservatezza/persone/{anna.pk}/apri/").content.decode()
    assert "Cooperativa La Meridiana di Brianza" in form

    given = worker.post(
        f"/riservatezza/persone/{anna.pk}/apri/",
        {"team": team().pk, "purpose": "Accoglienza diurna.", "from_on": "oggi", "last_on": "31/12"},
        follow=True,
    ).content.decode()

    assert "Anna Galimberti è aperta a Accoglienza diurna fino al 31 dicembre 2016." in given
    grant = Grant.objects.get()
    assert "Accoglienza diurna." in partner.get(anna.get_absolute_url()).content.decode()
    assert "Anna Galimberti" in partner.get("/riservatezza/accessi/nostri/").content.decode()
    assert "Anna Galimberti" in enter(OFFICER).get("/riservatezza/accessi/?to=outside").content.decode()
    ended = worker.post(f"/riservatezza/accessi/{grant.pk}/revoca/", {"why": "Non frequenta più."}, follow=True).content.decode()
    assert "Accesso revocato: Accoglienza diurna non legge più la scheda." in ended
    assert partner.get(anna.get_absolute_url()).status_code == 404
    assert partner.get(grant.get_absolute_url()).status_code == 404
    assert worker.get(f"/riservatezza/accessi/{grant.pk}/revoca/").status_code == 409
    assert "Anna Galimberti" in enter(HEAD).get("/riservatezza/accessi/?state=over").content.decode()


@pytest.mark.django_db
def test_what_is_refused_comes_back_at_its_field_with_what_was_typed(town: invented.Town, enter: Enter) -> None:
    page = enter(PAOLA).post(
        f"/riservatezza/persone/{town.persons['anna'].pk}/apri/",
        {"team": team().pk, "purpose": "Accoglienza diurna.", "from_on": "ieri", "last_on": "31/12"},
    )

    text = page.content.decode()
    assert "Il giorno è passato" in text
    assert 'id="id_from_on_error"' in text
    assert "Accoglienza diurna.</textarea>" in text


@pytest.mark.django_db
def test_who_is_not_in_charge_is_told_why_not(town: invented.Town, enter: Enter) -> None:
    page = enter(DESK).get(f"/riservatezza/persone/{town.persons['anna'].pk}/apri/")

    assert page.status_code == 403
    assert "Lo decide chi ha in carico la persona." in page.content.decode()


@pytest.mark.django_db
def test_a_reserved_name_is_an_initial_in_the_lists_of_who_may_not_read_it(town: invented.Town, enter: Enter) -> None:
    registry.reserve(town.persons["anna"], why="Salute.", by=town.actor(PAOLA), at=AT)
    opened(town)

    page = enter(OFFICER).get("/riservatezza/accessi/").content.decode()

    assert "Anna G." in page
    assert "Galimberti" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 30])
def test_the_lists_ask_the_same_however_long_they_are(
    town: invented.Town, enter: Enter, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        person = Person.objects.create(given_name=f"Persona {index}", registered_at=AT)
        Grant.objects.create(person=person, team=team(), purpose="Accoglienza.", from_on=DAY, until_on=LAST, given_by=town.staff[PAOLA], given_at=AT)
    head, partner = enter(HEAD), enter(PARTNER)

    with django_assert_num_queries(8):
        granted = head.get("/riservatezza/accessi/").content.decode()
    with django_assert_num_queries(6):
        ours = partner.get("/riservatezza/accessi/nostri/").content.decode()

    assert f'<span class="s-count">{number}</span>' in granted
    assert f'<span class="s-count">{number}</span>' in ours


def test_two_give_the_same_at_once_and_one_does(transactional_db: None, together: Callable[..., list[Any]]) -> None:
    town = nothing_opened(invented.build())
    one, other = town.actor(PAOLA), town.actor(STEFANO)

    def give(by: Any) -> Grant:
        return actions.give(town.persons["anna"], team=team(), purpose="Accoglienza.", from_on=DAY, last_on=LAST, by=by, at=AT)

    results = together(lambda: give(one), lambda: give(other))

    assert sorted(type(result).__name__ for result in results) == ["Grant", "Refusal"]
    assert Grant.objects.count() == 1


@pytest.mark.django_db
def test_who_leaves_the_group_loses_what_was_granted_to_it(town: invented.Town) -> None:
    opened(town)

    access.leave_team(town.staff[PARTNER].memberships.get(), on=DAY)

    assert not people.existing_to(town.actor(PARTNER)).exists()
