"""
How a person is found among a million by what was typed, in two questions to the database.

First the words: which words of the city's names each typed word may stand for, by equality, by range (a word still being typed) and by what is left of
both when letters are struck out. Then the persons: those called by one of its words for each of two typed words, which is looked up and not searched;
and with them what the page shows. By that they are ranked, and who lacks a third word is left out.

Both are written in SQL because the third part of a millisecond that a queryset takes to be compiled is most of what they take to be answered; and with
arrays, so that their words are few and always the same, and PostgreSQL need not plan them again. What the policy would know of each person is told along
with the lines, while they are few. A third question is asked where some persons may not be seen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.lookups import IsNull
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from sussidiario.foundation.letters import plain
from sussidiario.people.models.asked import Value, by_name, rows
from sussidiario.people.rules import display, names
from sussidiario.people.rules.asking import Asked
from sussidiario.people.rules.names import Match

Persons = QuerySet[Any]
"""Persons to look among. Their queryset calls this module, so its name is not known here."""

ENOUGH = 60
"""How many persons each degree of likeness is asked for: more than a page shows, so that the likest among equals can be chosen."""

AT_MOST = 3 * ENOUGH
"""How many persons are ranked at most; also how many must be expected before the degrees of likeness are asked for one after the other."""

FEW = 30
"""How many persons may be expected for something to be told along with the lines of them all, though a page shows fewer."""

LONGER_WORDS = 25
"""How many words that begin with what was typed are looked at: the commonest."""

_LAST = "zzzz"
"""Sorts after any letter that can follow, whatever the collation: words are made of a-z and 0-9."""

_DEGREES = (
    frozenset({Match.EXACT}),
    frozenset({Match.EXACT, Match.PREFIX}),
    frozenset({Match.EXACT, Match.ONE_SLIP}),
    frozenset({Match.EXACT, Match.PREFIX, Match.ONE_SLIP}),
    frozenset(Match),
)
"""Degrees of likeness, best first: what every typed word may be satisfied with."""

_SHOWN = (
    "pk",
    "given_name",
    "family_name",
    "pseudonym",
    "also_called",
    "sex",
    "birth_on",
    "birth_precision",
    "fiscal_code",
    "died_on",
    "neighbourhood__name",
    "tier",
)

_DAYS = (6, 9)
"""Places of the days among them."""

_LINES = (
    "SELECT p.id, p.given_name, p.family_name, p.pseudonym, p.also_called, p.sex, p.birth_on, p.birth_precision, p.fiscal_code, p.died_on, n.name, p.tier, "
    "{along} FROM people_person p LEFT JOIN territory_neighbourhood n ON n.id = p.neighbourhood_id WHERE p.id IN (SELECT person_id FROM ({called}) called)"
)

_LEFT = (
    "SELECT d.token_id, (SELECT t.token FROM people_nametoken t WHERE t.id = d.token_id), (SELECT t.persons FROM people_nametoken t WHERE t.id = d.token_id) "
    "FROM (SELECT DISTINCT token_id FROM unnest(%s::text[]) value JOIN people_tokendelete ON deletion = value) d"
)
"""
Question for the words that have any of these left.

It goes from what is left to the rows and from each row to its word, one by one: PostgreSQL, which cannot know that they are few, would otherwise
read every word there is, or call for help from other processes, which takes longer than the answer.
"""


class Word(NamedTuple):
    """A word of the city's names: its number, how many persons about have it, and how well a typed word stands for it."""

    number: int
    persons: int
    match: Match


Slot = Mapping[str, Word]
"""For one typed word, the words it may stand for."""


class Along(NamedTuple):
    """What is to be told along with each line: a condition on `p.id`, in SQL, with the values that it names."""

    condition: str
    values: Mapping[str, Value]


class _Called(NamedTuple):
    """Question for persons by their words, with its values; and whether more are expected than a page shows."""

    sql: str
    values: list[Value]
    are_many: bool


@dataclass(frozen=True)
class Found:
    """One line of the answer: a person as a list shows them, and whether what was to be told along holds of them, if it was told."""

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
    tier: str
    holds: bool | None = None

    @property
    def name(self) -> str:
        """How the person is called on a page."""
        return display.full_name(self.given_name, self.family_name, self.pseudonym)

    @property
    def redacted(self) -> str:
        """How the person is called to who may only know that there is one."""
        return display.redacted(self.given_name, self.family_name, self.pseudonym)

    @property
    def outline(self) -> tuple[str, str]:
        """What is said besides to who may only know that there is one."""
        return display.outline(self.tier, self.birth_on, self.neighbourhood)

    def age_on(self, day: date) -> int | None:
        """Whole years on `day`, or None."""
        return display.age(self.birth_on, day)


