"""A person opened in an emergency: the reason first, some hours, everybody who must know, and a verdict."""

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given, strategies as st
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from sussidiario.access import actor as asking
from sussidiario.access.actor import Actor
from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Staff, Team
from sussidiario.casework import policy as cases
from sussidiario.desks import policy as desks
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act, Reading
from sussidiario.people import actions as registry, policy as people
from sussidiario.people.models import Person
from sussidiario.privacy.actions import emergency as actions
from sussidiario.privacy.lifecycle.emergency import EMERGENCY, EmergencyState, Verdict
from sussidiario.privacy.models import Emergency
from sussidiario.privacy.policy import emergency as policy
from sussidiario.privacy.rules import emergency as rules
from sussidiario.privacy.tests.conftest import nothing_opened
from tests import town as invented

Enter = Callable[[str], Client]

LUCIA, PAOLA, GIULIA, DESK = "lucia.ferrario", "paola.villa", "giulia.mandelli", "davide.colombo"
HEAD, OTHER_HEAD, OFFICER = "giovanni.casati", "roberta.meregalli", "antonio.pirovano"
PARTNER, NETWORK, OFFICE, MANDATE = "luca.perego", "marta.vismara", "silvia.cattaneo", "federica.tagliabue"
TEN = invented.at(10)
WHY = "La vicina chiama: Anna non risponde da ieri e Paola è in ferie."


@pytest.fixture
def town(town: invented.Town) -> invented.Town:
    """The small town, before anybody was opened to anybody."""
    return nothing_opened(town)


def someone(town: invented.Town, username: str, at: datetime = TEN) -> Actor:
    """One of the cast as they come in by a page, at an instant."""
    return asking.actor(Staff.objects.get(pk=town.staff[username].pk), on=at.date(), at=at)


def opened(town: invented.Town, username: str = GIULIA, who: str = "anna", *, at: datetime = TEN, reason: str = WHY) -> Emergency:
    return actions.open_emergency(town.persons[who], reason=reason, by=someone(town, username, at), at=at)


def reviewed(town: invented.Town, emergency: Emergency, username: str = HEAD, *, at: datetime, verdict: Verdict = Verdict.JUSTIFIED) -> Emergency:
    return actions.review_emergency(emergency, verdict=verdict, words="Ha chiamato il 118.", by=someone(town, username, at), at=at)


def reads(town: invented.Town, username: str, who: str, at: datetime) -> bool:
    return people.visible_to(someone(town, username, at)).filter(pk=town.persons[who].pk).exists()


# What follows from the hours


@given(before=st.integers(1, 10_000), after=st.integers(0, 10_000), closed=st.one_of(st.none(), st.integers(0, 240)))
def test_it_holds_from_its_opening_to_its_end_or_its_closing(before: int, after: int, closed: int | None) -> None:
    until = rules.until(TEN, hours=4)
    closed_at = TEN + timedelta(minutes=closed) if closed is not None else None
    end = min(until, closed_at or until)

    def state(at: datetime) -> EmergencyState:
        return rules.state(until_at=until, closed_at=closed_at, reviewed_at=None, at=at)

    assert state(end + timedelta(seconds=after)) == EmergencyState.OVER
    assert state(end - timedelta(seconds=before)) == EmergencyState.HOLDING


def test_once_reviewed_it_is_reviewed() -> None:
    assert rules.state(until_at=TEN, closed_at=TEN, reviewed_at=TEN, at=TEN) == EmergencyState.REVIEWED


@pytest.mark.parametrize(("reason", "enough"), [("urgente", False), ("." * 60, False), ("   emergenza vera    ", False), (WHY, True)])
def test_a_reason_is_some_words(reason: str, enough: bool) -> None:  # noqa: FBT001  a table
    assert rules.says_why(reason) is enough


def test_from_the_third_day_a_review_waits_too_long() -> None:
    assert [days for days in range(5) if rules.waits_too_long(TEN.date(), on=TEN.date() + timedelta(days=days))] == [3, 4]


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(EmergencyState, ["close", "review", "forget"])))
def test_an_access_moves_only_as_the_table_says(state: EmergencyState, verb: str) -> None:
    possible = {(EmergencyState.HOLDING, "close"): EmergencyState.OVER, (EmergencyState.OVER, "review"): EmergencyState.REVIEWED}

    if (state, verb) in possible:
        assert EMERGENCY.after(state, verb) == possible[state, verb]
    else:
        with pytest.raises(Forbidden):
            EMERGENCY.after(state, verb)


