"""The articles of the Regulation, one module for each measure."""
