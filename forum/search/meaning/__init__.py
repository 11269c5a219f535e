"""Finding by meaning: vectors of threads' openings and accepted answers, where the package for it is installed.

``encoding`` turns texts into vectors, ``models`` and ``vectors`` keep them,
``nearest`` finds the ones near to a question, ``service`` lets web processes ask
the worker for them, and ``fusing`` joins them with what was found by words.
Only the worker encodes. Everything works without it.
"""
