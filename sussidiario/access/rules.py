"""Roles, and which of them one person may not hold together."""

from enum import StrEnum
from typing import Self

from sussidiario.foundation.words import gettext_noop


class Role(StrEnum):
    """What a member of staff may be asked to do; held from a day to a day."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a role that carries its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    DESK_OPERATOR = "desk_operator", gettext_noop("operatrice o operatore di segretariato")
    SOCIAL_WORKER = "social_worker", gettext_noop("assistente sociale")
    SERVICE_HEAD = "service_head", gettext_noop("responsabile del servizio")
    MANDATE_OFFICE = "mandate_office", gettext_noop("ufficio di mandato")
    AUDITOR = "auditor", gettext_noop("revisione e protezione dei dati")


INCOMPATIBLE: frozenset[frozenset[Role]] = frozenset(
    {
        # Who checks the book may not write in it.
        frozenset({Role.AUDITOR, Role.DESK_OPERATOR}),
        frozenset({Role.AUDITOR, Role.SOCIAL_WORKER}),
        frozenset({Role.AUDITOR, Role.SERVICE_HEAD}),
        frozenset({Role.AUDITOR, Role.MANDATE_OFFICE}),
        # Who publishes the figures may not make them.
        frozenset({Role.MANDATE_OFFICE, Role.DESK_OPERATOR}),
        frozenset({Role.MANDATE_OFFICE, Role.SOCIAL_WORKER}),
    }
)


def conflict(role: Role, held: frozenset[Role]) -> Role | None:
    """Name a role among `held` that the same person may not hold with `role`, or None."""
    return next((other for other in sorted(held) if frozenset({role, other}) in INCOMPATIBLE), None)
