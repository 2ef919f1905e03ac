"""Photos of homes: through the same door as the register, kept by no proxy and no browser."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tuntas.city.records.files import open_file
from tuntas.city.records.models import StoredFile
from tuntas.city.surveys.models import HouseAid
from tuntas.web.houses.forms import PHOTOS
from tuntas.web.houses.loading import house_of, personal, register_of


@personal
@require_safe
def before(request: HttpRequest, code: str, house_id: int) -> HttpResponseBase:
    """The house before it was handled."""
    _city, house = house_of(request, code, house_id)
    return _photo(house.before)


@personal
@require_safe
def after(request: HttpRequest, code: str, aid_id: int) -> HttpResponseBase:
    """The house after it had this aid."""
    city = register_of(request, code)
    aids = HouseAid.objects.visible_to(request.user).filter(house__city=city).select_related("after")
    return _photo(get_object_or_404(aids, pk=aid_id).after)


def _photo(stored: StoredFile | None) -> FileResponse:
    if stored is None or stored.media_type not in PHOTOS:
        raise Http404
    return FileResponse(open_file(stored), content_type=stored.media_type)
