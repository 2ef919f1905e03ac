"""What an office sets from outside, read once into one typed object. With nothing set, everything has its default.

`TUNTAS_HOME` folder of all state · `DATABASE_URL` PostgreSQL instead of the SQLite file in the home ·
`TUNTAS_HOSTS` names the server answers to · `TUNTAS_HTTPS` "1" behind TLS · `TUNTAS_PROXIES` addresses of own reverse
proxies · `TUNTAS_PUBLIC_CITIES` codes of cities whose map is open to everybody · `TUNTAS_SECRET_KEY`,
`TUNTAS_FIELD_KEY` instead of the key files · `TUNTAS_TIME_ZONE` · `TUNTAS_LOG_LEVEL`.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from tuntas.cli.home import tuntas_home
from tuntas.project.secrets import kept_secret

LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")


class BadSetting(ImproperlyConfigured):
    """A setting that cannot be meant; the message names it."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one installation."""

    home: Path
    database: Mapping[str, object]
    hosts: tuple[str, ...]
    is_https: bool
    proxies: tuple[str, ...]
    public_cities: tuple[str, ...]
    secret_key: str
    field_key: str
    time_zone: str
    log_level: str


def read_environment(given: Mapping[str, str] = os.environ) -> Environment:
    """The settings; secrets that are not given are made at the first start and kept in the home."""
    home = tuntas_home()
    return Environment(
        home=home,
        database=database(given.get("DATABASE_URL", ""), home),
        hosts=_hosts(given.get("TUNTAS_HOSTS", "")),
        is_https=given.get("TUNTAS_HTTPS", "") == "1",
        proxies=_words(given.get("TUNTAS_PROXIES", "")),
        public_cities=_words(given.get("TUNTAS_PUBLIC_CITIES", "")),
        secret_key=given.get("TUNTAS_SECRET_KEY") or kept_secret(home / "keys" / "secret.key"),
        field_key=given.get("TUNTAS_FIELD_KEY") or kept_secret(home / "keys" / "field.key"),
        time_zone=given.get("TUNTAS_TIME_ZONE") or "Asia/Jakarta",
        log_level=given.get("TUNTAS_LOG_LEVEL", "INFO").upper(),
    )


def database(url: str, home: Path) -> Mapping[str, object]:
    """Django's database settings: SQLite in the home unless a PostgreSQL address is given. Raises `BadSetting`."""
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(home / "tuntas.sqlite3")}
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise BadSetting("DATABASE_URL")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
    }


def _hosts(text: str) -> tuple[str, ...]:
    """Names that the server answers to; "all" would let anyone choose the address in our links."""
    hosts = _words(text) or LOCAL_HOSTS
    if any("*" in host for host in hosts):
        raise BadSetting("TUNTAS_HOSTS")
    return hosts


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
