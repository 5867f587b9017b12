"""The verbs of confidence: one module for each of its subjects."""

from sussidiario.privacy.actions import emergency, grants

__all__ = ["emergency", "grants"]
