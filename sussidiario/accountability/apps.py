"""The accountability package as Django installs it."""

from sussidiario.journal.domain import Domain


class AccountabilityConfig(Domain):
    """The public account: figures computed from the journal, frozen in editions, with their proof."""

    name = "sussidiario.accountability"
    label = "accountability"
