"""The whole library in an empty municipality: everything can be adopted, once, and is as the files say."""

from datetime import date

import pytest

from kyndig.catalogue.models import Area, Competence
from kyndig.library import actions, plan
from kyndig.library.comparing import Outcome
from kyndig.library.loading import library
from kyndig.organisation.models import Role
from kyndig.requirements.models import Requirement

ON = date(2026, 6, 1)


@pytest.mark.django_db
def test_everything_can_be_adopted_and_then_there_is_nothing_more_to_adopt() -> None:
    positions = {
        code: [Role.objects.create(code=code, title=each.title.nb, styrk=each.styrk)]
        for code, each in library().roles.items()
    }
    actions.adopt(library=library(), positions=positions, on=ON, by=None)
    needs = {need.competence for role in library().roles.values() for need in role.needs}
    assert set(Competence.objects.values_list("code", flat=True)) == needs
    assert Requirement.objects.count() == sum(len(role.needs) for role in library().roles.values())
    assert not Area.objects.filter(name_en="").exists()
    found = plan.make(library(), positions, ON)
    assert {each.outcome for each in found.demands} == {Outcome.SAME}
    assert found.wordings == ()