def search(among: Persons, asked: Asked, *, limit: int, along: Along | None = None) -> list[Found]:
    """Find up to `limit` persons `among` those given who answer to what was asked, best first; perhaps telling something along, where it costs little."""
    if asked.code:
        return shown(among.filter(pk__in=list(_by_code(among, asked.code))).order_by("fiscal_code", "pk")[:limit])
    if asked.words:
        slots, population = _words(among.db, asked.words)
        if not all(slots):
            return []
        found = shown(_born(among, asked).order_by()[:AT_MOST]) if asked.born_on else _lines(among, _called_by(slots, population, asked.born_in), along)
        return _ranked(found, slots, " ".join(asked.words))[:limit]
    if asked:
        return shown(_born(among, asked).order_by("birth_on", "family_name", "given_name", "pk")[:limit])
    return []


def among_few(few: Persons, asked: Asked, *, limit: int) -> list[Found]:
    """Find up to `limit` persons among so few that all their names are read, as `search` finds them in the index; best first."""
    if not asked.words:
        return search(few, asked, limit=limit)
    lines = shown((_born(few, asked) if asked.born_on or asked.born_in else _to_be_found(few)).order_by())
    words = {word for each in lines for word in names.kept_words(each.given_name, each.family_name, each.pseudonym, each.also_called)}
    known = {word: (number, 1) for number, word in enumerate(sorted(words))}
    return _ranked(lines, [_stood_for(word, known) for word in asked.words], " ".join(asked.words))[:limit]


def shown(persons: Persons) -> list[Found]:
    """Lines of these persons, in their order."""
    return [Found(*row) for row in persons.values_list(*_SHOWN)]


def _lines(among: Persons, called: _Called, along: Along | None) -> list[Found]:
    """Lines of those of the persons of this question who are `among` those given; which is not asked when nobody in the index is left out."""
    if not all(_is_of_the_index(condition) for condition in among.query.where.children):
        return shown(among.filter(pk__in={person for (person,) in rows(among.db, called.sql, called.values)}).order_by())
    if along is None or called.are_many:
        return [_line(*row) for row in rows(among.db, _LINES.format(along="NULL", called=called.sql), called.values)]
    sql, values = by_name(called.sql, called.values)
    return [_line(*row) for row in rows(among.db, _LINES.format(along=along.condition, called=sql), {**along.values, **values})]


def _is_of_the_index(condition: Any) -> bool:
    """Tell whether a condition leaves out only those whom a group keeps: who are not in the index anyway."""
    return isinstance(condition, IsNull) and condition.rhs is True and getattr(condition.lhs, "target", condition.lhs).name == "kept_by"


def _line(*kept: Any) -> Found:
    """Read a line as the database gives it to who asks in SQL: SQLite keeps days in letters, and what holds in numbers."""
    *line, holds = kept
    values: list[Any] = [date.fromisoformat(value) if place in _DAYS and isinstance(value, str) else value for place, value in enumerate(line)]
    return Found(*[*values, None if holds is None else bool(holds)])


def _ranked(found: Iterable[Found], slots: Sequence[Slot], typed: str) -> list[Found]:
    """Those who have a word for every typed one: first whose worst word is best, then whose words are best together, then whose whole name is likest."""
    ranked: list[tuple[int, int, float, str, str, int, Found]] = []
    for each in found:
        called = names.kept_words(each.given_name, each.family_name, each.pseudonym, each.also_called)
        matches = [min((slot[word].match for word in called if word in slot), default=None) for slot in slots]
        met = [match for match in matches if match is not None]
        if len(met) == len(slots):
            likeness = fuzz.token_sort_ratio(typed, plain(f"{each.given_name} {each.family_name} {each.pseudonym}"))
            ranked.append((max(met), sum(met), -likeness, each.family_name, each.given_name, each.pk, each))
    return [line[-1] for line in sorted(ranked)]


def _born(among: Persons, asked: Asked) -> Persons:
    among = _to_be_found(among)
    if asked.born_on:
        return among.filter(birth_on__in=asked.born_on)
    first, last = _year(asked.born_in or 0)
    return among.filter(birth_on__gte=first, birth_on__lte=last)


def _to_be_found(among: Persons) -> Persons:
    """Without those disposed of, whose year of birth is kept to be counted and not to be found by; in the index of names they are not anyway."""
    return among.filter(disposed_on__isnull=True)


def _by_code(among: Persons, code: str) -> Iterator[int]:
    """Persons whose fiscal code, or number of a paper, begins so."""
    last = code + _LAST.upper()
    yield from among.exclude(fiscal_code="").filter(fiscal_code__gte=code, fiscal_code__lte=last).order_by("fiscal_code").values_list("pk", flat=True)[:ENOUGH]
    yield from among.filter(identifiers__value__gte=code, identifiers__value__lte=last).order_by("identifiers__value").values_list("pk", flat=True)[:ENOUGH]


