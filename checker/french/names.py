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
from checker.french.tokens import PARTICLES, Token

SHARED = -0.6
"""Log-odds from which a word may be French within a name: Institut national de la statistique."""
CLAUSE = frozenset(
    """a ai as avons avez ont est sont suis sommes êtes était étais étaient étions avait avais avaient
    avions aura auront aurait auraient sera seront serait seraient fut furent été être avoir peut
    peuvent peux pourra pourrait pourraient doit doivent devait devra devrait devraient faut fallait
    va vont veut veulent voulait dit disait fait font qui que qu' quoi dont où ne n' pas s' se il elle
    ils elles on je j' tu nous vous lui leur y c' ce cette ces cet cela ça son sa ses leurs mon ma mes
    ton ta tes notre nos votre vos mais donc car ou si comme quand lorsque lorsqu' puisque après avant
    depuis pendant selon malgré dans avec chez vers lors dès parce afin très bien trop déjà encore
    toujours jamais aussi également notamment cependant ainsi même alors plusieurs toute tous toutes
    tout quelques aucun aucune""".split()
)
"""French words that stand in clauses, hardly ever in the names of bodies, places and works."""
STARTERS = table.OPENERS | frozenset(
    """mme mlle plusieurs conformément maintenant nous vous ils elles cette ces cet il elle toujours c' d'
    cela ceux celle celles leur leurs dont où mais donc car jamais encore dès durant chaque certains
    certaines aucun aucune quelque quelques autres beaucoup seul seule trop très""".split()
)
"""French words that begin neither names nor titles, even with a capital inside a sentence."""
ARTICLES = frozenset("la le les l' un une des du au aux à de d' en".split())
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

WORK = re.compile(
    r"\b(?:films?|movies?|novels?|books?|plays?|songs?|albums?|records?|singles?|series|shows?|com(?:edy|edies)"
    r"|dramas?|documentar(?:y|ies)|thrillers?|memoirs?|essays?|poems?|operas?|paintings?|sequels?|magazines?"
    r"|weekly|daily|monthly|newspapers?|columns?|blogs?|programmes?|podcasts?|remakes?|hits?|anthems?|titles?"
    r"|adapt(?:s|ed|ation)|direct(?:s|ed|or)|starr?(?:s|ed|ing)?|wrote|written|writes|author|publish(?:ed|er)"
    r"|novelist|playwright|film-?maker|screen(?:s|ed|ing|play)|staged?|sang|sung|sings|recorded|reads?)\b"
)
"""English words around the title of a work."""


def is_name(text: str, tokens: list[Token], first: int, last: int) -> bool:
    """Tell whether the run is, or goes on from, the name of a person, place, body or work."""
    run = tokens[first:last]
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    small = all(t.text in PARTICLES or t.text in PLACES for t in run if t.is_word)
    capital = ("name", "first", "caps")
    if small and ((after and after.form in capital) or (before and before.form in capital)):
        return True
    if run[0].form == "first" and not has_clause(run):
        return run[0].text not in CLAUSE and run[0].text not in ARTICLES
    if run[0].form == "name":
        return run[0].text not in STARTERS
    if has_clause(run):
        near = text[max(0, run[0].start - 80) : run[-1].end + 60]
        return goes_on_title(tokens, first) and bool(WORK.search(near))
    return goes_on_name(tokens, first) or goes_on_title(tokens, first)


def has_clause(run: list[Token]) -> bool:
    """Tell whether the run holds a word that marks a clause."""
    return any(t.form == "lower" and t.text in CLAUSE for t in run)


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
