"""
The mandate of a municipality as its account shows it: chapters, commitments, results, and the figures it published.

Nothing here is about a person. Rows are written by `actions.load` from a mandate file, whole, and never one by one; whoever
refers to a figure from elsewhere does it by the mandate and the figure's key, not by row number.
"""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, gettext_lazy as _

from sussidiario.foundation.figure import Unit
from sussidiario.foundation.period import Period
from sussidiario.planning.rules import written
from sussidiario.planning.rules.written import Column, Measured


class Titled(models.Model):
    """Something with a key of its own, a place in the order of the page, and a title in Italian and perhaps in English."""

    key = models.SlugField(_("chiave"), max_length=80)
    position = models.PositiveIntegerField(_("posizione"))
    title_it = models.CharField(_("titolo"), max_length=200)
    title_en = models.CharField(_("titolo in inglese"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Title in the language of the page."""
        return _said(self.title_it, self.title_en)


def _said(italian: str, english: str) -> str:
    return written.Words(italian, english).said(get_language() or "it")


class MandateQuerySet(models.QuerySet["Mandate"]):
    """How mandates are asked for."""

    def of_municipality(self, istat_code: str) -> Self:
        """Mandates of one municipality, the latest first."""
        return self.filter(municipality=istat_code).order_by("-from_on", "pk")

    def overlapping(self, period: Period) -> Self:
        """Those that share at least a day with `period`."""
        return self.filter(from_on__lt=period.end, until_on__gt=period.start).order_by("from_on", "pk")

    def with_content(self) -> Self:
        """Bring chapters, commitments, results and figures along, each in the order of the page: six more queries, whatever their number."""
        targets = models.Prefetch("targets", Target.objects.in_order())
        results = models.Prefetch("results", Result.objects.order_by("position", "pk").prefetch_related(targets))
        commitments = models.Prefetch("commitments", Commitment.objects.order_by("position", "pk").prefetch_related(results))
        return self.prefetch_related(models.Prefetch("chapters", Chapter.objects.order_by("position", "pk").prefetch_related(commitments, results)))


class Mandate(models.Model):
    """What a municipality promised for the days from `from_on` up to, and without, `until_on`; `sha256` is the digest of the file it was read from."""

    key = models.SlugField(_("chiave"), max_length=80, unique=True)
    municipality = models.CharField(_("codice ISTAT del comune"), max_length=6)
    title_it = models.CharField(_("titolo"), max_length=200)
    title_en = models.CharField(_("titolo in inglese"), max_length=200, blank=True)
    source_it = models.TextField(_("fonte"))
    source_en = models.TextField(_("fonte in inglese"), blank=True)
    from_on = models.DateField(_("dal"))
    until_on = models.DateField(_("fino al (escluso)"))
    sha256 = models.CharField(_("impronta del file"), max_length=64)
    loaded_at = models.DateTimeField(_("caricato il"))

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandato")
        verbose_name_plural = _("mandati")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "from_on"], name="planning_mandate_one_start"),
            models.CheckConstraint(condition=Q(until_on__gt=F("from_on")), name="planning_mandate_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Title in the language of the page."""
        return _said(self.title_it, self.title_en)

    @property
    def source(self) -> str:
        """Where the mandate was taken from, in the language of the page."""
        return _said(self.source_it, self.source_en)

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.from_on, self.until_on)


class Chapter(Titled):
    """A part of the report. One that goes beyond the promises has results and no commitments."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="chapters", verbose_name=_("mandato"))
    video = models.URLField(_("video"), max_length=300, blank=True)
    beyond_promises = models.BooleanField(_("oltre gli impegni"), default=False)

    class Meta:
        verbose_name = _("capitolo")
        verbose_name_plural = _("capitoli")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mandate", "key"], name="planning_chapter_key"),
            models.UniqueConstraint(fields=["mandate", "position"], name="planning_chapter_position"),
        ]


class Commitment(Titled):
    """Something promised."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="commitments", verbose_name=_("capitolo"))
    words_it = models.TextField(_("testo"), blank=True)
    words_en = models.TextField(_("testo in inglese"), blank=True)

    class Meta:
        verbose_name = _("impegno")
        verbose_name_plural = _("impegni")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chapter", "key"], name="planning_commitment_key"),
            models.UniqueConstraint(fields=["chapter", "position"], name="planning_commitment_position"),
        ]

    @property
    def words(self) -> str:
        """What was promised, in the language of the page."""
        return _said(self.words_it, self.words_en)


