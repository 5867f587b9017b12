"""
The register of protocol (DPR 445/2000, art. 53): a number for each document, year by year, without gaps; and the municipality's own, where there is one.

The setting `SUSSIDIARIO_PROTOCOL` names a function `(entry) -> str`, by its dotted path, which registers the entry elsewhere and gives back the number it
got there. It is asked last, when nothing else can go wrong here, and within the transaction: what it raises undoes the letter. It keeps its own time limit.
"""

from collections.abc import Callable

from django.conf import settings
from django.db.models import Max
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from sussidiario.benefits.models import Measure, ProtocolEntry
from sussidiario.foundation.refusal import Refusal

Elsewhere = Callable[[ProtocolEntry], str]
"""Registers an entry that is about to be written, and gives its number in the municipality's own register."""

LONGEST = 40
"""Signs that the number given elsewhere may have."""


def next_number(year: int) -> int:
    """
    Next number of the year. Who asks holds a row that all who ask hold: numbers are given one after the other, and given back if the letter is not written.

    It is the row that numbers of requests wait for: rows of the register itself cannot be held by who may not change them.
    """
    list(Measure.objects.order_by("pk").select_for_update(no_key=True)[:1])
    return (ProtocolEntry.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0) + 1


def enter(entry: ProtocolEntry) -> ProtocolEntry:
    """
    Write an entry, after the municipality's own register has given it a number, where one is connected.

    :raises Refusal: if that does not answer, or with what is no number.
    """
    if settings.SUSSIDIARIO_PROTOCOL:
        elsewhere: Elsewhere = import_string(settings.SUSSIDIARIO_PROTOCOL)
        try:
            entry.external = elsewhere(entry)
        except OSError as error:
            raise Refusal(_("Il protocollo dell'ente non risponde: la lettera non è stata scritta. Riprova tra poco.")) from error
        if not 0 < len(entry.external) <= LONGEST:
            raise Refusal(_("Il protocollo dell'ente ha risposto con un numero che non va bene: la lettera non è stata scritta."))
    entry.save(force_insert=True)
    return entry
