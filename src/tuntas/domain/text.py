"""A sentence in both languages of the house."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Wording in Indonesian (`id`, the one we review) and English (`en`)."""

    id: str
    en: str

    def in_(self, lang: str) -> str:
        """The wording in `lang` (`id` or `en`)."""
        return self.en if lang == "en" else self.id
