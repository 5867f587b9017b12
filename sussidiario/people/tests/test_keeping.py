"""Somebody of whom one may know only that they exist; records reserved, protected, without whereabouts."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from sussidiario.access.actor import Actor
from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Membership, Team
from sussidiario.access.rules import Role
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act, Reading
from sussidiario.people import actions, policy
from sussidiario.people.lifecycle import AddressKind, IdentifierKind, Tier
from sussidiario.people.models import Address, Household, Meeting, NameToken, Person, PersonToken, Whereabouts
from sussidiario.people.tests.conftest import AT, DAY, MAY, met, registered, someone
from sussidiario.territory.models import Neighbourhood

CODE = "GLMNNA70E43F704P"


@pytest.fixture
def network(db: None) -> Actor:
    """An operator of the network's centre."""
    operator = someone("marta", Role.NETWORK)
    team = Team.objects.create(code="rete", name="Centro antiviolenza", protects=True)
    Membership.objects.create(staff=operator.staff, team=team, from_on=date(2012, 1, 1))
    return replace(operator, teams=frozenset({team.pk}))


@pytest.fixture
def colleague(db: None) -> Actor:
    """Somebody at another desk, who has met nobody."""
    return someone("davide", Role.DESK_OPERATOR)


def centre_of(actor: Actor) -> Team:
    return Team.objects.get(pk=min(actor.teams))


