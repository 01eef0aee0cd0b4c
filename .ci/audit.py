"""Asks what is known of vulnerabilities in the pinned packages, and says plainly which of three it is.

Usage: audit.py FOLDER REQUIREMENTS. `pip-audit` is installed into FOLDER. It fails for a vulnerability that
was found, and for nothing else: where the data cannot be had, it says so. By itself pip-audit calls packages
that its source does not know clean, which a mirror without that data makes of all of them.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path

INSTALLED_WITHIN, ASKED_WITHIN = 180, 180  # seconds


def main(folder: Path, requirements: Path) -> int:
    try:
        report = _ask(folder, requirements)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        code, lines = 0, [f"no data: pip-audit did not answer ({_reason(error)})"]
    else:
        code, lines = verdict(report)
    for line in lines:
        print(f"pip-audit: {line}", flush=True)
    return code


def verdict(report: dict) -> tuple[int, list[str]]:
    """The exit code and what to say, by what pip-audit wrote."""
    packages = report["dependencies"]
    asked = [each for each in packages if "skip_reason" not in each]
    found = [
        f"vulnerable: {each['name']} {each['version']}, {known['id']}, put right in"
        f" {', '.join(known['fix_versions']) or 'no version yet'}"
        for each in asked
        for known in each["vulns"]
    ]
    if found:
        return 1, found
    if not asked:
        reasons = sorted({each["skip_reason"].partition(":")[0] for each in packages})
        return 0, [f"no data: none of {len(packages)} packages was looked up ({'; '.join(reasons)})"]
    return 0, [f"nothing known against {len(asked)} of {len(packages)} packages"]


def _ask(folder: Path, requirements: Path) -> dict:
    venv.create(folder, with_pip=True)
    programs, answer = folder / "bin", folder / "report.json"
    install = [programs / "pip", "install", "--quiet", "--disable-pip-version-check", "pip-audit"]
    subprocess.run(install, check=True, capture_output=True, timeout=INSTALLED_WITHIN)
    audit = [programs / "pip-audit", "--disable-pip", "--no-deps", "--progress-spinner=off", "--timeout=15"]
    where = ["--requirement", requirements, "--format=json", "--output", answer]
    # Its exit code says no more than that something is wrong: the report says what.
    subprocess.run([*audit, *where], capture_output=True, timeout=ASKED_WITHIN)
    return json.loads(answer.read_text())


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "it wrote no report"
    return type(error).__name__


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
