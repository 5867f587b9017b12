"""Who is who in the stories of persons opened to others, and how they are opened."""

from datetime import date, datetime

from sussidiario.access import actor as asking
from sussidiario.access.actor import Actor
from sussidiario.access.models import Staff, Team
from sussidiario.people import actions as registry, policy as people
from sussidiario.people.models import Person
from sussidiario.privacy.actions import emergency, grants
from sussidiario.privacy.lifecycle.emergency import Verdict
from sussidiario.privacy.models import Emergency, Grant
from tests import town as invented

PAOLA, STEFANO, GIULIA, LUCIA = "paola.villa", "stefano.riva", "giulia.mandelli", "lucia.ferrario"
DESK, OTHER_DESK = "chiara.brambilla", "davide.colombo"
HEAD, OTHER_HEAD, OFFICER = "giovanni.casati", "roberta.meregalli", "antonio.pirovano"
PARTNER, NETWORK, OFFICE, MANDATE = "luca.perego", "marta.vismara", "silvia.cattaneo", "federica.tagliabue"

DAY, AT = invented.DAY, invented.at()
LAST = date(2016, 12, 31)
TEN = invented.at(10)
WHY = "La vicina chiama: Anna non risponde da ieri e Paola è in ferie."


def team(code: str = "accoglienza") -> Team:
    """A group, the cooperative's if no other is named."""
    return Team.objects.get(code=code)


def granted(town: invented.Town, who: str = "anna", to: str = "accoglienza", *, by: str = PAOLA, from_on: date = DAY, last_on: date = LAST) -> Grant:
    """Somebody opened to a group."""
    purpose = "Accoglienza diurna dal lunedì al venerdì."
    return grants.give(town.persons[who], team=team(to), purpose=purpose, from_on=from_on, last_on=last_on, by=town.actor(by), at=AT)


def protected(town: invented.Town, who: str = "anna") -> Person:
    """Somebody who from now on exists for the network alone."""
    return registry.protect(town.persons[who], team=team("rete"), why="Segue un percorso.", by=town.actor(NETWORK), at=AT)


def reserved(town: invented.Town, who: str = "anna", *, by: str = PAOLA) -> Person:
    """Somebody whose record only those read whose work is about them."""
    return registry.reserve(town.persons[who], why="Salute.", by=town.actor(by), at=AT)


def someone(town: invented.Town, username: str, at: datetime = TEN) -> Actor:
    """One of the cast as they come in by a page, at an instant."""
    return asking.actor(Staff.objects.get(pk=town.staff[username].pk), on=at.date(), at=at)


def opened(town: invented.Town, username: str = GIULIA, who: str = "anna", *, at: datetime = TEN, reason: str = WHY) -> Emergency:
    """Somebody opened in an emergency."""
    return emergency.open_emergency(town.persons[who], reason=reason, by=someone(town, username, at), at=at)


def reviewed(town: invented.Town, access: Emergency, username: str = HEAD, *, at: datetime, verdict: Verdict = Verdict.JUSTIFIED) -> Emergency:
    """An access judged."""
    return emergency.review_emergency(access, verdict=verdict, words="Ha chiamato il 118.", by=someone(town, username, at), at=at)


def reads(town: invented.Town, username: str, who: str, at: datetime) -> bool:
    """Tell whether one of the cast reads of a person at an instant."""
    return people.visible_to(someone(town, username, at)).filter(pk=town.persons[who].pk).exists()
