"""
The account as plain data: what is cached, frozen in an edition, printed and downloaded is always this one thing.

It turns into JSON as it is. It holds what may be shown to everyone and nothing else: a breakdown that may not be shown is not in it.
Days and instants are in ISO 8601, periods as `Period` spells them, money in cents; definitions and labels are Italian, translated where they are shown.
"""

from typing import TypedDict

FORMAT = 1
"""Version of this shape; an edition keeps the one it was frozen in."""


class Said(TypedDict):
    """Words in Italian and, if there are any, in English."""

    it: str
    en: str


class Cell(TypedDict):
    """One value of a breakdown."""

    code: str
    label: str
    value: int


class Breakdown(TypedDict):
    """A figure by `year`, `neighbourhood` or `area`; withheld whole when one of its counts is small enough to point at somebody."""

    by: str
    withheld: bool
    cells: list[Cell]


class Card(TypedDict):
    """
    One figure of the account: as the city published it, and as it was counted.

    What is counted (`computed`, `before`, `after`, `acts`) is None while no installed domain offers the figure. Of a change, `computed` is the
    difference and `before` and `after` its ends.
    """

    key: str
    figure: str
    title: Said
    words: Said
    note: Said
    column: str
    unit: str
    where: dict[str, str]
    period: str
    compared_with: str | None
    published: int
    published_from: int | None
    published_to: int | None
    status: str
    computed: int | None
    before: int | None
    after: int | None
    acts: int | None
    definition: str
    counts: list[str]
    breakdowns: list[Breakdown]


class Done(TypedDict):
    """Something that was done, and the figures that show it."""

    key: str
    title: Said
    text: Said
    points: list[Said]
    cards: list[Card]


class Promise(TypedDict):
    """Something that was promised, and what came of it."""

    key: str
    title: Said
    words: Said
    results: list[Done]


class Chapter(TypedDict):
    """A part of the account; one beyond the promises has results and no promises."""

    key: str
    title: Said
    video: str
    beyond_promises: bool
    commitments: list[Promise]
    results: list[Done]


class Cited(TypedDict):
    """The seal up to which acts were counted; `acts` is how many stood in the book there, `last_on` the day of the latest."""

    number: int
    chain: str
    sealed_at: str
    acts: int
    last_on: str | None


class Mandated(TypedDict):
    """The mandate the account is of; `sha256` is the digest of the file it was read from."""

    key: str
    title: Said
    source: Said
    from_on: str
    until_on: str
    sha256: str


class Account(TypedDict):
    """The whole of it."""

    format: int
    mandate: Mandated
    seal: Cited | None
    chapters: list[Chapter]


def cards_of(chapter: Chapter) -> list[Card]:
    """Every figure of a chapter, in the order of the page."""
    done = [result for promise in chapter["commitments"] for result in promise["results"]] + chapter["results"]
    return [card for result in done for card in result["cards"]]


def cards(account: Account) -> list[Card]:
    """Every figure of the account, in the order of the page."""
    return [card for chapter in account["chapters"] for card in cards_of(chapter)]
