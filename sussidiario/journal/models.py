"""
What the book keeps: acts, readings, seals.

None of the three is changed or deleted: the code offers no way, and in both databases a trigger refuses. The one opening of an act is its
reason, which may be erased.
"""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import TruncDate
from django.utils.translation import gettext, gettext_lazy as _

from sussidiario.journal.domain import vocabulary


class Crosswalk(models.Model):
    """
    A later pseudonym of somebody who had another under a former key: `first` is the earliest that the book has.

    Two that share a `first` are one subject. Who has none here never had another, and most installations never have any.
    """

    pseudonym = models.CharField(_("pseudonimo"), max_length=32, unique=True)
    first = models.CharField(_("primo pseudonimo"), max_length=32, db_index=True)

    class Meta:
        verbose_name = _("pseudonimo successivo")
        verbose_name_plural = _("pseudonimi successivi")
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(pseudonym=F("first")), name="journal_crosswalk_another")]

    def __str__(self) -> str:
        return f"{self.pseudonym} {self.first}"


_NAMED = """
WITH given (subject) AS (VALUES {values})
SELECT subject FROM given
UNION SELECT first FROM journal_crosswalk JOIN given ON pseudonym = subject
UNION SELECT pseudonym FROM journal_crosswalk JOIN given ON first = subject
UNION SELECT other.pseudonym FROM journal_crosswalk one JOIN given ON one.pseudonym = subject JOIN journal_crosswalk other ON other.first = one.first
"""


def named(*subjects: str) -> "RawSQL | tuple[()]":
    """
    Whatever these subjects were ever called, for `subject__in=`: their pseudonyms, and those under former and later keys.

    It is part of the query that asks: where no key was ever changed it reads an empty table by its index.
    """
    if not subjects:
        return ()
    return RawSQL(_NAMED.format(values=", ".join(["(%s)"] * len(subjects))), subjects)  # noqa: S611  marks and nothing else


class ActQuerySet(models.QuerySet["Act"]):
    """How acts are asked for."""

    def about(self, *subjects: str) -> Self:
        """Acts about whoever has any of these pseudonyms, or had them under a former key; newest first."""
        return self.filter(subject__in=named(*subjects)).order_by("-on", "-pk")

    def of(self, *records: str) -> Self:
        """Acts of one record, or of several that belong together, newest first."""
        return self.filter(record__in=records).order_by("-on", "-pk")

    def unsealed(self) -> Self:
        """Acts after the last seal."""
        last = Seal.objects.aggregate(models.Max("last"))["last__max"] or 0
        return self.filter(pk__gt=last)


