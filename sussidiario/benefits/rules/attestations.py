"""
What follows from an ISEE attestation: what cannot be on one, until when it serves a request, who is in it and not in the registry.

Nothing is computed again of what INPS attested: sums are done only to catch what was typed wrong.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sussidiario.benefits.lifecycle import IseeKind
from sussidiario.foundation.identifiers import Invalid, compact, read_fiscal_code
from sussidiario.foundation.letters import plain
from sussidiario.foundation.money import euro
from sussidiario.foundation.words import gettext_noop
from sussidiario.regulation import isee as regulation

SINCE = date(2015, 1, 1)
"""From this day the indicator is the one of d.p.c.m. 159/2013."""

PROTOCOL = re.compile(r"INPS-ISEE-\d{4}-[0-9A-Z]{8,10}-\d{2}")

SOON = timedelta(days=30)
"""An attestation that holds no longer than this is about to expire."""

BY_THE_SCALE = frozenset({IseeKind.ORDINARY, IseeKind.CURRENT})
"""Kinds of which the ISEE is the ISE over the scale; the others may have a further component added."""

A_CENT = 1

ALONE, LARGEST_SCALE = 100, 10_000
"""The scale of one person, and one that no household reaches."""


@dataclass(frozen=True)
class Member:
    """Somebody whom an attestation declares in the household; `person` is their number in the registry, where whoever writes knows it."""

    family_name: str
    given_name: str
    fiscal_code: str = ""
    relation: str = ""
    person: int | None = None

    @property
    def name(self) -> str:
        """Given name first."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True)
class Certified:
    """What is on an attestation. Cents; the scale in hundredths; `declarant` is the fiscal code of who declared, as it is written."""

    kind: IseeKind
    protocol: str
    presented_on: date
    valid_from: date
    valid_until: date
    isee: int
    ise: int
    scale: int
    isr: int | None = None
    isp: int | None = None
    omissions: bool = False
    declarant: str = ""
    members: tuple[Member, ...] = ()


@dataclass(frozen=True)
class Mistake:
    """What cannot be, at which field; `message` is a sentence with places for `values`."""

    field: str
    message: str
    values: tuple[tuple[str, str], ...] = ()

    def said(self, translate: Callable[[str], str] = str) -> str:
        """Say it in the language of `translate`."""
        return translate(self.message).format(**dict(self.values))


class Standing(StrEnum):
    """How long an attestation still serves a request."""

    FINE = "fine"
    SOON = "soon"
    SHORT = "short"
    EXPIRED = "expired"


def protocol(text: str) -> str:
    """The number of a DSU, without the blanks and in the capitals that people leave out."""
    return re.sub(r"\s+", "", text).upper()


def mistakes(found: Certified, *, today: date) -> Iterator[Mistake]:
    """What of it cannot be, the dates first: sums are done by the rules of a day that is right."""
    if not PROTOCOL.fullmatch(found.protocol):
        yield Mistake("protocol", gettext_noop("Il numero di protocollo è scritto nell'attestazione, come INPS-ISEE-2016-01234567X-00."))
    if wrong := list(_wrong_days(found, today)):
        yield from wrong
        return
    yield from _wrong_sums(found)
    yield from _wrong_members(found.members)


def standing(valid_until: date, *, today: date, asked_until: date | None) -> Standing:
    """How long it serves: `asked_until` is the last day of the last month asked for, where it is known."""
    if valid_until < today:
        return Standing.EXPIRED
    if asked_until is not None and valid_until < asked_until:
        return Standing.SHORT
    return Standing.SOON if valid_until - today <= SOON else Standing.FINE


TO_HEED = {
    Standing.SOON: gettext_noop("ISEE che sta per scadere"),
    Standing.SHORT: gettext_noop("ISEE che non copre tutti i mesi"),
    Standing.EXPIRED: gettext_noop("ISEE scaduta"),
}
"""What a list of requests that wait says of an attestation."""


def until_by_rule(presented_on: date, kind: IseeKind) -> date | None:
    """Last day by the rule of the day on which it was presented, where nothing else is written; nothing before the rule is there."""
    if presented_on < SINCE:
        return None
    if kind is IseeKind.CURRENT:
        return regulation.current_valid_until(presented_on, regulation.Changed.INCOME)
    return regulation.valid_until(presented_on)


