#!/usr/bin/env python
"""For tools that expect Django's usual name; the command itself is `.venv/bin/kyndig`."""

from kyndig.config.cli import main

if __name__ == "__main__":
    main()
