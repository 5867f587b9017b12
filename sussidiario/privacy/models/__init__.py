"""What is kept of grants, emergencies, exports, retention and rights."""

from sussidiario.privacy.models.emergency import Emergency, EmergencyQuerySet
from sussidiario.privacy.models.exports import Export, ExportQuerySet
from sussidiario.privacy.models.grants import Grant, GrantQuerySet
from sussidiario.privacy.models.readings import Answer, AnswerQuerySet
from sussidiario.privacy.models.retention import Disposal, DisposalItem, DisposalItemQuerySet, DisposalQuerySet, RetentionRule, RetentionRuleQuerySet
from sussidiario.privacy.models.rights import RightsRequest, RightsRequestQuerySet

__all__ = [
    "Answer",
    "AnswerQuerySet",
    "Disposal",
    "DisposalItem",
    "DisposalItemQuerySet",
    "DisposalQuerySet",
    "Emergency",
    "EmergencyQuerySet",
    "Export",
    "ExportQuerySet",
    "Grant",
    "GrantQuerySet",
    "RetentionRule",
    "RetentionRuleQuerySet",
    "RightsRequest",
    "RightsRequestQuerySet",
]
