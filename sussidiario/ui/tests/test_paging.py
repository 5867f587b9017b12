"""A long list costs no more than a short one, and no line of it is out of reach."""

from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from sussidiario.access.models import Team
from sussidiario.ui import paging

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counted_to_50(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "COUNTED", 50)


def page(number: str, *, teams: int) -> Any:
    Team.objects.all().delete()
    Team.objects.bulk_create(Team(code=f"{each:03}", name=f"Gruppo {each:03}") for each in range(teams))
    return paging.page_of(RequestFactory().get("/", {"page": number}), Team.objects.order_by("code"), lines=10)


@pytest.mark.parametrize(("teams", "total", "pages"), [(0, "0", 1), (9, "9", 1), (50, "50", 5), (51, "50+", 5), (80, "50+", 5)])
def test_a_list_is_counted_up_to_a_point_and_says_when_there_is_more(teams: int, total: str, pages: int) -> None:
    first = page("", teams=teams)

    assert first.paginator.total == total
    assert first.paginator.num_pages == pages


def test_the_database_is_asked_to_count_no_further() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert page("2", teams=80).paginator.count == 50

    [count] = [each["sql"] for each in asked if "COUNT(" in each["sql"]]
    assert "LIMIT 51" in count
    assert "ORDER BY" not in count


def test_who_turns_the_pages_so_far_is_led_to_the_last_line() -> None:
    asked, seen = "1", list[str]()
    while asked:
        here = page(asked, teams=80)
        seen += [team.code for team in here]
        asked = str(here.next_page_number()) if here.has_next() else ""

    assert seen == [f"{each:03}" for each in range(80)]


@pytest.mark.parametrize(("asked", "given"), [("", 1), ("x", 1), ("²", 1), ("-3", 5), ("0", 5), ("8", 8), ("999", 8), ("9" * 40, 5)])
def test_what_is_no_page_leads_to_one_that_is(asked: str, given: int) -> None:
    assert page(asked, teams=80).number == given


def test_a_list_at_hand_is_counted_whole() -> None:
    whole = paging.page_of(RequestFactory().get("/"), range(80), lines=10)

    assert (whole.paginator.count, whole.paginator.num_pages) == (80, 8)
