"""Why an act on a meeting is refused."""


class CannotDecide(Exception):
    """A refusal: `code` is a code of the wording catalogue, `params` fill its sentence."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params
