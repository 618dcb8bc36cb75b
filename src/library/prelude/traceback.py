# The text of an uncaught exception, as CPython 3.11 prints it. Helpers in C (object/traceback.c): _traceback_entry, _code_position,
# _source_line, _anchors.

_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_SAME_LINES_SHOWN = 3
_GROUP_WIDTH = 15
_GROUP_DEPTH = 10


def format_exception_text(exc):
    printer = _TracebackPrinter()
    printer.chain(exc)
    return "".join(printer.out)



class _TracebackPrinter:
    def __init__(self):
        self.out = []
        self.seen = set()
        self.depth = 0  # of exception groups
        self.need_close = False

    def emit(self, text, margin="|"):
        if not self.depth:
            self.out.append(text)
            return
        prefix = "  " * self.depth + margin + " "
        for line in text.splitlines(True):
            self.out.append(prefix + line)

    def chain(self, exc):
        links = [(None, exc)]
        self.seen.add(id(exc))
        while True:
            exc = links[-1][1]
            if exc.__cause__ is not None:
                sentence, before = _CAUSE, exc.__cause__
            elif exc.__context__ is not None and not exc.__suppress_context__:
                sentence, before = _CONTEXT, exc.__context__
            else:
                break
            if id(before) in self.seen:
                break
            self.seen.add(id(before))
            links.append((sentence, before))
        sentence = None
        for next_sentence, exc in reversed(links):
            if sentence is not None:
                self.emit(sentence)
            self.one(exc)
            sentence = next_sentence

    def one(self, exc):
        if isinstance(exc, BaseExceptionGroup):
            self.group(exc)
            return
        stack = _format_stack(exc.__traceback__)
        if stack:
            self.emit("Traceback (most recent call last):\n")
            self.emit(stack)
        self.emit(_format_exception_only(exc))

    def group(self, exc):
        if self.depth > _GROUP_DEPTH:
            self.emit(f"... (max_group_depth is {_GROUP_DEPTH})\n")
            return
        top = self.depth == 0
        if top:
            self.depth = 1
        stack = _format_stack(exc.__traceback__)
        if stack:
            self.emit("Exception Group Traceback (most recent call last):\n", "+" if top else "|")
            self.emit(stack)
        self.emit(_format_exception_only(exc))
        exceptions = exc.exceptions
        count = len(exceptions)
        shown = count if count <= _GROUP_WIDTH else _GROUP_WIDTH + 1
        self.need_close = False
        for i in range(shown):
            last = i == shown - 1
            if last:  # a nested group may draw the closing line
                self.need_close = True
            title = "..." if i >= _GROUP_WIDTH else str(i + 1)
            self.out.append("  " * self.depth + ("+-" if i == 0 else "  ") + f"+---------------- {title} ----------------\n")
            self.depth += 1
            if i >= _GROUP_WIDTH:
                rest = count - _GROUP_WIDTH
                self.emit(f"and {rest} more exception{'s' if rest > 1 else ''}\n")
            else:
                self.chain(exceptions[i])
            if last and self.need_close:
                self.out.append("  " * self.depth + "+------------------------------------\n")
                self.need_close = False
            self.depth -= 1
        if top:
            self.depth = 0


# ---- the stack


def _format_stack(tb):
    out = []
    last = None
    count = 0
    while tb is not None:
        following, code, instruction, hidden = _traceback_entry(tb)
        if not hidden:
            position = _code_position(code, instruction)
            key = (code.co_filename, position[0], code.co_name)
            if key != last:
                _repeated(out, count)
                last = key
                count = 0
            count += 1
            if count <= _SAME_LINES_SHOWN:
                out.append(_format_entry(key, position))
        tb = following
    _repeated(out, count)
    return "".join(out)


def _repeated(out, count):
    if count > _SAME_LINES_SHOWN:
        count -= _SAME_LINES_SHOWN
        out.append(f"  [Previous line repeated {count} more time{'s' if count > 1 else ''}]\n")


def _format_entry(key, position):
    filename, lineno, name = key
    text = f'  File "{filename}", line {lineno}, in {name}\n'
    line = _source_line(filename, lineno)
    if line is None:
        return text
    stripped = line.strip()
    if not stripped:
        return text
    text += f"    {stripped}\n"
    end_lineno, column, end_column = position[1:]
    if not end_lineno:
        return text
    removed = len(line) - len(line.lstrip())
    start = _character_offset(line, column)
    anchors = None
    if end_lineno == lineno:
        end = _character_offset(line, end_column)
        segment = line[start:end]
        anchors = _anchors(segment)
        if anchors is not None:
            anchors = _character_offset(segment, anchors[0]), _character_offset(segment, anchors[1])
    else:
        end = removed + len(stripped)
    if end - start >= len(stripped) and not (anchors and anchors[1] > anchors[0]):
        return text
    text += "    " + " " * (start - removed)
    if anchors:
        left, right = anchors
        text += "~" * left + "^" * (right - left) + "~" * (end - start - right)
    else:
        text += "^" * (end - start)
    return text + "\n"


