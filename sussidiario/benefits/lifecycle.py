"""
States and verbs of a benefit: the request, what is granted, each instalment, the list it is paid in, what is to be given back.

The codes that leave the house are those of the national register (SIUSS, flow PSA): means test, user area, kind of attestation.
"""

from sussidiario.foundation.lifecycle import Life, Move, State
from sussidiario.foundation.words import gettext_noop


class Channel(State):
    """Where a request came from."""

    DESK = "desk", gettext_noop("sportello")
    CASE = "case", gettext_noop("caso in carico")
    ONLINE = "online", gettext_noop("sito")


class ApplicationState(State):
    """A request for a benefit (domanda), from the day it is received on."""

    RECEIVED = "received", gettext_noop("ricevuta")
    COMPLETE = "complete", gettext_noop("completa")
    PROPOSED = "proposed", gettext_noop("proposta")
    ADVANCED = "advanced", gettext_noop("anticipata in urgenza")
    GRANTED = "granted", gettext_noop("accolta")
    REFUSED = "refused", gettext_noop("non accolta")
    WITHDRAWN = "withdrawn", gettext_noop("ritirata")


_RECEIVED, _COMPLETE, _PROPOSED = (frozenset({state}) for state in (ApplicationState.RECEIVED, ApplicationState.COMPLETE, ApplicationState.PROPOSED))

PENDING = _RECEIVED | _COMPLETE | _PROPOSED | {ApplicationState.ADVANCED}
"""Requests that wait for something."""

APPLICATION = Life(
    starts=_RECEIVED,
    moves={
        "complete": Move(_RECEIVED, ApplicationState.COMPLETE, gettext_noop("Segna come completa")),
        "propose": Move(_COMPLETE, ApplicationState.PROPOSED, gettext_noop("Proponi la decisione")),
        "approve": Move(_PROPOSED, ApplicationState.PROPOSED, gettext_noop("Approva")),
        "grant": Move(_PROPOSED, ApplicationState.GRANTED, gettext_noop("Accogli")),
        "refuse": Move(_PROPOSED, ApplicationState.REFUSED, gettext_noop("Non accogliere")),
        "receive_document": Move(_RECEIVED, ApplicationState.RECEIVED, gettext_noop("Segna un documento arrivato")),
        "ask_documents": Move(_RECEIVED | _COMPLETE, ApplicationState.RECEIVED, gettext_noop("Chiedi documenti")),
        "declare": Move(_RECEIVED | _COMPLETE, ApplicationState.RECEIVED, gettext_noop("Correggi quanto dichiarato")),
        "advance": Move(_RECEIVED | _COMPLETE, ApplicationState.ADVANCED, gettext_noop("Anticipa in urgenza")),
        "ratify": Move(frozenset({ApplicationState.ADVANCED}), ApplicationState.GRANTED, gettext_noop("Ratifica l'anticipo")),
        "deny": Move(frozenset({ApplicationState.ADVANCED}), ApplicationState.REFUSED, gettext_noop("Non ratificare l'anticipo"), back=True),
        "send_back": Move(_PROPOSED, ApplicationState.COMPLETE, gettext_noop("Rimanda a chi ha proposto")),
        "withdraw": Move(_RECEIVED | _COMPLETE | _PROPOSED, ApplicationState.WITHDRAWN, gettext_noop("Segna come ritirata"), back=True),
    },
)


class AwardState(State):
    """A benefit granted (concessione)."""

    ACTIVE = "active", gettext_noop("in corso")
    SUSPENDED = "suspended", gettext_noop("sospesa")
    REVOKED = "revoked", gettext_noop("revocata")
    CONCLUDED = "concluded", gettext_noop("conclusa")


_ACTIVE, _SUSPENDED = frozenset({AwardState.ACTIVE}), frozenset({AwardState.SUSPENDED})

AWARD = Life(
    starts=_ACTIVE,
    moves={
        "revise": Move(_ACTIVE, AwardState.ACTIVE, gettext_noop("Rivedi l'importo")),
        "suspend": Move(_ACTIVE, AwardState.SUSPENDED, gettext_noop("Sospendi"), back=True),
        "resume": Move(_SUSPENDED, AwardState.ACTIVE, gettext_noop("Riprendi i pagamenti")),
        "revoke": Move(_ACTIVE | _SUSPENDED, AwardState.REVOKED, gettext_noop("Revoca"), back=True),
        "conclude": Move(_ACTIVE, AwardState.CONCLUDED, gettext_noop("Concludi")),
        "reopen": Move(frozenset({AwardState.CONCLUDED}), AwardState.ACTIVE, gettext_noop("Riapri")),
    },
)

