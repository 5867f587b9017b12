"""What persons ask about what is known of them, and by when they are answered."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, strategies as st
from pytest_django import DjangoAssertNumQueries

from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Team
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.models import Act, Reading
from sussidiario.people import actions as registry
from sussidiario.privacy.actions import rights as actions
from sussidiario.privacy.lifecycle.rights import REQUEST, RequestState, Right
from sussidiario.privacy.models import RightsRequest
from sussidiario.privacy.policy import rights as policy
from sussidiario.privacy.rules import rights as rules
from tests import town as invented

Enter = Callable[[str], Client]

HEAD, OFFICER, PAOLA, NETWORK = "giovanni.casati", "antonio.pirovano", "paola.villa", "marta.vismara"
AT = invented.at(10)
WORDS = "Vorrei sapere chi ha letto la mia scheda."


def received(town: invented.Town, who: str = "anna", kind: Right = Right.ACCESS, *, on: date = invented.DAY) -> RightsRequest:
    return actions.receive(kind, words=WORDS, received_on=on, person=town.persons[who], by=town.actor(OFFICER), at=AT)


@pytest.mark.parametrize(
    ("arrived", "due", "latest"),
    [
        (date(2016, 11, 15), date(2016, 12, 15), date(2017, 2, 15)),
        (date(2016, 1, 31), date(2016, 2, 29), date(2016, 4, 30)),
        (date(2016, 12, 31), date(2017, 1, 31), date(2017, 3, 31)),
    ],
)
def test_the_term_is_a_month_and_two_more_at_most(arrived: date, due: date, latest: date) -> None:
    assert (rules.due_on(arrived), rules.latest_on(arrived)) == (due, latest)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_the_terms_come_one_after_the_other(arrived: date) -> None:
    due, latest = rules.due_on(arrived), rules.latest_on(arrived)

    assert timedelta(28) <= due - arrived <= timedelta(31)
    assert timedelta(59) <= latest - due <= timedelta(62)


@pytest.mark.django_db
def test_the_term_runs_from_when_it_was_received(town: invented.Town) -> None:
    request = received(town, on=date(2016, 11, 2))

    assert request.due_on == date(2016, 12, 2)
    assert Act.objects.get(act="privacy.request.received").subject == pseudonym(town.persons["anna"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "field"), [({"words": " "}, "words"), ({"received_on": invented.DAY + timedelta(1)}, "received_on"), ({"name": " "}, "name")]
)
def test_a_request_says_who_what_and_when(town: invented.Town, change: dict[str, object], field: str) -> None:
    said: dict[str, Any] = {"words": WORDS, "received_on": invented.DAY, "name": "Piera Sala"} | change

    with pytest.raises(Refusal) as refused:
        actions.receive(Right.ERASURE, **said, by=town.actor(OFFICER), at=AT)

    assert refused.value.field == field


@pytest.mark.django_db
def test_the_term_is_put_off_once_with_why_and_not_beyond_two_months(town: invented.Town) -> None:
    request, officer = received(town), town.actor(OFFICER)

    for until in (request.due_on, date(2017, 2, 16)):
        with pytest.raises(Refusal):
            actions.extend(request, until_on=until, why="Carte in archivio.", by=officer, at=AT)
    extended = actions.extend(request, until_on=date(2017, 2, 15), why="Carte in archivio.", by=officer, at=AT)

    assert (extended.due_on, extended.extended_on, extended.state) == (date(2017, 2, 15), invented.DAY, "received")
    with pytest.raises(Refusal):
        actions.extend(extended, until_on=date(2017, 2, 15), why="Ancora.", by=officer, at=AT)


@pytest.mark.django_db
def test_a_term_that_has_passed_is_not_put_off(town: invented.Town) -> None:
    request = received(town, on=date(2016, 9, 1))

    with pytest.raises(Refusal):
        actions.extend(request, until_on=date(2016, 11, 30), why="Carte in archivio.", by=town.actor(OFFICER), at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize(("state", "verb"), list(product(RequestState, REQUEST.moves)))
def test_every_verb_in_every_state(town: invented.Town, state: RequestState, verb: str) -> None:
    request, officer = received(town), town.actor(OFFICER)
    verbs: dict[str, Callable[[], RightsRequest]] = {
        "answer": lambda: actions.answer(request, words="Ecco.", by=officer, at=AT),
        "extend": lambda: actions.extend(request, until_on=date(2017, 1, 15), why="Molte carte.", by=officer, at=AT),
        "refuse": lambda: actions.refuse(request, words="Non è sua.", by=officer, at=AT),
    }
    if state != RequestState.RECEIVED:
        verbs["answer" if state == RequestState.ANSWERED else "refuse"]()

    if REQUEST.allows(state, verb):
        assert verbs[verb]().state == REQUEST.after(state, verb)
    else:
        with pytest.raises(Forbidden):
            verbs[verb]()


@pytest.mark.django_db
def test_who_answers_are_the_officer_and_the_head(town: invented.Town, enter: Enter) -> None:
    request = received(town)

    with pytest.raises(NotAllowed):
        actions.answer(request, words="Ecco.", by=town.actor(PAOLA), at=AT)
    assert [enter(who).get("/riservatezza/richieste/").status_code for who in (OFFICER, HEAD, PAOLA, NETWORK)] == [200, 200, 403, 403]
    assert enter(PAOLA).get(request.get_absolute_url()).status_code == 404
    assert policy.visible_to(town.actor(HEAD)).received().count() == 1


@pytest.mark.django_db
def test_the_request_of_who_is_protected_is_seen_by_nobody(town: invented.Town) -> None:
    received(town)

    registry.protect(town.persons["anna"], team=Team.objects.get(code="rete"), why="Percorso.", by=town.actor(NETWORK), at=AT)

    assert [policy.visible_to(town.actor(who)).count() for who in (OFFICER, HEAD)] == [0, 0]


@pytest.mark.django_db
def test_the_whole_way_by_the_pages(town: invented.Town, enter: Enter) -> None:
    officer, anna = enter(OFFICER), town.persons["anna"].pk

    asked = {"kind": "access", "words": WORDS, "received_on": "2/11"}
    page = officer.post(f"/riservatezza/persone/{anna}/richiesta/", asked, follow=True).content.decode()
    request = RightsRequest.objects.get()
    address = request.get_absolute_url()
    letter = officer.post(f"{address}rispondi/", {"words": "Le diamo l'elenco."}, follow=True).content.decode()

    assert "restano 17 giorni" in page
    assert f"/riservatezza/persone/{anna}/letture/" in page
    assert "Il 2 novembre 2016 ci ha chiesto che cosa sappiamo di lei, e chi l&#x27;ha letto (regolamento europeo" in letter
    assert ["Anna Galimberti" in letter, "Le diamo l&#x27;elenco." in letter, "art. 15" in letter, "Garante" in letter] == [True] * 4
    assert "accolta" in officer.get("/riservatezza/richieste/?stato=chiuse").content.decode()
    assert officer.get(f"{address}rispondi/").status_code == 409
    assert officer.get(f"/persone/{anna}/").content.decode().count("/richiesta/") == 1


@pytest.mark.django_db
def test_what_somebody_asked_is_not_read_unnoted(town: invented.Town, enter: Enter) -> None:
    officer, address = enter(OFFICER), received(town).get_absolute_url()

    for page in ("", "proroga/", "rispondi/", "rifiuta/"):
        assert WORDS in officer.get(address + page).content.decode()

    noted = Reading.objects.filter(subject=pseudonym(town.persons["anna"])).values_list("address", flat=True)
    assert sorted(noted) == sorted(address + page for page in ("", "proroga/", "rispondi/", "rifiuta/"))


@pytest.mark.django_db
def test_a_request_of_nobody_known_is_answered_too(town: invented.Town, enter: Enter) -> None:
    head = enter(HEAD)
    asked = {"name": "Piera Sala", "kind": "erasure", "words": "Cancellate tutto.", "received_on": "oggi"}

    head.post("/riservatezza/richieste/nuova/", asked)
    request = RightsRequest.objects.get()
    page = head.post(f"{request.get_absolute_url()}rifiuta/", {"words": "Non abbiamo niente di lei."}, follow=True).content.decode()

    assert ["Piera Sala" in page, "Non possiamo fare quello che ci ha chiesto" in page] == [True, True]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 30])
def test_the_queue_asks_the_same_however_long_it_is(town: invented.Town, enter: Enter, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _number in range(number):
        received(town)
    officer = enter(OFFICER)

    with django_assert_num_queries(9):
        page = officer.get("/riservatezza/richieste/")

    assert page.context["page"].paginator.count == number
