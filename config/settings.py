"""One file of settings, all of them from the environment; docs/operations.md lists them."""

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

ROOT = Path(__file__).resolve().parent.parent


def _flag(name: str, *, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def _list(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def _secret(name: str) -> str:
    """
    Read a secret from the environment; the invented city has one that everybody knows.

    :raises ImproperlyConfigured: if anybody else brings none, a short one, or that one.
    """
    secret = os.environ.get(name, SPARE_KEY if DEMO else "")
    if not DEMO and (len(secret) < SHORTEST_SECRET or SPARE_KEY in secret):
        message = (
            f"{name} must be in the environment: a secret of your own, at least {SHORTEST_SECRET} characters long. Make one with "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))' and keep it: see docs/operations.md."
        )
        raise ImproperlyConfigured(message)
    return secret


def _database(url: str) -> dict[str, object]:
    """Read `sqlite:///path` or `postgresql://user:password@host:port/name` (`?host=/run/dir` for a socket)."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000; PRAGMA mmap_size=268435456;",
            },
        }
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "prepare_threshold": 5,  # plans are kept of what is asked oftener than that: see people/models/search.py
            # Calling other processes takes ten times as long as the answer to a page's small question; and so does planning again what is asked often.
            "options": "-c max_parallel_workers_per_gather=0 -c plan_cache_mode=force_generic_plan",
        },
    }


# Demo and tests run with a key of their own; anything else must bring its secrets.
DEMO = _flag("SUSSIDIARIO_DEMO", default=False)
DEBUG = _flag("SUSSIDIARIO_DEBUG", default=False)
SPARE_KEY = "invented-city-only"
SHORTEST_SECRET = 50
SECRET_KEY = _secret("SUSSIDIARIO_SECRET_KEY")
SECRET_KEY_FALLBACKS = _list("SUSSIDIARIO_OLD_SECRET_KEYS")
SUSSIDIARIO_KEY = _secret("SUSSIDIARIO_JOURNAL_KEY").encode()
"""Key of pseudonyms and fingerprints in the journal. Losing it loses the link from figures back to persons."""
SUSSIDIARIO_KEYS_BEFORE = [key.encode() for key in _list("SUSSIDIARIO_JOURNAL_KEYS_BEFORE")]
"""Former keys of the journal that this installation still holds, newest first."""

ALLOWED_HOSTS = _list("SUSSIDIARIO_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _list("SUSSIDIARIO_ORIGINS")

VAR = Path(os.environ.get("SUSSIDIARIO_VAR", ROOT / "var"))
DATABASES = {"default": _database(os.environ.get("SUSSIDIARIO_DATABASE", f"sqlite:///{VAR / 'sussidiario.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SUSSIDIARIO_ARCHIVE = Path(os.environ.get("SUSSIDIARIO_ARCHIVE", VAR / "archive"))
SUSSIDIARIO_MUNICIPALITY = os.environ.get("SUSSIDIARIO_MUNICIPALITY", "108033")
"""ISTAT code of the municipality that runs this installation."""
SUSSIDIARIO_INSTITUTION = os.environ.get("SUSSIDIARIO_INSTITUTION", "Comune di Monza")
"""Whose name stands on every page."""
SUSSIDIARIO_SIUSS_BODY = os.environ.get("SUSSIDIARIO_SIUSS_BODY", "c_f704" if DEMO else "")
"""Code by which the national register of social services (SIUSS) knows the municipality."""
SUSSIDIARIO_SIUSS_OPERATOR = os.environ.get("SUSSIDIARIO_SIUSS_OPERATOR", "CSTGNN65C12F704I" if DEMO else "")
"""Fiscal code of who answers for what is sent to it."""
SUSSIDIARIO_TODAY = os.environ.get("SUSSIDIARIO_TODAY", "2017-05-15T10:20" if DEMO else "")
"""The day of the invented city; empty where time is real."""
SUSSIDIARIO_TAIL_DAYS = int(os.environ.get("SUSSIDIARIO_TAIL_DAYS", "30"))
"""How many days after it ended a work still opens the records it was about."""
SUSSIDIARIO_GRANT_MONTHS = int(os.environ.get("SUSSIDIARIO_GRANT_MONTHS", "12"))
"""How many months a person may at most be opened to another group; then it is decided anew."""
SUSSIDIARIO_EMERGENCY_HOURS = int(os.environ.get("SUSSIDIARIO_EMERGENCY_HOURS", "4"))
"""How many hours an emergency access lasts."""
SUSSIDIARIO_READINGS_MONTHS = int(os.environ.get("SUSSIDIARIO_READINGS_MONTHS", "24"))
"""How many months it is kept who read of whom."""
SUSSIDIARIO_WORKING_HOURS = tuple(int(hour) for hour in os.environ.get("SUSSIDIARIO_WORKING_HOURS", "7-20").split("-"))
"""From which hour to which, Monday to Friday, a reading is a usual one."""
SUSSIDIARIO_UNUSUAL_PERSONS = int(os.environ.get("SUSSIDIARIO_UNUSUAL_PERSONS", "20"))
"""From how many different persons, not followed, read of in a day somebody's reading is unusual."""
SUSSIDIARIO_EXPORT_HOURS = int(os.environ.get("SUSSIDIARIO_EXPORT_HOURS", "24"))
"""How many hours an exported file may be downloaded before it is deleted."""
SUSSIDIARIO_EXPORTS = VAR / "exports"
"""Where exported files are kept until they expire."""
SUSSIDIARIO_DEBTOR_NAME = os.environ.get("SUSSIDIARIO_DEBTOR_NAME", SUSSIDIARIO_INSTITUTION)
"""Whose account benefits are paid from, as the bank knows it."""
SUSSIDIARIO_DEBTOR_IBAN = os.environ.get("SUSSIDIARIO_DEBTOR_IBAN", "IT21I0100003245000000000001" if DEMO else "")
"""The municipality's treasury account, from which transfers are ordered."""
SUSSIDIARIO_DEBTOR_BIC = os.environ.get("SUSSIDIARIO_DEBTOR_BIC", "")
"""Its bank, where the bank still asks for it."""
SUSSIDIARIO_PROTOCOL = os.environ.get("SUSSIDIARIO_PROTOCOL", "")
"""The function that registers a letter in the municipality's own protocol too, by its dotted path: see benefits.actions.letters.register."""
SUSSIDIARIO_MANDATE = Path(os.environ.get("SUSSIDIARIO_MANDATE", ROOT / "sussidiario/planning/mandates/monza-2012-2017.yaml"))
"""The mandate whose commitments and figures the public account shows."""

