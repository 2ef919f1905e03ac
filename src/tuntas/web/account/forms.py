"""What people type to sign in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _secret(autocomplete: str) -> forms.PasswordInput:
    return forms.PasswordInput(attrs={"autocomplete": autocomplete})


class SignInForm(forms.Form):
    """Name and password."""

    username = forms.CharField(
        label=_("Nama pengguna"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    password = forms.CharField(label=_("Kata sandi"), strip=False, widget=_secret("current-password"))


class CodeForm(forms.Form):
    """A code of the authenticator app, or a recovery code."""

    code = forms.CharField(
        label=_("Kode"), max_length=40,
        help_text=_("Enam angka dari aplikasi autentikator, atau salah satu kode pemulihan Anda."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )  # fmt: skip


class EnrolmentForm(CodeForm):
    """The first code of an app that was just set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Enam angka yang kini tampil di aplikasi.")


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    new = forms.CharField(
        label=_("Kata sandi baru"), strip=False, widget=_secret("new-password"),
        help_text=_("Paling sedikit 12 karakter. Beberapa kata yang tidak berkaitan mudah diingat dan sulit ditebak."),
    )  # fmt: skip
    again = forms.CharField(label=_("Ulangi kata sandi baru"), strip=False, widget=_secret("new-password"))

    def clean_again(self) -> str:
        """The same password as above."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("Kedua kata sandi tidak sama."))
        return again


class ChangePasswordForm(NewPasswordForm):
    """The present password, and the new one twice."""

    old = forms.CharField(label=_("Kata sandi sekarang"), strip=False, widget=_secret("current-password"))
    field_order = ("old", "new", "again")
