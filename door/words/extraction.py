"""Every sentence that the code marks for translation: from Python, and from Django's templates."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

#: The functions that mark a sentence; the numbers say which arguments are msgid, plural and (`c`) context.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
#: A migration repeats what stands in a model.
PASSED_OVER = {"migrations", "static", "__pycache__"}


@dataclass(frozen=True)
class Sentence:
    """One marked sentence: in Indonesian, as in the source, with its plural form and context where it has them."""

    msgid: str | tuple[str, str]
    context: str | None
    place: str


def sentences(root: Path, package: Path) -> Iterator[Sentence]:
    """All marked sentences below `package`; places are named as seen from `root`."""
    for path in sorted(package.rglob("*")):
        if path.suffix not in (".py", ".html") or PASSED_OVER & set(path.relative_to(package).parts):
            continue
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(root).as_posix()
        yield from sentences_of(like_python(text, name) if path.suffix == ".html" else text, name)


def sentences_of(source: str, name: str) -> Iterator[Sentence]:
    """The marked sentences of one Python source."""
    found = extract("python", io.BytesIO(source.encode()), KEYWORDS, options={"encoding": "utf-8"})
    for line, msgid, _comments, context in found:
        if isinstance(msgid, str):
            yield Sentence(msgid, context, f"{name}:{line}")
        else:
            yield Sentence((msgid[0], msgid[1]), context, f"{name}:{line}")


def like_python(template: str, name: str) -> str:
    """A template as Python source, line for line: Django turns its tags into calls; indentation would only hurt."""
    return re.sub(r"^[ \t]+", "", templatize(template, name), flags=re.MULTILINE)
