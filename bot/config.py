"""The settings: the only reader of the environment and of `.env`.

A setting that is missing or malformed becomes a `SettingsInvalid` whose lines name it and say what to do;
no line ever repeats a value, since most of the values are secrets.
"""

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.durations import read_duration
from bot.domain.errors import Refusal

SLACK_API_URL = "https://slack.com/api/"
DATABASE_URL = "sqlite:///workbot.db"
HIGHEST_PORT = 65535


Kind = TypeVar("Kind", bound="DatabaseSettings")


class LogFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


class SettingsInvalid(Exception):
    """What is wrong with the settings, one line for each."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def _bot_token(value: str) -> str:
    if not value.startswith(("xoxb-", "xoxe.xoxb-")):
        raise ValueError("must be the Bot User OAuth Token, which begins with xoxb-")
    return value


def _app_token(value: str) -> str:
    if not value.startswith("xapp-"):
        raise ValueError("must be an App-Level Token, which begins with xapp-")
    return value


def _url(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("must be a URL that begins with https:// or http://")
    return value if value.endswith("/") else value + "/"


def _port(value: str | int) -> int:
    if not str(value).isdecimal() or int(value) > HIGHEST_PORT:
        raise ValueError(f"must be a number from 0 to {HIGHEST_PORT}; 0 takes any free one")
    return int(value)


def _log_format(value: str) -> str:
    if value not in set(LogFormat):
        raise ValueError("must be text or json")
    return value


def _duration(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        duration = read_duration(value, bare_unit=timedelta(seconds=1))
    except Refusal:
        duration = timedelta()
    if not timedelta(seconds=1) <= duration <= timedelta(days=1):
        raise ValueError("must be a duration from 1 second to 24 hours, such as 30m, 1h30 or 45s")
    return duration


class DatabaseSettings(BaseSettings):
    """Where the database is; all that is needed where Slack is not."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    database_url: str = DATABASE_URL


class Settings(DatabaseSettings):
    """Everything that can be set from outside; read once, then never changed."""

    slack_bot_token: Annotated[SecretStr, BeforeValidator(_bot_token)]
    slack_app_token: Annotated[SecretStr, BeforeValidator(_app_token)] | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: Annotated[str, BeforeValidator(_url)] = SLACK_API_URL
    long_pause: Annotated[timedelta, NoDecode, BeforeValidator(_duration)] = Field(
        default=timedelta(minutes=30), validation_alias="WORKBOT_LONG_PAUSE"
    )
    host: str = Field(default="127.0.0.1", validation_alias="WORKBOT_HOST")
    port: Annotated[int, BeforeValidator(_port)] = 3000
    health_port: Annotated[int, BeforeValidator(_port)] | None = Field(
        default=None, validation_alias="WORKBOT_HEALTH_PORT"
    )
    log: Annotated[LogFormat, BeforeValidator(_log_format)] = Field(
        default=LogFormat.TEXT, validation_alias="WORKBOT_LOG"
    )

    @property
    def uses_socket_mode(self) -> bool:
        return self.slack_app_token is not None


def read_settings(**given: object) -> Settings:
    """The settings from `given`, the environment and `.env`, in this order. Raises SettingsInvalid."""
    settings = _read(Settings, given)
    if not settings.slack_app_token and not settings.slack_signing_secret:
        raise SettingsInvalid(
            [
                "SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing: "
                "set one of them in the environment or in .env."
            ]
        )
    return settings


def read_database_settings() -> DatabaseSettings:
    """The same without what is only for Slack. Raises SettingsInvalid."""
    return _read(DatabaseSettings, {})


def _read(kind: type[Kind], given: dict[str, object]) -> Kind:
    try:
        return kind(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsInvalid(
            [_line(problem["loc"], problem["type"], problem["msg"]) for problem in error.errors()]
        ) from None
    except UnicodeDecodeError:
        raise SettingsInvalid([".env is not a UTF-8 text file: save it as UTF-8."]) from None


def _line(place: tuple[int | str, ...], kind: str, message: str) -> str:
    name = str(place[0]).upper() if place else "The settings"
    if kind == "missing":
        return f"{name} is missing: set it in the environment or in .env."
    return (
        f"{name} {message.removeprefix('Value error, ')}." if kind == "value_error" else f"{name}: {message}."
    )
