"""The verbs of confidence: one module for each of its subjects."""
