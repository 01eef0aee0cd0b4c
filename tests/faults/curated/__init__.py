"""Bad inputs that somebody thought of: what is bad about each is its name, and it says what is to come of it.

`INPUTS` go through both doors, `REQUESTS` are HTTP's own, `FRAMES` are Socket Mode's own.
"""

from tests.faults.curated.cases import Input
from tests.faults.curated.clicks import CLICKS
from tests.faults.curated.commands import COMMANDS
from tests.faults.curated.events import EVENTS
from tests.faults.curated.frames import FRAMES as FRAMES
from tests.faults.curated.lines import LINES
from tests.faults.curated.requests import REQUESTS as REQUESTS
from tests.faults.curated.shortcuts import SHORTCUTS
from tests.faults.curated.submissions import SUBMISSIONS

INPUTS: tuple[Input, ...] = (*LINES, *COMMANDS, *EVENTS, *CLICKS, *SUBMISSIONS, *SHORTCUTS)
