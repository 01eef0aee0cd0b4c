"""The wording is read as one, and help fits on one screen of a phone."""

import textwrap
from collections import Counter
from importlib import import_module
from pkgutil import iter_modules

from bot.surface import wording
from bot.surface.lines import plain

PHONE_COLUMNS, PHONE_LINES = 40, 28


def test_no_two_modules_of_the_wording_use_the_same_name_for_different_words() -> None:
    modules = [import_module(f"{wording.__name__}.{each.name}") for each in iter_modules(wording.__path__)]
    meanings = {
        (name, id(value)) for module in modules for name, value in vars(module).items() if name[0] != "_"
    }
    names = Counter(name for name, _ in meanings)
    assert len(modules) > 5
    assert [name for name, count in names.items() if count > 1] == []


def test_help_fits_on_one_screen_of_a_phone() -> None:
    lines = [part for block in wording.HELP for line in block for part in _wrapped(plain(line))]
    gaps = len(wording.HELP) - 1
    assert len(lines) + gaps <= PHONE_LINES


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, PHONE_COLUMNS)
