"""Addresses of the people room."""

from django.urls import path

from tuntas.web.people import acting, views

PERSON = "kota/<str:code>/orang/<int:user_id>/"

urlpatterns = [
    path("kota/<str:code>/orang/", views.people, name="people"),
    path("kota/<str:code>/orang/tambah/", acting.add, name="person_add"),
    path("kota/<str:code>/jabatan/", views.positions, name="positions"),
    path(PERSON, views.person, name="person"),
    path(f"{PERSON}jabatan/", acting.give_post, name="post_give"),
    path(f"{PERSON}jabatan/<int:post_id>/akhiri/", acting.end, name="post_end"),
    path(f"{PERSON}tautan/", acting.link, name="person_link"),
    path(f"{PERSON}nonaktifkan/", acting.account, {"act": "shut"}, name="account_shut"),
    path(f"{PERSON}aktifkan/", acting.account, {"act": "open"}, name="account_open"),
    path(f"{PERSON}sesi/", acting.account, {"act": "sign_out"}, name="account_sign_out"),
    path(f"{PERSON}pengaman/", acting.account, {"act": "forget_phone"}, name="account_forget_phone"),
]
