"""A proposal as a form: head, works and shares, filled from a proposal, from chosen problems, or from what was sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tuntas.city.funding.models import Source
from tuntas.city.people.models import Agency, City
from tuntas.city.proposals.drafting import Draft, Work
from tuntas.city.proposals.locating import location_words, read_location
from tuntas.city.proposals.models import Origin, Proposal, ProposalLine
from tuntas.city.proposals.pricing import Library, Price, line_cost
from tuntas.city.proposals.refusals import CannotPropose
from tuntas.city.settlements.models import Settlement
from tuntas.domain.quantity import from_micro
from tuntas.web.proposals.forms import ALONG, ITEM, OWN, SOURCE_ROWS, HeadForm, ShareForm, WorkForm
from tuntas.web.proposals.targets import Target, Targets
from tuntas.web.proposals.words import refusal_text
from tuntas.web.shared.formats import language
from tuntas.web.shared.money_field import typed

Data = dict[str, str]
ROWS, WORKS, SHARES = "kerja", "kerja-", "dana-"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a sheet is filled for: the settlement, what may be worked on, who may be chosen."""

    settlement: Settlement
    targets: Targets
    agencies: Sequence[Agency]
    sources: Sequence[Source]
    year: int

    @property
    def city(self) -> City:
        """The city."""
        return self.settlement.city


class Sheet:
    """The forms of one proposal. `data` is flat, as a browser sends it; unbound where nothing was sent yet."""

    def __init__(self, frame: Frame, data: Mapping[str, str], *, is_sent: bool) -> None:
        self.frame, self.data = frame, data
        count = int(data.get(ROWS, "0")) if data.get(ROWS, "0").isdecimal() else 0
        told: dict[str, object] = {"data": data} if is_sent else {"initial": data}
        self.head = HeadForm(**told, agencies=frame.agencies, year=frame.year)
        found = [(number, frame.targets.find(data.get(f"{WORKS}{number}-target", ""))) for number in
                 range(1, min(count, 200) + 1)]  # fmt: skip
        self.works = [WorkForm(data if is_sent else None, initial=_own(data, number), target=target, number=number,
                               count=count) for number, target in found if target is not None]  # fmt: skip
        shares = max(SOURCE_ROWS, 1 + sum(bool(data.get(f"{SHARES}{number}-source")) for number in range(1, 30)))
        self.shares = [ShareForm(data if is_sent else None, initial=_own(data, number, SHARES), number=number,
                                 sources=frame.sources) for number in range(1, shares + 1)]  # fmt: skip

    @property
    def rows(self) -> int:
        """How many rows of works there are, removed ones counted."""
        return max((work.number for work in self.works), default=0)

    def is_valid(self) -> bool:
        """Whether everything can be read; what cannot stands at its field."""
        return all([form.is_valid() for form in (self.head, *self.works, *self.shares)])

    def draft(self, *, on: date) -> Draft | None:
        """What was told; None where something cannot be right, which then stands at its field."""
        said = self.head.cleaned_data
        try:
            geometry = read_location(said["geometry"], self.frame.settlement, on=on)
        except CannotPropose as refusal:
            self.head.add_error("geometry", refusal_text(refusal))
            return None
        works = self._works()
        shares = self._shares(works, said["year"])
        if shares is None:
            return None
        agency = next(one for one in self.frame.agencies if one.pk == said["agency"])
        return Draft(
            title=said["title"], agency=agency, year=said["year"], origin=Origin(said["origin"]),
            budget_code=said["budget_code"], location=said["location"], note=said["note"],
            readiness=self.head.readiness(), works=works, shares=shares, geometry=geometry,
        )  # fmt: skip

    def _works(self) -> list[Work]:
        kept = [form for form in self.works if not form.cleaned_data.get("remove")]
        position = {form.number: place for place, form in enumerate(kept, start=1)}
        return [_work(form, position) for form in kept]

    def _shares(self, works: Sequence[Work], year: int) -> list[tuple[Source, int]] | None:
        """The shares; one left empty takes what the others leave of the cost. None: two are empty, or less is left."""
        by_pk = {one.pk: one for one in self.frame.sources}
        named = [form for form in self.shares if form.cleaned_data.get("source")]
        empty = [form for form in named if form.cleaned_data.get("share") is None]
        told = sum(form.cleaned_data.get("share") or 0 for form in named)
        rest = self._cost(works, year) - told
        if len(empty) > 1 or (empty and rest < 0):
            empty[-1].add_error("share", _("Isi bagiannya: hanya satu sumber boleh kosong, untuk sisa biayanya."))
            return None
        return [(by_pk[form.cleaned_data["source"]],
                 rest if form in empty else form.cleaned_data["share"]) for form in named]  # fmt: skip

    def _cost(self, works: Iterable[Work], year: int) -> int:
        library, total = Library(self.frame.city), 0
        for work in works:
            price = library.price(work.activity, year)
            own = work.own_idr or (price.cost_idr if isinstance(price, Price) else 0)
            total += 0 if work.along is not None else line_cost(work.volume_micro, own)
        return total


