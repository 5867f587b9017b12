"""The pages on which many requests are proposed, and decided, at once."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sussidiario.benefits.actions import applications, deciding
from sussidiario.benefits.models import Application, BudgetLine, Measure
from sussidiario.benefits.tests.town import AT, AUDITOR, DESK, EXECUTIVE, GIULIA, HEAD, OTHER_HEAD, PAOLA, POOR, RICH, TODAY, Town
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import Person
from sussidiario.regulation.facts import Given


@pytest.fixture
def town(db: None, settings: LazySettings) -> Town:
    settings.SUSSIDIARIO_TODAY = f"{TODAY}T10:30"
    return Town()


def signed_in(town: Town, username: str) -> Client:
    client = Client()
    client.force_login(town.staff[username], backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(name: str, measure: Measure) -> str:
    return reverse(f"benefits:{name}_together", args=[measure.pk])


def shown(town: Town, username: str, name: str) -> str:
    return signed_in(town, username).get(address(name, town.support)).content.decode()


def send(town: Town, username: str, name: str, **typed: object) -> Any:
    return signed_in(town, username).post(address(name, town.support), typed)


def told(answer: Any) -> list[str]:
    return [str(each) for each in get_messages(answer.wsgi_request)]


def waiting(town: Town, count: int, facts: dict[str, Given] | None = None) -> list[Application]:
    start = Application.objects.count()
    return [town.completed(town.person(f"Nome{start + index}", "Cognome"), facts=facts or POOR) for index in range(count)]


def states() -> list[str]:
    return list(Application.objects.order_by("pk").values_list("state", flat=True))


def test_a_worker_proposes_and_a_head_decides_and_nobody_else_opens_the_pages(town: Town) -> None:
    def opened(name: str) -> dict[str, int]:
        return {who: signed_in(town, who).get(address(name, town.support)).status_code for who in (GIULIA, HEAD, DESK, EXECUTIVE, AUDITOR)}

    assert opened("propose") == {GIULIA: 200, HEAD: 403, DESK: 403, EXECUTIVE: 403, AUDITOR: 403}
    assert opened("confirm") == {GIULIA: 403, HEAD: 200, DESK: 403, EXECUTIVE: 403, AUDITOR: 403}


def test_of_a_measure_without_a_formula_there_is_no_page(town: Town) -> None:
    assert signed_in(town, GIULIA).get(address("propose", town.gift)).status_code == 404


def test_what_the_regulation_says_is_counted_before_anything_is_done(town: Town) -> None:
    waiting(town, 2)
    waiting(town, 1, RICH)
    BudgetLine.objects.filter(year=2017).update(amount=100_000)

    page = shown(town, GIULIA, "propose")

    assert "3.840,00" in page  # two families, 480 euros for four months
    assert "mancano 920,00" in page  # of 2017, for which 1,000 were set aside
    assert "basta" in page
    assert page.count('name="pick"') == page.count(" checked") == 3
    assert set(states()) == {"complete"}


def test_nothing_to_do_is_said(town: Town) -> None:
    assert "Nessuna domanda completa aspetta" in shown(town, GIULIA, "propose")
    assert "Nessuna proposta" in shown(town, HEAD, "confirm")


def test_what_is_ticked_is_proposed_and_the_rest_waits(town: Town) -> None:
    first, second, third = waiting(town, 3)

    answer = send(town, GIULIA, "propose", pick=[first.pk, third.pk])

    assert (answer.status_code, told(answer)) == (302, ["2 domande proposte: ora decide la responsabile."])
    assert states() == ["proposed", "complete", "proposed"]
    second.refresh_from_db()
    assert second.assessment is None


def test_what_lacks_a_fact_is_not_proposed_with_the_rest(town: Town) -> None:
    (application,) = waiting(town, 1)
    Application.objects.filter(pk=application.pk).update(declared={key: value for key, value in application.declared.items() if key != "isee"})

    page, answer = shown(town, GIULIA, "propose"), send(town, GIULIA, "propose", pick=[application.pk])

    assert "Manca un dato" in page
    assert 'name="pick"' not in page
    assert answer.status_code == 200
    assert states() == ["complete"]


def test_nothing_ticked_is_asked_again(town: Town) -> None:
    waiting(town, 2)

    page = send(town, GIULIA, "propose").content.decode()

    assert "Scegli almeno una domanda" in page
    assert " checked" not in page
    assert set(states()) == {"complete"}


@pytest.mark.parametrize("pick", ["999999", "x", "-1", "9" * 30])
def test_what_is_not_among_them_is_refused_in_words(town: Town, pick: str) -> None:
    waiting(town, 1)

    answer = send(town, GIULIA, "propose", pick=[pick])

    assert answer.status_code == 200
    assert "guarda di nuovo" in answer.content.decode()
    assert states() == ["complete"]


def test_those_of_the_other_pages_go_along_if_they_are_still_what_was_counted(town: Town) -> None:
    found = waiting(town, 27)
    client, url = signed_in(town, GIULIA), address("propose", town.support)
    seen = client.get(url).context["form"].initial["seen"]
    waiting(town, 1)

    stale = client.post(url, {"pick": [found[0].pk], "others": "on", "seen": seen})
    fresh = client.post(url, {"pick": [found[0].pk], "others": "on", "seen": stale.context["form"]["seen"].value()})

    assert "guarda di nuovo i conti" in stale.content.decode()
    assert fresh.status_code == 302
    assert states() == ["proposed", *["complete"] * 24, *["proposed"] * 3]


def test_the_head_decides_as_proposed_and_learns_what_could_not_be(town: Town) -> None:
    families, (rich,) = waiting(town, 2), waiting(town, 1, RICH)
    BudgetLine.objects.filter(year=2017).update(amount=100_000)
    deciding.propose_all(town.support, by=town.act_as(GIULIA), at=AT)

    page = shown(town, HEAD, "confirm")
    answer = send(town, HEAD, "confirm", pick=[each.pk for each in (*families, rich)])

    assert "art. 11 c. 1" in page  # by which the rich are refused
    assert "6.500,01" not in page  # which is theirs, and read on the page of the request
    assert states() == ["granted", "proposed", "refused"]
    assert told(answer)[0] == "Accolte: 1. Non accolte: 1."
    assert str(families[1]) in told(answer)[1]
    assert "2017" in told(answer)[1]


def test_who_proposed_or_received_does_not_find_it_among_those_to_decide(town: Town) -> None:
    theirs, other = waiting(town, 2)
    deciding.propose_all(town.support, by=town.act_as(GIULIA), at=AT)
    Application.objects.filter(pk=theirs.pk).update(received_by=town.staff[HEAD])

    page, answer = shown(town, HEAD, "confirm"), send(town, HEAD, "confirm", pick=[theirs.pk])

    assert str(theirs.person) not in page
    assert str(other.person) in page
    assert answer.status_code == 200
    assert states() == ["proposed", "proposed"]


def test_what_waits_for_an_executive_is_shown_and_not_ticked(town: Town) -> None:
    application = town.above_by_the_regulation()
    deciding.propose_all(town.support, by=town.act_as(GIULIA), at=AT)
    before = shown(town, HEAD, "confirm")
    applications.approve(application, by=town.act_as(EXECUTIVE), at=AT)

    after = shown(town, HEAD, "confirm")

    assert "Aspetta un’approvazione" in before
    assert 'name="pick"' not in before
    assert 'name="pick"' in after


def test_each_sees_only_what_they_may_read(town: Town) -> None:
    (application,) = waiting(town, 1)

    assert str(application.person) not in shown(town, PAOLA, "propose")
    deciding.propose_all(town.support, by=town.act_as(GIULIA), at=AT)
    Person.objects.filter(pk=application.person_id).update(tier=Tier.RESERVED)
    assert str(application.person) not in shown(town, OTHER_HEAD, "confirm")


def test_the_list_of_requests_leads_there_when_there_is_more_than_one(town: Town) -> None:
    def led(username: str) -> tuple[bool, bool]:
        page = signed_in(town, username).get(reverse("benefits:applications")).content.decode()
        return address("propose", town.support) in page, address("confirm", town.support) in page

    waiting(town, 1)
    assert led(GIULIA) == (False, False)
    waiting(town, 1)
    assert (led(GIULIA), led(DESK)) == ((True, False), (False, False))
    deciding.propose_all(town.support, by=town.act_as(GIULIA), at=AT)
    assert led(HEAD) == (False, True)


@pytest.mark.parametrize(("name", "username"), [("propose", GIULIA), ("confirm", HEAD)])
def test_the_pages_ask_as_many_questions_for_three_as_for_thirty(town: Town, name: str, username: str) -> None:
    client, asked = signed_in(town, username), []
    for number in (3, 27):
        waiting(town, number)
        if name == "confirm":
            deciding.propose_all(town.support, by=town.act_as(GIULIA), at=AT)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(name, town.support))
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_the_cost_is_of_the_year_in_which_it_falls_due(town: Town) -> None:
    waiting(town, 1)

    years = signed_in(town, GIULIA).get(address("propose", town.support)).context["years"]

    assert [(year, cost) for year, cost, _left, _short in years] == [(2016, 96_000), (2017, 96_000)]
