"""Forms of plans: the head of a draft, targets, a line, minutes, the signed regulation, and reasons."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.funding.models import Source
from tuntas.city.people.models import City
from tuntas.city.plans.heads import Amount, LineHead
from tuntas.city.plans.models import MOST_YEARS, Plan, PlanLine
from tuntas.city.proposals.catalogue import activities, law
from tuntas.city.settlements.models import Settlement
from tuntas.domain.area import m2_to_hectares
from tuntas.domain.numbers import number
from tuntas.domain.quantity import MICRO, from_micro
from tuntas.web.shared.area_field import HectaresField
from tuntas.web.shared.choices import offer
from tuntas.web.shared.days import day_field
from tuntas.web.shared.formats import language
from tuntas.web.shared.money_field import RupiahField

SCANS = "application/pdf,image/jpeg,image/png,image/tiff,image/webp"
#: So many amounts fit on the form of a line; one with more has empty rows for three further.
ROWS = 6


class DraftForm(forms.Form):
    """What a draft begins with."""

    title = forms.CharField(label=gettext_lazy("Judul"), max_length=300, initial=gettext_lazy(
        "Rencana Pencegahan dan Peningkatan Kualitas Permukiman Kumuh"))  # fmt: skip
    from_year = forms.IntegerField(label=gettext_lazy("Tahun pertama"), min_value=2000, max_value=2150)
    years = forms.IntegerField(label=gettext_lazy("Berapa tahun"), min_value=1, max_value=MOST_YEARS, initial=5)


class TargetsForm(forms.Form):
    """A target for each year; empty: none."""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = {one.year: one.area_m2 for one in plan.targets.all()}
        for year in plan.span:
            initial = number(m2_to_hectares(told[year]), language()) if year in told else ""
            self.fields[f"t{year}"] = OptionalHectares(label=_("Target %(year)s (ha)") % {"year": year},
                                                       initial=initial)  # fmt: skip

    def targets(self) -> dict[int, int | None]:
        """Square metres by year."""
        return {int(name[1:]): value for name, value in self.cleaned_data.items()}


class OptionalHectares(HectaresField):
    """Hectares, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        """Square metres, None where it is empty."""
        return super().clean(value)[0] if str(value or "").strip() else None


