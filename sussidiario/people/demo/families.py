"""
Families of the invented town, one at a time: who lives together, how old they are, where they come from and whose name they bear.

What must hold in every family: a mother is 16 to 46 years older than her child and a father at least 17, sisters and brothers are born on one day or some
years apart, children bear their father's name, wife and husband each keep their own, exactly one member is the reference person.
"""

from collections.abc import Sequence

from sussidiario.people.demo import names, places
from sussidiario.people.demo.drafts import GROWN_UP, MARRIED, SINGLE, WIDOWED, Draft, Drafts
from sussidiario.people.demo.draw import Chance, Urn
from sussidiario.people.demo.places import State
from sussidiario.people.demo.shape import ELDERLY, WOMEN, Recipe

__all__ = ["CHILD", "REFERENCE", "Draft", "Families", "Family"]

# Relation to the reference person, as the national register codes it (ANPR, relazione di parentela).
REFERENCE, SPOUSE, CHILD, PARENT, SIBLING, COUSIN = 1, 2, 3, 6, 9, 12
IN_LAW_CHILD, IN_LAW_PARENT, IN_LAW_SIBLING, PARTNER, LODGER = 16, 17, 18, 23, 25

YOUNGEST_MOTHER, OLDEST_MOTHER, YOUNGEST_FATHER = 16, 46, 17
YOUNGEST_WITH_OLD_PARENTS = ELDERLY - OLDEST_MOTHER + 3
OLDEST, OLDEST_COUPLED, OLDEST_GRANDPARENT = 108, 97, 99
_MOST_BETWEEN_SIBLINGS = 22
_SON_STAYS_FROM = 25
_KIN = {SIBLING: 45, COUSIN: 30, IN_LAW_SIBLING: 10, LODGER: 15}
_MIXED = {"wife": 0.045, "husband": 0.013, "from elsewhere": 0.08}
"""Share of couples in which one comes from abroad and the other from Italy, and of couples from abroad in which they come from two states."""

Family = list[Draft]
"""The reference person first."""


