"""What runs in the background: loaded by id, safe to run twice."""

from django.utils import timezone
from django_tasks import task

from tuntas.city.plans.computing import compute


@task()
def compute_scenario(scenario_id: int) -> None:
    """Compute a scenario."""
    compute(scenario_id=scenario_id, clock=timezone.now)
