"""
Read the ISEE attestation that INPS gives as XML.

What is read, by the names that services of municipalities use (the schema is not redistributed, and nothing of it is copied here):

- `Attestazione` with `CodiceFiscaleDichiarante`, `NumeroProtocolloDSU`, `DataPresentazione`, `DataValidita`, `DataScadenzaDSUCorrente`;
- inside it, in `Ordinario`, `Minorenni` (`ISEEMin`), `Universitario` (`ISEEUni`), `SocioSanRes` (`ISEESocioSanRes`), `Ridotto` (`ISEERistretto`) or
  `Corrente` (or `Ordinario` marked as such), an element `Valori` with `ISEE`, `ISE`, `ISR`, `ISP`, `ScalaEquivalenza`;
- `ComponenteNucleo` (or `Componente`, `ComponenteNucleoRistretto`) with `Cognome`, `Nome`, `CodiceFiscale`, `RapportoConDichiarante`;
- `OmissioneDifformita`, wherever it is.

A value is an attribute or an element of that name, in whatever namespace. The answer of the service, which carries the attestation in base64
(`XmlEsitoAttestazione`), is read too. No file of INPS was at hand: who has one tries it before relying on this.
"""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from sussidiario.benefits.lifecycle import IseeKind
from sussidiario.benefits.rules.attestations import Certified, Member, protocol, until_by_rule
from sussidiario.foundation import markup
from sussidiario.foundation.identifiers import compact
from sussidiario.foundation.words import gettext_noop

MOST_ELEMENTS = 20_000

SECTIONS: Mapping[str, IseeKind] = {
    "ordinario": IseeKind.ORDINARY,
    "iseeordinario": IseeKind.ORDINARY,
    "corrente": IseeKind.CURRENT,
    "iseecorrente": IseeKind.CURRENT,
    "minorenni": IseeKind.MINORS,
    "iseemin": IseeKind.MINORS,
    "universitario": IseeKind.UNIVERSITY,
    "iseeuni": IseeKind.UNIVERSITY,
    "sociosanres": IseeKind.RESIDENTIAL,
    "iseesociosanres": IseeKind.RESIDENTIAL,
    "iseesociosanresristretto": IseeKind.RESIDENTIAL,
    "ridotto": IseeKind.SOCIO_SANITARY,
    "iseeristretto": IseeKind.SOCIO_SANITARY,
}
"""Of which kind the values inside a section are; inside one that is not here, of the kind of what is around it."""

WITH_MEMBERS = frozenset({"ordinario", "ridotto", "corrente"})
"""Sections that say who is in them."""

MEMBERS = frozenset({"componentenucleo", "componente", "componentenucleoristretto"})
YES = frozenset({"1", "true", "s", "si", "sì", "y"})
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T+Z-].*)?|(\d\d)/(\d\d)/(\d{4})")
LARGEST = 10**12
"""Cents beyond which nothing is a household's means."""


