#!/usr/bin/python3
"""Writes the tables of src/object/unicode.c, from what this CPython says of every character.

Usage: make_unicode.py OUTPUT

Nothing is read but `unicodedata` and the methods of str, so Pyxis and the CPython it is built beside speak of the same Unicode.
A table over all code points has two levels: the code point's upper bits choose a block, its lower bits a record in it.
"""

import sys
import unicodedata

SHIFT = 7
LIMIT = 0x110000
FLAGS = ("ALPHA DECIMAL DIGIT NUMERIC SPACE PRINTABLE LOWER UPPER TITLE XID_START XID_CONTINUE CASED CASE_IGNORABLE "
         "LINE_BREAK EXTENDED").split()

# What unicodedata.lookup knows but does not list.
ALIASES = """
NULL=0 START OF HEADING=1 START OF TEXT=2 END OF TEXT=3 END OF TRANSMISSION=4 ENQUIRY=5 ACKNOWLEDGE=6 ALERT=7
BACKSPACE=8 CHARACTER TABULATION=9 HORIZONTAL TABULATION=9 LINE FEED=A NEW LINE=A END OF LINE=A LINE TABULATION=B
VERTICAL TABULATION=B FORM FEED=C CARRIAGE RETURN=D SHIFT OUT=E LOCKING-SHIFT ONE=E SHIFT IN=F LOCKING-SHIFT ZERO=F
DATA LINK ESCAPE=10 DEVICE CONTROL ONE=11 DEVICE CONTROL TWO=12 DEVICE CONTROL THREE=13 DEVICE CONTROL FOUR=14
NEGATIVE ACKNOWLEDGE=15 SYNCHRONOUS IDLE=16 END OF TRANSMISSION BLOCK=17 CANCEL=18 END OF MEDIUM=19 SUBSTITUTE=1A
ESCAPE=1B INFORMATION SEPARATOR FOUR=1C FILE SEPARATOR=1C INFORMATION SEPARATOR THREE=1D GROUP SEPARATOR=1D
INFORMATION SEPARATOR TWO=1E RECORD SEPARATOR=1E INFORMATION SEPARATOR ONE=1F UNIT SEPARATOR=1F DELETE=7F
PADDING CHARACTER=80 HIGH OCTET PRESET=81 BREAK PERMITTED HERE=82 NO BREAK HERE=83 INDEX=84 NEXT LINE=85
START OF SELECTED AREA=86 END OF SELECTED AREA=87 CHARACTER TABULATION SET=88 HORIZONTAL TABULATION SET=88
CHARACTER TABULATION WITH JUSTIFICATION=89 HORIZONTAL TABULATION WITH JUSTIFICATION=89 LINE TABULATION SET=8A
VERTICAL TABULATION SET=8A PARTIAL LINE FORWARD=8B PARTIAL LINE DOWN=8B PARTIAL LINE BACKWARD=8C PARTIAL LINE UP=8C
REVERSE LINE FEED=8D REVERSE INDEX=8D SINGLE SHIFT TWO=8E SINGLE-SHIFT-2=8E SINGLE SHIFT THREE=8F SINGLE-SHIFT-3=8F
DEVICE CONTROL STRING=90 PRIVATE USE ONE=91 PRIVATE USE-1=91 PRIVATE USE TWO=92 PRIVATE USE-2=92 SET TRANSMIT STATE=93
CANCEL CHARACTER=94 MESSAGE WAITING=95 START OF GUARDED AREA=96 START OF PROTECTED AREA=96 END OF GUARDED AREA=97
END OF PROTECTED AREA=97 START OF STRING=98 SINGLE GRAPHIC CHARACTER INTRODUCER=99 SINGLE CHARACTER INTRODUCER=9A
CONTROL SEQUENCE INTRODUCER=9B STRING TERMINATOR=9C OPERATING SYSTEM COMMAND=9D PRIVACY MESSAGE=9E
APPLICATION PROGRAM COMMAND=9F NUL=0 SOH=1 STX=2 ETX=3 EOT=4 ENQ=5 ACK=6 BEL=7 BS=8 TAB=9 HT=9 LF=A NL=A EOL=A VT=B
FF=C CR=D SO=E SI=F DLE=10 DC1=11 DC2=12 DC3=13 DC4=14 NAK=15 SYN=16 ETB=17 CAN=18 EOM=19 EM=19 SUB=1A ESC=1B FS=1C
GS=1D RS=1E US=1F SP=20 DEL=7F PAD=80 HOP=81 BPH=82 NBH=83 IND=84 NEL=85 SSA=86 ESA=87 HTS=88 HTJ=89 VTS=8A PLD=8B
PLU=8C RI=8D SS2=8E SS3=8F DCS=90 PU1=91 PU2=92 STS=93 CCH=94 MW=95 SPA=96 EPA=97 SOS=98 SGC=99 SCI=9A CSI=9B ST=9C
OSC=9D PM=9E APC=9F NBSP=A0 SHY=AD LATIN CAPITAL LETTER GHA=1A2 LATIN SMALL LETTER GHA=1A3 CGJ=34F ALM=61C
ARABIC SMALL HIGH LIGATURE ALEF WITH YEH BARREE=6D6 SYRIAC SUBLINEAR COLON SKEWED LEFT=709 KANNADA LETTER LLLA=CDE
LAO LETTER FO FON=E9D LAO LETTER FO FAY=E9F LAO LETTER RO=EA3 LAO LETTER LO=EA5 FVS1=180B FVS2=180C FVS3=180D MVS=180E
FVS4=180F TIBETAN MARK BKA- SHOG GI MGO RGYAN=FD0 HANGUL JONGSEONG YESIEUNG-KIYEOK=11EC
HANGUL JONGSEONG YESIEUNG-SSANGKIYEOK=11ED HANGUL JONGSEONG SSANGYESIEUNG=11EE HANGUL JONGSEONG YESIEUNG-KHIEUKH=11EF
ZWSP=200B ZWNJ=200C ZWJ=200D LRM=200E RLM=200F LRE=202A RLE=202B PDF=202C LRO=202D RLO=202E NNBSP=202F MMSP=205F WJ=2060
LRI=2066 RLI=2067 FSI=2068 PDI=2069 WEIERSTRASS ELLIPTIC FUNCTION=2118 MICR ON US SYMBOL=2448 DASH SYMBOL=2449
LEFTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE=2B7A
RIGHTWARDS TRIANGLE-HEADED ARROW WITH DOUBLE VERTICAL STROKE=2B7C YI SYLLABLE ITERATION MARK=A015
MYANMAR LETTER KHAMTI LLA=AA6E MYANMAR LETTER KHAMTI DA=AA7A
PRESENTATION FORM FOR VERTICAL RIGHT WHITE LENTICULAR BRACKET=FE18 BYTE ORDER MARK=FEFF BOM=FEFF ZWNBSP=FEFF
CUNEIFORM SIGN NU11 TENU=122D4 CUNEIFORM SIGN NU11 OVER NU11 BUR OVER BUR=122D5 MEDEFAIDRIN CAPITAL LETTER H=16E56
MEDEFAIDRIN CAPITAL LETTER NG=16E57 MEDEFAIDRIN SMALL LETTER H=16E76 MEDEFAIDRIN SMALL LETTER NG=16E77
HENTAIGANA LETTER E-1=1B001 BYZANTINE MUSICAL SYMBOL FTHORA SKLIRON CHROMA VASIS=1D0C5
"""


