"""RES1: links, calls and notices that the website put around the article."""

from __future__ import annotations

import re

from checker.rule import ex
from checker.rules.kinds import Line, PatternRule, Unsafe

_ALSO = (
    r"(?:(?:TO |BE )*(?:RE-?)?(?:READ|SEE|WATCH|LISTEN) (?:ALSO|TOO|AS WELL)|ALSO (?:READ|TO READ|TO SEE)"
    r"|(?:[AÀ] )?(?:LIRE|VOIR|[ÉE]COUTER) (?:AUSSI|[ÉE]GALEMENT))"
)
_READ_ALSO = rf"^[\W_]{{0,4}}(?:{_ALSO}\b(?: ?:)?|(?i:{_ALSO}) ?:|(?i:(?:to )?read also|also (?:to )?read|(?:[aà] )?lire aussi)\W{{0,2}}$)"
_INLINE = (
    r"(?<=[.!?”»)])(?P<f> (?P<s>[>»→•▶]?\s?(?:(?i:read also|to read also|also to read|[àa] lire aussi|lire aussi)|READ ALSO|READ MORE|READ TOO) ?:[^\n]{0,160}))"
)
_CALLS = (
    r"^\W*(?:(?i:(?:on the same (?:subject|topic|theme)|sur le m[êe]me (?:sujet|th[èe]me)|to go further|pour aller plus loin"
    r"|in the same (?:section|heading)|dans la m[êe]me rubrique|our other articles|nos autres articles|les plus lus) ?:?\W*$"
    r"|to (?:read|see|discover|listen to|watch)(?: (?:also|again|too))?(?= ?:)|[àa] (?:lire|voir|[ée]couter|d[ée]couvrir)(?= ?:)"
    r"|[>→►▶•»]{1,3} ?(?:read|see|watch|listen to|discover|find) (?:the|our|all|also)|not to be missed|[àa] ne pas manquer|(?:re)?read our (?:article|investigation|analysis|file|decryption|interview|report)))\b[^\n]*$"
)


def _inline(match: re.Match[str]) -> str | None:
    """Take a link out at the end of a paragraph; its title may have run into the article’s words."""
    if match.end() < len(match.string):
        return None
    return Unsafe() if re.search(r"[.!?…]\s+\S", match["s"]) else ""


