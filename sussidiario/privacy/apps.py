"""The privacy package as Django installs it."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from sussidiario.foundation.words import gettext_noop
from sussidiario.journal.domain import Domain


class PrivacyConfig(Domain):
    """Need to know: grants, emergency accesses and their review, readings, exports, retention, rights, accounts."""

    name = "sussidiario.privacy"
    label = "privacy"
    verbose_name = _("riservatezza")
    acts: ClassVar[Mapping[str, str]] = {
        "privacy.grant.given": gettext_noop("Aperta a un altro gruppo"),
        "privacy.grant.ended": gettext_noop("Accesso di un altro gruppo revocato"),
        "privacy.emergency.opened": gettext_noop("Aperta in emergenza"),
        "privacy.emergency.closed": gettext_noop("Accesso d'emergenza chiuso"),
        "privacy.emergency.reviewed": gettext_noop("Accesso d'emergenza esaminato"),
        "privacy.export.made": gettext_noop("Dati esportati"),
        "privacy.export.downloaded": gettext_noop("File esportato scaricato"),
        "privacy.export.removed": gettext_noop("File esportato cancellato"),
        "privacy.rule.set": gettext_noop("Termine di conservazione stabilito"),
        "privacy.disposal.proposed": gettext_noop("Scarto proposto"),
        "privacy.disposal.approved": gettext_noop("Scarto approvato"),
        "privacy.disposal.rejected": gettext_noop("Scarto respinto"),
        "privacy.disposal.carried_out": gettext_noop("Scarto eseguito"),
        "privacy.request.received": gettext_noop("Richiesta sui propri dati ricevuta"),
        "privacy.request.extended": gettext_noop("Termine della richiesta prorogato"),
        "privacy.request.answered": gettext_noop("Richiesta sui propri dati accolta"),
        "privacy.request.refused": gettext_noop("Richiesta sui propri dati rifiutata"),
        "privacy.readings.answered": gettext_noop("Detto alla persona chi ha letto di lei"),
        "privacy.staff.added": gettext_noop("Utenza aperta"),
        "privacy.role.given": gettext_noop("Ruolo dato"),
        "privacy.role.ended": gettext_noop("Ruolo tolto"),
        "privacy.team.joined": gettext_noop("Entrata in un gruppo"),
        "privacy.team.left": gettext_noop("Uscita da un gruppo"),
        "privacy.password.given": gettext_noop("Password nuova data"),
        "privacy.second_factor.reset": gettext_noop("Secondo passaggio tolto"),
        "privacy.account.leaving": gettext_noop("Ultimo giorno previsto"),
        "privacy.account.closed": gettext_noop("Utenza chiusa"),
        "privacy.account.reopened": gettext_noop("Utenza riaperta"),
    }
    records: ClassVar[Mapping[str, str]] = {
        "access.staff": "sussidiario.privacy.policy.staff.visible_to",
        "privacy.grant": "sussidiario.privacy.policy.grants.visible_to",
        "privacy.emergency": "sussidiario.privacy.policy.emergency.visible_to",
        "privacy.export": "sussidiario.privacy.policy.exports.visible_to",
        "privacy.retentionrule": "sussidiario.privacy.policy.retention.rules_visible_to",
        "privacy.disposal": "sussidiario.privacy.policy.retention.disposals_visible_to",
        "privacy.rightsrequest": "sussidiario.privacy.policy.rights.visible_to",
        "privacy.answer": "sussidiario.privacy.policy.readings.answers_visible_to",
    }
    person_openings: ClassVar[Mapping[str, str]] = {
        "grant": "sussidiario.privacy.policy.grants.opened_to",
        "emergency": "sussidiario.privacy.policy.emergency.opened_to",
    }
    person_panels: ClassVar[tuple[str, ...]] = ("sussidiario.privacy.views.grants.panel", "sussidiario.privacy.views.readings.panel")
    banners: ClassVar[str] = "sussidiario.privacy.views.emergency.banners"
    waiting: ClassVar[Mapping[str, str]] = {"privacy:emergencies": "sussidiario.privacy.policy.emergency.waiting"}
