"""The benefits package as Django installs it."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from sussidiario.foundation.words import gettext_noop
from sussidiario.journal.domain import Domain


class BenefitsConfig(Domain):
    """Benefits: measures and money, requests and decisions, awards and payments, letters, simulations, what the national register is sent."""

    name = "sussidiario.benefits"
    label = "benefits"
    verbose_name = _("Benefici")
    acts: ClassVar[Mapping[str, str]] = {
        "benefits.application.received": gettext_noop("Domanda ricevuta"),
        "benefits.application.declared": gettext_noop("Fatti dichiarati corretti"),
        "benefits.application.documents_asked": gettext_noop("Documenti chiesti"),
        "benefits.application.document_received": gettext_noop("Documento arrivato"),
        "benefits.application.completed": gettext_noop("Domanda completa"),
        "benefits.application.proposed": gettext_noop("Decisione proposta"),
        "benefits.application.approved": gettext_noop("Proposta approvata"),
        "benefits.application.sent_back": gettext_noop("Proposta rimandata"),
        "benefits.application.granted": gettext_noop("Beneficio concesso"),
        "benefits.application.refused": gettext_noop("Domanda non accolta"),
        "benefits.application.withdrawn": gettext_noop("Domanda ritirata"),
        "benefits.application.disposed": gettext_noop("Domanda scartata dall'archivio"),
        "benefits.application.advanced": gettext_noop("Aiuto anticipato in urgenza"),
        "benefits.application.ratified": gettext_noop("Anticipo ratificato"),
        "benefits.application.denied": gettext_noop("Anticipo non ratificato"),
        "benefits.attestation.written": gettext_noop("Attestazione ISEE scritta"),
        "benefits.attestation.corrected": gettext_noop("Attestazione ISEE corretta"),
        "benefits.attestation.looked_up": gettext_noop("Attestazione ISEE consultata"),
        "benefits.award.suspended": gettext_noop("Beneficio sospeso"),
        "benefits.award.resumed": gettext_noop("Pagamenti ripresi"),
        "benefits.award.revised": gettext_noop("Importo rivisto"),
        "benefits.award.revoked": gettext_noop("Beneficio revocato"),
        "benefits.award.concluded": gettext_noop("Beneficio concluso"),
        "benefits.award.payee_changed": gettext_noop("Cambiato chi riscuote"),
        "benefits.condition.added": gettext_noop("Condizione posta"),
        "benefits.condition.met": gettext_noop("Condizione rispettata"),
        "benefits.debt.asked": gettext_noop("Chiesta la restituzione di una somma"),
        "benefits.debt.recovered": gettext_noop("Somma restituita"),
        "benefits.debt.waived": gettext_noop("Rinuncia al recupero"),
        "benefits.debt.lowered": gettext_noop("Tolto da un recupero quanto non era arrivato"),
        "benefits.debt.returned": gettext_noop("Reso quanto era stato recuperato in più"),
        "benefits.fund.opened": gettext_noop("Fondo aperto"),
        "benefits.level.set": gettext_noop("Soglia di approvazione stabilita"),
        "benefits.line.opened": gettext_noop("Capitolo di spesa aperto"),
        "benefits.line.changed": gettext_noop("Stanziamento cambiato"),
        "benefits.measure.opened": gettext_noop("Misura aperta"),
        "benefits.measure.changed": gettext_noop("Misura cambiata"),
        "benefits.measure.closed": gettext_noop("Misura chiusa"),
        "benefits.list.built": gettext_noop("Elenco di pagamento preparato"),
        "benefits.list.approved": gettext_noop("Elenco approvato"),
        "benefits.list.authorised": gettext_noop("Pagamento autorizzato"),
        "benefits.list.sent": gettext_noop("Elenco trasmesso"),
        "benefits.list.taken": gettext_noop("File dell'elenco scaricato"),
        "benefits.list.closed": gettext_noop("Elenco riconciliato"),
        "benefits.list.abandoned": gettext_noop("Elenco annullato"),
        "benefits.answer.loaded": gettext_noop("Risposta della banca caricata"),
        "benefits.instalment.paid": gettext_noop("Rata pagata"),
        "benefits.instalment.failed": gettext_noop("Pagamento non riuscito"),
        "benefits.instalment.reopened": gettext_noop("Rata rimessa in pagamento"),
        "benefits.letter.written": gettext_noop("Lettera scritta"),
        "benefits.template.changed": gettext_noop("Modello di lettera cambiato"),
        "benefits.simulation.run": gettext_noop("Simulazione fatta"),
        "benefits.simulation.attached": gettext_noop("Simulazione allegata a un atto"),
        "benefits.transmission.made": gettext_noop("Dati preparati per il SIUSS"),
        "benefits.transmission.taken": gettext_noop("File per il SIUSS scaricato"),
    }
    records: ClassVar[Mapping[str, str]] = {
        "benefits.application": "sussidiario.benefits.policy.applications.visible_to",
        "benefits.award": "sussidiario.benefits.policy.awards.visible_to",
        "benefits.condition": "sussidiario.benefits.policy.awards.conditions_visible_to",
        "benefits.debt": "sussidiario.benefits.policy.awards.debts_visible_to",
        "benefits.measure": "sussidiario.benefits.policy.budget.measures_visible_to",
        "benefits.fund": "sussidiario.benefits.policy.budget.funds_visible_to",
        "benefits.budgetline": "sussidiario.benefits.policy.budget.lines_visible_to",
        "benefits.paymentlist": "sussidiario.benefits.policy.payments.visible_to",
        "benefits.instalment": "sussidiario.benefits.policy.payments.instalments_visible_to",
        "benefits.bankanswer": "sussidiario.benefits.policy.payments.answers_visible_to",
        "benefits.level": "sussidiario.benefits.policy.budget.levels_visible_to",
        "benefits.template": "sussidiario.benefits.policy.letters.templates_visible_to",
        "benefits.attestation": "sussidiario.benefits.policy.isee.visible_to",
        "benefits.simulation": "sussidiario.benefits.policy.simulations.visible_to",
        "benefits.transmission": "sussidiario.benefits.policy.transmissions.visible_to",
    }
    person_ties: ClassVar[Mapping[str, str]] = {"benefit": "sussidiario.benefits.policy.applications.followed_by"}
    person_protected: ClassVar[str] = "sussidiario.benefits.actions.protecting.let_go"
    person_panels: ClassVar[tuple[str, ...]] = ("sussidiario.benefits.views.known.panel",)
