"""How persons are called on the pages of privacy, to who may read of them and to who may only know that they exist; and what a record is."""

from collections.abc import Iterable, Mapping

from django.apps import apps

from sussidiario.access.actor import Actor
from sussidiario.people import policy as people
from sussidiario.people.models import Person


def called(actor: Actor, persons: Iterable[Person]) -> Mapping[int, str]:
    """Each by name, or redacted where `actor` may not read what is written of them; one query for all."""
    found = {person.pk: person for person in persons}
    readable = set(people.visible_to(actor).filter(pk__in=found).values_list("pk", flat=True)) if found else set()
    return {pk: person.name if pk in readable else person.redacted for pk, person in found.items()}


def kind(record: str) -> str:
    """What a record of the book is, by its model's name: `casework.case:12` is a case. Nothing, if no installed domain has it."""
    label = record.partition(":")[0]
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return ""
