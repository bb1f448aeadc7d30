"""The detector of leftover French: what it finds, what it leaves alone, and what it costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.french import loanwords, table
from checker.french.paragraphs import language_of
from checker.french.tagger import REPORT, ForeignSpan, foreign_spans

ROOT = Path(__file__).resolve().parent.parent

LEFTOVER = [
    ("She said that la situation était sous contrôle in the region.", "la situation était sous contrôle"),
    ("Selon le ministre, the reform will pass before the summer.", "Selon le ministre"),
    ("Notamment because of the war, prices rose.", "Notamment"),
    ("Prices rose notamment because of the war.", "notamment"),
    ("The gouvernement has put off the vote.", "gouvernement"),
    ("The law was adopted à l'unanimité des voix by the deputies.", "à l'unanimité des voix"),
    ("The firm announced un plan de licenciements for next year.", "un plan de licenciements"),
    ("They want to quitter la France pour toujours.", "quitter la France pour toujours"),
    ("He met the président de la République in Paris.", "président de la République"),
    ("The ministre de l’Intérieur visited Calais.", "ministre de l’Intérieur"),
    ("He was, aujourd’hui encore, the only one to speak.", "aujourd’hui encore"),
    ("Mme Dupont, qui habite à Lyon, said she was afraid.", "Mme Dupont, qui habite à Lyon"),
    ("The porte-parole declined to comment.", "porte-parole"),
    ("The œuvres complètes were sold by the heirs.", "œuvres complètes"),
    ("Qu’est-ce que c’est ? he asked.", "Qu’est-ce que c’est"),
    ("The army avait déjà quitté les lieux when they came.", "avait déjà quitté les lieux"),
    ("The two men et their friends were released.", "et"),
    ("The police said that Les caméras de surveillance publique had filmed the car.", "caméras de surveillance publique"),
    ("It was cold when Les averses atteindront un the south of the island.", "averses atteindront un"),
    ("He played for the side dans le Washington Examiner on Monday.", "dans le Washington"),
    ("They were led by Bubba Watson et Jordan Spieth on the last day.", "et"),
    ("He said in a tweet to the chairman mais il a declined.", "il a"),
    ("The former Cour suprême, les analystes say, will sit.", "suprême, les analystes"),
]

BRACKETS = [
    ("He went to the office [bureau de recrutement de l’armée] at nine.", "[bureau de recrutement de l’armée]"),
    ("He went to the office [NDLR : bureau de recrutement] at nine.", "[NDLR : bureau de recrutement]"),
    ("“I have not seen [sa femme] since,” he said.", "[sa femme]"),
    ("She came back (avec son frère) in March.", "(avec son frère)"),
    ("He denied everything (il était absent) to the judges.", "(il était absent)"),
]

NATIVE = """
François Villeroy de Galhau, the governor of the Banque de France, warned that growth would slow.
The Caisse des dépôts et consignations, a state-owned lender, will invest €2bn in social housing.
She moved to a flat on the rue du Faubourg Saint-Honoré, a short walk from the Élysée Palace.
The baccalauréat remains a rite of passage for pupils at every lycée in the country.
Laïcité, the French brand of secularism, has divided the left since the gilets jaunes protests.
Marcel Proust's “À la recherche du temps perdu” was first published by Grasset at his expense.
Her novel, La Vie devant soi, won the Prix Goncourt in 1975 under the name Émile Ajar.
The mayor of the 18th arrondissement defended the plan to close the rue des Abbesses to cars.
“Je suis là”, or “I am here”, became a rallying cry after the attack.
He was put in garde à vue (police custody) and later mis en examen, or placed under investigation.
Les Républicains and the Rassemblement national both rejected the budget in the Assemblée nationale.
The satirical weekly Le Canard enchaîné reported that the minister's wife had a fictitious job.
A maître d' in a dinner jacket led us past the foie gras and the crème brûlée to our table.
La France insoumise called for a march from the place de la Bastille to the place de la Nation.
The Conseil constitutionnel, France's highest constitutional authority, struck down the clause.
Dominique de Villepin and Charles de Courson voted against it, as did de Gaulle's grandson.
The coup d'état of 2 December 1851 put an end to the Second Republic.
He studied at Sciences Po and the École nationale d'administration before the Quai d'Orsay.
Villagers in Saint-Rémy-de-Provence fear the mistral more than the drought, says a vigneron.
Liberté, égalité, fraternité: the motto is carved above the door of every mairie.
The film Les Quatre Cents Coups launched the nouvelle vague; À bout de souffle followed.
Médecins sans frontières withdrew its staff from the Côte d'Ivoire in March.
The Ligue contre le cancer and the Fondation Abbé Pierre published a report.
The association Les restos du coeur distributes meals, and the brand Le slip noir sells briefs.
The collective Les soulèvements de la terre was dissolved by decree.
She read Le Père Goriot and sang Les Feuilles mortes at the Opéra.
A gardien de la paix was hurt near the Gare du Nord on the boulevard de Magenta.
The designer Oscar de la Renta dressed the Rolling Stones and the mayor de Blasio.
The préfecture de police and the commissariat de police of the arrondissement said so.
The chef de cabinet of the préfet refused to comment, citing the raison d'État.
Parisian boulangeries sold 10 million baguettes, croissants and pains au chocolat.
The Institut national de la statistique et des études économiques (Insee) cut its forecast.
The Direction générale de la sécurité intérieure arrested two men in Montigny-lès-Metz.
She sang “Non, je ne regrette rien” and “La Vie en rose” at the Olympia.
Police custody (garde à vue) can last 48 hours; the national assembly (Assemblée nationale) agrees.
The word “terroir” has no English equivalent; nor does dépaysement.
It is what the French call l'esprit de l'escalier.
He signed a contrat à durée indéterminée (a permanent contract) with Orange.
The comedy La vie est un long fleuve tranquille drew four million viewers in 1988.
Guillaume Canet directed Ne le dis à personne, from the Harlan Coben novel.
The Parti socialiste's headquarters in the rue de Solférino were sold in 2017.
Brigitte Bardot starred in Et Dieu… créa la femme (And God Created Woman).
The Ligue des droits de l'homme and SOS Racisme appealed to the Conseil d'État.
Thomas Piketty's Le Capital au XXIe siècle sold 2.5m copies.
Nicolas Sarkozy was convicted of trafic d'influence, or influence peddling, in 2021.
The voenkomat, or draft office, sent the kombrig and his men to Rostov-sur-Don.
See www.lemonde.fr/politique/article/le-gouvernement-a-decide.html for the whole story.
""".strip().splitlines()


def reported(text: str) -> list[ForeignSpan]:
    """Return the spans that are reported by default."""
    return [span for span in foreign_spans(text) if span.confidence >= REPORT]


def run_fresh(code: str) -> str:
    """Run Python code in a fresh process at the root of the project."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(("text", "expected"), LEFTOVER)
