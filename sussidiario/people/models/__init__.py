"""Persons, with or without papers; their households over time; the words they are found by."""

from sussidiario.people.models.households import Household, HouseholdQuerySet, Membership, MembershipQuerySet
from sussidiario.people.models.persons import (
    Address,
    AddressQuerySet,
    Correction,
    Identifier,
    Meeting,
    Person,
    PersonQuerySet,
    Whereabouts,
    WhereaboutsQuerySet,
)
from sussidiario.people.models.resembling import Resembling
from sussidiario.people.models.search import Found
from sussidiario.people.models.words import NameToken, PersonToken, TokenDelete

__all__ = [
    "Address",
    "AddressQuerySet",
    "Correction",
    "Found",
    "Household",
    "HouseholdQuerySet",
    "Identifier",
    "Meeting",
    "Membership",
    "MembershipQuerySet",
    "NameToken",
    "Person",
    "PersonQuerySet",
    "PersonToken",
    "Resembling",
    "TokenDelete",
    "Whereabouts",
    "WhereaboutsQuerySet",
]
