"""What every verb on a request asks first, and says in the book afterwards."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits.models import Application
from sussidiario.foundation.refusal import Refusal
from sussidiario.ui import writing


def locked(application: Application) -> Application:
    """Read the request again, and let nobody else change it until the end of the transaction."""
    return Application.objects.with_all().select_for_update(of=("self",)).get(pk=application.pk)


def counted(application: Application) -> dict[str, Any]:
    """What an act on this request says to be counted by: subject, measure, area and place."""
    measure = application.measure
    return {"subject": application.subject, "measure": measure.key, "area": measure.area, "neighbourhood": application.neighbourhood}


def happened(on: date, application: Application | None = None, *, by: Actor) -> date:
    """
    Give the day back.

    :raises Refusal: if it is still to come, or before the request was received.
    """
    if on > by.on:
        raise Refusal(_("Il giorno deve ancora venire: scrivi oggi o un giorno passato."), field="on")
    if application is not None and on < application.received_on:
        raise Refusal(_("La domanda è arrivata il {day}: non può essere prima.").format(day=writing.day(application.received_on)), field="on")
    return on