def test_leftover_french_is_found(text: str, expected: str) -> None:
    assert [text[span.start : span.end] for span in reported(text)] == [expected]


@pytest.mark.parametrize(("text", "expected"), BRACKETS)
def test_brackets_are_reported_whole(text: str, expected: str) -> None:
    (span,) = reported(text)
    assert (span.kind, text[span.start : span.end]) == ("bracket", expected)


@pytest.mark.parametrize("text", NATIVE)
def test_native_english_about_france_is_silent(text: str) -> None:
    assert foreign_spans(text) == []


@pytest.mark.parametrize("text", NATIVE)
def test_straight_apostrophes_change_nothing(text: str) -> None:
    assert foreign_spans(text.replace("’", "'")) == foreign_spans(text.replace("'", "’")) == []


def test_quotation_without_gloss_is_a_hint() -> None:
    text = "We were told “il n'y a plus d'espoir pour les familles” and left."
    (span,) = foreign_spans(text)
    assert text[span.start : span.end] == "il n'y a plus d'espoir pour les familles"
    assert 0 < span.confidence < REPORT


def test_span_fields() -> None:
    text = "He spoke of un plan de licenciements there."
    (span,) = foreign_spans(text)
    assert (span.start, span.end, span.words, span.kind) == (12, 36, 4, "run")
    assert span.score > 0


def test_whole_french_sentence_is_one_run() -> None:
    text = "L’enquête a été confiée à la police, qui cherche encore les auteurs des faits."
    (span,) = reported(text)
    assert span.end - span.start > 0.8 * len(text)


PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        "le gouvernement ministre ( ) [ ] “ ” « » \" ' ’ - l’ d' qu’ été, The the of and NDLR : Le à".split(" ")
    ),
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_any_text_survives_and_spans_slice(text: str) -> None:
    end = 0
    for span in foreign_spans(text):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        assert 0 < span.confidence <= 1 and span.words > 0
        end = span.end
    assert language_of(text) in ("en", "fr", "other", None)


