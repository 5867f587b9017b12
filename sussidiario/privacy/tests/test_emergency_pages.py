"""Who is told of an emergency access, and its pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from sussidiario.access.models import Staff
from sussidiario.journal.models import Reading
from sussidiario.people.models import Person
from sussidiario.privacy.models import Emergency
from sussidiario.privacy.policy import emergency as policy
from sussidiario.privacy.tests.conftest import nothing_opened
from sussidiario.privacy.tests.opening import (
    GIULIA,
    HEAD,
    NETWORK,
    OFFICER,
    OTHER_HEAD,
    PAOLA,
    TEN,
    WHY,
    opened,
    protected,
)
from tests import town as invented

Enter = Callable[[str], Client]


@pytest.fixture
def town(town: invented.Town) -> invented.Town:
    """The small town, before anybody was opened to anybody."""
    return nothing_opened(town)


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
def test_who_protects_a_person_finds_what_was_opened_before_and_nobody_else_does(town: invented.Town, enter: Enter) -> None:
    opened(town, at=TEN - timedelta(days=4))
    protected(town)

    assert "aspetta da 4 giorni" in enter(NETWORK).get("/oggi/").content.decode()
    for username in (HEAD, OFFICER):
        page = enter(username).get("/oggi/").content.decode()
        assert "da esaminare" not in page
        assert "s-waits" not in page


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


@pytest.mark.django_db
def test_the_way_in_is_shown_to_who_may_take_it(town: invented.Town, enter: Enter) -> None:
    gaia = town.persons["gaia"].pk
    shown = {who: f"/persone/{gaia}/emergenza/" in enter(who).get(f"/persone/{gaia}/riconosci/").content.decode() for who in (GIULIA, HEAD, OFFICER, NETWORK)}

    assert shown == {GIULIA: True, HEAD: True, OFFICER: False, NETWORK: False}
