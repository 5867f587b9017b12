"""The page of a verb: one form, what it does in one sentence, where it leads. The same for every verb of the money."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt

T = TypeVar("T")


@dataclass(frozen=True)
class Act:
    """What the page of a verb says: its title, the words on its button, what will happen, the way back, and what is to be known to answer."""

    title: str
    verb: str
    consequence: str
    back: str
    label: str
    about: str = ""
    facts: Sequence[tuple[str, str]] = ()
    asked: str = ""


def act(request: StaffRequest, page: Act, form: Form, do: Callable[[], T], done: Callable[[T], str], *, to: Callable[[T], str] | None = None) -> HttpResponse:
    """Show the page; when it is sent do the verb, say that it is `done` and go on `to` where it leads, else back."""
    if request.method == "POST" and form.is_valid():
        found = attempt(form, do)
        if found is not None:
            messages.success(request, done(found))
            return redirect(to(found) if to else page.back)
    return render(request, "benefits/act.html", {"page": page, "form": form})