class LineForm(forms.Form):
    """A line of the programme with its amounts by year and source."""

    activity = forms.ChoiceField(label=gettext_lazy("Kegiatan"), required=False)
    title = forms.CharField(label=gettext_lazy("Kegiatan lain"), max_length=300, required=False,
                            help_text=gettext_lazy("Diisi bila tidak ada dalam daftar kegiatan."))  # fmt: skip
    settlement = forms.ChoiceField(label=gettext_lazy("Kawasan"), required=False)
    location = forms.CharField(label=gettext_lazy("Lokasi"), max_length=300, help_text=gettext_lazy(
        "Kawasan, kelurahan, RT/RW, atau ruas jalan."))  # fmt: skip
    aspect = forms.ChoiceField(label=gettext_lazy("Aspek"), required=False)
    budget_code = forms.CharField(label=gettext_lazy("Kode kegiatan/subkegiatan"), max_length=60, required=False)
    volume = forms.DecimalField(label=gettext_lazy("Volume"), min_value=0, max_digits=15, decimal_places=6,
                                required=False, localize=True)  # fmt: skip
    unit = forms.CharField(label=gettext_lazy("Satuan"), max_length=20, required=False)
    agency = forms.ChoiceField(label=gettext_lazy("Penanggung jawab"), required=False)
    target = OptionalHectares(label=gettext_lazy("Luas yang selesai (ha)"), help_text=gettext_lazy(
        "Hanya pada satu baris untuk satu kawasan."))  # fmt: skip
    finished_year = forms.ChoiceField(label=gettext_lazy("Selesai tahun"), required=False)
    note = forms.CharField(label=gettext_lazy("Catatan"), required=False, max_length=1000,
                           widget=forms.Textarea(attrs={"rows": 2}))  # fmt: skip

    def __init__(self, *args: Any, plan: Plan, line: PlanLine | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line, self._plan, city = line, plan, plan.city
        self._settlements = {str(one.pk): one for one in
                             Settlement.objects.filter(city=city, dissolved_on=None).order_by("name")}  # fmt: skip
        self._agencies = {str(one.pk): one for one in city.agencies.order_by("code")}
        self._sources = {str(one.pk): one for one in payers(city)}
        offer(self, "activity", [("", "–"), *[(code, one.name.in_(language())) for code, one in activities().items()]])
        offer(self, "aspect", [("", "–"), *[(one.id, one.name.in_(language())) for one in law().aspects]])
        offer(self, "settlement", [("", "–"), *[(pk, one.name) for pk, one in self._settlements.items()]])
        offer(self, "agency", [("", "–"), *[(pk, one.name) for pk, one in self._agencies.items()]])
        years = [(str(year), str(year)) for year in plan.span]
        offer(self, "finished_year", [("", "–"), *years])
        kept = len(line.amounts.all()) if line else 0
        self.rows = range(max(ROWS, kept + 3))
        for row in self.rows:
            self.fields[f"year_{row}"] = forms.ChoiceField(label=_("Tahun"), required=False,
                                                           choices=[("", "–"), *years])  # fmt: skip
            self.fields[f"source_{row}"] = forms.ChoiceField(
                label=_("Sumber dana"), required=False,
                choices=[("", _("belum ditentukan")), *((pk, one.name) for pk, one in self._sources.items())],
            )  # fmt: skip
            self.fields[f"cost_{row}"] = RupiahField(label=_("Biaya (Rp)"), required=False)
            self.fields[f"volume_{row}"] = forms.DecimalField(
                label=_("Volume"), required=False, min_value=0, max_digits=15, decimal_places=6, localize=True
            )
        if line is not None:
            self.initial = _initial(line) | dict(self.initial)

    @property
    def amount_rows(self) -> list[list[forms.BoundField]]:
        """The rows of amounts: year, source, money, volume."""
        return [[self[f"{name}_{row}"] for name in ("year", "source", "cost", "volume")] for row in self.rows]

    def clean(self) -> dict[str, Any]:
        """An amount needs its year; a year its amount."""
        said = super().clean() or {}
        for row in self.rows:
            year, cost = said.get(f"year_{row}"), said.get(f"cost_{row}")
            if year and cost is None and f"cost_{row}" not in self.errors:
                self.add_error(f"cost_{row}", _("Isi biayanya, atau kosongkan tahunnya."))
            if cost is not None and not year:
                self.add_error(f"year_{row}", _("Pilih tahunnya."))
        return said

    def head(self) -> LineHead:
        """What was said."""
        said, was = self.cleaned_data, self.line
        return LineHead(
            location=said["location"].strip(), amounts=self._amounts(), activity=said["activity"],
            title=said["title"].strip(), settlement=self._settlements.get(said["settlement"]),
            proposal=was.proposal if was else None, aspect=said["aspect"],
            criterion=was.criterion if was and was.aspect == said["aspect"] else "",
            budget_code=said["budget_code"].strip(), volume_micro=_micro(said["volume"]), unit=said["unit"].strip(),
            unit_cost_idr=was.unit_cost_idr if was else None, agency=self._agencies.get(said["agency"]),
            readiness=dict(was.readiness) if was else {}, target_m2=said["target"],
            finished_year=int(said["finished_year"]) if said["finished_year"] else None, note=said["note"].strip(),
            key=was.key if was else "",
        )  # fmt: skip

    def _amounts(self) -> tuple[Amount, ...]:
        said = self.cleaned_data
        return tuple(
            Amount(int(said[f"year_{row}"]), self._sources.get(said[f"source_{row}"]), said[f"cost_{row}"],
                   _micro(said[f"volume_{row}"]))
            for row in self.rows if said[f"year_{row}"]
        )  # fmt: skip


def payers(city: City) -> list[Source]:
    """The sources of a city that hold money."""
    return list(Source.objects.filter(city=city).bearing().order_by("position", "pk"))


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class MinutesForm(forms.Form):
    """The minutes of the discussion."""

    number = forms.CharField(label=gettext_lazy("Nomor berita acara"), max_length=120,
                             help_text=gettext_lazy("Persis seperti tertulis."))  # fmt: skip
    signed_on = day_field(gettext_lazy("Tanggal berita acara"))
    content = forms.FileField(label=gettext_lazy("Pindaian berita acara"),
                              widget=forms.FileInput(attrs={"accept": SCANS}))  # fmt: skip


class AdoptForm(forms.Form):
    """The signed regulation."""

    number = forms.CharField(label=gettext_lazy("Nomor peraturan"), max_length=120, help_text=gettext_lazy(
        "Persis seperti tercetak, misalnya Peraturan Wali Kota Nomor 7 Tahun 2026."))  # fmt: skip
    signed_on = day_field(gettext_lazy("Tanggal peraturan"))
    content = forms.FileField(label=gettext_lazy("Pindaian peraturan yang ditandatangani"),
                              widget=forms.FileInput(attrs={"accept": SCANS}))  # fmt: skip


def _initial(line: PlanLine) -> dict[str, Any]:
    told: dict[str, Any] = {
        "activity": line.activity, "title": line.title, "settlement": line.settlement_id, "location": line.location,
        "aspect": line.aspect, "budget_code": line.budget_code, "volume": _decimal(line.volume_micro),
        "unit": line.unit, "agency": line.agency_id, "finished_year": line.finished_year, "note": line.note,
        "target": number(m2_to_hectares(line.target_m2), language()) if line.target_m2 is not None else "",
    }  # fmt: skip
    for row, amount in enumerate(sorted(line.amounts.all(), key=lambda one: (one.year, one.source_id or 0))):
        told |= {f"year_{row}": amount.year, f"source_{row}": amount.source_id or "",
                 f"cost_{row}": amount.cost_idr, f"volume_{row}": _decimal(amount.volume_micro)}  # fmt: skip
    return told


def _decimal(value_micro: int | None) -> Decimal | None:
    return None if value_micro is None else from_micro(value_micro)


def _micro(value: Any) -> int | None:
    return None if value is None else int(value * MICRO)
