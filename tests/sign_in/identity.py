"""
An identity provider of a municipality, in a process and with a database of its own: `python -m tests.sign_in.identity PORT FOLDER CALLBACK`.

It is django-allauth's provider, which knows nothing of us. `/spoil/<how>/` makes it answer with tokens as a thief would write them.
"""

import base64
import json
import sys
from pathlib import Path
from typing import Any

CLIENT, SECRET = "sussidiario", "segreto-condiviso-per-le-prove"
PASSWORD = "parola-dell-ente-2016"
PERSONS = {"paola.villa": [], "giovanni.casati": ["otp", "mfa"], "sconosciuta.alcomune": [], "stefano.riva": []}
"""Who has an account at the provider, and with which methods it says that they signed in."""

SPOILED: dict[str, str] = {"how": ""}


def main(port: int, folder: Path, callback: str) -> None:
    """Set the provider up in `folder`, and serve it."""
    _configure(port, folder)
    _fill(callback)
    from django.core.servers.basehttp import WSGIServer, run  # noqa: PLC0415  Django is configured by now
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415  likewise

    run("127.0.0.1", port, get_wsgi_application(), threading=True, server_cls=WSGIServer)


def _configure(port: int, folder: Path) -> None:
    import django  # noqa: PLC0415  this process is the provider's alone
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415  likewise
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415  likewise
    from django.conf import settings  # noqa: PLC0415  likewise

    pem = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    middleware = ["sessions.middleware.SessionMiddleware", "middleware.csrf.CsrfViewMiddleware", "contrib.auth.middleware.AuthenticationMiddleware"]
    settings.configure(
        SECRET_KEY="of the provider",
        DEBUG=True,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "provider.sqlite3"}},
        INSTALLED_APPS=[
            *(f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions", "messages")),
            *("allauth", "allauth.account", "allauth.idp.oidc"),
        ],
        MIDDLEWARE=[
            f"{__name__}.Spoiler",
            f"django.contrib.{middleware[0]}",
            f"django.{middleware[1]}",
            f"django.{middleware[2]}",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["django.template.context_processors.request", "django.contrib.messages.context_processors.messages"]},
            }
        ],
        SESSION_COOKIE_NAME="provider",
        AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        ACCOUNT_EMAIL_VERIFICATION="none",
        LOGIN_URL="account_login",
        IDP_OIDC_ADAPTER=f"{__name__}.Adapter",
        IDP_OIDC_PRIVATE_KEY=pem.decode(),
        STATIC_URL="static/",
        USE_TZ=True,
        LOGGING_CONFIG=None,
    )
    django.setup()


def _fill(callback: str) -> None:
    from allauth.idp.oidc.models import Client  # noqa: PLC0415  Django is configured by now
    from django.contrib.auth.models import User  # noqa: PLC0415  likewise
    from django.core.management import call_command  # noqa: PLC0415  likewise

    call_command("migrate", verbosity=0)
    for name in PERSONS:
        User.objects.create_user(name, password=PASSWORD)
    client = Client(id=CLIENT, name="Sussidiario", scopes="openid\nprofile\nemail", redirect_uris=callback, skip_consent=True)
    client.set_secret(SECRET)
    client.save()


def __getattr__(name: str) -> Any:
    """Make, when Django asks for them, what can only be made once it is configured."""
    if name == "urlpatterns":
        return _urls()
    if name == "Adapter":
        return _adapter()
    raise AttributeError(name)


def _urls() -> list[Any]:
    from allauth.account.urls import urlpatterns as account  # noqa: PLC0415  Django is configured by now
    from django.http import HttpRequest, HttpResponse  # noqa: PLC0415  likewise
    from django.urls import include, path  # noqa: PLC0415  likewise

    def spoil(request: HttpRequest, how: str) -> HttpResponse:
        SPOILED["how"] = "" if how == "nothing" else how
        return HttpResponse(how)

    return [path("spoil/<str:how>/", spoil), path("accounts/", include(account)), path("", include("allauth.idp.urls"))]


def _adapter() -> type:
    from allauth.idp.oidc.adapter import DefaultOIDCAdapter  # noqa: PLC0415  Django is configured by now

    class Adapter(DefaultOIDCAdapter):  # type: ignore[misc]  # allauth has no types
        def populate_id_token(self, id_token: dict[str, Any], client: Any, scopes: Any, **kwargs: Any) -> None:
            if ways := PERSONS.get(id_token.get("preferred_username", "")):
                id_token["amr"] = ways
            if SPOILED["how"] == "audience":
                id_token["aud"] = "another-client"
            if SPOILED["how"] == "expired":
                id_token |= {"exp": 1_000_000_000, "iat": 999_999_000}
            if SPOILED["how"] == "issuer":
                id_token["iss"] = "https://somebody-else.example"

    return Adapter


class Spoiler:
    """Alters the identity token on its way out: another name under the same signature, no signature, one made with a shared secret."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        """Pass the request on, and spoil what comes back."""
        response = self.get_response(request)
        how = SPOILED["how"]
        if how in {"name", "none", "hs256"} and request.path.endswith("/token"):
            answer = json.loads(response.content)
            answer["id_token"] = spoiled(answer["id_token"], how)
            response.content = json.dumps(answer)
            response.headers["Content-Length"] = str(len(response.content))
        return response


def spoiled(token: str, how: str) -> str:
    """Write a token that says it is the service head."""
    import jwt  # noqa: PLC0415  this process is the provider's alone

    header, claims, signature = token.split(".")
    said = json.loads(base64.urlsafe_b64decode(claims + "=="))
    said["preferred_username"] = "giovanni.casati"
    if how == "name":
        return f"{header}.{base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip('=')}.{signature}"
    kid = jwt.get_unverified_header(token)["kid"]
    return jwt.encode(said, key="" if how == "none" else SECRET * 2, algorithm=None if how == "none" else "HS256", headers={"kid": kid})


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
