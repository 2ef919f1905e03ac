"""How names of places are compared: what people spell otherwise but mean alike."""

import re
import unicodedata

RT_RW = re.compile(r"^(RT|RW)\s*0*(\d{1,3})$")
RT_AND_RW = re.compile(r"^\s*RT\.?\s*0*(\d{1,3})\s*[-/,. ]\s*RW\.?\s*0*(\d{1,3})\s*$", re.IGNORECASE)
PREFIX = re.compile(r"^(KELURAHAN|KEL\.?|DESA|KECAMATAN|KEC\.?|KABUPATEN|KAB\.?|KOTA|PROVINSI)\s+(?=\S)")


def match_name(name: str) -> str:
    """A name without case, accents, punctuation and the word for its level: `Kel. Pasir  Kraton` → `PASIRKRATON`.

    RT and RW keep their word and lose leading zeros: `RT 003` → `RT3`. Two spellings with one result are the same
    name to us; anything less alike is asked, never guessed.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper().strip()
    if numbered := RT_RW.match(plain):
        return numbered[1] + numbered[2]
    return re.sub(r"[^A-Z0-9]", "", PREFIX.sub("", plain)) or plain


def rt_name(number: int) -> str:
    """The name of an RT by number: `RT 003`."""
    return f"RT {number:03d}"


def rw_name(number: int) -> str:
    """The name of an RW by number: `RW 012`."""
    return f"RW {number:03d}"


def rt_and_rw(text: str) -> tuple[int, int] | None:
    """The numbers of RT and RW in a text like `RT003-RW002` or `RT 3 / RW 2`; None where it says otherwise."""
    found = RT_AND_RW.match(text)
    return (int(found[1]), int(found[2])) if found else None
