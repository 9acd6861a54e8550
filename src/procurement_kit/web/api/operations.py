"""The one declaration of the interface for programs: routes and its description come from here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

from procurement_kit.publication_outputs.open_data import FORMS
from procurement_kit.web.api import answers, shapes

JSON, YAML, ANY = "application/json", "application/yaml", "application/octet-stream"


class Access(StrEnum):
    """What the operator allows: nothing, reading only, or making files too."""

    OFF = "off"
    READ = "read"
    FULL = "full"


class Place(StrEnum):
    """Where an input stands."""

    QUERY = "query"
    BODY = "body"
    TOKEN = "token"  # noqa: S105 - the name of a place
    PATH = "path"


@dataclass(frozen=True)
class PathPart:
    """A variable part of an address; *values* where the list is closed."""

    name: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Operation:
    """One thing that a program may ask for.

    *run* is given its inputs in the order query, body, token, parts of the path.
    """

    name: str
    method: str
    path: str
    summary: str
    run: Callable[..., object]
    answer: type[BaseModel] | None = None
    media: tuple[str, ...] = (JSON,)
    query: type[shapes.Shape] | None = None
    body: str = ""
    parts: tuple[PathPart, ...] = ()
    needs_token: bool = False
    makes_files: bool = False
    status: int = 200

    def is_allowed(self, access: Access) -> bool:
        """Whether the operator lets programs do this."""
        return access is Access.FULL or (access is Access.READ and not self.makes_files)


KIND = PathPart("kind", tuple(FORMS))
DATA_MEDIA = tuple(dict.fromkeys(item.media_type for item in FORMS.values()))
OPERATIONS = (
    Operation(
        "check_licenses", "GET", "/licenses/check", "api_check_licenses", answers.check_licenses,
        answer=shapes.CheckAnswer, query=shapes.CheckQuery,
    ),
    Operation(
        "choose_license", "GET", "/licenses/choice", "api_choose_license", answers.choose_license,
        answer=shapes.ChoiceAnswer, query=shapes.ChoiceQuery,
    ),
    Operation(
        "search_catalogue", "GET", "/catalogue", "api_search_catalogue", answers.search_catalogue,
        answer=shapes.CatalogueAnswer, query=shapes.CatalogueQuery,
    ),
    Operation(
        "methodology", "GET", "/methodology", "api_methodology", answers.methodology,
        answer=shapes.MethodologyAnswer, query=shapes.StageQuery,
    ),
    Operation(
        "check_publiccode", "POST", "/publiccode/check", "api_check_publiccode",
        lambda data: answers.check_card("publiccode.yml", data),
        answer=shapes.CardAnswer, body=YAML,
    ),
    Operation(
        "project", "GET", "/project", "api_project", answers.shared_project, needs_token=True,
    ),
    Operation(
        "project_open_data", "GET", "/project/open-data/{kind}", "api_project_open_data",
        answers.shared_open_data, media=DATA_MEDIA, parts=(KIND,), needs_token=True,
    ),
    Operation(
        "open_data", "POST", "/open-data/{kind}", "api_open_data", answers.open_data,
        media=DATA_MEDIA, body=JSON, parts=(KIND,), makes_files=True,
    ),
    Operation(
        "make_documents", "POST", "/documents", "api_make_documents", answers.make_documents,
        answer=shapes.JobAnswer, body=JSON, makes_files=True, status=202,
    ),
    Operation(
        "documents_state", "GET", "/documents/{job}", "api_documents_state",
        answers.documents_state, answer=shapes.JobAnswer, parts=(PathPart("job"),),
        makes_files=True,
    ),
    Operation(
        "document_file", "GET", "/documents/{job}/{file}", "api_document_file",
        answers.document_file, media=(ANY,), parts=(PathPart("job"), PathPart("file")),
        makes_files=True,
    ),
)  # fmt: skip
