"""Files that commands write: whole or not at all, never over their own input."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tuntas.cli.screen import Refusal


@contextmanager
def safe_output(target: str, *, formats: Sequence[str], inputs: Sequence[str] = ()) -> Iterator[Path]:
    """A temporary path beside `target` that becomes `target` when the block ends well. Raises `Refusal`."""
    path = Path(target)
    if path.suffix.lower() not in formats:
        raise Refusal("CLI-UNKNOWN-FORMAT", path=target, formats=", ".join(formats))
    if any(path.resolve() == Path(source).resolve() for source in inputs):
        raise Refusal("CLI-OUTPUT-IS-INPUT", path=target)
    if not path.parent.is_dir():
        raise Refusal("CLI-NO-FOLDER", path=path.parent)
    draft = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        yield draft
        draft.replace(path)
    except OSError as error:
        raise Refusal("CLI-CANNOT-WRITE", path=target, error=error.strerror or error) from error
    finally:
        draft.unlink(missing_ok=True)
