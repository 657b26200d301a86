"""Who assesses whom, and who grants exemptions: leaders of the person and HR, never for oneself."""

from kyndig.holdings.models import Assessment, Exemption, Source
from kyndig.organisation.models import Person, RoleGrant
from kyndig.organisation.policies import Asker, can_see_person, raising
from kyndig.organisation.reach import reach_of

# Directors see names on a person's page, not in lists of people.
LIST_PEOPLE = frozenset({RoleGrant.Kind.UNIT_LEADER, RoleGrant.Kind.DEPARTMENT_HEAD, RoleGrant.Kind.HR})


def can_assess_oneself(user: Asker) -> bool:
    """Whoever is employed."""
    reach = reach_of(user)
    return reach.has_access and reach.person_id is not None


def is_somebody_else(user: Asker, person: Person) -> bool:
    """Whether a person whom the user sees is another: whoever sees others leads them, or is HR."""
    return reach_of(user).person_id != person.pk


def can_assess(user: Asker, person: Person) -> bool:
    """Say what somebody else can: leaders at or above, their deputies, HR."""
    return is_somebody_else(user, person) and can_see_person(user, person)


def can_annul(user: Asker, assessment: Assessment) -> bool:
    """Take back a mistake: whoever may assess the person; one's own assessment of oneself, too."""
    own = assessment.person_id == reach_of(user).person_id and assessment.source == Source.SELF
    return (own and can_assess_oneself(user)) or can_assess(user, assessment.person)


def can_exempt(user: Asker, person: Person) -> bool:
    """Grant, end and annul exemptions: as assessing."""
    return can_assess(user, person)


def can_change_exemption(user: Asker, exemption: Exemption) -> bool:
    """End or annul an exemption."""
    return can_exempt(user, exemption.person)


def can_list_people(user: Asker) -> bool:
    """Look somebody up by name, and see lists of one's own people: unit leaders, department heads, HR."""
    reach = reach_of(user)
    return reach.has_access and reach.holds(*LIST_PEOPLE)


check_can_assess = raising(can_assess)
check_can_annul = raising(can_annul)
check_can_exempt = raising(can_exempt)
check_can_change_exemption = raising(can_change_exemption)
check_can_list_people = raising(can_list_people)
check_can_assess_oneself = raising(can_assess_oneself)
