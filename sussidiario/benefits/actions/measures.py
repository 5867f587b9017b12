"""What may be asked for: opened with all that it needs, changed in what it asks, closed; who must approve what."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.rules import Role
from sussidiario.benefits import figures
from sussidiario.benefits.lifecycle import Macro, MeansTest
from sussidiario.benefits.models import Incompatibility, Level, Measure, Required
from sussidiario.benefits.policy import budget as policy
from sussidiario.benefits.rules import siuss
from sussidiario.foundation.areas import Area
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.regulation.measures import MEASURES
from sussidiario.ui import writing


@transaction.atomic
def open_measure(
    *,
    key: str,
    name: str,
    formula: str = "",
    siuss_code: str,
    siuss_name: str,
    means_test: MeansTest,
    macro: Macro,
    area: Area,
    monthly: bool,
    of_household: bool,
    urgent_cap: int = 0,
    from_on: date,
    papers: Sequence[str] = (),
    against: Sequence[Measure] = (),
    by: Actor,
    at: datetime,
) -> Measure:
    """
    Offer a measure from a day on, with the papers it asks for and the measures it does not go with.

    :raises NotAllowed: if `by` does not head the service.
    :raises Refusal: if it has no name, the national register takes no such code or name, its key is taken, or the regulation has no such formula.
    """
    policy.may_open_measure(by).require()
    name = required(name, field="name", otherwise=_("Scrivi il nome della misura."))
    siuss_code, siuss_name = _known_as(siuss_code, siuss_name.strip() or name)
    if Measure.objects.filter(key=key).exists():
        raise Refusal(_("C'è già una misura con questa chiave."), field="key")
    if formula and formula not in MEASURES:
        raise Refusal(_("Il regolamento non ha questa formula."), field="formula")
    measure = Measure.objects.create(
        key=key,
        name=name,
        formula=formula,
        siuss_code=siuss_code,
        siuss_name=siuss_name,
        means_test=means_test.value,
        macro=macro.value,
        area=area.value,
        monthly=monthly,
        of_household=of_household,
        urgent_cap=urgent_cap,
        from_on=from_on,
    )
    _ask(measure, papers)
    _set_against(measure, against)
    journal.record(figures.MEASURE_OPENED, measure, on=from_on, at=at, by=by, measure=measure.key, area=measure.area)
    return measure


@transaction.atomic
def change_measure(
    measure: Measure,
    *,
    siuss_code: str,
    siuss_name: str,
    urgent_cap: int,
    papers: Sequence[str],
    against: Sequence[Measure],
    why: str,
    by: Actor,
    at: datetime,
) -> Measure:
    """
    Change how the national register knows a measure, what it asks for and what it does not go with.

    Requests that are there keep the papers they were asked for, awards their months; what the register was sent under another code is corrected by the next
    file. One that is closed changes too: what was granted of it may still have to be sent.

    :raises NotAllowed: if `by` does not head the service.
    :raises Refusal: if no reason is given, or the register takes no such code or name.
    """
    measure = _locked(measure)
    policy.may_change_measure(by, measure).require()
    why = required(why, field="why", otherwise=_("Scrivi con quale atto cambia."))
    measure.siuss_code, measure.siuss_name = _known_as(siuss_code, siuss_name)
    measure.urgent_cap = urgent_cap
    measure.save(update_fields=["siuss_code", "siuss_name", "urgent_cap"])
    _ask(measure, papers)
    _set_against(measure, against)
    detail = {"siuss_code": measure.siuss_code}
    journal.record(figures.MEASURE_CHANGED, measure, on=by.on, at=at, by=by, why=why, measure=measure.key, area=measure.area, detail=detail)
    return measure


@transaction.atomic
def close_measure(measure: Measure, *, on: date, why: str, by: Actor, at: datetime) -> Measure:
    """
    Offer a measure no more from the day `on`; what was asked for before is still decided and paid.

    :raises NotAllowed: if `by` does not head the service.
    :raises Refusal: if it ends already, no reason is given, or it would end before it begins.
    """
    measure = _locked(measure)
    policy.may_close_measure(by, measure).require()
    why = required(why, field="why", otherwise=_("Scrivi con quale atto si chiude."))
    if measure.until_on is not None:
        raise Refusal(_("È già chiusa dal {day}.").format(day=writing.day(measure.until_on)))
    if on <= measure.from_on:
        raise Refusal(_("È aperta dal {day}: si chiude dopo.").format(day=writing.day(measure.from_on)), field="on")
    measure.until_on = on
    measure.save(update_fields=["until_on"])
    journal.record(figures.MEASURE_CLOSED, measure, on=on, at=at, by=by, why=why, measure=measure.key, area=measure.area)
    return measure


@transaction.atomic
def set_level(*, number: int, above: int, role: Role, why: str, by: Actor, at: datetime) -> Level:
    """
    Say above how many cents in all one more approval is needed, and whose: a new level, or another threshold of one that is there.

    :raises NotAllowed: if `by` is no executive.
    :raises Refusal: if no reason is given, or a higher level would begin lower.
    """
    policy.may_set_level(by).require()
    why = required(why, field="why", otherwise=_("Scrivi con quale atto si stabilisce."))
    others = list(Level.objects.select_for_update(of=("self",)).exclude(number=number).order_by("number"))
    if any((each.above >= above) if each.number < number else (each.above <= above) for each in others):
        raise Refusal(_("Le soglie crescono con il livello: questa non sta tra quella prima e quella dopo."), field="above")
    level, _new = Level.objects.update_or_create(number=number, defaults={"above": above, "role": role.value})
    journal.record(figures.LEVEL_SET, level, on=by.on, at=at, by=by, why=why, amount=above, detail={"level": number, "role": role.value})
    return level


def _locked(measure: Measure) -> Measure:
    return Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)


def _known_as(code: str, name: str) -> tuple[str, str]:
    """
    Give back code and name as the register takes them.

    :raises Refusal: at its field, if they are too short or too long for its flow.
    """
    code = required(code, field="siuss_code", otherwise=_("Scrivi con quale codice la conosce il SIUSS."))
    name = name.strip()
    for field, attribute, value in (("siuss_code", "CodicePrestazione", code), ("siuss_name", "DenominazionePrestazione", name)):
        if not siuss.BENEFIT[attribute].allows(value):
            raise Refusal(_(siuss.WORDS[attribute][1]), field=field)
    return code, name


def _ask(measure: Measure, papers: Sequence[str]) -> None:
    """Ask for these papers from now on; those that requests were asked for stay written on the requests."""
    wanted = list(dict.fromkeys(filter(None, (paper.strip() for paper in papers))))
    there = {paper.what for paper in measure.required.order_by("pk")}
    Required.objects.bulk_create(Required(measure=measure, what=what) for what in wanted if what not in there)
    measure.required.exclude(what__in=wanted).delete()


def _set_against(measure: Measure, others: Sequence[Measure]) -> None:
    """Declare what does not go with it, the lower number first; what was declared before and is not among these goes together from now on."""
    pairs = {(min(measure.pk, other.pk), max(measure.pk, other.pk)) for other in others if other.pk != measure.pk}
    there = {(each.one_id, each.other_id): each.pk for each in Incompatibility.objects.filter(Q(one=measure) | Q(other=measure)).order_by("pk")}
    Incompatibility.objects.filter(pk__in=[pk for pair, pk in there.items() if pair not in pairs]).delete()
    Incompatibility.objects.bulk_create(Incompatibility(one_id=one, other_id=other) for one, other in sorted(pairs - there.keys()))
