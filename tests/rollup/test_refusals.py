"""A refusal of a table can be read by the person who made it."""

import ast
from pathlib import Path

import tuntas.rollup
from tuntas.domain.wording import catalogue


def test_every_refusal_has_its_wording_and_the_blanks_it_fills() -> None:
    calls = [
        node
        for path in Path(tuntas.rollup.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "BadTable"
    ]
    codes = set()
    for call in calls:
        code = ast.literal_eval(call.args[0])
        filled = {keyword.arg: "…" for keyword in call.keywords if keyword.arg}
        assert catalogue()[code]["id"].format(**filled) != catalogue()[code]["id"], code
        codes.add(code)
    assert codes == {code for code in catalogue() if code.startswith("T5")}
