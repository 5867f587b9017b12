"""The codes of an authenticator app, and those kept for when the telephone is lost."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth
from django import forms
from django.utils.translation import gettext_lazy as _

from sussidiario.access.actions import entrance
from sussidiario.ui.sign_in import proof
from sussidiario.ui.sign_in.counted import counted

WRONG = "incorrect_code"


def _ask(form: forms.Form) -> None:
    """Put the question in our words, in a box for digits."""
    field = form.fields["code"]
    field.label = _("Codice")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs |= {"class": "s-short", "inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "12"}


class _Code:
    """A code is right once: also when two processes are asked at the same moment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self)  # type: ignore[arg-type]  # as the form it is mixed into

    def clean_code(self) -> str:
        """
        Check the code, and use it up.

        :raises ValidationError: if it is wrong, was used, or comes after too many wrong ones.
        """
        return counted(self.user, self._checked)  # type: ignore[attr-defined]  # of the form it is mixed into

    def _checked(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # of the form it is mixed into
        used = self.authenticator  # type: ignore[attr-defined]  # of the form it is mixed into
        if used.type == Authenticator.Type.TOTP and not _spend(used, code):
            raise get_adapter().validation_error(WRONG)
        return code


class Code(_Code, AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The second step of the sign-in."""


class CodeAgain(_Code, ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The same, of somebody who is in already."""


class ActivateApp(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of an app: it shows that the telephone read the square."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self)
        self.fields["code"].label = _("Codice che mostra l’app")

    def clean_code(self) -> str:
        """
        Check the first code.

        :raises ValidationError: if it is wrong, or comes after too many wrong ones.
        """
        code = counted(self.user, super().clean_code)
        proof.show_second(context.request, self.user, Authenticator.Type.TOTP.value)
        return str(code)


def _spend(app: Authenticator, code: str) -> bool:
    secret = get_adapter().decrypt(app.data["secret"])
    plain = "".join(code.split())
    moments = [moment for moment in auth.yield_hotp_counters_from_time() if auth.format_hotp_value(auth.hotp_value(secret, moment)) == plain]
    return bool(moments) and entrance.spend_code(app, max(moments))
