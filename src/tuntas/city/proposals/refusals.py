"""Why an act on a proposal, a price or a deadline is refused."""


class CannotPropose(Exception):
    """A refusal: `code` is a code of the wording catalogue, `params` fill its sentence."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params
