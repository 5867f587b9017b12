"""The filters of a list that are on, each with the address that takes it off."""

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import QueryDict
from django.utils.translation import gettext as _

from sussidiario.ui import writing

NOT_FILTERS = frozenset({"q", "page"})


@dataclass(frozen=True)
class Chip:
    """A filter that is on: what it filters, by what, and the address without it."""

    label: str
    value: str
    off: str


def chips(form: BaseForm, query: QueryDict) -> list[Chip]:
    """List the filters of `form` that `query` turns on, in the form's order. The search box is not one of them: it shows itself."""
    return [
        Chip(str(field.label or ""), words, _without(query, name))
        for name, field in form.fields.items()
        if name not in NOT_FILTERS and (words := _words(form, name))
    ]


def _words(form: BaseForm, name: str) -> str:
    """Say the value as the person who chose it read it."""
    value = getattr(form, "cleaned_data", {}).get(name)
    if value in (None, "", [], ()) or value is False:
        return ""
    if value is True:
        return _("sì")
    choices: Any = getattr(form.fields[name], "choices", ())
    named = {str(key): str(label) for key, label in choices if not isinstance(label, list | tuple)}
    values = value if isinstance(value, list | tuple | set) or hasattr(value, "iterator") else [value]
    return ", ".join(named.get(str(getattr(each, "pk", each)), _plain(each)) for each in values)


def _plain(value: Any) -> str:
    return writing.day(value) if hasattr(value, "strftime") else str(value)


def _without(query: QueryDict, name: str) -> str:
    kept = query.copy()
    for gone in (name, "page"):
        kept.pop(gone, None)
    return f"?{kept.urlencode()}"