# Opening


@pytest.mark.django_db
def test_it_opens_all_that_every_domain_keeps_for_four_hours_and_then_nothing(town: invented.Town) -> None:
    assert not reads(town, GIULIA, "anna", TEN)

    emergency = opened(town)

    holding, over = someone(town, GIULIA, TEN + timedelta(hours=4, seconds=-1)), someone(town, GIULIA, TEN + timedelta(hours=4))
    assert emergency.until_at == TEN + timedelta(hours=4)
    assert town.persons["anna"] in people.visible_to(holding)
    assert town.cases["anna"] in cases.visible_to(holding)
    assert desks.appointments_visible_to(holding).filter(person=town.persons["anna"]).exists()
    assert town.persons["anna"] not in people.visible_to(over)
    assert town.cases["anna"] not in cases.visible_to(over)
    assert not desks.appointments_visible_to(over).filter(person=town.persons["anna"]).exists()


@pytest.mark.django_db
def test_who_asks_at_no_instant_has_none(town: invented.Town) -> None:
    opened(town)

    timeless = asking.actor(Staff.objects.get(username=GIULIA), on=invented.DAY)

    assert town.persons["anna"] not in people.visible_to(timeless)


@pytest.mark.django_db
def test_it_opens_nothing_to_anybody_else(town: invented.Town) -> None:
    opened(town, DESK, "marco")

    assert reads(town, DESK, "marco", TEN)
    assert not reads(town, "samira.elamrani", "marco", TEN)


@pytest.mark.django_db
def test_how_long_it_lasts_is_a_setting(town: invented.Town, settings: LazySettings) -> None:
    settings.SUSSIDIARIO_EMERGENCY_HOURS = 1

    assert opened(town).until_at == TEN + timedelta(hours=1)


@pytest.mark.django_db
def test_a_reserved_record_opens(town: invented.Town) -> None:
    registry.reserve(town.persons["anna"], why="Salute.", by=town.actor(PAOLA), at=TEN)

    opened(town, OTHER_HEAD)

    assert reads(town, OTHER_HEAD, "anna", TEN)


@pytest.mark.django_db
@pytest.mark.parametrize("username", [GIULIA, DESK, HEAD, OTHER_HEAD, OFFICER, PARTNER, OFFICE, MANDATE])
def test_a_protected_person_does_not_exist_in_an_emergency_either(town: invented.Town, enter: Enter, username: str) -> None:
    registry.protect(town.persons["anna"], team=Team.objects.get(code="rete"), why="Percorso.", by=town.actor(NETWORK), at=TEN)
    by, client = someone(town, username), enter(username)

    answers = [client.get(f"/riservatezza/persone/{pk}/emergenza/") for pk in (town.persons["anna"].pk, 999_999)]

    assert [answer.status_code for answer in answers] == [404, 404]
    with pytest.raises(Person.DoesNotExist):
        actions.open_emergency(town.persons["anna"], reason=WHY, by=by, at=TEN)


@pytest.mark.django_db
def test_who_becomes_protected_is_closed_at_once_and_only_their_group_knows_and_judges(town: invented.Town, enter: Enter) -> None:
    emergency = opened(town)
    registry.protect(town.persons["anna"], team=Team.objects.get(code="rete"), why="Percorso.", by=town.actor(NETWORK), at=TEN)
    later = TEN + timedelta(hours=5)

    assert not reads(town, GIULIA, "anna", TEN)
    assert not policy.holding(someone(town, GIULIA)).exists()
    assert "Anna" not in enter(GIULIA).get("/oggi/").content.decode()
    for username in (GIULIA, PAOLA, HEAD, OFFICER):
        assert not policy.visible_to(someone(town, username)).exists(), username
    assert policy.to_review(someone(town, NETWORK)).get() == emergency
    assert reviewed(town, emergency, NETWORK, at=later).reviewed_by == town.staff[NETWORK]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("username", "reason"),
    [
        (OFFICER, "In emergenza aprono solo sportelli, assistenti sociali e responsabili del servizio."),
        (NETWORK, "In emergenza aprono solo sportelli, assistenti sociali e responsabili del servizio."),
        (PAOLA, "La scheda è già aperta per te: non serve un accesso d'emergenza."),
        (HEAD, "La scheda è già aperta per te: non serve un accesso d'emergenza."),
    ],
)
def test_whose_role_does_not_or_who_reads_already_is_told_so(town: invented.Town, enter: Enter, username: str, reason: str) -> None:
    with pytest.raises(NotAllowed) as denied:
        opened(town, username)

    assert denied.value.reason == reason
    assert enter(username).get(f"/riservatezza/persone/{town.persons['anna'].pk}/emergenza/").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "   ", "urgente", "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"])
