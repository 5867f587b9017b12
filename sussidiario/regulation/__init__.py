"""The municipal Regulation as code: dated parameters with their article, formulas written once, and decisions that explain themselves."""
