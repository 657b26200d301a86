"""The paragraphs that ask for a competence or govern it, as people write them: «Lov, § 1», one a line."""

import re
from collections.abc import Iterable

LINE = re.compile(r"(?P<act>\S.*?),?\s+(?P<paragraph>(?:§|kapittel\b|kap\.).*)", re.IGNORECASE)

# {"act": …, "paragraph": …}
Basis = dict[str, str]


class NotABasis(ValueError):  # noqa: N818 - what a line is, not an error of ours
    """A line that names no paragraph."""


def read(line: str) -> Basis:
    """The act and the paragraph of a line. Raises NotABasis, with the line."""
    match = LINE.fullmatch(" ".join(line.split()))
    if not match:
        raise NotABasis(line.strip())
    return match.groupdict()


def read_all(lines: Iterable[str]) -> list[Basis]:
    """Those of the lines that are not blank, each once. Raises NotABasis."""
    found: list[Basis] = []
    for line in lines:
        if line.strip() and (basis := read(line)) not in found:
            found.append(basis)
    return found


def written(basis: Basis) -> str:
    """The basis as a line."""
    return f"{basis['act']}, {basis['paragraph']}"