RUNNING = _ACTIVE | _SUSPENDED
"""Awards that still owe something, or may."""


class InstalmentState(State):
    """One payment that is owed (rata)."""

    PLANNED = "planned", gettext_noop("prevista")
    HELD = "held", gettext_noop("trattenuta")
    LISTED = "listed", gettext_noop("in lista")
    PAID = "paid", gettext_noop("pagata")
    FAILED = "failed", gettext_noop("non riuscita")
    CANCELLED = "cancelled", gettext_noop("annullata")


_PLANNED, _HELD, _LISTED, _PAID, _FAILED = (
    frozenset({state}) for state in (InstalmentState.PLANNED, InstalmentState.HELD, InstalmentState.LISTED, InstalmentState.PAID, InstalmentState.FAILED)
)

INSTALMENT = Life(
    starts=_PLANNED | _HELD,
    moves={
        "hold": Move(_PLANNED, InstalmentState.HELD, gettext_noop("Trattieni")),
        "release": Move(_HELD, InstalmentState.PLANNED, gettext_noop("Sblocca")),
        "list": Move(_PLANNED, InstalmentState.LISTED, gettext_noop("Metti in lista")),
        "unlist": Move(_LISTED, InstalmentState.PLANNED, gettext_noop("Togli dalla lista")),
        "pay": Move(_LISTED, InstalmentState.PAID, gettext_noop("Segna come pagata")),
        "fail": Move(_LISTED | _PAID, InstalmentState.FAILED, gettext_noop("Segna come non riuscita")),
        "reopen": Move(_FAILED, InstalmentState.PLANNED, gettext_noop("Rimetti in pagamento")),
        "cancel": Move(_PLANNED | _HELD | _FAILED, InstalmentState.CANCELLED, gettext_noop("Annulla")),
    },
)


class ListState(State):
    """A list of payments (elenco di liquidazione): one object from its making to the bank's last answer."""

    LOCKED = "locked", gettext_noop("preparato")
    APPROVED = "approved", gettext_noop("approvato")
    AUTHORISED = "authorised", gettext_noop("autorizzato")
    SENT = "sent", gettext_noop("trasmesso")
    CLOSED = "closed", gettext_noop("riconciliato")
    ABANDONED = "abandoned", gettext_noop("annullato")


_LOCKED, _APPROVED, _AUTHORISED, _SENT = (frozenset({state}) for state in (ListState.LOCKED, ListState.APPROVED, ListState.AUTHORISED, ListState.SENT))

LIST = Life(
    starts=_LOCKED,
    moves={
        "approve": Move(_LOCKED, ListState.APPROVED, gettext_noop("Approva l'elenco")),
        "authorise": Move(_APPROVED, ListState.AUTHORISED, gettext_noop("Autorizza il pagamento")),
        "send": Move(_AUTHORISED, ListState.SENT, gettext_noop("Scarica per la banca o il tesoriere")),
        "reconcile": Move(_SENT, ListState.SENT, gettext_noop("Carica la risposta della banca")),
        "close": Move(_SENT, ListState.CLOSED, gettext_noop("Chiudi l'elenco")),
        "abandon": Move(_LOCKED | _APPROVED | _AUTHORISED, ListState.ABANDONED, gettext_noop("Annulla l'elenco"), back=True),
    },
)


class PaymentState(State):
    """One line of a list of payments."""

    EXPECTED = "expected", gettext_noop("attesa")
    PAID = "paid", gettext_noop("pagata")
    FAILED = "failed", gettext_noop("non riuscita")
    DROPPED = "dropped", gettext_noop("tolta con l'elenco")


class FileForm(State):
    """Forms in which a list leaves the house."""

    SEPA = "sepa", gettext_noop("bonifici per la banca (SEPA pain.001)")
    CSV = "csv", gettext_noop("elenco per il tesoriere (CSV)")
    XLSX = "xlsx", gettext_noop("elenco per il tesoriere (Excel)")


class Outcome(State):
    """What a movement of an answer did."""

    SETTLED = "settled", gettext_noop("riconosciuto")
    KNOWN = "known", gettext_noop("già registrato")
    UNKNOWN = "unknown", gettext_noop("riferimento sconosciuto")
    AMOUNT = "amount", gettext_noop("importo diverso")
    UNSENT = "unsent", gettext_noop("elenco mai trasmesso")


