"""
What the national register of social services (SIUSS) is sent of an award, by the flow PSA of 2018, and why something cannot be sent yet.

An entry says who receives a benefit, and the benefit. The rules are those of the flow's schema (which attributes there must be, how long, of which form)
and those across fields. These have no numbers where we read them, in the checks that SISO makes before it sends; in their order there:

1. what is periodic says from when to when, for how many months and how much a month;
2. what is occasional says when it was paid, and how much;
3. who is in charge of the professional service says in which area;
4. of whom it is not known whether they are in charge nothing is sent: here it always is, from the cases;
5. arrears that are paid periodically (A1.05.01) say when they happened;
6. some services (A2.16 to A2.29) are sent only of who is in charge.

A record has room for 12 months, and nothing says what becomes of a benefit that lasts longer. It is sent as offices do: what is periodic makes a record in
each year that it is paid for, with what was granted for the months of that year; where the sum of a month changes within the year, or months were taken
back in its middle, a record for each stretch, so that months times sum is what was granted. What is occasional is one record of the year it was granted.
Records of the same request are told apart by the day they begin. The part for the not self-sufficient (SINA) is not filled in.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sussidiario.foundation.areas import Area
from sussidiario.foundation.words import gettext_noop

Attributes = Mapping[str, str]

INSERTS, CANCELS = "I", "C"
PERIODIC, OCCASIONAL = "1", "2"
BY_ISEE = "1"
IN_CHARGE, NOT_IN_CHARGE = "1", "2"
LONGEST_NAME = 36

WITH_EVENT = frozenset({"A1.05.01"})
"""Benefits that say on which day what they are for happened, where they are periodic."""

ONLY_IN_CHARGE = re.compile(r"A2\.(1[6-9]|2[0-9])")
"""Benefits that are sent only of who is in charge."""

AREAS: Mapping[Area, str] = {Area.MINORS: "1", Area.DISABLED: "2", Area.ELDERLY: "2", Area.ADULTS: "3"}
"""The register's areas: family and minors, disability and lack of self-sufficiency, poverty and exclusion. It has none of its own for the elderly."""


def _text(least: int, most: int) -> re.Pattern[str]:
    return re.compile(rf"(?s).{{{least},{most}}}")


def _one(signs: str) -> re.Pattern[str]:
    return re.compile(f"[{signs}]")


CODE = re.compile(r"[A-Za-z]{6}\d{2}[A-Za-z]\d{2}[A-Za-z][A-Za-z0-9]{3}[A-Za-z]|\d{11}", re.ASCII)
"""
Fiscal codes that the schema lets in. It knows nothing of homonyms (omocodia): of a code with letters for the figures of the year or of the day, which is
right, it says no.
"""

