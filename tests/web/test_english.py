"""Who switches to English reads English: every page that a role reaches by links, and the pages before signing in.

What people and files call things stays as they wrote it: names, decrees, column heads.
"""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from door.words import catalogue
from door.words.__main__ import PO
from tests.world import World
from tuntas.city.surveys.models import Upload

pytestmark = pytest.mark.once
ROLES = ("SURVEYOR", "KELURAHAN_HEAD", "SECTION_HEAD", "ADMINISTRATOR", "AUDITOR")
#: So many pages of one address, with different ids and filters, show it well enough.
OF_EACH = 1
READ_ALOUD = {"alt", "aria-label", "data-label", "placeholder", "title"}
#: Short words without which hardly an Indonesian sentence is made, and that are no English words.
INDONESIAN = re.compile(
    r"\b(?:Anda|atau|belum|bila|dan|dari|dengan|oleh|pada|sudah|tidak|untuk|yang|kepada|dapat|adalah)\b", re.IGNORECASE
)
#: The unit of a field of the rules stands as the form of the ministry has it.
UNITS = {"KK"}
#: An address is nobody's sentence.
ADDRESS = re.compile(r"https?://\S+$")
SILENT = {"script", "style", "svg", "code"}


class Page(HTMLParser):
    """What a page says, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.has_switch = False
        self.muted: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember links and what a screen reader would say."""
        said = {name: value or "" for name, value in attrs}
        self.has_switch = self.has_switch or said.get("name") == "language"
        if self.muted or tag in SILENT or (tag != "html" and said.get("lang") == "id"):
            if tag not in {"input", "img", "meta", "br", "path"}:
                self.muted.append(tag)
            return
        self.texts += [
            value.strip() for name, value in said.items() if name in READ_ALOUD or name.startswith("data-word")
        ]
        if tag == "a" and "download" not in said:
            self.links.append(said.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        """Listen again after what is not read."""
        if tag in self.muted:
            while self.muted.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Remember what is read."""
        if not self.muted and data.strip() and not ADDRESS.match(data.strip()):
            self.texts.append(" ".join(data.split()))


@pytest.fixture(scope="module")
def indonesian() -> set[str]:
    """Every sentence of ours that reads otherwise in English."""
    messages = [message for message in catalogue.read(PO) if message.id and isinstance(message.id, str)]
    return {message.id for message in messages} - {message.string for message in messages} - UNITS


def in_english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def pages(client: Client, start: str) -> Iterator[tuple[str, Page]]:
    """The page and all that its links lead to, a few of each address."""
    waiting, seen, counted = [start], {start}, dict.fromkeys([""], 0)
    while waiting:
        address = waiting.pop(0)
        response = client.get(address)
        assert response.status_code < 400, f"a link leads to {address}: {response.status_code}"
        if response.status_code >= 300 or not response.headers["Content-Type"].startswith("text/html"):
            continue
        page = Page(response.content.decode())
        yield address, page
        for link in page.links:
            onward = urljoin(address, link).partition("#")[0]
            name = name_of(onward)
            if name and onward not in seen and counted.setdefault(name, 0) < OF_EACH:
                counted[name] += 1
                seen.add(onward)
                waiting.append(onward)


def name_of(address: str) -> str:
    """The name of an address of ours; empty for any other."""
    parts = urlsplit(address)
    try:
        return "" if parts.netloc else resolve(parts.path).url_name or parts.path
    except Resolver404:
        return ""


def left_over(page: Page, indonesian: set[str]) -> list[str]:
    """What the page says in Indonesian though it should not."""
    return sorted({text for text in page.texts if text in indonesian or INDONESIAN.search(text)})


@pytest.mark.parametrize("role", ROLES)
def test_a_role_that_reads_english_finds_no_indonesian(
    role: str, world: World, accepted: Upload, browser: Callable[[str], Client], indonesian: set[str]
) -> None:
    found = dict(pages(in_english(browser(role)), "/"))
    assert len(found) >= 3, "the home leads nowhere"
    assert not [address for address, page in found.items() if not page.has_switch], "no way back to Indonesian"
    strange = {address: words for address, page in found.items() if (words := left_over(page, indonesian))}
    assert not strange, "\n".join(f"{address}: {words}" for address, words in strange.items())


def test_a_visitor_who_reads_english_finds_no_indonesian(db: None, indonesian: set[str]) -> None:
    client = in_english(Client())
    for address in (reverse("sign_in"), reverse("redeem_link", args=["x"]), "/tidak/ada"):
        assert not left_over(Page(client.get(address).content.decode()), indonesian), address


def test_an_export_has_its_heads_in_the_language_of_the_reader(
    world: World, accepted: Upload, browser: Callable[[str], Client]
) -> None:
    address = reverse("unit_export", args=[world.city.code]) + "?format=csv"
    heads = {language: client.get(address).content.decode("utf-8-sig").splitlines()[0]
             for language, client in (("id", browser("PLANNER")), ("en", in_english(browser("PLANNER"))))}  # fmt: skip
    assert "Nilai tertinggi" in heads["id"] and "Highest score" in heads["en"]
    assert not INDONESIAN.search(heads["en"])


def test_the_listening_hears_indonesian(
    world: World, accepted: Upload, browser: Callable[[str], Client], indonesian: set[str]
) -> None:
    """The same pages in Indonesian are full of it: the test above can fail."""
    assert all(left_over(page, indonesian) for _, page in pages(browser("SECTION_HEAD"), "/"))
