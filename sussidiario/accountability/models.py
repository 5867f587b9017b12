"""Editions: the account as it was on a day, frozen."""

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sussidiario.foundation.words import Text
from sussidiario.journal.models import Seal
from sussidiario.planning.models import Mandate


class EditionQuerySet(models.QuerySet["Edition"]):
    """How editions are asked for."""

    def latest_first(self) -> Self:
        """Each with its seal and its mandate, and without its frozen numbers: for lists."""
        return self.select_related("seal", "mandate").defer("account").order_by("-published_at", "-pk")


class Edition(models.Model):
    """
    An account published under a name, with the seal it was drawn from. Never changed: the database refuses.

    `account` is the whole of it as plain data (`rules.frozen.Account`): page, print and open data all come from it, so a
    later correction of the book, or of the mandate's words, changes the next edition and not this one.
    """

    name = models.SlugField(_("nome"), max_length=60, unique=True)
    title = models.CharField(_("titolo"), max_length=160)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="editions", verbose_name=_("mandato"))
    seal = models.ForeignKey(Seal, models.PROTECT, related_name="+", verbose_name=_("sigillo"))
    as_of = models.DateTimeField(_("atti scritti fino al"))
    published_at = models.DateTimeField(_("pubblicata il"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("da"))
    account = models.JSONField(_("bilancio"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edizione")
        verbose_name_plural = _("edizioni")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Page of the frozen account."""
        return reverse("accountability:edition", args=[self.name])

    @property
    def called(self) -> Text:
        """Its title, which is asked for in Italian."""
        return Text(self.title, "it")
