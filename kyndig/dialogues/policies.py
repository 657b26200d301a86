"""Who sees what of a dialogue: the two of them, and nobody else.

The leader is the one who planned it, as long as they are the person's nearest leader. Deputies, leaders
above, HR and administrators are not, whatever else they see of the person.
"""

from django.db.models import Q

from kyndig.accounts.models import User
from kyndig.dialogues.models import AgreedPointQuerySet, Dialogue, DialogueQuerySet, Note, Side
from kyndig.organisation.models import Person, PersonQuerySet
from kyndig.organisation.own_leader import led_by, own_leaders
from kyndig.organisation.policies import Asker, raising
from kyndig.organisation.reach import LEADERS, reach_of


def leads_somebody(user: Asker) -> bool:
    """Holds a leader's role in their own right; whether anybody is theirs is another question."""
    reach = reach_of(user)
    return reach.has_access and any(each.kind in LEADERS and not each.as_deputy for each in reach.held)


def is_the_person(user: Asker, person: Person) -> bool:
    """Oneself, while one has access."""
    reach = reach_of(user)
    return reach.has_access and reach.person_id == person.pk


def can_have_dialogues(user: Asker) -> bool:
    """Have a page of one's own: whoever is employed."""
    reach = reach_of(user)
    return reach.has_access and reach.person_id is not None


def side_of(user: Asker, dialogue: Dialogue) -> Side:
    """Which of the two the user is, of a dialogue that they may see."""
    return Side.EMPLOYEE if dialogue.person_id == reach_of(user).person_id else Side.LEADER


def can_arrange(user: Asker, dialogue: Dialogue) -> bool:
    """Move, cancel and close a talk one may see: the leader."""
    return side_of(user, dialogue) == Side.LEADER


def can_take_back(user: Asker, note: Note) -> bool:
    """Remove a note of a talk one may see: whichever of the two wrote it."""
    return side_of(user, note.dialogue) == note.side


def dialogues_visible_to(dialogues: DialogueQuerySet, user: Asker) -> DialogueQuerySet:
    """One's own, and those one holds with people whose nearest leader one is today."""
    reach = reach_of(user)
    if not reach.has_access:
        return dialogues.none()
    own = dialogues.filter(person_id=reach.person_id or 0)
    if not isinstance(user, User) or not leads_somebody(user):
        return own
    held = dialogues.filter(leader=user)
    leaders = own_leaders(set(held.values_list("person_id", flat=True)), reach.on, tree_id=reach.tree_id)
    return own | held.filter(person__in=[person for person, leader in leaders.items() if leader == user.pk])


def people_talked_with(user: Asker) -> PersonQuerySet:
    """Those whose nearest leader the user is today."""
    if not isinstance(user, User) or not leads_somebody(user):
        return Person.objects.none()
    reach = reach_of(user)
    return Person.objects.filter(pk__in=led_by(user, reach.on, tree_id=reach.tree_id))


def points_visible_to(points: AgreedPointQuerySet, user: Asker) -> AgreedPointQuerySet:
    """What was agreed with oneself, and with those whose nearest leader one is, whoever led them then."""
    reach = reach_of(user)
    if not reach.has_access:
        return points.none()
    return points.filter(
        Q(person_id=reach.person_id or 0) | Q(person__in=people_talked_with(user).values("pk"))
    )


check_leads_somebody = raising(leads_somebody)
check_can_have_dialogues = raising(can_have_dialogues)
check_can_arrange = raising(can_arrange)
check_can_take_back = raising(can_take_back)
