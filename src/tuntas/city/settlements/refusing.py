"""Why something cannot be done to a settlement."""


class CannotSettle(Exception):
    """`code` is a code of the wording catalogue."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params
