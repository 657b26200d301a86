"""One of each kind of page: where it is, and the role that shows it with most on it."""

from typing import NamedTuple


class Kind(NamedTuple):
    """A page kind; `{name}` in the path is filled in by `path_of`."""

    path: str
    role: str
    status: int = 200


KINDS = {
    "sign-in": Kind("/konto/login/", "anonymous"),
    "forgotten password": Kind("/konto/password/reset/", "anonymous"),
    "accessibility": Kind("/tilgjengelighet/", "anonymous"),
    "change password": Kind("/konto/password/change/", "employee"),
    "security": Kind("/konto/2fa/", "employee"),
    "sign-out": Kind("/konto/logout/", "employee"),
    "no such page": Kind("/finnes-ikke/", "employee", 404),
    "refused": Kind("/forvaltning/", "employee", 403),
    "sector": Kind("/sektor/HO/", "sector_director"),
    "sector, everything": Kind("/sektor/HO/?alle=1", "sector_director"),
    "municipality": Kind("/sektor/K/", "chief_executive"),
    "home, employee": Kind("/", "employee"),
    "home, leader": Kind("/", "unit_leader"),
    "home, director": Kind("/", "sector_director"),
    "home, chief executive": Kind("/", "chief_executive"),
    "home, HR": Kind("/", "hr"),
    "home, union representative": Kind("/", "union_representative"),
    "home, evaluator": Kind("/", "evaluator"),
    "home, administrator": Kind("/", "administrator"),
}
