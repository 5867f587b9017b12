"""The dossier package as Django installs it."""

from sussidiario.journal.domain import Domain


class DossierConfig(Domain):
    """One household's page, and one worker's day: nothing of its own is kept here."""

    name = "sussidiario.dossier"
    label = "dossier"
