"""Names that nobody can take for a real place: each begins with Contoh."""

from collections.abc import Sequence

import numpy as np

from tuntas.exchange.example_city.waves import Floats

ENDINGS = (
    "sari rejo mulyo harjo agung asri baru indah jaya karya makmur sentosa permai raya lestari mekar damai subur "
    "bahari kencana tirto wangi anyar luhur bakti utama sejati murni cerah gading melati kenanga cempaka dahlia "
    "sekar arum pura negara kusuma widodo adem ayem tentrem gumilang gemilang waluyo basuki raharjo"
).split()
TURNS = ("", " Lor", " Kidul", " Wetan", " Kulon")
QUARTERS = ("Timur", "Utara", "Barat", "Selatan")


def kelurahan_names(number: int, rng: np.random.Generator) -> list[str]:
    """`number` different names, such as Contohsari; beyond the first fifty, Contohsari Lor and so on."""
    names = [f"Contoh{ending}{turn}" for turn in TURNS for ending in rng.permutation(ENDINGS)]
    if number > len(names):
        raise ValueError(f"there are names for {len(names)} kelurahan, not for {number}")
    return names[:number]


def kecamatan_names(middles: Floats) -> list[str]:
    """Contoh Utara and so on by where each middle (n, 2) lies; a number where two lie the same way."""
    names: list[str] = []
    angles = np.arctan2(middles[:, 1], middles[:, 0])
    for angle in angles:
        base = "Contoh " + QUARTERS[int(np.round(angle / (np.pi / 2))) % 4]
        used = sum(name.startswith(base) for name in names)
        names.append(base if not used else f"{base} {_roman(used + 1)}")
    return names if len(names) > 1 else ["Contoh Kota"]


def owner_names(number: int) -> list[str]:
    """Contoh 0001, Contoh 0002, …: nobody's name."""
    return [f"Contoh {count:04d}" for count in range(1, number + 1)]


def _roman(number: int) -> str:
    steps: Sequence[tuple[int, str]] = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, sign in steps:
        text += sign * (number // value)
        number %= value
    return text
