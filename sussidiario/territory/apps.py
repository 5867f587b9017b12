"""The territory package as Django installs it."""

from sussidiario.journal.domain import Domain


class TerritoryConfig(Domain):
    """Where: municipalities, ambiti, neighbourhoods and civic centres."""

    name = "sussidiario.territory"
    label = "territory"
