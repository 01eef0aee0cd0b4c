"""Proves README's first command: run it, live through a session over the playground's interface, stop it.

Usage: first_command.py FOLDER COMMAND. Needs the standard library only.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request

PATIENCE = 300  # seconds, with the installation


class Playground:
    """A person at the page, by its HTTP interface."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.person = ""

    def post(self, path: str, **body: object) -> dict:
        request = urllib.request.Request(
            f"{self.url}/playground/{path}",
            json.dumps({"person": self.person, **body}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def see(self) -> dict:
        query = urllib.parse.urlencode({"person": self.person})
        with urllib.request.urlopen(f"{self.url}/playground/state?{query}", timeout=30) as answer:
            return json.load(answer)

    def until(self, text: str) -> None:
        """Wait until a text can be read somewhere."""
        deadline = time.monotonic() + 20
        while text not in json.dumps(self.see(), ensure_ascii=False):
            if time.monotonic() > deadline:
                raise SystemExit(f"not seen: {text}")
            time.sleep(0.1)


def live_through(playground: Playground, person: str) -> None:
    playground.person = person
    channel = playground.see()["conversations"][0]["id"]
    playground.post("command", channel=channel, text="/work start Write the report")
    playground.until("Working since")
    playground.post("clock", advance="25m")
    playground.post("click", label="Pause")
    playground.until("Paused since")
    playground.post("clock", advance="45m")
    playground.until("Your break has lasted 45 min")
    playground.post("click", label="Resume")
    playground.until("Break of 45 min ended")
    playground.post("clock", advance="5m")
    playground.post("command", channel=channel, text="/work done")
    playground.until("Finish session")
    playground.post("submit", fields={"Keep": "Short notes", "Problem": "Noise", "Try": "Headphones"})
    playground.until("worked 30 min")
    playground.until("Headphones")


def main(folder: str, command: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    program = subprocess.Popen(
        ["bash", "-c", f"{command} --no-open --port 0"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert program.stdout is not None
    try:
        started = time.monotonic()
        for line in program.stdout:
            print(line, end="", flush=True)
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                break
            if time.monotonic() - started > PATIENCE:
                raise SystemExit("the playground did not start in time")
        else:
            raise SystemExit("the playground ended before it was open")
        playground = Playground(found.group())
        people = playground_people(playground)
        live_through(playground, people[0])
        os.killpg(program.pid, signal.SIGINT)
        if program.wait(timeout=30) not in (0, 130, -signal.SIGINT):
            raise SystemExit(f"the playground ended with {program.returncode}")
        print("start, pause, reminder, resume, done and summary were seen; it stopped cleanly")
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)


def playground_people(playground: Playground) -> list[str]:
    return [person["id"] for person in playground.see()["people"]]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
