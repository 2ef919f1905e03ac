"""The form of an RT: what all criteria need first, then the seven aspects, then what only sets the priority."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tuntas.city.dossiers.unit import field_names
from tuntas.city.surveys.typed import answer_options, field_units
from tuntas.domain.text import Text
from tuntas.domain.wording import optional_text
from tuntas.rules.facts import UnitFacts
from tuntas.rules.priorities import NEGATIVE, POSITIVE
from tuntas.rules.regulation import Criterion, Regulation
from tuntas.web.entry.texts import texts_of
from tuntas.web.shared.formats import language


@dataclass(frozen=True, slots=True)
class EntryField:
    """A field of the form. `base` is what stood there before the person typed, `feeds` which criteria it decides."""

    name: str
    label: str
    unit: str
    hint: str
    feeds: str
    text: str
    base: str
    options: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Fields that are asked together."""

    key: str
    title: str
    icon: str
    fields: tuple[EntryField, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Paper:
    """What the fields are filled from."""

    rule: Regulation
    names: Mapping[str, Text]
    units: Mapping[str, str]
    base: UnitFacts
    before: Mapping[str, str]
    texts: Mapping[str, str]

    def field(self, name: str, hint: str = "", feeds: Iterable[Criterion] = ()) -> EntryField:
        """A figure."""
        before = self.before.get(name, "")
        return EntryField(name, _label(name, self.names), self.units[name], hint, ", ".join(one.id for one in feeds),
                          self.texts.get(name, before), before, note=_kept(name, self.base))  # fmt: skip

    def choice(self, name: str, options: tuple[tuple[str, str], ...]) -> EntryField:
        """A question with given answers."""
        before = self.before.get(name, "")
        return EntryField(name, _label(name, self.names), "", "", "", self.texts.get(name, before), before, options)


def entry_groups(rule: Regulation, base: UnitFacts, texts: Mapping[str, str]) -> list[EntryGroup]:
    """The whole form, filled with `base` and with what was typed over it."""
    paper = _Paper(rule, field_names(rule), field_units(rule), base, texts_of(base), texts)
    own = _own_wholes(rule)
    volumes = {criterion.field for criterion in rule.criteria}
    basic = [name for name in paper.units if name not in volumes and name not in own.values()]
    groups = [EntryGroup("dasar", _("Data dasar RT"), "household", tuple(_whole(paper, name) for name in basic),
                         _("Angka ini menjadi pembagi kriteria di bawah."))]  # fmt: skip
    groups += [_aspect_group(paper, number, own) for number in range(len(rule.aspects))]
    return [group for group in (*groups, _considered(paper), _legal(paper)) if group.fields]


def _own_wholes(rule: Regulation) -> dict[str, str]:
    """Aspect → the whole that only its own criteria are divided by."""
    users: dict[str, set[str]] = {}
    for criterion in rule.criteria:
        users.setdefault(rule.denominator_of(criterion).field, set()).add(criterion.aspect)
    return {next(iter(aspects)): field for field, aspects in users.items()
            if len(aspects) == 1 and field != rule.area_field}  # fmt: skip


def _whole(paper: _Paper, name: str) -> EntryField:
    fed = [one for one in paper.rule.criteria if paper.rule.denominator_of(one).field == name]
    hint = "" if fed else _("Untuk kepadatan penduduk; tidak mengubah nilai.")
    return paper.field(name, hint, fed)


def _aspect_group(paper: _Paper, number: int, own: Mapping[str, str]) -> EntryGroup:
    aspect = paper.rule.aspects[number]
    fields = [_whole(paper, own[aspect.id])] if aspect.id in own else []
    fields += [paper.field(one.field, one.indicator.in_(language()), [one])
               for one in paper.rule.criteria_of(aspect.id)]  # fmt: skip
    title = f"{aspect.no}. {aspect.name.in_(language())}"
    return EntryGroup(aspect.id, title, f"aspect-{aspect.no}", tuple(fields))


def _considered(paper: _Paper) -> EntryGroup:
    items = paper.rule.considerations.items if paper.rule.considerations else ()
    asked = answer_options(paper.rule)
    fields = tuple(paper.choice(item.id, tuple((one.id, one.text.in_(language())) for one in item.options))
                   for item in items if asked.get(item.id))  # fmt: skip
    note = _("Menentukan prioritas penanganan, bukan nilai atau kelas.")
    return EntryGroup("pertimbangan", _("Pertimbangan lain"), "info", fields, note)


def _legal(paper: _Paper) -> EntryGroup:
    lang = language()
    fields = tuple(paper.choice(item.id, ((POSITIVE, item.positive.in_(lang)), (NEGATIVE, item.negative.in_(lang))))
                   for item in paper.rule.legality)  # fmt: skip
    return EntryGroup("legalitas", _("Legalitas lahan"), "paper", fields, _("Menentukan pola penanganan."))


def _label(name: str, names: Mapping[str, Text]) -> str:
    if name in names:
        return names[name].in_(language())
    return optional_text(f"writing-field-{name}", language()) or name


def _kept(name: str, base: UnitFacts) -> str:
    """What a figure alone does not say: known as a share only, or as a lower end."""
    if name in base.shares:
        return _("Berkas hanya memuat persentasenya. Isi volumenya bila sudah diketahui.")
    return _("Mungkin lebih besar: sebagian rumah belum didata.") if base.open_ended.get(name) else ""
