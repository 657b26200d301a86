"""Who assesses whom, and who grants exemptions: leaders of the person and HR, never for oneself."""

from kyndig.holdings.models import Assessment, Disagreement, Document, Exemption, Source
from kyndig.organisation.models import Person, RoleGrant
from kyndig.organisation.policies import Asker, can_see_person, raising
from kyndig.organisation.reach import SEE_NAMES, reach_of

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


def is_oneself(user: Asker, person: Person) -> bool:
    """The person, as long as they have access."""
    return can_assess_oneself(user) and reach_of(user).person_id == person.pk


def can_see_document(user: Asker, document: Document) -> bool:
    """The paper itself: the person, leaders at or above, their deputies, HR."""
    return can_see_person(user, document.person)


def can_upload(user: Asker, person: Person) -> bool:
    """Lay in a document: the person, and whoever may assess them."""
    return is_oneself(user, person) or can_assess(user, person)


def can_verify(user: Asker, document: Document) -> bool:
    """Verify or refuse: whoever may assess the person, so never the person."""
    return can_assess(user, document.person)


def can_verify_some(user: Asker) -> bool:
    """Have a list of what waits: leaders and HR, each of those they may verify for."""
    reach = reach_of(user)
    return reach.has_access and reach.holds(*SEE_NAMES)


def can_withdraw(user: Asker, document: Document) -> bool:
    """Take a document back: whoever may assess the person; the person as long as it is not verified."""
    own = is_oneself(user, document.person) and not document.verified_at
    return own or can_assess(user, document.person)


def can_disagree(user: Asker, assessment: Assessment) -> bool:
    """Disagree with what somebody else has said: the person it is about, and nobody for them."""
    return assessment.confirmed and is_oneself(user, assessment.person)


def can_withdraw_disagreement(user: Asker, disagreement: Disagreement) -> bool:
    """The person who disagreed."""
    return is_oneself(user, disagreement.assessment.person)


def can_resolve_disagreement(user: Asker, disagreement: Disagreement) -> bool:
    """Write down what came of it: whoever may assess the person. The person may disagree anew."""
    return can_assess(user, disagreement.assessment.person)


check_can_assess = raising(can_assess)
check_can_annul = raising(can_annul)
check_can_exempt = raising(can_exempt)
check_can_change_exemption = raising(can_change_exemption)
check_can_list_people = raising(can_list_people)
check_can_assess_oneself = raising(can_assess_oneself)
check_can_see_document = raising(can_see_document)
check_can_upload = raising(can_upload)
check_can_verify = raising(can_verify)
check_can_verify_some = raising(can_verify_some)
check_can_withdraw = raising(can_withdraw)
check_can_disagree = raising(can_disagree)
check_can_withdraw_disagreement = raising(can_withdraw_disagreement)
check_can_resolve_disagreement = raising(can_resolve_disagreement)
