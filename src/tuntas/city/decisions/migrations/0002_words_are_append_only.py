"""A word that was given stays as it was given; a list that was begun stays as it was advised."""

from django.db import migrations

from tuntas.city.guards import AppendOnly, Frozen


def _begun(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM decisions_meeting m WHERE m.id = {row}.meeting_id AND m.begun_at IS NOT NULL)"


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_decisions")]
    operations = [
        AppendOnly("decisions_weighting"),
        AppendOnly("decisions_decision"),
        AppendOnly("decisions_decisionpaper"),
        AppendOnly("decisions_dissent"),
        AppendOnly("decisions_ordermove"),
        AppendOnly("decisions_directivestep"),
        Frozen("decisions_meetingitem", _begun("OLD"), _begun("NEW")),
        Frozen("decisions_meeting", "OLD.state = 'CLOSED' AND OLD.paper_id IS NOT NULL"),
    ]
