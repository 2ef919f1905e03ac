"""What a view knows of the request that reaches it. For the type checker: nothing is wrapped, nothing is looked up."""

from django.http import HttpRequest

from tuntas.city.people.models import User


class AddressedRequest(HttpRequest):
    """A request whose sender's address the first middleware has written down."""

    client_address: str


class SignedInRequest(AddressedRequest):
    """A request behind `login_required`: its user is a person."""

    user: User
