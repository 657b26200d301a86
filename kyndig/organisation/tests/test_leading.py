"""Who leads what: a small municipality, with the parts that deliveries really have."""

from kyndig.organisation.leading import Reporting, leaders_of

# 1 municipality, 2 sector, 3 unit, 4 and 5 its departments, 6 another unit of the sector.
PARENTS = {1: None, 2: 1, 3: 2, 4: 3, 5: 3, 6: 2}
DELIVERY = [
    Reporting(1, "chief", ""),
    Reporting(2, "director", "chief"),
    Reporting(3, "leader", "director"),
    Reporting(3, "nurse", "leader"),
    Reporting(4, "head", "leader"),
    Reporting(4, "aide", "head"),
    Reporting(5, "cook", "leader"),
    Reporting(6, "planner", "chief planner"),
    Reporting(6, "chief planner", "director"),
]


def test_a_department_is_led_by_whom_its_people_name() -> None:
    assert leaders_of(PARENTS, DELIVERY)[4] == "head"


def test_a_unit_is_led_by_its_leader_and_not_by_whom_the_leader_reports_to() -> None:
    assert leaders_of(PARENTS, DELIVERY)[3] == "leader"


def test_a_director_who_stands_alone_at_the_sector_is_named_by_the_units_leaders() -> None:
    assert leaders_of(PARENTS, DELIVERY)[2] == "director"


def test_the_chief_executive_is_named_by_the_directors() -> None:
    assert leaders_of(PARENTS, DELIVERY)[1] == "chief"


def test_a_department_without_a_head_of_its_own_is_left_to_the_leader_above() -> None:
    assert 5 not in leaders_of(PARENTS, DELIVERY)


def test_a_leader_who_stands_alone_over_departments_without_heads_leads_the_unit() -> None:
    alone = [row for row in DELIVERY if row.number not in ("nurse", "head")]
    said = [row._replace(leader="leader") if row.number == "aide" else row for row in alone]
    assert leaders_of(PARENTS, said)[3] == "leader"


def test_a_chief_executive_who_stands_in_a_staff_unit_leads_the_municipality() -> None:
    moved = [row._replace(unit_id=6) if row.number == "chief" else row for row in DELIVERY]
    assert leaders_of(PARENTS, moved)[1] == "chief"


def test_a_nearest_leader_who_is_not_employed_is_not_proposed() -> None:
    gone = [row for row in DELIVERY if row.number != "head"]
    assert 4 not in leaders_of(PARENTS, gone)


def test_nobody_leads_where_nobody_is_named() -> None:
    assert leaders_of(PARENTS, [Reporting(4, "aide", "")]) == {}
