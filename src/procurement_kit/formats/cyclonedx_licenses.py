"""The licences of a CycloneDX component: ids, names and expressions, declared or concluded."""

from procurement_kit.formats import trove
from procurement_kit.formats.bom_fields import Json, Notes, items_of, joined, text_of
from procurement_kit.formats.license_texts import REFERENCE, LicenseTexts
from procurement_kit.licensing.components import Component

FIELDS = ("licenses", "licenses (concluded)")


class Licenses:
    """Reads the licences of components and notes what is wrong with them."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._texts = LicenseTexts()

    def read(self, choices: Json, component: str) -> tuple[str, str, tuple[str, ...]]:
        """The declared and the concluded expression, and the LicenseRefs without a text."""
        if isinstance(choices, list) and len(choices) == 1:
            simple = _only_id(choices[0])
            if simple:
                return simple, "", ()
        if choices is not None and not isinstance(choices, list):
            self._notes.add(component, "licenses", choices, "sbom_field_type")
            choices = None
        declared: list[str] = []
        concluded: list[str] = []
        known: set[str] = set()
        for choice in choices or ():
            text, is_concluded, with_text = self._choice(choice, component)
            (concluded if is_concluded else declared).append(text)
            known |= with_text
        both = joined(declared, "AND"), joined(concluded, "AND")
        if max(len(set(declared)), len(set(concluded))) > 1:
            shown = both[0] if len(declared) > 1 else both[1]
            self._notes.add(component, "licenses", shown, "sbom_several_licenses")
        named = self._texts[both[0]].references + self._texts[both[1]].references
        return *both, tuple(dict.fromkeys(name for name in named if name not in known))

    def note(self, component: Component) -> None:
        """Note what is wrong with the licences of *component*."""
        self._texts.note(component, self._notes, FIELDS)

    def _choice(self, choice: object, component: str) -> tuple[str, bool, set[str]]:
        """The text of one entry, whether it was concluded, the LicenseRefs that it explains."""
        inner = choice.get("license", choice) if isinstance(choice, dict) else choice
        if not isinstance(inner, dict):
            self._notes.add(component, "licenses", choice, "sbom_field_type")
            return "", False, set()
        text = next(
            filter(None, (text_of(inner.get(field)) for field in ("expression", "id", "name"))), ""
        )
        if not text:
            self._notes.add(component, "licenses", inner, "sbom_license_empty")
        text = trove.name_of(text)
        known = {text} if inner.get("text") and text.startswith(REFERENCE) else set()
        for item in items_of(inner.get("expressionDetails")):
            if isinstance(item, dict) and item.get("text"):
                known.add(text_of(item.get("licenseIdentifier")))
        return text, inner.get("acknowledgement") == "concluded", known


def _only_id(choice: Json) -> str:
    """The id of the simplest and most frequent entry, {"license": {"id": …}}; else nothing."""
    try:
        inner = choice["license"]
        found = inner["id"] if len(inner) == 1 else ""
    except (KeyError, TypeError):
        return ""
    is_plain = isinstance(found, str) and found.isprintable() and not found.startswith(REFERENCE)
    return found if is_plain else ""
