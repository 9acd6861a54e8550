"""A document that uses everything the model can say."""

from dataclasses import replace

from procurement_kit.documents.document import (
    Block,
    BulletList,
    Document,
    Gap,
    Heading,
    Paragraph,
    Part,
    Run,
    RunKind,
    Table,
    Trace,
    Words,
)

WORDS = Words("Obsah", "NÁVRH – neodesílat", "Strana", "z", "Tabulka")
NBSP = "\u00a0"
LONG = (
    "Zhotovitel předává zdrojový kód průběžně do repozitáře Objednatele tak, aby z něj bylo možné "
    "kdykoli sestavit a nasadit poslední dokončenou verzi včetně dokumentace, testů a příkazů. "
)


def trace(clause: str) -> Trace:
    """A trace without alternatives."""
    return Trace(clause, "", "", "důvod", "", (), ())


def part(clause: str, *blocks: Block) -> Part:
    """A clause made of *blocks*."""
    return Part(clause, blocks, trace(clause))


def heading(clause: str, title: str, number: str = "", level: int = 1) -> Heading:
    """A heading that references can reach."""
    suffix = "" if level == 1 else "-9"
    return Heading(level, number, (Run(title),), f"clause-{clause}{suffix}", clause)


def text(content: str, level: int = 0, number: str = "") -> Paragraph:
    """A paragraph of plain wording."""
    return Paragraph((Run(content),), level, number)


def a_document(*parts: Part, **changes: object) -> Document:
    """A final document of *parts*."""
    made = Document(
        id="D16",
        title="Smlouva o dílo a licenční smlouva",
        file_name="16-smlouva",
        language="cs",
        owner="Statutární město Příkladov",
        matter="Rozvoj systému pro správu plánů – etapa 2",
        audience="public",
        form="contract",
        has_contents=True,
        is_draft=False,
        notice="",
        parts=parts,
        gaps=(),
        words=WORDS,
    )
    return replace(made, **changes)


def everything() -> Document:
    """Every kind of block and run, hostile text, long tables and restarted numbering."""
    return a_document(
        _parties(),
        _subject(),
        part("C5", text(LONG * 2, 1, "1.4")),
        _rights(),
        _closing(),
        part("unnumbered", heading("unnumbered", "Závěrečná ustanovení"), text(LONG)),
        is_draft=True,
        notice="Interní podklad zadavatele & <b>není</b> právní radou.",
        gaps=(Gap("authority_name", "Jak se úřad jmenuje?", "parties"),),
    )


def _parties() -> Part:
    rows = (
        ((Run("Název", strong=True),), (Run("Město Příkladov", RunKind.ANSWER, target="n"),), ()),
        ((Run("IČO"),), (Run("[doplňte: IČO]", RunKind.GAP, target="ic"),), (_blank(),)),
        ((Run("Sídlo"),), (Run("Úzká 5, Příkladov"),)),
    )
    header = ((Run("Údaj"),), (Run("Objednatel"),), (Run("Zhotovitel"),))
    return part(
        "contract_parties",
        heading("contract_parties", "Smluvní strany"),
        text("uzavřely tuto smlouvu podle § 2586 zákona č. 89/2012 Sb.; „strany“ – i společně:"),
        Table(header, rows, "Smluvní strany"),
    )


def _subject() -> Part:
    return part(
        "C1",
        heading("C1", "Předmět smlouvy", "1"),
        Paragraph(_every_run(), 1, "1.1"),
        text("Dílo zahrnuje " + LONG, 1, "1.2"),
        text("úpravu první a její " + LONG, 2, "a)"),
        text("úpravu druhou,", 2, "b)"),
        text("přičemž obě části tvoří celek."),
        text("úpravu třetí: difi ffi office, fi fl.", 2, "c)"),
        BulletList((_every_run(), (Run("druhá odrážka " + LONG),))),
        text(
            "Hodnota je 2 500 000 Kč bez DPH; 5 < 6 && 7 > 3, R&D.".replace(" 000", NBSP + "000"),
            1,
            "1.3",
        ),
    )


def _every_run() -> tuple[Run, ...]:
    return (
        Run("Objednatel je "),
        Run("Statutární město Příkladov <script>alert(1)</script>", RunKind.ANSWER, target="name"),
        Run(", "),
        Run("tučně", strong=True),
        Run(" a "),
        Run("kurzívou", emphasis=True),
        Run(" a "),
        Run("oběma", strong=True, emphasis=True),
        Run(", viz "),
        Run(f"čl.{NBSP}2", RunKind.REFERENCE, target="clause-C9"),
        Run(" a "),
        Run("závazný návrh", RunKind.REFERENCE, target="clause-gone"),
        Run("; chybí "),
        Run("[doplňte: Jaká je lhůta?]", RunKind.GAP, target="delivery"),
        Run("; řídicí\x0b znaky\x00\ud800\ufffe a\u202e\n konec "),
        _blank(),
        Run('. <link rel="attachment" href="file:///etc/passwd"> <img src="http://127.0.0.1:9/x">'),
    )


def _blank() -> Run:
    return Run("____________", RunKind.BLANK)


def _rights() -> Part:
    header = ((Run("Komponenta"),), (Run("Licence"),), (Run("Částka bez DPH"),))
    rows = tuple(
        (
            (Run(f"komponenta-{number} s delším popisem účelu"),),
            (Run("EUPL-1.2 OR AGPL-3.0-or-later", RunKind.ANSWER, target="components"),),
            (Run(f"{number}{NBSP}000{NBSP}Kč", RunKind.ANSWER),),
        )
        for number in range(1, 61)
    )
    return part(
        "C9",
        heading("C9", "Licence a zdrojový kód", "2"),
        heading("C9", "Komponenty třetích stran", "", 2),
        *(text(f"Ustanovení číslo {number}. {LONG}", 1, f"2.{number}") for number in range(1, 13)),
        Table(header, rows, numeric=frozenset({2})),
        Table(((Run("Jen záhlaví"),),), ()),
    )


def _closing() -> Part:
    return part(
        "C30",
        heading("C30", "Číslování, které nenavazuje", "7"),
        text("První bod přeskočeného článku.", 1, "7.3"),
        text("Druhý bod.", 1, "7.4"),
        text("Písmeno z prostředku.", 2, "k)"),
        text("Číslo, které Word neumí.", 1, "VII/bis"),
        text("Bez čísla, ale na první úrovni.", 1),
    )
