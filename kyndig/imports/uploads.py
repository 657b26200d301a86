"""Stops uploads by their size, before anything of them is kept in memory or on disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

# What the form's other fields and the parts' headers may take.
_BESIDES = 64 * 1024


def is_too_large(request: HttpRequest) -> bool:
    """True when the request says that it is larger than an upload may be."""
    return _length(request) > settings.MAX_UPLOAD_BYTES + _BESIDES


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


class SizeLimit(FileUploadHandler):
    """The first upload handler: of a request that is too large no file is taken in."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Skip the file; the view sees a form without it, and `is_too_large`."""
        super().new_file(*args, **kwargs)
        if self.request is not None and is_too_large(self.request):
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> bytes:
        return raw_data

    def file_complete(self, _file_size: int) -> None:
        return None
