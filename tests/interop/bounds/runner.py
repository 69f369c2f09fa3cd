"""Runs functions of the core, as its source has them, on words that need not be known.

Numbers without a type are Python's. `u32` and `u64` are words where an argument, a conversion or a lane says so. A branch on
what is not known goes both ways, one after the other: see `words.on_every_path`.
"""

import z3

from .bits import Bits
from .rust_parser import NotUnderstood
from .words import Both, Different, AnyDifferent, Path, Unproven, Word

WIDTHS = {"u8": 8, "u32": 32, "u64": 64}
# Numbers of these types are Python's.
SIGNED_AND_SIZES = ("i32", "i64", "usize")
WORDS = (Word, Bits, Both, Different, AnyDifferent)


class Struct:
    def __init__(self, type_name, fields):
        self.type, self.fields = type_name, fields


class Option:
    """Some value, or none."""

    def __init__(self, *value):
        self.is_some, self.value = bool(value), value[0] if value else None


NONE = Option()


class Place:
    """A reference to an entry of a list, a field or a variable."""

    def __init__(self, holder, key):
        self.holder, self.key = holder, key

    def get(self):
        return self.holder[self.key]

    def set(self, value):
        self.holder[self.key] = value


class View:
    """A part of a list."""

    def __init__(self, holder, start, stop):
        self.holder, self.start, self.stop = holder, start, stop

    def __len__(self):
        return self.stop - self.start

    def __getitem__(self, index):
        if not 0 <= index < len(self):
            raise Unproven(f"Index {index} is outside of {len(self)}")
        return self.holder[self.start + index]

    def __setitem__(self, index, value):
        self.holder[self.start + index] = value


class Iterator:
    def __init__(self, values):
        self.values = list(values)

    def next(self):
        return Option(self.values.pop(0)) if self.values else NONE


class Variables(dict):
    """Those of a block, and of the blocks around it."""

    def __init__(self, outer=None):
        super().__init__()
        self.outer = outer

    def holder_of(self, name):
        scope = self
        while scope is not None and name not in scope:
            scope = scope.outer
        return scope


class Leave(Exception):
    def __init__(self, value):
        self.value = value


class Break(Exception):
    pass


def target(value):
    while isinstance(value, Place):
        value = value.get()
    return value


def copied(value):
    if isinstance(value, list):
        return [copied(entry) for entry in value]
    if isinstance(value, Struct):
        return Struct(value.type, {name: copied(field) for name, field in value.fields.items()})
    return value.rs_copy() if hasattr(value, "rs_copy") else value


def entries(value, mutable):
    """The entries of something to go over: places when they may be changed."""
    if isinstance(value, Iterator):
        return value.values
    if isinstance(value, range):
        return list(value)
    if isinstance(value, (list, View)):
        return [Place(value, i) if mutable else value[i] for i in range(len(value))]
    return value.rs_entries()


def decide(fact):
    return Path.current.decide(fact) if isinstance(fact, z3.BoolRef) else bool(fact)


PLACES = ("path", "field", "index", "unary")


