"""From values to indicators: evaluation with states, aggregates."""
