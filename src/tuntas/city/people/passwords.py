"""Which passwords are refused beyond Django's common list: words that every Indonesian guesser tries first."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LOCAL_WORDS = (
    "bismillah", "alhamdulillah", "assalamualaikum", "indonesia", "merdeka", "pancasila", "garuda", "rahasia",
    "katasandi", "sandi", "password", "admin", "tuntas", "kumuh", "kotaku", "kelurahan", "kecamatan", "kabupaten",
    "walikota", "bupati", "perkim", "pemkot", "pemda", "dinas", "sayang", "cantik", "ganteng", "jakarta", "surabaya",
    "bandung", "semarang", "pekalongan", "qwerty", "asdfgh", "zxcvbn",
)  # fmt: skip
#: So many characters have to remain when the known words and all digits are gone.
OWN_CHARACTERS = 6


class LocalWordsValidator:
    """Refuses a password that is little more than known words and digits: `bismillah123`, `indonesia45`."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise `ValidationError` where too little is left beside the known words."""
        rest = "".join(character for character in password.lower() if not character.isdigit())
        for word in LOCAL_WORDS:
            rest = rest.replace(word, "")
        if len(set(rest)) < OWN_CHARACTERS - 2 or len(rest) < OWN_CHARACTERS:
            raise ValidationError(self.get_help_text(), code="local_words")

    def get_help_text(self) -> str:
        """What Django shows beside the field."""
        return _("Kata sandi tidak boleh hanya terdiri atas kata yang umum dan angka.")
