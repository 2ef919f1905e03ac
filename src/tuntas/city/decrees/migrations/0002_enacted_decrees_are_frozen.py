"""What was enacted stays as it was signed: the decree, its lines, their RT, the reasons given."""

from django.db import migrations

from tuntas.city.guards import Frozen


def _enacted(row: str, key: str = "decree_id") -> str:
    return f"EXISTS (SELECT 1 FROM decrees_decree d WHERE d.id = {row}.{key} AND d.enacted_at IS NOT NULL)"


def _line_enacted(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM decrees_decreeline l JOIN decrees_decree d ON d.id = l.decree_id "
        f"WHERE l.id = {row}.line_id AND d.enacted_at IS NOT NULL)"
    )


class Migration(migrations.Migration):
    dependencies = [("decrees", "0001_decrees")]
    operations = [
        Frozen("decrees_decree", "OLD.enacted_at IS NOT NULL"),
        Frozen("decrees_decreeline", _enacted("OLD"), _enacted("NEW")),
        Frozen("decrees_decreeunit", _line_enacted("OLD"), _line_enacted("NEW")),
        Frozen("decrees_decreeanswer", _enacted("OLD"), _enacted("NEW")),
        Frozen("decrees_decreedrop", _enacted("OLD"), _enacted("NEW")),
    ]
