"""The description of a solution for catalogues: DCAT and ADMS as JSON-LD and Turtle."""

from rdflib import DCAT, DCTERMS, FOAF, OWL, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from procurement_kit.publication.solution import Solution

ADMS = Namespace("http://www.w3.org/ns/adms#")
DOAP = Namespace("http://usefulinc.com/ns/doap#")
LICENSES = "https://spdx.org/licenses/"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/CES"
NAMELESS = "urn:procurement-kit:solution"
CS = "cs"
FORMATS = {"jsonld": "json-ld", "ttl": "turtle"}
"""What we write, by the end of the file's name."""


def write(solution: Solution, kind: str) -> bytes:
    """*solution* as RDF of *kind*: jsonld or ttl; equal solutions give equal statements."""
    graph = _graph(solution)
    if kind == "jsonld":
        return graph.serialize(format=FORMATS[kind], indent=2, auto_compact=True).encode()
    return graph.serialize(format=FORMATS[kind]).encode()


def _graph(solution: Solution) -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix, names in (
        ("dcat", DCAT), ("dct", DCTERMS), ("foaf", FOAF), ("owl", OWL), ("adms", ADMS),
        ("doap", DOAP), ("xsd", XSD),
    ):  # fmt: skip
        graph.bind(prefix, names)
    about = URIRef(_address(solution.url) or NAMELESS)
    for kind in (DCAT.Dataset, ADMS.Asset, DOAP.Project):
        graph.add((about, RDF.type, kind))
    _describe(graph, about, solution)
    _distribute(graph, about, solution)
    return graph


def _describe(graph: Graph, about: Node, solution: Solution) -> None:
    if solution.name:
        graph.add((about, DCTERMS.title, Literal(solution.name, lang=CS)))
    for language, text in solution.summaries.items():
        graph.add((about, DCTERMS.description, Literal(text, lang=language)))
    if solution.description and CS not in solution.summaries:
        graph.add((about, DCTERMS.description, Literal(solution.description, lang=CS)))
    for word in filter(None, (solution.category, *solution.scopes)):
        graph.add((about, DCAT.keyword, Literal(word)))
    if solution.version:
        graph.add((about, OWL.versionInfo, Literal(solution.version)))
    if solution.released_on:
        issued = Literal(solution.released_on.isoformat(), datatype=XSD.date)
        graph.add((about, DCTERMS.issued, issued))
    if solution.upstream and (source := _address(solution.upstream.url)):
        graph.add((about, DCTERMS.isVersionOf, URIRef(source)))
    graph.add((about, DCTERMS.language, URIRef(LANGUAGE)))
    _publish(graph, about, solution)


def _publish(graph: Graph, about: Node, solution: Solution) -> None:
    if not solution.owner:
        return
    owner = BNode("publisher")
    graph.add((about, DCTERMS.publisher, owner))
    graph.add((owner, RDF.type, FOAF.Agent))
    graph.add((owner, FOAF.name, Literal(solution.owner, lang=CS)))
    if solution.owner_id:
        graph.add((owner, DCTERMS.identifier, Literal(solution.owner_id)))


def _distribute(graph: Graph, about: Node, solution: Solution) -> None:
    """Where the code is, and under which licence."""
    address = _address(solution.url)
    if not address:
        return
    copy = BNode("distribution")
    graph.add((about, DCAT.landingPage, URIRef(address)))
    graph.add((about, DCAT.distribution, copy))
    graph.add((copy, RDF.type, DCAT.Distribution))
    graph.add((copy, DCAT.accessURL, URIRef(address)))
    for name in (solution.license,) if " " not in solution.license and solution.license else ():
        graph.add((copy, DCTERMS.license, URIRef(f"{LICENSES}{name}")))


def _address(text: str) -> str:
    """*text* if it can be a reference in RDF; empty otherwise."""
    is_fit = text.startswith(("http://", "https://")) and not set(text) & set(' <>"{}|\\^`\n')
    return text if is_fit else ""
