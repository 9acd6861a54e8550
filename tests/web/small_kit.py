"""A small kit with every kind of question, so that web tests do not depend on lawyers' edits."""

from functools import cache
from pathlib import Path

from procurement_kit.formats.files import ContentFiles
from procurement_kit.kit import Kit

ROOT = Path(__file__).parents[2]
WHY = "why: {text: Protože to zákon chce., sources: [law]}\n    effect: Změní se smlouva."

GUIDANCE = """# TITLE

## Co zjistit

Zjistěte potřebu [law].

## Proč

Proto.

## Časté chyby

- Spěch.

## Zdroje

- [law] základ
"""


def question(name: str, kind: str, label: str, *more: str) -> str:
    """A question of a step file."""
    lines = [f"  - id: {name}", f"kind: {kind}", f"label: {label}", WHY, *more]
    return "\n    ".join(lines) + "\n"


NEED = "title: Potřeba\nintro: Co kupujete.\nquestions:\n" + "".join(
    (
        question("contract_title", "text", "Jak se zakázka jmenuje?", "hint: Stručně."),
        question("authority_name", "text", "Jak se jmenuje váš úřad?", "max_length: 200"),
        question(
            "subject_kind",
            "choice",
            "Co kupujete?",
            "options:",
            "  - {value: services, label: Služby, hint: Vývoj na míru., recommended: yes}",
            "  - {value: supplies, label: Dodávky}",
        ),
        question(
            "platforms",
            "choices",
            "Kde to poběží?",
            "required: never",
            "options: [{value: linux, label: Linux}, {value: windows, label: Windows}]",
        ),
        question("extends_existing", "yesno", "Navazujete na stávající systém?"),
        question(
            "existing_system_name",
            "text",
            "Jak se stávající systém jmenuje?",
            "ask_when: {question: extends_existing, eq: yes}",
        ),
        question("description", "longtext", "Popište potřebu."),
        question("requirements", "lines", "Co má umět?", "required: never"),
        question("contact", "email", "Jaký je kontaktní e-mail?", "required: never"),
        question("profile", "url", "Jaká je adresa profilu?", "required: never"),
        question("company", "company_id", "Jaké je IČO?", "required: never"),
    )
)
NEED += """red_flags:
  - id: no_successor
    when: {question: extends_existing, eq: yes}
    title: Hrozí závislost na dodavateli
    text: Stávající systém vás může vázat.
    repair: Vyžádejte si zdrojový kód.
    sources: [law]
"""

VALUE = "title: Hodnota\nquestions:\n" + "".join(
    (
        question("decisive_day", "date", "Kdy zakázku zahájíte?", "example: 1. 12. 2026"),
        question("value_development", "money", "Kolik bude stát vývoj?", "hint: Bez DPH."),
        question("support_months", "integer", "Kolik měsíců podpory?"),
        question("support_monthly", "money", "Kolik stojí měsíc podpory?"),
        question("weight_price", "percent", "Jakou váhu má cena?", "maximum: 100"),
    )
)
VALUE += """decisions:
  - id: regime
    label: Režim zakázky
    cases:
      - when: {decision: estimated_value, lte: {parameter: small_limit}}
        value: small_scale
        label: zakázka malého rozsahu
        reason: Hodnota nepřesahuje limit.
        sources: [law]
      - value: below_threshold
        label: podlimitní zakázka
        reason: Hodnota přesahuje limit.
        sources: [law]
  - id: procedure
    label: Postup zakázky
    cases:
      - when: {decision: regime, eq: small_scale}
        value: call
        label: výzva mimo zadávací řízení
        reason: Malý rozsah.
        sources: [law]
      - value: simplified
        label: zjednodušené podlimitní řízení
        reason: Podlimitní režim.
        sources: [law]
"""

LICENSES = "title: Licence\nquestions:\n" + "".join(
    (
        question("outbound_license", "license", "Pod jakou licencí zveřejníte?"),
        question("network_use", "yesno", "Používá se po síti?"),
        question(
            "software_recipients",
            "choice",
            "Kdo program dostane?",
            "options: [{value: published, label: Zveřejníme, hint: Pro každého.},"
            " {value: bodies, label: Jiné úřady}, {value: internal, label: Jen my}]",
        ),
        question(
            "combination",
            "choice",
            "Jak se spojuje?",
            "options: [{value: merged, label: Splyne}, {value: dynamic, label: Knihovna},"
            " {value: static, label: Sestavení}, {value: plugin, label: Modul},"
            " {value: separate, label: Zvlášť}, {value: container, label: Kontejner},"
            " {value: data, label: Data}, {value: tool, label: Nástroj}]",
        ),
        question("components_modified", "yesno", "Upravuje se?", "required: never"),
        question(
            "software_kind",
            "choice",
            "Co vznikne?",
            "required: never",
            "options: [{value: web_application, label: Web}, {value: other, label: Jiné}]",
        ),
        question("components", "components", "Které komponenty?", "required: never"),
        question("upstream_license", "license", "Z čeho vycházíte?", "required: never"),
        question(
            "third_party_policy",
            "choice",
            "Jak hlídáte komponenty?",
            "required: never",
            "options: [{value: allow_list, label: Seznam}, {value: prior_approval, label: Souhlas},"
            " {value: compatibility_report, label: Zpráva}]",
        ),
        question(
            "notices_mode",
            "choice",
            "Kde je licence?",
            "required: never",
            "options: [{value: per_file, label: V souboru},"
            " {value: per_repository, label: V repozitáři}]",
        ),
        question(
            "sbom_format",
            "choice",
            "Jaký soupis?",
            "required: never",
            "options: [{value: spdx, label: SPDX}, {value: cyclonedx, label: CycloneDX}]",
        ),
    )
)

