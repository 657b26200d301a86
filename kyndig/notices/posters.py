"""QR codes for the wall: drawn here, read by a telephone's camera."""

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from qrcode.constants import ERROR_CORRECT_Q

from kyndig.notices import paths

# White around the code, in its squares; readers need four.
QUIET_ZONE = 4


def drawn(address: str) -> SafeString:
    """The address as an inline SVG, black on white. A quarter of it may be dirty or torn off."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(address)
    code.make(fit=True)
    rows: list[list[bool]] = code.get_matrix()
    size = len(rows) + 2 * QUIET_ZONE
    return format_html(
        '<svg class="k-qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"'
        ' shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}H0z"/><path d="{2}"/></svg>',
        size,
        _("QR-kode med lenken under"),
        outline(rows),
    )


def outline(rows: list[list[bool]]) -> str:
    """One bar for each run of dark squares."""
    bars = []
    for y, row in enumerate(rows, QUIET_ZONE):
        x = 0
        while x < len(row):
            run = next((n for n, dark in enumerate(row[x:]) if not dark), len(row) - x)
            if run:
                bars.append(f"M{x + QUIET_ZONE} {y}h{run}v1h-{run}z")
            x += run or 1
    return "".join(bars)


def may_hang_on_a_wall(path: str) -> bool:
    """True for a page of ours whose address names no person and no unit."""
    try:
        return paths.names_nobody(paths.page_of(path))
    except paths.UnfitPathError:
        return False
