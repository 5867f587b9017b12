"""Tags and filters, in templates as pages write them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Denied
from sussidiario.access.models import Staff
from sussidiario.foundation.words import Text
from sussidiario.ui.chips import chips
from sussidiario.ui.paging import Pages
from sussidiario.ui.samples import Filters
from sussidiario.ui.verbs import Verb, arrange


def render(text: str, path: str = "/persone/?q=sala&page=2", **context: Any) -> str:
    return engines["django"].from_string(text).render(context, RequestFactory().get(path))


@dataclass
class Act:
    act: str
    on: date
    by: str


@dataclass
class Entry:
    act: Act
    url: str = ""


def test_the_filters_write_as_italians_do() -> None:
    text = "{{ cents|euro }} {{ cents|euro:'' }} {{ n|number }} {{ n|signed }} {{ nothing|euro }}"

    assert render(text, cents=125050, n=1000, nothing=None).replace("\N{NO-BREAK SPACE}", " ") == "1.250,50 € 1.251 € 1.000 +1.000 "


def test_words_in_another_language_than_the_page_are_marked_so() -> None:
    with translation.override("en"):
        assert render("{{ words|said }}", words=Text("Servizi <vicini>", "it")) == '<span lang="it">Servizi &lt;vicini&gt;</span>'
        assert render("{{ words|said }}", words=Text("Services nearby", "en")) == "Services nearby"
        assert render("{{ words|said }}", words="<Anna>") == "&lt;Anna&gt;"
    assert render("{{ words|said }}", words=Text("Servizi vicini", "it")) == "Servizi vicini"


def test_an_address_that_no_domain_has_is_empty() -> None:
    assert render("{% nav_url 'nowhere:page' as url %}[{{ url }}]") == "[]"
    assert render("{% nav_url 'nowhere:page' default='/' %}") == "/"
    assert render("{% nav_link 'nowhere:page' 'Niente' %}") == ""


def test_a_navigation_entry_knows_whether_we_are_there() -> None:
    assert render("{% nav_link 'ui:style' 'Stile' %}", "/stile/") == '<li><a href="/stile/" aria-current="page">Stile</a></li>'
    assert render("{% nav_link 'ui:style' 'Stile' %}", "/stile/dentro/") == '<li><a href="/stile/" aria-current="true">Stile</a></li>'
    assert render("{% nav_link 'ui:style' 'Stile' %}", "/altro/") == '<li><a href="/stile/">Stile</a></li>'
    assert render("{% nav_link 'ui:home' 'Prima' %}", "/altro/") == '<li><a href="/">Prima</a></li>'


def test_a_navigation_entry_is_there_for_whom_its_door_is_open() -> None:
    asking = Actor(staff=Staff(pk=1), on=date(2016, 5, 3), roles=frozenset(), teams=frozenset())

    assert render("{% open_url 'ui:draft' %}", actor=asking) == "/bozze/"
    assert render("{% open_url 'ui:draft' %}", actor=None) == ""
    assert render("{% nav_link 'ui:draft' 'Bozze' %}", actor=None) == ""
    assert render("{% open_url 'ui:home' %}", actor=None) == "/"
    assert render("{% open_url 'account_login' %}", actor=None) == "/accesso/login/"
    assert render("{% open_url 'nowhere:page' %}", actor=asking) == ""


def test_an_icon_says_nothing_to_who_listens() -> None:
    assert 'aria-hidden="true"' in render("{% icon 'lock' %}")
    with pytest.raises(KeyError):
        render("{% icon 'unicorn' %}")


def test_the_first_verb_allowed_is_the_filled_one() -> None:
    refused, first, second = Verb("Riapri", "/r", Denied("È aperto.")), Verb("Passa", "/p"), Verb("Chiudi", "/c")

    assert arrange([refused, first, second]) == (first, [refused, second])
    back = replace(first, back=True)
    assert arrange([back, second]) == (second, [back])
    assert arrange([refused]) == (None, [refused])
    assert arrange([]) == (None, [])


def test_a_verb_denied_is_shown_with_its_reason_and_leads_nowhere() -> None:
    html = render("{% verbs offered %}", offered=[Verb("Passa", "/p"), Verb("Riapri", "/r", Denied("È aperto."))])

    assert html.count('class="s-button"') == 1
    assert "È aperto." in html
    assert 'aria-disabled="true"' in html
    assert "/r" not in html


def test_a_verb_that_acts_at_once_is_a_form_with_its_token() -> None:
    html = render("{% verbs offered %}", offered=[Verb("Chiama", "/chiama", post=True), Verb("Annulla", "/annulla", post=True)])

    assert html.count('method="post"') == html.count("csrfmiddlewaretoken") == 2


def test_the_filters_that_are_on_are_chips_that_take_them_off() -> None:
    query = QueryDict("q=sala&area=elderly&mine=on&page=3")
    form = Filters(query)
    form.is_valid()

    assert [(chip.label, chip.value, chip.off) for chip in chips(form, query)] == [
        ("Area", "anziani", "?q=sala&mine=on"),
        ("solo i miei", "sì", "?q=sala&area=elderly"),
    ]


def test_an_unknown_filter_is_said_and_is_no_chip() -> None:
    html = render("{% filters form %}", form=Filters(QueryDict("area=moon")))

    assert "s-chip" not in html
    assert "s-wrong" in html


def test_pages_keep_the_filters() -> None:
    html = render("{% pages page %}", page=Pages(range(1000), 25).page(2))

    assert "Da 26 a 50 di 1.000" in html
    assert "?q=sala&amp;page=3" in html
    assert 'aria-current="page"' in html


def test_a_single_page_has_no_way_through() -> None:
    assert render("{% pages page %}", page=Pages(range(3), 25).page(1)).strip() == ""


def test_a_timeline_tells_day_by_day_and_by_domain() -> None:
    entries = [
        Entry(Act("invented.thing.closed", date(2016, 5, 3), "Paola Villa"), "/cosa/1"),
        Entry(Act("invented.thing.opened", date(2016, 5, 3), "Paola Villa")),
        Entry(Act("people.person.registered", date(2016, 5, 1), "")),
    ]

    whole, one = render("{% timeline entries %}", entries=entries), render("{% timeline entries %}", "/?atti=invented", entries=entries)

    assert whole.count("<h3>") == 2
    assert 'href="/cosa/1"' in whole
    assert "Cosa chiusa" in whole
    assert "1º maggio 2016" in whole
    assert "1º maggio 2016" not in one


def test_a_timeline_of_nothing_says_what_will_come() -> None:
    assert "Qui comparirà" in render("{% timeline entries %}", entries=[])


def test_a_chart_has_its_finding_and_its_table() -> None:
    html = render("{% chart 'bar' rows caption='Cresce' unit='persone' column='anno' %}", rows=[("2015", 500), ("2016", 1000)])

    assert html.count("Cresce") == 2
    assert '<rect width="50.0%"' in html
    assert "1.000" in html
    assert "<td" in html


def test_a_line_is_drawn_with_points_in_percent() -> None:
    html = render("{% chart 'line' rows caption='Cresce' %}", rows=[("2015", 35), ("2016", 70)])

    assert 'points="6.0,50.0 94.0,16.0 "' in html
    assert html.count("<circle") == 2


def test_blocks_wrap_what_is_in_them() -> None:
    assert "<p>dentro</p>" in render("{% section title='Casi' count=1000 %}<p>dentro</p>{% endsection %}")
    assert "1.000" in render("{% section title='Casi' count=1000 %}{% endsection %}")
    assert "<p>dentro</p>" in render("{% card title='Scadenze' %}<p>dentro</p>{% endcard %}")
    assert '<caption class="visually-hidden">I casi</caption>' in render("{% table caption='I casi' %}<tbody></tbody>{% endtable %}")
    assert 'role="region"' in render("{% table caption='I casi' wide=True %}<tbody></tbody>{% endtable %}")
    assert "s-notice--care" in render("{% notice 'care' title='Attenzione' %}<p>dentro</p>{% endnotice %}")


def test_words_typed_by_people_are_never_markup() -> None:
    html = render("{% section title=title %}{{ title }}{% endsection %}{% state title 'open' %}", title="<script>")

    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 3


@pytest.mark.parametrize("shape", ["waiting", "open", "attention", "stopped", "done", "closed"])
def test_a_state_is_said_by_word_and_by_shape(shape: str) -> None:
    html = render("{% state 'aperto' shape %}", shape=shape)

    assert "aperto" in html
    assert f"s-state--{shape}" in html
    assert "<svg" in html
