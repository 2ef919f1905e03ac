"""Every sentence of the pages is there in English; the catalogue is what `./run messages` would write."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from django.conf import settings

from door.words import catalogue, extraction
from door.words.__main__ import MO, PO
from tests.house.marked import marked
from tests.house.source import PACKAGE, modules

MARKS = {"_", "gettext", "ngettext", "pgettext", "gettext_lazy", "ngettext_lazy", "pgettext_lazy"}
REPAIR = "run ./run messages, then write the English in django.po and run it again"


def kept() -> Catalog:
    """The catalogue as it lies there."""
    return catalogue.read(PO)


def forms(text: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """A sentence's forms: one, or singular and plural."""
    return text if isinstance(text, tuple) else (text or "",)


def pairs() -> list[tuple[Message, str, str]]:
    """Each form of each message beside its translation."""
    found = []
    for message in kept():
        originals = forms(message.id if isinstance(message.id, str) else tuple(message.id))
        for n, text in enumerate(forms(message.string)):
            found.append((message, originals[min(n, len(originals) - 1)], text))
    return [pair for pair in found if pair[0].id]


def blanks(text: str) -> Counter[str]:
    """The blanks to fill in, as in `%(n)s`."""
    return Counter(re.findall(r"%(?:\(\w+\))?[sd]", text))


def read_template(text: str) -> list[extraction.Sentence]:
    return list(extraction.sentences_of(extraction.like_python(text, "uji.html"), "uji.html"))


def test_every_sentence_has_its_english() -> None:
    catalog = kept()
    lacking = []
    for sentence in marked():
        message = catalog.get(sentence.msgid, sentence.context)
        if message is None or not catalogue.is_translated(message):
            lacking.append(f"{sentence.place} {sentence.msgid!r}")
    assert marked(), "nothing was extracted"
    assert not lacking, f"{REPAIR}: {lacking}"


def test_no_sentence_hides_in_an_f_string() -> None:
    """Extraction reads an f-string as one piece: a sentence marked in it never reaches the catalogue."""
    hidden = [module.place(node) for module in modules() for text in ast.walk(module.tree)
              if isinstance(text, ast.JoinedStr) for node in ast.walk(text)
              if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS]  # fmt: skip
    assert not hidden, f"Mark the sentence before the f-string: {hidden}"


def test_the_catalogue_holds_nothing_else_and_nothing_uncertain() -> None:
    catalog = kept()
    wanted = {(forms(sentence.msgid)[0], sentence.context) for sentence in marked()}
    there = {(forms(message.id)[0], message.context) for message in catalog if message.id}
    assert there <= wanted, f"{REPAIR}: {there - wanted}"
    assert not catalog.obsolete and not [message.id for message in catalog if message.fuzzy]


def test_both_languages_fill_in_the_same_blanks() -> None:
    unlike = [original for _, original, text in pairs() if text and blanks(original) != blanks(text)]
    assert not unlike, f"Use the same %(blanks)s in both languages: {unlike}"


def test_both_languages_mark_the_same_words_up() -> None:
    tags = re.compile(r"</?\w+[^>]*>")
    unlike = [original for _, original, text in pairs() if text and tags.findall(original) != tags.findall(text)]
    assert not unlike, f"Keep the markup: {unlike}"


def test_both_languages_end_a_sentence_alike() -> None:
    def end(text: str) -> str:
        return text[-1] if text[-1] in ".:?!…" else ""

    unlike = [original for _, original, text in pairs() if text and end(original.strip()) != end(text.strip())]
    assert not unlike, f"A heading has no full stop, a sentence has one: {unlike}"


def test_the_files_are_what_the_command_writes() -> None:
    new = catalogue.renewed(kept(), marked())
    assert PO.read_bytes() == catalogue.as_po(new), REPAIR
    assert MO.read_bytes() == catalogue.as_mo(new), REPAIR


def test_django_reads_the_catalogue_from_here() -> None:
    assert PO.parent.parent.parent in [Path(folder) for folder in settings.LOCALE_PATHS]


@pytest.mark.parametrize(("template", "msgid", "context"), [
    ('{% translate "Simpan" %}', "Simpan", None),
    ('{% translate "Buka" context "survei" %}', "Buka", "survei"),
    ('{% panel _("Luas") note=_("per hari ini") %}', "per hari ini", None),
    ("<b>{{ _('belum ada data') }}</b>", "belum ada data", None),
    ("  {% if x %}\n      {% translate 'Dalam' %}\n {% endif %}", "Dalam", None),
    ("{% blocktranslate trimmed with a=b %}\n  Satu\n  {{ a }}\n{% endblocktranslate %}", "Satu %(a)s", None),
    ("{% blocktranslate count n=x %}{{ n }} hari{% plural %}{{ n }} hari-hari{% endblocktranslate %}",
     ("%(n)s hari", "%(n)s hari-hari"), None),
])  # fmt: skip
def test_each_way_of_marking_in_a_template_is_found(
    template: str, msgid: str | tuple[str, str], context: str | None
) -> None:
    assert (msgid, context) in [(sentence.msgid, sentence.context) for sentence in read_template(template)]


def test_a_place_names_the_line_of_the_template() -> None:
    assert read_template("<p>\n\n  {% translate 'Tiga' %}</p>")[0].place == "uji.html:3"


def test_what_is_new_starts_empty_and_what_is_gone_is_dropped() -> None:
    old = catalogue.renewed(Catalog(locale="en"), [extraction.Sentence("lama", None, "a:1")])
    old["lama"].string = "old"
    again = catalogue.renewed(old, [extraction.Sentence("lama", None, "a:1"), extraction.Sentence("baru", None, "a:2")])
    assert again["lama"].string == "old" and [message.id for message in catalogue.untranslated(again)] == ["baru"]
    assert "lama" not in catalogue.renewed(again, [extraction.Sentence("baru", None, "a:2")])


def test_no_sentence_in_a_tag_holds_a_percent_sign() -> None:
    """Django doubles it on the way to the catalogue and shows it doubled."""
    marked = re.compile(r"""_\((?:"[^"]*%[^"]*"|'[^']*%[^']*')\)""")
    strange = [path.name for path in PACKAGE.rglob("*.html") if marked.search(path.read_text(encoding="utf-8"))]
    assert not strange, f"Use {{% translate %}} with `as`: {strange}"


def test_no_sentence_is_glued_together_before_it_is_translated() -> None:
    """`_(f"…")` looks for a sentence that no catalogue holds."""
    glued = re.compile(r"\b(?:_|n?p?gettext(?:_lazy)?)\(\s*f[\"']")
    strange = [path.name for path in PACKAGE.rglob("*.py") if glued.search(path.read_text(encoding="utf-8"))]
    assert not strange, f"Use named blanks and fill them in afterwards: {strange}"
