"""Tests whether two claims can both be true; each is a pure function from two claims to an `Opposition` or None.

`index.opposed_claims` tries them on the claims of an essay, `vetoes.veto` says what takes an opposition away.
"""
