"""Tell whether French words are, or go on, the name of a person, place, body or work.

names       small words between or before capitals (Villeroy de Galhau, de la Renta), place words
            before a capital (rue Cler), and what follows a capitalised French word inside a
            sentence (Caisse des dépôts, Parti socialiste) unless it holds a word that marks a
            clause (est, qui, son …)
titles      French begun by a capitalised small word inside a sentence (La haine), if it has a word
            of a clause only near an English word for works and their making (film, wrote, weekly)
"""

from __future__ import annotations

import re

from checker.french import table
from checker.french.tokens import FRENCH_OPENING, PARTICLES, Token

SHARED = -0.6
"""Log-odds from which a word may be French within a name: Institut national de la statistique."""
CAPITAL = ("name", "first", "caps")
COMMON_ENGLISH = -0.9
"""Log-odds to which a capitalised word is an English one, not a name: The, President."""
CLAUSE = frozenset(
    """a ai as avons avez ont est sont suis sommes êtes était étais étaient étions avait avais avaient
    avions aura auront aurait auraient sera seront serait seraient fut furent été être avoir peut
    peuvent peux pourra pourrait pourraient doit doivent devait devra devrait devraient faut fallait
    va vont veut veulent voulait dit disait fait font qui que qu' quoi dont où ne n' pas s' se il elle
    ils elles on je j' tu nous vous lui leur y c' ce cette ces cet cela ça son sa ses leurs mon ma mes
    ton ta tes notre nos votre vos mais donc car ou si comme quand lorsque lorsqu' puisque après avant
    depuis pendant selon malgré dans avec chez vers lors dès parce afin très bien trop déjà encore
    toujours jamais aussi également notamment cependant ainsi même alors plusieurs toute tous toutes
    tout quelques aucun aucune me te nombreux nombreuses certains certaines""".split()
)
"""French words that stand in clauses, hardly ever in the names of bodies, places and works."""
VERB_ENDINGS = ("ait", "aient", "èrent", "eront", "iront", "rons", "rez")
NOUN_ENDINGS = ("trait", "fait", "lait", "hait", "environs", "rrons")
"""Endings of nouns among them: portrait, bienfait, lait, souhait."""
STARTERS = table.OPENERS | frozenset(
    """mme mlle plusieurs conformément maintenant nous vous ils elles cette ces cet il elle toujours c' d'
    cela ceux celle celles leur leurs dont où mais donc car jamais encore dès durant chaque certains
    certaines aucun aucune quelque quelques autres beaucoup seul seule trop très""".split()
)
"""French words that begin neither names nor titles, even with a capital inside a sentence."""
ARTICLES = frozenset("la le les l' un une des du au aux à de d' en sur sous dans pour par avec sans entre vers".split())
"""Small words that begin titles and the names of bodies."""
HEADS = frozenset(
    """action agence alternative ami art association banque bloc bureau caisse canal centre cercle club
    collège commission direction conseil corp cour école fédération fondation force front groupe haut haute
    histoire homme institut institution jeunesse journal laboratoire ligue maison ministère mission
    mouvement musée nation observatoire office olympique opération opéra option parc parti patrimoine
    police pôle presse prix protection radio république réseau revue science secour section
    service société solidarité stade station syndicat théâtre union université""".split()
)
"""Capitalised words that begin names of bodies, though English has some of them too."""
PLACES = frozenset(
    """rue place avenue boulevard allée impasse quai pont porte gare église cathédrale abbaye
    chapelle basilique hôpital hôtel château palais lycée collège école université musée théâtre
    stade salle île mont forêt lac col fort villa cité parc jardin square tour galerie clinique
    maison domaine clos résidence centre faubourg cours passage mairie station bois loi affaire""".split()
)
"""Words French writes in lower case before a proper name or number: rue Cler, loi 101."""

NAMING = re.compile(
    r"\b(?:associations?|charit(?:y|ies)|clubs?|collectives?|committees?|compan(?:y|ies)|cooperatives?|federations?|firms?|foundations?"
    r"|groups?|leagues?|lists?|members\sof|movements?|NGOs?|organi[sz]ations?|part(?:y|ies)|platforms?|start-?ups?|think[\s-]tanks?|unions?"
    r"|apps?|sites?|websites?|brands?|chains?|shops?|stores?|bars?|bistros?|brasseries?|cafés?|hotels?|restaurants?|theatres?|venues?"
    r"|festivals?|exhibitions?|shows?|competitions?|houses?|imprints?|publishers?|called|named|dubbed|titled|entitled|known\sas)\s*$",
    re.IGNORECASE,
)
"""English words right before the name of a body, a place or a work."""
WORK = re.compile(
    r"\b(?:films?|movies?|novels?|books?|plays?|songs?|albums?|records?|singles?|series|shows?|com(?:edy|edies)"
    r"|dramas?|documentar(?:y|ies)|thrillers?|memoirs?|essays?|poems?|operas?|paintings?|sequels?|magazines?"
    r"|weekly|daily|monthly|newspapers?|columns?|blogs?|programmes?|podcasts?|remakes?|hits?|anthems?|titles?"
    r"|adapt(?:s|ed|ation)|direct(?:s|ed|or)|starr?(?:s|ed|ing)?|wrote|written|writes|author|publish(?:ed|er)"
    r"|novelist|playwright|broadcasts?|aired|airs|premiered|released|watch(?:ed|es)?|film-?maker|screen(?:s|ed|ing|play)|staged?|sang|sung|sings|recorded|reads?)\b"
)
"""English words around the title of a work."""


