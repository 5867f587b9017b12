"""Letters that leave the office, the register of protocol that numbers them, the templates they are written from."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sussidiario.access.models import Staff
from sussidiario.benefits.lifecycle import Wording
from sussidiario.benefits.models.applications import MOST_DIGITS, Application
from sussidiario.benefits.models.awards import Instalment

_DECISIONS = [Wording.GRANT.value, Wording.REFUSAL.value]
"""Letters that tell of a decision."""


class TemplateQuerySet(models.QuerySet["Template"]):
    """How templates are asked for."""

    def newest_first(self) -> Self:
        """Last uploaded first, without their contents."""
        return self.defer("content").select_related("written_by").order_by("-pk")


class Template(models.Model):
    """A Word document with the fields of one kind of letter; the last of a kind is the one in use, the others stay."""

    wording = models.CharField(_("lettera"), max_length=20, choices=Wording.choices())
    content = models.BinaryField(_("contenuto"))
    sha256 = models.CharField(_("impronta"), max_length=64)
    written_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("caricato da"))
    written_at = models.DateTimeField(_("caricato il"))

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("modello di lettera")
        verbose_name_plural = _("modelli di lettera")
        constraints: ClassVar = [models.CheckConstraint(condition=Q(wording__in=[each.value for each in Wording]), name="benefits_template_wording_is_known")]

    def __str__(self) -> str:
        return self.wording


class ProtocolEntryQuerySet(models.QuerySet["ProtocolEntry"]):
    """How entries are asked for."""

    def newest_first(self) -> Self:
        """Last registered first."""
        return self.order_by("-year", "-number")

    def of_year(self, year: int) -> Self:
        """Those of a year."""
        return self.filter(year=year)

    def years(self) -> list[int]:
        """Years that have any, the last first."""
        return list(self.order_by("-year").values_list("year", flat=True).distinct())

    def saying(self, words: str) -> Self:
        """Those whose number is this, or whose parties or subject have all these words."""
        found = self
        for word in words.replace("/", " ").split():
            said = Q(parties__icontains=word) | Q(subject__icontains=word) | Q(external__iexact=word)
            found = found.filter(said | Q(number=int(word)) | Q(year=int(word)) if word.isdecimal() and len(word) <= MOST_DIGITS else said)
        return found


class ProtocolEntry(models.Model):
    """
    An entry of the register of protocol (DPR 445/2000, art. 53): number and day, given by the register; parties, subject, digest of the document.

    Nothing of it changes. `external` is the number that the municipality's own protocol gave, where one is connected.
    """

    year = models.PositiveSmallIntegerField(_("anno"))
    number = models.PositiveIntegerField(_("numero"))
    on = models.DateField(_("data"))
    outgoing = models.BooleanField(_("in uscita"), default=True)
    parties = models.CharField(_("mittente o destinatari"), max_length=200)
    subject = models.CharField(_("oggetto"), max_length=200)
    sha256 = models.CharField(_("impronta del documento"), max_length=64)
    external = models.CharField(_("protocollo dell'ente"), max_length=40, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("registrata da"))
    at = models.DateTimeField(_("registrata il"))

    objects = ProtocolEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("registrazione di protocollo")
        verbose_name_plural = _("registrazioni di protocollo")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "number"], name="benefits_protocol_number_is_given_once"),
            models.CheckConstraint(condition=~Q(parties="") & ~Q(subject="") & ~Q(sha256=""), name="benefits_protocol_entry_is_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


class LetterQuerySet(models.QuerySet["Letter"]):
    """How letters are asked for."""

    def newest_first(self) -> Self:
        """Last written first, without their contents."""
        return self.light().order_by("-written_at", "-pk")

    def light(self) -> Self:
        """Without their contents."""
        return self.defer("docx", "pdf")

    def with_all(self) -> Self:
        """With the request, its person and the entry at hand, and without their contents."""
        return self.light().select_related(
            "application__person__neighbourhood", "application__household__neighbourhood", "application__measure", "protocol", "instalment", "written_by"
        )


class Letter(models.Model):
    """A letter about a request, as it was sent: as Word and as PDF, with its entry in the register."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="letters", verbose_name=_("domanda"))
    instalment = models.ForeignKey(Instalment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rata"))
    wording = models.CharField(_("lettera"), max_length=20, choices=Wording.choices())
    protocol = models.OneToOneField(ProtocolEntry, models.PROTECT, related_name="letter", verbose_name=_("protocollo"))
    docx = models.BinaryField("Word")
    pdf = models.BinaryField("PDF")
    written_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("scritta da"))
    written_at = models.DateTimeField(_("scritta il"))

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("lettera")
        verbose_name_plural = _("lettere")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(wording__in=[each.value for each in Wording]), name="benefits_letter_wording_is_known"),
            models.UniqueConstraint(fields=["application", "wording"], condition=Q(wording__in=_DECISIONS), name="benefits_decision_is_told_once"),
            models.UniqueConstraint(fields=["instalment"], condition=Q(instalment__isnull=False), name="benefits_payment_is_told_once"),
            models.CheckConstraint(
                condition=Q(wording=Wording.PAYMENT.value, instalment__isnull=False) | (~Q(wording=Wording.PAYMENT.value) & Q(instalment__isnull=True)),
                name="benefits_letter_of_a_payment_says_which",
            ),
        ]

    def __str__(self) -> str:
        return str(self.protocol)

    def get_absolute_url(self) -> str:
        """Page of the letter."""
        return reverse("benefits:letter", args=[self.pk])
