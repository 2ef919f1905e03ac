"""Before power is given, the person shows again that it is them, unless they have just signed in.

An unlocked screen in an office must not be enough to give somebody a post or to get into their account.
"""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.people.proof import prove
from tuntas.city.people.signing_in import WrongSecret
from tuntas.web.shared.requests import SignedInRequest

#: When the session began (written by the project's middleware), and when its person last proved who they are.
BEGAN, PROVEN = "_began", "_proven"
HOLDS = timedelta(minutes=10)


class ProofForm(forms.Form):
    """One's own password once more."""

    own_password = forms.CharField(
        label=gettext_lazy("Kata sandi Anda sendiri"), strip=False,
        help_text=gettext_lazy("Sudah lebih dari sepuluh menit sejak Anda masuk; pastikan bahwa ini memang Anda."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip


def proof_owed(request: SignedInRequest) -> ProofForm | None:
    """The form to fill in; None where the last proof is fresh."""
    at = timezone.now()
    moments = [datetime.fromisoformat(request.session[key]) for key in (BEGAN, PROVEN) if key in request.session]
    if moments and at - max(moments) <= HOLDS:
        return None
    return ProofForm(request.POST if "own_password" in request.POST else None)


def is_proven(request: SignedInRequest, proof: ProofForm | None) -> bool:
    """Whether nothing is owed, or the right password was typed; what is wrong is said in the form."""
    if proof is None:
        return True
    if not proof.is_valid():
        return False
    at = timezone.now()
    try:
        prove(user=request.user, password=proof.cleaned_data["own_password"], address=request.client_address, at=at)
    except WrongSecret:
        proof.add_error("own_password", _("Kata sandi Anda salah."))
        return False
    request.session[PROVEN] = at.isoformat()
    return True
