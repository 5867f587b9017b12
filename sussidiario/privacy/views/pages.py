"""The ways from one page of privacy to the others, for who may take them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.privacy.policy import exports as exporting, readings as read, retention as keeping, rights as asked


@dataclass(frozen=True)
class Page:
    """A page one may go to, and whether one is there."""

    label: str
    url: str
    here: bool


def pages(actor: Actor, here: str) -> list[Page]:
    """Pages that `actor` may open, in their order; `here` is the name of the address one is at."""
    all_of_them = (
        ("readings", _("Letture"), read.may_check),
        ("unusual", _("Letture insolite"), read.may_check),
        ("answers", _("Risposte su chi ha letto"), read.may_answer),
        ("requests", _("Richieste sui propri dati"), asked.may_handle_any),
        ("exports", _("Esportazioni"), exporting.may_export),
        ("retention", _("Conservazione"), keeping.may_read),
        ("disposals", _("Scarti"), keeping.may_read),
    )
    return [Page(label, reverse(f"privacy:{name}"), name == here) for name, label, may in all_of_them if may(actor)]
