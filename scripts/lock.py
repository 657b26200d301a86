"""Writes the locks (`make lock`): versions and hashes, no download addresses and nothing of this machine."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hatch_build import find_npm  # noqa: E402 - the project's root has to be on the path first

LOCKS = {
    "dev.txt": ["--group", "dev"],
    "production.txt": [],
    # PySpark comes as source only; the versions of what it shares with the rest are those of dev.txt.
    "spark.txt": ["--extra=spark", "--no-binary=pyspark", "--constraint=requirements/dev.txt"],
}
OPTIONS = [
    "--no-config",
    "--universal",
    "--python-version=3.11",
    "--only-binary=:all:",  # nothing is built while installing: no compiler, no build dependencies
    "--generate-hashes",
    "--no-annotate",
    "--no-header",
    "--no-emit-index-url",
    "--quiet",
]


def lock_python(arguments: list[str]) -> None:
    """Compile `requirements/*.txt` from pyproject.toml; `--upgrade` takes the newest versions."""
    uv = str(Path(sys.executable).parent / "uv")
    for name, groups in LOCKS.items():
        output = ROOT / "requirements" / name
        command = [uv, "pip", "compile", *OPTIONS, *groups, *arguments, f"--output-file={output}"]
        subprocess.run([*command, "pyproject.toml"], cwd=ROOT, check=True)


def lock_packages() -> None:
    """Write `package-lock.json` from package.json, without installing anything."""
    npm, environment = find_npm()
    command = [*npm, "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    path = ROOT / "package-lock.json"
    lock = json.loads(path.read_text())
    for package in lock["packages"].values():
        for address in ("resolved", "funding"):
            package.pop(address, None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    lock_python(sys.argv[1:])
    lock_packages()
