"""What every brief says of itself: its name as a file, where its data is from, and that an example is one."""

from datetime import datetime

from django.utils.translation import gettext as _

from tuntas.city.places.models import Place
from tuntas.city.surveys.models import Campaign
from tuntas.city.surveys.rule_sets import regulation_of
from tuntas.reports.words import language, moment, place_in_file_name


def slug(place: Place, campaign: Campaign) -> str:
    """The name of the file, without its ending."""
    return "-".join([_("paparan"), place_in_file_name(place), str(campaign.year)])


def sources(campaign: Campaign, at: datetime) -> list[str]:
    """Campaign, rule set and moment, one sentence each."""
    rule = regulation_of(campaign)
    told = {"campaign": campaign.name, "year": campaign.year, "city": campaign.city.name,
            "rules": rule.short.in_(language()), "hash": rule.content_hash[:12],
            "at": moment(at, campaign.city)}  # fmt: skip
    lines = [
        _("Sumber: %(campaign)s %(year)s, %(city)s.") % told,
        _("Aturan: %(rules)s (sidik %(hash)s).") % told,
        _("Keadaan data: %(at)s.") % told,
    ]
    return [_("CONTOH: seluruh data kota ini rekaan."), *lines] if campaign.city.is_example else lines
