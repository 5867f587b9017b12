"""What was promised: the mandate, its chapters, commitments, results, and the figures that answer for them."""
