"""The commands of the command line, a module each: `arguments(parser)` adds its options, `run(options)` does it.

`run` returns the exit code: 0 quiet, 1 something to tell, 2 it could not be done.
"""
