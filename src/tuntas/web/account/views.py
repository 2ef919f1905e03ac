"""Signing in, in one step or two; signing out; the link that sets a password."""

import segno
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tuntas.city.people import signing_in
from tuntas.city.people.models import User
from tuntas.city.people.signing_in import WrongSecret
from tuntas.web.account.forms import ChangePasswordForm, CodeForm, EnrolmentForm, NewPasswordForm, SignInForm
from tuntas.web.account.halfway import enter, halfway_user, in_own_language, keep_next, sign_in, stop_halfway
from tuntas.web.shared.requests import AddressedRequest, SignedInRequest


@never_cache
@sensitive_post_parameters("password")
def sign_in_page(request: AddressedRequest) -> HttpResponse:
    """Name and password."""
    if request.user.is_authenticated:
        return redirect("home")
    keep_next(request)
    form = SignInForm(request.POST or None)
    if form.is_valid():
        at = timezone.now()
        try:
            user = signing_in.open_account(address=request.client_address, on=timezone.localdate(at), at=at,
                                           **form.cleaned_data)  # fmt: skip
        except WrongSecret:
            form.add_error(
                None, _("Nama pengguna atau kata sandi salah. Periksa huruf besar dan kecil, lalu coba lagi.")
            )
        else:
            return _next_step(request, user)
    return render(request, "account/sign_in.html", {"form": form})


@never_cache
@sensitive_post_parameters("code")
def code_page(request: AddressedRequest) -> HttpResponse:
    """The second factor of those who have one."""
    at = timezone.now()
    user = halfway_user(request, at)
    if user is None or not signing_in.owes_code(user):
        return redirect("sign_in")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            signing_in.check_code(user=user, address=request.client_address, at=at, **form.cleaned_data)
        except WrongSecret:
            form.add_error("code", _("Kode salah atau sudah dipakai. Tunggu kode berikutnya, lalu coba lagi."))
        else:
            return enter(request, user)
    return render(request, "account/code.html", {"form": form})


@never_cache
@sensitive_post_parameters("code")
def enrolment_page(request: HttpRequest) -> HttpResponse:
    """Setting up the second factor that a duty asks for."""
    at = timezone.now()
    user = halfway_user(request, at)
    if user is None or not signing_in.owes_enrolment(user):
        return redirect("sign_in")
    form = EnrolmentForm(request.POST or None)
    if form.is_valid():
        try:
            codes = signing_in.finish_enrolment(user=user, at=at, **form.cleaned_data)
        except WrongSecret:
            form.add_error("code", _("Kode tidak cocok. Pindai ulang gambar di bawah, lalu masukkan kode yang baru."))
        else:
            told = {"codes": codes, "next_url": sign_in(request, user)}
            return in_own_language(request, user, render(request, "account/recovery_codes.html", told))
    address = signing_in.begin_enrolment(user=user)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="#fff")
    return render(request, "account/enrolment.html", {"form": form, "address": address, "picture": picture})


@never_cache
@sensitive_post_parameters("new", "again")
def link_page(request: HttpRequest, token: str) -> HttpResponse:
    """The one-time link: a person sets their password."""
    at = timezone.now()
    try:
        user = signing_in.link_user(token=token, at=at)
    except WrongSecret:
        return render(request, "account/dead_link.html", status=404)
    form = NewPasswordForm(request.POST or None)
    if form.is_valid() and _redeemed(form, token):
        messages.success(request, _("Kata sandi tersimpan. Silakan masuk."))
        return redirect("sign_in")
    return render(request, "account/link.html", {"form": form, "username": user.username})


@login_required
@sensitive_post_parameters("old", "new", "again")
def password_page(request: SignedInRequest) -> HttpResponse:
    """One's own password."""
    form = ChangePasswordForm(request.POST or None)
    if form.is_valid() and _changed(request, form):
        messages.success(request, _("Kata sandi diganti. Silakan masuk lagi dengan kata sandi baru."))
        return redirect("sign_in")
    return render(request, "account/password.html", {"form": form})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    messages.success(request, _("Anda sudah keluar."))
    return redirect("sign_in")


def _next_step(request: HttpRequest, user: User) -> HttpResponse:
    if signing_in.owes_code(user):
        stop_halfway(request, user, timezone.now())
        return redirect("sign_in_code")
    if signing_in.owes_enrolment(user):
        stop_halfway(request, user, timezone.now())
        return redirect("sign_in_enrolment")
    return enter(request, user)


def _redeemed(form: NewPasswordForm, token: str) -> bool:
    try:
        signing_in.redeem_link(token=token, password=form.cleaned_data["new"], at=timezone.now())
    except ValidationError as weak:
        form.add_error("new", weak)
    except WrongSecret:
        form.add_error(None, _("Tautan ini baru saja dipakai atau sudah lewat waktunya. Mintalah tautan baru."))
    return form.is_valid()


def _changed(request: SignedInRequest, form: ChangePasswordForm) -> bool:
    old, new = form.cleaned_data["old"], form.cleaned_data["new"]
    try:
        signing_in.change_password(user=request.user, old=old, new=new, address=request.client_address,
                                   at=timezone.now())  # fmt: skip
    except ValidationError as weak:
        form.add_error("new", weak)
    except WrongSecret:
        form.add_error("old", _("Kata sandi sekarang salah."))
    return form.is_valid()
