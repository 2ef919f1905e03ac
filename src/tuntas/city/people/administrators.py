"""Somebody has to be left who can give people their posts."""

from datetime import date

from django.db.models import Q

from tuntas.city.people.models import City, Post, PostQuerySet, User

ADMINISTRATOR = "ADMINISTRATOR"


def is_last_administrator(post: Post, on: date) -> bool:
    """Whether nobody else would administer the city (or the installation) on that day without this post."""
    return post.role == ADMINISTRATOR and not _administrators(post.city_id, on).exclude(pk=post.pk).exists()


def administers_alone(user: User, on: date) -> City | None:
    """A city that would be without an administrator on that day if the user were not there; None where all is well."""
    for post in user.posts.in_force(on).filter(role=ADMINISTRATOR, city__isnull=False).select_related("city"):
        if not _administrators(post.city_id, on).exclude(user=user).exists():
            return post.city
    return None


def _administrators(city_id: int | None, on: date) -> PostQuerySet:
    reach = Q(city=None) if city_id is None else Q(city=None) | Q(city=city_id)
    return Post.objects.in_force(on).filter(reach, role=ADMINISTRATOR, user__is_active=True)
