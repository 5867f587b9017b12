"""
What is measured, and against what.

Each module is one benchmark: `CLAIM` in words and `run(options) -> Result`. Each prints a ratio against something run in the same call.
"""