FILES = {
    "methodology/methodology.yaml": """title: Zkušební metodika
stages:
  - id: S1
    folder: 01-need
    title: Potřeba a hodnota
    phase: planning
    summary: Popis.
    steps: [need, value]
  - id: S4
    folder: 04-licenses
    title: Licence
    phase: planning
    summary: Co smíte.
    steps: [licenses]
  - {id: S9, folder: 09-tendering, title: Soutěž, phase: realisation, summary: Příště., steps: []}
""",
    "methodology/stages/01-need/need.yaml": NEED,
    "methodology/stages/01-need/value.yaml": VALUE,
    "methodology/stages/01-need/guidance.md": GUIDANCE.replace("TITLE", "Potřeba a hodnota"),
    "methodology/stages/04-licenses/licenses.yaml": LICENSES,
    "methodology/stages/04-licenses/guidance.md": GUIDANCE.replace("TITLE", "Licence"),
    "methodology/stages/09-tendering/guidance.md": GUIDANCE.replace("TITLE", "Soutěž"),
    "methodology/glossary.yaml": "- {id: term, term: Pojem, explanation: Vysvětlení.}\n",
    "methodology/examples/sample.yaml": """title: Ukázka
story: Smyšlený úřad kupuje portál.
answers: {contract_title: Portál, authority_name: Úřad Příkladov}
""",
    "methodology/law/cz/sources.yaml": """law:
  title: Zákon o zakázkách
  provision: § 27
  url: https://www.e-sbirka.cz/sb/2016/134
  checked_on: 2026-11-23
  confidence: likely
  note: Ověřte znění.
""",
    "methodology/law/cz/parameters/small_limit.yaml": """label: Limit malého rozsahu
unit: CZK
values:
  - {from: 2025-04-03, to: 2026-12-31, value: 3000000, sources: [law]}
""",
    "methodology/law/cz/estimated_value.yaml": """lines:
  - {id: development, label: Vývoj, amount: value_development, provision: law}
  - {id: support, label: Podpora, monthly: support_monthly, months: support_months, provision: law}
""",
    "templates/documents/contract.yaml": """id: D16
title: Smlouva
file_name: 16-smlouva
audience: public
form: contract
when: {decision: regime, eq: small_scale}
purpose: Upravuje práva k dílu.
sources: [law]
requirements:
  - {id: subject, text: Předmět smlouvy, sources: [law], fulfilled_by: [C1]}
  - {id: value, text: Hodnota, sources: [law], fulfilled_by: [D3/C3]}
clauses: [C1, C2]
""",
    "templates/documents/record.yaml": """id: D3
title: Záznam o hodnotě
file_name: 03-zaznam
audience: internal
form: record
purpose: Doklad do spisu.
sources: [law]
clauses: [C3]
""",
    "templates/clauses/C1.md": """---
id: C1
title: Předmět
rationale: Bez předmětu není smlouva.
risks: Nejasný předmět.
sources: [law]
---
1. Zhotovitel vytvoří dílo: $contract_title. Viz [[C2]].
""",
    "templates/clauses/C2.md": """---
id: C2
title: Stávající systém
rationale: Závislost.
sources: [law]
alternatives:
  - id: a
    label: Navazuje
    stance: risky
    when: {question: extends_existing, eq: yes}
    risks: Závislost.
  - {id: b, label: Nenavazuje, stance: preferred, when: {question: extends_existing, eq: no}}
---
## a

1. Dílo navazuje na systém $existing_system_name.

## b

1. Dílo je samostatné.
""",
    "templates/clauses/C3.md": """---
id: C3
title: Hodnota
rationale: Doklad.
sources: [law]
---
1. Zadavatel: $authority_name.

$estimated_value_table
""",
}


def small_files(**changed: str) -> ContentFiles:
    """The small content; the licence data and the documents' own words are the real ones."""
    real = ContentFiles.load(ROOT).files
    borrowed = {
        path: data
        for path, data in real.items()
        if path.startswith("license_data/") or path == "templates/words.yaml"
    }
    return ContentFiles(
        borrowed | {path: text.encode() for path, text in (FILES | changed).items()}
    )


@cache
def small_kit() -> Kit:
    """The kit of the small content."""
    return Kit.read(small_files())
