"""The people who work in the invented city: who they are, what they may do, where they sit."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from sussidiario.access import actions
from sussidiario.access.models import Staff, Team
from sussidiario.access.rules import Role
from sussidiario.foundation.areas import Area
from sussidiario.foundation.words import gettext_noop

PASSWORD = "monza-2012-2017"  # noqa: S105  written on the sign-in page of the invented city
"""The one password of every demo sign-in."""

SINCE = date(2012, 1, 9)
"""When those without a later day began: before the mandate did."""

SECRETARIAT, SERVICE, MANDATE, AUDIT = "segretariato", "direzione", "mandato", "revisione"

NETWORK, PARTNER, OFFICE, DEPARTMENT, ACCOUNTS = "rete", "accoglienza", "accessi", "dirigenza", "ragioneria"

BODY = "Cooperativa La Meridiana di Brianza"
"""An outside body that works with the municipality: invented."""

TEAMS: tuple[tuple[str, str, str], ...] = (
    (SECRETARIAT, "Segretariato sociale", ""),
    ("minori", "Famiglia e minori", Area.MINORS.value),
    ("disabili", "Disabili", Area.DISABLED.value),
    ("adulti", "Adulti", Area.ADULTS.value),
    ("anziani", "Anziani", Area.ELDERLY.value),
    (SERVICE, "Direzione dei servizi sociali", ""),
    (MANDATE, "Ufficio di mandato", ""),
    (AUDIT, "Revisione e protezione dei dati", ""),
    (NETWORK, "Rete antiviolenza, centro di Monza", ""),
    (PARTNER, "Accoglienza diurna", ""),
    (OFFICE, "Amministrazione degli accessi", ""),
    (DEPARTMENT, "Settore servizi sociali", ""),
    (ACCOUNTS, "Ragioneria", ""),
)
"""Code, name and area of every team."""


@dataclass(frozen=True)
class Member:
    """One of the cast: `words` say who they are on the sign-in page, to be translated where they are shown."""

    given_name: str
    family_name: str
    roles: tuple[Role, ...]
    teams: tuple[str, ...]
    words: str
    since: date = SINCE

    @property
    def username(self) -> str:
        """What they type to sign in: `chiara.brambilla`."""
        return f"{self.given_name}.{self.family_name}".lower().replace(" ", "").replace("'", "").replace("è", "e").replace("ò", "o")

    @property
    def name(self) -> str:
        """How they are called on a page."""
        return f"{self.given_name} {self.family_name}"


CAST: tuple[Member, ...] = (
    Member("Chiara", "Brambilla", (Role.DESK_OPERATOR,), (SECRETARIAT,), gettext_noop("operatrice allo sportello di Centro")),
    Member("Davide", "Colombo", (Role.DESK_OPERATOR,), (SECRETARIAT,), gettext_noop("operatore allo sportello di Cederna e Cantalupo"), date(2013, 9, 2)),
    Member("Samira", "El Amrani", (Role.DESK_OPERATOR,), (SECRETARIAT,), gettext_noop("operatrice allo sportello di San Fruttuoso"), date(2014, 3, 3)),
    Member("Lucia", "Ferrario", (Role.SOCIAL_WORKER,), ("minori",), gettext_noop("assistente sociale, famiglia e minori")),
    Member("Elena", "Galbiati", (Role.SOCIAL_WORKER,), ("minori",), gettext_noop("assistente sociale, famiglia e minori"), date(2013, 2, 4)),
    Member("Marco", "Sala", (Role.SOCIAL_WORKER,), ("disabili",), gettext_noop("assistente sociale, disabili")),
    Member("Giulia", "Mandelli", (Role.SOCIAL_WORKER,), ("adulti",), gettext_noop("assistente sociale, adulti in difficoltà")),
    Member("Paola", "Villa", (Role.SOCIAL_WORKER,), ("anziani",), gettext_noop("assistente sociale, anziani")),
    Member("Stefano", "Riva", (Role.SOCIAL_WORKER,), ("anziani", "disabili"), gettext_noop("assistente sociale, anziani e disabili"), date(2014, 9, 1)),
    Member(
        "Roberta",
        "Meregalli",
        (Role.SERVICE_HEAD,),
        (SERVICE, "minori", "disabili"),
        gettext_noop("responsabile del servizio, minori e disabili"),
    ),
    Member(
        "Giovanni",
        "Casati",
        (Role.SERVICE_HEAD,),
        (SERVICE, SECRETARIAT, "adulti", "anziani"),
        gettext_noop("responsabile del servizio, segretariato, adulti e anziani"),
    ),
    Member("Federica", "Tagliabue", (Role.MANDATE_OFFICE,), (MANDATE,), gettext_noop("ufficio di mandato: il bilancio sociale")),
    Member("Antonio", "Pirovano", (Role.AUDITOR,), (AUDIT,), gettext_noop("revisione e protezione dei dati: il registro")),
    Member("Marta", "Vismara", (Role.NETWORK,), (NETWORK,), gettext_noop("rete antiviolenza: il centro di Monza")),
    Member("Ilaria", "Colnaghi", (Role.NETWORK,), (NETWORK,), gettext_noop("rete antiviolenza: il centro di Monza"), date(2014, 1, 13)),
    Member("Luca", "Perego", (Role.PARTNER,), (PARTNER,), gettext_noop("cooperativa partner: accoglienza diurna")),
    Member("Alberto", "Fumagalli", (Role.EXECUTIVE,), (DEPARTMENT,), gettext_noop("dirigente del settore: le decisioni oltre soglia")),
    Member("Renata", "Sironi", (Role.ACCOUNTANT,), (ACCOUNTS,), gettext_noop("ragioneria: i pagamenti dei benefici")),
    Member("Silvia", "Cattaneo", (Role.ACCESS_OFFICE,), (OFFICE,), gettext_noop("amministrazione degli accessi: utenze e ruoli")),
)


@transaction.atomic
def create_staff() -> dict[str, Staff]:
    """Create teams and cast with their roles, through the actions, and return the cast by username. Those already there stay as they are."""
    teams = {
        code: Team.objects.get_or_create(
            code=code, defaults={"name": name, "area": area, "body": BODY if code == PARTNER else "", "protects": code == NETWORK}
        )[0]
        for code, name, area in TEAMS
    }
    password = make_password(PASSWORD)
    return {member.username: _create(member, teams, password) for member in CAST}


def _create(member: Member, teams: dict[str, Team], password: str) -> Staff:
    """Create one of the cast."""
    names = {"given_name": member.given_name, "family_name": member.family_name, "password": password}
    staff, created = Staff.objects.get_or_create(username=member.username, defaults=names)
    if created:
        for role in member.roles:
            actions.give_role(staff, role, from_on=member.since, given_by=None)
        for code in member.teams:
            actions.join_team(staff, teams[code], on=member.since)
    return staff
