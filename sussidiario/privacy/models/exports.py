"""Files that somebody asked for, and until when they may be downloaded."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.access.models import Staff
from sussidiario.privacy.lifecycle.exports import Format, Standing, What


class ExportQuerySet(models.QuerySet["Export"]):
    """How exports are asked for."""

    def of(self, staff: int) -> Self:
        """Those that one member of staff asked for."""
        return self.filter(asked_by=staff)

    def there(self) -> Self:
        """Those whose file is there still."""
        return self.filter(removed_at__isnull=True)

    def expired(self, at: datetime) -> Self:
        """Those whose file is there still and should not be."""
        return self.there().filter(expires_at__lte=at)

    def with_all(self) -> Self:
        """With who asked."""
        return self.select_related("asked_by")

    def newest_first(self) -> Self:
        """Latest first."""
        return self.order_by("-asked_at", "-pk")


class Export(models.Model):
    """A file with what is known of many persons: who asked for it, what for, and until when it may be downloaded. `name` is the file's, and says nothing."""

    what = models.CharField(_("che cosa"), max_length=20, choices=What.choices())
    format = models.CharField(_("come"), max_length=10, choices=Format.choices())
    from_on = models.DateField(_("dal"), null=True, blank=True)
    last_on = models.DateField(_("al"), null=True, blank=True)
    purpose = models.CharField(_("finalità"), max_length=200)
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+", verbose_name=_("chiesta da"))
    asked_at = models.DateTimeField(_("chiesta il"))
    rows = models.PositiveIntegerField(_("righe"))
    name = models.CharField(_("nome del file"), max_length=60, unique=True)
    sha256 = models.CharField(_("impronta del file"), max_length=64)
    expires_at = models.DateTimeField(_("si scarica fino a"))
    removed_at = models.DateTimeField(_("file cancellato il"), null=True, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("esportazione")
        verbose_name_plural = _("esportazioni")
        indexes: ClassVar = [
            models.Index(fields=["-asked_at"], name="privacy_export_newest"),
            models.Index(fields=["expires_at"], condition=Q(removed_at__isnull=True), name="privacy_export_there"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(what__in=[what.value for what in What]), name="privacy_export_what_is_known"),
            models.CheckConstraint(condition=Q(format__in=[each.value for each in Format]), name="privacy_export_format_is_known"),
            models.CheckConstraint(condition=~Q(purpose=""), name="privacy_export_has_a_purpose"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("asked_at")), name="privacy_export_expires_later"),
            models.CheckConstraint(
                condition=Q(from_on__isnull=True, last_on__isnull=True) | Q(from_on__isnull=False, last_on__gte=F("from_on")),
                name="privacy_export_period_is_one",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Esportazione n. {number}").format(number=self.pk)

    def get_absolute_url(self) -> str:
        """Page of the export."""
        return reverse("privacy:export", args=[self.pk])

    def standing(self, at: datetime) -> Standing:
        """Whether the file may be downloaded at an instant."""
        if self.removed_at is not None:
            return Standing.REMOVED
        return Standing.READY if at < self.expires_at else Standing.EXPIRED

    @property
    def period(self) -> tuple[date, date] | None:
        """First and last day of what it holds, where it is of a period."""
        return (self.from_on, self.last_on) if self.from_on and self.last_on else None
