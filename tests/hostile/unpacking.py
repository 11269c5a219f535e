"""The words of what a forum sends, also of files whose words are packed: Word, OpenDocument, PDF, archives."""

from io import BytesIO
from zipfile import ZipFile, is_zipfile

from pypdf import PdfReader


def words(content: bytes) -> str:
    """Everything that can be read in it; of a picture or a font, its bytes."""
    if content.startswith(b"%PDF"):
        read = PdfReader(BytesIO(content))
        pages = (page.extract_text() for page in read.pages)
        return " ".join([*pages, str(read.metadata), content.decode("utf-8", "replace")])
    if content.startswith(b"PK") and is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as packed:
            return " ".join([name + " " + words(packed.read(name)) for name in packed.namelist()])
    return content.decode("utf-8", "replace")
