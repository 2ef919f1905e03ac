"""Codes of the second factor (RFC 6238: SHA-1, six digits, thirty seconds), as every authenticator app makes them."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote

SECRET_BYTES = 20
STEP_S = 30
DIGITS = 6
#: Steps before and after the present one that still count, for a clock that is a little off.
SLACK = 1


def new_secret() -> str:
    """A secret in base32, as it is typed into an app by hand."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def step_of(at: datetime) -> int:
    """The number of the thirty seconds that `at` falls in."""
    return int(at.timestamp()) // STEP_S


def code_of(secret: str, step: int) -> str:
    """The code of one step."""
    mac = hmac.new(base64.b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = mac[-1] & 0x0F
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def matching_step(secret: str, code: str, *, at: datetime, after: int) -> int | None:
    """The step whose code this is, later than `after` (a code is good once); None where there is none."""
    now = step_of(at)
    for step in range(now - SLACK, now + SLACK + 1):
        if step > after and hmac.compare_digest(code_of(secret, step), code):
            return step
    return None


def app_address(secret: str, username: str, issuer: str = "Tuntas") -> str:
    """The `otpauth:` address for an app's QR code."""
    return f"otpauth://totp/{quote(issuer)}:{quote(username)}?secret={secret}&issuer={quote(issuer)}"
