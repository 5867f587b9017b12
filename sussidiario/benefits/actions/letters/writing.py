"""Write a letter about a request: fill it, print it, give it a number in the register. All of it, or nothing."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.benefits import figures
from sussidiario.benefits.actions.applications.checks import counted, locked
from sussidiario.benefits.actions.letters import printed, register, word
from sussidiario.benefits.actions.letters.templates import current
from sussidiario.benefits.actions.letters.values import missing, values
from sussidiario.benefits.lifecycle import ApplicationState, Wording
from sussidiario.benefits.models import Application, Instalment, Letter, ProtocolEntry
from sussidiario.benefits.policy import letters as policy
from sussidiario.benefits.rules import letters as rules
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal

Due = tuple[Wording, Instalment | None]
"""A letter that may be written: of which kind and, if it tells of a payment, of which."""


def to_write(application: Application) -> list[Due]:
    """Letters that may be written about a request as it stands, and were not: a payment has one of its own."""
    state = ApplicationState(application.state)
    written: set[tuple[str, int | None]] = set(Letter.objects.filter(application=application.pk).values_list("wording", "instalment"))
    found: list[Due] = [
        (wording, None)
        for wording in (Wording.GRANT, Wording.REFUSAL, Wording.DOCUMENTS)
        if rules.may_tell(wording, state) and not (wording in rules.ONCE and (wording.value, None) in written)
    ]
    if not missing(application):
        found = [each for each in found if each[0] is not Wording.DOCUMENTS]
    if rules.may_tell(Wording.PAYMENT, state):
        told = Instalment.objects.filter(award__application=application.pk, state__in=rules.TOLD).in_order()
        found += [(Wording.PAYMENT, each) for each in told if (Wording.PAYMENT.value, each.pk) not in written]
    return found


def preview(application: Application, wording: Wording, instalment: Instalment | None, *, by: Actor) -> Sequence[word.Part]:
    """
    Say what a letter would say, without its number.

    :raises Refusal: if the template in use cannot be filled.
    """
    return word.parts(_filled(application, wording, instalment, by, _("(il numero si prende quando la scrivi)")))


@transaction.atomic
def write(application: Application, wording: Wording, *, instalment: Instalment | None = None, by: Actor, at: datetime) -> Letter:
    """
    Write a letter as Word and as PDF, with its entry in the register of protocol, which keeps the digest of the PDF.

    :raises NotAllowed: if `by` does not work on requests.
    :raises Refusal: if the request has no such letter to be written, or it was written already; if the template cannot be filled, the server cannot
        print, or the municipality's own register does not answer.
    """
    application = locked(application)
    policy.may_write(by, application).require()
    if (wording, instalment) not in to_write(application):
        raise Refusal(_refusing(application, wording, instalment))
    subject = rules.subject(wording, measure=application.measure.name, application=str(application))
    number = register.next_number(by.on.year)
    docx = _filled(application, wording, instalment, by, f"n. {number}/{by.on.year} del {rules.day(by.on)}")
    pdf = printed.pdf(docx, title=subject, author=settings.SUSSIDIARIO_INSTITUTION)
    entry = register.enter(
        ProtocolEntry(
            year=by.on.year,
            number=number,
            on=by.on,
            parties=_parties(application),
            subject=subject,
            sha256=hashlib.sha256(pdf).hexdigest(),
            by=by.staff,
            at=at,
        )
    )
    letter = Letter.objects.create(
        application=application, instalment=instalment, wording=wording.value, protocol=entry, docx=docx, pdf=pdf, written_by=by.staff, written_at=at
    )
    journal.record(figures.LETTER_WRITTEN, application, on=by.on, at=at, by=by, detail={"wording": wording.value}, **counted(application))
    return letter


def _parties(application: Application) -> str:
    """To whom, as every register may say it: of somebody whom a group protects, nobody."""
    return rules.NOBODY if application.person.kept_by_id else application.person.name[: rules.LONGEST]


def _filled(application: Application, wording: Wording, instalment: Instalment | None, by: Actor, protocol: str) -> bytes:
    subject = rules.subject(wording, measure=application.measure.name, application=str(application))
    return word.filled(current(wording), wording, values(application, wording, instalment, protocol=protocol, by=by), title=subject)


def _refusing(application: Application, wording: Wording, instalment: Instalment | None) -> str:
    """Say why a letter cannot be written."""
    before = Letter.objects.filter(application=application.pk, wording=wording.value, instalment=instalment).select_related("protocol").newest_first().first()
    if before is not None and wording in rules.ONCE:
        return _("Questa lettera c'è già: protocollo n. {number}.").format(number=before.protocol)
    return _("Questa lettera non ha ancora niente da dire: controlla a che punto è la domanda.")
