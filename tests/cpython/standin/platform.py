"""A machine."""


def system():
    return 'Linux'


def machine():
    return 'x86_64'


def architecture(*arguments):
    return '64bit', 'ELF'


def python_implementation():
    return 'CPython'


def platform(*arguments):
    return 'Linux-x86_64'


def mac_ver(*arguments):
    return '', ('', '', ''), ''
