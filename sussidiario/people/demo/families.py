"""
Families of the invented town, one at a time: who lives together, how old they are, where they come from and whose name they bear.

What must hold in every family: a mother is 16 to 46 years older than her child and a father at least 17, sisters and brothers are born on one day or some
years apart, children bear their father's name, wife and husband each keep their own, exactly one member is the reference person.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sussidiario.people.demo import names, places
from sussidiario.people.demo.draw import Chance, Urn, spread
from sussidiario.people.demo.names import Names
from sussidiario.people.demo.places import State
from sussidiario.people.demo.shape import AGES, ELDERLY, YEAR, Recipe

# Relation to the reference person, as the national register codes it (ANPR, relazione di parentela).
REFERENCE, SPOUSE, CHILD, PARENT, SIBLING, COUSIN = 1, 2, 3, 6, 9, 12
IN_LAW_CHILD, IN_LAW_PARENT, IN_LAW_SIBLING, PARTNER, LODGER, CIVIL_UNION = 16, 17, 18, 23, 25, 28

# Civil status (ANPR, stato civile).
SINGLE, MARRIED, WIDOWED, DIVORCED, UNITED = 1, 2, 3, 4, 6

YOUNGEST_MOTHER, OLDEST_MOTHER, YOUNGEST_FATHER = 16, 46, 17
GROWN_UP = 18
YOUNGEST_WITH_OLD_PARENTS = ELDERLY - OLDEST_MOTHER + 3
OLDEST = 108
OLDEST_COUPLED = 97
OLDEST_GRANDPARENT = 99
_ROOTS = {"lombardy": 50, "general": 19, "veneto": 5, "campania": 5.5, "puglia": 8.5, "calabria": 5, "sicily": 6, "sardinia": 1}
_CARERS_FROM = {"243": 45, "235": 18, "615": 12, "254": 8, "609": 8, "517": 5, "323": 4}
_HUSBAND_IS_REFERENCE = 0.8


@dataclass(slots=True)
class Draft:
    """
    Somebody who lives in a household, before they have a day of birth, papers and a telephone.

    `state` is the one their family comes from, None for Italy, and then `roots` is the part of Italy; `arrived` the year they came to Italy, 0 for who was
    born there; `family` the name in all its forms (`names.borne`).
    """

    sex: str
    age: int
    relation: int
    roots: str
    state: State | None = None
    status: int = SINGLE
    family: str = ""
    arrived: int = 0
    citizenship: str = places.ITALY
    second_citizenship: str = ""
    twin_of: "Draft | None" = None

    @property
    def born(self) -> int:
        """Year of birth."""
        return YEAR - self.age


Family = list[Draft]
"""The reference person first."""


class Families:
    """Makes families by chance, after recipes."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self.names = Names(chance)
        self._ages: dict[str, Urn[int]] = {name: spread(chance, steps) for name, steps in AGES.items()}
        self._roots = Urn(chance, _ROOTS, _ROOTS.values())
        self._states = Urn(chance, places.STATES, (state.share for state in places.STATES))
        self._carers = Urn(chance, [places.BY_CODE[code] for code in _CARERS_FROM], _CARERS_FROM.values())

    def make(self, recipe: Recipe) -> Family:
        """Make the family that a recipe asks for."""
        state = self._states() if 100 * self._chance() < recipe.abroad else None
        family = self._pair(recipe, state) if len(recipe.core) == 2 else self._one(recipe, state)  # noqa: PLR2004  a couple
        for _ in range(recipe.carers):
            family.append(self._carer())
        for _ in range(recipe.kin):
            family.append(self._kin(family[0], self._ages["kin"]()))
        return family

    def alone(self, sex: str, age: int, state: State | None, *, status: int = SINGLE) -> Draft:
        """Make somebody who is the reference person of their own household."""
        return self._person(sex, age, REFERENCE, state, status=status)

    def state(self) -> State:
        """Draw where a foreigner comes from."""
        return self._states()

    def widowed_from(self, widow: Draft) -> Draft:
        """Make the wife or husband whom somebody lost."""
        gap = self._ages["husband older by"]()
        age = widow.age + gap if widow.sex == "F" else widow.age - gap
        return self._person("M" if widow.sex == "F" else "F", min(max(age, 45), OLDEST), SPOUSE, widow.state, status=MARRIED)

    # One adult, with or without children, parents, kin.

    def _one(self, recipe: Recipe, state: State | None) -> Family:
        if recipe.children:
            return self._parent(recipe, state)
        sex, age = self._sex_and_age(recipe, abroad=state is not None)
        if recipe.core == "E":
            status = self._status_of_old(sex, age) if recipe.size == 1 or recipe.carers else SINGLE
        else:
            status = SINGLE if recipe.kin and self._chance() < 0.7 else self._status_of_adult(age)  # noqa: PLR2004  most who live with kin are single
        first = self.alone(sex, age, state, status=status)
        family = [first]
        for _ in range(recipe.siblings):
            family.append(self._kin(first, self._ages["old sister or brother"](), relation=SIBLING))
        if recipe.grandparents:
            family.append(self._elder_of(first, PARENT, "F" if self._chance() < 0.88 else "M"))  # noqa: PLR2004  mothers outlive fathers
        return family

    def _sex_and_age(self, recipe: Recipe, *, abroad: bool) -> tuple[str, int]:
        chance, ages = self._chance(), self._ages
        if recipe.carers:
            return ("F" if chance < 0.82 else "M"), ages["old with a carer"]()  # noqa: PLR2004
        if recipe.siblings:
            return ("F" if chance < 0.65 else "M"), ages["old sister or brother"]()  # noqa: PLR2004
        if recipe.grandparents:
            return ("F" if chance < 0.55 else "M"), ages["old with a very old parent"]()  # noqa: PLR2004
        if recipe.core == "E":
            return ("F", ages["alone, women, old"]()) if chance < 0.765 else ("M", ages["alone, men, old"]())  # noqa: PLR2004
        if recipe.kin:
            return ("F" if chance < 0.35 else "M"), ages["kin"]()  # noqa: PLR2004
        return ("F" if chance < 0.45 else "M"), ages["alone, from abroad" if abroad else "alone"]()  # noqa: PLR2004

    def _parent(self, recipe: Recipe, state: State | None) -> Family:
        """One parent with children, and perhaps the parent's mother."""
        old = recipe.core == "E"
        sex = "F" if self._chance() < 0.83 else "M"  # noqa: PLR2004  shares, not rules
        while True:
            children = self._children_ages(recipe, abroad=state is not None, one_parent=True)
            age = children[0] + self._mother_at_last(state)
            if sex == "M":
                age += max(0, self._ages["husband older by"]())
            fits = (age >= ELDERLY) == old and age <= OLDEST_GRANDPARENT and self._may_be_parent(sex, age, children)
            if fits and (not recipe.grandparents or age >= YOUNGEST_WITH_OLD_PARENTS):
                break
        parent = self.alone(sex, age, state, status=self._status_of_old(sex, age) if old else self._status_of_parent(age))
        other = self._absent(parent)
        father, mother = (other, parent.family) if sex == "F" else (parent.family, other)
        name = parent.family if parent.status == SINGLE and self._chance() < 0.4 else names.inherited(father, mother)  # noqa: PLR2004
        family = [parent, *self._children(children, parent, None, name)]
        if recipe.grandparents:
            family.append(self._elder_of(parent, PARENT, "F" if self._chance() < 0.8 else "M"))  # noqa: PLR2004
        return family

    # A couple.

    def _pair(self, recipe: Recipe, state: State | None) -> Family:
        man_age, woman_age, children = self._pair_ages(recipe, abroad=state is not None)
        man = self._person("M", man_age, REFERENCE, state)
        woman = self._person("F", woman_age, SPOUSE, state)
        if recipe.core == "AA":
            self._perhaps_mixed(man, woman)
        self._bind(man, woman, with_children=bool(children))
        kids = self._children(children, woman, man, names.inherited(man.family, woman.family))
        family = [man, woman] if man.relation == REFERENCE else [woman, man]
        family += kids
        if recipe.in_laws:
            family.append(self._in_law(kids[-1]))
        if recipe.grandparents:
            of_reference = self._chance() < 0.5  # noqa: PLR2004
            child, relation = (family[0], PARENT) if of_reference else (family[1], IN_LAW_PARENT)
            family.append(self._elder_of(child, relation, "F" if recipe.grandparents == 2 or self._chance() < 0.8 else "M"))  # noqa: PLR2004
            if recipe.grandparents == 2:  # noqa: PLR2004
                family.append(self._elder_of(child, relation, "M", beside=family[-1]))
        return family

    def _pair_ages(self, recipe: Recipe, *, abroad: bool) -> tuple[int, int, list[int]]:
        """Ages of husband, wife and children (the youngest first), drawn again until they agree."""
        ages, core = self._ages, recipe.core
        older_by = ages["husband older by"]
        husbands = ages[
            {"EE": "old husband", "EA": "old husband of a younger wife", "AA": "husband without children, from abroad" if abroad else "husband without children"}[core]
        ]
        while True:
            children: list[int] = []
            if recipe.children:
                children = self._children_ages(recipe, abroad=abroad, one_parent=False)
                woman = children[0] + ages["mother at the last birth, from abroad" if abroad else "mother at the last birth"]()
                man = woman + older_by()
            else:
                man = husbands()
                woman = man - older_by()
            if (man >= ELDERLY) != (core[0] == "E") or (woman >= ELDERLY) != (core[1] == "E"):
                continue
            youngest = YOUNGEST_WITH_OLD_PARENTS if recipe.grandparents else GROWN_UP
            if not youngest <= woman <= OLDEST_COUPLED or not youngest <= man <= OLDEST_COUPLED:
                continue
            if not children or (self._may_be_parent("F", woman, children) and self._may_be_parent("M", man, children)):
                return man, woman, children

    def _children_ages(self, recipe: Recipe, *, abroad: bool, one_parent: bool) -> list[int]:
        ages, count = self._ages, recipe.children
        if recipe.core != "AA" and recipe.core != "A":
            youngest = ages["child of the old, married" if recipe.in_laws else "child of the old"]()
        elif one_parent:
            youngest = ages["youngest with one parent"]()
        elif abroad:
            youngest = ages["youngest, from abroad"]()
        else:
            youngest = ages["youngest of one" if count == 1 else "youngest of two" if count == 2 else "youngest of more"]()  # noqa: PLR2004
        children = [youngest]
        while len(children) < count:
            children.append(children[-1] + ages["after the elder"]())
        return children

    def _mother_at_last(self, state: State | None) -> int:
        return self._ages["mother at the last birth, from abroad" if state else "mother at the last birth"]()

    @staticmethod
    def _may_be_parent(sex: str, age: int, children: Sequence[int]) -> bool:
        eldest = age - children[-1]
        if children[-1] >= ELDERLY:
            return False
        return eldest >= YOUNGEST_FATHER if sex == "M" else eldest >= YOUNGEST_MOTHER and age - children[0] <= OLDEST_MOTHER

    def _bind(self, man: Draft, woman: Draft, *, with_children: bool) -> None:
        """Marry the two, or let them live together; and say whose the register's sheet is."""
        if self._chance() >= _HUSBAND_IS_REFERENCE:
            man.relation, woman.relation = SPOUSE, REFERENCE
        second = woman if man.relation == REFERENCE else man
        younger = min(man.age, woman.age)
        unmarried = 0.015 if younger >= ELDERLY else 0.06 if man.state else 0.11 if with_children or younger > ELDERLY - 20 else 0.28
        if self._chance() < unmarried:
            second.relation = PARTNER
            man.status, woman.status = self._status_of_partner(man.age), self._status_of_partner(woman.age)
        else:
            man.status = woman.status = MARRIED

    def _perhaps_mixed(self, man: Draft, woman: Draft) -> None:
        """In some couples one comes from Italy and the other does not."""
        chance = self._chance()
        if man.state is None:
            if chance < 0.045:  # noqa: PLR2004
                self._settle(woman, self._states())
            elif chance < 0.058:  # noqa: PLR2004
                self._settle(man, self._states())
        elif chance < 0.08:  # noqa: PLR2004
            self._settle(woman, self._states())

    # Who else lives there.

    def _children(self, ages: Sequence[int], parent: Draft, other: Draft | None, name: str) -> Family:
        """Children from the eldest; those of one age are twins. Who was born before the mother came was born where she was."""
        father = other or parent
        found: Family = []
        for age in reversed(ages):
            sex = "F" if self._chance() < (0.486 if age < 25 else 0.41) else "M"  # noqa: PLR2004  sons stay longer
            child = Draft(sex, age, CHILD, father.roots, father.state, SINGLE, name)
            if parent.state and parent.arrived > child.born and (other is None or other.state):
                child.arrived = parent.arrived
            italian = parent if parent.citizenship == places.ITALY else other
            child.citizenship = places.ITALY if italian and italian.citizenship == places.ITALY else parent.citizenship
            if child.citizenship == places.ITALY and (abroad := father.state or parent.state):
                child.second_citizenship = abroad.code
            if found and found[-1].age == age:
                child.twin_of = found[-1]
            found.append(child)
        return found

    def _elder_of(self, child: Draft, relation: int, sex: str, *, beside: Draft | None = None) -> Draft:
        """Make the mother or father of somebody who lives there; `beside` is the wife of a father."""
        if beside is not None:
            age = max(beside.age + self._ages["husband older by"](), child.age + YOUNGEST_FATHER)
        else:
            age = child.age + self._mother_at_last(child.state) - 3 + (max(0, self._ages["husband older by"]()) if sex == "M" else 0)
        # Never younger than old people are here; recipes with grandparents ask for parents who are not too young for that.
        age = min(max(age, ELDERLY), OLDEST_GRANDPARENT)
        elder = self._person(sex, age, relation, child.state, status=MARRIED if beside else WIDOWED)
        if beside is not None:
            beside.status = MARRIED
        if sex == "M" and "+" not in child.family:
            elder.family = child.family
        return elder

    def _kin(self, first: Draft, age: int, *, relation: int = 0) -> Draft:
        chance = self._chance()
        relation = relation or (SIBLING if chance < 0.45 else COUSIN if chance < 0.75 else IN_LAW_SIBLING if chance < 0.85 else LODGER)  # noqa: PLR2004
        sex = "F" if self._chance() < (0.62 if age >= ELDERLY else 0.4) else "M"
        if relation == SIBLING and abs(age - first.age) > 22:  # noqa: PLR2004  years between the first and the last child
            age = first.age + (18 if age > first.age else -18)
            age = min(max(age, 18), ELDERLY - 1) if first.age < ELDERLY else max(age, ELDERLY)
        kin = self._person(sex, age, relation, first.state)
        if relation == SIBLING:
            kin.family = first.family
        return kin

    def _carer(self) -> Draft:
        return self._person("F" if self._chance() < 0.93 else "M", self._ages["carer"](), LODGER, self._carers(), status=MARRIED)  # noqa: PLR2004

    def _in_law(self, child: Draft) -> Draft:
        child.status = MARRIED
        age = min(max(child.age + (-3 if child.sex == "M" else 3), 21), ELDERLY - 1)
        return self._person("F" if child.sex == "M" else "M", age, IN_LAW_CHILD, child.state, status=MARRIED)

    # One person.

    def _person(self, sex: str, age: int, relation: int, state: State | None, *, status: int = SINGLE) -> Draft:
        draft = Draft(sex, age, relation, self._roots(), None, status)
        if state is None:
            draft.family = self.names.family(draft.roots)
        else:
            self._settle(draft, state)
        return draft

    def _settle(self, draft: Draft, state: State) -> None:
        """Let somebody come from a state: when they arrived, how their family is called, and which citizenship they have today."""
        draft.state = state
        draft.family = self.names.family_abroad(state)
        earliest = draft.born + self._ages["arrived at"]()
        draft.arrived = min(max(earliest, self._ages["arrived in"]() - 6 if earliest < 1985 else earliest), YEAR)  # noqa: PLR2004  before, few came
        if draft.arrived < YEAR - 10 and self._chance() < 0.22:  # noqa: PLR2004  ten years of residence, Law 91/1992 article 9
            draft.citizenship, draft.second_citizenship = places.ITALY, state.code
        else:
            draft.citizenship = state.code

    def _absent(self, parent: Draft) -> str:
        """Family name of the parent who does not live there."""
        return self.names.family_abroad(parent.state) if parent.state else self.names.family(parent.roots)

    def _status_of_old(self, sex: str, age: int) -> int:
        widowed = min(0.9, (0.45 if sex == "F" else 0.2) + 0.018 * (age - ELDERLY))
        chance = self._chance()
        return WIDOWED if chance < widowed else SINGLE if chance < widowed + (1 - widowed) * 0.6 else DIVORCED

    def _status_of_adult(self, age: int) -> int:
        chance = self._chance()
        if age < 30:  # noqa: PLR2004
            return SINGLE
        return SINGLE if chance < 0.6 else DIVORCED if chance < 0.8 else MARRIED if chance < 0.96 or age < 50 else WIDOWED  # noqa: PLR2004

    def _status_of_parent(self, age: int) -> int:
        chance = self._chance()
        return SINGLE if chance < 0.28 else WIDOWED if chance < (0.32 if age < 50 else 0.6) else DIVORCED if chance < 0.85 else MARRIED  # noqa: PLR2004

    def _status_of_partner(self, age: int) -> int:
        return DIVORCED if age > 40 and self._chance() < 0.5 else SINGLE  # noqa: PLR2004
