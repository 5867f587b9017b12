"""Rows not yet written, for whoever writes them by the hundred thousand."""

import dataclasses
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import models

Row = Any
"""A row not yet written: the columns of a model (`award_id`) as attributes, and nothing else that an instance has."""


@cache
def row_of(model: type[models.Model]) -> Callable[..., Row]:
    """
    What makes rows of a model, from the values of its columns by their names; the others are their defaults.

    An instance takes thirty times as long to make: for half a million rows that is most of the work.
    """
    fields = [(field.attname, Any, _default(field)) for field in model._meta.concrete_fields]
    shared = {"_meta": model._meta, "pk": property(lambda row: getattr(row, model._meta.pk.attname))}
    made: Callable[..., Row] = dataclasses.make_dataclass(f"{model.__name__}Row", fields, namespace=shared, slots=True, eq=False)
    return made


def _default(field: Any) -> Any:
    if field.has_default() and callable(field.default):
        return dataclasses.field(default_factory=field.default)
    return dataclasses.field(default=field.get_default())
