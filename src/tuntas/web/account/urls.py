"""Addresses of the account room."""

from django.urls import path

from tuntas.web.account import tokens, views

urlpatterns = [
    path("masuk/", views.sign_in_page, name="sign_in"),
    path("masuk/kode/", views.code_page, name="sign_in_code"),
    path("masuk/pengaman/", views.enrolment_page, name="sign_in_enrolment"),
    path("masuk/tautan/<str:token>/", views.link_page, name="redeem_link"),
    path("keluar/", views.sign_out, name="sign_out"),
    path("akun/sandi/", views.password_page, name="password"),
    path("akun/token/", tokens.tokens_page, name="tokens"),
    path("akun/token/<int:token_id>/cabut/", tokens.revoke, name="token_revoke"),
]
