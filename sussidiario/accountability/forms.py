"""What the mandate office types to publish an edition."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PublishForm(forms.Form):
    """The title everyone will read, and the name of its address."""

    title = forms.CharField(label=_("Titolo"), max_length=160, help_text=_("Come si leggerà in testa alla pagina, in italiano: «Bilancio sociale 2016»."))
    name = forms.SlugField(
        label=_("Nome nell'indirizzo"), max_length=60, help_text=_("Lettere minuscole, cifre e trattini: «bilancio-2016». Non si cambia più.")
    )
