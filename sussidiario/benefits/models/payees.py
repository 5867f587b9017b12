"""Who is paid."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sussidiario.benefits.lifecycle import PaidBy, PayeeKind
from sussidiario.people.models import Person


class Payee(models.Model):
    """Who is paid, and how: whoever receives the benefit, somebody they delegate, their landlord, who supplies light or gas."""

    kind = models.CharField(_("chi riscuote"), max_length=20, choices=PayeeKind.choices(), default=PayeeKind.BENEFICIARY.value)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("persona"))
    name = models.CharField(_("intestatario"), max_length=140)
    fiscal_code = models.CharField(_("codice fiscale o partita IVA"), max_length=16, blank=True)
    paid_by = models.CharField(_("modo di pagamento"), max_length=10, choices=PaidBy.choices(), default=PaidBy.TRANSFER.value)
    iban = models.CharField("IBAN", max_length=34, blank=True)

    class Meta:
        verbose_name = _("chi riscuote")
        verbose_name_plural = _("chi riscuote")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=[each.value for each in PayeeKind]), name="benefits_payee_kind_is_known"),
            models.CheckConstraint(
                condition=(Q(paid_by=PaidBy.TRANSFER.value) & ~Q(iban="")) | Q(paid_by=PaidBy.CASH.value, iban=""), name="benefits_payee_has_an_account_or_none"
            ),
        ]

    def __str__(self) -> str:
        return self.name
