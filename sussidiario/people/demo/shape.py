"""
The shape of the invented town: which households there are and how old their members are.

Known of Monza (31 December 2016 and 2017, registry and press): 122,955 residents; mean household 2.19 persons, 37.8 % of one and 28.5 % of two,
about 17 % and 13 % of three and four; 30,014 persons of 65 or more, of whom 8,744 live alone; in 38.2 % of households somebody is 65 or more;
ageing index 184; 52 % women; about 13 % foreigners, 19 % of them under 15; 1,249 women and 437 men above 90, 53 of a hundred or more. The counts of the
recipes are invented so that they give these; what nobody publishes (how many widows live with a son) is plausible and no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass

YEAR = 2016
"""The town is as on the last day of this year: who is `age` was born in `YEAR - age`."""

PERSONS = 122_955
ELDERLY = 65


@dataclass(frozen=True)
class Recipe:
    """
    One kind of household and how many there are of it in Monza.

    `core` is who it is built on: one or two letters, E for somebody of 65 or more and A for a younger adult; two are a couple. `abroad` is in how
    many of a hundred of them the family comes from another state. The other numbers are how many more live there.
    """

    name: str
    count: int
    core: str
    abroad: float
    children: int = 0
    grandparents: int = 0
    kin: int = 0
    siblings: int = 0
    in_laws: int = 0
    carers: int = 0

    @property
    def size(self) -> int:
        """How many live there."""
        return len(self.core) + self.children + self.grandparents + self.kin + self.siblings + self.in_laws + self.carers

    @property
    def is_couple(self) -> bool:
        """Tell whether it is built on two."""
        return len(self.core) > 1

    @property
    def kind_of_one(self) -> str:
        """Whom in `AGES` and `WOMEN` it is built on, when it is one person without children."""
        if self.core == "A":
            return "kin" if self.kin else "alone"
        if self.carers:
            return "old with a carer"
        if self.siblings:
            return "old sister or brother"
        return "old with a very old parent" if self.grandparents else "alone, old"

    @property
    def husband(self) -> str:
        """Whom in `AGES` the husband's age is drawn from, when there are no children."""
        return {"EE": "old husband", "EA": "old husband of a younger wife", "AA": "husband without children"}[self.core]

    @property
    def youngest_child(self) -> str:
        """Whom in `AGES` the age of a couple's youngest child is drawn from."""
        if self.core != "AA":
            return "child of the old, married" if self.in_laws else "child of the old"
        return ("youngest of one", "youngest of two", "youngest of more")[min(self.children, 3) - 1]


RECIPES = (
    Recipe("an old person alone", 8_744, "E", 1.5),
    Recipe("an adult alone", 12_482, "A", 14),
    Recipe("an old couple", 6_531, "EE", 0.8),
    Recipe("an old husband and a younger wife", 1_650, "EA", 3),
    Recipe("a couple", 3_719, "AA", 13),
    Recipe("an old parent and a child", 1_250, "E", 2, children=1),
    Recipe("an old child and a very old parent", 150, "E", 0, grandparents=1),
    Recipe("old sisters and brothers", 170, "E", 0, siblings=1),
    Recipe("an old person and a carer", 250, "E", 0, carers=1),
    Recipe("a parent and a child", 2_050, "A", 12, children=1),
    Recipe("two of kin", 231, "A", 60, kin=1),
    Recipe("parents and a child", 5_560, "AA", 12, children=1),
    Recipe("a parent and two children", 1_010, "A", 14, children=2),
    Recipe("an old couple and a child", 1_130, "EE", 1, children=1),
    Recipe("an old husband, a younger wife and a child", 480, "EA", 4, children=1),
    Recipe("an old parent and two children", 120, "E", 3, children=2),
    Recipe("a couple and a grandparent", 90, "AA", 8, grandparents=1),
    Recipe("a parent, a child and a grandparent", 170, "A", 12, children=1, grandparents=1),
    Recipe("an old couple and a carer", 150, "EE", 0, carers=1),
    Recipe("three of kin", 273, "A", 75, kin=2),
    Recipe("parents and two children", 6_880, "AA", 10.5, children=2),
    Recipe("a parent and three children", 180, "A", 30, children=3),
    Recipe("an old couple and two children", 150, "EE", 3, children=2),
    Recipe("an old husband, a younger wife and two children", 110, "EA", 6, children=2),
    Recipe("parents, a child and a grandparent", 150, "AA", 25, children=1, grandparents=1),
    Recipe("parents, a child and one of kin", 220, "AA", 75, children=1, kin=1),
    Recipe("four of kin", 120, "A", 90, kin=3),
    Recipe("an old couple, a child and an in-law", 50, "EE", 15, children=1, in_laws=1),
    Recipe("parents and three children", 1_150, "AA", 28, children=3),
    Recipe("parents, two children and a grandparent", 110, "AA", 30, children=2, grandparents=1),
    Recipe("parents, two children and one of kin", 100, "AA", 80, children=2, kin=1),
    Recipe("parents, a child and two grandparents", 44, "AA", 35, children=1, grandparents=2),
    Recipe("parents and four children", 270, "AA", 52, children=4),
    Recipe("parents, three children and a grandparent", 60, "AA", 45, children=3, grandparents=1),
    Recipe("parents, two children and two grandparents", 40, "AA", 35, children=2, grandparents=2),
    Recipe("parents, three children and one of kin", 90, "AA", 85, children=3, kin=1),
    Recipe("parents and five children", 110, "AA", 68, children=5),
    Recipe("parents, four children and one of kin", 36, "AA", 90, children=4, kin=1),
    Recipe("parents and six children", 40, "AA", 80, children=6),
    Recipe("parents, five children and one of kin", 27, "AA", 90, children=5, kin=1),
)
"""Every kind of household, with its number in a town of `PERSONS`."""

