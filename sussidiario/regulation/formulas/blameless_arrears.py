"""
Contribution for blameless rent arrears (morosità incolpevole, A1.05).

D.l. 102/2013, art. 6 c. 5; d.m. 14/5/2014; d.m. 30/3/2016. How sure we are of each figure stands beside it in `tables/blameless_arrears.yaml`.
"""

from sussidiario.foundation.words import gettext_noop
from sussidiario.regulation import facts
from sussidiario.regulation.facts import Kind
from sussidiario.regulation.formula import Case, Read, Table, Whole, choose, formula, least, most, no
from sussidiario.regulation.formulas.attestation import VALID_ISEE
from sussidiario.regulation.measure import Condition, Measure

ISE_CEILING = Read("blameless_arrears.ise_ceiling", gettext_noop("ISE massimo"), Kind.CENTS)
ISEE_CEILING = Read("blameless_arrears.isee_ceiling", gettext_noop("ISEE massimo"), Kind.CENTS)
CAP = Read("blameless_arrears.cap", gettext_noop("Contributo massimo per lo scopo"), Kind.CENTS, choice=facts.PURPOSE)
TOTAL_CAP = Read("blameless_arrears.total_cap", gettext_noop("Contributo massimo in tutto"), Kind.CENTS)
MONTHS_OF_RESIDENCE = Read("blameless_arrears.months_of_residence", gettext_noop("Mesi di residenza nella casa"), Kind.MONTHS)
MONTHS_OF_LEASE = Read("blameless_arrears.months_of_lease", gettext_noop("Mesi che devono restare al contratto"), Kind.MONTHS)
LANDLORD = Read("blameless_arrears.landlord_agrees", gettext_noop("Serve l'accordo del proprietario"), Kind.YES_NO)
CLASSES = Read("blameless_arrears.admitted_class", gettext_noop("Categoria catastale ammessa"), Kind.YES_NO, choice=facts.CADASTRAL_CLASS)


@formula(
    label=gettext_noop("Somma per cui si chiede"),
    kind=Kind.CENTS,
    words=gettext_noop("l'affitto arretrato se serve a pagarlo, altrimenti quanto serve per lo scopo"),
    article="d.m. 30/3/2016",
)
def arrears_asked(case: Case, table: Table) -> Whole:
    """What the contribution would have to pay."""
    return choose(case.purpose == facts.PURPOSE.code("settle"), case.arrears, case.needed)


@formula(
    label=gettext_noop("Contributo che si può ancora avere"),
    kind=Kind.CENTS,
    words=gettext_noop("il contributo massimo in tutto meno i contributi già avuti, e mai meno di zero"),
    article="d.m. 30/3/2016",
    reads=(TOTAL_CAP,),
)
def arrears_room(case: Case, table: Table) -> Whole:
    """How much may still be granted, over all the purposes."""
    return most(table["blameless_arrears.total_cap"] - case.already_received, 0)


@formula(
    label=gettext_noop("Contributo"),
    kind=Kind.CENTS,
    words=gettext_noop("il minore tra la somma per cui si chiede, il contributo massimo per lo scopo e il contributo che si può ancora avere"),
    article="d.m. 14/5/2014; d.m. 30/3/2016",
    reads=(CAP,),
)
def arrears_amount(case: Case, table: Table) -> Whole:
    """What is granted, once."""
    return least(least(case.arrears_asked, table.chosen("blameless_arrears.cap", facts.PURPOSE, case.purpose)), case.arrears_room)


@formula(
    label=gettext_noop("Causa tra quelle previste"),
    kind=Kind.YES_NO,
    words=gettext_noop("la perdita o la riduzione del reddito viene da una delle sei cause del decreto"),
    article="d.m. 14/5/2014, art. 2",
)
def arrears_are_blameless(case: Case, table: Table) -> Whole:
    """Whether the household could not pay for one of the six causes."""
    return case.cause != facts.CAUSE.code("none")


