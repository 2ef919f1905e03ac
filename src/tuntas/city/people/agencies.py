"""The agencies (OPD) of a city and what each answers for: aspects of the rule set by stage."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from tuntas.city.people.actions import CannotGovern
from tuntas.city.people.models import Agency, City, Mandate, User
from tuntas.city.places.journal import note

#: An aspect's id of the rule set, and a stage.
Cell = tuple[str, str]


class Stage(models.TextChoices):
    """The four stages of putting a settlement in order; an aspect is complete when it is done in all of them."""

    PLANNING = "PLANNING", _("Perencanaan")
    BUILDING = "BUILDING", _("Pembangunan")
    USE = "USE", _("Pemanfaatan")
    CONTROL = "CONTROL", _("Pengendalian")


@transaction.atomic
def add_agency(*, city: City, code: str, name: str, by: User | None, at: datetime) -> Agency:
    """Add an agency. Raises `CannotGovern` where its short name is taken in the city."""
    code = _free_code(city, code)
    agency = Agency.objects.create(city=city, code=code, name=name.strip())
    note("agency.added", about=agency, by=by, at=at, code=code)
    return agency


@transaction.atomic
def rename_agency(*, agency: Agency, code: str, name: str, by: User | None, at: datetime) -> Agency:
    """Give an agency another name, as after a reorganisation; its people and mandates stay with it."""
    before = agency.code
    agency.code, agency.name = _free_code(agency.city, code, but=agency), name.strip()
    agency.save(update_fields=["code", "name"])
    note("agency.renamed", about=agency, by=by, at=at, code_before=before, code=agency.code)
    return agency


@transaction.atomic
def set_mandates(*, agency: Agency, cells: Collection[Cell], seen: Collection[Cell], aspects: Iterable[str],
                 by: User | None, at: datetime) -> bool:  # fmt: skip
    """Let the agency answer for exactly these cells; whether anything changed.

    `seen` are the cells that the editor had before their eyes; `aspects` those of the rule set. Raises `CannotGovern`
    where another editor was quicker.
    """
    known = list(aspects)
    Agency.objects.select_for_update().get(pk=agency.pk)
    before = cells_of(agency.mandates.all(), known)
    if before != set(seen):
        raise CannotGovern("MANDATES-CHANGED-MEANWHILE", agency=agency.code)
    given, taken = set(cells) - before, before - set(cells)
    if not given and not taken:
        return False
    agency.mandates.all().delete()
    Mandate.objects.bulk_create(Mandate(agency=agency, aspect=aspect, stage=stage) for aspect, stage in sorted(cells))
    note("mandates.changed", about=agency, by=by, at=at, given=_written(given), taken=_written(taken))
    return True


def cells_of(mandates: Iterable[Mandate], aspects: Iterable[str]) -> set[Cell]:
    """The cells that mandates cover; an empty aspect or stage stands for all of them."""
    known = list(aspects)
    return {
        (aspect, stage)
        for mandate in mandates
        for aspect in ([mandate.aspect] if mandate.aspect else known)
        for stage in ([mandate.stage] if mandate.stage else Stage.values)
    }


def _free_code(city: City, code: str, but: Agency | None = None) -> str:
    code = code.strip().upper()
    taken = Agency.objects.filter(city=city, code=code)
    if (taken.exclude(pk=but.pk) if but else taken).exists():
        raise CannotGovern("AGENCY-CODE-TAKEN", code=code)
    return code


def _written(cells: Iterable[Cell]) -> list[str]:
    return [f"{aspect} × {stage}" for aspect, stage in sorted(cells)]