RULES = (
    PatternRule(
        code="RES101",
        name="read-also",
        severity="major",
        summary="A READ ALSO line left in the article",
        message="“{text}” is a link of the French site, not part of the article",
        suggestion="delete the line or make it a related link in house style",
        rationale="French sites set “LIRE AUSSI :” between paragraphs. Copied with the text and translated word "
        "for word, it interrupts the article and leads nowhere.",
        issue_type="markup",
        evidence=3.0,
        patterns=((_READ_ALSO, Line.SAFE), (_INLINE, _inline)),
        words=frozenset("read lire see voir watch listen écouter ecouter".split()),
        examples=(
            ex(
                "The war goes on, he said.\n\n⟦READ ALSO:⟧ The last stand of the volunteers\n\nThe town has fallen.",
                "The war goes on, he said.\n\nThe town has fallen.",
            ),
            ex("⟦Also read:⟧ why the strike goes on", ""),
            ex("He left.\n\n⟦Read also⟧\n\nThe town has fallen, he said.", "He left.\n\nThe town has fallen, he said."),
            ex("He left. ⟦> Read also: The minister and the unions⟧", "He left."),
        ),
        misses=(
            "Children who read also write better.",
            "You can read also about his childhood in the book.",
            "See also the ruling of 12 May.",
        ),
    ),
    PatternRule(
        code="RES102",
        name="site-call",
        severity="major",
        summary="A call to go on reading left in the article",
        message="“{text}” is a call of the French site, not part of the article",
        suggestion="delete the line",
        rationale="Headings such as “Sur le même sujet” or “À lire” belong to the page around the article. In "
        "translation they become sentences that no English site prints.",
        issue_type="markup",
        evidence=2.0,
        patterns=((_CALLS, Line.SAFE),),
        words=frozenset(
            "same sur further plus section rubrique heading other autres les read see discover listen watch lire voir écouter ecouter découvrir "
            "decouvrir missed manquer reread".split()
        ),
        examples=(
            ex(
                "The trial resumes on Monday.\n\n⟦On the same subject⟧\n\nThe court will hear six witnesses.",
                "The trial resumes on Monday.\n\nThe court will hear six witnesses.",
            ),
            ex("He is dead.\n\n⟦To read: our interview with the minister⟧", "He is dead."),
        ),
        misses=(
            "On the same subject, the minister said nothing.\n\nHe left.",
            "To read: it is a pleasure that few children know.",
        ),
        zones=("crosshead", "links", "tail", "title"),
    ),
    PatternRule(
        code="RES103",
        name="paywall-line",
        severity="critical",
        summary="A subscriber or paywall notice left in the article",
        message="“{text}” is a notice to subscribers of the French site",
        suggestion="delete it, and check that the article is complete",
        rationale="A paywall notice in the text shows a scraped page; what stood behind it is usually missing.",
        issue_type="markup",
        evidence=2.0,
        patterns=(
            (
                r"(?i:\b(?:(?:article )?reserved for (?:our )?subscribers|(?:article )?r[ée]serv[ée]e? (?:à nos|aux) abonn[ée]s"
                r"|subscribers['’]? article|article for subscribers|you have \d+[.,]?\d* ?% of this article (?:left )?to read|il vous reste \d+[.,]?\d* ?%"
                r"|already (?:a )?subscribed? ?\?|d[ée]j[àa] abonn[ée]e? ?\?|already a subscriber ?\?)[^\n]{0,40})",
                Line.UNSAFE,
            ),
            (r"(?i:^\W*(?:read (?:the (?:rest|following|continuation)|more)(?: of the article)?|lire la suite|voir plus|suite de l['’]article)\W*$)", Line.UNSAFE),
            (
                r"(?i:^\W*(?:the (?:rest|continuation) after (?:the|this) (?:ad|advert|advertisement|advertising|publicity)"
                r"|la suite apr[èe]s (?:la|cette) (?:publicit[ée]|pub)|advertisement|advertising|publicit[ée]|publicity|sponsored content)\W*$)",
                Line.SAFE,
            ),
        ),
        words=frozenset(
            "reserved réservé reserve subscribers subscriber abonnés abonné subscribed already article read lire voir suite "
            "advertisement advertising publicité publicity sponsored rest continuation".split()
        ),
        examples=(
            ex(
                "The minister refused to answer.\n\n⟦Article reserved for subscribers⟧\n\nThe vote is on Tuesday.",
                "The minister refused to answer.\n\nThe vote is on Tuesday.",
            ),
            ex("It was over.\n\n⟦The rest after this advertisement⟧\n\nHe left.", "It was over.\n\nHe left."),
            ex("He left.\n\n⟦Advertising⟧\n\nShe stayed.", "He left.\n\nShe stayed."),
        ),
        misses=("The seats are reserved for members of the family.", "Advertising is a trade, he said.", "She wanted to read more."),
    ),
    PatternRule(
        code="RES104",
        name="newsletter-line",
        severity="major",
        summary="An invitation to subscribe or follow left in the article",
        message="“{text}” is an invitation of the French site, not part of the article",
        suggestion="delete the line",
        rationale="Newsletter boxes and share buttons are copied along with the paragraphs between which they stand.",
        issue_type="markup",
        evidence=1.0,
        patterns=(
            (
                r"(?i:^\W*(?:inscrivez-vous|abonnez-vous|subscribe (?:to|now)|sign up (?:for|to) (?:our|the (?:[\w ]{0,20})newsletter)|register for (?:our|the) newsletter|receive (?:every|each|our) (?:morning|day|week|evening|newsletter)|recevez (?:chaque|tous les|notre)"
                r"|suivez[- ]nous|follow us on|rejoignez[- ]nous|join us on|find (?:all|the entire|the full) (?:the |our )?(?:news|interview|articles|programs?) (?:of|on|from|in)|retrouvez (?:toute|l['’]int[ée]gralit[ée]|notre|nos))\b[^\n]*$)",
                Line.SAFE,
            ),
            (
                r"(?i:^\W*(?:partager(?: sur \w+)?|tweeter|commenter|share(?: on \w+)?|tweet|comment|print|copy (?:the )?link|listen to (?:the|this) article|\d+ (?:comments?|commentaires?|shares)|(?:comments?|commentaires?) ?\(\d+\)|leave a comment|laisser un commentaire)\W*$)",
                Line.SAFE,
            ),
        ),
        zones=("crosshead", "links", "tail", "body", "title"),
        words=frozenset(
            "inscrivez abonnez subscribe sign register receive recevez suivez follow rejoignez join find retrouvez partager "
            "tweeter commenter share tweet comment print copy listen comments commentaires shares commentaire".split()
        ),
        examples=(
            ex(
                "The vote is on Tuesday.\n\n⟦Sign up for our morning newsletter⟧\n\nHe left the room in silence.",
                "The vote is on Tuesday.\n\nHe left the room in silence.",
            ),
            ex("⟦Follow us on X and Facebook⟧\n\nThe vote is on Tuesday and will be close, he said.", "The vote is on Tuesday and will be close, he said."),
            ex("The end is near, he said.\n\n⟦12 comments⟧", "The end is near, he said."),
        ),
        misses=("Sign up for the army, he told them.", "Print media are in decline.", "They find all the news from home depressing.", "“Follow us,” he said."),
    ),
)
