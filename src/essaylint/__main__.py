"""`python -m essaylint`."""

from essaylint.cli import main

main()
