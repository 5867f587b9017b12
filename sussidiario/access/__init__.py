"""Who is asking: staff, their teams and roles on a day, and how a policy answers them."""
