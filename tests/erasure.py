"""The same database had somebody never been in it: every row about them deleted outright, which the software never does."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection, models, transaction

from sussidiario.journal.actions import pseudonym_of
from sussidiario.journal.models import Act, Reading
from sussidiario.people.models import Household, NameToken, Person, PersonToken, TokenDelete
from tests.database import unlocked

Rows = dict[type[models.Model], set[int]]

WORDS = {NameToken, PersonToken, TokenDelete}
"""The index of names, which is cut down to who is left."""


@contextmanager
def without(person: Person) -> Iterator[None]:
    """Let the block see the database without `person`: their rows, what hangs on them, their acts and readings, their words. Then all is as before."""
    with transaction.atomic():
        _erase(person)
        yield
        transaction.set_rollback(True)


def _erase(person: Person) -> None:
    found: Rows = {}
    _gather(Person, {person.pk}, found)
    alone = Household.objects.filter(memberships__person=person).exclude(memberships__in=_of_others(person))
    _gather(Household, set(alone.values_list("pk", flat=True)), found)
    references = {f"{model._meta.label_lower}:{pk}" for model, pks in found.items() for pk in pks}
    subjects = {pseudonym_of(model._meta.label_lower, pk) for model, pks in found.items() if model in {Person, Household} for pk in pks}
    # What is written in the book of a household that others live in is theirs too, whoever of it asked: it stays.
    living = Household.objects.filter(memberships__person=person).exclude(pk__in=found.get(Household, set()))
    shared = {pseudonym_of("people.household", pk) for pk in living.values_list("pk", flat=True)}
    about = (models.Q(record__in=references) & ~models.Q(subject__in=shared)) | models.Q(subject__in=subjects)
    connection.check_constraints()
    with unlocked():
        for book in (Act, Reading):
            models.QuerySet(book).filter(about)._raw_delete(connection.alias)
        # Who points is deleted before who is pointed at: found later, deleted first.
        for model in reversed(found):
            model._base_manager.filter(pk__in=found[model])._raw_delete(connection.alias)
        PersonToken.objects.filter(person=person.pk)._raw_delete(connection.alias)
        unused = NameToken.objects.exclude(pk__in=PersonToken.objects.values("token"))
        TokenDelete.objects.filter(token__in=unused)._raw_delete(connection.alias)
        unused._raw_delete(connection.alias)
        connection.check_constraints()


def _of_others(person: Person) -> "models.QuerySet[models.Model]":
    memberships = Person._meta.get_field("memberships").related_model
    assert isinstance(memberships, type)
    return models.QuerySet(memberships).exclude(person=person)


def _gather(model: type[models.Model], pks: set[int], found: Rows) -> None:
    """Find whatever points at these rows, and whatever points at that."""
    new = pks - found.get(model, set())
    if not new:
        return
    found.setdefault(model, set()).update(new)
    for other in apps.get_models():
        if other not in WORDS:
            for field in other._meta.concrete_fields:
                if field.related_model is model:
                    _gather(other, set(other._base_manager.filter(**{f"{field.name}__in": new}).values_list("pk", flat=True)), found)
