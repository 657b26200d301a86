"""Are the texts translated, and written as we write? Checks catalogues against what stands in the code.

The texts in the code are bokmål; `locale/nn` and `locale/en` hold the other two languages.
"""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
from django.utils.translation.template import templatize

TEMPLATES = (".html", ".txt")
_KEYWORDS = ("gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "npgettext:1c,2,3", "pgettext_lazy:1c,2")
_MORE_KEYWORDS = ("npgettext_lazy:1c,2,3", "gettext_noop", "_")

_TRANSLATING = {"_", "gettext", "ngettext", *(word.partition(":")[0] for word in _KEYWORDS + _MORE_KEYWORDS)}

_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
_WORD = re.compile(r"\w+")
# Words that say less than the plain one, or say it of people.
FORBIDDEN = re.compile(
    r"\b(vennligst|foreta\w*|iverksett\w*|ressurs(er|en|ene)?|obligatorisk\w*|kompetansegap\w*"
    r"|rød(e|t)?|grønn(e|t)?|svak(e|t)? ansatt\w*)\b|!",
    re.IGNORECASE,
)
# Bokmål that no nynorsk text has: a sign that it was copied.
BOKMAL = re.compile(
    r"\b(ikke|jeg|hva|hvor|hvem|hvilke[nt]?|hvordan|hvorfor|hvis|noe|noen|fra|være|gjør|uten|deres)\b",
    re.IGNORECASE,
)
# From so many words on, a text that is the same in two languages was not translated.
_LONG = 4
_SAME_IN_NYNORSK_AT_MOST = 0.5


class MissingGettextError(Exception):
    """xgettext is not installed."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one text, and where it stands."""

    language: str
    what: str
    text: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.language}: {self.what}: {self.text!r}" + (f" ({self.where})" if self.where else "")


def extract(package: Path) -> polib.POFile:
    """Every text in the package's code and templates. Changes nothing in the tree.

    Raises MissingGettextError when xgettext is missing, and subprocess.CalledProcessError when it fails.
    """
    if not shutil.which("xgettext"):
        raise MissingGettextError
    with TemporaryDirectory() as directory:
        sources = _copied(package, Path(directory))
        return polib.pofile(_run_xgettext(sources, Path(directory)))


def _copied(package: Path, target: Path) -> list[str]:
    """The sources under `target`, templates turned into what xgettext reads; their relative names."""
    names = []
    for path in sorted(package.rglob("*")):
        relative = path.relative_to(package)
        if path.suffix not in (".py", *TEMPLATES) or {"tests", "migrations", "static"} & set(relative.parts):
            continue
        text = path.read_text("utf-8")
        copy = target / relative
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(templatize(text, str(relative)) if path.suffix in TEMPLATES else text, "utf-8")
        names.append(str(relative))
    return names


def _run_xgettext(sources: list[str], directory: Path) -> str:
    keywords = [f"--keyword={word}" for word in _KEYWORDS + _MORE_KEYWORDS]
    command = [
        "xgettext",
        "--language=Python",
        "--from-code=UTF-8",
        "--output=-",
        *keywords,
        "--files-from=-",
    ]
    done = subprocess.run(  # noqa: S603 - a fixed program over our own file names
        command, cwd=directory, input="\n".join(sources), capture_output=True, text=True, check=True
    )
    return done.stdout


def out_of_sight(package: Path) -> list[Problem]:
    """The texts that stand inside an f-string: xgettext does not see them, so nobody would translate them."""
    found = []
    for path in sorted(package.rglob("*.py")):
        if {"tests", "migrations"} & set(path.relative_to(package).parts):
            continue
        for call in _calls_in_f_strings(ast.parse(path.read_text("utf-8"))):
            where = f"{path.relative_to(package)}:{call.lineno}"
            found.append(
                Problem("nb", "is inside an f-string, where xgettext is blind", ast.unparse(call), where)
            )
    return found


