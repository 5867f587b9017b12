"""Passkeys: a key in the computer, in the telephone or on a ring, that the browser asks for."""

from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, EditWebAuthnForm, ReauthenticateWebAuthnForm
from django.utils.translation import gettext_lazy as _

from sussidiario.ui.sign_in import proof
from sussidiario.ui.sign_in.counted import counted

NAME_HELP = _("Per riconoscerla tra le altre: per esempio «telefono» o «computer dello sportello».")


class Add(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A new passkey, and whether it is to be enough by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label, self.fields["name"].help_text = _("Come la chiamiamo"), NAME_HELP
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["passwordless"].label = _("Entra anche senza password")
        self.fields["passwordless"].help_text = _("L’apparecchio chiederà ogni volta il suo PIN, l’impronta o il volto.")

    def clean(self) -> dict[str, Any]:
        """Check what the browser answered; who just made a passkey has shown one."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("credential"):
            proof.show_second(context.request, self.user, Authenticator.Type.WEBAUTHN.value)
        return cleaned


class Rename(EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label, self.fields["name"].help_text = _("Come la chiamiamo"), NAME_HELP


class _Counted:
    def clean_credential(self) -> Authenticator:
        """
        Check what the browser answered.

        :raises ValidationError: if it is not theirs, or comes after too many that were not.
        """
        return counted(self.user, super().clean_credential)  # type: ignore[attr-defined, misc]  # of the form it is mixed into


class Prove(_Counted, AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey as the second step of the sign-in."""


class ProveAgain(_Counted, ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """The same, of somebody who is in already."""
