"""
How the members of a household are related, in the codes of the national register (ANPR, table "relazione di parentela").

The relation is to the reference person (code 1). Codes marked by the register as "only at the initial migration" are read and not offered.
"""

from collections.abc import Mapping

from sussidiario.foundation.words import gettext_noop

REFERENCE_PERSON = 1
UNDEFINED = 99

RELATIONS: Mapping[int, str] = {
    1: gettext_noop("intestataria o intestatario della scheda"),
    2: gettext_noop("moglie o marito"),
    3: gettext_noop("figlia o figlio"),
    4: gettext_noop("nipote (figlia o figlio di una figlia o di un figlio)"),
    5: gettext_noop("pronipote"),
    6: gettext_noop("madre o padre"),
    7: gettext_noop("nonna o nonno"),
    8: gettext_noop("bisnonna o bisnonno"),
    9: gettext_noop("sorella o fratello"),
    10: gettext_noop("nipote (figlia o figlio di una sorella o di un fratello)"),
    11: gettext_noop("zia o zio"),
    12: gettext_noop("cugina o cugino"),
    13: gettext_noop("altro parente"),
    14: gettext_noop("figliastra o figliastro"),
    15: gettext_noop("matrigna o patrigno"),
    16: gettext_noop("nuora o genero"),
    17: gettext_noop("suocera o suocero"),
    18: gettext_noop("cognata o cognato"),
    19: gettext_noop("sorellastra o fratellastro"),
    20: gettext_noop("nipote acquisita o acquisito"),
    21: gettext_noop("zia o zio acquisiti"),
    22: gettext_noop("altro affine"),
    23: gettext_noop("convivente per adozione o affetto"),
    24: gettext_noop("responsabile della convivenza"),
    25: gettext_noop("convivente senza legami affettivi"),
    26: gettext_noop("tutrice o tutore"),
    28: gettext_noop("unita o unito civilmente"),
    80: gettext_noop("adottata o adottato"),
    81: gettext_noop("nipote"),
    99: gettext_noop("non definita"),
}

ONLY_AT_MIGRATION = frozenset({14, 15, 19, 80})


def offered() -> tuple[tuple[int, str], ...]:
    """Codes and words that a form offers for whoever joins a household, reference person apart."""
    return tuple((code, label) for code, label in RELATIONS.items() if code != REFERENCE_PERSON and code not in ONLY_AT_MIGRATION)
