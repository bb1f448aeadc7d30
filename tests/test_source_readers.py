"""Quantities, names, negations and expressions, read by each language's conventions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.source.french import absent, stands
from checker.source.measures import same
from checker.source.negation import lost_negation
from checker.source.proper import Words, names
from checker.source.quantities import quantities
from checker.source.words import sound

EQUAL = [
    ("1,234.5", "1 234,5"),
    ("5:30 p.m.", "17h30"),
    ("6 a.m.", "6 h"),
    ("2m", "deux millions"),
    ("€3.2bn", "3,2 Md€"),
    ("3.2 Md€", "3,2 Md€"),
    ("1.2 billion", "1,2 milliard"),
    ("70", "soixante-dix"),
    ("71,000", "soixante et onze mille"),
    ("99", "quatre-vingt-dix-neuf"),
    ("2019", "deux mille dix-neuf"),
    ("a dozen", "une douzaine"),
    ("about ten", "une dizaine"),
    ("two weeks", "quinze jours"),
    ("a week", "huit jours"),
    ("the 19th century", "le XIXe siècle"),
    ("the 1980s", "les années 80"),
    ("the 1980s", "les années 1980"),
    ("125th", "125e"),
    ("first", "premier"),
    ("200 miles", "320 km"),
    ("20 feet", "6 mètres"),
    ("80 degrees", "26 degrés"),
    ("1.5 million", "un million et demi"),
    ("35%", "35 %"),
    ("noon", "midi"),
    ("May", "mai"),
    ("Tuesday", "mardi"),
    ("last 32", "seizièmes de finale"),
]
OTHER = [("17", "71"), ("1,234", "1 243"), ("2 billion", "deux millions"), ("5:30 a.m.", "17h30"), ("June", "juillet"), ("Monday", "mardi"), ("20 feet", "20 mètres de plus que 3"), ("1990s", "années 80")]


def _sentence(text: str, month: bool) -> str:
    return f"in {text} 2020" if month else text


@pytest.mark.parametrize(("english", "french"), EQUAL)
def test_the_same_quantity(english: str, french: str) -> None:
    month = english == "May"
    left, right = quantities(_sentence(english, month), "en"), quantities(_sentence(french, month).replace("in ", "en "), "fr")
    assert any(same(a, b) for a in left for b in right)


@pytest.mark.parametrize(("english", "french"), OTHER)
def test_another_quantity(english: str, french: str) -> None:
    left, right = quantities(english, "en"), quantities(french, "fr")
    assert left and right
    if "feet" in english:
        assert left[0].unit != right[0].unit
    else:
        assert not same(left[0], right[0])


@given(st.text(max_size=80), st.sampled_from(["en", "fr"]))
def test_any_text_is_read(text: str, language: str) -> None:
    for quantity in quantities(text, language):  # type: ignore[arg-type]
        assert 0 <= quantity.start < quantity.end <= len(text) and quantity.readings
    for name in names(text, language):  # type: ignore[arg-type]
        assert text[name.start : name.end] == name.text


@given(st.integers(min_value=1000, max_value=10**9))
def test_thousands_of_both_conventions(number: int) -> None:
    english, french = f"{number:,}", f"{number:,}".replace(",", "\u202f")
    assert same(quantities(english, "en")[0], quantities(french, "fr")[0])


@pytest.mark.parametrize(("french", "english"), [("Tchouvilyaïev", "Chuvilyaev"), ("Bakhmout", "Bakhmut"), ("Soumy", "Sumy"), ("Wurtemberg", "Wuerttemberg")])
def test_transliterations_sound_alike(french: str, english: str) -> None:
    assert sound(french) == sound(english)


@pytest.mark.parametrize(("english", "french"), [("London", "à Londres"), ("Dutch", "les Pays-Bas"), ("UNHCR", "l’UNHCR"), ("Kowalskis", "les Kowalski"), ("Zelensky", "Zelenski")])
def test_names_answered(english: str, french: str) -> None:
    found = names(f"He met {english} there", "en")
    assert found and all(Words([french], "fr").answer(name) for name in found)


def test_negations() -> None:
    assert lost_negation("He will answer.", "Il ne répondra pas.")
    assert not lost_negation("He will refuse to answer.", "Il ne répondra pas.")
    assert not lost_negation("He only has a dog.", "Il n’a qu’un chien.")
    assert lost_negation("He pleaded guilty.", "Il a plaidé non coupable.")
    assert lost_negation("This is only my experience.", "Ce n’est pas uniquement mon expérience.")
    assert not lost_negation("This is my experience, and more.", "Ce n’est pas uniquement mon expérience.")
    assert not lost_negation("He will doubtless come.", "Il viendra sans doute.")
    assert not lost_negation("They did not hesitate; they were quick to fight.", "Ils n’ont pas hésité à se battre.")


def test_expressions_whatever_their_inflection() -> None:
    assert stands("profiter d’une permission", "cet officier, qui profite d’une permission pour les voir")
    assert stands("mettre en examen", "il a été mis en examen")
    assert not stands("mettre en examen", "il a passé un examen")
    assert stands("conditionnel de presse", "il aurait fui") is None
    assert absent("arme blanche", "il a mangé une pomme")
    assert not absent("arme blanche", "les armes à feu")
