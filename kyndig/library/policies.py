"""Whoever sets requirements may read the library; HR, who edits the catalogue, adopts from it."""

from kyndig.catalogue.policies import can_edit_catalogue
from kyndig.organisation.policies import Asker, raising
from kyndig.requirements.policies import can_set_requirements


def can_see_library(user: Asker) -> bool:
    """HR and leaders."""
    return can_set_requirements(user)


def can_adopt(user: Asker) -> bool:
    """Make competences and set requirements for the whole municipality: HR."""
    return can_edit_catalogue(user)


check_can_see_library = raising(can_see_library)
check_can_adopt = raising(can_adopt)
