"""Why an act on sources and money is refused, and what has to be answered first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tuntas.domain.rupiah import printed_rupiah
from tuntas.domain.wording import text


def worded(code: str, lang: str, params: Mapping[str, object]) -> str:
    """The sentence of a code, amounts (`…_idr`) and days printed as people read them."""
    return text(code, lang, **{name: _printed(name, value, lang) for name, value in params.items()})


class CannotFund(Exception):
    """A refusal: `code` is a code of the wording catalogue, `params` fill its sentence."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params

    def wording(self, lang: str = "id") -> str:
        """What is wrong and what to do, in `lang`."""
        return worded(self.code, lang, self.params)


@dataclass(frozen=True, slots=True)
class MoneyWarning:
    """Something that an entry has to answer for: by a reason, or where `asks_paper`, by the co-funding paper too."""

    code: str
    line: str
    params: Mapping[str, object] = field(default_factory=dict)
    asks_paper: bool = False

    def wording(self, lang: str = "id") -> str:
        """What to look at, in `lang`."""
        return worded(self.code, lang, self.params)


class NeedsAnswer(CannotFund):
    """Entries with warnings that carry no reason and no paper yet."""

    def __init__(self, warnings: Sequence[MoneyWarning]) -> None:
        super().__init__("FUND-NEEDS-ANSWER")
        self.warnings = tuple(warnings)


def _printed(name: str, value: object, lang: str) -> object:
    if name.endswith("_idr") and isinstance(value, int):
        return printed_rupiah(value, lang)
    return value.strftime("%d-%m-%Y") if isinstance(value, date) else value
