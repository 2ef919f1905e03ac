"""Every column of the city's tables stands in the register, and no line of it is about nothing."""

from django.apps import apps

from tuntas.city.surveys.personal_data import FieldClass, class_of, may_show, register
from tuntas.project.settings import CITY_APPS


def tables() -> dict[str, set[str]]:
    models = [model for app in CITY_APPS for model in apps.get_app_config(app).get_models()]
    return {model._meta.label: {field.name for field in model._meta.local_fields} for model in models}


def test_each_table_is_in_the_register() -> None:
    lacking = sorted(tables().keys() - register().keys())
    assert not lacking, f"Say in surveys/personal_data.toml how far these may go: {lacking}"


def test_the_register_speaks_of_columns_that_there_are() -> None:
    have, classes = tables(), {one.value for one in FieldClass}
    for table, entry in register().items():
        listed = [column for name, columns in entry.items() if name != "all" for column in columns]
        assert entry.keys() <= classes | {"all"} and entry["all"] in classes
        assert set(listed) <= have.get(table, set()) | {"versions"}, f"{table}: {set(listed) - have.get(table, set())}"
        assert len(listed) == len(set(listed)), f"{table}: a column in two classes"


def test_names_addresses_and_nik_are_personal_and_people_never_public() -> None:
    for column in ("head_name", "address", "nik_sealed", "nik_hash", "match_key", "before"):
        assert not may_show("surveys.UnfitHouse", column, FieldClass.INTERNAL)
    for table, columns in tables().items():
        model = apps.get_model(table)
        for column in columns:
            target = getattr(model._meta.get_field(column), "related_model", None)
            if target and target._meta.label == "people.User":
                assert class_of(table, column) in (FieldClass.PERSONAL, FieldClass.SPECIFIC), f"{table}.{column}"
