"""Which rows are a city's. A model that stands neither here nor among those left out fails a test."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, Q, QuerySet

from tuntas.city.people.models import City, User
from tuntas.city.places.models import Place
from tuntas.city.records.models import StoredFile
from tuntas.city.surveys.models import RuleSet

#: Table → the path to its `people.City`; empty: the row is the city.
PATHS = {
    "people.City": "",
    "people.Agency": "city",
    "people.Mandate": "agency__city",
    "people.Post": "city",
    "records.Paper": "city",
    "records.AuditEntry": "city",
    "settlements.Settlement": "city",
    "settlements.Delineation": "settlement__city",
    "settlements.SettlementMember": "settlement__city",
    "settlements.SettlementSuccession": "city",
    "settlements.AreaReason": "settlement__city",
    "hectares.LedgerEntry": "city",
    "hectares.YearTarget": "city",
    "hectares.StatedFigure": "city",
    "hectares.AdoptedStatement": "city",
    "hectares.IssuedReport": "city",
    "funding.Source": "city",
    "funding.Eligibility": "source__city",
    "funding.Envelope": "city",
    "funding.MoneyEntry": "city",
    "funding.AgencyCapacity": "agency__city",
    "financing.Instrument": "city",
    "financing.Scheme": "city",
    "financing.SchemePart": "scheme__city",
    "financing.GroupLoan": "city",
    "financing.LoanInstalment": "loan__city",
    "financing.Repayment": "loan__city",
    "financing.UpkeepEntry": "city",
    "surveys.Campaign": "city",
    "surveys.Upload": "campaign__city",
    "surveys.SurveyRecord": "campaign__city",
    "surveys.SurveyRecordVersion": "record__campaign__city",
    "surveys.Draft": "campaign__city",
    "surveys.Agreement": "campaign__city",
    "surveys.AgreedVersion": "agreement__campaign__city",
    "surveys.Objection": "record__campaign__city",
    "surveys.UnfitHouse": "city",
    "surveys.HouseAid": "house__city",
    "assessments.StoredAssessment": "record__campaign__city",
    "assessments.AreaFigure": "campaign__city",
    "decrees.Decree": "city",
    "decrees.DecreeLine": "decree__city",
    "decrees.DecreeUnit": "line__decree__city",
    "decrees.DecreeAnswer": "decree__city",
    "decrees.DecreeDrop": "decree__city",
    "problems.Problem": "city",
    "problems.ProblemUnit": "problem__city",
    "problems.ProblemStep": "problem__city",
    "problems.TargetArea": "city",
    "problems.TargetAreaSettlement": "target_area__city",
    "proposals.Proposal": "city",
    "proposals.ProposalLine": "proposal__city",
    "proposals.ProposalSource": "proposal__city",
    "proposals.ReadinessPaper": "proposal__city",
    "proposals.BudgetStep": "proposal__city",
    "proposals.UnitCost": "city",
    "proposals.PriceRise": "city",
    "proposals.Deadline": "city",
    "decisions.Weighting": "city",
    "decisions.Meeting": "city",
    "decisions.MeetingItem": "meeting__city",
    "decisions.Decision": "item__meeting__city",
    "decisions.DecisionPaper": "decision__item__meeting__city",
    "decisions.Dissent": "decision__item__meeting__city",
    "decisions.OrderMove": "item__meeting__city",
    "decisions.Directive": "city",
    "decisions.DirectiveStep": "directive__city",
    "plans.Plan": "city",
    "plans.PlanTarget": "plan__city",
    "plans.PlanLine": "plan__city",
    "plans.PlanAmount": "line__plan__city",
    "plans.PlanAnswer": "plan__city",
    "plans.Scenario": "city",
}
#: What a city shares with others: it goes along as far as a row of the city points to it.
POINTED_AT: tuple[type[Model], ...] = (User, StoredFile, RuleSet)
PLACES = ("places.Place", "places.PlaceEdition")
#: Never taken out, by anyone: keys and traces of signing in.
LEFT_OUT = frozenset(
    {"people.OneTimeLink", "people.RecoveryCode", "people.SignInFailure", "people.ApiToken", "people.Session"}
)


def tables() -> list[type[Model]]:
    """The tables of an export, in the order of the lifecycle."""
    known = {*PATHS, *PLACES, *(model._meta.label for model in POINTED_AT)}
    return [model for model in own_models() if model._meta.label in known]


def own_models() -> Iterator[type[Model]]:
    """Every model of the city's apps."""
    return (model for model in apps.get_models() if model.__module__.startswith("tuntas.city."))


def rows_of(model: type[Model], city: City) -> QuerySet[Any]:
    """The city's rows of a table, in the order of their keys."""
    found: QuerySet[Any] = model._default_manager.filter(_reach(model, city))
    return found.order_by("pk")


def _reach(model: type[Model], city: City) -> Q:
    label = model._meta.label
    if label in PLACES:
        return _of_place("" if model is Place else "place__", city.place)
    if model in POINTED_AT:
        return _pointed_at(model, city)
    return Q(**{PATHS[label] or "pk": city.pk})


def _of_place(path: str, place: Place) -> Q:
    """The city, all below it, and the province above it."""
    above = (place.pk, place.parent_id)
    return Q(**{f"{path}city": place.pk}) | Q(**{f"{path}pk__in": above})


def _pointed_at(model: type[Model], city: City) -> Q:
    reach = Q(pk__in=())
    for label in PATHS:
        for field in apps.get_model(label)._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is model:
                reach |= Q(pk__in=rows_of(apps.get_model(label), city).order_by().values(field.attname))
    return reach
