"""Alphabetical order of Polish words, the same on every machine."""

ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"


def alphabetical(word: str) -> tuple[int, ...]:
    """Key that puts words in Polish order: ć after c, ł after l; signs before letters.

    Examples
    --------
    >>> sorted(["łódzki", "lubelski", "mazowiecki", "ćma", "cena"], key=alphabetical)
    ['cena', 'ćma', 'lubelski', 'łódzki', 'mazowiecki']
    """
    return tuple(ALPHABET.index(letter) + 1 if letter in ALPHABET else 0 for letter in word.lower())