class Unreadable(ValueError):
    """The file is not an attestation that we read; the message is to be translated."""

    def __init__(self, message: str, *, what: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.what = what


def read(content: bytes) -> list[Certified]:
    """
    Read an attestation: one for each kind that is in it, the ordinary first.

    Where a kind has several different values, as for children of different parents, it is left out: which one is meant only the paper says.

    :raises Unreadable: if it is not XML, there is no attestation in it, or what must be there is not.
    """
    attestation = _attestation(_root(content))
    values = _values(attestation)
    found = [_certified(attestation, kind, each) for kind, each in sorted(values.items())]
    if not found:
        raise Unreadable(gettext_noop("Nel file non ci sono valori ISEE che si possano prendere così come sono: trascrivi l'attestazione."))
    return found


def _root(content: bytes) -> Element:
    try:
        root = markup.read(content, most=MOST_ELEMENTS)
        carried = next((each for each in root.iter() if markup.local(each) == "XmlEsitoAttestazione" and each.text), None)
        if carried is not None and carried.text:
            return markup.read(base64.b64decode("".join(carried.text.split()), validate=True), most=MOST_ELEMENTS)
    except (markup.NotXml, binascii.Error):
        raise Unreadable(gettext_noop("Il file non è un'attestazione ISEE in XML.")) from None
    return root


def _attestation(root: Element) -> Element:
    found = next((each for each in root.iter() if markup.local(each) == "Attestazione"), None)
    if found is None:
        raise Unreadable(gettext_noop("Nel file non c'è nessuna attestazione: per l'INPS forse la DSU non c'è, o è incompleta."))
    return found


def _values(attestation: Element) -> dict[IseeKind, tuple[Element, Element]]:
    """For each kind the element with its values and the section it is in; nothing of a kind with different ones."""
    found: dict[IseeKind, tuple[Element, Element]] = {}
    differing: set[IseeKind] = set()
    for kind, section, values in _walk(attestation, None, attestation):
        if kind in found and _said(found[kind][1], "ISEE") != _said(values, "ISEE"):
            differing.add(kind)
        found.setdefault(kind, (section, values))
    return {kind: each for kind, each in found.items() if kind not in differing}


def _walk(element: Element, kind: IseeKind | None, section: Element) -> Iterator[tuple[IseeKind, Element, Element]]:
    name = markup.local(element).lower()
    if name in SECTIONS:
        kept_current = kind is IseeKind.CURRENT and SECTIONS[name] is IseeKind.ORDINARY
        kind = IseeKind.CURRENT if kept_current or _said(element, "Corrente").lower() in YES else SECTIONS[name]
        section = element if name in WITH_MEMBERS else section
    if name == "valori" and kind is not None:
        yield kind, section, element
        return
    for child in element:
        yield from _walk(child, kind, section)


def _certified(attestation: Element, kind: IseeKind, found: tuple[Element, Element]) -> Certified:
    section, values = found
    presented_on = _day(attestation, "DataPresentazione")
    number = protocol(_said(attestation, "NumeroProtocolloDSU"))
    if presented_on is None or not number:
        raise Unreadable(gettext_noop("Nel file manca il protocollo o il giorno di presentazione della DSU."))
    written = _day(attestation, "DataValidita")
    current = _day(attestation, "DataScadenzaDSUCorrente") if kind is IseeKind.CURRENT else None
    until = current or written or until_by_rule(presented_on, kind)
    if until is None:
        raise Unreadable(gettext_noop("Nel file manca il giorno fino a cui l'attestazione vale."))
    isee, ise, scale = _cents(values, "ISEE"), _cents(values, "ISE"), _cents(values, "ScalaEquivalenza")
    if isee is None or ise is None or scale is None:
        raise Unreadable(gettext_noop("Nel file manca l'ISEE, l'ISE o la scala di equivalenza."))
    return Certified(
        kind=kind,
        protocol=number[:30],
        presented_on=presented_on,
        valid_from=presented_on,
        valid_until=until,
        isee=isee,
        ise=ise,
        scale=scale,
        isr=_cents(values, "ISR"),
        isp=_cents(values, "ISP"),
        omissions=any(markup.local(each) == "OmissioneDifformita" and (each.attrib or len(each)) for each in attestation.iter()),
        declarant=compact(_said(attestation, "CodiceFiscaleDichiarante"))[:16],
        members=tuple(_members(section)) or tuple(_members(attestation)),
    )


def _members(within: Element) -> Iterator[Member]:
    seen = set()
    for each in within.iter():
        if markup.local(each).lower() not in MEMBERS:
            continue
        facts = next((child for child in each if markup.local(child) == "Anagrafica"), each)
        relation = _said(each, "RapportoConDichiarante") or _said(each, "RelazioneConBeneficiario")
        member = Member(_said(facts, "Cognome")[:100], _said(facts, "Nome")[:100], compact(_said(facts, "CodiceFiscale"))[:16], relation[:40])
        key = member.fiscal_code or member.name
        if key and key not in seen:
            seen.add(key)
            yield member


def _said(element: Element, name: str) -> str:
    """What an attribute, or else an element inside it, says."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value.strip()
    return next(((child.text or "").strip() for child in element if markup.local(child) == name), "")


def _day(element: Element, name: str) -> date | None:
    match = _DAY.fullmatch(_said(element, name))
    if match is None:
        return None
    year, month, on, day, of_month, of_year = match.groups()
    try:
        return date(int(year), int(month), int(on)) if year else date(int(of_year), int(of_month), int(day))
    except ValueError:
        return None


def _cents(element: Element, name: str) -> int | None:
    """An amount with a point or a comma, as hundredths; nothing where it is none."""
    said = _said(element, name)
    if not re.fullmatch(r"-?\d{1,12}([.,]\d{1,6})?", said):
        return None
    try:
        found = int((Decimal(said.replace(",", ".")) * 100).to_integral_value(rounding="ROUND_HALF_UP"))
    except InvalidOperation:
        return None
    return found if abs(found) < LARGEST else None