ROOTS = {"lombardy": 50, "general": 19, "veneto": 5, "campania": 5.5, "puglia": 8.5, "calabria": 5, "sicily": 6, "sardinia": 1}
"""Of a hundred Italians, how many have a father's family from each part of Italy."""

WOMEN = {
    "alone": 0.45,
    "alone, old": 0.765,
    "old with a carer": 0.82,
    "old with a very old parent": 0.55,
    "old sister or brother": 0.65,
    "old sisters and brothers": 0.62,
    "kin": 0.37,
    "one parent": 0.83,
    "child": 0.486,
    "grown-up child": 0.41,
}
"""Share of women by who it is."""

# Who is outside the register, or in it without a home: as many as in a town of `PERSONS`.
NO_FIXED_ABODE = 140
PSEUDONYMS = 60
WITH_STP = 80
WITH_ENI = 20
WITH_PASSPORT = 50
UNDATED_PERCENT = 15
"""How many of a hundred grown-ups from some states have only a year of birth, written as its first day."""
WITHOUT_CODE_PERCENT = 7
"""How many of a hundred foreigners who came in the last year still have no fiscal code."""

DIED_ALONE = 2_600
"""Old people who lived alone and died between the beginning of the mandate and the last day: their household is dissolved."""
WIDOWED_LATELY_PERCENT = 30
"""How many of a hundred widows and widowers who live on in the home of the marriage lost the other in those years."""

Steps = tuple[tuple[int, float], ...]

