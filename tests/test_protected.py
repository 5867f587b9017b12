"""
For everybody but the group that keeps them, a protected person is not in the database.

The town is asked the same things twice: as it is, and as it would be had that person never been in it (`tests.erasure`). The whole answer must be the
same, byte for byte but for the tokens of a form: status, headers, cookies, page, what was logged, and which questions the database was asked, in which
order and words (which is what the time of an answer is made of). Two persons are looked for:

- Lina, whom the network registered by a pseudonym, and who lives in a household of her own that the network wrote down;
- Nadia, an ordinary resident with papers, a home, a household, cases, appointments, contacts, requests for benefits, a grant and an emergency
  access, until this morning, when the network protected her. Of her nothing is left; what was written before on the records of *others* stays as it was
  written (the acts of the household she lived in, the number of the queue that was called, an export that was made, money that was promised, figures
  already counted), and says nothing of her.

The exception is the book: its acts stay, since figures count them and seals close them. Who checks the book sees that there is such an act, what is
counted of it and that it is intact; and not whose, on which record, by whom or why. And money is true: see the test that says so, and decision 11.
"""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from datetime import date
from difflib import unified_diff
from io import StringIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoDbBlocker

from config.logs import Discreet
from sussidiario.benefits.models import BankAnswer, BudgetLine, PaymentList, Simulation, Transmission
from sussidiario.desks import actions as desks
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.models import Act
from sussidiario.people.models import Person
from sussidiario.privacy.actions import exports, files as files_of_exports
from sussidiario.privacy.lifecycle.exports import Format, What
from tests import town as invented
from tests.architecture.addresses import addresses
from tests.database import numbers_put_back
from tests.erasure import without
from tests.kept import CODE, DAY, HER, OUTSIDERS, PAPER, World, build, settled

pytestmark = pytest.mark.django_db

ASKED = {
    "nadia": ("zecchini", "nadia zecchini", "zechini nadja", "14/7/1981", "1981", CODE, CODE[:8], PAPER, PAPER[:4], "zecchini 1981", "nadia 14/7/1981"),
    "lina": ("lina", "lima", "li", "la lina"),
}
"""What is typed to find each."""

NEAREST = ("desk that served her", "worker who followed her", "service head", "auditor", "centre of another network", "partner she was opened to")
"""Who would see most."""

EVERYBODY = tuple(OUTSIDERS) if connection.vendor == "sqlite" else NEAREST
"""Who is asked of the widest questions: on PostgreSQL, where the rules are the same and only their words are others, those who would see most."""

KEPT = ("nadia", "lina")

TOKENS = (
    (re.compile(r"(\(?%s\)?)(, \(?%s\)?)+"), r"\1…"),
    (re.compile(r'"?s\d+_x\d+"?'), "savepoint"),
    (re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+'), r"\1"),
    (re.compile(r'(nonce[=-]"?)[\w+/=-]+'), r"\1"),
    (re.compile(r"(X-CSRFToken[^:]*: ?[^\w]*)\w{20,}"), r"\1"),
)


@dataclass(frozen=True)
class Answered:
    """Whatever an outsider, or who looks over their shoulder with a watch, can see of an answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    page: str
    log: str
    questions: tuple[str, ...]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Write the town once for all the tests of this file: none of them keeps what it does."""
    folder = tmp_path_factory.mktemp("protected")
    with django_db_blocker.unblock(), override_settings(**settled(folder)), numbers_put_back(), transaction.atomic():
        yield build(folder)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _the_same_settings(world: World, settings: LazySettings) -> None:
    for name, value in settled(world.folder).items():
        setattr(settings, name, value)


@contextmanager
def watched() -> Iterator[tuple[list[str], StringIO]]:
    """Note each question the database is asked, without the values put in it, and each line that is logged."""
    questions: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        questions.append(sql)
        return execute(sql, *given)

    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Discreet())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        with connection.execute_wrapper(note):
            yield questions, out
    finally:
        root.setLevel(before)
        root.removeHandler(handler)


def ask(client: Client, path: str, typed: Mapping[str, Any] | None = None) -> Answered:
    """Ask once; what a POST writes is not kept, and where it leads is looked at too."""
    with ExitStack() as stack:
        if typed is not None:
            stack.enter_context(transaction.atomic())
            _number_from_here()
        questions, log = stack.enter_context(watched())
        response = client.get(path) if typed is None else client.post(path, typed, follow=True)
        if typed is not None:
            transaction.set_rollback(True)
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]  # of a file
    page = content.decode("utf-8", "replace")
    headers = tuple(sorted((name, value) for name, value in response.headers.items() if name != "Expires"))
    asked = [each[0] for each in getattr(response, "redirect_chain", [])]
    lines = "\n".join(line.partition(" ")[2] for line in log.getvalue().splitlines())
    return Answered(response.status_code, headers, page + "".join(asked), lines, tuple(questions))


