"""Choices that a form learns only when it is made, and filters whose values live in the address."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from tuntas.web.shared.components import Filter
from tuntas.web.shared.listing import PAGE, query_with


def offer(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """Let a field choose among these."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class NarrowingForm(forms.Form):
    """A filter whose values live in the address."""

    def chips(self, query: QueryDict) -> list[Filter]:
        """What is in force, each with the address that takes it away."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return [Filter(f"{self.fields[name].label}: {self._word(name, value)}",
                       query_with(query, **{name: None, PAGE: None})) for name, value in said.items()]  # fmt: skip

    def _word(self, name: str, value: str) -> str:
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value))
