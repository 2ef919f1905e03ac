"""Choosing settlements for a draft: by class and kelurahan, with the hectares of what is chosen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tuntas.city.decrees.candidates import Candidate
from tuntas.rules.regulation import Grade
from tuntas.web.shared.choices import offer
from tuntas.web.shared.formats import count, hectares
from tuntas.web.shared.grades import LOOKS, look_of

KEYS, UNKNOWN = "kawasan", "unknown"
SLUM = (Grade.SEVERE.value, Grade.MODERATE.value, Grade.LIGHT.value)


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    """A settlement to choose; `lacks` says why it cannot be, or what is missing."""

    pk: int
    name: str
    kelurahan: str
    grade: str | None
    total: int | None
    area: str
    units: int
    lacks: str
    is_possible: bool
    is_chosen: bool


class ChoiceFilter(forms.Form):
    """Which settlements are listed; lives in the address."""

    kelas = forms.ChoiceField(label=gettext_lazy("Kelas"), required=False)
    kelurahan = forms.ChoiceField(label=gettext_lazy("Kelurahan"), required=False)

    def __init__(self, query: QueryDict, found: Sequence[Candidate]) -> None:
        super().__init__(query)
        places = {one.kelurahan.pk: one.kelurahan.name for one in found}
        grades = [(look.code, look.word) for look in LOOKS if look.code != "HANDLED"]
        slum = ("", gettext_lazy("Semua yang kumuh atau belum pasti"))
        offer(self, "kelas", [slum, *grades, (UNKNOWN, gettext_lazy("Belum dapat ditentukan"))])
        listed = sorted(places.items(), key=lambda one: one[1])
        every = ("", gettext_lazy("Semua kelurahan"))
        offer(self, "kelurahan", [every, *((str(pk), name) for pk, name in listed)])

    def narrowed(self, found: Sequence[Candidate]) -> list[Candidate]:
        """What the address asks for; without a class everything but what is not slum."""
        self.is_valid()
        grade, place = self.cleaned_data.get("kelas", ""), self.cleaned_data.get("kelurahan", "")
        return [one for one in found if _fits(one, grade) and place in ("", str(one.kelurahan.pk))]


def shown(found: Iterable[Candidate], chosen: set[int] | None) -> list[ShownCandidate]:
    """The list; `chosen` None: nothing was said yet, then whatever is slum."""
    return [_shown(one, chosen) for one in found]


def chosen_ids(data: QueryDict) -> set[int]:
    """The settlements that a form names."""
    return {int(one) for one in data.getlist(KEYS) if one.isdecimal() and len(one) < 12}


def sum_words(areas: Mapping[int, int], ids: set[int]) -> str:
    """`12 kawasan dipilih, 45,60 ha`; `areas` by settlement."""
    own = [area for pk, area in areas.items() if pk in ids and area > 0]
    told = {"n": count(len(own)), "area": hectares(sum(own))}
    return ngettext("%(n)s kawasan dipilih, %(area)s", "%(n)s kawasan dipilih, %(area)s", len(own)) % told


def _shown(one: Candidate, chosen: set[int] | None) -> ShownCandidate:
    is_possible = one.area_m2 > 0
    is_chosen = is_possible and (_is_slum(one) if chosen is None else one.settlement.pk in chosen)
    return ShownCandidate(
        one.settlement.pk, one.settlement.name, one.kelurahan.name, one.grade.value if one.grade else None, one.total,
        hectares(one.area_m2) if is_possible else "", one.units, _lacks(one), is_possible, is_chosen,
    )  # fmt: skip


def _lacks(one: Candidate) -> str:
    told = (
        (_("belum tergambar"), one.drawn_m2 is None),
        (_("belum ada RT"), not one.units),
        (_("penilaian belum lengkap"), one.units > 0 and one.grade is None),
    )
    return ", ".join(word for word, is_so in told if is_so)


def _is_slum(one: Candidate) -> bool:
    return one.grade is not None and one.grade is not Grade.NOT_SLUM


def _fits(one: Candidate, grade: str) -> bool:
    if grade == UNKNOWN:
        return one.grade is None
    if grade:
        return one.grade is not None and one.grade.value == look_of(grade).code
    return one.grade is not Grade.NOT_SLUM