Question = tuple[str, Mapping[str, Any] | None]


def compared(world: World, name: str, questions: Sequence[Question], who: Iterable[str] = EVERYBODY) -> dict[str, Answered]:
    """Ask the same of everybody (or of those named) with and without one of the two, compare the whole answers, and give them."""

    def answers() -> dict[str, Answered]:
        return {f"{each}: {path} {typed or ''}": ask(world.clients[each], path, typed) for each in who for path, typed in questions}

    with transaction.atomic():
        here = answers()
        transaction.set_rollback(True)
    with without(world.kept[name]):
        gone = answers()
    told = [f"{key}\n{line}" for key in here for line in difference(here[key], gone[key])]
    assert told == []
    assert {key: each.status for key, each in here.items() if each.status >= 500} == {}
    return here


def difference(here: Answered, gone: Answered) -> Iterator[str]:
    """The lines of an answer that are others with and without somebody."""
    for part in fields(Answered):
        one, other = (getattr(each, part.name) for each in (here, gone))
        if one != other and (one := plain(one)) != (other := plain(other)):
            before, after = (list(map(str, each)) if isinstance(each, tuple) else str(each).splitlines() for each in (one, other))
            yield "\n".join([part.name, *unified_diff(before, after, lineterm="", n=0)])


def _number_from_here() -> None:
    """Number what is written next alike whatever was written before: PostgreSQL goes on counting over what was not kept."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(oid, 100000) FROM pg_class WHERE relkind = 'S'")


def plain(told: Any) -> Any:
    """Leave out the tokens of a page and how many values a question is given, which are others each time."""
    if isinstance(told, tuple):
        return tuple(plain(str(each)) for each in told)
    for form, instead in TOKENS:
        told = form.sub(instead, str(told))
    return told


def pages() -> list[Question]:
    """Every page that is about no single record, and needs a sign-in."""
    public = {address.name for address in addresses() if address.door is None or address.door.kind == "public"}
    return [(each.filled(), None) for each in addresses() if each.is_ours and "<" not in each.route and each.name not in public]


@pytest.mark.parametrize("name", KEPT)
def test_no_search_finds_them_nor_takes_another_way_to_find_nobody(world: World, name: str) -> None:
    household, desk = world.town.households["de luca"].pk, world.town.desk.pk
    places = ("/persone/?q=", "/persone/suggerimenti/?q=")
    picks = (
        f"/persone/famiglie/{household}/entra/?q=",
        f"/sportelli/{desk}/prenota/?giorno=2016-11-22&ora=09:00&q=",
        "/casi/tutti/?q=",
        "/riservatezza/letture/?q=",
    )

    compared(world, name, [(place + typed, None) for place in places for typed in ASKED[name]] + [(pick + ASKED[name][0], None) for pick in picks])


@pytest.mark.parametrize("name", KEPT)
def test_who_is_registered_is_like_nobody_and_has_nobodys_code(world: World, name: str) -> None:
    her = HER if name == "nadia" else {"pseudonym": "Lina", "sex": "F"}

    compared(
        world, name, [(f"/persone/nuova/{step}", her) for step in ("", "somiglianze/", "codice/")] + [("/persone/nuova/?q=" + ASKED[name][0], None)], NEAREST
    )


def test_the_same_person_is_registered_again_with_code_and_paper_as_if_for_the_first_time(world: World) -> None:
    client = world.clients["desk operator"]

    registered = client.post("/persone/nuova/", HER)
    again = Person.objects.get(fiscal_code=CODE, kept_by__isnull=True)
    added = client.post(f"/persone/{again.pk}/documento/", {"kind": "passport", "value": PAPER, "country": "100"})

    assert registered["Location"] == added["Location"] == f"/persone/{again.pk}/"
    assert [each.value for each in again.identifiers.all()] == [PAPER]


@pytest.mark.parametrize("name", KEPT)
def test_direct_addresses_of_whatever_is_theirs_are_of_nothing(world: World, name: str) -> None:
    theirs = world.theirs[name]
    questions: list[Question] = []
    first: dict[tuple[str, int], Question] = {}
    for address in addresses():
        pk = theirs.get(address.name, theirs.get(address.name.partition(":")[0]))
        if address.is_ours and "<int:pk>" in address.route and pk:
            questions.append((address.filled(pk=pk), None))
            first.setdefault((address.name.partition(":")[0], pk), questions[-1])

    answers = compared(world, name, questions, ("desk that served her", "service head")) | compared(world, name, list(first.values()))

    assert {key: each.status for key, each in answers.items() if each.status not in {404, 405}} == {}


@pytest.mark.parametrize("name", KEPT)
def test_where_money_is_true_nothing_is_said_of_them(world: World, name: str) -> None:
    """
    The one exception: an euro that is spent is spent.

    In the pages of lists and of the budget sums are of all. A line that was paid to Nadia herself is not shown; Lina's is a cooperative's, like any other.
    """
    said = {"nadia": ("Zecchini", "Nadia", CODE), "lina": ("Lina",)}[name]
    said = (*said, f"/persone/{world.kept[name].pk}/", "persona protetta", "persone protette", "Rete antiviolenza")
    made = {"list": PaymentList, "line": BudgetLine, "answer": BankAnswer}
    paths = [reverse(f"benefits:{page}", args=[pk]) for page, model in made.items() for pk in model._default_manager.values_list("pk", flat=True)]
    for who in ("service head", "auditor", "executive", "accountant"):
        shown = {path: world.clients[who].get(path) for path in paths}
        assert {path: each.status_code for path, each in shown.items() if each.status_code != 200} == {}
        assert [(who, path, words) for path, each in shown.items() for words in said if words in each.content.decode()] == []
    sent = PaymentList.objects.get(words="Altri trasporti")
    page = world.clients["accountant"].get(sent.get_absolute_url()).content.decode()
    file = world.clients["accountant"].post(reverse("benefits:list_file", args=[sent.pk, "csv"])).content.decode()

    assert "Cooperativa La Meridiana" in page
    assert [words for words in said if words in file] == []


@pytest.mark.parametrize("name", KEPT)
def test_what_was_simulated_and_what_the_register_was_sent_show_nothing_of_them(world: World, name: str) -> None:
    made = {"simulation": Simulation, "transmission": Transmission}

    compared(
        world,
        name,
        [(reverse(f"benefits:{page}", args=[pk]), None) for page, model in made.items() for pk in model._default_manager.values_list("pk", flat=True)],
        ("service head", "auditor"),
    )


@pytest.mark.parametrize("name", KEPT)
def test_addresses_that_name_them_name_nobody(world: World, name: str) -> None:
    theirs, pk = world.theirs[name], world.kept[name].pk
    household, desk = world.town.households["de luca"].pk, world.town.desk.pk
    slot = "giorno=2016-11-22&ora=09:00"

    compared(
        world,
        name,
        [
            (path, None)
            for path in (
                f"/casi/proponi/?person={pk}",
                f"/casi/proponi/?household={theirs['dossier']}",
                f"/casi/proponi/?contact={theirs['desks:contact']}",
                f"/sportelli/{desk}/prenota/?{slot}&persona={pk}",
                f"/sportelli/{desk}/settimana/?persona={pk}",
                f"/sportelli/{desk}/settimana/?sposta={theirs['desks:appointment']}",
                f"/persone/famiglie/{household}/entra/?persona={pk}",
                f"/persone/famiglie/{household}/esci/?persona={pk}",
                f"/persone/famiglie/{household}/unisci/?persona={pk}",
                f"/riservatezza/letture/?person={pk}",
                f"/benefici/domande/ricevi/?person={pk}",
                f"/benefici/domande/ricevi/?case={theirs['casework']}",
                f"/benefici/domande/ricevi/?contact={theirs['desks:contact']}",
            )
        ],
        NEAREST,
    )


@pytest.mark.parametrize("name", KEPT)
def test_the_household_has_an_empty_place_and_its_verbs_do_not_stumble_on_it(world: World, name: str) -> None:
    household, town = world.town.households["de luca"].pk, world.town
    marco, sara, leo, gaia, tommaso = (town.persons[each].pk for each in ("marco", "sara", "leo", "gaia", "tommaso"))
    related = {f"relation_{each}": code for each, code in ((marco, 2), (sara, 1), (leo, 3), (gaia, 3), (tommaso, 3))}
    at = f"/persone/famiglie/{household}"
    gets: list[Question] = [(f"/nuclei/{household}/", None), *((f"{at}/{verb}/", None) for verb in ("entra", "esci", "dividi", "unisci", "relazioni"))]
    posts: list[Question] = [
        (f"{at}/relazioni/", related | {"on": "15/11/2016"}),
        (f"{at}/esci/?persona={marco}", {"on": "15/11/2016", "why": "trasferito"}),
        (f"{at}/dividi/", {f"relation_{sara}": 1, f"relation_{leo}": 3, "on": "15/11/2016", "why": "separazione"}),
        (f"{at}/unisci/?persona={town.persons['anna'].pk}", {f"relation_{town.persons['anna'].pk}": 6, "on": "15/11/2016", "why": "insieme"}),
    ]

    compared(world, name, [*gets, (f"/persone/{marco}/", None)], NEAREST)
    compared(world, name, posts, ["service head"])


@pytest.mark.parametrize("name", KEPT)
def test_no_list_count_or_first_page_has_them(world: World, name: str) -> None:
    compared(world, name, pages(), EVERYBODY if name == "nadia" else NEAREST[2:5])


@pytest.mark.parametrize("name", KEPT)
def test_no_filtered_list_has_them(world: World, name: str) -> None:
    elena = world.town.staff["elena.galbiati"].pk
    lists = (
        *(f"/casi/tutti/?state={state}" for state in ("proposed", "open", "closed", "declined")),
        f"/casi/tutti/?worker={elena}",
        "/casi/?state=closed",
        f"/casi/passaggio/?da={elena}",
        "/sportelli/contatti/?outcome=information",
        "/sportelli/?giorno=2016-11-14",
        "/sportelli/?giorno=2016-11-21",
        "/riservatezza/letture/?period=all",
        *(f"/benefici/domande/?state={state}" for state in ("received", "proposed", "withdrawn")),
    )

    compared(world, name, [(path, None) for path in lists], NEAREST)


@pytest.mark.parametrize("name", KEPT)
def test_the_week_of_a_desk_its_screen_and_its_calendar_have_no_place_taken(world: World, name: str) -> None:
    desk = world.town.desk.pk
    calendar, token = desks.give_calendar(world.town.desk, by=world.town.actor("davide.colombo"), at=invented.at())
    paths = (f"/sportelli/{desk}/settimana/", f"/sportelli/{desk}/settimana/?dal=2016-11-21", f"/sportelli/{desk}/", f"/sportelli/{desk}/schermo/")

    assert calendar.desk == world.town.desk
    compared(world, name, [*((path, None) for path in paths), (f"/sportelli/calendari/{token}.ics", None)], NEAREST)


def test_their_place_at_the_desk_is_given_to_somebody_else(world: World) -> None:
    path = f"/sportelli/{world.town.desk.pk}/prenota/?persona={world.town.persons['anna'].pk}&giorno=2016-11-21&ora=09:00"

    compared(world, "nadia", [(path, {"reason": "Buono pasto"}), (f"/sportelli/{world.town.desk.pk}/chiama/", {})], ["desk operator"])


@pytest.mark.parametrize("name", KEPT)
def test_no_export_has_a_row_of_them(world: World, name: str) -> None:
    days = (date(2016, 1, 1), DAY)

    def files() -> list[bytes]:
        head, officer = world.town.actor("giovanni.casati"), world.town.actor("antonio.pirovano")
        asked: list[tuple[What, Any, dict[str, date]]] = [
            (What.CASES, head, {}),
            (What.CONTACTS, head, {"from_on": days[0], "last_on": days[1]}),
            (What.READINGS, officer, {"from_on": days[0], "last_on": days[1]}),
        ]
        made = [exports.export(what, form=Format.CSV, purpose="Prova", by=by, at=invented.at(), **period) for what, by, period in asked]
        return [files_of_exports.read(each.name, each.sha256) or b"" for each in made]

    with transaction.atomic():
        here = files()
        transaction.set_rollback(True)
    with without(world.kept[name]):
        gone = files()
    assert here == gone
    assert all(each for each in here)


@pytest.mark.parametrize("name", KEPT)
def test_who_checks_the_book_sees_that_an_act_was_done_and_not_about_whom(world: World, name: str) -> None:
    officer, person = world.clients["auditor"], world.kept[name]
    theirs = Act.objects.about(pseudonym(person))
    named = (person.name, "Marta Vismara", f"people.person:{person.pk}", "in pericolo", f"/persone/{person.pk}/")

    for act in theirs:
        page = officer.get(f"/bilancio/atti/{act.pk}/").content.decode()
        assert [words for words in (*named, act.subject) if words in page] == []
        assert escape(act.words) in page
        assert act.fingerprint in page