@dataclass(frozen=True)
class Compared:
    """Two households side by side: who is in both, who is on the paper alone, who is in the registry alone."""

    both: tuple[tuple[Member, Member], ...] = ()
    only_declared: tuple[Member, ...] = ()
    only_registered: tuple[Member, ...] = ()

    @property
    def same(self) -> bool:
        """Tell whether they are the same."""
        return not self.only_declared and not self.only_registered


def compare(declared: Sequence[Member], registered: Sequence[Member]) -> Compared:
    """Put the declared household beside that of the registry: who is the same by number in the registry, by fiscal code, else by name."""
    left, both, alone = list(registered), [], []
    for each in declared:
        found = next((other for same in (_same_person, _same_code, _same_name) for other in left if same(each, other)), None)
        if found is None:
            alone.append(each)
        else:
            left.remove(found)
            both.append((each, found))
    return Compared(tuple(both), tuple(alone), tuple(left))


def _same_person(one: Member, other: Member) -> bool:
    return one.person is not None and one.person == other.person


def _same_code(one: Member, other: Member) -> bool:
    return bool(one.fiscal_code) and one.fiscal_code == other.fiscal_code


def _same_name(one: Member, other: Member) -> bool:
    """By name only where a code does not say that they are two."""
    told_apart = one.fiscal_code and other.fiscal_code
    return not told_apart and _key(one) == _key(other) != ("", "")


def _key(member: Member) -> tuple[str, str]:
    return plain(member.family_name).casefold(), plain(member.given_name).casefold()


def _wrong_days(found: Certified, today: date) -> Iterator[Mistake]:
    if found.presented_on < SINCE:
        yield Mistake("presented_on", gettext_noop("L'ISEE come si calcola oggi c'è dal 1° gennaio 2015: questa è di prima."))
    if found.presented_on > today:
        yield Mistake("presented_on", gettext_noop("Il giorno deve ancora venire."))
    if found.valid_until < found.valid_from or found.valid_from < found.presented_on:
        yield Mistake("valid_until", gettext_noop("Prima si presenta, poi vale, poi scade: controlla i tre giorni."))


def _wrong_sums(found: Certified) -> Iterator[Mistake]:
    if not ALONE <= found.scale <= LARGEST_SCALE:
        yield Mistake("scale", gettext_noop("La scala di equivalenza è almeno 1,00: 2,04 si scrive così."))
        return
    if min(found.isee, found.ise) < 0:
        yield Mistake("isee", gettext_noop("L'ISE e l'ISEE non sono mai meno di zero."))
        return
    if found.isr is not None and found.isp is not None:
        due = regulation.ise(found.isr, found.isp, found.presented_on)
        if abs(due - found.ise) > A_CENT:
            yield Mistake("ise", gettext_noop("L'ISE è l'ISR più un quinto dell'ISP: da questi verrebbe {due}."), (("due", euro(int(due))),))
    if found.kind in BY_THE_SCALE:
        due = regulation.isee(found.ise, found.scale)
        if abs(due - found.isee) > A_CENT:
            yield Mistake("isee", gettext_noop("L'ISEE è l'ISE diviso per la scala: da questi verrebbe {due}."), (("due", euro(int(due))),))


def _wrong_members(members: Iterable[Member]) -> Iterator[Mistake]:
    codes: set[str] = set()
    some = False
    for each in members:
        some = True
        if not each.family_name and not each.given_name:
            yield Mistake("others", gettext_noop("Di ognuno scrivi il cognome e il nome."))
        if not each.fiscal_code:
            continue
        if each.fiscal_code in codes:
            yield Mistake("others", gettext_noop("{name} è scritto due volte."), (("name", each.name),))
        codes.add(each.fiscal_code)
        try:
            read_fiscal_code(each.fiscal_code)
        except Invalid as wrong:
            yield Mistake("others", wrong.message, tuple((name, str(value)) for name, value in wrong.values.items()))
    if not some:
        yield Mistake("members", gettext_noop("Scegli chi è nel nucleo dell'attestazione."))


def others(text: str) -> tuple[Member, ...]:
    """Read those who are typed one a line, with semicolons or commas: family name, given name, fiscal code, relation; what is left out stays empty."""
    found = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"[;,\t]", line)]
        if any(cells):
            family, given, code, relation, *_rest = [*cells, "", "", ""]
            found.append(Member(family[:100], given[:100], compact(code), relation[:40]))
    return tuple(found)
