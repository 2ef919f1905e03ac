"""What Django itself says about a form is said in plain Indonesian."""

import gettext
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

import tuntas
from tuntas.city.people.models import User

CATALOGUE = Path(tuntas.__file__).parent / "locale" / "id" / "LC_MESSAGES" / "django.po"


class Sample(forms.Form):
    """Fields of the kinds that our forms have."""

    name = forms.CharField(max_length=5)
    mail = forms.EmailField()
    day = forms.DateField()
    number = forms.IntegerField(min_value=1)
    choice = forms.ChoiceField(choices=[("a", "A")])
    file = forms.FileField()


def errors(**said: str) -> dict[str, str]:
    with translation.override("id"):
        return {name: found[0] for name, found in Sample(said).errors.items()}


def test_an_empty_form_says_what_has_to_be_filled_in() -> None:
    assert set(errors().values()) == {"Isian ini wajib diisi."}


def test_what_was_typed_amiss_is_said_with_the_way_out() -> None:
    assert errors(name="melati", mail="rina", day="2026-02-30", number="0", choice="b") == {
        "name": "Terlalu panjang: 6 huruf, paling banyak 5.",
        "mail": "Alamat surel tidak lengkap. Contoh: rina@contoh.go.id",
        "day": "Tanggal ini tidak ada. Isi tanggal, bulan, dan tahun yang benar.",
        "number": "Angka ini terlalu kecil; paling kecil 1.",
        "choice": "b tidak ada dalam daftar. Pilih salah satu dari daftar.",
        "file": "Isian ini wajib diisi.",
    }


@pytest.mark.parametrize(("password", "said"), [
    ("pendek", "Kata sandi terlalu pendek; paling sedikit 12 karakter."),
    ("rina-sulistyowati", "Kata sandi terlalu mirip dengan nama atau nama pengguna Anda."),
    ("1qaz2wsx3edc4rfv", "Kata sandi ini terlalu umum dan cepat ditebak. Pilih yang lain."),
])  # fmt: skip
def test_a_weak_password_is_told_why(password: str, said: str) -> None:
    owner = User(username="rina.sulistyowati", name="Rina Sulistyowati")
    with translation.override("id"), pytest.raises(ValidationError) as refusal:
        validate_password(password, owner)
    assert said in refusal.value.messages


def sentences(compiled: IO[bytes]) -> dict[object, str]:
    """What a compiled catalogue holds, without its head: that carries the moment of compiling."""
    held: dict[object, str] = gettext.GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    return {key: said for key, said in held.items() if key}


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    fresh = BytesIO()
    with CATALOGUE.open("rb") as source:
        write_mo(fresh, read_po(source))
    fresh.seek(0)
    with CATALOGUE.with_suffix(".mo").open("rb") as kept:
        assert sentences(kept) == sentences(fresh)
