"""Polish alphabetical order, the same whatever the machine's locale."""

from hypothesis import given
from hypothesis import strategies as st

from pes_analysis.present.alphabet import ALPHABET, alphabetical

words = st.text(alphabet=ALPHABET + ALPHABET.upper() + " -0", max_size=6)


def test_the_alphabet_is_the_polish_one_with_three_foreign_letters() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 32 + 3
    assert [letter for letter in ALPHABET if letter not in "aąbcćdeęfghijklłmnńoóprsśtuwyzźż"] == [
        "q",
        "v",
        "x",
    ]


def test_letters_with_marks_are_letters_of_their_own() -> None:
    names = [
        "żarski",
        "żagański",
        "źródlany",
        "zwoleński",
        "łódzki",
        "łęczycki",
        "lwówecki",
        "świdnicki",
        "suski",
    ]
    assert sorted(names, key=alphabetical) == [
        "lwówecki", "łęczycki", "łódzki", "suski", "świdnicki", "zwoleński", "źródlany", "żagański", "żarski",
    ]  # fmt: skip


@given(words, words)
def test_size_of_letters_does_not_matter(first: str, second: str) -> None:
    assert alphabetical(first.upper()) == alphabetical(first.lower())
    assert (alphabetical(first) < alphabetical(second)) == (
        alphabetical(first.upper()) < alphabetical(second)
    )


@given(words, words)
def test_a_beginning_comes_before_the_whole(first: str, second: str) -> None:
    assert alphabetical(first) <= alphabetical(first + second)


@given(words)
def test_a_space_and_a_hyphen_come_before_letters(word: str) -> None:
    assert alphabetical(f"{word} z") < alphabetical(f"{word}a")
    assert alphabetical(f"{word}-z") < alphabetical(f"{word}a")
