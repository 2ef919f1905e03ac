"""What is asked for a commitment, for a contract or payment of it, for a return and for a correction."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tuntas.city.funding.facts import OpenAccount
from tuntas.city.funding.models import Envelope, MoneyKind
from tuntas.city.people.models import Agency, City
from tuntas.city.records.actions import PaperHead
from tuntas.city.settlements.models import Settlement
from tuntas.rules.regulation import Aspect
from tuntas.web.funding.paper_forms import PaperForm
from tuntas.web.shared.choices import offer
from tuntas.web.shared.days import day_field
from tuntas.web.shared.formats import language, rupiah
from tuntas.web.shared.money_field import RupiahField


class AnsweredForm(PaperForm):
    """An entry with what answers its warnings: a reason, and the co-funding agreement where one is asked for."""

    on = day_field(_("Berlaku pada"), required=False, help_text=_("Kosong: tanggal dokumen."))
    amount = RupiahField(label=_("Nilai (rupiah)"))
    remark = forms.CharField(label=_("Keterangan"), required=False, max_length=1000,
                             widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
    reason = forms.CharField(label=_("Alasan atas peringatan"), required=False, max_length=1000,
                             widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def clean_on(self) -> date | None:
        """No day to come."""
        said: date | None = self.cleaned_data.get("on")
        return None if said is None else self.come(said)

    def day(self) -> date:
        """The day that the entry holds from."""
        said: date = self.cleaned_data["on"] or self.cleaned_data["signed_on"]
        return said


class CommitmentForm(AnsweredForm):
    """Money of an envelope set aside for a work."""

    kinds = ("DPA", "SPK", "LETTER", "AGREEMENT", "BERITA_ACARA", "OTHER")
    envelope = forms.ModelChoiceField(label=_("Sumber dan tahun"), queryset=Envelope.objects.none())
    settlement = forms.ModelChoiceField(label=_("Kawasan"), queryset=Settlement.objects.none(), required=False,
                                        empty_label=_("Tidak untuk satu kawasan"))  # fmt: skip
    aspect = forms.ChoiceField(label=_("Aspek"), required=False)
    agency = forms.ModelChoiceField(label=_("Perangkat daerah"), queryset=Agency.objects.none(), required=False,
                                    empty_label=_("Tidak disebut"))  # fmt: skip
    work = forms.CharField(label=_("Pekerjaan"), required=False, max_length=80,
                           help_text=_("Nama atau nomor usulan; membedakan pekerjaan dari satu sumber."))  # fmt: skip
    cofunding_number = forms.CharField(label=_("Nomor kesepakatan pendanaan bersama"), required=False, max_length=120)
    cofunding_on = day_field(_("Tanggal kesepakatan"), required=False)

    def __init__(self, *args: Any, city: City, aspects: Sequence[Aspect], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["envelope"].queryset = city.envelopes.select_related("source").order_by("-year", "source__position")
        fields["envelope"].label_from_instance = lambda one: f"{one.source.name} {one.year}"
        fields["settlement"].queryset = city.settlements.existing(self.today).order_by("name")
        fields["settlement"].label_from_instance = lambda one: one.name
        fields["agency"].queryset = city.agencies.order_by("code")
        fields["agency"].label_from_instance = lambda one: one.name
        told = [(aspect.id, aspect.name.in_(language())) for aspect in aspects]
        fields["aspect"].choices = [("", _("Tidak dirinci")), *told]

    def agreement(self) -> PaperHead | None:
        """The co-funding agreement, where one was given."""
        said = self.cleaned_data
        number = said["cofunding_number"].strip()
        return PaperHead("AGREEMENT", number, signed_on=said["cofunding_on"]) if number else None


class FollowForm(AnsweredForm):
    """A contract on a commitment, or a payment on a contract: the account says what it is for."""

    account = forms.ChoiceField(label=_("Pekerjaan yang dikontrak atau dibayar"))

    def __init__(self, *args: Any, accounts: Sequence[tuple[str, str]], kind: MoneyKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "account", accounts)
        is_contract = kind is MoneyKind.CONTRACTED
        self.fields["kind"].initial = "SPK" if is_contract else "SP2D"
        self.order_fields(["account", "amount", "on"])


class ReturnForm(AnsweredForm):
    """What is given back of a line, on a day of its own."""

    kinds = ("SP2D", "NOTE", "LETTER", "BERITA_ACARA", "OTHER")


class MoneyCorrectionForm(PaperForm):
    """The amount that a line should have had, and why."""

    kinds = ("NOTE", "LETTER", "BERITA_ACARA", "OTHER")
    amount = RupiahField(label=_("Nilai yang benar (rupiah)"))
    remark = forms.CharField(label=_("Alasan koreksi"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


def account_words(one: OpenAccount, aspects: dict[str, str], left_idr: int) -> str:
    """An account in a list to choose from."""
    work, _settlement, aspect, _agency = one.account
    named = [work, one.settlement.name if one.settlement else "", aspects.get(aspect, aspect),
             one.agency.code if one.agency else ""]  # fmt: skip
    source = f"{one.envelope.source.name} {one.envelope.year}"
    return " · ".join([source, *(word for word in named if word), rupiah(left_idr)])
