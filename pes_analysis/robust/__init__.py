"""How sure a result is: indices from noisy data and defensible choices, and what their spread comes from."""