AGES: Mapping[str, Steps] = {
    "alone, old, women": (
        (65, 6.6),
        (70, 7.3),
        (74, 8.7),
        (79, 11.8),
        (83, 12),
        (87, 10.2),
        (90, 7.8),
        (93, 5.4),
        (96, 2.4),
        (99, 0.85),
        (102, 0.4),
        (105, 0.08),
        (107, 0),
    ),
    "alone, old, men": ((65, 16), (70, 13), (75, 11.5), (80, 10), (85, 7.2), (89, 4.8), (92, 3.2), (95, 1.4), (98, 0.4), (101, 0.12), (104, 0)),
    "alone": ((19, 0), (24, 1.2), (28, 3.6), (33, 4.6), (40, 6.2), (46, 9), (51, 9.9), (56, 9), (60, 8.2), (64, 8.4)),
    "alone, from abroad": ((18, 0.2), (22, 2.2), (28, 5.5), (35, 8), (42, 8.5), (48, 7.5), (55, 5.5), (60, 3.4), (64, 2)),
    "old husband": ((65, 9.5), (67, 11), (70, 10.5), (75, 10.8), (79, 8.6), (83, 5), (87, 2.4), (91, 0.8), (95, 0.12), (99, 0)),
    "old husband of a younger wife": ((65, 12), (66, 11), (67, 8), (69, 4.5), (72, 1.6), (78, 0.3), (84, 0)),
    "husband without children": ((22, 0), (26, 1.2), (30, 4), (34, 4.6), (40, 3.8), (46, 5), (52, 8), (58, 11), (64, 14)),
    "husband without children, from abroad": ((22, 0.4), (26, 3), (32, 5.5), (40, 6), (48, 6), (56, 5), (64, 3)),
    "old with a carer": ((76, 0.5), (80, 3), (85, 7), (90, 5), (94, 1.8), (98, 0.3), (101, 0)),
    "old with a very old parent": ((65, 8), (68, 5), (72, 1.5), (76, 0)),
    "old sister or brother": ((66, 2), (74, 5), (82, 5), (88, 1.5), (94, 0)),
    "kin": ((18, 1), (23, 5), (29, 7), (36, 5), (45, 3), (55, 1.2), (64, 0.4)),
    "carer": ((34, 0.5), (42, 4), (50, 8), (56, 8), (60, 5), (64, 1.5)),
    "husband older by": ((-9, 0), (-4, 2), (0, 12), (2, 16), (4, 13), (7, 6), (11, 2), (16, 0.5), (22, 0)),
    "youngest of one": ((0, 7.8), (2, 6.4), (5, 3.5), (9, 3), (14, 4.2), (18, 5.9), (22, 6.9), (26, 6.4), (30, 3.2), (36, 0.9), (42, 0.2), (45, 0)),
    "youngest of two": ((0, 6.9), (3, 5.8), (8, 4.7), (12, 5.0), (16, 5.6), (20, 5.9), (24, 4.8), (28, 2), (33, 0.3), (38, 0)),
    "youngest of more": ((0, 8), (4, 7), (8, 6.5), (12, 5.4), (16, 3.6), (20, 2.2), (26, 0.6), (30, 0)),
    "youngest of one, from abroad": ((0, 9), (3, 8.5), (8, 6.5), (13, 5), (18, 3), (24, 1), (30, 0)),
    "youngest of two, from abroad": ((0, 9), (3, 8.5), (8, 6.5), (13, 5), (18, 3), (24, 1), (30, 0)),
    "youngest of more, from abroad": ((0, 9), (3, 8.5), (8, 6.5), (13, 5), (18, 3), (24, 1), (30, 0)),
    "youngest with one parent": ((0, 1.8), (4, 3), (9, 4.6), (14, 5.6), (19, 6.2), (24, 5.8), (30, 3.4), (36, 1.1), (42, 0)),
    "child of the old": ((19, 0.2), (25, 3), (30, 6), (36, 6), (44, 4.2), (52, 2), (58, 0.7), (63, 0.1), (64, 0)),
    "child of the old, married": ((24, 1), (30, 5), (38, 3), (45, 0.5)),
    "after the elder": ((0, 1.5), (1, 8), (2, 26), (3, 28), (4, 17), (5, 10), (7, 5), (10, 2), (14, 0.3)),
    "mother at the last birth": ((18, 0.2), (22, 1), (26, 3.2), (30, 7.8), (33, 12), (36, 12.2), (39, 7.4), (42, 2.6), (46, 0)),
    "mother at the last birth, from abroad": ((18, 1), (22, 5.5), (27, 9), (31, 8.5), (35, 5.5), (39, 2.2), (44, 0.2), (46, 0)),
    "arrived at": ((0, 0), (16, 1), (20, 6), (25, 9), (30, 8), (37, 5), (45, 3), (55, 1), (64, 0.2)),
    "arrived in": ((1985, 0.3), (1990, 1.2), (1996, 2.2), (2000, 5), (2004, 6.5), (2008, 7.5), (2011, 6), (2014, 5), (2016, 5)),
    "coupled at": ((19, 0.5), (22, 4), (25, 9), (28, 10), (32, 7), (37, 3), (44, 1), (55, 0.2)),
    "on one's own at": ((18, 0.5), (22, 2), (27, 6), (32, 6), (40, 4), (50, 3), (64, 1.5)),
}
"""Ages, and years between ages, by whose they are: steps as `draw.spread` reads them."""
