"""A formula as a pure JavaScript function with the same states and reasons as the evaluation in Python."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from pes_analysis.catalogue.evaluation import GAPS, OVERFLOW, ZERO_DENOMINATOR
from pes_analysis.catalogue.formula import Formula
from pes_analysis.catalogue.formula_tree import (
    Arithmetic,
    Call,
    Comparison,
    Division,
    FamilyName,
    ListSize,
    Name,
    Negation,
    Node,
    Number,
    Power,
    SumOver,
)
from pes_analysis.catalogue.states import State

_FUNCTION = """\
(cells) => {{
  "use strict";
  const gaps = {gaps};
  const names = {names};
  const judged = names.map((name) => {{
    const cell = Object.hasOwn(cells, name) ? cells[name] : null;
    if (cell && gaps.includes(cell.state)) return gaps.indexOf(cell.state) + 1;
    if (!cell || typeof cell.value !== "number" || Number.isNaN(cell.value)) return {missing};
    return Number.isFinite(cell.value) ? 0 : {undefined};
  }});
  const gap = (state, reason) => ({{ value: null, state, reason }});
  const strongest = Math.max(0, ...judged);
  if (strongest > 0) {{
    const behind = names.filter((_, place) => judged[place] === strongest);
    return gap(gaps[strongest - 1], gaps[strongest - 1] + ": " + behind.join(", "));
  }}
{steps}
  const value = {result} + 0;
  return {{ value, state: value === 0 ? "zero" : "value", reason: "" }};
}}"""


def to_javascript(formula: Formula) -> str:
    r"""Write a formula as the text of a JavaScript function.

    Parameters
    ----------
    formula : Formula
        Parsed formula.

    Returns
    -------
    str
        An arrow function from ``{name: {value, state}}`` to ``{value, state, reason}``. It reads nothing
        but its argument, changes nothing and runs no text as code.

    Examples
    --------
    >>> from pes_analysis.catalogue.formula import parse
    >>> print("\n".join(to_javascript(parse("1000 * homeless / pop")).splitlines()[16:-3]))
      const t1 = 1000 * cells["homeless"].value;
      if (!Number.isFinite(t1)) return gap("undefined", "overflow");
      if (cells["pop"].value === 0) return gap("undefined", "zero_denominator: pop");
      const t2 = t1 / cells["pop"].value;
      if (!Number.isFinite(t2)) return gap("undefined", "overflow");
    """
    writer = _Writer()
    result = writer.write(formula.tree, {})
    return _FUNCTION.format(
        gaps=json.dumps(GAPS),
        names=json.dumps(formula.names),
        missing=GAPS.index(State.MISSING) + 1,
        undefined=GAPS.index(State.UNDEFINED) + 1,
        steps="\n".join(f"  {step}" for step in writer.steps),
        result=result,
    )


@dataclass
class _Writer:
    """Writes one statement for each operation, in the order in which Python computes them."""

    steps: list[str] = field(default_factory=list)
    used: int = 0

    def write(self, node: Node, items: Mapping[str, str]) -> str:
        """Write the steps of a node and return the expression that holds its value."""
        match node:
            case Number():
                return str(float(node.text)) if "." in node.text else str(int(node.text))
            case ListSize():
                return str(len(node.items))
            case Name():
                return _cell(node.id)
            case FamilyName():
                return _cell(node.column(items[node.index]))
            case SumOver():
                terms = [self.write(node.body, {**items, node.index: item}) for item in node.items]
                return self._checked(" + ".join(terms))
            case Call():
                return self._call(node, [self.write(part, items) for part in node.arguments])
            case _:
                return self._operation(node, items)

    def _operation(
        self, node: Negation | Arithmetic | Division | Power | Comparison, items: Mapping[str, str]
    ) -> str:
        match node:
            case Negation():
                return self._kept(f"-({self.write(node.operand, items)})")
            case Power():
                return self._power(node, self.write(node.base, items))
            case Division():
                numerator = self.write(node.numerator, items)
                return self._divided(numerator, self.write(node.denominator, items), node.denominator_source)
        left, right = self.write(node.left, items), self.write(node.right, items)
        if isinstance(node, Comparison):
            sign = {"==": "===", "!=": "!=="}.get(node.sign, node.sign)
            return self._kept(f"{left} {sign} {right} ? 1 : 0")
        return self._checked(f"{left} {node.sign} {right}")

    def _call(self, node: Call, parts: list[str]) -> str:
        listed = ", ".join(parts)
        match node.function:
            case "sum":
                return self._checked(" + ".join(parts))
            case "mean":
                return self._kept(f"{self._checked(' + '.join(parts))} / {len(parts)}")
            case "median":
                ordered = self._kept(f"[{listed}].sort((a, b) => a - b)")
                middle = len(parts) // 2
                if len(parts) % 2:
                    return f"{ordered}[{middle}]"
                return self._kept(f"{self._checked(f'{ordered}[{middle - 1}] + {ordered}[{middle}]')} / 2")
            case "count":
                return self._kept(f"[{listed}].filter((part) => part !== 0).length")
            case "min" | "max" | "abs":
                return self._kept(f"Math.{node.function}({listed})")

    def _power(self, node: Power, base: str) -> str:
        power = self._checked(" * ".join([base] * abs(node.exponent)) or "1")
        return self._divided("1", power, node.base_source) if node.exponent < 0 else power

    def _divided(self, numerator: str, denominator: str, source: str) -> str:
        self._fail_if(f"{denominator} === 0", f"{ZERO_DENOMINATOR}: {source}")
        return self._checked(f"{numerator} / {denominator}")

    def _checked(self, expression: str) -> str:
        name = self._kept(expression)
        self._fail_if(f"!Number.isFinite({name})", OVERFLOW)
        return name

    def _kept(self, expression: str) -> str:
        self.used += 1
        name = f"t{self.used}"
        self.steps.append(f"const {name} = {expression};")
        return name

    def _fail_if(self, condition: str, reason: str) -> None:
        self.steps.append(f'if ({condition}) return gap("{State.UNDEFINED}", {json.dumps(reason)});')


def _cell(name: str) -> str:
    return f"cells[{json.dumps(name)}].value"