class Result(Titled):
    """Something done: under the commitment it answers, or directly in a chapter beyond the promises."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, null=True, related_name="results", verbose_name=_("impegno"))
    chapter = models.ForeignKey(Chapter, models.CASCADE, null=True, related_name="results", verbose_name=_("capitolo"))
    text_it = models.TextField(_("testo"), blank=True)
    text_en = models.TextField(_("testo in inglese"), blank=True)
    points_written = models.JSONField(_("punti"), default=list, blank=True, help_text=_("Un elenco di coppie: italiano, inglese."))

    class Meta:
        verbose_name = _("risultato")
        verbose_name_plural = _("risultati")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(commitment__isnull=True) ^ Q(chapter__isnull=True), name="planning_result_answers_one"),
            models.UniqueConstraint(fields=["commitment", "key"], name="planning_result_key"),
            models.UniqueConstraint(fields=["commitment", "position"], name="planning_result_position"),
            models.UniqueConstraint(fields=["chapter", "key"], name="planning_result_beyond_key"),
            models.UniqueConstraint(fields=["chapter", "position"], name="planning_result_beyond_position"),
        ]

    @property
    def text(self) -> str:
        """What was done, in the language of the page."""
        return _said(self.text_it, self.text_en)

    @property
    def points(self) -> list[str]:
        """What was done, point by point, in the language of the page."""
        return [_said(italian, english) for italian, english in self.points_written]


class TargetQuerySet(models.QuerySet["Target"]):
    """How published figures are asked for."""

    def of(self, mandate: Mandate) -> Self:
        """Figures of a mandate in the order of the page, each with its result, commitment and chapter: one query."""
        return self.filter(mandate=mandate).select_related("result__commitment__chapter", "result__chapter").in_order()

    def in_order(self) -> Self:
        """In the order of the page."""
        return self.order_by("position", "pk")


_MEASURED = [measured.value for measured in Measured]
_COLUMNS = [column.value for column in Column]
_UNITS = [unit.value for unit in Unit]
_IS_CHANGE = Q(measure=Measured.CHANGE.value)
_HAS_ENDS = Q(published_from__isnull=False, published_to__isnull=False)
_NO_ENDS = Q(published_from__isnull=True, published_to__isnull=True)


class Target(Titled):
    """
    A figure the city published, and how it is addressed so that it can be computed again.

    `position` runs through the whole mandate. Money is in cents. What every field means: docs/mandate-format.md.
    """

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="targets", verbose_name=_("mandato"))
    result = models.ForeignKey(Result, models.CASCADE, related_name="targets", verbose_name=_("risultato"))
    figure = models.CharField(_("indicatore"), max_length=80)
    where = models.JSONField(_("limitato a"), default=dict, blank=True)
    measure = models.CharField(_("misura"), max_length=10, choices=Measured.choices())
    period_from = models.DateField(_("periodo dal"))
    period_until = models.DateField(_("periodo fino al (escluso)"))
    compared_from = models.DateField(_("confronto dal"), null=True, blank=True)
    compared_until = models.DateField(_("confronto fino al (escluso)"), null=True, blank=True)
    published = models.BigIntegerField(_("pubblicato"))
    published_from = models.BigIntegerField(_("pubblicato: da"), null=True, blank=True)
    published_to = models.BigIntegerField(_("pubblicato: a"), null=True, blank=True)
    unit = models.CharField(_("unità"), max_length=20, choices=[(unit.value, unit.value) for unit in Unit])
    column = models.CharField(_("colonna"), max_length=10, choices=Column.choices())
    words_it = models.TextField(_("etichetta"), blank=True)
    words_en = models.TextField(_("etichetta in inglese"), blank=True)
    note_it = models.TextField(_("nota"), blank=True)
    note_en = models.TextField(_("nota in inglese"), blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("dato pubblicato")
        verbose_name_plural = _("dati pubblicati")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mandate", "key"], name="planning_target_key"),
            models.UniqueConstraint(fields=["mandate", "position"], name="planning_target_position"),
            models.CheckConstraint(condition=Q(measure__in=_MEASURED), name="planning_target_measure_is_known"),
            models.CheckConstraint(condition=Q(unit__in=_UNITS), name="planning_target_unit_is_known"),
            models.CheckConstraint(condition=Q(column__in=_COLUMNS), name="planning_target_column_is_known"),
            models.CheckConstraint(condition=Q(period_until__gt=F("period_from")), name="planning_target_period"),
            models.CheckConstraint(
                condition=(
                    _IS_CHANGE
                    & Q(compared_from__isnull=False, compared_until__isnull=False)
                    & Q(compared_until__gt=F("compared_from"))
                    & Q(compared_from__lt=F("period_from"))
                )
                | (~_IS_CHANGE & Q(compared_from__isnull=True, compared_until__isnull=True)),
                name="planning_target_only_a_change_compares",
            ),
            models.CheckConstraint(
                condition=_NO_ENDS | (_IS_CHANGE & _HAS_ENDS & Q(published=F("published_to") - F("published_from"))), name="planning_target_ends_add_up"
            ),
            models.CheckConstraint(condition=_IS_CHANGE | Q(published__gte=0), name="planning_target_value_not_negative"),
            models.CheckConstraint(condition=~Q(unit=Unit.PERCENT.value) | Q(published__range=(-100, 100)), name="planning_target_percent"),
        ]

    @property
    def words(self) -> str:
        """The words beside the number, in the language of the page; its title if there are none."""
        return _said(self.words_it, self.words_en) or self.title

    @property
    def note(self) -> str:
        """How the published number was read, in the language of the page."""
        return _said(self.note_it, self.note_en)

    @property
    def period(self) -> Period:
        """The days the number is about."""
        return Period(self.period_from, self.period_until)

    @property
    def compared_with(self) -> Period | None:
        """The earlier days a change is counted from."""
        return Period(self.compared_from, self.compared_until) if self.compared_from and self.compared_until else None

    @property
    def chapter(self) -> Chapter:
        """The chapter it stands in; no query after `Target.objects.of(mandate)`."""
        chapter = self.result.commitment.chapter if self.result.commitment else self.result.chapter
        assert chapter is not None, "planning_result_answers_one"  # noqa: S101  for the type checker: the database holds it
        return chapter

    def as_written(self) -> written.Target:
        """Give it as plain data, as in the file: for whoever computes it or turns it into JSON."""
        return written.Target(
            key=self.key,
            figure=self.figure,
            title=written.Words(self.title_it, self.title_en),
            period=self.period,
            published=self.published,
            unit=Unit(self.unit),
            where=self.where,
            measure=Measured(self.measure),
            compared_with=self.compared_with,
            published_from=self.published_from,
            published_to=self.published_to,
            column=Column(self.column),
            words=written.Words(self.words_it, self.words_en),
            note=written.Words(self.note_it, self.note_en),
        )
