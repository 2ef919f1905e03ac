"""What `tuntas plan` does with its files; imported only by it, because the solver takes a moment to load."""

import argparse
import json
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from tuntas.cli.outputs import safe_output
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.numbers import number
from tuntas.planning.checking import Breach, check
from tuntas.planning.explaining import Why, explain
from tuntas.planning.instance import InstanceProblems, read
from tuntas.planning.optimise import NoPlan, Outcome, optimise
from tuntas.planning.relaxing import relaxations
from tuntas.planning.statement import Instance, Plan, plan_of


def optimise_file(options: argparse.Namespace, screen: Screen, began: float) -> int:
    """Write the best plan found in the time given."""
    instance = _instance(options.instance, screen)
    if instance is None:
        return 2
    left = None if options.time_limit is None else max(0.01, options.time_limit - (time.perf_counter() - began))
    try:
        with safe_output(options.output, formats=(".json",), inputs=[options.instance]) as draft:
            outcome = optimise(instance, time_limit_s=left, step_limit=options.steps, seed=options.seed)
            written = document(outcome)
            draft.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except NoPlan as none:
        return _impossible(instance, none, screen)
    _say(instance, outcome, screen)
    screen.result({key: value for key, value in written.items() if key != "plan"})
    return 0


def check_file(options: argparse.Namespace, screen: Screen, began: float) -> int:
    """Say every rule that a plan breaks."""
    instance = _instance(options.instance, screen)
    if instance is None:
        return 2
    plan = _plan(options.plan)
    breaches = check(instance, plan)
    if breaches:
        screen.say("CLI-PLAN-BREACHES", style="red", count=len(breaches))
        _breaches(breaches, screen)
        screen.result({"breaches": [_breach(one, screen) for one in breaches]})
        return 1
    told = {"objective": round(instance.objective(plan), 4), "areas": len(plan), "hectares": _hectares(instance, plan)}
    screen.say("CLI-PLAN-RIGHT", style="green", areas=len(plan),
               objective=_printed(told["objective"], screen), hectares=_printed(told["hectares"], screen))  # fmt: skip
    screen.result({"breaches": [], **told, "data_hash": instance.data_hash})
    return 0


def explain_file(options: argparse.Namespace, screen: Screen, began: float) -> int:
    """Say why each area is in or out; a plan that breaks rules is not explained."""
    instance = _instance(options.instance, screen)
    if instance is None:
        return 2
    plan = _plan(options.plan)
    if check(instance, plan):
        return check_file(options, screen, began)
    found = explain(instance, plan)
    columns = [screen.text(f"CLI-PLAN-COL-{name}") for name in ("AREA", "WHY", "WORTH", "PRICE")]
    screen.table(screen.text("CLI-PLAN-WHY"), columns, [
        [instance.labels.names[why.area], why.wording(screen.lang), *_figures(why, screen)] for why in found
    ], right=2)  # fmt: skip
    screen.result({"areas": [{
        "area": instance.labels.areas[why.area], "is_in": why.is_in, "worth": why.worth, "price": why.price,
        "reasons": [{"code": one.code, "message": one.wording(screen.lang), "params": dict(one.params)}
                    for one in why.reasons],
    } for why in found]})  # fmt: skip
    return 0


def _figures(why: Why, screen: Screen) -> list[str]:
    return ["" if figure is None else _printed(figure, screen) for figure in (why.worth, why.price)]


def document(outcome: Outcome) -> dict[str, Any]:
    """The plan's file; `bound` and `gap` are rounded so that the bound stays one."""
    return {
        "objective": round(outcome.objective, 4), "bound": round(outcome.bound + 5e-5, 4), "gap": outcome.gap,
        "plan": {str(a): {str(k): list(at) for k, at in sorted(packages.items())}
                 for a, packages in sorted(outcome.plan.items())},
        "steps": outcome.steps, "seed": outcome.seed, "stopped": outcome.stopped,
        "seconds": round(outcome.seconds, 2), "data_hash": outcome.data_hash, "version": outcome.version,
        "solver": outcome.solver,
    }  # fmt: skip


def _instance(path: str, screen: Screen) -> Instance | None:
    try:
        return read(_json(path))
    except InstanceProblems as refused:
        screen.errors.print(screen.text("CLI-PLAN-REFUSED", path=path), style="bold red", markup=False)
        for problem in refused.problems:
            told = [problem.wording(screen.lang), problem.advice(screen.lang)]
            screen.errors.print("  " + " ".join(told), markup=False)
        screen.result({"problems": [
            {"code": problem.code, "message": problem.wording(screen.lang), "advice": problem.advice(screen.lang)}
            for problem in refused.problems
        ]})  # fmt: skip
        return None


def _json(path: str) -> Any:
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise Refusal("CLI-PLAN-NOT-JSON", path=path, reason=error.strerror or error) from error
    except ValueError as error:
        raise Refusal("CLI-PLAN-NOT-JSON", path=path, reason=error) from error


def _plan(path: str) -> dict[int, dict[int, tuple[int, int]]]:
    try:
        return plan_of(_json(path)["plan"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refusal("CLI-PLAN-NOT-A-PLAN", path=path) from error


def _impossible(instance: Instance, none: NoPlan, screen: Screen) -> int:
    screen.say("CLI-PLAN-IMPOSSIBLE", style="red")
    _breaches(none.breaches, screen)
    found = relaxations(instance)
    screen.say("CLI-PLAN-RELAX")
    for one in found:
        screen.say("CLI-PLAN-BREACH", what=one.wording(screen.lang))
    screen.result({"plan": None, "breaches": [_breach(one, screen) for one in none.breaches],
                   "relaxations": [one.wording(screen.lang) for one in found]})  # fmt: skip
    return 1


def _say(instance: Instance, outcome: Outcome, screen: Screen) -> None:
    screen.say("CLI-PLAN-DONE", style="green", areas=len(outcome.plan), steps=outcome.steps,
               hectares=_printed(_hectares(instance, outcome.plan), screen),
               objective=_printed(outcome.objective, screen), bound=_printed(outcome.bound, screen),
               gap=_printed(100 * outcome.gap, screen))  # fmt: skip
    _, short = instance.finished(outcome.plan)
    for year, missing in enumerate(short):
        if missing > 1e-6:
            screen.say("CLI-PLAN-SHORT", year=instance.labels.years[year], short=_printed(missing, screen),
                       target=_printed(instance.targets[year], screen))  # fmt: skip


def _breaches(breaches: list[Breach], screen: Screen) -> None:
    for breach in breaches:
        screen.say("CLI-PLAN-BREACH", what=breach.wording(screen.lang))


def _breach(breach: Breach, screen: Screen) -> dict[str, object]:
    return {"code": breach.code, "message": breach.wording(screen.lang), "params": dict(breach.params)}


def _hectares(instance: Instance, plan: Plan) -> float:
    return round(sum(instance.hectares[area] for area in plan), 4)


def _printed(value: float, screen: Screen) -> str:
    return number(Decimal(repr(float(value))), screen.lang, 2) if abs(value) < float("inf") else "∞"


ACTS: dict[str, Callable[[argparse.Namespace, Screen, float], int]] = {
    "optimise": optimise_file, "check": check_file, "explain": explain_file,
}  # fmt: skip
