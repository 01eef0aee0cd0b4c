"""Settings: from the environment and `.env`; what is wrong is named, never shown."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import DATABASE_URL, SLACK_API_URL, LogFormat, SettingsInvalid, read_settings

BOT, APP, SECRET = "xoxb-1234-bot", "xapp-1234-app", "0123456789abcdef"
NAMES = (
    *("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL", "DATABASE_URL"),
    *("WORKBOT_LONG_PAUSE", "WORKBOT_HOST", "PORT", "WORKBOT_HEALTH_PORT", "WORKBOT_LOG"),
)


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def lines_of(monkeypatch: pytest.MonkeyPatch, **settings: str) -> list[str]:
    """What is said about these settings; no line shows a value."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsInvalid) as wrong:
        read_settings()
    lines = wrong.value.lines
    assert all("\n" not in line for line in lines)
    assert not [value for value in settings.values() if len(value) > 3 and value in str(wrong.value)]
    return lines


def test_two_tokens_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP)
    settings = read_settings()
    assert settings.uses_socket_mode
    assert settings.slack_api_url == SLACK_API_URL
    assert settings.database_url == DATABASE_URL
    assert settings.long_pause == timedelta(minutes=30)
    assert BOT not in repr(settings)
    assert APP not in repr(settings)


def test_a_signing_secret_without_an_app_token_means_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT)
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    assert not read_settings().uses_socket_mode
    assert SECRET not in repr(read_settings())


def test_nothing_set_names_the_bot_token(monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines_of(monkeypatch) == ["SLACK_BOT_TOKEN is missing: set it in the environment or in .env."]


def test_a_bot_token_alone_names_both_ways_on(monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = lines_of(monkeypatch, SLACK_BOT_TOKEN=BOT)
    assert "SLACK_APP_TOKEN" in line
    assert "SLACK_SIGNING_SECRET" in line


def test_swapped_tokens_are_each_named(monkeypatch: pytest.MonkeyPatch) -> None:
    bot, app = lines_of(monkeypatch, SLACK_BOT_TOKEN=APP, SLACK_APP_TOKEN=BOT)
    assert bot.startswith("SLACK_BOT_TOKEN must be")
    assert app.startswith("SLACK_APP_TOKEN must be")


@pytest.mark.parametrize("value", ["soon", "0", "-5m", "25h", "1e9s", "30m 30m x"])
def test_a_long_pause_that_is_no_duration_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    (line,) = lines_of(monkeypatch, SLACK_BOT_TOKEN=BOT, SLACK_APP_TOKEN=APP, WORKBOT_LONG_PAUSE=value)
    assert line.startswith("WORKBOT_LONG_PAUSE must be a duration")


@pytest.mark.parametrize(
    ("value", "seconds"), [("2s", 2), ("45", 45), ("45m", 2700), ("1h30", 5400), ("24h", 86400)]
)
def test_a_long_pause_may_be_any_duration_down_to_seconds(
    monkeypatch: pytest.MonkeyPatch, value: str, seconds: int
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP)
    monkeypatch.setenv("WORKBOT_LONG_PAUSE", value)
    assert read_settings().long_pause == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("PORT", value) for value in ("many", "70000", "-1")),
        *(("WORKBOT_HEALTH_PORT", value) for value in ("many", "70000")),
        ("WORKBOT_LOG", "xml"),
        ("SLACK_API_URL", "slack.com"),
    ],
)
def test_a_malformed_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    (line,) = lines_of(monkeypatch, SLACK_BOT_TOKEN=BOT, SLACK_APP_TOKEN=APP, **{name: value})
    assert line.startswith(name)


def test_health_and_the_form_of_the_log_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP)
    assert (read_settings().health_port, read_settings().log) == (None, LogFormat.TEXT)
    monkeypatch.setenv("WORKBOT_HEALTH_PORT", "9464")
    monkeypatch.setenv("WORKBOT_LOG", "json")
    assert (read_settings().health_port, read_settings().log) == (9464, LogFormat.JSON)


@pytest.mark.parametrize("given", ["http://127.0.0.1:1/api", "http://127.0.0.1:1/api/"])
def test_the_api_url_may_lack_its_last_slash(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP)
    monkeypatch.setenv("SLACK_API_URL", given)
    assert read_settings().slack_api_url == "http://127.0.0.1:1/api/"


def test_env_is_read_and_the_environment_comes_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(f"SLACK_BOT_TOKEN={BOT}\nSLACK_APP_TOKEN={APP}\nPORT=1\nDATABASE_URL=\n")
    monkeypatch.setenv("PORT", "2")
    settings = read_settings()
    assert settings.slack_bot_token.get_secret_value() == BOT
    assert settings.port == 2
    assert settings.database_url == DATABASE_URL


def test_env_may_begin_with_a_byte_order_mark() -> None:
    Path(".env").write_text(f"SLACK_BOT_TOKEN={BOT}\nSLACK_APP_TOKEN={APP}\n", encoding="utf-8-sig")
    assert read_settings().slack_bot_token.get_secret_value() == BOT


def test_an_env_that_is_not_utf_8_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_bytes("SLACK_BOT_TOKEN=é".encode("utf-16"))
    (line,) = lines_of(monkeypatch)
    assert line.startswith(".env is not a UTF-8 text file")


def test_an_env_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("SLACK_BOT_TOKEN = = '\n\x00\n")
    assert lines_of(monkeypatch)
