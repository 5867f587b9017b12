"""How a frozen account is said on a page, in the language of who reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import get_language, gettext as _, ngettext

from sussidiario.accountability.engine.account import YEAR
from sussidiario.accountability.rules import frozen
from sussidiario.accountability.rules.comparing import Status
from sussidiario.foundation.areas import Area
from sussidiario.foundation.figure import Unit
from sussidiario.foundation.period import Period
from sussidiario.foundation.words import Text
from sussidiario.journal.domain import vocabulary
from sussidiario.planning.rules.written import Column, Words
from sussidiario.ui import writing

OPENING, COVER = 4, 6
"""How many big numbers open a chapter, and the account."""


@dataclass(frozen=True)
class Breakdown:
    """A figure by one dimension: rows of label and number, a sentence that says what they show, and how to draw them."""

    by: str
    title: str
    column: str
    kind: str
    finding: str
    withheld: bool
    unit: str
    rows: list[tuple[str, int]]


@dataclass(frozen=True)
class Card:
    """One figure as it is read: every number already written out. `value` is empty while it is not computed."""

    key: str
    title: str
    words: str
    note: str
    value: str
    comparison: str
    published: str
    status: Status
    period: str
    as_of: str
    definition: str
    acts: int
    counted: list[str]
    limits: list[str]
    url: str
    breakdowns: list[Breakdown]
    is_done: bool

    @property
    def is_computed(self) -> bool:
        """Tell whether there is a number of ours to show."""
        return self.status is not Status.NOT_COMPUTED

    @property
    def is_equal(self) -> bool:
        """Tell whether it is the number that the city published."""
        return self.status is Status.EQUAL

    @property
    def status_words(self) -> str:
        """How it stands to the published number."""
        return _(self.status.label)

    @property
    def against(self) -> str:
        """Say it beside the number that the city published, which is told only when there is ours to compare it with."""
        if not self.is_computed:
            return ""
        return _("È il numero che la città ha pubblicato.") if self.is_equal else _("La città ha pubblicato {number}.").format(number=self.published)

    @property
    def against_words(self) -> str:
        """The same in two words, and the published number only if it is another one."""
        return _("come pubblicato") if self.is_equal else _("pubblicato: {number}").format(number=self.published)

    @property
    def against_shape(self) -> str:
        """The shape beside those words."""
        return "done" if self.is_equal else "attention"

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What it counts, where and when, as label and value."""
        found = [
            (_("Periodo"), self.period),
            (_("Limitata a"), ", ".join(self.limits)),
            (_("Atti che si leggono"), ", ".join(self.counted)),
            (_("Dati al"), self.as_of),
        ]
        return [(label, value) for label, value in found if value]

    @property
    def course(self) -> Breakdown | None:
        """The figure year by year, if it may be shown."""
        return next((each for each in self.breakdowns if each.by == YEAR and not each.withheld), None)


@dataclass(frozen=True)
class Done:
    """Something that was done: `beside` are the figures that stand in its own column."""

    title: str
    text: str
    points: list[str]
    beside: list[Card]


@dataclass(frozen=True)
class Promise:
    """What was promised, what was done, and what changed: figures computed, and figures still to be."""

    key: str
    title: str
    words: str
    results: list[Done]
    changed: list[Card]
    waiting: list[Card]


@dataclass(frozen=True)
class Chapter:
    """A part of the account. One beyond the promises is a single promise without words."""

    key: str
    title: str
    video: str
    beyond_promises: bool
    url: str
    promises: list[Promise]
    cards: list[Card] = field(repr=False)

    @property
    def numbers(self) -> list[Card]:
        """Its figures that are computed and tell what changed."""
        return [card for card in self.cards if card.is_computed and not card.is_done]

    @property
    def opening(self) -> list[Card]:
        """Its few big numbers."""
        return self.numbers[:OPENING]

    @property
    def computed(self) -> int:
        """How many of its figures are computed."""
        return sum(card.is_computed for card in self.cards)


@dataclass(frozen=True)
class Seal:
    """The seal an account cites."""

    number: int
    chain: str
    sealed_at: datetime
    acts: int
    last_on: date | None


