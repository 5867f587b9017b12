"""What follows from the numbers: what is compared with what, what may be shown, and the shape in which an account is frozen."""
