"""`pyxis repl`: inputs from a pipe, and a terminal with keys, completion, history and Ctrl-C."""

import fcntl
import os
import pathlib
import pty
import re
import select
import subprocess
import tempfile
import termios
import time

from harness import run

EVERY_BUILD = False

# name, arguments, what is typed, status, standard output, pattern of standard error (whole)
PIPED = [
    ('expressions', [], '1 + 1\n_ * 3\nNone\n"text"\n', 0, "2\n6\n'text'\n", ''),
    ('statements', [], 'x = 5\nx\ndel x\nx\n', 0, '5\n', r'Traceback .*\n  File "<input 4>", line 1, in <module>\n    x\nNameError: name \'x\' is not defined\n'),
    ('a block ends with a blank line', [], 'for i in range(2):\n    print(i)\n\nprint("after")\n', 0, '0\n1\nafter\n', ''),
    ('a block of one line', [], 'if 1: print("yes")\n\n', 0, 'yes\n', ''),
    ('else', [], 'if 0: print("no")\nelse: print("else")\n\n', 0, 'else\n', ''),
    ('a line of spaces does not', [], 'if 1:\n    print(1)\n    \n    print(2)\n\nprint(3)\n', 0, '1\n2\n3\n', ''),
    ('decorators', [], 'def twice(f): return lambda x: f(f(x))\n\n@twice\ndef g(x):\n    return x * 3\n\ng(2)\n', 0, '18\n', ''),
    ('brackets over lines', [], 'a = [1,\n\n 2]\na\n', 0, '[1, 2]\n', ''),
    ('a string over lines', [], 's = """one\n\n  two"""\ns\n', 0, "'one\\n\\n  two'\n", ''),
    ('a line continued', [], '1 + \\\n2\n', 0, '3\n', ''),
    ('comments and blank lines', [], '# nothing\n\n   \n3 # three\n', 0, '3\n', ''),
    ('several statements on a line', [], 'a = 1; b = 2; a + b\n', 0, '3\n', ''),
    ('a syntax error', [], 'x = = 1\nprint("on")\n', 0, 'on\n', r'  File "<input 1>", line 1\n    x = = 1\n        \^\nSyntaxError: invalid syntax\n'),
    ('a syntax error in a block', [], 'if 1:\nx\nprint("on")\n', 0, 'on\n', r'  File "<input 1>", line 2\n    x\n    \^\nIndentationError: expected an indented block after \'if\' statement on line 1\n'),
    ('unexpected indentation', [], '  x = 1\n2\n', 0, '2\n', r'  File "<input 1>", line 1\n    x = 1\nIndentationError: unexpected indent\n'),
    ('a traceback through two inputs', [], 'def f(x):\n    return 1 / x\n\nf(0)\n', 0, '', r'Traceback \(most recent call last\):\n  File "<input 2>", line 1, in <module>\n    f\(0\)\n  File "<input 1>", line 2, in f\n    return 1 / x\n           ~~\^~~\nZeroDivisionError: division by zero\n'),
    ('exit', [], 'exit()\nprint(1)\n', 0, '', ''),
    ('exit with a status', [], 'import sys\nsys.exit(7)\nprint(1)\n', 7, '', ''),
    ('exit with a message', [], 'raise SystemExit("bye")\n', 1, '', 'bye\n'),
    ('what exit is', [], 'exit\n', 0, 'Use exit() or Ctrl-D (i.e. EOF) to exit\n', ''),
    ('fuel of one input', ['--fuel', '100000'], 'x = 1\nwhile True: x += 1\n\nx > 1000\n', 0, 'True\n', r'pyxis: ended: fuel at <input 2>:1 \(100000 of 100000 spent\)\n'),
    ('fuel is counted anew', ['--fuel', '30000'], ''.join(f'sum(range(5000)) + {i}\n' for i in range(9)), 0, ''.join(f'{12497500 + i}\n' for i in range(9)), ''),
    ('memory', ['--memory', '4M'], 'x = [0] * 10000000\n1\n', 0, '1\n', r'(?s)Traceback .*MemoryError\npyxis: ended: memory at .*\n'),
    ('output', ['--output', '1000'], 'print("x" * 2000)\nprint("y")\n', 0, re.compile(r'x{1000}y\n'), r'pyxis: ended: output at <input 1>:1 .*\n'),
    ('depth', ['--depth', '50'], 'def f(): f()\n\nf()\n1\n', 0, '1\n', r'(?s)Traceback .*RecursionError: .*\n'),
    ('a generator that was given up', ['--fuel', '50000'], 'def g():\n    yield 1\n    while True: pass\n\nx = g()\nnext(x)\nnext(x)\nlist(x)\n', 0, '1\n[]\n', r'pyxis: ended: fuel .*\n'),
    ('the program first', ['-c', 'def f(): return "from the program"'], 'f()\n', 0, "'from the program'\n", ''),
    ('the program exits', ['-c', 'raise SystemExit(3)'], '1\n', 3, '', ''),
    ('the program fails', ['-c', 'x = 1; y'], 'x\n', 0, '1\n', r'(?s)Traceback .*NameError: .*\n'),
    ('arguments', ['-c', 'import sys', 'a', 'b'], 'sys.argv\n', 0, "['-c', 'a', 'b']\n", ''),
    ('help', [], ':help\n', 0, None, ''),
    ('an unknown command', [], ':wrong\n', 0, '', 'there is no :wrong: the commands are :cost, :help and :quit\n'),
    ('quit', [], ':quit\n1\n', 0, '', ''),
    ('cost before anything', [], ':cost\n', 0, 'nothing has run yet\n', ''),
    ('cost', ['--fuel', '1000'], 'x = 1\n:cost\n', 0, re.compile(r'fuel    \d+ of 1000\nmemory  \d+ bytes live, \d+ at most\noutput  0 bytes\ntime    0\.\d{6} s\n'), ''),
    ('the end in the middle', [], 'f(1,\n', 1, '', 'SyntaxError: the input ends in the middle of a statement\n'),
    ('the end ends a block', [], 'if 1:\n    print("block")', 0, 'block\n', ''),
    ('asynchronous', [], 'async def f(): return 5\n\ntry: f().send(None)\nexcept StopIteration as e: print(e.value)\n\n', 0, '5\n', ''),
    ('displayhook', [], 'import sys\nsys.displayhook = lambda v: print("shown", v)\n4\n', 0, 'shown 4\n', ''),
    ('finalisers', [], 'class C:\n    def __del__(self): print("end")\n\nc = C()\ndel c\nimport gc\ngc.collect()\n', 0, 'end\n0\n', ''),
]