def aliases():
    words, found = [], {}
    for token in ALIASES.split():
        if "=" not in token:
            words.append(token)
            continue
        last, code = token.rsplit("=", 1)
        found[" ".join(words + [last])] = int(code, 16)
        words = []
    for i in range(1, 257):
        found[f"VS{i}"] = 0xFE00 + i - 1 if i <= 16 else 0xE0100 + i - 17
    for name, code in list(found.items()):
        try:
            if ord(unicodedata.lookup(name)) != code:
                del found[name]
        except KeyError:
            del found[name]
    return found


def c_type(values):
    low, high = min(values, default=0), max(values, default=0)
    if low < 0:
        return "int32_t"
    return "uint8_t" if high < 256 else "uint16_t" if high < 65536 else "uint32_t"


def emit(out, name, values, kind=None):
    values = list(values)
    out.append(f"static const {kind or c_type(values)} {name}[{max(len(values), 1)}] = {{")
    text = ",".join(map(str, values)) or "0"
    out.append(text)
    out.append("};")


def two_levels(out, name, table):
    """`table`: a record number for each code point."""
    size = 1 << SHIFT
    blocks, first, second = {}, [], []
    for start in range(0, LIMIT, size):
        block = tuple(table[start:start + size])
        number = blocks.get(block)
        if number is None:
            number = blocks[block] = len(blocks)
            second.extend(block)
        first.append(number)
    emit(out, name + "_first", first)
    emit(out, name + "_second", second)


