"""What the program prints: the manifest, its help, and to whom nobody listens."""

import os
import signal
from pathlib import Path

import jsonschema
import pytest
import yaml

from bot.manifest import manifest_text
from tests.cli.workbot import Workbot


async def test_manifest_prints_the_manifest_for_each_way(workbot: Workbot) -> None:
    assert (await workbot.run("manifest")).out.strip() == manifest_text().strip()
    end = await workbot.run("manifest", "--url", "https://work.example.com")
    assert end.code == 0
    schema = Path(__file__).parents[1] / "contract" / "slack" / "manifest.schema.1.0.0.json"
    jsonschema.validate(yaml.safe_load(end.out), yaml.safe_load(schema.read_text()))
    assert "https" in await workbot.refuses("manifest", "--url", "http://work.example.com")
    for hopeless in ("https://", "https://a b", "https:///path"):
        assert "https" in await workbot.refuses("manifest", "--url", hopeless)


@pytest.mark.parametrize(
    "command",
    [[], ["run"], ["playground"], ["check"], ["manifest"], ["db"], ["db", "backup"], ["db", "copy"]],
)
async def test_every_command_explains_itself(workbot: Workbot, command: list[str]) -> None:
    end = await workbot.run(*command, "--help")
    assert end.code == 0
    assert "usage: workbot" in end.out


@pytest.mark.parametrize(
    "command",
    [["run"], ["playground", "--no-open", "--port=0"], ["check"], ["manifest"], ["--help"], ["--version"]],
)
async def test_when_nobody_reads_any_more_the_program_ends_without_a_word(
    workbot: Workbot, command: list[str]
) -> None:
    """As after `| head -1`."""
    reading, workbot.stdout = os.pipe()
    os.close(reading)
    end = await workbot.run(*command)
    os.close(workbot.stdout)
    assert (end.code, end.err) == (128 + signal.SIGPIPE, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
async def test_an_output_that_cannot_be_written_is_one_line(workbot: Workbot) -> None:
    workbot.stdout = os.open("/dev/full", os.O_WRONLY)
    line = await workbot.refuses("manifest")
    os.close(workbot.stdout)
    assert line == "workbot: The output cannot be written: No space left on device."
