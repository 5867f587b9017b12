"""The filters and tags of our pages, in every template without loading."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from django import template
from django.apps import apps
from django.conf import settings
from django.core.paginator import Page
from django.db.models import Model
from django.forms import BaseForm, BoundField, CheckboxInput
from django.template import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from sussidiario.access.demo import CAST, PASSWORD
from sussidiario.foundation.words import Text
from sussidiario.journal.domain import vocabulary, waiting
from sussidiario.journal.timeline import Entry
from sussidiario.ui import charts, kept, verbs as arranging, writing
from sussidiario.ui.chips import chips
from sussidiario.ui.doors import Door
from sussidiario.ui.icons import PATHS

register = template.Library()

register.filter("number", writing.number)
register.filter("signed", writing.signed)
register.filter("percent", writing.percent)
register.filter("day", writing.day)
register.filter("weekday", writing.weekday)
register.filter("month", writing.month)
register.filter("hour", writing.hour)
register.filter("instant", writing.instant)


@register.filter
def euro(cents: int | None, decimals: str = "yes") -> str:
    """Write cents as euros; with an empty argument, without decimals."""
    return writing.euro(cents, decimals=bool(decimals))


@register.filter
def said(words: Any) -> Any:
    """Mark what somebody wrote in another language than the page's, so that it is read aloud as it should (WCAG 3.1.2)."""
    if not isinstance(words, Text) or not words or words.language == (get_language() or "it"):
        return words
    return format_html('<span lang="{}">{}</span>', words.language, words)


@register.simple_tag
def icon(name: str) -> SafeString:
    """
    Draw an icon that says nothing: the words are beside it.

    :raises KeyError: if there is no such drawing in `ui/icons.py`.
    """
    return format_html('<svg class="s-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>', PATHS[name])


@register.simple_tag
def nav_url(name: str, *args: object, default: str = "", **kwargs: object) -> str:
    """Give the address of a page by name, or `default` when no installed domain has it: how a page links upwards."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return default


@register.simple_tag(takes_context=True)
def open_url(context: Context, name: str, record: Model | None = None) -> str:
    """Give the address of a page by name, perhaps about a record, or nothing when no installed domain has it or its door is closed to who reads."""
    about = () if record is None else (record,)
    url = nav_url(name, *(each.pk for each in about))
    door = _door(name, len(about), settings.ROOT_URLCONF) if url else None
    if door is None or door.kind == "public" or door.allows is None:
        return url
    actor = context.get("actor")
    return url if actor is not None and door.allows(actor, *about) else ""


@cache
def _door(name: str, places: int, _addresses: str) -> Door | None:
    """Behind which door a page stands, by its name, how many records it is about, and the module of the addresses: asked of each entry of a menu."""
    door = getattr(resolve(reverse(name, args=(1,) * places)).func, "door", None)
    return door if isinstance(door, Door) else None


@register.simple_tag(takes_context=True)
def nav_link(context: Context, name: str, label: str, *beneath: str) -> SafeString | str:
    """
    Write a navigation entry, marked when it is where we are, with how many things wait there; nothing where `open_url` gives nothing.

    What stands `beneath` other beginnings of addresses belongs to it as well.
    """
    url = open_url(context, name)
    if not url:
        return ""
    path = context["request"].path if "request" in context else ""
    current = "page" if path == url else "true" if url != "/" and path.startswith((url, *beneath)) else ""
    mark = format_html(' aria-current="{}"', current) if current else ""
    count = waiting()[name](context["actor"]) if name in waiting() and context.get("actor") else 0
    said = format_html(' <span class="s-waits">{}<span class="visually-hidden"> {}</span></span>', writing.number(count), gettext("in attesa")) if count else ""
    return format_html('<li><a href="{}"{}>{}{}</a></li>', url, mark, label, said)


# Blocks


@register.simple_block_tag
def section(content: str, title: str, *, count: int | str | None = None, url: str = "", more: str = "", id: str = "") -> str:  # noqa: A002  as in HTML
    """Wrap a part of a page under its own heading; `count` is a number, or how many there are in words."""
    written = count if isinstance(count, str) else writing.number(count)
    return render_to_string("ui/components/section.html", {"content": content, "title": title, "count": written, "url": url, "more": more, "id": id})


@register.simple_block_tag
def card(content: str, title: str) -> str:
    """Wrap what stands beside a record: people involved, deadlines, money at a glance."""
    return render_to_string("ui/components/card.html", {"content": content, "title": title})


@register.simple_block_tag
def table(content: str, caption: str, quiet: bool = True, wide: bool = False) -> str:  # noqa: FBT001, FBT002  template arguments
    """Wrap head and rows of a list. `quiet` keeps the caption for those who listen; `wide` lets it scroll sideways."""
    return render_to_string("ui/components/table.html", {"content": content, "caption": caption, "quiet": quiet, "wide": wide})


@register.simple_block_tag
def notice(content: str, kind: str, title: str = "") -> str:
    """Wrap something to be noticed: `info`, `good`, `care` or `stop`."""
    drawing = {"info": "info", "good": "done", "care": "warning", "stop": "error"}[kind]
    return render_to_string("ui/components/notice.html", {"content": content, "kind": kind, "icon": drawing, "title": title})


# Parts


@register.inclusion_tag("ui/components/state.html")
def state(label: str, shape: str) -> dict[str, str]:
    """Say a state by word and by shape: `waiting`, `open`, `attention`, `stopped`, `done` or `closed`."""
    return {"label": label, "shape": shape}


@register.inclusion_tag("ui/components/verbs.html", takes_context=True)
def verbs(context: Context, offered: list[arranging.Verb]) -> dict[str, object]:
    """Offer the verbs of a page: one filled button, a menu of the others, and why not for those denied."""
    primary, others = arranging.arrange(offered)
    return {"primary": primary, "others": others, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/components/filters.html", takes_context=True)
def filters(context: Context, form: BaseForm) -> dict[str, object]:
    """Draw the search and the filters of a list, and those that are on as chips to take off."""
    query = context["request"].GET
    form.is_valid()
    return {"form": form, "chips": chips(form, query), "path": context["request"].path}


@register.inclusion_tag("ui/components/pages.html", takes_context=True)
def pages(context: Context, page: Page[Any]) -> dict[str, object]:
    """Lead through the pages of a long list, keeping its filters."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": context["request"], "gap": page.paginator.ELLIPSIS}


