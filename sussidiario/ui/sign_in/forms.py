"""The questions about passwords: at the sign-in, again before the account is changed, and for a new one."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from django import forms
from django.utils.translation import gettext_lazy as _


def plainly(form: forms.BaseForm) -> None:
    """Take away what django-allauth writes in and under its fields: labels are enough."""
    for field in form.fields.values():
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)


class SignIn(LoginForm):  # type: ignore[misc]  # allauth has no types
    """User name and password in our words; nobody recovers a password alone: the administration gives a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Nome utente")
        self.fields["password"].label = _("Password")
        plainly(self)


class Again(ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password, of somebody who is in already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        plainly(self)


class ChoosePassword(ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """The password of now, and twice the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Password di adesso")
        self.fields["password1"].label = _("Nuova password")
        self.fields["password2"].label = _("Nuova password, un’altra volta")
        plainly(self)
        self.fields["password1"].help_text = _("Almeno 12 caratteri. Meglio tre o quattro parole a caso che una parola con numeri.")

    def clean_password1(self) -> str:
        """
        Refuse the password that is being left.

        :raises ValidationError: if it is the same.
        """
        chosen: str = self.cleaned_data["password1"]
        if self.user.check_password(chosen):
            raise forms.ValidationError(_("È la stessa di adesso: scegline un’altra."))
        return chosen
