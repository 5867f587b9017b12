"""What a person may ask about what is known of them, and how it is answered."""

from collections.abc import Mapping

from sussidiario.foundation.lifecycle import Life, Move, State
from sussidiario.foundation.words import gettext_noop


class Right(State):
    """What is asked (GDPR, articles 15 to 22)."""

    ACCESS = "access", gettext_noop("accesso: che cosa si sa di lei, e chi l'ha letto")
    CORRECTION = "correction", gettext_noop("correzione di un dato sbagliato o incompleto")
    OBJECTION = "objection", gettext_noop("opposizione o limitazione")
    ERASURE = "erasure", gettext_noop("cancellazione")


ARTICLES: Mapping[Right, str] = {Right.ACCESS: "15", Right.CORRECTION: "16", Right.OBJECTION: "18, 21", Right.ERASURE: "17"}
"""The articles of the regulation that give each right."""

ASKED: Mapping[Right, str] = {
    Right.ACCESS: gettext_noop("che cosa sappiamo di lei, e chi l'ha letto"),
    Right.CORRECTION: gettext_noop("di correggere un dato sbagliato, o di completarlo"),
    Right.OBJECTION: gettext_noop("di non usare più i suoi dati, o di usarli solo in parte"),
    Right.ERASURE: gettext_noop("di cancellare i suoi dati"),
}
"""The same, as it is said to who asked: after "ci ha chiesto"."""


class RequestState(State):
    """Where a request is."""

    RECEIVED = "received", gettext_noop("ricevuta")
    ANSWERED = "answered", gettext_noop("accolta")
    REFUSED = "refused", gettext_noop("rifiutata")


_RECEIVED = frozenset({RequestState.RECEIVED})

REQUEST = Life(
    starts=_RECEIVED,
    moves={
        "answer": Move(_RECEIVED, RequestState.ANSWERED, gettext_noop("Rispondi")),
        "extend": Move(_RECEIVED, RequestState.RECEIVED, gettext_noop("Proroga il termine")),
        "refuse": Move(_RECEIVED, RequestState.REFUSED, gettext_noop("Rifiuta")),
    },
)
