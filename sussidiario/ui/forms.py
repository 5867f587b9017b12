"""How a form is drawn, and how what an action refuses comes back to the field it was typed in."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.forms.renderers import TemplatesSetting

from sussidiario.foundation.refusal import Refusal

T = TypeVar("T")


class Renderer(TemplatesSetting):
    """Draw every form and field with the templates of `ui/form`."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"


def attempt(form: forms.BaseForm, verb: Callable[[], T]) -> T | None:
    """Do the verb; if it is refused, put the reason on the form, at its field, and return None."""
    try:
        return verb()
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None
