"""Narcord's search beside that of other libraries: same passages, vectors, queries and judgements, one run.

Every peer gets what Narcord's own index gets: the passages that the public may see, as the encoder reads
them (headings, then text), and the vectors that the store keeps for them. What it ranks are passages; they
are rolled up to provisions by their best passage, as Narcord's are, and scored by the same bench
(:mod:`evaluation.bench`). Each library is measured as its documentation sets it up, and once more with what
it offers for text in many languages (:mod:`evaluation.peers.registry`).

Times are of one process in which each query is asked of every system in turn, before the next query; the
encoder, which is the same for all that need one, is timed apart.
"""
