"""`tuntas doctor`: is this installation well?"""

import argparse
from datetime import UTC, datetime

from tuntas.cli.application import start_application
from tuntas.cli.screen import Screen

STYLES = {"GOOD": "green", "WARN": "yellow", "BAD": "bold red"}


def add_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Nothing to choose."""


def run(options: argparse.Namespace, screen: Screen) -> int:
    """Exit code 1 where something is bad; warnings do not count."""
    start_application()
    from tuntas.cli.upkeep.health import Verdict, examine

    findings = examine(datetime.now(UTC))
    for finding in findings:
        said = screen.text(finding.code, **finding.params)
        screen.say("DOCTOR-LINE", STYLES[finding.verdict], verdict=screen.text(f"DOCTOR-{finding.verdict}"), said=said)
    screen.result({
        "findings": [
            {"code": f.code, "verdict": f.verdict.value, "message": screen.text(f.code, **f.params)} for f in findings
        ]
    })  # fmt: skip
    return 1 if any(finding.verdict is Verdict.BAD for finding in findings) else 0
