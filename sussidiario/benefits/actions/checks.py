"""What every verb asks first of what was typed; what those on an award ask first, and say in the book afterwards."""

from collections.abc import Iterable
from typing import Any

from sussidiario.benefits.lifecycle import InstalmentState
from sussidiario.benefits.models import Award, Instalment
from sussidiario.benefits.rules.plans import Owed


def locked(award: Award) -> Award:
    """Read the award again, and let nobody else change it until the end of the transaction."""
    return Award.objects.with_all().select_for_update(of=("self",)).get(pk=award.pk)


def owing(award: Award) -> list[Instalment]:
    """Read what the award owes, and let nobody else put it in a list or change it until the end of the transaction."""
    return list(Instalment.objects.select_for_update(of=("self",)).filter(award=award).in_order())


def as_owed(instalments: Iterable[Instalment]) -> list[Owed]:
    """Instalments as the rules see them, in the same order."""
    return [Owed(each.month, each.amount, InstalmentState(each.state)) for each in instalments]


def counted(award: Award) -> dict[str, Any]:
    """What an act on this award says to be counted by: subject, measure, area and place."""
    measure = award.measure
    return {"subject": award.subject, "measure": measure.key, "area": measure.area, "neighbourhood": award.neighbourhood}
