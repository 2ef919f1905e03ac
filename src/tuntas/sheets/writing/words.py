"""The sentences of the written files, in one language."""

from dataclasses import dataclass

from tuntas.domain.text import Text
from tuntas.domain.wording import optional_text, text

SHARED = "writing"


@dataclass(frozen=True, slots=True)
class Words:
    """Looks up `<prefix>-<key>` of the catalogue in `lang` (`id` or `en`), else the key that all files share."""

    lang: str = "id"
    prefix: str = SHARED

    def __call__(self, key: str, **params: object) -> str:
        """The sentence of `key` with `params` filled in."""
        own = optional_text(f"{self.prefix}-{key}", self.lang, **params)
        return own or text(f"{SHARED}-{key}", self.lang, **params)

    def of(self, wording: Text) -> str:
        """The law's own wording in this language."""
        return wording.in_(self.lang)

    @property
    def absent(self) -> str:
        """What stands where nothing was recorded: words, never a 0 or a lone dash."""
        return text(f"{SHARED}-absent", self.lang)
