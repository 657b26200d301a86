"""The style sheets: readable text, colours that can be told apart, and nothing from other hosts."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.PACKAGE_DIR) / "web/static"
SHEET = (STATIC / "kyndig/kyndig.css").read_text()
TOKEN = re.compile(r"--ds-color-([a-z-]+):\s*(#[0-9a-f]{3,6})", re.IGNORECASE)
SMALLEST_REM = 0.875
TEXT, EDGE = 4.5, 3.0

# Who stands on what in kyndig.css: text, and edges or symbols that carry meaning.
PAIRS = [
    ("neutral-text-default", "neutral-background-default", TEXT),
    ("neutral-text-subtle", "neutral-background-default", TEXT),
    ("neutral-text-subtle", "neutral-background-tinted", TEXT),
    ("neutral-text-default", "neutral-surface-tinted", TEXT),
    ("accent-text-subtle", "neutral-background-default", TEXT),
    ("warning-text-default", "warning-surface-tinted", TEXT),
    ("danger-text-default", "danger-surface-tinted", TEXT),
    ("info-text-subtle", "neutral-background-default", TEXT),
    ("warning-border-strong", "warning-surface-tinted", EDGE),
    ("warning-border-strong", "neutral-background-default", EDGE),
    ("danger-border-strong", "danger-surface-tinted", EDGE),
    ("danger-border-strong", "neutral-background-default", EDGE),
    ("neutral-border-default", "neutral-background-default", EDGE),
    ("info-border-default", "neutral-background-default", EDGE),
    ("accent-base-default", "neutral-background-default", EDGE),
]


def tokens() -> dict[str, str]:
    """The theme's light colours: the first value of each token."""
    found: dict[str, str] = {}
    for name, colour in TOKEN.findall((STATIC / "vendor/designsystemet/theme.css").read_text()):
        found.setdefault(name, colour)
    return found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2.1 defines it, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("ink", "paper", "least"), PAIRS)
def test_the_theme_keeps_the_contrast_that_the_sheet_relies_on(ink: str, paper: str, least: float) -> None:
    theme = tokens()
    assert contrast(theme[ink], theme[paper]) >= least


def test_no_text_is_smaller_than_14_pixels() -> None:
    sizes = re.findall(r"font-size:\s*([\d.]*)(rem|px|em|%)", SHEET)
    assert sizes
    assert [size for size in sizes if size[1] != "rem" or float(size[0]) < SMALLEST_REM] == []


def test_the_sheet_uses_no_colour_of_its_own() -> None:
    of_its_own = set(re.findall(r"#[0-9a-f]{3,8}\b|rgba?\([^)]*\)", SHEET, re.IGNORECASE))
    assert of_its_own <= {"#fff"}, "white is the paper of charts and QR codes"


@pytest.mark.parametrize("sheet", ["kyndig/kyndig.css", "kyndig/fonts.css"])
def test_nothing_is_fetched_from_other_hosts(sheet: str) -> None:
    assert re.findall(r"url\(['\"]?(?:https?:)?//[^)]*\)|@import", (STATIC / sheet).read_text()) == []


def test_every_font_file_is_there() -> None:
    sheet = STATIC / "kyndig/fonts.css"
    files = re.findall(r'url\("([^"]+)"\)', sheet.read_text())
    assert len(files) == 6
    assert [file for file in files if not (sheet.parent / file).is_file()] == []


def test_every_class_of_ours_in_a_template_is_in_the_sheet() -> None:
    known = set(re.findall(r"\.(k-[\w-]+)", SHEET))
    unknown = {
        f"{template.name}: {name}"
        for template in Path(settings.PACKAGE_DIR).rglob("templates/**/*.html")
        for value in re.findall(r'class="([^"]*)"', template.read_text())
        for name in re.findall(r"(?<![\w-])k-[\w-]+", value)
        if name not in known
    }
    assert unknown == set()