class Families:
    """Makes families by chance, after recipes."""

    def __init__(self, chance: Chance) -> None:
        self.drafts = Drafts(chance)
        self._ages = self.drafts.ages
        self._happens = self.drafts.happens
        self._kinship = Urn(chance, _KIN, _KIN.values())

    def make(self, recipe: Recipe) -> Family:
        """Make the family that a recipe asks for."""
        state = self.drafts.state() if self._happens(recipe.abroad / 100) else None
        family = self._couple(recipe, state) if recipe.is_couple else self._parent(recipe, state) if recipe.children else self._one(recipe, state)
        family += [self.drafts.carer(LODGER) for _ in range(recipe.carers)]
        family += [self._kin(family[0], self._ages["kin"](), self._kinship()) for _ in range(recipe.kin)]
        return family

    def widowed_from(self, family: Family) -> Draft:
        """Make the wife or husband whom the reference person lost: the other parent of the children who live there."""
        widow = family[0]
        eldest = max((child.age for child in family if child.relation == CHILD), default=0)
        gap = self._ages["husband older by"]()
        if widow.sex == "F":
            sex, age = "M", max(widow.age + gap, eldest + GROWN_UP)
        else:
            sex, age = "F", max(widow.age - gap, eldest + GROWN_UP)
            age = min(age, eldest + OLDEST_MOTHER) if eldest else age
        late = self.drafts.person(sex, min(age, OLDEST), SPOUSE, widow.state, status=MARRIED)
        late.family = widow.other_parent or late.family
        return late

    # Built on one adult.

    def _one(self, recipe: Recipe, state: State | None) -> Family:
        kind = recipe.kind_of_one
        sex = self.drafts.sex(WOMEN[kind])
        where = f"{kind}, {'women' if sex == 'F' else 'men'}" if kind == "alone, old" else f"{kind}, from abroad" if kind == "alone" and state else kind
        first = self.drafts.person(sex, self._ages[where](), REFERENCE, state)
        if recipe.core == "E" and not recipe.siblings and not recipe.grandparents:
            first.status = self.drafts.status_of_old(sex, first.age)
        elif kind == "alone":
            first.status = self.drafts.status("alone", first.age)
        family = [first]
        family += [self._kin(first, self._ages["old sister or brother"](), SIBLING) for _ in range(recipe.siblings)]
        family += [self._elder_of(first, PARENT, self.drafts.sex(women=0.88)) for _ in range(recipe.grandparents)]
        return family

    def _parent(self, recipe: Recipe, state: State | None) -> Family:
        """One parent with children, and perhaps the parent's mother or father."""
        old = recipe.core == "E"
        sex = self.drafts.sex(WOMEN["one parent"])
        youngest = YOUNGEST_WITH_OLD_PARENTS if recipe.grandparents else GROWN_UP
        while True:
            children = self._children_ages(recipe, "child of the old" if old else "youngest with one parent")
            age = children[0] + self._mother_at_last(state)
            if sex == "M":
                age += max(0, self._ages["husband older by"]())
            if (age >= ELDERLY) == old and youngest <= age <= OLDEST_GRANDPARENT and _may_be_parent(sex, age, children):
                break
        status = self.drafts.status_of_old(sex, age) if old else self.drafts.status("parent", age)
        parent = self.drafts.person(sex, age, REFERENCE, state, status=status)
        other = parent.other_parent = self.drafts.absent(parent)
        father, mother = (other, parent.family) if sex == "F" else (parent.family, other)
        unknown_father = sex == "F" and status == SINGLE and self._happens(0.4)
        family = [parent, *self._children(children, parent, None, parent.family if unknown_father else names.inherited(father, mother))]
        family += [self._elder_of(parent, PARENT, self.drafts.sex(women=0.8)) for _ in range(recipe.grandparents)]
        return family

    # Built on a couple.

    def _couple(self, recipe: Recipe, state: State | None) -> Family:
        man_age, woman_age, children = self._couple_ages(recipe, state)
        man = self.drafts.person("M", man_age, REFERENCE, state)
        woman = self.drafts.person("F", woman_age, SPOUSE, state)
        if recipe.core == "AA":
            self._perhaps_mixed(man, woman)
        self._bind(man, woman, with_children=bool(children))
        family = [man, woman] if man.relation == REFERENCE else [woman, man]
        family += self._children(children, woman, man, names.inherited(man.family, woman.family))
        if recipe.in_laws:
            family.append(self._in_law(family[-1]))
        if recipe.grandparents:
            child, relation = (family[0], PARENT) if self._happens(0.5) else (family[1], IN_LAW_PARENT)
            both = recipe.grandparents > 1
            family.append(self._elder_of(child, relation, "F" if both else self.drafts.sex(women=0.8)))
            if both:
                family.append(self._elder_of(child, relation, "M", beside=family[-1]))
        return family

    def _couple_ages(self, recipe: Recipe, state: State | None) -> tuple[int, int, list[int]]:
        """Ages of husband, wife and children (the youngest first), drawn again until they agree."""
        youngest = YOUNGEST_WITH_OLD_PARENTS if recipe.grandparents else GROWN_UP
        older_by, husband = self._ages["husband older by"], self._ages[recipe.husband + (", from abroad" if recipe.core == "AA" and state else "")]
        kind = recipe.youngest_child + (", from abroad" if recipe.core == "AA" and state else "")
        while True:
            children = self._children_ages(recipe, kind) if recipe.children else []
            if children:
                woman = children[0] + self._mother_at_last(state)
                man = woman + older_by()
            else:
                man = husband()
                woman = man - older_by()
            if (man >= ELDERLY) != (recipe.core[0] == "E") or (woman >= ELDERLY) != (recipe.core[1] == "E"):
                continue
            if not youngest <= woman <= OLDEST_COUPLED or not youngest <= man <= OLDEST_COUPLED:
                continue
            if not children or (_may_be_parent("F", woman, children) and _may_be_parent("M", man, children)):
                return man, woman, children

    def _bind(self, man: Draft, woman: Draft, *, with_children: bool) -> None:
        """Marry the two, or let them live together; and say whose the register's sheet is."""
        if self._happens(0.2):
            man.relation, woman.relation = SPOUSE, REFERENCE
        second = woman if man.relation == REFERENCE else man
        younger = min(man.age, woman.age)
        unmarried = 0.28 if not with_children and younger < ELDERLY - 20 else 0.11
        if younger >= ELDERLY or man.state:
            unmarried = 0.015 if younger >= ELDERLY else 0.06
        if self._happens(unmarried):
            second.relation = PARTNER
            man.status, woman.status = self.drafts.status("partner", man.age), self.drafts.status("partner", woman.age)
        else:
            man.status = woman.status = MARRIED

    def _perhaps_mixed(self, man: Draft, woman: Draft) -> None:
        if man.state is None:
            if self._happens(_MIXED["wife"]):
                self.drafts.settle(woman, self.drafts.state())
            elif self._happens(_MIXED["husband"]):
                self.drafts.settle(man, self.drafts.state())
        elif self._happens(_MIXED["from elsewhere"]):
            self.drafts.settle(woman, self.drafts.state())

    # Who else lives there.

    def _mother_at_last(self, state: State | None) -> int:
        return self._ages["mother at the last birth, from abroad" if state else "mother at the last birth"]()

    def _children_ages(self, recipe: Recipe, youngest: str) -> list[int]:
        after = self._ages["after the elder"]
        children = [self._ages[youngest]()]
        while len(children) < recipe.children:
            children.append(children[-1] + after())
        return children

    def _children(self, ages: Sequence[int], parent: Draft, other: Draft | None, name: str) -> Family:
        """Children from the eldest; those of one age are twins. Who was born before the mother came was born where she was."""
        father = other or parent
        citizens = [each for each in (parent, other) if each is not None and each.citizenship == places.ITALY]
        origin = father.state or parent.state
        found: Family = []
        for age in reversed(ages):
            child = Draft(self.drafts.sex(WOMEN["grown-up child" if age >= _SON_STAYS_FROM else "child"]), age, CHILD, father.roots, father.state, SINGLE, name)
            if parent.state and parent.arrived > child.born and (other is None or other.state):
                child.arrived = parent.arrived
            child.citizenship = places.ITALY if citizens else parent.citizenship
            if citizens and origin:
                child.second_citizenship = origin.code
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
        # Never younger than old people are here: recipes with grandparents ask for parents who are not too young for that.
        elder = self.drafts.person(sex, min(max(age, ELDERLY), OLDEST_GRANDPARENT), relation, child.state, status=MARRIED if beside else WIDOWED)
        if beside is not None:
            beside.status = MARRIED
        if sex == "M" and "+" not in child.family:
            elder.family = child.family
        return elder

    def _kin(self, first: Draft, age: int, relation: int) -> Draft:
        """Make somebody of the same family or place: no sister or brother is much older or younger."""
        if relation == SIBLING and abs(age - first.age) > _MOST_BETWEEN_SIBLINGS:
            age = first.age + (GROWN_UP if age > first.age else -GROWN_UP)
            age = max(age, ELDERLY) if first.age >= ELDERLY else min(max(age, GROWN_UP), ELDERLY - 1)
        kin = self.drafts.person(self.drafts.sex(WOMEN["old sisters and brothers" if age >= ELDERLY else "kin"]), age, relation, first.state)
        if relation == SIBLING:
            kin.family = first.family
        return kin

    def _in_law(self, child: Draft) -> Draft:
        child.status = MARRIED
        age = min(max(child.age + (-3 if child.sex == "M" else 3), GROWN_UP + 3), ELDERLY - 1)
        return self.drafts.person("F" if child.sex == "M" else "M", age, IN_LAW_CHILD, child.state, status=MARRIED)


def _may_be_parent(sex: str, age: int, children: Sequence[int]) -> bool:
    at_first = age - children[-1]
    if children[-1] >= ELDERLY:
        return False
    return at_first >= YOUNGEST_FATHER if sex == "M" else at_first >= YOUNGEST_MOTHER and age - children[0] <= OLDEST_MOTHER
