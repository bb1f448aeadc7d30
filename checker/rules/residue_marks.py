"""RES3: debris inside sentences: markup, lost encodings, glued and stripped words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.document import Document
from checker.lazy import LazyPattern
from checker.rule import Hit, Rule, ex
from checker.rules.kinds import PatternRule, Unsafe

_OUTLETS = (
    r"L['’]?Express|Le Monde|Le Figaro|Lib[ée]ration|Le Point|L['’]?Obs|Le Parisien|Ouest-France|Les [ÉE]chos|Mediapart"
    r"|20 Minutes|BFMTV|BFM TV|franceinfo|France ?Info|France ?24|France Inter|La Croix|L['’]?Humanit[ée]|Le Nouvel Obs|Marianne"
    r"|Courrier international|RFI|TF1(?: ?Info)?|L['’]?[ÉE]quipe|Challenges|Capital|La Tribune|Sud Ouest|La D[ée]p[êe]che"
    r"|Le T[ée]l[ée]gramme|La Voix du Nord|Nice-Matin|Le Progr[èe]s|La Provence|Slate\.fr|HuffPost|Europe 1|RTL|RMC|Le Soir|La Libre|Le Temps|TV5 ?Monde|Euronews|Paris Match|T[ée]l[ée]rama|Les Inrocks|Valeurs actuelles|Le JDD|Atlantico|Reporterre|StreetPress|Numerama|CNews"
)

_MEDIA = (
    r"L['’][A-ZÉ]\w+|(?:News|Infos?|Actu|Actualit[ée]s?|Sports?|Hebdo|Matin|Magazine|Journal|Gazette|Courrier|Presse|Press|Times|Tribune|Post|TV|FM|Radio)(?:\.fr)?"
)
"""Words that papers and stations are named with."""


def _unescape(match: re.Match[str]) -> str | None:
    import html

    text = html.unescape(match[0])
    return text.replace("\u00a0", " ") if text != match[0] else None


def _decode(match: re.Match[str]) -> str | None:
    try:
        return match[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


_BLOCKS = frozenset("p br div h1 h2 h3 h4 h5 h6 ul ol li figure figcaption blockquote table tr td".split())


def _untagged(match: re.Match[str]) -> str | None:
    """A space where a tag of a block parted two words, nothing else; what shows no text is kept."""
    if match["tag"] in ("iframe", "script", "style", "img"):
        return None
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    parts = match["tag"] in _BLOCKS and before and after and not (before + after).isspace()
    return " " if parts and not before.isspace() and not after.isspace() and after != "<" else ""


def _parted(match: re.Match[str]) -> str:
    """A space before the first capital inside."""
    return re.sub(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])", " ", match["s"], count=1)


class StrippedWords(Rule):
    """A sentence that ends in “of the”, or prepositions that meet where a word stood between them."""

    code = "RES308"
    name = "stripped-words"
    local = True
    severity = "major"
    summary = "Words are missing: a link or a figure was stripped"
    suggestion = "restore the words from the source"
    rationale = "When the site drops a link or an embedded item, the sentence loses the words inside it."
    issue_type = "omission"
    confidence = 0.85
    evidence = 0.5
    examples = (
        ex("The recall ⟦throughout for⟧ the cars began."),
        ex("He was taken to ⟦()⟧ the town."),
        ex("He was a friend ⟦of the⟧."),
    )
    misses = (
        "He looked it up in the A to Z of the trade.",
        "The who’s who of the town.",
        "What is he thinking of? The end.",
        "She sat next to her.",
    )
    _open = tuple(f" {p} {d}" for p in "of from with by at into for to between among".split() for d in "the a an its their".split())
    _end = LazyPattern(r"[.;!?](?=\s|$)")
    _meet = LazyPattern(r"\b(?:throughout|among|despite|during|towards?) (?:for|of|to|with|in|by)(?= )|\b(?:the|an?) (?:and|of)(?= (?:the|an?|of)\b)", re.I)
    _words = frozenset("throughout among despite during toward towards".split())
    _empty = LazyPattern(r"(?<=[a-zà-ÿ] )\(\s*\)(?= [a-zà-ÿ])|\[\s*\]|“\s*”|«\s*»")

    def hits(self, document: Document) -> Iterator[Hit]:
        """Yield open ends, prepositions that meet, and empty brackets and quotations."""
        twins = [twin for twin in (" the and ", " the of ", " a of ", " an of ") if twin in document.text]
        for paragraph in document.paragraphs:
            text = paragraph.text
            found: list[tuple[int, int]] = []
            for match in self._end.finditer(text):
                if text.endswith(self._open, 0, match.start()):
                    start = text.rfind(" ", 0, text.rfind(" ", 0, match.start())) + 1
                    found.append((start, match.start()))
            if not self._words.isdisjoint(paragraph.wordset) or any(twin in text for twin in twins):
                found.extend(match.span() for match in self._meet.finditer(text))
            if not paragraph.chars.isdisjoint("([“«"):
                empty = [match.span() for match in self._empty.finditer(text)]
                found.extend(empty if len(empty) == 1 else [])
            for start, end in found:
                yield Hit(paragraph.start + start, paragraph.start + end, message=f"a word is missing at “{text[start:end]}”")


RULES = (
    PatternRule(
        code="RES301",
        name="site-suffix",
        severity="major",
        summary="The name of the French outlet at the end of the headline",
        message="“{text}” is the page title’s suffix, not part of the headline",
        suggestion="delete it",
        rationale="The browser title ends with the outlet’s name; a scraper takes it for the headline.",
        issue_type="markup",
        evidence=1.0,
        patterns=(
            (rf"^.{{12,180}}?(?P<s>\s[–—|-]\s(?:{_OUTLETS})(?:\.fr)?\s*)$", ""),
            (rf"^.{{12,180}}?(?P<s>\s[–—|-]\s(?:[A-ZÉ][\w’'.-]*\s){{0,3}}(?:{_MEDIA})(?:\s[A-ZÉ]\w*){{0,2}}\s*)$", ""),
        ),
        need="–—|-",
        zones=("title", "links", "crosshead", "standfirst", "tail"),
        examples=(
            ex(
                "The mayor of Angers resigns after the vote⟦ – L’Express⟧\n\nThe mayor of the town resigned on Monday evening.",
                "The mayor of Angers resigns after the vote\n\nThe mayor of the town resigned on Monday evening.",
            ),
            ex(
                "The mayor of Angers resigns after the vote⟦ - Anjou Info Matin⟧\n\nThe mayor of the town resigned on Monday evening.",
                "The mayor of Angers resigns after the vote\n\nThe mayor of the town resigned on Monday evening.",
            ),
        ),
        misses=(
            "He wrote for two papers – Libération and Le Monde.",
            "The mayor resigns after the vote – and the town rejoices\n\nThe mayor of the town resigned on Monday evening.",
        ),
    ),
    PatternRule(
        code="RES302",
        name="html-residue",
        severity="major",
        summary="An HTML entity or tag in the text",
        message="“{text}” is markup",
        rationale="Markup that readers see is a fault of the export.",
        issue_type="markup",
        patterns=(
            (r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,5});", _unescape),
            (
                r"</?(?P<tag>p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|img|figure|figcaption|blockquote|iframe|script|style|table|tr|td|sup|sub)(?:\s[^<>\n]{0,200})?/?>",
                _untagged,
            ),
        ),
        need="&<",
        examples=(ex("Marks ⟦&amp;⟧ Spencer left.", "Marks & Spencer left."), ex("He left.⟦<br />⟧", "He left.")),
        misses=("The R&D budget; the rest.", "It is a < b and c > d."),
    ),
    PatternRule(
        code="RES303",
        name="shortcode",
        severity="critical",
        summary="A template placeholder or shortcode in the text",
        message="“{text}” is a placeholder of the site",
        suggestion="delete it",
        rationale="The site replaces such marks when it builds the page; readers should never see them.",
        issue_type="markup",
        patterns=(
            (r"(?P<f>(?P<s>\[/?(?:caption|embed|gallery|video|audio|vc_\w+|et_pb\w*|quote|block)(?:\s[^\]\n]*)?/?\]|\{\{[^}\n]*\}\}|\{%[^%\n]*%\}|\$\{\w+\}|%%\w+%%) ?)", Unsafe()),
            (r"(?P<f>(?<=\S) ?(?P<s>\bpic\.twitter\.com/\w+))", ""),
            (r"\b(?:googletag|adsbygoogle|window\.\w+|document\.getElement\w*)\b", None),
            (r"(?i:\blorem ipsum\b|\[(?:insert|photo|image|link|titre|title|legend|légende|caption|xxx?)[^\]\n]{0,30}\])", None),
        ),
        need="[{$%",
        words=frozenset("pic googletag adsbygoogle window document lorem".split()),
        examples=(ex("⟦[caption id=12]⟧ The square.", "The square."), ex("See ⟦{{ article.link }}⟧ now.", "See now.")),
        misses=("He said [the minister] would go.", "It cost [about] $12."),
    ),
    PatternRule(
        code="RES304",
        name="mojibake",
        severity="critical",
        summary="Characters broken by a wrong encoding",
        message="“{text}” is a character read in the wrong encoding",
        rationale="UTF-8 read as Latin-1 turns é into Ã© and ’ into â€™.",
        issue_type="characters",
        patterns=((r"Ã[\u0080-\u00bf\u0152\u0153\u0160\u0161\u017d\u017e]|â€[™œ“”¦\u009d˜]|Â[«»°\u00a0©]|\ufffd+|ï¿½", _decode),),
        need="ÃâÂ\ufffdï",
        examples=(ex("The caf⟦Ã©⟧ is shut.", "The café is shut."), ex("It⟦â€™⟧s late.", "It’s late.")),
        misses=("The café in São Paulo is shut.", "CHÂTEAU ÂGE"),
    ),
    PatternRule(
        code="RES305",
        name="invisible-character",
        severity="minor",
        summary="A character that nobody sees",
        message="an invisible character (soft hyphen or zero-width space) stands here",
        suggestion="delete it",
        rationale="Soft hyphens and zero-width spaces come along with copied web text and break search and line ends.",
        issue_type="characters",
        patterns=((r"[\u200b\u00ad\u2060]+|(?<!^)\ufeff", ""),),
        need="\u200b\u00ad\u2060\ufeff",
        examples=(ex("He re⟦\u00ad⟧signed.", "He resigned."),),
        misses=("He resigned.",),
    ),
    PatternRule(
        code="RES306",
        name="glued-words",
        severity="major",
        summary="Two words run together",
        message="“{text}” runs two words together",
        suggestion="put the space back",
        rationale="Where the page had a link, a line break or bold type, the space between two words was lost.",
        issue_type="whitespace",
        patterns=(
            (r"(?<![\w@#/.])(?P<s>[A-ZÀ-Þ]?[a-zß-ÿ]{2,}(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|L['’][A-ZÉ][a-zé]+))(?!\w)", _parted),
            (r"(?<![\w@#/.&=-])(?P<s>(?:the|and|that|with|from|you|this|for|was|has|have|are|his|her|its|their|said|says|they|who|which|but|not|been|will|by|of|on|at|to)[A-ZÀ-Þ][a-zß-ÿ]{2,})(?!\w)", _parted),
            (r"(?<![\w@#/.&=-])(?P<s>[A-ZÀ-Þ]?[a-zß-ÿ]{3,}[”’»](?=[a-z]{3})(?!(?:ll|re|ve|em|til|tis|twas)\b)[a-z]{3,})(?!\w)", lambda m: re.sub(r"(?<=[”’»])", " ", m["s"], count=1)),
        ),
        gate=r"[A-ZÀ-Þ](?<=[a-zß-ÿ].)|[”’»](?<=[a-zß-ÿ].)(?=[a-z]{3})",
        safe=False,
        examples=(
            ex("He said to ⟦youThursday⟧ that it was over.", "He said to you Thursday that it was over."),
            ex("As the reporter ⟦JeambarL’Express⟧ wrote, it was over.", "As the reporter Jeambar L’Express wrote, it was over."),
            ex("He saw ⟦theParis⟧ of old.", "He saw the Paris of old."),
        ),
        misses=("YouTube and LinkedIn and McDonald fell.", "DeLorean met LeBron in iPhone ads.", "eBay sold it. ", "The rock ’n’ roll of the ’60s."),
    ),
    PatternRule(
        code="RES307",
        name="lost-apostrophe",
        severity="major",
        summary="A French name that lost its apostrophe",
        message="“{text}” lost the apostrophe of the French article",
        rationale="A filter dropped the apostrophe: LExpress for L’Express.",
        issue_type="characters",
        evidence=2.0,
        patterns=(
            (
                r"(?<![\w@#/.])(?P<a>[LDld])(?P<b>Express|Obs|Humanité|Équipe|Equipe|Élysée|Elysée|Elysee|État|Etat|Église|Eglise|Union|Assemblée|Afrique|Algérie|Europe|Israël|Ukraine|Iran|Italie|Allemagne|Oréal|Oreal|Opinion|Aube|Oise|Ardèche|Isère|Hérault|Aveyron|Yonne|Orne|Eure)(?!\w)",
                r"\g<a>’\g<b>",
            ),
            (r"(?<!\w)(?P<a>[Aa]ujourd|[Qq]uelqu|[Pp]resqu)(?P<b>hui|un|île)(?!\w)", r"\g<a>’\g<b>"),
        ),
        words=frozenset(
            f"{letter}{word}"
            for letter in "ld"
            for word in "express obs humanité équipe equipe élysée elysée elysee état etat église eglise union assemblée afrique "
            "algérie europe israël ukraine iran italie allemagne oréal oreal opinion aube oise ardèche isère hérault aveyron yonne orne eure".split()
        )
        | {"aujourdhui", "quelquun", "presquîle"},
        examples=(ex("He told ⟦LExpress⟧ so.", "He told L’Express so."), ex("He works for ⟦LOréal⟧.", "He works for L’Oréal.")),
        misses=("He told L’Express so.", "D’Artagnan."),
    ),
    StrippedWords(),
)
