"""`tuntas plan optimise | check | explain`: a plan from one instance file, with its bound; needs no database."""

import argparse
import time
from importlib import import_module

from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.wording import text

ACTIONS = ("optimise", "check", "explain")


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """What to do, with which instance and plan, and for how long."""
    parser.add_argument("action", choices=ACTIONS, help=text("CLI-PLAN-ARG-ACTION", lang))
    parser.add_argument("instance", metavar="INSTANCE", help=text("CLI-PLAN-ARG-INSTANCE", lang))
    parser.add_argument("plan", nargs="?", metavar="PLAN", help=text("CLI-PLAN-ARG-PLAN", lang))
    parser.add_argument("-o", "--output", metavar="OUT", help=text("CLI-PLAN-ARG-OUTPUT", lang))
    parser.add_argument("--time-limit", type=float, metavar="S", help=text("CLI-PLAN-ARG-TIME", lang))
    parser.add_argument("--steps", type=int, metavar="N", help=text("CLI-PLAN-ARG-STEPS", lang))
    parser.add_argument("--seed", type=int, default=1, metavar="N", help=text("CLI-PLAN-ARG-SEED", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 0; 1 where a plan breaks rules or none keeps them; 2 where a file states no problem or plan."""
    began = time.perf_counter() - time.process_time()  # what it took to come here is part of the time given
    if options.action == "optimise" and not options.output:
        raise Refusal("CLI-PLAN-NO-OUTPUT")
    if options.action != "optimise" and not options.plan:
        raise Refusal("CLI-PLAN-NO-PLAN-FILE")
    if any(limit is not None and limit <= 0 for limit in (options.time_limit, options.steps)):
        raise Refusal("CLI-PLAN-BAD-LIMIT")
    acts = import_module("tuntas.cli.plan_acts")
    return int(acts.ACTS[options.action](options, screen, began))
