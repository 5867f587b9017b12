"""What is tested of the journal."""
