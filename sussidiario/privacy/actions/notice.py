"""Tell who must know, at once and naming nobody: the rest is read by who signs in."""

from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _, override

from sussidiario.access.models import Held, RoleHeld
from sussidiario.people.policy import FOR_ALL
from sussidiario.privacy.models import Emergency
from sussidiario.ui import writing


def tell(emergency: Emergency, *, on: date) -> None:
    """
    Write to who heads the service and to the officer, once the access is written.

    Where no mail is set up, or it fails, their first page says it all the same.
    """
    to = _addresses(emergency, on)
    if not settings.EMAIL_HOST or not to:
        return
    with override(settings.LANGUAGE_CODE):
        subject = _("Sussidiario: è stato aperto un accesso d'emergenza")
        body = _(
            "{when}: una persona del servizio ha aperto in emergenza una scheda che non segue.\n\n"
            "Entra in Sussidiario: l'accesso è nella tua pagina di oggi, con il motivo, e aspetta di essere esaminato.\n"
            "Per riservatezza questo messaggio non dice di chi si tratta."
        ).format(when=writing.instant(emergency.opened_at))
    transaction.on_commit(EmailMessage(subject=subject, body=body, bcc=to).send, robust=True)


def _addresses(emergency: Emergency, on: date) -> list[str]:
    judges = RoleHeld.objects.filter(Held.on(on), role__in=[role.value for role in FOR_ALL], staff__is_active=True)
    return sorted(set(judges.exclude(staff=emergency.staff_id).exclude(staff__email="").values_list("staff__email", flat=True)))
