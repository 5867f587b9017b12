"""The pages: who opens them, what they show, what they lead to."""

from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from sussidiario.casework import actions
from sussidiario.casework.lifecycle import EntryKind
from sussidiario.casework.models import Case, Deadline, DiaryEntry, Standard
from sussidiario.casework.tests.town import AT, AUDITOR, DESK, ELENA, HEAD, LUCIA, MANDATE, PAOLA, STEFANO, TODAY, Town
from sussidiario.foundation.areas import Area
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.models import Reading


@pytest.fixture(autouse=True)
def _today(settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TODAY = f"{TODAY}T10:00"


def signed_in(town: Town, username: str) -> Client:
    client = Client()
    client.force_login(town.staff[username], backend="django.contrib.auth.backends.ModelBackend")
    return client


def caseload(town: Town, number: int, *, worker: str = PAOLA) -> None:
    """Open cases of a worker, written at once."""
    team = town.opened(worker=worker).team
    start = Case.objects.count()
    persons = [town.person("Persona", f"Numero {start}-{index}", born=date(1930, 1, 1)) for index in range(number - 1)]
    Case.objects.bulk_create(
        Case(
            person=person,
            area="elderly",
            state="open",
            why="sola",
            proposed_on=TODAY,
            proposed_by=town.worker(DESK),
            opened_on=TODAY,
            worker=town.worker(worker),
            team=team,
            next_due_on=TODAY + timedelta(days=index % 40 - 10),
        )
        for index, person in enumerate(persons)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 300])
