"""The paper that something rests on, as it is asked for, and the filing of it together with the act."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.funding.refusals import CannotFund, MoneyWarning, NeedsAnswer
from tuntas.city.people.models import City
from tuntas.city.records.actions import PaperDiffers, PaperHead, file_paper
from tuntas.city.records.content_types import RefusedContent
from tuntas.city.records.models import Paper
from tuntas.domain.wording import text
from tuntas.web.shared.choices import offer
from tuntas.web.shared.days import day_field
from tuntas.web.shared.formats import language

SCANS = ".pdf,.jpg,.jpeg,.png,.tif,.tiff"
KINDS = (
    ("DPA", gettext_lazy("DPA")),
    ("APBD", gettext_lazy("Perda atau Perkada APBD")),
    ("APBD_P", gettext_lazy("APBD perubahan")),
    ("DIPA", gettext_lazy("DIPA")),
    ("SPK", gettext_lazy("SPK atau kontrak")),
    ("SP2D", gettext_lazy("SP2D")),
    ("NOTE", gettext_lazy("Nota koreksi")),
    ("LETTER", gettext_lazy("Surat")),
    ("AGREEMENT", gettext_lazy("Perjanjian atau kesepakatan")),
    ("BERITA_ACARA", gettext_lazy("Berita acara")),
    ("REPORT", gettext_lazy("Laporan")),
    ("OTHER", gettext_lazy("Dokumen lain")),
)
Done = TypeVar("Done")


class PaperForm(forms.Form):
    """The paper first, for no money moves without one; `warnings` are filled where an act has to be answered for."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis dokumen"), choices=KINDS)
    number = forms.CharField(label=gettext_lazy("Nomor dokumen"), max_length=120,
                             help_text=gettext_lazy("Persis seperti tercetak."))  # fmt: skip
    signed_on = day_field(gettext_lazy("Tanggal dokumen"))
    content = forms.FileField(label=gettext_lazy("Pindaian"), required=False,
                              widget=forms.FileInput(attrs={"accept": SCANS}))  # fmt: skip
    kinds: tuple[str, ...] = ()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.warnings: list[MoneyWarning] = []
        if self.kinds:
            offer(self, "kind", [(code, dict(KINDS)[code]) for code in self.kinds])

    def clean_signed_on(self) -> date:
        """No paper of a day to come."""
        return self.come(self.cleaned_data["signed_on"])

    def come(self, day: date) -> date:
        """The day itself; refused where it has not come yet."""
        if day > self.today:
            raise forms.ValidationError(_("Tanggal ini belum tiba."))
        return day

    @property
    def warning_words(self) -> list[str]:
        """The warnings in the language of the page."""
        return list(dict.fromkeys(warning.wording(language()) for warning in self.warnings))


def filed(city: City, form: PaperForm, told: dict[str, Any], act: Callable[[Paper], Done]) -> Done | None:
    """File the paper and act on it, both or neither; a refusal stands at its field and None comes back."""
    said = form.cleaned_data
    scan = said["content"]
    head = PaperHead(said["kind"], said["number"].strip(), signed_on=said["signed_on"])
    try:
        with transaction.atomic():
            return act(file_paper(city=city, head=head, content=scan, filename=scan.name if scan else "", **told))
    except RefusedContent as refusal:
        form.add_error("content", text(refusal.code, language(), **refusal.params))
    except PaperDiffers:
        form.add_error("number", _("Dokumen bernomor dan bertanggal ini sudah tersimpan dengan berkas lain."))
    except NeedsAnswer as refusal:
        form.warnings = list(refusal.warnings)
        form.add_error(None, refusal.wording(language()))
    except CannotFund as refusal:
        form.add_error(None, refusal.wording(language()))
    return None
