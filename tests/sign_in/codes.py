"""What an authenticator app computes (RFC 6238), and the browsers of those who sign in."""

import base64
import hashlib
import hmac
import struct
import time

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.test import Client

from sussidiario.access.demo import PASSWORD
from sussidiario.access.models import Staff

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret: str = SECRET, *, later: int = 0) -> str:
    """The six digits of now, or of so many seconds later."""
    moment = struct.pack(">Q", int(time.time() + later) // 30)
    digest = hmac.new(base64.b32decode(secret), moment, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def give_app(staff: Staff) -> Authenticator:
    """Give somebody an app, as if they had set it up."""
    return Authenticator.objects.create(user=staff, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(SECRET)})


def enter(client: Client, username: str = "paola.villa", password: str = PASSWORD, **more: str) -> str:
    """Sign in with a password; say where that leads, or what is said."""
    answer = client.post("/accesso/login/", {"login": username, "password": password, **more})
    return str(answer.headers.get("Location") or " ".join(answer.context["form"].non_field_errors()))
