"""A small library for tests, as files and as it is read."""

from collections.abc import Mapping
from pathlib import Path

from kyndig.library.entries import Library
from kyndig.library.loading import read

AREA = """
[area]
code = "sykepleie"
name = { nb = "Sykepleie", nn = "Sjukepleie", en = "Nursing" }

[[competence]]
code = "SARSTELL"
name = { nb = "Stelle sår", nn = "Stelle sår", en = "Caring for wounds" }
description = { nb = "Sår gror.", nn = "Sår gror godt.", en = "Wounds heal." }
kind = "skill"
scope = "general"
specificity = "basic"
form = "real"
scale = "levels"
aliases = ["sårbehandling"]
law = [ { act = "Helse- og omsorgstjenesteloven", paragraph = "§ 4-1" } ]
levels = [
  { nb = "Ser ikke forskjell på sår.", nn = "Ser ikkje skilnad på sår.", en = "Sees no difference." },
  { nb = "Skifter bandasje med hjelp.", nn = "Skiftar bandasje med hjelp.", en = "Changes it with help." },
  { nb = "Velger bandasje og ser sår gro.", nn = "Vel bandasje og ser sår gro.", en = "Picks." },
  { nb = "Viser andre hvilken bandasje som passer.", nn = "Syner andre bandasjen.", en = "Shows others." },
]

[[competence]]
code = "HLR"
name = { nb = "Hjertestarter", nn = "Hjartestartar", en = "Defibrillator" }
description = { nb = "Starter hjerter.", nn = "Startar hjarte.", en = "Starts hearts." }
kind = "skill"
scope = "general"
specificity = "basic"
form = "formal"
scale = "held"
validity_months = 12
aliases = []
levels = [
  { nb = "Har ikke øvd.", nn = "Har ikkje øvd.", en = "Has not practised." },
  { nb = "Har øvd siste året.", nn = "Har øvd det siste året.", en = "Practised last year." },
]
"""
ROLES = """
[[role]]
code = "sykepleier"
styrk = "2223"
title = { nb = "Sykepleier", nn = "Sjukepleiar", en = "Nurse" }
needs = [
  { competence = "SARSTELL", level = 2, criticality = "critical", mandatory = false },
  { competence = "HLR", level = 1, criticality = "important", mandatory = true },
]
"""
FILES = {
    "edition.toml": 'edition = "2026.1"',
    "areas/sykepleie.toml": AREA,
    "roles/health.toml": ROLES,
}


def write(directory: Path, changes: Mapping[str, str] | None = None) -> Path:
    """The small library's files under the directory, some of them with other content."""
    for name, text in {**FILES, **(changes or {})}.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return directory


def library(directory: Path, changes: Mapping[str, str] | None = None) -> Library:
    """The small library as it is read."""
    return read(write(directory, changes))
