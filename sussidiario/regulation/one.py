"""One case, in Python's own integers: the same formulas that OpenFisca runs over columns, without its machinery and without any bound to the numbers."""

from collections.abc import Mapping
from typing import Any

from sussidiario.regulation.formula import Formula, Table


class One:
    """A case whose facts are known: each formula is computed when it is first asked for."""

    def __init__(self, formulas: Mapping[str, Formula], table: Table, facts: Mapping[str, int | bool]) -> None:
        self.__dict__.update(facts)
        self.__dict__["_formulas"] = formulas
        self.__dict__["_table"] = table

    def __getattr__(self, name: str) -> Any:
        """Compute the formula of that name, once."""
        formula = self.__dict__["_formulas"].get(name)
        if formula is None:
            raise AttributeError(name)
        value = formula.compute(self, self.__dict__["_table"])
        self.__dict__[name] = value
        return value
