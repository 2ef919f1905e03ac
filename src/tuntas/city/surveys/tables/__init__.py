"""The tables of surveys, by what they are about; `surveys.models` gathers them."""
