"""
What may be counted in public about benefits.

`measure` of every act is the key of the measure, `amount` its cents; the subject is the household, where the measure is of one, else the person. What
ended a wait says in its `detail` how many days it was: `waited`.
"""

from sussidiario.foundation.figure import Acts, Expression, Figure, Measure, Unit, flow
from sussidiario.foundation.period import Period
from sussidiario.foundation.words import gettext_noop

RECEIVED = "benefits.application.received"
DECLARED = "benefits.application.declared"
DOCUMENTS_ASKED = "benefits.application.documents_asked"
DOCUMENT_RECEIVED = "benefits.application.document_received"
COMPLETED = "benefits.application.completed"
PROPOSED = "benefits.application.proposed"
APPROVED = "benefits.application.approved"
SENT_BACK = "benefits.application.sent_back"
GRANTED = "benefits.application.granted"
REFUSED = "benefits.application.refused"
WITHDRAWN = "benefits.application.withdrawn"
DISPOSED = "benefits.application.disposed"
ADVANCED = "benefits.application.advanced"
RATIFIED = "benefits.application.ratified"
DENIED = "benefits.application.denied"
ATTESTED = "benefits.attestation.written"
ATTESTATION_CORRECTED = "benefits.attestation.corrected"
LOOKED_UP = "benefits.attestation.looked_up"
SUSPENDED = "benefits.award.suspended"
RESUMED = "benefits.award.resumed"
REVISED = "benefits.award.revised"
REVOKED = "benefits.award.revoked"
CONCLUDED = "benefits.award.concluded"
PAYEE_CHANGED = "benefits.award.payee_changed"
CONDITION_ADDED = "benefits.condition.added"
CONDITION_MET = "benefits.condition.met"
DEBT_ASKED = "benefits.debt.asked"
DEBT_RECOVERED = "benefits.debt.recovered"
DEBT_WAIVED = "benefits.debt.waived"
DEBT_LOWERED = "benefits.debt.lowered"
DEBT_RETURNED = "benefits.debt.returned"
LINE_OPENED = "benefits.line.opened"
LINE_CHANGED = "benefits.line.changed"
MEASURE_OPENED = "benefits.measure.opened"
FUND_OPENED = "benefits.fund.opened"
LEVEL_SET = "benefits.level.set"
MEASURE_CHANGED = "benefits.measure.changed"
MEASURE_CLOSED = "benefits.measure.closed"
LIST_BUILT = "benefits.list.built"
LIST_APPROVED = "benefits.list.approved"
LIST_AUTHORISED = "benefits.list.authorised"
LIST_SENT = "benefits.list.sent"
LIST_TAKEN = "benefits.list.taken"
LIST_CLOSED = "benefits.list.closed"
LIST_ABANDONED = "benefits.list.abandoned"
ANSWER_LOADED = "benefits.answer.loaded"
PAID = "benefits.instalment.paid"
FAILED = "benefits.instalment.failed"
REOPENED = "benefits.instalment.reopened"
LETTER_WRITTEN = "benefits.letter.written"
TEMPLATE_CHANGED = "benefits.template.changed"
SIMULATED = "benefits.simulation.run"
ATTACHED = "benefits.simulation.attached"
TRANSMITTED = "benefits.transmission.made"
TRANSMISSION_TAKEN = "benefits.transmission.taken"

BLAMELESS_ARREARS = "blameless-arrears"
"""Key of the measure for who is behind with the rent through no fault of theirs."""

_GIVEN = (GRANTED, RATIFIED)


def _of(measure: str, rows: Expression) -> Expression:
    """Count only acts of one measure."""

    def filtered(table: Acts, period: Period) -> Acts:
        found = rows(table, period)
        return found.filter(found.measure == measure)

    return filtered


def _waited(*acts: str) -> Expression:
    """Acts done in the period that ended a wait, with the days of it as their quantity."""

    def rows(table: Acts, period: Period) -> Acts:
        ended = flow(*acts)(table, period)
        return ended.mutate(quantity=ended.detail.cast("json")["waited"].int).filter(lambda each: each.quantity.notnull())

    return rows


contributions_granted = Figure(
    key="benefits.contributions_granted",
    title=gettext_noop("Contributi economici concessi"),
    definition=gettext_noop(
        "Le concessioni di un aiuto in denaro decise nel periodo, di qualunque misura, compresi gli anticipi urgenti ratificati. Conta la decisione, una "
        "volta, anche quando l'aiuto si paga in più mesi. Il quartiere è quello di chi riceve, il giorno della decisione."
    ),
    unit=Unit.ITEMS,
    counts=_GIVEN,
    rows=flow(*_GIVEN),
    measure=Measure.ACTS,
    dimensions=("measure", "area", "neighbourhood"),
)

amounts_granted = Figure(
    key="benefits.amounts_granted",
    title=gettext_noop("Somme concesse"),
    definition=gettext_noop("La somma di quanto è stato concesso nel periodo, com'era scritto nella decisione: tutti i mesi insieme."),
    unit=Unit.CENTS,
    counts=_GIVEN,
    rows=flow(*_GIVEN),
    measure=Measure.AMOUNT,
    dimensions=("measure", "area", "neighbourhood"),
)

amounts_paid = Figure(
    key="benefits.amounts_paid",
    title=gettext_noop("Somme pagate"),
    definition=gettext_noop("La somma dei pagamenti di benefici che la banca o il tesoriere ha eseguito nel periodo."),
    unit=Unit.CENTS,
    counts=(PAID,),
    rows=flow(PAID),
    measure=Measure.AMOUNT,
    dimensions=("measure", "area", "neighbourhood"),
)

blameless_arrears_households = Figure(
    key="benefits.blameless_arrears_households",
    title=gettext_noop("Famiglie aiutate per morosità incolpevole"),
    definition=gettext_noop(
        "Le famiglie a cui nel periodo è stato concesso almeno un contributo per arretrati di affitto dovuti a una perdita di reddito non voluta. Ogni "
        "famiglia conta una volta, anche con più contributi."
    ),
    unit=Unit.HOUSEHOLDS,
    counts=_GIVEN,
    rows=_of(BLAMELESS_ARREARS, flow(*_GIVEN)),
    measure=Measure.SUBJECTS,
    dimensions=("neighbourhood",),
)

wait_for_decision = Figure(
    key="benefits.wait_for_decision",
    title=gettext_noop("Attesa di una decisione"),
    definition=gettext_noop("In quanti giorni, dal ricevimento della domanda, ha avuto risposta metà delle domande decise nel periodo: accolte o no."),
    unit=Unit.DAYS,
    counts=(*_GIVEN, REFUSED, DENIED),
    rows=_waited(*_GIVEN, REFUSED, DENIED),
    measure=Measure.MEDIAN,
    dimensions=("measure",),
)

wait_for_money = Figure(
    key="benefits.wait_for_money",
    title=gettext_noop("Attesa del primo pagamento"),
    definition=gettext_noop("In quanti giorni, dal ricevimento della domanda, è arrivato il primo pagamento a metà di chi l'ha avuto nel periodo."),
    unit=Unit.DAYS,
    counts=(PAID,),
    rows=_waited(PAID),
    measure=Measure.MEDIAN,
    dimensions=("measure",),
)

FIGURES = (contributions_granted, amounts_granted, amounts_paid, blameless_arrears_households, wait_for_decision, wait_for_money)
