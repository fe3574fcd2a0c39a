"""Expressions over the columns of the texts table, as `language == 'en' and words >= 200`.

They look like Python and are read by Python's parser, but only comparisons, arithmetic, `and`, `or`, `not`, `in`, names of
columns and constants are understood: nothing is called and nothing is executed.
"""

from __future__ import annotations

import ast
import operator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from essaylint.corpus.options import CorpusError
from essaylint.corpus.schema import TEXTS
from essaylint.rulebook import near

_COMPARE = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
}  # fmt: skip
_COUNT = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
_LONGEST = 2_000


def read(text: str) -> pc.Expression:
    """The expression as Arrow computes it. Raises `CorpusError` with what is wrong with it."""
    try:
        if len(text) > _LONGEST:
            raise ValueError("is too long")
        found = _Reader().visit(ast.parse(text.strip(), mode="eval").body)
        if not isinstance(found, pc.Expression):
            raise ValueError("compares nothing")
        TEXTS.empty_table().filter(found)
    except (SyntaxError, ValueError, RecursionError, pa.ArrowException) as error:
        said = error.msg if isinstance(error, SyntaxError) else str(error).splitlines()[0] if str(error) else type(error).__name__
        raise CorpusError(f"--parse-where: “{text[:200]}” cannot be read: {said}; write it as: language == 'en' and words >= 200") from None
    return found


def holds(expression: pc.Expression, texts: pa.RecordBatch) -> list[bool]:
    """For every row of a texts table whether the expression holds; where a value is missing it does not."""
    numbered = pa.Table.from_batches([texts]).append_column("__number", pa.array(range(len(texts)), pa.int64()))
    chosen = set(numbered.filter(expression)["__number"].to_pylist())
    return [number in chosen for number in range(len(texts))]


class _Reader(ast.NodeVisitor):
    def generic_visit(self, node: ast.AST) -> Any:
        raise ValueError(f"“{ast.unparse(node)}” is not understood here")

    def visit_Name(self, node: ast.Name) -> pc.Expression:
        if node.id not in TEXTS.names:
            raise ValueError(f"there is no column “{node.id}”{near(node.id, TEXTS.names)}")
        return pc.field(node.id)

    def visit_Constant(self, node: ast.Constant) -> Any:
        if node.value is None or isinstance(node.value, str | int | float | bool):
            return node.value
        raise ValueError(f"“{ast.unparse(node)}” is not understood here")

    def visit_List(self, node: ast.List | ast.Tuple | ast.Set) -> list[Any]:
        return [self.visit(one) for one in node.elts]

    visit_Tuple = visit_List
    visit_Set = visit_List

    def visit_BoolOp(self, node: ast.BoolOp) -> pc.Expression:
        found, *rest = (self._truth(one) for one in node.values)
        for one in rest:
            found = found & one if isinstance(node.op, ast.And) else found | one
        return found

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Any:
        if isinstance(node.op, ast.Not):
            return ~self._truth(node.operand)
        value = self.visit(node.operand)
        if isinstance(node.op, ast.USub) and isinstance(value, int | float):
            return -value
        return self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> Any:
        if type(node.op) not in _COUNT:
            return self.generic_visit(node)
        left, right = self.visit(node.left), self.visit(node.right)
        if isinstance(node.op, ast.Div) and isinstance(left, pc.Expression):
            left = left.cast(pa.float64())
        return _COUNT[type(node.op)](left, right)

    def visit_Compare(self, node: ast.Compare) -> pc.Expression:
        sides = [node.left, *node.comparators]
        found = [self._pair(sides[at], op, sides[at + 1]) for at, op in enumerate(node.ops)]
        whole = found[0]
        for one in found[1:]:
            whole = whole & one
        return whole

    def _pair(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> pc.Expression:
        one, other = self.visit(left), self.visit(right)
        if isinstance(op, ast.In | ast.NotIn) and isinstance(one, pc.Expression) and isinstance(other, list):
            found = one.isin(other)
            return found if isinstance(op, ast.In) else ~found
        if isinstance(op, ast.Is | ast.IsNot) and isinstance(one, pc.Expression) and other is None:
            return one.is_null() if isinstance(op, ast.Is) else one.is_valid()
        if type(op) not in _COMPARE or isinstance(one, list) or isinstance(other, list) or one is None or other is None:
            raise ValueError(f"“{ast.unparse(ast.Compare(left, [op], [right]))}” is not understood here")
        found = _COMPARE[type(op)](one, other)
        if not isinstance(found, pc.Expression):
            raise ValueError(f"“{ast.unparse(ast.Compare(left, [op], [right]))}” names no column")
        return found

    def _truth(self, node: ast.expr) -> pc.Expression:
        found = self.visit(node)
        if not isinstance(found, pc.Expression):
            raise ValueError(f"“{ast.unparse(node)}” compares nothing")
        return found
