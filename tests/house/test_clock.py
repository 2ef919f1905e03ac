"""Only doors read the clock; below them the day and the moment are arguments."""

import ast

from tests.house.source import DOORS, dotted, outside_rooms

CLOCKS = ("date.today", "datetime.now", "datetime.today", "datetime.utcnow", "timezone.now", "time.time")


def test_no_clock_below_the_doors() -> None:
    read = [
        f"{module.place(node)} {name}"
        for module in outside_rooms(*DOORS)
        if module.path.name not in ("tasks.py", "sessions.py")  # a job and a session engine have nobody else to ask
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and (name := dotted(node)).endswith(CLOCKS)
    ]
    assert not read, f"Take `on` (a day) or `at` (a moment) as a keyword and let the door read the clock: {read}"
