"""The dossier package as Django installs it."""

from sussidiario.journal.domain import Domain


class DossierConfig(Domain):
    """What spans the domains: one household's page, and one worker's day."""

    name = "sussidiario.dossier"
    label = "dossier"
