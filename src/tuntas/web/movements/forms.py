"""What is asked for a movement and for a correction: the paper first, for nothing moves without one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.hectares.moving import Happening
from tuntas.ledger.entries import Reason
from tuntas.web.shared.area_field import HectaresField

SCANS = ".pdf,.jpg,.jpeg,.png,.tif,.tiff"
WHAT = (
    (Happening.HANDLED.value, gettext_lazy("Tertangani")),
    (Happening.SLUM_AGAIN.value, gettext_lazy("Kumuh kembali")),
    (Happening.ADDED.value, gettext_lazy("Ditambahkan")),
    (Happening.WITHDRAWN.value, gettext_lazy("Dikurangi")),
)
WHY = (
    ("", gettext_lazy("Pilih alasan")),
    (Reason.DELINEATION.value, gettext_lazy("Delineasi dikoreksi")),
    (Reason.NOT_SLUM.value, gettext_lazy("Bukan kumuh")),
    (Reason.NOT_BROKEN_DOWN.value, gettext_lazy("Tidak dirinci")),
)


class _PaperForm(forms.Form):
    """The paper that a line of the book rests on."""

    number = forms.CharField(label=gettext_lazy("Nomor berita acara"), max_length=120,
                             help_text=gettext_lazy("Persis seperti tercetak."))  # fmt: skip
    signed_on = forms.DateField(label=gettext_lazy("Tanggal berita acara"),
                                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))  # fmt: skip
    content = forms.FileField(label=gettext_lazy("Pindaian"), required=False,
                              widget=forms.FileInput(attrs={"accept": SCANS}))  # fmt: skip
    remark = forms.CharField(label=gettext_lazy("Keterangan"), max_length=1000, required=False,
                             widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_signed_on(self) -> date:
        """No paper of a day to come."""
        return _come(self.cleaned_data["signed_on"], self.today)


class MovementForm(_PaperForm):
    """What happened to which location, how much, on which day."""

    account = forms.ChoiceField(label=gettext_lazy("Lokasi"))
    what = forms.ChoiceField(label=gettext_lazy("Peristiwa"), choices=WHAT)
    area = HectaresField(label=gettext_lazy("Luas (ha)"), help_text=gettext_lazy("Luas terverifikasi."))
    on = forms.DateField(label=gettext_lazy("Berlaku pada"), required=False,
                         widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                         help_text=gettext_lazy("Kosong: tanggal berita acara."))  # fmt: skip
    reason = forms.ChoiceField(label=gettext_lazy("Alasan pengurangan"), choices=WHY, required=False)
    closes = forms.BooleanField(label=gettext_lazy("Seluruh lokasi tertangani"), required=False,
                                help_text=gettext_lazy("Selisih dengan sisa luasnya dicatat sebagai koreksi "
                                                       "delineasi, sehingga sisanya menjadi nol."))  # fmt: skip

    def __init__(self, *args: Any, accounts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = list(accounts)  # type: ignore[attr-defined]
        self.order_fields(["account", "what", "area", "on", "reason", "closes"])

    def clean_on(self) -> date | None:
        """No day to come."""
        said: date | None = self.cleaned_data.get("on")
        return None if said is None else _come(said, self.today)

    def clean(self) -> dict[str, Any]:
        """A withdrawal says why."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("what") == Happening.WITHDRAWN.value and not said.get("reason"):
            self.add_error("reason", _("Pilih alasan pengurangan."))
        return said


class CorrectionForm(_PaperForm):
    """The area that a line should have had."""

    area = HectaresField(label=gettext_lazy("Luas yang benar (ha)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["area"])


def _come(on: date, today: date) -> date:
    if on > today:
        raise forms.ValidationError(_("Tanggal ini belum tiba."))
    return on
