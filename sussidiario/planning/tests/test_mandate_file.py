"""The format of a mandate file: what is read, and every mistake on its line."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from sussidiario.foundation.figure import Unit
from sussidiario.foundation.period import Period
from sussidiario.planning.rules import mandate_file, written
from sussidiario.planning.rules.mistakes import Mistake, Wrong
from sussidiario.planning.rules.written import Column, Measured
from sussidiario.planning.tests.sample import SAMPLE, changed, line_of

ROOT = Path(__file__).resolve().parents[3]
MONZA = ROOT / "sussidiario/planning/mandates/monza-2012-2017.yaml"
GUIDE = ROOT / "docs/mandate-format.md"


def _mandate(data: bytes) -> written.Mandate:
    mandate = mandate_file.read(data)
    assert isinstance(mandate, written.Mandate), mandate
    return mandate


def _mistakes(data: bytes) -> tuple[Mistake, ...]:
    mistakes = mandate_file.read(data)
    assert isinstance(mistakes, tuple)
    return mistakes


def test_a_file_is_read_as_it_is_written() -> None:
    mandate = _mandate(SAMPLE.encode())

    homes, beyond = mandate.chapters
    (commitment,) = homes.commitments
    (result,) = commitment.results
    assert (mandate.municipality, mandate.from_on, mandate.until_on) == ("108033", date(2012, 5, 21), date(2017, 6, 26))
    assert homes.title == written.Words("Case", "Homes")
    assert result.points == (written.Words("Un bando ogni anno"),)
    assert (beyond.beyond_promises, beyond.commitments, beyond.results[0].key) == (True, (), "summer")
    assert result.targets == (
        written.Target(
            key="assignments",
            figure="housing.assignments",
            title=written.Words("Alloggi assegnati"),
            where={"area": "elderly"},
            measure=Measured.CHANGE,
            period=Period.year(2016),
            compared_with=Period.year(2012),
            published=30,
            published_from=40,
            published_to=70,
            unit=Unit.ITEMS,
        ),
        written.Target(
            key="share",
            figure="housing.share",
            title=written.Words("Quota"),
            period=Period(date(2012, 5, 21), date(2017, 6, 26)),
            published=63,
            unit=Unit.PERCENT,
            column=Column.DONE,
        ),
    )


def test_the_twelve_months_before_a_leap_day_start_on_the_28th() -> None:
    data = changed("from: 2012-05-21", "from: 2012-02-29").replace(b"compared_with: 2012", b"compared_with: before_mandate")

    compared = _mandate(data).targets()[0].compared_with

    assert compared == Period(date(2011, 2, 28), date(2012, 2, 29))


@pytest.mark.parametrize("convert", [lambda data: data.replace(b"\n", b"\r\n"), lambda data: b"\xef\xbb\xbf" + data])
def test_files_saved_on_other_systems_read_the_same(convert: Any) -> None:
    assert _mandate(convert(SAMPLE.encode())) == _mandate(SAMPLE.encode())


def test_texts_are_what_was_typed_and_not_what_yaml_guesses() -> None:
    mandate = _mandate(changed("title: Un mandato", "title: no").replace(b'"108033"', b"001001"))

    assert (mandate.title.it, mandate.municipality) == ("no", "001001")


TARGET = "              - key: assignments\n"
CASES = [
    # (what is done to the sample, the mistake, a text on the line it must name)
    (Wrong.TAB, "  key: sample", "\tkey: sample", "\tkey: sample"),
    (Wrong.SYNTAX, "title: Un mandato", "title: Un mandato: lungo", "Un mandato"),
    (Wrong.SYNTAX, "title: Un mandato", "title: [aperta", "[aperta"),
    (Wrong.SYNTAX, "title: Un mandato", 'title: "aperta', "aperta"),
    (Wrong.SYNTAX, "title: Un mandato", r'title: "\UFFFFFFFF"', "FFFFFFFF"),
    (Wrong.TOO_DEEP, "title: Un mandato", "title: " + "[" * 5000, "[[["),
    (Wrong.NOT_PRINTABLE, "Un mandato", '"Un\\0mandato"', "0mandato"),
    (Wrong.NOT_PRINTABLE, "Un mandato", "Un\x07mandato", "\x07"),
    (Wrong.NOT_FIELDS, "where: {area: elderly}", "where: elderly", "where: elderly"),
    (Wrong.NOT_LIST, "points:\n              - Un bando ogni anno", "points: Un bando ogni anno", "points:"),
    (Wrong.NOT_TEXT, "title: Un mandato", "title: [Un mandato]", "Un mandato"),
    (Wrong.NO_VALUE, "title: Un mandato", "title:", "title:\n  from"),
    (Wrong.NO_VALUE, "key: sample-2012-2017", 'key: " "', 'key: " "'),
    (Wrong.TOO_LONG, "Un mandato", "u" * 201, "uuu"),
    (Wrong.UNKNOWN_FIELD, "period: mandate", "period: mandate\n                zzz: 1", "zzz"),
    (Wrong.UNKNOWN_FIELD, "where: {area: elderly}", "where: {[a]: elderly}", "where"),
    (Wrong.MISSPELT_FIELD, "published: 30", "publised: 30", "publised"),
    (Wrong.FIELD_TWICE, "unit: items", "unit: items\n                unit: persons", "persons"),
    (Wrong.MISSING, "                unit: items\n", "", "- key: assignments"),
    (Wrong.MISSING, "      it: Case\n", "", "en: Homes"),
    (Wrong.MISSING, SAMPLE[SAMPLE.index("chapters:") :], "", "mandate:"),
    (Wrong.NOT_WHOLE, "published: 30", "published: 30.0", "30.0"),
    (Wrong.NOT_WHOLE, "published: 30", "published: 1.000", "1.000"),
    (Wrong.NOT_WHOLE, "published: 30", "published: " + "9" * 5000, "999"),
    (Wrong.NEGATIVE, "published: 63", "published: -63", "-63"),
    (Wrong.NOT_PERCENT, "published: 63", "published: 630", "630"),
    (Wrong.NOT_DATE, "until: 2017-06-26", "until: 26/6/2017", "26/6/2017"),
    (Wrong.NOT_DATE, "until: 2017-06-26", "until: 2017-06-31", "06-31"),
    (Wrong.NOT_DATE, "until: 2017-06-26", "until: 2917-06-26", "2917"),
    (Wrong.NOT_PERIOD, "period: 2016", "period: l'anno scorso", "scorso"),
    (Wrong.NOT_PERIOD, "period: 2016", "period: 9999", "9999"),
    (Wrong.NOT_YES_NO, "beyond_promises: true", "beyond_promises: forse", "forse"),
    (Wrong.NOT_ONE_OF, "unit: items", "unit: dozens", "dozens"),
    (Wrong.NOT_ONE_OF, "area: elderly", "area: anziani", "anziani"),
    (Wrong.NOT_KEY, "key: homes", "key: Le case", "Le case"),
    (Wrong.NOT_FIGURE, "figure: housing.assignments", "figure: assignments", "figure: assignments"),
    (Wrong.NOT_ADDRESS, "https://example.org/video", "javascript:alert(1)", "javascript"),
    (Wrong.NOT_MUNICIPALITY, '"108033"', "Monza", "municipality: Monza"),
    (Wrong.KEY_TAKEN, "key: share", "key: assignments", "key: assignments"),
    (Wrong.ENDS_BEFORE_START, "until: 2017-06-26", "until: 2012-05-21", "until"),
    (Wrong.PERIOD_ELSEWHERE, "period: mandate", "period: 2019", "period: 2019"),
    (Wrong.NO_COMPARISON, "                compared_with: 2012\n", "", "measure: change"),
    (Wrong.NEEDLESS_COMPARISON, "period: mandate", "period: mandate\n                compared_with: 2011", "compared_with: 2011"),
    (Wrong.COMPARED_WITH_LATER, "compared_with: 2012", "compared_with: 2016", "compared_with: 2016"),
    (Wrong.ONE_END, "                published_to: 70\n", "", "published_from"),
    (Wrong.ENDS_DO_NOT_ADD_UP, "published: 30", "published: 31", "published: 31"),
    (Wrong.BEYOND_WITH_COMMITMENTS, "    results:\n      - key: summer", "    commitments:\n      - key: summer", "    commitments:\n      - key: summer"),
    (Wrong.RESULTS_WITHOUT_COMMITMENT, "    beyond_promises: true\n", "", "    results:\n      - key: summer"),
]


@pytest.mark.parametrize(("wrong", "old", "new", "where"), CASES)
def test_a_mistake_is_told_alone_with_its_line(wrong: Wrong, old: str, new: str, where: str) -> None:
    data = changed(old, new)
    lines = [data.decode()[: match.start()].count("\n") + 1 for match in re.finditer(re.escape(where), data.decode())]

    (mistake,) = _mistakes(data)

    assert (mistake.wrong, mistake.line) == (wrong, lines[-1])


def test_an_empty_file_and_one_in_another_encoding_are_told() -> None:
    latin = SAMPLE.replace("Il diritto", "Il più").encode("latin-1")

    assert _mistakes(b"") == (Mistake(1, Wrong.EMPTY_FILE.name),)
    assert _mistakes(b"# solo un commento\n") == (Mistake(1, Wrong.EMPTY_FILE.name),)
    assert _mistakes(latin) == (Mistake(line_of("Il diritto", SAMPLE.encode()), Wrong.NOT_UTF8.name),)


def test_every_mistake_of_the_list_has_a_case() -> None:
    assert {wrong for wrong, *_rest in CASES} | {Wrong.EMPTY_FILE, Wrong.NOT_UTF8} == set(Wrong)


def test_all_the_mistakes_of_a_file_are_told_together_in_the_order_of_its_lines() -> None:
    data = changed("title: Un mandato", "titel: Un mandato").replace(b"unit: items", b"unit: dozens").replace(b"https:", b"ftp:").replace(b"until:", b"untill:")

    mistakes = _mistakes(data)

    assert [(mistake.wrong, mistake.line) for mistake in mistakes] == [
        (Wrong.MISSPELT_FIELD, line_of("titel", data)),
        (Wrong.MISSPELT_FIELD, line_of("untill", data)),
        (Wrong.NOT_ADDRESS, line_of("ftp", data)),
        (Wrong.NOT_ONE_OF, line_of("dozens", data)),
    ]


def test_a_mistake_says_what_is_wrong_and_how_to_mend_it_in_the_words_it_is_given() -> None:
    (mistake,) = _mistakes(changed("published: 30", "publised: 30"))

    assert mistake.what() == "Il campo «publised» non esiste in «target»."
    assert mistake.mend() == "Forse volevi scrivere «published»."
    assert mistake.mend(lambda words: words.replace("Forse volevi scrivere", "Did you mean")) == "Did you mean «published»."


def test_two_targets_on_one_line_may_not_share_a_key() -> None:
    one = "{key: a, figure: a.b, period: 2016, published: 1, unit: items, title: A}"
    data = SAMPLE[: SAMPLE.index("targets:")] + f"targets: [{one}, {one}]\n"

    (mistake,) = _mistakes(data.encode())

    assert (mistake.wrong, mistake.line) == (Wrong.KEY_TAKEN, line_of("targets:", data.encode()))


# Whatever happens to a file


def _is_answered(data: bytes) -> None:
    """Hold that reading `data` gives a mandate that turns into JSON, or mistakes that name a line of it and can be said."""
    lines = max(1, data.count(b"\n") + (not data.endswith(b"\n")))
    answer = mandate_file.read(data)
    if isinstance(answer, written.Mandate):
        json.dumps([target.as_json() for target in answer.targets()])
        return
    assert answer
    for mistake in answer:
        assert 1 <= mistake.line <= lines
        assert mistake.what().isprintable()
        assert mistake.mend().isprintable()


Path_ = tuple[str | int, ...]


def _paths(tree: Any, path: Path_ = ()) -> list[Path_]:
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [below for name, value in items for below in [(*path, name), *_paths(value, (*path, name))]]


TREE = yaml.safe_load(SAMPLE)
ODD = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.lists(st.text()), st.dictionaries(st.text(), st.text()))


@given(st.sampled_from(_paths(TREE)), st.one_of(st.just("remove"), st.just("rename"), ODD))
def test_a_field_removed_or_altered_never_ends_in_a_traceback(path: Path_, value: Any) -> None:
    tree = yaml.safe_load(SAMPLE)
    parent = tree
    for name in path[:-1]:
        parent = parent[name]
    if value in ("remove", "rename") and isinstance(value, str):
        kept = parent.pop(path[-1])
        if value == "rename" and isinstance(parent, dict):
            parent[f"{path[-1]}s"] = kept
    else:
        parent[path[-1]] = value

    _is_answered(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass"))


@given(st.data())
def test_a_file_damaged_anywhere_never_ends_in_a_traceback(data: st.DataObject) -> None:
    lines = SAMPLE.split("\n")
    for _times in range(data.draw(st.integers(1, 3))):
        number = data.draw(st.integers(0, len(lines) - 1))
        damage = data.draw(st.sampled_from(["remove", "repeat", "indent", "dedent", "swap", "cut", "insert"]))
        other = data.draw(st.integers(0, len(lines) - 1))
        place = data.draw(st.integers(0, len(lines[number])))
        match damage:
            case "remove":
                lines[number] = ""
            case "repeat":
                lines.insert(other, lines[number])
            case "indent":
                lines[number] = "  " + lines[number]
            case "dedent":
                lines[number] = lines[number].removeprefix("  ")
            case "swap":
                lines[number], lines[other] = lines[other], lines[number]
            case "cut":
                lines = [*lines[:number], lines[number][:place]]
            case "insert":
                typed = data.draw(st.text(st.sampled_from("\t:-#'\"[]{}&*!|>%@`?,\\ \0\ud800é\u2028\x85\r"), min_size=1, max_size=4))
                lines[number] = lines[number][:place] + typed + lines[number][place:]

    _is_answered("\n".join(lines).encode("utf-8", "surrogatepass"))


@given(st.binary())
def test_any_bytes_at_all_are_answered(data: bytes) -> None:
    _is_answered(data)


# The mandate of Monza


def test_the_mandate_of_monza_holds_every_figure_of_its_report() -> None:
    published = {target.key: target.published for target in _mandate(MONZA.read_bytes()).targets()}

    assert published == {
        "elderly-in-charge": 1000,
        "adults-in-charge": 190,
        "minors-in-charge": 320,
        "contributions-granted": 800,
        "decentralised-offices-opened": 4,
        "secretariat-share-of-civic-centres": 63,
        "secretariat-desks": 5,
        "tables-active": 10,
        "projects-co-designed": 50,
        "network-places": 36,
        "network-guests": 36,
        "network-municipalities": 7,
        "network-managing-bodies": 5,
        "network-years-2014-2016": 3,
        "network-years-2017-2019": 3,
        "unaccompanied-minors-projects": 2,
        "disabled-in-charge": 220,
        "planning-bodies": 80,
        "planning-tables-opened": 3,
        "pact-ambiti": 5,
        "pact-municipalities": 55,
        "yearly-assignments": 30,
        "dwellings-refurbished": 202,
        "agreed-rent-contracts": 8,
        "blameless-arrears-households": 140,
        "arrears-recovered": 500_000_00,
        "housing-emergency-households": 50,
        "evictions-overcome": 30,
        "moderate-rent-flats": 22,
        "saharawi-children": 40,
        "ecuador-situations": 10,
    }


def test_titles_of_the_mandate_of_monza_are_in_both_languages() -> None:
    mandate = _mandate(MONZA.read_bytes())
    results = [result for chapter in mandate.chapters for result in chapter.all_results()]
    commitments = [commitment for chapter in mandate.chapters for commitment in chapter.commitments]
    titled: list[written.Mandate | written.Chapter | written.Commitment | written.Result | written.Target]
    titled = [mandate, *mandate.chapters, *commitments, *results, *mandate.targets()]

    assert [each.key for each in titled if not each.title.en] == []


def test_every_commitment_of_the_mandate_of_monza_is_answered_by_a_result() -> None:
    chapters = _mandate(MONZA.read_bytes()).chapters

    assert [(chapter.beyond_promises, bool(chapter.commitments)) for chapter in chapters] == [(False, True), (False, True), (False, True), (True, False)]
    assert [each.key for chapter in chapters for each in chapter.commitments if not each.results] == []


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_the_mandate_of_monza_damaged_on_a_line_is_answered(data: st.DataObject) -> None:
    lines = MONZA.read_text().split("\n")
    del lines[data.draw(st.integers(0, len(lines) - 1))]

    _is_answered("\n".join(lines).encode())


# The guide


def test_the_guide_explains_exactly_the_fields_that_are_read() -> None:
    sections = re.split(r"^## ", GUIDE.read_text(), flags=re.MULTILINE)
    told = {
        section.split("\n", 1)[0].strip("` "): {name: required == "yes" for name, required in re.findall(r"^\| `(\w+)` \| (yes|no) \|", section, re.MULTILINE)}
        for section in sections[1:]
    }
    read = {kind: {field.name: field.required for field in fields} for kind, fields in mandate_file.FORMAT.items()}

    assert {kind: fields for kind, fields in told.items() if fields} == read


def test_the_example_of_the_guide_is_a_mandate() -> None:
    (example,) = re.findall(r"^```yaml\n# A whole file\n(.*?)^```", GUIDE.read_text(), re.MULTILINE | re.DOTALL)

    assert _mandate(example.encode()).targets()