class DebtState(State):
    """A sum to be given back (recupero di somme non dovute)."""

    OPEN = "open", gettext_noop("da recuperare")
    RECOVERED = "recovered", gettext_noop("recuperata")
    WAIVED = "waived", gettext_noop("rinunciata")
    CLEARED = "cleared", gettext_noop("annullata: il denaro non era arrivato")
    EXCESS = "excess", gettext_noop("recuperata in più: da rendere")


DEBT = Life(
    starts=frozenset({DebtState.OPEN}),
    moves={
        "recover": Move(frozenset({DebtState.OPEN}), DebtState.OPEN, gettext_noop("Segna una somma restituita")),
        "settle": Move(frozenset({DebtState.OPEN}), DebtState.RECOVERED, gettext_noop("Recupero completo")),
        "waive": Move(frozenset({DebtState.OPEN}), DebtState.WAIVED, gettext_noop("Rinuncia al recupero")),
        "lower": Move(frozenset({DebtState.OPEN}), DebtState.OPEN, gettext_noop("Togli quanto non era arrivato")),
        "clear": Move(frozenset({DebtState.OPEN}), DebtState.CLEARED, gettext_noop("Annulla: il denaro non era arrivato")),
        "exceed": Move(frozenset(DebtState) - {DebtState.CLEARED}, DebtState.EXCESS, gettext_noop("Segna che è stato restituito troppo")),
        "give_back": Move(frozenset({DebtState.EXCESS}), DebtState.RECOVERED, gettext_noop("Segna la somma resa")),
        "give_all_back": Move(frozenset({DebtState.EXCESS}), DebtState.CLEARED, gettext_noop("Segna tutta la somma resa")),
    },
)


class PayeeKind(State):
    """Who is paid."""

    BENEFICIARY = "beneficiary", gettext_noop("chi riceve il beneficio")
    DELEGATE = "delegate", gettext_noop("persona delegata a riscuotere")
    LANDLORD = "landlord", gettext_noop("proprietario di casa")
    UTILITY = "utility", gettext_noop("fornitore di luce, gas o acqua")


class PaidBy(State):
    """How money reaches who is paid."""

    TRANSFER = "transfer", gettext_noop("bonifico")
    CASH = "cash", gettext_noop("contanti presso la tesoreria")


class MeansTest(State):
    """Whether means are tested (SIUSS, PresenzaProvaMezzi)."""

    ISEE = "1", gettext_noop("soggetta a ISEE")
    OTHER = "2", gettext_noop("prova dei mezzi diversa dall'ISEE")
    WAIVED = "3", gettext_noop("soggetta a ISEE, ma sottratta per criteri di bisogno")
    NONE = "4", gettext_noop("nessuna prova dei mezzi")


class Macro(State):
    """Macro-level of a measure in the national fund's grid (FNPS)."""

    ACCESS = "access", gettext_noop("servizi per l'accesso e la presa in carico")
    HOME = "home", gettext_noop("servizi e misure per la vita a casa")
    CHILDHOOD = "childhood", gettext_noop("servizi per la prima infanzia e territoriali")
    RESIDENTIAL = "residential", gettext_noop("servizi residenziali per le fragilità")
    INCLUSION = "inclusion", gettext_noop("misure di inclusione sociale e sostegno al reddito")


class IseeKind(State):
    """Kinds of attestation (codes of the SISO record)."""

    ORDINARY = "1", gettext_noop("ordinario")
    UNIVERSITY = "2", gettext_noop("universitario")
    SOCIO_SANITARY = "3", gettext_noop("sociosanitario")
    RESIDENTIAL = "4", gettext_noop("sociosanitario per residenze")
    MINORS = "5", gettext_noop("minorenni con genitori non conviventi")
    CURRENT = "6", gettext_noop("corrente")


class Source(State):
    """How an attestation came into the house."""

    TYPED = "typed", gettext_noop("trascritta")
    INPS = "inps", gettext_noop("dal file dell'INPS")


class Wording(State):
    """The letters the office sends."""

    GRANT = "grant", gettext_noop("concessione")
    REFUSAL = "refusal", gettext_noop("diniego")
    DOCUMENTS = "documents", gettext_noop("richiesta di documenti")
    PAYMENT = "payment", gettext_noop("avviso di pagamento")


class Answer(State):
    """Formats in which the bank or the treasurer answers."""

    CAMT053 = "camt053", gettext_noop("estratto conto camt.053")
    CSV = "csv", gettext_noop("elenco CSV del tesoriere")
