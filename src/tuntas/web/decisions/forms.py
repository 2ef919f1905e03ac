"""Forms of meetings: a new one, weights, papers, dissents, tasks and their steps."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.decisions.models import DirectiveStepKind
from tuntas.city.people.agencies import Stage
from tuntas.city.people.models import Agency, City, User
from tuntas.city.settlements.models import Settlement
from tuntas.planning.ranking import HEAVIEST
from tuntas.planning.ranking_terms import measures
from tuntas.web.decisions.words import KINDS, PAPERS, STEPS
from tuntas.web.shared.choices import offer
from tuntas.web.shared.days import day_field
from tuntas.web.shared.formats import language

SCANS = "application/pdf,image/jpeg,image/png,image/tiff,image/webp"


def _long(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **more)


class MeetingForm(forms.Form):
    """What a meeting is called with."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis rapat"), choices=list(KINDS.items()))
    title = forms.CharField(label=gettext_lazy("Judul"), max_length=200)
    held_on = day_field(gettext_lazy("Tanggal rapat"))
    place = forms.CharField(label=gettext_lazy("Tempat"), max_length=200, required=False)


class WeightsForm(forms.Form):
    """A version of weights: a whole number for each measure."""

    name = forms.CharField(label=gettext_lazy("Nama bobot"), max_length=120)
    reason = _long(gettext_lazy("Alasan perubahan"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in measures():
            self.fields[one.code] = forms.IntegerField(
                label=one.name.in_(language()), min_value=0, max_value=HEAVIEST,
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": HEAVIEST}),
            )  # fmt: skip
        self.measures = [one.code for one in measures()]

    def weights(self) -> dict[str, int]:
        """What was told for each measure."""
        return {code: self.cleaned_data[code] for code in self.measures}

    def weight_fields(self) -> list[forms.BoundField]:
        """The fields of the measures."""
        return [self[code] for code in self.measures]


class CloseForm(forms.Form):
    """Closing a meeting."""

    skip_reason = _long(
        gettext_lazy("Alasan melewati yang disarankan lebih dulu"), required=False,
        help_text=gettext_lazy("Diminta hanya bila ada butir yang dilewati."),
    )  # fmt: skip


class DissentForm(forms.Form):
    """Who says otherwise, and what."""

    who = forms.CharField(label=gettext_lazy("Siapa (jabatan)"), max_length=160)
    agency = forms.TypedChoiceField(
        label=gettext_lazy("Perangkat daerah"), coerce=int, empty_value=None, required=False
    )
    text = _long(gettext_lazy("Pendapatnya"))

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "agency", [("", "–"), *((one.pk, one.name) for one in agencies)])


class PaperForm(forms.Form):
    """The paper that gives words force."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis dokumen"), choices=list(PAPERS.items()))
    number = forms.CharField(label=gettext_lazy("Nomor"), max_length=120,
                             help_text=gettext_lazy("Persis seperti tertulis."))  # fmt: skip
    signed_on = day_field(gettext_lazy("Tanggal dokumen"))
    content = forms.FileField(label=gettext_lazy("Pindaian"), widget=forms.FileInput(attrs={"accept": SCANS}))


class TaskForm(forms.Form):
    """An arahan that is a task."""

    text = _long(gettext_lazy("Arahan"))
    stage = forms.ChoiceField(label=gettext_lazy("Tahap"), choices=Stage.choices)
    agency = forms.TypedChoiceField(label=gettext_lazy("Perangkat daerah"), coerce=int)
    owner = forms.TypedChoiceField(label=gettext_lazy("Penanggung jawab"), coerce=int, empty_value=None, required=False)
    due_on = day_field(gettext_lazy("Tenggat"))
    settlement = forms.TypedChoiceField(label=gettext_lazy("Kawasan"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, city: City, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = city.agencies.order_by("name")
        places = Settlement.objects.filter(city=city, dissolved_on=None).order_by("name")
        offer(self, "agency", [(one.pk, one.name) for one in agencies])
        offer(self, "owner", [("", _("ditentukan perangkat daerah")), *((one.pk, one.name) for one in people)])
        offer(self, "settlement", [("", _("semua")), *((one.pk, one.name) for one in places)])


class StepForm(forms.Form):
    """What became of a task."""

    kind = forms.ChoiceField(label=gettext_lazy("Yang terjadi"))
    note = _long(gettext_lazy("Catatan"))
    due_on = day_field(gettext_lazy("Tenggat baru"), required=False,
                       help_text=gettext_lazy("Diisi bila tenggat diundur."))  # fmt: skip

    def __init__(self, *args: Any, kinds: Iterable[DirectiveStepKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(one.value, STEPS[one]) for one in kinds])
