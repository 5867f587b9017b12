"""Codes by which persons and households are described."""

from sussidiario.foundation.lifecycle import State
from sussidiario.foundation.words import gettext_noop


class Tier(State):
    """How closely what is known of a person is kept."""

    ORDINARY = "ordinary", gettext_noop("ordinaria")
    RESERVED = "reserved", gettext_noop("riservata")
    PROTECTED = "protected", gettext_noop("protetta")


class Acquaintance(State):
    """How a member of staff came to have a person before them."""

    REGISTERED = "registered", gettext_noop("l'ha registrata")
    RECOGNISED = "recognised", gettext_noop("l'ha riconosciuta allo sportello")


class Sex(State):
    """Registered sex (the register knows two; the desk may not know)."""

    FEMALE = "F", gettext_noop("femmina")
    MALE = "M", gettext_noop("maschio")
    UNKNOWN = "", gettext_noop("non indicato")


class BirthPrecision(State):
    """How much of a date of birth is known; the rest is a placeholder."""

    DAY = "day", gettext_noop("data esatta")
    YEAR = "year", gettext_noop("solo l'anno")
    ESTIMATED = "estimated", gettext_noop("età stimata")
    UNKNOWN = "", gettext_noop("non nota")


class IdentifierKind(State):
    """A paper or a code that a person is known by."""

    FISCAL_CODE = "fiscal_code", gettext_noop("codice fiscale")
    STP = "stp", gettext_noop("codice STP (straniero temporaneamente presente)")
    ENI = "eni", gettext_noop("codice ENI (europeo non iscritto)")
    PASSPORT = "passport", gettext_noop("passaporto")
    PERMIT = "permit", gettext_noop("permesso di soggiorno")
    IDENTITY_CARD = "identity_card", gettext_noop("carta d'identità")


class AddressKind(State):
    """What an address is to the person (types 1, 2, 3, 8 of the national register, and none)."""

    RESIDENCE = "residence", gettext_noop("residenza")
    DWELLING = "dwelling", gettext_noop("dimora abituale")
    ELECTED = "elected", gettext_noop("domicilio eletto")
    TEMPORARY = "temporary", gettext_noop("temporaneo")
    NO_FIXED_ABODE = "no_fixed_abode", gettext_noop("senza fissa dimora")
