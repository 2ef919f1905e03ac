"""Volumes in cells: exact figures, shown with decimals where the unit or the figure has some."""

from tuntas.domain.quantity import MICRO
from tuntas.sheets.writing.figures import micro_text
from tuntas.sheets.writing.looks import Looks
from tuntas.sheets.writing.streamed import number_cell

#: Measured in fractions, so that whole figures keep their decimals and stand in line with the others.
HECTARE = "ha"


class VolumeCells:
    """Makes number cells of quantities in the look of `fragments`."""

    def __init__(self, looks: Looks, *fragments: str) -> None:
        self._whole = looks.number_of(*fragments, "whole")
        self._exact = looks.number_of(*fragments, "exact")

    def of(self, micro: int, unit: str) -> str:
        """The cell of `micro` millionths of `unit`."""
        style = self._exact if unit == HECTARE or micro % MICRO else self._whole
        return number_cell(style, micro_text(micro))
