"""A page that names what it was not given fails its test."""

import pytest
from django.template import Context, engines
from django.template.base import Origin, Template


def page(source: str, *, name: str) -> Template:
    origin = Origin(f"/somewhere/sussidiario/invented/templates/{name}", template_name=name)
    return Template(source, origin=origin, name=name, engine=engines["django"].engine)  # type: ignore[attr-defined]  # the stubs know no engine


@pytest.mark.parametrize("source", ["{{ nothing }}", '{{ nothing|default:"-" }}', "{{ person.nothing }}", '{% translate "a" as b %}{{ c }}'])
def test_a_page_that_names_what_it_was_not_given_fails(source: str) -> None:
    with pytest.raises(AssertionError, match=r"invented/page\.html names"):
        page(source, name="invented/page.html").render(Context({"person": "Ada"}))


def test_a_page_may_ask_whether_it_was_given_something() -> None:
    assert page("{% if nothing %}a{% endif %}{{ person }}", name="invented/page.html").render(Context({"person": "Ada"})) == "Ada"


def test_a_component_may_leave_out_what_it_was_not_given() -> None:
    assert page('{{ nothing }}{{ nothing|default:"-" }}', name="ui/components/piece.html").render(Context()) == "-"
