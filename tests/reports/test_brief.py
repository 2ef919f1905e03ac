"""Bahan paparan: it says what the dossier says, always in the same bytes, and it fits."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.utils import translation
from PIL import Image
from pptx import Presentation

from tests.reports.conftest import LONG_NAME
from tests.reports.pdfs import is_archival, page_sizes, title_of
from tests.world import AT, ON, World
from tuntas.city.dossiers.city import city_summary
from tuntas.city.dossiers.unit import unit_page
from tuntas.city.places.actions import PlaceHead, add_place
from tuntas.city.places.models import Place, PlaceKind
from tuntas.city.surveys.actions import CampaignHead, open_campaign
from tuntas.city.surveys.models import Campaign
from tuntas.reports.brief.area import area_brief
from tuntas.reports.brief.content import Brief
from tuntas.reports.brief.pages import card_png, page_content, page_pdf
from tuntas.reports.brief.slides import slides_pptx
from tuntas.reports.brief.unit import unit_brief
from tuntas.reports.words import quantity

A4 = (595, 842)


def told(brief: Brief | None) -> Brief:
    assert brief is not None
    return brief


def whole(world: World, campaign: Campaign) -> Brief:
    return told(area_brief(world.user("SECTION_HEAD"), campaign))


def of_unit(world: World, campaign: Campaign, number: int = 0) -> Brief:
    place = Place.objects.select_related("parent", "kelurahan", "kecamatan", "city__tenant").get(
        pk=world.rts[number].pk)  # fmt: skip
    return told(unit_brief(world.user("SECTION_HEAD"), campaign, place))


def slide_texts(content: bytes) -> list[str]:
    show = Presentation(BytesIO(content))
    return ["\n".join(texts(shape) for shape in slide.shapes) for slide in show.slides]


def texts(shape) -> str:  # type: ignore[no-untyped-def]
    if shape.has_table:
        return "\n".join(cell.text for row in shape.table.rows for cell in row.cells)
    return str(shape.text_frame.text) if shape.has_text_frame else ""


def test_the_figures_are_those_of_the_dossier(world: World, campaign: Campaign) -> None:
    summary = city_summary(world.user("SECTION_HEAD"), campaign)
    brief = whole(world, campaign)
    assert summary.whole is not None
    slum = summary.whole.slum
    assert brief.figures[0].value == quantity(slum.area.micro, 2)
    counted = [slum.units, *(getattr(slum, name).count for name in ("households", "people", "buildings"))]
    assert [one.value for one in brief.figures[1:5]] == [str(n) for n in counted]
    assert [bar.micro for bar in brief.chart.bars] == [one.area.micro or 0 for one in summary.whole.classes.values()
                                                       if one.id != "undecided" or one.units]  # fmt: skip
    assert [one.now for one in brief.aspects] == [summary.whole.aspects[one.id] for one in summary.regulation.aspects]
    assert [row.cells[0] for row in brief.ranking.rows] == [one.place.name for one in summary.kelurahan]


def test_the_sentence_says_hectares_and_rt(world: World, campaign: Campaign) -> None:
    assert whole(world, campaign).headline == "3,00 ha di 2 dari 3 RT yang dinilai tergolong kumuh pada 2025."


def test_before_and_after_stand_in_words(world: World, campaign: Campaign) -> None:
    brief = whole(world, campaign)
    assert brief.changes == ["Luas kumuh turun dari 4,50 ha (2024) menjadi 3,00 ha (2025).",
                             "RT kumuh: 3 pada 2024, 2 pada 2025."]  # fmt: skip
    assert [(bar.label, bar.text) for bar in brief.trend.bars] == [("2024", "4,50 ha"), ("2025", "3,00 ha")]


def test_what_is_missing_is_said_and_never_a_zero(world: World, campaign: Campaign) -> None:
    said = " ".join(whole(world, campaign).missing)
    assert "1 RT belum lengkap" in said and "jumlah jiwa (1 RT)" in said and "tidak ada peta" in said
    unit = of_unit(world, campaign, 1)
    assert unit.figures[3].value == "belum ada data" and "Jumlah Penduduk" in " ".join(unit.missing)


def test_a_kelurahan_has_its_own_brief_with_its_rt(world: World, campaign: Campaign) -> None:
    brief = told(area_brief(world.user("SECTION_HEAD"), campaign, world.other_kelurahan))
    assert (brief.title, brief.place_line) == ("Kelurahan Kenanga", "Kecamatan Taman, Kota Contoh")
    assert [row.cells[0] for row in brief.ranking.rows] == ["RT 001 / RW 001"]
    assert brief.headline.startswith("Tidak satu pun dari 1 RT")


def test_a_kecamatan_ranks_its_own_kelurahan_only(world: World, campaign: Campaign) -> None:
    other = add_place(head=PlaceHead(PlaceKind.KECAMATAN, "Rimba", world.city.place), source="uji", by=None, at=AT)
    Place.objects.filter(pk=world.other_kelurahan.pk).update(parent=other, kecamatan=other)
    brief = told(area_brief(world.user("SECTION_HEAD"), campaign, world.kecamatan))
    assert [row.cells[0] for row in brief.ranking.rows] == ["Melati"]


def test_what_a_chart_cannot_draw_is_said_beside_it(world: World, campaign: Campaign) -> None:
    brief = whole(world, campaign)
    shown = slide_texts(slides_pptx(brief))
    assert None in [one.now for one in brief.aspects] and "Tanpa batang: belum ada data." in shown[2]
    assert "Tanpa batang" not in shown[4]
    assert page_content(brief)["before_word"] == "keadaan 2024"
    silent = replace(brief, aspects=[replace(one, before=None) for one in brief.aspects])
    assert page_content(silent)["before_word"] == "keadaan 2024; tanpa garis: belum ada data"


def test_a_lurah_gets_the_own_kelurahan(world: World, campaign: Campaign) -> None:
    assert told(area_brief(world.user("KELURAHAN_HEAD"), campaign)).title == "Kelurahan Melati"
    assert area_brief(world.user("KELURAHAN_HEAD"), campaign, world.other_kelurahan) is None
    assert area_brief(world.user("OUTSIDER"), campaign) is None


def test_the_brief_of_an_rt_has_every_criterion(world: World, campaign: Campaign) -> None:
    dossier = unit_page(world.user("SECTION_HEAD"), campaign, world.rts[0])
    brief = of_unit(world, campaign)
    assert dossier.assessment is not None
    assert [row.cells[2] for row in brief.ranking.rows] == [str(one.score) for one in dossier.assessment.criteria]
    assert brief.figures[0].value == str(dossier.assessment.total)
    assert sum(bar.micro or 0 for bar in brief.chart.bars) == dossier.assessment.total_min * 10**6
    assert brief.slug == "paparan-melati-rt-001-rw-001-2025"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_slides_are_five_with_real_charts_tables_and_sources(world: World, campaign: Campaign, lang: str) -> None:
    with translation.override(lang):
        brief = whole(world, campaign)
        content = slides_pptx(brief)
    show = Presentation(BytesIO(content))
    assert len(show.slides) == 5
    shapes = [shape for slide in show.slides for shape in slide.shapes]
    assert sum(shape.has_chart for shape in shapes) == 3 and sum(shape.has_table for shape in shapes) == 2
    assert brief.headline in slide_texts(content)[0]
    for slide in show.slides:
        assert brief.sources[-1] in slide.notes_slide.notes_text_frame.text and slide.shapes.title.text


def test_charts_hold_the_dossiers_numbers(world: World, campaign: Campaign) -> None:
    show = Presentation(BytesIO(slides_pptx(whole(world, campaign))))
    charts = [shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart]
    assert list(charts[2].plots[0].series[0].values) == [4.5, 3.0]
    aspects = charts[1].plots[0]
    assert [series.name for series in aspects.series] == ["2024", "2025"] and aspects.series[1].values[1] is None


def test_the_same_data_give_the_same_bytes(world: World, campaign: Campaign, drawn: None) -> None:
    for write in (slides_pptx, page_pdf, card_png):
        for brief in (whole(world, campaign), of_unit(world, campaign)):
            assert write(brief) == write(brief)
    assert slides_pptx(whole(world, campaign)) == slides_pptx(whole(world, campaign))


def test_the_page_is_one_a4_with_its_date_and_source(world: World, campaign: Campaign, drawn: None) -> None:
    for brief in (whole(world, campaign), of_unit(world, campaign)):
        page = page_pdf(brief)
        assert page_sizes(page) == [A4]
        assert is_archival(page) and title_of(page) == f"{brief.title}: {brief.headline}"
        assert brief.sources[:2] == ["CONTOH: seluruh data kota ini rekaan.", "Sumber: Pendataan 2025, Kota Contoh."]
        assert brief.sources[-1] == "Keadaan data: 2 Maret 2026 pukul 10.00 WIB."


def test_the_picture_is_of_a_phones_size(world: World, campaign: Campaign) -> None:
    for brief in (whole(world, campaign), of_unit(world, campaign)):
        assert Image.open(BytesIO(card_png(brief))).size == (1080, 1350)


def test_long_names_stay_on_the_page(world: World, campaign: Campaign, drawn: None) -> None:
    Place.objects.filter(level__in=("KELURAHAN", "KECAMATAN")).update(name=LONG_NAME)
    home = told(area_brief(world.user("SECTION_HEAD"), campaign, world.kelurahan))
    for brief in (whole(world, campaign), home, of_unit(world, campaign)):
        assert page_sizes(page_pdf(brief)) == [A4]
        assert Image.open(BytesIO(card_png(brief))).size == (1080, 1350)


def test_the_map_is_drawn_from_stored_boundaries(world: World, campaign: Campaign, drawn: None) -> None:
    brief = told(area_brief(world.user("SECTION_HEAD"), campaign, world.kelurahan))
    assert brief.map is not None and brief.map.svg.count("<path") == 2
    assert "peta" not in " ".join(brief.missing)
    unit = of_unit(world, campaign)
    assert unit.map is not None and unit.map.svg.count("<path") == 2
    pictures = [shape for shape in Presentation(BytesIO(slides_pptx(brief))).slides[0].shapes if shape.shape_type == 13]
    assert len(pictures) == 1


def test_a_name_is_never_markup(world: World, campaign: Campaign) -> None:
    Place.objects.filter(pk=world.kelurahan.pk).update(name='#read("/etc/passwd") *x* 漢')
    page = page_pdf(told(area_brief(world.user("SECTION_HEAD"), campaign, world.kelurahan)))
    assert title_of(page).startswith('Kelurahan #read("/etc/passwd") *x* ?: ')


def test_without_data_there_is_no_brief(world: World) -> None:
    empty = open_campaign(city=world.city, head=CampaignHead(year=2026), on=ON, by=None, at=AT)
    assert area_brief(world.user("SECTION_HEAD"), empty) is None
    assert unit_brief(world.user("SECTION_HEAD"), empty, world.rts[0]) is None


def test_the_content_is_plain_data(world: World, campaign: Campaign) -> None:
    content = page_content(whole(world, campaign))
    assert content["is_example"] and content["date"] == {"year": 2026, "month": 3, "day": 2}
