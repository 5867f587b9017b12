"""Sussidiario: the working system of a city's welfare, and the book its public account is drawn from."""
