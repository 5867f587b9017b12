"""Every address the house answers, walked from the URLconf."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from sussidiario.ui.doors import Door

PARAMETER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")


@dataclass(frozen=True)
class Address:
    """One address: how the URLconf writes it, its name, and the view that answers."""

    route: str
    name: str
    view: Callable[..., Any]

    @property
    def part(self) -> str:
        """Whose address it is: the domain of its name, or who made it."""
        return self.name.rpartition(":")[0].partition(":")[0] or self.view.__module__.partition(".")[0]

    @property
    def is_ours(self) -> bool:
        """Tell whether we wrote the view, or django-allauth did."""
        return self.view.__module__.startswith(("sussidiario.", "config."))

    @property
    def door(self) -> Door | None:
        """The door the view stands behind."""
        return getattr(self.view, "door", None)

    def filled(self, **values: object) -> str:
        """Write the address with `values`, and something plausible where there is none."""
        samples = {"int": "1", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}

        def fill(match: re.Match[str]) -> str:
            return str(values.get(match["name"], samples.get(match["converter"] or "str", "x")))

        return "/" + PARAMETER.sub(fill, self.route)


@cache
def addresses() -> tuple[Address, ...]:
    """Every address, in the order of the URLconf."""
    return tuple(_walk(get_resolver(), "", ""))


def parts() -> dict[str, list[Address]]:
    """The addresses by whose they are, for the tests that ask at each of them: so that more than one process can share the asking."""
    found: dict[str, list[Address]] = {}
    for address in addresses():
        found.setdefault(address.part, []).append(address)
    return found


def _walk(resolver: URLResolver, route: str, namespace: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, route + str(pattern.pattern), inside)
        elif isinstance(pattern, URLPattern):
            yield Address(route + str(pattern.pattern), f"{namespace}{pattern.name or ''}", pattern.callback)
