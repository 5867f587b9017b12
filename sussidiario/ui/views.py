"""The pages that belong to no domain: the home page, the style guide, the choice of language, drafts."""

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from sussidiario.access import clock
from sussidiario.access.actor import Actor
from sussidiario.access.decision import Allowed
from sussidiario.ui import doors, forms, kept, samples, writing
from sussidiario.ui.doors import StaffRequest, Visit

LONGEST_ADDRESS = 500


def anyone_at_work(actor: Actor) -> Allowed:
    """Let in everyone who is signed in."""
    return Allowed()


@doors.public
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is, and show the two doors: the public account and the work area."""
    return render(request, "ui/home.html")


@doors.public
def style(request: Visit) -> HttpResponse:
    """Show every component in each of its states."""
    return render(request, "ui/style.html", samples.everything(today=clock.day(request.now), query=request.GET))


@doors.public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen in the footer, and go back to the page."""
    return set_language(request)


@doors.public
@require_GET
def day(request: Visit) -> HttpResponse:
    """Say in full which day was typed, or what is wrong with it: the echo of a day's field. The day is whatever the query holds."""
    field = forms.DayField(required=False, today=clock.day(request.now))
    try:
        understood = field.clean(next(iter(request.GET.values()), ""))
    except ValidationError as refusal:
        return JsonResponse({"said": " ".join(refusal.messages), "wrong": True})
    return JsonResponse({"said": writing.weekday(understood) if understood else "", "wrong": False})


@doors.page(anyone_at_work, methods=doors.VERB)
def draft(request: StaffRequest) -> HttpResponse:
    """Keep what is being typed in the form at the address that the header names."""
    address = request.headers.get("X-Form", "")
    if address.startswith("/") and len(address) < LONGEST_ADDRESS:
        kept.keep(request, address, request.POST, author=request.actor.pk)
    return HttpResponse(status=204)


@doors.page(anyone_at_work, methods=doors.VERB)
def forget(request: StaffRequest) -> HttpResponse:
    """Forget a draft, and open its form empty."""
    address = request.POST.get("address", "/")
    kept.forget(request, address)
    return redirect(address if address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else "/")


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what could not be read: too long a text, a file, a name this installation does not have, fields without end."""
    too_big = isinstance(exception, RequestDataTooBig | TooManyFilesSent)
    page = {"too_big": too_big, "has_files": isinstance(exception, TooManyFilesSent)}
    return render(request, "400.html", page, status=413 if too_big else 400)
