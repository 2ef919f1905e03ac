"""Financing: instruments, loans to groups with their repayments, upkeep money, and the scheme of each settlement."""

from tuntas.city.financing.tables.loans import GroupLoan, LoanInstalment, Repayment, UpkeepEntry, UpkeepKind
from tuntas.city.financing.tables.schemes import WHOLE_PPM, Instrument, Party, Scheme, SchemePart

__all__ = [
    "GroupLoan",
    "Instrument",
    "LoanInstalment",
    "Party",
    "Repayment",
    "Scheme",
    "SchemePart",
    "UpkeepEntry",
    "UpkeepKind",
    "WHOLE_PPM",
]