def _character_offset(line, offset):
    if line.isascii():
        return min(offset, len(line))
    return len(line.encode("utf-8", "surrogatepass")[:offset].decode("utf-8", "replace"))


# ---- the last lines


def _format_exception_only(exc):
    cls = type(exc)
    name = cls.__qualname__
    module = cls.__module__
    if not isinstance(module, str):
        name = "<unknown>." + name
    elif module != "__main__" and module != "builtins":
        name = module + "." + name
    if isinstance(exc, SyntaxError) and isinstance(exc.lineno, int):
        text = _format_syntax_error(exc, name)
    else:
        try:
            message = str(exc)
        except BaseException:
            message = "<exception str() failed>"
        text = f"{name}: {message}" if message else name
        text += _suggestion(exc) + "\n"
    return text + _format_notes(exc)


def _format_notes(exc):
    notes = getattr(exc, "__notes__", None)
    if notes is None:
        return ""
    if not hasattr(type(notes), "__getitem__") or isinstance(notes, (dict, str, bytes)):
        try:
            return repr(notes)
        except BaseException:
            return "<__notes__ repr() failed>"
    text = ""
    for note in notes:
        try:
            note = str(note)
        except BaseException:
            note = "<note str() failed>"
        for line in note.split("\n"):
            text += line + "\n"
    return text


def _format_syntax_error(exc, name):
    filename = exc.filename
    if filename is None:
        filename = "<string>"
    text = f'  File "{filename}", line {exc.lineno}\n'
    line = exc.text
    if isinstance(line, str):
        offset = exc.offset if isinstance(exc.offset, int) else -1
        end_offset = exc.end_offset if isinstance(exc.end_offset, int) else -1
        size = len(line.encode("utf-8", "surrogatepass"))
        if isinstance(exc.end_lineno, int) and exc.end_lineno > exc.lineno:
            end_offset = size
        text += _format_marked(line, offset - 1, max(min(end_offset, size + 1) - offset, 1) if end_offset > 0 else 1)
    return f"{text}{name}: {exc.msg or '<no detail available>'}\n"


def _format_marked(line, offset, carets):
    """The line of a SyntaxError, and below it the marks."""
    stripped = line.lstrip(" \t\f")
    offset = offset - (len(line) - len(stripped))
    length = len(stripped) - stripped.endswith("\n")
    offset = min(offset, length)
    while True:
        newline = stripped.find("\n")
        if newline < 0 or newline >= offset:
            break
        stripped = stripped[newline + 1:]
        offset -= newline + 1
        length -= newline + 1
    text = f"    {stripped}" if stripped[length:] == "\n" else f"    {stripped}\n"
    return text if offset < 0 else text + "    " + " " * offset + "^" * carets + "\n"


# ---- "Did you mean": the names within reach, by an edit distance in which a change of case costs less


def _suggestion(exc):
    try:
        if isinstance(exc, AttributeError):
            name, found = exc.name, exc.obj
            if not isinstance(name, str) or found is None:
                return ""
            best = _nearest(name, dir(found))
        elif isinstance(exc, NameError):
            name = exc.name
            if not isinstance(name, str) or exc.__traceback__ is None:
                return ""
            tb = exc.__traceback__
            while tb.tb_next is not None:
                tb = tb.tb_next
            frame = tb.tb_frame
            best = _nearest(name, list(frame.f_code.co_varnames))
            if best is None:
                best = _nearest(name, list(frame.f_globals))
            if best is None:
                best = _nearest(name, list(frame.f_builtins))
        else:
            return ""
    except BaseException:
        return ""
    return "" if best is None else f". Did you mean: '{best}'?"


def _nearest(wanted, names):
    if len(names) >= 750:
        return None
    best = None
    best_distance = 1 << 40
    for name in names:
        if not isinstance(name, str) or name == wanted:
            continue
        most = min((len(wanted) + len(name) + 3) * 2 // 6, best_distance - 1)
        distance = _edit_distance(wanted, name, most)
        if distance <= most:
            best, best_distance = name, distance
    return best


def _edit_distance(a, b, most):
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    if not a or not b:
        return (len(a) + len(b)) * 2
    if len(a) > 40 or len(b) > 40:
        return most + 1
    if len(b) < len(a):
        a, b = b, a
    if (len(b) - len(a)) * 2 > most:
        return most + 1
    row = [2 * (i + 1) for i in range(len(a))]
    result = 0
    for j in range(len(b)):
        diagonal = result = 2 * j
        least = 1 << 40
        for i in range(len(a)):
            x, y = a[i], b[j]
            cost = 0 if x == y else 1 if x.lower() == y.lower() else 2
            replaced = diagonal + cost
            diagonal = row[i]
            result = min(min(result, diagonal) + 2, replaced)
            row[i] = result
            least = min(least, result)
        if least > most:
            return most + 1
    return result
