"""What is kept of grants, emergencies, exports, retention and rights."""

from sussidiario.privacy.models.emergency import Emergency, EmergencyQuerySet
from sussidiario.privacy.models.exports import Export, ExportQuerySet
from sussidiario.privacy.models.grants import Grant, GrantQuerySet
from sussidiario.privacy.models.readings import Answer, AnswerQuerySet

__all__ = ["Answer", "AnswerQuerySet", "Emergency", "EmergencyQuerySet", "Export", "ExportQuerySet", "Grant", "GrantQuerySet"]
