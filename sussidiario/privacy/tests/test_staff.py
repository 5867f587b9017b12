"""Those who work here: given an account and roles by an office that does nothing else, and let go when nothing is left in their hands."""

import re
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from sussidiario.access import actions as access
from sussidiario.access.actor import Actor, actor
from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import RoleHeld, Staff, Team
from sussidiario.access.rules import Role
from sussidiario.casework import actions as casework
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal
from sussidiario.journal.models import Act
from sussidiario.privacy.actions import staff as actions
from sussidiario.privacy.policy import staff as policy
from sussidiario.privacy.tests.conftest import Enter
from tests import town as invented
from tests.town import DAY, Town, at

pytestmark = pytest.mark.django_db
OFFICE = "silvia.cattaneo"
TOMORROW = DAY + timedelta(days=1)
PASSWORD = re.compile(r"<code>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</code>")


@pytest.fixture
def office(town: Town) -> Actor:
    return town.actor(OFFICE)


def written(act: str) -> Act:
    return Act.objects.filter(act=act).latest("at", "pk")


def test_somebody_new_gets_an_account_a_role_and_a_group(town: Town, enter: Enter) -> None:
    client = enter(OFFICE)

    shown = client.post("/personale/nuova/", {"given_name": "Ada", "family_name": "Riva", "username": "ada.riva"}).content.decode()
    ada = Staff.objects.get(username="ada.riva")
    client.post(f"/personale/{ada.pk}/ruolo/", {"role": "social_worker", "from_on": "oggi", "last_on": "31/12/2016"})
    team = Team.objects.get(code="anziani")
    client.post(f"/personale/{ada.pk}/gruppo/", {"team": team.pk, "on": "oggi"})

    given = PASSWORD.search(shown)
    assert given
    assert ada.check_password(given[1])
    assert ada.must_choose_password
    today, new_year = actor(ada, on=DAY), actor(ada, on=date(2017, 1, 1))
    assert (today.roles, today.teams) == (frozenset({Role.SOCIAL_WORKER}), frozenset({team.pk}))
    assert new_year.roles == frozenset()
    assert RoleHeld.objects.get(staff=ada).given_by == town.staff[OFFICE]
    written_down = [written(f"privacy.{verb}") for verb in ("staff.added", "role.given", "team.joined")]
    assert {act.subject for act in written_down} == {journal.pseudonym(ada)}
    assert given[1] not in client.get(f"/personale/{ada.pk}/").content.decode()


def test_a_role_that_cannot_go_with_another_is_refused_with_the_reason(town: Town, enter: Enter) -> None:
    paola = town.staff["paola.villa"]

    page = enter(OFFICE).post(f"/personale/{paola.pk}/ruolo/", {"role": "auditor", "from_on": "oggi"}).content.decode()

    assert "Chi ha il ruolo «assistente sociale» non può avere anche «revisione e protezione dei dati»." in page


def test_who_came_to_hold_two_such_roles_completes_no_act(town: Town) -> None:
    paola = town.staff["paola.villa"]
    RoleHeld.objects.create(staff=paola, role=Role.MANDATE_OFFICE, from_on=DAY)

    with pytest.raises(NotAllowed, match="una sola persona non può avere"):
        casework.add_deadline(town.cases["anna"], what="Telefonare", due_on=TOMORROW, by=town.actor("paola.villa"), at=at())

    before = casework.add_deadline(town.cases["anna"], what="Telefonare", due_on=TOMORROW, by=town.actor("paola.villa", on=DAY - timedelta(days=1)), at=at())
    assert before.pk


def test_a_role_is_taken_back(town: Town, office: Actor) -> None:
    held = RoleHeld.objects.get(staff=town.staff["paola.villa"])

    actions.end_role(held, on=DAY, by=office, at=at())

    assert not town.actor("paola.villa").roles
    assert written("privacy.role.ended").detail == {"role": "social_worker"}
    with pytest.raises(NotAllowed, match="già finito"):
        actions.end_role(held, on=DAY, by=office, at=at())


def test_a_role_does_not_end_before_it_began(town: Town, office: Actor) -> None:
    with pytest.raises(Refusal, match="prima che cominciasse"):
        actions.end_role(RoleHeld.objects.get(staff=town.staff["paola.villa"]), on=date(2000, 1, 1), by=office, at=at())


def test_nobody_changes_their_own_account(town: Town, office: Actor) -> None:
    with pytest.raises(NotAllowed, match="La tua utenza la cambia un’altra persona"):
        actions.give_role(town.staff[OFFICE], Role.SERVICE_HEAD, from_on=DAY, until_on=None, by=office, at=at())


@pytest.mark.parametrize("who", [username for username in invented.WHO.values() if username != OFFICE])
def test_nobody_else_sees_these_pages(town: Town, enter: Enter, who: str) -> None:
    client, paola = enter(who), town.staff["paola.villa"]

    assert client.get("/personale/").status_code == 403
    assert client.get(f"/personale/{paola.pk}/").status_code == 404
    assert client.post(f"/personale/{paola.pk}/password/").status_code == 404


def test_the_office_sees_no_person(town: Town, enter: Enter) -> None:
    client = enter(OFFICE)

    assert client.get(f"/persone/{town.persons['anna'].pk}/").status_code in {403, 404}
    assert "Galimberti" not in client.get(f"/personale/{town.staff['paola.villa'].pk}/").content.decode()


