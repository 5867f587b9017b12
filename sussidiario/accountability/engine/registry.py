"""Every figure that an installed domain offers."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType

from django.apps import apps

from sussidiario.foundation.figure import Figure
from sussidiario.journal.domain import Domain, vocabulary


@cache
def figures() -> Mapping[str, Figure]:
    """
    Every figure by its key, in the order of the keys.

    :raises LookupError: if two figures have one key, or one counts an act that no domain declares.
    """
    found: dict[str, Figure] = {}
    for config in apps.get_app_configs():
        if not isinstance(config, Domain) or find_spec(f"{config.name}.figures") is None:
            continue
        for each in import_module(f"{config.name}.figures").FIGURES:
            _check(each, found)
            found[each.key] = each
    return MappingProxyType(dict(sorted(found.items())))


def figure(key: str) -> Figure | None:
    """The figure of that key, or None while no installed domain offers it."""
    return figures().get(key)


def _check(each: Figure, found: Mapping[str, Figure]) -> None:
    if each.key in found:
        message = f"two figures have the key {each.key!r}"
        raise LookupError(message)
    if unknown := sorted(set(each.counts) - set(vocabulary())):
        message = f"the figure {each.key!r} counts acts that no domain declares: {', '.join(unknown)}"
        raise LookupError(message)
