"""The pages of confidence: one module for each of its subjects."""
