"""Files of the app: announced, uploaded to an address of their own, then shared into a conversation."""

import secrets
from dataclasses import dataclass, field

from bot.playground.wire import Json

LARGEST_FILE = 64 * 1024 * 1024


@dataclass
class Upload:
    """A file; `content` is None until it was uploaded, and people see it once it `is_shared`."""

    name: str
    length: int
    id: str = field(default_factory=lambda: f"F0{secrets.token_hex(5).upper()}")
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    title: str = ""
    content: bytes | None = None
    is_shared: bool = False

    def described(self) -> Json:
        """The file as a message carries it."""
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title,
            "size": self.length,
            "filetype": self.name.rpartition(".")[2],
            "url_private_download": f"/playground/files/{self.id}",
        }


class Uploads:
    """The files of one workspace, in memory."""

    def __init__(self) -> None:
        self._files: dict[str, Upload] = {}

    def announce(self, name: str, length: int) -> Upload:
        upload = Upload(name, length)
        self._files[upload.id] = upload
        return upload

    def complete(self, file_id: str) -> Upload | None:
        """The file if its content is there and it is not shared yet."""
        upload = self._files.get(file_id)
        return upload if upload and upload.content is not None and not upload.is_shared else None

    def waiting(self, secret: str) -> Upload | None:
        """The file that is to be uploaded to this address, which is good once."""
        found = (one for one in self._files.values() if secrets.compare_digest(one.secret, secret))
        upload = next(found, None)
        return upload if upload and upload.content is None else None

    def shared(self, file_id: str) -> Upload | None:
        upload = self._files.get(file_id)
        return upload if upload and upload.is_shared else None
