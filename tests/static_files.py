"""The static files, looked through once for all of a run: every test client would do it again before its first page."""

from whitenoise.base import StaticFile
from whitenoise.middleware import WhiteNoiseMiddleware

FOUND: dict[str, StaticFile] = {}


class FoundOnce(WhiteNoiseMiddleware):
    """The middleware of the application, which keeps what it found for the next client."""

    def add_files_from_finders(self) -> None:
        """Look the first time; afterwards take what was found."""
        if not FOUND:
            super().add_files_from_finders()
            FOUND.update(self.files)
        self.files = FOUND
