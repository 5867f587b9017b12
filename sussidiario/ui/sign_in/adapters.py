"""How django-allauth lets people in: accounts are given, never asked for; every answer is counted; every entrance is written down."""

import base64
import hashlib
import time
from typing import Any, ClassVar

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _, gettext_lazy
from qrcode.image.svg import SvgPathFillImage

from sussidiario.access import clock
from sussidiario.access.actions import accounts, entrance
from sussidiario.access.entering import Outcome
from sussidiario.access.models import SignIn, Staff
from sussidiario.ui.sign_in import proof
from sussidiario.ui.sign_in.caller import caller, mark, new_mark

ENTERED_AT = "entered_at"
"""Where in the session: when it began, in seconds."""

TOO_MANY = gettext_lazy(
    "Troppi tentativi. Aspetta almeno un quarto d’ora e riprova; se hai dimenticato come si entra, chiedi all’amministrazione degli accessi."
)


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in with user name and password, for accounts that are open, at a speed at which nobody guesses."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy("Nome utente e password non vanno insieme. Controlla che le maiuscole siano spente e riprova."),
        "too_many_login_attempts": TOO_MANY,
        "incorrect_password": gettext_lazy("La password non è questa."),
        "enter_current_password": gettext_lazy("La password di adesso non è questa."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse everyone: accounts are created by the administration."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Staff | None:
        """
        Find who knows this password, or nobody. A name that is nobody's costs the same work, and gets the same words.

        :raises ValidationError: if the account or the address is closed to guessing.
        """
        name, here, at = str(credentials.get("username", "")), caller(request), clock.real()
        known = Staff.objects.filter(username=name).first()
        if not entrance.take_try(name, caller=here, at=at):
            entrance.note(Outcome.LOCKED, staff=known, caller=here, at=at)
            raise ValidationError(TOO_MANY, code="too_many_login_attempts")
        found = authenticate(request, username=name, password=credentials.get("password"))
        if not isinstance(found, Staff):
            entrance.note(Outcome.WRONG, staff=known, caller=here, at=at)
            return None
        if not found.may_enter(clock.day(clock.now())):
            entrance.note(Outcome.REFUSED, staff=found, caller=here, at=at)
            return None
        entrance.give_back(name, caller=here, at=at)
        return found

    def get_login_stages(self) -> list[str]:
        """After the first proof there is one more."""
        return ["sussidiario.ui.sign_in.stages.SecondFactor"]

    def pre_login(self, request: HttpRequest, user: Staff, **kwargs: Any) -> HttpResponseBase | None:
        """Turn away whoever's account is closed, however they came to be recognised."""
        if not user.may_enter(clock.day(clock.now())):
            entrance.note(Outcome.REFUSED, staff=user, caller=caller(request), at=clock.real())
            refused: HttpResponseBase = self.respond_user_inactive(request, user)
            return refused
        let_in: HttpResponseBase | None = super().pre_login(request, user, **kwargs)
        return let_in

    def post_login(self, request: HttpRequest, user: Staff, **kwargs: Any) -> HttpResponseBase:
        """Write down that somebody came in, and tell them if it was from a browser they had never used."""
        response: HttpResponseBase = super().post_login(request, user, **kwargs)
        here, at = caller(request), clock.real()
        request.session[ENTERED_AT] = time.time()
        device = here.device or new_mark()
        if not here.device:
            mark(request, response, device=device)
            here = type(here)(address=here.address, agent=here.agent, device=device)
        earlier = SignIn.objects.of(user).filter(outcome=Outcome.ENTERED)
        if earlier.exists() and not earlier.filter(device=device).exists():
            messages.info(
                request, _("È la prima volta che entri da questo apparecchio. Se non sei tu, cambia la password e avvisa chi si occupa degli accessi.")
            )
        entrance.note(Outcome.ENTERED, staff=user, caller=here, at=at, how=proof.how(request, user))
        entrance.settle(user.username)
        return response

    def set_password(self, user: Staff, password: str) -> None:
        """Keep the password that somebody chose."""
        accounts.choose_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go to work, once the password is chosen."""
        return settings.LOGIN_REDIRECT_URL

    def logout(self, request: HttpRequest) -> None:
        """Write down that somebody left."""
        if isinstance(request.user, Staff):
            entrance.note(Outcome.LEFT, staff=request.user, caller=caller(request), at=clock.real())
        super().logout(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again who it is before the account itself is changed, unless they said so in these minutes."""
        request = self.request
        return not (request is not None and isinstance(request.user, Staff) and proof.is_recent(request, request.user))

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, Any]]:
        """How one may say again who one is: with the second factor only where it is asked for."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method for method in methods if settings.SUSSIDIARIO_MFA or not method["id"].startswith("mfa")]


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Authenticator apps and passkeys; secrets are kept encrypted."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("Il codice non è questo, o non vale più. Aspetta che l’app ne mostri uno nuovo e riprova."),
        "cannot_delete_authenticator": gettext_lazy("Serve almeno un secondo passaggio: prima aggiungine un altro."),
        "cannot_generate_recovery_codes": gettext_lazy("Prima aggiungi un’app o una passkey."),
    }

    def is_mfa_enabled(self, user: AbstractBaseUser, types: list[str] | None = None) -> bool:
        """Tell whether somebody has a second factor that is asked for."""
        return bool(settings.SUSSIDIARIO_MFA and super().is_mfa_enabled(user, types=types))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Leave nobody without a second factor."""
        others = Authenticator.objects.filter(user=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def get_totp_issuer(self) -> str:
        """Name that the app shows above the code."""
        return f"Sussidiario · {settings.SUSSIDIARIO_INSTITUTION}"

    def _get_site_name(self) -> str:
        """Name that the browser shows when it asks for a passkey."""
        return self.get_totp_issuer()

    def _get_user_identifier(self, user: Staff) -> str:
        return user.username

    def build_totp_svg(self, url: str) -> str:
        """Draw the square that a telephone reads."""
        return str(qrcode.make(url, image_factory=SvgPathFillImage, box_size=12, border=2).to_string(encoding="unicode"))

    def generate_authenticator_name(self, user: Staff, type: str) -> str:  # noqa: A002  allauth's signature
        """Propose a name for a new passkey."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("La mia passkey") if count == 0 else _("Passkey n. {number}").format(number=count + 1)

    def encrypt(self, text: str) -> str:
        """Keep a secret so that a copy of the database alone does not tell it."""
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret; one written with a key that is gone becomes one that no code fits."""
        try:
            return _vault().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return str(generate_totp_secret())


def _vault() -> MultiFernet:
    """The keys of the secrets: the first writes, all read."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.blake2b(b"sussidiario.second-factor", key=key.encode()[:64], digest_size=32).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
