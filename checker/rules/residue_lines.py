"""RES2: lines that a content-management system left in the text."""

from __future__ import annotations

import re

from checker.rule import ex
from checker.rules.kinds import Line, PatternRule, Unsafe

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|janvier|f[ée]vrier|mars|avril"
    "|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre"
)
_DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE_WORDS = (
    rf"(?:[\s,.:/–|-]|\d+(?:st|nd|rd|th|er|h)?|{_MONTHS}|{_DAYS}|a\.m\.|p\.m\.|\b(?:am|pm|at|à|on|the|le|and|h|in|updated?|modified|"
    r"mis|à|jour|CET|GMT|Paris|time|by(?: [A-ZÉ][\w-]+){1,4})\b)"
)
_SECTIONS = (
    "Soci[ée]t[ée]|Politique|[ÉE]conomie|Faits divers|Various facts|Miscellaneous facts"
    "|D[ée]cryptage|Decryption|Grand format|Large format|Le fait du jour|The fact of the day"
    "|À la une|On the front page|Alerte info|Flash info|L['’]essentiel|The essentials?|Rep[èe]res|Landmarks|Ce qu['’]il faut (?:retenir|savoir)"
    "|What (?:to|you should|you must) (?:remember|retain)|Chap[ôo]|Intertitre|Intertitle|Exergue|Encadr[ée]|Accroche|Sous-titre"
)
_GENRES = "Id[ée]es et d[ée]bats|Ideas and debates|Tribune|Chronique|Billet d['’]humeur|Verbatim"
"""Labels that tell opinion and record from report: an editor puts the house’s own in their place."""


def _mention(match: re.Match[str]) -> str | None:
    """A credit that is a sentence of its own goes whole; who must be credited is for an editor to say."""
    before, after = match.string[: match.start("s")], match.string[match.end() :]
    return Unsafe() if not after.strip() and re.search(r"(?:^|[.!?…”] )$", before) else None


def _kicker(match: re.Match[str]) -> str:
    """The headline without its kicker; one that tells its kind (an interview, a poll) may be wanted."""
    rest = match["n"].upper()
    return Unsafe(rest) if re.match(r"INFO|ENTRETIEN|MAINTENANCE|SURVEY|SONDAGE", match["s"]) else rest


