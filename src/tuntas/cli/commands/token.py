"""`tuntas token create|list|revoke`: keys for programs, in the name of a user."""

import argparse
from datetime import UTC, datetime, timedelta
from typing import Any

from tuntas.cli.application import acting_user, database_errors, open_city_database
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.wording import text

DAYS = 90


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Whose token, for what, how long."""
    parser.add_argument("action", choices=["create", "list", "revoke"], help=text("CLI-ARG-TOKEN-ACTION", lang))
    parser.add_argument("--user", required=True, metavar="USER", help=text("CLI-ARG-TOKEN-USER", lang))
    parser.add_argument("--name", metavar="NAME", help=text("CLI-ARG-TOKEN-NAME", lang))
    parser.add_argument("--scope", action="append", metavar="VERB", help=text("CLI-ARG-TOKEN-SCOPE", lang))
    parser.add_argument("--days", type=int, default=DAYS, metavar="N", help=text("CLI-ARG-TOKEN-DAYS", lang))
    parser.add_argument("--id", type=int, metavar="N", help=text("CLI-ARG-TOKEN-ID", lang))
    parser.add_argument("--by", metavar="USER", help=text("CLI-ARG-ACTING-BY", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Make, list or revoke; what was made or revoked stands in the audit trail."""
    open_city_database()
    at = datetime.now(UTC)
    act = {"create": _create, "list": _list, "revoke": _revoke}[options.action]
    with database_errors():
        return act(options, screen, at)


def _create(options: argparse.Namespace, screen: Screen, at: datetime) -> int:
    from tuntas.city.people.actions import CannotGovern
    from tuntas.city.people.tokens import LONGEST, TokenHead, make_token

    if not options.name:
        raise Refusal("CLI-TOKEN-INCOMPLETE", missing="--name")
    if not 1 <= options.days <= LONGEST.days:
        raise Refusal("TOKEN-TOO-LONG", days=LONGEST.days)
    user, by = _user(options.user, at), acting_user(options.by, _today(at))
    head = TokenHead(options.name, tuple(options.scope or ["see_city"]), at + timedelta(days=options.days))
    try:
        token, secret = make_token(user=user, head=head, by=by, at=at)
    except CannotGovern as refusal:
        raise Refusal(refusal.code, **refusal.params) from refusal
    screen.say("CLI-TOKEN-MADE", name=token.name, username=user.username, until=_day(token.expires_at))
    screen.say("CLI-TOKEN-SECRET", style="bold", secret=secret)
    screen.result({**_as_json(token, at), "token": secret})
    return 0


def _list(options: argparse.Namespace, screen: Screen, at: datetime) -> int:
    user = _user(options.user, at)
    tokens = list(user.api_tokens.order_by("pk"))
    screen.result({"tokens": [_as_json(token, at) for token in tokens]})
    if not tokens:
        screen.say("CLI-TOKEN-NONE", username=user.username)
        return 0
    columns = [screen.text(f"CLI-COL-TOKEN-{name}") for name in ("ID", "NAME", "SCOPES", "UNTIL", "STATE")]
    rows = [[str(token.pk), token.name, ", ".join(token.scopes), _day(token.expires_at),
             screen.text(f"CLI-TOKEN-STATE-{_state(token, at).upper()}")] for token in tokens]  # fmt: skip
    screen.table(screen.text("CLI-TOKEN-LIST", username=user.username), columns, rows)
    return 0


def _revoke(options: argparse.Namespace, screen: Screen, at: datetime) -> int:
    from tuntas.city.people.tokens import revoke_token

    if options.id is None:
        raise Refusal("CLI-TOKEN-INCOMPLETE", missing="--id")
    user, by = _user(options.user, at), acting_user(options.by, _today(at))
    token = user.api_tokens.filter(pk=options.id).first()
    if token is None:
        raise Refusal("CLI-TOKEN-UNKNOWN", username=user.username, id=options.id)
    revoke_token(token=token, by=by, at=at)
    screen.say("CLI-TOKEN-REVOKED", style="green", id=token.pk, name=token.name)
    screen.result(_as_json(token, at))
    return 0


def _user(username: str, at: datetime) -> Any:
    return acting_user(username, _today(at))


def _today(at: datetime) -> Any:
    from django.utils import timezone

    return timezone.localdate(at)


def _state(token: Any, at: datetime) -> str:
    from tuntas.city.people.tokens import is_expired

    if token.revoked_at is not None:
        return "revoked"
    return "expired" if is_expired(token, at) else "good"


def _day(moment: datetime | None) -> str:
    from django.utils import timezone

    return timezone.localdate(moment).isoformat() if moment else "–"


def _as_json(token: Any, at: datetime) -> dict[str, Any]:
    return {"id": token.pk, "name": token.name, "scopes": token.scopes, "state": _state(token, at),
            "expires_at": token.expires_at.isoformat() if token.expires_at else None}  # fmt: skip
