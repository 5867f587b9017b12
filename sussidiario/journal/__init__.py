"""The one book: acts that are only ever added, readings of persons' pages, and the seals that close it."""
