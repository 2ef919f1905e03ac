"""Fields, figures, roles and states in words of the page's language."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tuntas.city.dossiers.agreements import KelurahanState, Lack
from tuntas.city.dossiers.unit import field_names
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.city.surveys.typed import answer_options, field_units
from tuntas.domain.wording import optional_text, text
from tuntas.rules.facts import UnitFacts
from tuntas.web.shared.formats import day, language, no_data
from tuntas.web.units import fact_lines


def role_word(code: str) -> str:
    """Who signed, or raised an objection; a code that the catalogue does not know stands for itself."""
    return optional_text(f"ROLE-{code}", language()) or code


def roles_text(codes: list[str]) -> str:
    """Several roles in a line."""
    return ", ".join(role_word(code) for code in codes)


def refusal_text(code: str, params: Mapping[str, Any]) -> str:
    """A refusal of the core as the page says it: days as an office writes them, roles and not their codes."""
    told = {name: day(value) if isinstance(value, date) else value for name, value in params.items()}
    if isinstance(told.get("role"), str):
        told["role"] = " / ".join(role_word(role) for role in told["role"].split(" / "))
    return text(code, language(), **told)


def field_words(campaign: Campaign) -> dict[str, str]:
    """Every fact that the campaign's form asks, by its name in the law's own words."""
    rule, lang = regulation_of(campaign), language()
    names = field_names(rule)
    return {
        field: names[field].in_(lang) if field in names else optional_text(f"writing-field-{field}", lang) or field
        for field in [*field_units(rule), *answer_options(rule)]
    }  # fmt: skip


def value_words(campaign: Campaign, field: str, value: Any, *, is_share: bool = False) -> str:
    """A figure with its unit, a share in percent, an answer in words, or that there is no data."""
    return fact_lines.value_words(field, value, regulation_of(campaign), is_share=is_share) or no_data()


def fact_words(campaign: Campaign, field: str, facts: UnitFacts) -> str:
    """What an RT's data say of a field, be it only as a share."""
    is_share = field in facts.shares and field not in facts.quantities
    known = {**facts.shares, **facts.quantities, **facts.answers}
    return value_words(campaign, field, known.get(field), is_share=is_share)


def period_words(campaign: Campaign) -> str:
    """The announced days of objections; the table keeps the first day after."""
    if campaign.objection_from is None or campaign.objection_until is None:
        return ""
    told = {"first": day(campaign.objection_from), "last": day(campaign.objection_until - timedelta(days=1))}
    return _("%(first)s sampai %(last)s") % told


def is_objection_time(campaign: Campaign, on: date) -> bool:
    """Whether objections are taken on that day."""
    begins, ends = campaign.objection_from, campaign.objection_until
    return begins is not None and ends is not None and begins <= on < ends


def lack_words(state: KelurahanState, campaign: Campaign) -> list[str]:
    """What is missing, one sentence each, with what to do about it."""
    return [_lack(lack, state, campaign) for lack in state.lacks]


def _lack(lack: Lack, state: KelurahanState, campaign: Campaign) -> str:
    silent, changed = state.silent, state.records - state.covered
    words = {
        Lack.NO_RECORDS: _("Belum ada data RT yang diterima untuk survei ini."),
        Lack.RT_WITHOUT_RECORD: ngettext("%(n)s RT belum punya data yang diterima.",
                                         "%(n)s RT belum punya data yang diterima.", silent) % {"n": silent},
        Lack.NO_PERIOD: _("Masa keberatan belum diumumkan."),
        Lack.PERIOD_RUNS: _("Masa keberatan masih berjalan: %(period)s.") % {"period": period_words(campaign)},
        Lack.OPEN_OBJECTIONS: ngettext("%(n)s keberatan belum diputuskan.", "%(n)s keberatan belum diputuskan.",
                                       state.open_objections) % {"n": state.open_objections},
        Lack.NOT_SIGNED: _("Berita acara belum ditandatangani atau berkasnya belum dicatat."),
        Lack.CHANGED_SINCE: ngettext("%(n)s RT berubah atau bertambah sejak disepakati; perlu berita acara baru.",
                                     "%(n)s RT berubah atau bertambah sejak disepakati; perlu berita acara baru.",
                                     changed) % {"n": changed},
    }  # fmt: skip
    return words[lack]
