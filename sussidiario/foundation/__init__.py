"""What every room stands on and that knows nothing of them: states, periods, money, identifiers, the shape of a figure."""
