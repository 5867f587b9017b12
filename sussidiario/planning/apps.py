"""The planning package as Django installs it."""

from sussidiario.journal.domain import Domain


class PlanningConfig(Domain):
    """What was promised: the mandate, its chapters, commitments, results, and the figures that answer for them."""

    name = "sussidiario.planning"
    label = "planning"
