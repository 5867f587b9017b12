"""What can never be false of a mandate, and how it is asked for."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from sussidiario.planning import actions
from sussidiario.planning.models import Chapter, Commitment, Mandate, Result, Target
from sussidiario.planning.tests.sample import SAMPLE

pytestmark = pytest.mark.django_db

AT = datetime(2017, 6, 26, 9, tzinfo=UTC)


@pytest.fixture
def mandate(tmp_path: Path) -> Mandate:
    return _loaded(tmp_path, SAMPLE)


def _loaded(folder: Path, text: str) -> Mandate:
    path = folder / "mandate.yaml"
    path.write_text(text)
    return actions.load(path, by=None, at=AT)


def test_the_figures_of_a_mandate_come_in_the_order_of_the_page_with_their_chapter_in_one_query(mandate: Mandate) -> None:
    with CaptureQueriesContext(connection) as asked:
        told = [(target.key, target.chapter.key) for target in Target.objects.of(mandate)]

    assert told == [("assignments", "homes"), ("share", "homes")]
    assert len(asked) == 1


@pytest.mark.parametrize("times", [1, 10])
def test_the_whole_page_takes_seven_queries_however_long_it_is(tmp_path: Path, times: int) -> None:
    head, homes, beyond = SAMPLE.partition("  - key: homes")[0], SAMPLE[SAMPLE.index("  - key: homes") : SAMPLE.index("  - key: beyond")], "  - key: beyond"
    copies = "".join(_renumbered(homes, number) for number in range(times))
    key = _loaded(tmp_path, head + copies + SAMPLE[SAMPLE.index(beyond) :]).key

    with CaptureQueriesContext(connection) as asked:
        mandate = Mandate.objects.with_content().get(key=key)
        told = [
            (
                chapter.title,
                [target.title for commitment in chapter.commitments.all() for result in commitment.results.all() for target in result.targets.all()],
            )
            for chapter in mandate.chapters.all()
        ]
        beyond_results = [(result.title, list(result.targets.all())) for chapter in mandate.chapters.all() for result in chapter.results.all()]

    assert told == [*[("Case", ["Alloggi assegnati", "Quota"])] * times, ("Oltre", [])]
    assert beyond_results == [("Estate", [])]
    assert len(asked) == 7


def _renumbered(text: str, number: int) -> str:
    return "\n".join(f"{line}-{number}" if line.lstrip(" -").startswith("key: ") else line for line in text.split("\n"))


def test_words_are_said_in_the_language_of_the_page_where_they_were_written_in_it(mandate: Mandate) -> None:
    chapter = Chapter.objects.get(key="homes")
    target = Target.objects.get(key="share")

    with translation.override("en"):
        assert (str(chapter), str(mandate), mandate.source) == ("Homes", "Un mandato", "Un esempio")
    with translation.override("it"):
        assert (chapter.title, target.words, target.note) == ("Case", "Quota", "")


def test_mandates_of_a_municipality_come_the_latest_first(tmp_path: Path, mandate: Mandate) -> None:
    text = SAMPLE.replace("sample-2012-2017", "later").replace("period: 2016", "period: 2018")
    later = _loaded(tmp_path, text.replace("2017-06-26", "2022-06-26").replace("2012-05-21", "2017-06-26"))

    assert list(Mandate.objects.of_municipality("108033")) == [later, mandate]


def test_a_result_answers_a_commitment_or_a_chapter_and_never_both_or_none(mandate: Mandate) -> None:
    chapter, commitment = Chapter.objects.get(key="beyond"), Commitment.objects.get()

    for facts in ({"chapter": chapter, "commitment": commitment}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Result.objects.create(key="new", position=9, title_it="Nuovo", **facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"published": 31},
        {"published_to": None},
        {"measure": "value"},
        {"measure": "value", "compared_from": None, "compared_until": None},
        {"measure": "rate"},
        {"compared_from": None, "compared_until": None},
        {"compared_from": date(2016, 1, 1), "compared_until": date(2017, 1, 1)},
        {"compared_until": date(2011, 1, 1)},
        {"period_until": date(2016, 1, 1)},
        {"unit": "dozens"},
        {"column": "promised"},
        {"key": "share"},
        {"position": 2},
    ],
)
def test_the_database_refuses_a_figure_that_cannot_be(mandate: Mandate, facts: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(key="assignments").update(**facts)


@pytest.mark.parametrize("facts", [{"published": -1}, {"published": 101}])
def test_the_database_refuses_a_share_out_of_range(mandate: Mandate, facts: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.filter(key="share").update(**facts)


def test_the_database_refuses_a_mandate_that_ends_before_it_starts(mandate: Mandate) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.update(until_on=mandate.from_on)
