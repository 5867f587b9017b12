"""States of an emergency access, and what its review may find."""

from sussidiario.foundation.lifecycle import Life, Move, State
from sussidiario.foundation.words import gettext_noop


class EmergencyState(State):
    """A person opened to one member of staff for some hours, who was asked to say why first: told from its instants, and never written."""

    HOLDING = "holding", gettext_noop("in corso")
    OVER = "over", gettext_noop("da esaminare")
    REVIEWED = "reviewed", gettext_noop("esaminato")


EMERGENCY = Life(
    starts=frozenset({EmergencyState.HOLDING}),
    moves={
        "close": Move(frozenset({EmergencyState.HOLDING}), EmergencyState.OVER, gettext_noop("Chiudi l'accesso")),
        # It is judged when all that was read is known.
        "review": Move(frozenset({EmergencyState.OVER}), EmergencyState.REVIEWED, gettext_noop("Esamina l'accesso")),
    },
)


class Verdict(State):
    """What whoever reviewed an emergency access found."""

    JUSTIFIED = "justified", gettext_noop("giustificato")
    NOT_JUSTIFIED = "not_justified", gettext_noop("non giustificato")
