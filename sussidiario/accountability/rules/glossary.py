"""The figures of the house as a document to read: docs/figures.md."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from sussidiario.accountability.rules import disclosure
from sussidiario.foundation.figure import Figure, Measure, Unit

_DRAWN = {
    Measure.ACTS: "quanti atti contano",
    Measure.SUBJECTS: "quante persone, famiglie o cose diverse riguardano gli atti che contano",
    Measure.QUANTITY: "la somma delle quantità degli atti che contano",
    Measure.AMOUNT: "la somma degli importi degli atti che contano",
    Measure.MEDIAN: "la mediana delle quantità degli atti che contano: metà ne ha al massimo tanto",
}
_UNITS = {
    Unit.PERSONS: "persone",
    Unit.HOUSEHOLDS: "famiglie",
    Unit.ITEMS: "unità",
    Unit.PERCENT: "per cento",
    Unit.CENTS: "centesimi di euro",
    Unit.DAYS: "giorni",
}
_DIMENSIONS = {"area": "area", "neighbourhood": "quartiere", "measure": "misura"}


def markdown(figures: Iterable[Figure], words: Mapping[str, str]) -> str:
    """Write every figure under its domain; `words` says each act."""
    lines = [
        "# Le cifre, e come si contano",
        "",
        "Scritto da `sussidiario figures`: non si corregge a mano. Ogni cifra ha una sola definizione, in parole e in una espressione sugli atti del",
        "registro; la stessa espressione dà il numero, le sue ripartizioni e l'elenco degli atti che ne sono la prova.",
    ]
    for domain, group in groupby(figures, key=lambda figure: figure.key.partition(".")[0]):
        lines += ["", f"## {domain}"]
        for figure in group:
            lines += _figure(figure, words)
    return "\n".join(lines) + "\n"


def _figure(figure: Figure, words: Mapping[str, str]) -> Iterator[str]:
    yield from ("", f"### {figure.title}", "", f"`{figure.key}`", "", figure.definition, "")
    yield f"- Si conta: {_DRAWN[figure.measure]}."
    if figure.over is not None:
        yield f"- Si dà ogni cento di: `{figure.over.key}`, arrotondando a metà per eccesso."
    yield f"- Unità: {_UNITS[figure.unit]}."
    yield "- Atti letti: " + "; ".join(f"{words.get(act, act)} (`{act}`)" for act in figure.counts) + "."
    if figure.dimensions:
        yield "- Si ripartisce per: " + ", ".join(_DIMENSIONS.get(name, name) for name in figure.dimensions) + "."
    protected = "sì: con un numero da 1 a 4 la ripartizione non si pubblica" if disclosure.is_personal(figure) else "no: conta luoghi, non persone"
    yield f"- Protetta: {protected}."
