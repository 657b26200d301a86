"""Is a file the PDF, JPEG or PNG it says it is? Pure: bytes and a name in; the kind, or a sentence, out.

Pictures are read to their end, segment by segment, without being decoded.
"""

import zlib
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from kyndig.imports.identity_numbers import file_name_without

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
AT_MOST = 10 * 1024 * 1024
LONGEST_NAME = 255

_ENDINGS = {".pdf": PDF, ".jpg": JPEG, ".jpeg": JPEG, ".png": PNG, "": None}
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
# Frames of a JPEG that hold its size: SOF0–SOF15 without DHT, JPG and DAC.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length


class RefusedFileError(Exception):
    """The file is not kept; the message is a sentence for whoever sent it, with what to do."""


def last_part(name: str) -> str:
    """The name without folders, invisible characters and identity numbers, its ending kept."""
    last = PurePosixPath(name.replace("\\", "/")).name
    visible = "".join(each for each in last if each.isprintable()).strip() or "dokument"
    ending = PurePosixPath(visible).suffix[:20]
    return file_name_without(visible.removesuffix(ending)[: LONGEST_NAME - len(ending)] + ending)


def kind_of(content: bytes, name: str) -> str:
    """The content type, by the content. Raises RefusedFileError for anything else than it says it is."""
    if not content:
        raise RefusedFileError(_("Filen er tom. Velg en annen fil."))
    if len(content) > AT_MOST:
        raise RefusedFileError(too_large())
    kind = _signed(content)
    if kind is None:
        raise RefusedFileError(_advice(content))
    ending = PurePosixPath(name).suffix.lower()
    if _ENDINGS.get(ending, "other") not in {None, kind}:
        raise RefusedFileError(
            _("Filen slutter på «%(ending)s», men innholdet er noe annet. Lagre den på nytt og prøv igjen.")
            % {"ending": ending}
        )
    if not _is_whole(content, kind):
        raise RefusedFileError(
            _("Filen er skadet eller ikke hel. Ta bildet eller lagre filen på nytt, og prøv igjen.")
        )
    return kind


def too_large() -> str:
    """Why a file over the limit is refused."""
    return _("Filen er større enn 10 MB. Ta bildet med lavere oppløsning, eller lagre en mindre PDF.")


def _signed(content: bytes) -> str | None:
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    return PNG if content.startswith(_PNG_SIGNATURE) else None


def _advice(content: bytes) -> str:
    what = _looks_like(content)
    if what == "HEIC":
        return _(
            "Bildet er i formatet HEIC, som ikke alle kan åpne. Velg «Mest kompatibel» under Kamera og "
            "Formater på telefonen, eller send et skjermbilde."
        )
    if what:
        return _("Filen er i formatet %(format)s. Lagre den som PDF, JPG eller PNG.") % {"format": what}
    return _("Vi kjenner ikke igjen filen. Last opp en PDF, eller et bilde i JPG eller PNG.")


def _looks_like(content: bytes) -> str:
    if content[4:8] == b"ftyp":
        return "HEIC" if content[8:12] in _HEIC_BRANDS else "MP4"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WebP"
    if content.startswith(b"PK\x03\x04"):
        return "Word, Excel" if b"[Content_Types].xml" in content else "ZIP"
    signatures = {b"GIF8": "GIF", b"II*\x00": "TIFF", b"MM\x00*": "TIFF", b"\xd0\xcf\x11\xe0": "Word, Excel"}
    return next((what for begins, what in signatures.items() if content.startswith(begins)), "")


def _is_whole(content: bytes, kind: str) -> bool:
    return {PDF: _is_pdf, JPEG: _is_jpeg, PNG: _is_png}[kind](content)


def _is_pdf(content: bytes) -> bool:
    """A version in the header, and a trailer that says where the table of objects is."""
    return content[5:8] in {*(b"1.%d" % minor for minor in range(8)), b"2.0"} and (
        b"startxref" in content[-2048:] and b"%%EOF" in content[-1024:]
    )


def _is_png(content: bytes) -> bool:
    """Every chunk has its checksum; the first gives a size, the last is the end, and nothing follows."""
    at, first = len(_PNG_SIGNATURE), True
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        name, body = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        checksum = content[at + 8 + length : at + 12 + length]
        if len(checksum) < 4 or int.from_bytes(checksum) != zlib.crc32(name + body):
            return False
        if first and not (name == b"IHDR" and length == 13 and _has_size(body[:4], body[4:8])):
            return False
        at, first = at + 12 + length, False
        if name == b"IEND":
            return at == len(content)
    return False


def _is_jpeg(content: bytes) -> bool:
    """Segments up to the scan, one of them a frame with a size; after the scan the end of the picture."""
    at, has_frame = 2, False
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(content[at + 2 : at + 4])
        if length < 2:
            return False
        if marker in _FRAMES:
            has_frame = _has_size(content[at + 5 : at + 7], content[at + 7 : at + 9])
        if marker == 0xDA:
            return has_frame and content.find(b"\xff\xd9", at) > 0
        at += 2 + length
    return False


def _has_size(one: bytes, other: bytes) -> bool:
    return int.from_bytes(one) > 0 and int.from_bytes(other) > 0
