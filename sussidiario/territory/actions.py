"""Write the places of a municipality; open and close civic centres."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal
from sussidiario.territory import figures, policy
from sussidiario.territory.models import CivicCentre, Municipality, Neighbourhood
from sussidiario.territory.rules import Places


@transaction.atomic
def set_up(places: Places, *, by: Actor, at: datetime) -> list[CivicCentre]:
    """
    Write a municipality with its neighbourhoods, and open its civic centres, each from its own day; give back those that were opened.

    What is there already, by its code, is left as it is: what was counted there stays there.

    :raises NotAllowed: if `by` does not keep the list of civic centres.
    """
    policy.may_open_centre(by).require()
    known = dict(places.municipality)
    municipality, _created = Municipality.objects.get_or_create(istat_code=known.pop("istat_code"), defaults=known)
    last = Neighbourhood.objects.filter(municipality=municipality).aggregate(last=Max("position"))["last"] or 0
    there = set(Neighbourhood.objects.values_list("code", flat=True))
    missing = [each for each in places.neighbourhoods if each["code"] not in there]
    Neighbourhood.objects.bulk_create(Neighbourhood(municipality=municipality, position=last + place, **each) for place, each in enumerate(missing, 1))
    neighbourhoods = {neighbourhood.code: neighbourhood for neighbourhood in Neighbourhood.objects.all()}
    standing = set(CivicCentre.objects.values_list("code", flat=True))
    return [
        open_centre(
            code=centre["code"], name=centre["name"], address=centre["address"], neighbourhood=neighbourhoods[centre["neighbourhood"]], on=on, by=by, at=at
        )
        for centre, on in places.centres
        if centre["code"] not in standing
    ]


@transaction.atomic
def open_centre(*, code: str, name: str, address: str, neighbourhood: Neighbourhood, on: date, by: Actor, at: datetime) -> CivicCentre:
    """
    Open a civic centre from the day `on`.

    :raises NotAllowed: if `by` does not keep the list.
    """
    policy.may_open_centre(by).require()
    centre = CivicCentre.objects.create(code=code, name=name, address=address, neighbourhood=neighbourhood, opened_on=on)
    journal.record(figures.CENTRE_OPENED, centre, on=on, at=at, by=by, subject=centre, neighbourhood=neighbourhood.code)
    return centre


@transaction.atomic
def close_centre(centre: CivicCentre, *, on: date, why: str, by: Actor, at: datetime) -> CivicCentre:
    """
    Close a civic centre: `on` is the first day it is no longer open.

    :raises NotAllowed: if `by` does not keep the list.
    :raises Refusal: if it is closed already, or the day is not after it opened.
    """
    centre = CivicCentre.objects.select_for_update(of=("self",)).select_related("neighbourhood").get(pk=centre.pk)
    policy.may_open_centre(by).require()
    if centre.closed_on is not None:
        raise Refusal(_("Il centro è già chiuso."))
    if on <= centre.opened_on:
        raise Refusal(_("Il giorno di chiusura viene dopo quello di apertura."), field="on")
    centre.closed_on = on
    centre.save(update_fields=["closed_on"])
    journal.record(figures.CENTRE_CLOSED, centre, on=on, at=at, by=by, subject=centre, why=why, neighbourhood=centre.neighbourhood.code)
    return centre
