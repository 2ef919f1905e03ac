"""What runs in the background: loaded by id, safe to run twice."""

from django.utils import timezone
from django_tasks import task

from tuntas.city.surveys.models import Upload
from tuntas.city.surveys.uploads import preview_upload


@task()
def preview(upload_id: int) -> None:
    """Preview an upload."""
    at = timezone.now()
    preview_upload(upload=Upload.objects.get(pk=upload_id), on=timezone.localdate(at), at=at)
