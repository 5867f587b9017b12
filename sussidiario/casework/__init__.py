"""Taking in charge: cases, who follows them, diary, deadlines, hand-over and closing with an outcome."""
