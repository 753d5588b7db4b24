"""Many values at once stand where each of them stands alone, to the last digit."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from pes_analysis.compare.standing import mark_of, stand
from pes_analysis.compare.standing_together import marks_of, stand_each

KINDS = ("stimulant", "destimulant", "nominant", "informational")
# Few different numbers, so that there are ties; and fractions that have no exact binary form.
NUMBERS = st.one_of(st.sampled_from([np.nan, 0.0, 0.1, 0.3, 2.0]), st.floats(-1e6, 1e6))
COUNTED = ("n", "higher", "lower", "ties", "mark")
MEASURED = ("minimum", "q1", "median", "q3", "maximum")


@given(st.data())
def test_every_value_stands_where_it_stands_alone(data):
    columns, units = data.draw(st.integers(1, 4)), data.draw(st.integers(0, 30))
    groups = data.draw(arrays.arrays(np.float64, (columns, units), elements=NUMBERS))
    values = data.draw(arrays.arrays(np.float64, columns, elements=NUMBERS))
    kinds = data.draw(st.lists(st.sampled_from(KINDS), min_size=columns, max_size=columns))
    ranges = [data.draw(st.sampled_from([(0.1, 2.0), None])) for _ in kinds]
    together = stand_each(values, groups, kinds, ranges)
    for at in range(columns):
        alone = stand(float(values[at]), groups[at], kinds[at], ranges[at])
        for name in COUNTED:
            assert getattr(together, name)[at] == getattr(alone, name)
        for name in MEASURED:
            np.testing.assert_array_equal(getattr(together, name)[at], getattr(alone, name))
        assert together.is_judged[at] == (alone.better_than is not None)
        if alone.better_than is None:
            assert np.isnan(together.share_better[at])
        else:
            assert together.better_than[at] == alone.better_than
            assert together.worse_than[at] == alone.worse_than
            assert together.share_better[at] == alone.share_better


@given(st.lists(st.tuples(*[st.integers(0, 40)] * 3), min_size=1))
def test_marks_are_those_of_single_places(counts):
    better, worse, n = (np.array(side) for side in zip(*counts, strict=True))
    assert marks_of(better, worse, n).tolist() == [mark_of(*one) for one in counts]
