"""Codes that people read from a wall and type on a phone."""

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ34679"
"""28 signs; those that look like another one (0 O, 1 I L, 2 Z, 5 S, 8 B) are not all there."""
LENGTH = 8
RETURN_LENGTH = 12
PART = 4
BYTES = 16
"""So many random bytes make a code; with that many, no code is noticeably likelier than another."""
LOOKALIKES = str.maketrans({"2": "Z", "5": "S", "8": "B"})


def code_of(data: bytes, length: int = LENGTH) -> str:
    """The code that random *data* stand for."""
    number, signs = int.from_bytes(data), ""
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        signs += ALPHABET[place]
    return signs


def read_code(typed: str) -> str:
    """*typed* as a code: capitals, no spaces or dashes, look-alikes repaired."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return signs.translate(LOOKALIKES)


def shown_code(code: str) -> str:
    """*code* in groups of four, as people read it aloud."""
    return "-".join(code[at : at + PART] for at in range(0, len(code), PART))
