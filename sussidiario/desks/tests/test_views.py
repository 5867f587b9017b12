"""The pages of the desks: what they show, to whom, and in how many questions to the database."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from django.conf import LazySettings
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sussidiario.access.actor import Actor
from sussidiario.desks import actions
from sussidiario.desks.lifecycle import Channel
from sussidiario.desks.models import Appointment, Calendar, Contact, Desk, Ticket
from sussidiario.desks.rules import Hours
from sussidiario.desks.tests.conftest import MONDAY, NEXT_MONDAY, at, facts, met, someone
from sussidiario.journal.models import Act, Reading
from sussidiario.people import actions as people
from sussidiario.people.models import Person

SignIn = Callable[[Actor], Client]

TYPED = {
    "channel": "in_person",
    "access": "spontaneous",
    "interlocutor": "person",
    "informed": "on",
    "needs": ["home"],
    "request": "Cerca casa.",
    "answer": "Spiegata la graduatoria.",
    "outcome": "information",
    "minutes": "20",
}


@pytest.fixture(autouse=True)
def _monday_at_half_past_nine(settings: LazySettings) -> None:
    settings.SUSSIDIARIO_TODAY = "2016-11-07T09:30"


@pytest.fixture
def sign_in() -> SignIn:
    def signed_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(actor.staff, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def page(sign_in: SignIn, operator: Actor) -> Client:
    return sign_in(operator)


def said(client: Client) -> list[str]:
    return [str(message) for message in get_messages(client.get("/sportelli/").wsgi_request)]


def test_the_day_of_a_desk_shows_who_waits_and_the_next_verb_of_each(page: Client, appointment: Appointment, ticket: Ticket) -> None:
    shown = page.get("/sportelli/").content.decode()

    assert "Sportello di San Rocco" in shown
    assert "riceve 9.00-12.00" in shown
    assert f'formaction="/sportelli/biglietti/{ticket.pk}/chiama/"' in shown
    assert f'formaction="/sportelli/appuntamenti/{appointment.pk}/arrivo/"' in shown
    assert "bolletta" not in shown, "why somebody comes is in no list"


def test_the_auditor_reads_the_day_and_does_nothing(sign_in: SignIn, auditor: Actor, appointment: Appointment, ticket: Ticket) -> None:
    shown = sign_in(auditor).get("/sportelli/").content.decode()

    assert "formaction" not in shown
    assert "Lo fanno le operatrice" not in shown
    assert "Lo fanno le operatrici e gli operatori di segretariato." in shown


@pytest.mark.parametrize("rows", [3, 300])
def test_the_day_asks_the_same_few_questions_whatever_its_length(
    *, page: Client, desk: Desk, operator: Actor, head: Actor, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actions.set_hours(desk, hours=[Hours(0, time(9), time(18), 20)], from_on=MONDAY, by=head, at=at(7))
    hours = [(9 + number // 20 // 2, 30 * (number // 20 % 2)) for number in range(rows)]
    for number, (hour, minute) in enumerate(hours):
        person = Person.objects.create(given_name=f"Persona {number}", registered_at=at(8))
        appointment = actions.book(desk, person, day=MONDAY, starts_at=time(hour, minute), by=operator, at=at(8))
        if number % 3 == 0:
            actions.arrive(appointment, by=operator, at=at(8, 55))
        if number % 3 == 1:
            actions.take_ticket(desk, person=person, by=operator, at=at(9))
    page.get("/sportelli/")

    with django_assert_num_queries(10):
        page.get("/sportelli/")


def test_the_chosen_desk_and_window_are_remembered(page: Client, desk: Desk, ticket: Ticket) -> None:
    page.post("/sportelli/scelta/", {"desk": desk.pk, "window": "3"})
    page.post(f"/sportelli/{desk.pk}/chiama/")

    ticket.refresh_from_db()
    assert (ticket.state, ticket.window) == ("called", 3)
    assert said(page) == ["A 1 chiamato alla postazione 3."]


def test_nobody_to_call_is_said_and_nothing_happens(page: Client, desk: Desk) -> None:
    assert page.post(f"/sportelli/{desk.pk}/chiama/").status_code == 302
    assert said(page) == ["Nella sala d'attesa non c'è nessuno."]


def test_from_arrival_to_conversation_in_three_buttons(page: Client, appointment: Appointment) -> None:
    address = f"/sportelli/appuntamenti/{appointment.pk}"
    for verb in ("arrivo", "chiama"):
        assert page.post(f"{address}/{verb}/")["Location"] == "/sportelli/"
    answer = page.post(f"{address}/ricevi/")

    contact = Contact.objects.get()
    assert answer["Location"] == f"/sportelli/contatti/{contact.pk}/"
    assert page.post(f"{address}/ricevi/").status_code == 409


def test_a_verb_is_not_done_by_opening_its_address(page: Client, appointment: Appointment, ticket: Ticket, desk: Desk) -> None:
    for address in (f"appuntamenti/{appointment.pk}/arrivo", f"biglietti/{ticket.pk}/chiama", f"{desk.pk}/biglietto", f"{desk.pk}/chiama"):
        assert page.get(f"/sportelli/{address}/").status_code == 405


def test_the_week_offers_free_hours_and_says_what_is_full_past_or_closed(page: Client, desk: Desk, appointment: Appointment, operator: Actor) -> None:
    actions.close_days(desk, from_on=NEXT_MONDAY, until_on=NEXT_MONDAY + timedelta(days=1), why="formazione", by=operator, at=at(8))

    this_week = page.get(f"/sportelli/{desk.pk}/settimana/").content.decode()
    next_week = page.get(f"/sportelli/{desk.pk}/settimana/?dal=2016-11-14").content.decode()

    assert f"/sportelli/{desk.pk}/prenota/?giorno=2016-11-07&amp;ora=10%3A00" in this_week
    assert "ora=09%3A00" not in this_week
    assert "formazione" in next_week
    assert "prenota" not in next_week


def test_a_booking_asks_for_whom_then_why_and_says_where_one_is_expected(page: Client, desk: Desk, operator: Actor, anna: Person) -> None:
    met(operator, anna)
    address = f"/sportelli/{desk.pk}/prenota/?giorno=2016-11-14&ora=09:30"
    asked = page.get(address).content.decode()
    shown = page.get(f"{address}&persona={anna.pk}").content.decode()
    answer = page.post(f"{address}&persona={anna.pk}", {"reason": "affitto"})

    appointment = Appointment.objects.get()
    assert "Per chi è l&#x27;appuntamento?" in asked
    assert "Anna Brambilla avrà un posto lunedì 14 novembre 2016 alle 9.30" in shown
    assert answer["Location"] == f"/sportelli/appuntamenti/{appointment.pk}/"
    assert (appointment.day, appointment.starts_at, appointment.reason) == (NEXT_MONDAY, time(9, 30), "affitto")


def test_a_refused_booking_keeps_what_was_typed_and_says_why(page: Client, desk: Desk, operator: Actor, anna: Person) -> None:
    met(operator, anna)
    answer = page.post(f"/sportelli/{desk.pk}/prenota/?giorno=2016-11-14&ora=08:30&persona={anna.pk}", {"reason": "affitto"})

    assert answer.status_code == 200
    assert "lo sportello non riceve" in answer.content.decode()
    assert 'value="affitto"' in answer.content.decode()


def test_an_appointment_is_moved_by_choosing_another_hour_in_the_week(page: Client, desk: Desk, appointment: Appointment) -> None:
    week = page.get(f"/sportelli/appuntamenti/{appointment.pk}/sposta/")
    assert week["Location"] == f"/sportelli/{desk.pk}/settimana/?sposta={appointment.pk}"
    target = f"/sportelli/appuntamenti/{appointment.pk}/sposta/?sportello={desk.pk}&giorno=2016-11-07&ora=11%3A30"
    assert target.replace("&", "&amp;") in page.get(week["Location"]).content.decode()

    page.post(target)

    appointment.refresh_from_db()
    assert appointment.starts_at == time(11, 30)


def test_cancelling_asks_why(page: Client, appointment: Appointment) -> None:
    address = f"/sportelli/appuntamenti/{appointment.pk}/disdici/"
    assert page.post(address, {"why": ""}).status_code == 200
    page.post(address, {"why": "sta male"})

    appointment.refresh_from_db()
    assert appointment.state == "cancelled"


def test_opening_an_appointment_is_a_reading_of_its_person(page: Client, appointment: Appointment) -> None:
    shown = page.get(f"/sportelli/appuntamenti/{appointment.pk}/").content.decode()

    assert "bolletta" in shown
    assert Reading.objects.filter(record=f"desks.appointment:{appointment.pk}").count() == 1


def test_what_is_typed_in_a_contact_is_kept_while_it_is_typed(page: Client, contact: Contact) -> None:
    address = f"/sportelli/contatti/{contact.pk}"
    kept = page.post(f"{address}/bozza/", {"request": "Cerca casa e", "minutes": "venti", "needs": ["home", "work"]})

    shown = page.get(f"{address}/").content.decode()
    assert kept.status_code == 204
    assert "Cerca casa e</textarea>" in shown
    assert 'value="venti"' in shown
    assert 's-wrong"' not in shown, "a draft is not scolded"


def test_the_button_saves_the_draft_without_a_script(page: Client, contact: Contact) -> None:
    address = f"/sportelli/contatti/{contact.pk}/bozza/"

    assert page.post(address, {"request": "Cerca", "leave": "1"})["Location"] == "/sportelli/"
    assert page.post(address, {"request": "Cerca", "leave": "identify"})["Location"] == f"/sportelli/contatti/{contact.pk}/persona/"
    assert "csrfmiddlewaretoken" not in Contact.objects.get().draft
    assert "leave" not in Contact.objects.get().draft


def test_a_contact_is_closed_from_its_page_and_then_read_with_each_reading_noted(page: Client, contact: Contact) -> None:
    address = f"/sportelli/contatti/{contact.pk}/"
    assert page.post(address, TYPED)["Location"] == address

    shown = page.get(address).content.decode()
    assert "Spiegata la graduatoria." in shown
    assert "abitare" in shown
    assert Reading.objects.filter(record=f"desks.contact:{contact.pk}").count() == 1
    assert Act.objects.filter(act="desks.contact.closed", record=f"desks.contact:{contact.pk}").count() == 1


def test_a_refused_contact_keeps_every_word(page: Client, contact: Contact) -> None:
    answer = page.post(f"/sportelli/contatti/{contact.pk}/", TYPED | {"outcome": "referral"})

    assert "Scrivi a quale servizio" in answer.content.decode()
    assert "Cerca casa.</textarea>" in answer.content.decode()
    assert Contact.objects.get().state == "draft"


def test_a_draft_is_not_read_by_colleagues(sign_in: SignIn, colleague: Actor, contact: Contact, operator: Actor) -> None:
    actions.save_draft(contact, typed={"request": ["Segreto."]}, by=operator, at=at(10))
    client = sign_in(colleague)

    shown = client.get(f"/sportelli/contatti/{contact.pk}/").content.decode()

    assert "Lo sta scrivendo Chiara Riva" in shown
    assert "Segreto" not in shown
    assert client.post(f"/sportelli/contatti/{contact.pk}/bozza/", {}).status_code == 403


def test_a_contact_finds_its_person_by_a_search(page: Client, desk: Desk, operator: Actor, anna: Person) -> None:
    met(operator, anna)
    call = actions.start_contact(desk, channel=Channel.PHONE, by=operator, at=at(9))
    address = f"/sportelli/contatti/{call.pk}/persona/"
    assert "Chi è la persona?" in page.get(address).content.decode()

    page.post(address, {"persona": anna.pk})

    call.refresh_from_db()
    assert call.person == anna


def test_who_was_not_recognised_is_not_written_about(page: Client, desk: Desk, anna: Person) -> None:
    people.index_names([anna])
    picked = page.get(f"/sportelli/{desk.pk}/prenota/?giorno=2016-11-14&ora=09:30&q=brambilla").content.decode()

    assert page.post(f"/sportelli/{desk.pk}/contatto/", {"persona": anna.pk}).status_code == 404
    assert "Anna B." in picked
    assert "Brambilla" not in picked
    assert f"/persone/{anna.pk}/riconosci/?next=" in picked


@pytest.mark.parametrize(("tier", "told"), [("ordinary", True), ("reserved", False)])
def test_of_a_reserved_record_who_picks_is_told_neither_birth_nor_neighbourhood(page: Client, desk: Desk, anna: Person, tier: str, told: bool) -> None:  # noqa: FBT001  pytest gives it
    people.index_names([anna])
    Person.objects.update(tier=tier, birth_on=date(1938, 4, 2), birth_precision="day", neighbourhood=desk.civic_centre.neighbourhood)

    picked = page.get(f"/sportelli/{desk.pk}/prenota/?giorno=2016-11-14&ora=09:30&q=brambilla").content.decode()

    assert [word in picked for word in ("Anna B.", "<span>1938</span>", "<span>San Rocco</span>")] == [True, told, told]


def test_a_contact_begun_from_a_persons_page_is_about_them(page: Client, desk: Desk, operator: Actor, anna: Person) -> None:
    met(operator, anna)
    page.post(f"/sportelli/{desk.pk}/contatto/", {"persona": anna.pk})
    page.post(f"/sportelli/{desk.pk}/contatto/")

    assert list(Contact.objects.order_by("pk").values_list("person", "channel")) == [(anna.pk, "in_person"), (None, "phone")]


def test_a_contact_thrown_away_leaves_the_lists(page: Client, contact: Contact) -> None:
    page.post(f"/sportelli/contatti/{contact.pk}/scarta/", {"why": "doppio"})

    assert "Nessun contatto" in page.get("/sportelli/contatti/").content.decode()


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_of_contacts_asks_the_same_few_questions(
    page: Client, desk: Desk, operator: Actor, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        person = Person.objects.create(given_name=f"Persona {number}", registered_at=at(8))
        actions.close_contact(actions.start_contact(desk, person=person, by=operator, at=at(9)), **facts(), by=operator, at=at(9, 30))

    with django_assert_num_queries(7):
        page.get("/sportelli/contatti/")


def test_contacts_are_filtered_and_never_say_the_need(page: Client, contact: Contact, operator: Actor) -> None:
    actions.close_contact(contact, **facts(), by=operator, at=at(9, 30))

    every = page.get("/sportelli/contatti/?outcome=information&mine=on&from_on=1/11/2016").content.decode()
    none = page.get("/sportelli/contatti/?outcome=referral").content.decode()

    assert "Anna Brambilla" in every
    assert "abitare" not in every
    assert "Nessun contatto" in none


def test_the_screen_shows_everyone_numbers_and_nobody_names(client: Client, desk: Desk, appointment: Appointment, ticket: Ticket, operator: Actor) -> None:
    actions.arrive(appointment, by=operator, at=at(8, 55))
    actions.call(appointment, window=2, by=operator, at=at(9))

    shown = client.get(f"/sportelli/{desk.pk}/schermo/").content.decode()

    assert "P 1" in shown
    assert "postazione 2" in shown
    assert "A 1" in shown
    assert "Anna" not in shown
    assert "Brambilla" not in shown
    assert 'http-equiv="refresh"' in shown


def test_the_screen_of_a_closed_day_says_why(client: Client, desk: Desk, operator: Actor) -> None:
    actions.close_days(desk, from_on=MONDAY, until_on=NEXT_MONDAY, why="formazione", by=operator, at=at(7))

    assert "non riceve: formazione" in client.get(f"/sportelli/{desk.pk}/schermo/").content.decode()
    assert client.get("/sportelli/999/schermo/").status_code == 404


def test_a_calendar_says_hours_and_no_names_until_it_is_revoked(page: Client, client: Client, desk: Desk, appointment: Appointment) -> None:
    given = page.post(f"/sportelli/{desk.pk}/calendario/").content.decode()
    address = given.partition("http://testserver")[2].partition("</p>")[0]

    book = client.get(address).content.decode()
    assert "SUMMARY:Appuntamento 9:00 · sportello" in book
    assert "DTSTART;TZID=Europe/Rome:20161107T090000" in book
    assert "BEGIN:VTIMEZONE" in book
    assert f"/sportelli/appuntamenti/{appointment.pk}/" in book
    assert "Anna" not in book
    assert "Brambilla" not in book

    page.post(f"/sportelli/calendari/{Calendar.objects.get().pk}/revoca/")
    assert client.get(address).status_code == 404


def test_the_calendar_of_who_no_longer_works_here_does_not_answer(page: Client, client: Client, desk: Desk, operator: Actor) -> None:
    _calendar, token = actions.give_calendar(desk, by=operator, at=at(8))
    operator.staff.roles_held.update(until_on=MONDAY)

    assert client.get(f"/sportelli/calendari/{token}.ics").status_code == 404


def test_the_service_head_opens_a_desk_and_gives_it_hours(sign_in: SignIn, desk: Desk, head: Actor) -> None:
    client = sign_in(head)
    opened = client.post("/sportelli/apri/", {"civic_centre": desk.civic_centre_id, "name": "Ufficio", "kind": "office", "slot_minutes": "45", "on": "oggi"})
    office = Desk.objects.get(kind="office")
    assert opened["Location"] == f"/sportelli/{office.pk}/orario/"

    typed = {"from_on": "domani", "hours_1": "9-12, 14.00-16.30", **{f"capacity_{weekday}": "1" for weekday in range(6)}}
    assert client.post(opened["Location"], typed | {"hours_2": "mattina"}).status_code == 200
    assert client.post(opened["Location"], typed)["Location"] == f"/sportelli/{office.pk}/"
    assert [(each.weekday, each.starts_at, each.ends_at) for each in office.hours.order_by("pk")] == [(1, time(9), time(12)), (1, time(14), time(16, 30))]


def test_days_are_closed_and_opened_again_from_the_page_of_the_desk(page: Client, desk: Desk, anna: Person, operator: Actor) -> None:
    actions.book(desk, anna, day=NEXT_MONDAY, starts_at=time(9), by=operator, at=at(8))
    page.post(f"/sportelli/{desk.pk}/chiusura/", {"from_on": "14/11", "last_on": "", "why": "ferie"})

    shown = page.get(f"/sportelli/{desk.pk}/").content.decode()
    assert "Da avvisare e spostare" in shown
    closure = desk.closures.get()
    assert (closure.until_on - closure.from_on).days == 1

    page.post(f"/sportelli/{desk.pk}/riapri/", {"chiusura": closure.pk})
    assert desk.closures.count() == 0


def test_a_desk_closes_for_good_from_its_page(sign_in: SignIn, desk: Desk, head: Actor) -> None:
    sign_in(head).post(f"/sportelli/{desk.pk}/chiudi/", {"on": "14/11/2016", "why": "trasloco"})

    desk.refresh_from_db()
    assert desk.closed_on == NEXT_MONDAY


def test_without_a_desk_the_page_says_what_to_do(sign_in: SignIn, head: Actor, operator: Actor) -> None:
    assert "Aprine uno in un centro civico" in sign_in(head).get("/sportelli/").content.decode()
    assert "Li apre la responsabile del servizio" in sign_in(operator).get("/sportelli/").content.decode()


def test_whose_work_it_is_not_does_not_enter(sign_in: SignIn, desk: Desk, contact: Contact, worker: Actor, mandate_office: Actor) -> None:
    assert sign_in(worker).get("/sportelli/").status_code == 403
    assert sign_in(worker).get(f"/sportelli/{desk.pk}/").status_code == 200
    assert sign_in(mandate_office).get(f"/sportelli/contatti/{contact.pk}/").status_code == 404
    assert sign_in(someone("nessuno")).get(f"/sportelli/{desk.pk}/").status_code == 404
