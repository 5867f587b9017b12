"""The settings of the product, on a key of its own, with an invented domain and no slow password hashing."""

import os

os.environ.setdefault("SUSSIDIARIO_DEMO", "1")

from config.settings import *  # noqa: F403  these are those settings, read once the key is there
from config.settings import DATABASES, INSTALLED_APPS, STATIC_ROOT, TEMPLATES, VAR
from tests.undefined import Undefined

INSTALLED_APPS = ["tests.invented", *INSTALLED_APPS]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in a town: a database in memory has one connection, and none to compete with.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # as an installation has it: WhiteNoise warns where it is missing
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()  # type: ignore[index]  # a setting has the type of its first use
SUSSIDIARIO_LIMITS = {"public": "0", "search": "0", "recognise": "0", "sign_in": "0"}  # tests ask faster than people; those of the limits set their own
SUSSIDIARIO_MFA = False  # those of the sign-in ask for what these spare the others
SUSSIDIARIO_IDLE_MINUTES = SUSSIDIARIO_SESSION_HOURS = 0
