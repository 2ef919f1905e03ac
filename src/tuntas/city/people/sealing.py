"""Keeping the few values that nobody may read in a stolen database: second-factor secrets, NIK.

The key is derived from the field key, which lies outside the database. A sealed value is bound to its `context`
(which column of which row it belongs to): moved elsewhere it does not open.
"""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12
KEY_BYTES = 32


class CannotOpen(Exception):
    """The value was changed, moved, or sealed with another key."""


def sealed(value: str, context: str) -> bytes:
    """The value as the database may hold it."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(_key("seal")).encrypt(nonce, value.encode(), context.encode())


def opened(box: bytes, context: str) -> str:
    """The value again. Raises `CannotOpen`."""
    box = bytes(box)
    try:
        return AESGCM(_key("seal")).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], context.encode()).decode()
    except InvalidTag as error:
        raise CannotOpen(context) from error


def keyed_hash(value: str, context: str) -> str:
    """A hash to match equal values by. Keyed: a NIK has so few possible values that a plain hash hides nothing."""
    return hmac.new(_key(f"match {context}"), value.encode(), hashlib.sha256).hexdigest()


def _key(purpose: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"tuntas {purpose}".encode())
    return derive.derive(settings.FIELD_KEY.encode())
