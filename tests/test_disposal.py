"""What is disposed of takes names and words away, and no figure: the whole account is the same before and after."""

from datetime import date

import pytest

from sussidiario.accountability.engine import account
from sussidiario.casework.models import Case
from sussidiario.desks.models import Contact
from sussidiario.journal import archive
from sussidiario.people.models import Person
from sussidiario.planning.models import Mandate
from sussidiario.privacy.actions import retention
from sussidiario.privacy.lifecycle.retention import Series
from tests import town as invented

HEAD, OFFICER = "giovanni.casati", "antonio.pirovano"
LATER = date(2032, 1, 10)
AT = invented.at(10, on=LATER)


def everything_ends(town: invented.Town) -> None:
    """Close every case and contact as if it had been long ago."""
    Case.objects.filter(state="open").update(
        state="closed", worker=None, closed_on=date(2016, 11, 14), closing_reason="solved", outcome="autonomy", closing_words="Sta bene."
    )
    Case.objects.filter(state="proposed").update(state="declined", declined_on=invented.DAY, closing_words="Non abita qui.")
    Contact.objects.filter(state="draft").update(state="discarded", draft={})


@pytest.mark.django_db
def test_no_figure_changes_and_the_book_stays_whole(town: invented.Town) -> None:
    everything_ends(town)
    mandate = Mandate.objects.get()
    before, sealed_before = account.live(mandate), account.current()
    head, officer = town.actor(HEAD, on=LATER), town.actor(OFFICER, on=LATER)

    for series in (Series.CASES, Series.CONTACTS, Series.PERSONS):
        retention.set_rule(series, years=10, basis="Tabella di prova.", from_on=LATER, by=head, at=AT)
        disposal = retention.propose(series, by=head, at=AT)
        retention.approve(disposal, authorisation="1", authorised_on=LATER, by=officer, at=AT)
        retention.carry_out(disposal, by=head, at=AT)

    assert Person.objects.filter(disposed_on=LATER).count() > 0
    assert account.live(mandate) == before
    assert account.current() == sealed_before
    assert [finding for finding in archive.verify() if finding.wrong] == []
