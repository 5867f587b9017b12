"""Register somebody, after looking whether they are already there; and what is said while one types."""

from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.foundation import identifiers
from sussidiario.people import actions, policy
from sussidiario.people.forms import PersonForm, RegisterForm, say_birth, say_code, say_place
from sussidiario.people.models import Resembling
from sussidiario.people.rules import asking, births
from sussidiario.people.views.rows import Row, rows
from sussidiario.ui import doors, limits
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed


@doors.page(policy.may_register, methods=doors.FORM)
def register(request: StaffRequest) -> HttpResponse:
    """Ask who they are; show who looks alike, and why, before creating anybody."""
    form = RegisterForm(typed(request), today=request.actor.on, initial=_begun(request.GET.get("q", "")))
    readable = form.is_bound and form.is_valid()
    alike = _alike(request.actor, form) if form.is_bound else []
    if request.method == "POST" and readable:
        known = form.cleaned_data
        person = attempt(
            form,
            lambda: actions.register(why_different=known["why_different"], by=request.actor, at=request.now, **form.details),
        )
        if person is not None:
            messages.success(request, _("{name}: registrata. Ora puoi scrivere dove vive e con chi.").format(name=person.name))
            return redirect(person)
    form.asks_why_different = bool(alike)
    return render(request, "people/register.html", {"form": form, "alike": _lines(request.actor, alike), "q": request.GET.get("q", "")})


@limits.as_one_types
@doors.page(policy.may_register, methods=doors.VERB)
def alike(request: StaffRequest) -> HttpResponse:
    """Say who looks like whoever is being described, while one types."""
    form = RegisterForm(request.POST, today=request.actor.on)
    form.is_valid()
    return render(request, "people/alike.html", {"alike": _lines(request.actor, _alike(request.actor, form))})


@limits.as_one_types
@doors.page(policy.may_register, methods=doors.VERB)
def code(request: StaffRequest) -> HttpResponse:
    """Say what a fiscal code says, or what is wrong with it, while one types."""
    form = PersonForm(request.POST, today=request.actor.on)
    form.is_valid()
    typed_code = request.POST.get("fiscal_code", "")
    said, wrong = _code(request, form, typed_code) if typed_code.strip() else ("", False)
    return HttpResponse(format_html('<span class="s-echo--wrong">{}</span>', said) if wrong else said)


@doors.page(policy.may_search)
def birth(request: StaffRequest) -> HttpResponse:
    """Say which birth was understood, while one types."""
    said = request.GET.get("g", "")
    try:
        understood = say_birth(births.read(said, today=request.actor.on), today=request.actor.on) if said.strip() else ""
    except births.NotABirth as wrong:
        return _said(_(str(wrong)), wrong=True)
    return _said(understood)


@doors.page(policy.may_search)
def place(request: StaffRequest) -> HttpResponse:
    """Say which place was understood, while one types."""
    said = request.GET.get("g", "")
    try:
        return _said(say_place(said) if said.strip() else "")
    except ValidationError as wrong:
        return _said(" ".join(wrong.messages), wrong=True)


def _said(words: str, *, wrong: bool = False) -> HttpResponse:
    return JsonResponse({"said": words, "wrong": wrong})


def _code(request: StaffRequest, form: PersonForm, typed_code: str) -> tuple[str | SafeString, bool]:
    """What to say of a fiscal code: what is wrong, where it disagrees with the rest, whose it is, or what it says."""
    try:
        found = identifiers.read_fiscal_code(typed_code)
    except identifiers.Invalid as invalid:
        return invalid.said(_), True
    owner = policy.existing_to(request.actor).filter(fiscal_code=found.code).first()
    if owner is not None:
        called = owner.name if policy.visible_to(request.actor).filter(pk=owner.pk).exists() else owner.redacted
        return format_html('{} <a href="{}">{}</a>.', _("È già registrata con questo codice:"), owner.get_absolute_url(), called), True
    if form.otherwise:
        return " ".join(invalid.said(_) for invalid in form.otherwise.values()), True
    return say_code(found, today=request.actor.on), False


def _alike(actor: Actor, form: RegisterForm) -> list[Resembling]:
    facts = form.facts
    if not (facts.family_name or facts.given_name or facts.pseudonym or facts.fiscal_code):
        return []
    return policy.existing_to(actor).resembling(facts)


def _lines(actor: Actor, alike: Sequence[Resembling]) -> list[tuple[Row, list[str], bool]]:
    """Each who looks alike, why, and whether there is no doubt."""
    lines = rows(actor, [each.found for each in alike])
    return [(line, [_(reason) for reason in each.likeness.reasons], each.likeness.is_certain) for line, each in zip(lines, alike, strict=True)]


def _begun(q: str) -> Mapping[str, str]:
    """Begin the form with what was searched in vain: surname first, as it is said at the desk."""
    asked = asking.read(q)
    said = [part for part in q.split() if not any(sign.isdigit() for sign in part)]
    begun = {"fiscal_code": asked.code, "family_name": " ".join(said[:1]).title(), "given_name": " ".join(said[1:]).title()}
    if len(asked.born_on) == 1:
        [day] = asked.born_on
        begun["birth"] = f"{day.day}/{day.month}/{day.year}"
    elif asked.born_in:
        begun["birth"] = str(asked.born_in)
    return begun
