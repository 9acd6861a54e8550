"""The real content with one place changed."""

from procurement_kit.formats.files import ContentFiles, content_root

GOOD = ContentFiles.load(content_root())


def edited(path: str, old: str, new: str) -> ContentFiles:
    """The content in which *old*, found in the file *path*, is once replaced by *new*."""
    text = GOOD.files[path].decode()
    assert old in text, f"{path} no longer holds: {old}"
    return ContentFiles({**GOOD.files, path: text.replace(old, new, 1).encode()})
