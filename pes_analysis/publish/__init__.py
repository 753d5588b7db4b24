"""How it gets out: plan, execution, renderers, site checks."""