def test_dish_list() -> None:
    lines = (table.DATA / "dishes.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    assert entries == sorted(set(entries)) and all(entry.isalpha() and entry.islower() for entry in entries)


@pytest.mark.parametrize("dish", ["oeufs en meurette", "blanquette de veau à l'ancienne", "moules marinière"])
def test_dishes_keep_their_names(dish: str) -> None:
    assert not foreign_spans(f"Lunch is {dish}, eaten at the kitchen table.")


@pytest.mark.parametrize(
    "text",
    [
        "He wrote songs for her: Les dessous chics, Fuir le bonheur de peur qu'il ne se sauve, Baby Alone in Babylone.",
        "That evening the forêt, the tangle of oak beams beneath the roof, went up in flames.",
    ],
)
def test_lists_of_titles_and_explained_words_stay(text: str) -> None:
    assert not [span for span in foreign_spans(text) if span.confidence >= REPORT]


@pytest.mark.parametrize(
    "text",
    [
        "Le Monde diplomatique wrote that the law had failed.",
        "Les Amis de la Terre sued the state.",
        "L'Assistance publique-Hôpitaux de Paris runs 38 hospitals.",
        "The Place d'Italie and the Porte de la Chapelle were closed.",
    ],
)
def test_names_that_begin_a_sentence_stay(text: str) -> None:
    assert not [span for span in foreign_spans(text) if span.confidence >= REPORT]


def test_a_phrase_that_begins_a_sentence_is_french() -> None:
    assert foreign_spans("Les caméras de sécurité were broken, he said.")


def test_a_sentence_about_a_dish_is_french() -> None:
    assert foreign_spans("The chef said that la soupe est dans le four when he left.")


def test_loanword_list() -> None:
    lines = (table.DATA / "loanwords.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    assert lines[0].startswith("#") and len(entries) > 600
    assert entries == sorted(entries) and len(set(entries)) == len(entries)
    assert all(entry == entry.strip().lower() for entry in entries)
    forms = [tuple(map(loanwords.stem, loanwords.PARTS.findall(entry))) for entry in entries]
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize("spelling", ["protégé", "protégée", "protégés", "protege", "proteges"])
def test_one_entry_covers_its_forms(spelling: str) -> None:
    assert loanwords.is_loanword(spelling)


@pytest.mark.parametrize("spelling", ["coup d'etat", "coups d’état", "vis à vis", "vis-a-vis"])
def test_expressions_without_accents_or_hyphens(spelling: str) -> None:
    assert len(loanwords.covered(loanwords.PARTS.findall(spelling))) == 3


def test_table() -> None:
    assert table.odds("ministre") > 3 > 0 > table.odds("the")
    assert table.odds("zzyzx") == 0 < table.odds("désoviétisé")
    assert "ministre" in table.anchors() and "café" not in table.anchors()
    assert (table.DATA / "words.bin").stat().st_size < 1_000_000


def test_table_is_what_the_script_builds() -> None:
    pytest.importorskip("wordfreq")
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import build_french_table as build
    finally:
        sys.path.pop(0)
    parts = build.sections(build.zipf_frequencies("en"), build.zipf_frequencies("fr"))
    for section, part in enumerate(parts):
        assert table._words(section) == sorted(part)


ENGLISH = "The minister said that the reform would be adopted before the end of the summer."
FRENCH = "Le ministre a déclaré que la réforme serait adoptée avant la fin de l’été."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (FRENCH, "fr"),
        (FRENCH.upper(), "fr"),
        ("Record heat kills dozens across southern Europe, forcing schools to close early", "en"),
        ("El ministro declaró ayer que la reforma será aprobada antes de que termine el verano.", "other"),
        ("Der Minister sagte gestern, dass die Reform noch vor dem Sommer verabschiedet wird.", "other"),
        ("Министр заявил, что реформа будет принята до конца лета, несмотря на протесты.", "other"),
        ("Le Monde, Le Figaro, Libération, La Croix, Les Échos, L’Équipe, Le Parisien", None),
        ("Selon le ministre", None),
        ("", None),
    ],
)
def test_language_of(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_english_never_pays_for_the_slow_parts() -> None:
    code = (
        "import sys; from checker.french.tagger import foreign_spans;"
        "from checker.french.paragraphs import language_of;"
        f"text = {ENGLISH!r}; print(foreign_spans(text), language_of(text),"
        "'langdetect' in sys.modules, 'checker.french.search' in sys.modules)"
    )
    assert run_fresh(code) == "[] en False False"