def test_without_a_reason_nothing_opens(town: invented.Town, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        opened(town, reason=reason)

    assert refusal.value.field == "reason"
    assert not Emergency.objects.exists()


@pytest.mark.django_db
def test_it_is_in_the_book_with_its_reason(town: invented.Town) -> None:
    emergency = opened(town)

    act = Act.objects.filter(act="privacy.emergency.opened").latest("pk")

    assert (act.by, act.why, act.record, act.at) == (town.staff[GIULIA], WHY, f"privacy.emergency:{emergency.pk}", TEN)


# Closing


@pytest.mark.django_db
@pytest.mark.parametrize("username", [GIULIA, HEAD, OFFICER])
def test_closed_it_opens_nothing_more(town: invented.Town, username: str) -> None:
    emergency = opened(town)
    at = TEN + timedelta(minutes=30)

    actions.close_emergency(emergency, by=someone(town, username, at), at=at)

    assert not reads(town, GIULIA, "anna", at)
    assert Staff.objects.get(username=GIULIA).emergency_until is None
    assert Act.objects.get(act="privacy.emergency.closed").by == town.staff[username]
    with pytest.raises(Forbidden):
        actions.close_emergency(emergency, by=someone(town, username, at), at=at)


@pytest.mark.django_db
def test_a_colleague_does_not_close_it(town: invented.Town) -> None:
    with pytest.raises(NotAllowed):
        actions.close_emergency(opened(town), by=someone(town, LUCIA), at=TEN)


@pytest.mark.django_db
def test_closing_one_leaves_the_other(town: invented.Town) -> None:
    first, later = opened(town), TEN + timedelta(hours=1)
    second = opened(town, who="leo", at=later)

    actions.close_emergency(first, by=someone(town, GIULIA, later), at=later)

    assert Staff.objects.get(username=GIULIA).emergency_until == second.until_at
    assert reads(town, GIULIA, "leo", later)
    assert not reads(town, GIULIA, "anna", later)


@pytest.mark.django_db
def test_when_it_is_over_another_may_be_opened(town: invented.Town) -> None:
    first, later = opened(town), TEN + timedelta(hours=6)

    second = opened(town, at=later)

    first.refresh_from_db()
    assert first.closed_at == first.until_at
    assert second.pk != first.pk
    assert reads(town, GIULIA, "anna", later)


# Judging


@pytest.mark.django_db
@pytest.mark.parametrize("username", [HEAD, OTHER_HEAD, OFFICER])
def test_a_head_or_the_officer_says_whether_it_was_right(town: invented.Town, username: str) -> None:
    emergency, later = opened(town), TEN + timedelta(hours=5)

    judged = reviewed(town, emergency, username, at=later, verdict=Verdict.NOT_JUSTIFIED)

    assert (judged.state_at(later), judged.verdict, judged.closed_at) == (EmergencyState.REVIEWED, "not_justified", emergency.until_at)
    assert Act.objects.get(act="privacy.emergency.reviewed").detail == {"verdict": "not_justified"}
    assert not policy.to_review(someone(town, OTHER_HEAD, later)).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("username", [GIULIA, PAOLA, LUCIA, DESK, PARTNER, NETWORK, OFFICE, MANDATE])
def test_nobody_else_does(town: invented.Town, username: str) -> None:
    with pytest.raises(NotAllowed):
        reviewed(town, opened(town), username, at=TEN + timedelta(hours=5))


@pytest.mark.django_db
def test_a_head_does_not_judge_their_own(town: invented.Town) -> None:
    registry.reserve(town.persons["anna"], why="Salute.", by=town.actor(PAOLA), at=TEN)
    emergency, later = opened(town, OTHER_HEAD), TEN + timedelta(hours=5)

    with pytest.raises(NotAllowed, match="Hai aperto tu"):
        reviewed(town, emergency, OTHER_HEAD, at=later)

    assert not policy.to_review(someone(town, OTHER_HEAD, later)).exists()
    assert policy.to_review(someone(town, HEAD, later)).exists()


@pytest.mark.django_db
def test_it_is_judged_when_it_is_over_once_and_in_words(town: invented.Town) -> None:
    emergency, later = opened(town), TEN + timedelta(hours=5)

    with pytest.raises(Forbidden):
        reviewed(town, emergency, at=TEN)
    with pytest.raises(Refusal) as refusal:
        actions.review_emergency(emergency, verdict=Verdict.JUSTIFIED, words=" ", by=someone(town, HEAD, later), at=later)
    reviewed(town, emergency, at=later)
    with pytest.raises(Forbidden):
        reviewed(town, emergency, OFFICER, at=later)

    assert refusal.value.field == "words"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": ""},
        {"until_at": TEN},
        {"closed_at": TEN - timedelta(minutes=1)},
        {"closed_at": TEN + timedelta(hours=5)},
        {"verdict": "justified"},
        {"words": "bene"},
    ],
)
def test_the_database_refuses_what_can_never_be(town: invented.Town, wrong: dict[str, Any]) -> None:
    emergency = opened(town)

    with pytest.raises(IntegrityError), transaction.atomic():
        Emergency.objects.filter(pk=emergency.pk).update(**wrong)


