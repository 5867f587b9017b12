"""What follows from the facts, for confidences."""
