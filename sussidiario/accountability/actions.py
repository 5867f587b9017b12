"""Publish an edition of the account."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.accountability import policy
from sussidiario.accountability.engine import account
from sussidiario.accountability.models import Edition
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal
from sussidiario.journal.models import Seal
from sussidiario.planning.models import Mandate

PUBLISHED = "accountability.edition.published"

TAKEN = frozenset({"nuova"})
"""Names that are addresses of other pages."""


@transaction.atomic
def publish(*, name: str, title: str, by: Actor, at: datetime) -> Edition:
    """
    Freeze the account of the latest mandate, as it is drawn from the acts up to the latest seal, and publish it under `name`.

    :raises NotAllowed: if `by` is not of the mandate office.
    :raises Refusal: if there is no mandate or no seal yet, or the name is not one, or is taken.
    """
    policy.may_publish(by).require()
    name, title = name.strip(), title.strip()
    if not title:
        raise Refusal(_("Scrivi il titolo dell'edizione."), field="title")
    if not name or slugify(name) != name:
        raise Refusal(_("Il nome si scrive con lettere minuscole, cifre e trattini: «fine-mandato-2017»."), field="name")
    # One after the other: of two who publish the same name at once, the second finds it taken.
    mandate = Mandate.objects.select_for_update(of=("self",)).of_municipality(settings.SUSSIDIARIO_MUNICIPALITY).first()
    if mandate is None:
        raise Refusal(_("Non c'è ancora un mandato di cui rendere conto."))
    if name in TAKEN or Edition.objects.filter(name=name).exists():
        raise Refusal(_("C'è già un'edizione con questo nome: scegline un altro."), field="name")
    seal = Seal.objects.order_by("-number").first()
    if seal is None:
        raise Refusal(_("Il registro non ha ancora un sigillo: un'edizione si pubblica da atti sigillati."))
    edition = Edition.objects.create(
        name=name, title=title, mandate=mandate, seal=seal, as_of=seal.sealed_at, published_at=at, by_id=by.pk, account=account.up_to(seal, mandate)
    )
    detail = {"name": name, "seal": seal.number, "chain": seal.chain}
    journal.record(PUBLISHED, edition, on=by.on, at=at, by=by, detail=detail)
    return edition
