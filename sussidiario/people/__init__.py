"""Who: persons with or without papers, their names over time, their households, and how one is found."""
