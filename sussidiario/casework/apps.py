"""The casework package as Django installs it."""

from sussidiario.journal.domain import Domain


class CaseworkConfig(Domain):
    """Taking in charge: cases, who follows them, diary, deadlines, hand-over and closing with an outcome."""

    name = "sussidiario.casework"
    label = "casework"
