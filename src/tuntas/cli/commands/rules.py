"""`tuntas rules list | show | check | verify`: the law as data, and how far it can be trusted."""

import argparse
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from tuntas.cli.choices import day, shelf
from tuntas.cli.home import verifications_file
from tuntas.cli.recap import rule_record, verified_share
from tuntas.cli.screen import Refusal, Screen
from tuntas.domain.wording import text
from tuntas.rules.checking import check_instrument, sourced_values
from tuntas.rules.explaining import percent_text
from tuntas.rules.loading import read_instrument, shipped_law
from tuntas.rules.overlays import apply_overlay
from tuntas.rules.parsing import BrokenLaw
from tuntas.rules.regulation import Regulation
from tuntas.rules.shelf import Shelf, UnknownRegulation
from tuntas.rules.verifying import (
    UnknownValue,
    append_verification,
    read_verifications,
    valid_verifications,
    verify_value,
)


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """What to do, and with which rule set."""
    parser.add_argument("action", choices=["list", "show", "check", "verify"], help=text("CLI-ARG-RULES-ACTION", lang))
    parser.add_argument("id", nargs="?", metavar="ID", help=text("CLI-ARG-RULES", lang))
    parser.add_argument("--overlay", action="append", default=[], metavar="ID", help=text("CLI-ARG-OVERLAY", lang))
    parser.add_argument("--value", metavar="PATH", help=text("CLI-ARG-VALUE", lang))
    parser.add_argument("--by", metavar="NAME", help=text("CLI-ARG-VERIFIED-BY", lang))
    parser.add_argument("--document", metavar="TEXT", default="", help=text("CLI-ARG-DOCUMENT", lang))
    parser.add_argument("--on", metavar="YYYY-MM-DD", help=text("CLI-ARG-VERIFIED-ON", lang))


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 1 when `check` finds a fault."""
    actions = {"list": _list, "show": _show, "check": _check, "verify": _verify}
    try:
        return actions[options.action](options, screen, shelf())
    except UnknownRegulation as error:
        raise Refusal("CLI-UNKNOWN-RULE", wanted=error.wanted, known=", ".join(error.known)) from error
    except BrokenLaw as error:
        raise Refusal("CLI-BROKEN-LAW", error=error) from error


def _list(_: argparse.Namespace, screen: Screen, rules: Shelf) -> int:
    lang, current = screen.lang, rules.current().id
    rows = [
        [rule.id + (" *" if rule.id == current else ""), rule.title.in_(lang), _dates(rule, lang), rule.confidence,
         "{}/{}".format(*verified_share(rule)), rule.status.in_(lang), rule.content_hash[:12]]
        for rule in rules.all()
    ]  # fmt: skip
    columns = [screen.text(f"CLI-COL-{c}") for c in ("ID", "TITLE", "IN-FORCE", "TRUST", "VERIFIED", "STATUS", "HASH")]
    screen.table(screen.text("CLI-RULES-LIST"), columns, rows)
    screen.say("CLI-RULES-CURRENT", id=current)
    for name, overlay in rules.overlays.items():
        head = overlay["overlay"]
        screen.say("CLI-OVERLAY-LINE", id=name, title=head["title"][lang], base=head["base"], city=head["city"])
    screen.result({"current": current, "rules": [rule_record(rule) for rule in rules.all()],
                   "overlays": {name: o["overlay"] for name, o in rules.overlays.items()}})  # fmt: skip
    return 0


def _show(options: argparse.Namespace, screen: Screen, rules: Shelf) -> int:
    rule = rules.regulation(_wanted(options), options.overlay)
    raw = _raw(rules, options)
    verified = valid_verifications(raw, read_verifications(verifications_file()))
    lang = screen.lang
    screen.say("CLI-RULE-HEAD", style="bold", title=rule.title.in_(lang), id=rule.id, hash=rule.content_hash)
    screen.say("E540", status=rule.status.in_(lang))
    screen.say("CLI-RULE-DATES", dates=_dates(rule, lang))
    screen.say("E542" if verified else "E541", done=len(verified), all=sum(1 for _ in sourced_values(raw)))
    _show_scoring(screen, rule)
    columns = [screen.text(f"CLI-COL-{c}") for c in ("VALUE-PATH", "WHAT", "SOURCE", "TRUST", "VERIFIED")]
    rows = [
        [path, _name(value, lang), ", ".join(value["source"]), value["confidence"],
         screen.text("CLI-VERIFIED", by=v.by, on=v.on, document=v.document) if (v := verified.get(path))
         else screen.text("CLI-NOT-VERIFIED")]
        for path, value in sourced_values(raw)
    ]  # fmt: skip
    screen.table(screen.text("CLI-RULE-VALUES"), columns, rows)
    screen.result(rule_record(rule) | {"data": raw, "verified": {p: vars_of(v) for p, v in verified.items()}})
    return 0


def vars_of(record: Any) -> dict[str, str]:
    """A verification for programs."""
    return {"by": record.by, "on": record.on.isoformat(), "document": record.document}


def _show_scoring(screen: Screen, rule: Regulation) -> None:
    lang = screen.lang
    bands = [[step.label, f"≥ {percent_text(step.from_percent, rule.bands, lang)}", str(step.score)]
             for step in rule.bands.steps]  # fmt: skip
    columns = [screen.text(f"CLI-COL-{c}") for c in ("BAND", "FROM", "SCORE")]
    screen.table(screen.text("CLI-RULE-BANDS"), columns, bands, right=1)
    grades = [[grade.name.in_(lang), f"{grade.minimum}–{grade.maximum}"] for grade in rule.grades]
    screen.table(screen.text("CLI-RULE-CLASSES"), [screen.text("CLI-COL-GRADE"), screen.text("CLI-COL-TOTAL")],
                 grades, right=1)  # fmt: skip
    criteria = [
        [c.id, c.name.in_(lang), c.field_name.in_(lang), rule.denominator_of(c).name.in_(lang), c.unit]
        for c in rule.criteria
    ]
    columns = [screen.text(f"CLI-COL-{c}") for c in ("ID", "CRITERION", "VOLUME", "DENOMINATOR", "UNIT-OF")]
    screen.table(screen.text("CLI-RULE-CRITERIA"), columns, criteria)


def _check(options: argparse.Namespace, screen: Screen, rules: Shelf) -> int:
    sources = tomllib.loads((shipped_law() / "sources.toml").read_text(encoding="utf-8"))["sources"]
    names = [options.id] if options.id else sorted(rules.folders)
    faults = {}
    for name in names:
        rules.regulation(name)
        faults[name] = check_instrument(read_instrument(rules.folders[name]), frozenset(sources))
    for name, overlay in rules.overlays.items():
        base = read_instrument(rules.folders[overlay["overlay"]["base"]])
        faults[name] = check_instrument(apply_overlay(base, dict(overlay)), frozenset(sources))
    for name, found in faults.items():
        screen.say("CLI-RULES-OK" if not found else "CLI-RULES-FAULTS", style="red" if found else "green",
                   id=name, count=len(found))  # fmt: skip
        for fault in found:
            screen.say(fault.code, path=fault.path, found=fault.found)
    screen.result({name: [{"code": f.code, "path": f.path, "found": f.found} for f in found]
                   for name, found in faults.items()})  # fmt: skip
    return 1 if any(faults.values()) else 0


def _verify(options: argparse.Namespace, screen: Screen, rules: Shelf) -> int:
    if not (options.value and options.by and options.document):
        raise Refusal("CLI-VERIFY-INCOMPLETE")
    raw = _raw(rules, options)
    on = day(options.on) if options.on else date.today()
    try:
        record = verify_value(raw, options.value, by=options.by, on=on, document=options.document)
    except UnknownValue as error:
        raise Refusal("CLI-UNKNOWN-VALUE", path=error.path, known=", ".join(error.known)) from error
    append_verification(verifications_file(), record)
    screen.say("CLI-VERIFY-DONE", style="green", path=record.path, id=record.regulation, by=record.by, on=record.on,
               file=verifications_file())  # fmt: skip
    screen.result({"rules": record.regulation, "path": record.path, **vars_of(record)})
    return 0


def _wanted(options: argparse.Namespace) -> str:
    if not options.id:
        raise Refusal("CLI-RULE-NEEDED")
    return str(options.id)


def _raw(rules: Shelf, options: argparse.Namespace) -> dict[str, Any]:
    wanted = _wanted(options)
    rules.regulation(wanted, options.overlay)
    raw = read_instrument(rules.folders[wanted])
    for name in options.overlay:
        raw = apply_overlay(raw, dict(rules.overlays[name]))
    return raw


def _dates(rule: Regulation, lang: str) -> str:
    if rule.in_force_from is None:
        return text("CLI-DATES-UNKNOWN", lang)
    return f"{rule.in_force_from} – {rule.in_force_until or '…'}"


def _name(value: Mapping[str, Any], lang: str) -> str:
    for key in ("name", "title"):
        if isinstance(value.get(key), Mapping):
            return str(value[key][lang])
    return str(value[lang]) if lang in value else ""