def is_name(text: str, tokens: list[Token], first: int, last: int) -> bool:
    """Tell whether the run is, or goes on from, the name of a person, place, body or work."""
    if last - first > 2 and tokens[first + 1].form == "name" and tokens[first + 1].text in ARTICLES:
        first += 1
    run = tokens[first:last]
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    small = all(t.text in PARTICLES or t.text in PLACES for t in run if t.is_word)
    if small and any(t and t.form != "number" and may_be_name(t) for t in (before, after)):
        return True
    if before and before.text in PLACES and run[0].text in PARTICLES and all(t.form == "name" for t in run[1:]):
        return True
    if run[0].form == "first" and not has_clause(run):
        if run[0].text in ARTICLES:
            return len(run) > 1 and run[1].form == "name"
        return run[0].text not in CLAUSE
    near = text[max(0, run[0].start - 100) : run[-1].end + 100]
    if _is_list(run) and WORK.search(near):
        return True
    if _goes_on(run) or _breaks_off(run, after):
        return False
    announced = bool(NAMING.search(text[max(0, _capital(tokens, first) - 30) : _capital(tokens, first)]))
    if run[0].form == "name":
        if run[0].text in STARTERS or run[0].score >= FRENCH_OPENING:
            return False
        if run[0].text in ARTICLES or has_clause(run[1:]):
            return not is_sentence_like(run[1:]) or announced and not has_clause(run[1:]) or bool(WORK.search(near))
        return True
    if has_clause(run):
        return goes_on_title(tokens, first) and bool(WORK.search(near))
    if goes_on_title(tokens, first):
        return not is_sentence_like(run) or announced or bool(WORK.search(near))
    return goes_on_name(tokens, first)


def _capital(tokens: list[Token], first: int) -> int:
    """The offset of the capitalised word that the run begins with, or goes on from."""
    for token in reversed(tokens[max(0, first - 3) : first + 1]):
        if token.form in ("name", "first"):
            return token.start
    return tokens[first].start


def _is_list(run: list[Token]) -> bool:
    """Tell whether capitals begin the run and go on after each of its commas, as in a list of titles."""
    marks = [index for index, token in enumerate(run) if token.text == ","]
    return bool(marks) and all(token.form in ("name", "first") for token in (run[0], *(run[index + 1] for index in marks if index + 1 < len(run))))


def _goes_on(run: list[Token]) -> bool:
    """Tell whether French goes on after a comma in the run: no name does."""
    marks = [index for index, token in enumerate(run) if token.text in (",", ";", ":")]
    return bool(marks) and any(t.form == "lower" and t.score >= 1 for t in run[marks[-1] + 1 :])


def _breaks_off(run: list[Token], after: Token | None) -> bool:
    """Tell whether the run ends on a small word that leads to nothing: no name does."""
    small = PARTICLES | ARTICLES
    if len(run) > 2 and run[-2].text in small and run[-1].score <= -0.5 and run[-1].form == "lower":
        return True
    return run[-1].text in small and not (after and may_be_name(after))


def may_be_name(token: Token) -> bool:
    """Tell whether a token has the capitals of a name and is not a common English word: The, President."""
    return token.form == "number" or token.form in CAPITAL and table.odds(token.text) > COMMON_ENGLISH


def is_sentence_like(run: list[Token]) -> bool:
    """Tell whether French after a capital is more than the few words that names and titles have."""
    content = sum(t.form == "lower" and t.score >= 1 and t.text not in PARTICLES for t in run)
    return has_clause(run) or content >= 2


def has_clause(run: list[Token]) -> bool:
    """Tell whether the run holds a word that marks a clause, or a verb by its ending."""
    return any(t.form == "lower" and (t.text in CLAUSE or is_verb(t)) for t in run)


def is_verb(token: Token) -> bool:
    """Tell whether a French word ends as only verbs do: the imperfect, the future, the conditional."""
    return token.score >= 1.5 and token.text.endswith(VERB_ENDINGS) and not token.text.endswith(NOUN_ENDINGS)


def goes_on_name(tokens: list[Token], index: int) -> bool:
    """Tell whether the French at `index` goes on a name begun by a capitalised French word.

    Words of both languages and small French words may stand between: Institut national de la
    statistique.
    """
    for token in reversed(tokens[max(0, index - 3) : index]):
        if token.form in ("name", "first"):
            if is_name_head(token):
                return True
            if not token.joined:
                return False
        elif token.text != "-" and (
            token.form != "lower" or token.score < SHARED or token.text in CLAUSE
        ):
            return False
    return False


def goes_on_title(tokens: list[Token], index: int) -> bool:
    """Tell whether the French at `index` goes on a title begun by a small word with a capital.

    La vie est un long fleuve tranquille; Qui a peur de Virginia Woolf.
    """
    for token in reversed(tokens[max(0, index - 3) : index]):
        if token.form == "name":
            if token.text in ARTICLES or token.text in CLAUSE:
                return token.text not in STARTERS
            if not (is_name_head(token) or is_shared_name(token)):
                return False
        elif token.form != "lower" or token.score < SHARED:
            return False
    return False


def is_name_head(token: Token) -> bool:
    """Tell whether lower-case French after this token goes on a name: Parti socialiste."""
    if token.text in STARTERS:
        return False
    return token.text.removesuffix("s") in HEADS or table.odds(token.text) >= 0.25


def is_shared_name(token: Token) -> bool:
    """Tell whether a capitalised word is one of both languages: Alternatives économiques."""
    return token.form == "name" and SHARED <= table.odds(token.text) != 0
