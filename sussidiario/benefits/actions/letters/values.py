"""What fills the fields of a letter, read from the request, its award and its payments; in Italian, whatever the language of who writes it."""

from django.conf import settings

from sussidiario.access.actor import Actor
from sussidiario.benefits.actions.checks import as_owed
from sussidiario.benefits.lifecycle import InstalmentState, PaidBy, PaymentState, Wording
from sussidiario.benefits.models import Application, Award, Instalment, Payment
from sussidiario.benefits.rules import deciding, letters as rules, plans
from sussidiario.foundation.money import euro
from sussidiario.people import policy as people
from sussidiario.people.lifecycle import AddressKind
from sussidiario.people.models import Person
from sussidiario.regulation.assessment import Assessment

Filled = dict[str, str | tuple[str, ...]]

WHERE = (AddressKind.ELECTED, AddressKind.DWELLING, AddressKind.RESIDENCE, AddressKind.TEMPORARY)
"""Addresses to which letters go, the first that there is."""


def values(application: Application, wording: Wording, instalment: Instalment | None, *, protocol: str, by: Actor) -> rules.Values:
    """Fill the fields of a letter."""
    worker = application.proposed_by or application.received_by or by.staff
    common: Filled = {
        "ente": settings.SUSSIDIARIO_INSTITUTION,
        "protocollo": protocol,
        "destinatario": application.person.name,
        "indirizzo": _address(application.person, by),
        "domanda": str(application),
        "ricevuta": rules.day(application.received_on),
        "misura": application.measure.name,
        "responsabile": str(worker),
        "firma": str(by.staff),
    }
    if wording in {Wording.GRANT, Wording.REFUSAL} and application.decided_on and application.decided_by:
        common |= {"decisa": rules.day(application.decided_on), "firma": str(application.decided_by)}
    if wording is Wording.GRANT:
        return common | _granted(application)
    if wording is Wording.REFUSAL:
        return common | _refused(application)
    return common | (_paid(instalment) if wording is Wording.PAYMENT else {"documenti": missing(application)})


def missing(application: Application) -> tuple[str, ...]:
    """Papers that were asked for and have not come."""
    return tuple(application.documents.filter(received_on__isnull=True).order_by("pk").values_list("what", flat=True))


def _granted(application: Application) -> Filled:
    award = Award.objects.with_all().get(application=application.pk)
    owed = [each for each in award.instalments.select_related("condition").in_order() if each.state != InstalmentState.CANCELLED]
    waiting = {each.pk: each.condition.what for each in owed if each.condition and each.condition.met_on is None}
    return {
        "importo": rules.amount(plans.standing(as_owed(owed)), monthly=award.measure.monthly and not award.urgent),
        "totale": euro(sum(each.amount for each in owed)),
        "rate": tuple(rules.due(each.amount, each.due_on, waiting.get(each.pk, "")) for each in owed),
        "condizioni": tuple(rules.asked(each.what, each.due_on) for each in award.conditions.in_order()),
        "modo": rules.way(PaidBy(award.payee.paid_by), award.payee.iban),
        "intestatario": award.payee.name,
    }


def _refused(application: Application) -> Filled:
    assessment = Assessment.from_json(application.assessment) if application.assessment else None
    court, decided = application.appeal_until, application.decided_on
    return {
        "motivi": rules.reasons(assessment, application.decision),
        "ricorso_tar": rules.day(court) if court else "",
        "ricorso_presidente": rules.day(deciding.president_until(decided)) if decided else "",
    }


def _paid(instalment: Instalment | None) -> Filled:
    """What is told of a payment: to whom it went says the list it was in, not the award as it is now."""
    if instalment is None:
        message = "a notice of payment is about a payment"
        raise ValueError(message)
    payment = Payment.objects.filter(instalment=instalment.pk, state__in=[PaymentState.EXPECTED, PaymentState.PAID]).order_by("-pk").first()
    payee = payment or instalment.award.payee
    return {
        "rata": rules.which(instalment.number, Instalment.objects.filter(award=instalment.award_id).count(), instalment.month),
        "importo": euro(instalment.amount),
        "quando": rules.when(instalment.paid_on, instalment.due_on),
        "modo": rules.way(PaidBy(payee.paid_by), payee.iban),
        "intestatario": payee.name,
    }


def _address(person: Person, by: Actor) -> str:
    """Where the person receives letters, as far as who writes may know it."""
    known = {each.kind: each for each in people.addresses_visible_to(by).open().filter(person=person)}
    found = next((known[kind] for kind in WHERE if kind in known), None)
    return ", ".join(filter(None, [found.street, found.place])) if found else ""