@pytest.mark.django_db
def test_the_database_refuses_ones_own_judge_and_two_at_once(town: invented.Town) -> None:
    emergency = opened(town)
    whole = {"reviewed_at": TEN, "verdict": "justified", "words": "bene", "closed_at": TEN}

    with pytest.raises(IntegrityError), transaction.atomic():
        Emergency.objects.filter(pk=emergency.pk).update(reviewed_by=emergency.staff, **whole)
    with pytest.raises(IntegrityError), transaction.atomic():
        Emergency.objects.create(person=emergency.person, staff=emergency.staff, reason=WHY, opened_at=TEN, until_at=emergency.until_at)


def test_two_judge_at_once_and_one_does(transactional_db: None, together: Callable[..., list[Any]]) -> None:
    town = nothing_opened(invented.build())
    emergency, later = opened(town), TEN + timedelta(hours=5)

    results = together(
        lambda: reviewed(town, emergency, HEAD, at=later),
        lambda: reviewed(town, emergency, OFFICER, at=later, verdict=Verdict.NOT_JUSTIFIED),
    )

    assert sorted(type(result).__name__ for result in results) == ["Emergency", "Forbidden"]
    assert Act.objects.filter(act="privacy.emergency.reviewed").count() == 1


def test_opened_twice_at_once_it_is_opened_once(transactional_db: None, together: Callable[..., list[Any]]) -> None:
    town = nothing_opened(invented.build())

    results = together(lambda: opened(town), lambda: opened(town))

    assert sorted(type(result).__name__ for result in results) in (["Emergency", "Refusal"], ["Emergency", "NotAllowed"])
    assert Emergency.objects.count() == 1


# Who is told


