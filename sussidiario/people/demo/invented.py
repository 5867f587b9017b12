"""What the generator hands over: households, and the persons who live in them or did."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class InventedPaper:
    """A paper or code beside the fiscal code; `kind` is one of `people.lifecycle.IdentifierKind`, `country` ISTAT's code of the state that issued it."""

    kind: str
    value: str
    country: str = ""


@dataclass(slots=True)
class InventedPerson:
    """
    Somebody of the invented town, with the fields of `people.models.Person` and a few that no table keeps yet.

    `relation` and `status` are the register's codes (ANPR) of kinship to the reference person and of civil status; they live, or lived, in their
    household from `joined_on` until `left_on`. `number` counts everybody from 1, in the order in which they are invented.
    """

    number: int
    given_name: str
    family_name: str
    sex: str
    birth_on: date | None
    birth_precision: str
    birthplace: str
    birthplace_name: str
    citizenship: str
    relation: int
    joined_on: date
    second_citizenship: str = ""
    fiscal_code: str = ""
    pseudonym: str = ""
    also_called: str = ""
    status: int = 1
    phone: str = ""
    email: str = ""
    left_on: date | None = None
    died_on: date | None = None
    papers: tuple[InventedPaper, ...] = ()


@dataclass(slots=True)
class InventedHousehold:
    """
    Who lives together on the last day of 2016, the reference person first, and in `former` who lived there and died.

    They live in `street` since `lives_there_since`, and lived before in `street_before`, in the same neighbourhood. `neighbourhood` is empty for who has no
    fixed abode; `street` is then where the register keeps them, or where they are to be found, or nothing. Those who are not `resident` are outside
    the register and not counted among the town's persons. A household with nobody left was dissolved on `closed_on`.
    """

    number: int
    kind: str
    neighbourhood: str
    street: str
    street_before: str
    opened_on: date
    lives_there_since: date
    members: list[InventedPerson]
    former: list[InventedPerson] = field(default_factory=list)
    closed_on: date | None = None
    resident: bool = True
    no_fixed_abode: bool = False
