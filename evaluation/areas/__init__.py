"""How well provisions are tied to areas: gold assignments by hand, the score, the baselines."""
