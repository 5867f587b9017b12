"""
Who may know that a person exists, read what is written of them, and write on it.

Three circles. A person *exists* for all who work with people, unless a group protects them: then for that group alone. Their *content*
is read by those whose work is about them, as long as it is and for a short tail, and by who heads the service and who checks the book, unless
it is reserved. What was *opened* on purpose, by a grant or in an emergency, is open in every domain.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Case, Exists, Model, OuterRef, Q, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor, who_writes
from sussidiario.access.decision import Allowed, Decision, Denied, allowed_if
from sussidiario.access.rules import Role
from sussidiario.journal.actions import pseudonym_of
from sussidiario.journal.domain import person_openings, person_ties
from sussidiario.people.lifecycle import Tier
from sussidiario.people.models import (
    Address,
    AddressQuerySet,
    Found,
    Household,
    HouseholdQuerySet,
    Meeting,
    Membership,
    MembershipQuerySet,
    Person,
    PersonQuerySet,
    Whereabouts,
    WhereaboutsQuerySet,
)
from sussidiario.people.models.asked import rows
from sussidiario.people.models.persons import PAGE
from sussidiario.people.models.search import Along
from sussidiario.people.policy.asking import Column, among, any_of, each_among, either, in_words, of, one_of, remembered

WORKERS = (Role.DESK_OPERATOR, Role.SOCIAL_WORKER, Role.SERVICE_HEAD)
"""Who works with people."""

SEARCHERS = (*WORKERS, Role.AUDITOR, Role.NETWORK)
"""Who may know that a person exists."""

FOR_ALL = (Role.SERVICE_HEAD, Role.AUDITOR)
"""Whose work is about everybody whose record is ordinary: they answer for the service, or check what is done in it."""


NOBODY = "-"
"""A pseudonym that nobody has: what is asked with those of the hidden is asked in the same words where there are none."""


def tail_from(actor: Actor) -> date:
    """First day of the tail: what ended on it or later is still open to whoever it was about."""
    return actor.on - timedelta(days=settings.SUSSIDIARIO_TAIL_DAYS)


def keeping(actor: Actor) -> frozenset[int]:
    """Groups whose protected persons exist for `actor`."""
    return actor.teams if actor.has(Role.NETWORK) else frozenset()


def existing_to(actor: Actor) -> PersonQuerySet:
    """Persons of whom `actor` may know that they exist; an outside body knows of those opened to it."""
    if actor.has(Role.PARTNER):
        return Person.objects.existing().filter(among("pk", openings(actor)))
    return Person.objects.existing(keeping(actor)) if may_search(actor) else Person.objects.none()


def indexed_to(actor: Actor) -> PersonQuerySet:
    """Of those who exist for `actor`, the persons who are in the index of names: all but those kept by a group."""
    return _indexed(actor).all()


@remembered
def _indexed(actor: Actor) -> PersonQuerySet:
    return existing_to(actor) if actor.has(Role.PARTNER) or not may_search(actor) else Person.objects.existing()


def search(actor: Actor, text: str, *, limit: int = PAGE, told_apart: bool = False) -> list[Found]:
    """
    Find who answers to what was typed, of those in the index of names who exist for `actor`. `readable_found` then tells whose content may be read.

    The lines tell it where it costs less than another question does, unless it is to be `told_apart`; who answers for all reads it off the tier.
    """
    along = _along(actor) if may_search(actor) and not _answers_for_all(actor) and not told_apart else None
    return indexed_to(actor).search(text, limit=limit, along=along)


def hidden_from(actor: Actor) -> list[str]:
    """Pseudonyms of the persons who do not exist for `actor`, and of the households in which nobody else ever was."""
    kept = Person.objects.filter(kept_by__isnull=False).exclude(kept_by__in=keeping(actor)).order_by("pk").values_list("pk", flat=True)
    existing = members_existing_to(actor).filter(household=OuterRef("pk"))
    homes = Household.objects.filter(memberships__person__in=kept.order_by()).exclude(Exists(existing)).distinct().order_by("pk").values_list("pk", flat=True)
    return [NOBODY, *(pseudonym_of("people.person", pk) for pk in kept), *(pseudonym_of("people.household", pk) for pk in homes)]


def kept_by(actor: Actor) -> PersonQuerySet:
    """Persons who exist for the groups of `actor` alone."""
    return Person.objects.kept_by_any(keeping(actor))


def opened_to(actor: Actor) -> PersonQuerySet:
    """Persons opened to `actor` on purpose, with all that every domain keeps of them."""
    return Person.objects.existing().filter(among("pk", openings(actor)))


def households_opened_to(actor: Actor) -> Column:
    """Primary keys of the households where persons opened to `actor` on purpose live now."""
    return Membership.objects.existing().open().filter(among("person", openings(actor))).values("household")


def visible_to(actor: Actor) -> PersonQuerySet:
    """
    Persons whose content `actor` may read.

    Those whom their work is about in any domain, those opened to them, and those who live with one of these, unless reserved; for who answers for
    all, every ordinary one. Asked of each person that a question is about, and never of the whole registry: it is for the few that something else names.
    """
    return Person.objects.filter(one_of("pk", _visible(actor)))


@remembered
def concerning(actor: Actor) -> Q:
    """
    Condition that the work of the actor is about the `person` of a row of another table, or that they answer for all.

    Over the joined person, whom lists read anyway: no question is asked again row by row.
    """
    return _concerning(actor, among("person", _tied(actor)))


@remembered
def concerning_the_rest(actor: Actor) -> Q:
    """Condition as `concerning`, for the few rows of which nothing else has said yes."""
    return _concerning(actor, each_among("person", _tied(actor)))


def readable_among(actor: Actor, persons: Collection[int]) -> frozenset[int]:
    """
    Which of these few persons are `visible_to` the actor: for a list that has found them already.

    One question, put together once for each member of staff and day, and asked in SQL: making it from a queryset takes many times what its answer does.
    """
    if not persons or not may_search(actor):
        return frozenset()
    sql, values = _few(actor)
    return frozenset(pk for (pk,) in rows(connection.alias, sql, {**values, "few": [*persons]}))


def readable_found(actor: Actor, found: Collection[Found]) -> frozenset[int]:
    """Which of these lines are of persons `visible_to` the actor: asked, as by `readable_among`, only of those that do not tell."""
    told = {each.pk: True if _answers_for_all(actor) and each.tier == Tier.ORDINARY else each.holds for each in found}
    asked = readable_among(actor, [pk for pk, holds in told.items() if holds is None])
    return asked.union(pk for pk, holds in told.items() if holds)


def households_visible_to(actor: Actor) -> HouseholdQuerySet:
    """Households of at least one person whose content `actor` may read."""
    last = Q(until_on__isnull=True) | Q(household__closed_on__isnull=False)
    return Household.objects.filter(Exists(Membership.objects.filter(last, one_of("person", _visible(actor)), household=OuterRef("pk"))))


def members_existing_to(actor: Actor) -> MembershipQuerySet:
    """Who belongs or belonged to households, without those who do not exist for `actor`: an empty place, not a hint."""
    return Membership.objects.existing(keeping(actor))


def addresses_visible_to(actor: Actor) -> AddressQuerySet:
    """Where those whose content `actor` may read are or were to be found. What was taken off a record is not there: nor then is the act that wrote it."""
    return Address.objects.filter(one_of("person", _visible(actor))).select_related("person")


def whereabouts_visible_to(actor: Actor) -> WhereaboutsQuerySet:
    """Where persons are to be found that only a group of the actor knows."""
    return Whereabouts.objects.filter(kept_by__in=keeping(actor))


def persons_of_whereabouts(actor: Actor) -> PersonQuerySet:
    """Persons of whom a group of the actor keeps where they are to be found, protected or not."""
    return existing_to(actor).filter(pk__in=whereabouts_visible_to(actor).values("person"))


def met_by(actor: Actor) -> list[Column]:
    """Primary keys of the persons whom `actor` had before them, within the tail: a tie of this domain."""
    return [Meeting.objects.filter(staff=actor.pk, on__gte=tail_from(actor)).values("person")]


def ground(actor: Actor, subject: Model) -> tuple[str, str]:
    """
    On what ground `actor` reads of a person or a household now, and what for: the nearest of several; nothing for what is of nobody.

    Their work first, then the group that keeps, what was opened on purpose, living with somebody followed, and last their role. One question.
    """
    if isinstance(subject, Person):
        persons = Person.objects.filter(pk=subject.pk)
    elif isinstance(subject, Household):
        persons = Person.objects.filter(pk__in=subject.memberships.open().values("person"))
    else:
        return "", ""
    ties = _grounds(actor)
    asked = {f"by_{name}": Case(When(one_of("pk", keys), then=1), default=0) for name, keys in ties.items()}
    kept = Case(When(_kept(actor), then=1), default=0) if keeping(actor) else Value(0)
    found = list(persons.annotate(**asked, by_kept=kept).values_list(*asked, "by_kept"))
    for place, name in enumerate([*ties, "kept"]):
        if any(row[place] for row in found):
            return name, ""
    if actor.has(*FOR_ALL) or not may_search(actor):
        return "role", ""
    return "household", ""


def may_search(actor: Actor) -> Decision:
    """The registry is for who works with people, and for who checks it (whose readings are recorded like everybody's)."""
    if actor.has(*SEARCHERS, Role.PARTNER):
        return Allowed()
    return Denied(_("L'anagrafe è di chi lavora con le persone: il tuo ruolo non la apre."))


def may_register(actor: Actor) -> Decision:
    """Who works with people may register one."""
    return who_writes(actor, actor.has(*WORKERS, Role.NETWORK), _("Il tuo ruolo non registra persone."))


def may_recognise(actor: Actor, person: Person) -> Decision:
    """Who meets people may say that one is before them."""
    return allowed_if(actor.has(*WORKERS), _("Lo dice chi riceve le persone."))


def may_correct(actor: Actor, person: Person) -> Decision:
    """Who may register may also correct, add a paper, move, record a death."""
    return may_register(actor)


def may_move(actor: Actor, person: Person) -> Decision:
    """As for correcting; who has died does not move."""
    return Denied(_("La persona è deceduta.")) if person.died_on and may_register(actor) else may_register(actor)


def may_record_death(actor: Actor, person: Person) -> Decision:
    """As for correcting; one dies once."""
    return Denied(_("La morte è già registrata.")) if person.died_on and may_register(actor) else may_register(actor)


def may_form_household(actor: Actor, person: Person) -> Decision:
    """As for moving."""
    return may_move(actor, person)


def may_change_household(actor: Actor, household: Household) -> Decision:
    """Who may register may change who belongs to a household, while it is not dissolved."""
    return Denied(_("La famiglia è sciolta.")) if household.closed_on and may_register(actor) else may_register(actor)


def may_reserve(actor: Actor, person: Person) -> Decision:
    """Social workers, of those they follow, and the service head say that a record is reserved, or no longer."""
    if person.tier == Tier.PROTECTED:
        return Denied(_("La scheda è già protetta."))
    return allowed_if(actor.has(Role.SOCIAL_WORKER, Role.SERVICE_HEAD), _("Lo decide chi segue la persona."))


def may_protect(actor: Actor, person: Person) -> Decision:
    """The network alone protects, and lets go."""
    return allowed_if(actor.has(Role.NETWORK), _("Lo decide la rete antiviolenza."))


def _answers_for_all(actor: Actor) -> bool:
    """Tell whether every ordinary record is open to the actor; to an outside body none is that was not opened to it."""
    return actor.has(*FOR_ALL) and not actor.has(Role.PARTNER)


def _kept(actor: Actor) -> Q:
    """Condition that a person, or where they are to be found, is kept by a group of the actor."""
    return Q(kept_by__in=keeping(actor)) | Q(pk__in=whereabouts_visible_to(actor).values("person"))


def _concerning(actor: Actor, followed: Q) -> Q:
    if actor.has(*FOR_ALL):
        followed |= Q(person__tier=Tier.ORDINARY)
    if keeping(actor):
        followed |= Q(person__kept_by__in=keeping(actor))
    return Q(person__isnull=False) & _existing(actor) & followed


def _existing(actor: Actor) -> Q:
    """Condition that the `person` of a row exists for the actor, as in `existing_to`."""
    free = Q(person__kept_by__isnull=True)
    if actor.has(Role.PARTNER):
        return free & among("person", openings(actor))
    if not may_search(actor):
        return Q(pk__in=[])
    return free | Q(person__kept_by__in=keeping(actor)) if keeping(actor) else free


@remembered
def openings(actor: Actor) -> RawSQL:
    """Primary keys of the persons opened to `actor` on purpose, those included who have come to exist for a group alone since."""
    return in_words(either(_opened(actor)))


@remembered
def _tied(actor: Actor) -> RawSQL:
    return in_words(either([*_columns(actor), *_opened(actor)]))


def _columns(actor: Actor) -> list[Column]:
    """Primary keys of the persons tied to the actor, for each reason why; of a household, those who live in it."""
    living = Membership.objects.open()
    return [living.filter(household__in=column).values("person") if of(column) == "household" else column for column in _ties(actor)]


def _ties(actor: Actor) -> list[Column]:
    return [column for about in person_ties().values() for column in about(actor)]


def _opened(actor: Actor) -> list[Column]:
    return [column for about in person_openings().values() for column in about(actor)]


@remembered
def _grounds(actor: Actor) -> dict[str, RawSQL]:
    """For each ground on which a domain ties persons to the actor, the primary keys of those persons, to be looked up one by one."""
    return {name: in_words(Person.objects.filter(_about(about(actor))).values("pk")) for name, about in (*person_ties().items(), *person_openings().items())}


@remembered
def _visible(actor: Actor) -> RawSQL:
    """Primary keys of `visible_to`, to be looked up one by one. The cheapest conditions first: the ties are looked up only where they decide."""
    ties, opened = _ties(actor), openings(actor)
    kept, seen = Q(kept_by__in=keeping(actor)), among("pk", opened)
    if actor.has(*FOR_ALL):
        return in_words(existing_to(actor).filter(kept | Q(tier=Tier.ORDINARY) | seen | _about(ties)).values("pk"))
    followed = among("person", opened) | any_of(ties, "person")
    beside = Membership.objects.open().filter(followed, household=OuterRef("household")).exclude(person=OuterRef("person"))
    return in_words(existing_to(actor).filter(kept | seen | _about(ties, Q(Exact(OuterRef("tier"), Tier.ORDINARY.value), Exists(beside)))).values("pk"))


def _about(ties: Sequence[Column], otherwise: Q | None = None) -> Q:
    """Condition that a person is tied by one of these: themselves, or with the household they live in; or that `otherwise` holds of their living there."""
    home = any_of(ties, "household") | (otherwise or Q(pk__in=[]))
    return any_of(ties, "person", "pk") | Q(Exists(Membership.objects.open().filter(home, person=OuterRef("pk"))))


@remembered
def _few(actor: Actor) -> tuple[str, dict[str, Any]]:
    """
    Question for those of a `few` persons who are `visible_to` the actor, and the other values that it needs: each once, for they take time one by one.

    It hides from PostgreSQL how few they are, which guesses ten, and looks each up.
    """
    words, values = _visible_by_name(actor)
    return f"SELECT those.pk FROM ({words}) those WHERE those.pk = ANY((SELECT %(few)s)::bigint[])", values  # noqa: S608  what Django made itself


@remembered
def _along(actor: Actor) -> Along:
    """Condition, to be told along with the lines of a search, that a person is `visible_to` the actor."""
    words, values = _visible_by_name(actor)
    return Along(f"EXISTS(SELECT 1 FROM ({words}) those WHERE those.pk = p.id)", values)  # noqa: S608  likewise


def _visible_by_name(actor: Actor) -> tuple[str, dict[str, Any]]:
    """Words of `_visible`, and their values by name."""
    visible = _visible(actor)
    given = [(type(value), value) for value in visible.params]
    names = {each: f"value{place}" for place, each in enumerate(dict.fromkeys(given))}
    return visible.sql.replace("%s", "%({})s").format(*(names[each] for each in given)), {name: value for (_kind, value), name in names.items()}
