"""The flags of compile(). There are no syntax trees."""

import unittest

PyCF_ONLY_AST, PyCF_TYPE_COMMENTS, PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x400, 0x1000, 0x2000


class NodeVisitor:
    pass


def parse(*arguments, **keywords):
    raise unittest.SkipTest('there is no ast')


literal_eval = dump = walk = unparse = parse