def piped(build, case):
    name, arguments, typed, status, stdout, stderr = case
    got = run([build.pyxis, 'repl', *arguments], stdin=typed.encode())
    out, err = got.stdout.decode(), got.stderr.decode()
    if got.status != status:
        return f'status {got.status}, not {status}\n{err}'
    if isinstance(stdout, re.Pattern):
        if not stdout.fullmatch(out):
            return f'output {out!r} does not match'
    elif stdout is not None and out != stdout:
        return f'output {out!r}, not {stdout!r}'
    if not re.fullmatch(stderr, err):
        return f'standard error {err!r} does not match {stderr!r}'
    return None


class Terminal:
    """A session on a pseudo-terminal."""

    def __init__(self, build, state, environment=None):
        self.seen = ''
        self.descriptor, theirs = pty.openpty()
        environment = {**os.environ, 'TERM': 'xterm', 'NO_COLOR': '1', 'XDG_STATE_HOME': state, 'HOME': state, **(environment or {})}
        environment.pop('EDITRC', None)
        self.process = subprocess.Popen([build.pyxis, 'repl'], stdin=theirs, stdout=theirs, stderr=theirs, env=environment,
                                        start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(theirs)

    def wait_for(self, text):
        """Reads until `text` has come since the last wait; it is over after 20 seconds."""
        end = time.monotonic() + 20
        while text not in self.seen:
            if time.monotonic() > end or not select.select([self.descriptor], [], [], end - time.monotonic())[0]:
                raise AssertionError(f'{text!r} did not come, but {self.seen!r}')
            try:
                self.seen += os.read(self.descriptor, 65536).decode('utf-8', 'replace')
            except OSError:
                raise AssertionError(f'the session ended; {text!r} did not come, but {self.seen!r}') from None
        before, _, self.seen = self.seen.partition(text)
        return before

    def type(self, keys):
        os.write(self.descriptor, keys.encode())

    def line(self, text, shown):
        self.wait_for('>>> ')
        self.type(text + '\r')
        return self.wait_for(shown)

    def end(self):
        """The status, after Ctrl-D."""
        self.wait_for('>>> ')
        self.type('\x04')
        return self.status()

    def status(self):
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            raise AssertionError(f'the session does not end; last seen {self.seen!r}') from None

    def kill(self):
        self.process.kill()
        self.process.wait()
        os.close(self.descriptor)


def terminal_plain(t, state):
    t.wait_for('Python 3.11 in a cage')
    t.line('6 * 7', '42')
    t.wait_for('>>> ')
    t.type('for i in range(2):\r')
    t.wait_for('... ')
    t.type('    print("item", i)\r')
    t.wait_for('... ')
    t.type('\r')
    t.wait_for('item 1')
    assert t.end() == 0


def terminal_editing(t, state):
    t.wait_for('>>> ')
    t.type('print("ac")\x1b[D\x1b[D\x1b[Db\r')  # left three times, then b
    t.wait_for('abc')
    t.wait_for('>>> ')
    t.type('\x1b[A\r')  # up: the same again
    t.wait_for('abc')
    assert t.end() == 0


def terminal_completion(t, state):
    t.wait_for('>>> ')
    t.type('some_long_name = [3]\r')
    t.wait_for('>>> ')
    t.type('some_l\t.appe\t4)\r')
    t.wait_for('>>> ')
    t.type('some_long_name\r')
    t.wait_for('[3, 4]')
    t.wait_for('>>> ')
    t.type('some_long_name.c\t\t')
    shown = t.wait_for('count(')
    assert 'clear(' in shown and 'copy(' in shown, shown
    t.type('\x15\r')  # the line is dropped
    t.wait_for('>>> ')
    t.type('class Endless:\r    def __dir__(self):\r        while True: pass\r\r')
    t.wait_for('>>> ')
    t.type('Endless().x\t\x15e = Endless()\r')
    t.wait_for('>>> ')
    t.type('e.x\t\x15"alive"\r')  # what the search costs has a limit
    t.wait_for("'alive'")
    assert t.end() == 0


def terminal_interrupt(t, state):
    t.wait_for('>>> ')
    t.type('x = 1\r')
    t.wait_for('>>> ')
    t.type('while True: x += 1; x == 1000 and print("it " + "runs")\r')
    t.wait_for('... ')
    t.type('\r')
    t.wait_for('it runs')
    t.type('\x03')
    t.wait_for('KeyboardInterrupt')
    t.line('x > 1', 'True')
    t.wait_for('>>> ')
    t.type('half a line\x03')
    t.wait_for('KeyboardInterrupt')
    t.line('"still"', "'still'")
    t.wait_for('>>> ')
    t.type('def f(:\x7f\x7f():\r')
    t.wait_for('... ')
    t.type('\x03')
    t.wait_for('KeyboardInterrupt')
    t.line('"here"', "'here'")
    assert t.end() == 0


def terminal_history(t, state):
    t.line('"remembered"', "'remembered'")
    t.line('wrong here', 'SyntaxError')
    assert t.end() == 0
    history = (pathlib.Path(state) / 'pyxis/history').read_text()
    assert 'remembered' in history and 'wrong' in history
    assert (pathlib.Path(state) / 'pyxis/history').stat().st_mode & 0o77 == 0


def terminal_unicode(t, state):
    t.line('"größe" + "→"', "'größe→'")
    assert t.end() == 0


def terminal_exit(t, state):
    t.wait_for('>>> ')
    t.type('exit(9)\r')
    assert t.status() == 9


def terminal_colour(t, state):
    t.wait_for('\033[1;35m')
    t.type('1/0\r')
    t.wait_for('\033[31mTraceback')
    t.wait_for('\033[0m')
    assert t.end() == 0


TERMINAL = [terminal_plain, terminal_editing, terminal_completion, terminal_interrupt, terminal_history, terminal_unicode, terminal_exit, terminal_colour]


def typed(build, play):
    environment = {'LC_ALL': 'C.UTF-8'}
    if play is terminal_colour:
        environment['NO_COLOR'] = ''
    with tempfile.TemporaryDirectory(prefix='pyxis-repl-') as state:
        t = Terminal(build, state, environment=environment)
        try:
            play(t, state)
        except AssertionError as error:
            return f'{error}'
        finally:
            t.kill()
    return None


def test(build, count, filters):
    cases = [(f'repl: {c[0]}', piped, c) for c in PIPED] + [(f'repl: {p.__name__.replace("_", ", ", 1)}', typed, p) for p in TERMINAL]
    cases = [c for c in cases if not filters or any(f in c[0] for f in filters)]
    count.all(cases, lambda c: (c[0], c[1](build, c[2])))
