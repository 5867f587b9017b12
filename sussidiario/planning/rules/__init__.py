"""What a mandate file may say (`written`, `mandate_file`), and how its mistakes are told (`mistakes`, `nodes`). Plain Python."""
