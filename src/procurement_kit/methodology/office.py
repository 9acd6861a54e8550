"""An office as its pack describes it: who it is, and the answers that this offers."""

from collections.abc import Iterator, Mapping

from procurement_kit.rules.models import Model, Text

QUESTIONS: Mapping[str, str] = {
    "name": "authority_name",
    "id_number": "authority_id_number",
    "address": "authority_address",
    "databox": "authority_databox",
    "profile_url": "authority_profile_url",
    "contact.person": "contact_person",
    "contact.email": "contact_email",
    "contact.phone": "contact_phone",
    "signatures.representative": "authority_representative",
    "signatures.product_owner": "product_owner",
    "signatures.technical_administrator": "technical_administrator",
}
"""The question that each item of the description answers."""


class Contact(Model):
    """Who answers the questions of suppliers."""

    person: str = ""
    email: str = ""
    phone: str = ""


class Signatures(Model):
    """Who signs, and in which role; each as it is to be printed."""

    representative: str = ""
    product_owner: str = ""
    technical_administrator: str = ""


class Office(Model):
    """The file office.yaml of a pack."""

    name: Text
    id_number: str = ""
    address: str = ""
    databox: str = ""
    profile_url: str = ""
    logo_alt: str = ""
    contact: Contact = Contact()
    signatures: Signatures = Signatures()

    def items(self) -> Iterator[tuple[str, str]]:
        """Each described item, such as "contact.email", with its text."""
        for name in QUESTIONS:
            group, _, key = name.rpartition(".")
            if value := str(getattr(getattr(self, group) if group else self, key)):
                yield name, value

    @property
    def offered(self) -> Mapping[str, str]:
        """The answers that are offered, by question; nobody has given them yet."""
        return {QUESTIONS[name]: value for name, value in self.items()}
