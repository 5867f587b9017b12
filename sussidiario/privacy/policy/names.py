"""How persons are called on the pages of privacy, to who may read of them and to who may only know that they exist."""

from collections.abc import Iterable, Mapping

from sussidiario.access.actor import Actor
from sussidiario.people import policy as people
from sussidiario.people.models import Person


def called(actor: Actor, persons: Iterable[Person]) -> Mapping[int, str]:
    """Each by name, or redacted where `actor` may not read what is written of them; one query for all."""
    found = {person.pk: person for person in persons}
    readable = set(people.visible_to(actor).filter(pk__in=found).values_list("pk", flat=True)) if found else set()
    return {pk: person.name if pk in readable else person.redacted for pk, person in found.items()}
