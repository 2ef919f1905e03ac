"""The built files are there, hashed, local and fit for a strict content security policy."""

import gzip
import json
import re

import pytest

from tuntas.web.shared.assets import DIST, UnknownAsset, asset_url

NAMES = ("app.js", "theme.js", "styles.css", "icons.svg", "mark.svg")


@pytest.mark.parametrize("name", NAMES)
def test_each_asset_has_an_address_with_a_hash(name: str) -> None:
    stem, kind = name.split(".")
    assert re.search(rf"/dist/{stem}-[\w-]{{8}}\.{kind}$", asset_url(name))
    assert (DIST / asset_url(name).rsplit("/", 1)[1]).is_file()


def test_a_misspelt_asset_is_an_error() -> None:
    with pytest.raises(UnknownAsset):
        asset_url("aap.js")


def test_nothing_in_the_build_is_left_over() -> None:
    manifest = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))
    named = {"manifest.json", "LICENCES.txt"} | {entry["file"] for entry in manifest.values()}
    named |= {name for entry in manifest.values() for name in entry.get("css", []) + entry.get("assets", [])}
    assert {path.name for path in DIST.iterdir()} == named


def test_styles_fetch_nothing_from_outside() -> None:
    for path in DIST.glob("*.css"):
        outside = re.findall(r"url\([\"']?(?:https?:)?//[^)]*", path.read_text(encoding="utf-8"))
        assert not outside, f"{path.name}: {outside}"


def test_there_are_no_source_maps() -> None:
    assert not list(DIST.glob("*.map"))


def test_each_shipped_library_has_its_licence_text() -> None:
    text = (DIST / "LICENCES.txt").read_text(encoding="utf-8")
    for name in ("@tabler/core", "@tabler/icons", "htmx.org", "maplibre-gl", "plus-jakarta-sans"):
        assert name in text


def test_the_first_view_fits_a_slow_line() -> None:
    first = [DIST / asset_url(name).rsplit("/", 1)[1] for name in NAMES]
    first += list(DIST.glob("plus-jakarta-sans-latin-wght-*.woff2"))
    total = sum(len(gzip.compress(path.read_bytes())) for path in first)
    assert total < 120_000, f"{total} bytes before the page itself; the first view may take 150 kB"