def _called_by(slots: Sequence[Slot], population: int, born_in: int | None) -> _Called:
    """
    Question for the persons who have a word for each of the two rarest typed words (or for the only one).

    When more are expected than can be ranked, each degree of likeness is asked for in turn, so that the best are among those looked at.
    """
    parts: list[str] = []
    values: list[Value] = []
    expected = 0.0
    for degree in _DEGREES:
        accepted = [[word for word in slot.values() if word.match in degree] for slot in slots]
        if all(accepted):
            pair = min(combinations(accepted, 2), key=_expected, default=(accepted[0],))
            expected = _expected(pair) / max(population, 1) ** (len(pair) - 1)
            if expected >= ENOUGH or degree == _DEGREES[-1]:
                part, needed = _called(*pair, born_in=born_in)
                limit = AT_MOST if degree == _DEGREES[-1] else ENOUGH
                parts.append(f"SELECT person_id FROM ({part} LIMIT {limit}) degree{len(parts)}")
                values += needed
    return _Called(f"{' UNION ALL '.join(parts)} LIMIT {AT_MOST}", values, are_many=expected >= FEW)


def _expected(sets: Sequence[Sequence[Word]]) -> float:
    """About how many persons times the population have a word of each set, were names given at random."""
    product = 1.0
    for words in sets:
        product *= sum(word.persons for word in words)
    return product


def _called(one: Sequence[Word], other: Sequence[Word] | None = None, *, born_in: int | None) -> tuple[str, list[Value]]:
    """
    Question for the persons called by a word of `one`, beside a word of `other`, if there is another.

    Common words are looked up beside each of the others; of a rare word all its persons are read, which costs less.
    """
    sql = "SELECT a.person_id FROM people_persontoken a WHERE a.token_id = ANY(%s) AND a.beside = 0"
    if other is None:
        parts: list[tuple[str, list[Value]]] = [(sql, [[word.number for word in one]])]
    else:
        if _cost(other, one) < _cost(one, other):
            one, other = other, one
        beside = [word.number for word in other]
        common, rare = [word.number for word in one if word.persons > len(other)], [word.number for word in one if word.persons <= len(other)]
        sql = "SELECT a.person_id FROM people_persontoken a WHERE a.token_id = ANY(%s) AND {}a.beside = ANY(%s)"
        # The plus hides a column from the index: SQLite then reads the word's rows instead of looking each pair up.
        parts = [(sql.format(plus), [some, beside]) for some, plus in ((common, ""), (rare, "+")) if some]
    values: list[Value] = []
    for place, (part, needed) in enumerate(parts):
        values += needed
        if born_in is not None:
            parts[place] = (f"{part} AND EXISTS (SELECT 1 FROM people_person p WHERE p.id = a.person_id AND p.birth_on BETWEEN %s AND %s)", needed)
            values += _year(born_in)
    return " UNION ALL ".join(part for part, _needed in parts), values


def _cost(one: Sequence[Word], other: Sequence[Word]) -> int:
    return sum(min(word.persons, len(other)) for word in one)


def _words(alias: str, typed: Sequence[str]) -> tuple[list[Slot], int]:
    """For each typed word, the words it may stand for; and about how many persons there are."""
    together = names.joined_pairs(typed)
    equal = [*typed, *(joined for _place, joined in together)]
    left = sorted({left for word in typed for left in names.asked_as(word)})
    parts = ["SELECT 0, '', COALESCE(MAX(id), 0) FROM people_person", "SELECT id, token, persons FROM people_nametoken WHERE token = ANY(%s)"]
    values: list[Value] = [equal]
    for place, word in enumerate(typed):
        if len(word) > 1:
            begins = "SELECT id, token, persons FROM people_nametoken WHERE token BETWEEN %s AND %s"
            parts.append(f"SELECT * FROM ({begins} ORDER BY persons DESC LIMIT {LONGER_WORDS}) longer{place}")
            values += [word, word + _LAST]
    if left:
        parts.append(_LEFT)
        values.append(left)
    known: dict[str, tuple[int, int]] = {token: (number, persons) for number, token, persons in rows(alias, " UNION ALL ".join(parts), values)}
    _zero, population = known.pop("")
    slots = [_stood_for(word, known) for word in typed]
    for place, joined in together:
        if joined in known:
            slots[place][joined] = slots[place + 1][joined] = Word(*known[joined], Match.EXACT)
    for place, word in enumerate(typed):
        if not slots[place] and (begun := sorted(names.asked_as_begun(word))):
            slots[place] = {token: Word(number, persons, Match.TWO_SLIPS) for number, token, persons in rows(alias, _LEFT, [begun]) if names.begun(word, token)}
    return [*slots], population


def _stood_for(typed: str, known: Mapping[str, tuple[int, int]]) -> dict[str, Word]:
    """Which of the words known the typed one may stand for, as `names.match` says, for many words at once."""
    found: dict[str, Word] = {}
    if forgiven := names.slips_forgiven(typed):
        for word, count, _place in process.extract_iter(typed, known.keys(), scorer=OSA.distance, processor=None, score_cutoff=forgiven):
            found[word] = Word(*known[word], Match(Match.PREFIX + int(count)) if count else Match.EXACT)
    if len(typed) > 1:
        found |= {word: Word(*known[word], Match.PREFIX) for word in known if word.startswith(typed)}
    if typed in known:
        found[typed] = Word(*known[typed], Match.EXACT)
    return found


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
