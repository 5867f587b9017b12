"""
Whether two descriptions are likely of the same person, and why: what the desk reads before it registers somebody twice.

Each agreement adds points and a reason, each contradiction takes points away. Nobody is ever joined to another by these points: a person looks and decides.
"""

from dataclasses import dataclass
from datetime import date

from sussidiario.foundation import identifiers
from sussidiario.foundation.words import gettext_noop
from sussidiario.people.rules import names

POSSIBLE = 40
"""From here on two descriptions are shown side by side: the same name and nothing against it."""

LIKELY = 60
"""From here on it is more likely than not: a name with a slip and the same date of birth."""

CERTAIN = 100
"""The same fiscal code: it is never given to two."""


@dataclass(frozen=True)
class Facts:
    """What is known of somebody, as far as it tells them apart. `birth_is_exact` is false when only the year is known, or guessed."""

    given_name: str = ""
    family_name: str = ""
    pseudonym: str = ""
    also_called: str = ""
    sex: str = ""
    birth_on: date | None = None
    birth_is_exact: bool = True
    fiscal_code: str = ""


@dataclass(frozen=True)
class Likeness:
    """How likely, and why: `reasons` are sentences for the page, the strongest first."""

    points: int
    reasons: tuple[str, ...]

    @property
    def is_possible(self) -> bool:
        """Tell whether it is worth a look."""
        return self.points >= POSSIBLE

    @property
    def is_likely(self) -> bool:
        """Tell whether it is more likely than not."""
        return self.points >= LIKELY

    @property
    def is_certain(self) -> bool:
        """Tell whether there is no room for doubt."""
        return self.points >= CERTAIN


def compare(one: Facts, other: Facts) -> Likeness:
    """Weigh two descriptions; the order does not matter."""
    found = [_codes(one, other), _names(one, other), _births(one, other), _sexes(one, other)]
    points = max(0, min(CERTAIN, sum(points for points, _ in found)))
    if found[0][0] == CERTAIN:
        points = CERTAIN
    reasons = tuple(reason for value, reason in sorted(found, reverse=True) if reason and value > 0)
    return Likeness(points, reasons)


def _codes(one: Facts, other: Facts) -> tuple[int, str]:
    mine, yours = identifiers.compact(one.fiscal_code), identifiers.compact(other.fiscal_code)
    if not mine or not yours:
        return 0, ""
    if mine == yours:
        return CERTAIN, gettext_noop("stesso codice fiscale")
    if identifiers.undone(mine) == identifiers.undone(yours):
        return 10, gettext_noop("codice fiscale di due omonimi")
    if names.slips(mine, yours) <= 2:  # noqa: PLR2004  a slip changes the check letter too
        return 20, gettext_noop("codice fiscale quasi uguale")
    return -60, ""


def _names(one: Facts, other: Facts) -> tuple[int, str]:
    mine, yours = (names.words(one.given_name), names.words(one.family_name)), (names.words(other.given_name), names.words(other.family_name))
    if all(mine) and all(yours):
        given, family = _near(mine[0], yours[0]), _near(mine[1], yours[1])
        if given and family:
            return _STRAIGHT[given, family]
        crossed = (_near(mine[0], yours[1]), _near(mine[1], yours[0]))
        if all(crossed):
            return (38, gettext_noop("nome e cognome scambiati")) if crossed == (_SAME, _SAME) else (28, gettext_noop("nome e cognome scambiati e simili"))
    return _other_names(one, other)


def _other_names(one: Facts, other: Facts) -> tuple[int, str]:
    """Compare by whatever else they are called: a pseudonym, a name of before, one name alone."""
    mine, yours = _all_called(one), _all_called(other)
    if mine & yours:
        return 40, gettext_noop("stesso pseudonimo o altro nome")
    shared = _words(one) & _words(other)
    if len(shared) > 1:
        return 25, gettext_noop("più nomi in comune")
    if any(_near((word,), (another,)) for word in _words(one) for another in _words(other)):
        return 15, gettext_noop("un nome in comune o simile")
    return -40, ""


def _births(one: Facts, other: Facts) -> tuple[int, str]:
    mine, yours = one.birth_on, other.birth_on
    if mine is None or yours is None:
        return 0, ""
    if not (one.birth_is_exact and other.birth_is_exact):
        apart = abs(mine.year - yours.year)
        return (15, gettext_noop("stesso anno di nascita")) if not apart else (5, gettext_noop("età vicina")) if apart <= 2 else (-25, "")  # noqa: PLR2004  years
    if mine == yours:
        return 40, gettext_noop("stessa data di nascita")
    if mine.year == yours.year and (mine.month, mine.day) == (yours.day, yours.month):
        return 30, gettext_noop("giorno e mese di nascita scambiati")
    if names.slips(f"{mine:%d%m%Y}", f"{yours:%d%m%Y}", most=1) == 1:
        return 20, gettext_noop("data di nascita diversa per una cifra")
    return -30, ""


def _sexes(one: Facts, other: Facts) -> tuple[int, str]:
    return (-15, "") if one.sex and other.sex and one.sex != other.sex else (0, "")


_SAME, _SIMILAR, _DIFFERENT = 2, 1, 0

_STRAIGHT = {
    (_SAME, _SAME): (40, gettext_noop("stesso nome e cognome")),
    (_SIMILAR, _SAME): (32, gettext_noop("stesso cognome, nome simile")),
    (_SAME, _SIMILAR): (32, gettext_noop("stesso nome, cognome simile")),
    (_SIMILAR, _SIMILAR): (25, gettext_noop("nome e cognome simili")),
}


def _near(mine: tuple[str, ...], yours: tuple[str, ...]) -> int:
    """Tell whether two names are the same, or similar: a slip in a word, a second name left out, written as one or as two."""
    if mine == yours or "".join(mine) == "".join(yours):
        return _SAME
    fewer, more = sorted((mine, yours), key=len)
    forgiven = min(names.slips_forgiven("".join(mine)), names.slips_forgiven("".join(yours)))
    if names.slips("".join(mine), "".join(yours), most=forgiven) <= forgiven:
        return _SIMILAR
    each = (min(names.slips(word, another) - min(names.slips_forgiven(word), names.slips_forgiven(another)) for another in more) for word in fewer)
    return _SIMILAR if all(over <= 0 for over in each) else _DIFFERENT


def _all_called(facts: Facts) -> frozenset[tuple[str, ...]]:
    called = (facts.pseudonym, facts.also_called, f"{facts.given_name} {facts.family_name}")
    return frozenset(tuple(sorted(words)) for words in map(names.words, called) if words)


def _words(facts: Facts) -> frozenset[str]:
    return frozenset(names.words(f"{facts.given_name} {facts.family_name} {facts.pseudonym} {facts.also_called}"))
