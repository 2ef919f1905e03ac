"""What the book says remains of the decree in force, as the dashboard says it."""

from datetime import date

from django.utils.translation import gettext as _

from tuntas.city.hectares.facts import city_ledger
from tuntas.city.people.models import City
from tuntas.web.shared.formats import hectares


def remaining_words(city: City, on: date) -> str:
    """`Tersisa 205,79 ha dari 359,50 ha menurut SK yang berlaku`; empty: no decree is in the book."""
    seen = city_ledger(city, on=on)
    if seen.decree is None:
        return ""
    told = {"remaining": hectares(seen.balance.remaining_m2), "decreed": hectares(seen.balance.decreed_m2)}
    return _("Tersisa %(remaining)s dari %(decreed)s menurut SK yang berlaku") % told
