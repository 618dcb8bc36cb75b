"""Codecs that are only what str.encode and bytes.decode know."""

import unittest

BOM_UTF8 = b'\xef\xbb\xbf'
BOM_UTF16_LE, BOM_UTF16_BE = b'\xff\xfe', b'\xfe\xff'
BOM_UTF32_LE, BOM_UTF32_BE = b'\xff\xfe\0\0', b'\0\0\xfe\xff'


def register(search):
    pass


unregister = register


def _missing(*arguments, **keywords):
    raise unittest.SkipTest('codecs')


lookup = register_error = lookup_error = open = getreader = getwriter = getincrementaldecoder = _missing


def encode(value, encoding='utf-8', errors='strict'):
    return value.encode(encoding, errors)


def decode(value, encoding='utf-8', errors='strict'):
    return bytes(value).decode(encoding, errors)