def data_of(proposal: Proposal) -> Data:
    """A proposal as its form would send it."""
    data: Data = {
        "title": proposal.title, "agency": str(proposal.agency_id), "year": str(proposal.year),
        "origin": proposal.origin, "budget_code": proposal.budget_code, "location": proposal.location,
        "geometry": location_words(bytes(proposal.geometry)), "note": proposal.note,
    }  # fmt: skip
    data |= {ITEM + code: state for code, state in proposal.readiness.items()}
    lines = list(proposal.lines.all())
    number_of = {line.pk: number for number, line in enumerate(lines, start=1)}
    for number, line in enumerate(lines, start=1):
        data |= {f"{WORKS}{number}-{name}": value for name, value in _line_data(line, number_of).items()}
    for number, row in enumerate(proposal.sources.all(), start=1):
        data |= {f"{SHARES}{number}-source": str(row.source_id), f"{SHARES}{number}-share": typed(row.share_idr)}
    return data | {ROWS: str(len(lines))}


def with_targets(data: Mapping[str, str], targets: Iterable[Target]) -> Data:
    """The same with a further work for each target, its volume filled in where it is known."""
    found = dict(data)
    number = int(found.get(ROWS, "0") or 0)
    for target in targets:
        number += 1
        found[f"{WORKS}{number}-target"] = target.key
        if target.activities:
            found[f"{WORKS}{number}-activity"] = target.activities[0].code
        if target.needed_micro:
            found[f"{WORKS}{number}-volume"] = typed_quantity(target.needed_micro)
    return found | {ROWS: str(number)}


def typed_quantity(micro: int) -> str:
    """A quantity as it stands in a field: digits and one decimal mark, no marks between thousands."""
    text = f"{Decimal(from_micro(micro)):f}"
    return text if language() == "en" else text.replace(".", ",")


def _work(form: WorkForm, position: Mapping[int, int]) -> Work:
    said, price = form.cleaned_data, form.cleaned_data.get("price") or ""
    along = position.get(int(price.removeprefix(ALONG))) if price.startswith(ALONG) else None
    is_own = price == OWN
    return Work(
        said["activity"], said["volume"], form.about.criterion, problem=form.about.problem,
        own_idr=said["own"] if is_own else None, own_reason=said["reason"] if is_own else "", along=along,
    )  # fmt: skip


def _line_data(line: ProposalLine, number_of: Mapping[int, int]) -> Data:
    data = {"target": Targets.key_of(line), "activity": line.activity, "volume": typed_quantity(line.volume_micro)}
    if line.along_id is not None:
        return data | {"price": f"{ALONG}{number_of[line.along_id]}"}
    if line.own_price and line.unit_cost_idr is not None:
        return data | {"price": OWN, "own": typed(line.unit_cost_idr), "reason": line.own_price}
    return data


def _own(data: Mapping[str, str], number: int, block: str = WORKS) -> Data:
    start = f"{block}{number}-"
    return {name.removeprefix(start): value for name, value in data.items() if name.startswith(start)}
