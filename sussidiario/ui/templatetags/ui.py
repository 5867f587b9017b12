"""The filters and tags of our pages, in every template without loading."""

from django import template
from django.forms import BoundField, CheckboxInput
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from sussidiario.ui.icons import PATHS

register = template.Library()


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
def nav_link(context: Context, name: str, label: str) -> SafeString | str:
    """Write a navigation entry, marked when it is where we are; nothing when no installed domain has the page."""
    url = nav_url(name)
    if not url:
        return ""
    path = context["request"].path if "request" in context else ""
    current = "page" if path == url else "true" if url != "/" and path.startswith(url) else ""
    mark = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', url, mark, label)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Tell whether the field is one tick, whose words stand after it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def described_by(field: BoundField) -> str:
    """List the ids of what explains the field: its help and its error."""
    parts = (("help", field.help_text), ("error", field.errors), ("echo", getattr(field.field, "echo", None)))
    return " ".join(f"{field.auto_id}_{name}" for name, there in parts if there)


@register.filter
def control(field: BoundField) -> SafeString:
    """Draw the field's control, tied to its help and its error; those in a group are tied by the group."""
    attributes: dict[str, str | bool] = {}
    if not field.use_fieldset:
        attributes["aria-describedby"] = described_by(field)
    if field.errors and not field.use_fieldset:
        attributes["aria-invalid"] = "true"
    return mark_safe(field.as_widget(attrs={name: value for name, value in attributes.items() if value}))  # noqa: S308  Django's own drawing


@register.filter
def first_control(field: BoundField) -> str:
    """Give the id of the first thing to focus in the field: of a group of choices, its first one."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