def signed_in(actor: Actor, settings: LazySettings) -> Client:
    settings.SUSSIDIARIO_TODAY = "2016-11-15"
    client = Client()
    client.force_login(actor.staff, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_who_registers_somebody_follows_them_for_a_tail(operator: Actor, colleague: Actor, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TAIL_DAYS = 30
    anna = registered(operator, "Anna", "Galimberti", MAY)

    assert list(policy.visible_to(operator)) == [anna]
    assert list(policy.visible_to(colleague)) == []
    assert list(policy.existing_to(colleague)) == [anna]
    assert not policy.visible_to(replace(operator, on=DAY + timedelta(days=31))).exists()


def test_a_search_says_to_the_others_only_that_there_is_somebody(operator: Actor, colleague: Actor, settings: LazySettings) -> None:
    anna = registered(operator, "Anna", "Galimberti", MAY, fiscal_code=CODE)

    page = signed_in(colleague, settings).get("/persone/", {"q": "galimberti"}).content.decode()

    assert "Anna G." in page
    assert f"/persone/{anna.pk}/riconosci/" in page
    assert "1970" in page
    assert "3 maggio" not in page
    assert CODE not in page


def test_of_a_reserved_record_lists_say_no_more_than_its_page_does(operator: Actor, colleague: Actor, centre: Neighbourhood, settings: LazySettings) -> None:
    anna = registered(operator, "Anna", "Galimberti", MAY, fiscal_code=CODE)
    Person.objects.filter(pk=anna.pk).update(neighbourhood=centre, tier=Tier.RESERVED)
    household = actions.form([(met(colleague, registered(colleague, "Bruno", "Colombo")), 1)], on=DAY, by=colleague, at=AT)
    client = signed_in(colleague, settings)
    asked = {"q": "galimberti"}
    lists = [client.get(where, asked) for where in ("/persone/", "/persone/suggerimenti/", f"/persone/famiglie/{household.pk}/entra/")]
    described = {"given_name": "Anna", "family_name": "Galimberti", "birth": "3/5/1970"}

    pages = [*lists, client.post("/persone/nuova/somiglianze/", described), client.get(f"/persone/{anna.pk}/riconosci/")]

    for page in pages:
        assert "Anna G." in page.content.decode()
        assert "1970" not in page.content.decode()
        assert "Centro" not in page.content.decode()


def test_a_direct_address_leads_who_may_only_know_that_somebody_exists_to_the_page_that_says_so(
    operator: Actor, colleague: Actor, settings: LazySettings
) -> None:
    anna = registered(operator, "Anna", "Galimberti", MAY)
    client = signed_in(colleague, settings)

    answer = client.get(f"/persone/{anna.pk}/")
    page = client.get(answer["Location"]).content.decode()

    assert answer["Location"] == f"/persone/{anna.pk}/riconosci/"
    assert "Anna G." in page
    assert "Galimberti" not in page
    assert not Reading.objects.exists()
    assert client.get(f"/persone/{anna.pk}/correggi/").status_code == 404


@pytest.mark.parametrize("typed", [{"born_on": "3/5/1970"}, {"fiscal_code": CODE}, {"fiscal_code": "glmnna70e43 f704p", "born_on": ""}])
def test_who_has_the_person_before_them_recognises_them(operator: Actor, colleague: Actor, settings: LazySettings, typed: dict[str, str]) -> None:
    anna = registered(operator, "Anna", "Galimberti", MAY, fiscal_code=CODE)
    client = signed_in(colleague, settings)

    answer = client.post(f"/persone/{anna.pk}/riconosci/", {"family_name": "galimberti"} | typed)

    assert answer["Location"] == f"/persone/{anna.pk}/"
    assert client.get(f"/persone/{anna.pk}/").status_code == 200
    assert Act.objects.filter(act="people.person.recognised", by=colleague.staff).count() == 1


@pytest.mark.parametrize("typed", [{}, {"born_on": "4/5/1970"}, {"born_on": "3/5/1970", "family_name": "Galimberta"}, {"fiscal_code": CODE[:-1]}])
def test_what_does_not_correspond_opens_nothing_and_says_nothing_of_what_would(
    operator: Actor, colleague: Actor, settings: LazySettings, typed: dict[str, str]
) -> None:
    anna = registered(operator, "Anna", "Galimberti", MAY, fiscal_code=CODE)
    client = signed_in(colleague, settings)

    page = client.post(f"/persone/{anna.pk}/riconosci/", {"family_name": "galimberti"} | typed).content.decode()

    assert "Non corrisponde alla persona registrata" in page
    assert Meeting.objects.count() == 1
    assert client.get(f"/persone/{anna.pk}/").status_code == 302


def test_who_somebody_is_is_not_guessed_day_by_day(operator: Actor, colleague: Actor, settings: LazySettings) -> None:
    anna = registered(operator, "Anna", "Galimberti", MAY)
    settings.SUSSIDIARIO_LIMITS = settings.SUSSIDIARIO_LIMITS | {"recognise": "3/h"}
    client, other = signed_in(colleague, settings), signed_in(someone("elena", Role.DESK_OPERATOR), settings)
    path = f"/persone/{anna.pk}/riconosci/"

    tried = [client.post(path, {"family_name": "Galimberti", "born_on": f"{day}/5/1970"}).status_code for day in (1, 2, 4, 3)]

    assert tried == [200, 200, 200, 429]
    assert client.get(path).status_code == 200
    assert [other.post(path, {"family_name": "Galimberti", "born_on": "3/5/1970"}).status_code for _ in range(4)] == [302] * 4


def test_of_who_goes_by_a_pseudonym_the_pseudonym_is_enough(operator: Actor, colleague: Actor) -> None:
    professor = registered(operator, "", pseudonym="Il professore")

    with pytest.raises(Refusal):
        actions.recognise(professor, family_name="professore", by=colleague, at=AT)
    actions.recognise(professor, family_name="il Professore", by=colleague, at=AT)

    assert list(policy.visible_to(colleague)) == [professor]


def test_the_way_on_after_recognising_stays_in_the_house(operator: Actor, colleague: Actor, settings: LazySettings) -> None:
    anna = registered(operator, "Anna", "Galimberti", MAY)
    client = signed_in(colleague, settings)

    elsewhere = client.post(f"/persone/{anna.pk}/riconosci/?next=https://example.org/", {"family_name": "galimberti", "born_on": "3/5/1970"})

    assert elsewhere["Location"] == f"/persone/{anna.pk}/"


def test_who_lives_with_somebody_followed_is_read_too_unless_reserved(operator: Actor, colleague: Actor, network: Actor) -> None:
    anna, bruno, carla = (registered(operator, name, "Galimberti") for name in ("Anna", "Bruno", "Carla"))
    actions.form([(anna, 1), (bruno, 2), (carla, 3)], on=DAY, by=operator, at=AT)
    met(colleague, anna)
    worker = someone("lucia", Role.SOCIAL_WORKER)
    met(worker, carla)

    actions.reserve(carla, why="provvedimento del tribunale", by=worker, at=AT)

    assert set(policy.visible_to(colleague)) == {anna, bruno}
    assert set(policy.visible_to(worker)) == {anna, bruno, carla}


def test_a_reserved_record_is_not_read_because_of_an_office(operator: Actor, auditor: Actor) -> None:
    anna, head, worker = registered(operator, "Anna"), someone("giovanni", Role.SERVICE_HEAD), someone("lucia", Role.SOCIAL_WORKER)
    met(worker, anna)

    actions.reserve(anna, why="salute", by=worker, at=AT)

    assert not policy.visible_to(head).exists()
    assert not policy.visible_to(auditor).exists()
    assert list(policy.existing_to(head)) == [anna]
    actions.unreserve(anna, why="non più", by=worker, at=AT)
    assert list(policy.visible_to(head)) == [anna]


def test_whom_the_network_registers_exists_for_its_centre_alone(operator: Actor, auditor: Actor, network: Actor) -> None:
    lina = actions.register(pseudonym="Lina", by=network, at=AT)

    assert (lina.tier, lina.kept_by) == (Tier.PROTECTED, centre_of(network))
    assert list(policy.visible_to(network)) == [lina]
    assert not PersonToken.objects.exists()
    for other in (operator, auditor, someone("giovanni", Role.SERVICE_HEAD), someone("rosa", Role.NETWORK)):
        assert not policy.existing_to(other).exists()


def test_the_centre_finds_its_own_by_a_mistyped_name(network: Actor, settings: LazySettings) -> None:
    actions.register(pseudonym="Margherita", by=network, at=AT)

    page = signed_in(network, settings).get("/persone/", {"q": "margerita"}).content.decode()

    assert ">Margherita<" in page


def test_a_code_of_somebody_protected_is_no_obstacle_to_registering_them_again(operator: Actor, network: Actor) -> None:
    kept = actions.register(given_name="Anna", family_name="Galimberti", birth_on=MAY, fiscal_code=CODE, by=network, at=AT)
    actions.add_identifier(kept, kind=IdentifierKind.PASSPORT, value="YA1234567", country="100", by=network, at=AT)

    known = registered(operator, "Anna", "Galimberti", MAY, fiscal_code=CODE)
    actions.add_identifier(known, kind=IdentifierKind.PASSPORT, value="YA1234567", country="100", by=operator, at=AT)

    assert known.pk != kept.pk
    with pytest.raises(Refusal):
        actions.register(given_name="Anna", family_name="Galimberti", fiscal_code=CODE, why_different="un'altra", by=network, at=AT)


def test_who_is_protected_leaves_no_trace_where_they_lived(operator: Actor, network: Actor) -> None:
    anna, bruno = registered(operator, "Anna", "Galimberti", MAY, fiscal_code=CODE), registered(operator, "Bruno", "Galimberti")
    household = actions.form([(bruno, 1), (anna, 2)], on=DAY, by=operator, at=AT)

    actions.protect(anna, team=centre_of(network), why="in pericolo", by=network, at=AT)

    assert list(policy.existing_to(operator)) == [bruno]
    assert [each.person for each in policy.members_existing_to(operator).of(household)] == [bruno]
    assert Person.objects.existing().search("galimberti anna") == []
    assert not PersonToken.objects.filter(person=anna).exists()
    assert not Act.objects.filter(act="people.household.left").exists()


def test_a_household_of_protected_persons_alone_does_not_exist_for_the_others(operator: Actor, auditor: Actor, network: Actor) -> None:
    lina = actions.register(pseudonym="Lina", by=network, at=AT)
    household = actions.form([(lina, 1)], on=DAY, by=network, at=AT)

    assert list(policy.households_visible_to(network)) == [household]
    assert not policy.households_visible_to(operator).exists()
    assert not policy.households_visible_to(auditor).exists()


def test_protection_ends_unless_the_same_person_was_registered_meanwhile(operator: Actor, network: Actor) -> None:
    anna = registered(operator, "Anna", "Galimberti", MAY, fiscal_code=CODE)
    actions.protect(anna, team=centre_of(network), why="in pericolo", by=network, at=AT)
    again = registered(operator, "Anna", "Galimberti", MAY, fiscal_code=CODE)

    with pytest.raises(Refusal, match="le due schede vanno prima confrontate"):
        actions.unprotect(anna, why="non serve più", by=network, at=AT)
    actions.correct(again, why="errore", fiscal_code="", by=operator, at=AT)
    actions.unprotect(anna, why="non serve più", by=network, at=AT)

    assert {found.pk for found in Person.objects.existing().search("galimberti anna")} == {anna.pk, again.pk}


def test_the_network_alone_protects_and_only_in_its_own_centre(operator: Actor, network: Actor) -> None:
    anna, other = registered(operator, "Anna"), Team.objects.create(code="altro", name="Altro centro", protects=True)

    with pytest.raises(NotAllowed):
        actions.protect(anna, team=centre_of(network), why="x", by=operator, at=AT)
    with pytest.raises(Refusal, match="chi ci lavora"):
        actions.protect(anna, team=other, why="in pericolo", by=network, at=AT)
    with pytest.raises(Refusal, match="Scrivi perché"):
        actions.protect(anna, team=centre_of(network), why=" ", by=network, at=AT)


def test_whereabouts_kept_apart_are_on_no_record_and_in_no_list(operator: Actor, network: Actor, cederna: Neighbourhood, settings: LazySettings) -> None:
    anna = registered(operator, "Anna", "Galimberti", MAY, phone="333 1234567", email="anna@example.org")
    actions.move(anna, kind=AddressKind.DWELLING, street="via Segreta 1", place="Monza", neighbourhood=cederna, on=DAY, by=operator, at=AT)

    [kept] = actions.keep_whereabouts(anna, team=centre_of(network), why="lui la cerca", by=network, at=AT)

    anna.refresh_from_db()
    page = signed_in(operator, settings).get(f"/persone/{anna.pk}/").content.decode()
    assert (anna.phone, anna.email, anna.neighbourhood) == ("", "", None)
    assert not Address.objects.exists()
    assert (kept.street, kept.phone, kept.neighbourhood) == ("via Segreta 1", "333 1234567", cederna)
    assert list(policy.whereabouts_visible_to(network)) == [kept]
    assert not policy.whereabouts_visible_to(operator).exists()
    for word in ("Segreta", "333", "example.org", "Cederna", "custodi", "Indirizzo registrato"):
        assert word not in page
    assert Whereabouts.objects.count() == 1
    shown = signed_in(network, settings).get(f"/persone/{anna.pk}/recapiti/custoditi/").content.decode()
    assert "via Segreta 1" in shown
    assert Reading.objects.latest("pk").ground == "kept"
    assert signed_in(operator, settings).get(f"/persone/{anna.pk}/recapiti/custoditi/").status_code == 404


def test_where_somebody_was_to_be_found_before_leaves_their_record_too(operator: Actor, network: Actor, cederna: Neighbourhood, settings: LazySettings) -> None:
    anna = registered(operator, "Anna", "Galimberti", MAY, phone="333 1234567")
    where: dict[str, Any] = {"kind": AddressKind.DWELLING, "place": "Monza", "by": operator, "at": AT}
    actions.move(anna, street="via Passata 1", neighbourhood=cederna, on=DAY - timedelta(days=9), **where)
    actions.move(anna, street="via Segreta 1", neighbourhood=None, on=DAY, **where)
    anna = actions.correct(anna, why="numero cambiato", phone="02 99", by=operator, at=AT)
    anna = actions.correct(anna, why="nome intero", also_called="Annina", phone="", by=operator, at=AT)

    actions.keep_whereabouts(anna, team=centre_of(network), why="lui la cerca", by=network, at=AT)

    page = signed_in(operator, settings).get(f"/persone/{anna.pk}/").content.decode()
    for word in ("Passata", "Segreta", "333", "02 99", "Cederna", "numero cambiato", "Telefono", "telefono", "Indirizzo registrato"):
        assert word not in page
    assert "nome intero" in page
    shown = signed_in(network, settings).get(f"/persone/{anna.pk}/recapiti/custoditi/").content.decode()
    assert shown.index("Segreta") < min(shown.index(word) for word in ("Passata", "333", "02 99"))
    assert [(one.phone, one.until_on) for one in Whereabouts.objects.order_by("pk")] == [("", None), ("", DAY), ("02 99", DAY), ("333 1234567", DAY)]


def test_an_outside_body_knows_of_nobody_who_was_not_opened_to_it(operator: Actor) -> None:
    registered(operator, "Anna")
    partner = someone("luca", Role.PARTNER)

    assert policy.may_search(partner)
    assert not policy.existing_to(partner).exists()
    assert not policy.households_visible_to(partner).exists()


def test_the_ground_is_the_nearest_of_several(operator: Actor, colleague: Actor, auditor: Actor, network: Actor) -> None:
    anna, bruno = registered(operator, "Anna"), registered(colleague, "Bruno")
    household = actions.form([(bruno, 1), (anna, 2)], on=DAY, by=operator, at=AT)
    lina = actions.register(pseudonym="Lina", by=network, at=AT)
    Meeting.objects.filter(staff=network.staff).delete()

    assert policy.ground(operator, anna) == ("met", "")
    assert policy.ground(colleague, anna) == ("household", "")
    assert policy.ground(colleague, household) == ("met", "")
    assert policy.ground(auditor, anna) == ("role", "")
    assert policy.ground(network, lina) == ("kept", "")
    assert policy.ground(auditor, centre_of(network)) == ("", "")


def test_the_pages_that_keep_a_record_closer_do_what_they_say(operator: Actor, network: Actor, settings: LazySettings) -> None:
    anna = registered(operator, "Anna", "Galimberti", MAY, phone="333")
    worker = someone("lucia", Role.SOCIAL_WORKER)
    met(worker, anna)
    client, centre = signed_in(worker, settings), signed_in(network, settings)

    client.post(f"/persone/{anna.pk}/riservata/", {"why": "provvedimento"})
    anna.refresh_from_db()
    assert anna.tier == Tier.RESERVED
    client.post(f"/persone/{anna.pk}/ordinaria/", {"why": "concluso"})
    team = {"team": centre_of(network).pk}
    empty = centre.post(f"/persone/{anna.pk}/recapiti/", team | {"why": ""}).content.decode()
    centre.post(f"/persone/{anna.pk}/recapiti/", team | {"why": "lui la cerca"})
    centre.post(f"/persone/{anna.pk}/proteggi/", team | {"why": "in pericolo"})

    anna.refresh_from_db()
    assert "Galimberti" not in empty
    assert (anna.tier, anna.phone) == (Tier.PROTECTED, "")
    assert client.get(f"/persone/{anna.pk}/").status_code == 404
    assert "333" in centre.get(f"/persone/{anna.pk}/").content.decode()
    centre.post(f"/persone/{anna.pk}/senza-protezione/", {"why": "concluso"})
    anna.refresh_from_db()
    assert anna.tier == Tier.ORDINARY


def test_an_empty_household_is_nobodys(operator: Actor) -> None:
    Household.objects.create(opened_on=DAY)

    assert not policy.households_visible_to(operator).exists()


def test_who_is_protected_shares_a_household_only_with_who_the_same_centre_protects(operator: Actor, network: Actor) -> None:
    anna, lina = registered(operator, "Anna"), actions.register(pseudonym="Lina", by=network, at=AT)
    child = actions.register(pseudonym="Stella", by=network, at=AT)
    household = actions.form([(anna, 1)], on=DAY, by=operator, at=AT)

    with pytest.raises(Refusal, match="solo con chi è protetta"):
        actions.join(household, lina, relation=13, on=DAY, by=network, at=AT)
    home = actions.form([(lina, 1), (child, 3)], on=DAY, by=network, at=AT)
    actions.unprotect(lina, why="concluso", by=network, at=AT)

    assert [membership.person for membership in home.memberships.open()] == [child]
    assert not policy.households_visible_to(operator).filter(pk=home.pk).exists()


def test_nobody_can_tell_that_a_rare_name_was_once_in_the_index(operator: Actor, network: Actor) -> None:
    anna, other = registered(operator, "Anna", "Zecchini"), registered(operator, "Anna", "Bianchi")
    actions.protect(anna, team=centre_of(network), why="in pericolo", by=network, at=AT)

    assert not NameToken.objects.filter(token="zecchini").exists()
    assert [found.pk for found in policy.existing_to(operator).search("anna")] == [other.pk]
    actions.unprotect(anna, why="concluso", by=network, at=AT)
    assert [found.pk for found in policy.existing_to(operator).search("zecchini")] == [anna.pk]
