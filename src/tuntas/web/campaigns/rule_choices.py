"""The rule sets that a survey can be opened under, each with what tells them apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.rules.explaining import source_text
from tuntas.rules.regulation import Kind, Regulation
from tuntas.rules.shelf import open_shelf
from tuntas.web.shared.formats import language

#: Between a rule set and the local rule on top of it.
PLUS = "+"
SIZE_WORDS = {"metropolitan": gettext_lazy("Metropolitan"), "besar": gettext_lazy("Kota besar"),
              "sedang": gettext_lazy("Kota sedang"), "kecil": gettext_lazy("Kota kecil")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """A rule set, perhaps with a city's own rule on top. `is_current`: no other rule set supersedes it."""

    value: str
    title: str
    status: str
    explained: Sequence[str]
    is_current: bool

    @property
    def rule_id(self) -> str:
        """The rule set's id."""
        return self.value.partition(PLUS)[0]

    @property
    def overlays(self) -> tuple[str, ...]:
        """The local rule on top."""
        overlay = self.value.partition(PLUS)[2]
        return (overlay,) if overlay else ()


def rule_choices() -> list[RuleChoice]:
    """The shipped rule sets and the office's own; the current one first, local rules last."""
    shelf = open_shelf(settings.TUNTAS_HOME / "rules")
    current = shelf.current().id
    scored = [rule for rule in shelf.all() if rule.kind is Kind.SCORED]
    plain = [_choice(rule, current) for rule in sorted(scored, key=lambda rule: rule.id != current)]
    heads = {name: overlay["overlay"] for name, overlay in shelf.overlays.items()}
    local = [_local(name, head, shelf.regulation(head["base"], (name,))) for name, head in sorted(heads.items())]
    return [*plain, *local]


def profile_choices() -> list[tuple[str, str]]:
    """The readings of the consideration scores, by the rule sets that know them."""
    known: dict[str, str] = {}
    for rule in open_shelf(settings.TUNTAS_HOME / "rules").all():
        for name in rule.considerations.profiles if rule.considerations else ():
            known.setdefault(name, _("Skor %(scores)s") % {"scores": "/".join(name)})
    return [("", _("Bawaan aturan")), *known.items()]


def size_choices() -> list[tuple[str, str]]:
    """The city sizes that density items ask for."""
    sizes: dict[str, str] = {}
    for rule in open_shelf(settings.TUNTAS_HOME / "rules").all():
        for item in rule.considerations.items if rule.considerations else ():
            sizes |= {size: size_word(size) for step in item.density for size in step.city_sizes}
    return [("", _("Belum ditentukan")), *sizes.items()]


def size_word(size: str) -> str:
    """A city size in words."""
    return str(SIZE_WORDS.get(size, size))


def explained(rule: Regulation) -> list[str]:
    """What a rule set is made of, in sentences."""
    told = {"n": len(rule.criteria), "aspects": len(rule.aspects), "most": rule.max_total, "slum": rule.slum_from_total}
    lang = language()
    classes = "; ".join(f"{one.name.in_(lang)} {one.minimum}–{one.maximum}" for one in rule.grades)
    return [
        _("%(n)s kriteria dalam %(aspects)s aspek, nilai tertinggi %(most)s; kumuh mulai nilai %(slum)s.") % told,
        f"{classes}.",
        source_text(rule.origin, lang),
    ]


def _choice(rule: Regulation, current: str) -> RuleChoice:
    lang = language()
    return RuleChoice(rule.id, rule.short.in_(lang), rule.status.in_(lang), explained(rule), rule.id == current)


def _local(name: str, head: Mapping[str, object], rule: Regulation) -> RuleChoice:
    titles, lang = head.get("title"), language()
    title = str(titles.get(lang) or titles.get("id")) if isinstance(titles, Mapping) else name
    status = _("Aturan setempat di atas %(base)s; hanya untuk kota yang menetapkannya.") % {
        "base": rule.short.in_(lang)
    }
    return RuleChoice(f"{rule.id}{PLUS}{name}", title, status, explained(rule), is_current=False)