def _calls_in_f_strings(tree: ast.Module) -> Iterator[ast.Call]:
    parts = (part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node))
    for part in parts:
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in _TRANSLATING:
            yield part


def problems(texts: polib.POFile, catalogues: dict[str, polib.POFile]) -> list[Problem]:
    """Everything wrong with the texts in the code and with each language's catalogue (code: catalogue)."""
    found = list(_forbidden(texts))
    for language, catalogue in catalogues.items():
        found += _of_catalogue(texts, language, catalogue)
    return found


def _forbidden(texts: polib.POFile) -> Iterator[Problem]:
    for entry in texts:
        for text in (entry.msgid, entry.msgid_plural):
            if match := FORBIDDEN.search(text or ""):
                yield Problem("nb", f"we do not write {match[0]!r}", text, _where(entry))


def _of_catalogue(texts: polib.POFile, language: str, catalogue: polib.POFile) -> Iterator[Problem]:
    translated = {_key(entry): entry for entry in catalogue if not entry.obsolete}
    for entry in texts:
        ours = translated.pop(_key(entry), None)
        if ours is None or not _is_complete(ours, entry):
            yield Problem(language, "is not translated", entry.msgid, _where(entry))
        elif ours.fuzzy:
            yield Problem(language, "is fuzzy", entry.msgid, _where(entry))
        else:
            yield from _of_entry(language, entry, ours)
    for entry in [*translated.values(), *catalogue.obsolete_entries()]:
        yield Problem(language, "is no longer in the code", entry.msgid)
    if language == "nn":
        yield from _copied_throughout(catalogue)


def _key(entry: polib.POEntry) -> tuple[str, str, str]:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def _where(entry: polib.POEntry) -> str:
    return ", ".join(f"{name}:{line}" for name, line in entry.occurrences[:2])


def _is_complete(ours: polib.POEntry, entry: polib.POEntry) -> bool:
    """Whether there is a text, or one for each of the two plural forms of nn and en."""
    if entry.msgid_plural:
        return set(ours.msgstr_plural) == {0, 1} and all(ours.msgstr_plural.values())
    return bool(ours.msgstr)


def _of_entry(language: str, entry: polib.POEntry, ours: polib.POEntry) -> Iterator[Problem]:
    for text, translation in _pairs(entry, ours):
        if placeholders(text) != placeholders(translation):
            yield Problem(language, "has other placeholders", text, _where(entry))
        if language == "nn" and (match := BOKMAL.search(_PLACEHOLDER.sub("", translation))):
            yield Problem(language, f"{match[0]!r} is bokmål", translation, _where(entry))
        if language == "en" and text == translation and _is_long(text):
            yield Problem(language, "is the same as bokmål", text, _where(entry))


def _pairs(entry: polib.POEntry, ours: polib.POEntry) -> Iterable[tuple[str, str]]:
    if entry.msgid_plural:
        return zip((entry.msgid, entry.msgid_plural), ours.msgstr_plural.values(), strict=True)
    return [(entry.msgid, ours.msgstr)]


def placeholders(text: str) -> list[str]:
    """The holes in a text, sorted: ["%(count)s", "%d", "{name}"]."""
    return sorted(match[0] for match in _PLACEHOLDER.finditer(text))


def _is_long(text: str) -> bool:
    return len(_WORD.findall(_PLACEHOLDER.sub("", text))) >= _LONG


def _copied_throughout(catalogue: polib.POFile) -> Iterator[Problem]:
    long = [
        entry for entry in catalogue.translated_entries() if not entry.msgid_plural and _is_long(entry.msgid)
    ]
    same = [entry for entry in long if entry.msgid == entry.msgstr]
    if long and len(same) / len(long) > _SAME_IN_NYNORSK_AT_MOST:
        yield Problem("nn", f"{len(same)} of {len(long)} longer texts are the same as bokmål", same[0].msgid)
