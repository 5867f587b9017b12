"""The account of a mandate: its words from planning, its numbers from the book."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.core.cache import cache

from sussidiario.accountability import engine
from sussidiario.accountability.engine.question import Answer, Ask, Split, dimensions, where
from sussidiario.accountability.rules import comparing, disclosure, frozen
from sussidiario.accountability.rules.comparing import Status
from sussidiario.accountability.rules.frozen import Account, Breakdown, Card, Cell
from sussidiario.accountability.rules.years import years
from sussidiario.foundation.areas import Area
from sussidiario.foundation.period import Period
from sussidiario.journal.models import Seal
from sussidiario.journal.rules import instant
from sussidiario.planning.models import Chapter, Mandate, Result, Target
from sussidiario.planning.rules.written import Measured

if TYPE_CHECKING:
    from sussidiario.accountability.engine.reader import Book, Cells

YEAR = "year"


def current() -> Account | None:
    """
    The account that everyone reads: of the latest mandate, up to the latest seal; None before a mandate is loaded.

    Computed once for each seal and mandate, and kept: two queries afterwards.
    """
    mandate = Mandate.objects.of_municipality(settings.SUSSIDIARIO_MUNICIPALITY).first()
    if mandate is None:
        return None
    seal = Seal.objects.order_by("-number").first()
    key = f"accountability:{frozen.FORMAT}:{mandate.sha256}:{seal.chain if seal else ''}"
    kept: Account | None = cache.get(key)
    if kept is None:
        kept = up_to(seal, mandate)
        cache.set(key, kept, timeout=None)
    return kept


def up_to(seal: Seal | None, mandate: Mandate) -> Account:
    """Compute the account from the sealed parts up to `seal`; without one, nothing is computed."""
    account = _blank(mandate)
    if seal is not None:
        with engine.book(upto=seal) as book:
            _cite(account, seal, book)
            _fill(account, book)
    return account


def live(mandate: Mandate, *, as_of: datetime | None = None) -> Account:
    """Compute the account from the whole book, the acts that no seal has closed yet included; or as it was known at `as_of`."""
    account = _blank(mandate)
    with engine.book(tail=True, as_of=as_of) as book:
        _fill(account, book)
    return account


def again(account: Account, seal: Seal) -> Account:
    """Compute once more, from the parts up to the seal it cites, everything that a frozen account says."""
    account = deepcopy(account)
    with engine.book(upto=seal) as book:
        _cite(account, seal, book)
        _fill(account, book)
    return account


def question(card: Card) -> Ask | None:
    """What a card asks of the book; None while no installed domain offers its figure."""
    figure = engine.figure(card["figure"])
    if figure is None:
        return None
    compared = card["compared_with"]
    return Ask(figure, Period.parse(card["period"]), where(card["where"]), Period.parse(compared) if compared else None)


def breakdowns(card: Card, mandate: Period, book: "Book", named: Mapping[str, Mapping[str, str]]) -> list[Breakdown]:
    """Break a card down by everything it can be broken down by, protecting nobody: for the auditor. `named` are the `names()`."""
    ask = question(card)
    if ask is None:
        return []
    courses, splits = _course(ask, mandate), _splits(ask)
    answers, cells = book.answers(courses.values(), splits)
    found = {YEAR: {label: answers[each] for label, each in courses.items()}} | {split.by: cells[split] for split in splits}
    return [Breakdown(by=by, withheld=False, cells=_cells(by, each, named)) for by, each in found.items() if each]


def names() -> dict[str, dict[str, str]]:
    """For each dimension, the names of its values by their codes, in their order."""
    measures = apps.get_model("benefits", "Measure").objects.order_by("name", "pk")
    return {"neighbourhood": places(), "area": {area.value: area.label for area in Area}, "measure": dict(measures.values_list("key", "name"))}


def places() -> dict[str, str]:
    """Names of the neighbourhoods by their codes, in their order; the account knows places by label only."""
    neighbourhoods = apps.get_model("territory", "Neighbourhood").objects.order_by("position", "pk")
    return dict(neighbourhoods.values_list("code", "name"))


def _fill(account: Account, book: "Book") -> None:
    """Ask the book everything at once, and write the answers on the cards."""
    mandate = Period(*(datetime.fromisoformat(account["mandate"][end]).date() for end in ("from_on", "until_on")))
    asked = [(card, ask) for card in frozen.cards(account) if (ask := question(card)) is not None]
    courses = {card["key"]: _course(ask, mandate) for card, ask in asked}
    splits = {card["key"]: _splits(ask) for card, ask in asked}
    every = [ask for _card, ask in asked] + [each for course in courses.values() for each in course.values()]
    answers, cells = book.answers(every, [split for each in splits.values() for split in each])
    named = names()
    for card, ask in asked:
        _write(card, ask, answers[ask])
        found: dict[str, Mapping[str, Answer]] = {YEAR: {label: answers[each] for label, each in courses[card["key"]].items()}}
        found |= {split.by: cells[split] for split in splits[card["key"]]}
        personal = disclosure.is_personal(ask.figure)
        card["breakdowns"] = [_disclosed(by, each, named, personal=personal) for by, each in found.items() if each]


def _write(card: Card, ask: Ask, answer: Answer) -> None:
    is_change = ask.compared_with is not None
    card["computed"] = answer.number
    card["before"], card["after"] = (answer.before, answer.after) if is_change else (None, None)
    card["acts"] = answer.acts
    card["status"] = comparing.status(card).value
    card["definition"] = ask.figure.definition
    card["counts"] = list(ask.figure.counts) + [act for act in (ask.figure.over.counts if ask.figure.over else ()) if act not in ask.figure.counts]


def _course(ask: Ask, mandate: Period) -> dict[str, Ask]:
    """The same figure, year by year."""
    return {label: Ask(ask.figure, period, ask.where) for label, period in years(mandate, ask.period)}


def _splits(ask: Ask) -> list[Split]:
    """Every dimension that is not already given."""
    given = {name for name, _value in ask.where}
    return [Split(ask, by) for by in dimensions(ask.figure) if by not in given]


def _disclosed(by: str, answers: "Cells", named: Mapping[str, Mapping[str, str]], *, personal: bool) -> Breakdown:
    """Keep a breakdown out of the account, and say so, when it would point at somebody."""
    if personal and not disclosure.may_be_shown(value for answer in answers.values() for value in answer.counted):
        return Breakdown(by=by, withheld=True, cells=[])
    return Breakdown(by=by, withheld=False, cells=_cells(by, answers, named))


def _cells(by: str, answers: "Cells", named: Mapping[str, Mapping[str, str]]) -> list[Cell]:
    """Label the values of a dimension and put them in their usual order; what is not of a known value comes last."""
    labels = named.get(by, {})
    order = {code: place for place, code in enumerate(labels)}
    codes = sorted(answers, key=lambda code: (order.get(code, len(order)), not code, code))
    return [Cell(code=code, label=labels.get(code, code), value=answers[code].number) for code in codes]


def _cite(account: Account, seal: Seal, book: "Book") -> None:
    last_on = book.last_on()
    account["seal"] = {
        "number": seal.number,
        "chain": seal.chain,
        "sealed_at": instant(seal.sealed_at),
        "acts": book.size(),
        "last_on": last_on.isoformat() if last_on else None,
    }


def _blank(mandate: Mandate) -> Account:
    """The account with its words and without its numbers."""
    content = Mandate.objects.with_content().get(pk=mandate.pk)
    return {
        "format": frozen.FORMAT,
        "mandate": {
            "key": content.key,
            "title": {"it": content.title_it, "en": content.title_en},
            "source": {"it": content.source_it, "en": content.source_en},
            "from_on": content.from_on.isoformat(),
            "until_on": content.until_on.isoformat(),
            "sha256": content.sha256,
        },
        "seal": None,
        "chapters": [_chapter(chapter) for chapter in content.chapters.all()],
    }


def _chapter(chapter: Chapter) -> frozen.Chapter:
    return {
        "key": chapter.key,
        "title": {"it": chapter.title_it, "en": chapter.title_en},
        "video": chapter.video,
        "beyond_promises": chapter.beyond_promises,
        "commitments": [
            {
                "key": each.key,
                "title": {"it": each.title_it, "en": each.title_en},
                "words": {"it": each.words_it, "en": each.words_en},
                "results": [_done(result) for result in each.results.all()],
            }
            for each in chapter.commitments.all()
        ],
        "results": [_done(result) for result in chapter.results.all()],
    }


def _done(result: Result) -> frozen.Done:
    return {
        "key": result.key,
        "title": {"it": result.title_it, "en": result.title_en},
        "text": {"it": result.text_it, "en": result.text_en},
        "points": [{"it": italian, "en": english} for italian, english in result.points_written],
        "cards": [_card(target) for target in result.targets.all()],
    }


def _card(target: Target) -> Card:
    return {
        "key": target.key,
        "figure": target.figure,
        "title": {"it": target.title_it, "en": target.title_en},
        "words": {"it": target.words_it, "en": target.words_en},
        "note": {"it": target.note_it, "en": target.note_en},
        "column": target.column,
        "unit": target.unit,
        "where": target.where,
        "period": str(target.period),
        "compared_with": str(target.compared_with) if target.measure == Measured.CHANGE.value and target.compared_with else None,
        "published": target.published,
        "published_from": target.published_from,
        "published_to": target.published_to,
        "status": Status.NOT_COMPUTED.value,
        "computed": None,
        "before": None,
        "after": None,
        "acts": None,
        "definition": "",
        "counts": [],
        "breakdowns": [],
    }
