"""What the frame of every page shows of the person and the city: navigation, name, post, ways out."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tuntas.city.people.access import can, duties_for
from tuntas.city.people.models import City
from tuntas.city.people.role_words import role_word
from tuntas.web.first_day.access import can_begin
from tuntas.web.shared.components import NavigationItem


def frame(request: HttpRequest) -> dict[str, object]:
    """Add to the context processors. A visitor gets nothing; one query unless the page's view loaded its city."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    city = getattr(request, "city", None) or City.objects.visible_to(user).order_by("code").first()
    return {
        "navigation": [("", [item for item in _items(request, city) if item])],
        "person_name": user.name,
        "person_post": ", ".join(dict.fromkeys(role_word(duty.role) for duty in duties_for(user, "see_city"))),
        "person_links": [
            NavigationItem(_("Ganti kata sandi"), reverse("password"), "lock"),
            NavigationItem(_("Token API"), reverse("tokens"), "link"),
        ],
        "place_name": city.name if city else "",
        "is_example": bool(city and city.is_example),
        "sign_out_url": reverse("sign_out"),
        "home_url": reverse("home"),
    }


def _items(request: HttpRequest, city: City | None) -> list[NavigationItem | None]:
    items: list[NavigationItem | None] = [_item(request, _("Beranda"), "home", "dashboard")]
    if city is None:
        return items
    uploads = _item(request, _("Unggah survei"), "uploads", "upload", city.code)
    return [
        *items,
        _item(request, city.name, "city_page", "city", city.code),
        _item(request, _("Daftar RT"), "unit_list", "list", city.code),
        _item(request, _("Peta"), "map_page", "map", city.code),
        _item(request, _("Kawasan kumuh"), "settlements", "polygon", city.code),
        _item(request, _("Buku luas kumuh"), "ledger", "trend-down", city.code),
        _item(request, _("SK penetapan"), "decrees", "paper", city.code),
        _item(request, _("Masalah"), "problems", "alert", city.code),
        _item(request, _("Usulan"), "proposals", "edit", city.code),
        _item(request, _("Rapat"), "meetings", "people", city.code),
        _item(request, _("Rencana"), "plans", "paper", city.code),
        _item(request, _("Skenario"), "scenarios", "trend-up", city.code),
        _item(request, _("Target dan capaian"), "targets", "calendar", city.code),
        _item(request, pgettext("menu", "Dana"), "funding", "archive", city.code),
        _item(request, _("Lembar resmi"), "official_sheets", "sheet", city.code),
        _item(request, pgettext("menu", "Wilayah"), "places", "place", city.code),
        _item(request, _("Hari pertama"), "first_day", "arrow-right", city.code)
        if can_begin(request.user, city)
        else None,
        *_survey_items(request, city),
        uploads if can_see_uploads(request.user, city) else None,
        _item(request, _("Berita acara"), "agreements", "paper", city.code),
        _item(request, _("Daftar RTLH"), "houses", "home-week", city.code)
        if can(request.user, "see_personal", city)
        else None,
        *_governing_items(request, city),
    ]


def _governing_items(request: HttpRequest, city: City) -> list[NavigationItem | None]:
    """People, agencies and the audit trail, for those whose duty they are."""
    people = _item(request, _("Orang dan jabatan"), "people", "people", city.code)
    trail = _item(request, _("Jejak audit"), "audit", "history", city.code)
    return [
        people if can(request.user, "manage_people", city) else None,
        _item(request, pgettext("menu", "Perangkat daerah"), "agencies", "building", city.code),
        trail if can(request.user, "see_audit", city) else None,
        _item(request, _("Daftar data pribadi"), "personal_fields", "shield", city.code)
        if can(request.user, "see_audit", city)
        else None,
    ]


def _survey_items(request: HttpRequest, city: City) -> list[NavigationItem | None]:
    """Surveys, typing an RT, and checking what others typed."""
    entering = _item(request, _("Isi data RT"), "entry_list", "edit", city.code)
    checking = _item(request, _("Periksa isian"), "draft_list", "checked", city.code)
    return [
        _item(request, pgettext("menu", "Survei"), "campaigns", "survey", city.code),
        entering if can(request.user, "enter_survey", city) else None,
        checking if can(request.user, "check_survey", city) else None,
    ]


def can_see_uploads(user: object, city: City) -> bool:
    """Whether files of the city are any of the person's business."""
    return any(can(user, verb, city) for verb in ("import_survey", "accept_survey", "see_audit"))


def _item(request: HttpRequest, label: str, name: str, icon: str, *parts: str) -> NavigationItem:
    match = request.resolver_match
    return NavigationItem(label, reverse(name, args=parts), icon, bool(match and match.url_name == name))
