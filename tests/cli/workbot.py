"""A person at the command line: `python -m bot`, started for real and waited for."""

import asyncio
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 20.0
DOCKER_WAITS = 10.0  # seconds; then it kills


@dataclass
class Ended:
    code: int | None
    out: str
    err: str


@dataclass
class Workbot:
    """Starts `python -m bot` in a folder of its own, with nothing set but what is given."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    stdout: int = asyncio.subprocess.PIPE

    async def start(self, *arguments: str, **more: str | None) -> asyncio.subprocess.Process:
        given = {name: value for name, value in {**self.settings, **more}.items() if value is not None}
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *arguments),
            cwd=self.folder,
            env={**kept, "PYTHONPATH": str(Path(__file__).parents[2]), **given},
            stdout=self.stdout,
            stderr=asyncio.subprocess.PIPE,
        )

    async def run(self, *arguments: str, **more: str | None) -> Ended:
        """Until it ends by itself."""
        return await ended(await self.start(*arguments, **more))

    async def refuses(self, *arguments: str, **more: str | None) -> str:
        """What it says when it does not start: one line, no traceback, no secret."""
        end = await self.run(*arguments, **more)
        assert end.code not in (0, None)
        assert "Traceback" not in end.err
        assert not [
            secret
            for secret in ("xoxb-", "xapp-playground", "playground-signing")
            if secret in end.err.replace("begins with xoxb-", "")
        ]
        (line,) = end.err.splitlines()
        assert line.startswith("workbot: ")
        return line


async def ended(process: asyncio.subprocess.Process) -> Ended:
    async with asyncio.timeout(PATIENCE):
        out, err = await process.communicate()
    return Ended(process.returncode, (out or b"").decode(), err.decode())


async def said(process: asyncio.subprocess.Process, text: str) -> str:
    """What it printed up to the line with this text."""
    lines = []
    assert process.stdout
    async with asyncio.timeout(PATIENCE):
        async for line in process.stdout:
            lines.append(line.decode())
            if text in lines[-1]:
                return "".join(lines)
    raise AssertionError(f"{text!r} was not printed: {lines}")
