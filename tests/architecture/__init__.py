"""What the import contracts cannot say about the form of the house."""
