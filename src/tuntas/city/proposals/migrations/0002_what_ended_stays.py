"""A proposal that was withdrawn or went on to another year stays as it was, and so do the steps of all."""

from django.db import migrations

from tuntas.city.guards import AppendOnly, Frozen


def _ended(row: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM proposals_proposal p WHERE p.id = {row}.proposal_id "
        "AND p.state IN ('WITHDRAWN', 'ROLLED'))"
    )


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_proposals")]
    operations = [
        AppendOnly("proposals_budgetstep"),
        Frozen("proposals_proposal", "OLD.state IN ('WITHDRAWN', 'ROLLED')"),
        Frozen("proposals_proposalline", _ended("OLD"), _ended("NEW")),
        Frozen("proposals_proposalsource", _ended("OLD"), _ended("NEW")),
    ]
