"""Pictures made of dots: whether they are whole, and not too large to draw."""

import warnings
from io import BytesIO

from PIL import Image

PIXEL_LIMIT = 25_000_000


def is_sound(data: bytes) -> bool:
    """Whether *data* is a whole PNG of a size that can be printed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(BytesIO(data), formats=["PNG"]) as picture:
                if picture.width * picture.height > PIXEL_LIMIT:
                    return False
                picture.load()
    except (OSError, SyntaxError, ValueError, Warning, Image.DecompressionBombError):
        return False
    return True
