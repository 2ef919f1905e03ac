"""What is done about a person: adding, appointing, ending a post, and the acts on an account."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tuntas.city.people import accounts
from tuntas.city.people.actions import CannotGovern, appoint, end_post
from tuntas.city.people.models import City, Post, User
from tuntas.city.people.signing_in import LINK_HOLDS
from tuntas.web.people.forms import EndForm, PersonForm, PostForm
from tuntas.web.people.loading import crumbs, load_managed, load_person, refusal_text
from tuntas.web.people.proving import ProofForm, is_proven, proof_owed
from tuntas.web.people.rights_words import shown_roles
from tuntas.web.people.views import person_page
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.requests import SignedInRequest

#: What may be done to an account, and what is said when it is done.
ACTS: dict[str, tuple[Callable[..., object], str | Promise]] = {
    "shut": (accounts.shut_account, gettext_lazy("Akun dinonaktifkan; semua sesinya berakhir.")),
    "open": (accounts.open_again, gettext_lazy("Akun diaktifkan kembali.")),
    "sign_out": (accounts.sign_out_everywhere, gettext_lazy("Semua sesi orang ini diakhiri.")),
    "forget_phone": (accounts.forget_phone, gettext_lazy(
        "Pengaman kedua dihapus. Bila jabatannya memerlukan, ia memasangnya lagi saat masuk.")),
}  # fmt: skip
#: Those that open a way in; taking one away must be quick.
GIVING = ("open", "forget_phone")


@login_required
@never_cache
def add(request: SignedInRequest, code: str) -> HttpResponse:
    """A new person with their first post; the link for their password is shown once."""
    city, at = load_managed(request, code), timezone.now()
    today = timezone.localdate(at)
    form = PersonForm(request.POST or None)
    post_form, proof = PostForm(request.POST or None, city=city, initial={"from_on": today}), proof_owed(request)
    if request.method == "POST" and form.is_valid() and post_form.is_valid() and is_proven(request, proof):
        try:
            user, token = accounts.welcome(head=form.head(), to=post_form.appointment(), by=request.user,
                                           on=post_form.cleaned_data["from_on"], at=at)  # fmt: skip
        except CannotGovern as refusal:
            is_about_name = refusal.code == "USER-NAME-TAKEN"
            (form if is_about_name else post_form).add_error("username" if is_about_name else None,
                                                             refusal_text(refusal))  # fmt: skip
        else:
            return _show_link(request, city, user, token)
    told = {"city": city, "form": form, "post_form": post_form, "proof": proof, "roles": shown_roles()}
    return render(request, "people/add.html", told | {"breadcrumbs": crumbs(city, Crumb(_("Tambah orang")))})


@login_required
def give_post(request: SignedInRequest, code: str, user_id: int) -> HttpResponse:
    """Another post for a person."""
    city = load_managed(request, code)
    who, at = load_person(city, user_id), timezone.now()
    form = PostForm(request.POST or None, city=city, initial={"from_on": timezone.localdate(at)})
    proof = proof_owed(request)
    if request.method == "POST" and form.is_valid() and is_proven(request, proof):
        try:
            appoint(user=who, to=form.appointment(), on=form.cleaned_data["from_on"], by=request.user, at=at)
        except CannotGovern as refusal:
            form.add_error(None, refusal_text(refusal))
        else:
            messages.success(request, _("Jabatan diberikan."))
            return redirect("person", code, user_id)
    way = crumbs(city, Crumb(who.name, reverse("person", args=[code, user_id])), Crumb(_("Beri jabatan")))
    told = {"city": city, "who": who, "post_form": form, "proof": proof, "roles": shown_roles()}
    return render(request, "people/give_post.html", told | {"breadcrumbs": way})


@login_required
@require_POST
def end(request: SignedInRequest, code: str, user_id: int, post_id: int) -> HttpResponse:
    """Let a post end after a day."""
    city = load_managed(request, code)
    who = load_person(city, user_id)
    post = get_object_or_404(Post, pk=post_id, user=who, city=city)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            end_post(post=post, on=form.until_on(), by=request.user, at=timezone.now())
        except CannotGovern as refusal:
            form.add_error("last_on", refusal_text(refusal))
        else:
            messages.success(request, _("Akhir jabatan dicatat."))
            return redirect("person", code, user_id)
    return person_page(request, city, who, form, post_id)


@login_required
@require_POST
@never_cache
def link(request: SignedInRequest, code: str, user_id: int) -> HttpResponse:
    """A new one-time link, shown once."""
    city, at = load_managed(request, code), timezone.now()
    who = load_person(city, user_id)
    if not is_proven(request, proof := proof_owed(request)):
        return _ask_proof(request, city, who, proof)
    try:
        token = accounts.new_link(user=who, city=city, on=timezone.localdate(at), by=request.user, at=at)
    except CannotGovern as refusal:
        messages.error(request, refusal_text(refusal))
        return redirect("person", code, user_id)
    return _show_link(request, city, who, token)


@login_required
@require_POST
def account(request: SignedInRequest, code: str, user_id: int, act: str) -> HttpResponse:
    """One of `ACTS` on the account of a person."""
    city = load_managed(request, code)
    who = load_person(city, user_id)
    do, done = ACTS[act]
    if act in GIVING and not is_proven(request, proof := proof_owed(request)):
        return _ask_proof(request, city, who, proof)
    _try(request, do, who, city, timezone.now(), str(done))
    return redirect("person", code, user_id)


def _try(request: SignedInRequest, do: Callable[..., object], who: User, city: City, at: datetime, done: str) -> None:
    try:
        do(user=who, city=city, on=timezone.localdate(at), by=request.user, at=at)
    except CannotGovern as refusal:
        messages.error(request, refusal_text(refusal))
    else:
        messages.success(request, done)


def _ask_proof(request: SignedInRequest, city: City, who: User, proof: ProofForm | None) -> HttpResponse:
    """Ask for the password; the form goes to the same address, which then acts."""
    way = crumbs(city, Crumb(who.name, reverse("person", args=[city.code, who.pk])), Crumb(_("Kata sandi Anda")))
    return render(request, "people/prove.html", {"city": city, "who": who, "proof": proof, "breadcrumbs": way})


def _show_link(request: SignedInRequest, city: City, who: User, token: str) -> HttpResponse:
    """The page that holds the link; it is kept nowhere, so nobody can be shown it again."""
    address = request.build_absolute_uri(reverse("redeem_link", args=[token]))
    way = crumbs(city, Crumb(who.name, reverse("person", args=[city.code, who.pk])), Crumb(_("Tautan sekali pakai")))
    return render(request, "people/link.html", {"city": city, "who": who, "address": address,
                                                "minutes": int(LINK_HOLDS.total_seconds() // 60),
                                                "breadcrumbs": way})  # fmt: skip