class Act(models.Model):
    """
    One thing somebody completed.

    `on` is the day it happened, `at` the instant it was written. `subject` is a keyed pseudonym of whom or what it is
    about; never a name. `fingerprint` is a keyed digest of what the act says, so that a row changed behind the software's back can be
    told; `key` names the key, and is empty on acts from before keys had names.

    `why` may name people, and may be erased; `why_digest` stays and is what the fingerprint covers. In acts of the first `form` it
    covers `why` itself.
    """

    FORM = 2
    """The form of the acts that are written now."""

    act = models.CharField(_("atto"), max_length=80)
    on = models.DateField(_("giorno"))
    at = models.DateTimeField(_("scritto il"))
    record = models.CharField(_("scheda"), max_length=80)
    subject = models.CharField(_("soggetto"), max_length=32, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("da"), db_index=False)
    why = models.TextField(_("motivo"), blank=True)
    why_digest = models.CharField(_("impronta del motivo"), max_length=32, blank=True)
    municipality = models.CharField(_("comune"), max_length=6, blank=True)
    neighbourhood = models.CharField(_("quartiere"), max_length=40, blank=True)
    area = models.CharField(_("area"), max_length=40, blank=True)
    measure = models.CharField(_("misura"), max_length=60, blank=True)
    partner = models.CharField(_("partner"), max_length=60, blank=True)
    quantity = models.IntegerField(_("quantità"), default=1)
    amount = models.BigIntegerField(_("importo in centesimi"), null=True)
    detail = models.JSONField(_("dettaglio"), default=dict, blank=True)
    voids = models.OneToOneField("self", models.PROTECT, null=True, related_name="voided_by", verbose_name=_("annulla"))
    form = models.PositiveSmallIntegerField(_("forma"), default=FORM)
    key = models.CharField(_("chiave"), max_length=8, blank=True)
    fingerprint = models.CharField(_("impronta"), max_length=64)

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = _("atto")
        verbose_name_plural = _("atti")
        indexes: ClassVar = [
            models.Index(fields=["record"], name="journal_act_record"),
            models.Index(fields=["subject"], name="journal_act_subject"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(voids__isnull=True) | ~Q(voids=F("id")), name="journal_act_voids_another"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.act} {self.on}"

    @property
    def words(self) -> str:
        """What happened, as a timeline says it."""
        return gettext(vocabulary().get(self.act, self.act))


class Channel(models.TextChoices):
    """Through what a person's content was read."""

    PAGE = "page", _("pagina")
    API = "api", _("programma")
    EXPORT = "export", _("esportazione")
    PRINT = "print", _("stampa")


UNFOLLOWED = ("", "role", "emergency")
"""Grounds on which one reads without following the person."""


class ReadingQuerySet(models.QuerySet["Reading"]):
    """How readings are asked for."""

    def of(self, *subjects: str) -> Self:
        """Readings about whoever has any of these pseudonyms, or had them under a former key."""
        return self.filter(subject__in=named(*subjects))

    def by_reader(self, staff: int) -> Self:
        """Readings by one member of staff."""
        return self.filter(by_id=staff)

    def between(self, start: datetime, end: datetime) -> Self:
        """Readings from an instant up to, and without, another."""
        return self.filter(at__gte=start, at__lt=end)

    def unfollowed(self) -> Self:
        """Readings by who did not follow the person: by role alone, in an emergency, or on no ground that is known."""
        return self.filter(ground__in=UNFOLLOWED)

    def out_of_hours(self) -> Self:
        """Readings on Saturdays and Sundays, or outside `SUSSIDIARIO_WORKING_HOURS`, as the clock of the city has it."""
        start, end = settings.SUSSIDIARIO_WORKING_HOURS
        return self.exclude(at__iso_week_day__lte=5, at__hour__gte=start, at__hour__lt=end)

    def crowds(self, at_least: int) -> "models.QuerySet[Reading, dict[str, Any]]":
        """
        Count, among these readings, the different persons that each reader read of in a day, where they are `at_least` so many.

        Gives rows of `by_id`, `day`, `persons`: latest days first, and on a day the most persons first. One query.
        """
        days = self.order_by().annotate(day=TruncDate("at")).values("by_id", "day")
        return days.annotate(persons=Count("subject", distinct=True)).filter(persons__gte=at_least).order_by("-day", "-persons", "by_id")

    def with_reader(self) -> Self:
        """With whoever read, in the same query."""
        return self.select_related("by")

    def newest_first(self) -> Self:
        """Latest first."""
        return self.order_by("-at", "-pk")


class Reading(models.Model):
    """
    Somebody opened a person's content.

    `ground` is the short code of how they might at that moment: as the person's worker, by their team, by an emergency access.
    `slot` is which ten minutes of the clock it was; only a page has one, so that opening it again is no other reading.
    """

    at = models.DateTimeField(_("quando"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("da"))
    record = models.CharField(_("scheda"), max_length=80)
    subject = models.CharField(_("soggetto"), max_length=32, blank=True)
    address = models.CharField(_("indirizzo della pagina"), max_length=300)
    ground = models.CharField(_("a che titolo"), max_length=20, blank=True)
    channel = models.CharField(_("mezzo"), max_length=10, choices=Channel, default=Channel.PAGE)
    purpose = models.CharField(_("finalità"), max_length=200, blank=True)
    slot = models.PositiveIntegerField(_("decina di minuti"), null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("lettura")
        verbose_name_plural = _("letture")
        indexes: ClassVar = [
            models.Index(fields=["subject", "at"], name="journal_reading_subject"),
            models.Index(fields=["at"], name="journal_reading_at"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="journal_reading_channel"),
            models.UniqueConstraint(fields=["by", "slot", "subject", "record", "address", "ground"], name="journal_reading_once"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.record}"


class Part(models.Model):
    """
    One closed part of the book: rows `first` to `last`, in a file whose digest is `sha256`.

    `chain` is the digest of the manifest, which cites the chain of the seal before: change one, and every later one is wrong.
    """

    number = models.PositiveIntegerField(_("numero"), unique=True)
    first = models.BigIntegerField(_("dal numero"))
    last = models.BigIntegerField(_("al numero"), unique=True)
    count = models.PositiveIntegerField(_("atti"))
    sha256 = models.CharField(_("impronta del file"), max_length=64)
    previous = models.CharField(_("catena precedente"), max_length=64)
    chain = models.CharField(_("catena"), max_length=64, unique=True)
    sealed_at = models.DateTimeField(_("sigillato il"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return gettext("n. {number}").format(number=self.number)


class Seal(Part):
    """A closed part of the acts."""

    class Meta:
        verbose_name = _("sigillo")
        verbose_name_plural = _("sigilli")
        constraints: ClassVar = [models.CheckConstraint(condition=Q(first__lte=F("last")), name="journal_seal_range")]


class ReadingSeal(Part):
    """
    A closed part of the readings. `key` names the key of their fingerprints; `until` is when the latest of them was.

    Readings are kept for a time: from `removed_at` on, the rows and the file of this part are gone by rule, and the manifest stays.
    """

    count = models.PositiveIntegerField(_("letture"))
    key = models.CharField(_("chiave"), max_length=8)
    until = models.DateTimeField(_("fino al"))
    removed_at = models.DateTimeField(_("rimosse il"), null=True)

    class Meta:
        verbose_name = _("sigillo delle letture")
        verbose_name_plural = _("sigilli delle letture")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="journal_readingseal_range"),
            models.CheckConstraint(condition=Q(removed_at__isnull=True) | Q(removed_at__gt=F("until")), name="journal_readingseal_removed"),
        ]
