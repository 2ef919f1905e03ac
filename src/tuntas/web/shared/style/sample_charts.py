"""Invented charts of the example city for the style page."""

from decimal import Decimal
from fractions import Fraction

from tuntas.web.shared.criteria import AspectBar, CriterionBar, CriterionGroup
from tuntas.web.shared.drawing import TrendPoint
from tuntas.web.shared.falling import FallStep

SHARES = (
    ("SEVERE", Decimal("31.20"), "31,20 ha", "#"),
    ("MODERATE", Decimal("84.10"), "84,10 ha", "#"),
    ("LIGHT", Decimal("90.49"), "90,49 ha", "#"),
    ("HANDLED", Decimal("153.71"), "153,71 ha", "#"),
    (None, Decimal("12.40"), "12,40 ha", "#"),
)
TREND = (
    TrendPoint("2018", Decimal("359.50"), "359,50", Decimal("359.50"), "359,50"),
    TrendPoint("2019", Decimal("331.00"), "331,00", Decimal("320"), "320,00"),
    TrendPoint("2020", None, None, Decimal("280"), "280,00"),
    TrendPoint("2021", Decimal("287.40"), "287,40", Decimal("240"), "240,00"),
    TrendPoint("2022", Decimal("251.15"), "251,15", Decimal("200"), "200,00"),
    TrendPoint("2023", Decimal("222.70"), "222,70", Decimal("160"), "160,00"),
    TrendPoint("2024", Decimal("205.79"), "205,79", Decimal("120"), "120,00"),
)
FALLS = (
    FallStep("2018", "Sisa", Decimal("359.50"), "359,50", "bar-total", is_level=True),
    FallStep("2019", "Tertangani", Decimal("-84.10"), "−84,10", "bar-down"),
    FallStep("2019", "Ditambahkan", Decimal("6.30"), "+6,30", "bar-up"),
    FallStep("2019", "Dikurangi", Decimal("-12.40"), "−12,40", "bar-off"),
    FallStep("2019", "Sisa", Decimal("269.30"), "269,30", "bar-total", is_level=True),
)
FALL_KEYS = (("bar-total", "sisa"), ("bar-up", "bertambah"), ("bar-down", "tertangani"), ("bar-off", "dikurangi"))
ASPECTS = (
    AspectBar(1, "Kondisi bangunan gedung", Fraction(31, 100), "31,0 %", Fraction(42, 100), "42,0 %", "#"),
    AspectBar(2, "Jalan lingkungan", Fraction(48, 100), "48,0 %", Fraction(63, 100), "63,0 %", "#"),
    AspectBar(3, "Penyediaan air minum", Fraction(22, 100), "22,0 %", Fraction(51, 100), "51,0 %", "#"),
    AspectBar(4, "Drainase lingkungan", Fraction(57, 100), "57,0 %", Fraction(60, 100), "60,0 %", "#"),
    AspectBar(5, "Pengelolaan air limbah", None, None, Fraction(70, 100), "70,0 %", "#"),
    AspectBar(6, "Pengelolaan persampahan", Fraction(76, 100), "76,0 %", Fraction(88, 100), "88,0 %", "#"),
    AspectBar(7, "Proteksi kebakaran", Fraction(95, 100), "95,0 %", Fraction(100, 100), "100,0 %", "#"),
)
MARKS = (25, 51, 76)
ROADS = CriterionGroup(
    2,
    "Kondisi jalan lingkungan",
    (
        CriterionBar(
            "2a",
            "Cakupan pelayanan jalan lingkungan",
            "12,8 %",
            Fraction(128, 10),
            MARKS,
            0,
            5,
            trace="100 m ÷ 780 m = 12,82 %, di bawah 25 %: nilai 0.",
        ),
        CriterionBar(
            "2b",
            "Kualitas permukaan jalan lingkungan",
            "77,6 %",
            Fraction(776, 10),
            MARKS,
            5,
            5,
            trace="605 m ÷ 780 m = 77,56 %, antara 76 % dan 100 %: nilai 5.",
            url="#",
        ),
    ),
)
SEWAGE = CriterionGroup(
    5,
    "Pengelolaan air limbah",
    (
        CriterionBar(
            "5a",
            "Sistem pengelolaan air limbah",
            "40,0–62,0 %",
            Fraction(40),
            MARKS,
            None,
            5,
            Fraction(40),
            Fraction(62),
            trace="13 bangunan belum didata; nilai antara 1 dan 3.",
        ),
        CriterionBar("5b", "Prasarana dan sarana air limbah", None, None, MARKS, None, 5),
    ),
)
