"""States of what confidences go through: one module for each subject."""