NO_TEXT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that XML cannot carry."""

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
AMOUNT = re.compile(r"\d{1,9}\.\d{2}", re.ASCII)


@dataclass(frozen=True)
class Attribute:
    """What the schema says of an attribute."""

    form: re.Pattern[str]
    required: bool = False

    def allows(self, value: str | None) -> bool:
        """Tell whether it may be this, or may not be there."""
        return not self.required if value is None else self.form.fullmatch(value) is not None


FLOW: Mapping[str, Attribute] = {"Nome": Attribute(_text(1, 50), required=True)}
BODY: Mapping[str, Attribute] = {
    "Codice": Attribute(_text(1, 32), required=True),
    "Denominazione": Attribute(_text(1, 100)),
    "Indirizzo": Attribute(_text(4, 4), required=True),
    "CFOperatore": Attribute(CODE, required=True),
}
RECIPIENT: Mapping[str, Attribute] = {"CodiceFiscale": Attribute(CODE, required=True)}
PERSON: Mapping[str, Attribute] = {
    "Cognome": Attribute(_text(1, LONGEST_NAME), required=True),
    "Nome": Attribute(_text(1, LONGEST_NAME), required=True),
    "AnnoNascita": Attribute(re.compile(r"[0-9]{4}"), required=True),
    "LuogoNascita": Attribute(re.compile(r"[A-Za-z0-9]{4}"), required=True),
    "Genere": Attribute(_one("12"), required=True),
    "CodiceCittadinanza": Attribute(re.compile(r"[0-9]{3}"), required=True),
    "CodiceSecondaCittadinanza": Attribute(re.compile(r"[0-9]{3}")),
}
ADDRESS: Mapping[str, Attribute] = {
    "CodiceRegione": Attribute(re.compile(r"[0-9]{2}")),
    "CodiceComune": Attribute(re.compile(r"[0-9]{6}")),
    "CodiceNazione": Attribute(re.compile(r"[0-9]{3}"), required=True),
}
BENEFIT: Mapping[str, Attribute] = {
    "TipoOperazione": Attribute(_one("IC")),
    "PresenzaProvaMezzi": Attribute(_one("1234"), required=True),
    "CaratterePrestazione": Attribute(_one("12")),
    "NumeroProtocolloDSU": Attribute(_text(0, 30)),
    "AnnoProtocolloDSU": Attribute(re.compile(r"[0-9]{4}")),
    "DataDSU": Attribute(DAY),
    "CodicePrestazione": Attribute(_text(5, 10), required=True),
    "DenominazionePrestazione": Attribute(_text(10, 200), required=True),
    "ProtocolloDomanda": Attribute(_text(1, 32), required=True),
    "DataEvento": Attribute(DAY),
    "DataInizioPrestazione": Attribute(DAY),
    "DataFinePrestazione": Attribute(DAY),
    "DataErogazionePrestazione": Attribute(DAY),
    "ImportoPrestazione": Attribute(AMOUNT),
    "ImportoMensile": Attribute(AMOUNT),
    "ImportoQuotaEnte": Attribute(AMOUNT),
    "QuotaUtente": Attribute(AMOUNT),
    "QuotaSSN": Attribute(AMOUNT),
    "QuotaRichiesta": Attribute(AMOUNT),
    "ImportoSogliaISEE": Attribute(AMOUNT),
    "PeriodoErogazione": Attribute(re.compile(r"[1-9]|1[0-2]")),
    "OreServizioMensile": Attribute(re.compile(r"[0-9]{1,3}")),
    "PresaCarico": Attribute(_one("12"), required=True),
    "AreaUtenza": Attribute(_one("123")),
}

ACROSS: tuple[tuple[Callable[[Attributes], bool], tuple[str, ...]], ...] = (
    (
        lambda benefit: benefit.get("CaratterePrestazione") == PERIODIC,
        ("DataInizioPrestazione", "DataFinePrestazione", "PeriodoErogazione", "ImportoMensile"),
    ),
    (lambda benefit: benefit.get("CaratterePrestazione") == OCCASIONAL, ("DataErogazionePrestazione", "ImportoPrestazione")),
    (lambda benefit: benefit.get("PresaCarico") == IN_CHARGE, ("AreaUtenza",)),
    (lambda benefit: benefit.get("CaratterePrestazione") == PERIODIC and benefit.get("CodicePrestazione") in WITH_EVENT, ("DataEvento",)),
)
"""When an attribute that the schema does not require must be there."""


class Where(StrEnum):
    """On whose page something is mended."""

    PERSON = "person"
    REQUEST = "request"
    AWARD = "award"
    MEASURE = "measure"
    SETTINGS = "settings"


@dataclass(frozen=True)
class Problem:
    """What keeps an entry out of the file, or (`warns`) should be looked at; in words, and on which page it is mended."""

    where: Where
    message: str
    warns: bool = False


@dataclass(frozen=True)
class Body:
    """Who sends: its code in the register, its name, the Belfiore code of its seat, the fiscal code of who works on the flow."""

    code: str
    name: str
    seat: str
    operator: str

    @property
    def attributes(self) -> Attributes:
        """As the flow has them."""
        return {"Codice": self.code, "Denominazione": self.name[:100], "Indirizzo": self.seat, "CFOperatore": self.operator}


@dataclass(frozen=True)
class Recipient:
    """Whom a benefit is for, as the registry has them; empty what it does not know. Citizenships by ISO number."""

    fiscal_code: str
    family_name: str
    given_name: str
    birth_year: int | None
    birthplace: str
    sex: str
    citizenship: str
    second_citizenship: str = ""
    municipality: str = ""
    nation: str = ""


@dataclass(frozen=True)
class Benefit:
    """What was granted for `months`, from `from_on` to `until_on`. Cents: of a month where it is periodic, else paid in all."""

    request: str
    means_test: str
    code: str
    name: str
    periodic: bool
    amount: int
    months: int
    from_on: date
    until_on: date
    paid_on: date | None
    received_on: date
    in_charge: bool
    area: Area
    dsu: str = ""
    dsu_on: date | None = None


@dataclass(frozen=True)
class Entry:
    """One benefit of one person, as the flow has it."""

    fiscal_code: str
    person: Attributes
    addresses: tuple[Attributes, ...]
    benefit: Attributes

    @property
    def request(self) -> str:
        """The number of its request, which names it."""
        return self.benefit["ProtocolloDomanda"]

    @property
    def digest(self) -> str:
        """Digest of what is said, whatever is done with it."""
        said = {name: value for name, value in self.benefit.items() if name != "TipoOperazione"}
        text = json.dumps([self.fiscal_code, dict(self.person), [dict(each) for each in self.addresses], said], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def to(self, operation: str) -> "Entry":
        """The same, to be inserted or cancelled."""
        return replace(self, benefit={"TipoOperazione": operation, **{name: value for name, value in self.benefit.items() if name != "TipoOperazione"}})


def entry(recipient: Recipient, benefit: Benefit) -> Entry:
    """Say it as the flow does; what is not known is left out. Names are cut where the flow has no room."""
    person = {
        "Cognome": _cut(recipient.family_name),
        "Nome": _cut(recipient.given_name),
        "AnnoNascita": f"{recipient.birth_year:04d}" if recipient.birth_year else "",
        "LuogoNascita": recipient.birthplace,
        "Genere": {"M": "1", "F": "2"}.get(recipient.sex, ""),
        "CodiceCittadinanza": recipient.citizenship,
        "CodiceSecondaCittadinanza": recipient.second_citizenship,
    }
    address = {"CodiceComune": recipient.municipality, "CodiceNazione": recipient.nation}
    return Entry(recipient.fiscal_code, _there(person), (_there(address),) if recipient.nation else (), _there(_said(benefit)))


def problems(recipient: Recipient, benefit: Benefit) -> Iterator[Problem]:
    """What keeps it out of the file, and what should be looked at; of who has no fiscal code nothing is said here: they are left out and counted."""
    found = entry(recipient, benefit)
    if not RECIPIENT["CodiceFiscale"].allows(found.fiscal_code):
        yield Problem(Where.PERSON, OMOCODIC)
    for name in (*_wrong(found.person, PERSON), *_wrong(found.benefit, BENEFIT), *missing_across(found.benefit)):
        yield Problem(*WORDS.get(name, (Where.AWARD, gettext_noop("C'è un dato che il tracciato non accetta."))))
    if benefit.means_test == BY_ISEE and not benefit.dsu:
        yield Problem(Where.REQUEST, gettext_noop("È soggetta a ISEE, ed è stata decisa senza un'attestazione: parte senza il numero della DSU."), warns=True)
    if recipient.citizenship == "990":
        yield Problem(Where.PERSON, gettext_noop("La cittadinanza non è indicata: parte come sconosciuta."), warns=True)


def wrong_in(body: Body) -> list[str]:
    """Which attributes of who sends are missing or wrong."""
    return _wrong(_there(body.attributes), BODY)


def missing_across(benefit: Attributes) -> list[str]:
    """Attributes that must be there, or be otherwise, because of the others."""
    missing = [name for holds, needed in ACROSS if holds(benefit) for name in needed if name not in benefit]
    if ONLY_IN_CHARGE.fullmatch(benefit.get("CodicePrestazione", "")) and benefit.get("PresaCarico") == NOT_IN_CHARGE:
        missing.append("PresaCarico")
    return list(dict.fromkeys(missing))


def _wrong(given: Attributes, spec: Mapping[str, Attribute]) -> list[str]:
    return [name for name, attribute in spec.items() if not attribute.allows(given.get(name))]


OMOCODIC = gettext_noop("Il tracciato dell'INPS non accetta questo codice fiscale: ha lettere al posto di cifre dell'anno o del giorno (omocodia).")

WORDS: Mapping[str, tuple[Where, str]] = {
    "Cognome": (Where.PERSON, gettext_noop("Manca il cognome.")),
    "Nome": (Where.PERSON, gettext_noop("Manca il nome.")),
    "AnnoNascita": (Where.PERSON, gettext_noop("Manca l'anno di nascita.")),
    "LuogoNascita": (Where.PERSON, gettext_noop("Manca il comune o lo Stato di nascita.")),
    "Genere": (Where.PERSON, gettext_noop("Manca il sesso.")),
    "CodicePrestazione": (Where.MEASURE, gettext_noop("Il codice SIUSS della misura ha da 5 a 10 caratteri.")),
    "DenominazionePrestazione": (Where.MEASURE, gettext_noop("La denominazione SIUSS della misura ha da 10 a 200 caratteri.")),
    "DataErogazionePrestazione": (Where.AWARD, gettext_noop("Non è ancora pagata.")),
    "PresaCarico": (Where.PERSON, gettext_noop("Il SIUSS la vuole solo per chi è in carico al servizio sociale, e il giorno della concessione non lo era.")),
}
"""Where each attribute that we fill in is mended, and what to say of it."""


def _said(benefit: Benefit) -> dict[str, str]:
    by_isee = benefit.means_test == BY_ISEE
    said = {
        "TipoOperazione": INSERTS,
        "PresenzaProvaMezzi": benefit.means_test,
        "CaratterePrestazione": PERIODIC if benefit.periodic else OCCASIONAL,
        "NumeroProtocolloDSU": benefit.dsu if by_isee else "",
        "AnnoProtocolloDSU": f"{benefit.dsu_on:%Y}" if by_isee and benefit.dsu_on else "",
        "DataDSU": _day(benefit.dsu_on) if by_isee else "",
        "CodicePrestazione": benefit.code,
        "DenominazionePrestazione": benefit.name,
        "ProtocolloDomanda": benefit.request,
        "DataEvento": _day(benefit.received_on) if benefit.periodic and benefit.code in WITH_EVENT else "",
        "PresaCarico": IN_CHARGE if benefit.in_charge else NOT_IN_CHARGE,
        "AreaUtenza": AREAS[benefit.area] if benefit.in_charge else "",
    }
    if benefit.periodic:
        return said | {
            "DataInizioPrestazione": _day(benefit.from_on),
            "DataFinePrestazione": _day(benefit.until_on),
            "ImportoMensile": amount(benefit.amount),
            "PeriodoErogazione": str(benefit.months),
        }
    return said | {"DataErogazionePrestazione": _day(benefit.paid_on), "ImportoPrestazione": amount(benefit.amount)}


def amount(cents: int) -> str:
    """Cents as the flow writes them: `1250.50`."""
    return f"{cents // 100}.{cents % 100:02d}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _cut(name: str) -> str:
    return " ".join(NO_TEXT.sub("", name).split())[:LONGEST_NAME].strip()


def _there(attributes: Attributes) -> Attributes:
    written = {name: NO_TEXT.sub("", value) for name, value in attributes.items()}
    return {name: value for name, value in written.items() if value}
