"""Puts the parts together, each with random numbers of its own so that a change in one leaves the others."""

import random
from datetime import date

from kyndig.demo.generator import exemptions, requirements, structure
from kyndig.demo.generator.coverage import Demands
from kyndig.demo.generator.delivery import Month
from kyndig.demo.generator.facts import Mapping
from kyndig.demo.generator.levels import usable_levels
from kyndig.demo.generator.names import Namer
from kyndig.demo.generator.rows import Delivery, Municipality
from kyndig.demo.generator.staffing import Hiring

FEWEST = 20


def generate(employees: int, seed: int, as_of: date) -> Municipality:
    """An invented municipality with so many people, as of a date and a month later.

    Those who have just left or are about to begin are among the people. ValueError under 20 employees.
    """
    if employees < FEWEST:
        raise ValueError(f"at least {FEWEST} employees, not {employees}")

    def stream(name: str) -> random.Random:
        # Random and not secrets: the point is that it can be repeated.
        return random.Random(f"{seed}:{employees}:{as_of}:{name}")  # noqa: S311

    namer = Namer(stream("names"))
    tree = structure.build(employees - 1, stream("structure"), namer, date(as_of.year - 6, 1, 1))
    hiring = Hiring(tree, employees, as_of, stream("staffing"), namer)
    employments = hiring.fill().employments
    required = requirements.build(tree, as_of, stream("requirements"))
    profiles = requirements.Profiles(tree, required, as_of)
    mapping = Mapping(tree, profiles, as_of, stream("facts"))
    assessments = mapping.assessments(employments)
    levels = usable_levels(assessments, as_of)
    demands = Demands(
        tree=tree,
        employments=employments,
        levels=levels,
        shares=mapping.share,
        as_of=as_of,
        rng=stream("coverage"),
    )
    return Municipality(
        name=tree.root.name,
        as_of=as_of,
        now=Delivery(as_of, tuple(tree.units()), tuple(employments)),
        requirements=tuple(required),
        coverage=tuple(demands.rows()),
        assessments=tuple(assessments),
        exemptions=tuple(exemptions.build(employments, profiles, as_of, stream("exemptions"))),
        later=Month(tree, hiring, as_of, stream("delivery"), namer).later(),
    )
