"""
States and codes of the desks: appointments, tickets, contacts.

The words of the contact record (channel, reason, interlocutor) are those of the national cartella sociale (SISO, scheda di segretariato).
"""

from sussidiario.foundation.lifecycle import Life, Move, State
from sussidiario.foundation.words import gettext_noop


class DeskKind(State):
    """What a desk in a civic centre does. Either is a decentralised office of the social services."""

    SECRETARIAT = "secretariat", gettext_noop("segretariato sociale")
    OFFICE = "office", gettext_noop("ufficio decentrato")


class Booking(State):
    """An appointment, from the day it is fixed."""

    BOOKED = "booked", gettext_noop("fissato")
    ARRIVED = "arrived", gettext_noop("in attesa")
    CALLED = "called", gettext_noop("chiamata")
    SERVED = "served", gettext_noop("ricevuta")
    NO_SHOW = "no_show", gettext_noop("non si è presentata")
    CANCELLED = "cancelled", gettext_noop("disdetto")


HOLDING = frozenset({Booking.BOOKED, Booking.ARRIVED, Booking.CALLED, Booking.SERVED})
"""The states in which an appointment holds its place: nobody else may have it."""

BOOKING = Life(
    starts=frozenset({Booking.BOOKED}),
    moves={
        "move": Move(frozenset({Booking.BOOKED}), Booking.BOOKED, gettext_noop("Sposta")),
        "cancel": Move(frozenset({Booking.BOOKED}), Booking.CANCELLED, gettext_noop("Disdici")),
        # Somebody may come late, after having been given up.
        "arrive": Move(frozenset({Booking.BOOKED, Booking.NO_SHOW}), Booking.ARRIVED, gettext_noop("È arrivata")),
        "call": Move(frozenset({Booking.ARRIVED}), Booking.CALLED, gettext_noop("Chiama")),
        "serve": Move(frozenset({Booking.ARRIVED, Booking.CALLED}), Booking.SERVED, gettext_noop("Ricevi")),
        "no_show": Move(frozenset({Booking.BOOKED, Booking.ARRIVED, Booking.CALLED}), Booking.NO_SHOW, gettext_noop("Non si è presentata")),
    },
)


class Waiting(State):
    """A ticket of the walk-in queue."""

    WAITING = "waiting", gettext_noop("in attesa")
    CALLED = "called", gettext_noop("chiamata")
    SERVED = "served", gettext_noop("ricevuta")
    LEFT = "left", gettext_noop("andata via")


QUEUE = Life(
    starts=frozenset({Waiting.WAITING}),
    moves={
        "call": Move(frozenset({Waiting.WAITING}), Waiting.CALLED, gettext_noop("Chiama")),
        "serve": Move(frozenset({Waiting.WAITING, Waiting.CALLED}), Waiting.SERVED, gettext_noop("Ricevi")),
        "leave": Move(frozenset({Waiting.WAITING, Waiting.CALLED}), Waiting.LEFT, gettext_noop("È andata via")),
    },
)


class Writing(State):
    """A contact record: written while the person speaks, then closed for good."""

    DRAFT = "draft", gettext_noop("in corso")
    CLOSED = "closed", gettext_noop("chiuso")
    DISCARDED = "discarded", gettext_noop("scartato")


CONTACT = Life(
    starts=frozenset({Writing.DRAFT}),
    moves={
        "save": Move(frozenset({Writing.DRAFT}), Writing.DRAFT, gettext_noop("Salva la bozza")),
        "identify": Move(frozenset({Writing.DRAFT}), Writing.DRAFT, gettext_noop("Indica la persona")),
        "close": Move(frozenset({Writing.DRAFT}), Writing.CLOSED, gettext_noop("Chiudi il contatto")),
        "discard": Move(frozenset({Writing.DRAFT}), Writing.DISCARDED, gettext_noop("Scarta")),
    },
)


class Channel(State):
    """How the contact took place (modalità di accesso)."""

    IN_PERSON = "in_person", gettext_noop("di persona")
    PHONE = "phone", gettext_noop("segnalazione telefonica")
    E_MAIL = "e_mail", gettext_noop("e-mail")
    WRITTEN = "written", gettext_noop("segnalazione scritta")
    AT_HOME = "at_home", gettext_noop("rilevato a domicilio")
    OTHER = "other", gettext_noop("altra modalità a distanza")


class Access(State):
    """Why the person came (motivo di accesso)."""

    SPONTANEOUS = "spontaneous", gettext_noop("spontaneo")
    SENT = "sent", gettext_noop("inviato da altri")
    SUMMONED = "summoned", gettext_noop("convocato")
    DECREE = "decree", gettext_noop("decreto")


class Interlocutor(State):
    """Who spoke with the desk (interlocutore)."""

    PERSON = "person", gettext_noop("la persona stessa")
    RELATIVE = "relative", gettext_noop("parente o conoscente")
    ORGANISATION = "organisation", gettext_noop("organizzazione")
    INSTITUTION = "institution", gettext_noop("istituzione")
    COURT = "court", gettext_noop("autorità giudiziaria")
    OTHER = "other", gettext_noop("altro soggetto")


class Need(State):
    """What was asked for. No list ever shows it; the record of the contact does."""

    HOME = "home", gettext_noop("abitare")
    INCOME = "income", gettext_noop("reddito")
    WORK = "work", gettext_noop("lavoro")
    HEALTH = "health", gettext_noop("salute")
    MINORS = "minors", gettext_noop("minori e famiglia")
    DISABILITY = "disability", gettext_noop("disabilità")
    CARE = "care", gettext_noop("anziani e non autosufficienza")
    FOREIGNERS = "foreigners", gettext_noop("stranieri e documenti")
    VIOLENCE = "violence", gettext_noop("violenza")
    ADDICTION = "addiction", gettext_noop("dipendenze")
    OTHER = "other", gettext_noop("altro")


class Outcome(State):
    """What came of a contact (esito)."""

    INFORMATION = "information", gettext_noop("informazione")
    REFERRAL = "referral", gettext_noop("invio ad altro servizio")
    PROPOSAL = "proposal", gettext_noop("proposta di presa in carico")
