"""Jobs that a worker left half done."""

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult


def take_up_again() -> int:
    """Put jobs back in the queue whose worker is gone; they are safe to run twice. How many there were.

    Right only where one worker serves the database: ours, which is not running when this is called.
    """
    left = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return int(left.update(status=TaskResultStatus.READY, started_at=None))
