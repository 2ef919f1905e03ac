"""What narrows the money book; it lives in the address."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tuntas.city.funding.facts import BookLine, statement
from tuntas.city.funding.models import MoneyEntry, Source
from tuntas.city.people.models import City
from tuntas.city.settlements.models import Settlement
from tuntas.web.shared.components import Filter
from tuntas.web.shared.listing import query_with

RELATED = ("envelope__source", "settlement", "agency", "paper", "corrects")


class BookFilterForm(forms.Form):
    """Source, year and settlement. The first two choose whole envelopes; the last only hides lines of them."""

    sumber = forms.ModelChoiceField(label=_("Sumber dana"), queryset=Source.objects.none(), required=False,
                                    empty_label=_("Semua"))  # fmt: skip
    tahun = forms.IntegerField(label=_("Tahun anggaran"), required=False, min_value=1945, max_value=2200)
    kawasan = forms.ModelChoiceField(label=_("Kawasan"), queryset=Settlement.objects.none(), required=False,
                                     empty_label=_("Semua"))  # fmt: skip

    def __init__(self, *args: Any, city: City, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["sumber"].queryset = city.sources.bearing().order_by("position", "pk")
        fields["kawasan"].queryset = city.settlements.order_by("name", "pk")
        for name in ("sumber", "kawasan"):
            fields[name].label_from_instance = lambda one: one.name
        self.is_valid()

    def said(self, name: str) -> Any:
        """What the address says, None where nothing or nonsense."""
        return self.cleaned_data.get(name)

    def lines(self, rows: QuerySet[MoneyEntry]) -> list[BookLine]:
        """The lines that the address asks for, by their true day, each with what its envelope comes to."""
        for name, field in (("sumber", "envelope__source"), ("tahun", "envelope__year")):
            if self.said(name):
                rows = rows.filter(**{field: self.said(name)})
        found = statement(rows.select_related(*RELATED).order_by("seq"))
        settlement = self.said("kawasan")
        return [line for line in found if settlement is None or line.row.settlement_id == settlement.pk]

    def chips(self, query: QueryDict) -> list[Filter]:
        """What narrows the page, each with the address without it."""
        return [
            Filter(str(getattr(said, "name", said)), query_with(query, **{name: None}))
            for name in ("sumber", "tahun", "kawasan")
            if (said := self.said(name))
        ]
