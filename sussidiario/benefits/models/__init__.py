"""What benefits keep: measures, money, attestations, applications, awards, payments, letters, simulations, transmissions."""

from sussidiario.benefits.models.applications import Application, ApplicationQuerySet, Approval, Document
from sussidiario.benefits.models.awards import Award, AwardQuerySet, Condition, ConditionQuerySet, Debt, DebtQuerySet, Instalment, InstalmentQuerySet, Slot
from sussidiario.benefits.models.budget import BudgetLine, BudgetLineQuerySet, Commitment, Fund
from sussidiario.benefits.models.isee import Attestation, AttestationQuerySet, Listed, LookUp, LookUpQuerySet
from sussidiario.benefits.models.letters import Letter, LetterQuerySet, ProtocolEntry, ProtocolEntryQuerySet, Template, TemplateQuerySet
from sussidiario.benefits.models.measures import Incompatibility, Level, Measure, MeasureQuerySet, Required
from sussidiario.benefits.models.payees import Payee
from sussidiario.benefits.models.payments import (
    BankAnswer,
    BankAnswerQuerySet,
    Movement,
    MovementQuerySet,
    Payment,
    PaymentFile,
    PaymentList,
    PaymentListQuerySet,
    PaymentQuerySet,
)
from sussidiario.benefits.models.simulations import Simulation, SimulationQuerySet
from sussidiario.benefits.models.transmissions import Transmission, TransmissionQuerySet, Transmitted, TransmittedQuerySet

__all__ = [
    "Application",
    "ApplicationQuerySet",
    "Approval",
    "Attestation",
    "AttestationQuerySet",
    "Award",
    "AwardQuerySet",
    "BankAnswer",
    "BankAnswerQuerySet",
    "BudgetLine",
    "BudgetLineQuerySet",
    "Commitment",
    "Condition",
    "ConditionQuerySet",
    "Debt",
    "DebtQuerySet",
    "Document",
    "Fund",
    "Incompatibility",
    "Instalment",
    "InstalmentQuerySet",
    "Letter",
    "LetterQuerySet",
    "Level",
    "Listed",
    "LookUp",
    "LookUpQuerySet",
    "Measure",
    "MeasureQuerySet",
    "Movement",
    "MovementQuerySet",
    "Payee",
    "Payment",
    "PaymentFile",
    "PaymentList",
    "PaymentListQuerySet",
    "PaymentQuerySet",
    "ProtocolEntry",
    "ProtocolEntryQuerySet",
    "Required",
    "Simulation",
    "SimulationQuerySet",
    "Slot",
    "Template",
    "TemplateQuerySet",
    "Transmission",
    "TransmissionQuerySet",
    "Transmitted",
    "TransmittedQuerySet",
]
