"""The desks package as Django installs it."""

from sussidiario.journal.domain import Domain


class DesksConfig(Domain):
    """The secretariat's desks in the civic centres: appointments, walk-ins, first contacts and what follows from them."""

    name = "sussidiario.desks"
    label = "desks"
