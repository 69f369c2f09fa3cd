"""Reads as much of Rust as the arithmetic of the core is written in: items, then the body of a function on demand.

An expression or statement is a tuple, whose first entry says what it is. What is not understood is an error with its line:
a proof must never be about less than the source says.
"""

import re

TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*)
    |(?P<number>0x[0-9a-f_]+|[0-9][0-9_]*)(?P<suffix>[iu](?:8|16|32|64|128|size))?
    |(?P<name>[A-Za-z_][A-Za-z0-9_]*)
    |(?P<lifetime>'[a-z_]+\b(?!'))
    |(?P<string>"(?:[^"\\]|\\.)*")
    |(?P<sign>\.\.=|<<=|>>=|::|->|=>|\.\.|&&|\|\||<<|>>|[<>=!+\-*/%&|^]=|[-+*/%&|^!<>=.,;:(){}\[\]#?@])""",
    re.VERBOSE,
)

# From loosest to tightest.
BINARY = [["||"], ["&&"], ["==", "!=", "<", ">", "<=", ">="], ["|"], ["^"], ["&"], ["<<", ">>"], ["+", "-"], ["*", "/", "%"]]
ASSIGNMENTS = {"=", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "<<=", ">>="}


class NotUnderstood(Exception):
    pass


class Token:
    def __init__(self, kind, text, line):
        self.kind, self.text, self.line = kind, text, line


def tokens_of(text, file):
    tokens, at, line = [], 0, 1
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise NotUnderstood(f"{file}:{line}: {text[at:at + 20]!r}")
        kind = match.lastgroup if match.lastgroup != "suffix" else "number"
        if kind != "space":
            tokens.append(Token(kind, match.group("number") or match.group(), line))
        line += match.group().count("\n")
        at = match.end()
    return tokens


class Function:
    """A function whose body is read when it is first called."""

    def __init__(self, owner, name, generics, parameters, body, file):
        self.owner, self.name, self.generics, self.parameters = owner, name, generics, parameters
        self.body_tokens, self.body, self.file = body, None, file

    def read_body(self):
        if self.body is None:
            self.body = Parser(self.body_tokens, self.file).block()
        return self.body


class Source:
    """The items of a file: functions and constants by owner and name, the owner being a type, or None."""

    def __init__(self, text, file, numbers=None):
        """`numbers` are put in the place of others, to scale widths."""
        # Tests are no part of what is proven.
        self.file = file
        self.functions, self.constants, self.structs = {}, {}, {}
        tokens = tokens_of(text.split("#[cfg(test)]")[0], file)
        for token in tokens:
            if token.kind == "number" and int(token.text.replace("_", ""), 0) in (numbers or {}):
                token.text = str(numbers[int(token.text.replace("_", ""), 0)])
        parser = Parser(tokens, file)
        while not parser.at_end():
            self.read_item(parser, None)

    def read_item(self, parser, owner):
        while parser.peek() == "#":
            parser.take("#")
            parser.skip_group()
        if parser.peek() == "pub":
            parser.next()
            if parser.peek() == "(":
                parser.skip_group()
        if parser.peek() == "const" and parser.peek(1) == "fn":
            parser.next()
        kind = parser.next().text
        if kind == "const":
            name = parser.next().text
            parser.take(":")
            type_tokens = parser.type_tokens()
            parser.take("=")
            self.constants[owner, name] = (type_tokens, parser.expression())
            parser.take(";")
        elif kind == "fn":
            name = parser.next().text
            generics = parser.generic_parameters() if parser.peek() == "<" else []
            parameters = parser.parameters()
            if parser.peek() == "->":
                parser.next()
                parser.type_tokens()
            if parser.peek() == ";":
                parser.next()
                return
            body = parser.skip_group()
            self.functions[owner, name] = Function(owner, name, generics, parameters, body, self.file)
        elif kind == "impl":
            if parser.peek() == "<":
                parser.generic_parameters()
            name = parser.type_tokens()
            if parser.peek() == "for":
                parser.next()
                name = parser.type_tokens()
            parser.take("{")
            while parser.peek() != "}":
                if parser.peek() == "type":
                    parser.skip_to(";")
                else:
                    self.read_item(parser, name[0])
            parser.take("}")
        elif kind in ("use", "type"):
            parser.skip_to(";")
        elif kind in ("struct", "enum", "trait", "mod"):
            name = parser.peek()
            while parser.peek() not in ("{", "(", ";"):
                parser.next()
            if parser.peek() != ";":
                closed = parser.peek()
                self.structs[name] = [token.text for token in parser.skip_group()]
                if closed == "{":
                    return
            parser.take(";")
        else:
            raise parser.error(kind)


class Parser:
    def __init__(self, tokens, file):
        self.tokens, self.at, self.file = tokens, 0, file

    def at_end(self):
        return self.at >= len(self.tokens)

    def peek(self, ahead=0):
        return self.tokens[self.at + ahead].text if self.at + ahead < len(self.tokens) else None

    def next(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def error(self, what):
        line = self.tokens[min(self.at, len(self.tokens)) - 1].line if self.tokens else 0
        return NotUnderstood(f"{self.file}:{line}: {what} is not understood here")

    def take(self, text):
        if self.peek() != text:
            raise self.error(self.peek())
        return self.next()

    def accept(self, text):
        if self.peek() == text:
            self.next()
            return True
        return False

    def skip_to(self, text):
        while self.next().text != text:
            pass

    def skip_group(self):
        """Skips a bracket and all up to the one that closes it; gives what is between, brackets included."""
        start, depth = self.at, 0
        while True:
            text = self.next().text
            depth += (text in "([{") - (text in ")]}") if len(text) == 1 else 0
            if depth == 0:
                return self.tokens[start : self.at]

    def split_shift(self):
        """Makes two closing brackets of `>>`, where a type ends."""
        token = self.tokens[self.at]
        if token.text in (">>", ">=", ">>="):
            halves = [Token("sign", ">", token.line), Token("sign", token.text[1:], token.line)]
            self.tokens = self.tokens[: self.at] + halves + self.tokens[self.at + 1 :]

    def type_tokens(self):
        """The tokens of a type, as text."""
        taken = []
        while True:
            text = self.peek()
            if text in ("&", "mut", "dyn", "impl", "const") or self.tokens[self.at].kind == "lifetime":
                self.next()
                continue
            if text in ("(", "["):
                return taken + [token.text for token in self.skip_group()]
            break
        while True:
            taken.append(self.next().text)
            if self.peek() == "<" or (self.peek() == "::" and self.peek(1) == "<"):
                self.accept("::")
                taken += self.angle_group()
            if self.peek() == "(" and taken[-1] in ("FnMut", "Fn"):
                taken += [token.text for token in self.skip_group()]
            if not self.accept("::"):
                return taken

    def angle_group(self):
        taken, depth = [], 0
        while True:
            self.split_shift()
            text = self.next().text
            depth += (text == "<") - (text == ">")
            taken.append(text)
            if depth == 0:
                return taken

    def generic_parameters(self):
        """The names of constants among the parameters."""
        group = self.angle_group()
        return [group[i + 1] for i, text in enumerate(group) if text == "const"]

    def parameters(self):
        """The pattern and type of each."""
        self.take("(")
        parameters = []
        while not self.accept(")"):
            start = self.at
            while self.peek() in ("&", "mut") or self.tokens[self.at].kind == "lifetime":
                self.next()
            if self.peek() == "self":
                is_copy = [token.text for token in self.tokens[start : self.at]] in (["mut"], [])
                self.next()
                parameters.append((("bind", "self", is_copy), ["Self"]))
            else:
                self.at = start
                pattern = self.pattern()
                self.take(":")
                parameters.append((pattern, self.type_tokens()))
            self.accept(",")
        return parameters

    def pattern(self):
        if self.accept("&"):
            return self.pattern()
        if self.accept("_"):
            return ("any",)
        if self.accept("("):
            patterns = []
            while not self.accept(")"):
                patterns.append(self.pattern())
                self.accept(",")
            return ("tuple", patterns)
        if self.tokens[self.at].kind == "number":
            low = int(self.next().text.replace("_", ""), 0)
            return ("range", low, int(self.next().text, 0)) if self.accept("..") else ("number", low)
        if self.accept("mut"):
            return ("bind", self.next().text, True)
        name = self.next().text
        if name == "None":
            return ("none",)
        if self.accept("("):
            inner = self.pattern()
            self.take(")")
            if name != "Some":
                raise self.error(name)
            return ("some", inner)
        return ("bind", name, False)

    def block(self):
        self.take("{")
        statements, value = [], None
        while not self.accept("}"):
            if self.accept(";"):
                continue
            value = None
            if self.accept("let"):
                statements.append(self.let())
                continue
            is_block = self.peek() in ("if", "for", "while", "loop", "match", "{")
            if is_block:
                value = self.primary(structs=True)
                if self.peek() == ".":
                    value = self.postfix(value, structs=True)
            else:
                value = self.expression()
            if self.peek() in ASSIGNMENTS:
                sign = self.next().text
                value = ("assign", sign[:-1], value, self.expression())
            if self.accept(";"):
                statements.append(value)
                value = None
            elif self.peek() != "}":
                if not is_block:
                    raise self.error(self.peek())
                statements.append(value)
                value = None
        return ("block", statements, value)

    def let(self):
        pattern = self.pattern()
        type_tokens = self.type_tokens() if self.accept(":") else None
        if self.accept(";"):
            return ("let", pattern, type_tokens, None, None)
        self.take("=")
        value = self.expression()
        otherwise = self.block() if self.accept("else") else None
        self.take(";")
        return ("let", pattern, type_tokens, value, otherwise)

    def expression(self, structs=True):
        if self.peek() == "..":
            self.next()
            return ("range", None, self.binary(0, structs), False)
        if self.peek() == "..=":
            self.next()
            return ("range", None, self.binary(0, structs), True)
        left = self.binary(0, structs)
        if self.peek() in ("..", "..="):
            inclusive = self.next().text == "..="
            ends = self.peek() in (")", "]", "}", ",", "=>", None) or (not structs and self.peek() == "{")
            return ("range", left, None if ends else self.binary(0, structs), inclusive)
        return left

    def binary(self, level, structs):
        if level == len(BINARY):
            return self.cast(structs)
        left = self.binary(level + 1, structs)
        while self.peek() in BINARY[level]:
            token = self.next()
            left = ("binary", token.text, left, self.binary(level + 1, structs), token.line)
        return left

    def cast(self, structs):
        value = self.unary(structs)
        while self.accept("as"):
            value = ("as", value, self.type_tokens()[0])
        return value

    def unary(self, structs):
        for sign in ("-", "!", "*"):
            if self.accept(sign):
                return ("unary", sign, self.unary(structs))
        if self.accept("&"):
            return ("reference", self.accept("mut"), self.unary(structs))
        return self.postfix(self.primary(structs), structs)

    def postfix(self, value, structs):
        while True:
            if self.accept("?"):
                value = ("try", value)
            elif self.accept("."):
                token = self.next()
                if token.kind == "number":
                    value = ("field", value, token.text)
                    continue
                turbofish = []
                if self.peek() == "::":
                    self.next()
                    turbofish = self.turbofish()
                if self.peek() == "(":
                    value = ("method", value, token.text, self.arguments(), turbofish, token.line)
                else:
                    value = ("field", value, token.text)
            elif self.peek() == "[":
                self.next()
                index = self.expression()
                self.take("]")
                value = ("index", value, index)
            elif self.peek() == "(":
                value = ("call", value, self.arguments())
            else:
                return value

    def turbofish(self):
        """What stands between angle brackets, as names."""
        return [text for text in self.angle_group() if text not in ("<", ">", ",")]

    def arguments(self):
        self.take("(")
        arguments = []
        while not self.accept(")"):
            arguments.append(self.expression())
            self.accept(",")
        return arguments

    def primary(self, structs):
        token = self.next()
        text = token.text
        if token.kind == "number":
            return ("number", int(text.replace("_", ""), 0))
        if token.kind == "string":
            return ("string", text)
        if text == "(":
            values = []
            while not self.accept(")"):
                values.append(self.expression())
                if self.accept(","):
                    continue
                if len(values) == 1:
                    self.take(")")
                    return values[0]
            return ("tuple", values)
        if text == "[":
            values = []
            while not self.accept("]"):
                values.append(self.expression())
                if self.accept(";"):
                    count = self.expression()
                    self.take("]")
                    return ("repeat", values[0], count)
                self.accept(",")
            return ("array", values)
        if text == "{":
            self.at -= 1
            return self.block()
        if text in ("|", "||"):
            patterns = []
            while text == "|" and not self.accept("|"):
                patterns.append(self.pattern())
                if self.accept(":"):
                    self.type_tokens()
                self.accept(",")
            body = self.expression()
            if self.peek() in ASSIGNMENTS:
                sign = self.next().text
                body = ("assign", sign[:-1], body, self.expression())
            return ("closure", patterns, body)
        if text == "if":
            return self.condition()
        if text == "for":
            pattern = self.pattern()
            self.take("in")
            return ("for", pattern, self.expression(structs=False), self.block())
        if text == "while":
            if self.accept("let"):
                pattern = self.pattern()
                self.take("=")
                return ("while_let", pattern, self.expression(structs=False), self.block())
            return ("while", self.expression(structs=False), self.block())
        if text == "match":
            return self.match()
        if text == "break":
            return ("break",)
        if text == "return":
            return ("return", None if self.peek() in (";", "}") else self.expression())
        if token.kind == "name":
            return self.path(text, structs)
        self.at -= 1
        raise self.error(text)

    def condition(self):
        if self.accept("let"):
            pattern = self.pattern()
            self.take("=")
            test = ("if_let", pattern, self.expression(structs=False))
        else:
            test = self.expression(structs=False)
        then = self.block()
        otherwise = None
        if self.accept("else"):
            otherwise = self.condition() if self.accept("if") else self.block()
        return ("if", test, then, otherwise)

    def match(self):
        value = self.expression(structs=False)
        self.take("{")
        arms = []
        while not self.accept("}"):
            pattern = self.pattern()
            guard = self.expression() if self.accept("if") else None
            self.take("=>")
            arms.append((pattern, guard, self.expression()))
            self.accept(",")
        return ("match", value, arms)

    def path(self, text, structs):
        names, turbofish = [text], []
        while self.peek() == "::":
            self.next()
            if self.peek() == "<":
                turbofish = self.turbofish()
            else:
                names.append(self.next().text)
        if self.peek() == "!" and self.peek(1) in ("(", "["):
            self.next()
            closing = {"(": ")", "[": "]"}[self.next().text]
            values = []
            while not self.accept(closing):
                values.append(self.expression())
                if self.accept(";"):
                    values.append(self.expression())
                self.accept(",")
            return ("macro", names[0], values)
        if structs and self.peek() == "{" and names[-1][0].isupper() and self.peek(2) in (":", ","):
            self.next()
            fields = {}
            while not self.accept("}"):
                name = self.next().text
                fields[name] = self.expression() if self.accept(":") else ("path", [name], [])
                self.accept(",")
            return ("struct", names[-1], fields)
        return ("path", names, turbofish)
