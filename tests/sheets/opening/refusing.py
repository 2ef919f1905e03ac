"""Ask the guard about a file, and measure what the asking cost."""

import tracemalloc
from pathlib import Path

import pytest

from tuntas.domain.wording import text
from tuntas.sheets.opening.guard import inspect
from tuntas.sheets.opening.refusal import RefusedFile

MEMORY_MB = 64


def refusal(path: Path) -> str:
    """Code of the refusal; the memory was bounded and the sentence exists in both languages."""
    tracemalloc.start()
    try:
        with pytest.raises(RefusedFile) as caught:
            inspect(path)
        peak_mb = tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()
    assert peak_mb < MEMORY_MB
    for lang in ("id", "en"):
        assert path.name in text(caught.value.code, lang, **caught.value.params)
    return caught.value.code
