# A small calculator with classes and recursion.
class Parser:
    def __init__(self, text): self.tokens, self.i = self.scan(text), 0
    @staticmethod
    def scan(text):
        out, number = [], ''
        for c in text + ' ':
            if c.isdigit() or c == '.': number += c
            else:
                if number: out.append(float(number) if '.' in number else int(number)); number = ''
                if not c.isspace(): out.append(c)
        return out
    def peek(self): return self.tokens[self.i] if self.i < len(self.tokens) else None
    def take(self):
        self.i += 1
        return self.tokens[self.i - 1]
    def expr(self):
        v = self.term()
        while self.peek() in ('+', '-'):
            v = v + self.term() if self.take() == '+' else v - self.term()
        return v
    def term(self):
        v = self.atom()
        while self.peek() in ('*', '/'):
            v = v * self.atom() if self.take() == '*' else v / self.atom()
        return v
    def atom(self):
        t = self.take()
        if t == '(':
            v = self.expr()
            assert self.take() == ')'
            return v
        return -self.atom() if t == '-' else t
for s in ('1 + 2 * 3', '(1 + 2) * 3', '-(4 - 6) / 4', '2 * (3 + (4 - 1)) - 1.5'):
    print(s, '=', Parser(s).expr())
