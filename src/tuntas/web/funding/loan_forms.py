"""What is asked for a loan to a group, a repayment, a correction of one, and a line of upkeep money."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.financing.default_instruments import instrument_kinds
from tuntas.city.financing.loans import MOST_INSTALMENTS, LoanHead
from tuntas.city.financing.models import GroupLoan, Instrument, Repayment, UpkeepEntry, UpkeepKind
from tuntas.city.financing.upkeep import UpkeepHead
from tuntas.city.people.models import City
from tuntas.city.settlements.models import Settlement
from tuntas.web.funding.paper_forms import PaperForm
from tuntas.web.shared.days import day_field
from tuntas.web.shared.formats import day, rupiah
from tuntas.web.shared.money_field import RupiahField


class LoanForm(PaperForm):
    """A loan as it is paid out: by the group's name, never a person's."""

    kinds = ("SPK", "AGREEMENT", "BERITA_ACARA", "OTHER")
    instrument = forms.ModelChoiceField(label=gettext_lazy("Instrumen"), queryset=Instrument.objects.none())
    group = forms.CharField(label=gettext_lazy("Nama kelompok"), max_length=120,
                            help_text=gettext_lazy("Nama kelompok (KSM), bukan nama orang."))  # fmt: skip
    members = forms.IntegerField(label=gettext_lazy("Jumlah anggota"), required=False, min_value=1, max_value=10_000)
    settlement = forms.ModelChoiceField(
        label=gettext_lazy("Kawasan"), queryset=Settlement.objects.none(), required=False,
        empty_label=gettext_lazy("Tidak untuk satu kawasan"),
    )  # fmt: skip
    purpose = forms.CharField(label=gettext_lazy("Untuk"), max_length=200, required=False)
    principal = RupiahField(label=gettext_lazy("Pokok (rupiah)"))
    charge = RupiahField(label=gettext_lazy("Jasa seluruhnya (rupiah)"), required=False)
    disbursed_on = day_field(gettext_lazy("Tanggal pencairan"))
    first_due_on = day_field(gettext_lazy("Jatuh tempo pertama"))
    instalments = forms.IntegerField(label=gettext_lazy("Banyaknya angsuran bulanan"), min_value=1,
                                     max_value=MOST_INSTALMENTS)  # fmt: skip

    def __init__(self, *args: Any, city: City, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        loans = [code for code, kind in instrument_kinds().items() if kind.is_loan]
        fields["instrument"].queryset = city.instruments.filter(kind__in=loans).order_by("name")
        fields["settlement"].queryset = city.settlements.existing(self.today).order_by("name")
        for name in ("instrument", "settlement"):
            fields[name].label_from_instance = lambda one: one.name
        self.has_instruments = fields["instrument"].queryset.exists()

    def head(self) -> LoanHead:
        """The loan as typed."""
        said = self.cleaned_data
        return LoanHead(
            said["instrument"], said["group"], said["principal"], said["disbursed_on"], said["first_due_on"],
            said["instalments"], charge_idr=said["charge"] or 0, settlement=said["settlement"],
            members=said["members"], purpose=said["purpose"],
        )  # fmt: skip


class RepaymentForm(PaperForm):
    """What a group paid on a day."""

    kinds = ("REPORT", "BERITA_ACARA", "LETTER", "OTHER")
    amount = RupiahField(label=gettext_lazy("Nilai angsuran (rupiah)"))
    on = day_field(gettext_lazy("Dibayar pada"), required=False, help_text=gettext_lazy("Kosong: tanggal dokumen."))

    def clean_on(self) -> date | None:
        """No day to come."""
        said: date | None = self.cleaned_data.get("on")
        return None if said is None else self.come(said)

    def day(self) -> date:
        """The day of the payment."""
        said: date = self.cleaned_data["on"] or self.cleaned_data["signed_on"]
        return said


class RepaymentCorrectionForm(PaperForm):
    """The amount that a repayment should have had, and why."""

    kinds = ("NOTE", "BERITA_ACARA", "LETTER", "OTHER")
    repayment = forms.ModelChoiceField(label=gettext_lazy("Angsuran"), queryset=Repayment.objects.none())
    amount = RupiahField(label=gettext_lazy("Nilai yang benar (rupiah)"))
    remark = forms.CharField(label=gettext_lazy("Alasan koreksi"), max_length=1000)

    def __init__(self, *args: Any, loan: GroupLoan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["repayment"]
        field.queryset = loan.repayments.filter(corrects=None).order_by("-on", "-pk")
        field.label_from_instance = lambda one: f"{day(one.on)}: {rupiah(one.amount_idr)}"


class UpkeepForm(PaperForm):
    """A line of upkeep money, or the right amount of one that was recorded wrongly."""

    kinds = ("REPORT", "NOTE", "BERITA_ACARA", "LETTER", "OTHER")
    settlement = forms.ModelChoiceField(label=gettext_lazy("Kawasan"), queryset=Settlement.objects.none())
    what = forms.ChoiceField(label=gettext_lazy("Jenis uang"), choices=UpkeepKind.choices)
    aspect = forms.ChoiceField(label=gettext_lazy("Aspek"), required=False)
    instrument = forms.ModelChoiceField(label=gettext_lazy("Instrumen"), queryset=Instrument.objects.none(),
                                        required=False, empty_label="–")  # fmt: skip
    amount = RupiahField(label=gettext_lazy("Nilai (rupiah)"))
    on = day_field(gettext_lazy("Tanggal"))
    remark = forms.CharField(label=gettext_lazy("Keterangan"), required=False, max_length=1000)
    entry = forms.ModelChoiceField(label=gettext_lazy("Mengoreksi catatan"), queryset=UpkeepEntry.objects.none(),
                                   required=False, empty_label=gettext_lazy("Bukan koreksi"),
                                   help_text=gettext_lazy("Pilih hanya untuk koreksi; nilai di atas menjadi nilai yang "
                                                          "benar, dan alasannya ditulis pada keterangan."))  # fmt: skip

    def __init__(self, *args: Any, city: City, aspects: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["settlement"].queryset = city.settlements.existing(self.today).order_by("name")
        fields["settlement"].label_from_instance = lambda one: one.name
        fields["instrument"].queryset = city.instruments.order_by("name")
        fields["instrument"].label_from_instance = lambda one: one.name
        fields["aspect"].choices = [("", _("Tidak dirinci")), *aspects.items()]
        fields["entry"].queryset = city.upkeep.filter(corrects=None).select_related("settlement").order_by("-on", "-pk")
        fields["entry"].label_from_instance = upkeep_words

    def clean_on(self) -> date:
        """No day to come."""
        return self.come(self.cleaned_data["on"])

    def head(self) -> UpkeepHead:
        """The line as typed."""
        said = self.cleaned_data
        return UpkeepHead(said["settlement"], UpkeepKind(said["what"]), said["amount"], said["on"], said["aspect"],
                          said["instrument"], said["remark"])  # fmt: skip


def upkeep_words(one: UpkeepEntry) -> str:
    """A line of upkeep money in a list to choose from."""
    return f"{day(one.on)} · {one.settlement.name} · {UpkeepKind(one.kind).label} · {rupiah(one.amount_idr)}"
