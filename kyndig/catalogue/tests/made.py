"""Competences for tests."""

from itertools import count
from typing import Any

from kyndig.catalogue.models import Area, Competence

_number = count(1)


def area(name: str = "Sykepleie") -> Area:
    return Area.objects.get_or_create(name_nb=name)[0]


def competence(code: str = "", **fields: Any) -> Competence:
    """A competence on the scale of levels, in use, with nothing that expires."""
    code = code or f"K-{next(_number)}"
    standard = {
        "name_nb": f"Kompetanse {code}",
        "kind": Competence.Kind.SKILL,
        "scope": Competence.Scope.GENERAL,
        "specificity": Competence.Specificity.BASIC,
        "form": Competence.Form.REAL,
        "scale": Competence.Scale.LEVELS,
    }
    return Competence.objects.create(code=code, **{"area": area(), **standard, **fields})