def characters(out):
    flag = {name: 1 << i for i, name in enumerate(FLAGS)}
    category = unicodedata.category
    records, list_, table = {}, [], [0] * LIMIT
    extended = []

    def number(record):
        n = records.get(record)
        if n is None:
            n = records[record] = len(list_)
            list_.append(record)
        return n

    number((0, 0, 0, 0, 0, 0))
    ideograph = None
    for code in range(LIMIT):
        c = chr(code)
        kind = category(c)
        if kind in ("Cn", "Co", "Cs"):
            continue
        if ideograph is not None and (0x4E00 < code <= 0x9FFF or 0xAC00 < code <= 0xD7A3 or 0x20000 < code <= 0x3134A
                                      or 0x17000 < code <= 0x187F7):
            if unicodedata.numeric(c, None) is None:
                table[code] = ideograph
                continue
        bits = 0
        for name, yes in (("ALPHA", c.isalpha()), ("DECIMAL", c.isdecimal()), ("DIGIT", c.isdigit()),
                          ("NUMERIC", c.isnumeric()), ("SPACE", c.isspace()), ("PRINTABLE", c.isprintable()),
                          ("LOWER", c.islower()), ("UPPER", c.isupper()), ("TITLE", kind == "Lt"),
                          ("XID_START", c.isidentifier()), ("XID_CONTINUE", ("a" + c).isidentifier()),
                          ("LINE_BREAK", len(("a" + c + "b").splitlines()) == 2)):
            if yes:
                bits |= flag[name]
        # The two properties behind the rule of the final sigma, seen through it.
        if (c + "a").title()[-1] == "a":
            bits |= flag["CASED"]
        if ("A" + c + "\u03a3").lower()[-1] == "\u03c2" and (c + "\u03a3").lower()[-1] != "\u03c2":
            bits |= flag["CASE_IGNORABLE"]
        upper, lower, title, fold = c.upper(), c.lower(), c.title(), c.casefold()
        if len(upper) == len(lower) == len(title) == 1 and fold == lower:
            cases = (ord(upper) - code, ord(lower) - code, ord(title) - code)
        else:
            bits |= flag["EXTENDED"]
            cases = (len(extended), 0, 0)
            extended.append((upper, lower, title, fold))
        n = number((bits, unicodedata.decimal(c, -1) + 1, unicodedata.digit(c, -1) + 1) + cases)
        table[code] = n
        if code == 0x4E00 + 5:
            ideograph = n
    out.append("enum {" + ", ".join(f"IS_{name} = {bit}" for name, bit in flag.items()) + "};")
    out.append("static const struct { uint16_t flags; uint8_t decimal, digit; int32_t upper, lower, title; } "
               f"character_records[{len(list_)}] = {{")
    out.append(",".join("{%d,%d,%d,%d,%d,%d}" % r for r in list_))
    out.append("};")
    out.append(f"static const struct {{ uint32_t to[4][3]; }} extended_cases[{len(extended)}] = {{")
    out.append(",".join("{{" + ",".join("{" + ",".join(str(ord(c)) for c in text) + "}" for text in cases) + "}}"
                        for cases in extended))
    out.append("};")
    two_levels(out, "character", table)
    numeric = [(code, unicodedata.numeric(chr(code), None)) for code in range(LIMIT)
               if list_[table[code]][0] & flag["NUMERIC"]]
    emit(out, "numeric_codes", [code for code, value in numeric])
    out.append(f"static const double numeric_values[{len(numeric)}] = {{" + ",".join(repr(v) for _, v in numeric) + "};")