INSTALLED_APPS = [
    "config",
    "sussidiario.accountability",
    "sussidiario.dossier",
    "sussidiario.planning",
    "sussidiario.privacy",
    "sussidiario.benefits",
    "sussidiario.casework",
    "sussidiario.desks",
    "sussidiario.people",
    "sussidiario.territory",
    "sussidiario.ui",
    "sussidiario.journal",
    "sussidiario.access",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "bootstrap_italia_template",
    "csp",
    "django_filters",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "sussidiario.ui.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "sussidiario.ui.uploads.GateMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sussidiario.ui.limits.LimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "sussidiario.ui.sign_in.guards.PresenceMiddleware",
    "sussidiario.ui.kept.KeptMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "sussidiario.ui.sign_in.guards.ProofMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "sussidiario.ui.doors.ActorMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sussidiario.ui.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "sussidiario.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "sussidiario.ui.forms.Renderer"

AUTH_USER_MODEL = "access.Staff"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["username", "family_name"]}},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
"""Passwords kept in the second way are written anew in the first when their owner signs in."""
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/oggi/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_ADAPTER = "sussidiario.ui.sign_in.adapters.StaffAdapter"
ACCOUNT_FORMS = {
    "login": "sussidiario.ui.sign_in.forms.SignIn",
    "reauthenticate": "sussidiario.ui.sign_in.forms.Again",
    "change_password": "sussidiario.ui.sign_in.forms.ChoosePassword",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # guessing is counted in the database, for all processes: access.actions.entrance; floods: ui.limits
MFA_ADAPTER = "sussidiario.ui.sign_in.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "sussidiario.ui.sign_in.codes.Code",
    "reauthenticate": "sussidiario.ui.sign_in.codes.CodeAgain",
    "activate_totp": "sussidiario.ui.sign_in.codes.ActivateApp",
    "add_webauthn": "sussidiario.ui.sign_in.passkeys.Add",
    "edit_webauthn": "sussidiario.ui.sign_in.passkeys.Rename",
    "authenticate_webauthn": "sussidiario.ui.sign_in.passkeys.Prove",
    "reauthenticate_webauthn": "sussidiario.ui.sign_in.passkeys.ProveAgain",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # a telephone may be half a minute late
MFA_PASSKEY_LOGIN_ENABLED = True
SUSSIDIARIO_MFA = _flag("SUSSIDIARIO_MFA", default=not DEMO)
"""Whether nobody comes in without a second factor."""

SUSSIDIARIO_OIDC = {
    "url": os.environ.get("SUSSIDIARIO_OIDC_URL", ""),
    "name": os.environ.get("SUSSIDIARIO_OIDC_NAME", SUSSIDIARIO_INSTITUTION),
    "username": os.environ.get("SUSSIDIARIO_OIDC_USERNAME", "preferred_username"),
    "mfa": _list("SUSSIDIARIO_OIDC_MFA"),
}
"""The municipality's identity provider: where it is, the claim that holds the user name, the `amr` or `acr` that stand for a second factor."""
SOCIALACCOUNT_ADAPTER = "sussidiario.ui.sign_in.provider.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form could not lead to the provider: `form-action` is ours alone
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "ente",
                "name": SUSSIDIARIO_OIDC["name"],
                "client_id": os.environ.get("SUSSIDIARIO_OIDC_CLIENT_ID", ""),
                "secret": os.environ.get("SUSSIDIARIO_OIDC_SECRET", ""),
                "settings": {"server_url": SUSSIDIARIO_OIDC["url"], "fetch_userinfo": False},
            }
        ]
        if SUSSIDIARIO_OIDC["url"]
        else [],
    }
}

