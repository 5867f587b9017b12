"""The pages that belong to no domain: the home page, the style guide, the choice of language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from sussidiario.ui import doors


@doors.public
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is, and show the two doors: the public account and the work area."""
    return render(request, "ui/home.html")


@doors.public
def style(request: HttpRequest) -> HttpResponse:
    """Show every component in each of its states."""
    return render(request, "ui/style.html")


@doors.public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen in the footer, and go back to the page."""
    return set_language(request)