@formula(
    label=gettext_noop("ISE o ISEE entro il limite"),
    kind=Kind.YES_NO,
    words=gettext_noop("l'ISE non supera l'ISE massimo, oppure l'ISEE non supera l'ISEE massimo"),
    article="d.m. 30/3/2016",
    reads=(ISE_CEILING, ISEE_CEILING),
)
def arrears_income_is_low(case: Case, table: Table) -> Whole:
    """Whether either of the two is within its ceiling."""
    return (case.ise <= table["blameless_arrears.ise_ceiling"]) | (case.isee <= table["blameless_arrears.isee_ceiling"])


@formula(
    label=gettext_noop("Intimazione di sfratto"),
    kind=Kind.YES_NO,
    words=gettext_noop("è stata ricevuta l'intimazione di sfratto per morosità"),
    article="d.m. 30/3/2016",
)
def arrears_notice_was_served(case: Case, table: Table) -> Whole:
    """Whether an eviction for arrears has begun."""
    return case.notice_served


@formula(
    label=gettext_noop("Contratto registrato"),
    kind=Kind.YES_NO,
    words=gettext_noop("il contratto d'affitto è registrato"),
    article="d.m. 30/3/2016",
)
def arrears_lease_is_registered(case: Case, table: Table) -> Whole:
    """Whether the lease is registered."""
    return case.registered_lease


@formula(
    label=gettext_noop("Residenza nella casa"),
    kind=Kind.YES_NO,
    words=gettext_noop("i mesi di residenza nella casa non sono meno di quelli richiesti"),
    article="d.m. 30/3/2016",
    reads=(MONTHS_OF_RESIDENCE,),
)
def arrears_lived_there(case: Case, table: Table) -> Whole:
    """Whether they have lived there long enough."""
    return case.residence_months >= table["blameless_arrears.months_of_residence"]


@formula(
    label=gettext_noop("Categoria della casa"),
    kind=Kind.YES_NO,
    words=gettext_noop("la categoria catastale della casa è tra quelle ammesse"),
    article="d.m. 30/3/2016",
    reads=(CLASSES,),
)
def arrears_home_is_ordinary(case: Case, table: Table) -> Whole:
    """Whether the home is not of the luxury classes."""
    return table.chosen("blameless_arrears.admitted_class", facts.CADASTRAL_CLASS, case.cadastral_class) > 0


@formula(
    label=gettext_noop("Nessun'altra casa"),
    kind=Kind.YES_NO,
    words=gettext_noop("nessuno del nucleo ha nella provincia un'altra casa adatta alla famiglia"),
    article="d.m. 30/3/2016",
)
def arrears_no_other_home(case: Case, table: Table) -> Whole:
    """Whether nobody of the household has another adequate home in the province."""
    return no(case.other_home)


@formula(
    label=gettext_noop("Contratto che dura ancora"),
    kind=Kind.YES_NO,
    words=gettext_noop("se serve a pagare l'arretrato, al contratto restano almeno i mesi richiesti"),
    article="d.m. 30/3/2016",
    reads=(MONTHS_OF_LEASE,),
)
def arrears_lease_goes_on(case: Case, table: Table) -> Whole:
    """Whether settling the debt keeps them in the home for long enough; asked of no other purpose."""
    return (case.purpose != facts.PURPOSE.code("settle")) | (case.lease_months_left >= table["blameless_arrears.months_of_lease"])


@formula(
    label=gettext_noop("Accordo del proprietario"),
    kind=Kind.YES_NO,
    words=gettext_noop("se serve a pagare l'arretrato o a rinviare il rilascio, il proprietario è d'accordo"),
    article="d.m. 30/3/2016",
    reads=(LANDLORD,),
)
def arrears_landlord_agrees(case: Case, table: Table) -> Whole:
    """Whether the landlord gives the eviction up or puts it off, where that is what the money is for."""
    stays = (case.purpose == facts.PURPOSE.code("settle")) | (case.purpose == facts.PURPOSE.code("deferral"))
    return no(stays) | case.landlord_stops | (table["blameless_arrears.landlord_agrees"] == 0)


