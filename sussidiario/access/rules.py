"""Roles, and which of them one person may not hold together."""

from sussidiario.foundation.words import Labelled, gettext_noop


class Role(Labelled):
    """What a member of staff may be asked to do; held from a day to a day."""

    DESK_OPERATOR = "desk_operator", gettext_noop("operatrice o operatore di segretariato")
    SOCIAL_WORKER = "social_worker", gettext_noop("assistente sociale")
    SERVICE_HEAD = "service_head", gettext_noop("responsabile del servizio")
    MANDATE_OFFICE = "mandate_office", gettext_noop("ufficio di mandato")
    AUDITOR = "auditor", gettext_noop("revisione e protezione dei dati")
    NETWORK = "network", gettext_noop("operatrice della rete antiviolenza")
    PARTNER = "partner", gettext_noop("operatrice o operatore di un ente partner")
    ACCESS_OFFICE = "access_office", gettext_noop("amministrazione degli accessi")
    EXECUTIVE = "executive", gettext_noop("dirigente")
    ACCOUNTANT = "accountant", gettext_noop("ragioneria")


_CHECKS = (Role.AUDITOR, Role.ACCESS_OFFICE)
"""Who checks the book may not write in it; who gives access may not use it. Nothing else goes with either."""

_WORK = (Role.DESK_OPERATOR, Role.SOCIAL_WORKER, Role.SERVICE_HEAD, Role.EXECUTIVE, Role.NETWORK)
"""Who meets people, or decides for them."""

INCOMPATIBLE: frozenset[frozenset[Role]] = frozenset(
    {
        *(frozenset({checks, other}) for checks in _CHECKS for other in Role if other != checks),
        # Who publishes the figures may not make them.
        frozenset({Role.MANDATE_OFFICE, Role.DESK_OPERATOR}),
        frozenset({Role.MANDATE_OFFICE, Role.SOCIAL_WORKER}),
        frozenset({Role.MANDATE_OFFICE, Role.NETWORK}),
        frozenset({Role.MANDATE_OFFICE, Role.EXECUTIVE}),
        frozenset({Role.MANDATE_OFFICE, Role.ACCOUNTANT}),
        # What the network keeps must not be known where everybody is served, nor by those who head the service.
        frozenset({Role.NETWORK, Role.DESK_OPERATOR}),
        frozenset({Role.NETWORK, Role.SERVICE_HEAD}),
        # Who pays has neither asked, nor proposed, nor decided; who signs for the department has not proposed.
        *(frozenset({Role.ACCOUNTANT, other}) for other in _WORK),
        *(frozenset({Role.EXECUTIVE, other}) for other in (Role.DESK_OPERATOR, Role.SOCIAL_WORKER, Role.NETWORK)),
        # Who works for an outside body has nothing from the municipality but what is granted.
        *(frozenset({Role.PARTNER, other}) for other in Role if other != Role.PARTNER),
    }
)


def conflict(role: Role, held: frozenset[Role]) -> Role | None:
    """Name a role among `held` that the same person may not hold with `role`, or None."""
    return next((other for other in sorted(held) if frozenset({role, other}) in INCOMPATIBLE), None)


def clash(held: frozenset[Role]) -> tuple[Role, Role] | None:
    """Name two roles among `held` that one person may not hold together, or None."""
    ordered = sorted(held)
    return next(((one, other) for at, one in enumerate(ordered) for other in ordered[at + 1 :] if frozenset({one, other}) in INCOMPATIBLE), None)
