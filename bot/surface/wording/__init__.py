"""Every sentence that the bot says, one module for each subject; read and used as one, `wording.SENTENCE`.

Short, exact and kind: what is true now, and what can be done next. Sentence case, no exclamation marks, no
emoji except the marks of the states. Functions take facts that are ready to be shown.
"""

# ruff: noqa: F403 - all of them, so that a sentence is written in one place only

from bot.surface.wording.card import *
from bot.surface.wording.corrections import *
from bot.surface.wording.edit import *
from bot.surface.wording.forget import *
from bot.surface.wording.help import *
from bot.surface.wording.journal import *
from bot.surface.wording.labels import *
from bot.surface.wording.left_open import *
from bot.surface.wording.looking_back import *
from bot.surface.wording.modals import *
from bot.surface.wording.record import *
from bot.surface.wording.refusals import *
from bot.surface.wording.reminder import *
from bot.surface.wording.settings import *
from bot.surface.wording.troubles import *
from bot.surface.wording.undelivered import *
from bot.surface.wording.work_reminder import *
