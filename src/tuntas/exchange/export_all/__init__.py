"""The way out: everything that the memory of a city holds, in one documented file that needs no Tuntas to be read.

`export_city` writes it; `selection` says which rows are the city's, `columns` how a value becomes text, `words.toml`
what each table and column is.
"""

from tuntas.exchange.export_all.exporting import CannotExport, Exported, Wanted, export_city

__all__ = ["CannotExport", "Exported", "Wanted", "export_city"]