def test_a_new_password_ends_the_sessions_and_is_shown_once(town: Town, enter: Enter) -> None:
    hers, paola = enter("paola.villa"), town.staff["paola.villa"]

    shown = PASSWORD.search(enter(OFFICE).post(f"/personale/{paola.pk}/password/").content.decode())

    assert shown
    paola.refresh_from_db()
    assert paola.check_password(shown[1])
    assert hers.get("/oggi/").headers["Location"].startswith("/accesso/login/")
    assert "password" not in str(written("privacy.password.given").detail)


def test_who_has_cases_in_hand_stays_until_they_are_handed_over(town: Town, enter: Enter) -> None:
    client, paola = enter(OFFICE), town.staff["paola.villa"]
    address = f"/personale/{paola.pk}/chiudi/"

    page = client.get(f"/personale/{paola.pk}/").content.decode()
    refused = client.get(address)

    assert "caso in carico" in page
    assert "Giovanni Casati" in page
    assert refused.status_code == 403
    assert "Prima va passato quello che ha in mano." in refused.content.decode()
    with pytest.raises(Refusal, match="Ha ancora qualcosa in mano"):
        actions.close(paola, by=town.actor(OFFICE), at=at())


def test_when_nothing_is_left_the_account_closes_and_its_sessions_end(town: Town, enter: Enter) -> None:
    paola, head = town.staff["paola.villa"], town.actor("giovanni.casati")
    hers = enter("paola.villa")
    casework.hand_over(town.cases["anna"], to=town.staff["stefano.riva"], on=DAY, why="Paola va via.", by=head, at=at())

    done = enter(OFFICE).post(f"/personale/{paola.pk}/chiudi/", follow=True)

    assert "L’utenza di Paola Villa è chiusa." in done.content.decode()
    paola.refresh_from_db()
    assert not paola.is_active
    assert not actor(paola, on=TOMORROW).roles
    assert hers.get("/oggi/").headers["Location"].startswith("/accesso/login/")
    assert written("privacy.account.closed").subject == journal.pseudonym(paola)


def test_a_planned_last_day_shows_to_the_head_with_what_is_to_be_handed_over(town: Town, office: Actor, enter: Enter) -> None:
    actions.plan_leaving(town.staff["paola.villa"], last_on=TOMORROW, until_on=TOMORROW + timedelta(days=1), by=office, at=at())
    actions.plan_leaving(town.staff["samira.elamrani"], last_on=DAY + timedelta(days=60), until_on=DAY + timedelta(days=61), by=office, at=at())

    page = enter("giovanni.casati").get("/oggi/")

    assert [(each.username, each.cases) for each in page.context["leaving"]] == [("paola.villa", 1)]
    assert f"/casi/passaggio/?da={town.staff['paola.villa'].pk}" in page.content.decode()
    assert "Chi lascia il servizio" not in enter("stefano.riva").get("/oggi/").content.decode()


def test_a_last_day_is_taken_back(town: Town, office: Actor) -> None:
    paola = actions.plan_leaving(town.staff["paola.villa"], last_on=TOMORROW, until_on=TOMORROW + timedelta(days=1), by=office, at=at())

    assert paola.last_on == TOMORROW
    assert actions.plan_leaving(paola, last_on=None, until_on=None, by=office, at=at()).last_on is None
    with pytest.raises(Refusal, match="giorno passato"):
        actions.plan_leaving(paola, last_on=DAY - timedelta(days=1), until_on=DAY, by=office, at=at())


def test_a_closed_account_opens_again_without_anything(town: Town, office: Actor) -> None:
    samira = actions.close(town.staff["samira.elamrani"], by=office, at=at())

    opened, password = actions.reopen(samira, by=office, at=at())

    assert opened.check_password(password)
    assert not actor(opened, on=TOMORROW).roles
    with pytest.raises(NotAllowed, match="già aperta"):
        actions.reopen(opened, by=office, at=at())


def test_of_what_the_network_follows_not_even_how_much_is_told(town: Town, office: Actor, enter: Enter) -> None:
    marta = town.staff["marta.vismara"]
    actions.plan_leaving(marta, last_on=TOMORROW, until_on=TOMORROW + timedelta(days=1), by=office, at=at())

    assert policy.is_in_network(marta)
    assert [vars(each)["cases"] for each in policy.leaving(town.actor("giovanni.casati"))] == [None]
    assert "caso in carico" not in enter(OFFICE).get(f"/personale/{marta.pk}/").content.decode()


def test_the_list_is_searched_and_narrowed(town: Town, enter: Enter) -> None:
    client = enter(OFFICE)
    access.leave_service(town.staff["samira.elamrani"], on=DAY)

    def found(**asked: str) -> list[str]:
        return [row["staff"].username for row in client.get("/personale/", asked).context["rows"]]

    assert found(q="vil pao") == ["paola.villa"]
    assert found(role="service_head") == ["giovanni.casati", "roberta.meregalli"]
    assert found(state="closed") == ["samira.elamrani"]
    assert found(state="leaving") == []


def test_thirty_accounts_cost_as_much_as_three(town: Town, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = enter(OFFICE)
    for number in range(20):
        new = access.add_staff(f"nuova.{number}", given_name="Nuova", family_name=f"N{number:02}")
        access.give_role(new, Role.SOCIAL_WORKER, from_on=DAY, given_by=None)

    for words in ("villa", ""):
        with django_assert_num_queries(8):
            client.get("/personale/", {"q": words})