RULES = (
    PatternRule(
        code="RES201",
        name="cms-slug",
        severity="critical",
        summary="A template or file name of the site alone on a line",
        message="“{text}” is an identifier of the site, not text",
        suggestion="delete the line",
        rationale="Identifiers such as “exp-politique-03” mark a slot on the French page and were copied with it.",
        issue_type="markup",
        evidence=1.0,
        patterns=((r"^(?=[a-z0-9_-]*[-_])(?=[a-z0-9_-]{6,})[a-z]{2,14}(?:[-_][a-z0-9]{1,20}){1,6}$", Line.SAFE),),
        need="-_",
        zones=("crosshead", "tail", "title", "links"),
        examples=(
            ex("The town has fallen, he said on Monday.\n\n⟦lex-monde-article-04⟧", "The town has fallen, he said on Monday."),
            ex(
                "The town has fallen, he said.\n\n⟦home_une_2⟧\n\nIt was taken in two days, he said.",
                "The town has fallen, he said.\n\nIt was taken in two days, he said.",
            ),
        ),
        misses=("The town is self-sufficient.\n\nNon-stop\n\nIt was taken in two days.", "A one-off\n\nIt was taken in two days."),
    ),
    PatternRule(
        code="RES202",
        name="lone-punctuation",
        severity="critical",
        summary="A line that holds nothing but a punctuation mark",
        message="a lone “{text}” stands on this line",
        suggestion="delete the line",
        rationale="The mark was the end of a sentence or a separator that the site styled; alone it is debris.",
        issue_type="markup",
        patterns=((r"^[.,;:·•|_¶–—-]{1,2}$", Line.SAFE), (r"^[.,;:·•|_¶\"“”«»()\[\]–—-]{1,2}$", Line.UNSAFE)),
        need=".,;:·•|_¶\"“”«»()[]–—-",
        examples=(
            ex("The town has fallen.\n\n⟦.⟧\n\nThe rest fled.", "The town has fallen.\n\nThe rest fled."),
            ex("The town has fallen.\n⟦”⟧", "The town has fallen."),
        ),
        misses=("The town has fallen.\n\n* * *\n\nThe rest fled.", "The town has fallen.\n\n…\n\nThe rest fled.", "The town has fallen.\n\n---\n\nThe rest fled."),
    ),
    PatternRule(
        code="RES203",
        name="timestamp-line",
        severity="major",
        summary="A publication date or reading time of the site",
        message="“{text}” is a date line of the site",
        suggestion="move it to the date field or delete it",
        rationale="“Published on … at 5:30 p.m.” is metadata; in the text it reads as a sentence without sense.",
        issue_type="markup",
        evidence=0.5,
        patterns=(
            (rf"^\W*(?:(?:Article )?(?:[Pp]ubli[ée]e?|[Pp]ublished|[Pp]osted|[Uu]pdated?|[Mm]odified|[Cc]reated|[Mm]ise? à jour|[Mm]odifi[ée]e?|PUBLISHED|UPDATED)(?: (?:on|the|le|at|à|this))* (?:\d|(?:{_MONTHS})\b|today\b|yesterday\b|{_DAYS}\b){_DATE_WORDS}*)$", Line.UNSAFE),
            (r"^\W*(?i:temps de lecture|reading time|lecture|read(?:ing)?) ?:? ?\d+ ?min(?:s|utes?)?\.?\W*$|^\W*(?i:\d+ ?min(?:s|utes?)? (?:of )?read(?:ing)?)\W*$", Line.SAFE),
        ),
        words=frozenset(
            "publié publiée publie published posted update updated modified created mis mise modifié lecture reading read temps".split()
        ),
        zones=("crosshead", "links", "tail", "standfirst", "title", "body"),
        examples=(
            ex(
                "The mayor resigns\n\n⟦Published on March 12, 2024 at 5:30 p.m.⟧\n\nThe mayor of the town resigned on Monday evening.",
                "The mayor resigns\n\nThe mayor of the town resigned on Monday evening.",
            ),
            ex("⟦Reading time: 5 min⟧\n\nThe mayor of the town resigned on Monday evening.", "The mayor of the town resigned on Monday evening."),
        ),
        misses=("Published in 1997, the novel sold a million copies.", "Published on Monday, the report says that the town is poor."),
    ),
    PatternRule(
        code="RES204",
        name="credit-line",
        severity="minor",
        summary="A photo or agency credit left in the text",
        message="“{text}” is a credit",
        suggestion="move it to the caption or credit field",
        rationale="Captions and credits of the French page run into the text when it is copied.",
        issue_type="markup",
        evidence=0.5,
        patterns=(
            (r"(?<![\w“\"])(?P<f> ?(?P<s>\(?©\s?(?=[A-ZÉ])[\w ./’'-]{2,50}\)?))", _mention),
            (r"^\W*(?i:cr[ée]dits?(?: photos?)? ?:|photo credits? ?:|photos? ?: (?=[A-Z])|l[ée]gende ?:|legend ?:)[^\n]*$", Line.UNSAFE),
            (r"(?i:(?P<f> ?(?P<s>\(?\b(?:photo d['’]illustration|illustration photo|illustrative image|image of illustration|photo of illustration|photo of archives|archive photo|photo d['’]archives?)\b\)?)))", _mention),
            (r"(?P<f> ?(?P<s>\b(?:SIPA(?: PRESS)?|ABACA(?:PRESS)?|MAXPPP|MaxPPP|NURPHOTO|NurPhoto|PHOTOPQR|BESTIMAGE|Bestimage)\b(?:/[\w/ -]{2,30})?|\bAFP/(?:Archives|Getty)\b|\(AFP/[^)\n]{2,40}\)))", _mention),
        ),
        need="©",
        words=frozenset(
            "photo photos credit credits crédit crédits legend légende legende illustration illustrative archives archive sipa abaca abacapress "
            "maxppp nurphoto photopqr bestimage afp c".split()
        ),
        examples=(
            ex("The president at the summit. ⟦© Ludovic Martin/AFP⟧", "The president at the summit."),
            ex("The square was full. ⟦(Photo of illustration)⟧", "The square was full."),
            ex("He left the room.\n\n⟦Photo credit: Jean Dupont⟧", "He left the room."),
        ),
        misses=("The photo was taken by an agency.", "Picture credit goes to the team.", "He credits the police: without them he would be dead."),
    ),
    PatternRule(
        code="RES205",
        name="section-label",
        severity="major",
        summary="A section or layout label alone on a line",
        message="“{text}” is a label of the French page",
        suggestion="delete the line",
        rationale="Section names, kickers and layout labels are translated without their page: Société becomes "
        "“Company”, Décryptage “Decryption”.",
        issue_type="markup",
        evidence=1.0,
        patterns=(
            (rf"^\W*(?:{_GENRES})\W*$", Line.UNSAFE),
            (rf"^\W*(?:{_SECTIONS})\W*$", Line.SAFE),
            (r"^\W*(?:Accueil|Home|Welcome)\s*[>/›»|]\s*\w[^\n]*$", Line.SAFE),
        ),
        zones=("title", "standfirst", "crosshead", "links", "tail"),
        examples=(
            ex(
                "The mayor resigns\n\n⟦Faits divers⟧\n\nThe mayor of the town resigned on Monday evening, he said.\n\nHe is alone.",
                "The mayor resigns\n\nThe mayor of the town resigned on Monday evening, he said.\n\nHe is alone.",
            ),
            ex("⟦Home > World > Europe⟧\n\nThe mayor of the town resigned on Monday evening.", "The mayor of the town resigned on Monday evening."),
        ),
        misses=("The essentials of the plan are known.", "Verbatim records are kept.", "Welcome to Paris, he said."),
    ),
    PatternRule(
        code="RES206",
        name="live-kicker",
        severity="minor",
        summary="A kicker of the French page before the headline",
        message="“{text}” is a kicker of the French page",
        suggestion="delete it or use the house’s own",
        rationale="“EN DIRECT”, “EN IMAGES” and “INFO LE PARISIEN” announce the headline in French; rendered word "
        "for word (“IN IMAGES”, “DIRECT”) they mean nothing.",
        issue_type="markup",
        evidence=1.0,
        patterns=(
            (r"^(?P<f>(?P<s>(?:EN (?:DIRECT|IMAGES|VID[ÉE]O|CARTES?|GRAPHIQUES?|CHIFFRES)|IN (?:IMAGES|VIDEO|GRAPHICS|FIGURES)|DIRECT|DIAPORAMA|SLIDESHOW|INFO(?:RMATION)? [A-ZÉ’' ]{3,24}|ENTRETIEN|MAINTENANCE|DECRYPTION|DÉCRYPTAGE|SURVEY|SONDAGE)(?: ?[.:–—-] ?|\. ))(?P<n>[a-z]?))", _kicker),
        ),
        examples=(ex("⟦IN IMAGES. ⟧The flood in the town centre", "The flood in the town centre"), ex("⟦DÉCRYPTAGE - ⟧Why the mayor resigns", "Why the mayor resigns")),
        misses=("IN VIDEO games, time stops.", "INFORMATION is power."),
    ),
    PatternRule(
        code="RES207",
        name="translator-wrapper",
        severity="critical",
        summary="Words of the translating program itself",
        message="“{text}” was written by the translating program",
        suggestion="delete it",
        rationale="A language model that is asked to translate may announce its work; nobody meant to publish that.",
        issue_type="addition",
        evidence=3.0,
        patterns=(
            (r"^\W*(?i:here(?:['’]s| is) (?:the|your|a|an) (?:(?:english|accurate|faithful) )*translat(?:ion|ed)[^\n]*:|voici (?:la|une) traduction[^\n]*|(?:sure|certainly|of course)[!,.] here(?:['’]s| is)[^\n]*|note ?: (?:i have|the translation|this translation)[^\n]*|(?:english )?translation ?:)\s*$", Line.SAFE),
            (r"(?i:\b(?:as an ai(?: language model)?|i(?:['’]m| am) sorry, but i (?:can['’]t|cannot) (?:translate|help))\b[^\n.]*)", None),
        ),
        words=frozenset("here voici sure certainly note translation ai sorry".split()),
        flags=re.M,
        examples=(ex("⟦Here is the translation of the article:⟧\n\nThe mayor resigned on Monday, he said.", "The mayor resigned on Monday, he said."),),
        misses=("Here is the translation that he wanted: a bad one.", "The translation is by Jean Martin."),
    ),
)
