"""Who may give access, ask for it, review it, export, and dispose."""
