"""`python -m benchmarks [SECTION ...]`: measure, print, and put the sections in benchmarks/RESULTS.md.

Sections: table, load, import, pages, saving, whatif, analyses, pooled; all when none is named. The others
stay as they were.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks import analyses, importing, load, machine, pages, pooled, saving, table, whatif

RESULTS: Final = Path(__file__).with_name("RESULTS.md")
SECTIONS: Final[dict[str, tuple[str, Callable[[], str]]]] = {
    "table": (table.TITLE, table.section),
    "load": (load.TITLE, load.section),
    "import": (importing.TITLE, importing.section),
    "pages": (pages.TITLE, pages.section),
    "saving": (saving.TITLE, saving.section),
    "whatif": (whatif.TITLE, whatif.section),
    "analyses": (analyses.TITLE, analyses.section),
    "pooled": (pooled.TITLE, pooled.section),
}
HEAD: Final = """# What Kyndig takes

Written by `make bench`; `docs/performance.md` says how it is measured and what was chosen because of it.
Times are medians, with the fastest and the slowest run in brackets; a ratio is the median of the ratios
run by run. The municipality is the generator's, with seed 1: nobody in it exists.

"""


def main() -> None:
    """Measure the sections asked for, in the order above."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("sections", nargs="*", choices=[*SECTIONS, []], help="all when none is named")
    wanted = parser.parse_args().sections or list(SECTIONS)
    texts = _written()
    for name in [name for name in SECTIONS if name in wanted]:
        title, measure = SECTIONS[name]
        when = machine.now()
        texts[title] = f"Measured {when}.\n\n{measure()}"
        print(f"## {title}\n\n{texts[title]}", flush=True)
        _write(texts)


def _written() -> dict[str, str]:
    """The sections in the file as it is, by title."""
    text = RESULTS.read_text() if RESULTS.exists() else ""
    parts = re.split(r"^## (.+)\n", text, flags=re.MULTILINE)[1:]
    return {title: body.strip() + "\n" for title, body in zip(parts[::2], parts[1::2], strict=True)}


def _write(texts: dict[str, str]) -> None:
    known = [title for title, _ in SECTIONS.values() if title in texts]
    body = "\n".join(f"## {title}\n\n{texts[title].strip()}\n" for title in known)
    RESULTS.write_text(f"{HEAD}Machine: {machine.described()}\n\n{body}")


if __name__ == "__main__":
    main()
