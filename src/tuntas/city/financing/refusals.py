"""Why an act on financing is refused."""

from tuntas.city.funding.refusals import CannotFund


class CannotFinance(CannotFund):
    """A refusal: `code` is a code of the wording catalogue, `params` fill its sentence."""