@pytest.mark.django_db
def test_heads_and_officer_get_a_mail_that_names_nobody(
    town: invented.Town, settings: LazySettings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.EMAIL_HOST = "posta.example"
    for username in (HEAD, OFFICER, PAOLA):
        Staff.objects.filter(username=username).update(email=f"{username}@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        opened(town)

    [message] = mail.outbox
    assert message.recipients() == [f"{OFFICER}@example.org", f"{HEAD}@example.org"]
    said = f"{message.subject} {message.body}"
    assert "15 novembre 2016, ore 10.00" in said
    assert not [name for name in ("Anna", "Galimberti", "Giulia", "Mandelli", "vicina") if name in said]


@pytest.mark.django_db
def test_where_there_is_no_mail_or_it_fails_the_access_opens_all_the_same(
    town: invented.Town, settings: LazySettings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    Staff.objects.filter(username=HEAD).update(email="head@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        opened(town)
    settings.EMAIL_HOST, settings.EMAIL_BACKEND = "posta.example", "no.such.Backend"
    with django_capture_on_commit_callbacks(execute=True):
        opened(town, who="leo")

    assert mail.outbox == []
    assert Emergency.objects.count() == 2


# Pages


@pytest.mark.django_db
def test_the_story_of_an_emergency_on_the_pages(town: invented.Town, enter: Enter, settings: LazySettings) -> None:
    anna, worker, head = town.persons["anna"], enter(GIULIA), enter(HEAD)
    here = f"/riservatezza/persone/{anna.pk}/emergenza/"
    asked = worker.get(here).content.decode()
    assert "Anna G." in asked
    assert "Galimberti" not in asked
    assert "fino alle 14.00" in asked
    assert "deve poterlo capire" in worker.post(here, {"reason": "urgente"}).content.decode()

    page = worker.post(here, {"reason": WHY}, follow=True).content.decode()

    assert "La scheda è aperta per te fino alle 14.00." in page
    assert "Accesso d’emergenza a Anna Galimberti fino alle 14.00:</strong> ogni apertura è registrata." in page
    assert "ogni apertura è registrata" in worker.get("/bilancio/").content.decode()
    assert "ogni apertura è registrata" not in head.get("/oggi/").content.decode()
    emergency = Emergency.objects.get()
    told = head.get(emergency.get_absolute_url()).content.decode()
    assert WHY.replace("'", "&#x27;") in told
    assert anna.get_absolute_url() in told, "what was read is listed"
    assert head.get(f"/riservatezza/emergenze/{emergency.pk}/esamina/").status_code == 409
    closed = worker.post(f"/riservatezza/emergenze/{emergency.pk}/chiudi/", follow=True).content.decode()
    assert "ogni apertura è registrata" not in closed
    assert worker.get(anna.get_absolute_url()).status_code == 302
    judged = head.post(f"/riservatezza/emergenze/{emergency.pk}/esamina/", {"verdict": "justified", "words": "Ha fatto bene."}, follow=True)
    assert "Esaminato: giustificato." in judged.content.decode()
    assert "Ha fatto bene." in worker.get(emergency.get_absolute_url()).content.decode()
    assert "Che cosa ha letto" not in worker.get(emergency.get_absolute_url()).content.decode()
    assert "giustificato" in head.get("/riservatezza/emergenze/?state=reviewed").content.decode()


@pytest.mark.django_db
def test_the_readings_under_an_access_are_those_of_who_opened_it_while_it_held(town: invented.Town, enter: Enter, settings: LazySettings) -> None:
    emergency = opened(town)
    page = town.persons["anna"].get_absolute_url()
    enter(PAOLA).get(page)
    enter(GIULIA).get(page)
    enter(GIULIA).get(town.cases["anna"].get_absolute_url())

    found = policy.readings_under(emergency)

    assert [reading.address for reading in found] == [page, town.cases["anna"].get_absolute_url()]
    assert Reading.objects.count() == 3


@pytest.mark.django_db
def test_the_queue_nags_who_may_judge_the_longest_wait_first(town: invented.Town, enter: Enter, settings: LazySettings) -> None:
    opened(town, at=TEN - timedelta(days=1))
    opened(town, who="leo", at=TEN - timedelta(days=4))

    queue = enter(OFFICER).get("/riservatezza/emergenze/").content.decode()

    assert queue.index("Leonardo De Luca") < queue.index("Anna Galimberti")
    assert "aspetta da 4 giorni" in queue
    assert "s-state--attention" in queue
    assert "aspetta da 1 giorno" in queue
    assert '<span class="s-waits">2<span class="visually-hidden"> in attesa</span></span>' in queue
    assert "s-waits" not in enter(GIULIA).get("/oggi/").content.decode()


@pytest.mark.django_db
def test_the_first_page_of_heads_and_officer_says_what_waits(town: invented.Town, enter: Enter) -> None:
    opened(town, at=TEN - timedelta(days=4))

    for username in (HEAD, OTHER_HEAD, OFFICER):
        page = enter(username).get("/oggi/").content.decode()
        assert "Accessi d’emergenza da esaminare" in page, username
        assert "aspetta da 4 giorni" in page
    assert "da esaminare" not in enter(PAOLA).get("/oggi/").content.decode()


@pytest.mark.django_db
def test_who_has_no_emergency_is_asked_nothing_about_it(town: invented.Town, enter: Enter, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client = enter(GIULIA)
    client.get("/stile/")

    with django_assert_num_queries(4):
        client.get("/stile/")
    opened(town)
    with django_assert_num_queries(5):
        client.get("/stile/")


@pytest.mark.django_db
@pytest.mark.parametrize("number", [3, 30])
def test_the_queue_asks_the_same_however_long_it_is(town: invented.Town, enter: Enter, number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for index in range(number):
        person = Person.objects.create(given_name=f"Persona {index}", registered_at=TEN)
        Emergency.objects.create(person=person, staff=town.staff[GIULIA], reason=WHY, opened_at=TEN, until_at=TEN + timedelta(hours=4))
    client = enter(OFFICER)

    with django_assert_num_queries(8):
        page = client.get("/riservatezza/emergenze/").content.decode()

    assert f'<span class="s-count">{number}</span>' in page
