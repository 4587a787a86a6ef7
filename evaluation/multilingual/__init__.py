"""One meaning in every language: how near an encoder and the search come to that.

    python -m evaluation.multilingual --home DIR --parallel ../shared/parallel

Three measures. *Pairs* (:mod:`evaluation.multilingual.pairs`): articles of statutes and their official
translations, in the pool of everything. *News* (:mod:`evaluation.multilingual.news`): a tenth of
the parallel news, in 37 languages in one pool. *One language*
(:mod:`evaluation.multilingual.monolingual`): headings and their articles, each language alone, so that
nothing is gained across languages at the cost of one.
"""
