"""One's own tokens for programs: the list, making one (its secret is shown once), revoking one."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tuntas.city.people.actions import CannotGovern
from tuntas.city.people.models import ApiToken, User
from tuntas.city.people.tokens import is_expired, make_token, possible_scopes, revoke_token
from tuntas.domain.wording import text
from tuntas.web.account.token_form import EXPORT, READING, TokenForm
from tuntas.web.shared.formats import language


@dataclass(frozen=True, slots=True)
class ShownToken:
    """A token in the list; `state` is good, expired or revoked."""

    id: int
    name: str
    can_export: bool
    made_at: datetime
    until: datetime | None
    state: str


@login_required
@never_cache
def tokens_page(request: HttpRequest) -> HttpResponse:
    """The list, and the form for a new one."""
    user, at = cast(User, request.user), timezone.now()
    possible = possible_scopes(user)
    form = TokenForm(request.POST or None, possible=possible)
    made = _made(form, user, at) if READING in possible and form.is_valid() else None
    told = {
        "form": TokenForm(possible=possible) if made else form,
        "may_make": READING in possible,
        "secret": made,
        "tokens": [_shown(token, at) for token in user.api_tokens.order_by("-pk")],
        "address": request.build_absolute_uri("/api/v1/cities"),
    }
    return render(request, "account/tokens.html", told)


@login_required
@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Revoke one of one's own."""
    user = cast(User, request.user)
    token = get_object_or_404(user.api_tokens, pk=token_id)
    revoke_token(token=token, by=user, at=timezone.now())
    messages.success(request, _("Token “%(name)s” dicabut; tidak membuka apa pun lagi.") % {"name": token.name})
    return redirect("tokens")


def _made(form: TokenForm, user: User, at: datetime) -> str | None:
    """The secret of the new token; None where it was refused, which the form then says."""
    try:
        return make_token(user=user, head=form.head(at), by=user, at=at)[1]
    except CannotGovern as refusal:
        form.add_error(None, text(refusal.code, language(), **refusal.params))
    return None


def _shown(token: ApiToken, at: datetime) -> ShownToken:
    state = "revoked" if token.revoked_at else "expired" if is_expired(token, at) else "good"
    return ShownToken(token.pk, token.name, EXPORT in token.scopes, token.created_at, token.expires_at, state)
