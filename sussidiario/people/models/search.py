"""
How a person is found among a million by what was typed, in three questions to the database.

First the words: which words of the city's names each typed word may stand for, by equality, by range (a word still being typed) and by what is left of
both when letters are struck out. Then the persons: those who have, for every typed word, one of its words; from the best matches to the
most forgiving, starting each time from the rarest word and stopping when there are enough. Last, what the page shows of them.

The first two are written in SQL because the third part of a millisecond that a queryset takes to be compiled is most of what they take to be answered.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connections
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from sussidiario.foundation.letters import plain
from sussidiario.people.rules import display, names
from sussidiario.people.rules.asking import Asked
from sussidiario.people.rules.names import Match

if TYPE_CHECKING:
    from sussidiario.people.models.persons import PersonQuerySet

ENOUGH = 60
"""How many persons each degree of likeness is asked for: more than a page shows, so that the likest among equals can be chosen."""

LONGER_WORDS = 40
"""How many words that begin with what was typed are looked at: the commonest."""

_LAST = "z" * 4
"""Sorts after any letter that can follow, whatever the collation: words are made of a-z and 0-9."""

_TIERS = (
    frozenset({Match.EXACT}),
    frozenset({Match.EXACT, Match.PREFIX}),
    frozenset({Match.EXACT, Match.ONE_SLIP}),
    frozenset({Match.EXACT, Match.PREFIX, Match.ONE_SLIP}),
    frozenset(Match),
)
"""Degrees of likeness, best first: what every typed word may be satisfied with."""

_SHOWN = ("pk", "given_name", "family_name", "pseudonym", "also_called", "sex", "birth_on", "birth_precision", "fiscal_code", "died_on", "neighbourhood__name")

Value = int | str | date

Candidates = dict[int, Match]
"""Words of the city by number, and how a typed word stands for each."""


@dataclass(frozen=True)
class Found:
    """One line of the answer: a person as a list shows them."""

    pk: int
    given_name: str
    family_name: str
    pseudonym: str
    also_called: str
    sex: str
    birth_on: date | None
    birth_precision: str
    fiscal_code: str
    died_on: date | None
    neighbourhood: str | None

    @property
    def name(self) -> str:
        """How the person is called on a page."""
        return display.full_name(self.given_name, self.family_name, self.pseudonym)

    def age_on(self, day: date) -> int | None:
        """Whole years on `day`, or None."""
        return display.age(self.birth_on, day)


def search(among: "PersonQuerySet", asked: Asked, *, limit: int) -> list[Found]:
    """Find up to `limit` persons `among` those given who answer to what was asked, best first."""
    if not asked:
        return []
    if asked.code:
        return _shown(among, dict.fromkeys(_by_code(among, asked.code), 0), asked, limit=limit)
    if not asked.words:
        return shown(_born(among, asked).order_by("birth_on", "family_name", "given_name", "pk")[:limit])
    return _shown(among, _persons(among.db, asked), asked, limit=limit)


def shown(persons: "PersonQuerySet") -> list[Found]:
    """Lines of these persons, in their order."""
    return [Found(*row) for row in persons.values_list(*_SHOWN)]


def _shown(among: "PersonQuerySet", tiers: dict[int, int], asked: Asked, *, limit: int) -> list[Found]:
    if not tiers:
        return []
    typed = " ".join(asked.words)
    found = shown(among.filter(pk__in=list(tiers)).order_by())
    likeness = {each.pk: fuzz.token_sort_ratio(typed, plain(f"{each.given_name} {each.family_name} {each.pseudonym}")) for each in found}
    found.sort(key=lambda each: (tiers[each.pk], -likeness[each.pk], each.family_name, each.given_name, each.pk))
    return found[:limit]


def _born(among: "PersonQuerySet", asked: Asked) -> "PersonQuerySet":
    if asked.born_on:
        return among.filter(birth_on__in=asked.born_on)
    year = asked.born_in or 0
    return among.filter(birth_on__gte=date(year, 1, 1), birth_on__lte=date(year, 12, 31))


def _by_code(among: "PersonQuerySet", code: str) -> Iterator[int]:
    """Persons whose fiscal code, or number of a paper, begins so."""
    last = code + _LAST.upper() * 4
    yield from among.exclude(fiscal_code="").filter(fiscal_code__gte=code, fiscal_code__lte=last).order_by("fiscal_code").values_list("pk", flat=True)[:ENOUGH]
    yield from among.filter(identifiers__value__gte=code, identifiers__value__lte=last).order_by("identifiers__value").values_list("pk", flat=True)[:ENOUGH]


def _persons(alias: str, asked: Asked) -> dict[int, int]:
    """Persons who have one of its words for every typed word, each with the best degree of likeness they answer in."""
    slots, common = _candidates(alias, asked.words)
    parts: list[str] = []
    values: list[Value] = []
    before: list[list[int]] = []
    for tier, accepted in enumerate(_TIERS):
        sets = [[token for token, match in slot.items() if match in accepted] for slot in slots]
        if all(sets) and sets != before:
            part, needed = _tier(asked, sorted(sets, key=lambda tokens: sum(common[token] for token in tokens)))
            parts.append(f"SELECT person_id, {tier} FROM ({part} LIMIT {ENOUGH}) tier{tier}")
            values += needed
            before = sets
    if not parts:
        return {}
    tiers: dict[int, int] = {}
    for person, tier in _rows(alias, f"{' UNION ALL '.join(parts)} LIMIT {2 * ENOUGH}", values):
        tiers[person] = min(tier, tiers.get(person, tier))
    return tiers


def _tier(asked: Asked, sets: Sequence[Sequence[int]]) -> tuple[str, list[Value]]:
    """Question for the persons with a word of each set. Of the sets, the first has the fewest persons; a whole date of birth has fewer still."""
    values: list[Value] = []
    if asked.born_on:
        sql = f"SELECT a.id AS person_id FROM people_person a WHERE a.birth_on IN ({_marks(asked.born_on)})"
        values += asked.born_on
        key, others = "a.id", sets
    else:
        sql = f"SELECT a.person_id FROM people_persontoken a WHERE a.token_id IN ({_marks(sets[0])})"
        values += sets[0]
        key, others = "a.person_id", sets[1:]
    for tokens in others:
        sql += f" AND EXISTS (SELECT 1 FROM people_persontoken b WHERE b.person_id = {key} AND b.token_id IN ({_marks(tokens)}))"
        values += tokens
    if asked.born_in:
        sql += f" AND EXISTS (SELECT 1 FROM people_person p WHERE p.id = {key} AND p.birth_on BETWEEN %s AND %s)"
        values += [date(asked.born_in, 1, 1), date(asked.born_in, 12, 31)]
    return sql, values


def _candidates(alias: str, typed: Sequence[str]) -> tuple[list[Candidates], dict[int, int]]:
    """For each typed word, the words it may stand for; and how many persons have each."""
    together = names.joined_pairs(typed)
    equal = [*typed, *(joined for _, joined in together)]
    left = sorted({left for word in typed for left in names.asked_as(word)})
    parts = [f"SELECT id, token, persons FROM people_nametoken WHERE token IN ({_marks(equal)})"]
    values: list[Value] = list(equal)
    for place, word in enumerate(typed):
        if len(word) > 1:
            parts.append(
                f"SELECT * FROM (SELECT id, token, persons FROM people_nametoken WHERE token BETWEEN %s AND %s ORDER BY persons DESC LIMIT {LONGER_WORDS}) longer{place}"
            )
            values += [word, word + _LAST]
    if left:
        parts.append(
            f"SELECT t.id, t.token, t.persons FROM people_nametoken t WHERE t.id IN (SELECT token_id FROM people_tokendelete WHERE deletion IN ({_marks(left)}))"
        )
        values += left
    words: dict[str, int] = {}
    common: dict[int, int] = {}
    for token_id, token, persons in _rows(alias, " UNION ALL ".join(parts), values):
        words[token] = token_id
        common[token_id] = persons
    slots = [_stood_for(word, words) for word in typed]
    for place, joined in together:
        if joined in words:
            slots[place][words[joined]] = slots[place + 1][words[joined]] = Match.EXACT
    return slots, common


def _stood_for(typed: str, words: dict[str, int]) -> Candidates:
    """Which of the words the typed one may stand for, as `names.match` says, for many words at once."""
    known = list(words)
    found: Candidates = {}
    forgiven = names.slips_forgiven(typed)
    if forgiven:
        if len(typed) >= names.SHORTEST_STEM:
            begun = [word[: len(typed)] for word in known]
            for _, _, place in process.extract_iter(typed, begun, scorer=OSA.distance, processor=None, score_cutoff=1):
                found[words[known[place]]] = Match.TWO_SLIPS
        for word, count, _ in process.extract_iter(typed, known, scorer=OSA.distance, processor=None, score_cutoff=forgiven):
            found[words[word]] = Match(Match.PREFIX + int(count)) if count else Match.EXACT
    if len(typed) > 1:
        found |= {words[word]: Match.PREFIX for word in known if word.startswith(typed)}
    if typed in words:
        found[words[typed]] = Match.EXACT
    return found


def _marks(values: Iterable[Value]) -> str:
    return ", ".join("%s" for _ in values)


def _rows(alias: str, sql: str, values: Sequence[Value]) -> list[tuple]:  # type: ignore[type-arg]
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple] = cursor.fetchall()  # type: ignore[type-arg]
        return rows
