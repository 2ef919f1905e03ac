"""Files of codes and boundaries as the file store takes them, and back under the name that their sender gave them."""

import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from tuntas.exchange.regions.boundary_files import SUFFIXES

KML = ".kml"
#: A date of our own: the same KML twice makes the same zip, so that it is kept once.
ZIP_DATE = (2000, 1, 1, 0, 0, 0)


def is_boundary_file(name: str) -> bool:
    """Whether a file of that name is read as a map; any other is read as a code list."""
    return PurePath(name).suffix.lower() in SUFFIXES


def storable(name: str, content: bytes) -> tuple[str, bytes]:
    """A file's name and bytes for the store, which takes no bare XML: a KML goes into a KMZ, untouched."""
    if PurePath(name).suffix.lower() != KML:
        return name, content
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        entry = zipfile.ZipInfo("doc.kml", ZIP_DATE)
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, content)
    return str(PurePath(name).with_suffix(".kmz")), packed.getvalue()


@contextmanager
def under_its_name(stored: Path, name: str) -> Iterator[Path]:
    """A copy of a stored file under its sender's name: messages speak of that, and readers go by its ending."""
    plain = PurePath(name.replace("\\", "/")).name.replace("\0", "") or "berkas"
    with tempfile.TemporaryDirectory(prefix="tuntas-") as folder:
        path = Path(folder) / plain
        shutil.copyfile(stored, path)
        yield path


def source_words(name: str, sha256: str) -> str:
    """A file's name and the beginning of its hash: enough to know it again in an edition's source."""
    return f"{PurePath(name).name[:100]} sha256:{sha256[:16]}"
