"""How it gets out: plan, execution, renderers, site checks."""

import sys

# Whoever imports nbformat gets jsonschema, which spends two seconds on grammars of international addresses
# wherever they are installed; a notebook has no such address to be checked.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
