"""The catalogue is HR's to edit; everybody who is signed in may read it."""

from kyndig.organisation.policies import Asker, can_act_as_hr, raising


def can_edit_catalogue(user: Asker) -> bool:
    """HR, anywhere."""
    return can_act_as_hr(user)


check_can_edit_catalogue = raising(can_edit_catalogue)
