"""
The file of the flow PSA: written, read back, and checked.

The schema of INPS is not redistributed: what it asks is in the tables of `siuss`, and `faults` holds a file against them.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

from sussidiario.benefits.rules import siuss
from sussidiario.benefits.rules.siuss import Attribute, Body, Entry
from sussidiario.foundation import markup

NAMESPACE = "http://inps.it/Casellario"
MOST_ADDRESSES = 5
CHILDREN: Mapping[str, frozenset[str]] = {
    "Flusso": frozenset({"IdentificazioneFlusso", "Beneficiario"}),
    "IdentificazioneFlusso": frozenset({"Ente"}),
    "Beneficiario": frozenset({"Anagrafica", "Indirizzo", "PrestazioniSociali"}),
    "PrestazioniSociali": frozenset({"SINA"}),
}
SPECS: Mapping[str, Mapping[str, Attribute]] = {
    "Flusso": {},
    "IdentificazioneFlusso": siuss.FLOW,
    "Ente": siuss.BODY,
    "Beneficiario": siuss.RECIPIENT,
    "Anagrafica": siuss.PERSON,
    "Indirizzo": siuss.ADDRESS,
    "PrestazioniSociali": siuss.BENEFIT,
}


def name(seat: str, at: datetime) -> str:
    """Name of a file made at an instant: `F704.PSA.INPS.20161115.093000`."""
    return f"{seat}.PSA.INPS.{at:%Y%m%d.%H%M%S}"


def write(body: Body, called: str, entries: Iterable[Entry]) -> bytes:
    """
    Write a file: of each person, as they are said, all their benefits together, the cancellations before.

    The namespace is declared once, as the flow's own: prefixes registered with the library are everybody's, and others register theirs.
    """
    root = Element("Flusso", {"xmlns": NAMESPACE})
    flow = SubElement(root, "IdentificazioneFlusso", {"Nome": called})
    SubElement(flow, "Ente", {key: value for key, value in body.attributes.items() if value})
    for _who, group in groupby(sorted(entries, key=_order), key=_who_of):
        each = list(group)
        recipient = SubElement(root, "Beneficiario", {"CodiceFiscale": each[0].fiscal_code})
        SubElement(recipient, "Anagrafica", dict(each[0].person))
        for address in each[0].addresses:
            SubElement(recipient, "Indirizzo", dict(address))
        for entry in each:
            SubElement(recipient, "PrestazioniSociali", dict(entry.benefit))
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def read(content: bytes) -> list[Entry]:
    """
    Read back what `write` wrote.

    :raises NotXml: if it is no XML.
    """
    found = []
    for recipient in markup.read(content).iter(_tag("Beneficiario")):
        person = next(recipient.iter(_tag("Anagrafica"))).attrib
        addresses = tuple(dict(each.attrib) for each in recipient.iter(_tag("Indirizzo")))
        found += [Entry(recipient.attrib["CodiceFiscale"], dict(person), addresses, dict(each.attrib)) for each in recipient.iter(_tag("PrestazioniSociali"))]
    return found


def faults(content: bytes) -> list[str]:
    """Say where a file is not what the flow asks: for those who keep the house, in the order of the file. None for one that is right."""
    try:
        root = markup.read(content)
    except markup.NotXml as error:
        return [str(error)]
    return list(_faults_of(root, "Flusso")) if root.tag == _tag("Flusso") else [f"the root is {root.tag}"]


def _faults_of(element: Element, path: str) -> Iterator[str]:
    kind = markup.local(element)
    if kind not in SPECS:
        return
    spec = SPECS[kind]
    yield from (f"{path}/@{attribute}" for attribute in element.attrib if attribute not in spec)
    for attribute, rule in spec.items():
        value = element.get(attribute)
        if not rule.allows(value) or (value and rule.form is siuss.DAY and not _is_day(value)):
            yield f"{path}/@{attribute}"
    if kind == "PrestazioniSociali":
        yield from (f"{path}/@{attribute}" for attribute in siuss.missing_across(element.attrib))
    yield from _faults_of_children(element, kind, path)


def _faults_of_children(element: Element, kind: str, path: str) -> Iterator[str]:
    names = [markup.local(child) for child in element]
    yield from (f"{path}/{each}" for each in sorted({*names} - CHILDREN.get(kind, frozenset())))
    yield from (f"{path}: {message}" for message in _wrong_number(kind, names))
    for place, child in enumerate(element, start=1):
        if child.tag != _tag(markup.local(child)):
            yield f"{path}/{child.tag}"
        yield from _faults_of(child, f"{path}/{markup.local(child)}[{place}]")


def _wrong_number(kind: str, names: list[str]) -> Iterator[str]:
    ordered = [each for each in ("IdentificazioneFlusso", "Anagrafica", "Indirizzo", "PrestazioniSociali", "Beneficiario") for _n in range(names.count(each))]
    if kind in {"Flusso", "Beneficiario"} and [each for each in names if each in ordered] != ordered:
        yield "not in order"
    if kind == "Flusso" and (names.count("IdentificazioneFlusso") != 1 or "Beneficiario" not in names):
        yield "one identification, then somebody"
    if kind == "IdentificazioneFlusso" and names.count("Ente") != 1:
        yield "one body"
    if kind == "Beneficiario" and (names.count("Anagrafica") != 1 or "PrestazioniSociali" not in names or names.count("Indirizzo") > MOST_ADDRESSES):
        yield "who they are once, at most five addresses, then benefits"


def _order(entry: Entry) -> tuple[str, ...]:
    """Cancellations before, and who is said in the same words together."""
    cancels = entry.benefit.get("TipoOperazione") == siuss.CANCELS
    return (entry.fiscal_code, "0" if cancels else "1", repr(_who_of(entry)), entry.request)


def _who_of(entry: Entry) -> tuple[object, ...]:
    addresses = tuple(tuple(sorted(each.items())) for each in entry.addresses)
    return (entry.fiscal_code, tuple(sorted(entry.person.items())), addresses)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _tag(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"
