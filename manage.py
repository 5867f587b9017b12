#!/usr/bin/env python
"""Django's usual door; `sussidiario` is the same one by name."""

from config.command import main

if __name__ == "__main__":
    main()