@dataclass(frozen=True)
class Account:
    """The whole of it."""

    title: str
    source: str
    period: str
    from_on: date
    last_day: date
    seal: Seal | None
    chapters: list[Chapter]

    @property
    def cards(self) -> list[Card]:
        """Every figure, in the order of the page."""
        return [card for chapter in self.chapters for card in chapter.cards]

    @property
    def opening(self) -> list[Card]:
        """The few big numbers of the cover: the first of each chapter in turn, then the second."""
        lines = [chapter.numbers for chapter in self.chapters]
        turns = (line[place] for place in range(COVER) for line in lines if place < len(line))
        return list(turns)[:COVER]

    @property
    def computed(self) -> int:
        """How many of its figures are computed."""
        return sum(chapter.computed for chapter in self.chapters)

    def chapter(self, key: str) -> Chapter | None:
        """The chapter of that key."""
        return next((chapter for chapter in self.chapters if chapter.key == key), None)

    def card(self, key: str) -> tuple[Chapter, Card] | None:
        """The figure of that key, with the chapter it stands in."""
        return next(((chapter, card) for chapter in self.chapters for card in chapter.cards if card.key == key), None)


def show(account: frozen.Account, *, edition: str = "") -> Account:
    """Say the whole account; of an edition, its figures have addresses of their own."""
    mandate = account["mandate"]
    period = Period(date.fromisoformat(mandate["from_on"]), date.fromisoformat(mandate["until_on"]))
    return Account(
        title=said(mandate["title"]),
        source=said(mandate["source"]),
        period=f"{period.start.year}-{period.end.year}",
        from_on=period.start,
        last_day=period.end - timedelta(days=1),
        seal=_seal(account["seal"]),
        chapters=[_chapter(chapter, period, account["seal"], edition) for chapter in account["chapters"]],
    )


def said(words: frozen.Said) -> Text:
    """Say words in the language of the page, if they are written in it; else in Italian."""
    return Words(words["it"], words["en"]).said(get_language() or "it")


def amount(value: int | None, unit: str) -> str:
    """Write a number with its unit: `1.000`, `63 %`, `500.000 €`."""
    if value is None:
        return ""
    match unit:
        case Unit.PERCENT:
            return writing.percent(value)
        case Unit.CENTS:
            return writing.euro(value, decimals=bool(value % 100))
        case Unit.DAYS:
            return ngettext("{number} giorno", "{number} giorni", value).format(number=writing.number(value))
        case _:
            return writing.number(value)


def days(period: Period, mandate: Period) -> str:
    """Say a period: a year, years, the whole mandate, or from a day to a day."""
    if period == mandate:
        return _("tutto il mandato")
    if period.end == mandate.start:
        return _("prima del mandato")
    if "/" not in (spelled := str(period)):
        return spelled
    last = period.end - timedelta(days=1)
    if last == period.start:
        return writing.day(last)
    return _("dal {first} al {last}").format(first=writing.day(period.start), last=writing.day(last))


def limits(where: Mapping[str, str]) -> list[str]:
    """Say which values a figure is limited to."""
    names = {"area": _("area {value}"), "neighbourhood": _("quartiere {value}"), "measure": _("misura {value}")}
    return [names.get(name, name + " {value}").format(value=area(value) if name == "area" else value) for name, value in where.items()]


def area(value: str) -> str:
    """Say an area."""
    return next((_(each.label) for each in Area if each.value == value), value)


def _seal(cited: frozen.Cited | None) -> Seal | None:
    if cited is None:
        return None
    last_on = date.fromisoformat(cited["last_on"]) if cited["last_on"] else None
    return Seal(cited["number"], cited["chain"], datetime.fromisoformat(cited["sealed_at"]), cited["acts"], last_on)


def _chapter(chapter: frozen.Chapter, mandate: Period, seal: frozen.Cited | None, edition: str) -> Chapter:
    cards = {each["key"]: card(each, mandate, seal, edition) for each in frozen.cards_of(chapter)}
    promises = [_promise(each["key"], said(each["title"]), said(each["words"]), each["results"], cards) for each in chapter["commitments"]]
    if chapter["results"]:
        promises.append(_promise(chapter["key"], "", "", chapter["results"], cards))
    return Chapter(
        key=chapter["key"],
        title=said(chapter["title"]),
        video=chapter["video"],
        beyond_promises=chapter["beyond_promises"],
        url=f"#{chapter['key']}" if edition else reverse("accountability:chapter", args=[chapter["key"]]),
        promises=promises,
        cards=list(cards.values()),
    )


def _promise(key: str, title: str, words: str, results: list[frozen.Done], cards: Mapping[str, Card]) -> Promise:
    here = [cards[card["key"]] for result in results for card in result["cards"]]
    changed = [card for card in here if not card.is_done]
    done = [Done(said(each["title"]), said(each["text"]), [said(point) for point in each["points"]], list(_beside(each, cards))) for each in results]
    return Promise(key, title, words, done, [card for card in changed if card.is_computed], [card for card in changed if not card.is_computed])


