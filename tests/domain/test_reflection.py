"""The limits of a reflection."""

from collections.abc import Callable

import pytest

from bot.domain.errors import TooLong
from bot.domain.reflection import NO_REFLECTION, Reflection

FIELDS: list[tuple[str, Callable[[str], Reflection]]] = [
    ("keep", lambda text: Reflection(keep=text)),
    ("problem", lambda text: Reflection(problem=text)),
    ("try", lambda text: Reflection(try_=text)),
]


@pytest.mark.parametrize(("field", "write"), FIELDS)
def test_each_line_takes_500_characters_and_refuses_501_with_the_count(
    field: str, write: Callable[[str], Reflection]
) -> None:
    assert write("ü" * 500)
    with pytest.raises(TooLong) as refusal:
        write("ü" * 501)
    assert refusal.value == TooLong(field, 501, 500)


@pytest.mark.parametrize(("field", "write"), FIELDS)
def test_one_line_is_a_reflection(field: str, write: Callable[[str], Reflection]) -> None:
    assert bool(write(field)) is True


def test_no_lines_are_no_reflection() -> None:
    assert bool(NO_REFLECTION) is False
    assert Reflection("", "", "") == NO_REFLECTION