@formula(
    label=gettext_noop("Somma da pagare"),
    kind=Kind.YES_NO,
    words=gettext_noop("il contributo è maggiore di zero"),
    article="d.m. 30/3/2016",
)
def arrears_are_owed(case: Case, table: Table) -> Whole:
    """Whether there is something to pay and room to pay it."""
    return case.arrears_amount > 0


BLAMELESS_ARREARS = Measure(
    key="blameless_arrears",
    title=gettext_noop("Contributo per morosità incolpevole"),
    siuss="A1.05",
    facts=(
        facts.ISE,
        facts.ISEE,
        facts.ISEE_VALID_UNTIL,
        facts.CAUSE,
        facts.ARREARS,
        facts.NOTICE_SERVED,
        facts.REGISTERED_LEASE,
        facts.RESIDENCE_MONTHS,
        facts.CADASTRAL_CLASS,
        facts.OTHER_HOME,
        facts.PURPOSE,
        facts.NEEDED,
        facts.LEASE_MONTHS_LEFT,
        facts.LANDLORD_STOPS,
        facts.ALREADY_RECEIVED,
    ),
    conditions=(
        VALID_ISEE,
        Condition(
            arrears_income_is_low,
            met=gettext_noop("L'ISE di {ise} è entro {ise_ceiling}, oppure l'ISEE di {isee} è entro {isee_ceiling}."),
            unmet=gettext_noop("L'ISE di {ise} supera {ise_ceiling} e l'ISEE di {isee} supera {isee_ceiling}."),
        ),
        Condition(
            arrears_are_blameless,
            met=gettext_noop("L'affitto non è stato pagato per una causa prevista: {cause}."),
            unmet=gettext_noop("L'affitto non è stato pagato per una causa che il decreto non prevede."),
        ),
        Condition(
            arrears_notice_was_served,
            met=gettext_noop("È stata ricevuta l'intimazione di sfratto per morosità."),
            unmet=gettext_noop("Non è ancora stata ricevuta l'intimazione di sfratto per morosità."),
        ),
        Condition(
            arrears_lease_is_registered,
            met=gettext_noop("Il contratto d'affitto è registrato."),
            unmet=gettext_noop("Il contratto d'affitto non è registrato."),
        ),
        Condition(
            arrears_lived_there,
            met=gettext_noop("I mesi da cui il nucleo abita nella casa bastano: {residence_months}, su {months_of_residence} che servono."),
            unmet=gettext_noop("I mesi da cui il nucleo abita nella casa non bastano: {residence_months}, su {months_of_residence} che servono."),
        ),
        Condition(
            arrears_home_is_ordinary,
            met=gettext_noop("La casa è di categoria {cadastral_class}, che è ammessa."),
            unmet=gettext_noop("La casa è di categoria {cadastral_class}, che non è ammessa."),
        ),
        Condition(
            arrears_no_other_home,
            met=gettext_noop("Nessuno del nucleo ha nella provincia un'altra casa adatta."),
            unmet=gettext_noop("Qualcuno del nucleo ha nella provincia un'altra casa adatta."),
        ),
        Condition(
            arrears_lease_goes_on,
            met=gettext_noop("La durata del contratto basta per lo scopo del contributo."),
            unmet=gettext_noop("I mesi che restano al contratto non bastano per l'arretrato: {lease_months_left}, su {months_of_lease} che servono."),
        ),
        Condition(
            arrears_landlord_agrees,
            met=gettext_noop("Per questo scopo non manca l'accordo del proprietario."),
            unmet=gettext_noop("Manca l'accordo del proprietario, che deve rinunciare allo sfratto o rinviarlo."),
        ),
        Condition(
            arrears_are_owed,
            met=gettext_noop("Il contributo è di {arrears_amount}."),
            unmet=gettext_noop("Non resta nulla da pagare: servono {arrears_asked}, e si possono ancora avere {arrears_room}."),
        ),
    ),
    formulas=(arrears_asked, arrears_room, arrears_amount),
    amount="arrears_amount",
)
