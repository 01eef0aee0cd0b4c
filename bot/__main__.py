"""`python -m bot`, the same as `workbot`."""

import sys

from bot.cli import main

sys.exit(main())
