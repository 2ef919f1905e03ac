"""How names of places are compared: what people spell otherwise but mean alike."""

import re
import unicodedata

RT_RW = re.compile(r"^(RT|RW)\s*0*(\d{1,3})\s?([A-Z]?)$")
PREFIX = re.compile(r"^(KELURAHAN|KEL\.?|DESA|KECAMATAN|KEC\.?|KABUPATEN|KAB\.?|KOTA|PROVINSI)\s+(?=\S)")
HAMLET = "DS"


def match_name(name: str) -> str:
    """A name without case, accents, punctuation and the word for its level: `Kel. Pasir  Kraton` → `PASIRKRATON`.

    RT and RW keep their word and letter and lose leading zeros: `RT 003` → `RT3`, `RT 06A` → `RT6A`. Two spellings
    with one result are the same name to us; anything less alike is asked, never guessed.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper().strip()
    if numbered := RT_RW.match(plain):
        return "".join(numbered.groups())
    return re.sub(r"[^A-Z0-9]", "", PREFIX.sub("", plain)) or plain


def rt_name(number: int) -> str:
    """The name of an RT by number: `RT 003`."""
    return f"RT {number:03d}"


def rw_name(number: int) -> str:
    """The name of an RW by number: `RW 012`."""
    return f"RW {number:03d}"


def rt_of_key(key: str) -> str:
    """The name of an RT by its key (`domain.places.RtKey`): `003` → `RT 003`, `006A` → `RT 006A`."""
    return f"RT {key}"


def rw_of_key(key: str) -> str:
    """The name of an RW by its key: `002` → `RW 002`; the hamlet `DS005` → `Dusun 005`."""
    return f"Dusun {key.removeprefix(HAMLET)}" if key.startswith(HAMLET) else f"RW {key}"
