"""The list of the city's people, one person, and the register of positions."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tuntas.city.people.access import can
from tuntas.city.people.accounts import can_manage_account
from tuntas.city.people.models import City, Post, User
from tuntas.city.people.rights import roles_with_second_factor
from tuntas.web.people import shown
from tuntas.web.people.filtering import PeopleFilterForm, owing
from tuntas.web.people.forms import EndForm
from tuntas.web.people.loading import crumbs, load_managed, load_person
from tuntas.web.shared.components import Crumb
from tuntas.web.shared.listing import PAGE
from tuntas.web.shared.requests import SignedInRequest

PAGE_PEOPLE, PAGE_POSITIONS = 50, 50


@login_required
@require_safe
def people(request: SignedInRequest, code: str) -> HttpResponse:
    """Who holds which post, as the address narrows it."""
    city, today = load_managed(request, code), timezone.localdate()
    form = PeopleFilterForm(request.GET, city, today)
    page = Paginator(form.people(), PAGE_PEOPLE).get_page(request.GET.get(PAGE))
    late = frozenset(owing(city, today).values_list("pk", flat=True))
    rows = [shown.shown_person(user, form.posts_of(user), form.on, late) for user in page]
    return render(request, "people/list.html", {
        "city": city, "form": form, "chips": form.chips(request.GET), "rows": rows, "page": page,
        "owing": len(late), "breadcrumbs": crumbs(city),
    })  # fmt: skip


@login_required
@require_safe
def person(request: SignedInRequest, code: str, user_id: int) -> HttpResponse:
    """One person: posts, account, and what may be done about both."""
    city = load_managed(request, code)
    return person_page(request, city, load_person(city, user_id), EndForm())


def person_page(request: SignedInRequest, city: City, who: User, end_form: EndForm, ended: int = 0) -> HttpResponse:
    """The page; `end_form` belongs to the post `ended` where ending it was refused."""
    by, today = request.user, timezone.localdate()
    posts = list(who.posts.select_related("city__place", "area", "agency").order_by("-from_on", "-pk"))
    here = [shown.shown_post(post, today) for post in posts if post.city_id == city.pk]
    needs = any(post.role in roles_with_second_factor() for post in posts if shown.state_of(post, today) == shown.HELD)
    return render(request, "people/person.html", {
        "city": city, "who": who, "posts": here, "end_form": end_form, "ended": ended, "is_self": by.pk == who.pk,
        "can_act": can_manage_account(by, posts, today), "needs_second_factor": needs,
        "sessions": who.sessions.filter(expire_date__gt=timezone.now()).count(),
        "can_see_audit": can(by, "see_audit", city), "breadcrumbs": crumbs(city, Crumb(who.name)),
    })  # fmt: skip


@login_required
@require_safe
def positions(request: SignedInRequest, code: str) -> HttpResponse:
    """The register of positions: who held it when, and which are vacant."""
    city, today = load_managed(request, code), timezone.localdate()
    posts = Post.objects.filter(city=city).select_related("user", "area", "agency").order_by("-from_on", "-pk")
    found = shown.positions(posts, today)
    words = request.GET.get("cari", "").strip()[:80]
    fitting = [one for one in found if words.lower() in f"{one.title} {one.role} {one.reach}".lower()]
    page = Paginator(fitting, PAGE_POSITIONS).get_page(request.GET.get(PAGE))
    return render(request, "people/positions.html", {
        "city": city, "page": page, "words": words, "vacant": sum(bool(one.vacant_since) for one in found),
        "breadcrumbs": crumbs(city, Crumb(_("Register jabatan"))),
    })  # fmt: skip
