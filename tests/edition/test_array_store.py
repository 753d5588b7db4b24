"""Arrays are computed once for the same inputs, and never read half-written."""

import numpy as np
import pytest

from pes_analysis.edition.array_store import ArrayStore

LONG = 100_000


def long_one():
    return {"numbers": np.arange(LONG, dtype=float), "few": np.array([True, False])}


def refuse():
    raise AssertionError("computed again")


@pytest.fixture
def store(tmp_path):
    return ArrayStore(tmp_path / "arrays", "code 1")


def test_what_is_kept_is_not_computed_again(store):
    first = store.arrays("draws", ["2024", np.arange(3)], long_one)
    again = store.arrays("draws", ["2024", np.arange(3)], refuse)
    for arrays in (first, again):
        assert arrays["numbers"].tolist() == list(range(LONG))
        assert arrays["few"].tolist() == [True, False]
    assert isinstance(again["numbers"].base, np.memmap)


@pytest.mark.parametrize(
    ("context", "inputs"),
    [
        ("code 2", ["2024", np.arange(3)]),
        ("code 1", ["2025", np.arange(3)]),
        ("code 1", ["2024", np.arange(4)]),
        ("code 1", ["2024", np.arange(3.0)]),
        ("code 1", ["2024", np.arange(3).reshape(3, 1)]),
        ("code 1", ["202", "4", np.arange(3)]),
    ],
)
def test_other_inputs_or_other_code_replace_it(store, context, inputs):
    store.arrays("draws", ["2024", np.arange(3)], long_one)
    store.arrays("beside", ["2024"], long_one)
    now = ArrayStore(store.folder, context).arrays("draws", inputs, lambda: {"numbers": np.zeros(2)})
    assert now["numbers"].tolist() == [0, 0]
    assert sorted(path.name.partition("-")[0] for path in store.folder.iterdir()) == ["beside", "draws"]


def test_what_another_process_keeps_meanwhile_is_taken(store):
    def slower():
        store.arrays("draws", ["2024"], long_one)
        return {"numbers": np.zeros(1)}

    assert len(store.arrays("draws", ["2024"], slower)["numbers"]) == LONG


def test_a_failed_computation_leaves_nothing_behind(store):
    with pytest.raises(AssertionError, match="again"):
        store.arrays("draws", ["2024"], refuse)
    assert not store.folder.exists() or not list(store.folder.iterdir())


@pytest.mark.parametrize("content", [b"", b"no array", b"\x93NUMPY\x01\x00v\x00" + b"{" * 200_000])
def test_a_damaged_set_is_computed_again_and_replaced(store, content):
    store.arrays("draws", ["2024"], long_one)
    path = next(store.folder.glob("draws-*/numbers.npy"))
    path.write_bytes(content)
    assert store.arrays("draws", ["2024"], lambda: {"numbers": np.ones(3)})["numbers"].tolist() == [1, 1, 1]
    assert store.arrays("draws", ["2024"], refuse)["numbers"].tolist() == [1, 1, 1]
    assert [one.name for one in store.folder.iterdir()] == [path.parent.name]


def test_a_folder_without_arrays_is_no_set(store):
    store.arrays("draws", ["2024"], long_one)
    kept = next(store.folder.glob("draws-*"))
    for file in kept.iterdir():
        file.unlink()
    assert len(store.arrays("draws", ["2024"], long_one)["numbers"]) == LONG


def test_pickled_objects_are_never_read(store):
    store.arrays("draws", ["2024"], long_one)
    path = next(store.folder.glob("draws-*/numbers.npy"))
    np.save(path, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    assert store.arrays("draws", ["2024"], lambda: {"numbers": np.ones(1)})["numbers"].tolist() == [1]


def test_a_disk_without_room_is_told(store):
    store.folder.parent.mkdir(exist_ok=True)
    store.folder.write_text("a file where the folder would be")
    with pytest.raises(OSError, match="arrays"):
        store.arrays("draws", ["2024"], long_one)