def database(out):
    names = [[], [], []]
    numbers = [{}, {}, {}]
    records, list_, table = {}, [], [0] * LIMIT
    category, bidirectional, width = unicodedata.category, unicodedata.bidirectional, unicodedata.east_asian_width
    combining, mirrored = unicodedata.combining, unicodedata.mirrored

    def intern(which, text):
        n = numbers[which].get(text)
        if n is None:
            n = numbers[which][text] = len(names[which])
            names[which].append(text)
        return n

    for code in [LIMIT - 1] + list(range(LIMIT)):
        c = chr(code)
        record = (category(c), bidirectional(c), width(c), combining(c), mirrored(c))
        n = records.get(record)
        if n is None:
            n = records[record] = len(list_)
            list_.append((intern(0, record[0]), intern(1, record[1]), intern(2, record[2])) + record[3:])
        table[code] = n
    for which, name in enumerate(("category_names", "bidirectional_names", "width_names")):
        out.append(f"static const char {name}[][4] = {{" + ",".join(f'"{text}"' for text in names[which]) + "};")
    out.append("static const struct { uint8_t category, bidirectional, width, combining, mirrored; } "
               f"database_records[{len(list_)}] = {{" + ",".join("{%d,%d,%d,%d,%d}" % r for r in list_) + "};")
    two_levels(out, "database", table)


def decompositions(out):
    codes, offsets, flat, tags_of, tags = [], [], [], [], [""]
    pairs = []
    for code in range(LIMIT):
        text = unicodedata.decomposition(chr(code))
        if not text:
            continue
        parts = text.split()
        tag = parts.pop(0) if parts[0].startswith("<") else ""
        if tag not in tags:
            tags.append(tag)
        points = [int(part, 16) for part in parts]
        codes.append(code)
        offsets.append(len(flat))
        tags_of.append(tags.index(tag))
        flat.extend(points)
        if not tag and len(points) == 2 and unicodedata.normalize("NFC", chr(points[0]) + chr(points[1])) == chr(code):
            pairs.append((points[0], points[1], code))
    offsets.append(len(flat))
    emit(out, "decomposition_codes", codes)
    emit(out, "decomposition_offsets", offsets)
    emit(out, "decomposition_tags", tags_of)
    emit(out, "decomposition_points", flat, "uint32_t")
    out.append("static const char *const tag_names[] = {" + ",".join(f'"{tag}"' for tag in tags) + "};")
    pairs.sort()
    out.append(f"static const struct {{ uint32_t first, second, whole; }} compositions[{len(pairs)}] = {{" +
               ",".join("{%d,%d,%d}" % pair for pair in pairs) + "};")


