"""All tables of the app; they stand in `surveys.tables` by what they are about."""

from tuntas.city.surveys.tables.agreements import AgreedVersion, Agreement, Objection, Outcome
from tuntas.city.surveys.tables.campaigns import Campaign, RuleSet, Upload, UploadState
from tuntas.city.surveys.tables.houses import UNFIT_CRITERION, HouseAid, UnfitHouse
from tuntas.city.surveys.tables.records import Draft, SurveyRecord, SurveyRecordVersion

__all__ = [
    "UNFIT_CRITERION", "AgreedVersion", "Agreement", "Campaign", "Draft", "HouseAid", "Objection", "Outcome", "RuleSet",
    "SurveyRecord", "SurveyRecordVersion", "UnfitHouse", "Upload", "UploadState",
]  # fmt: skip
