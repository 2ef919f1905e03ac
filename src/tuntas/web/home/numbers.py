"""My number: the one figure that a role asks for first."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tuntas.city.dossiers.city import city_summary
from tuntas.city.people.access import can, place_scope
from tuntas.city.people.models import City, User
from tuntas.city.places.models import Level, Place
from tuntas.city.surveys.models import Campaign, SurveyRecord
from tuntas.web.city_page.shown import companions, headline, hectares, units_address, widest
from tuntas.web.shared.components import Crumb, Figure, HomeNumber
from tuntas.web.shared.formats import count

FIELD_ROLES = frozenset({"SURVEYOR", "KELURAHAN_STAFF", "KELURAHAN_HEAD", "KECAMATAN_STAFF", "KECAMATAN_HEAD"})


def my_number(user: User, city: City, campaign: Campaign | None) -> HomeNumber:
    """RT left in one's own area for those who survey; slum area of the newest survey for all others."""
    if campaign is None:
        return _no_campaign(user, city)
    if {duty.role for duty in user.duties} <= FIELD_ROLES:
        return _units_left(user, city, campaign)
    return _slum_area(user, city, campaign)


def _no_campaign(user: User, city: City) -> HomeNumber:
    links = [Crumb(_("Buka halaman kota"), reverse("city_page", args=[city.code]))]
    sentence = _("Belum ada survei di kota ini. Survei pertama membuka semua hitungan.")
    return HomeNumber(Figure(_("Luas kumuh"), None, icon="map"), sentence, links)


def _units_left(user: User, city: City, campaign: Campaign) -> HomeNumber:
    surveyed = SurveyRecord.objects.filter(campaign=campaign).values("place")
    rts = Place.objects.filter(place_scope(user, "see_city"), city=city.place_id, level=Level.RT, dissolved_on=None)
    left, known = rts.exclude(pk__in=surveyed).count(), rts.count()
    note = _("dari %(n)s RT di wilayah Anda") % {"n": count(known)}
    figure = Figure(_("RT belum didata"), count(left), _("RT"), note, icon="survey", is_accent=True)
    links = [_to_units(city, campaign)]
    if can(user, "enter_survey", city):
        links.insert(0, Crumb(_("Isi data RT"), f"{reverse('entry_list', args=[city.code])}?survei={campaign.pk}"))
    return HomeNumber(figure, f"{campaign.name} {campaign.year}", links)


def _slum_area(user: User, city: City, campaign: Campaign) -> HomeNumber:
    picture = widest(city_summary(user, campaign))
    links = [Crumb(_("Buka halaman kota"), reverse("city_page", args=[city.code])), _to_units(city, campaign)]
    if picture is None:
        return HomeNumber(Figure(_("Luas kumuh"), None, icon="map"), f"{campaign.name} {campaign.year}", links)
    figure = Figure(_("Luas kumuh"), hectares(picture.slum.area), "ha", icon="map", is_accent=True,
                    companions=companions(picture.slum))  # fmt: skip
    return HomeNumber(figure, headline(picture, campaign), links)


def _to_units(city: City, campaign: Campaign) -> Crumb:
    return Crumb(_("Buka daftar RT"), units_address(city, campaign))
