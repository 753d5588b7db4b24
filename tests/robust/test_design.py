import numpy as np

from pes_analysis.robust.design import Factor, random_design, sensitivity_design

FACTORS = (Factor("impute", 0), Factor("normalise", 2), Factor("weights_noise", -1), Factor("data_noise", -1))


def test_choices_are_drawn_evenly_and_every_replication_has_draws_of_its_own():
    design = random_design([1, 2, 3], 6000, seed=4)
    assert (design.choices[:, 0] == 0).all()
    counts = np.bincount(design.choices[:, 2], minlength=3)
    assert counts.sum() == 6000
    assert (np.abs(counts - 2000) < 150).all()
    for numbers in (design.weights, design.noise, design.imputation):
        assert len(set(numbers.tolist())) == 6000


def test_each_block_takes_one_factor_from_the_second_sample():
    rows = 64
    design = sensitivity_design([3, 1, 2], FACTORS, rows, seed=1)
    assert len(design) == rows * (len(FACTORS) + 2)
    columns = {
        "impute": design.choices[:, 0],
        "normalise": design.choices[:, 2],
        "weights_noise": design.weights,
        "data_noise": design.noise,
        "imputation_noise": design.imputation,
    }
    for name, column in columns.items():
        blocks = column.reshape(-1, rows)
        for at, factor in enumerate(FACTORS):
            source = blocks[1] if factor.name == name else blocks[0]
            np.testing.assert_array_equal(blocks[2 + at], source)


def test_samples_do_not_share_draws():
    design = sensitivity_design([2, 2, 2], FACTORS, 32, seed=1)
    assert not set(design.noise[:32]) & set(design.noise[32:64])


def test_categories_are_balanced_by_a_quasi_random_sample():
    design = sensitivity_design([4, 1, 2], FACTORS, 256, seed=9)
    assert np.bincount(design.choices[:256, 0]).tolist() == [64] * 4
