"""Propose that somebody be taken in charge."""

from typing import TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.casework import actions, policy, rules
from sussidiario.casework.forms import ProposeForm
from sussidiario.casework.models import Case
from sussidiario.casework.views.words import area_of, state_of
from sussidiario.desks import policy as desks
from sussidiario.desks.models import Contact
from sussidiario.foundation.areas import Area
from sussidiario.people import policy as people
from sussidiario.people.models import Household, Person
from sussidiario.ui import doors
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed

M = TypeVar("M", bound=Model)


@doors.page(policy.may_propose, methods=doors.FORM)
def propose(request: StaffRequest) -> HttpResponse:
    """Propose `?person=` or `?household=`, perhaps out of `?contact=`; without either, say where to begin."""
    actor = request.actor
    contact = _asked(request, "contact", desks.contacts_visible_to(actor))
    person = _asked(request, "person", people.visible_to(actor)) or (contact.person if contact else None)
    household = None if person else _asked(request, "household", people.households_visible_to(actor))
    subject = person or household
    if subject is None:
        return render(request, "casework/propose_whom.html")
    doors.shows(request, subject)
    known = _known(actor, subject)
    taken = {case.area for case in known}
    likely = _likely(actor, person, contact)
    first = {"area": likely if likely not in taken else "", "why": contact.request if contact else ""}
    form = ProposeForm(typed(request), odd=_odd(actor, person, taken), initial=first)
    if request.method == "POST" and form.is_valid():
        proposed = attempt(form, lambda: actions.propose(person=person, household=household, contact=contact, **form.cleaned_data, by=actor, at=request.now))
        if proposed:
            messages.success(request, _("Proposta registrata: ora la decide la responsabile del servizio."))
            return redirect(contact or subject)
    context = {
        "form": form,
        "subject": subject,
        "age": person.age_on(actor.on) if person else None,
        "known": [(case, area_of(case), state_of(case)) for case in known],
        "contact": contact,
    }
    return render(request, "casework/propose.html", context)


def _asked(request: StaffRequest, name: str, among: QuerySet[M]) -> M | None:
    """The record that the address names, among those that may be seen."""
    number = request.GET.get(name, "")
    return get_object_or_404(among, pk=number) if number.isdecimal() else None


def _known(actor: Actor, subject: Person | Household) -> list[Case]:
    """Live cases of the subject, which the actor may know of."""
    return list(policy.known_to(actor).live().of(subject).with_all().newest_first())


def _odd(actor: Actor, person: Person | None, taken: set[str]) -> dict[Area, str]:
    """What is to be known of each area before choosing it: that there is a case already, or that the age does not go with it."""
    odd = {area: _("C'è già un caso in quest'area.") for area in Area if area in taken}
    for area in Area:
        warning = rules.age_warning(area, person.age_on(actor.on)) if person and area not in taken else None
        if warning:
            odd[area] = _(warning.message).format(**warning.values)
    return odd


def _likely(actor: Actor, person: Person | None, contact: Contact | None) -> str:
    """The area to begin from: what was said at the desk, or what goes with the age."""
    if contact is not None and contact.area:
        return contact.area
    age = person.age_on(actor.on) if person else None
    if person is None or (age is not None and age < rules.OF_AGE):
        return Area.MINORS.value
    return Area.ELDERLY.value if age is not None and age >= rules.ELDERLY else Area.ADULTS.value
