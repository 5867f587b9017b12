"""Who is likely the same as somebody just described: a few candidates by name, by birth and by code, weighed one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sussidiario.people.lifecycle import BirthPrecision
from sussidiario.people.models import search
from sussidiario.people.rules import likeness, names
from sussidiario.people.rules.asking import MOST_WORDS, Asked
from sussidiario.people.rules.likeness import Facts, Likeness


@dataclass(frozen=True)
class Resembling:
    """A person who may be the one described, and why."""

    found: search.Found
    likeness: Likeness


def resembling(among: search.Persons, facts: Facts, *, but: int | None, limit: int) -> list[Resembling]:
    """Up to `limit` persons `among` those given, `but` one, who may be the one described; the likeliest first."""
    candidates = {found.pk: found for found in _candidates(among, facts) if found.pk != but}
    weighed = [Resembling(found, likeness.compare(facts, _facts(found))) for found in candidates.values()]
    alike = [each for each in weighed if each.likeness.is_possible]
    return sorted(alike, key=lambda each: (-each.likeness.points, each.found.pk))[:limit]


def _candidates(among: search.Persons, facts: Facts) -> Iterator[search.Found]:
    given, family = names.words(facts.given_name), names.words(facts.family_name)
    # One word of each name: who has a second name may be registered without it.
    for words in (given[:1] + family[-1:], names.words(facts.pseudonym), names.words(facts.also_called)):
        if words:
            yield from search.search(among, Asked(words=words[:MOST_WORDS]), limit=search.ENOUGH)
    if days := tuple(_days(facts.birth_on)):
        yield from search.search(among, Asked(born_on=days), limit=search.ENOUGH)
    if facts.fiscal_code:
        yield from search.shown(among.filter(fiscal_code=facts.fiscal_code))


def _days(birth_on: date | None) -> Iterator[date]:
    """The day, and the day with its month and day swapped, which is how many are written down wrongly."""
    if birth_on is not None:
        yield birth_on
        if birth_on.day <= 12 and birth_on.day != birth_on.month:  # noqa: PLR2004  months of a year
            yield birth_on.replace(month=birth_on.day, day=birth_on.month)


def _facts(found: search.Found) -> Facts:
    return Facts(
        given_name=found.given_name,
        family_name=found.family_name,
        pseudonym=found.pseudonym,
        also_called=found.also_called,
        sex=found.sex,
        birth_on=found.birth_on,
        birth_is_exact=found.birth_precision in {"", BirthPrecision.DAY},
        fiscal_code=found.fiscal_code,
    )
