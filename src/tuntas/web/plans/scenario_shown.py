"""A scenario as its pages show it: what it reaches, what it costs, who is in and who is out, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tuntas.city.funding.models import Source
from tuntas.city.people.models import City
from tuntas.city.plans.asking import Options, read_options
from tuntas.city.plans.computing import lost
from tuntas.city.plans.instance_making import M2_PER_HA, MONEY_UNIT
from tuntas.city.plans.models import Scenario, ScenarioState
from tuntas.city.settlements.models import Settlement
from tuntas.domain.wording import text
from tuntas.web.plans.frontier_shown import frontier_chart
from tuntas.web.plans.gap_shown import ShownGap, shown_gaps
from tuntas.web.plans.places_shown import places
from tuntas.web.plans.reached import Reached, money_rows, reached
from tuntas.web.plans.scenario_forms import BASE_WORDS, MODE_WORDS, WEIGHT_WORDS, source_words
from tuntas.web.plans.wording import Wording
from tuntas.web.plans.words import crumbs_of
from tuntas.web.shared.components import Crumb, Figure, JobView
from tuntas.web.shared.drawing import TrendPoint
from tuntas.web.shared.formats import count, hectares, language, moment, percent, rupiah, rupiah_short

PPM = 1_000_000
#: Below a hundredth of a percent nobody finds a better plan.
NOTHING_PPM = 100
STATES: Mapping[str, tuple["str | Promise", str, str]] = {
    ScenarioState.WAITING: (gettext_lazy("menunggu"), "", "clock"),
    ScenarioState.RUNNING: (gettext_lazy("dihitung"), "is-note", "wait"),
    ScenarioState.DONE: (gettext_lazy("selesai"), "is-good", "check"),
    ScenarioState.STOPPED: (gettext_lazy("dihentikan"), "", "close"),
    ScenarioState.FAILED: (gettext_lazy("tanpa hasil"), "is-bad", "error"),
}


@dataclass(frozen=True, slots=True)
class ListedScenario:
    """A line of the list."""

    pk: int
    name: str
    url: str
    state: tuple["str | Promise", str, str]
    asked: str
    is_done: bool
    area: str
    cost: str
    by: str
    at: str
    plan: tuple[str, str] | None


def crumbs(city: City, *last: tuple[str, str]) -> list[Crumb]:
    """The way to the list, or to a page below it."""
    way = [Crumb(city.name, reverse("city_page", args=[city.code])),
           Crumb(_("Rencana"), reverse("plans", args=[city.code]))]  # fmt: skip
    if not last:
        return [*way, Crumb(_("Skenario"))]
    return crumbs_of([*way, Crumb(_("Skenario"), reverse("scenarios", args=[city.code]))], *last)


def listed(one: Scenario) -> ListedScenario:
    """A line of the list."""
    found = reached(one) if one.state == ScenarioState.DONE else None
    own = [one.city.code, one.pk]
    return ListedScenario(
        one.pk, one.name, reverse("scenario", args=own), STATES[one.state], asked_words(read_options(one.options)),
        found is not None, hectares(found.area_m2) if found else "", rupiah_short(found.cost_idr) if found else "",
        one.by.name if one.by else "", moment(one.at),
        (one.plan.name, reverse("plan", args=[one.city.code, one.plan.pk])) if one.plan else None,
    )  # fmt: skip


def context(one: Scenario, at: datetime) -> dict[str, object]:
    """The page of a scenario."""
    options = read_options(one.options)
    told: dict[str, object] = {
        "scenario": one, "state": STATES[one.state], "asked": asked_words(options),
        "is_partial": options.mode == "threshold", "job": job_of(one, at) if _is_open(one) else None,
        "gaps": _gaps(one), "facts": _facts(one), "asked_rows": _asked_rows(one, options),
    }  # fmt: skip
    if one.state == ScenarioState.DONE:
        told |= _answer(one, options)
    elif one.state == ScenarioState.FAILED:
        told |= failure(one)
    return told


def job_of(one: Scenario, at: datetime) -> JobView:
    """The computation as a job."""
    states = {ScenarioState.STOPPED: "DONE"}
    state = "FAILED" if lost(one, at=at) else states.get(ScenarioState(one.state), one.state)
    share = one.progress.get("share")
    detail = _("Anda boleh menutup halaman ini; perhitungan tetap berjalan.")
    if one.progress.get("gap") is not None:
        detail = _("Rencana sementara ada; selisih dengan batas terbukti %(gap)s. %(rest)s") % {
            "gap": percent(Fraction(str(one.progress["gap"]))), "rest": detail}  # fmt: skip
    return JobView(_("Menghitung %(name)s") % {"name": one.name}, state,
                   reverse("scenario_progress", args=[one.city.code, one.pk]),
                   percent=None if share is None else round(share * 100), detail=detail)  # fmt: skip


def asked_words(options: Options) -> str:
    """`2027–2031 · Tuntas: semua aspek yang kurang · dana 100 %`."""
    span = options.span
    years = f"{span[0]}–{span[-1]}" if options.years > 1 else str(span[0])
    return " · ".join([years, str(MODE_WORDS[options.mode]), source_words(_sources(options), options)])


def initial_of(one: Scenario) -> dict[str, object]:
    """What a new scenario that begins with this one asks."""
    options = read_options(one.options)
    plain = ("from_year", "years", "base", "weights", "mode", "percent", "hard_targets", "with_readiness",
             "window")  # fmt: skip
    told: dict[str, object] = {name: getattr(options, name) for name in plain}
    told |= {f"b{source}": value for source, value in options.budgets.items()}
    told |= {f"s{pk}": "harus" for pk in options.must} | {f"s{pk}": "jangan" for pk in options.never}
    told |= {f"s{pk}": "bebas" for pk in options.free if f"s{pk}" not in told}
    return told | {"time_limit": one.time_limit, "seed": one.seed,
                   "name": _("%(name)s, diubah") % {"name": one.name}}  # fmt: skip


def failure(one: Scenario) -> dict[str, object]:
    """Why there is no plan, and the smallest things that would have to give."""
    problem, wording = one.problem, Wording(one.city, MONEY_UNIT)
    told = [*problem.get("problems", []), *problem.get("breaches", [])]
    return {
        "failure": text(problem.get("code", "SCEN-BROKEN"), language()),
        "reasons": wording.sentences(told[:20]), "relaxations": wording.sentences(problem.get("relaxations", [])),
    }  # fmt: skip


def headline(found: Reached, options: Options) -> str:
    """The answer in one sentence."""
    told = {"area": hectares(found.area_m2), "all": hectares(found.all_m2), "n": count(found.finished),
            "places": count(found.places), "cost": rupiah_short(found.cost_idr),
            "years": f"{found.years[0]}–{found.years[-1]}"}  # fmt: skip
    if options.mode == "threshold":
        return _("%(area)s dari %(all)s sampai di bawah ambang (belum tuntas) dalam %(years)s: %(n)s dari %(places)s "
                 "kawasan, %(cost)s.") % told  # fmt: skip
    return _("%(area)s dari %(all)s tuntas dalam %(years)s: %(n)s dari %(places)s kawasan, %(cost)s.") % told


def proof_words(one: Scenario) -> str:
    """How far at most the plan is from the best one, in plain words."""
    if one.gap_ppm is None:
        return _("Rencana ini memenuhi semua batas. Seberapa dekat dengan yang terbaik belum dapat dibuktikan dalam "
                 "waktu hitung ini.")  # fmt: skip
    if one.gap_ppm < NOTHING_PPM:
        return _("Terbukti: tidak ada rencana yang lebih baik dengan data dan pilihan ini.")
    return _("Terbukti: rencana terbaik yang mungkin paling banyak %(gap)s lebih baik dari ini.") % {
        "gap": percent(Fraction(one.gap_ppm, PPM))}  # fmt: skip


def _answer(one: Scenario, options: Options) -> dict[str, object]:
    found = reached(one)
    return {
        "headline": headline(found, options), "proof": proof_words(one), "tiles": _tiles(found),
        "trend": [TrendPoint(str(year), Fraction(done, M2_PER_HA), hectares(done),
                             Fraction(target, M2_PER_HA) if target else None, hectares(target) if target else "")
                  for year, done, target in zip(found.years, found.done_m2, found.target_m2, strict=True)],
        "places": places(one), "span": found.years, "money": money_rows(found),
        "money_total": [rupiah_short(one) for one in [*found.by_year, found.cost_idr]],
        "choices": _choices(one), "frontier_chart": frontier_chart(one.result.get("frontier", [])),
    }  # fmt: skip


def _tiles(found: Reached) -> list[Figure]:
    share = percent(Fraction(found.area_m2, found.all_m2)) if found.all_m2 else ""
    met = _("%(n)s dari %(all)s tahun") % {"n": count(found.met), "all": count(found.asked)} if found.asked else None
    return [
        Figure(_("Luas selesai"), hectares(found.area_m2).removesuffix(" ha"), "ha",
               _("%(share)s dari sisa luas") % {"share": share}, icon="map", is_accent=True),
        Figure(_("Kawasan selesai"), count(found.finished), note=_("dari %(n)s kawasan") % {"n": count(found.places)},
               icon="polygon"),
        Figure(_("Dana dipakai"), rupiah_short(found.cost_idr), note=rupiah(found.cost_idr), icon="paper"),
        Figure(_("Target tercapai"), met, icon="calendar"),
    ]  # fmt: skip


def _gaps(one: Scenario) -> list[ShownGap]:
    return shown_gaps(one.city, [(gap["code"], gap["kind"], gap["params"]) for gap in one.labels.get("gaps", [])])


def _facts(one: Scenario) -> list[tuple[str, str]]:
    """Where the answer comes from: enough to compute it again."""
    result = one.result
    told = [(_("Ditanyakan"), f"{moment(one.at)}, {one.by.name}" if one.by else moment(one.at)),
            (_("Sidik data"), one.data_hash[:16]), (_("Angka acak"), str(one.seed)),
            (_("Waktu hitung"), _("%(n)s detik") % {"n": one.time_limit})]  # fmt: skip
    if one.version:
        told.append((_("Program"), one.version))
    if "steps" in result:
        told.append((_("Langkah"), count(result["steps"])))
    return told


def _asked_rows(one: Scenario, options: Options) -> list[tuple[str, str]]:
    """The options in words."""
    names = {row.pk: row.name for row in Settlement.objects.filter(
        pk__in=[*options.must, *options.never, *options.free])}  # fmt: skip
    rows = [(_("Kawasan yang dihitung"), str(BASE_WORDS[options.base])),
            (_("Yang diutamakan"), str(WEIGHT_WORDS[options.weights])),
            (_("Selesai berarti"), str(MODE_WORDS[options.mode])),
            (_("Dari mulai sampai selesai"), _("paling lama %(n)s tahun") % {"n": options.window + 1}),
            (_("Dana"), source_words(_sources(options), options))]  # fmt: skip
    for label, chosen in ((_("Harus masuk"), options.must), (_("Jangan masuk"), options.never),
                          (_("Putusan yang dilonggarkan"), options.free)):  # fmt: skip
        if chosen:
            rows.append((label, ", ".join(sorted(names.get(pk, "?") for pk in chosen))))
    if options.hard_targets:
        rows.append((_("Target"), _("wajib tercapai setiap tahun")))
    return rows


def _sources(options: Options) -> list[Source]:
    return (
        list(Source.objects.filter(pk__in=list(options.budgets)).order_by("position", "pk")) if options.budgets else []
    )


def _choices(one: Scenario) -> list[str]:
    """What each of the mayor's choices costs, in plain words."""
    names = {row.pk: row.name for row in Settlement.objects.filter(pk__in=one.labels["settlements"])}
    said = []
    for told in one.result.get("choices", []):
        name = names.get(one.labels["settlements"][told["area"]], "?")
        word = _("%(name)s harus masuk") if told["kind"] == "MUST" else _("%(name)s jangan masuk")
        said.append(f"{word % {'name': name}}: {_price_words(told['hectares'], told['objective'])}")
    return said


def _price_words(area_ha: float, weighted: float) -> str:
    if area_ha > 0:
        return _("%(area)s lebih sedikit selesai.") % {"area": hectares(round(area_ha * M2_PER_HA))}
    if weighted > 0:
        return _("luasnya tetap, tetapi yang lebih berat selesai lebih lambat.")
    return _("tidak mengurangi apa pun, sejauh yang ditemukan.")


def _is_open(one: Scenario) -> bool:
    return one.state in (ScenarioState.WAITING, ScenarioState.RUNNING)
