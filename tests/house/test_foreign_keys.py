"""A stage looks back, never ahead: foreign keys follow the order of a settlement's life, as imports do."""

import ast
import tomllib

from django.apps import apps
from django.db import models

from tests.house.source import PACKAGE, ROOT, modules

CONTRACT = "lifecycle"


def lifecycle() -> list[str]:
    """The stages from the first to the last, as the import contract in pyproject.toml orders them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["name"].startswith(CONTRACT))
    return [layer.strip(" ()") for layer in reversed(layers)]


def ranks() -> dict[str, int]:
    """The place of each stage in the order; stages on one line are separate."""
    return {name.strip(" ()"): rank for rank, line in enumerate(lifecycle()) for name in line.split("|")}


def city_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_config.name.startswith("tuntas.city.")]


def test_there_are_stages_to_look_at() -> None:
    assert {"places", "people", "records"} <= {model._meta.app_label for model in city_models()}


def test_foreign_keys_look_back_only() -> None:
    order = ranks()
    ahead = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in city_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.OneToOneField | models.ManyToManyField)
        and order.get(field.related_model._meta.app_label, -1) > order[model._meta.app_label]
    ]
    assert not ahead, f"Let the later stage hold the key, or move the model: {ahead}"


def test_models_leave_the_order_of_rows_to_who_asks() -> None:
    ordered = [model._meta.label for model in city_models() if model._meta.ordering]
    assert not ordered, f"Remove Meta.ordering and order where the rows are shown: {ordered}"


def test_models_neither_override_save_nor_listen_to_signals() -> None:
    found = [
        f"{module.place(node)} {getattr(node, 'name', 'signal')}"
        for module in modules()
        if PACKAGE / "city" in module.path.parents
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.FunctionDef) and node.name == "save")
        or (isinstance(node, ast.ImportFrom) and node.module == "django.db.models.signals")
    ]
    assert not found, f"Write an action instead: {found}"


def test_no_floats_are_stored() -> None:
    floats = [
        f"{model._meta.label}.{field.name}"
        for model in city_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.FloatField)
    ]
    assert not floats, f"Store integers of the smallest unit: {floats}"
