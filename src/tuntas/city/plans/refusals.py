"""Why an act on a plan or a scenario is refused."""


class CannotPlan(Exception):
    """A refusal: `code` is a code of the wording catalogue, `params` fill its sentence."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params