def _beside(result: frozen.Done, cards: Mapping[str, Card]) -> Iterator[Card]:
    return (cards[card["key"]] for card in result["cards"] if card["column"] == Column.DONE)


def card(each: frozen.Card, mandate: Period, seal: frozen.Cited | None, edition: str = "") -> Card:
    """Say one figure."""
    status, unit = Status(each["status"]), each["unit"]
    is_change = each["compared_with"] is not None
    written = _signed if is_change else amount
    period = days(Period.parse(each["period"]), mandate)
    if each["compared_with"]:
        period = _("{period} · confronto: {compared}").format(period=period, compared=days(Period.parse(each["compared_with"]), mandate))
    return Card(
        key=each["key"],
        title=said(each["title"]),
        words=said(each["words"]) or said(each["title"]),
        note=said(each["note"]),
        value=written(each["computed"], unit),
        comparison=_ends(each["before"], each["after"], unit) if is_change and each["computed"] is not None else "",
        published=written(each["published"], unit),
        status=status,
        period=period,
        as_of=writing.day(datetime.fromisoformat(seal["sealed_at"])) if seal and status is not Status.NOT_COMPUTED else "",
        definition=_(each["definition"]) if each["definition"] else "",
        acts=each["acts"] or 0,
        counted=[_(vocabulary().get(act, act)) for act in each["counts"]],
        limits=limits(each["where"]),
        url=reverse("accountability:edition_figure", args=[edition, each["key"]]) if edition else reverse("accountability:figure", args=[each["key"]]),
        breakdowns=[breakdown(one, unit) for one in each["breakdowns"]],
        is_done=each["column"] == Column.DONE,
    )


def _ends(before: int | None, after: int | None, unit: str) -> str:
    return _("da {before} a {after}").format(before=amount(before, unit), after=amount(after, unit))


def _signed(value: int | None, unit: str) -> str:
    """Write a change with its sign."""
    return f"+{amount(value, unit)}" if value is not None and value > 0 else amount(value, unit)


def breakdown(each: frozen.Breakdown, unit: str) -> Breakdown:
    """Say one breakdown."""
    titles = {YEAR: _("Anno per anno"), "neighbourhood": _("Per quartiere"), "area": _("Per area"), "measure": _("Per misura")}
    columns = {YEAR: _("anno"), "neighbourhood": _("quartiere"), "area": _("area"), "measure": _("misura")}
    units = {Unit.PERCENT: _("per cento"), Unit.CENTS: _("euro"), Unit.PERSONS: _("persone"), Unit.HOUSEHOLDS: _("famiglie"), Unit.DAYS: _("giorni")}
    rows = [(_label(each["by"], cell), _whole(cell["value"], unit)) for cell in each["cells"]]
    return Breakdown(
        by=each["by"],
        title=titles.get(each["by"], each["by"]),
        column=columns.get(each["by"], each["by"]),
        kind="line" if each["by"] == YEAR else "bar",
        finding=_finding(each["by"], rows),
        withheld=each["withheld"],
        unit=units.get(Unit(unit), ""),
        rows=rows,
    )


def _whole(value: int, unit: str) -> int:
    """A chart draws whole euros, half rounded up."""
    return (value + 50) // 100 if unit == Unit.CENTS else value


def _label(by: str, cell: frozen.Cell) -> str:
    if not cell["code"]:
        return _("non indicato")
    return _(cell["label"]) if by == "area" else cell["label"]


def _finding(by: str, rows: list[tuple[str, int]]) -> str:
    """Say what a chart shows, in one sentence."""
    if not rows:
        return ""
    if by == YEAR:
        (first, start), (last, end) = rows[0], rows[-1]
        return _("{start} nel {first}, {end} nel {last}").format(start=writing.number(start), first=first, end=writing.number(end), last=last)
    values = {value for _label, value in rows}
    low, high = writing.number(min(values)), writing.number(max(values))
    highest = [label for label, value in rows if value == max(values)]
    if len(highest) == 1:
        return _("Il numero più alto è di {label}: {value}").format(label=highest[0], value=high)
    return _("Tra {low} e {high}").format(low=low, high=high) if len(values) > 1 else _("Lo stesso numero dappertutto: {number}").format(number=high)