@register.inclusion_tag("ui/components/timeline.html", takes_context=True)
def timeline(context: Context, entries: Sequence[Entry], *, about: bool = False) -> dict[str, object]:
    """Tell what happened, newest first and day by day; `?atti=` keeps the acts of one domain, `about` says of each which record it is about."""
    chosen = context["request"].GET.get("atti", "")
    domains = list(dict.fromkeys(entry.act.act.partition(".")[0] for entry in entries))
    told = [entry for entry in entries if not chosen or entry.act.act.startswith(f"{chosen}.")]
    days = [(day, list(group)) for day, group in groupby(told, key=lambda entry: entry.act.on)]
    named = [(label, apps.get_app_config(label).verbose_name) for label in domains]
    return {"days": days, "domains": named if len(named) > 1 else [], "chosen": chosen, "about": about, "request": context["request"]}


@register.filter
def act_words(act: str) -> str:
    """Say what an act is, in the words its domain gave it."""
    return gettext(vocabulary().get(act, act))


@register.inclusion_tag("ui/components/chart.html")
def chart(kind: str, rows: Iterable[tuple[str, int]], caption: str, unit: str = "", column: str = "") -> dict[str, object]:
    """
    Draw `rows` of label and number as `bar` or `line`, under a caption that says what they show, with their table.

    `unit` names what is counted, `column` what the labels are.
    """
    drawn = list(rows)
    plan: Mapping[str, object] = {"bars": charts.bars(drawn)} if kind == "bar" else {"points": charts.line(drawn), "zero": charts.zero(drawn)}
    return {"rows": drawn, "caption": caption, "unit": unit, "column": column, **plan}


# Forms


@register.filter
def wrong(form: BaseForm) -> bool:
    """Tell whether the form has errors to show; one filled with what was kept has none, since nobody has sent it."""
    kept.quiet(form)
    return bool(form.errors)


@register.filter
def is_kept(form: BaseForm | None) -> bool:
    """Tell whether the form was filled with what its author had typed and not recorded; a page that may not ask has no form."""
    return form is not None and isinstance(form.data, kept.Kept)


@register.filter
def speaks_back(field: BoundField) -> bool:
    """Tell whether the field says what it understood."""
    return hasattr(field.field, "echo")


@register.filter
def marked(field: BoundField) -> str:
    """
    Say whether an answer must be given, in a word, where it is not what most fields of the form ask: `required`, `optional` or nothing.

    A tick that may be left out needs no word.
    """
    visible = [other.field.required for other in field.form.visible_fields()]
    if visible.count(True) >= visible.count(False):
        return "" if field.field.required or is_checkbox(field) else "optional"
    return "required" if field.field.required else ""


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Tell whether the field is one tick, whose words stand after it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def described_by(field: BoundField) -> str:
    """List the ids of what explains the field: its help, its error, and the echo of what was understood."""
    parts = (("help", field.help_text), ("error", field.errors), ("echo", speaks_back(field)))
    return " ".join(f"{field.auto_id}_{name}" for name, there in parts if there)


@register.filter
def echo(field: BoundField) -> str:
    """Say in full what was understood of what was typed, for fields that know how."""
    says = getattr(field.field, "echo", None)
    return str(says(field.value())) if says and not field.errors else ""


@register.filter
def control(field: BoundField) -> SafeString:
    """Draw the field's control, tied to its help and its error; a group of choices is tied as a whole."""
    described = "" if field.use_fieldset else described_by(field)
    return mark_safe(field.as_widget(attrs={"aria-describedby": described} if described else {}))  # noqa: S308  Django's own drawing


@register.filter
def first_control(field: BoundField) -> str:
    """Give the id of the first thing to focus in the field: of a group of choices, its first one."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label


@register.simple_tag
def demo_cast() -> dict[str, object]:
    """In the invented city, say who one may sign in as; anywhere else, nobody."""
    return {"people": CAST, "password": PASSWORD} if settings.DEMO else {}