SUSSIDIARIO_IDLE_MINUTES = int(os.environ.get("SUSSIDIARIO_IDLE_MINUTES", "15"))
"""After how long without a sign of anybody the screen is locked; 0 for never."""
SUSSIDIARIO_SESSION_HOURS = int(os.environ.get("SUSSIDIARIO_SESSION_HOURS", "10"))
"""After how long everybody signs in again, whatever they were doing; 0 for never."""
SESSION_COOKIE_AGE = 60 * 60 * 24 * 7  # what was not recorded waits for its author longer than the sign-in lasts
SESSION_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "it"
LANGUAGES = [("it", _("italiano")), ("en", _("inglese"))]
LOCALE_PATHS = [ROOT / "sussidiario/locale"]
TIME_ZONE = "Europe/Rome"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
_TESTING = "pytest" in sys.modules
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if _TESTING or DEBUG else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = _TESTING or DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# What is compressed already, and what no browser fetches.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "eot", "map", "ttf", "txt")

_SECURE = _flag("SUSSIDIARIO_TLS", default=not (DEMO or DEBUG))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _SECURE
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
if _SECURE:  # a browser takes a cookie of such a name from this very host alone, over https, for all its pages
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_SSL_REDIRECT = _SECURE
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _SECURE
SUSSIDIARIO_BEHIND_PROXY = _flag("SUSSIDIARIO_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SUSSIDIARIO_BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SUSSIDIARIO_BEHIND_PROXY else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF, "data:"],  # as the style sheet of the design system has one
        "connect-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

SUSSIDIARIO_LIMITS = {
    "public": os.environ.get("SUSSIDIARIO_LIMIT_PUBLIC", "300/m,6000/h"),
    "search": os.environ.get("SUSSIDIARIO_LIMIT_SEARCH", "180/m,1800/h"),
    "recognise": os.environ.get("SUSSIDIARIO_LIMIT_RECOGNISE", "10/m,40/h"),
    "sign_in": os.environ.get("SUSSIDIARIO_LIMIT_SIGN_IN", "20/m,120/h"),
}
"""How often one may ask: public pages and failed sign-ins for each network address, searches and wrong guesses of who somebody is for each member of staff."""
SUSSIDIARIO_LIMITS_FOLDER = VAR / "limits"

# A form is words, and not many; a file is refused but where one is asked for: see sussidiario/ui/uploads.py.
FILE_UPLOAD_HANDLERS = ["sussidiario.ui.uploads.Gate"]
DATA_UPLOAD_MAX_NUMBER_FILES = 1
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

EMAIL_HOST = os.environ.get("SUSSIDIARIO_MAIL_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
EMAIL_PORT = int(os.environ.get("SUSSIDIARIO_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("SUSSIDIARIO_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SUSSIDIARIO_MAIL_PASSWORD", "")
EMAIL_USE_TLS = _flag("SUSSIDIARIO_MAIL_TLS", default=True)
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = os.environ.get("SUSSIDIARIO_MAIL_FROM", "sussidiario@localhost")

_LOUDEST = os.environ.get("SUSSIDIARIO_LOG_LEVEL", "INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "config.logs.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": _LOUDEST},
    "loggers": {
        # Django's own handlers would mail whole requests, and print addresses with what was asked.
        "django": {"handlers": [], "level": _LOUDEST, "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # The words of a query hold whoever it is about.
        "django.db.backends": {"level": "WARNING"},
        # OpenFisca brings it along: it would say with every command how many processors it found.
        "numexpr": {"level": "WARNING"},
        # They would say every step of printing a letter, and the second every letter of its alphabet.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "WARNING"},
    },
}
