"""The paper that is signed is in Indonesian, whoever prints it."""

from collections.abc import Callable

from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.world import World
from tuntas.city.surveys.models import Upload


def test_the_minutes_stay_indonesian_on_an_english_page(
    world: World, accepted: Upload, browser: Callable[[str], Client]
) -> None:
    client = browser("SECTION_HEAD")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(reverse("agreement_draft", args=[world.city.code, world.kelurahan.pk])).content.decode()
    paper = page[page.index("<article") : page.index("</article>")]
    assert "Berita Acara Kesepakatan Data" in paper and "Masa keberatan belum diumumkan" in paper
    assert 'lang="en"' in page[: page.index("<article")]
