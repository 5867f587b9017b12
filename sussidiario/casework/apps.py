"""The casework package as Django installs it."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from sussidiario.foundation.words import gettext_noop
from sussidiario.journal.domain import Domain


class CaseworkConfig(Domain):
    """Taking in charge: cases, who follows them, diary, deadlines, hand-over and closing with an outcome."""

    name = "sussidiario.casework"
    label = "casework"
    verbose_name = _("Casi")
    acts: ClassVar[Mapping[str, str]] = {
        "casework.case.proposed": gettext_noop("Presa in carico proposta"),
        "casework.case.opened": gettext_noop("Persona presa in carico"),
        "casework.case.handed_over": gettext_noop("Caso passato a un'altra persona del servizio"),
        "casework.case.closed": gettext_noop("Caso chiuso"),
        "casework.case.reopened": gettext_noop("Caso riaperto"),
        "casework.case.declined": gettext_noop("Proposta non accolta"),
        "casework.case.disposed": gettext_noop("Caso scartato dall'archivio"),
        "casework.diary.written": gettext_noop("Diario scritto"),
        "casework.diary.corrected": gettext_noop("Voce di diario corretta"),
        "casework.deadline.set": gettext_noop("Scadenza fissata"),
        "casework.deadline.met": gettext_noop("Scadenza rispettata"),
        "casework.standard.set": gettext_noop("Scadenza d'ufficio stabilita"),
    }
    records: ClassVar[Mapping[str, str]] = {
        "casework.case": "sussidiario.casework.policy.visible_to",
        "casework.diaryentry": "sussidiario.casework.policy.entries_visible_to",
        "casework.standard": "sussidiario.casework.policy.standards_visible_to",
    }
    person_ties: ClassVar[Mapping[str, str]] = {"case": "sussidiario.casework.policy.followed_by"}
    person_protected: ClassVar[str] = "sussidiario.casework.actions.let_go"
    person_panels: ClassVar[tuple[str, ...]] = ("sussidiario.casework.views.panel",)
    person_notes: ClassVar[str] = "sussidiario.casework.views.notes"
