"""What is measured: variables, indicators, thresholds, closed lists, the formula language."""
