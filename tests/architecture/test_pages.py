"""What every template keeps: the strict content policy, words that can be translated, parts with names."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.system.pages import ELSEWHERE, KINDS

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "kyndig").glob("*/templates/**/*.html"))
NAMES = [str(path.relative_to(ROOT)) for path in TEMPLATES]

_DJANGO_COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)
_TRANSLATED = re.compile(r"\{% blocktranslate.*?%\}.*?\{% endblocktranslate %\}", re.DOTALL)
_TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_CLASSES = re.compile(r"\{% block main_class %\}.*?\{% endblock %\}", re.DOTALL)
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
_ELEMENT = re.compile(r"<[^>]*>", re.DOTALL)
_HANDLER = re.compile(r"\son[a-z]+\s*=")
_ELSEWHERE = re.compile(r"""\b(?:src|href|action)\s*=\s*["'](?:https?:)?//""")
# What stands in the page as it is in every language: names, formats, units.
_SAME_IN_ALL = re.compile(
    r"\b(Kyndig|CSV|XLSX|Excel|PDF|Bokmål|Nynorsk|English|HR|STYRK-08|ESCO|stp|doctype|html|nbsp|ndash|shy)\b"
)
_WORD = re.compile(r"[A-Za-zÆØÅæøå]{2,}")
_SPOKEN_ATTRIBUTE = re.compile(
    r"""\b(?:title|alt|placeholder|label|aria-label|action|heading)=(?:"([^"]*)"|'([^']*)')"""
)
_ADDRESSES = re.compile(r"^(?:[?/#].*|)$")


def source(name: str) -> str:
    return _DJANGO_COMMENT.sub("", (ROOT / name).read_text("utf-8"))


def test_there_are_templates() -> None:
    assert len(NAMES) > 20


@pytest.mark.parametrize("name", NAMES)
def test_template_has_nothing_inline(name: str) -> None:
    text = source(name)
    assert not re.search(r"\sstyle\s*=", _TAGS.sub("", text)), "style= is refused by the content policy"
    assert "<style" not in text
    assert not _HANDLER.search(_TAGS.sub("", text)), "on…= is refused by the content policy"
    for attributes, body in _SCRIPT.findall(text):
        assert "src=" in attributes or 'type="application/json"' in attributes, body[:80]


@pytest.mark.parametrize("name", NAMES)
def test_template_fetches_nothing_from_elsewhere(name: str) -> None:
    assert not _ELSEWHERE.search(source(name))


@pytest.mark.parametrize("name", NAMES)
def test_template_has_no_text_outside_translation(name: str) -> None:
    text = _CLASSES.sub("", _SCRIPT.sub("", _TRANSLATED.sub("", source(name))))
    bare = _TAGS.sub(" ", text)
    spoken = " ".join(first or second for first, second in _SPOKEN_ATTRIBUTE.findall(bare))
    readable = _SAME_IN_ALL.sub("", re.sub(r"&\w+;", " ", _ELEMENT.sub(" ", bare)))
    assert _WORD.findall(readable) == []
    said = [word for word in spoken.split() if not _ADDRESSES.match(word)]
    assert _WORD.findall(_SAME_IN_ALL.sub("", " ".join(said))) == []


@pytest.mark.parametrize("name", NAMES)
def test_template_writes_no_text_unescaped(name: str) -> None:
    assert "|safe" not in source(name), "build HTML with format_html in Python"
    assert "{% autoescape off %}" not in source(name)


@pytest.mark.parametrize("name", NAMES)
def test_post_forms_carry_the_token(name: str) -> None:
    for form in re.findall(r"<form\b.*?</form>", source(name), re.DOTALL):
        if re.search(r'method="post"', form, re.IGNORECASE):
            assert "{% csrf_token %}" in form, form[:120]


def test_every_address_is_looked_at_in_the_browser_or_says_why_not() -> None:
    looked_at = {resolve(_without_names(kind.path)).url_name for kind in KINDS.values() if kind.status != 404}
    elsewhere = set().union(*ELSEWHERE.values())
    named = {each.name for each in _patterns(get_resolver()) if each.name}
    assert named - looked_at - elsewhere == set()
    assert elsewhere - named == set(), "no such address any more"


def _without_names(path: str) -> str:
    return re.sub(r"\{\w+\}", "1", path.split("?", maxsplit=1)[0])


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _patterns(each)
        else:
            yield each
