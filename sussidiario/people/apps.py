"""The people package as Django installs it."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from sussidiario.foundation.words import gettext_noop
from sussidiario.journal.domain import Domain


class PeopleConfig(Domain):
    """Who: persons with or without papers, their names over time, their households, and how one is found."""

    name = "sussidiario.people"
    label = "people"
    verbose_name = _("anagrafe")
    acts: ClassVar[Mapping[str, str]] = {
        "people.person.registered": gettext_noop("Persona registrata"),
        "people.person.corrected": gettext_noop("Dati corretti"),
        "people.person.identified": gettext_noop("Documento o codice aggiunto"),
        "people.person.moved": gettext_noop("Indirizzo registrato"),
        "people.person.died": gettext_noop("Decesso registrato"),
        "people.person.recognised": gettext_noop("Persona riconosciuta allo sportello"),
        "people.person.reserved": gettext_noop("Scheda resa riservata"),
        "people.person.unreserved": gettext_noop("Scheda tornata ordinaria"),
        "people.person.protected": gettext_noop("Persona protetta"),
        "people.person.unprotected": gettext_noop("Protezione tolta"),
        "people.person.disposed": gettext_noop("Scheda scartata"),
        "people.whereabouts.kept": gettext_noop("Recapito custodito a parte"),
        "people.household.formed": gettext_noop("Famiglia formata"),
        "people.household.joined": gettext_noop("Entrata in famiglia"),
        "people.household.left": gettext_noop("Uscita dalla famiglia"),
        "people.household.split": gettext_noop("Famiglia divisa"),
        "people.household.merged": gettext_noop("Famiglie riunite"),
        "people.household.restated": gettext_noop("Relazioni di parentela aggiornate"),
    }
    records: ClassVar[Mapping[str, str]] = {
        "people.person": "sussidiario.people.policy.visible_to",
        "people.household": "sussidiario.people.policy.households_visible_to",
        "people.address": "sussidiario.people.policy.addresses_visible_to",
        "people.whereabouts": "sussidiario.people.policy.whereabouts_visible_to",
    }
    person_ties: ClassVar[Mapping[str, str]] = {"met": "sussidiario.people.policy.met_by"}
    hidden_subjects: ClassVar[str] = "sussidiario.people.policy.hidden_from"
    person_ground: ClassVar[str] = "sussidiario.people.policy.ground"
