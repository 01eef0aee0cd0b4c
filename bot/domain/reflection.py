"""The reflection at checkout: Keep, Problem, Try."""

from dataclasses import dataclass

from bot.domain.errors import TooLong

REFLECTION_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Reflection:
    """Three optional texts. Raises TooLong when one is over 500 characters."""

    keep: str = ""
    problem: str = ""
    try_: str = ""

    def __post_init__(self) -> None:
        for field, text in (("keep", self.keep), ("problem", self.problem), ("try", self.try_)):
            if len(text) > REFLECTION_LIMIT:
                raise TooLong(field, len(text), REFLECTION_LIMIT)

    def __bool__(self) -> bool:
        """Whether anything was written."""
        return bool(self.keep or self.problem or self.try_)


NO_REFLECTION = Reflection()
