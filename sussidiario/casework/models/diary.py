"""The diary of a case."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.access.models import Staff
from sussidiario.casework.lifecycle import EntryKind
from sussidiario.casework.models.cases import Case
from sussidiario.ui import writing


class DiaryEntryQuerySet(models.QuerySet["DiaryEntry"]):
    """How entries are asked for."""

    def of(self, case: Case) -> Self:
        """Those of one case."""
        return self.filter(case=case)

    def readable_by(self, staff: int) -> Self:
        """Those not private, and one's own."""
        return self.filter(Q(private=False) | Q(author=staff))

    def with_case(self) -> Self:
        """With case and whom it is about at hand."""
        return self.select_related("author", "case__person__neighbourhood", "case__household__neighbourhood", "case__worker", "case__team")

    def newest_first(self) -> Self:
        """Last day first, with authors and earlier texts."""
        return self.select_related("author").prefetch_related("corrections").order_by("-on", "-pk")


class DiaryEntry(models.Model):
    """
    Something that happened with the person, as told by who was there.

    A private entry is its author's alone: for everyone else it does not exist.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="entries", verbose_name=_("caso"), db_index=False)
    author = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("autore"), db_index=False)
    on = models.DateField(_("giorno"))
    written_at = models.DateTimeField(_("scritta il"))
    kind = models.CharField(_("che cosa"), max_length=20, choices=EntryKind.choices())
    text = models.TextField(_("testo"))
    private = models.BooleanField(_("privata"), default=False)

    objects = DiaryEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("voce di diario")
        verbose_name_plural = _("voci di diario")
        indexes: ClassVar = [models.Index(fields=["case", "on"], name="casework_entry_of_case")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in EntryKind]), name="casework_entry_kind_is_known"),
            models.CheckConstraint(condition=~Q(text=""), name="casework_entry_says_something"),
        ]

    def __str__(self) -> str:
        return gettext("{kind} del {day}").format(kind=gettext(self.get_kind_display()), day=writing.day(self.on))

    def get_absolute_url(self) -> str:
        """Where the entry is read: in the page of its case."""
        return f"{self.case.get_absolute_url()}#voce-{self.pk}"


class Correction(models.Model):
    """What an entry said before it was corrected."""

    entry = models.ForeignKey(DiaryEntry, models.CASCADE, related_name="corrections", verbose_name=_("voce di diario"))
    text = models.TextField(_("testo precedente"))
    replaced_at = models.DateTimeField(_("sostituito il"))

    class Meta:
        verbose_name = _("testo precedente")
        verbose_name_plural = _("testi precedenti")

    def __str__(self) -> str:
        return f"{self.entry_id} · {self.replaced_at:%Y-%m-%d %H:%M}"
