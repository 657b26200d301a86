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
    "catalogue": Kind("/katalog/", "hr"),
    "catalogue, search": Kind("/katalog/?q=venekateter", "employee"),
    "new competence": Kind("/katalog/ny/", "hr"),
    "competence": Kind("/katalog/PVK/", "hr"),
    "edit competence": Kind("/katalog/PVK/rediger/", "hr"),
    "archive competence": Kind("/katalog/PVK/arkiver/", "hr"),
    "replace competence": Kind("/katalog/PVK/erstatt/", "hr"),
    "requirements": Kind("/krav/", "hr"),
    "new requirement": Kind("/krav/nytt/", "hr"),
    "coverage": Kind("/krav/dekning/", "hr"),
    "new coverage": Kind("/krav/dekning/ny/", "hr"),
    "access": Kind("/tilgang/", "administrator"),
    "give access": Kind("/tilgang/ny/", "administrator"),
    "new user": Kind("/tilgang/ny-bruker/", "administrator"),
    "leaders to confirm": Kind("/tilgang/ledere/", "hr"),
    "deputies": Kind("/min/stedfortreder/", "unit_leader"),
    "corrections": Kind("/rettinger/", "hr"),
    "log": Kind("/logg/", "administrator"),
    "privacy": Kind("/personvern/", "anonymous"),
    "my privacy": Kind("/min/personvern/", "employee"),
    "my competence": Kind("/min/kompetanse/", "employee"),
    "assess myself": Kind("/min/kompetanse/ny/", "employee"),
    "find a person": Kind("/kompetanse/", "unit_leader"),
    "a person": Kind("/kompetanse/ansatt/nr-merkeamina/", "unit_leader"),
    "assess a person": Kind("/kompetanse/ansatt/nr-merkeamina/vurder/", "unit_leader"),
    "exempt a person": Kind("/kompetanse/ansatt/nr-merkeamina/unntak/", "unit_leader"),
    "exemptions": Kind("/unntak/", "unit_leader"),
    "administration": Kind("/forvaltning/", "hr"),
    "the municipality's gap": Kind("/kommune/", "chief_executive"),
    "a sector's gap": Kind("/sektor/HO/gap/", "sector_director"),
    "a sector's gap, protected": Kind("/sektor/HO/gap/", "union_representative"),
    "sector, protected": Kind("/sektor/HO/", "union_representative"),
    "sector, earlier": Kind("/sektor/HO/?dato=2025-03-01", "sector_director"),
    "unit": Kind("/enhet/SOL/", "unit_leader"),
    "unit's gap": Kind("/enhet/SOL/gap/", "unit_leader"),
    "unit's coverage": Kind("/enhet/SOL/dekning/", "unit_leader"),
    "matrix": Kind("/enhet/SOL/matrise/", "unit_leader"),
    "matrix of a professional lead": Kind("/enhet/SOL/matrise/", "professional_lead"),
    "unit's person": Kind("/enhet/SOL/ansatt/nr-merkeamina/", "unit_leader"),
    "imports": Kind("/import/", "hr"),
    "new import of employees": Kind("/import/ny/ansatte/", "hr"),
    "home, employee": Kind("/", "employee"),
    "home, leader": Kind("/", "unit_leader"),
    "home, director": Kind("/", "sector_director"),
    "home, chief executive": Kind("/", "chief_executive"),
    "home, HR": Kind("/", "hr"),
    "home, union representative": Kind("/", "union_representative"),
    "home, evaluator": Kind("/", "evaluator"),
    "home, administrator": Kind("/", "administrator"),
}
