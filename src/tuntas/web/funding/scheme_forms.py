"""What is asked for a version of a settlement's scheme: shares that add to 100 %, and the paper."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.financing.models import Instrument, Party, Scheme, SchemePart
from tuntas.city.financing.schemes import PartHead, SchemeHead
from tuntas.city.funding.models import Source
from tuntas.city.people.models import City
from tuntas.city.records.models import Paper
from tuntas.domain.numbers import number
from tuntas.web.funding.paper_forms import PaperForm
from tuntas.web.shared.choices import offer
from tuntas.web.shared.days import day_field
from tuntas.web.shared.formats import language
from tuntas.web.shared.money_field import RupiahField

PPM_PER_PERCENT = 10_000
#: So many rows are asked for; empty ones are left out.
ROWS = 8
SHARE = re.compile(r"\d{1,3}(?:[.,]\d{1,4})?")


class ShareField(forms.CharField):
    """`33,3333` percent as parts of a million; None where nothing was typed."""

    def clean(self, value: Any) -> Any:
        """Refuses what is no share of 100 %, or has more decimals than are kept."""
        said = super().clean(value).replace("%", "").strip()
        if not said:
            return None
        if not SHARE.fullmatch(said):
            raise forms.ValidationError(_("Tulis persen, misalnya 40 atau 33,3333 (paling banyak empat desimal)."))
        return int(Decimal(said.replace(",", ".")) * PPM_PER_PERCENT)


class PartForm(forms.Form):
    """One share: whose, how much, from which source or by which instrument."""

    party = forms.ChoiceField(label=gettext_lazy("Pihak"), required=False, choices=[("", "–"), *Party.choices])
    origin = forms.ChoiceField(label=gettext_lazy("Sumber atau instrumen"), required=False)
    share = ShareField(label=gettext_lazy("Bagian (%)"), required=False, max_length=12,
                       widget=forms.TextInput(attrs={"inputmode": "decimal"}))  # fmt: skip
    conditions = forms.CharField(label=gettext_lazy("Syarat"), required=False, max_length=500)

    def __init__(self, *args: Any, origins: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "origin", origins)

    def clean(self) -> dict[str, Any]:
        """A row says all of it or nothing."""
        said: dict[str, Any] = super().clean() or {}
        told = [bool(said.get("party")), bool(said.get("origin")), said.get("share") is not None]
        if any(told) and not all(told) and not self.errors:
            raise forms.ValidationError(_("Isi pihak, sumber atau instrumen, dan bagiannya."))
        return said

    @property
    def is_filled(self) -> bool:
        """Whether the row is a share."""
        return bool(self.cleaned_data.get("party"))


class SchemeForm(PaperForm):
    """A version: when it holds, what it costs in all, its conditions, why it changes."""

    kinds = ("AGREEMENT", "BERITA_ACARA", "LETTER", "OTHER")
    on = day_field(gettext_lazy("Berlaku sejak"))
    total = RupiahField(label=gettext_lazy("Biaya seluruhnya (rupiah)"), required=False,
                        help_text=gettext_lazy("Kosong: baru bagiannya yang disepakati."))  # fmt: skip
    conditions = forms.CharField(label=gettext_lazy("Syarat bersama"), required=False, max_length=2000,
                                 widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("Alasan perubahan"), required=False, max_length=1000,
                             widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)

    def head(self, parts: Sequence[PartHead], paper: Paper) -> SchemeHead:
        """The version as typed."""
        said = self.cleaned_data
        return SchemeHead(on=said["on"], parts=parts, seen=said["seen"], total_idr=said["total"],
                          conditions=said["conditions"], reason=said["reason"], paper=paper)  # fmt: skip


def origins_of(city: City) -> list[Any]:
    """Sources and instruments to choose from."""
    sources = city.sources.bearing().order_by("position", "pk")
    instruments = city.instruments.order_by("kind", "name", "pk")
    return [
        ("", "–"),
        (_("Pendanaan"), [(f"s{one.pk}", one.name) for one in sources]),
        (_("Pembiayaan"), [(f"i{one.pk}", one.name) for one in instruments]),
    ]


def part_forms(sent: Any, city: City, last: Scheme | None) -> list[PartForm]:
    """The rows as sent, else as the last version has them."""
    origins = origins_of(city)
    kept = list(last.parts.all()) if last else []
    return [
        PartForm(sent, prefix=f"b{place}", origins=origins,
                 initial=_initial(kept[place]) if place < len(kept) else {})
        for place in range(max(ROWS, len(kept)))
    ]  # fmt: skip


def parts_of(forms_: Sequence[PartForm], city: City) -> list[PartHead]:
    """The filled rows."""
    return [_part(form.cleaned_data, city) for form in forms_ if form.is_filled]


def share_words(share_ppm: int) -> str:
    """A share as percent: `33,3333`."""
    exact = Decimal(share_ppm) / PPM_PER_PERCENT
    return number(exact if share_ppm % PPM_PER_PERCENT else Decimal(share_ppm // PPM_PER_PERCENT), language())


def first_values(last: Scheme | None, today: date) -> dict[str, Any]:
    """What the form of the next version begins with."""
    if last is None:
        return {"on": today}
    return {"on": today, "total": last.total_idr, "conditions": last.conditions, "seen": last.version}


def _initial(part: SchemePart) -> dict[str, Any]:
    origin = f"s{part.source_id}" if part.source_id else f"i{part.instrument_id}"
    return {"party": part.party, "origin": origin, "share": share_words(part.share_ppm),
            "conditions": part.conditions}  # fmt: skip


def _part(said: dict[str, Any], city: City) -> PartHead:
    kind, pk = said["origin"][0], int(said["origin"][1:])
    source = Source.objects.get(city=city, pk=pk) if kind == "s" else None
    instrument = Instrument.objects.get(city=city, pk=pk) if kind == "i" else None
    return PartHead(Party(said["party"]), said["share"], source, instrument, said["conditions"])
