"""Take a request's files to the disk, piece by piece, and no further than the limit."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from knub.files.intake import LARGEST_FILE, coming_in

LARGEST_REQUEST = 4 * LARGEST_FILE


class BoundedUploadHandler(FileUploadHandler):
    """Write a file to the data folder as it comes in.

    What is too large is counted but not written, so that the form can say so with everything else that was typed still
    there. A request far beyond that is not read at all.
    """

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: str, encoding: str | None = None
    ) -> None:
        """Refuse what is far too large before it is read."""
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig(f"The request is over {LARGEST_REQUEST} bytes.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Open a file in the data folder, never in memory."""
        super().new_file(*args, **kwargs)
        self.file = UploadedFile(
            coming_in(settings.FILES), self.file_name, self.content_type, 0, self.charset, self.content_type_extra
        )
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what comes in, up to the limit."""
        if start <= LARGEST_FILE:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """Return the file with the size that was sent."""
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        """Let go of a file that never came whole."""
        self.file.close()