def names(out):
    entries = []  # code, list of words; a word that ends in the code point in hexadecimal gives "word-", 0
    counts = {}
    for code in range(LIMIT):
        name = unicodedata.name(chr(code), None)
        if name is None or name.startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ")):
            continue
        tail = f"-{code:04X}"
        hexadecimal = name.endswith(tail)
        words = (name[:-len(tail)] + "-" if hexadecimal else name).split(" ")
        for word in words:
            counts[word] = counts.get(word, 0) + 1
        entries.append((code, words, hexadecimal, name))
    dictionary = sorted(counts, key=lambda word: (-counts[word], word))
    index = {word: i + 1 for i, word in enumerate(dictionary)}  # 0: the hexadecimal tail
    one_byte = 160
    assert len(dictionary) < one_byte + 96 * 256

    def encode(n):
        return [n] if n < one_byte else [one_byte + (n - one_byte >> 8), n - one_byte & 255]

    tokens, offsets = [], []
    for code, words, hexadecimal, name in entries:
        offsets.append(len(tokens))
        for word in words:
            tokens.extend(encode(index[word]))
        if hexadecimal:
            tokens.append(0)
    offsets.append(len(tokens))
    emit(out, "name_codes", [entry[0] for entry in entries], "uint32_t")
    emit(out, "name_offsets", offsets, "uint32_t")
    emit(out, "name_tokens", tokens, "uint8_t")
    order = sorted(range(len(entries)), key=lambda i: entries[i][3])
    emit(out, "name_order", order, "uint16_t")
    places, place = [0], 0
    for word in dictionary:
        place += len(word)
        places.append(place)
    emit(out, "word_places", places, "uint32_t")
    out.append(f"static const char word_text[{place + 1}] =")
    text = "".join(dictionary)
    out.extend(f'"{text[i:i + 2000]}"' for i in range(0, len(text), 2000))
    out[-1] += ";"
    out.append(f"enum {{ ONE_BYTE_TOKENS = {one_byte}, NAMES = {len(entries)} }};")
    known = sorted(aliases().items())
    out.append(f"static const struct {{ const char *name; uint32_t code; }} name_aliases[{len(known)}] = {{" +
               ",".join(f'{{"{name}",{code}}}' for name, code in known) + "};")
    ideographs, start = [], None
    for code in range(0x3400, 0x323B0):
        inside = unicodedata.name(chr(code), "") == f"CJK UNIFIED IDEOGRAPH-{code:04X}"
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            ideographs.append((start, code - 1))
            start = None
    if start is not None:
        ideographs.append((start, 0x323AF))
    out.append(f"static const struct {{ uint32_t first, last; }} ideographs[{len(ideographs)}] = {{" +
               ",".join("{%d,%d}" % pair for pair in ideographs) + "};")


def charmaps(out):
    """The encodings of one byte a character: their upper halves, and their lower halves where these are not ASCII's."""
    import codecs
    import encodings
    import encodings.aliases
    import pkgutil
    spellings = {}
    for alias, name in encodings.aliases.aliases.items():
        spellings.setdefault(name, set()).add(alias)
    names, tables = [], []
    for module in sorted(m.name for m in pkgutil.iter_modules(encodings.__path__)):
        if module in ("ascii", "latin_1", "iso8859_1", "charmap", "aliases") or module.startswith("utf") or "escape" in module:
            continue
        try:
            whole = [bytes([i]).decode(module, "replace") for i in range(256)]
        except (LookupError, UnicodeError, TypeError, AssertionError):
            continue
        if any(len(c) != 1 for c in whole):
            continue
        if codecs.lookup(module).incrementalencoder is None or all(c == "\ufffd" for c in whole[128:]):
            continue
        if module.startswith(("big5", "cp932", "cp949", "cp950", "euc", "gb", "hz", "iso2022", "johab", "shift", "idna", "punycode")):
            continue
        halves = [[0 if c == "\ufffd" else ord(c) for c in half] for half in (whole[128:], whole[:128])]
        ascii_ = halves[1] == list(range(128))
        for spelling in sorted({module} | spellings.get(module, set())):
            names.append((spelling, len(tables), int(not ascii_)))
        tables.extend(halves[:1] if ascii_ else halves)
    out.append(f"static const struct {{ const char *name; uint8_t table; bool lower; }} charmap_names[{len(names)}] = {{" +
               ",".join(f'{{"{name}",{table},{lower}}}' for name, table, lower in names) + "};")
    out.append(f"static const uint16_t charmap_tables[{len(tables)}][128] = {{" +
               ",".join("{" + ",".join(map(str, table)) + "}" for table in tables) + "};")


def main():
    out = ["/* Made by tools/make_unicode.py from the unicodedata of Python "
           f"{sys.version_info[0]}.{sys.version_info[1]}, Unicode {unicodedata.unidata_version}. */",
           f'#define UNICODE_VERSION "{unicodedata.unidata_version}"', f"enum {{ BLOCK_SHIFT = {SHIFT} }};"]
    characters(out)
    database(out)
    decompositions(out)
    names(out)
    charmaps(out)
    with open(sys.argv[1], "w", encoding="ascii") as file:
        file.write("\n".join(out) + "\n")


main()