class Runner:
    """The functions of some sources; `stubs` stand for what is not run here, by the last two names of its path.

    The widths of types are theirs, unless others are given: then the source must have been scaled to them.
    """

    def __init__(self, sources, stubs=None, widths=None):
        self.widths = widths or WIDTHS
        self.functions, self.constants, self.structs = {}, {}, {}
        for source in sources:
            self.functions |= source.functions
            self.constants |= source.constants
            self.structs |= source.structs
        self.stubs = {} if stubs is None else stubs

    def typed(self, value, type_tokens):
        """A number without a type as the word that a declaration makes it."""
        if type_tokens and type_tokens[0] in ("u32", "u64") and type(value) is int:
            return Word.const(self.widths[type_tokens[0]], value)
        if type_tokens and type_tokens[0] == "[" and type_tokens[1] in ("u32", "u64") and isinstance(value, list):
            return [self.typed(entry, type_tokens[1:2]) for entry in value]
        return value

    def call(self, owner, name, generics, *arguments):
        """Runs a function with the constants that it is generic over."""
        return self.invoke(self.functions[owner, name], list(arguments), dict(generics), owner)

    def constant(self, owner, name, generics):
        return self.find_constant(owner, name, {**generics, "Self": owner})

    def find_constant(self, owner, name, generics):
        type_tokens, expression = self.constants[owner, name]
        scope = Variables()
        value = self.eval(expression, scope, {**generics, "Self": owner} if owner else generics)
        return value if type_tokens[0] in ("u32", "u64") else self.typed(value, type_tokens)

    def invoke(self, function, arguments, generics, owner, turbofish=()):
        generics = {**generics, "Self": owner or generics.get("Self")}
        generics |= dict(zip(function.generics, turbofish))
        scope = Variables()
        for (pattern, type_tokens), argument in zip(function.parameters, arguments, strict=True):
            for i, token in enumerate(type_tokens):
                given = target(argument)
                if token == ";" and type_tokens[i + 1] in function.generics and isinstance(given, list):
                    generics[type_tokens[i + 1]] = len(given)
            if pattern[:1] == ("bind",) and pattern[2]:
                argument = copied(target(argument))
            self.bind(pattern, self.typed(argument, type_tokens), scope)
        try:
            return self.eval(function.read_body(), scope, generics)
        except Leave as leave:
            return leave.value

    def bind(self, pattern, value, scope):
        """Binds names if the pattern fits, and says whether it does."""
        kind = pattern[0]
        if kind == "bind":
            scope[pattern[1]] = value
        elif kind == "tuple":
            return all([self.bind(inner, part, scope) for inner, part in zip(pattern[1], target(value), strict=True)])
        elif kind == "some":
            return value.is_some and self.bind(pattern[1], value.value, scope)
        elif kind == "none":
            return not value.is_some
        elif kind in ("number", "range"):
            return pattern[1] <= value < (pattern[2] if kind == "range" else pattern[1] + 1)
        return True

    def eval(self, node, scope, generics):
        return getattr(self, "do_" + node[0])(node, scope, generics)

    def value(self, node, scope, generics):
        """A value to keep: a copy of what stands in a place."""
        value = self.eval(node, scope, generics)
        return copied(value) if node[0] in PLACES else value

    def do_block(self, node, scope, generics):
        inner = Variables(scope)
        for statement in node[1]:
            self.eval(statement, inner, generics)
        return self.value(node[2], inner, generics) if node[2] is not None else ()

    def do_let(self, node, scope, generics):
        _, pattern, type_tokens, expression, otherwise = node
        value = self.typed(self.value(expression, scope, generics), type_tokens)
        if not self.bind(pattern, value, scope):
            if otherwise is None:
                raise NotUnderstood("a pattern that does not fit")
            self.eval(otherwise, scope, generics)

    def do_assign(self, node, scope, generics):
        _, sign, left, right = node
        value = self.value(right, scope, generics)
        if left[0] == "tuple":
            for part, entry in zip(left[1], value, strict=True):
                self.place(part, scope, generics).set(entry)
            return ()
        place = self.place(left, scope, generics)
        if sign:
            value = self.binary(sign, target(place.get()), target(value), f"{sign}=")
        place.set(value)
        return ()

    def place(self, node, scope, generics):
        if node[0] == "path" and len(node[1]) == 1:
            return Place(scope.holder_of(node[1][0]), node[1][0])
        if node[0] == "field":
            return Place(target(self.eval(node[1], scope, generics)).fields, node[2])
        if node[0] == "index":
            return Place(target(self.eval(node[1], scope, generics)), int(self.eval(node[2], scope, generics)))
        if node[0] == "unary" and node[1] == "*":
            place = self.eval(node[2], scope, generics)
            if isinstance(place, Place):
                return place
        raise NotUnderstood(f"{node} as a place")

    def do_number(self, node, scope, generics):
        return node[1]

    def do_string(self, node, scope, generics):
        return node[1]

    def do_tuple(self, node, scope, generics):
        return tuple(self.value(part, scope, generics) for part in node[1])

    def do_array(self, node, scope, generics):
        return [self.value(part, scope, generics) for part in node[1]]

    def do_repeat(self, node, scope, generics):
        value = self.value(node[1], scope, generics)
        return [copied(value) for _ in range(self.eval(node[2], scope, generics))]

    def do_struct(self, node, scope, generics):
        name = generics["Self"] if node[1] == "Self" else node[1]
        return Struct(name, {field: self.value(part, scope, generics) for field, part in node[2].items()})

    def do_closure(self, node, scope, generics):
        def closure(*arguments):
            inner = Variables(scope)
            for pattern, argument in zip(node[1], arguments, strict=True):
                self.bind(pattern, argument, inner)
            return self.value(node[2], inner, generics)

        return closure

    def do_reference(self, node, scope, generics):
        value = self.eval(node[2], scope, generics)
        if node[1] and not isinstance(value, (list, Struct, View)) and node[2][0] in PLACES:
            return self.place(node[2], scope, generics)
        return value

    def do_field(self, node, scope, generics):
        value = target(self.eval(node[1], scope, generics))
        return value[int(node[2])] if isinstance(value, tuple) else value.fields[node[2]]

    def do_index(self, node, scope, generics):
        value = target(self.eval(node[1], scope, generics))
        index = self.eval(node[2], scope, generics)
        if isinstance(index, range) or isinstance(index, tuple):
            start, stop = (index.start, index.stop) if isinstance(index, range) else index
            return View(value, start, len(value) if stop is None else stop)
        index = int(index)
        if not 0 <= index < len(value):
            raise Unproven(f"Index {index} is outside of {len(value)}")
        return value[index]

    def do_try(self, node, scope, generics):
        value = self.eval(node[1], scope, generics)
        if not value.is_some:
            raise Leave(NONE)
        return value.value

    def do_if(self, node, scope, generics):
        inner = Variables(scope)
        if node[1][0] == "if_let":
            chosen = self.bind(node[1][1], self.eval(node[1][2], scope, generics), inner)
        else:
            chosen = decide(self.eval(node[1], scope, generics))
        if chosen:
            return self.eval(node[2], inner, generics)
        return self.eval(node[3], scope, generics) if node[3] else ()

    def do_match(self, node, scope, generics):
        value = self.eval(node[1], scope, generics)
        for pattern, guard, result in node[2]:
            inner = Variables(scope)
            if self.bind(pattern, value, inner) and (guard is None or decide(self.eval(guard, inner, generics))):
                return self.eval(result, inner, generics)
        raise NotUnderstood("a match without a fitting arm")

    def do_for(self, node, scope, generics):
        mutable = node[2][0] == "reference" and node[2][1]
        for entry in entries(target(self.eval(node[2], scope, generics)), mutable):
            inner = Variables(scope)
            self.bind(node[1], entry, inner)
            try:
                self.eval(node[3], inner, generics)
            except Break:
                break

    def do_while(self, node, scope, generics):
        while decide(self.eval(node[1], scope, generics)):
            try:
                self.eval(node[2], scope, generics)
            except Break:
                break

    def do_while_let(self, node, scope, generics):
        while True:
            inner = Variables(scope)
            if not self.bind(node[1], self.eval(node[2], scope, generics), inner):
                return
            self.eval(node[3], inner, generics)

    def do_break(self, node, scope, generics):
        raise Break()

    def do_return(self, node, scope, generics):
        raise Leave(self.value(node[1], scope, generics) if node[1] else ())

    def do_range(self, node, scope, generics):
        low = self.eval(node[1], scope, generics) if node[1] else 0
        if node[2] is None:
            return (low, None)
        high = target(self.eval(node[2], scope, generics))
        low = low.constant() if isinstance(low, Word) else low
        high = high.constant() if isinstance(high, Word) else high
        return range(low, high + 1 if node[3] else high)

    def do_macro(self, node, scope, generics):
        if node[1] == "assert":
            if not decide(self.eval(node[2][0], scope, generics)):
                raise Unproven("An assertion of the source does not hold")
            return ()
        if node[1] == "vec":
            return self.do_repeat(("repeat", *node[2]), scope, generics)
        raise NotUnderstood(f"{node[1]}!")

    def do_as(self, node, scope, generics):
        value = target(self.eval(node[1], scope, generics))
        bits = self.widths.get(node[2])
        if isinstance(value, z3.BoolRef):
            value = decide(value)
        if isinstance(value, (bool, int)):
            return int(value) % (1 << bits) if bits else int(value)
        return value.as_bits(bits) if bits else value.constant()

    def do_unary(self, node, scope, generics):
        value = self.eval(node[2], scope, generics)
        if node[1] == "*":
            return target(value)
        value = target(value)
        if node[1] == "-":
            return -value
        return z3.Not(value) if isinstance(value, z3.BoolRef) else not value

    def do_binary(self, node, scope, generics):
        _, sign, left, right, line = node
        first = target(self.eval(left, scope, generics))
        if sign in ("&&", "||"):
            if decide(first) == (sign == "||"):
                return sign == "||"
            return self.eval(right, scope, generics)
        return self.binary(sign, first, target(self.eval(right, scope, generics)), f"`{sign}` of line {line}")

    def binary(self, sign, a, b, what):
        if isinstance(a, (bool, z3.BoolRef)) and isinstance(b, (bool, z3.BoolRef)):
            if isinstance(a, bool) and isinstance(b, bool):
                return {"|": a or b, "&": a and b, "==": a == b, "!=": a != b}[sign]
            return {"|": z3.Or, "&": z3.And, "==": lambda x, y: x == y}[sign](a, b)
        if sign in ("<<", ">>"):
            shift = b.constant() if isinstance(b, Word) else b
            if isinstance(a, int):
                return a << shift if sign == "<<" else a >> shift
            return a.left(shift) if sign == "<<" else a.right(shift)
        if isinstance(a, list) and sign in ("==", "!="):
            facts = [self.binary("==", target(x), target(y), what) for x, y in zip(a, b, strict=True)]
            if any(fact is False for fact in facts):
                return sign == "!="
            facts = [fact for fact in facts if fact is not True]
            same = z3.And(facts) if facts else True
            return same if sign == "==" else (z3.Not(same) if facts else False)
        if not isinstance(a, WORDS) and not isinstance(b, WORDS):
            return {
                "+": lambda: a + b,
                "-": lambda: a - b,
                "*": lambda: a * b,
                # Rust rounds to zero.
                "/": lambda: a // b if a * b >= 0 else -(-a // b),
                "%": lambda: a % b if a * b >= 0 else -(-a % b),
                "&": lambda: a & b,
                "|": lambda: a | b,
                "^": lambda: a ^ b,
                "==": lambda: a == b,
                "!=": lambda: a != b,
                "<": lambda: a < b,
                "<=": lambda: a <= b,
                ">": lambda: a > b,
                ">=": lambda: a >= b,
            }[sign]()
        bits = a.bits if isinstance(a, WORDS) else b.bits
        a, b = (Word.const(bits, int(x)) if isinstance(x, int) else x for x in (a, b))
        if isinstance(b, Bits) and not isinstance(a, Bits):
            a = Bits(z3.BitVecVal(a.constant(), bits))
        if isinstance(b, (Both, Different, AnyDifferent)) and isinstance(a, Word):
            if sign not in ("&", "|", "^"):
                raise NotUnderstood(f"{what}, of bits that are not known")
            a, b = b, a
        if sign in ("/", "%"):
            return Word.const(bits, a.constant() // b.constant() if sign == "/" else a.constant() % b.constant())
        if sign in ("==", "!=", "<", "<=", ">", ">="):
            return a.compare(sign, b)
        act = {"+": "add", "-": "subtract", "*": "multiply"}.get(sign)
        if act:
            return getattr(a, act)(b, what)
        return getattr(a, {"&": "bit_and", "|": "bit_or", "^": "bit_xor"}[sign])(b)

    def do_path(self, node, scope, generics):
        names = node[1]
        if len(names) == 1:
            name = names[0]
            holder = scope.holder_of(name)
            if holder is not None:
                return holder[name]
            if name in generics:
                return generics[name]
            if name == "None":
                return NONE
            if (None, name) in self.constants:
                return self.find_constant(None, name, {})
            raise NotUnderstood(name)
        owner, name = names[-2:]
        if owner in self.widths and name == "MAX":
            return Word.const(self.widths[owner], (1 << self.widths[owner]) - 1)
        owner = generics["Self"] if owner == "Self" else owner
        if (owner, name) in self.stubs:
            return self.stubs[owner, name]
        return copied(self.find_constant(owner, name, generics))

    def do_call(self, node, scope, generics):
        callee = node[1]
        if callee[:2] == ("path", ["Self"]) and ";" in self.structs[generics["Self"]]:
            # How many entries `from_fn` makes is said by the field that they are for.
            fields = self.structs[generics["Self"]]
            length = fields[fields.index(";") + 1]
            generics = {**generics, "FROM_FN": int(length) if length.isdigit() else generics[length]}
        arguments = [self.value(argument, scope, generics) for argument in node[2]]
        if callee[0] != "path":
            return self.eval(callee, scope, generics)(*arguments)
        names, turbofish = callee[1], callee[2]
        name = names[-1]
        owner = names[-2] if len(names) > 1 else None
        owner = generics.get("Self") if owner == "Self" else owner
        if len(names) == 1:
            if scope.holder_of(name) is not None:
                return scope.holder_of(name)[name](*arguments)
            if name == "Self":
                return Struct(generics["Self"], {str(i): argument for i, argument in enumerate(arguments)})
            if name == "Some":
                return Option(arguments[0])
        turbofish = [int(text) if text.isdigit() else generics.get(text, text) for text in turbofish]
        if (owner, name) in self.stubs:
            return self.stubs[owner, name](*arguments)
        if (owner, name) in self.functions:
            return self.invoke(self.functions[owner, name], arguments, generics, owner, turbofish)
        if name == "from_fn":
            return [arguments[0](i) for i in range(generics.get("FROM_FN", generics["LIMBS"]))]
        if name == "black_box":
            return arguments[0]
        if name == "from" and owner in self.widths:
            return self.converted(target(arguments[0]), self.widths[owner])
        if name == "from" and owner in SIGNED_AND_SIZES:
            return int(decide(arguments[0]))
        raise NotUnderstood("::".join(names))

    def converted(self, value, bits):
        if isinstance(value, z3.BoolRef):
            value = decide(value)
        return Word.const(bits, int(value)) if isinstance(value, (bool, int)) else value.as_bits(bits)

    def do_method(self, node, scope, generics):
        _, receiver_node, name, argument_nodes, turbofish, line = node
        given = self.eval(receiver_node, scope, generics)
        receiver = target(given)
        arguments = [self.value(argument, scope, generics) for argument in argument_nodes]
        if isinstance(receiver, Struct) and (receiver.type, name) in self.stubs:
            return self.stubs[receiver.type, name](receiver, *arguments)
        if isinstance(receiver, Struct) and (receiver.type, name) in self.functions:
            function = self.functions[receiver.type, name]
            return self.invoke(function, [receiver, *arguments], generics, receiver.type, turbofish)
        if hasattr(receiver, "rs_" + name):
            return getattr(receiver, "rs_" + name)(*arguments)
        if name == "contains" and isinstance(receiver, range):
            return target(arguments[0]) in receiver
        if hasattr(self, "word_" + name) and (isinstance(receiver, WORDS) or type(receiver) is int):
            return getattr(self, "word_" + name)(receiver, *[target(argument) for argument in arguments])
        if name == "then_some":
            return Option(arguments[0]) if decide(receiver) else NONE
        if isinstance(receiver, Option):
            return getattr(self, "option_" + name)(receiver, *arguments)
        if hasattr(self, "list_" + name):
            return getattr(self, "list_" + name)(receiver, *arguments)
        raise NotUnderstood(f"line {line}: .{name}() of {type(receiver).__name__}")

    # Words, and lanes: two words that go through the same, of which one is looked at.

    def word_plus(self, a, b):
        return a.add(b)

    def word_minus(self, a, b):
        return a.subtract(b)

    def word_and(self, a, b):
        return a.bit_and(b)

    def word_or(self, a, b):
        return self.binary("|", a, b, "or")

    def word_except(self, a, b):
        return a.bit_xor(b)

    def word_left(self, a, bits):
        return a.left(int(bits))

    def word_right(self, a, bits):
        return a.right(int(bits))

    def word_times(self, a, factor):
        # Only the lower half is multiplied, so there must be no more.
        Path.current.require(a.compare("<", Word.const(64, 1 << 32)), "What is multiplied may be no word of 32 bits")
        return a.multiply(Word.const(64, int(factor)), "times")

    def word_or_where_not(self, a, mask, b):
        if decide(mask.compare("==", Word.const(mask.bits, mask.ones()))):
            return a
        Path.current.require(mask.compare("==", Word.const(mask.bits, 0)), "A mask may be neither all ones nor zero")
        return b

    def word_has_zero(self, a):
        # The other lane may have one, whatever this one has.
        if Path.current.decide(z3.Bool(f"other lane {len(Path.current.taken)}")):
            return True
        return a.compare("==", Word.const(a.bits, 0))

    def word_wrapping_neg(self, a):
        if a.low == 0 and a.high == 1:
            return Word.const(a.bits, a.ones() if decide(a.compare("==", Word.const(a.bits, 1))) else 0)
        return a.negated()

    def word_wrapping_add(self, a, b):
        return a.add(b)

    def word_wrapping_sub(self, a, b):
        return a.subtract(b if isinstance(b, Word) else Word.const(a.bits, b))

    def word_overflowing_add(self, a, b):
        b = Word.const(a.bits, b) if isinstance(b, int) else b
        overflows = Word(a.bits + 1, a.sum.plus(b.sum), a.low + b.low, a.high + b.high)
        overflows = decide(overflows.compare(">", Word.const(a.bits + 1, a.ones())))
        total = a.sum.plus(b.sum)
        if overflows:
            total.constant -= 1 << a.bits
        return (Word(a.bits, total, 0, a.ones()), overflows)

    def word_into(self, a):
        return a.as_bits(self.widths["u64"])

    def word_checked_shl(self, a, shift):
        shift = int(shift)
        return Option((a << shift) % (1 << 64)) if shift < 64 else NONE

    def word_saturating_add(self, a, b):
        return min(int(a) + int(b), (1 << 64) - 1)

    def word_min(self, a, b):
        return min(int(a), int(b))

    def word_max(self, a, b):
        return max(int(a), int(b))

    def word_rem_euclid(self, a, b):
        return a % b

    def option_unwrap_or(self, option, value):
        return option.value if option.is_some else value

    def option_unwrap_or_default(self, option):
        return option.value if option.is_some else []

    def option_is_some(self, option):
        return option.is_some

    def option_expect(self, option, _):
        if not option.is_some:
            raise Unproven("Nothing is where something is expected")
        return option.value

    def option_map_or(self, option, value, act):
        return act(option.value) if option.is_some else value

    def list_iter(self, values):
        return Iterator(entries(values, mutable=False))

    def list_iter_mut(self, values):
        return Iterator(entries(values, mutable=True))

    def list_into_iter(self, values):
        return Iterator(entries(values, mutable=False))

    def list_enumerate(self, values):
        return Iterator(enumerate(entries(values, mutable=False)))

    def list_zip(self, values, others):
        return Iterator(zip(entries(values, mutable=False), entries(target(others), mutable=False)))

    def list_skip(self, values, count):
        return Iterator(entries(values, mutable=False)[count:])

    def list_rev(self, values):
        return Iterator(reversed(entries(values, mutable=False)))

    def list_map(self, values, act):
        return Iterator(act(entry) for entry in entries(values, mutable=False))

    def list_for_each(self, values, act):
        for entry in entries(values, mutable=False):
            act(entry)
        return ()

    def list_fold(self, values, start, act):
        for entry in entries(values, mutable=False):
            start = act(start, entry)
        return start

    def list_sum(self, values):
        return sum(entries(values, mutable=False))

    def list_count(self, values):
        return len(entries(values, mutable=False))

    def list_collect(self, values):
        return list(entries(values, mutable=False))

    def list_scan(self, values, start, act):
        state = {"state": start}
        given = [act(Place(state, "state"), entry) for entry in entries(values, mutable=False)]
        return Iterator(option.value for option in given)

    def list_take_while(self, values, act):
        taken = []
        for entry in entries(values, mutable=False):
            if not decide(act(entry)):
                break
            taken.append(entry)
        return Iterator(taken)

    def list_next(self, values):
        return values.next()

    def list_len(self, values):
        return len(values)

    def list_get(self, values, index):
        return Option(values[index]) if index < len(values) else NONE

    def list_take(self, values, count):
        return Iterator(entries(values, mutable=False)[:count])

    def list_chunks_exact_mut(self, values, length):
        starts = range(0, len(values) - length + 1, length)
        return Iterator(View(values, start, start + length) for start in starts)

    def list_chunks_mut(self, values, length):
        starts = range(0, len(values), length)
        return Iterator(View(values, start, min(start + length, len(values))) for start in starts)

    def list_split_first(self, values):
        return Option((values[0], View(values, 1, len(values)))) if len(values) else NONE

    def list_split_last_mut(self, values):
        last = len(values) - 1
        return Option((Place(values, last), View(values, 0, last))) if last >= 0 else NONE

    def list_split_at_mut(self, values, at):
        return (View(values, 0, at), View(values, at, len(values)))