def test_my_cases_ask_the_same_however_many_they_are(town: Town, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    caseload(town, number)
    client = signed_in(town, PAOLA)

    with django_assert_num_queries(6):
        page = client.get("/casi/").content.decode()

    assert f'<span class="s-count">{number}</span>' in page


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 300])
def test_the_list_of_proposals_asks_the_same_however_many_they_are(town: Town, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for index in range(3):
        town.propose(town.person("Persona", f"Proposta {index}", born=date(1930, 1, 1)))
    caseload(town, number)
    client = signed_in(town, HEAD)

    with django_assert_num_queries(7):
        client.get("/casi/proposte/")


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 60])
def test_workloads_ask_the_same_however_many_cases_there_are(town: Town, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    caseload(town, number)
    client = signed_in(town, HEAD)

    with django_assert_num_queries(11):
        client.get("/casi/carichi/")


@pytest.mark.django_db
def test_my_cases_show_what_is_due_first_and_filter_by_what_is_in_the_address(town: Town) -> None:
    caseload(town, 30)
    client = signed_in(town, PAOLA)

    page = client.get("/casi/").content.decode()
    late = client.get("/casi/?due=passed&area=elderly").content.decode()

    assert page.index("in ritardo di 10 giorni") < page.index("in ritardo di 9 giorni") < page.index("oggi</span>")
    assert '<span class="s-count">10</span>' in late
    assert "Togli il filtro" in late
    assert "Nessun caso con questi filtri" in client.get("/casi/?area=minors").content.decode()
    assert "Teresa Fumagalli" in client.get("/casi/?q=fumag+ter").content.decode()


@pytest.mark.django_db
def test_cases_one_closed_are_found_among_the_closed(town: Town) -> None:
    town.closed(town.opened())

    assert "Teresa Fumagalli" not in signed_in(town, PAOLA).get("/casi/").content.decode()
    assert "Teresa Fumagalli" in signed_in(town, PAOLA).get("/casi/?state=closed").content.decode()


@pytest.mark.django_db
def test_who_has_no_cases_of_their_own_is_led_to_all_of_them(town: Town) -> None:
    town.opened()

    assert signed_in(town, HEAD).get("/casi/")["Location"] == "/casi/tutti/"
    assert "Teresa Fumagalli" in signed_in(town, AUDITOR).get("/casi/tutti/").content.decode()
    assert "Teresa Fumagalli" not in signed_in(town, LUCIA).get("/casi/tutti/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("username", "status"), [(HEAD, 200), (PAOLA, 200), (STEFANO, 200), (AUDITOR, 200), (LUCIA, 404), (DESK, 404), (MANDATE, 404)])
def test_a_case_is_opened_by_who_may_and_does_not_exist_for_the_others(town: Town, username: str, status: int) -> None:
    case = town.opened()

    assert signed_in(town, username).get(f"/casi/{case.pk}/").status_code == status
    assert Reading.objects.filter(subject=pseudonym(town.teresa)).count() == (1 if status == 200 else 0)


@pytest.mark.django_db
def test_the_page_of_a_case_does_not_betray_a_private_entry(town: Town) -> None:
    case = town.opened()
    actions.write_entry(case, kind=EntryKind.NOTE, text="solo per me", on=TODAY, private=True, by=town.act_as(PAOLA), at=AT)

    mine = signed_in(town, PAOLA).get(f"/casi/{case.pk}/").content.decode()
    theirs = [signed_in(town, username).get(f"/casi/{case.pk}/").content.decode() for username in (HEAD, STEFANO, AUDITOR)]

    assert "solo per me" in mine
    assert "la leggi solo tu" in mine
    for page in theirs:
        assert "solo per me" not in page
        assert "la leggi solo tu" not in page
        assert "Diario scritto" not in page


@pytest.mark.django_db
def test_what_may_not_be_done_is_shown_with_its_reason(town: Town) -> None:
    case = town.opened()

    page = signed_in(town, STEFANO).get(f"/casi/{case.pk}/").content.decode()

    assert "Lo fa chi segue il caso o la responsabile del servizio." in page
    assert signed_in(town, STEFANO).get(f"/casi/{case.pk}/chiudi/").status_code == 403


@pytest.mark.django_db
def test_the_head_assigns_a_proposal_to_who_is_suggested(town: Town) -> None:
    actions.set_standard(area=Area.ELDERLY, what="primo colloquio", days=10, source="direzione", on=date(2016, 1, 1), by=town.act_as(HEAD), at=AT)
    town.opened(town.carlo, worker=PAOLA)
    proposed = town.propose(town.teresa)
    client = signed_in(town, HEAD)

    asked = client.get(f"/casi/{proposed.pk}/assegna/").content.decode()
    answer = client.post(f"/casi/{proposed.pk}/assegna/", {"worker": town.worker(STEFANO).pk, "on": "oggi"})

    assert "Stefano Riva</strong>. Ha il carico più leggero del gruppo; casi aperti: 0" in asked
    assert "primo colloquio entro 10 giorni" in asked
    assert answer["Location"] == f"/casi/{proposed.pk}/"
    proposed.refresh_from_db()
    assert (proposed.worker, proposed.opened_on) == (town.worker(STEFANO), TODAY)


@pytest.mark.django_db
def test_who_comes_second_is_told_that_it_is_assigned_already(town: Town) -> None:
    case = town.opened()

    answers = [
        signed_in(town, HEAD).get(f"/casi/{case.pk}/assegna/"),
        signed_in(town, HEAD).post(f"/casi/{case.pk}/assegna/", {"worker": town.worker(STEFANO).pk, "on": "oggi"}),
    ]

    for answer in answers:
        assert answer.status_code == 409
        assert "aperto" in answer.content.decode()


@pytest.mark.django_db
def test_what_is_refused_comes_back_to_the_field_it_was_typed_in(town: Town) -> None:
    proposed = town.propose(town.teresa)

    page = signed_in(town, HEAD).post(f"/casi/{proposed.pk}/assegna/", {"worker": town.worker(PAOLA).pk, "on": "1/1/2016"}).content.decode()

    assert "La presa in carico è stata proposta il 15 novembre 2016: non può iniziare prima." in page
    assert Case.objects.proposed().count() == 1


@pytest.mark.django_db
def test_the_pages_of_the_other_verbs_do_what_they_say(town: Town) -> None:
    case = town.opened()
    paola, head = signed_in(town, PAOLA), signed_in(town, HEAD)
    address = f"/casi/{case.pk}"

    steps = [
        (paola, f"{address}/diario/", {"kind": "note", "on": "oggi", "text": "tutto bene", "private": ""}),
        (paola, f"{address}/passa/", {"to": town.worker(STEFANO).pk, "on": "oggi", "why": "ferie"}),
        (head, f"{address}/chiudi/", {"reason": "solved", "outcome": "home_care", "words": "", "on": "oggi"}),
        (head, f"{address}/riapri/", {"worker": town.worker(PAOLA).pk, "on": "oggi", "why": "è caduta"}),
        (paola, f"{address}/scadenza/", {"what": "visita", "due_on": "domani"}),
    ]
    for client, url, typed in steps:
        assert client.get(url).status_code == 200, url
        assert client.post(url, typed).status_code == 302, url
    deadline = Deadline.objects.get()
    paola.post(f"/casi/scadenze/{deadline.pk}/fatta/")
    entry = DiaryEntry.objects.get()
    paola.post(f"/casi/diario/{entry.pk}/correggi/", {"text": "quasi tutto bene"})

    case.refresh_from_db()
    deadline.refresh_from_db()
    entry.refresh_from_db()
    assert (case.state, case.worker, deadline.done_on, entry.text) == ("open", town.worker(PAOLA), TODAY, "quasi tutto bene")


@pytest.mark.django_db
def test_the_page_of_a_case_tells_what_was_still_to_do_when_it_was_closed(town: Town) -> None:
    case = town.opened()
    for what in ("visita", "relazione"):
        actions.add_deadline(case, what=what, due_on=TODAY, by=town.act_as(PAOLA), at=AT)
    client = signed_in(town, HEAD)

    before = client.get(f"/casi/{case.pk}/chiudi/").content.decode()
    town.closed(case)
    page = client.get(f"/casi/{case.pk}/").content.decode()

    assert "Restano 2 scadenze non fatte: con la chiusura decadono." in before
    assert "2 non fatte, decadute con la chiusura" in page
    assert "entro il 15 novembre 2016, decaduta il 15 novembre 2016" in page
    assert "Nulla da fare" not in page


@pytest.mark.django_db
def test_a_deadline_met_twice_says_so_instead_of_failing(town: Town) -> None:
    case = town.opened()
    deadline = actions.add_deadline(case, what="visita", due_on=TODAY, by=town.act_as(PAOLA), at=AT)
    client = signed_in(town, PAOLA)

    answers = [client.post(f"/casi/scadenze/{deadline.pk}/fatta/", follow=True).content.decode() for _ in range(2)]

    assert "Fatto: visita." in answers[0]
    assert "È già segnata come fatta." in answers[1]


@pytest.mark.django_db
def test_an_entry_is_put_right_on_the_page_of_who_wrote_it_only(town: Town) -> None:
    case = town.opened()
    entry = actions.write_entry(case, kind=EntryKind.NOTE, text="nota", on=TODAY, by=town.act_as(PAOLA), at=AT)
    hidden = actions.write_entry(case, kind=EntryKind.NOTE, text="mia", on=TODAY, private=True, by=town.act_as(PAOLA), at=AT)

    assert signed_in(town, STEFANO).get(f"/casi/diario/{entry.pk}/correggi/").status_code == 403
    assert signed_in(town, STEFANO).get(f"/casi/diario/{hidden.pk}/correggi/").status_code == 404
    assert signed_in(town, PAOLA).get(f"/casi/diario/{hidden.pk}/correggi/").status_code == 200


@pytest.mark.django_db
def test_a_declined_proposal_tells_why(town: Town) -> None:
    proposed = town.propose(town.teresa)
    client = signed_in(town, HEAD)

    client.post(f"/casi/{proposed.pk}/non-accogliere/", {"why": "bastano le informazioni", "on": "oggi"})

    assert "bastano le informazioni" in client.get(f"/casi/{proposed.pk}/").content.decode()
    assert "Nessuna proposta aspetta" in client.get("/casi/proposte/").content.decode()


@pytest.mark.django_db
def test_the_service_decides_within_how_many_days(town: Town) -> None:
    typed = {"area": "minors", "what": "primo colloquio", "days": "7", "on": "oggi", "source": "determina 3"}

    signed_in(town, HEAD).post("/casi/termini/stabilisci/", typed)

    assert Standard.objects.get().days == 7
    assert "primo colloquio" in signed_in(town, LUCIA).get("/casi/termini/").content.decode()
    assert signed_in(town, LUCIA).get("/casi/termini/stabilisci/").status_code == 403


@pytest.mark.django_db
def test_a_worker_of_another_group_does_not_read_a_case_they_gave_away_when_the_tail_ends(town: Town, settings: LazySettings) -> None:
    case = town.opened(town.amir, area=Area.MINORS, worker=LUCIA)
    client = signed_in(town, LUCIA)

    answer = client.post(f"/casi/{case.pk}/passa/", {"to": town.worker(PAOLA).pk, "on": "oggi", "why": "cambio di area"})

    assert answer["Location"] == f"/casi/{case.pk}/"
    settings.SUSSIDIARIO_TODAY = "2016-12-16"
    assert signed_in(town, LUCIA).get(f"/casi/{case.pk}/").status_code == 404
    assert signed_in(town, ELENA).get(f"/casi/{case.pk}/").status_code == 404
