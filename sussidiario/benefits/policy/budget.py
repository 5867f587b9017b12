"""Who sees what may be asked for and the money for it, and who says what they are. Nothing here is about a person."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor, who_writes
from sussidiario.access.decision import Decision, allowed_if
from sussidiario.access.rules import Role
from sussidiario.benefits.models import BudgetLine, BudgetLineQuerySet, Fund, Level, Measure, MeasureQuerySet

OFFERING = (Role.DESK_OPERATOR, Role.SOCIAL_WORKER, Role.SERVICE_HEAD, Role.EXECUTIVE, Role.ACCOUNTANT, Role.AUDITOR, Role.NETWORK)
"""Who tells people, or looks up, what may be asked for."""

SPENDING = (Role.SERVICE_HEAD, Role.EXECUTIVE, Role.ACCOUNTANT, Role.AUDITOR)
"""Who decides with the money, keeps it, or checks it."""


def measures_visible_to(actor: Actor) -> MeasureQuerySet:
    """What may be asked for is no secret to who works with it."""
    return Measure.objects.all() if actor.has(*OFFERING) else Measure.objects.none()


def lines_visible_to(actor: Actor) -> BudgetLineQuerySet:
    """The budget is read by who spends, keeps or checks it."""
    return BudgetLine.objects.all() if actor.has(*SPENDING) else BudgetLine.objects.none()


def funds_visible_to(actor: Actor) -> QuerySet[Fund]:
    """As for the lines."""
    return Fund.objects.all() if actor.has(*SPENDING) else Fund.objects.none()


def levels_visible_to(actor: Actor) -> QuerySet[Level]:
    """Who approves what above which amount is no secret either."""
    return Level.objects.all() if actor.has(*OFFERING) else Level.objects.none()


def left_for(measure: Measure) -> dict[int, int]:
    """Cents that may still be promised for a measure, year by year: told to whoever proposes or decides on it too, without saying in which lines they are."""
    return BudgetLine.objects.left_by_year(measure.pk)


def may_read_measures(actor: Actor) -> Decision:
    """Who works with benefits."""
    return allowed_if(actor.has(*OFFERING), _("Le misure le vede chi lavora con i benefici."))


def may_read_budget(actor: Actor) -> Decision:
    """Who spends, keeps or checks the money."""
    return allowed_if(actor.has(*SPENDING), _("I capitoli li vede chi decide, chi paga e chi controlla."))


def may_open_measure(actor: Actor) -> Decision:
    """The service head."""
    return who_writes(actor, actor.has(Role.SERVICE_HEAD), _("Le misure le apre la responsabile del servizio."))


def may_change_measure(actor: Actor, measure: Measure) -> Decision:
    """As for opening."""
    return may_open_measure(actor)


def may_close_measure(actor: Actor, measure: Measure) -> Decision:
    """As for opening."""
    return may_open_measure(actor)


def may_set_level(actor: Actor) -> Decision:
    """An executive: who is limited by a threshold does not set it."""
    return who_writes(actor, actor.has(Role.EXECUTIVE), _("Le soglie le stabilisce la dirigente o il dirigente."))


def may_open_line(actor: Actor) -> Decision:
    """Who keeps the accounts."""
    return who_writes(actor, actor.has(Role.ACCOUNTANT), _("I capitoli li tiene la ragioneria."))


def may_change_line(actor: Actor, line: BudgetLine) -> Decision:
    """As for opening one."""
    return may_open_line(actor)
