"""The people package as Django installs it."""

from sussidiario.journal.domain import Domain


class PeopleConfig(Domain):
    """Who: persons with or without papers, their names over time, their households, and how one is found."""

    name = "sussidiario.people"
    label = "people"
