// @ts-self-types="./cosmjs.d.ts"
// Made by `deno task build:chain`. The licences of the packages in it are in cosmjs_licenses.txt.
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf, __hasOwnProp = Object.prototype.hasOwnProperty;
var __esm = (fn, res, err) => function() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __commonJS = (cb, mod2) => function() {
  try {
    return mod2 || (0, cb[__getOwnPropNames(cb)[0]])((mod2 = { exports: {} }).exports, mod2), mod2.exports;
  } catch (e) {
    throw mod2 = 0, e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: !0 });
}, __copyProps = (to, from, except, desc) => {
  if (from && typeof from == "object" || typeof from == "function")
    for (let key of __getOwnPropNames(from))
      !__hasOwnProp.call(to, key) && key !== except && __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  return to;
};
var __toESM = (mod2, isNodeMode, target) => (target = mod2 != null ? __create(__getProtoOf(mod2)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod2 || !mod2.__esModule ? __defProp(target, "default", { value: mod2, enumerable: !0 }) : target,
  mod2
)), __toCommonJS = (mod2) => __copyProps(__defProp({}, "__esModule", { value: !0 }), mod2);

// cosmjs-types/0.11.0/utf8.js
var require_utf8 = __commonJS({
  "cosmjs-types/0.11.0/utf8.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.utf8Length = utf8Length, exports.utf8Read = utf8Read, exports.utf8Write = utf8Write;
    function utf8Length(str) {
      let len = 0, c = 0;
      for (let i = 0; i < str.length; ++i)
        c = str.charCodeAt(i), c < 128 ? len += 1 : c < 2048 ? len += 2 : (c & 64512) === 55296 && (str.charCodeAt(i + 1) & 64512) === 56320 ? (++i, len += 4) : len += 3;
      return len;
    }
    function utf8Read(buffer, start, end) {
      if (end - start < 1)
        return "";
      let chunk = [], parts = [], i = 0, t;
      for (; start < end; )
        t = buffer[start++], t < 128 ? chunk[i++] = t : t > 191 && t < 224 ? chunk[i++] = (t & 31) << 6 | buffer[start++] & 63 : t > 239 && t < 365 ? (t = ((t & 7) << 18 | (buffer[start++] & 63) << 12 | (buffer[start++] & 63) << 6 | buffer[start++] & 63) - 65536, chunk[i++] = 55296 + (t >> 10), chunk[i++] = 56320 + (t & 1023)) : chunk[i++] = (t & 15) << 12 | (buffer[start++] & 63) << 6 | buffer[start++] & 63, i > 8191 && ((parts || (parts = [])).push(String.fromCharCode(...chunk)), i = 0);
      return parts ? (i && parts.push(String.fromCharCode(...chunk.slice(0, i))), parts.join("")) : String.fromCharCode(...chunk.slice(0, i));
    }
    function utf8Write(str, buffer, offset) {
      let start = offset, c1, c2;
      for (let i = 0; i < str.length; ++i)
        c1 = str.charCodeAt(i), c1 < 128 ? buffer[offset++] = c1 : c1 < 2048 ? (buffer[offset++] = c1 >> 6 | 192, buffer[offset++] = c1 & 63 | 128) : (c1 & 64512) === 55296 && ((c2 = str.charCodeAt(i + 1)) & 64512) === 56320 ? (c1 = 65536 + ((c1 & 1023) << 10) + (c2 & 1023), ++i, buffer[offset++] = c1 >> 18 | 240, buffer[offset++] = c1 >> 12 & 63 | 128, buffer[offset++] = c1 >> 6 & 63 | 128, buffer[offset++] = c1 & 63 | 128) : (buffer[offset++] = c1 >> 12 | 224, buffer[offset++] = c1 >> 6 & 63 | 128, buffer[offset++] = c1 & 63 | 128);
      return offset - start;
    }
  }
});

// cosmjs-types/0.11.0/varint.js
var require_varint = __commonJS({
  "cosmjs-types/0.11.0/varint.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.varint64read = varint64read, exports.varint64write = varint64write, exports.int64FromString = int64FromString, exports.int64ToString = int64ToString, exports.uInt64ToString = uInt64ToString, exports.varint32write = varint32write, exports.varint32read = varint32read, exports.zzEncode = zzEncode, exports.zzDecode = zzDecode, exports.readUInt32 = readUInt32, exports.readInt32 = readInt32, exports.writeVarint32 = writeVarint32, exports.writeVarint64 = writeVarint64, exports.int64Length = int64Length, exports.writeFixed32 = writeFixed32, exports.writeByte = writeByte;
    function varint64read() {
      let lowBits = 0, highBits = 0;
      for (let shift = 0; shift < 28; shift += 7) {
        let b = this.buf[this.pos++];
        if (lowBits |= (b & 127) << shift, (b & 128) == 0)
          return this.assertBounds(), [lowBits, highBits];
      }
      let middleByte = this.buf[this.pos++];
      if (lowBits |= (middleByte & 15) << 28, highBits = (middleByte & 112) >> 4, (middleByte & 128) == 0)
        return this.assertBounds(), [lowBits, highBits];
      for (let shift = 3; shift <= 31; shift += 7) {
        let b = this.buf[this.pos++];
        if (highBits |= (b & 127) << shift, (b & 128) == 0)
          return this.assertBounds(), [lowBits, highBits];
      }
      throw new Error("invalid varint");
    }
    function varint64write(lo, hi, bytes) {
      for (let i = 0; i < 28; i = i + 7) {
        let shift = lo >>> i, hasNext = !(!(shift >>> 7) && hi == 0), byte = (hasNext ? shift | 128 : shift) & 255;
        if (bytes.push(byte), !hasNext)
          return;
      }
      let splitBits = lo >>> 28 & 15 | (hi & 7) << 4, hasMoreBits = hi >> 3 != 0;
      if (bytes.push((hasMoreBits ? splitBits | 128 : splitBits) & 255), !!hasMoreBits) {
        for (let i = 3; i < 31; i = i + 7) {
          let shift = hi >>> i, hasNext = !!(shift >>> 7), byte = (hasNext ? shift | 128 : shift) & 255;
          if (bytes.push(byte), !hasNext)
            return;
        }
        bytes.push(hi >>> 31 & 1);
      }
    }
    var TWO_PWR_32_DBL = 4294967296;
    function int64FromString(dec) {
      let minus = dec[0] === "-";
      minus && (dec = dec.slice(1));
      let base = 1e6, lowBits = 0, highBits = 0;
      function add1e6digit(begin, end) {
        let digit1e6 = Number(dec.slice(begin, end));
        highBits *= base, lowBits = lowBits * base + digit1e6, lowBits >= TWO_PWR_32_DBL && (highBits = highBits + (lowBits / TWO_PWR_32_DBL | 0), lowBits = lowBits % TWO_PWR_32_DBL);
      }
      return add1e6digit(-24, -18), add1e6digit(-18, -12), add1e6digit(-12, -6), add1e6digit(-6), minus ? negate(lowBits, highBits) : newBits(lowBits, highBits);
    }
    function int64ToString(lo, hi) {
      let bits = newBits(lo, hi), negative = bits.hi & 2147483648;
      negative && (bits = negate(bits.lo, bits.hi));
      let result = uInt64ToString(bits.lo, bits.hi);
      return negative ? "-" + result : result;
    }
    function uInt64ToString(lo, hi) {
      if ({ lo, hi } = toUnsigned(lo, hi), hi <= 2097151)
        return String(TWO_PWR_32_DBL * hi + lo);
      let low = lo & 16777215, mid = (lo >>> 24 | hi << 8) & 16777215, high = hi >> 16 & 65535, digitA = low + mid * 6777216 + high * 6710656, digitB = mid + high * 8147497, digitC = high * 2, base = 1e7;
      return digitA >= base && (digitB += Math.floor(digitA / base), digitA %= base), digitB >= base && (digitC += Math.floor(digitB / base), digitB %= base), digitC.toString() + decimalFrom1e7WithLeadingZeros(digitB) + decimalFrom1e7WithLeadingZeros(digitA);
    }
    function toUnsigned(lo, hi) {
      return { lo: lo >>> 0, hi: hi >>> 0 };
    }
    function newBits(lo, hi) {
      return { lo: lo | 0, hi: hi | 0 };
    }
    function negate(lowBits, highBits) {
      return highBits = ~highBits, lowBits ? lowBits = ~lowBits + 1 : highBits += 1, newBits(lowBits, highBits);
    }
    var decimalFrom1e7WithLeadingZeros = (digit1e7) => {
      let partial = String(digit1e7);
      return "0000000".slice(partial.length) + partial;
    };
    function varint32write(value, bytes) {
      if (value >= 0) {
        for (; value > 127; )
          bytes.push(value & 127 | 128), value = value >>> 7;
        bytes.push(value);
      } else {
        for (let i = 0; i < 9; i++)
          bytes.push(value & 127 | 128), value = value >> 7;
        bytes.push(1);
      }
    }
    function varint32read() {
      let b = this.buf[this.pos++], result = b & 127;
      if ((b & 128) == 0)
        return this.assertBounds(), result;
      if (b = this.buf[this.pos++], result |= (b & 127) << 7, (b & 128) == 0)
        return this.assertBounds(), result;
      if (b = this.buf[this.pos++], result |= (b & 127) << 14, (b & 128) == 0)
        return this.assertBounds(), result;
      if (b = this.buf[this.pos++], result |= (b & 127) << 21, (b & 128) == 0)
        return this.assertBounds(), result;
      b = this.buf[this.pos++], result |= (b & 15) << 28;
      for (let readBytes = 5; (b & 128) !== 0 && readBytes < 10; readBytes++)
        b = this.buf[this.pos++];
      if ((b & 128) != 0)
        throw new Error("invalid varint");
      return this.assertBounds(), result >>> 0;
    }
    function zzEncode(lo, hi) {
      let mask = hi >> 31;
      return hi = ((hi << 1 | lo >>> 31) ^ mask) >>> 0, lo = (lo << 1 ^ mask) >>> 0, [lo, hi];
    }
    function zzDecode(lo, hi) {
      let mask = -(lo & 1);
      return lo = ((lo >>> 1 | hi << 31) ^ mask) >>> 0, hi = (hi >>> 1 ^ mask) >>> 0, [lo, hi];
    }
    function readUInt32(buf, pos) {
      return (buf[pos] | buf[pos + 1] << 8 | buf[pos + 2] << 16) + buf[pos + 3] * 16777216;
    }
    function readInt32(buf, pos) {
      return (buf[pos] | buf[pos + 1] << 8 | buf[pos + 2] << 16) + (buf[pos + 3] << 24);
    }
    function writeVarint32(val, buf, pos) {
      for (; val > 127; )
        buf[pos++] = val & 127 | 128, val >>>= 7;
      buf[pos] = val;
    }
    function writeVarint64(val, buf, pos) {
      for (; val.hi; )
        buf[pos++] = val.lo & 127 | 128, val.lo = (val.lo >>> 7 | val.hi << 25) >>> 0, val.hi >>>= 7;
      for (; val.lo > 127; )
        buf[pos++] = val.lo & 127 | 128, val.lo = val.lo >>> 7;
      buf[pos++] = val.lo;
    }
    function int64Length(lo, hi) {
      let part0 = lo, part1 = (lo >>> 28 | hi << 4) >>> 0, part2 = hi >>> 24;
      return part2 === 0 ? part1 === 0 ? part0 < 16384 ? part0 < 128 ? 1 : 2 : part0 < 2097152 ? 3 : 4 : part1 < 16384 ? part1 < 128 ? 5 : 6 : part1 < 2097152 ? 7 : 8 : part2 < 128 ? 9 : 10;
    }
    function writeFixed32(val, buf, pos) {
      buf[pos] = val & 255, buf[pos + 1] = val >>> 8 & 255, buf[pos + 2] = val >>> 16 & 255, buf[pos + 3] = val >>> 24;
    }
    function writeByte(val, buf, pos) {
      buf[pos] = val & 255;
    }
  }
});

// cosmjs-types/0.11.0/binary.js
var require_binary = __commonJS({
  "cosmjs-types/0.11.0/binary.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.BinaryWriter = exports.BinaryReader = exports.WireType = void 0;
    var utf8_1 = require_utf8(), varint_1 = require_varint(), WireType;
    (function(WireType2) {
      WireType2[WireType2.Varint = 0] = "Varint", WireType2[WireType2.Fixed64 = 1] = "Fixed64", WireType2[WireType2.Bytes = 2] = "Bytes", WireType2[WireType2.Fixed32 = 5] = "Fixed32";
    })(WireType || (exports.WireType = WireType = {}));
    var BinaryReader = class {
      buf;
      pos;
      type;
      len;
      assertBounds() {
        if (this.pos > this.len)
          throw new RangeError("premature EOF");
      }
      constructor(buf) {
        this.buf = buf ? new Uint8Array(buf) : new Uint8Array(0), this.pos = 0, this.type = 0, this.len = this.buf.length;
      }
      tag() {
        let tag = this.uint32(), fieldNo = tag >>> 3, wireType = tag & 7;
        if (fieldNo <= 0 || wireType < 0 || wireType > 5)
          throw new Error("illegal tag: field no " + fieldNo + " wire type " + wireType);
        return [fieldNo, wireType, tag];
      }
      skip(length) {
        if (typeof length == "number") {
          if (this.pos + length > this.len)
            throw indexOutOfRange(this, length);
          this.pos += length;
        } else
          do
            if (this.pos >= this.len)
              throw indexOutOfRange(this);
          while (this.buf[this.pos++] & 128);
        return this;
      }
      skipType(wireType) {
        switch (wireType) {
          case WireType.Varint:
            this.skip();
            break;
          case WireType.Fixed64:
            this.skip(8);
            break;
          case WireType.Bytes:
            this.skip(this.uint32());
            break;
          case 3:
            for (; (wireType = this.uint32() & 7) !== 4; )
              this.skipType(wireType);
            break;
          case WireType.Fixed32:
            this.skip(4);
            break;
          /* istanbul ignore next */
          default:
            throw Error("invalid wire type " + wireType + " at offset " + this.pos);
        }
        return this;
      }
      uint32() {
        return varint_1.varint32read.bind(this)();
      }
      int32() {
        return this.uint32() | 0;
      }
      sint32() {
        let num2 = this.uint32();
        return num2 % 2 === 1 ? (num2 + 1) / -2 : num2 / 2;
      }
      fixed32() {
        let val = (0, varint_1.readUInt32)(this.buf, this.pos);
        return this.pos += 4, val;
      }
      sfixed32() {
        let val = (0, varint_1.readInt32)(this.buf, this.pos);
        return this.pos += 4, val;
      }
      int64() {
        let [lo, hi] = varint_1.varint64read.bind(this)();
        return BigInt((0, varint_1.int64ToString)(lo, hi));
      }
      uint64() {
        let [lo, hi] = varint_1.varint64read.bind(this)();
        return BigInt((0, varint_1.uInt64ToString)(lo, hi));
      }
      sint64() {
        let [lo, hi] = varint_1.varint64read.bind(this)();
        return [lo, hi] = (0, varint_1.zzDecode)(lo, hi), BigInt((0, varint_1.int64ToString)(lo, hi));
      }
      fixed64() {
        let lo = this.sfixed32(), hi = this.sfixed32();
        return BigInt((0, varint_1.uInt64ToString)(lo, hi));
      }
      sfixed64() {
        let lo = this.sfixed32(), hi = this.sfixed32();
        return BigInt((0, varint_1.int64ToString)(lo, hi));
      }
      float() {
        throw new Error("float not supported");
      }
      double() {
        throw new Error("double not supported");
      }
      bool() {
        let [lo, hi] = varint_1.varint64read.bind(this)();
        return lo !== 0 || hi !== 0;
      }
      bytes() {
        let len = this.uint32(), start = this.pos;
        return this.pos += len, this.assertBounds(), this.buf.subarray(start, start + len);
      }
      string() {
        let bytes = this.bytes();
        return (0, utf8_1.utf8Read)(bytes, 0, bytes.length);
      }
    };
    exports.BinaryReader = BinaryReader;
    var Op = class {
      fn;
      len;
      val;
      next;
      constructor(fn, len, val) {
        this.fn = fn, this.len = len, this.val = val;
      }
      proceed(buf, pos) {
        this.fn && this.fn(this.val, buf, pos);
      }
    }, State = class {
      head;
      tail;
      len;
      next;
      constructor(writer) {
        this.head = writer.head, this.tail = writer.tail, this.len = writer.len, this.next = writer.states;
      }
    }, BinaryWriter = class _BinaryWriter {
      len = 0;
      head;
      tail;
      states;
      constructor() {
        this.head = new Op(null, 0, 0), this.tail = this.head, this.states = null;
      }
      static create() {
        return new _BinaryWriter();
      }
      static alloc(size) {
        return typeof Uint8Array < "u" ? pool((size2) => new Uint8Array(size2), Uint8Array.prototype.subarray)(size) : new Array(size);
      }
      _push(fn, len, val) {
        return this.tail = this.tail.next = new Op(fn, len, val), this.len += len, this;
      }
      finish() {
        let head = this.head.next, pos = 0, buf = _BinaryWriter.alloc(this.len);
        for (; head; )
          head.proceed(buf, pos), pos += head.len, head = head.next;
        return buf;
      }
      fork() {
        return this.states = new State(this), this.head = this.tail = new Op(null, 0, 0), this.len = 0, this;
      }
      reset() {
        return this.states ? (this.head = this.states.head, this.tail = this.states.tail, this.len = this.states.len, this.states = this.states.next) : (this.head = this.tail = new Op(null, 0, 0), this.len = 0), this;
      }
      ldelim() {
        let head = this.head, tail = this.tail, len = this.len;
        return this.reset().uint32(len), len && (this.tail.next = head.next, this.tail = tail, this.len += len), this;
      }
      tag(fieldNo, type) {
        return this.uint32((fieldNo << 3 | type) >>> 0);
      }
      uint32(value) {
        return this.len += (this.tail = this.tail.next = new Op(varint_1.writeVarint32, (value = value >>> 0) < 128 ? 1 : value < 16384 ? 2 : value < 2097152 ? 3 : value < 268435456 ? 4 : 5, value)).len, this;
      }
      int32(value) {
        return value < 0 ? this._push(varint_1.writeVarint64, 10, (0, varint_1.int64FromString)(value.toString())) : this.uint32(value);
      }
      sint32(value) {
        return this.uint32((value << 1 ^ value >> 31) >>> 0);
      }
      int64(value) {
        let { lo, hi } = (0, varint_1.int64FromString)(value.toString());
        return this._push(varint_1.writeVarint64, (0, varint_1.int64Length)(lo, hi), { lo, hi });
      }
      // uint64 is the same with int64
      uint64 = _BinaryWriter.prototype.int64;
      sint64(value) {
        let { lo, hi } = (0, varint_1.int64FromString)(value.toString());
        return [lo, hi] = (0, varint_1.zzEncode)(lo, hi), this._push(varint_1.writeVarint64, (0, varint_1.int64Length)(lo, hi), { lo, hi });
      }
      fixed64(value) {
        let { lo, hi } = (0, varint_1.int64FromString)(value.toString());
        return this._push(varint_1.writeFixed32, 4, lo)._push(varint_1.writeFixed32, 4, hi);
      }
      // sfixed64 is the same with fixed64
      sfixed64 = _BinaryWriter.prototype.fixed64;
      bool(value) {
        return this._push(varint_1.writeByte, 1, value ? 1 : 0);
      }
      fixed32(value) {
        return this._push(varint_1.writeFixed32, 4, value >>> 0);
      }
      // sfixed32 is the same with fixed32
      sfixed32 = _BinaryWriter.prototype.fixed32;
      float(value) {
        throw new Error("float not supported" + value);
      }
      double(value) {
        throw new Error("double not supported" + value);
      }
      bytes(value) {
        let len = value.length >>> 0;
        return len ? this.uint32(len)._push(writeBytes, len, value) : this._push(varint_1.writeByte, 1, 0);
      }
      string(value) {
        let len = (0, utf8_1.utf8Length)(value);
        return len ? this.uint32(len)._push(utf8_1.utf8Write, len, value) : this._push(varint_1.writeByte, 1, 0);
      }
    };
    exports.BinaryWriter = BinaryWriter;
    function writeBytes(val, buf, pos) {
      if (typeof Uint8Array < "u")
        buf.set(val, pos);
      else
        for (let i = 0; i < val.length; ++i)
          buf[pos + i] = val[i];
    }
    function pool(alloc, slice, size) {
      let SIZE = size || 8192, MAX = SIZE >>> 1, slab = null, offset = SIZE;
      return function(size2) {
        if (size2 < 1 || size2 > MAX)
          return alloc(size2);
        offset + size2 > SIZE && (slab = alloc(SIZE), offset = 0);
        let buf = slice.call(slab, offset, offset += size2);
        return offset & 7 && (offset = (offset | 7) + 1), buf;
      };
    }
    function indexOutOfRange(reader, writeLength) {
      return RangeError("index out of range: " + reader.pos + " + " + (writeLength || 1) + " > " + reader.len);
    }
  }
});

// cosmjs-types/0.11.0/helpers.js
var require_helpers = __commonJS({
  "cosmjs-types/0.11.0/helpers.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.setPaginationParams = void 0, exports.bytesFromBase64 = bytesFromBase64, exports.base64FromBytes = base64FromBytes, exports.omitDefault = omitDefault, exports.toDuration = toDuration, exports.fromDuration = fromDuration, exports.isSet = isSet, exports.isObject = isObject, exports.isRpc = isRpc, exports.toTimestamp = toTimestamp, exports.fromTimestamp = fromTimestamp, exports.fromJsonTimestamp = fromJsonTimestamp;
    function bytesFromBase64(b64) {
      let bin = atob(b64), arr = new Uint8Array(bin.length);
      for (let i = 0; i < bin.length; ++i)
        arr[i] = bin.charCodeAt(i);
      return arr;
    }
    function base64FromBytes(arr) {
      let bin = [];
      return arr.forEach((byte) => {
        bin.push(String.fromCharCode(byte));
      }), btoa(bin.join(""));
    }
    function omitDefault(input) {
      if (typeof input == "string")
        return input === "" ? void 0 : input;
      if (typeof input == "number")
        return input === 0 ? void 0 : input;
      if (typeof input == "boolean")
        return input === !1 ? void 0 : input;
      if (typeof input == "bigint")
        return input === BigInt(0) ? void 0 : input;
      throw new Error(`Got unsupported type ${typeof input}`);
    }
    function toDuration(duration) {
      return {
        seconds: BigInt(Math.floor(parseInt(duration) / 1e9)),
        nanos: parseInt(duration) % 1e9
      };
    }
    function fromDuration(duration) {
      return (parseInt(duration.seconds.toString()) * 1e9 + duration.nanos).toString();
    }
    function isSet(value) {
      return value != null;
    }
    function isObject(value) {
      return typeof value == "object" && value !== null;
    }
    var setPaginationParams = (options, pagination) => (pagination && (typeof pagination?.countTotal < "u" && (options.params["pagination.count_total"] = pagination.countTotal), typeof pagination?.key < "u" && (options.params["pagination.key"] = (void 0).from(pagination.key).toString("base64")), typeof pagination?.limit < "u" && (options.params["pagination.limit"] = pagination.limit.toString()), typeof pagination?.offset < "u" && (options.params["pagination.offset"] = pagination.offset.toString()), typeof pagination?.reverse < "u" && (options.params["pagination.reverse"] = pagination.reverse)), options);
    exports.setPaginationParams = setPaginationParams;
    function isRpc(rpc) {
      return rpc != null && typeof rpc.request == "function";
    }
    function toTimestamp(date) {
      let seconds = numberToLong(date.getTime() / 1e3), nanos = date.getTime() % 1e3 * 1e6;
      return {
        seconds,
        nanos
      };
    }
    function fromTimestamp(t) {
      let millis = Number(t.seconds) * 1e3;
      return millis += t.nanos / 1e6, new Date(millis);
    }
    var timestampFromJSON = (object) => ({
      seconds: isSet(object.seconds) ? BigInt(object.seconds.toString()) : BigInt(0),
      nanos: isSet(object.nanos) ? Number(object.nanos) : 0
    });
    function fromJsonTimestamp(o) {
      return o instanceof Date ? toTimestamp(o) : typeof o == "string" ? toTimestamp(new Date(o)) : timestampFromJSON(o);
    }
    function numberToLong(number) {
      return BigInt(Math.trunc(number));
    }
  }
});

// cosmjs-types/0.11.0/google/protobuf/any.js
var require_any = __commonJS({
  "cosmjs-types/0.11.0/google/protobuf/any.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Any = exports.protobufPackage = void 0;
    var binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "google.protobuf";
    function createBaseAny() {
      return {
        typeUrl: "",
        value: new Uint8Array()
      };
    }
    exports.Any = {
      typeUrl: "/google.protobuf.Any",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.typeUrl !== "" && writer.uint32(10).string(message.typeUrl), message.value.length !== 0 && writer.uint32(18).bytes(message.value), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseAny();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.typeUrl = reader.string();
              break;
            case 2:
              message.value = reader.bytes();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseAny();
        return (0, helpers_1.isSet)(object.typeUrl) && (obj.typeUrl = String(object.typeUrl)), (0, helpers_1.isSet)(object.value) && (obj.value = (0, helpers_1.bytesFromBase64)(object.value)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.typeUrl !== void 0 && (obj.typeUrl = message.typeUrl), message.value !== void 0 && (obj.value = (0, helpers_1.base64FromBytes)(message.value !== void 0 ? message.value : new Uint8Array())), obj;
      },
      fromPartial(object) {
        let message = createBaseAny();
        return message.typeUrl = object.typeUrl ?? "", message.value = object.value ?? new Uint8Array(), message;
      }
    };
  }
});

// cosmjs-types/0.11.0/google/protobuf/timestamp.js
var require_timestamp = __commonJS({
  "cosmjs-types/0.11.0/google/protobuf/timestamp.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Timestamp = exports.protobufPackage = void 0;
    var binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "google.protobuf";
    function createBaseTimestamp() {
      return {
        seconds: BigInt(0),
        nanos: 0
      };
    }
    exports.Timestamp = {
      typeUrl: "/google.protobuf.Timestamp",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.seconds !== BigInt(0) && writer.uint32(8).int64(message.seconds), message.nanos !== 0 && writer.uint32(16).int32(message.nanos), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseTimestamp();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.seconds = reader.int64();
              break;
            case 2:
              message.nanos = reader.int32();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseTimestamp();
        return (0, helpers_1.isSet)(object.seconds) && (obj.seconds = BigInt(object.seconds.toString())), (0, helpers_1.isSet)(object.nanos) && (obj.nanos = Number(object.nanos)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.seconds !== void 0 && (obj.seconds = (message.seconds || BigInt(0)).toString()), message.nanos !== void 0 && (obj.nanos = Math.round(message.nanos)), obj;
      },
      fromPartial(object) {
        let message = createBaseTimestamp();
        return object.seconds !== void 0 && object.seconds !== null && (message.seconds = BigInt(object.seconds.toString())), message.nanos = object.nanos ?? 0, message;
      }
    };
  }
});

// cosmjs-types/0.11.0/cosmos/crypto/multisig/v1beta1/multisig.js
var require_multisig = __commonJS({
  "cosmjs-types/0.11.0/cosmos/crypto/multisig/v1beta1/multisig.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.CompactBitArray = exports.MultiSignature = exports.protobufPackage = void 0;
    var binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "cosmos.crypto.multisig.v1beta1";
    function createBaseMultiSignature() {
      return {
        signatures: []
      };
    }
    exports.MultiSignature = {
      typeUrl: "/cosmos.crypto.multisig.v1beta1.MultiSignature",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        for (let v of message.signatures)
          writer.uint32(10).bytes(v);
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseMultiSignature();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.signatures.push(reader.bytes()) : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseMultiSignature();
        return Array.isArray(object?.signatures) && (obj.signatures = object.signatures.map((e) => (0, helpers_1.bytesFromBase64)(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.signatures ? obj.signatures = message.signatures.map((e) => (0, helpers_1.base64FromBytes)(e !== void 0 ? e : new Uint8Array())) : obj.signatures = [], obj;
      },
      fromPartial(object) {
        let message = createBaseMultiSignature();
        return message.signatures = object.signatures?.map((e) => e) || [], message;
      }
    };
    function createBaseCompactBitArray() {
      return {
        extraBitsStored: 0,
        elems: new Uint8Array()
      };
    }
    exports.CompactBitArray = {
      typeUrl: "/cosmos.crypto.multisig.v1beta1.CompactBitArray",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.extraBitsStored !== 0 && writer.uint32(8).uint32(message.extraBitsStored), message.elems.length !== 0 && writer.uint32(18).bytes(message.elems), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseCompactBitArray();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.extraBitsStored = reader.uint32();
              break;
            case 2:
              message.elems = reader.bytes();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseCompactBitArray();
        return (0, helpers_1.isSet)(object.extraBitsStored) && (obj.extraBitsStored = Number(object.extraBitsStored)), (0, helpers_1.isSet)(object.elems) && (obj.elems = (0, helpers_1.bytesFromBase64)(object.elems)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.extraBitsStored !== void 0 && (obj.extraBitsStored = Math.round(message.extraBitsStored)), message.elems !== void 0 && (obj.elems = (0, helpers_1.base64FromBytes)(message.elems !== void 0 ? message.elems : new Uint8Array())), obj;
      },
      fromPartial(object) {
        let message = createBaseCompactBitArray();
        return message.extraBitsStored = object.extraBitsStored ?? 0, message.elems = object.elems ?? new Uint8Array(), message;
      }
    };
  }
});

// cosmjs-types/0.11.0/cosmos/tx/signing/v1beta1/signing.js
var require_signing = __commonJS({
  "cosmjs-types/0.11.0/cosmos/tx/signing/v1beta1/signing.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.SignatureDescriptor_Data_Multi = exports.SignatureDescriptor_Data_Single = exports.SignatureDescriptor_Data = exports.SignatureDescriptor = exports.SignatureDescriptors = exports.SignMode = exports.protobufPackage = void 0, exports.signModeFromJSON = signModeFromJSON, exports.signModeToJSON = signModeToJSON;
    var multisig_1 = require_multisig(), any_1 = require_any(), binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "cosmos.tx.signing.v1beta1";
    var SignMode;
    (function(SignMode2) {
      SignMode2[SignMode2.SIGN_MODE_UNSPECIFIED = 0] = "SIGN_MODE_UNSPECIFIED", SignMode2[SignMode2.SIGN_MODE_DIRECT = 1] = "SIGN_MODE_DIRECT", SignMode2[SignMode2.SIGN_MODE_TEXTUAL = 2] = "SIGN_MODE_TEXTUAL", SignMode2[SignMode2.SIGN_MODE_DIRECT_AUX = 3] = "SIGN_MODE_DIRECT_AUX", SignMode2[SignMode2.SIGN_MODE_LEGACY_AMINO_JSON = 127] = "SIGN_MODE_LEGACY_AMINO_JSON", SignMode2[SignMode2.SIGN_MODE_EIP_191 = 191] = "SIGN_MODE_EIP_191", SignMode2[SignMode2.UNRECOGNIZED = -1] = "UNRECOGNIZED";
    })(SignMode || (exports.SignMode = SignMode = {}));
    function signModeFromJSON(object) {
      switch (object) {
        case 0:
        case "SIGN_MODE_UNSPECIFIED":
          return SignMode.SIGN_MODE_UNSPECIFIED;
        case 1:
        case "SIGN_MODE_DIRECT":
          return SignMode.SIGN_MODE_DIRECT;
        case 2:
        case "SIGN_MODE_TEXTUAL":
          return SignMode.SIGN_MODE_TEXTUAL;
        case 3:
        case "SIGN_MODE_DIRECT_AUX":
          return SignMode.SIGN_MODE_DIRECT_AUX;
        case 127:
        case "SIGN_MODE_LEGACY_AMINO_JSON":
          return SignMode.SIGN_MODE_LEGACY_AMINO_JSON;
        case 191:
        case "SIGN_MODE_EIP_191":
          return SignMode.SIGN_MODE_EIP_191;
        default:
          return SignMode.UNRECOGNIZED;
      }
    }
    function signModeToJSON(object) {
      switch (object) {
        case SignMode.SIGN_MODE_UNSPECIFIED:
          return "SIGN_MODE_UNSPECIFIED";
        case SignMode.SIGN_MODE_DIRECT:
          return "SIGN_MODE_DIRECT";
        case SignMode.SIGN_MODE_TEXTUAL:
          return "SIGN_MODE_TEXTUAL";
        case SignMode.SIGN_MODE_DIRECT_AUX:
          return "SIGN_MODE_DIRECT_AUX";
        case SignMode.SIGN_MODE_LEGACY_AMINO_JSON:
          return "SIGN_MODE_LEGACY_AMINO_JSON";
        case SignMode.SIGN_MODE_EIP_191:
          return "SIGN_MODE_EIP_191";
        case SignMode.UNRECOGNIZED:
        default:
          return "UNRECOGNIZED";
      }
    }
    function createBaseSignatureDescriptors() {
      return {
        signatures: []
      };
    }
    exports.SignatureDescriptors = {
      typeUrl: "/cosmos.tx.signing.v1beta1.SignatureDescriptors",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        for (let v of message.signatures)
          exports.SignatureDescriptor.encode(v, writer.uint32(10).fork()).ldelim();
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseSignatureDescriptors();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.signatures.push(exports.SignatureDescriptor.decode(reader, reader.uint32())) : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseSignatureDescriptors();
        return Array.isArray(object?.signatures) && (obj.signatures = object.signatures.map((e) => exports.SignatureDescriptor.fromJSON(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.signatures ? obj.signatures = message.signatures.map((e) => e ? exports.SignatureDescriptor.toJSON(e) : void 0) : obj.signatures = [], obj;
      },
      fromPartial(object) {
        let message = createBaseSignatureDescriptors();
        return message.signatures = object.signatures?.map((e) => exports.SignatureDescriptor.fromPartial(e)) || [], message;
      }
    };
    function createBaseSignatureDescriptor() {
      return {
        publicKey: void 0,
        data: void 0,
        sequence: BigInt(0)
      };
    }
    exports.SignatureDescriptor = {
      typeUrl: "/cosmos.tx.signing.v1beta1.SignatureDescriptor",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.publicKey !== void 0 && any_1.Any.encode(message.publicKey, writer.uint32(10).fork()).ldelim(), message.data !== void 0 && exports.SignatureDescriptor_Data.encode(message.data, writer.uint32(18).fork()).ldelim(), message.sequence !== BigInt(0) && writer.uint32(24).uint64(message.sequence), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseSignatureDescriptor();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.publicKey = any_1.Any.decode(reader, reader.uint32());
              break;
            case 2:
              message.data = exports.SignatureDescriptor_Data.decode(reader, reader.uint32());
              break;
            case 3:
              message.sequence = reader.uint64();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseSignatureDescriptor();
        return (0, helpers_1.isSet)(object.publicKey) && (obj.publicKey = any_1.Any.fromJSON(object.publicKey)), (0, helpers_1.isSet)(object.data) && (obj.data = exports.SignatureDescriptor_Data.fromJSON(object.data)), (0, helpers_1.isSet)(object.sequence) && (obj.sequence = BigInt(object.sequence.toString())), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.publicKey !== void 0 && (obj.publicKey = message.publicKey ? any_1.Any.toJSON(message.publicKey) : void 0), message.data !== void 0 && (obj.data = message.data ? exports.SignatureDescriptor_Data.toJSON(message.data) : void 0), message.sequence !== void 0 && (obj.sequence = (message.sequence || BigInt(0)).toString()), obj;
      },
      fromPartial(object) {
        let message = createBaseSignatureDescriptor();
        return object.publicKey !== void 0 && object.publicKey !== null && (message.publicKey = any_1.Any.fromPartial(object.publicKey)), object.data !== void 0 && object.data !== null && (message.data = exports.SignatureDescriptor_Data.fromPartial(object.data)), object.sequence !== void 0 && object.sequence !== null && (message.sequence = BigInt(object.sequence.toString())), message;
      }
    };
    function createBaseSignatureDescriptor_Data() {
      return {
        single: void 0,
        multi: void 0
      };
    }
    exports.SignatureDescriptor_Data = {
      typeUrl: "/cosmos.tx.signing.v1beta1.Data",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.single !== void 0 && exports.SignatureDescriptor_Data_Single.encode(message.single, writer.uint32(10).fork()).ldelim(), message.multi !== void 0 && exports.SignatureDescriptor_Data_Multi.encode(message.multi, writer.uint32(18).fork()).ldelim(), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseSignatureDescriptor_Data();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.single = exports.SignatureDescriptor_Data_Single.decode(reader, reader.uint32());
              break;
            case 2:
              message.multi = exports.SignatureDescriptor_Data_Multi.decode(reader, reader.uint32());
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseSignatureDescriptor_Data();
        return (0, helpers_1.isSet)(object.single) && (obj.single = exports.SignatureDescriptor_Data_Single.fromJSON(object.single)), (0, helpers_1.isSet)(object.multi) && (obj.multi = exports.SignatureDescriptor_Data_Multi.fromJSON(object.multi)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.single !== void 0 && (obj.single = message.single ? exports.SignatureDescriptor_Data_Single.toJSON(message.single) : void 0), message.multi !== void 0 && (obj.multi = message.multi ? exports.SignatureDescriptor_Data_Multi.toJSON(message.multi) : void 0), obj;
      },
      fromPartial(object) {
        let message = createBaseSignatureDescriptor_Data();
        return object.single !== void 0 && object.single !== null && (message.single = exports.SignatureDescriptor_Data_Single.fromPartial(object.single)), object.multi !== void 0 && object.multi !== null && (message.multi = exports.SignatureDescriptor_Data_Multi.fromPartial(object.multi)), message;
      }
    };
    function createBaseSignatureDescriptor_Data_Single() {
      return {
        mode: 0,
        signature: new Uint8Array()
      };
    }
    exports.SignatureDescriptor_Data_Single = {
      typeUrl: "/cosmos.tx.signing.v1beta1.Single",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.mode !== 0 && writer.uint32(8).int32(message.mode), message.signature.length !== 0 && writer.uint32(18).bytes(message.signature), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseSignatureDescriptor_Data_Single();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.mode = reader.int32();
              break;
            case 2:
              message.signature = reader.bytes();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseSignatureDescriptor_Data_Single();
        return (0, helpers_1.isSet)(object.mode) && (obj.mode = signModeFromJSON(object.mode)), (0, helpers_1.isSet)(object.signature) && (obj.signature = (0, helpers_1.bytesFromBase64)(object.signature)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.mode !== void 0 && (obj.mode = signModeToJSON(message.mode)), message.signature !== void 0 && (obj.signature = (0, helpers_1.base64FromBytes)(message.signature !== void 0 ? message.signature : new Uint8Array())), obj;
      },
      fromPartial(object) {
        let message = createBaseSignatureDescriptor_Data_Single();
        return message.mode = object.mode ?? 0, message.signature = object.signature ?? new Uint8Array(), message;
      }
    };
    function createBaseSignatureDescriptor_Data_Multi() {
      return {
        bitarray: void 0,
        signatures: []
      };
    }
    exports.SignatureDescriptor_Data_Multi = {
      typeUrl: "/cosmos.tx.signing.v1beta1.Multi",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.bitarray !== void 0 && multisig_1.CompactBitArray.encode(message.bitarray, writer.uint32(10).fork()).ldelim();
        for (let v of message.signatures)
          exports.SignatureDescriptor_Data.encode(v, writer.uint32(18).fork()).ldelim();
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseSignatureDescriptor_Data_Multi();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.bitarray = multisig_1.CompactBitArray.decode(reader, reader.uint32());
              break;
            case 2:
              message.signatures.push(exports.SignatureDescriptor_Data.decode(reader, reader.uint32()));
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseSignatureDescriptor_Data_Multi();
        return (0, helpers_1.isSet)(object.bitarray) && (obj.bitarray = multisig_1.CompactBitArray.fromJSON(object.bitarray)), Array.isArray(object?.signatures) && (obj.signatures = object.signatures.map((e) => exports.SignatureDescriptor_Data.fromJSON(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.bitarray !== void 0 && (obj.bitarray = message.bitarray ? multisig_1.CompactBitArray.toJSON(message.bitarray) : void 0), message.signatures ? obj.signatures = message.signatures.map((e) => e ? exports.SignatureDescriptor_Data.toJSON(e) : void 0) : obj.signatures = [], obj;
      },
      fromPartial(object) {
        let message = createBaseSignatureDescriptor_Data_Multi();
        return object.bitarray !== void 0 && object.bitarray !== null && (message.bitarray = multisig_1.CompactBitArray.fromPartial(object.bitarray)), message.signatures = object.signatures?.map((e) => exports.SignatureDescriptor_Data.fromPartial(e)) || [], message;
      }
    };
  }
});

// cosmjs-types/0.11.0/cosmos/base/v1beta1/coin.js
var require_coin = __commonJS({
  "cosmjs-types/0.11.0/cosmos/base/v1beta1/coin.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.DecProto = exports.IntProto = exports.DecCoin = exports.Coin = exports.protobufPackage = void 0;
    var binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "cosmos.base.v1beta1";
    function createBaseCoin() {
      return {
        denom: "",
        amount: ""
      };
    }
    exports.Coin = {
      typeUrl: "/cosmos.base.v1beta1.Coin",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.denom !== "" && writer.uint32(10).string(message.denom), message.amount !== "" && writer.uint32(18).string(message.amount), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseCoin();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.denom = reader.string();
              break;
            case 2:
              message.amount = reader.string();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseCoin();
        return (0, helpers_1.isSet)(object.denom) && (obj.denom = String(object.denom)), (0, helpers_1.isSet)(object.amount) && (obj.amount = String(object.amount)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.denom !== void 0 && (obj.denom = message.denom), message.amount !== void 0 && (obj.amount = message.amount), obj;
      },
      fromPartial(object) {
        let message = createBaseCoin();
        return message.denom = object.denom ?? "", message.amount = object.amount ?? "", message;
      }
    };
    function createBaseDecCoin() {
      return {
        denom: "",
        amount: ""
      };
    }
    exports.DecCoin = {
      typeUrl: "/cosmos.base.v1beta1.DecCoin",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.denom !== "" && writer.uint32(10).string(message.denom), message.amount !== "" && writer.uint32(18).string(message.amount), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseDecCoin();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.denom = reader.string();
              break;
            case 2:
              message.amount = reader.string();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseDecCoin();
        return (0, helpers_1.isSet)(object.denom) && (obj.denom = String(object.denom)), (0, helpers_1.isSet)(object.amount) && (obj.amount = String(object.amount)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.denom !== void 0 && (obj.denom = message.denom), message.amount !== void 0 && (obj.amount = message.amount), obj;
      },
      fromPartial(object) {
        let message = createBaseDecCoin();
        return message.denom = object.denom ?? "", message.amount = object.amount ?? "", message;
      }
    };
    function createBaseIntProto() {
      return {
        int: ""
      };
    }
    exports.IntProto = {
      typeUrl: "/cosmos.base.v1beta1.IntProto",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.int !== "" && writer.uint32(10).string(message.int), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseIntProto();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.int = reader.string() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseIntProto();
        return (0, helpers_1.isSet)(object.int) && (obj.int = String(object.int)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.int !== void 0 && (obj.int = message.int), obj;
      },
      fromPartial(object) {
        let message = createBaseIntProto();
        return message.int = object.int ?? "", message;
      }
    };
    function createBaseDecProto() {
      return {
        dec: ""
      };
    }
    exports.DecProto = {
      typeUrl: "/cosmos.base.v1beta1.DecProto",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.dec !== "" && writer.uint32(10).string(message.dec), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseDecProto();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.dec = reader.string() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseDecProto();
        return (0, helpers_1.isSet)(object.dec) && (obj.dec = String(object.dec)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.dec !== void 0 && (obj.dec = message.dec), obj;
      },
      fromPartial(object) {
        let message = createBaseDecProto();
        return message.dec = object.dec ?? "", message;
      }
    };
  }
});

// cosmjs-types/0.11.0/cosmos/tx/v1beta1/tx.js
var require_tx = __commonJS({
  "cosmjs-types/0.11.0/cosmos/tx/v1beta1/tx.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.AuxSignerData = exports.Tip = exports.Fee = exports.ModeInfo_Multi = exports.ModeInfo_Single = exports.ModeInfo = exports.SignerInfo = exports.AuthInfo = exports.TxBody = exports.SignDocDirectAux = exports.SignDoc = exports.TxRaw = exports.Tx = exports.protobufPackage = void 0;
    var any_1 = require_any(), timestamp_1 = require_timestamp(), signing_1 = require_signing(), multisig_1 = require_multisig(), coin_1 = require_coin(), binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "cosmos.tx.v1beta1";
    function createBaseTx() {
      return {
        body: void 0,
        authInfo: void 0,
        signatures: []
      };
    }
    exports.Tx = {
      typeUrl: "/cosmos.tx.v1beta1.Tx",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.body !== void 0 && exports.TxBody.encode(message.body, writer.uint32(10).fork()).ldelim(), message.authInfo !== void 0 && exports.AuthInfo.encode(message.authInfo, writer.uint32(18).fork()).ldelim();
        for (let v of message.signatures)
          writer.uint32(26).bytes(v);
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseTx();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.body = exports.TxBody.decode(reader, reader.uint32());
              break;
            case 2:
              message.authInfo = exports.AuthInfo.decode(reader, reader.uint32());
              break;
            case 3:
              message.signatures.push(reader.bytes());
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseTx();
        return (0, helpers_1.isSet)(object.body) && (obj.body = exports.TxBody.fromJSON(object.body)), (0, helpers_1.isSet)(object.authInfo) && (obj.authInfo = exports.AuthInfo.fromJSON(object.authInfo)), Array.isArray(object?.signatures) && (obj.signatures = object.signatures.map((e) => (0, helpers_1.bytesFromBase64)(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.body !== void 0 && (obj.body = message.body ? exports.TxBody.toJSON(message.body) : void 0), message.authInfo !== void 0 && (obj.authInfo = message.authInfo ? exports.AuthInfo.toJSON(message.authInfo) : void 0), message.signatures ? obj.signatures = message.signatures.map((e) => (0, helpers_1.base64FromBytes)(e !== void 0 ? e : new Uint8Array())) : obj.signatures = [], obj;
      },
      fromPartial(object) {
        let message = createBaseTx();
        return object.body !== void 0 && object.body !== null && (message.body = exports.TxBody.fromPartial(object.body)), object.authInfo !== void 0 && object.authInfo !== null && (message.authInfo = exports.AuthInfo.fromPartial(object.authInfo)), message.signatures = object.signatures?.map((e) => e) || [], message;
      }
    };
    function createBaseTxRaw() {
      return {
        bodyBytes: new Uint8Array(),
        authInfoBytes: new Uint8Array(),
        signatures: []
      };
    }
    exports.TxRaw = {
      typeUrl: "/cosmos.tx.v1beta1.TxRaw",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.bodyBytes.length !== 0 && writer.uint32(10).bytes(message.bodyBytes), message.authInfoBytes.length !== 0 && writer.uint32(18).bytes(message.authInfoBytes);
        for (let v of message.signatures)
          writer.uint32(26).bytes(v);
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseTxRaw();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.bodyBytes = reader.bytes();
              break;
            case 2:
              message.authInfoBytes = reader.bytes();
              break;
            case 3:
              message.signatures.push(reader.bytes());
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseTxRaw();
        return (0, helpers_1.isSet)(object.bodyBytes) && (obj.bodyBytes = (0, helpers_1.bytesFromBase64)(object.bodyBytes)), (0, helpers_1.isSet)(object.authInfoBytes) && (obj.authInfoBytes = (0, helpers_1.bytesFromBase64)(object.authInfoBytes)), Array.isArray(object?.signatures) && (obj.signatures = object.signatures.map((e) => (0, helpers_1.bytesFromBase64)(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.bodyBytes !== void 0 && (obj.bodyBytes = (0, helpers_1.base64FromBytes)(message.bodyBytes !== void 0 ? message.bodyBytes : new Uint8Array())), message.authInfoBytes !== void 0 && (obj.authInfoBytes = (0, helpers_1.base64FromBytes)(message.authInfoBytes !== void 0 ? message.authInfoBytes : new Uint8Array())), message.signatures ? obj.signatures = message.signatures.map((e) => (0, helpers_1.base64FromBytes)(e !== void 0 ? e : new Uint8Array())) : obj.signatures = [], obj;
      },
      fromPartial(object) {
        let message = createBaseTxRaw();
        return message.bodyBytes = object.bodyBytes ?? new Uint8Array(), message.authInfoBytes = object.authInfoBytes ?? new Uint8Array(), message.signatures = object.signatures?.map((e) => e) || [], message;
      }
    };
    function createBaseSignDoc() {
      return {
        bodyBytes: new Uint8Array(),
        authInfoBytes: new Uint8Array(),
        chainId: "",
        accountNumber: BigInt(0)
      };
    }
    exports.SignDoc = {
      typeUrl: "/cosmos.tx.v1beta1.SignDoc",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.bodyBytes.length !== 0 && writer.uint32(10).bytes(message.bodyBytes), message.authInfoBytes.length !== 0 && writer.uint32(18).bytes(message.authInfoBytes), message.chainId !== "" && writer.uint32(26).string(message.chainId), message.accountNumber !== BigInt(0) && writer.uint32(32).uint64(message.accountNumber), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseSignDoc();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.bodyBytes = reader.bytes();
              break;
            case 2:
              message.authInfoBytes = reader.bytes();
              break;
            case 3:
              message.chainId = reader.string();
              break;
            case 4:
              message.accountNumber = reader.uint64();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseSignDoc();
        return (0, helpers_1.isSet)(object.bodyBytes) && (obj.bodyBytes = (0, helpers_1.bytesFromBase64)(object.bodyBytes)), (0, helpers_1.isSet)(object.authInfoBytes) && (obj.authInfoBytes = (0, helpers_1.bytesFromBase64)(object.authInfoBytes)), (0, helpers_1.isSet)(object.chainId) && (obj.chainId = String(object.chainId)), (0, helpers_1.isSet)(object.accountNumber) && (obj.accountNumber = BigInt(object.accountNumber.toString())), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.bodyBytes !== void 0 && (obj.bodyBytes = (0, helpers_1.base64FromBytes)(message.bodyBytes !== void 0 ? message.bodyBytes : new Uint8Array())), message.authInfoBytes !== void 0 && (obj.authInfoBytes = (0, helpers_1.base64FromBytes)(message.authInfoBytes !== void 0 ? message.authInfoBytes : new Uint8Array())), message.chainId !== void 0 && (obj.chainId = message.chainId), message.accountNumber !== void 0 && (obj.accountNumber = (message.accountNumber || BigInt(0)).toString()), obj;
      },
      fromPartial(object) {
        let message = createBaseSignDoc();
        return message.bodyBytes = object.bodyBytes ?? new Uint8Array(), message.authInfoBytes = object.authInfoBytes ?? new Uint8Array(), message.chainId = object.chainId ?? "", object.accountNumber !== void 0 && object.accountNumber !== null && (message.accountNumber = BigInt(object.accountNumber.toString())), message;
      }
    };
    function createBaseSignDocDirectAux() {
      return {
        bodyBytes: new Uint8Array(),
        publicKey: void 0,
        chainId: "",
        accountNumber: BigInt(0),
        sequence: BigInt(0),
        tip: void 0
      };
    }
    exports.SignDocDirectAux = {
      typeUrl: "/cosmos.tx.v1beta1.SignDocDirectAux",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.bodyBytes.length !== 0 && writer.uint32(10).bytes(message.bodyBytes), message.publicKey !== void 0 && any_1.Any.encode(message.publicKey, writer.uint32(18).fork()).ldelim(), message.chainId !== "" && writer.uint32(26).string(message.chainId), message.accountNumber !== BigInt(0) && writer.uint32(32).uint64(message.accountNumber), message.sequence !== BigInt(0) && writer.uint32(40).uint64(message.sequence), message.tip !== void 0 && exports.Tip.encode(message.tip, writer.uint32(50).fork()).ldelim(), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseSignDocDirectAux();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.bodyBytes = reader.bytes();
              break;
            case 2:
              message.publicKey = any_1.Any.decode(reader, reader.uint32());
              break;
            case 3:
              message.chainId = reader.string();
              break;
            case 4:
              message.accountNumber = reader.uint64();
              break;
            case 5:
              message.sequence = reader.uint64();
              break;
            case 6:
              message.tip = exports.Tip.decode(reader, reader.uint32());
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseSignDocDirectAux();
        return (0, helpers_1.isSet)(object.bodyBytes) && (obj.bodyBytes = (0, helpers_1.bytesFromBase64)(object.bodyBytes)), (0, helpers_1.isSet)(object.publicKey) && (obj.publicKey = any_1.Any.fromJSON(object.publicKey)), (0, helpers_1.isSet)(object.chainId) && (obj.chainId = String(object.chainId)), (0, helpers_1.isSet)(object.accountNumber) && (obj.accountNumber = BigInt(object.accountNumber.toString())), (0, helpers_1.isSet)(object.sequence) && (obj.sequence = BigInt(object.sequence.toString())), (0, helpers_1.isSet)(object.tip) && (obj.tip = exports.Tip.fromJSON(object.tip)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.bodyBytes !== void 0 && (obj.bodyBytes = (0, helpers_1.base64FromBytes)(message.bodyBytes !== void 0 ? message.bodyBytes : new Uint8Array())), message.publicKey !== void 0 && (obj.publicKey = message.publicKey ? any_1.Any.toJSON(message.publicKey) : void 0), message.chainId !== void 0 && (obj.chainId = message.chainId), message.accountNumber !== void 0 && (obj.accountNumber = (message.accountNumber || BigInt(0)).toString()), message.sequence !== void 0 && (obj.sequence = (message.sequence || BigInt(0)).toString()), message.tip !== void 0 && (obj.tip = message.tip ? exports.Tip.toJSON(message.tip) : void 0), obj;
      },
      fromPartial(object) {
        let message = createBaseSignDocDirectAux();
        return message.bodyBytes = object.bodyBytes ?? new Uint8Array(), object.publicKey !== void 0 && object.publicKey !== null && (message.publicKey = any_1.Any.fromPartial(object.publicKey)), message.chainId = object.chainId ?? "", object.accountNumber !== void 0 && object.accountNumber !== null && (message.accountNumber = BigInt(object.accountNumber.toString())), object.sequence !== void 0 && object.sequence !== null && (message.sequence = BigInt(object.sequence.toString())), object.tip !== void 0 && object.tip !== null && (message.tip = exports.Tip.fromPartial(object.tip)), message;
      }
    };
    function createBaseTxBody() {
      return {
        messages: [],
        memo: "",
        timeoutHeight: BigInt(0),
        unordered: !1,
        timeoutTimestamp: void 0,
        extensionOptions: [],
        nonCriticalExtensionOptions: []
      };
    }
    exports.TxBody = {
      typeUrl: "/cosmos.tx.v1beta1.TxBody",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        for (let v of message.messages)
          any_1.Any.encode(v, writer.uint32(10).fork()).ldelim();
        message.memo !== "" && writer.uint32(18).string(message.memo), message.timeoutHeight !== BigInt(0) && writer.uint32(24).uint64(message.timeoutHeight), message.unordered === !0 && writer.uint32(32).bool(message.unordered), message.timeoutTimestamp !== void 0 && timestamp_1.Timestamp.encode(message.timeoutTimestamp, writer.uint32(42).fork()).ldelim();
        for (let v of message.extensionOptions)
          any_1.Any.encode(v, writer.uint32(8186).fork()).ldelim();
        for (let v of message.nonCriticalExtensionOptions)
          any_1.Any.encode(v, writer.uint32(16378).fork()).ldelim();
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseTxBody();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.messages.push(any_1.Any.decode(reader, reader.uint32()));
              break;
            case 2:
              message.memo = reader.string();
              break;
            case 3:
              message.timeoutHeight = reader.uint64();
              break;
            case 4:
              message.unordered = reader.bool();
              break;
            case 5:
              message.timeoutTimestamp = timestamp_1.Timestamp.decode(reader, reader.uint32());
              break;
            case 1023:
              message.extensionOptions.push(any_1.Any.decode(reader, reader.uint32()));
              break;
            case 2047:
              message.nonCriticalExtensionOptions.push(any_1.Any.decode(reader, reader.uint32()));
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseTxBody();
        return Array.isArray(object?.messages) && (obj.messages = object.messages.map((e) => any_1.Any.fromJSON(e))), (0, helpers_1.isSet)(object.memo) && (obj.memo = String(object.memo)), (0, helpers_1.isSet)(object.timeoutHeight) && (obj.timeoutHeight = BigInt(object.timeoutHeight.toString())), (0, helpers_1.isSet)(object.unordered) && (obj.unordered = !!object.unordered), (0, helpers_1.isSet)(object.timeoutTimestamp) && (obj.timeoutTimestamp = (0, helpers_1.fromJsonTimestamp)(object.timeoutTimestamp)), Array.isArray(object?.extensionOptions) && (obj.extensionOptions = object.extensionOptions.map((e) => any_1.Any.fromJSON(e))), Array.isArray(object?.nonCriticalExtensionOptions) && (obj.nonCriticalExtensionOptions = object.nonCriticalExtensionOptions.map((e) => any_1.Any.fromJSON(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.messages ? obj.messages = message.messages.map((e) => e ? any_1.Any.toJSON(e) : void 0) : obj.messages = [], message.memo !== void 0 && (obj.memo = message.memo), message.timeoutHeight !== void 0 && (obj.timeoutHeight = (message.timeoutHeight || BigInt(0)).toString()), message.unordered !== void 0 && (obj.unordered = message.unordered), message.timeoutTimestamp !== void 0 && (obj.timeoutTimestamp = (0, helpers_1.fromTimestamp)(message.timeoutTimestamp).toISOString()), message.extensionOptions ? obj.extensionOptions = message.extensionOptions.map((e) => e ? any_1.Any.toJSON(e) : void 0) : obj.extensionOptions = [], message.nonCriticalExtensionOptions ? obj.nonCriticalExtensionOptions = message.nonCriticalExtensionOptions.map((e) => e ? any_1.Any.toJSON(e) : void 0) : obj.nonCriticalExtensionOptions = [], obj;
      },
      fromPartial(object) {
        let message = createBaseTxBody();
        return message.messages = object.messages?.map((e) => any_1.Any.fromPartial(e)) || [], message.memo = object.memo ?? "", object.timeoutHeight !== void 0 && object.timeoutHeight !== null && (message.timeoutHeight = BigInt(object.timeoutHeight.toString())), message.unordered = object.unordered ?? !1, object.timeoutTimestamp !== void 0 && object.timeoutTimestamp !== null && (message.timeoutTimestamp = timestamp_1.Timestamp.fromPartial(object.timeoutTimestamp)), message.extensionOptions = object.extensionOptions?.map((e) => any_1.Any.fromPartial(e)) || [], message.nonCriticalExtensionOptions = object.nonCriticalExtensionOptions?.map((e) => any_1.Any.fromPartial(e)) || [], message;
      }
    };
    function createBaseAuthInfo() {
      return {
        signerInfos: [],
        fee: void 0,
        tip: void 0
      };
    }
    exports.AuthInfo = {
      typeUrl: "/cosmos.tx.v1beta1.AuthInfo",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        for (let v of message.signerInfos)
          exports.SignerInfo.encode(v, writer.uint32(10).fork()).ldelim();
        return message.fee !== void 0 && exports.Fee.encode(message.fee, writer.uint32(18).fork()).ldelim(), message.tip !== void 0 && exports.Tip.encode(message.tip, writer.uint32(26).fork()).ldelim(), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseAuthInfo();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.signerInfos.push(exports.SignerInfo.decode(reader, reader.uint32()));
              break;
            case 2:
              message.fee = exports.Fee.decode(reader, reader.uint32());
              break;
            case 3:
              message.tip = exports.Tip.decode(reader, reader.uint32());
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseAuthInfo();
        return Array.isArray(object?.signerInfos) && (obj.signerInfos = object.signerInfos.map((e) => exports.SignerInfo.fromJSON(e))), (0, helpers_1.isSet)(object.fee) && (obj.fee = exports.Fee.fromJSON(object.fee)), (0, helpers_1.isSet)(object.tip) && (obj.tip = exports.Tip.fromJSON(object.tip)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.signerInfos ? obj.signerInfos = message.signerInfos.map((e) => e ? exports.SignerInfo.toJSON(e) : void 0) : obj.signerInfos = [], message.fee !== void 0 && (obj.fee = message.fee ? exports.Fee.toJSON(message.fee) : void 0), message.tip !== void 0 && (obj.tip = message.tip ? exports.Tip.toJSON(message.tip) : void 0), obj;
      },
      fromPartial(object) {
        let message = createBaseAuthInfo();
        return message.signerInfos = object.signerInfos?.map((e) => exports.SignerInfo.fromPartial(e)) || [], object.fee !== void 0 && object.fee !== null && (message.fee = exports.Fee.fromPartial(object.fee)), object.tip !== void 0 && object.tip !== null && (message.tip = exports.Tip.fromPartial(object.tip)), message;
      }
    };
    function createBaseSignerInfo() {
      return {
        publicKey: void 0,
        modeInfo: void 0,
        sequence: BigInt(0)
      };
    }
    exports.SignerInfo = {
      typeUrl: "/cosmos.tx.v1beta1.SignerInfo",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.publicKey !== void 0 && any_1.Any.encode(message.publicKey, writer.uint32(10).fork()).ldelim(), message.modeInfo !== void 0 && exports.ModeInfo.encode(message.modeInfo, writer.uint32(18).fork()).ldelim(), message.sequence !== BigInt(0) && writer.uint32(24).uint64(message.sequence), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseSignerInfo();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.publicKey = any_1.Any.decode(reader, reader.uint32());
              break;
            case 2:
              message.modeInfo = exports.ModeInfo.decode(reader, reader.uint32());
              break;
            case 3:
              message.sequence = reader.uint64();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseSignerInfo();
        return (0, helpers_1.isSet)(object.publicKey) && (obj.publicKey = any_1.Any.fromJSON(object.publicKey)), (0, helpers_1.isSet)(object.modeInfo) && (obj.modeInfo = exports.ModeInfo.fromJSON(object.modeInfo)), (0, helpers_1.isSet)(object.sequence) && (obj.sequence = BigInt(object.sequence.toString())), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.publicKey !== void 0 && (obj.publicKey = message.publicKey ? any_1.Any.toJSON(message.publicKey) : void 0), message.modeInfo !== void 0 && (obj.modeInfo = message.modeInfo ? exports.ModeInfo.toJSON(message.modeInfo) : void 0), message.sequence !== void 0 && (obj.sequence = (message.sequence || BigInt(0)).toString()), obj;
      },
      fromPartial(object) {
        let message = createBaseSignerInfo();
        return object.publicKey !== void 0 && object.publicKey !== null && (message.publicKey = any_1.Any.fromPartial(object.publicKey)), object.modeInfo !== void 0 && object.modeInfo !== null && (message.modeInfo = exports.ModeInfo.fromPartial(object.modeInfo)), object.sequence !== void 0 && object.sequence !== null && (message.sequence = BigInt(object.sequence.toString())), message;
      }
    };
    function createBaseModeInfo() {
      return {
        single: void 0,
        multi: void 0
      };
    }
    exports.ModeInfo = {
      typeUrl: "/cosmos.tx.v1beta1.ModeInfo",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.single !== void 0 && exports.ModeInfo_Single.encode(message.single, writer.uint32(10).fork()).ldelim(), message.multi !== void 0 && exports.ModeInfo_Multi.encode(message.multi, writer.uint32(18).fork()).ldelim(), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseModeInfo();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.single = exports.ModeInfo_Single.decode(reader, reader.uint32());
              break;
            case 2:
              message.multi = exports.ModeInfo_Multi.decode(reader, reader.uint32());
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseModeInfo();
        return (0, helpers_1.isSet)(object.single) && (obj.single = exports.ModeInfo_Single.fromJSON(object.single)), (0, helpers_1.isSet)(object.multi) && (obj.multi = exports.ModeInfo_Multi.fromJSON(object.multi)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.single !== void 0 && (obj.single = message.single ? exports.ModeInfo_Single.toJSON(message.single) : void 0), message.multi !== void 0 && (obj.multi = message.multi ? exports.ModeInfo_Multi.toJSON(message.multi) : void 0), obj;
      },
      fromPartial(object) {
        let message = createBaseModeInfo();
        return object.single !== void 0 && object.single !== null && (message.single = exports.ModeInfo_Single.fromPartial(object.single)), object.multi !== void 0 && object.multi !== null && (message.multi = exports.ModeInfo_Multi.fromPartial(object.multi)), message;
      }
    };
    function createBaseModeInfo_Single() {
      return {
        mode: 0
      };
    }
    exports.ModeInfo_Single = {
      typeUrl: "/cosmos.tx.v1beta1.Single",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.mode !== 0 && writer.uint32(8).int32(message.mode), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseModeInfo_Single();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.mode = reader.int32() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseModeInfo_Single();
        return (0, helpers_1.isSet)(object.mode) && (obj.mode = (0, signing_1.signModeFromJSON)(object.mode)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.mode !== void 0 && (obj.mode = (0, signing_1.signModeToJSON)(message.mode)), obj;
      },
      fromPartial(object) {
        let message = createBaseModeInfo_Single();
        return message.mode = object.mode ?? 0, message;
      }
    };
    function createBaseModeInfo_Multi() {
      return {
        bitarray: void 0,
        modeInfos: []
      };
    }
    exports.ModeInfo_Multi = {
      typeUrl: "/cosmos.tx.v1beta1.Multi",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.bitarray !== void 0 && multisig_1.CompactBitArray.encode(message.bitarray, writer.uint32(10).fork()).ldelim();
        for (let v of message.modeInfos)
          exports.ModeInfo.encode(v, writer.uint32(18).fork()).ldelim();
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseModeInfo_Multi();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.bitarray = multisig_1.CompactBitArray.decode(reader, reader.uint32());
              break;
            case 2:
              message.modeInfos.push(exports.ModeInfo.decode(reader, reader.uint32()));
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseModeInfo_Multi();
        return (0, helpers_1.isSet)(object.bitarray) && (obj.bitarray = multisig_1.CompactBitArray.fromJSON(object.bitarray)), Array.isArray(object?.modeInfos) && (obj.modeInfos = object.modeInfos.map((e) => exports.ModeInfo.fromJSON(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.bitarray !== void 0 && (obj.bitarray = message.bitarray ? multisig_1.CompactBitArray.toJSON(message.bitarray) : void 0), message.modeInfos ? obj.modeInfos = message.modeInfos.map((e) => e ? exports.ModeInfo.toJSON(e) : void 0) : obj.modeInfos = [], obj;
      },
      fromPartial(object) {
        let message = createBaseModeInfo_Multi();
        return object.bitarray !== void 0 && object.bitarray !== null && (message.bitarray = multisig_1.CompactBitArray.fromPartial(object.bitarray)), message.modeInfos = object.modeInfos?.map((e) => exports.ModeInfo.fromPartial(e)) || [], message;
      }
    };
    function createBaseFee() {
      return {
        amount: [],
        gasLimit: BigInt(0),
        payer: "",
        granter: ""
      };
    }
    exports.Fee = {
      typeUrl: "/cosmos.tx.v1beta1.Fee",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        for (let v of message.amount)
          coin_1.Coin.encode(v, writer.uint32(10).fork()).ldelim();
        return message.gasLimit !== BigInt(0) && writer.uint32(16).uint64(message.gasLimit), message.payer !== "" && writer.uint32(26).string(message.payer), message.granter !== "" && writer.uint32(34).string(message.granter), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseFee();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.amount.push(coin_1.Coin.decode(reader, reader.uint32()));
              break;
            case 2:
              message.gasLimit = reader.uint64();
              break;
            case 3:
              message.payer = reader.string();
              break;
            case 4:
              message.granter = reader.string();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseFee();
        return Array.isArray(object?.amount) && (obj.amount = object.amount.map((e) => coin_1.Coin.fromJSON(e))), (0, helpers_1.isSet)(object.gasLimit) && (obj.gasLimit = BigInt(object.gasLimit.toString())), (0, helpers_1.isSet)(object.payer) && (obj.payer = String(object.payer)), (0, helpers_1.isSet)(object.granter) && (obj.granter = String(object.granter)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.amount ? obj.amount = message.amount.map((e) => e ? coin_1.Coin.toJSON(e) : void 0) : obj.amount = [], message.gasLimit !== void 0 && (obj.gasLimit = (message.gasLimit || BigInt(0)).toString()), message.payer !== void 0 && (obj.payer = message.payer), message.granter !== void 0 && (obj.granter = message.granter), obj;
      },
      fromPartial(object) {
        let message = createBaseFee();
        return message.amount = object.amount?.map((e) => coin_1.Coin.fromPartial(e)) || [], object.gasLimit !== void 0 && object.gasLimit !== null && (message.gasLimit = BigInt(object.gasLimit.toString())), message.payer = object.payer ?? "", message.granter = object.granter ?? "", message;
      }
    };
    function createBaseTip() {
      return {
        amount: [],
        tipper: ""
      };
    }
    exports.Tip = {
      typeUrl: "/cosmos.tx.v1beta1.Tip",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        for (let v of message.amount)
          coin_1.Coin.encode(v, writer.uint32(10).fork()).ldelim();
        return message.tipper !== "" && writer.uint32(18).string(message.tipper), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseTip();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.amount.push(coin_1.Coin.decode(reader, reader.uint32()));
              break;
            case 2:
              message.tipper = reader.string();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseTip();
        return Array.isArray(object?.amount) && (obj.amount = object.amount.map((e) => coin_1.Coin.fromJSON(e))), (0, helpers_1.isSet)(object.tipper) && (obj.tipper = String(object.tipper)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.amount ? obj.amount = message.amount.map((e) => e ? coin_1.Coin.toJSON(e) : void 0) : obj.amount = [], message.tipper !== void 0 && (obj.tipper = message.tipper), obj;
      },
      fromPartial(object) {
        let message = createBaseTip();
        return message.amount = object.amount?.map((e) => coin_1.Coin.fromPartial(e)) || [], message.tipper = object.tipper ?? "", message;
      }
    };
    function createBaseAuxSignerData() {
      return {
        address: "",
        signDoc: void 0,
        mode: 0,
        sig: new Uint8Array()
      };
    }
    exports.AuxSignerData = {
      typeUrl: "/cosmos.tx.v1beta1.AuxSignerData",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.address !== "" && writer.uint32(10).string(message.address), message.signDoc !== void 0 && exports.SignDocDirectAux.encode(message.signDoc, writer.uint32(18).fork()).ldelim(), message.mode !== 0 && writer.uint32(24).int32(message.mode), message.sig.length !== 0 && writer.uint32(34).bytes(message.sig), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseAuxSignerData();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.address = reader.string();
              break;
            case 2:
              message.signDoc = exports.SignDocDirectAux.decode(reader, reader.uint32());
              break;
            case 3:
              message.mode = reader.int32();
              break;
            case 4:
              message.sig = reader.bytes();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseAuxSignerData();
        return (0, helpers_1.isSet)(object.address) && (obj.address = String(object.address)), (0, helpers_1.isSet)(object.signDoc) && (obj.signDoc = exports.SignDocDirectAux.fromJSON(object.signDoc)), (0, helpers_1.isSet)(object.mode) && (obj.mode = (0, signing_1.signModeFromJSON)(object.mode)), (0, helpers_1.isSet)(object.sig) && (obj.sig = (0, helpers_1.bytesFromBase64)(object.sig)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.address !== void 0 && (obj.address = message.address), message.signDoc !== void 0 && (obj.signDoc = message.signDoc ? exports.SignDocDirectAux.toJSON(message.signDoc) : void 0), message.mode !== void 0 && (obj.mode = (0, signing_1.signModeToJSON)(message.mode)), message.sig !== void 0 && (obj.sig = (0, helpers_1.base64FromBytes)(message.sig !== void 0 ? message.sig : new Uint8Array())), obj;
      },
      fromPartial(object) {
        let message = createBaseAuxSignerData();
        return message.address = object.address ?? "", object.signDoc !== void 0 && object.signDoc !== null && (message.signDoc = exports.SignDocDirectAux.fromPartial(object.signDoc)), message.mode = object.mode ?? 0, message.sig = object.sig ?? new Uint8Array(), message;
      }
    };
  }
});

// @cosmjs/proto-signing/0.39.0/build/decode.js
var require_decode = __commonJS({
  "@cosmjs/proto-signing/0.39.0/build/decode.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.decodeTxRaw = decodeTxRaw;
    var tx_1 = require_tx();
    function decodeTxRaw(tx) {
      let txRaw = tx_1.TxRaw.decode(tx);
      return {
        authInfo: tx_1.AuthInfo.decode(txRaw.authInfoBytes),
        body: tx_1.TxBody.decode(txRaw.bodyBytes),
        signatures: txRaw.signatures
      };
    }
  }
});

// @cosmjs/utils/0.39.0/build/arrays.js
var require_arrays = __commonJS({
  "@cosmjs/utils/0.39.0/build/arrays.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.arrayContentEquals = arrayContentEquals, exports.arrayContentStartsWith = arrayContentStartsWith;
    function arrayContentEquals(a, b) {
      if (a.length !== b.length)
        return !1;
      for (let i = 0; i < a.length; ++i)
        if (a[i] !== b[i])
          return !1;
      return !0;
    }
    function arrayContentStartsWith(a, b) {
      if (a.length < b.length)
        return !1;
      for (let i = 0; i < b.length; ++i)
        if (a[i] !== b[i])
          return !1;
      return !0;
    }
  }
});

// @cosmjs/utils/0.39.0/build/assert.js
var require_assert = __commonJS({
  "@cosmjs/utils/0.39.0/build/assert.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.assert = assert, exports.assertDefined = assertDefined, exports.assertDefinedAndNotNull = assertDefinedAndNotNull;
    function assert(condition, msg) {
      if (!condition)
        throw new Error(msg || "condition is not truthy");
    }
    function assertDefined(value, msg) {
      if (value === void 0)
        throw new Error(msg ?? "value is undefined");
    }
    function assertDefinedAndNotNull(value, msg) {
      if (value == null)
        throw new Error(msg ?? "value is undefined or null");
    }
  }
});

// @cosmjs/utils/0.39.0/build/sleep.js
var require_sleep = __commonJS({
  "@cosmjs/utils/0.39.0/build/sleep.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.sleep = sleep;
    async function sleep(ms) {
      return new Promise((resolve) => setTimeout(resolve, ms));
    }
  }
});

// @cosmjs/utils/0.39.0/build/typechecks.js
var require_typechecks = __commonJS({
  "@cosmjs/utils/0.39.0/build/typechecks.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.isNonNullObject = isNonNullObject, exports.isUint8Array = isUint8Array, exports.isDefined = isDefined;
    function isNonNullObject(data) {
      return typeof data == "object" && data !== null;
    }
    function isUint8Array(data) {
      return !(!isNonNullObject(data) || Object.prototype.toString.call(data) !== "[object Uint8Array]");
    }
    function isDefined(value) {
      return value !== void 0;
    }
  }
});

// @cosmjs/utils/0.39.0/build/index.js
var require_build = __commonJS({
  "@cosmjs/utils/0.39.0/build/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.isUint8Array = exports.isNonNullObject = exports.isDefined = exports.sleep = exports.assertDefinedAndNotNull = exports.assertDefined = exports.assert = exports.arrayContentStartsWith = exports.arrayContentEquals = void 0;
    var arrays_1 = require_arrays();
    Object.defineProperty(exports, "arrayContentEquals", { enumerable: !0, get: function() {
      return arrays_1.arrayContentEquals;
    } }), Object.defineProperty(exports, "arrayContentStartsWith", { enumerable: !0, get: function() {
      return arrays_1.arrayContentStartsWith;
    } });
    var assert_1 = require_assert();
    Object.defineProperty(exports, "assert", { enumerable: !0, get: function() {
      return assert_1.assert;
    } }), Object.defineProperty(exports, "assertDefined", { enumerable: !0, get: function() {
      return assert_1.assertDefined;
    } }), Object.defineProperty(exports, "assertDefinedAndNotNull", { enumerable: !0, get: function() {
      return assert_1.assertDefinedAndNotNull;
    } });
    var sleep_1 = require_sleep();
    Object.defineProperty(exports, "sleep", { enumerable: !0, get: function() {
      return sleep_1.sleep;
    } });
    var typechecks_1 = require_typechecks();
    Object.defineProperty(exports, "isDefined", { enumerable: !0, get: function() {
      return typechecks_1.isDefined;
    } }), Object.defineProperty(exports, "isNonNullObject", { enumerable: !0, get: function() {
      return typechecks_1.isNonNullObject;
    } }), Object.defineProperty(exports, "isUint8Array", { enumerable: !0, get: function() {
      return typechecks_1.isUint8Array;
    } });
  }
});

// @noble/hashes/2.4.0/utils.js
function isBytes(a) {
  return a instanceof Uint8Array || ArrayBuffer.isView(a) && a.constructor.name === "Uint8Array" && "BYTES_PER_ELEMENT" in a && a.BYTES_PER_ELEMENT === 1;
}
function anumber(n, title = "") {
  if (typeof n != "number")
    throw new TypeError(atitle(title) + "expected number, got " + typeof n);
  if (!Number.isSafeInteger(n) || n < 0)
    throw new RangeError(atitle(title) + "expected integer >= 0, got " + n);
  return n;
}
function abool(value, title = "") {
  if (typeof value != "boolean")
    throw new TypeError(atitle(title) + "expected boolean, got type=" + typeof value);
  return value;
}
function abytes(value, length, title = "") {
  if (isBytes(value) && (length === void 0 || value.length === length))
    return value;
  length !== void 0 && anumber(length, "length");
  let bytes = isBytes(value), ofLen = length !== void 0 ? ` of length ${length}` : "", got = bytes ? `length=${value.length}` : `type=${typeof value}`, message = atitle(title) + "expected Uint8Array" + ofLen + ", got " + got;
  throw bytes ? new RangeError(message) : new TypeError(message);
}
function copyBytes(bytes) {
  return Uint8Array.from(abytes(bytes));
}
function ahash(h) {
  if (typeof h != "function" || typeof h.create != "function")
    throw new TypeError("expected hash wrapped by utils.createHasher");
  if (anumber(h.outputLen), anumber(h.blockLen), h.outputLen < 1 || h.blockLen < 1)
    throw new Error("hash blockLen / outputLen must be >= 1");
}
function aexists(instance, checkFinished = !0) {
  if (instance.destroyed)
    throw new Error("hash was destroyed");
  if (checkFinished && instance.finished)
    throw new Error("digest() was already called");
}
function aoutput(out, instance) {
  abytes(out, void 0, "output");
  let min = instance.outputLen;
  if (!(out.length >= min))
    throw new RangeError('"output" expected length >= ' + min);
}
function u8(arr) {
  return new Uint8Array(arr.buffer, arr.byteOffset, arr.byteLength);
}
function u32(arr) {
  return new Uint32Array(arr.buffer, arr.byteOffset, Math.floor(arr.byteLength / 4));
}
function clean(...arrays) {
  for (let i = 0; i < arrays.length; i++)
    arrays[i].fill(0);
}
function createView(arr) {
  return new DataView(arr.buffer, arr.byteOffset, arr.byteLength);
}
function rotr(word, shift) {
  return word << 32 - shift | word >>> shift;
}
function rotl(word, shift) {
  return word << shift | word >>> 32 - shift >>> 0;
}
function byteSwap(word) {
  return word << 24 & 4278190080 | word << 8 & 16711680 | word >>> 8 & 65280 | word >>> 24 & 255;
}
function byteSwap32(arr) {
  for (let i = 0; i < arr.length; i++)
    arr[i] = byteSwap(arr[i]);
  return arr;
}
function bytesToHex(bytes) {
  if (abytes(bytes), hasHexBuiltin)
    return bytes.toHex();
  let hex2 = "";
  for (let i = 0; i < bytes.length; i++)
    hex2 += hexes[bytes[i]];
  return hex2;
}
function asciiToBase16(ch) {
  return ch >= 48 && ch <= 57 ? ch - 48 : ch >= 65 && ch <= 70 ? ch - 55 : ch >= 97 && ch <= 102 ? ch - 87 : void 0;
}
function hexToBytes(hex2) {
  if (typeof hex2 != "string")
    throw new TypeError("hex string expected, got " + typeof hex2);
  if (hasHexBuiltin)
    try {
      return Uint8Array.fromHex(hex2);
    } catch (error) {
      throw error instanceof SyntaxError ? new RangeError(error.message) : error;
    }
  let hl = hex2.length, al = hl / 2;
  if (hl % 2)
    throw new RangeError("hex string expected, got unpadded hex of length " + hl);
  let array = new Uint8Array(al);
  for (let ai = 0, hi = 0; ai < al; ai++, hi += 2) {
    let n1 = asciiToBase16(hex2.charCodeAt(hi)), n2 = asciiToBase16(hex2.charCodeAt(hi + 1));
    if (n1 === void 0 || n2 === void 0) {
      let char = hex2[hi] + hex2[hi + 1];
      throw new RangeError('hex string expected, got non-hex character "' + char + '" at index ' + hi);
    }
    array[ai] = n1 * 16 + n2;
  }
  return array;
}
function nextTick(onReject) {
  let host = globalThis;
  if (typeof host.scheduler?.yield == "function") {
    let promise = host.scheduler.yield();
    return onReject && promise.catch(onReject), promise;
  }
  return new Promise((resolve) => host.setTimeout(resolve, 0));
}
async function asyncLoop(iters, tick, cb, onReject) {
  if (anumber(iters, "iters"), anumber(tick, "tick"), typeof cb != "function")
    throw new TypeError("callback must be a function");
  let ts = Date.now();
  for (let i = 0; i < iters; i++) {
    cb(i);
    let diff = Date.now() - ts;
    diff >= 0 && diff < tick || (await nextTick(onReject), ts = Date.now());
  }
}
function utf8ToBytes(str) {
  if (typeof str != "string")
    throw new TypeError("string expected");
  let encoded = new TextEncoder().encode(str);
  try {
    return new Uint8Array(encoded);
  } finally {
    clean(encoded);
  }
}
function kdfInputToBytes(data, errorTitle = "") {
  return typeof data == "string" ? utf8ToBytes(data) : abytes(data, void 0, errorTitle);
}
function concatBytes(...arrays) {
  let sum = 0;
  for (let i = 0; i < arrays.length; i++) {
    let a = arrays[i];
    abytes(a), sum += a.length;
  }
  let res = new Uint8Array(sum);
  for (let i = 0, pad = 0; i < arrays.length; i++) {
    let a = arrays[i];
    res.set(a, pad), pad += a.length;
  }
  return res;
}
function checkOpts(defaults, opts, title = "opts") {
  return aopts(defaults, "defaults"), opts !== void 0 && aopts(opts, title), Object.assign(/* @__PURE__ */ Object.create(null), defaults, opts);
}
function createHasher(hashCons, info = {}) {
  if (typeof hashCons != "function")
    throw new TypeError('"hashCons" expected function, got type=' + typeof hashCons);
  info = checkOpts({}, info, "info");
  let hashC = (msg, opts) => hashCons(opts).update(msg).digest(), tmp = hashCons(void 0);
  return hashC.outputLen = tmp.outputLen, hashC.blockLen = tmp.blockLen, hashC.canXOF = tmp.canXOF, hashC.create = (opts) => hashCons(opts), Object.assign(hashC, info), Object.freeze(hashC);
}
function randomBytes(bytesLength = 32) {
  anumber(bytesLength, "bytesLength");
  let cr = typeof globalThis == "object" ? globalThis.crypto : null;
  if (typeof cr?.getRandomValues != "function")
    throw new Error("crypto.getRandomValues must be defined");
  if (bytesLength > 65536)
    throw new RangeError(`"bytesLength" expected <= 65536, got ${bytesLength}`);
  return cr.getRandomValues(new Uint8Array(bytesLength));
}
var atitle, aobject, aopts, isLE, swap8IfBE, swap32IfBE, hasHexBuiltin, hexes, validateObject, oidNist, init_utils = __esm({
  "@noble/hashes/2.4.0/utils.js"() {
    atitle = (title) => title ? `"${title}" ` : "";
    aobject = (value, label) => {
      if (value === null || typeof value != "object" || Array.isArray(value))
        throw new TypeError((label === "object" ? "" : `"${label}" `) + "expected object, got type=" + typeof value);
    }, aopts = (value, label) => {
      aobject(value, label);
      let proto = Object.getPrototypeOf(value);
      if (proto !== Object.prototype && proto !== null)
        throw new TypeError(`"${label}" expected plain object`);
      if (Object.hasOwn(value, "__proto__"))
        throw new TypeError(`"${label}.__proto__" is not allowed`);
    };
    isLE = new Uint8Array(new Uint32Array([287454020]).buffer)[0] === 68;
    swap8IfBE = isLE ? (n) => n : (n) => byteSwap(n) >>> 0;
    swap32IfBE = isLE ? (u) => u : byteSwap32, hasHexBuiltin = // @ts-ignore
    typeof Uint8Array.from([]).toHex == "function" && typeof Uint8Array.fromHex == "function", hexes = /* @__PURE__ */ Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));
    validateObject = (object, fields = {}, optFields = {}, title = "object") => {
      aobject(object, title), aobject(fields, "fields"), aobject(optFields, "optFields");
      function checkField(fieldName, expectedType, isOpt) {
        let label = title === "object" ? `param "${String(fieldName)}"` : `"${title}.${String(fieldName)}"`, val = object[fieldName];
        if (!Object.hasOwn(object, fieldName) && (isOpt ? val !== void 0 : expectedType !== "function"))
          throw new TypeError(`${label} is invalid: expected own property`);
        if (isOpt && val === void 0)
          return;
        let current = typeof val;
        if (current !== expectedType || val === null)
          throw new TypeError(`${label} is invalid: expected ${expectedType}, got ${current}`);
      }
      let iter = (f, isOpt) => Object.entries(f).forEach(([k, v]) => checkField(k, v, isOpt));
      iter(fields, !1), iter(optFields, !0);
    };
    oidNist = (suffix) => ({
      // Current NIST hashAlgs suffixes used here fit in one DER subidentifier octet.
      // Larger suffix values would need base-128 OID encoding and a different length byte.
      oid: Uint8Array.from([6, 9, 96, 134, 72, 1, 101, 3, 4, 2, suffix])
    });
  }
});

// @noble/hashes/2.4.0/_blake.js
function G1s(a, b, c, d, x) {
  return a = a + b + x | 0, d = rotr(d ^ a, 16), c = c + d | 0, b = rotr(b ^ c, 12), { a, b, c, d };
}
function G2s(a, b, c, d, x) {
  return a = a + b + x | 0, d = rotr(d ^ a, 8), c = c + d | 0, b = rotr(b ^ c, 7), { a, b, c, d };
}
var BSIGMA, init_blake = __esm({
  "@noble/hashes/2.4.0/_blake.js"() {
    init_utils();
    BSIGMA = /* @__PURE__ */ Uint8Array.from([
      0,
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8,
      9,
      10,
      11,
      12,
      13,
      14,
      15,
      14,
      10,
      4,
      8,
      9,
      15,
      13,
      6,
      1,
      12,
      0,
      2,
      11,
      7,
      5,
      3,
      11,
      8,
      12,
      0,
      5,
      2,
      15,
      13,
      10,
      14,
      3,
      6,
      7,
      1,
      9,
      4,
      7,
      9,
      3,
      1,
      13,
      12,
      11,
      14,
      2,
      6,
      5,
      10,
      4,
      0,
      15,
      8,
      9,
      0,
      5,
      7,
      2,
      4,
      10,
      15,
      14,
      1,
      11,
      12,
      6,
      8,
      3,
      13,
      2,
      12,
      6,
      10,
      0,
      11,
      8,
      3,
      4,
      13,
      7,
      5,
      15,
      14,
      1,
      9,
      12,
      5,
      1,
      15,
      14,
      13,
      4,
      10,
      0,
      7,
      6,
      3,
      9,
      2,
      8,
      11,
      13,
      11,
      7,
      14,
      12,
      1,
      3,
      9,
      5,
      0,
      15,
      4,
      8,
      6,
      2,
      10,
      6,
      15,
      14,
      9,
      11,
      3,
      0,
      8,
      12,
      2,
      13,
      7,
      1,
      4,
      10,
      5,
      10,
      2,
      8,
      4,
      7,
      6,
      1,
      5,
      15,
      11,
      9,
      14,
      3,
      12,
      13,
      0,
      0,
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8,
      9,
      10,
      11,
      12,
      13,
      14,
      15,
      14,
      10,
      4,
      8,
      9,
      15,
      13,
      6,
      1,
      12,
      0,
      2,
      11,
      7,
      5,
      3,
      // Blake1, unused in others
      11,
      8,
      12,
      0,
      5,
      2,
      15,
      13,
      10,
      14,
      3,
      6,
      7,
      1,
      9,
      4,
      7,
      9,
      3,
      1,
      13,
      12,
      11,
      14,
      2,
      6,
      5,
      10,
      4,
      0,
      15,
      8,
      9,
      0,
      5,
      7,
      2,
      4,
      10,
      15,
      14,
      1,
      11,
      12,
      6,
      8,
      3,
      13,
      2,
      12,
      6,
      10,
      0,
      11,
      8,
      3,
      4,
      13,
      7,
      5,
      15,
      14,
      1,
      9
    ]);
  }
});

// @noble/hashes/2.4.0/_u64.js
function fromBig(n, le = !1) {
  return le ? { h: Number(n & U32_MASK64), l: Number(n >> _32n & U32_MASK64) } : { h: Number(n >> _32n & U32_MASK64) | 0, l: Number(n & U32_MASK64) | 0 };
}
function split(lst, le = !1) {
  let len = lst.length, Ah = new Uint32Array(len), Al = new Uint32Array(len);
  for (let i = 0; i < len; i++) {
    let { h, l } = fromBig(lst[i], le);
    [Ah[i], Al[i]] = [h, l];
  }
  return [Ah, Al];
}
function setU64FromNum(view, byteOffset, n, isLE3) {
  let h = fromNumH(n), l = fromNumL(n);
  view.setUint32(byteOffset, isLE3 ? l : h, isLE3), view.setUint32(byteOffset + 4, isLE3 ? h : l, isLE3);
}
function add(Ah, Al, Bh, Bl) {
  let l = (Al >>> 0) + (Bl >>> 0);
  return { h: Ah + Bh + (l / 2 ** 32 | 0) | 0, l: l | 0 };
}
var U32_MASK64, _32n, toBig, fromNumH, fromNumL, shrSH, shrSL, rotrSH, rotrSL, rotrBH, rotrBL, rotr32H, rotr32L, add3L, add3H, add4L, add4H, add5L, add5H, init_u64 = __esm({
  "@noble/hashes/2.4.0/_u64.js"() {
    U32_MASK64 = BigInt(4294967295), _32n = /* @__PURE__ */ BigInt(32);
    toBig = (h, l) => BigInt(h >>> 0) << _32n | BigInt(l >>> 0), fromNumH = (n) => n / 2 ** 32 | 0, fromNumL = (n) => n >>> 0;
    shrSH = (h, _l, s) => h >>> s, shrSL = (h, l, s) => h << 32 - s | l >>> s, rotrSH = (h, l, s) => h >>> s | l << 32 - s, rotrSL = (h, l, s) => h << 32 - s | l >>> s, rotrBH = (h, l, s) => h << 64 - s | l >>> s - 32, rotrBL = (h, l, s) => h >>> s - 32 | l << 64 - s, rotr32H = (_h, l) => l, rotr32L = (h, _l) => h;
    add3L = (Al, Bl, Cl) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0), add3H = (low, Ah, Bh, Ch) => Ah + Bh + Ch + (low / 2 ** 32 | 0) | 0, add4L = (Al, Bl, Cl, Dl) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0) + (Dl >>> 0), add4H = (low, Ah, Bh, Ch, Dh) => Ah + Bh + Ch + Dh + (low / 2 ** 32 | 0) | 0, add5L = (Al, Bl, Cl, Dl, El) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0) + (Dl >>> 0) + (El >>> 0), add5H = (low, Ah, Bh, Ch, Dh, Eh) => Ah + Bh + Ch + Dh + Eh + (low / 2 ** 32 | 0) | 0;
  }
});

// @noble/hashes/2.4.0/_md.js
function Chi(a, b, c) {
  return a & b ^ ~a & c;
}
function Maj(a, b, c) {
  return a & b ^ a & c ^ b & c;
}
var HashMD, SHA256_IV, SHA224_IV, SHA384_IV, SHA512_IV, init_md = __esm({
  "@noble/hashes/2.4.0/_md.js"() {
    init_u64();
    init_utils();
    HashMD = class {
      blockLen;
      outputLen;
      canXOF = !1;
      padOffset;
      isLE;
      // For partial updates less than block size
      buffer;
      view;
      finished = !1;
      length = 0;
      pos = 0;
      destroyed = !1;
      constructor(blockLen, outputLen, padOffset, isLE3) {
        this.blockLen = blockLen, this.outputLen = outputLen, this.padOffset = padOffset, this.isLE = isLE3, this.buffer = new Uint8Array(blockLen), this.view = createView(this.buffer);
      }
      update(data) {
        aexists(this), abytes(data);
        let { view, buffer, blockLen } = this, len = data.length, processed = !1;
        for (let pos = 0; pos < len; ) {
          let take = Math.min(blockLen - this.pos, len - pos);
          if (take === blockLen) {
            let dataView = createView(data);
            for (; blockLen <= len - pos; pos += blockLen)
              this.process(dataView, pos);
            processed = !0;
            continue;
          }
          buffer.set(pos === 0 && take === len ? data : data.subarray(pos, pos + take), this.pos), this.pos += take, pos += take, this.pos === blockLen && (this.process(view, 0), this.pos = 0, processed = !0);
        }
        return this.length += data.length, processed && this.roundClean(), this;
      }
      digestInto(out) {
        aexists(this), aoutput(out, this), this.finished = !0;
        let { buffer, view, blockLen, isLE: isLE3 } = this, { pos } = this;
        buffer[pos++] = 128, buffer.fill(0, pos), this.padOffset > blockLen - pos && (this.process(view, 0), buffer.fill(0)), setU64FromNum(view, blockLen - 8, this.length * 8, isLE3), this.process(view, 0), this.roundClean();
        let oview = out === buffer ? view : createView(out), len = this.outputLen, outLen = len / 4, state = this.get();
        if (len % 4 || outLen > state.length)
          throw new Error("invalid outputLen");
        for (let i = 0; i < outLen; i++)
          oview.setUint32(4 * i, state[i], isLE3);
      }
      digest() {
        let { buffer, outputLen } = this;
        this.digestInto(buffer);
        let res = buffer.slice(0, outputLen);
        return this.destroy(), res;
      }
      _cloneIntoMeta(to) {
        let { buffer, length, finished, destroyed, pos } = this;
        return to.destroyed = destroyed, to.finished = finished, to.length = length, to.pos = pos, pos && to.buffer.set(buffer), to;
      }
      clone() {
        return this._cloneInto();
      }
    }, SHA256_IV = /* @__PURE__ */ Uint32Array.from([
      1779033703,
      3144134277,
      1013904242,
      2773480762,
      1359893119,
      2600822924,
      528734635,
      1541459225
    ]), SHA224_IV = /* @__PURE__ */ Uint32Array.from([
      3238371032,
      914150663,
      812702999,
      4144912697,
      4290775857,
      1750603025,
      1694076839,
      3204075428
    ]), SHA384_IV = /* @__PURE__ */ Uint32Array.from([
      3418070365,
      3238371032,
      1654270250,
      914150663,
      2438529370,
      812702999,
      355462360,
      4144912697,
      1731405415,
      4290775857,
      2394180231,
      1750603025,
      3675008525,
      1694076839,
      1203062813,
      3204075428
    ]), SHA512_IV = /* @__PURE__ */ Uint32Array.from([
      1779033703,
      4089235720,
      3144134277,
      2227873595,
      1013904242,
      4271175723,
      2773480762,
      1595750129,
      1359893119,
      2917565137,
      2600822924,
      725511199,
      528734635,
      4215389547,
      1541459225,
      327033209
    ]);
  }
});

// @noble/hashes/2.4.0/blake2.js
function G1b(a, b, c, d, msg, x) {
  let Xl = msg[x], Xh = msg[x + 1], Al = BBUF[2 * a], Ah = BBUF[2 * a + 1], Bl = BBUF[2 * b], Bh = BBUF[2 * b + 1], Cl = BBUF[2 * c], Ch = BBUF[2 * c + 1], Dl = BBUF[2 * d], Dh = BBUF[2 * d + 1], ll = add3L(Al, Bl, Xl);
  Ah = add3H(ll, Ah, Bh, Xh), Al = ll | 0;
  let xh = Dh ^ Ah, xl = Dl ^ Al;
  Dh = rotr32H(xh, xl), Dl = rotr32L(xh, xl), { h: Ch, l: Cl } = add(Ch, Cl, Dh, Dl), xh = Bh ^ Ch, xl = Bl ^ Cl, Bh = rotrSH(xh, xl, 24), Bl = rotrSL(xh, xl, 24), BBUF[2 * a] = Al, BBUF[2 * a + 1] = Ah, BBUF[2 * b] = Bl, BBUF[2 * b + 1] = Bh, BBUF[2 * c] = Cl, BBUF[2 * c + 1] = Ch, BBUF[2 * d] = Dl, BBUF[2 * d + 1] = Dh;
}
function G2b(a, b, c, d, msg, x) {
  let Xl = msg[x], Xh = msg[x + 1], Al = BBUF[2 * a], Ah = BBUF[2 * a + 1], Bl = BBUF[2 * b], Bh = BBUF[2 * b + 1], Cl = BBUF[2 * c], Ch = BBUF[2 * c + 1], Dl = BBUF[2 * d], Dh = BBUF[2 * d + 1], ll = add3L(Al, Bl, Xl);
  Ah = add3H(ll, Ah, Bh, Xh), Al = ll | 0;
  let xh = Dh ^ Ah, xl = Dl ^ Al;
  Dh = rotrSH(xh, xl, 16), Dl = rotrSL(xh, xl, 16), { h: Ch, l: Cl } = add(Ch, Cl, Dh, Dl), xh = Bh ^ Ch, xl = Bl ^ Cl, Bh = rotrBH(xh, xl, 63), Bl = rotrBL(xh, xl, 63), BBUF[2 * a] = Al, BBUF[2 * a + 1] = Ah, BBUF[2 * b] = Bl, BBUF[2 * b + 1] = Bh, BBUF[2 * c] = Cl, BBUF[2 * c + 1] = Ch, BBUF[2 * d] = Dl, BBUF[2 * d + 1] = Dh;
}
function checkBlake2Opts(outputLen, opts = {}, keyLen, saltLen, persLen) {
  if (anumber(keyLen), outputLen <= 0 || outputLen > keyLen)
    throw new Error('"dkLen" must be 1..' + keyLen + ", got " + outputLen);
  let { key, salt, personalization } = opts;
  if (key !== void 0 && (key.length < 1 || key.length > keyLen))
    throw new Error('"key" expected to be undefined or of length=1..' + keyLen);
  salt !== void 0 && abytes(salt, saltLen, "salt"), personalization !== void 0 && abytes(personalization, persLen, "personalization");
}
function _compress(s, offset, msg, rounds, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15) {
  let j = 0;
  for (let i = 0; i < rounds; i++)
    ({ a: v0, b: v4, c: v8, d: v12 } = G1s(v0, v4, v8, v12, msg[offset + s[j++]])), { a: v0, b: v4, c: v8, d: v12 } = G2s(v0, v4, v8, v12, msg[offset + s[j++]]), { a: v1, b: v5, c: v9, d: v13 } = G1s(v1, v5, v9, v13, msg[offset + s[j++]]), { a: v1, b: v5, c: v9, d: v13 } = G2s(v1, v5, v9, v13, msg[offset + s[j++]]), { a: v2, b: v6, c: v10, d: v14 } = G1s(v2, v6, v10, v14, msg[offset + s[j++]]), { a: v2, b: v6, c: v10, d: v14 } = G2s(v2, v6, v10, v14, msg[offset + s[j++]]), { a: v3, b: v7, c: v11, d: v15 } = G1s(v3, v7, v11, v15, msg[offset + s[j++]]), { a: v3, b: v7, c: v11, d: v15 } = G2s(v3, v7, v11, v15, msg[offset + s[j++]]), { a: v0, b: v5, c: v10, d: v15 } = G1s(v0, v5, v10, v15, msg[offset + s[j++]]), { a: v0, b: v5, c: v10, d: v15 } = G2s(v0, v5, v10, v15, msg[offset + s[j++]]), { a: v1, b: v6, c: v11, d: v12 } = G1s(v1, v6, v11, v12, msg[offset + s[j++]]), { a: v1, b: v6, c: v11, d: v12 } = G2s(v1, v6, v11, v12, msg[offset + s[j++]]), { a: v2, b: v7, c: v8, d: v13 } = G1s(v2, v7, v8, v13, msg[offset + s[j++]]), { a: v2, b: v7, c: v8, d: v13 } = G2s(v2, v7, v8, v13, msg[offset + s[j++]]), { a: v3, b: v4, c: v9, d: v14 } = G1s(v3, v4, v9, v14, msg[offset + s[j++]]), { a: v3, b: v4, c: v9, d: v14 } = G2s(v3, v4, v9, v14, msg[offset + s[j++]]);
  return { v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15 };
}
var B2B_IV, BBUF, _BLAKE2, _BLAKE2b, blake2b, B2S_IV, _BLAKE2s, blake2s, init_blake2 = __esm({
  "@noble/hashes/2.4.0/blake2.js"() {
    init_blake();
    init_md();
    init_u64();
    init_utils();
    B2B_IV = /* @__PURE__ */ Uint32Array.from([
      4089235720,
      1779033703,
      2227873595,
      3144134277,
      4271175723,
      1013904242,
      1595750129,
      2773480762,
      2917565137,
      1359893119,
      725511199,
      2600822924,
      4215389547,
      528734635,
      327033209,
      1541459225
    ]), BBUF = /* @__PURE__ */ new Uint32Array(32);
    _BLAKE2 = class {
      buffer;
      buffer32;
      finished = !1;
      destroyed = !1;
      length = 0;
      pos = 0;
      blockLen;
      outputLen;
      canXOF = !1;
      constructor(blockLen, outputLen) {
        anumber(blockLen), anumber(outputLen), this.blockLen = blockLen, this.outputLen = outputLen, this.buffer = new Uint8Array(blockLen), this.buffer32 = u32(this.buffer);
      }
      update(data) {
        aexists(this), abytes(data);
        let { blockLen, buffer, buffer32 } = this, len = data.length, offset = data.byteOffset, buf = data.buffer;
        for (let pos = 0; pos < len; ) {
          this.pos === blockLen && (swap32IfBE(buffer32), this.compress(buffer32, 0, !1), swap32IfBE(buffer32), this.pos = 0);
          let take = Math.min(blockLen - this.pos, len - pos), dataOffset = offset + pos;
          if (take === blockLen && !(dataOffset % 4) && pos + take < len) {
            let data32 = new Uint32Array(buf, dataOffset, Math.floor((len - pos) / 4));
            swap32IfBE(data32);
            for (let pos32 = 0; pos + blockLen < len; pos32 += buffer32.length, pos += blockLen)
              this.length += blockLen, this.compress(data32, pos32, !1);
            swap32IfBE(data32);
            continue;
          }
          buffer.set(pos === 0 && take === len ? data : data.subarray(pos, pos + take), this.pos), this.pos += take, this.length += take, pos += take;
        }
        return this;
      }
      digestInto(out) {
        if (aexists(this), aoutput(out, this), out.byteOffset & 3)
          throw new RangeError('"output" expected 4-byte aligned byteOffset, got ' + out.byteOffset);
        let { pos, buffer32 } = this;
        this.finished = !0, this.buffer.fill(0, pos), swap32IfBE(buffer32), this.compress(buffer32, 0, !0), swap32IfBE(buffer32);
        let state = this.get(), out32 = out === this.buffer ? buffer32 : u32(out), full = Math.floor(this.outputLen / 4);
        for (let i = 0; i < full; i++)
          out32[i] = swap8IfBE(state[i]);
        let tail = this.outputLen % 4;
        if (!tail)
          return;
        let off = full * 4, word = state[full];
        for (let i = 0; i < tail; i++)
          out[off + i] = word >>> 8 * i;
      }
      digest() {
        let { buffer, outputLen } = this;
        this.digestInto(buffer);
        let res = buffer.slice(0, outputLen);
        return this.destroy(), res;
      }
      _cloneInto(to) {
        let { buffer, length, finished, destroyed, outputLen, pos } = this;
        return to ||= new this.constructor({ dkLen: outputLen }), to.set(...this.get()), to.buffer.set(buffer), to.destroyed = destroyed, to.finished = finished, to.length = length, to.pos = pos, to.outputLen = outputLen, to;
      }
      clone() {
        return this._cloneInto();
      }
    }, _BLAKE2b = class extends _BLAKE2 {
      // Same IV words as SHA-512 / BLAKE2b, encoded as LE u32 low/high halves.
      v0l = B2B_IV[0] | 0;
      v0h = B2B_IV[1] | 0;
      v1l = B2B_IV[2] | 0;
      v1h = B2B_IV[3] | 0;
      v2l = B2B_IV[4] | 0;
      v2h = B2B_IV[5] | 0;
      v3l = B2B_IV[6] | 0;
      v3h = B2B_IV[7] | 0;
      v4l = B2B_IV[8] | 0;
      v4h = B2B_IV[9] | 0;
      v5l = B2B_IV[10] | 0;
      v5h = B2B_IV[11] | 0;
      v6l = B2B_IV[12] | 0;
      v6h = B2B_IV[13] | 0;
      v7l = B2B_IV[14] | 0;
      v7h = B2B_IV[15] | 0;
      constructor(opts = {}) {
        opts = checkOpts({}, opts);
        let olen = opts.dkLen === void 0 ? 64 : opts.dkLen;
        super(128, olen), checkBlake2Opts(olen, opts, 64, 16, 16);
        let { key, personalization, salt } = opts, keyLength = 0;
        if (key !== void 0 && (abytes(key, void 0, "key"), keyLength = key.length), this.v0l ^= this.outputLen | keyLength << 8 | 65536 | 1 << 24, salt !== void 0) {
          abytes(salt, void 0, "salt");
          let slt = u32(copyBytes(salt));
          this.v4l ^= swap8IfBE(slt[0]), this.v4h ^= swap8IfBE(slt[1]), this.v5l ^= swap8IfBE(slt[2]), this.v5h ^= swap8IfBE(slt[3]);
        }
        if (personalization !== void 0) {
          abytes(personalization, void 0, "personalization");
          let pers = u32(copyBytes(personalization));
          this.v6l ^= swap8IfBE(pers[0]), this.v6h ^= swap8IfBE(pers[1]), this.v7l ^= swap8IfBE(pers[2]), this.v7h ^= swap8IfBE(pers[3]);
        }
        if (key !== void 0) {
          let tmp = new Uint8Array(this.blockLen);
          tmp.set(key), this.update(tmp), clean(tmp);
        }
      }
      // prettier-ignore
      get() {
        let { v0l, v0h, v1l, v1h, v2l, v2h, v3l, v3h, v4l, v4h, v5l, v5h, v6l, v6h, v7l, v7h } = this;
        return [v0l, v0h, v1l, v1h, v2l, v2h, v3l, v3h, v4l, v4h, v5l, v5h, v6l, v6h, v7l, v7h];
      }
      // prettier-ignore
      set(v0l, v0h, v1l, v1h, v2l, v2h, v3l, v3h, v4l, v4h, v5l, v5h, v6l, v6h, v7l, v7h) {
        this.v0l = v0l | 0, this.v0h = v0h | 0, this.v1l = v1l | 0, this.v1h = v1h | 0, this.v2l = v2l | 0, this.v2h = v2h | 0, this.v3l = v3l | 0, this.v3h = v3h | 0, this.v4l = v4l | 0, this.v4h = v4h | 0, this.v5l = v5l | 0, this.v5h = v5h | 0, this.v6l = v6l | 0, this.v6h = v6h | 0, this.v7l = v7l | 0, this.v7h = v7h | 0;
      }
      compress(msg, offset, isLast) {
        let { v0l, v0h, v1l, v1h, v2l, v2h, v3l, v3h, v4l, v4h, v5l, v5h, v6l, v6h, v7l, v7h } = this;
        BBUF[0] = v0l, BBUF[1] = v0h, BBUF[2] = v1l, BBUF[3] = v1h, BBUF[4] = v2l, BBUF[5] = v2h, BBUF[6] = v3l, BBUF[7] = v3h, BBUF[8] = v4l, BBUF[9] = v4h, BBUF[10] = v5l, BBUF[11] = v5h, BBUF[12] = v6l, BBUF[13] = v6h, BBUF[14] = v7l, BBUF[15] = v7h, BBUF.set(B2B_IV, 16);
        let l = fromNumL(this.length), h = fromNumH(this.length);
        BBUF[24] = B2B_IV[8] ^ l, BBUF[25] = B2B_IV[9] ^ h, isLast && (BBUF[28] = ~BBUF[28], BBUF[29] = ~BBUF[29]);
        let j = 0, s = BSIGMA;
        for (let i = 0; i < 12; i++)
          G1b(0, 4, 8, 12, msg, offset + 2 * s[j++]), G2b(0, 4, 8, 12, msg, offset + 2 * s[j++]), G1b(1, 5, 9, 13, msg, offset + 2 * s[j++]), G2b(1, 5, 9, 13, msg, offset + 2 * s[j++]), G1b(2, 6, 10, 14, msg, offset + 2 * s[j++]), G2b(2, 6, 10, 14, msg, offset + 2 * s[j++]), G1b(3, 7, 11, 15, msg, offset + 2 * s[j++]), G2b(3, 7, 11, 15, msg, offset + 2 * s[j++]), G1b(0, 5, 10, 15, msg, offset + 2 * s[j++]), G2b(0, 5, 10, 15, msg, offset + 2 * s[j++]), G1b(1, 6, 11, 12, msg, offset + 2 * s[j++]), G2b(1, 6, 11, 12, msg, offset + 2 * s[j++]), G1b(2, 7, 8, 13, msg, offset + 2 * s[j++]), G2b(2, 7, 8, 13, msg, offset + 2 * s[j++]), G1b(3, 4, 9, 14, msg, offset + 2 * s[j++]), G2b(3, 4, 9, 14, msg, offset + 2 * s[j++]);
        this.v0l ^= BBUF[0] ^ BBUF[16], this.v0h ^= BBUF[1] ^ BBUF[17], this.v1l ^= BBUF[2] ^ BBUF[18], this.v1h ^= BBUF[3] ^ BBUF[19], this.v2l ^= BBUF[4] ^ BBUF[20], this.v2h ^= BBUF[5] ^ BBUF[21], this.v3l ^= BBUF[6] ^ BBUF[22], this.v3h ^= BBUF[7] ^ BBUF[23], this.v4l ^= BBUF[8] ^ BBUF[24], this.v4h ^= BBUF[9] ^ BBUF[25], this.v5l ^= BBUF[10] ^ BBUF[26], this.v5h ^= BBUF[11] ^ BBUF[27], this.v6l ^= BBUF[12] ^ BBUF[28], this.v6h ^= BBUF[13] ^ BBUF[29], this.v7l ^= BBUF[14] ^ BBUF[30], this.v7h ^= BBUF[15] ^ BBUF[31], clean(BBUF);
      }
      destroy() {
        this.destroyed = !0, clean(this.buffer32), this.set(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
      }
    }, blake2b = /* @__PURE__ */ createHasher((opts) => new _BLAKE2b(opts));
    B2S_IV = /* @__PURE__ */ SHA256_IV.slice(), _BLAKE2s = class extends _BLAKE2 {
      // Internal state, same as SHA-256
      v0 = B2S_IV[0] | 0;
      v1 = B2S_IV[1] | 0;
      v2 = B2S_IV[2] | 0;
      v3 = B2S_IV[3] | 0;
      v4 = B2S_IV[4] | 0;
      v5 = B2S_IV[5] | 0;
      v6 = B2S_IV[6] | 0;
      v7 = B2S_IV[7] | 0;
      constructor(opts = {}) {
        opts = checkOpts({}, opts);
        let olen = opts.dkLen === void 0 ? 32 : opts.dkLen;
        super(64, olen), checkBlake2Opts(olen, opts, 32, 8, 8);
        let { key, personalization, salt } = opts, keyLength = 0;
        if (key !== void 0 && (abytes(key, void 0, "key"), keyLength = key.length), this.v0 ^= this.outputLen | keyLength << 8 | 65536 | 1 << 24, salt !== void 0) {
          abytes(salt, void 0, "salt");
          let slt = u32(copyBytes(salt));
          this.v4 ^= swap8IfBE(slt[0]), this.v5 ^= swap8IfBE(slt[1]);
        }
        if (personalization !== void 0) {
          abytes(personalization, void 0, "personalization");
          let pers = u32(copyBytes(personalization));
          this.v6 ^= swap8IfBE(pers[0]), this.v7 ^= swap8IfBE(pers[1]);
        }
        if (key !== void 0) {
          let tmp = new Uint8Array(this.blockLen);
          tmp.set(key), this.update(tmp), clean(tmp);
        }
      }
      get() {
        let { v0, v1, v2, v3, v4, v5, v6, v7 } = this;
        return [v0, v1, v2, v3, v4, v5, v6, v7];
      }
      // prettier-ignore
      set(v0, v1, v2, v3, v4, v5, v6, v7) {
        this.v0 = v0 | 0, this.v1 = v1 | 0, this.v2 = v2 | 0, this.v3 = v3 | 0, this.v4 = v4 | 0, this.v5 = v5 | 0, this.v6 = v6 | 0, this.v7 = v7 | 0;
      }
      compress(msg, offset, isLast) {
        let l = fromNumL(this.length), h = fromNumH(this.length), { v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15 } = _compress(BSIGMA, offset, msg, 10, this.v0, this.v1, this.v2, this.v3, this.v4, this.v5, this.v6, this.v7, B2S_IV[0], B2S_IV[1], B2S_IV[2], B2S_IV[3], l ^ B2S_IV[4], h ^ B2S_IV[5], isLast ? ~B2S_IV[6] : B2S_IV[6], B2S_IV[7]);
        this.v0 ^= v0 ^ v8, this.v1 ^= v1 ^ v9, this.v2 ^= v2 ^ v10, this.v3 ^= v3 ^ v11, this.v4 ^= v4 ^ v12, this.v5 ^= v5 ^ v13, this.v6 ^= v6 ^ v14, this.v7 ^= v7 ^ v15;
      }
      destroy() {
        this.destroyed = !0, clean(this.buffer32), this.set(0, 0, 0, 0, 0, 0, 0, 0);
      }
    }, blake2s = /* @__PURE__ */ createHasher((opts) => new _BLAKE2s(opts));
  }
});

// @noble/hashes/2.4.0/argon2.js
var argon2_exports = {};
__export(argon2_exports, {
  argon2d: () => argon2d,
  argon2dAsync: () => argon2dAsync,
  argon2i: () => argon2i,
  argon2iAsync: () => argon2iAsync,
  argon2id: () => argon2id,
  argon2idAsync: () => argon2idAsync
});
function G(a, b, c, d) {
  let Al = A2_BUF[2 * a], Ah = A2_BUF[2 * a + 1], Bl = A2_BUF[2 * b], Bh = A2_BUF[2 * b + 1], Cl = A2_BUF[2 * c], Ch = A2_BUF[2 * c + 1], Dl = A2_BUF[2 * d], Dh = A2_BUF[2 * d + 1], ml = 0, mh = 0, rl = 0, xh = 0, xl = 0;
  ml = Math.imul(Al, Bl), mh = ((Al >>> 0) * (Bl >>> 0) - (ml >>> 0)) / 4294967296 + 0.5 | 0, rl = (Al >>> 0) + (Bl >>> 0) + (ml << 1 >>> 0), Ah = Ah + Bh + (mh << 1 | ml >>> 31) + (rl / 4294967296 | 0) | 0, Al = rl | 0, xh = Dh ^ Ah, xl = Dl ^ Al, Dh = xl, Dl = xh, ml = Math.imul(Cl, Dl), mh = ((Cl >>> 0) * (Dl >>> 0) - (ml >>> 0)) / 4294967296 + 0.5 | 0, rl = (Cl >>> 0) + (Dl >>> 0) + (ml << 1 >>> 0), Ch = Ch + Dh + (mh << 1 | ml >>> 31) + (rl / 4294967296 | 0) | 0, Cl = rl | 0, xh = Bh ^ Ch, xl = Bl ^ Cl, Bh = xh >>> 24 | xl << 8, Bl = xh << 8 | xl >>> 24, ml = Math.imul(Al, Bl), mh = ((Al >>> 0) * (Bl >>> 0) - (ml >>> 0)) / 4294967296 + 0.5 | 0, rl = (Al >>> 0) + (Bl >>> 0) + (ml << 1 >>> 0), Ah = Ah + Bh + (mh << 1 | ml >>> 31) + (rl / 4294967296 | 0) | 0, Al = rl | 0, xh = Dh ^ Ah, xl = Dl ^ Al, Dh = xh >>> 16 | xl << 16, Dl = xh << 16 | xl >>> 16, ml = Math.imul(Cl, Dl), mh = ((Cl >>> 0) * (Dl >>> 0) - (ml >>> 0)) / 4294967296 + 0.5 | 0, rl = (Cl >>> 0) + (Dl >>> 0) + (ml << 1 >>> 0), Ch = Ch + Dh + (mh << 1 | ml >>> 31) + (rl / 4294967296 | 0) | 0, Cl = rl | 0, xh = Bh ^ Ch, xl = Bl ^ Cl, Bh = xh << 1 | xl >>> 31, Bl = xh >>> 31 | xl << 1, A2_BUF[2 * a] = Al, A2_BUF[2 * a + 1] = Ah, A2_BUF[2 * b] = Bl, A2_BUF[2 * b + 1] = Bh, A2_BUF[2 * c] = Cl, A2_BUF[2 * c + 1] = Ch, A2_BUF[2 * d] = Dl, A2_BUF[2 * d + 1] = Dh;
}
function P(v00, v01, v02, v03, v04, v05, v06, v07, v08, v09, v10, v11, v12, v13, v14, v15) {
  G(v00, v04, v08, v12), G(v01, v05, v09, v13), G(v02, v06, v10, v14), G(v03, v07, v11, v15), G(v00, v05, v10, v15), G(v01, v06, v11, v12), G(v02, v07, v08, v13), G(v03, v04, v09, v14);
}
function block(x, xPos, yPos, outPos, needXor) {
  if (needXor)
    for (let i = 0; i < 256; i++) {
      let r = x[xPos + i] ^ x[yPos + i];
      A2_BUF[i] = r, x[outPos + i] ^= r;
    }
  else
    for (let i = 0; i < 256; i++) {
      let r = x[xPos + i] ^ x[yPos + i];
      A2_BUF[i] = r, x[outPos + i] = r;
    }
  for (let i = 0; i < 128; i += 16)
    P(i, i + 1, i + 2, i + 3, i + 4, i + 5, i + 6, i + 7, i + 8, i + 9, i + 10, i + 11, i + 12, i + 13, i + 14, i + 15);
  for (let i = 0; i < 16; i += 2)
    P(i, i + 1, i + 16, i + 17, i + 32, i + 33, i + 48, i + 49, i + 64, i + 65, i + 80, i + 81, i + 96, i + 97, i + 112, i + 113);
  for (let i = 0; i < 256; i++)
    x[outPos + i] ^= A2_BUF[i];
  clean(A2_BUF);
}
function Hp(A, dkLen) {
  let A8 = u8(A), T = new Uint32Array(1), T8 = u8(T);
  if (T[0] = swap8IfBE(dkLen), dkLen <= 64)
    return blake2b.create({ dkLen }).update(T8).update(A8).digest();
  let out = new Uint8Array(dkLen), V = blake2b.create({}).update(T8).update(A8).digest(), pos = 0;
  for (out.set(V.subarray(0, 32)), pos += 32; dkLen - pos > 64; pos += 32) {
    let Vh = blake2b.create({}).update(V);
    Vh.digestInto(V), Vh.destroy(), out.set(V.subarray(0, 32), pos);
  }
  return out.set(blake2b(V, { dkLen: dkLen - pos }), pos), clean(V, T), out;
}
function indexAlpha(r, s, laneLen, segmentLen, index, randL, sameLane = !1) {
  let area;
  r === 0 ? s === 0 ? area = index - 1 : sameLane ? area = s * segmentLen + index - 1 : area = s * segmentLen + (index == 0 ? -1 : 0) : sameLane ? area = laneLen - segmentLen + index - 1 : area = laneLen - segmentLen + (index == 0 ? -1 : 0);
  let startPos = r !== 0 && s !== ARGON2_SYNC_POINTS - 1 ? (s + 1) * segmentLen : 0, randLow = Math.imul(randL, randL), randHigh = ((randL >>> 0) * (randL >>> 0) - (randLow >>> 0)) / 4294967296 + 0.5 | 0, areaLow = Math.imul(area, randHigh), areaHigh = ((area >>> 0) * (randHigh >>> 0) - (areaLow >>> 0)) / 4294967296 + 0.5 | 0, rel = area - 1 - areaHigh;
  return (startPos + rel) % laneLen;
}
function isU32(num2) {
  return Number.isSafeInteger(num2) && num2 >= 0 && num2 < maxUint32;
}
function argon2Opts(opts = {}) {
  opts = checkOpts({}, opts);
  let merged = {
    t: 3,
    m: ARGON2_DEFAULT_MEMORY,
    p: 1,
    version: 19,
    dkLen: 32,
    maxmem: ARGON2_DEFAULT_MAXMEM,
    asyncTick: 10
  };
  for (let [k, v] of Object.entries(opts))
    v !== void 0 && (merged[k] = v);
  let { dkLen, p, m, t, version, onProgress, asyncTick } = merged;
  if (!isU32(dkLen) || dkLen < 4)
    throw new Error('"dkLen" must be 4..');
  if (!isU32(p) || p < 1 || p >= Math.pow(2, 24))
    throw new Error('"p" must be 1..2^24');
  if (!isU32(m))
    throw new Error('"m" must be 0..2^32');
  if (!isU32(t) || t < 1)
    throw new Error('"t" (iterations) must be 1..2^32');
  if (onProgress !== void 0 && typeof onProgress != "function")
    throw new Error('"onProgress" must be a function');
  if (anumber(asyncTick, "asyncTick"), !isU32(m) || m < 8 * p)
    throw new Error('"m" (memory) must be at least 8*p bytes');
  if (version !== 16 && version !== 19)
    throw new Error('"version" must be 0x10 or 0x13, got ' + version);
  return merged;
}
function argon2InitialHash(password, salt, type, opts) {
  let ownedInputs = [], BUF = new Uint32Array(1), BUF8 = u8(BUF), h, H0, succeeded = !1, rememberOwned = (input, bytes) => (typeof input == "string" && ownedInputs.push(bytes), bytes);
  try {
    let passwordBytes = rememberOwned(password, kdfInputToBytes(password, "password")), saltBytes = rememberOwned(salt, kdfInputToBytes(salt, "salt"));
    if (!isU32(passwordBytes.length))
      throw new Error('"password" must be less of length 1..4Gb');
    if (!isU32(saltBytes.length) || saltBytes.length < 8)
      throw new Error('"salt" must be of length 8..4Gb');
    if (!Object.values(AT).includes(type))
      throw new Error('"type" was invalid');
    let { p, dkLen, m, t, version, key, personalization, maxmem, onProgress, asyncTick } = argon2Opts(opts), keyInput = key;
    key = rememberOwned(keyInput, abytesOrZero(keyInput, "key"));
    let personalizationInput = personalization;
    personalization = rememberOwned(personalizationInput, abytesOrZero(personalizationInput, "personalization")), h = blake2b.create();
    for (let item of [p, dkLen, m, t, version, type])
      BUF[0] = swap8IfBE(item), h.update(BUF8);
    for (let i of [passwordBytes, saltBytes, key, personalization])
      BUF[0] = swap8IfBE(i.length), h.update(BUF8).update(i);
    return H0 = new Uint32Array(18), h.digestInto(u8(H0)), succeeded = !0, { H0, p, dkLen, m, t, version, maxmem, onProgress, asyncTick };
  } finally {
    h && h.destroy(), clean(BUF, ...ownedInputs), !succeeded && H0 && clean(H0);
  }
}
function argon2Init(password, salt, type, opts) {
  let { H0, p, dkLen, m, t, version, maxmem, onProgress, asyncTick } = argon2InitialHash(password, salt, type, opts);
  try {
    let lanes = p, mP = 4 * p * Math.floor(m / (ARGON2_SYNC_POINTS * p)), laneLen = Math.floor(mP / p), segmentLen = Math.floor(laneLen / ARGON2_SYNC_POINTS), memUsed = mP * 1024;
    if (!isU32(maxmem))
      throw new Error('"maxmem" expected <2**32, got ' + maxmem);
    if (memUsed > maxmem)
      throw new Error('"maxmem" limit was hit: memUsed(mP*1024)=' + memUsed + ", maxmem=" + maxmem);
    let B2 = new Uint32Array(memUsed / 4);
    for (let l = 0; l < p; l++) {
      let i = 256 * laneLen * l;
      H0[17] = swap8IfBE(l), H0[16] = swap8IfBE(0), B2.set(swap32IfBE(u32(Hp(H0, 1024))), i), H0[16] = swap8IfBE(1), B2.set(swap32IfBE(u32(Hp(H0, 1024))), i + 256);
    }
    let perBlock = () => {
    };
    if (onProgress) {
      let totalBlock = t * ARGON2_SYNC_POINTS * p * segmentLen - 2 * p, callbackPer = Math.max(Math.floor(totalBlock / 1e4), 1), blockCnt = 0;
      perBlock = () => {
        blockCnt++, onProgress && (!(blockCnt % callbackPer) || blockCnt === totalBlock) && onProgress(blockCnt / totalBlock);
      };
    }
    return { type, mP, p, t, version, B: B2, laneLen, lanes, segmentLen, dkLen, perBlock, asyncTick };
  } finally {
    clean(H0);
  }
}
function argon2Output(B2, p, laneLen, dkLen) {
  let B_final = new Uint32Array(256);
  for (let l = 0; l < p; l++)
    for (let j = 0; j < 256; j++)
      B_final[j] ^= B2[256 * (laneLen * l + laneLen - 1) + j];
  let res = Hp(swap32IfBE(B_final), dkLen);
  return clean(B2, B_final), res;
}
function* argon2Blocks(ctx, address) {
  let { type, mP, p, t, version, B: B2, laneLen, lanes, segmentLen, perBlock } = ctx;
  address[262] = mP, address[264] = t, address[266] = type;
  for (let r = 0; r < t; r++) {
    let needXor = r !== 0 && version === 19;
    address[256] = r;
    for (let s = 0; s < ARGON2_SYNC_POINTS; s++) {
      address[260] = s;
      let dataIndependent = type == AT.Argon2i || type == AT.Argon2id && r === 0 && s < 2;
      for (let l = 0; l < p; l++) {
        address[258] = l, address[268] = 0;
        let startPos = 0;
        r === 0 && s === 0 && (startPos = 2, dataIndependent && (address[268]++, block(address, 256, 2 * 256, 0, !1), block(address, 0, 2 * 256, 0, !1)));
        let offset = l * laneLen + s * segmentLen + startPos;
        for (let index = startPos; index < segmentLen; index++, offset++) {
          perBlock();
          let prev = offset % laneLen ? offset - 1 : offset + laneLen - 1, randL, randH;
          if (dataIndependent) {
            let i128 = index % 128;
            i128 === 0 && (address[268]++, block(address, 256, 2 * 256, 0, !1), block(address, 0, 2 * 256, 0, !1)), randL = address[2 * i128], randH = address[2 * i128 + 1];
          } else {
            let T = 256 * prev;
            randL = B2[T], randH = B2[T + 1];
          }
          let refLane = r === 0 && s === 0 ? l : randH % lanes, refPos = indexAlpha(r, s, laneLen, segmentLen, index, randL, refLane == l), refBlock = laneLen * refLane + refPos;
          block(B2, 256 * prev, 256 * refBlock, offset * 256, needXor), yield;
        }
      }
    }
  }
  clean(address);
}
function argon2(type, password, salt, opts) {
  let ctx = argon2Init(password, salt, type, opts), blocks = argon2Blocks(ctx, new Uint32Array(3 * 256));
  for (; !blocks.next().done; )
    ;
  return argon2Output(ctx.B, ctx.p, ctx.laneLen, ctx.dkLen);
}
async function argon2Async(type, password, salt, opts) {
  let ctx = argon2Init(password, salt, type, opts), address = new Uint32Array(3 * 256), blocks = argon2Blocks(ctx, address), abort = () => clean(address, ctx.B), ts = Date.now();
  for (; !blocks.next().done; ) {
    let diff = Date.now() - ts;
    diff >= 0 && diff < ctx.asyncTick || (await nextTick(abort), ts = Date.now());
  }
  return argon2Output(ctx.B, ctx.p, ctx.laneLen, ctx.dkLen);
}
var AT, ARGON2_SYNC_POINTS, abytesOrZero, A2_BUF, maxUint32, ARGON2_DEFAULT_MEMORY, ARGON2_DEFAULT_MAXMEM, argon2d, argon2i, argon2id, argon2dAsync, argon2iAsync, argon2idAsync, init_argon2 = __esm({
  "@noble/hashes/2.4.0/argon2.js"() {
    init_blake2();
    init_utils();
    AT = { Argon2d: 0, Argon2i: 1, Argon2id: 2 }, ARGON2_SYNC_POINTS = 4, abytesOrZero = (buf, errorTitle = "") => buf === void 0 ? Uint8Array.of() : kdfInputToBytes(buf, errorTitle), A2_BUF = new Uint32Array(256);
    maxUint32 = Math.pow(2, 32), ARGON2_DEFAULT_MEMORY = 1024 ** 2, ARGON2_DEFAULT_MAXMEM = ARGON2_DEFAULT_MEMORY * 1024;
    argon2d = (password, salt, opts = {}) => argon2(AT.Argon2d, password, salt, opts), argon2i = (password, salt, opts = {}) => argon2(AT.Argon2i, password, salt, opts), argon2id = (password, salt, opts = {}) => argon2(AT.Argon2id, password, salt, opts);
    argon2dAsync = (password, salt, opts = {}) => argon2Async(AT.Argon2d, password, salt, opts), argon2iAsync = (password, salt, opts = {}) => argon2Async(AT.Argon2i, password, salt, opts), argon2idAsync = (password, salt, opts = {}) => argon2Async(AT.Argon2id, password, salt, opts);
  }
});

// @cosmjs/crypto/0.39.0/build/argon2.js
var require_argon2 = __commonJS({
  "@cosmjs/crypto/0.39.0/build/argon2.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Argon2id = void 0, exports.isArgon2idOptions = isArgon2idOptions;
    var utils_1 = require_build(), argon2_js_1 = (init_argon2(), __toCommonJS(argon2_exports));
    function isArgon2idOptions(thing) {
      return !(!(0, utils_1.isNonNullObject)(thing) || typeof thing.outputLength != "number" || typeof thing.opsLimit != "number" || typeof thing.memLimitKib != "number");
    }
    var Argon2id = class {
      // This is async for historic reasons. If we switch to a Wasm implementation or get argon2 in WebCrypto,
      // this is needed again.
      static async execute(password, salt, options) {
        let opts = {
          t: options.opsLimit,
          // Time cost, iterations count
          m: options.memLimitKib,
          // Memory cost (in KB)
          p: 1,
          // parallelism
          dkLen: options.outputLength
          // Desired number of returned bytes
        };
        if (salt.length !== 16)
          throw new Error(`Got invalid salt length ${salt.length}. Must be 16.`);
        return (0, argon2_js_1.argon2id)(password, salt, opts);
      }
    };
    exports.Argon2id = Argon2id;
  }
});

// @cosmjs/encoding/0.39.0/build/ascii.js
var require_ascii = __commonJS({
  "@cosmjs/encoding/0.39.0/build/ascii.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.toAscii = toAscii, exports.fromAscii = fromAscii;
    function toAscii(input) {
      return Uint8Array.from(((str) => str.split("").map((x) => {
        let charCode = x.charCodeAt(0);
        if (charCode < 32 || charCode > 126)
          throw new Error(`Cannot encode character that is out of printable ASCII range: ${charCode}`);
        return charCode;
      }))(input));
    }
    function fromAscii(data) {
      return ((listOfNumbers) => listOfNumbers.map((x) => {
        if (x < 32 || x > 126)
          throw new Error(`Cannot decode character that is out of printable ASCII range: ${x}`);
        return String.fromCharCode(x);
      }))(Array.from(data)).join("");
    }
  }
});

// base64-js/1.5.1/index.js
var require__ = __commonJS({
  "base64-js/1.5.1/index.js"(exports) {
    "use strict";
    exports.byteLength = byteLength, exports.toByteArray = toByteArray, exports.fromByteArray = fromByteArray;
    var lookup = [], revLookup = [], Arr = typeof Uint8Array < "u" ? Uint8Array : Array, code = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (i = 0, len = code.length; i < len; ++i)
      lookup[i] = code[i], revLookup[code.charCodeAt(i)] = i;
    revLookup[45] = 62, revLookup[95] = 63;
    function getLens(b64) {
      var len2 = b64.length;
      if (len2 % 4 > 0)
        throw new Error("Invalid string. Length must be a multiple of 4");
      var validLen = b64.indexOf("=");
      validLen === -1 && (validLen = len2);
      var placeHoldersLen = validLen === len2 ? 0 : 4 - validLen % 4;
      return [validLen, placeHoldersLen];
    }
    function byteLength(b64) {
      var lens = getLens(b64), validLen = lens[0], placeHoldersLen = lens[1];
      return (validLen + placeHoldersLen) * 3 / 4 - placeHoldersLen;
    }
    function _byteLength(b64, validLen, placeHoldersLen) {
      return (validLen + placeHoldersLen) * 3 / 4 - placeHoldersLen;
    }
    function toByteArray(b64) {
      var tmp, lens = getLens(b64), validLen = lens[0], placeHoldersLen = lens[1], arr = new Arr(_byteLength(b64, validLen, placeHoldersLen)), curByte = 0, len2 = placeHoldersLen > 0 ? validLen - 4 : validLen, i2;
      for (i2 = 0; i2 < len2; i2 += 4)
        tmp = revLookup[b64.charCodeAt(i2)] << 18 | revLookup[b64.charCodeAt(i2 + 1)] << 12 | revLookup[b64.charCodeAt(i2 + 2)] << 6 | revLookup[b64.charCodeAt(i2 + 3)], arr[curByte++] = tmp >> 16 & 255, arr[curByte++] = tmp >> 8 & 255, arr[curByte++] = tmp & 255;
      return placeHoldersLen === 2 && (tmp = revLookup[b64.charCodeAt(i2)] << 2 | revLookup[b64.charCodeAt(i2 + 1)] >> 4, arr[curByte++] = tmp & 255), placeHoldersLen === 1 && (tmp = revLookup[b64.charCodeAt(i2)] << 10 | revLookup[b64.charCodeAt(i2 + 1)] << 4 | revLookup[b64.charCodeAt(i2 + 2)] >> 2, arr[curByte++] = tmp >> 8 & 255, arr[curByte++] = tmp & 255), arr;
    }
    function tripletToBase64(num2) {
      return lookup[num2 >> 18 & 63] + lookup[num2 >> 12 & 63] + lookup[num2 >> 6 & 63] + lookup[num2 & 63];
    }
    function encodeChunk(uint8, start, end) {
      for (var tmp, output = [], i2 = start; i2 < end; i2 += 3)
        tmp = (uint8[i2] << 16 & 16711680) + (uint8[i2 + 1] << 8 & 65280) + (uint8[i2 + 2] & 255), output.push(tripletToBase64(tmp));
      return output.join("");
    }
    function fromByteArray(uint8) {
      for (var tmp, len2 = uint8.length, extraBytes = len2 % 3, parts = [], maxChunkLength = 16383, i2 = 0, len22 = len2 - extraBytes; i2 < len22; i2 += maxChunkLength)
        parts.push(encodeChunk(uint8, i2, i2 + maxChunkLength > len22 ? len22 : i2 + maxChunkLength));
      return extraBytes === 1 ? (tmp = uint8[len2 - 1], parts.push(
        lookup[tmp >> 2] + lookup[tmp << 4 & 63] + "=="
      )) : extraBytes === 2 && (tmp = (uint8[len2 - 2] << 8) + uint8[len2 - 1], parts.push(
        lookup[tmp >> 10] + lookup[tmp >> 4 & 63] + lookup[tmp << 2 & 63] + "="
      )), parts.join("");
    }
    var i, len;
  }
});

// @cosmjs/encoding/0.39.0/build/uint8array.js
var require_uint8array = __commonJS({
  "@cosmjs/encoding/0.39.0/build/uint8array.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.fixUint8Array = fixUint8Array;
    function isUint8ArrayOfArrayBuffer(source) {
      return source.buffer instanceof ArrayBuffer;
    }
    function fixUint8Array(source) {
      if (isUint8ArrayOfArrayBuffer(source))
        return source;
      let copy = new ArrayBuffer(source.byteLength), out = new Uint8Array(copy);
      return out.set(source), out;
    }
  }
});

// @cosmjs/encoding/0.39.0/build/base64.js
var require_base64 = __commonJS({
  "@cosmjs/encoding/0.39.0/build/base64.js"(exports) {
    "use strict";
    var __createBinding = exports && exports.__createBinding || (Object.create ? (function(o, m, k, k2) {
      k2 === void 0 && (k2 = k);
      var desc = Object.getOwnPropertyDescriptor(m, k);
      (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) && (desc = { enumerable: !0, get: function() {
        return m[k];
      } }), Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      k2 === void 0 && (k2 = k), o[k2] = m[k];
    })), __setModuleDefault = exports && exports.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: !0, value: v });
    }) : function(o, v) {
      o.default = v;
    }), __importStar = exports && exports.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        return ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) Object.prototype.hasOwnProperty.call(o2, k) && (ar[ar.length] = k);
          return ar;
        }, ownKeys(o);
      };
      return function(mod2) {
        if (mod2 && mod2.__esModule) return mod2;
        var result = {};
        if (mod2 != null) for (var k = ownKeys(mod2), i = 0; i < k.length; i++) k[i] !== "default" && __createBinding(result, mod2, k[i]);
        return __setModuleDefault(result, mod2), result;
      };
    })();
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.toBase64 = toBase64, exports.fromBase64 = fromBase64;
    var base64js = __importStar(require__()), uint8array_1 = require_uint8array();
    function toBase64(data) {
      return base64js.fromByteArray(data);
    }
    function fromBase64(base64String) {
      if (!base64String.match(/^[a-zA-Z0-9+/]*={0,2}$/))
        throw new Error("Invalid base64 string format");
      return (0, uint8array_1.fixUint8Array)(base64js.toByteArray(base64String));
    }
  }
});

// @scure/base/2.4.0/index.js
var __exports = {};
__export(__exports, {
  __TESTS: () => __TESTS,
  ascii: () => ascii,
  base16: () => base16,
  base32: () => base32,
  base32crockford: () => base32crockford,
  base32hex: () => base32hex,
  base32hexnopad: () => base32hexnopad,
  base32nopad: () => base32nopad,
  base36: () => base36,
  base58: () => base58,
  base58check: () => base58check,
  base58flickr: () => base58flickr,
  base58xmr: () => base58xmr,
  base58xrp: () => base58xrp,
  base64: () => base64,
  base64nopad: () => base64nopad,
  base64url: () => base64url,
  base64urlnopad: () => base64urlnopad,
  bech32: () => bech32,
  bech32m: () => bech32m,
  createBase58check: () => createBase58check,
  hex: () => hex,
  utf8: () => utf8
});
function isBytes2(a) {
  return a instanceof Uint8Array || ArrayBuffer.isView(a) && a.constructor.name === "Uint8Array" && "BYTES_PER_ELEMENT" in a && a.BYTES_PER_ELEMENT === 1;
}
function abytes2(b) {
  if (!isBytes2(b))
    throw new TypeError("Uint8Array expected");
}
function isArrayOf(isString, arr) {
  return Array.isArray(arr) ? arr.length === 0 ? !0 : isString ? arr.every((item) => typeof item == "string") : arr.every((item) => Number.isSafeInteger(item)) : !1;
}
function afn(input) {
  if (typeof input != "function")
    throw new TypeError("function expected");
  return !0;
}
function astr(label, input) {
  if (typeof input != "string")
    throw new TypeError(`${label}: string expected`);
  return !0;
}
function anumber2(n, title = "number") {
  if (typeof n != "number")
    throw new TypeError(`${title}: expected number, got ${typeof n}`);
  if (!Number.isSafeInteger(n))
    throw new RangeError(`${title}: expected safe integer, got ${n}`);
}
function anumArr(label, input) {
  if (!isArrayOf(!1, input))
    throw new TypeError(`${label}: array of numbers expected`);
}
function chain(...args) {
  let id = (a) => a, wrap = (a, b) => (c) => a(b(c)), encode = args.map((x) => x.encode).reduceRight(wrap, id), decode = args.map((x) => x.decode).reduce(wrap, id);
  return { encode, decode };
}
function normalize(fn) {
  return afn(fn), { encode: (from) => from, decode: (to) => fn(to) };
}
function u8ToNumArr(u83, len = u83.length) {
  let res = new Array(len);
  for (let i = 0; i < len; i++)
    res[i] = u83[i];
  return res;
}
function charcodesToString(codes) {
  let len = codes.length;
  if (asciiDecoder !== void 0 && len >= 12)
    return asciiDecoder.decode(codes);
  if (len <= B2S_CHUNK)
    return String.fromCharCode.apply(null, codes);
  let res = "";
  for (let i = 0; i < len; i += B2S_CHUNK)
    res += String.fromCharCode.apply(null, codes.subarray(i, i + B2S_CHUNK));
  return res;
}
function radix2(bits) {
  if (anumber2(bits), bits <= 0 || bits > 8)
    throw new RangeError("radix2: bits should be in (0..8]");
  let mask = powers[bits] - 1;
  return {
    encode: (bytes) => {
      abytes2(bytes);
      let len = bytes.length, res = new Uint8Array(Math.ceil(len * 8 / bits)), carry = 0, pos = 0, j = 0;
      for (let i = 0; i < len; )
        for (i + 2 < len ? (carry = carry << 24 | bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2], pos += 24, i += 3) : (carry = (carry << 8 | bytes[i]) & 65535, pos += 8, i++); pos -= bits, res[j++] = carry >> pos & mask, !(pos < bits); )
          ;
      return pos > 0 && (res[j] = carry << bits - pos & mask), res;
    },
    decode: (digits) => {
      let len = digits.length, res = new Uint8Array(Math.floor(len * bits / 8)), carry = 0, pos = 0, j = 0;
      for (let i = 0; i < len; i++)
        for (carry = (carry << bits | digits[i]) & 65535, pos += bits; pos >= 8; pos -= 8)
          res[j++] = carry >> pos - 8 & 255;
      if (carry = carry << 8 - pos & 255, pos >= bits)
        throw new Error("Excess padding");
      if (carry > 0)
        throw new Error(`Non-zero padding: ${carry}`);
      return res;
    }
  };
}
function alphabet(letters, aliases) {
  let len = letters.length;
  if (len > 128)
    throw new Error("alphabet: max 128 letters");
  let encTable = new Uint8Array(len), decTable = new Int8Array(128).fill(-1);
  for (let i = 0; i < len; i++) {
    let code = letters.charCodeAt(i);
    if (letters.codePointAt(i) !== code || code > 127)
      throw new Error("alphabet: single-char ASCII letters only");
    encTable[i] = code, decTable[code] = i;
  }
  if (aliases !== void 0)
    for (let alias of Object.keys(aliases)) {
      let code = alias.charCodeAt(0), target = decTable[aliases[alias].charCodeAt(0)];
      if (alias.length !== 1 || code > 127 || target === void 0 || target === -1)
        throw new Error(`alphabet: invalid alias ${alias}`);
      decTable[code] = target;
    }
  return {
    encode: (digits) => {
      let codes = new Uint8Array(digits.length);
      for (let i = 0; i < digits.length; i++) {
        let d = digits[i], code = encTable[d];
        if (code === void 0)
          throw new Error(`alphabet.encode: invalid digit ${d}`);
        codes[i] = code;
      }
      return charcodesToString(codes);
    },
    decode: (input) => {
      astr("decode", input);
      let slen = input.length, digits = new Uint8Array(slen);
      for (let i = 0; i < slen; i++) {
        let code = input.charCodeAt(i), digit = code < 128 ? decTable[code] : -1;
        if (digit === -1)
          throw new Error(`Unknown letter "${input[i]}". Allowed: ${letters}`);
        digits[i] = digit;
      }
      return digits;
    }
  };
}
function padding(bits, chr = "=") {
  return anumber2(bits), astr("padding", chr), {
    encode(data) {
      for (; data.length * bits % 8; )
        data += chr;
      return data;
    },
    decode(input) {
      astr("decode", input);
      let end = input.length;
      if (end * bits % 8)
        throw new Error("padding: invalid length");
      for (; end > 0 && input[end - 1] === chr; end--)
        if ((end - 1) * bits % 8 === 0)
          throw new Error("padding: excess padding");
      return input.slice(0, end);
    }
  };
}
function unsafeWrapper(fn) {
  return afn(fn), function(...args) {
    try {
      return fn.apply(null, args);
    } catch {
    }
  };
}
function checksum(len, fn) {
  if (anumber2(len), len <= 0)
    throw new RangeError(`checksum length must be positive: ${len}`);
  afn(fn);
  let _fn = fn;
  return {
    encode(data) {
      abytes2(data);
      let sum = _fn(data).slice(0, len), res = new Uint8Array(data.length + len);
      return res.set(data), res.set(sum, data.length), res;
    },
    decode(data) {
      abytes2(data);
      let payload = data.slice(0, -len), oldChecksum = data.slice(-len), newChecksum = _fn(payload).slice(0, len);
      for (let i = 0; i < len; i++)
        if (newChecksum[i] !== oldChecksum[i])
          throw new Error("Invalid checksum");
      return payload;
    }
  };
}
function assertBech32Printable(label, value) {
  for (let i = 0; i < value.length; i++) {
    let c = value.charCodeAt(i);
    if (c < 33 || c > 126)
      throw new Error(`${label}: printable ASCII expected`);
  }
}
function wordsToU8(words) {
  let len = words.length, res = new Uint8Array(len);
  for (let i = 0; i < len; i++) {
    let w = words[i];
    if (w < 0 || w >= 32)
      throw new Error(`alphabet.encode: invalid digit ${w}`);
    res[i] = w;
  }
  return res;
}
function bech32Polymod(pre) {
  let b = pre >> 25, chk = (pre & 33554431) << 5;
  for (let i = 0; i < POLYMOD_GENERATORS.length; i++)
    (b >> i & 1) === 1 && (chk ^= POLYMOD_GENERATORS[i]);
  return chk;
}
function bechChecksum(prefix, words, encodingConst = 1) {
  let len = prefix.length, chk = 1;
  for (let i = 0; i < len; i++) {
    let c = prefix.charCodeAt(i);
    if (c < 33 || c > 126)
      throw new Error(`Invalid prefix (${prefix})`);
    chk = bech32Polymod(chk) ^ c >> 5;
  }
  chk = bech32Polymod(chk);
  for (let i = 0; i < len; i++)
    chk = bech32Polymod(chk) ^ prefix.charCodeAt(i) & 31;
  for (let v of words)
    chk = bech32Polymod(chk) ^ v;
  for (let i = 0; i < 6; i++)
    chk = bech32Polymod(chk);
  chk ^= encodingConst;
  let sum = new Uint8Array(6);
  for (let i = 0; i < 6; i++)
    sum[i] = chk >>> 5 * (5 - i) & 31;
  return BECH_ALPHABET.encode(sum);
}
function genBech32(encoding) {
  let ENCODING_CONST = encoding === "bech32" ? 1 : 734539939, _words = radix2(5), toWords = (from) => {
    abytes2(from);
    let len = from.length, res = new Array(Math.ceil(len * 8 / 5)), carry = 0, pos = 0, j = 0;
    for (let i = 0; i < len; i++)
      for (carry = carry << 8 | from[i], pos += 8; pos >= 5; pos -= 5)
        res[j++] = carry >> pos - 5 & 31;
    return pos > 0 && (res[j] = carry << 5 - pos & 31), res;
  }, fromWords = (to) => {
    anumArr("radix2.decode", to);
    let len = to.length, digits = new Uint8Array(len);
    for (let i = 0; i < len; i++) {
      let w = to[i];
      if (w < 0 || w >= 32)
        throw new Error(`convertRadix2: invalid word=${w}`);
      digits[i] = w;
    }
    return _words.decode(digits);
  }, fromWordsUnsafe = unsafeWrapper(fromWords);
  function encode(prefix, words, limit = 90) {
    astr("bech32.encode prefix", prefix), limit !== !1 && anumber2(limit, "limit"), isBytes2(words) && (words = u8ToNumArr(words)), anumArr("bech32.encode", words);
    let plen = prefix.length;
    if (plen === 0)
      throw new TypeError(`Invalid prefix length ${plen}`);
    let actualLength = plen + 7 + words.length;
    if (limit !== !1 && actualLength > limit)
      throw new TypeError(`Length ${actualLength} exceeds limit ${limit}`);
    assertBech32Printable("bech32.encode prefix", prefix);
    let lowered = prefix.toLowerCase(), sum = bechChecksum(lowered, words, ENCODING_CONST);
    return `${lowered}1${BECH_ALPHABET.encode(wordsToU8(words))}${sum}`;
  }
  function decode(str, limit = 90) {
    astr("bech32.decode input", str), limit !== !1 && anumber2(limit, "limit");
    let slen = str.length;
    if (slen < 8 || limit !== !1 && slen > limit)
      throw new TypeError(`invalid string length ${slen}, expected (8..${limit})`);
    let lowered = str.toLowerCase();
    if (str !== lowered && !BECH_UPPERCASE_PRINTABLE.test(str))
      throw assertBech32Printable("bech32.decode input", str), new Error("mixed-case string not allowed");
    let sepIndex = lowered.lastIndexOf("1");
    if (sepIndex === 0 || sepIndex === -1)
      throw new Error('invalid separator "1"');
    let prefix = lowered.slice(0, sepIndex), data = lowered.slice(sepIndex + 1);
    if (data.length < 6)
      throw new Error("invalid data length");
    let digits = BECH_ALPHABET.decode(data), words = u8ToNumArr(digits, digits.length - 6), sum = bechChecksum(prefix, words, ENCODING_CONST);
    if (!data.endsWith(sum))
      throw new Error(`Invalid checksum in ${str}`);
    return { prefix, words };
  }
  let decodeUnsafe = unsafeWrapper(decode);
  function decodeToBytes(str, limit = 90) {
    let { prefix, words } = decode(str, limit);
    return {
      prefix,
      words,
      bytes: fromWords(words)
    };
  }
  function encodeFromBytes(prefix, bytes) {
    return encode(prefix, toWords(bytes));
  }
  return {
    encode,
    decode,
    encodeFromBytes,
    decodeToBytes,
    decodeUnsafe,
    fromWords,
    fromWordsUnsafe,
    toWords
  };
}
var freeze, powers, asciiDecoder, B2S_CHUNK, base16, base32, base32nopad, base32hex, base32hexnopad, BASE32_CROCKFORD_ASCII, base32crockford, hasBase64Builtin, ASCII_WHITESPACE, decodeBase64Builtin, base64Fallback, base64urlFallback, base64, base64nopad, base64url, base64urlnopad, B58_GROUP, B36_GROUP, RADIX_BASE_N_MAX_LENGTH, BASE_N_MAX_BYTES, BASE_N_MAX_CHARS, radixBaseN, genBaseN, radix58, base36, genBase58, base58, base58flickr, base58xrp, XMR_BLOCK_LEN, base58xmr, createBase58check, base58check, BECH_ALPHABET, BECH_UPPERCASE_PRINTABLE, POLYMOD_GENERATORS, bech32, bech32m, ascii, _isWellFormedShim, _isWellFormed, utf8err, utf8Fallback, utf8, hexFallback, __TESTS, hasHexBuiltin2, hexBuiltin, hex, init__ = __esm({
  "@scure/base/2.4.0/index.js"() {
    freeze = (fn) => Object.freeze(fn());
    powers = /* @__PURE__ */ (() => {
      let res = [];
      for (let i = 0; i < 40; i++)
        res.push(2 ** i);
      return res;
    })();
    asciiDecoder = /* @__PURE__ */ (() => {
      try {
        let decoder = new TextDecoder();
        return decoder.decode(Uint8Array.of(65, 48, 43, 127)) === "A0+\x7F" ? decoder : void 0;
      } catch {
        return;
      }
    })(), B2S_CHUNK = 8192;
    base16 = /* @__PURE__ */ freeze(() => chain(radix2(4), alphabet("0123456789ABCDEF"))), base32 = /* @__PURE__ */ freeze(() => chain(radix2(5), alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), padding(5))), base32nopad = /* @__PURE__ */ freeze(() => chain(radix2(5), alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))), base32hex = /* @__PURE__ */ freeze(() => chain(radix2(5), alphabet("0123456789ABCDEFGHIJKLMNOPQRSTUV"), padding(5))), base32hexnopad = /* @__PURE__ */ freeze(() => chain(radix2(5), alphabet("0123456789ABCDEFGHIJKLMNOPQRSTUV"))), BASE32_CROCKFORD_ASCII = /^[\x00-\x7f]*$/, base32crockford = /* @__PURE__ */ freeze(() => chain(radix2(5), alphabet("0123456789ABCDEFGHJKMNPQRSTVWXYZ"), normalize((s) => {
      astr("base32crockford.decode", s);
      let upper = s.toUpperCase();
      if (s !== upper && !BASE32_CROCKFORD_ASCII.test(s))
        throw new Error("base32crockford.decode: ASCII expected");
      return upper.replace(/O/g, "0").replace(/[IL]/g, "1");
    }))), hasBase64Builtin = typeof Uint8Array.from([]).toBase64 == "function" && typeof Uint8Array.fromBase64 == "function", ASCII_WHITESPACE = /[\t\n\f\r ]/, decodeBase64Builtin = (s, isUrl) => {
      astr("base64", s);
      let alphabet2 = isUrl ? "base64url" : "base64";
      if (s.length > 0 && ASCII_WHITESPACE.test(s))
        throw new Error("invalid base64");
      return Uint8Array.fromBase64(s, { alphabet: alphabet2, lastChunkHandling: "strict" });
    }, base64Fallback = /* @__PURE__ */ freeze(() => chain(radix2(6), alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"), padding(6))), base64urlFallback = /* @__PURE__ */ freeze(() => chain(radix2(6), alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), padding(6))), base64 = /* @__PURE__ */ freeze(() => hasBase64Builtin ? {
      encode(b) {
        return abytes2(b), b.toBase64();
      },
      decode(s) {
        return decodeBase64Builtin(s, !1);
      }
    } : base64Fallback), base64nopad = /* @__PURE__ */ freeze(() => chain(radix2(6), alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))), base64url = /* @__PURE__ */ freeze(() => hasBase64Builtin ? {
      encode(b) {
        return abytes2(b), b.toBase64({ alphabet: "base64url" });
      },
      decode(s) {
        return decodeBase64Builtin(s, !0);
      }
    } : base64urlFallback), base64urlnopad = /* @__PURE__ */ freeze(() => chain(radix2(6), alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"))), B58_GROUP = 656356768, B36_GROUP = 60466176, RADIX_BASE_N_MAX_LENGTH = 65536, BASE_N_MAX_BYTES = 2048, BASE_N_MAX_CHARS = 4096, radixBaseN = (BASE, GROUP) => ({
      encode: (bytes) => {
        abytes2(bytes);
        let blen = bytes.length;
        if (blen === 0)
          return new Uint8Array(0);
        if (blen >= RADIX_BASE_N_MAX_LENGTH)
          throw new Error("invalid length");
        let zeros = 0;
        for (; zeros < blen - 1 && bytes[zeros] === 0; )
          zeros++;
        let nlimbs = Math.ceil(blen / 2), limbs = new Uint16Array(nlimbs), odd = blen & 1;
        odd && (limbs[0] = bytes[0]);
        for (let i = odd, j2 = odd; i < blen; i += 2, j2++)
          limbs[j2] = bytes[i] << 8 | bytes[i + 1];
        let groups = [], pos = 0;
        for (; pos < nlimbs; ) {
          let carry = 0;
          for (let i = pos; i < nlimbs; i++) {
            let cur = carry * 65536 + limbs[i], q = Math.floor(cur / GROUP);
            carry = cur - q * GROUP, limbs[i] = q, q === 0 && i === pos && pos++;
          }
          groups.push(carry);
        }
        let top = groups.length - 1, sig = top * 5;
        for (let v = groups[top]; sig++, !(v < BASE); v = Math.floor(v / BASE))
          ;
        let res = new Uint8Array(zeros + sig), j = res.length - 1;
        for (let g = 0; g < top; g++) {
          let v = groups[g];
          for (let k = 0; k < 5; k++)
            res[j--] = v % BASE, v = Math.floor(v / BASE);
        }
        for (let v = groups[top]; j >= zeros; v = Math.floor(v / BASE))
          res[j--] = v % BASE;
        return res;
      },
      decode: (digits) => {
        abytes2(digits);
        let dlen = digits.length;
        if (dlen === 0)
          return new Uint8Array(0);
        if (dlen >= RADIX_BASE_N_MAX_LENGTH)
          throw new Error("invalid length");
        let zeros = 0;
        for (; zeros < dlen - 1 && digits[zeros] === 0; )
          zeros++;
        let limbs = new Uint16Array(Math.ceil(dlen * 6 / 16) + 1), used = 0, i = 0, group = dlen % 5 || 5;
        for (; i < dlen; ) {
          let gval = 0, factor = 1;
          for (let end = i + group; i < end; i++) {
            let d = digits[i];
            if (d >= BASE)
              throw new Error(`invalid integer: ${d}`);
            gval = gval * BASE + d, factor *= BASE;
          }
          group = 5;
          let carry = gval;
          for (let k = 0; k < used; k++) {
            let cur = limbs[k] * factor + carry;
            carry = Math.floor(cur / 65536), limbs[k] = cur - carry * 65536;
          }
          for (; carry > 0; carry = Math.floor(carry / 65536))
            limbs[used++] = carry % 65536;
        }
        let valueBytes = used === 0 ? 1 : used * 2 - (limbs[used - 1] < 256 ? 1 : 0), res = new Uint8Array(zeros + valueBytes), j = res.length - 1;
        for (let k = 0; k < used; k++) {
          let limb = limbs[k];
          res[j--] = limb & 255, j >= zeros && (res[j--] = limb >> 8);
        }
        return res;
      }
    }), genBaseN = (radix, abc) => {
      let letters = alphabet(abc);
      return {
        encode(bytes) {
          if (abytes2(bytes), bytes.length > BASE_N_MAX_BYTES)
            throw new Error("invalid length");
          return letters.encode(radix.encode(bytes));
        },
        decode(str) {
          if (astr("baseN.decode", str), str.length > BASE_N_MAX_CHARS)
            throw new Error("invalid length");
          return radix.decode(letters.decode(str));
        }
      };
    }, radix58 = /* @__PURE__ */ radixBaseN(58, B58_GROUP), base36 = /* @__PURE__ */ freeze(() => genBaseN(radixBaseN(36, B36_GROUP), "0123456789abcdefghijklmnopqrstuvwxyz")), genBase58 = (abc) => genBaseN(radix58, abc), base58 = /* @__PURE__ */ freeze(() => genBase58("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")), base58flickr = /* @__PURE__ */ freeze(() => genBase58("123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ")), base58xrp = /* @__PURE__ */ freeze(() => genBase58("rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz")), XMR_BLOCK_LEN = [0, 2, 3, 5, 6, 7, 9, 10, 11], base58xmr = /* @__PURE__ */ freeze(() => ({
      encode(data) {
        abytes2(data);
        let res = "";
        for (let i = 0; i < data.length; i += 8) {
          let block2 = data.subarray(i, i + 8);
          res += base58.encode(block2).padStart(XMR_BLOCK_LEN[block2.length], "1");
        }
        return res;
      },
      decode(str) {
        astr("base58xmr.decode", str);
        let strLen = str.length, tailChars = strLen % 11, tailBytes = tailChars === 0 ? 0 : XMR_BLOCK_LEN.indexOf(tailChars);
        if (tailBytes === -1)
          throw new Error(`base58xmr: invalid block length ${tailChars}`);
        let res = new Uint8Array(Math.floor(strLen / 11) * 8 + tailBytes), w = 0;
        for (let i = 0; i < strLen; i += 11) {
          let slice = str.slice(i, i + 11), blockLen = slice.length === 11 ? 8 : tailBytes, block2 = base58.decode(slice);
          for (let j = 0; j < block2.length - blockLen; j++)
            if (block2[j] !== 0)
              throw new Error("base58xmr: wrong padding");
          for (let j = block2.length - blockLen; j < block2.length; j++)
            res[w++] = block2[j];
        }
        return res;
      }
    })), createBase58check = (sha2563) => {
      afn(sha2563);
      let _sha256 = sha2563;
      return chain(checksum(4, (data) => _sha256(_sha256(data))), base58);
    }, base58check = createBase58check, BECH_ALPHABET = /* @__PURE__ */ alphabet("qpzry9x8gf2tvdw0s3jn54khce6mua7l"), BECH_UPPERCASE_PRINTABLE = /^[\x21-\x60\x7b-\x7e]+$/;
    POLYMOD_GENERATORS = [996825010, 642813549, 513874426, 1027748829, 705979059];
    bech32 = /* @__PURE__ */ freeze(() => genBech32("bech32")), bech32m = /* @__PURE__ */ freeze(() => genBech32("bech32m")), ascii = /* @__PURE__ */ freeze(() => ({
      encode(data) {
        abytes2(data);
        for (let i = 0; i < data.length; i++) {
          let byte = data[i];
          if (byte > 127)
            throw new RangeError(`non-ASCII byte ${byte} at ${i}`);
        }
        return charcodesToString(data);
      },
      decode(str) {
        if (typeof str != "string")
          throw new TypeError("ascii string expected, got " + typeof str);
        let res = new Uint8Array(str.length);
        for (let i = 0; i < str.length; i++) {
          let charCode = str.charCodeAt(i);
          if (charCode > 127)
            throw new RangeError(`non-ASCII char "${str[i]}" (${charCode}) at ${i}`);
          res[i] = charCode;
        }
        return res;
      }
    })), _isWellFormedShim = (str) => {
      try {
        return encodeURI(str) !== null;
      } catch {
        return !1;
      }
    }, _isWellFormed = // Pick the native check once so utf8.decode doesn't re-probe String.prototype on every call.
    typeof "".isWellFormed == "function" ? (str) => str.isWellFormed() : _isWellFormedShim, utf8err = (i) => new TypeError(`invalid utf8 at byte ${i}`), utf8Fallback = /* @__PURE__ */ freeze(() => ({
      encode(data) {
        abytes2(data);
        let res = "";
        for (let i = 0; i < data.length; ) {
          let a = data[i++];
          if (a < 128) {
            res += String.fromCharCode(a);
            continue;
          }
          if (a < 194 || i >= data.length)
            throw utf8err(i - 1);
          let b = data[i++];
          if ((b & 192) !== 128)
            throw utf8err(i - 1);
          let cp = (a & 31) << 6 | b & 63;
          if (a >= 224) {
            if (i >= data.length)
              throw utf8err(i - 1);
            let c = data[i++];
            if ((c & 192) !== 128 || a === 224 && b < 160 || a === 237 && b >= 160)
              throw utf8err(i - 1);
            if (cp = (a & 15) << 12 | (b & 63) << 6 | c & 63, a >= 240) {
              if (i >= data.length)
                throw utf8err(i - 1);
              let d = data[i++];
              if (a > 244 || (d & 192) !== 128 || a === 240 && b < 144 || a === 244 && b >= 144)
                throw utf8err(i - 1);
              cp = (a & 7) << 18 | (b & 63) << 12 | (c & 63) << 6 | d & 63;
            }
          }
          cp < 65536 ? res += String.fromCharCode(cp) : (cp -= 65536, res += String.fromCharCode((cp >> 10) + 55296, (cp & 1023) + 56320));
        }
        return res;
      },
      decode(str) {
        if (astr("utf8", str), !_isWellFormed(str))
          throw new TypeError("utf8 expected well-formed string");
        let res = new Uint8Array(str.length * 3), pos = 0;
        for (let i = 0; i < str.length; i++) {
          let c = str.charCodeAt(i);
          if (c < 128) {
            res[pos++] = c;
            continue;
          }
          if (c >= 55296 && c <= 57343) {
            let d = str.charCodeAt(++i);
            c = 65536 + (c - 55296 << 10) + d - 56320;
          }
          c >= 65536 ? (res[pos++] = c >> 18 | 240, res[pos++] = c >> 12 & 63 | 128) : c >= 2048 ? res[pos++] = c >> 12 | 224 : res[pos++] = c >> 6 | 192, c >= 2048 && (res[pos++] = c >> 6 & 63 | 128), res[pos++] = c & 63 | 128;
        }
        return res.subarray(0, pos);
      }
    })), utf8 = /* @__PURE__ */ freeze(() => {
      let _utf8Encoder, _utf8Decoder, utf8Builtin = {
        // ignoreBOM preserves an explicit leading U+FEFF;
        // fatal rejects invalid UTF-8 bytes instead of replacing them.
        encode(data) {
          return abytes2(data), (_utf8Decoder || (_utf8Decoder = new TextDecoder("utf-8", { ignoreBOM: !0, fatal: !0 }))).decode(data);
        },
        decode(str) {
          if (astr("utf8", str), !_isWellFormed(str))
            throw new TypeError("utf8 expected well-formed string");
          return (_utf8Encoder || (_utf8Encoder = new TextEncoder())).encode(str);
        }
      };
      return {
        // Select each direction once at module init, since
        // TextEncoder and TextDecoder can exist independently.
        encode: typeof TextDecoder == "function" ? utf8Builtin.encode : utf8Fallback.encode,
        decode: typeof TextEncoder == "function" ? utf8Builtin.decode : utf8Fallback.decode
      };
    }), hexFallback = /* @__PURE__ */ freeze(() => chain(
      radix2(4),
      // Case-insensitive decode via table aliases instead of a toLowerCase pass.
      alphabet("0123456789abcdef", { A: "a", B: "b", C: "c", D: "d", E: "e", F: "f" }),
      normalize((s) => {
        if (astr("hex", s), s.length % 2 !== 0)
          throw new TypeError(`hex.decode: odd-length string (${s.length})`);
        return s;
      })
    )), __TESTS = /* @__PURE__ */ freeze(() => ({
      alphabet,
      base64Fallback,
      base64urlFallback,
      hexFallback,
      radix2,
      radix58,
      checksum,
      utf8Fallback,
      _isWellFormedShim
    })), hasHexBuiltin2 = // Require both directions before enabling the native hex path so encode/decode stay symmetric.
    typeof Uint8Array.from([]).toHex == "function" && typeof Uint8Array.fromHex == "function", hexBuiltin = {
      // Keep local type guards so the native path preserves library-level input errors.
      // Native toHex emits lowercase hex, matching the fallback alphabet and Node's hex strings.
      encode(data) {
        return abytes2(data), data.toHex();
      },
      // Native fromHex accepts either hex case and rejects odd-length / non-hex syntax.
      decode(s) {
        return astr("hex", s), Uint8Array.fromHex(s);
      }
    }, hex = /* @__PURE__ */ freeze(() => hasHexBuiltin2 ? hexBuiltin : hexFallback);
  }
});

// @cosmjs/encoding/0.39.0/build/bech32.js
var require_bech32 = __commonJS({
  "@cosmjs/encoding/0.39.0/build/bech32.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.toBech32 = toBech32, exports.fromBech32 = fromBech32, exports.normalizeBech32 = normalizeBech32;
    var base_1 = (init__(), __toCommonJS(__exports)), uint8array_1 = require_uint8array();
    function toBech32(prefix, data, limit) {
      return base_1.bech32.encode(prefix, base_1.bech32.toWords(data), limit);
    }
    function hasBech32Separator(input) {
      return input.indexOf("1") !== -1;
    }
    function fromBech32(address, limit = 1 / 0) {
      if (!hasBech32Separator(address))
        throw new Error("No bech32 separator found");
      let decodedAddress = base_1.bech32.decode(address, limit);
      return {
        prefix: decodedAddress.prefix,
        data: (0, uint8array_1.fixUint8Array)(base_1.bech32.fromWords(decodedAddress.words))
      };
    }
    function normalizeBech32(address) {
      let { prefix, data } = fromBech32(address);
      return toBech32(prefix, data);
    }
  }
});

// @cosmjs/encoding/0.39.0/build/hex.js
var require_hex = __commonJS({
  "@cosmjs/encoding/0.39.0/build/hex.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.toHex = toHex, exports.fromHex = fromHex;
    function toHex(data) {
      let out = "";
      for (let byte of data)
        out += ("0" + byte.toString(16)).slice(-2);
      return out;
    }
    function fromHex(hexstring) {
      if (hexstring.length % 2 !== 0)
        throw new Error("hex string length must be a multiple of 2");
      let out = new Uint8Array(hexstring.length / 2);
      for (let i = 0; i < out.length; i++) {
        let j = 2 * i, hexByteAsString = hexstring.slice(j, j + 2);
        if (!hexByteAsString.match(/[0-9a-f]{2}/i))
          throw new Error("hex string contains invalid characters");
        out[i] = parseInt(hexByteAsString, 16);
      }
      return out;
    }
  }
});

// @cosmjs/encoding/0.39.0/build/rfc3339.js
var require_rfc3339 = __commonJS({
  "@cosmjs/encoding/0.39.0/build/rfc3339.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.fromRfc3339 = fromRfc3339, exports.toRfc3339 = toRfc3339;
    var rfc3339Matcher = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?((?:[+-]\d{2}:\d{2})|Z)$/;
    function padded(integer, length = 2) {
      return integer.toString().padStart(length, "0");
    }
    function fromRfc3339(str) {
      let matches = rfc3339Matcher.exec(str);
      if (!matches)
        throw new Error("Date string is not in RFC3339 format");
      let year = +matches[1], month = +matches[2], day = +matches[3], hour = +matches[4], minute = +matches[5], second = +matches[6], milliSeconds = matches[7] ? Math.floor(+matches[7] * 1e3) : 0, tzOffsetSign, tzOffsetHours, tzOffsetMinutes;
      matches[8] === "Z" ? (tzOffsetSign = 1, tzOffsetHours = 0, tzOffsetMinutes = 0) : (tzOffsetSign = matches[8].substring(0, 1) === "-" ? -1 : 1, tzOffsetHours = +matches[8].substring(1, 3), tzOffsetMinutes = +matches[8].substring(4, 6));
      let tzOffset = tzOffsetSign * (tzOffsetHours * 60 + tzOffsetMinutes) * 60, date = /* @__PURE__ */ new Date();
      return date.setUTCFullYear(year, month - 1, day), date.setUTCHours(hour, minute, second, milliSeconds), new Date(date.getTime() - tzOffset * 1e3);
    }
    function toRfc3339(date) {
      let year = date.getUTCFullYear(), month = padded(date.getUTCMonth() + 1), day = padded(date.getUTCDate()), hour = padded(date.getUTCHours()), minute = padded(date.getUTCMinutes()), second = padded(date.getUTCSeconds()), ms = padded(date.getUTCMilliseconds(), 3);
      return `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`;
    }
  }
});

// @cosmjs/encoding/0.39.0/build/utf8.js
var require_utf82 = __commonJS({
  "@cosmjs/encoding/0.39.0/build/utf8.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.toUtf8 = toUtf8, exports.fromUtf8 = fromUtf8;
    var uint8array_1 = require_uint8array();
    function toUtf8(str) {
      return (0, uint8array_1.fixUint8Array)(new TextEncoder().encode(str));
    }
    function fromUtf8(data, lossy = !1) {
      let fatal = !lossy;
      return new TextDecoder("utf-8", { fatal }).decode(data);
    }
  }
});

// @cosmjs/encoding/0.39.0/build/index.js
var require_build2 = __commonJS({
  "@cosmjs/encoding/0.39.0/build/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.toUtf8 = exports.fromUtf8 = exports.fixUint8Array = exports.toRfc3339 = exports.fromRfc3339 = exports.toHex = exports.fromHex = exports.toBech32 = exports.normalizeBech32 = exports.fromBech32 = exports.toBase64 = exports.fromBase64 = exports.toAscii = exports.fromAscii = void 0;
    var ascii_1 = require_ascii();
    Object.defineProperty(exports, "fromAscii", { enumerable: !0, get: function() {
      return ascii_1.fromAscii;
    } }), Object.defineProperty(exports, "toAscii", { enumerable: !0, get: function() {
      return ascii_1.toAscii;
    } });
    var base64_1 = require_base64();
    Object.defineProperty(exports, "fromBase64", { enumerable: !0, get: function() {
      return base64_1.fromBase64;
    } }), Object.defineProperty(exports, "toBase64", { enumerable: !0, get: function() {
      return base64_1.toBase64;
    } });
    var bech32_1 = require_bech32();
    Object.defineProperty(exports, "fromBech32", { enumerable: !0, get: function() {
      return bech32_1.fromBech32;
    } }), Object.defineProperty(exports, "normalizeBech32", { enumerable: !0, get: function() {
      return bech32_1.normalizeBech32;
    } }), Object.defineProperty(exports, "toBech32", { enumerable: !0, get: function() {
      return bech32_1.toBech32;
    } });
    var hex_1 = require_hex();
    Object.defineProperty(exports, "fromHex", { enumerable: !0, get: function() {
      return hex_1.fromHex;
    } }), Object.defineProperty(exports, "toHex", { enumerable: !0, get: function() {
      return hex_1.toHex;
    } });
    var rfc3339_1 = require_rfc3339();
    Object.defineProperty(exports, "fromRfc3339", { enumerable: !0, get: function() {
      return rfc3339_1.fromRfc3339;
    } }), Object.defineProperty(exports, "toRfc3339", { enumerable: !0, get: function() {
      return rfc3339_1.toRfc3339;
    } });
    var uint8array_1 = require_uint8array();
    Object.defineProperty(exports, "fixUint8Array", { enumerable: !0, get: function() {
      return uint8array_1.fixUint8Array;
    } });
    var utf8_1 = require_utf82();
    Object.defineProperty(exports, "fromUtf8", { enumerable: !0, get: function() {
      return utf8_1.fromUtf8;
    } }), Object.defineProperty(exports, "toUtf8", { enumerable: !0, get: function() {
      return utf8_1.toUtf8;
    } });
  }
});

// @noble/hashes/2.4.0/hmac.js
var _HMAC, hmac, init_hmac = __esm({
  "@noble/hashes/2.4.0/hmac.js"() {
    init_utils();
    _HMAC = class {
      oHash;
      iHash;
      blockLen;
      outputLen;
      canXOF = !1;
      finished = !1;
      destroyed = !1;
      constructor(hash, key) {
        if (ahash(hash), abytes(key, void 0, "key"), this.iHash = hash.create(), typeof this.iHash.update != "function")
          throw new Error("expected Hash instance");
        this.blockLen = this.iHash.blockLen, this.outputLen = this.iHash.outputLen;
        let blockLen = this.blockLen, pad = new Uint8Array(blockLen);
        pad.set(key.length > blockLen ? hash.create().update(key).digest() : key);
        for (let i = 0; i < pad.length; i++)
          pad[i] ^= 54;
        this.iHash.update(pad), this.oHash = hash.create();
        for (let i = 0; i < pad.length; i++)
          pad[i] ^= 106;
        this.oHash.update(pad), clean(pad);
      }
      update(buf) {
        return aexists(this), this.iHash.update(buf), this;
      }
      digestInto(out) {
        aexists(this), aoutput(out, this), this.finished = !0;
        let buf = out.subarray(0, this.outputLen);
        this.iHash.digestInto(buf), this.oHash.update(buf), this.oHash.digestInto(buf), this.destroy();
      }
      digest() {
        let out = new Uint8Array(this.oHash.outputLen);
        return this.digestInto(out), out;
      }
      _cloneInto(to) {
        to ||= Object.create(Object.getPrototypeOf(this), {});
        let { oHash, iHash, finished, destroyed, blockLen, outputLen, canXOF } = this;
        return to = to, to.finished = finished, to.destroyed = destroyed, to.blockLen = blockLen, to.outputLen = outputLen, to.canXOF = canXOF, to.oHash = oHash._cloneInto(to.oHash), to.iHash = iHash._cloneInto(to.iHash), to;
      }
      clone() {
        return this._cloneInto();
      }
      destroy() {
        this.destroyed = !0, this.oHash.destroy(), this.iHash.destroy();
      }
    }, hmac = /* @__PURE__ */ (() => {
      let hmac_ = ((hash, key, message) => new _HMAC(hash, key).update(message).digest());
      return hmac_.create = (hash, key) => new _HMAC(hash, key), hmac_;
    })();
  }
});

// @noble/hashes/2.4.0/pbkdf2.js
function pbkdf2Init(hash, _password, _salt, _opts) {
  ahash(hash);
  let opts = checkOpts({ dkLen: 32, asyncTick: 10 }, _opts), { c, dkLen, asyncTick } = opts;
  if (anumber(c, "c"), anumber(dkLen, "dkLen"), anumber(asyncTick, "asyncTick"), c < 1)
    throw new Error('"c" (iterations) must be >= 1');
  if (dkLen < 1)
    throw new Error('"dkLen" must be >= 1');
  if (dkLen > (2 ** 32 - 1) * hash.outputLen)
    throw new Error("derived key too long");
  let p = kdfInputToBytes(_password, "password");
  try {
    let s = kdfInputToBytes(_salt, "salt");
    try {
      let DK = new Uint8Array(dkLen), { iHash, oHash, outputLen } = hmac.create(hash, p), u = new Uint8Array(outputLen), eng = pbkdf2Engine(iHash, oHash, s, u);
      return { c, dkLen, asyncTick, DK, outputLen, eng };
    } finally {
      typeof _salt == "string" && clean(s);
    }
  } finally {
    typeof _password == "string" && clean(p);
  }
}
function pbkdf2Engine(iHash, oHash, salt, u) {
  let counter = new Uint8Array(4), view = createView(counter), salted = iHash._cloneInto().update(salt), work = oHash._cloneInto(), iClone = iHash._cloneInto, oClone = oHash._cloneInto;
  return {
    u1: (ti, Ti) => {
      view.setInt32(0, ti, !1), salted._cloneInto(work).update(counter).digestInto(u), oHash._cloneInto(work).update(u).digestInto(u), Ti.set(u.subarray(0, Ti.length));
    },
    // Whole `F` inner loop for the sync variant: one optimized function owns the hot loop.
    rounds: (c, Ti) => {
      for (let ui = 1; ui < c; ui++) {
        iClone.call(iHash, work).update(u).digestInto(u), oClone.call(oHash, work).update(u).digestInto(u);
        for (let i = 0; i < Ti.length; i++)
          Ti[i] ^= u[i];
      }
    },
    output: (DK) => (iHash.destroy(), oHash.destroy(), salted.destroy(), work.destroy(), clean(u), DK)
  };
}
function pbkdf2(hash, password, salt, opts) {
  let { c, dkLen, DK, outputLen, eng } = pbkdf2Init(hash, password, salt, opts);
  for (let ti = 1, pos = 0; pos < dkLen; ti++, pos += outputLen) {
    let Ti = DK.subarray(pos, pos + outputLen);
    eng.u1(ti, Ti), eng.rounds(c, Ti);
  }
  return eng.output(DK);
}
async function pbkdf2Async(hash, password, salt, opts) {
  let { c, dkLen, asyncTick, DK, outputLen, eng } = pbkdf2Init(hash, password, salt, opts), abort = () => {
    eng.output(DK), clean(DK);
  };
  for (let ti = 1, pos = 0; pos < dkLen; ti++, pos += outputLen) {
    let Ti = DK.subarray(pos, pos + outputLen);
    eng.u1(ti, Ti), await asyncLoop(c - 1, asyncTick, () => {
      eng.rounds(2, Ti);
    }, abort);
  }
  return eng.output(DK);
}
var init_pbkdf2 = __esm({
  "@noble/hashes/2.4.0/pbkdf2.js"() {
    init_hmac();
    init_utils();
  }
});

// @noble/hashes/2.4.0/sha2.js
var sha2_exports = {};
__export(sha2_exports, {
  _SHA224: () => _SHA224,
  _SHA256: () => _SHA256,
  _SHA384: () => _SHA384,
  _SHA512: () => _SHA512,
  _SHA512_224: () => _SHA512_224,
  _SHA512_256: () => _SHA512_256,
  sha224: () => sha224,
  sha256: () => sha256,
  sha384: () => sha384,
  sha512: () => sha512,
  sha512_224: () => sha512_224,
  sha512_256: () => sha512_256
});
var SHA256_K, SHA256_W, SHA2_32B, _SHA256, _SHA224, K512, SHA512_Kh, SHA512_Kl, SHA512_W_H, SHA512_W_L, SHA2_64B, _SHA512, _SHA384, T224_IV, T256_IV, _SHA512_224, _SHA512_256, sha256, sha224, sha512, sha384, sha512_256, sha512_224, init_sha2 = __esm({
  "@noble/hashes/2.4.0/sha2.js"() {
    init_md();
    init_u64();
    init_utils();
    SHA256_K = /* @__PURE__ */ Uint32Array.from([
      1116352408,
      1899447441,
      3049323471,
      3921009573,
      961987163,
      1508970993,
      2453635748,
      2870763221,
      3624381080,
      310598401,
      607225278,
      1426881987,
      1925078388,
      2162078206,
      2614888103,
      3248222580,
      3835390401,
      4022224774,
      264347078,
      604807628,
      770255983,
      1249150122,
      1555081692,
      1996064986,
      2554220882,
      2821834349,
      2952996808,
      3210313671,
      3336571891,
      3584528711,
      113926993,
      338241895,
      666307205,
      773529912,
      1294757372,
      1396182291,
      1695183700,
      1986661051,
      2177026350,
      2456956037,
      2730485921,
      2820302411,
      3259730800,
      3345764771,
      3516065817,
      3600352804,
      4094571909,
      275423344,
      430227734,
      506948616,
      659060556,
      883997877,
      958139571,
      1322822218,
      1537002063,
      1747873779,
      1955562222,
      2024104815,
      2227730452,
      2361852424,
      2428436474,
      2756734187,
      3204031479,
      3329325298
    ]), SHA256_W = /* @__PURE__ */ new Uint32Array(64), SHA2_32B = class extends HashMD {
      // We cannot use array here since array allows indexing by variable
      // which means optimizer/compiler cannot use registers.
      // Numeric initializers matter: starting the fields as `undefined` changes
      // V8's field representation and makes sha256 3x slower (measured).
      A = 0;
      B = 0;
      C = 0;
      D = 0;
      E = 0;
      F = 0;
      G = 0;
      H = 0;
      constructor(outputLen, IV) {
        super(64, outputLen, 8, !1), this.A = IV[0] | 0, this.B = IV[1] | 0, this.C = IV[2] | 0, this.D = IV[3] | 0, this.E = IV[4] | 0, this.F = IV[5] | 0, this.G = IV[6] | 0, this.H = IV[7] | 0;
      }
      get() {
        let { A, B: B2, C, D, E, F, G: G2, H } = this;
        return [A, B2, C, D, E, F, G2, H];
      }
      // prettier-ignore
      set(A, B2, C, D, E, F, G2, H) {
        this.A = A | 0, this.B = B2 | 0, this.C = C | 0, this.D = D | 0, this.E = E | 0, this.F = F | 0, this.G = G2 | 0, this.H = H | 0;
      }
      _cloneInto(to) {
        return (to ||= new this.constructor()).set(...this.get()), this._cloneIntoMeta(to);
      }
      process(view, offset) {
        for (let i = 0; i < 16; i++, offset += 4)
          SHA256_W[i] = view.getUint32(offset, !1);
        for (let i = 16; i < 64; i++) {
          let W15 = SHA256_W[i - 15], W2 = SHA256_W[i - 2], s0 = rotr(W15, 7) ^ rotr(W15, 18) ^ W15 >>> 3, s1 = rotr(W2, 17) ^ rotr(W2, 19) ^ W2 >>> 10;
          SHA256_W[i] = s1 + SHA256_W[i - 7] + s0 + SHA256_W[i - 16] | 0;
        }
        let { A, B: B2, C, D, E, F, G: G2, H } = this;
        for (let i = 0; i < 64; i++) {
          let sigma1 = rotr(E, 6) ^ rotr(E, 11) ^ rotr(E, 25), T1 = H + sigma1 + Chi(E, F, G2) + SHA256_K[i] + SHA256_W[i] | 0, T2 = (rotr(A, 2) ^ rotr(A, 13) ^ rotr(A, 22)) + Maj(A, B2, C) | 0;
          H = G2, G2 = F, F = E, E = D + T1 | 0, D = C, C = B2, B2 = A, A = T1 + T2 | 0;
        }
        A = A + this.A | 0, B2 = B2 + this.B | 0, C = C + this.C | 0, D = D + this.D | 0, E = E + this.E | 0, F = F + this.F | 0, G2 = G2 + this.G | 0, H = H + this.H | 0, this.set(A, B2, C, D, E, F, G2, H);
      }
      roundClean() {
        clean(SHA256_W);
      }
      destroy() {
        this.destroyed = !0, this.set(0, 0, 0, 0, 0, 0, 0, 0), clean(this.buffer);
      }
    }, _SHA256 = class extends SHA2_32B {
      constructor() {
        super(32, SHA256_IV);
      }
    }, _SHA224 = class extends SHA2_32B {
      constructor() {
        super(28, SHA224_IV);
      }
    }, K512 = split([
      "0x428a2f98d728ae22",
      "0x7137449123ef65cd",
      "0xb5c0fbcfec4d3b2f",
      "0xe9b5dba58189dbbc",
      "0x3956c25bf348b538",
      "0x59f111f1b605d019",
      "0x923f82a4af194f9b",
      "0xab1c5ed5da6d8118",
      "0xd807aa98a3030242",
      "0x12835b0145706fbe",
      "0x243185be4ee4b28c",
      "0x550c7dc3d5ffb4e2",
      "0x72be5d74f27b896f",
      "0x80deb1fe3b1696b1",
      "0x9bdc06a725c71235",
      "0xc19bf174cf692694",
      "0xe49b69c19ef14ad2",
      "0xefbe4786384f25e3",
      "0x0fc19dc68b8cd5b5",
      "0x240ca1cc77ac9c65",
      "0x2de92c6f592b0275",
      "0x4a7484aa6ea6e483",
      "0x5cb0a9dcbd41fbd4",
      "0x76f988da831153b5",
      "0x983e5152ee66dfab",
      "0xa831c66d2db43210",
      "0xb00327c898fb213f",
      "0xbf597fc7beef0ee4",
      "0xc6e00bf33da88fc2",
      "0xd5a79147930aa725",
      "0x06ca6351e003826f",
      "0x142929670a0e6e70",
      "0x27b70a8546d22ffc",
      "0x2e1b21385c26c926",
      "0x4d2c6dfc5ac42aed",
      "0x53380d139d95b3df",
      "0x650a73548baf63de",
      "0x766a0abb3c77b2a8",
      "0x81c2c92e47edaee6",
      "0x92722c851482353b",
      "0xa2bfe8a14cf10364",
      "0xa81a664bbc423001",
      "0xc24b8b70d0f89791",
      "0xc76c51a30654be30",
      "0xd192e819d6ef5218",
      "0xd69906245565a910",
      "0xf40e35855771202a",
      "0x106aa07032bbd1b8",
      "0x19a4c116b8d2d0c8",
      "0x1e376c085141ab53",
      "0x2748774cdf8eeb99",
      "0x34b0bcb5e19b48a8",
      "0x391c0cb3c5c95a63",
      "0x4ed8aa4ae3418acb",
      "0x5b9cca4f7763e373",
      "0x682e6ff3d6b2b8a3",
      "0x748f82ee5defb2fc",
      "0x78a5636f43172f60",
      "0x84c87814a1f0ab72",
      "0x8cc702081a6439ec",
      "0x90befffa23631e28",
      "0xa4506cebde82bde9",
      "0xbef9a3f7b2c67915",
      "0xc67178f2e372532b",
      "0xca273eceea26619c",
      "0xd186b8c721c0c207",
      "0xeada7dd6cde0eb1e",
      "0xf57d4f7fee6ed178",
      "0x06f067aa72176fba",
      "0x0a637dc5a2c898a6",
      "0x113f9804bef90dae",
      "0x1b710b35131c471b",
      "0x28db77f523047d84",
      "0x32caab7b40c72493",
      "0x3c9ebe0a15c9bebc",
      "0x431d67c49c100d4c",
      "0x4cc5d4becb3e42b6",
      "0x597f299cfc657e2a",
      "0x5fcb6fab3ad6faec",
      "0x6c44198c4a475817"
    ].map((n) => BigInt(n))), SHA512_Kh = K512[0], SHA512_Kl = K512[1], SHA512_W_H = /* @__PURE__ */ new Uint32Array(80), SHA512_W_L = /* @__PURE__ */ new Uint32Array(80), SHA2_64B = class extends HashMD {
      // We cannot use array here since array allows indexing by variable
      // which means optimizer/compiler cannot use registers.
      // h -- high 32 bits, l -- low 32 bits
      // Numeric initializers matter: starting the fields as `undefined` changes
      // V8's field representation and slows hashing down (measured on sha256).
      Ah = 0;
      Al = 0;
      Bh = 0;
      Bl = 0;
      Ch = 0;
      Cl = 0;
      Dh = 0;
      Dl = 0;
      Eh = 0;
      El = 0;
      Fh = 0;
      Fl = 0;
      Gh = 0;
      Gl = 0;
      Hh = 0;
      Hl = 0;
      constructor(outputLen, IV) {
        super(128, outputLen, 16, !1), this.Ah = IV[0] | 0, this.Al = IV[1] | 0, this.Bh = IV[2] | 0, this.Bl = IV[3] | 0, this.Ch = IV[4] | 0, this.Cl = IV[5] | 0, this.Dh = IV[6] | 0, this.Dl = IV[7] | 0, this.Eh = IV[8] | 0, this.El = IV[9] | 0, this.Fh = IV[10] | 0, this.Fl = IV[11] | 0, this.Gh = IV[12] | 0, this.Gl = IV[13] | 0, this.Hh = IV[14] | 0, this.Hl = IV[15] | 0;
      }
      // prettier-ignore
      get() {
        let { Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl } = this;
        return [Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl];
      }
      // prettier-ignore
      set(Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl) {
        this.Ah = Ah | 0, this.Al = Al | 0, this.Bh = Bh | 0, this.Bl = Bl | 0, this.Ch = Ch | 0, this.Cl = Cl | 0, this.Dh = Dh | 0, this.Dl = Dl | 0, this.Eh = Eh | 0, this.El = El | 0, this.Fh = Fh | 0, this.Fl = Fl | 0, this.Gh = Gh | 0, this.Gl = Gl | 0, this.Hh = Hh | 0, this.Hl = Hl | 0;
      }
      _cloneInto(to) {
        return (to ||= new this.constructor()).set(...this.get()), this._cloneIntoMeta(to);
      }
      process(view, offset) {
        for (let i = 0; i < 16; i++, offset += 4)
          SHA512_W_H[i] = view.getUint32(offset), SHA512_W_L[i] = view.getUint32(offset += 4);
        for (let i = 16; i < 80; i++) {
          let W15h = SHA512_W_H[i - 15] | 0, W15l = SHA512_W_L[i - 15] | 0, s0h = rotrSH(W15h, W15l, 1) ^ rotrSH(W15h, W15l, 8) ^ shrSH(W15h, W15l, 7), s0l = rotrSL(W15h, W15l, 1) ^ rotrSL(W15h, W15l, 8) ^ shrSL(W15h, W15l, 7), W2h = SHA512_W_H[i - 2] | 0, W2l = SHA512_W_L[i - 2] | 0, s1h = rotrSH(W2h, W2l, 19) ^ rotrBH(W2h, W2l, 61) ^ shrSH(W2h, W2l, 6), s1l = rotrSL(W2h, W2l, 19) ^ rotrBL(W2h, W2l, 61) ^ shrSL(W2h, W2l, 6), SUMl = add4L(s0l, s1l, SHA512_W_L[i - 7], SHA512_W_L[i - 16]), SUMh = add4H(SUMl, s0h, s1h, SHA512_W_H[i - 7], SHA512_W_H[i - 16]);
          SHA512_W_H[i] = SUMh | 0, SHA512_W_L[i] = SUMl | 0;
        }
        let { Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl } = this;
        for (let i = 0; i < 80; i++) {
          let sigma1h = rotrSH(Eh, El, 14) ^ rotrSH(Eh, El, 18) ^ rotrBH(Eh, El, 41), sigma1l = rotrSL(Eh, El, 14) ^ rotrSL(Eh, El, 18) ^ rotrBL(Eh, El, 41), CHIh = Eh & Fh ^ ~Eh & Gh, CHIl = El & Fl ^ ~El & Gl, T1ll = add5L(Hl, sigma1l, CHIl, SHA512_Kl[i], SHA512_W_L[i]), T1h = add5H(T1ll, Hh, sigma1h, CHIh, SHA512_Kh[i], SHA512_W_H[i]), T1l = T1ll | 0, sigma0h = rotrSH(Ah, Al, 28) ^ rotrBH(Ah, Al, 34) ^ rotrBH(Ah, Al, 39), sigma0l = rotrSL(Ah, Al, 28) ^ rotrBL(Ah, Al, 34) ^ rotrBL(Ah, Al, 39), MAJh = Ah & Bh ^ Ah & Ch ^ Bh & Ch, MAJl = Al & Bl ^ Al & Cl ^ Bl & Cl;
          Hh = Gh | 0, Hl = Gl | 0, Gh = Fh | 0, Gl = Fl | 0, Fh = Eh | 0, Fl = El | 0, { h: Eh, l: El } = add(Dh | 0, Dl | 0, T1h | 0, T1l | 0), Dh = Ch | 0, Dl = Cl | 0, Ch = Bh | 0, Cl = Bl | 0, Bh = Ah | 0, Bl = Al | 0;
          let All = add3L(T1l, sigma0l, MAJl);
          Ah = add3H(All, T1h, sigma0h, MAJh), Al = All | 0;
        }
        ({ h: Ah, l: Al } = add(this.Ah | 0, this.Al | 0, Ah | 0, Al | 0)), { h: Bh, l: Bl } = add(this.Bh | 0, this.Bl | 0, Bh | 0, Bl | 0), { h: Ch, l: Cl } = add(this.Ch | 0, this.Cl | 0, Ch | 0, Cl | 0), { h: Dh, l: Dl } = add(this.Dh | 0, this.Dl | 0, Dh | 0, Dl | 0), { h: Eh, l: El } = add(this.Eh | 0, this.El | 0, Eh | 0, El | 0), { h: Fh, l: Fl } = add(this.Fh | 0, this.Fl | 0, Fh | 0, Fl | 0), { h: Gh, l: Gl } = add(this.Gh | 0, this.Gl | 0, Gh | 0, Gl | 0), { h: Hh, l: Hl } = add(this.Hh | 0, this.Hl | 0, Hh | 0, Hl | 0), this.set(Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl);
      }
      roundClean() {
        clean(SHA512_W_H, SHA512_W_L);
      }
      destroy() {
        this.destroyed = !0, clean(this.buffer), this.set(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
      }
    }, _SHA512 = class extends SHA2_64B {
      constructor() {
        super(64, SHA512_IV);
      }
    }, _SHA384 = class extends SHA2_64B {
      constructor() {
        super(48, SHA384_IV);
      }
    }, T224_IV = /* @__PURE__ */ Uint32Array.from([
      2352822216,
      424955298,
      1944164710,
      2312950998,
      502970286,
      855612546,
      1738396948,
      1479516111,
      258812777,
      2077511080,
      2011393907,
      79989058,
      1067287976,
      1780299464,
      286451373,
      2446758561
    ]), T256_IV = /* @__PURE__ */ Uint32Array.from([
      573645204,
      4230739756,
      2673172387,
      3360449730,
      596883563,
      1867755857,
      2520282905,
      1497426621,
      2519219938,
      2827943907,
      3193839141,
      1401305490,
      721525244,
      746961066,
      246885852,
      2177182882
    ]), _SHA512_224 = class extends SHA2_64B {
      constructor() {
        super(28, T224_IV);
      }
    }, _SHA512_256 = class extends SHA2_64B {
      constructor() {
        super(32, T256_IV);
      }
    }, sha256 = /* @__PURE__ */ createHasher(
      () => new _SHA256(),
      /* @__PURE__ */ oidNist(1)
    ), sha224 = /* @__PURE__ */ createHasher(
      () => new _SHA224(),
      /* @__PURE__ */ oidNist(4)
    ), sha512 = /* @__PURE__ */ createHasher(
      () => new _SHA512(),
      /* @__PURE__ */ oidNist(3)
    ), sha384 = /* @__PURE__ */ createHasher(
      () => new _SHA384(),
      /* @__PURE__ */ oidNist(2)
    ), sha512_256 = /* @__PURE__ */ createHasher(
      () => new _SHA512_256(),
      /* @__PURE__ */ oidNist(6)
    ), sha512_224 = /* @__PURE__ */ createHasher(
      () => new _SHA512_224(),
      /* @__PURE__ */ oidNist(5)
    );
  }
});

// @noble/hashes/2.4.0/webcrypto.js
function _subtle() {
  let sb = (typeof globalThis == "object" ? globalThis.crypto : null)?.subtle;
  if (typeof sb == "object" && sb != null)
    return sb;
  throw new Error("crypto.subtle must be defined");
}
function createWebHash(name, blockLen, outputLen) {
  let hashC = async (msg) => {
    abytes(msg);
    let crypto = _subtle();
    return new Uint8Array(await crypto.digest(name, msg));
  };
  return hashC.webCryptoName = name, hashC.outputLen = outputLen, hashC.blockLen = blockLen, hashC.create = () => {
    throw new Error("not implemented");
  }, Object.freeze(hashC);
}
function ahashWeb(hash) {
  ahash(hash);
  let name = hash.webCryptoName;
  if (typeof name != "string")
    throw new Error("non-web hash");
  return name;
}
async function hkdf(hash, ikm, salt, info, length) {
  let crypto = _subtle(), hashName = ahashWeb(hash), hashOutputLen = hash.outputLen;
  if (abytes(ikm, void 0, "ikm"), anumber(length, "length"), length > 255 * hashOutputLen)
    throw new Error("Length must be <= 255*HashLen");
  salt !== void 0 && abytes(salt, void 0, "salt"), info !== void 0 && abytes(info, void 0, "info");
  let _salt = salt === void 0 ? new Uint8Array(0) : copyBytes(salt), _info = info === void 0 ? new Uint8Array(0) : copyBytes(info);
  try {
    let wkey = await crypto.importKey("raw", ikm, "HKDF", !1, ["deriveBits"]), opts = { name: "HKDF", hash: hashName, salt: _salt, info: _info }, out = new Uint8Array(await crypto.deriveBits(opts, wkey, 8 * length));
    if (out.length !== length)
      throw clean(out), new Error("WebCrypto returned an invalid derived key length");
    return out;
  } finally {
    clean(_salt, _info);
  }
}
async function pbkdf22(hash, password, salt, opts) {
  let crypto = _subtle(), hashName = ahashWeb(hash), _opts = checkOpts({ dkLen: 32 }, opts), { c, dkLen } = _opts;
  if (anumber(c, "c"), anumber(dkLen, "dkLen"), c > 2147483647)
    throw new Error('"c" exceeds WebCrypto backend limit');
  if (dkLen < 1)
    throw new Error('"dkLen" must be >= 1');
  if (dkLen >= 2 ** 29)
    throw new Error("derived key too long");
  let _password = kdfInputToBytes(password, "password");
  try {
    let saltBytes = kdfInputToBytes(salt, "salt"), _salt = typeof salt == "string" ? saltBytes : copyBytes(saltBytes);
    try {
      let key = await crypto.importKey("raw", _password, "PBKDF2", !1, [
        "deriveBits"
      ]), deriveOpts = { name: "PBKDF2", salt: _salt, iterations: c, hash: hashName }, out = new Uint8Array(await crypto.deriveBits(deriveOpts, key, 8 * dkLen));
      if (out.length !== dkLen)
        throw clean(out), new Error("WebCrypto returned an invalid derived key length");
      return out;
    } finally {
      clean(_salt);
    }
  } finally {
    typeof password == "string" && clean(_password);
  }
}
var sha2562, sha3842, sha5122, hmac2, init_webcrypto = __esm({
  "@noble/hashes/2.4.0/webcrypto.js"() {
    init_pbkdf2();
    init_utils();
    sha2562 = /* @__PURE__ */ createWebHash("SHA-256", 64, 32), sha3842 = /* @__PURE__ */ createWebHash("SHA-384", 128, 48), sha5122 = /* @__PURE__ */ createWebHash("SHA-512", 128, 64), hmac2 = /* @__PURE__ */ (() => {
      let hmac_ = async (hash, key, message) => {
        let crypto = _subtle();
        abytes(key, void 0, "key"), abytes(message, void 0, "message");
        let hashName = ahashWeb(hash), _message = copyBytes(message);
        try {
          let wkey = await crypto.importKey("raw", key, { name: "HMAC", hash: hashName }, !1, ["sign"]);
          return new Uint8Array(await crypto.sign("HMAC", wkey, _message));
        } finally {
          clean(_message);
        }
      };
      return hmac_.create = (_hash, _key) => {
        throw new Error("not implemented");
      }, hmac_;
    })();
  }
});

// @scure/bip39/2.4.0/index.js
var __exports2 = {};
__export(__exports2, {
  entropyToMnemonic: () => entropyToMnemonic,
  generateMnemonic: () => generateMnemonic,
  mnemonicToEntropy: () => mnemonicToEntropy,
  mnemonicToSeed: () => mnemonicToSeed,
  mnemonicToSeedSync: () => mnemonicToSeedSync,
  mnemonicToSeedWebcrypto: () => mnemonicToSeedWebcrypto,
  validateMnemonic: () => validateMnemonic
});
function isWellFormedUnicode(value) {
  for (let i = 0; i < value.length; i++) {
    let current = value.charCodeAt(i);
    if (current >= 55296 && current <= 56319) {
      if (i + 1 >= value.length)
        return !1;
      let next = value.charCodeAt(++i);
      if (next < 56320 || next > 57343)
        return !1;
    } else if (current >= 56320 && current <= 57343)
      return !1;
  }
  return !0;
}
function nfkd(str) {
  if (typeof str != "string")
    throw new TypeError("invalid mnemonic type: " + typeof str);
  if (!isWellFormedUnicode(str))
    throw new TypeError("expected well-formed Unicode string");
  return str.normalize("NFKD");
}
function normalize2(str) {
  let norm = nfkd(str), words = norm.split(" ");
  if (![12, 15, 18, 21, 24].includes(words.length))
    throw new Error("Invalid mnemonic");
  return { nfkd: norm, words };
}
function aentropy(ent) {
  if (abytes(ent), ![16, 20, 24, 28, 32].includes(ent.length))
    throw new RangeError("invalid entropy length");
}
function generateMnemonic(wordlist2, strength = 128) {
  if (anumber(strength), strength % 32 !== 0 || strength > 256)
    throw new RangeError("Invalid entropy");
  return entropyToMnemonic(randomBytes(strength / 8), wordlist2);
}
function awordlist(wordlist2) {
  if (!Array.isArray(wordlist2) || wordlist2.length !== 2048 || typeof wordlist2[0] != "string")
    throw new TypeError("Wordlist: expected array of 2048 strings");
  wordlist2.forEach((i) => {
    if (typeof i != "string")
      throw new TypeError("wordlist: non-string element: " + i);
    if (!isWellFormedUnicode(i))
      throw new TypeError("wordlist: expected well-formed Unicode string");
  });
}
function encodeWords(entropy, wordlist2) {
  awordlist(wordlist2);
  let bytes = new Uint8Array(entropy.length + 1);
  bytes.set(entropy), bytes[entropy.length] = calcChecksum(entropy);
  let words = [], carry = 0, bits = 0;
  for (let byte of bytes)
    carry = carry << 8 | byte, bits += 8, bits >= 11 && (bits -= 11, words.push(wordlist2[carry >>> bits & 2047]), carry &= (1 << bits) - 1);
  return words;
}
function decodeWords(words, wordlist2) {
  awordlist(wordlist2);
  let entLen = words.length / 3 * 4, bytes = new Uint8Array(entLen + 1), carry = 0, bits = 0, pos = 0;
  for (let word of words) {
    let index = wordlist2.indexOf(word);
    if (index === -1)
      throw new Error("Unknown word: " + word);
    for (carry = carry << 11 | index, bits += 11; bits >= 8; )
      bits -= 8, bytes[pos++] = carry >>> bits & 255;
    carry &= (1 << bits) - 1;
  }
  bits > 0 && (bytes[pos] = carry << 8 - bits);
  let entropy = bytes.subarray(0, entLen);
  if (bytes[entLen] !== calcChecksum(entropy))
    throw new Error("Invalid checksum");
  return Uint8Array.from(entropy);
}
function mnemonicToEntropy(mnemonic, wordlist2) {
  let { words } = normalize2(mnemonic), entropy = decodeWords(words, wordlist2);
  return aentropy(entropy), entropy;
}
function entropyToMnemonic(entropy, wordlist2) {
  return aentropy(entropy), encodeWords(entropy, wordlist2).join(isJapanese(wordlist2) ? "\u3000" : " ");
}
function validateMnemonic(mnemonic, wordlist2) {
  try {
    mnemonicToEntropy(mnemonic, wordlist2);
  } catch {
    return !1;
  }
  return !0;
}
function mnemonicToSeed(mnemonic, passphrase = "") {
  return pbkdf2Async(sha512, normalize2(mnemonic).nfkd, psalt(passphrase), {
    c: 2048,
    dkLen: 64
  });
}
function mnemonicToSeedSync(mnemonic, passphrase = "") {
  return pbkdf2(sha512, normalize2(mnemonic).nfkd, psalt(passphrase), {
    c: 2048,
    dkLen: 64
  });
}
function mnemonicToSeedWebcrypto(mnemonic, passphrase = "") {
  return pbkdf22(sha5122, normalize2(mnemonic).nfkd, psalt(passphrase), {
    c: 2048,
    dkLen: 64
  });
}
var isJapanese, calcChecksum, psalt, init__2 = __esm({
  "@scure/bip39/2.4.0/index.js"() {
    init_pbkdf2();
    init_sha2();
    init_utils();
    init_webcrypto();
    isJapanese = (wordlist2) => wordlist2[0] === "\u3042\u3044\u3053\u304F\u3057\u3093";
    calcChecksum = (entropy) => {
      let bitsLeft = 8 - entropy.length / 4;
      return sha256(entropy)[0] >> bitsLeft << bitsLeft;
    };
    psalt = (passphrase) => {
      if (typeof passphrase != "string")
        throw new TypeError("invalid passphrase type: " + typeof passphrase);
      return nfkd("mnemonic" + passphrase);
    };
  }
});

// @scure/bip39/2.4.0/wordlists/english.js
var english_exports = {};
__export(english_exports, {
  wordlist: () => wordlist
});
var wordlist, init_english = __esm({
  "@scure/bip39/2.4.0/wordlists/english.js"() {
    wordlist = /* @__PURE__ */ Object.freeze(`abandon
ability
able
about
above
absent
absorb
abstract
absurd
abuse
access
accident
account
accuse
achieve
acid
acoustic
acquire
across
act
action
actor
actress
actual
adapt
add
addict
address
adjust
admit
adult
advance
advice
aerobic
affair
afford
afraid
again
age
agent
agree
ahead
aim
air
airport
aisle
alarm
album
alcohol
alert
alien
all
alley
allow
almost
alone
alpha
already
also
alter
always
amateur
amazing
among
amount
amused
analyst
anchor
ancient
anger
angle
angry
animal
ankle
announce
annual
another
answer
antenna
antique
anxiety
any
apart
apology
appear
apple
approve
april
arch
arctic
area
arena
argue
arm
armed
armor
army
around
arrange
arrest
arrive
arrow
art
artefact
artist
artwork
ask
aspect
assault
asset
assist
assume
asthma
athlete
atom
attack
attend
attitude
attract
auction
audit
august
aunt
author
auto
autumn
average
avocado
avoid
awake
aware
away
awesome
awful
awkward
axis
baby
bachelor
bacon
badge
bag
balance
balcony
ball
bamboo
banana
banner
bar
barely
bargain
barrel
base
basic
basket
battle
beach
bean
beauty
because
become
beef
before
begin
behave
behind
believe
below
belt
bench
benefit
best
betray
better
between
beyond
bicycle
bid
bike
bind
biology
bird
birth
bitter
black
blade
blame
blanket
blast
bleak
bless
blind
blood
blossom
blouse
blue
blur
blush
board
boat
body
boil
bomb
bone
bonus
book
boost
border
boring
borrow
boss
bottom
bounce
box
boy
bracket
brain
brand
brass
brave
bread
breeze
brick
bridge
brief
bright
bring
brisk
broccoli
broken
bronze
broom
brother
brown
brush
bubble
buddy
budget
buffalo
build
bulb
bulk
bullet
bundle
bunker
burden
burger
burst
bus
business
busy
butter
buyer
buzz
cabbage
cabin
cable
cactus
cage
cake
call
calm
camera
camp
can
canal
cancel
candy
cannon
canoe
canvas
canyon
capable
capital
captain
car
carbon
card
cargo
carpet
carry
cart
case
cash
casino
castle
casual
cat
catalog
catch
category
cattle
caught
cause
caution
cave
ceiling
celery
cement
census
century
cereal
certain
chair
chalk
champion
change
chaos
chapter
charge
chase
chat
cheap
check
cheese
chef
cherry
chest
chicken
chief
child
chimney
choice
choose
chronic
chuckle
chunk
churn
cigar
cinnamon
circle
citizen
city
civil
claim
clap
clarify
claw
clay
clean
clerk
clever
click
client
cliff
climb
clinic
clip
clock
clog
close
cloth
cloud
clown
club
clump
cluster
clutch
coach
coast
coconut
code
coffee
coil
coin
collect
color
column
combine
come
comfort
comic
common
company
concert
conduct
confirm
congress
connect
consider
control
convince
cook
cool
copper
copy
coral
core
corn
correct
cost
cotton
couch
country
couple
course
cousin
cover
coyote
crack
cradle
craft
cram
crane
crash
crater
crawl
crazy
cream
credit
creek
crew
cricket
crime
crisp
critic
crop
cross
crouch
crowd
crucial
cruel
cruise
crumble
crunch
crush
cry
crystal
cube
culture
cup
cupboard
curious
current
curtain
curve
cushion
custom
cute
cycle
dad
damage
damp
dance
danger
daring
dash
daughter
dawn
day
deal
debate
debris
decade
december
decide
decline
decorate
decrease
deer
defense
define
defy
degree
delay
deliver
demand
demise
denial
dentist
deny
depart
depend
deposit
depth
deputy
derive
describe
desert
design
desk
despair
destroy
detail
detect
develop
device
devote
diagram
dial
diamond
diary
dice
diesel
diet
differ
digital
dignity
dilemma
dinner
dinosaur
direct
dirt
disagree
discover
disease
dish
dismiss
disorder
display
distance
divert
divide
divorce
dizzy
doctor
document
dog
doll
dolphin
domain
donate
donkey
donor
door
dose
double
dove
draft
dragon
drama
drastic
draw
dream
dress
drift
drill
drink
drip
drive
drop
drum
dry
duck
dumb
dune
during
dust
dutch
duty
dwarf
dynamic
eager
eagle
early
earn
earth
easily
east
easy
echo
ecology
economy
edge
edit
educate
effort
egg
eight
either
elbow
elder
electric
elegant
element
elephant
elevator
elite
else
embark
embody
embrace
emerge
emotion
employ
empower
empty
enable
enact
end
endless
endorse
enemy
energy
enforce
engage
engine
enhance
enjoy
enlist
enough
enrich
enroll
ensure
enter
entire
entry
envelope
episode
equal
equip
era
erase
erode
erosion
error
erupt
escape
essay
essence
estate
eternal
ethics
evidence
evil
evoke
evolve
exact
example
excess
exchange
excite
exclude
excuse
execute
exercise
exhaust
exhibit
exile
exist
exit
exotic
expand
expect
expire
explain
expose
express
extend
extra
eye
eyebrow
fabric
face
faculty
fade
faint
faith
fall
false
fame
family
famous
fan
fancy
fantasy
farm
fashion
fat
fatal
father
fatigue
fault
favorite
feature
february
federal
fee
feed
feel
female
fence
festival
fetch
fever
few
fiber
fiction
field
figure
file
film
filter
final
find
fine
finger
finish
fire
firm
first
fiscal
fish
fit
fitness
fix
flag
flame
flash
flat
flavor
flee
flight
flip
float
flock
floor
flower
fluid
flush
fly
foam
focus
fog
foil
fold
follow
food
foot
force
forest
forget
fork
fortune
forum
forward
fossil
foster
found
fox
fragile
frame
frequent
fresh
friend
fringe
frog
front
frost
frown
frozen
fruit
fuel
fun
funny
furnace
fury
future
gadget
gain
galaxy
gallery
game
gap
garage
garbage
garden
garlic
garment
gas
gasp
gate
gather
gauge
gaze
general
genius
genre
gentle
genuine
gesture
ghost
giant
gift
giggle
ginger
giraffe
girl
give
glad
glance
glare
glass
glide
glimpse
globe
gloom
glory
glove
glow
glue
goat
goddess
gold
good
goose
gorilla
gospel
gossip
govern
gown
grab
grace
grain
grant
grape
grass
gravity
great
green
grid
grief
grit
grocery
group
grow
grunt
guard
guess
guide
guilt
guitar
gun
gym
habit
hair
half
hammer
hamster
hand
happy
harbor
hard
harsh
harvest
hat
have
hawk
hazard
head
health
heart
heavy
hedgehog
height
hello
helmet
help
hen
hero
hidden
high
hill
hint
hip
hire
history
hobby
hockey
hold
hole
holiday
hollow
home
honey
hood
hope
horn
horror
horse
hospital
host
hotel
hour
hover
hub
huge
human
humble
humor
hundred
hungry
hunt
hurdle
hurry
hurt
husband
hybrid
ice
icon
idea
identify
idle
ignore
ill
illegal
illness
image
imitate
immense
immune
impact
impose
improve
impulse
inch
include
income
increase
index
indicate
indoor
industry
infant
inflict
inform
inhale
inherit
initial
inject
injury
inmate
inner
innocent
input
inquiry
insane
insect
inside
inspire
install
intact
interest
into
invest
invite
involve
iron
island
isolate
issue
item
ivory
jacket
jaguar
jar
jazz
jealous
jeans
jelly
jewel
job
join
joke
journey
joy
judge
juice
jump
jungle
junior
junk
just
kangaroo
keen
keep
ketchup
key
kick
kid
kidney
kind
kingdom
kiss
kit
kitchen
kite
kitten
kiwi
knee
knife
knock
know
lab
label
labor
ladder
lady
lake
lamp
language
laptop
large
later
latin
laugh
laundry
lava
law
lawn
lawsuit
layer
lazy
leader
leaf
learn
leave
lecture
left
leg
legal
legend
leisure
lemon
lend
length
lens
leopard
lesson
letter
level
liar
liberty
library
license
life
lift
light
like
limb
limit
link
lion
liquid
list
little
live
lizard
load
loan
lobster
local
lock
logic
lonely
long
loop
lottery
loud
lounge
love
loyal
lucky
luggage
lumber
lunar
lunch
luxury
lyrics
machine
mad
magic
magnet
maid
mail
main
major
make
mammal
man
manage
mandate
mango
mansion
manual
maple
marble
march
margin
marine
market
marriage
mask
mass
master
match
material
math
matrix
matter
maximum
maze
meadow
mean
measure
meat
mechanic
medal
media
melody
melt
member
memory
mention
menu
mercy
merge
merit
merry
mesh
message
metal
method
middle
midnight
milk
million
mimic
mind
minimum
minor
minute
miracle
mirror
misery
miss
mistake
mix
mixed
mixture
mobile
model
modify
mom
moment
monitor
monkey
monster
month
moon
moral
more
morning
mosquito
mother
motion
motor
mountain
mouse
move
movie
much
muffin
mule
multiply
muscle
museum
mushroom
music
must
mutual
myself
mystery
myth
naive
name
napkin
narrow
nasty
nation
nature
near
neck
need
negative
neglect
neither
nephew
nerve
nest
net
network
neutral
never
news
next
nice
night
noble
noise
nominee
noodle
normal
north
nose
notable
note
nothing
notice
novel
now
nuclear
number
nurse
nut
oak
obey
object
oblige
obscure
observe
obtain
obvious
occur
ocean
october
odor
off
offer
office
often
oil
okay
old
olive
olympic
omit
once
one
onion
online
only
open
opera
opinion
oppose
option
orange
orbit
orchard
order
ordinary
organ
orient
original
orphan
ostrich
other
outdoor
outer
output
outside
oval
oven
over
own
owner
oxygen
oyster
ozone
pact
paddle
page
pair
palace
palm
panda
panel
panic
panther
paper
parade
parent
park
parrot
party
pass
patch
path
patient
patrol
pattern
pause
pave
payment
peace
peanut
pear
peasant
pelican
pen
penalty
pencil
people
pepper
perfect
permit
person
pet
phone
photo
phrase
physical
piano
picnic
picture
piece
pig
pigeon
pill
pilot
pink
pioneer
pipe
pistol
pitch
pizza
place
planet
plastic
plate
play
please
pledge
pluck
plug
plunge
poem
poet
point
polar
pole
police
pond
pony
pool
popular
portion
position
possible
post
potato
pottery
poverty
powder
power
practice
praise
predict
prefer
prepare
present
pretty
prevent
price
pride
primary
print
priority
prison
private
prize
problem
process
produce
profit
program
project
promote
proof
property
prosper
protect
proud
provide
public
pudding
pull
pulp
pulse
pumpkin
punch
pupil
puppy
purchase
purity
purpose
purse
push
put
puzzle
pyramid
quality
quantum
quarter
question
quick
quit
quiz
quote
rabbit
raccoon
race
rack
radar
radio
rail
rain
raise
rally
ramp
ranch
random
range
rapid
rare
rate
rather
raven
raw
razor
ready
real
reason
rebel
rebuild
recall
receive
recipe
record
recycle
reduce
reflect
reform
refuse
region
regret
regular
reject
relax
release
relief
rely
remain
remember
remind
remove
render
renew
rent
reopen
repair
repeat
replace
report
require
rescue
resemble
resist
resource
response
result
retire
retreat
return
reunion
reveal
review
reward
rhythm
rib
ribbon
rice
rich
ride
ridge
rifle
right
rigid
ring
riot
ripple
risk
ritual
rival
river
road
roast
robot
robust
rocket
romance
roof
rookie
room
rose
rotate
rough
round
route
royal
rubber
rude
rug
rule
run
runway
rural
sad
saddle
sadness
safe
sail
salad
salmon
salon
salt
salute
same
sample
sand
satisfy
satoshi
sauce
sausage
save
say
scale
scan
scare
scatter
scene
scheme
school
science
scissors
scorpion
scout
scrap
screen
script
scrub
sea
search
season
seat
second
secret
section
security
seed
seek
segment
select
sell
seminar
senior
sense
sentence
series
service
session
settle
setup
seven
shadow
shaft
shallow
share
shed
shell
sheriff
shield
shift
shine
ship
shiver
shock
shoe
shoot
shop
short
shoulder
shove
shrimp
shrug
shuffle
shy
sibling
sick
side
siege
sight
sign
silent
silk
silly
silver
similar
simple
since
sing
siren
sister
situate
six
size
skate
sketch
ski
skill
skin
skirt
skull
slab
slam
sleep
slender
slice
slide
slight
slim
slogan
slot
slow
slush
small
smart
smile
smoke
smooth
snack
snake
snap
sniff
snow
soap
soccer
social
sock
soda
soft
solar
soldier
solid
solution
solve
someone
song
soon
sorry
sort
soul
sound
soup
source
south
space
spare
spatial
spawn
speak
special
speed
spell
spend
sphere
spice
spider
spike
spin
spirit
split
spoil
sponsor
spoon
sport
spot
spray
spread
spring
spy
square
squeeze
squirrel
stable
stadium
staff
stage
stairs
stamp
stand
start
state
stay
steak
steel
stem
step
stereo
stick
still
sting
stock
stomach
stone
stool
story
stove
strategy
street
strike
strong
struggle
student
stuff
stumble
style
subject
submit
subway
success
such
sudden
suffer
sugar
suggest
suit
summer
sun
sunny
sunset
super
supply
supreme
sure
surface
surge
surprise
surround
survey
suspect
sustain
swallow
swamp
swap
swarm
swear
sweet
swift
swim
swing
switch
sword
symbol
symptom
syrup
system
table
tackle
tag
tail
talent
talk
tank
tape
target
task
taste
tattoo
taxi
teach
team
tell
ten
tenant
tennis
tent
term
test
text
thank
that
theme
then
theory
there
they
thing
this
thought
three
thrive
throw
thumb
thunder
ticket
tide
tiger
tilt
timber
time
tiny
tip
tired
tissue
title
toast
tobacco
today
toddler
toe
together
toilet
token
tomato
tomorrow
tone
tongue
tonight
tool
tooth
top
topic
topple
torch
tornado
tortoise
toss
total
tourist
toward
tower
town
toy
track
trade
traffic
tragic
train
transfer
trap
trash
travel
tray
treat
tree
trend
trial
tribe
trick
trigger
trim
trip
trophy
trouble
truck
true
truly
trumpet
trust
truth
try
tube
tuition
tumble
tuna
tunnel
turkey
turn
turtle
twelve
twenty
twice
twin
twist
two
type
typical
ugly
umbrella
unable
unaware
uncle
uncover
under
undo
unfair
unfold
unhappy
uniform
unique
unit
universe
unknown
unlock
until
unusual
unveil
update
upgrade
uphold
upon
upper
upset
urban
urge
usage
use
used
useful
useless
usual
utility
vacant
vacuum
vague
valid
valley
valve
van
vanish
vapor
various
vast
vault
vehicle
velvet
vendor
venture
venue
verb
verify
version
very
vessel
veteran
viable
vibrant
vicious
victory
video
view
village
vintage
violin
virtual
virus
visa
visit
visual
vital
vivid
vocal
voice
void
volcano
volume
vote
voyage
wage
wagon
wait
walk
wall
walnut
want
warfare
warm
warrior
wash
wasp
waste
water
wave
way
wealth
weapon
wear
weasel
weather
web
wedding
weekend
weird
welcome
west
wet
whale
what
wheat
wheel
when
where
whip
whisper
wide
width
wife
wild
will
win
window
wine
wing
wink
winner
winter
wire
wisdom
wise
wish
witness
wolf
woman
wonder
wood
wool
word
work
world
worry
worth
wrap
wreck
wrestle
wrist
write
wrong
yard
year
yellow
you
young
youth
zebra
zero
zone
zoo`.split(`
`));
  }
});

// @cosmjs/crypto/0.39.0/build/bip39.js
var require_bip39 = __commonJS({
  "@cosmjs/crypto/0.39.0/build/bip39.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Bip39 = exports.EnglishMnemonic = void 0;
    var encoding_1 = require_build2(), bip39_1 = (init__2(), __toCommonJS(__exports2)), english_js_1 = (init_english(), __toCommonJS(english_exports)), EnglishMnemonic = class {
      static wordlist = english_js_1.wordlist;
      data;
      constructor(mnemonic) {
        let _ = (0, bip39_1.mnemonicToEntropy)(mnemonic, english_js_1.wordlist);
        this.data = mnemonic;
      }
      toString() {
        return this.data;
      }
    };
    exports.EnglishMnemonic = EnglishMnemonic;
    var Bip39 = class {
      /**
       * Encodes raw entropy of length 16, 20, 24, 28 or 32 bytes as an English mnemonic between 12 and 24 words.
       *
       * | Entropy            | Words |
       * |--------------------|-------|
       * | 128 bit (16 bytes) |    12 |
       * | 160 bit (20 bytes) |    15 |
       * | 192 bit (24 bytes) |    18 |
       * | 224 bit (28 bytes) |    21 |
       * | 256 bit (32 bytes) |    24 |
       *
       *
       * @see https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki#generating-the-mnemonic
       * @param entropy The entropy to be encoded. This must be cryptographically secure.
       */
      static encode(entropy) {
        return new EnglishMnemonic((0, bip39_1.entropyToMnemonic)(entropy, english_js_1.wordlist));
      }
      static decode(mnemonic) {
        return (0, encoding_1.fixUint8Array)((0, bip39_1.mnemonicToEntropy)(mnemonic.toString(), english_js_1.wordlist));
      }
      static async mnemonicToSeed(mnemonic, password) {
        return await (0, bip39_1.mnemonicToSeed)(mnemonic.toString(), password);
      }
    };
    exports.Bip39 = Bip39;
  }
});

// @noble/curves/2.4.0/utils.js
function aarray(item, title, inner = () => {
}) {
  if (!Array.isArray(item))
    throw new TypeError(`"${title}" expected array, got type=${typeof item}`);
  for (let i = 0; i < item.length; i++)
    inner(item[i], `${title}[${i}]`);
  return item;
}
function astring(value, title = "") {
  if (typeof value != "string") {
    let prefix = title && `"${title}" `;
    throw new TypeError(prefix + "expected string, got type=" + typeof value);
  }
  return value;
}
function aobject2(value, title = "object") {
  if (value === null || typeof value != "object" || Array.isArray(value))
    throw new TypeError(title === "object" ? "expected valid options object" : `"${title}" expected object, got type=${typeof value}`);
  return value;
}
function afunction(value, title) {
  if (typeof value != "function")
    throw new TypeError(`"${title}" is invalid: expected function, got ${typeof value}`);
  return value;
}
function abool2(value, title = "") {
  if (typeof value != "boolean")
    throw new TypeError(atitle2(title) + "expected boolean, got type=" + typeof value);
  return value;
}
function abignumber(n) {
  if (typeof n == "bigint") {
    if (!isPosBig(n))
      throw new RangeError("positive bigint expected, got " + n);
  } else
    anumber3(n);
  return n;
}
function asafenumber(value, title = "") {
  if (typeof value != "number") {
    let prefix = title && `"${title}" `;
    throw new TypeError(prefix + "expected number, got type=" + typeof value);
  }
  if (!Number.isSafeInteger(value)) {
    let prefix = title && `"${title}" `;
    throw new RangeError(prefix + "expected safe integer, got " + value);
  }
}
function numberToHexUnpadded(num2) {
  let hex2 = abignumber(num2).toString(16);
  return hex2.length & 1 ? "0" + hex2 : hex2;
}
function hexToNumber(hex2) {
  if (typeof hex2 != "string")
    throw new TypeError("hex string expected, got " + typeof hex2);
  return hex2 === "" ? _0n : BigInt("0x" + hex2);
}
function bytesToNumberBE(bytes) {
  return hexToNumber(bytesToHex(bytes));
}
function bytesToNumberLE(bytes) {
  return hexToNumber(bytesToHex(copyBytes2(abytes(bytes)).reverse()));
}
function numberToBytesBE(n, len) {
  if (anumber(len), len === 0)
    throw new Error("zero output length is invalid");
  n = abignumber(n);
  let expectedLen = len * 2, hex2 = n.toString(16);
  if (hex2.length > expectedLen)
    throw new RangeError("number is too large");
  return hexToBytes(hex2.padStart(expectedLen, "0"));
}
function numberToBytesLE(n, len) {
  return numberToBytesBE(n, len).reverse();
}
function numberToVarBytesBE(n) {
  return hexToBytes(numberToHexUnpadded(abignumber(n)));
}
function equalBytes(a, b) {
  if (a = abytes3(a), b = abytes3(b), a.length !== b.length)
    return !1;
  let diff = 0;
  for (let i = 0; i < a.length; i++)
    diff |= a[i] ^ b[i];
  return diff === 0;
}
function copyBytes2(bytes) {
  return Uint8Array.from(abytes3(bytes));
}
function asciiToBytes(ascii2) {
  if (typeof ascii2 != "string")
    throw new TypeError("ascii string expected, got " + typeof ascii2);
  return Uint8Array.from(ascii2, (c, i) => {
    let charCode = c.charCodeAt(0);
    if (c.length !== 1 || charCode > 127)
      throw new RangeError(`string contains non-ASCII character "${ascii2[i]}" with code ${charCode} at position ${i}`);
    return charCode;
  });
}
function isPosBig(n) {
  return typeof n == "bigint" && _0n <= n;
}
function inRange(n, min, max) {
  return isPosBig(n) && isPosBig(min) && isPosBig(max) && min <= n && n < max;
}
function aInRange(title, n, min, max) {
  if (!inRange(n, min, max))
    throw new RangeError("expected valid " + title + ": " + min + " <= n < " + max + ", got " + n);
}
function bitLen(n) {
  if (n < _0n)
    throw new Error("expected non-negative bigint, got " + n);
  return n === _0n ? 0 : n.toString(2).length;
}
function bitGet(n, pos) {
  if (typeof n != "bigint")
    throw new TypeError('"n" expected bigint, got type=' + typeof n);
  return asafenumber(pos, "pos"), n >> BigInt(pos) & _1n;
}
function bitSet(n, pos, value) {
  if (typeof n != "bigint")
    throw new TypeError('"n" expected bigint, got type=' + typeof n);
  asafenumber(pos, "pos"), abool2(value, "value");
  let mask = _1n << BigInt(pos);
  return value ? n | mask : n & ~mask;
}
function createHmacDrbg(hashLen, qByteLen, hmacFn) {
  if (anumber(hashLen, "hashLen"), anumber(qByteLen, "qByteLen"), typeof hmacFn != "function")
    throw new TypeError("hmacFn must be a function");
  let u8n = (len) => new Uint8Array(len), NULL = Uint8Array.of(), byte0 = Uint8Array.of(0), byte1 = Uint8Array.of(1), _maxDrbgIters = 1e3, v = u8n(hashLen), k = u8n(hashLen), i = 0, reset = () => {
    v.fill(1), k.fill(0), i = 0;
  }, h = (...msgs) => hmacFn(k, concatBytes2(v, ...msgs)), reseed = (seed = NULL) => {
    k = h(byte0, seed), v = h(), seed.length !== 0 && (k = h(byte1, seed), v = h());
  }, gen = () => {
    if (i++ >= _maxDrbgIters)
      throw new Error("drbg: tried max amount of iterations");
    let len = 0, out = [];
    for (; len < qByteLen; ) {
      v = h();
      let sl = v.slice();
      out.push(sl), len += v.length;
    }
    return concatBytes2(...out);
  };
  return (seed, pred) => {
    reset(), reseed(seed);
    let res;
    for (; (res = pred(gen())) === void 0; )
      reseed();
    return reset(), res;
  };
}
function validateObject2(object, fields = {}, optFields = {}, title = "object") {
  aobject2(object, title), aobject2(fields, "fields"), aobject2(optFields, "optFields");
  function checkField(fieldName, expectedType, isOpt) {
    let label = title === "object" ? `param "${String(fieldName)}"` : `"${title}.${String(fieldName)}"`, val = object[fieldName];
    if (!Object.hasOwn(object, fieldName) && (isOpt ? val !== void 0 : expectedType !== "function"))
      throw new TypeError(`${label} is invalid: expected own property`);
    if (isOpt && val === void 0)
      return;
    let current = typeof val;
    if (current !== expectedType || val === null)
      throw new TypeError(`${label} is invalid: expected ${expectedType}, got ${current}`);
  }
  let iter = (f, isOpt) => Object.entries(f).forEach(([k, v]) => checkField(k, v, isOpt));
  iter(fields, !1), iter(optFields, !0);
}
var abytes3, anumber3, bytesToHex2, concatBytes2, hexToBytes2, isBytes3, randomBytes2, _0n, _1n, atitle2, bitMask, notImplemented, init_utils2 = __esm({
  "@noble/curves/2.4.0/utils.js"() {
    init_utils();
    abytes3 = (value, length, title) => abytes(value, length, title), anumber3 = anumber;
    bytesToHex2 = bytesToHex, concatBytes2 = (...arrays) => concatBytes(...arrays), hexToBytes2 = (hex2) => hexToBytes(hex2), isBytes3 = isBytes, randomBytes2 = (bytesLength) => randomBytes(bytesLength), _0n = /* @__PURE__ */ BigInt(0), _1n = /* @__PURE__ */ BigInt(1), atitle2 = (title) => title ? `"${title}" ` : "";
    bitMask = (n) => (asafenumber(n, "n"), (_1n << BigInt(n)) - _1n);
    notImplemented = () => {
      throw new Error("not implemented");
    };
  }
});

// @noble/curves/2.4.0/abstract/modular.js
function mod(a, b) {
  if (b <= _0n2)
    throw new Error("mod: expected positive modulus, got " + b);
  let result = a % b;
  return result >= _0n2 ? result : b + result;
}
function pow(num2, power, modulo) {
  if (modulo <= _1n2)
    throw new Error("pow: expected modulus > 1, got " + modulo);
  if (typeof power != "bigint")
    throw new TypeError("invalid exponent: expected bigint, got " + typeof power);
  if (power < _0n2)
    throw new Error("invalid exponent, negatives unsupported");
  if (power === _0n2)
    return _1n2;
  if (power === _1n2)
    return num2;
  let d = num2 % modulo;
  if (d < _0n2 && (d += modulo), power < POW_WINDOWED_MIN) {
    let p2 = _1n2;
    for (; power > _0n2; )
      power & _1n2 && (p2 = p2 * d % modulo), d = d * d % modulo, power >>= _1n2;
    return p2;
  }
  let digits = [];
  for (; power > _0n2; )
    digits.push(Number(power & _15n)), power >>= _4n;
  let table = new Array(16);
  table[0] = _1n2, table[1] = d;
  for (let i = 2; i < 16; i++)
    table[i] = table[i - 1] * d % modulo;
  let p = table[digits[digits.length - 1]];
  for (let w = digits.length - 2; w >= 0; w--) {
    p = p * p % modulo, p = p * p % modulo, p = p * p % modulo, p = p * p % modulo;
    let digit = digits[w];
    digit !== 0 && (p = p * table[digit] % modulo);
  }
  return p;
}
function pow2(x, power, modulo) {
  if (modulo <= _1n2)
    throw new Error("pow2: expected modulus > 1, got " + modulo);
  if (power < _0n2)
    throw new Error("pow2: expected non-negative exponent, got " + power);
  let res = x;
  for (; power-- > _0n2; )
    res *= res, res %= modulo;
  return res;
}
function invert(number, modulo) {
  if (number === _0n2)
    throw new Error("invert: expected non-zero number");
  if (modulo <= _1n2)
    throw new Error("invert: expected modulus > 1, got " + modulo);
  let a = mod(number, modulo), b = modulo, x = _0n2, u = _1n2;
  for (; a !== _0n2; ) {
    let q = b / a, r = b - a * q, m = x - u * q;
    b = a, a = r, x = u, u = m;
  }
  if (b !== _1n2)
    throw new Error("invert: does not exist");
  return mod(x, modulo);
}
function invertCt(a, prime) {
  if (prime <= _1n2)
    throw new Error("invertCt: expected prime modulus > 1, got " + prime);
  let an = mod(a, prime);
  if (an === _0n2)
    throw new Error("invertCt: expected non-zero number");
  let inverse = pow(an, prime - _2n, prime);
  if (mod(an * inverse, prime) !== _1n2)
    throw new Error("invertCt: does not exist");
  return inverse;
}
function assertIsSquare(Fp2, root, n) {
  let F = Fp2;
  if (!F.eql(F.sqr(root), n))
    throw new Error("Cannot find square root");
}
function aoddModulus(order, fnName) {
  if ((order & _1n2) === _0n2)
    throw new Error(fnName + ": expected odd modulus, got " + order);
}
function sqrt3mod4(Fp2, n) {
  let F = Fp2, p1div4 = (F.ORDER + _1n2) / _4n, root = F.pow(n, p1div4);
  return assertIsSquare(F, root, n), root;
}
function sqrt5mod8(Fp2, n) {
  let F = Fp2, p5div8 = (F.ORDER - _5n) / _8n, n2 = F.mul(n, _2n), v = F.pow(n2, p5div8), nv = F.mul(n, v), i = F.mul(F.mul(nv, _2n), v), root = F.mul(nv, F.sub(i, F.ONE));
  return assertIsSquare(F, root, n), root;
}
function sqrt9mod16(P2) {
  let Fp_ = Field(P2), tn = tonelliShanks(P2), c1 = tn(Fp_, Fp_.neg(Fp_.ONE)), c2 = tn(Fp_, c1), c3 = tn(Fp_, Fp_.neg(c1)), c4 = (P2 + _7n) / _16n;
  return ((Fp2, n) => {
    let F = Fp2, tv1 = F.pow(n, c4), tv2 = F.mul(tv1, c1), tv3 = F.mul(tv1, c2), tv4 = F.mul(tv1, c3), e1 = F.eql(F.sqr(tv2), n), e2 = F.eql(F.sqr(tv3), n);
    tv1 = F.cmov(tv1, tv2, e1), tv2 = F.cmov(tv4, tv3, e2);
    let e3 = F.eql(F.sqr(tv2), n), root = F.cmov(tv1, tv2, e3);
    return assertIsSquare(F, root, n), root;
  });
}
function tonelliShanks(P2) {
  if (P2 < _3n)
    throw new Error("sqrt is not defined for small field");
  aoddModulus(P2, "tonelliShanks");
  let Q = P2 - _1n2, S = 0;
  for (; Q % _2n === _0n2; )
    Q /= _2n, S++;
  let Z = _2n, _Fp = Field(P2);
  for (; FpLegendre(_Fp, Z) === 1; )
    if (Z++ > 1e3)
      throw new Error("Cannot find square root: probably non-prime P");
  if (S === 1)
    return sqrt3mod4;
  let cc = _Fp.pow(Z, Q), Q1div2 = (Q + _1n2) / _2n;
  return function(Fp2, n) {
    let F = Fp2;
    if (F.is0(n))
      return n;
    if (FpLegendre(F, n) !== 1)
      throw new Error("Cannot find square root");
    let M = S, c = F.mul(F.ONE, cc), t = F.pow(n, Q), R = F.pow(n, Q1div2);
    for (; !F.eql(t, F.ONE); ) {
      if (F.is0(t))
        throw new Error("Cannot find square root: probably non-prime P");
      let i = 1, t_tmp = F.sqr(t);
      for (; !F.eql(t_tmp, F.ONE); )
        if (i++, t_tmp = F.sqr(t_tmp), i === M)
          throw new Error("Cannot find square root");
      let exponent = _1n2 << BigInt(M - i - 1), b = F.pow(c, exponent);
      M = i, c = F.sqr(b), t = F.mul(t, c), R = F.mul(R, b);
    }
    return R;
  };
}
function FpSqrt(P2) {
  return aoddModulus(P2, "Fp.sqrt"), P2 % _4n === _3n ? sqrt3mod4 : P2 % _8n === _5n ? sqrt5mod8 : P2 % _16n === _9n ? sqrt9mod16(P2) : tonelliShanks(P2);
}
function validateField(field) {
  if (aobject2(field, "field"), typeof field.ORDER != "bigint")
    throw new TypeError('param "ORDER" is invalid: expected bigint, got ' + typeof field.ORDER);
  asafenumber(field.BYTES, "BYTES"), asafenumber(field.BITS, "BITS");
  for (let name of FIELD_FIELDS)
    afunction(field[name], "field." + name);
  if (field.BYTES < 1 || field.BITS < 1)
    throw new Error("invalid field: expected BYTES/BITS > 0");
  if (field.ORDER <= _1n2)
    throw new Error("invalid field: expected ORDER > 1, got " + field.ORDER);
  return field;
}
function FpPow(Fp2, num2, power) {
  validateField(Fp2);
  let F = Fp2;
  if (typeof power != "bigint")
    throw new TypeError("invalid exponent: expected bigint, got " + typeof power);
  if (power < _0n2)
    throw new Error("invalid exponent, negatives unsupported");
  if (power === _0n2)
    return F.ONE;
  if (power === _1n2)
    return num2;
  if (power < POW_WINDOWED_MIN) {
    let p2 = F.ONE, d = num2;
    for (; power > _0n2; )
      power & _1n2 && (p2 = F.mul(p2, d)), d = F.sqr(d), power >>= _1n2;
    return p2;
  }
  let digits = [];
  for (; power > _0n2; )
    digits.push(Number(power & _15n)), power >>= _4n;
  let table = new Array(16);
  table[0] = F.ONE, table[1] = num2;
  for (let i = 2; i < 16; i++)
    table[i] = F.mul(table[i - 1], num2);
  let p = table[digits[digits.length - 1]];
  for (let w = digits.length - 2; w >= 0; w--) {
    p = F.sqr(F.sqr(F.sqr(F.sqr(p))));
    let digit = digits[w];
    digit !== 0 && (p = F.mul(p, table[digit]));
  }
  return p;
}
function FpInvertBatch(Fp2, nums, passZero = !1) {
  validateField(Fp2), aarray(nums, "nums"), abool2(passZero, "passZero");
  let F = Fp2, inverted = new Array(nums.length).fill(passZero ? F.ZERO : void 0), multipliedAcc = nums.reduce((acc, num2, i) => F.is0(num2) ? acc : (inverted[i] = acc, F.mul(acc, num2)), F.ONE), invertedAcc = F.inv(multipliedAcc);
  return nums.reduceRight((acc, num2, i) => F.is0(num2) ? acc : (inverted[i] = F.mul(acc, inverted[i]), F.mul(acc, num2)), invertedAcc), inverted;
}
function FpDiv(Fp2, lhs, rhs) {
  validateField(Fp2);
  let F = Fp2;
  return F.mul(lhs, typeof rhs == "bigint" ? invert(rhs, F.ORDER) : F.inv(rhs));
}
function FpLegendre(Fp2, n) {
  validateField(Fp2);
  let F = Fp2;
  aoddModulus(F.ORDER, "FpLegendre");
  let p1mod2 = (F.ORDER - _1n2) / _2n, powered = F.pow(n, p1mod2), yes = F.eql(powered, F.ONE), zero = F.eql(powered, F.ZERO), no = F.eql(powered, F.neg(F.ONE));
  if (!yes && !zero && !no)
    throw new Error("invalid Legendre symbol result");
  return yes ? 1 : zero ? 0 : -1;
}
function FpIsSquare(Fp2, n) {
  return FpLegendre(Fp2, n) !== -1;
}
function nLength(n, nBitLength) {
  if (nBitLength !== void 0 && anumber3(nBitLength), n <= _0n2)
    throw new Error("invalid n length: expected positive n, got " + n);
  if (nBitLength !== void 0 && nBitLength < 1)
    throw new Error("invalid n length: expected positive bit length, got " + nBitLength);
  let bits = bitLen(n);
  if (nBitLength !== void 0 && nBitLength < bits)
    throw new Error(`invalid n length: expected nBitLength (${nBitLength}) >= bitLen(n) (${bits})`);
  let _nBitLength = nBitLength !== void 0 ? nBitLength : bits, nByteLength = Math.ceil(_nBitLength / 8);
  return { nBitLength: _nBitLength, nByteLength };
}
function Field(ORDER, opts = {}) {
  return Object.freeze(_Field.prototype), new _Field(ORDER, opts);
}
function FpSqrtOdd(Fp2, elm) {
  validateField(Fp2);
  let F = Fp2;
  if (!F.isOdd)
    throw new Error("Field doesn't have isOdd");
  let root = F.sqrt(elm);
  return F.isOdd(root) ? root : F.neg(root);
}
function FpSqrtEven(Fp2, elm) {
  validateField(Fp2);
  let F = Fp2;
  if (!F.isOdd)
    throw new Error("Field doesn't have isOdd");
  let root = F.sqrt(elm);
  return F.isOdd(root) ? F.neg(root) : root;
}
function getFieldBytesLength(fieldOrder) {
  if (typeof fieldOrder != "bigint")
    throw new Error("field order must be bigint");
  if (fieldOrder <= _1n2)
    throw new Error("field order must be greater than 1");
  let bitLength = bitLen(fieldOrder - _1n2);
  return Math.ceil(bitLength / 8);
}
function getMinHashLength(fieldOrder) {
  let length = getFieldBytesLength(fieldOrder);
  return length + Math.ceil(length / 2);
}
function mapHashToField(key, fieldOrder, isLE3 = !1) {
  abytes3(key);
  let len = key.length, fieldLen = getFieldBytesLength(fieldOrder), minLen = Math.max(getMinHashLength(fieldOrder), 16);
  if (len < minLen || len > 1024)
    throw new Error("expected " + minLen + "-1024 bytes of input, got " + len);
  let num2 = isLE3 ? bytesToNumberLE(key) : bytesToNumberBE(key), reduced = mod(num2, fieldOrder - _1n2) + _1n2;
  return isLE3 ? numberToBytesLE(reduced, fieldLen) : numberToBytesBE(reduced, fieldLen);
}
var _0n2, _1n2, _2n, _3n, _4n, _5n, _7n, _8n, _9n, _15n, _16n, POW_WINDOWED_MIN, isNegativeLE, FIELD_FIELDS, FIELD_SQRT, _Field, init_modular = __esm({
  "@noble/curves/2.4.0/abstract/modular.js"() {
    init_utils2();
    _0n2 = /* @__PURE__ */ BigInt(0), _1n2 = /* @__PURE__ */ BigInt(1), _2n = /* @__PURE__ */ BigInt(2), _3n = /* @__PURE__ */ BigInt(3), _4n = /* @__PURE__ */ BigInt(4), _5n = /* @__PURE__ */ BigInt(5), _7n = /* @__PURE__ */ BigInt(7), _8n = /* @__PURE__ */ BigInt(8), _9n = /* @__PURE__ */ BigInt(9), _15n = /* @__PURE__ */ BigInt(15), _16n = /* @__PURE__ */ BigInt(16), POW_WINDOWED_MIN = /* @__PURE__ */ BigInt("0x10000000000000000");
    isNegativeLE = (num2, modulo) => (mod(num2, modulo) & _1n2) === _1n2, FIELD_FIELDS = [
      "create",
      "isValid",
      "is0",
      "neg",
      "inv",
      "sqrt",
      "sqr",
      "eql",
      "add",
      "sub",
      "mul",
      "pow",
      "div",
      "addN",
      "subN",
      "mulN",
      "sqrN"
    ];
    FIELD_SQRT = /* @__PURE__ */ new WeakMap(), _Field = class {
      ORDER;
      BITS;
      BYTES;
      isLE;
      ZERO = _0n2;
      ONE = _1n2;
      _lengths;
      _mod;
      constructor(ORDER, opts = {}) {
        if (ORDER <= _1n2)
          throw new Error("invalid field: expected ORDER > 1, got " + ORDER);
        let _nbitLength;
        this.isLE = !1, opts != null && typeof opts == "object" && (typeof opts.BITS == "number" && (_nbitLength = opts.BITS), typeof opts.sqrt == "function" && Object.defineProperty(this, "sqrt", { value: opts.sqrt, enumerable: !0 }), typeof opts.isLE == "boolean" && (this.isLE = opts.isLE), opts.allowedLengths && (this._lengths = Object.freeze(opts.allowedLengths.slice())), typeof opts.modFromBytes == "boolean" && (this._mod = opts.modFromBytes));
        let { nBitLength, nByteLength } = nLength(ORDER, _nbitLength);
        if (nByteLength > 2048)
          throw new Error("invalid field: expected ORDER of <= 2048 bytes");
        this.ORDER = ORDER, this.BITS = nBitLength, this.BYTES = nByteLength, Object.freeze(this);
      }
      create(num2) {
        return mod(num2, this.ORDER);
      }
      isValid(num2) {
        if (typeof num2 != "bigint")
          throw new TypeError("invalid field element: expected bigint, got " + typeof num2);
        return _0n2 <= num2 && num2 < this.ORDER;
      }
      is0(num2) {
        return num2 === _0n2;
      }
      // is valid and invertible
      isValidNot0(num2) {
        return !this.is0(num2) && this.isValid(num2);
      }
      isOdd(num2) {
        return (num2 & _1n2) === _1n2;
      }
      neg(num2) {
        return mod(-num2, this.ORDER);
      }
      eql(lhs, rhs) {
        return lhs === rhs;
      }
      sqr(num2) {
        return mod(num2 * num2, this.ORDER);
      }
      add(lhs, rhs) {
        return mod(lhs + rhs, this.ORDER);
      }
      sub(lhs, rhs) {
        return mod(lhs - rhs, this.ORDER);
      }
      mul(lhs, rhs) {
        return mod(lhs * rhs, this.ORDER);
      }
      pow(num2, power) {
        return pow(num2, power, this.ORDER);
      }
      div(lhs, rhs) {
        return mod(lhs * invert(rhs, this.ORDER), this.ORDER);
      }
      // Same as above, but doesn't normalize
      sqrN(num2) {
        return num2 * num2;
      }
      addN(lhs, rhs) {
        return lhs + rhs;
      }
      subN(lhs, rhs) {
        return lhs - rhs;
      }
      mulN(lhs, rhs) {
        return lhs * rhs;
      }
      inv(num2) {
        return invert(num2, this.ORDER);
      }
      sqrt(num2) {
        let sqrt = FIELD_SQRT.get(this);
        return sqrt || FIELD_SQRT.set(this, sqrt = FpSqrt(this.ORDER)), sqrt(this, num2);
      }
      toBytes(num2) {
        return this.isLE ? numberToBytesLE(num2, this.BYTES) : numberToBytesBE(num2, this.BYTES);
      }
      fromBytes(bytes, skipValidation = !1) {
        abytes3(bytes);
        let { _lengths: allowedLengths, BYTES, isLE: isLE3, ORDER, _mod: modFromBytes } = this;
        if (allowedLengths) {
          if (bytes.length < 1 || !allowedLengths.includes(bytes.length) || bytes.length > BYTES)
            throw new Error("Field.fromBytes: expected " + allowedLengths + " bytes, got " + bytes.length);
          let padded = new Uint8Array(BYTES);
          padded.set(bytes, isLE3 ? 0 : padded.length - bytes.length), bytes = padded;
        }
        if (bytes.length !== BYTES)
          throw new Error("Field.fromBytes: expected " + BYTES + " bytes, got " + bytes.length);
        let scalar = isLE3 ? bytesToNumberLE(bytes) : bytesToNumberBE(bytes);
        if (modFromBytes && (scalar = mod(scalar, ORDER)), !skipValidation && !this.isValid(scalar))
          throw new Error("invalid field element: outside of range 0..ORDER");
        return scalar;
      }
      // TODO: we don't need it here, move out to separate fn
      invertBatch(lst) {
        return FpInvertBatch(this, lst, !0);
      }
      // We can't move this out because Fp6, Fp12 implement it
      // and it's unclear what to return in there.
      cmov(a, b, condition) {
        return abool2(condition, "condition"), condition ? b : a;
      }
    };
  }
});

// @noble/curves/2.4.0/abstract/curve.js
function validatePointCons(Point) {
  let pc = Point;
  if (typeof pc != "function")
    throw new TypeError('"Point" expected constructor, got type=' + typeof Point);
  afunction(pc.fromAffine, "Point.fromAffine"), afunction(pc.fromBytes, "Point.fromBytes"), afunction(pc.fromHex, "Point.fromHex"), aobject2(pc.BASE, "Point.BASE"), aobject2(pc.ZERO, "Point.ZERO"), validateField(pc.Fp), validateField(pc.Fn);
}
function normalizeZ(c, points) {
  validatePointCons(c), validateMSMPoints(points, c);
  let invertedZs = FpInvertBatch(c.Fp, points.map((p) => p.Z));
  return points.map((p, i) => c.fromAffine(p.toAffine(invertedZs[i])));
}
function validateW(W, bits, min = 1) {
  if (!Number.isSafeInteger(W) || W < min || W > bits)
    throw new Error("invalid window size, expected [" + min + ".." + bits + "], got W=" + W);
}
function validateTableBytes(numPoints, fpBytes) {
  let bytes = numPoints * (4 * fpBytes + 128);
  if (bytes > TABLE_BYTES_MAX)
    throw new Error("invalid window size: table would need ~" + Math.ceil(bytes / 2 ** 20) + " MiB, max " + TABLE_BYTES_MAX / 2 ** 20 + " MiB");
}
function probeRandomBytes(randomBytes4, length) {
  if (randomBytes4 !== void 0) {
    afunction(randomBytes4, "randomBytes");
    try {
      let probe = randomBytes4(length);
      if (!isBytes3(probe) || probe.length !== length)
        return;
    } catch {
      return;
    }
    return randomBytes4;
  }
}
function validateMSMPoints(points, c) {
  aarray(points, "points"), points.forEach((p, i) => {
    if (!(p instanceof c))
      throw new Error("invalid point at index " + i);
  });
}
function validateMSMScalars(scalars, field, maxScalar) {
  if (!Array.isArray(scalars))
    throw new Error("array of scalars expected");
  scalars.forEach((s, i) => {
    if (!(maxScalar === void 0 ? field.isValid(s) : isPosBig(s) && s < maxScalar))
      throw new Error("invalid scalar at index " + i);
  });
}
function getWindowSize(P2) {
  return pointWindowSizes.get(P2) || 1;
}
function oddMultiples(p, size) {
  let dbl = p.double(), t = [p];
  for (let j = 1; j < size; j++)
    t.push(t[j - 1].add(dbl));
  return t;
}
function wnafDigits(n, W) {
  let size = 2 ** W, half = size / 2, mask = BigInt(size - 1), d = [];
  for (; n > _0n3; ) {
    let w = 0;
    n & _1n3 && (w = Number(n & mask), w >= half && (w -= size), n -= BigInt(w)), d.push(w), n >>= _1n3;
  }
  return d;
}
function signedWindowDigits(n, W, windows) {
  let size = 2 ** W, half = size / 2, mask = BigInt(size - 1), shiftBy = BigInt(W), d = [];
  for (let w = 0; w < windows; w++) {
    let v = Number(n & mask);
    n >>= shiftBy, v > half && (v -= size, n += _1n3), d.push(v);
  }
  if (n !== _0n3)
    throw new Error("invalid wnaf");
  return d;
}
function wnafWalk(zero, tables, digits) {
  let max = 0;
  for (let d of digits)
    max = Math.max(max, d.length);
  let acc = zero;
  for (let bit = max - 1; bit >= 0; bit--) {
    bit !== max - 1 && (acc = acc.double());
    for (let i = 0; i < digits.length; i++) {
      let w = digits[i][bit];
      if (w) {
        let item = tables[i][Math.abs(w) - 1 >> 1];
        acc = acc.add(w < 0 ? item.negate() : item);
      }
    }
  }
  return acc;
}
function mulAddUnsafe(c, points, scalars, allowOversized = !1) {
  if (validatePointCons(c), validateMSMPoints(points, c), abool2(allowOversized, "allowOversized"), validateMSMScalars(scalars, c.Fn, allowOversized ? c.Fn.ORDER ** _4n2 : void 0), points.length !== scalars.length)
    throw new Error("arrays of points and scalars must have equal length");
  let tables = points.map((p) => oddMultiples(p, 4)), digits = scalars.map((n) => wnafDigits(n, 4));
  return wnafWalk(c.ZERO, tables, digits);
}
function pippenger(c, points, scalars) {
  validatePointCons(c);
  let fieldN = c.Fn;
  validateMSMPoints(points, c), validateMSMScalars(scalars, fieldN);
  let plength = points.length, slength = scalars.length;
  if (plength !== slength)
    throw new Error("arrays of points and scalars must have equal length");
  let zero = c.ZERO;
  if (plength === 0)
    return zero;
  let wbits = bitLen(BigInt(plength)), windowSize = 1;
  wbits > 12 ? windowSize = wbits - 3 : wbits > 4 ? windowSize = wbits - 2 : wbits > 0 && (windowSize = 2);
  let MASK = bitMask(windowSize), buckets = new Array(Number(MASK) + 1).fill(zero), lastBits = Math.floor((fieldN.BITS - 1) / windowSize) * windowSize, sum = zero;
  for (let i = lastBits; i >= 0; i -= windowSize) {
    buckets.fill(zero);
    for (let j = 0; j < slength; j++) {
      let scalar = scalars[j], wbits2 = Number(scalar >> BigInt(i) & MASK);
      buckets[wbits2] = buckets[wbits2].add(points[j]);
    }
    let resI = zero;
    for (let j = buckets.length - 1, sumI = zero; j > 0; j--)
      sumI = sumI.add(buckets[j]), resI = resI.add(sumI);
    if (sum = sum.add(resI), i !== 0)
      for (let j = 0; j < windowSize; j++)
        sum = sum.double();
  }
  return sum;
}
function interleavedMSMUnsafe(c, points, windowSize) {
  validatePointCons(c);
  let fieldN = c.Fn;
  validateW(windowSize, fieldN.BITS, 2), validateMSMPoints(points, c), validateTableBytes(points.length * 2 ** (windowSize - 2), c.Fp.BYTES);
  let tables = points.map((p) => oddMultiples(p, 2 ** (windowSize - 2)));
  return (scalars) => {
    if (validateMSMScalars(scalars, fieldN), scalars.length > points.length)
      throw new Error("array of scalars must not be larger than array of points");
    return wnafWalk(c.ZERO, tables, scalars.map((n) => wnafDigits(n, windowSize)));
  };
}
function createField(order, field, isLE3) {
  if (field) {
    if (field.ORDER !== order)
      throw new Error("Field.ORDER must match order: Fp == p, Fn == n");
    return validateField(field), field;
  } else
    return Field(order, { isLE: isLE3 });
}
function createCurveFields(type, CURVE, curveOpts = {}, FpFnLE) {
  if (type !== "weierstrass" && type !== "edwards")
    throw new Error('expected curve type "weierstrass" or "edwards"');
  if (FpFnLE === void 0 && (FpFnLE = type === "edwards"), !CURVE || typeof CURVE != "object")
    throw new Error(`expected valid ${type} CURVE object`);
  validateObject2(curveOpts);
  for (let p of ["p", "n", "h"]) {
    let val = CURVE[p];
    if (!(isPosBig(val) && val !== _0n3))
      throw new Error(`CURVE.${p} must be positive bigint`);
  }
  let Fp2 = createField(CURVE.p, curveOpts.Fp, FpFnLE), Fn2 = createField(CURVE.n, curveOpts.Fn, FpFnLE), params = ["Gx", "Gy", "a", type === "weierstrass" ? "b" : "d"];
  for (let p of params)
    if (!Fp2.isValid(CURVE[p]))
      throw new Error(`CURVE.${p} must be valid field element of CURVE.Fp`);
  return CURVE = Object.freeze(Object.assign({}, CURVE)), { CURVE, Fp: Fp2, Fn: Fn2 };
}
function createKeygen(randomSecretKey, getPublicKey) {
  return function(seed) {
    let secretKey = randomSecretKey(seed);
    return { secretKey, publicKey: getPublicKey(secretKey) };
  };
}
var _0n3, _1n3, _4n2, BLIND_BYTES, BLIND_BITS, FW_WINDOW, TABLE_BYTES_MAX, pointWindowSizes, ScalarMultiplier, init_curve = __esm({
  "@noble/curves/2.4.0/abstract/curve.js"() {
    init_utils2();
    init_modular();
    _0n3 = /* @__PURE__ */ BigInt(0), _1n3 = /* @__PURE__ */ BigInt(1), _4n2 = /* @__PURE__ */ BigInt(4), BLIND_BYTES = 16, BLIND_BITS = 128, FW_WINDOW = 5, TABLE_BYTES_MAX = 2 ** 31;
    pointWindowSizes = /* @__PURE__ */ new WeakMap();
    ScalarMultiplier = class {
      Point;
      BASE;
      ZERO;
      randomBytes;
      wnafPrecomputes = /* @__PURE__ */ new WeakMap();
      baseCanBeBlinded;
      bits;
      // Parametrized with a given Point class (not individual point)
      constructor(Point, randomBytes4) {
        validatePointCons(Point), this.randomBytes = probeRandomBytes(randomBytes4, BLIND_BYTES), this.Point = Point, this.BASE = Point.BASE, this.ZERO = Point.ZERO, this.bits = Point.Fn.BITS;
      }
      /**
       * Creates a signed fixed-window wNAF precomputation table: for every window w, the
       * multiples `[1..2^(W−1)]⋅2^(w⋅W)⋅P`, flattened. All doublings are baked into the table,
       * so cached multiplication is additions-only. `windows = ceil(bits/W) + 1`: the extra
       * window absorbs the final carry of signed-digit recoding.
       * For a 256-bit curve and W=6, the table is 44⋅32 = 1408 points.
       * @param point - Point instance
       * @param W - window size
       * @param bits - scalar bitlength the table must cover
       */
      buildWnafTable(point, W, bits) {
        let windows = Math.ceil(bits / W) + 1, half = 2 ** (W - 1), comp = [], base = point;
        for (let w = 0; w < windows; w++) {
          let acc = base;
          for (let i = 0; i < half; i++)
            comp.push(acc), acc = acc.add(base);
          base = comp[comp.length - 1].double();
        }
        return { W, bits, windows, comp };
      }
      /**
       * Implements ec multiplication using precomputed signed fixed-window wNAF tables.
       * Constant-time: fixed window count with one table addition per window — zero digits feed
       * the fake accumulator — and no doublings; the lookup scans the whole window slice.
       * Scalar bounds are validated by the public entry points ({@link ScalarMultiplier.mulCT},
       * {@link ScalarMultiplier.mulCTBlinded}, {@link ScalarMultiplier.mulUnsafe});
       * signedWindowDigits throws if `n` exceeds the table.
       * @returns real and fake (for const-time) points
       */
      wnafCachedCT(precomputes, n) {
        let { W, windows, comp } = precomputes, half = 2 ** (W - 1), digits = signedWindowDigits(n, W, windows), p = this.ZERO, f = this.BASE;
        for (let w = 0; w < windows; w++) {
          let digit = digits[w], start = w * half, idx = Math.abs(digit) - 1, sel = comp[start];
          for (let i = 1; i < half; i++)
            sel = i === idx ? comp[start + i] : sel;
          let neg = sel.negate();
          digit === 0 ? f = f.add(comp[start]) : p = p.add(digit < 0 ? neg : sel);
        }
        return { p, f };
      }
      // Cache key is point identity plus (W, bits); at most two entries exist per point (public-width
      // `Fn.BITS` and blinded `Fn.BITS + BLIND_BITS`). Callers must not reuse the same point with
      // incompatible `transform(...)` layouts and expect a separate cache entry.
      getWnafPrecomputes(W, point, bits, transform) {
        let entries = this.wnafPrecomputes.get(point), comp = entries?.find((entry) => entry.W === W && entry.bits === bits);
        return comp || (comp = this.buildWnafTable(point, W, bits), typeof transform == "function" && (comp = { ...comp, comp: transform(comp.comp) }), entries || (entries = [], this.wnafPrecomputes.set(point, entries)), entries.push(comp)), comp;
      }
      assertPoint(point) {
        if (!(point instanceof this.Point))
          throw new TypeError('"point" expected Point instance, got type=' + typeof point);
      }
      // Shared prologue of the constant-time entry points. Rejects scalar 0: in key/signature-style
      // callers a zero scalar means broken upstream plumbing, and concrete Points already reject it.
      // Uses inRange instead of Fn.isValidNot0: validateField() only certifies the arithmetic subset.
      validateMulInput(point, scalar) {
        if (this.assertPoint(point), !inRange(scalar, _1n3, this.Point.Fn.ORDER))
          throw new Error("invalid scalar");
      }
      // Constant-time dispatch shared by mulCT / mulCTBlinded. Un-precomputed points (W===1, e.g.
      // ECDH peer keys) skip building a throwaway cached table in favor of a small fixed-window
      // multiply. `n` must be < 2^bits.
      runCT(point, n, bits, transform) {
        let W = getWindowSize(point);
        return W === 1 ? this.fixedWindowCT(point, n, bits) : this.wnafCachedCT(this.getWnafPrecomputes(W, point, bits, transform), n);
      }
      mulCT(point, scalar, transform) {
        return this.validateMulInput(point, scalar), this.runCT(point, scalar, this.bits, transform);
      }
      mulCTBlinded(point, scalar, transform) {
        if (this.validateMulInput(point, scalar), this.randomBytes === void 0)
          throw new Error("randomBytes is required for scalar blinding");
        let bits = this.Point.Fn.BITS + BLIND_BITS, blind = this.randomBytes(BLIND_BYTES);
        if (!isBytes3(blind) || blind.length !== BLIND_BYTES)
          throw new Error("randomBytes returned invalid byte array");
        blind[0] = blind[0] & 63 | 128;
        let n = scalar + bytesToNumberBE(blind) * this.Point.Fn.ORDER;
        return this.runCT(point, n, bits, transform);
      }
      /**
       * Constant-time multiplication `n*point` for an un-precomputed point, via a small fixed window.
       * A cached wNAF table only pays off when reused; a flat 2^FW_WINDOW table (`size-1` adds) is
       * far cheaper to build for a single use. The point-operation sequence is independent of `n`:
       * build the table, then per window exactly FW_WINDOW doublings, a data-oblivious scan over
       * every table entry, and one addition (adds the identity when the window digit is 0 — never
       * skipped).
       *
       * `n` must be `< 2^bits`. Assumes complete addition (adding the identity costs the same as any
       * add), which holds for the Weierstrass/Edwards point types used here. The table is left in
       * projective form (no normalizeZ): normalizing this small a table costs more than the
       * mixed-add savings it would buy for a single multiply.
       * @returns real point `p`; `f` duplicates it only to match {@link wnafCachedCT}'s return shape
       * (this path needs no fake accumulator — its op-count is already scalar-independent).
       */
      fixedWindowCT(point, n, bits) {
        let W = FW_WINDOW, size = 1 << W, mask = bitMask(W), table = new Array(size);
        table[0] = this.ZERO;
        for (let i = 1; i < size; i++)
          table[i] = table[i - 1].add(point);
        let windows = Math.ceil(bits / W), acc = this.ZERO;
        for (let window = windows - 1; window >= 0; window--) {
          if (window !== windows - 1)
            for (let d = 0; d < W; d++)
              acc = acc.double();
          let digit = Number(n >> BigInt(window * W) & mask), sel = table[0];
          for (let i = 1; i < size; i++)
            sel = i === digit ? table[i] : sel;
          acc = acc.add(sel);
        }
        return { p: acc, f: acc };
      }
      shouldBlind(point, cofactor) {
        return this.randomBytes === void 0 ? !1 : cofactor === _1n3 ? !0 : point !== this.BASE ? !1 : (this.baseCanBeBlinded === void 0 && (this.baseCanBeBlinded = this.mulUnsafe(this.BASE, this.Point.Fn.ORDER).is0()), this.baseCanBeBlinded);
      }
      mulSecret(point, scalar, cofactor, transform) {
        return this.shouldBlind(point, cofactor) ? this.mulCTBlinded(point, scalar, transform) : this.mulCT(point, scalar, transform);
      }
      mulUnsafe(point, scalar, transform) {
        if (this.assertPoint(point), !isPosBig(scalar))
          throw new Error("invalid scalar");
        let W = getWindowSize(point);
        if (W === 1 || scalar >= this.Point.Fn.ORDER)
          return mulAddUnsafe(this.Point, [point], [scalar], !0);
        let precomputes = this.getWnafPrecomputes(W, point, this.bits, transform);
        return this.wnafCachedCT(precomputes, scalar).p;
      }
      // Remembers the window size used for precomputed wNAF multiplication of the given point
      // and drops any previously built tables. Usually only the base point is precomputed.
      // W=1 resets the point to the un-precomputed (table-less) paths.
      // W is additionally capped so tables stay under ~2 GiB ({@link TABLE_BYTES_MAX}).
      setWindowSize(point, W) {
        this.assertPoint(point), validateW(W, this.bits);
        let windows = Math.ceil((this.bits + BLIND_BITS) / W) + 1;
        validateTableBytes(windows * 2 ** (W - 1), this.Point.Fp.BYTES), pointWindowSizes.set(point, W), this.wnafPrecomputes.delete(point);
      }
      // True when a window size is set: tables themselves are built lazily on first multiply.
      hasWindowSize(point) {
        return getWindowSize(point) !== 1;
      }
    };
  }
});

// @noble/curves/2.4.0/abstract/edwards.js
function isEdValidXY(Fp2, CURVE, x, y) {
  let x2 = Fp2.sqr(x), y2 = Fp2.sqr(y), left = Fp2.add(Fp2.mul(CURVE.a, x2), y2), right = Fp2.add(Fp2.ONE, Fp2.mul(CURVE.d, Fp2.mul(x2, y2)));
  return Fp2.eql(left, right);
}
function edwards(params, extraOpts = {}) {
  validateObject2(extraOpts, {}, {}, "extraOpts");
  let opts = extraOpts, validated = createCurveFields("edwards", params, opts, opts.FpFnLE), { Fp: Fp2, Fn: Fn2 } = validated, CURVE = validated.CURVE, { h: cofactor } = CURVE;
  if (FpLegendre(Fp2, CURVE.a) !== 1)
    throw new Error("edwards: CURVE.a must be a square in Fp for complete addition formulas");
  if (FpLegendre(Fp2, CURVE.d) !== -1)
    throw new Error("edwards: CURVE.d must be a non-square in Fp for complete addition formulas");
  validateObject2(opts, {}, { uvRatio: "function", randomBytes: "function" });
  let randomBytes4 = opts.randomBytes === void 0 ? randomBytes2 : opts.randomBytes, MASK = _2n2 << BigInt(Fp2.BYTES * 8) - _1n4;
  function isOdd(n) {
    if (!Fp2.isOdd)
      throw new Error("Field does not have .isOdd()");
    return Fp2.isOdd(n);
  }
  let uvRatio2 = opts.uvRatio === void 0 ? (u, v) => {
    try {
      return { isValid: !0, value: Fp2.sqrt(Fp2.div(u, v)) };
    } catch {
      return { isValid: !1, value: _0n4 };
    }
  } : opts.uvRatio;
  if (!isEdValidXY(Fp2, CURVE, CURVE.Gx, CURVE.Gy))
    throw new Error("bad curve params: generator point");
  let mulA = Fp2.eql(CURVE.a, Fp2.neg(Fp2.ONE)) ? (x) => Fp2.neg(x) : Fp2.eql(CURVE.a, Fp2.ONE) ? (x) => x : (x) => Fp2.mul(CURVE.a, x);
  function acoord(title, n, banZero = !1) {
    let min = banZero ? _1n4 : _0n4;
    return aInRange("coordinate " + title, n, min, MASK), n;
  }
  function aedpoint(other) {
    if (!(other instanceof Point))
      throw new Error("EdwardsPoint expected");
  }
  class Point {
    static BASE = new Point(CURVE.Gx, CURVE.Gy, Fp2.ONE, Fp2.mul(CURVE.Gx, CURVE.Gy));
    static ZERO = new Point(Fp2.ZERO, Fp2.ONE, Fp2.ONE, Fp2.ZERO);
    static Fp = Fp2;
    static Fn = Fn2;
    X;
    Y;
    Z;
    T;
    constructor(X, Y, Z, T) {
      this.X = acoord("x", X), this.Y = acoord("y", Y), this.Z = acoord("z", Z, !0), this.T = acoord("t", T), Object.freeze(this);
    }
    static CURVE() {
      return CURVE;
    }
    /**
     * Create one extended Edwards point from affine coordinates.
     * Does NOT validate that the point is on-curve or torsion-free.
     * Use `.assertValidity()` on adversarial inputs.
     */
    static fromAffine(p) {
      if (p instanceof Point)
        throw new Error("extended point not allowed");
      let { x, y } = p || {};
      return acoord("x", x), acoord("y", y), new Point(x, y, Fp2.ONE, Fp2.mul(x, y));
    }
    // Uses algo from RFC8032 5.1.3.
    static fromBytes(bytes, zip215 = !1) {
      let len = Fp2.BYTES, { a, d } = CURVE;
      bytes = copyBytes2(abytes3(bytes, len, "point")), abool2(zip215, "zip215");
      let normed = copyBytes2(bytes), lastByte = bytes[len - 1];
      normed[len - 1] = lastByte & -129;
      let y = bytesToNumberLE(normed), max = zip215 ? MASK : Fp2.ORDER;
      aInRange("point.y", y, _0n4, max);
      let y2 = Fp2.sqr(y), u = Fp2.sub(y2, Fp2.ONE), v = Fp2.sub(Fp2.mulN(d, y2), a), { isValid, value: x } = uvRatio2(u, v);
      if (!isValid)
        throw new Error("bad point: invalid y coordinate");
      let isXOdd = isOdd(x), isLastByteOdd = (lastByte & 128) !== 0;
      if (!zip215 && Fp2.is0(x) && isLastByteOdd)
        throw new Error("bad point: x=0 and x_0=1");
      return isLastByteOdd !== isXOdd && (x = Fp2.neg(x)), Point.fromAffine({ x, y });
    }
    static fromHex(hex2, zip215 = !1) {
      return Point.fromBytes(hexToBytes2(hex2), zip215);
    }
    get x() {
      return this.toAffine().x;
    }
    get y() {
      return this.toAffine().y;
    }
    precompute(windowSize = 6, isLazy = !0) {
      return wnaf.setWindowSize(this, windowSize), isLazy || this.multiply(_2n2), this;
    }
    // Useful in fromAffine() - not for fromBytes(), which always created valid points.
    assertValidity() {
      let p = this, { a, d } = CURVE;
      if (p.is0())
        throw new Error("bad point: ZERO");
      let { X, Y, Z, T } = p, X2 = Fp2.sqr(X), Y2 = Fp2.sqr(Y), Z2 = Fp2.sqr(Z), Z4 = Fp2.sqr(Z2), aX2 = Fp2.mul(X2, a), left = Fp2.mul(Fp2.add(aX2, Y2), Z2), right = Fp2.add(Z4, Fp2.mul(d, Fp2.mul(X2, Y2)));
      if (!Fp2.eql(left, right))
        throw new Error("bad point: equation left != right (1)");
      let XY = Fp2.mul(X, Y), ZT = Fp2.mul(Z, T);
      if (!Fp2.eql(XY, ZT))
        throw new Error("bad point: equation left != right (2)");
    }
    // Compare one point to another.
    equals(other) {
      aedpoint(other);
      let { X: X1, Y: Y1, Z: Z1 } = this, { X: X2, Y: Y2, Z: Z2 } = other, X1Z2 = Fp2.mul(X1, Z2), X2Z1 = Fp2.mul(X2, Z1), Y1Z2 = Fp2.mul(Y1, Z2), Y2Z1 = Fp2.mul(Y2, Z1);
      return Fp2.eql(X1Z2, X2Z1) && Fp2.eql(Y1Z2, Y2Z1);
    }
    is0() {
      return this.equals(Point.ZERO);
    }
    negate() {
      return new Point(Fp2.neg(this.X), this.Y, this.Z, Fp2.neg(this.T));
    }
    // Fast algo for doubling Extended Point.
    // https://hyperelliptic.org/EFD/g1p/auto-twisted-extended.html#doubling-dbl-2008-hwcd
    // Cost: 4M + 4S + 1*a + 6add + 1*2.
    double() {
      let { X: X1, Y: Y1, Z: Z1 } = this, A = Fp2.sqr(X1), B2 = Fp2.sqr(Y1), C = Fp2.mul(Fp2.sqr(Z1), _2n2), D = mulA(A), x1y1 = Fp2.addN(X1, Y1), E = Fp2.sub(Fp2.subN(Fp2.sqr(x1y1), A), B2), G2 = Fp2.addN(D, B2), F = Fp2.subN(G2, C), H = Fp2.subN(D, B2), X3 = Fp2.mul(E, F), Y3 = Fp2.mul(G2, H), T3 = Fp2.mul(E, H), Z3 = Fp2.mul(F, G2);
      return new Point(X3, Y3, Z3, T3);
    }
    // Fast algo for adding 2 Extended Points.
    // https://hyperelliptic.org/EFD/g1p/auto-twisted-extended.html#addition-add-2008-hwcd
    // Cost: 9M + 1*a + 1*d + 7add.
    add(other) {
      aedpoint(other);
      let { d } = CURVE, { X: X1, Y: Y1, Z: Z1, T: T1 } = this, { X: X2, Y: Y2, Z: Z2, T: T2 } = other, A = Fp2.mul(X1, X2), B2 = Fp2.mul(Y1, Y2), C = Fp2.mul(Fp2.mulN(T1, d), T2), D = Fp2.mul(Z1, Z2), E = Fp2.sub(Fp2.subN(Fp2.mulN(Fp2.addN(X1, Y1), Fp2.addN(X2, Y2)), A), B2), F = Fp2.subN(D, C), G2 = Fp2.addN(D, C), H = Fp2.sub(B2, mulA(A)), X3 = Fp2.mul(E, F), Y3 = Fp2.mul(G2, H), T3 = Fp2.mul(E, H), Z3 = Fp2.mul(F, G2);
      return new Point(X3, Y3, Z3, T3);
    }
    subtract(other) {
      return aedpoint(other), this.add(other.negate());
    }
    // Constant-time multiplication.
    multiply(scalar) {
      if (!Fn2.isValidNot0(scalar))
        throw new RangeError("invalid scalar: expected 1 <= sc < curve.n");
      let { p, f } = wnaf.mulSecret(this, scalar, cofactor, normalize3);
      return normalize3([p, f])[0];
    }
    // Non-constant-time multiplication. Uses double-and-add algorithm.
    // It's faster, but should only be used when you don't care about
    // an exposed private key e.g. sig verification.
    // Keeps the same subgroup-scalar contract: 0 is allowed for public-scalar callers, but
    // n and larger values are rejected instead of being reduced mod n to the identity point.
    multiplyUnsafe(scalar) {
      if (!Fn2.isValid(scalar))
        throw new RangeError("invalid scalar: expected 0 <= sc < curve.n");
      return scalar === _0n4 ? Point.ZERO : this.is0() || scalar === _1n4 ? this : wnaf.mulUnsafe(this, scalar, normalize3);
    }
    // Checks if point is of small order.
    // If you add something to small order point, you will have "dirty"
    // point with torsion component.
    // Clears cofactor and checks if the result is 0.
    isSmallOrder() {
      return this.clearCofactor().is0();
    }
    // Multiplies point by curve order and checks if the result is 0.
    // Returns `false` is the point is dirty.
    isTorsionFree() {
      return wnaf.mulUnsafe(this, CURVE.n).is0();
    }
    // Converts Extended point to default (x, y) coordinates.
    // Can accept precomputed Z^-1 - for example, from invertBatch.
    toAffine(invertedZ) {
      let p = this, iz = invertedZ;
      if (iz != null && typeof iz != "bigint")
        throw new TypeError('"invertedZ" expected bigint, got type=' + typeof iz);
      let { X, Y, Z } = p, is0 = p.is0();
      iz == null && (iz = is0 ? Fp2.create(_8n2) : Fp2.inv(Z));
      let x = Fp2.mul(X, iz), y = Fp2.mul(Y, iz), zz = Fp2.mul(Z, iz);
      if (is0)
        return { x: Fp2.ZERO, y: Fp2.ONE };
      if (!Fp2.eql(zz, Fp2.ONE))
        throw new Error("invZ was invalid");
      return { x, y };
    }
    clearCofactor() {
      return cofactor === _1n4 ? this : cofactor === _2n2 ? this.double() : cofactor === _4n3 ? this.double().double() : cofactor === _8n2 ? this.double().double().double() : this.multiplyUnsafe(cofactor);
    }
    toBytes() {
      let { x, y } = this.toAffine(), bytes = Fp2.toBytes(y);
      return bytes[bytes.length - 1] |= isOdd(x) ? 128 : 0, bytes;
    }
    toHex() {
      return bytesToHex2(this.toBytes());
    }
    toString() {
      return `<Point ${this.is0() ? "ZERO" : this.toHex()}>`;
    }
  }
  let normalize3 = (points) => normalizeZ(Point, points), wnaf = new ScalarMultiplier(Point, randomBytes4);
  return wnaf.bits >= 6 && Point.BASE.precompute(6), Object.freeze(Point.prototype), Object.freeze(Point), Point;
}
function eddsa(Point, cHash, eddsaOpts = {}) {
  if (validatePointCons(Point), typeof cHash != "function")
    throw new Error('"hash" function param is required');
  let hash = cHash, opts = eddsaOpts;
  validateObject2(opts, {}, {
    adjustScalarBytes: "function",
    randomBytes: "function",
    domain: "function",
    prehash: "function",
    zip215: "boolean",
    mapToCurve: "function",
    toMontgomery: "function",
    toMontgomerySecret: "function"
  });
  let { prehash } = opts, { BASE, Fp: Fp2, Fn: Fn2 } = Point, outputLen = hash.outputLen, expectedLen = 2 * Fp2.BYTES;
  if (outputLen !== void 0 && (asafenumber(outputLen, "hash.outputLen"), outputLen !== expectedLen))
    throw new Error(`hash.outputLen must be ${expectedLen}, got ${outputLen}`);
  let randomBytes4 = opts.randomBytes === void 0 ? randomBytes2 : opts.randomBytes, toMontgomery2 = opts.toMontgomery, toMontgomerySecret2 = opts.toMontgomerySecret, adjustScalarBytes2 = opts.adjustScalarBytes === void 0 ? (bytes) => bytes : opts.adjustScalarBytes, domain = opts.domain === void 0 ? (data, ctx, phflag) => {
    if (abool2(phflag, "phflag"), ctx.length || phflag)
      throw new Error("Contexts/pre-hash are not supported");
    return data;
  } : opts.domain;
  function modN_LE(hash2) {
    return Fn2.create(bytesToNumberLE(hash2));
  }
  function getPrivateScalar(key) {
    let len = lengths.secretKey;
    abytes3(key, lengths.secretKey, "secretKey");
    let hashed = abytes3(hash(key), 2 * len, "hashedSecretKey"), head = adjustScalarBytes2(hashed.slice(0, len)), prefix = hashed.slice(len, 2 * len), scalar = modN_LE(head);
    return { head, prefix, scalar };
  }
  function getExtendedPublicKey(secretKey) {
    let { head, prefix, scalar } = getPrivateScalar(secretKey), point = BASE.multiply(scalar), pointBytes = point.toBytes();
    return { head, prefix, scalar, point, pointBytes };
  }
  function getPublicKey(secretKey) {
    return getExtendedPublicKey(secretKey).pointBytes;
  }
  function hashDomainToScalar(context = Uint8Array.of(), ...msgs) {
    let msg = concatBytes2(...msgs);
    return modN_LE(hash(domain(msg, abytes3(context, void 0, "context"), !!prehash)));
  }
  function sign(msg, secretKey, options = {}) {
    validateObject2(options, {}, {}, "options"), msg = copyBytes2(abytes3(msg, void 0, "message")), prehash && (msg = prehash(msg));
    let { prefix, scalar, pointBytes } = getExtendedPublicKey(secretKey), r = hashDomainToScalar(options.context, prefix, msg), R = BASE.multiply(r).toBytes(), k = hashDomainToScalar(options.context, R, pointBytes, msg), s = Fn2.create(r + k * scalar);
    if (!Fn2.isValid(s))
      throw new Error("sign failed: invalid s");
    let rs = concatBytes2(R, Fn2.toBytes(s));
    return abytes3(rs, lengths.signature, "result");
  }
  let verifyOpts = {
    zip215: opts.zip215
  };
  function verify(sig, msg, publicKey, options = verifyOpts) {
    validateObject2(options);
    let { context } = options, zip215 = options.zip215 === void 0 ? !!verifyOpts.zip215 : options.zip215, len = lengths.signature;
    sig = abytes3(sig, len, "signature"), msg = abytes3(msg, void 0, "message"), publicKey = abytes3(publicKey, lengths.publicKey, "publicKey"), zip215 !== void 0 && abool2(zip215, "zip215"), prehash && (msg = prehash(msg));
    let mid = len / 2, r = sig.subarray(0, mid), s = bytesToNumberLE(sig.subarray(mid, len)), A, R, SB;
    try {
      A = Point.fromBytes(publicKey, zip215), R = Point.fromBytes(r, zip215), SB = BASE.multiplyUnsafe(s);
    } catch {
      return !1;
    }
    if (!zip215 && A.isSmallOrder())
      return !1;
    let k = hashDomainToScalar(context, r, publicKey, msg);
    return R.add(A.multiplyUnsafe(k)).subtract(SB).clearCofactor().is0();
  }
  let _size = Fp2.BYTES, lengths = {
    secretKey: _size,
    publicKey: _size,
    signature: 2 * _size,
    seed: _size
  };
  function randomSecretKey(seed) {
    return seed = seed === void 0 ? randomBytes4(lengths.seed) : seed, abytes3(seed, lengths.seed, "seed");
  }
  function isValidSecretKey(key) {
    return isBytes3(key) && key.length === lengths.secretKey;
  }
  function isValidPublicKey(key, zip215) {
    try {
      return !!Point.fromBytes(key, zip215 === void 0 ? verifyOpts.zip215 : zip215);
    } catch {
      return !1;
    }
  }
  let utils = {
    getExtendedPublicKey,
    randomSecretKey,
    isValidSecretKey,
    isValidPublicKey,
    /** Converts an Edwards public key to a companion Montgomery public key. */
    toMontgomery(publicKey) {
      if (toMontgomery2 === void 0)
        throw new Error("Montgomery conversion is not supported for this curve");
      return toMontgomery2(Point.fromBytes(publicKey));
    },
    toMontgomerySecret(secretKey) {
      if (toMontgomerySecret2 === void 0)
        throw new Error("Montgomery conversion is not supported for this curve");
      return toMontgomerySecret2(secretKey);
    }
  };
  return Object.freeze(lengths), Object.freeze(utils), Object.freeze({
    keygen: createKeygen(randomSecretKey, getPublicKey),
    getPublicKey,
    sign,
    verify,
    utils,
    Point,
    lengths
  });
}
var _0n4, _1n4, _2n2, _4n3, _8n2, PrimeEdwardsPoint, init_edwards = __esm({
  "@noble/curves/2.4.0/abstract/edwards.js"() {
    init_utils2();
    init_curve();
    init_modular();
    _0n4 = /* @__PURE__ */ BigInt(0), _1n4 = /* @__PURE__ */ BigInt(1), _2n2 = /* @__PURE__ */ BigInt(2), _4n3 = /* @__PURE__ */ BigInt(4), _8n2 = /* @__PURE__ */ BigInt(8);
    PrimeEdwardsPoint = class {
      static BASE;
      static ZERO;
      static Fp;
      static Fn;
      ep;
      /**
       * Wrap one internal Edwards representative directly.
       * This is not a canonical encoding boundary: alternate Edwards
       * representatives may still describe the same abstract wrapper element.
       */
      constructor(ep) {
        this.ep = ep;
      }
      // Static methods that must be implemented by subclasses
      static fromBytes(_bytes) {
        notImplemented();
      }
      static fromHex(_hex) {
        notImplemented();
      }
      get x() {
        return this.toAffine().x;
      }
      get y() {
        return this.toAffine().y;
      }
      // Common implementations
      clearCofactor() {
        return this;
      }
      assertValidity() {
        this.ep.assertValidity();
      }
      /**
       * Return affine coordinates of the current internal Edwards representative.
       * This is a convenience helper, not a canonical Ristretto/Decaf encoding.
       * Equal abstract elements may expose different `x` / `y`; use
       * `toBytes()` / `fromBytes()` for canonical roundtrips.
       */
      toAffine(invertedZ) {
        return this.ep.toAffine(invertedZ);
      }
      toHex() {
        return bytesToHex2(this.toBytes());
      }
      toString() {
        return this.toHex();
      }
      isTorsionFree() {
        return !0;
      }
      isSmallOrder() {
        return !1;
      }
      add(other) {
        return this.assertSame(other), this.init(this.ep.add(other.ep));
      }
      subtract(other) {
        return this.assertSame(other), this.init(this.ep.subtract(other.ep));
      }
      multiply(scalar) {
        return this.init(this.ep.multiply(scalar));
      }
      multiplyUnsafe(scalar) {
        return this.init(this.ep.multiplyUnsafe(scalar));
      }
      double() {
        return this.init(this.ep.double());
      }
      negate() {
        return this.init(this.ep.negate());
      }
      precompute(windowSize, isLazy) {
        return this.ep.precompute(windowSize, isLazy), this;
      }
    };
  }
});

// @noble/curves/2.4.0/abstract/fft.js
function checkU32(n, title = "n") {
  if (typeof n != "number")
    throw new TypeError(`wrong u32 integer "${title}": expected number, got type=${typeof n}`);
  if (!Number.isSafeInteger(n) || n < 0 || n > 4294967295)
    throw new RangeError(`wrong u32 integer "${title}": expected 0..4294967295, got ${n}`);
  return n;
}
function isPowerOfTwo(x) {
  return checkU32(x, "x"), (x & x - 1) === 0 && x !== 0;
}
function nextPowerOfTwo(n) {
  if (checkU32(n), n <= 1)
    return 1;
  if (n > 2147483648)
    throw new Error("nextPowerOfTwo overflow: result does not fit u32");
  return 1 << log2(n - 1) + 1 >>> 0;
}
function reverseBits(n, bits) {
  if (checkU32(n), typeof bits != "number")
    throw new TypeError('"bits" expected number, got type=' + typeof bits);
  if (!Number.isSafeInteger(bits) || bits < 0 || bits > 32)
    throw new Error(`expected integer 0 <= bits <= 32, got ${bits}`);
  let reversed = 0;
  for (let i = 0; i < bits; i++, n >>>= 1)
    reversed = reversed << 1 | n & 1;
  return reversed >>> 0;
}
function log2(n) {
  return checkU32(n), 31 - Math.clz32(n);
}
function bitReversalInplace(values) {
  if (!values || typeof values != "object" || typeof values.length != "number")
    throw new TypeError('"values" expected array-like, got type=' + typeof values);
  let n = values.length;
  if (!isPowerOfTwo(n))
    throw new Error("expected positive power-of-two length, got " + n);
  let bits = log2(n);
  for (let i = 0; i < n; i++) {
    let j = reverseBits(i, bits);
    if (i < j) {
      let tmp = values[i];
      values[i] = values[j], values[j] = tmp;
    }
  }
  return values;
}
function bitReversalPermutation(values) {
  return aarray(values, "values"), bitReversalInplace(values.slice());
}
function findGenerator(field) {
  let G2 = BigInt(2);
  for (; field.eql(field.pow(G2, field.ORDER >> _1n5), field.ONE); G2++)
    ;
  return G2;
}
function rootsOfUnity(field, generator) {
  if (validateField(field), generator !== void 0 && typeof generator != "bigint")
    throw new TypeError('"generator" expected bigint, got type=' + typeof generator);
  let oddFactor = field.ORDER - _1n5, powerOfTwo = 0;
  for (; (oddFactor & _1n5) !== _1n5; powerOfTwo++, oddFactor >>= _1n5)
    ;
  let G2 = generator !== void 0 ? BigInt(generator) : findGenerator(field), omegas = new Array(powerOfTwo + 1);
  omegas[powerOfTwo] = field.pow(G2, oddFactor);
  for (let i = powerOfTwo; i > 0; i--)
    omegas[i - 1] = field.sqr(omegas[i]);
  let rootsCache = [], checkBits = (bits) => {
    if (checkU32(bits, "bits"), bits > 31 || bits > powerOfTwo)
      throw new Error("rootsOfUnity: wrong bits " + bits + " powerOfTwo=" + powerOfTwo);
    return bits;
  }, precomputeRoots = (maxPower) => {
    checkBits(maxPower);
    for (let power = maxPower; power >= 0; power--) {
      if (rootsCache[power])
        continue;
      let above = rootsCache[power + 1], rootsAtPower = [];
      if (above)
        for (let j = 0; j < 2 ** power; j++)
          rootsAtPower.push(above[2 * j]);
      else
        for (let j = 0, cur = field.ONE; j < 2 ** power; j++, cur = field.mul(cur, omegas[power]))
          rootsAtPower.push(cur);
      rootsCache[power] = rootsAtPower;
    }
    return rootsCache[maxPower];
  }, brpCache = /* @__PURE__ */ new Map(), inverseCache = /* @__PURE__ */ new Map();
  return {
    info: { G: G2, powerOfTwo, oddFactor },
    roots: (bits) => {
      let b = checkBits(bits);
      return precomputeRoots(b);
    },
    brp(bits) {
      let b = checkBits(bits);
      if (brpCache.has(b))
        return brpCache.get(b);
      {
        let res = bitReversalPermutation(this.roots(b));
        return brpCache.set(b, res), res;
      }
    },
    inverse(bits) {
      let b = checkBits(bits);
      if (inverseCache.has(b))
        return inverseCache.get(b);
      {
        let r = this.roots(b), res = [r[0]].concat(r.slice(1).reverse());
        return inverseCache.set(b, res), res;
      }
    },
    omega: (bits) => omegas[checkBits(bits)],
    clear: () => {
      rootsCache.splice(0, rootsCache.length), brpCache.clear(), inverseCache.clear();
    }
  };
}
function FFT(roots, opts) {
  let loops = /* @__PURE__ */ new Map(), getLoop = (N, rootsTable, key) => {
    let cached = loops.get(key);
    if (cached)
      return cached;
    let brpInput = !!(key & 2), brpOutput = !!(key & 1), loop;
    if (brpInput && brpOutput) {
      let core = FFTCore(opts, { N, roots: rootsTable, dit: !1, brp: !1 });
      loop = (values) => core(bitReversalInplace(values));
    } else brpInput ? loop = FFTCore(opts, { N, roots: rootsTable, dit: !0, brp: !1 }) : brpOutput ? loop = FFTCore(opts, { N, roots: rootsTable, dit: !1, brp: !1 }) : loop = FFTCore(opts, { N, roots: rootsTable, dit: !0, brp: !0 });
    return loops.set(key, loop), loop;
  }, loopKey = (bits, isInverse, brpInput, brpOutput) => bits << 3 | (isInverse ? 4 : 0) | (brpInput ? 2 : 0) | (brpOutput ? 1 : 0);
  return {
    direct(values, brpInput = !1, brpOutput = !1) {
      let N = values.length;
      if (!isPowerOfTwo(N))
        throw new Error("FFT: Polynomial size should be power of two");
      let bits = log2(N), key = loopKey(bits, !1, brpInput, brpOutput);
      return getLoop(N, roots.roots(bits), key)(values.slice());
    },
    inverse(values, brpInput = !1, brpOutput = !1) {
      let N = values.length;
      if (!isPowerOfTwo(N))
        throw new Error("FFT: Polynomial size should be power of two");
      let bits = log2(N), key = loopKey(bits, !0, brpInput, brpOutput), res = getLoop(N, roots.inverse(bits), key)(values.slice()), ivm = opts.inv(BigInt(values.length));
      for (let i = 0; i < res.length; i++)
        res[i] = opts.mul(res[i], ivm);
      return res;
    }
  };
}
function poly(field, roots, create, fft, length) {
  validateField(field);
  let F = field, _create = create || ((len, elm) => new Array(len).fill(elm ?? F.ZERO)), isPoly = (x) => {
    if (Array.isArray(x))
      return !0;
    if (!ArrayBuffer.isView(x))
      return !1;
    let v = x;
    return typeof v.length == "number" && typeof v.slice == "function" && typeof v[Symbol.iterator] == "function";
  }, checkPoly = (title, value) => {
    if (!isPoly(value))
      throw new TypeError(`"${title}" expected polynomial, got type=${typeof value}`);
  }, checkLength = (a, b) => {
    checkPoly("a", a);
    let L = a.length;
    if (b !== void 0 && (checkPoly("b", b), b.length !== L))
      throw new Error(`poly: mismatched lengths ${L} vs ${b.length}`);
    if (length !== void 0 && L !== length)
      throw new Error(`poly: expected fixed length ${length}, got ${L}`);
    return L;
  };
  function findOmegaIndex(x, n, brp = !1, weights) {
    if (!isPowerOfTwo(n))
      throw new Error("poly.lagrange: expected power of two length, got " + n);
    let omega = weights || (brp ? roots.brp(log2(n)) : roots.roots(log2(n)));
    for (let i = 0; i < n; i++)
      if (F.eql(x, omega[i]))
        return i;
    return -1;
  }
  return {
    roots,
    create: _create,
    length,
    extend: (a, len) => {
      checkLength(a);
      let out = _create(len, F.ZERO);
      for (let i = 0; i < Math.min(a.length, len); i++)
        out[i] = a[i];
      return out;
    },
    degree: (a) => {
      checkLength(a);
      for (let i = a.length - 1; i >= 0; i--)
        if (!F.is0(a[i]))
          return i;
      return -1;
    },
    add: (a, b) => {
      let len = checkLength(a, b), out = _create(len);
      for (let i = 0; i < len; i++)
        out[i] = F.add(a[i], b[i]);
      return out;
    },
    sub: (a, b) => {
      let len = checkLength(a, b), out = _create(len);
      for (let i = 0; i < len; i++)
        out[i] = F.sub(a[i], b[i]);
      return out;
    },
    dot: (a, b) => {
      let len = checkLength(a, b), out = _create(len);
      for (let i = 0; i < len; i++)
        out[i] = F.mul(a[i], b[i]);
      return out;
    },
    mul: (a, b) => {
      if (isPoly(b)) {
        let len = checkLength(a, b);
        if (fft) {
          let A = fft.direct(a, !1, !0), B2 = fft.direct(b, !1, !0);
          for (let i = 0; i < A.length; i++)
            A[i] = F.mul(A[i], B2[i]);
          return fft.inverse(A, !0, !1);
        } else {
          let res = _create(len);
          for (let i = 0; i < len; i++)
            for (let j = 0; j < len; j++) {
              let k = (i + j) % len;
              res[k] = F.add(res[k], F.mul(a[i], b[j]));
            }
          return res;
        }
      } else {
        let out = _create(checkLength(a));
        for (let i = 0; i < out.length; i++)
          out[i] = F.mul(a[i], b);
        return out;
      }
    },
    convolve(a, b) {
      checkPoly("a", a), checkPoly("b", b);
      let len = nextPowerOfTwo(a.length + b.length - 1);
      return this.mul(this.extend(a, len), this.extend(b, len));
    },
    shift(p, factor) {
      checkPoly("p", p);
      let out = _create(p.length);
      if (length !== void 0 && p.length !== length)
        throw new Error(`poly: expected fixed length ${length}, got ${p.length}`);
      if (!p.length)
        return out;
      out[0] = p[0];
      for (let i = 1, power = F.ONE; i < p.length; i++)
        power = F.mul(power, factor), out[i] = F.mul(p[i], power);
      return out;
    },
    clone: (a) => {
      checkLength(a);
      let out = _create(a.length);
      for (let i = 0; i < a.length; i++)
        out[i] = a[i];
      return out;
    },
    eval: (a, basis) => {
      checkLength(a, basis);
      let acc = F.ZERO;
      for (let i = 0; i < a.length; i++)
        acc = F.add(acc, F.mul(a[i], basis[i]));
      return acc;
    },
    monomial: {
      basis: (x, n) => {
        let out = _create(n), pow3 = F.ONE;
        for (let i = 0; i < n; i++)
          out[i] = pow3, pow3 = F.mul(pow3, x);
        return out;
      },
      eval: (a, x) => {
        checkLength(a);
        let acc = F.ZERO;
        for (let i = a.length - 1; i >= 0; i--)
          acc = F.add(F.mul(acc, x), a[i]);
        return acc;
      }
    },
    lagrange: {
      basis: (x, n, brp = !1, weights) => {
        if (!isPowerOfTwo(n))
          throw new Error("poly.lagrange: expected power of two length, got " + n);
        let bits = log2(n), cache = weights || (brp ? roots.brp(bits) : roots.roots(bits)), out = _create(n), idx = findOmegaIndex(x, n, brp, weights);
        if (idx !== -1)
          return out[idx] = F.ONE, out;
        let tm = F.pow(x, BigInt(n)), c = F.mul(F.sub(tm, F.ONE), F.inv(BigInt(n))), denom = _create(n);
        for (let i = 0; i < n; i++)
          denom[i] = F.sub(x, cache[i]);
        let inv = F.invertBatch(denom);
        for (let i = 0; i < n; i++)
          out[i] = F.mul(c, F.mul(cache[i], inv[i]));
        return out;
      },
      eval(a, x, brp = !1) {
        checkLength(a);
        let idx = findOmegaIndex(x, a.length, brp);
        if (idx !== -1)
          return a[idx];
        let L = this.basis(x, a.length, brp), acc = F.ZERO;
        for (let i = 0; i < a.length; i++)
          F.is0(a[i]) || (acc = F.add(acc, F.mul(a[i], L[i])));
        return acc;
      }
    },
    vanishing(roots2) {
      if (checkPoly("roots", roots2), length !== void 0 && roots2.length !== length)
        throw new Error(`poly: expected fixed length ${length}, got ${roots2.length}`);
      let out = _create(roots2.length + 1, F.ZERO);
      out[0] = F.ONE;
      for (let r of roots2) {
        let neg = F.neg(r);
        for (let j = out.length - 1; j > 0; j--)
          out[j] = F.add(F.mul(out[j], neg), out[j - 1]);
        out[0] = F.mul(out[0], neg);
      }
      return out;
    }
  };
}
var _1n5, FFTCore, init_fft = __esm({
  "@noble/curves/2.4.0/abstract/fft.js"() {
    init_utils2();
    init_modular();
    _1n5 = /* @__PURE__ */ BigInt(1);
    FFTCore = (F, coreOpts) => {
      validateObject2(coreOpts, { N: "number", roots: "object", dit: "boolean" }, { invertButterflies: "boolean", skipStages: "number", brp: "boolean" }, "coreOpts");
      let { N, roots, dit, invertButterflies = !1, skipStages = 0, brp = !0 } = coreOpts;
      checkU32(N, "coreOpts.N");
      let bits = log2(N);
      if (!isPowerOfTwo(N))
        throw new Error("FFT: Polynomial size should be power of two");
      checkU32(skipStages, "coreOpts.skipStages");
      let maxSkipStages = bits === 0 ? 0 : bits - 1;
      if (skipStages > maxSkipStages)
        throw new Error(`FFT: wrong skipStages: expected 0 <= skipStages <= ${maxSkipStages}`);
      if (roots.length !== N)
        throw new Error(`FFT: wrong roots length: expected ${N}, got ${roots.length}`);
      let isDit = dit !== invertButterflies;
      return (values) => {
        if (values.length !== N)
          throw new Error("FFT: wrong Polynomial length");
        dit && brp && bitReversalInplace(values);
        for (let i = 0, g = 1; i < bits - skipStages; i++) {
          let s = dit ? i + 1 + skipStages : bits - i, m = 1 << s, m2 = m >> 1, stride = N >> s;
          for (let k = 0; k < N; k += m)
            for (let j = 0, grp = g++; j < m2; j++) {
              let rootPos = invertButterflies ? dit ? N - grp : grp : j * stride, i0 = k + j, i1 = k + j + m2, omega = roots[rootPos], b = values[i1], a = values[i0];
              if (isDit) {
                let t = F.mul(b, omega);
                values[i0] = F.add(a, t), values[i1] = F.sub(a, t);
              } else invertButterflies ? (values[i0] = F.add(b, a), values[i1] = F.mul(F.sub(b, a), omega)) : (values[i0] = F.add(a, b), values[i1] = F.mul(F.sub(a, b), omega));
            }
        }
        return !dit && brp && bitReversalInplace(values), values;
      };
    };
  }
});

// @noble/curves/2.4.0/abstract/hash-to-curve.js
function i2osp(value, length) {
  if (asafenumber(value), asafenumber(length), length < 0 || length > 4)
    throw new Error("invalid I2OSP length: " + length);
  if (value < 0 || value > 2 ** (8 * length) - 1)
    throw new Error("invalid I2OSP input: " + value);
  let res = Array.from({ length }).fill(0);
  for (let i = length - 1; i >= 0; i--)
    res[i] = value & 255, value >>>= 8;
  return new Uint8Array(res);
}
function strxor(a, b) {
  let arr = new Uint8Array(a.length);
  for (let i = 0; i < a.length; i++)
    arr[i] = a[i] ^ b[i];
  return arr;
}
function normDST(DST) {
  if (!isBytes3(DST) && typeof DST != "string")
    throw new Error("DST must be Uint8Array or ascii string");
  let dst = typeof DST == "string" ? asciiToBytes(DST) : DST;
  if (dst.length === 0)
    throw new Error("DST must be non-empty");
  return dst;
}
function expand_message_xmd(msg, DST, lenInBytes, H) {
  if (abytes3(msg), asafenumber(lenInBytes), typeof H != "function")
    throw new Error("expand_message_xmd: expected hash function");
  asafenumber(H.outputLen, "hash.outputLen"), asafenumber(H.blockLen, "hash.blockLen"), DST = normDST(DST), DST.length > 255 && (DST = H(concatBytes2(asciiToBytes("H2C-OVERSIZE-DST-"), DST)));
  let { outputLen: b_in_bytes, blockLen: r_in_bytes } = H, ell = Math.ceil(lenInBytes / b_in_bytes);
  if (lenInBytes > 65535 || ell > 255)
    throw new Error("expand_message_xmd: invalid lenInBytes");
  let DST_prime = concatBytes2(DST, i2osp(DST.length, 1)), Z_pad = new Uint8Array(r_in_bytes), l_i_b_str = i2osp(lenInBytes, 2), b = new Array(ell), b_0 = H(concatBytes2(Z_pad, msg, l_i_b_str, i2osp(0, 1), DST_prime));
  b[0] = H(concatBytes2(b_0, i2osp(1, 1), DST_prime));
  for (let i = 1; i < ell; i++) {
    let args = [strxor(b_0, b[i - 1]), i2osp(i + 1, 1), DST_prime];
    b[i] = H(concatBytes2(...args));
  }
  return concatBytes2(...b).slice(0, lenInBytes);
}
function expand_message_xof(msg, DST, lenInBytes, k, H) {
  if (abytes3(msg), asafenumber(lenInBytes), asafenumber(k, "k"), k < 0)
    throw new Error("expand_message_xof: invalid k");
  if (typeof H != "function")
    throw new Error("expand_message_xof: expected XOF function");
  if (typeof H.create != "function")
    throw new Error("expand_message_xof: expected XOF create");
  if (DST = normDST(DST), lenInBytes < 0 || lenInBytes > 65535)
    throw new Error("expand_message_xof: invalid lenInBytes");
  if (DST.length > 255) {
    let dkLen = Math.ceil(2 * k / 8);
    DST = H.create({ dkLen }).update(asciiToBytes("H2C-OVERSIZE-DST-")).update(DST).digest();
  }
  if (DST.length > 255)
    throw new Error("expand_message_xof: invalid DST");
  return H.create({ dkLen: lenInBytes }).update(msg).update(i2osp(lenInBytes, 2)).update(DST).update(i2osp(DST.length, 1)).digest();
}
function hash_to_field(msg, count, options) {
  validateObject2(options, {
    p: "bigint",
    m: "number",
    k: "number",
    hash: "function"
  });
  let { p, k, m, hash, expand, DST } = options;
  if (asafenumber(hash.outputLen, "valid hash"), abytes3(msg), asafenumber(count), asafenumber(m, "m"), asafenumber(k, "k"), p <= BigInt(1))
    throw new Error("hash_to_field: expected valid field characteristic");
  if (count < 1)
    throw new Error("hash_to_field: expected count >= 1");
  if (m < 1)
    throw new Error("hash_to_field: expected m >= 1");
  if (k < 0)
    throw new Error("hash_to_field: invalid k");
  let log2p = p.toString(2).length, L = Math.ceil((log2p + k) / 8), len_in_bytes = count * m * L, prb;
  if (expand === "xmd")
    prb = expand_message_xmd(msg, DST, len_in_bytes, hash);
  else if (expand === "xof")
    prb = expand_message_xof(msg, DST, len_in_bytes, k, hash);
  else if (expand === "_internal_pass")
    prb = msg;
  else
    throw new Error('expand must be "xmd" or "xof"');
  let u = new Array(count);
  for (let i = 0; i < count; i++) {
    let e = new Array(m);
    for (let j = 0; j < m; j++) {
      let elm_offset = L * (j + i * m), tv = prb.subarray(elm_offset, elm_offset + L);
      e[j] = mod(os2ip(tv), p);
    }
    u[i] = e;
  }
  return u;
}
function isogenyMap(field, map) {
  validateField(field), aarray(map, "map");
  let coeff = map.map((i, row) => {
    if (aarray(i, "map[" + row + "]"), i.length < 1)
      throw new Error("isogenyMap: expected non-empty coefficients");
    return Array.from(i).reverse();
  });
  return (x, y) => {
    let [xn, xd, yn, yd] = coeff.map((val) => val.reduce((acc, i) => field.add(field.mul(acc, x), i))), isZero = field.is0(xd) || field.is0(yd), [xd_inv, yd_inv] = FpInvertBatch(field, [xd, yd], !0);
    return x = field.mul(xn, xd_inv), y = field.mul(y, field.mul(yn, yd_inv)), isZero ? { x: field.ZERO, y: field.ZERO } : { x, y };
  };
}
function createHasher2(Point, mapToCurve, defaults) {
  if (typeof mapToCurve != "function")
    throw new Error("mapToCurve() must be defined");
  validateObject2(defaults);
  let snapshot = (src) => Object.freeze({
    ...src,
    DST: isBytes3(src.DST) ? copyBytes2(src.DST) : src.DST,
    ...src.encodeDST === void 0 ? {} : { encodeDST: isBytes3(src.encodeDST) ? copyBytes2(src.encodeDST) : src.encodeDST }
  }), safeDefaults = snapshot(defaults), dstOverride = (options) => options && options.DST !== void 0 ? { DST: options.DST } : void 0;
  function map(num2) {
    return Point.fromAffine(mapToCurve(num2));
  }
  function clear(initial) {
    let P2 = initial.clearCofactor();
    return P2.equals(Point.ZERO) ? Point.ZERO : (P2.assertValidity(), P2);
  }
  return Object.freeze({
    get defaults() {
      return snapshot(safeDefaults);
    },
    Point,
    hashToCurve(msg, options) {
      let opts = Object.assign({}, safeDefaults, dstOverride(options)), u = hash_to_field(msg, 2, opts), u0 = map(u[0]), u1 = map(u[1]);
      return clear(u0.add(u1));
    },
    encodeToCurve(msg, options) {
      let optsDst = safeDefaults.encodeDST === void 0 ? {} : { DST: safeDefaults.encodeDST }, opts = Object.assign({}, safeDefaults, optsDst, dstOverride(options)), u = hash_to_field(msg, 1, opts), u0 = map(u[0]);
      return clear(u0);
    },
    /** See {@link H2CHasher} */
    mapToCurve(scalars) {
      if (safeDefaults.m === 1) {
        if (typeof scalars != "bigint")
          throw new Error("expected bigint (m=1)");
        return clear(map([scalars]));
      }
      if (!Array.isArray(scalars))
        throw new Error("expected array of bigints");
      if (scalars.length !== safeDefaults.m)
        throw new Error(`expected array of ${safeDefaults.m} bigints`);
      for (let i of scalars)
        if (typeof i != "bigint")
          throw new Error("expected array of bigints");
      return clear(map(scalars));
    },
    // hash_to_scalar can produce 0: https://www.rfc-editor.org/errata/eid8393
    // RFC 9380, draft-irtf-cfrg-bbs-signatures-08. Default scalar DST is the shared generic
    // `HashToScalar-` prefix above unless the caller overrides it per invocation.
    hashToScalar(msg, options) {
      let N = Point.Fn.ORDER, opts = Object.assign({}, safeDefaults, { DST: _DST_scalar }, dstOverride(options), {
        p: N,
        m: 1
      });
      return hash_to_field(msg, 1, opts)[0][0];
    }
  });
}
function SWUFpSqrtRatio(Fp2, Z) {
  let F = validateField(Fp2), q = F.ORDER, l = _0n5;
  for (let o = q - _1n6; o % _2n3 === _0n5; o /= _2n3)
    l += _1n6;
  let c1 = l, _2n_pow_c1_1 = _2n3 << c1 - _1n6 - _1n6, _2n_pow_c1 = _2n_pow_c1_1 * _2n3, c2 = (q - _1n6) / _2n_pow_c1, c3 = (c2 - _1n6) / _2n3, c4 = _2n_pow_c1 - _1n6, c5 = _2n_pow_c1_1, c6 = F.pow(Z, c2), c7 = F.pow(Z, (c2 + _1n6) / _2n3), sqrtRatio = (u, v) => {
    let tv1 = c6, tv2 = F.pow(v, c4), tv3 = F.sqr(tv2);
    tv3 = F.mul(tv3, v);
    let tv5 = F.mul(u, tv3);
    tv5 = F.pow(tv5, c3), tv5 = F.mul(tv5, tv2), tv2 = F.mul(tv5, v), tv3 = F.mul(tv5, u);
    let tv4 = F.mul(tv3, tv2);
    tv5 = F.pow(tv4, c5);
    let isQR = F.eql(tv5, F.ONE);
    tv2 = F.mul(tv3, c7), tv5 = F.mul(tv4, tv1), tv3 = F.cmov(tv2, tv3, isQR), tv4 = F.cmov(tv5, tv4, isQR);
    for (let i = c1; i > _1n6; i--) {
      let tv52 = i - _2n3;
      tv52 = _2n3 << tv52 - _1n6;
      let tvv5 = F.pow(tv4, tv52), e1 = F.eql(tvv5, F.ONE);
      tv2 = F.mul(tv3, tv1), tv1 = F.mul(tv1, tv1), tvv5 = F.mul(tv4, tv1), tv3 = F.cmov(tv2, tv3, e1), tv4 = F.cmov(tvv5, tv4, e1);
    }
    return { isValid: !F.is0(v) && (isQR || F.is0(u)), value: tv3 };
  };
  if (F.ORDER % _4n4 === _3n2) {
    let c12 = (F.ORDER - _3n2) / _4n4, c22 = F.sqrt(F.neg(Z));
    sqrtRatio = (u, v) => {
      let tv1 = F.sqr(v), tv2 = F.mul(u, v);
      tv1 = F.mul(tv1, tv2);
      let y1 = F.pow(tv1, c12);
      y1 = F.mul(y1, tv2);
      let y2 = F.mul(y1, c22), tv3 = F.mul(F.sqr(y1), v), isQR = F.eql(tv3, u), y = F.cmov(y2, y1, isQR);
      return { isValid: !F.is0(v) && isQR, value: y };
    };
  }
  return sqrtRatio;
}
function mapToCurveSimpleSWU(Fp2, opts) {
  let F = validateField(Fp2);
  validateObject2(opts, {}, {}, "opts");
  let { A, B: B2, Z } = opts;
  if (!F.isValidNot0(A) || !F.isValidNot0(B2) || !F.isValid(Z))
    throw new Error("mapToCurveSimpleSWU: invalid opts");
  if (F.eql(Z, F.neg(F.ONE)) || FpIsSquare(F, Z))
    throw new Error("mapToCurveSimpleSWU: invalid opts");
  let x = F.mul(B2, F.inv(F.mul(Z, A))), gx = F.add(F.add(F.mul(F.sqr(x), x), F.mul(A, x)), B2);
  if (!FpIsSquare(F, gx))
    throw new Error("mapToCurveSimpleSWU: invalid opts");
  let sqrtRatio = SWUFpSqrtRatio(F, Z);
  if (!F.isOdd)
    throw new Error("Field does not have .isOdd()");
  return (u) => {
    let tv1, tv2, tv3, tv4, tv5, tv6, x2, y;
    tv1 = F.sqr(u), tv1 = F.mul(tv1, Z), tv2 = F.sqr(tv1), tv2 = F.add(tv2, tv1), tv3 = F.add(tv2, F.ONE), tv3 = F.mul(tv3, B2), tv4 = F.cmov(Z, F.neg(tv2), !F.eql(tv2, F.ZERO)), tv4 = F.mul(tv4, A), tv2 = F.sqr(tv3), tv6 = F.sqr(tv4), tv5 = F.mul(tv6, A), tv2 = F.add(tv2, tv5), tv2 = F.mul(tv2, tv3), tv6 = F.mul(tv6, tv4), tv5 = F.mul(tv6, B2), tv2 = F.add(tv2, tv5), x2 = F.mul(tv1, tv3);
    let { isValid, value } = sqrtRatio(tv2, tv6);
    y = F.mul(tv1, u), y = F.mul(y, value), x2 = F.cmov(x2, tv3, isValid), y = F.cmov(y, value, isValid);
    let e1 = F.isOdd(u) === F.isOdd(y);
    y = F.cmov(F.neg(y), y, e1);
    let tv4_inv = FpInvertBatch(F, [tv4], !0)[0];
    return x2 = F.mul(x2, tv4_inv), { x: x2, y };
  };
}
var _0n5, _1n6, _2n3, _3n2, _4n4, os2ip, _DST_scalar, init_hash_to_curve = __esm({
  "@noble/curves/2.4.0/abstract/hash-to-curve.js"() {
    init_utils2();
    init_modular();
    _0n5 = /* @__PURE__ */ BigInt(0), _1n6 = /* @__PURE__ */ BigInt(1), _2n3 = /* @__PURE__ */ BigInt(2), _3n2 = /* @__PURE__ */ BigInt(3), _4n4 = /* @__PURE__ */ BigInt(4), os2ip = bytesToNumberBE;
    _DST_scalar = "HashToScalar-";
  }
});

// @noble/curves/2.4.0/abstract/frost.js
function createFROST(opts) {
  validateObject2(opts, {
    name: "string",
    hash: "function"
  }, {
    hashToScalar: "function",
    validatePoint: "function",
    parsePublicKey: "function",
    adjustScalar: "function",
    adjustPoint: "function",
    challenge: "function",
    adjustNonces: "function",
    adjustSecret: "function",
    adjustPublic: "function",
    adjustGroupCommitmentShare: "function",
    adjustTx: "object",
    adjustDKG: "function"
  }), validatePointCons(opts.Point);
  let { Point, validatePoint, parsePublicKey, adjustScalar, adjustPoint: adjustPointHook, challenge: challenge2, adjustNonces, adjustSecret, adjustPublic, adjustGroupCommitmentShare, adjustDKG } = opts, Fn2 = opts.Fn === void 0 ? Point.Fn : opts.Fn, adjustTx = opts.adjustTx === void 0 ? void 0 : { encode: opts.adjustTx.encode, decode: opts.adjustTx.decode };
  adjustTx && validateObject2(adjustTx, { encode: "function", decode: "function" });
  let hashBytes = opts.hash, hashToScalar = opts.hashToScalar === void 0 ? (msg, opts2 = { DST: new Uint8Array() }) => {
    let t = hashBytes(concatBytes2(opts2.DST, msg));
    return Fn2.create(Fn2.isLE ? bytesToNumberLE(t) : bytesToNumberBE(t));
  } : opts.hashToScalar, H1Prefix = utf8ToBytes(opts.H1 !== void 0 ? opts.H1 : opts.name + "rho"), H2Prefix = utf8ToBytes(opts.H2 !== void 0 ? opts.H2 : opts.name + "chal"), H3Prefix = utf8ToBytes(opts.H3 !== void 0 ? opts.H3 : opts.name + "nonce"), H4Prefix = utf8ToBytes(opts.H4 !== void 0 ? opts.H4 : opts.name + "msg"), H5Prefix = utf8ToBytes(opts.H5 !== void 0 ? opts.H5 : opts.name + "com"), HDKGPrefix = utf8ToBytes(opts.HDKG !== void 0 ? opts.HDKG : opts.name + "dkg"), HIDPrefix = utf8ToBytes(opts.HID !== void 0 ? opts.HID : opts.name + "id"), H1 = (msg) => hashToScalar(msg, { DST: H1Prefix }), H2 = (msg) => hashToScalar(msg, { DST: H2Prefix }), H3 = (msg) => hashToScalar(msg, { DST: H3Prefix }), H4 = (msg) => hashBytes(concatBytes2(H4Prefix, msg)), H5 = (msg) => hashBytes(concatBytes2(H5Prefix, msg)), HDKG = (msg) => hashToScalar(msg, { DST: HDKGPrefix }), HID = (msg) => hashToScalar(msg, { DST: HIDPrefix }), randomScalar = (rng = randomBytes2) => {
    if (typeof rng != "function")
      throw new TypeError('"rng" expected function, got type=' + typeof rng);
    let t = mapHashToField(rng(getMinHashLength(Fn2.ORDER)), Fn2.ORDER, Fn2.isLE);
    return Fn2.isLE ? bytesToNumberLE(t) : bytesToNumberBE(t);
  }, serializePoint = (p) => p.toBytes(), validatePublicPoint = (p) => {
    if (p.assertValidity(), p.is0())
      throw new Error("invalid point: identity");
    if (!p.isTorsionFree())
      throw new Error("bad point: not in prime-order subgroup");
    return validatePoint && validatePoint(p), p;
  }, parsePoint = (bytes) => validatePublicPoint(Point.fromBytes(bytes)), nonceCommitments = (identifier, nonces) => ({
    identifier,
    hiding: serializePoint(Point.BASE.multiply(Fn2.fromBytes(nonces.hiding))),
    binding: serializePoint(Point.BASE.multiply(Fn2.fromBytes(nonces.binding)))
  }), adjustPoint = adjustPointHook === void 0 ? (n) => n : adjustPointHook, validateIdentifier = (n) => {
    if (!Fn2.isValid(n) || Fn2.is0(n))
      throw new Error("Invalid identifier " + n);
    return n;
  }, serializeIdentifier = (id) => bytesToHex2(Fn2.toBytes(validateIdentifier(id))), parseIdentifier = (id, title = "identifier") => {
    astring(id, title);
    let n = validateIdentifier(Fn2.fromBytes(hexToBytes2(id)));
    if (serializeIdentifier(n) !== id)
      throw new Error("expected canonical identifier hex");
    return n;
  }, copyRound1Package = (p) => ({
    identifier: serializeIdentifier(parseIdentifier(p.identifier)),
    commitment: p.commitment.map((c) => copyBytes2(c)),
    proofOfKnowledge: copyBytes2(p.proofOfKnowledge)
  }), canonicalRound1Packages = (packages) => {
    let snapshot = packages.map(copyRound1Package);
    return snapshot.sort((a, b) => {
      let ai = parseIdentifier(a.identifier), bi = parseIdentifier(b.identifier);
      return ai < bi ? -1 : ai > bi ? 1 : 0;
    }), snapshot;
  }, equalRound1Transcripts = (a, b) => {
    if (a.length !== b.length)
      return !1;
    for (let i = 0; i < a.length; i++) {
      let p = a[i], q = b[i];
      if (p.identifier !== q.identifier || p.commitment.length !== q.commitment.length)
        return !1;
      for (let j = 0; j < p.commitment.length; j++)
        if (!equalBytes(p.commitment[j], q.commitment[j]))
          return !1;
      if (!equalBytes(p.proofOfKnowledge, q.proofOfKnowledge))
        return !1;
    }
    return !0;
  }, Signature = {
    // RFC 9591 Appendix A encodes signatures canonically as
    // SerializeElement(R) || SerializeScalar(z).
    encode: (R, z) => {
      let res = concatBytes2(serializePoint(R), Fn2.toBytes(z));
      return adjustTx && (res = adjustTx.encode(res)), res;
    },
    decode: (sig) => {
      adjustTx && (sig = adjustTx.decode(sig));
      let Rbytes = sig.subarray(0, -Fn2.BYTES), R = parsePoint(Rbytes);
      if (serializePoint(R).length !== Rbytes.length)
        throw new Error("invalid signature encoding");
      let z = Fn2.fromBytes(sig.subarray(-Fn2.BYTES));
      return { R, z };
    }
  }, genPointScalarPair = (rng = randomBytes2) => {
    let n = randomScalar(rng);
    adjustScalar && (n = adjustScalar(n));
    let p = Point.BASE.multiply(n);
    return { scalar: n, point: p };
  }, nrErr = "roots are unavailable in FROST polynomial mode", noRoots = {
    info: { G: Fn2.ZERO, oddFactor: Fn2.ZERO, powerOfTwo: 0 },
    roots() {
      throw new Error(nrErr);
    },
    brp() {
      throw new Error(nrErr);
    },
    inverse() {
      throw new Error(nrErr);
    },
    omega() {
      throw new Error(nrErr);
    },
    clear() {
    }
  }, Poly = poly(Fn2, noRoots), msm = (points, scalars) => mulAddUnsafe(Point, points, scalars), polynomialEvaluate = (x, coeffs) => {
    if (!coeffs.length)
      throw new Error("empty coefficients");
    return Poly.monomial.eval(coeffs, x);
  }, deriveInterpolatingValue = (L, xi) => {
    let err = "invalid parameters";
    if (!L.some((x) => Fn2.eql(x, xi)))
      throw new Error(err);
    let Lset = new Set(L);
    if (Lset.size !== L.length)
      throw new Error(err);
    if (!Lset.has(xi))
      throw new Error(err);
    let num2 = Fn2.ONE, den = Fn2.ONE;
    for (let x of L)
      Fn2.eql(x, xi) || (num2 = Fn2.mul(num2, x), den = Fn2.mul(den, Fn2.sub(x, xi)));
    return Fn2.div(num2, den);
  }, evalutateVSS = (identifier, commitment) => {
    let monomial = Poly.monomial.basis(identifier, commitment.length);
    return msm(commitment, monomial);
  }, generateSecretPolynomial = (signers, secret, coeffs, rng = randomBytes2) => {
    if (validateSigners(signers), secret !== void 0 && abytes3(secret, Fn2.BYTES, "secret"), coeffs !== void 0 && aarray(coeffs, "coeffs"), typeof rng != "function")
      throw new TypeError('"rng" expected function, got type=' + typeof rng);
    let secretScalar = secret === void 0 ? randomScalar(rng) : Fn2.fromBytes(secret);
    if (!coeffs) {
      coeffs = [];
      for (let i = 0; i < signers.min - 1; i++)
        coeffs.push(randomScalar(rng));
    }
    if (coeffs.length !== signers.min - 1)
      throw new Error("wrong coefficients length");
    let coefficients = [secretScalar, ...coeffs], commitment = coefficients.map((i) => Point.BASE.multiply(i));
    return { coefficients, commitment, secret: secretScalar };
  }, ProofOfKnowledge = {
    challenge: (id, verKey, R) => HDKG(concatBytes2(Fn2.toBytes(id), serializePoint(verKey), serializePoint(R))),
    compute(id, coefficents, commitments, rng = randomBytes2) {
      if (coefficents.length < 1)
        throw new Error("coefficients should have at least one element");
      let { point: R, scalar: k } = genPointScalarPair(rng), verKey = commitments[0], c = this.challenge(id, verKey, R), mu = Fn2.add(k, Fn2.mul(coefficents[0], c));
      return Signature.encode(R, mu);
    },
    validate(id, commitment, proof) {
      if (commitment.length < 1)
        throw new Error("commitment should have at least one element");
      let { R, z } = Signature.decode(proof), phi = parsePoint(commitment[0]), c = this.challenge(id, phi, R);
      if (!R.equals(Point.BASE.multiplyUnsafe(z).subtract(phi.multiplyUnsafe(c))))
        throw new Error("invalid proof of knowledge");
    }
  }, Basic = {
    challenge: (R, PK, msg) => challenge2 ? challenge2(R, PK, msg) : H2(concatBytes2(serializePoint(R), serializePoint(PK), msg)),
    sign(msg, sk, rng = randomBytes2) {
      let { point: R, scalar: r } = genPointScalarPair(rng), PK = Point.BASE.multiply(sk), c = this.challenge(R, PK, msg), z = Fn2.add(r, Fn2.mul(c, sk));
      return [R, z];
    },
    verify(msg, R, z, PK) {
      adjustPointHook && (PK = adjustPointHook(PK)), adjustPointHook && (R = adjustPointHook(R));
      let c = this.challenge(R, PK, msg), zB = Point.BASE.multiplyUnsafe(z), cA = PK.multiplyUnsafe(c), check = zB.subtract(cA).subtract(R);
      return check.clearCofactor && (check = check.clearCofactor()), Point.ZERO.equals(check);
    }
  }, validateSecretShare = (identifier, commitment, signingShare) => {
    if (!Point.BASE.multiply(signingShare).equals(evalutateVSS(identifier, commitment)))
      throw new Error("invalid secret share");
  }, Identifier = {
    fromNumber(n) {
      if (!Number.isSafeInteger(n))
        throw new Error("expected safe interger");
      return serializeIdentifier(BigInt(n));
    },
    // Not in spec, but in FROST implementation,
    // seems useful and nice, no need to sync identifiers (would require more interactions)
    derive(s) {
      return astring(s, "s"), serializeIdentifier(HID(utf8ToBytes(s)));
    }
  }, generateNonce = (secret, rng = randomBytes2) => H3(concatBytes2(rng(32), Fn2.toBytes(secret))), getGroupCommitment = (GPK, commitmentList, msg) => {
    let CL = commitmentList.map((i) => [
      i.identifier,
      parseIdentifier(i.identifier),
      parsePoint(i.hiding),
      parsePoint(i.binding)
    ]);
    CL.sort((a, b) => a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);
    let Cbytes = [];
    for (let [_, id, hC, bC] of CL)
      Cbytes.push(Fn2.toBytes(id), serializePoint(hC), serializePoint(bC));
    let encodedCommitmentHash = H5(concatBytes2(...Cbytes)), rhoPrefix = concatBytes2(serializePoint(GPK), H4(msg), encodedCommitmentHash), bindingFactors = {};
    for (let [i, id] of CL)
      bindingFactors[i] = H1(concatBytes2(rhoPrefix, Fn2.toBytes(id)));
    let hidingSum = Point.ZERO, points = [], scalars = [];
    for (let [i, _, hC, bC] of CL) {
      if (Point.ZERO.equals(hC) || Point.ZERO.equals(bC))
        throw new Error("infinity commitment");
      hidingSum = hidingSum.add(hC), points.push(bC), scalars.push(bindingFactors[i]);
    }
    let groupCommitment = hidingSum.add(msm(points, scalars));
    return { identifiers: CL.map((i) => i[1]), groupCommitment, bindingFactors };
  }, prepareShare = (PK, commitmentList, msg, identifier) => {
    let GPK = adjustPoint(parsePoint(PK)), id = parseIdentifier(identifier), { identifiers, groupCommitment, bindingFactors } = getGroupCommitment(GPK, commitmentList, msg), bindingFactor = bindingFactors[identifier], lambda = deriveInterpolatingValue(identifiers, id), challenge3 = Basic.challenge(groupCommitment, GPK, msg);
    return { lambda, challenge: challenge3, bindingFactor, groupCommitment };
  };
  Object.freeze(Identifier);
  let frost = {
    Identifier,
    // DKG is Distributed Key Generation, not Trusted Dealer Key Generation.
    DKG: Object.freeze({
      // NOTE: we allow to pass secret scalar from user side,
      // this way it can be derived, instead of random generation
      round1: (id, signers, secret, rng = randomBytes2) => {
        let idNum = parseIdentifier(id, "id");
        validateSigners(signers);
        let { coefficients, commitment } = generateSecretPolynomial(signers, secret, void 0, rng), proofOfKnowledge = ProofOfKnowledge.compute(idNum, coefficients, commitment, rng), commitmentBytes = commitment.map(serializePoint), round1Public = {
          identifier: serializeIdentifier(idNum),
          commitment: commitmentBytes,
          proofOfKnowledge
        }, round1Secret = {
          identifier: idNum,
          coefficients,
          commitment: commitment.map(serializePoint),
          // Copy threshold metadata instead of retaining the caller-owned object by reference.
          signers: { min: signers.min, max: signers.max },
          step: 1
        };
        return { public: round1Public, secret: round1Secret };
      },
      round2: (secret, others) => {
        if (validateObject2(secret, { identifier: "bigint", commitment: "object", signers: "object" }, { coefficients: "object", round1Cache: "object", round2Cache: "object", step: "number" }, "secret"), validateSigners(secret.signers, "secret.signers"), aarray(others, "others"), others.length !== secret.signers.max - 1)
          throw new Error("wrong number of round1 packages");
        if (!secret.coefficients || secret.step === 3)
          throw new Error("round3 package used in round2");
        let authenticatedRound1 = canonicalRound1Packages(others);
        if (secret.round2Cache !== void 0) {
          if (secret.round1Cache === void 0 || !equalRound1Transcripts(secret.round1Cache, authenticatedRound1))
            throw new Error("round1 packages do not match authenticated transcript");
          return secret.round2Cache;
        }
        let res = {};
        for (let p of authenticatedRound1) {
          if (p.commitment.length !== secret.signers.min)
            throw new Error("wrong number of commitments");
          let id = parseIdentifier(p.identifier);
          if (id === secret.identifier)
            throw new Error("duplicate id=" + serializeIdentifier(id));
          ProofOfKnowledge.validate(id, p.commitment, p.proofOfKnowledge);
          for (let c of p.commitment)
            parsePoint(c);
          if (res[p.identifier])
            throw new Error("Duplicate id=" + id);
          let signingShare = Fn2.toBytes(polynomialEvaluate(id, secret.coefficients));
          res[p.identifier] = {
            identifier: serializeIdentifier(secret.identifier),
            signingShare
          };
        }
        return secret.round1Cache = authenticatedRound1, secret.round2Cache = res, secret.step = 2, res;
      },
      round3: (secret, round1, round2) => {
        if (validateObject2(secret, { identifier: "bigint", commitment: "object", signers: "object" }, { coefficients: "object", round1Cache: "object", round2Cache: "object", step: "number" }, "secret"), validateSigners(secret.signers, "secret.signers"), aarray(round1, "round1"), aarray(round2, "round2"), round1.length !== secret.signers.max - 1)
          throw new Error("wrong length of round1 packages");
        if (!secret.coefficients || secret.step !== 2 || !secret.round1Cache)
          throw new Error("round2 package used in round3");
        let suppliedRound1 = canonicalRound1Packages(round1), authenticatedRound1 = secret.round1Cache;
        if (!equalRound1Transcripts(authenticatedRound1, suppliedRound1))
          throw new Error("round1 packages do not match authenticated transcript");
        if (round2.length !== authenticatedRound1.length)
          throw new Error("wrong length of round2 packages");
        let merged = {};
        for (let r1 of authenticatedRound1) {
          if (!r1.identifier || !r1.commitment)
            throw new Error("wrong round1 share");
          merged[r1.identifier] = { ...r1 };
        }
        for (let r2 of round2) {
          if (!r2.identifier || !r2.signingShare)
            throw new Error("wrong round2 share");
          if (!merged[r2.identifier])
            throw new Error("round1 share for " + r2.identifier + " is missing");
          merged[r2.identifier].signingShare = r2.signingShare;
        }
        if (Object.keys(merged).length !== authenticatedRound1.length)
          throw new Error("mismatch identifiers between rounds");
        let signingShare = Fn2.ZERO;
        if (secret.commitment.length !== secret.signers.min)
          throw new Error("wrong commitments length");
        let localCommitment = secret.commitment.map(parsePoint), localShare = polynomialEvaluate(secret.identifier, secret.coefficients);
        validateSecretShare(secret.identifier, localCommitment, localShare);
        let localCommitmentBytes = localCommitment.map(serializePoint), commitments = {
          [serializeIdentifier(secret.identifier)]: localCommitmentBytes
        };
        for (let k in merged) {
          let v = merged[k];
          if (!v.signingShare || !v.commitment)
            throw new Error("mismatch identifiers");
          let id = parseIdentifier(k), signingSharePart = Fn2.fromBytes(v.signingShare), commitment = v.commitment.map(parsePoint);
          validateSecretShare(secret.identifier, commitment, signingSharePart), signingShare = Fn2.add(signingShare, signingSharePart);
          let idSer = serializeIdentifier(id);
          if (commitments[idSer])
            throw new Error("duplicated id=" + idSer);
          commitments[idSer] = v.commitment;
        }
        signingShare = Fn2.add(signingShare, localShare);
        let mergedCommitment = new Array(secret.signers.min).fill(Point.ZERO);
        for (let k in commitments) {
          let v = commitments[k];
          if (v.length !== secret.signers.min)
            throw new Error("wrong commitments length");
          for (let i = 0; i < v.length; i++)
            mergedCommitment[i] = mergedCommitment[i].add(parsePoint(v[i]));
        }
        let mergedCommitmentBytes = mergedCommitment.map(serializePoint), verifyingShares = {};
        for (let k in commitments)
          verifyingShares[k] = serializePoint(evalutateVSS(parseIdentifier(k), mergedCommitment));
        let res = {
          public: {
            signers: { min: secret.signers.min, max: secret.signers.max },
            commitments: mergedCommitmentBytes,
            verifyingShares: Object.fromEntries(Object.entries(verifyingShares).map(([k, v]) => [k, v.slice()]))
          },
          secret: {
            identifier: serializeIdentifier(secret.identifier),
            signingShare: Fn2.toBytes(signingShare)
          }
        };
        adjustDKG && (res = adjustDKG(res));
        for (let i = 0; i < secret.coefficients.length; i++)
          secret.coefficients[i] -= secret.coefficients[i];
        return delete secret.coefficients, delete secret.round1Cache, delete secret.round2Cache, secret.step = 3, res;
      },
      clean(secret) {
        if (validateObject2(secret, { identifier: "bigint", commitment: "object", signers: "object" }, { coefficients: "object", round1Cache: "object", round2Cache: "object", step: "number" }, "secret"), secret.identifier -= secret.identifier, secret.coefficients)
          for (let i = 0; i < secret.coefficients.length; i++)
            secret.coefficients[i] -= secret.coefficients[i];
        delete secret.round1Cache, delete secret.round2Cache, secret.step = 3;
      }
    }),
    // Trusted dealer setup
    // Generates keys for all participants
    trustedDealer(signers, identifiers, secret, rng = randomBytes2) {
      if (validateSigners(signers), identifiers === void 0) {
        identifiers = [];
        for (let i = 1; i <= signers.max; i++)
          identifiers.push(Identifier.fromNumber(i));
      } else if (aarray(identifiers, "identifiers"), identifiers.length !== signers.max)
        throw new Error("identifiers should be array of " + signers.max);
      let identifierNums = {};
      for (let id of identifiers) {
        let idNum = parseIdentifier(id);
        if (id in identifierNums)
          throw new Error("duplicated id=" + id);
        identifierNums[id] = idNum;
      }
      let sp = generateSecretPolynomial(signers, secret, void 0, rng), commitmentBytes = sp.commitment.map(serializePoint), secretShares = {}, verifyingShares = {};
      for (let id of identifiers) {
        let signingShare = polynomialEvaluate(identifierNums[id], sp.coefficients);
        verifyingShares[id] = serializePoint(Point.BASE.multiply(signingShare)), secretShares[id] = {
          identifier: id,
          signingShare: Fn2.toBytes(signingShare)
        };
      }
      return {
        public: {
          signers: { min: signers.min, max: signers.max },
          commitments: commitmentBytes,
          verifyingShares
        },
        secretShares
      };
    },
    // Validate secret (from trusted dealer or DKG)
    validateSecret(secret, pub) {
      validateObject2(secret, { identifier: "string", signingShare: "object" }, {}, "secret"), abytes3(secret.signingShare, Fn2.BYTES, "secret.signingShare"), validateObject2(pub, {
        signers: "object",
        commitments: "object",
        verifyingShares: "object"
      }, {}, "pub"), validateSigners(pub.signers, "pub.signers"), aarray(pub.commitments, "pub.commitments");
      let id = parseIdentifier(secret.identifier), commitment = pub.commitments.map(parsePoint), signingShare = Fn2.fromBytes(secret.signingShare);
      validateSecretShare(id, commitment, signingShare);
    },
    // Actual signing
    // Round 1: each participant commit to nonces
    // Nonces kept private, commitments sent to coordinator (or every other participant)
    // NOTE: we don't need the message at this point, which lets a coordinator
    // keep multiple nonce commitments per participant in advance and skip
    // round1 for signing.
    // But then each participant needs to remember generated shares
    commit(secret, rng = randomBytes2) {
      if (validateObject2(secret, { identifier: "string", signingShare: "object" }, {}, "secret"), abytes3(secret.signingShare, Fn2.BYTES, "secret.signingShare"), typeof rng != "function")
        throw new TypeError('"rng" expected function, got type=' + typeof rng);
      let secretScalar = Fn2.fromBytes(secret.signingShare), hiding = generateNonce(secretScalar, rng), binding = generateNonce(secretScalar, rng), nonces = { hiding: Fn2.toBytes(hiding), binding: Fn2.toBytes(binding) };
      return { nonces, commitments: nonceCommitments(secret.identifier, nonces) };
    },
    // Round2: sign. Each participant creates a signature share from the secret
    // and the selected nonce commitments.
    signShare(secret, pub, nonces, commitmentList, msg) {
      validateObject2(secret, { identifier: "string", signingShare: "object" }, {}, "secret"), abytes3(secret.signingShare, Fn2.BYTES, "secret.signingShare"), validateObject2(pub, {
        signers: "object",
        commitments: "object",
        verifyingShares: "object"
      }, {}, "pub"), validateSigners(pub.signers, "pub.signers"), aarray(pub.commitments, "pub.commitments"), validateObject2(nonces, { hiding: "object", binding: "object" }, {}, "nonces"), abytes3(nonces.hiding, Fn2.BYTES, "nonces.hiding"), abytes3(nonces.binding, Fn2.BYTES, "nonces.binding"), aarray(commitmentList, "commitmentList"), abytes3(msg, void 0, "msg"), validateCommitmentsNum(pub.signers, commitmentList.length);
      let hidingNonce0 = Fn2.fromBytes(nonces.hiding), bindingNonce0 = Fn2.fromBytes(nonces.binding);
      if (Fn2.is0(hidingNonce0) || Fn2.is0(bindingNonce0))
        throw new Error("signing nonces already used");
      let expectedCommitment = {
        identifier: secret.identifier,
        hiding: serializePoint(Point.BASE.multiply(hidingNonce0)),
        binding: serializePoint(Point.BASE.multiply(bindingNonce0))
      }, commitment = commitmentList.find((i) => i.identifier === secret.identifier);
      if (!commitment)
        throw new Error("missing signer commitment");
      if (bytesToHex2(commitment.hiding) !== bytesToHex2(expectedCommitment.hiding) || bytesToHex2(commitment.binding) !== bytesToHex2(expectedCommitment.binding))
        throw new Error("incorrect signer commitment");
      adjustSecret && (secret = adjustSecret(secret, pub)), adjustPublic && (pub = adjustPublic(pub));
      let SK = Fn2.fromBytes(secret.signingShare), { lambda, challenge: challenge3, bindingFactor, groupCommitment } = prepareShare(pub.commitments[0], commitmentList, msg, secret.identifier), N = adjustNonces ? adjustNonces(groupCommitment, nonces) : nonces, hidingNonce = adjustNonces ? Fn2.fromBytes(N.hiding) : hidingNonce0, bindingNonce = adjustNonces ? Fn2.fromBytes(N.binding) : bindingNonce0, t = Fn2.mul(Fn2.mul(lambda, SK), challenge3), t2 = Fn2.mul(bindingNonce, bindingFactor), r = Fn2.toBytes(Fn2.add(Fn2.add(hidingNonce, t2), t));
      return nonces.hiding.fill(0), nonces.binding.fill(0), r;
    },
    // Each participant (or coordinator) can verify signatures from other participants
    verifyShare(pub, commitmentList, msg, identifier, sigShare) {
      validateObject2(pub, {
        signers: "object",
        commitments: "object",
        verifyingShares: "object"
      }, {}, "pub"), validateSigners(pub.signers, "pub.signers"), aarray(pub.commitments, "pub.commitments"), aarray(commitmentList, "commitmentList"), abytes3(msg, void 0, "msg"), parseIdentifier(identifier), abytes3(sigShare, Fn2.BYTES, "sigShare"), adjustPublic && (pub = adjustPublic(pub));
      let comm = commitmentList.find((i) => i.identifier === identifier);
      if (!comm)
        throw new Error("cannot find identifier commitment");
      let PK = parsePoint(pub.verifyingShares[identifier]), hidingNonceCommitment = parsePoint(comm.hiding), bindingNonceCommitment = parsePoint(comm.binding), { lambda, challenge: challenge3, bindingFactor, groupCommitment } = prepareShare(pub.commitments[0], commitmentList, msg, identifier), commShare = hidingNonceCommitment.add(bindingNonceCommitment.multiplyUnsafe(bindingFactor));
      adjustGroupCommitmentShare && (commShare = adjustGroupCommitmentShare(groupCommitment, commShare));
      let l = Point.BASE.multiplyUnsafe(Fn2.fromBytes(sigShare)), r = commShare.add(PK.multiplyUnsafe(Fn2.mul(challenge3, lambda)));
      return l.equals(r);
    },
    // Aggregate multiple signature shares into groupSignature
    aggregate(pub, commitmentList, msg, sigShares) {
      validateObject2(pub, {
        signers: "object",
        commitments: "object",
        verifyingShares: "object"
      }, {}, "pub"), validateSigners(pub.signers, "pub.signers"), aarray(pub.commitments, "pub.commitments"), aarray(commitmentList, "commitmentList"), abytes3(msg, void 0, "msg"), validateObject2(sigShares, {}, {}, "sigShares");
      let rawPub = pub;
      adjustPublic && (pub = adjustPublic(pub));
      try {
        validateCommitmentsNum(pub.signers, commitmentList.length);
      } catch {
        throw new AggErr("aggregation failed", []);
      }
      let ids = commitmentList.map((i) => i.identifier), seen = /* @__PURE__ */ new Set();
      for (let id of ids) {
        if (seen.has(id))
          throw new AggErr("aggregation failed", []);
        seen.add(id);
      }
      if (ids.length !== Object.keys(sigShares).length)
        throw new AggErr("aggregation failed", []);
      for (let id of ids)
        if (!(id in sigShares) || !(id in pub.verifyingShares))
          throw new AggErr("aggregation failed", []);
      let GPK = parsePoint(pub.commitments[0]), { groupCommitment } = getGroupCommitment(GPK, commitmentList, msg), z = Fn2.ZERO;
      for (let id of ids)
        z = Fn2.add(z, Fn2.fromBytes(sigShares[id]));
      if (!Basic.verify(msg, groupCommitment, z, GPK)) {
        let cheaters = [];
        for (let id of ids)
          this.verifyShare(rawPub, commitmentList, msg, id, sigShares[id]) || cheaters.push(id);
        throw new AggErr("aggregation failed", cheaters);
      }
      return Signature.encode(groupCommitment, z);
    },
    // Basic sign/verify using single key
    sign(msg, secretKey) {
      let sk = Fn2.fromBytes(secretKey);
      adjustScalar && (sk = adjustScalar(sk));
      let [R, z] = Basic.sign(msg, sk);
      return Signature.encode(R, z);
    },
    verify(sig, msg, publicKey) {
      let PK = parsePublicKey ? validatePublicPoint(parsePublicKey(publicKey)) : parsePoint(publicKey), { R, z } = Signature.decode(sig);
      return Basic.verify(msg, R, z, PK);
    },
    // Combine multiple secret shares to restore secret
    combineSecret(shares, signers) {
      if (aarray(shares, "shares"), validateSigners(signers), shares.length < signers.min || shares.length > signers.max)
        throw new Error("wrong secret shares array");
      let points = [], seen = {};
      for (let s of shares) {
        let idNum = parseIdentifier(s.identifier), id = serializeIdentifier(idNum);
        if (seen[id])
          throw new Error("duplicated id=" + id);
        seen[id] = !0, points.push([idNum, Fn2.fromBytes(s.signingShare)]);
      }
      let xCoords = points.map(([x]) => x), res = Fn2.ZERO;
      for (let [x, y] of points)
        res = Fn2.add(res, Fn2.mul(y, deriveInterpolatingValue(xCoords, x)));
      return Fn2.toBytes(res);
    },
    // Utils
    utils: Object.freeze({
      Fn: Fn2,
      // NOTE: we re-export it here because it may be different from Point.Fn (ed448 is fun!)
      // Test RNG overrides still go through noble's non-zero scalar derivation; this is not a raw
      // "bytes become scalar" escape hatch.
      randomScalar: (rng = randomBytes2) => Fn2.toBytes(genPointScalarPair(rng).scalar),
      generateSecretPolynomial: (signers, secret, coeffs, rng) => {
        let res = generateSecretPolynomial(signers, secret, coeffs, rng);
        return { ...res, commitment: res.commitment.map(serializePoint) };
      }
    })
  };
  return Object.freeze(frost);
}
var validateSigners, validateCommitmentsNum, AggErr, init_frost = __esm({
  "@noble/curves/2.4.0/abstract/frost.js"() {
    init_utils();
    init_utils2();
    init_curve();
    init_fft();
    init_hash_to_curve();
    init_modular();
    validateSigners = (signers, title = "signers") => {
      if (validateObject2(signers, { min: "number", max: "number" }, {}, title), asafenumber(signers.min, title + ".min"), asafenumber(signers.max, title + ".max"), signers.min < 2 || signers.max < 2 || signers.min > signers.max)
        throw new Error("Wrong signers info: min=" + signers.min + " max=" + signers.max);
    }, validateCommitmentsNum = (signers, len) => {
      if (len < signers.min || len > signers.max)
        throw new Error("Wrong number of commitments=" + len);
    }, AggErr = class extends Error {
      // Empty means aggregation failed before per-share verification could attribute a signer.
      cheaters;
      constructor(msg, cheaters) {
        super(msg), this.cheaters = cheaters;
      }
    };
  }
});

// @noble/curves/2.4.0/abstract/montgomery.js
function cmask(P2, swap) {
  return P2 + swap - (swap >> _1n7 << _1n7);
}
function cswap(P2) {
  let offset = BigInt(6) * P2;
  return (mask, x_2, x_3) => {
    let sum = x_2 + x_3, a = ((offset + x_3 - x_2) * mask + x_2) % P2;
    return { x_2: a, x_3: sum - a };
  };
}
function validateOpts(curve) {
  return validateObject2(curve, {
    P: "bigint",
    type: "string",
    adjustScalarBytes: "function",
    powPminus2: "function"
  }, {
    randomBytes: "function",
    scalarMultBase: "function"
  }), Object.freeze({ ...curve });
}
function montgomery(curveDef) {
  let CURVE = validateOpts(curveDef), { P: P2, type, adjustScalarBytes: adjustScalarBytes2, powPminus2, randomBytes: rand } = CURVE, mulBaseHook = CURVE.scalarMultBase, is25519 = type === "x25519";
  if (!is25519 && type !== "x448")
    throw new Error("invalid type");
  let randomBytes_ = rand === void 0 ? randomBytes2 : rand, montgomeryBits = is25519 ? 255 : 448, swap = cswap(P2), fieldLen = is25519 ? 32 : 56, Gu = BigInt(is25519 ? 9 : 5), a24 = BigInt(is25519 ? 121665 : 39081), minScalar = is25519 ? _2n4 ** BigInt(254) : _2n4 ** BigInt(447), maxAdded = is25519 ? BigInt(8) * (_2n4 ** BigInt(251) - _1n7) : BigInt(4) * (_2n4 ** BigInt(445) - _1n7), maxScalar = minScalar + maxAdded + _1n7, modP = (n) => mod(n, P2), GuBytes = encodeU(Gu);
  function encodeU(u) {
    return numberToBytesLE(modP(u), fieldLen);
  }
  function decodeU(u) {
    let _u = copyBytes2(abytes3(u, fieldLen, "uCoordinate"));
    return is25519 && (_u[31] &= 127), modP(bytesToNumberLE(_u));
  }
  function decodeScalar(scalar) {
    return bytesToNumberLE(adjustScalarBytes2(copyBytes2(abytes3(scalar, fieldLen, "scalar"))));
  }
  let lowOrderU = new Set(is25519 ? [
    _0n6,
    _1n7,
    P2 - _1n7,
    BigInt("325606250916557431795983626356110631294008115727848805560023387167927233504"),
    BigInt("39382357235489614581723060781553021112529911719440698176882885853963445705823")
  ] : [_0n6, _1n7, P2 - _1n7]);
  function scalarMult(scalar, u) {
    let pointU = decodeU(u);
    if (lowOrderU.has(pointU))
      throw new Error("invalid private or public key received");
    let pu = montgomeryLadder(pointU, decodeScalar(scalar));
    if (pu === _0n6)
      throw new Error("invalid private or public key received");
    return encodeU(pu);
  }
  function scalarMultBase(scalar) {
    if (mulBaseHook === void 0)
      return scalarMult(scalar, GuBytes);
    let k = decodeScalar(scalar);
    aInRange("scalar", k, minScalar, maxScalar);
    let pu = modP(mulBaseHook(k));
    if (pu === _0n6)
      throw new Error("invalid private or public key received");
    return encodeU(pu);
  }
  let getPublicKey = scalarMultBase, getSharedSecret = scalarMult;
  function montgomeryLadder(u, scalar) {
    aInRange("u", u, _0n6, P2), aInRange("scalar", scalar, minScalar, maxScalar);
    let k = scalar, x_1 = u, x_2 = _1n7, z_2 = _0n6, x_3 = u, z_3 = _1n7, kx = k ^ k >> _1n7;
    for (let t = BigInt(montgomeryBits - 1); t >= _0n6; t--) {
      let mask2 = cmask(P2, kx >> t);
      ({ x_2, x_3 } = swap(mask2, x_2, x_3)), { x_2: z_2, x_3: z_3 } = swap(mask2, z_2, z_3);
      let A = x_2 + z_2, AA = modP(A * A), B2 = x_2 - z_2, BB = modP(B2 * B2), E = AA - BB, C = x_3 + z_3, D = x_3 - z_3, DA = modP(D * A), CB = modP(C * B2), dacb = DA + CB, da_cb = DA - CB;
      x_3 = modP(dacb * dacb), z_3 = modP(x_1 * modP(da_cb * da_cb)), x_2 = modP(AA * BB), z_2 = modP(E * (AA + modP(a24 * E)));
    }
    let mask = cmask(P2, k);
    ({ x_2, x_3 } = swap(mask, x_2, x_3)), { x_2: z_2, x_3: z_3 } = swap(mask, z_2, z_3);
    let z2 = powPminus2(z_2);
    return modP(x_2 * z2);
  }
  let lengths = {
    secretKey: fieldLen,
    publicKey: fieldLen,
    seed: fieldLen
  }, randomSecretKey = (seed) => (seed = seed === void 0 ? randomBytes_(fieldLen) : seed, abytes3(seed, lengths.seed, "seed"), seed), utils = { randomSecretKey };
  return Object.freeze(lengths), Object.freeze(utils), Object.freeze({
    keygen: createKeygen(randomSecretKey, getPublicKey),
    getSharedSecret,
    getPublicKey,
    scalarMult,
    scalarMultBase,
    utils,
    GuBytes: GuBytes.slice(),
    lengths
  });
}
var _0n6, _1n7, _2n4, __TEST, init_montgomery = __esm({
  "@noble/curves/2.4.0/abstract/montgomery.js"() {
    init_utils2();
    init_curve();
    init_modular();
    _0n6 = /* @__PURE__ */ BigInt(0), _1n7 = /* @__PURE__ */ BigInt(1), _2n4 = /* @__PURE__ */ BigInt(2);
    __TEST = /* @__PURE__ */ Object.freeze({
      cmask,
      cswap
    });
  }
});

// @noble/curves/2.4.0/abstract/oprf.js
function createOPRF(opts) {
  validateObject2(opts, {
    name: "string",
    hash: "function",
    hashToScalar: "function",
    hashToGroup: "function"
  }), validatePointCons(opts.Point);
  let { name, Point, hash, hashToGroup: hashToGroupHook, hashToScalar } = opts, { Fn: Fn2 } = Point, invertSecret = (value) => invertCt(value, Fn2.ORDER), hashToGroup = (msg, ctx) => hashToGroupHook(msg, {
    DST: concatBytes2(asciiToBytes("HashToGroup-"), ctx)
  }), hashToScalarPrefixed = (msg, ctx) => hashToScalar(msg, { DST: concatBytes2(_DST_scalarBytes, ctx) }), randomScalar = (rng = randomBytes2) => {
    if (typeof rng != "function")
      throw new TypeError('"rng" expected function, got type=' + typeof rng);
    let t = mapHashToField(rng(getMinHashLength(Fn2.ORDER)), Fn2.ORDER, Fn2.isLE);
    return Fn2.isLE ? bytesToNumberLE(t) : bytesToNumberBE(t);
  }, msm = (points, scalars) => mulAddUnsafe(Point, points, scalars), getCtx = (mode) => concatBytes2(asciiToBytes("OPRFV1-"), new Uint8Array([mode]), asciiToBytes("-" + name)), ctxOPRF = getCtx(0), ctxVOPRF = getCtx(1), ctxPOPRF = getCtx(2);
  function encode(...args) {
    let res2 = [];
    for (let a of args)
      typeof a == "number" ? res2.push(numberToBytesBE(a, 2)) : typeof a == "string" ? res2.push(asciiToBytes(a)) : (abytes3(a), res2.push(numberToBytesBE(a.length, 2), a));
    return concatBytes2(...res2);
  }
  let inputBytes = (title, bytes) => {
    if (abytes3(bytes, void 0, title), bytes.length > 65535)
      throw new Error(`"${title}" expected Uint8Array of length <= 65535, got length=${bytes.length}`);
    return bytes;
  }, hashInput = (...bytes) => hash(encode(...bytes, "Finalize"));
  function getTranscripts(B2, C, D, ctx) {
    let Bm = B2.toBytes(), seed = hash(encode(Bm, concatBytes2(asciiToBytes("Seed-"), ctx))), res2 = [];
    for (let i = 0; i < C.length; i++) {
      let Ci = C[i].toBytes(), Di = D[i].toBytes(), di = hashToScalarPrefixed(encode(seed, i, Ci, Di, "Composite"), ctx);
      res2.push(di);
    }
    return res2;
  }
  function computeComposites(B2, C, D, ctx) {
    let T = getTranscripts(B2, C, D, ctx), M = msm(C, T), Z = msm(D, T);
    return { M, Z };
  }
  function computeCompositesFast(k, B2, C, D, ctx) {
    let T = getTranscripts(B2, C, D, ctx), M = msm(C, T), Z = M.multiply(k);
    return { M, Z };
  }
  function challengeTranscript(B2, M, Z, t2, t3, ctx) {
    let [Bm, a0, a1, a2, a3] = [B2, M, Z, t2, t3].map((i) => i.toBytes());
    return hashToScalarPrefixed(encode(Bm, a0, a1, a2, a3, "Challenge"), ctx);
  }
  function generateProof(ctx, k, B2, C, D, rng) {
    let { M, Z } = computeCompositesFast(k, B2, C, D, ctx), r = randomScalar(rng), t2 = Point.BASE.multiply(r), t3 = M.multiply(r), c = challengeTranscript(B2, M, Z, t2, t3, ctx), s = Fn2.sub(r, Fn2.mul(c, k));
    return concatBytes2(...[c, s].map((i) => Fn2.toBytes(i)));
  }
  function verifyProof(ctx, B2, C, D, proof) {
    abytes3(proof, 2 * Fn2.BYTES);
    let { M, Z } = computeComposites(B2, C, D, ctx), [c, s] = [proof.subarray(0, Fn2.BYTES), proof.subarray(Fn2.BYTES)].map((f) => Fn2.fromBytes(f)), t2 = msm([Point.BASE, B2], [s, c]), t3 = msm([M, Z], [s, c]), expectedC = challengeTranscript(B2, M, Z, t2, t3, ctx);
    if (!Fn2.eql(c, expectedC))
      throw new Error("proof verification failed");
  }
  function generateKeyPair() {
    let skS = randomScalar(), pkS = Point.BASE.multiply(skS);
    return { secretKey: Fn2.toBytes(skS), publicKey: pkS.toBytes() };
  }
  function deriveKeyPair(ctx, seed, info) {
    abytes3(seed, 32, "seed"), info = inputBytes("keyInfo", info);
    let dst = concatBytes2(asciiToBytes("DeriveKeyPair"), ctx), msg = concatBytes2(seed, encode(info), Uint8Array.of(0));
    for (let counter = 0; counter <= 255; counter++) {
      msg[msg.length - 1] = counter;
      let skS = hashToScalar(msg, { DST: dst });
      if (!Fn2.is0(skS))
        return {
          secretKey: Fn2.toBytes(skS),
          publicKey: Point.BASE.multiply(skS).toBytes()
        };
    }
    throw new Error("Cannot derive key");
  }
  let wirePoint = (label, bytes) => {
    let point = Point.fromBytes(bytes);
    if (point.equals(Point.ZERO))
      throw new Error(label + " point at infinity");
    return point;
  };
  function blind(ctx, input, rng = randomBytes2) {
    input = inputBytes("input", input);
    let blind2 = randomScalar(rng), inputPoint = hashToGroup(input, ctx);
    if (inputPoint.equals(Point.ZERO))
      throw new Error("Input point at infinity");
    let blinded = inputPoint.multiply(blind2);
    return { blind: Fn2.toBytes(blind2), blinded: blinded.toBytes() };
  }
  function evaluate(ctx, secretKey, input) {
    input = inputBytes("input", input);
    let skS = Fn2.fromBytes(secretKey), inputPoint = hashToGroup(input, ctx);
    if (inputPoint.equals(Point.ZERO))
      throw new Error("Input point at infinity");
    let unblinded = inputPoint.multiply(skS).toBytes();
    return hashInput(input, unblinded);
  }
  let oprf = Object.freeze({
    generateKeyPair,
    deriveKeyPair: (seed, keyInfo) => deriveKeyPair(ctxOPRF, seed, keyInfo),
    blind: (input, rng = randomBytes2) => blind(ctxOPRF, input, rng),
    blindEvaluate(secretKey, blindedPoint) {
      let skS = Fn2.fromBytes(secretKey);
      return wirePoint("blinded", blindedPoint).multiply(skS).toBytes();
    },
    finalize(input, blindBytes, evaluatedBytes) {
      input = inputBytes("input", input);
      let blind2 = Fn2.fromBytes(blindBytes), unblinded = wirePoint("evaluated", evaluatedBytes).multiply(Fn2.inv(blind2)).toBytes();
      return hashInput(input, unblinded);
    },
    evaluate: (secretKey, input) => evaluate(ctxOPRF, secretKey, input)
  }), voprf = Object.freeze({
    generateKeyPair,
    deriveKeyPair: (seed, keyInfo) => deriveKeyPair(ctxVOPRF, seed, keyInfo),
    blind: (input, rng = randomBytes2) => blind(ctxVOPRF, input, rng),
    blindEvaluateBatch(secretKey, publicKey, blinded, rng = randomBytes2) {
      if (!Array.isArray(blinded))
        throw new Error("expected array");
      let skS = Fn2.fromBytes(secretKey), pkS = wirePoint("public key", publicKey), blindedPoints = blinded.map((i) => wirePoint("blinded", i)), evaluated = blindedPoints.map((i) => i.multiply(skS)), proof = generateProof(ctxVOPRF, skS, pkS, blindedPoints, evaluated, rng);
      return { evaluated: evaluated.map((i) => i.toBytes()), proof };
    },
    blindEvaluate(secretKey, publicKey, blinded, rng = randomBytes2) {
      let res2 = this.blindEvaluateBatch(secretKey, publicKey, [blinded], rng);
      return { evaluated: res2.evaluated[0], proof: res2.proof };
    },
    finalizeBatch(items, publicKey, proof) {
      if (!Array.isArray(items))
        throw new Error("expected array");
      let pkS = wirePoint("public key", publicKey), blindedPoints = items.map((i) => wirePoint("blinded", i.blinded)), evalPoints = items.map((i) => wirePoint("evaluated", i.evaluated));
      return verifyProof(ctxVOPRF, pkS, blindedPoints, evalPoints, proof), items.map((i, j) => {
        let input = inputBytes("input", i.input), blind2 = Fn2.fromBytes(i.blind), unblinded = evalPoints[j].multiply(Fn2.inv(blind2)).toBytes();
        return hashInput(input, unblinded);
      });
    },
    finalize(input, blind2, evaluated, blinded, publicKey, proof) {
      return this.finalizeBatch([{ input, blind: blind2, evaluated, blinded }], publicKey, proof)[0];
    },
    evaluate: (secretKey, input) => evaluate(ctxVOPRF, secretKey, input)
  }), res = { name, oprf, voprf, poprf: (info) => {
    info = copyBytes2(inputBytes("info", info));
    let m = hashToScalarPrefixed(encode("Info", info), ctxPOPRF), T = Point.BASE.multiply(m);
    return Object.freeze({
      generateKeyPair,
      deriveKeyPair: (seed, keyInfo) => deriveKeyPair(ctxPOPRF, seed, keyInfo),
      blind(input, publicKey, rng = randomBytes2) {
        input = inputBytes("input", input);
        let pkS = wirePoint("public key", publicKey), tweakedKey = T.add(pkS);
        if (tweakedKey.equals(Point.ZERO))
          throw new Error("tweakedKey point at infinity");
        let blind2 = randomScalar(rng), inputPoint = hashToGroup(input, ctxPOPRF);
        if (inputPoint.equals(Point.ZERO))
          throw new Error("Input point at infinity");
        let blindedPoint = inputPoint.multiply(blind2);
        return {
          blind: Fn2.toBytes(blind2),
          blinded: blindedPoint.toBytes(),
          tweakedKey: tweakedKey.toBytes()
        };
      },
      blindEvaluateBatch(secretKey, blinded, rng = randomBytes2) {
        if (!Array.isArray(blinded))
          throw new Error("expected array");
        let skS = Fn2.fromBytes(secretKey), t = Fn2.add(skS, m), invT = invertSecret(t), blindedPoints = blinded.map((i) => wirePoint("blinded", i)), evalPoints = blindedPoints.map((i) => i.multiply(invT)), tweakedKey = Point.BASE.multiply(t), proof = generateProof(ctxPOPRF, t, tweakedKey, evalPoints, blindedPoints, rng);
        return { evaluated: evalPoints.map((i) => i.toBytes()), proof };
      },
      blindEvaluate(secretKey, blinded, rng = randomBytes2) {
        let res2 = this.blindEvaluateBatch(secretKey, [blinded], rng);
        return { evaluated: res2.evaluated[0], proof: res2.proof };
      },
      finalizeBatch(items, proof, tweakedKey) {
        if (!Array.isArray(items))
          throw new Error("expected array");
        let inputs = items.map((i) => inputBytes("input", i.input)), evalPoints = items.map((i) => wirePoint("evaluated", i.evaluated));
        return verifyProof(ctxPOPRF, wirePoint("tweakedKey", tweakedKey), evalPoints, items.map((i) => wirePoint("blinded", i.blinded)), proof), items.map((i, j) => {
          let blind2 = Fn2.fromBytes(i.blind), point = evalPoints[j].multiply(Fn2.inv(blind2)).toBytes();
          return hashInput(inputs[j], info, point);
        });
      },
      finalize(input, blind2, evaluated, blinded, proof, tweakedKey) {
        return this.finalizeBatch([{ input, blind: blind2, evaluated, blinded }], proof, tweakedKey)[0];
      },
      evaluate(secretKey, input) {
        input = inputBytes("input", input);
        let skS = Fn2.fromBytes(secretKey), inputPoint = hashToGroup(input, ctxPOPRF);
        if (inputPoint.equals(Point.ZERO))
          throw new Error("Input point at infinity");
        let t = Fn2.add(skS, m), invT = invertSecret(t), unblinded = inputPoint.multiply(invT).toBytes();
        return hashInput(input, info, unblinded);
      }
    });
  }, __tests: Object.freeze({ Fn: Fn2, invertSecret }) };
  return Object.freeze(res);
}
var _DST_scalarBytes, init_oprf = __esm({
  "@noble/curves/2.4.0/abstract/oprf.js"() {
    init_utils2();
    init_curve();
    init_hash_to_curve();
    init_modular();
    _DST_scalarBytes = /* @__PURE__ */ asciiToBytes(_DST_scalar);
  }
});

// @noble/curves/2.4.0/ed25519.js
var ed25519_exports = {};
__export(ed25519_exports, {
  ED25519_TORSION_SUBGROUP: () => ED25519_TORSION_SUBGROUP,
  _map_to_curve_elligator2_curve25519: () => _map_to_curve_elligator2_curve25519,
  ed25519: () => ed25519,
  ed25519_FROST: () => ed25519_FROST,
  ed25519_hasher: () => ed25519_hasher,
  ed25519ctx: () => ed25519ctx,
  ed25519ph: () => ed25519ph,
  ristretto255: () => ristretto255,
  ristretto255_FROST: () => ristretto255_FROST,
  ristretto255_hasher: () => ristretto255_hasher,
  ristretto255_oprf: () => ristretto255_oprf,
  x25519: () => x25519
});
function ed25519_pow_2_252_3(x) {
  let _10n = BigInt(10), _20n = BigInt(20), _40n = BigInt(40), _80n = BigInt(80), P2 = ed25519_CURVE_p, b2 = x * x % P2 * x % P2, b4 = pow2(b2, _2n5, P2) * b2 % P2, b5 = pow2(b4, _1n8, P2) * x % P2, b10 = pow2(b5, _5n2, P2) * b5 % P2, b20 = pow2(b10, _10n, P2) * b10 % P2, b40 = pow2(b20, _20n, P2) * b20 % P2, b80 = pow2(b40, _40n, P2) * b40 % P2, b160 = pow2(b80, _80n, P2) * b80 % P2, b240 = pow2(b160, _80n, P2) * b80 % P2, b250 = pow2(b240, _10n, P2) * b10 % P2;
  return { pow_p_5_8: pow2(b250, _2n5, P2) * x % P2, b2 };
}
function adjustScalarBytes(bytes) {
  return bytes[0] &= 248, bytes[31] &= 127, bytes[31] |= 64, bytes;
}
function uvRatio(u, v) {
  let P2 = ed25519_CURVE_p, v3 = mod(v * v * v, P2), v7 = mod(v3 * v3 * v, P2), pow3 = ed25519_pow_2_252_3(u * v7).pow_p_5_8, x = mod(u * v3 * pow3, P2), vx2 = mod(v * x * x, P2), root1 = x, root2 = mod(x * ED25519_SQRT_M1, P2), useRoot1 = vx2 === u, useRoot2 = vx2 === mod(-u, P2), noRoot = vx2 === mod(-u * ED25519_SQRT_M1, P2);
  return useRoot1 && (x = root1), (useRoot2 || noRoot) && (x = root2), isNegativeLE(x, P2) && (x = mod(-x, P2)), { isValid: useRoot1 || useRoot2, value: x };
}
function toMontgomery(point) {
  let { y } = point;
  return Fp.toBytes(Fp.div(_1n8 + y, _1n8 - y));
}
function toMontgomerySecret(secretKey) {
  let size = ed25519_Point.Fp.BYTES;
  return abytes(secretKey, size), adjustScalarBytes(sha512(secretKey.subarray(0, size))).subarray(0, size);
}
function ed25519_domain(data, ctx, phflag) {
  if (ctx.length > 255)
    throw new Error("Context is too big");
  return concatBytes(asciiToBytes("SigEd25519 no Ed25519 collisions"), new Uint8Array([phflag ? 1 : 0, ctx.length]), ctx, data);
}
function ed(opts) {
  return eddsa(ed25519_Point, sha512, Object.assign({ adjustScalarBytes, toMontgomery, toMontgomerySecret, zip215: !0 }, opts));
}
function _map_to_curve_elligator2_curve25519(u) {
  let tv1 = Fp.sqr(u);
  tv1 = Fp.mul(tv1, _2n5);
  let xd = Fp.add(tv1, Fp.ONE), x1n = Fp.neg(ELL2_J), tv2 = Fp.sqr(xd), gxd = Fp.mul(tv2, xd), gx1 = Fp.mul(tv1, ELL2_J);
  gx1 = Fp.mul(gx1, x1n), gx1 = Fp.add(gx1, tv2), gx1 = Fp.mul(gx1, x1n);
  let tv3 = Fp.sqr(gxd);
  tv2 = Fp.sqr(tv3), tv3 = Fp.mul(tv3, gxd), tv3 = Fp.mul(tv3, gx1), tv2 = Fp.mul(tv2, tv3);
  let y11 = ed25519_pow_2_252_3(tv2).pow_p_5_8;
  y11 = Fp.mul(y11, tv3);
  let y12 = Fp.mul(y11, ELL2_C3);
  tv2 = Fp.sqr(y11), tv2 = Fp.mul(tv2, gxd);
  let e1 = Fp.eql(tv2, gx1), y1 = Fp.cmov(y12, y11, e1), x2n = Fp.mul(x1n, tv1), y21 = Fp.mul(y11, u);
  y21 = Fp.mul(y21, ELL2_C2);
  let y22 = Fp.mul(y21, ELL2_C3), gx2 = Fp.mul(gx1, tv1);
  tv2 = Fp.sqr(y21), tv2 = Fp.mul(tv2, gxd);
  let e2 = Fp.eql(tv2, gx2), y2 = Fp.cmov(y22, y21, e2);
  tv2 = Fp.sqr(y1), tv2 = Fp.mul(tv2, gxd);
  let e3 = Fp.eql(tv2, gx1), xn = Fp.cmov(x2n, x1n, e3), y = Fp.cmov(y2, y1, e3), e4 = Fp.isOdd(y);
  return y = Fp.cmov(y, Fp.neg(y), e3 !== e4), { xMn: xn, xMd: xd, yMn: y, yMd: _1n8 };
}
function map_to_curve_elligator2_edwards25519(u) {
  let { xMn, xMd, yMn, yMd } = _map_to_curve_elligator2_curve25519(u), xn = Fp.mul(xMn, yMd);
  xn = Fp.mul(xn, ELL2_C1_EDWARDS);
  let xd = Fp.mul(xMd, yMn), yn = Fp.sub(xMn, xMd), yd = Fp.add(xMn, xMd), tv1 = Fp.mul(xd, yd), e = Fp.eql(tv1, Fp.ZERO);
  xn = Fp.cmov(xn, Fp.ZERO, e), xd = Fp.cmov(xd, Fp.ONE, e), yn = Fp.cmov(yn, Fp.ONE, e), yd = Fp.cmov(yd, Fp.ONE, e);
  let [xd_inv, yd_inv] = FpInvertBatch(Fp, [xd, yd], !0);
  return { x: Fp.mul(xn, xd_inv), y: Fp.mul(yn, yd_inv) };
}
function calcElligatorRistrettoMap(r0) {
  let { d } = ed25519_CURVE, r = Fp.mul(Fp.mulN(SQRT_M1, r0), r0), Ns = Fp.mul(Fp.addN(r, _1n8), ONE_MINUS_D_SQ), c = BigInt(-1), D = Fp.mul(Fp.subN(c, Fp.mulN(d, r)), Fp.add(r, d)), { isValid: Ns_D_is_sq, value: s } = uvRatio(Ns, D), s_ = Fp.mul(s, r0);
  Fp.isOdd(s_) || (s_ = Fp.neg(s_)), Ns_D_is_sq || (s = s_), Ns_D_is_sq || (c = r);
  let Nt = Fp.sub(Fp.mulN(Fp.mulN(c, Fp.subN(r, _1n8)), D_MINUS_ONE_SQ), D), s2 = Fp.sqrN(s), W0 = Fp.mul(Fp.addN(s, s), D), W1 = Fp.mul(Nt, SQRT_AD_MINUS_ONE), W2 = Fp.sub(_1n8, s2), W3 = Fp.add(_1n8, s2);
  return new ed25519_Point(Fp.mul(W0, W3), Fp.mul(W2, W1), Fp.mul(W1, W3), Fp.mul(W0, W2));
}
var _0n7, _1n8, _2n5, _3n3, _5n2, _8n3, ed25519_CURVE_p, ed25519_CURVE, ED25519_SQRT_M1, ed25519_Point, Fp, Fn, ed25519, ed25519ctx, ed25519ph, ed25519_FROST, x25519, ELL2_C1, ELL2_C2, ELL2_C3, ELL2_J, ELL2_C1_EDWARDS, ed25519_hasher, SQRT_M1, SQRT_AD_MINUS_ONE, INVSQRT_A_MINUS_D, ONE_MINUS_D_SQ, D_MINUS_ONE_SQ, invertSqrt, MAX_255B, bytes255ToNumberLE, _RistrettoPoint, ristretto255, ristretto255_hasher, ristretto255_oprf, ristretto255_FROST, ED25519_TORSION_SUBGROUP, init_ed25519 = __esm({
  "@noble/curves/2.4.0/ed25519.js"() {
    init_sha2();
    init_utils();
    init_curve();
    init_edwards();
    init_frost();
    init_hash_to_curve();
    init_modular();
    init_montgomery();
    init_oprf();
    init_utils2();
    _0n7 = /* @__PURE__ */ BigInt(0), _1n8 = /* @__PURE__ */ BigInt(1), _2n5 = /* @__PURE__ */ BigInt(2), _3n3 = /* @__PURE__ */ BigInt(3), _5n2 = /* @__PURE__ */ BigInt(5), _8n3 = /* @__PURE__ */ BigInt(8), ed25519_CURVE_p = /* @__PURE__ */ BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed"), ed25519_CURVE = {
      p: ed25519_CURVE_p,
      n: BigInt("0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed"),
      h: _8n3,
      a: BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"),
      d: BigInt("0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3"),
      Gx: BigInt("0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a"),
      Gy: BigInt("0x6666666666666666666666666666666666666666666666666666666666666658")
    };
    ED25519_SQRT_M1 = /* @__PURE__ */ BigInt("19681161376707505956807079304988542015446066515923890162744021073123829784752");
    ed25519_Point = /* @__PURE__ */ edwards(ed25519_CURVE, { uvRatio }), Fp = ed25519_Point.Fp;
    Fn = ed25519_Point.Fn;
    ed25519 = /* @__PURE__ */ ed({}), ed25519ctx = /* @__PURE__ */ ed({ domain: ed25519_domain }), ed25519ph = /* @__PURE__ */ ed({ domain: ed25519_domain, prehash: sha512 }), ed25519_FROST = createFROST({
      name: "FROST-ED25519-SHA512-v1",
      Point: ed25519_Point,
      validatePoint: (p) => {
        if (p.assertValidity(), !p.isTorsionFree())
          throw new Error("bad point: not torsion-free");
      },
      hash: sha512,
      // RFC 9591 keeps H2 undecorated here for RFC 8032 compatibility. In createFROST(),
      // `H2: ''` becomes an empty DST prefix; the built-in hashToScalar fallback treats
      // that the same as omitted DST, even though custom hooks can still observe the empty bag.
      H2: ""
    }), x25519 = /* @__PURE__ */ (() => {
      let P2 = ed25519_CURVE_p, powPminus2 = (x) => {
        let { pow_p_5_8, b2 } = ed25519_pow_2_252_3(x);
        return mod(pow2(pow_p_5_8, _3n3, P2) * b2, P2);
      };
      return montgomery({
        P: P2,
        type: "x25519",
        powPminus2,
        adjustScalarBytes,
        // ~3x faster fixed-base: [k]B on the birationally-equivalent Edwards curve using cached
        // base tables, mapped back via u = (1+y)/(1-y) = (Z+Y)/(Z-Y) with one Fermat inversion.
        // Same construction as libsodium's crypto_scalarmult_curve25519_base.
        scalarMultBase: (k) => {
          let kn = mod(k, ed25519_Point.Fn.ORDER);
          if (kn === _0n7)
            return _0n7;
          let p = ed25519_Point.BASE.multiply(kn);
          return mod((p.Z + p.Y) * powPminus2(mod(p.Z - p.Y, P2)), P2);
        }
      });
    })(), ELL2_C1 = (ed25519_CURVE_p + _3n3) / _8n3, ELL2_C2 = Fp.pow(_2n5, ELL2_C1), ELL2_C3 = Fp.sqrt(Fp.neg(Fp.ONE)), ELL2_J = /* @__PURE__ */ BigInt(486662);
    ELL2_C1_EDWARDS = FpSqrtEven(Fp, Fp.neg(BigInt(486664)));
    ed25519_hasher = createHasher2(ed25519_Point, (scalars) => map_to_curve_elligator2_edwards25519(scalars[0]), {
      DST: "edwards25519_XMD:SHA-512_ELL2_RO_",
      encodeDST: "edwards25519_XMD:SHA-512_ELL2_NU_",
      p: ed25519_CURVE_p,
      m: 1,
      k: 128,
      expand: "xmd",
      hash: sha512
    }), SQRT_M1 = ED25519_SQRT_M1, SQRT_AD_MINUS_ONE = /* @__PURE__ */ BigInt("25063068953384623474111414158702152701244531502492656460079210482610430750235"), INVSQRT_A_MINUS_D = /* @__PURE__ */ BigInt("54469307008909316920995813868745141605393597292927456921205312896311721017578"), ONE_MINUS_D_SQ = /* @__PURE__ */ BigInt("1159843021668779879193775521855586647937357759715417654439879720876111806838"), D_MINUS_ONE_SQ = /* @__PURE__ */ BigInt("40440834346308536858101042469323190826248399146238708352240133220865137265952"), invertSqrt = (number) => uvRatio(_1n8, number), MAX_255B = /* @__PURE__ */ BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"), bytes255ToNumberLE = (bytes) => Fp.create(bytesToNumberLE(bytes) & MAX_255B);
    _RistrettoPoint = class __RistrettoPoint extends PrimeEdwardsPoint {
      // Do NOT change syntax: the following gymnastics is done,
      // because typescript strips comments, which makes bundlers disable tree-shaking.
      // prettier-ignore
      static BASE = new __RistrettoPoint(ed25519_Point.BASE);
      // prettier-ignore
      static ZERO = new __RistrettoPoint(ed25519_Point.ZERO);
      // prettier-ignore
      static Fp = Fp;
      // prettier-ignore
      static Fn = Fn;
      constructor(ep) {
        super(ep);
      }
      /**
       * Create one Ristretto255 point from affine Edwards coordinates.
       * This wraps the internal Edwards representative directly and is not a
       * canonical ristretto255 decoding path.
       * Use `toBytes()` / `fromBytes()` if canonical ristretto255 bytes matter.
       */
      static fromAffine(ap) {
        return new __RistrettoPoint(ed25519_Point.fromAffine(ap));
      }
      assertSame(other) {
        if (!(other instanceof __RistrettoPoint))
          throw new Error("RistrettoPoint expected");
      }
      init(ep) {
        return new __RistrettoPoint(ep);
      }
      static fromBytes(bytes) {
        abytes(bytes, 32);
        let { a, d } = ed25519_CURVE, s = bytes255ToNumberLE(bytes);
        if (!equalBytes(Fp.toBytes(s), bytes) || Fp.isOdd(s))
          throw new Error("invalid ristretto255 encoding 1");
        let s2 = Fp.sqr(s), u1 = Fp.add(_1n8, Fp.mulN(a, s2)), u2 = Fp.sub(_1n8, Fp.mulN(a, s2)), u1_2 = Fp.sqr(u1), u2_2 = Fp.sqr(u2), v = Fp.sub(Fp.mulN(Fp.mulN(a, d), u1_2), u2_2), { isValid, value: I } = invertSqrt(Fp.mul(v, u2_2)), Dx = Fp.mul(I, u2), Dy = Fp.mul(Fp.mulN(I, Dx), v), x = Fp.mul(Fp.addN(s, s), Dx);
        Fp.isOdd(x) && (x = Fp.neg(x));
        let y = Fp.mul(u1, Dy), t = Fp.mul(x, y);
        if (!isValid || Fp.isOdd(t) || Fp.is0(y))
          throw new Error("invalid ristretto255 encoding 2");
        return new __RistrettoPoint(new ed25519_Point(x, y, Fp.ONE, t));
      }
      /**
       * Converts ristretto-encoded string to ristretto point.
       * Described in [RFC9496](https://www.rfc-editor.org/rfc/rfc9496#name-decode).
       * @param hex - Ristretto-encoded 32 bytes. Not every 32-byte string is valid ristretto encoding
       */
      static fromHex(hex2) {
        return __RistrettoPoint.fromBytes(hexToBytes(hex2));
      }
      /**
       * Encodes ristretto point to Uint8Array.
       * Described in [RFC9496](https://www.rfc-editor.org/rfc/rfc9496#name-encode).
       */
      toBytes() {
        let { X, Y, Z, T } = this.ep, u1 = Fp.mul(Fp.add(Z, Y), Fp.sub(Z, Y)), u2 = Fp.mul(X, Y), u2sq = Fp.sqr(u2), { value: invsqrt } = invertSqrt(Fp.mul(u1, u2sq)), D1 = Fp.mul(invsqrt, u1), D2 = Fp.mul(invsqrt, u2), zInv = Fp.mul(Fp.mulN(D1, D2), T), D;
        if (Fp.isOdd(Fp.mul(T, zInv))) {
          let _x = Fp.mul(Y, SQRT_M1), _y = Fp.mul(X, SQRT_M1);
          X = _x, Y = _y, D = Fp.mul(D1, INVSQRT_A_MINUS_D);
        } else
          D = D2;
        Fp.isOdd(Fp.mul(X, zInv)) && (Y = Fp.neg(Y));
        let s = Fp.mul(Fp.subN(Z, Y), D);
        return Fp.isOdd(s) && (s = Fp.neg(s)), Fp.toBytes(s);
      }
      /**
       * Compares two Ristretto points.
       * Described in [RFC9496](https://www.rfc-editor.org/rfc/rfc9496#name-equals).
       */
      equals(other) {
        this.assertSame(other);
        let { X: X1, Y: Y1 } = this.ep, { X: X2, Y: Y2 } = other.ep, one = Fp.eql(Fp.mul(X1, Y2), Fp.mul(Y1, X2)), two = Fp.eql(Fp.mul(Y1, Y2), Fp.mul(X1, X2));
        return one || two;
      }
      is0() {
        return this.equals(__RistrettoPoint.ZERO);
      }
    }, ristretto255 = (Object.freeze(_RistrettoPoint.BASE), Object.freeze(_RistrettoPoint.ZERO), Object.freeze(_RistrettoPoint.prototype), Object.freeze(_RistrettoPoint), Object.freeze({ Point: _RistrettoPoint })), ristretto255_hasher = /* @__PURE__ */ Object.freeze({
      Point: _RistrettoPoint,
      /**
      * Spec: https://www.rfc-editor.org/rfc/rfc9380.html#name-hashing-to-ristretto255. Caveats:
      * * There are no test vectors
      * * encodeToCurve / mapToCurve is undefined
      * * mapToCurve would be `calcElligatorRistrettoMap(scalars[0])`, not ristretto255_map!
      * * hashToScalar is undefined too, so we just use OPRF implementation
      * * We cannot re-use 'createHasher', because ristretto255_map is different algorithm/RFC
        (os2ip -> bytes255ToNumberLE)
      * * mapToCurve == calcElligatorRistrettoMap, hashToCurve == ristretto255_map
      * * hashToScalar is undefined in RFC9380 for ristretto, so we use the OPRF
        version here. Using `bytes255ToNumblerLE` will create a different result
        if we use `bytes255ToNumberLE` as os2ip
      * * current version is closest to spec.
      */
      hashToCurve(msg, options) {
        let DST = options?.DST === void 0 ? "ristretto255_XMD:SHA-512_R255MAP_RO_" : options.DST, xmd = expand_message_xmd(msg, DST, 64, sha512);
        return ristretto255_hasher.deriveToCurve(xmd);
      },
      hashToScalar(msg, options) {
        let DST = options?.DST === void 0 ? _DST_scalar : options.DST, xmd = expand_message_xmd(msg, DST, 64, sha512);
        return Fn.create(bytesToNumberLE(xmd));
      },
      /**
       * HashToCurve-like construction based on RFC 9496 (Element Derivation).
       * Converts 64 uniform random bytes into a curve point.
       *
       * WARNING: This represents an older hash-to-curve construction from before
       * RFC 9380 was finalized.
       * It was later reused as a component in the newer
       * `hash_to_ristretto255` function defined in RFC 9380.
       */
      deriveToCurve(bytes) {
        abytes(bytes, 64);
        let r1 = bytes255ToNumberLE(bytes.subarray(0, 32)), R1 = calcElligatorRistrettoMap(r1), r2 = bytes255ToNumberLE(bytes.subarray(32, 64)), R2 = calcElligatorRistrettoMap(r2);
        return new _RistrettoPoint(R1.add(R2));
      }
    }), ristretto255_oprf = createOPRF({
      name: "ristretto255-SHA512",
      Point: _RistrettoPoint,
      hash: sha512,
      hashToGroup: ristretto255_hasher.hashToCurve,
      hashToScalar: ristretto255_hasher.hashToScalar
    }), ristretto255_FROST = createFROST({
      name: "FROST-RISTRETTO255-SHA512-v1",
      Point: _RistrettoPoint,
      validatePoint: (p) => {
        p.assertValidity();
      },
      hash: sha512
    }), ED25519_TORSION_SUBGROUP = /* @__PURE__ */ Object.freeze([
      "0100000000000000000000000000000000000000000000000000000000000000",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "0000000000000000000000000000000000000000000000000000000000000080",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
      "0000000000000000000000000000000000000000000000000000000000000000",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
    ]);
  }
});

// @cosmjs/crypto/0.39.0/build/ed25519.js
var require_ed25519 = __commonJS({
  "@cosmjs/crypto/0.39.0/build/ed25519.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Ed25519 = exports.Ed25519Keypair = void 0;
    var ed25519_js_1 = (init_ed25519(), __toCommonJS(ed25519_exports)), Ed25519Keypair = class _Ed25519Keypair {
      // a libsodium privkey has the format `<ed25519 privkey> + <ed25519 pubkey>`
      static fromLibsodiumPrivkey(libsodiumPrivkey) {
        if (libsodiumPrivkey.length !== 64)
          throw new Error(`Unexpected key length ${libsodiumPrivkey.length}. Must be 64.`);
        return new _Ed25519Keypair(libsodiumPrivkey.slice(0, 32), libsodiumPrivkey.slice(32, 64));
      }
      privkey;
      pubkey;
      constructor(privkey, pubkey) {
        this.privkey = privkey, this.pubkey = pubkey;
      }
      toLibsodiumPrivkey() {
        return new Uint8Array([...this.privkey, ...this.pubkey]);
      }
    };
    exports.Ed25519Keypair = Ed25519Keypair;
    var Ed25519 = class {
      /**
       * Generates a keypair deterministically from a given 32 bytes seed.
       *
       * This seed equals the Ed25519 private key.
       * For implementation details see crypto_sign_seed_keypair in
       * https://download.libsodium.org/doc/public-key_cryptography/public-key_signatures.html
       * and diagram on https://blog.mozilla.org/warner/2011/11/29/ed25519-keys/
       */
      static async makeKeypair(privKey) {
        let pubKey = ed25519_js_1.ed25519.getPublicKey(privKey);
        return new Ed25519Keypair(privKey, pubKey);
      }
      static async createSignature(message, keyPair) {
        return ed25519_js_1.ed25519.sign(message, keyPair.privkey);
      }
      static async verifySignature(signature, message, pubkey) {
        return ed25519_js_1.ed25519.verify(signature, message, pubkey);
      }
    };
    exports.Ed25519 = Ed25519;
  }
});

// @cosmjs/crypto/0.39.0/build/hmac.js
var require_hmac = __commonJS({
  "@cosmjs/crypto/0.39.0/build/hmac.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Hmac = void 0;
    var encoding_1 = require_build2(), Hmac = class {
      blockSize;
      messageHasher;
      oKeyPad;
      iKeyPad;
      hash;
      constructor(hashFunctionConstructor, originalKey) {
        let blockSize = new hashFunctionConstructor().blockSize;
        this.hash = (data) => (0, encoding_1.fixUint8Array)(new hashFunctionConstructor().update(data).digest());
        let key = originalKey;
        if (key.length > blockSize && (key = this.hash(key)), key.length < blockSize) {
          let zeroPadding = new Uint8Array(blockSize - key.length);
          key = new Uint8Array([...key, ...zeroPadding]);
        }
        this.oKeyPad = key.map((keyByte) => keyByte ^ 92), this.iKeyPad = key.map((keyByte) => keyByte ^ 54), this.messageHasher = new hashFunctionConstructor(), this.blockSize = blockSize, this.update(this.iKeyPad);
      }
      update(data) {
        return this.messageHasher.update(data), this;
      }
      digest() {
        let innerHash = this.messageHasher.digest();
        return this.hash(new Uint8Array([...this.oKeyPad, ...innerHash]));
      }
    };
    exports.Hmac = Hmac;
  }
});

// @noble/hashes/2.4.0/sha3.js
var sha3_exports = {};
__export(sha3_exports, {
  Keccak: () => Keccak,
  keccakP: () => keccakP,
  keccak_224: () => keccak_224,
  keccak_256: () => keccak_256,
  keccak_384: () => keccak_384,
  keccak_512: () => keccak_512,
  sha3_224: () => sha3_224,
  sha3_256: () => sha3_256,
  sha3_384: () => sha3_384,
  sha3_512: () => sha3_512,
  shake128: () => shake128,
  shake128_32: () => shake128_32,
  shake256: () => shake256,
  shake256_64: () => shake256_64
});
function keccakP(s, rounds = 24) {
  if (!(s instanceof Uint32Array))
    throw new TypeError('"s" expected Uint32Array(50), got type=' + typeof s);
  if (s.length !== 50)
    throw new RangeError('"s" expected Uint32Array(50), got length=' + s.length);
  if (anumber(rounds, "rounds"), rounds < 1 || rounds > 24)
    throw new Error('"rounds" expected integer 1..24');
  for (let round = 24 - rounds; round < 24; round++) {
    for (let x = 0; x < 10; x++)
      B[x] = s[x] ^ s[x + 10] ^ s[x + 20] ^ s[x + 30] ^ s[x + 40];
    for (let x = 0; x < 10; x += 2) {
      let idx1 = (x + 8) % 10, idx0 = (x + 2) % 10, B0 = B[idx0], B1 = B[idx0 + 1], Th = rotlH(B0, B1, 1) ^ B[idx1], Tl = rotlL(B0, B1, 1) ^ B[idx1 + 1];
      for (let y = 0; y < 50; y += 10)
        s[x + y] ^= Th, s[x + y + 1] ^= Tl;
    }
    let curH = s[2], curL = s[3];
    for (let t = 0; t < 24; t++) {
      let shift = SHA3_ROTL[t], Th = rotlH(curH, curL, shift), Tl = rotlL(curH, curL, shift), PI = SHA3_PI[t];
      curH = s[PI], curL = s[PI + 1], s[PI] = Th, s[PI + 1] = Tl;
    }
    for (let y = 0; y < 50; y += 10) {
      let b0 = s[y], b1 = s[y + 1], b2 = s[y + 2], b3 = s[y + 3];
      s[y] ^= ~s[y + 2] & s[y + 4], s[y + 1] ^= ~s[y + 3] & s[y + 5], s[y + 2] ^= ~s[y + 4] & s[y + 6], s[y + 3] ^= ~s[y + 5] & s[y + 7], s[y + 4] ^= ~s[y + 6] & s[y + 8], s[y + 5] ^= ~s[y + 7] & s[y + 9], s[y + 6] ^= ~s[y + 8] & b0, s[y + 7] ^= ~s[y + 9] & b1, s[y + 8] ^= ~b0 & b2, s[y + 9] ^= ~b1 & b3;
    }
    s[0] ^= SHA3_IOTA_H[round], s[1] ^= SHA3_IOTA_L[round];
  }
  clean(B);
}
var _0n8, _1n9, _2n6, _7n2, _256n, _0x71n, SHA3_PI, SHA3_ROTL, _SHA3_IOTA, IOTAS, SHA3_IOTA_H, SHA3_IOTA_L, rotlSH, rotlSL, rotlBH, rotlBL, rotlH, rotlL, B, Keccak, genKeccak, sha3_224, sha3_256, sha3_384, sha3_512, keccak_224, keccak_256, keccak_384, keccak_512, genShake, shake128, shake256, shake128_32, shake256_64, init_sha3 = __esm({
  "@noble/hashes/2.4.0/sha3.js"() {
    init_u64();
    init_utils();
    _0n8 = BigInt(0), _1n9 = BigInt(1), _2n6 = BigInt(2), _7n2 = BigInt(7), _256n = BigInt(256), _0x71n = BigInt(113), SHA3_PI = [], SHA3_ROTL = [], _SHA3_IOTA = [];
    for (let round = 0, R = _1n9, x = 1, y = 0; round < 24; round++) {
      [x, y] = [y, (2 * x + 3 * y) % 5], SHA3_PI.push(2 * (5 * y + x)), SHA3_ROTL.push((round + 1) * (round + 2) / 2 % 64);
      let t = _0n8;
      for (let j = 0; j < 7; j++)
        R = (R << _1n9 ^ (R >> _7n2) * _0x71n) % _256n, R & _2n6 && (t ^= _1n9 << (_1n9 << BigInt(j)) - _1n9);
      _SHA3_IOTA.push(t);
    }
    IOTAS = split(_SHA3_IOTA, !0), SHA3_IOTA_H = IOTAS[0], SHA3_IOTA_L = IOTAS[1], rotlSH = (h, l, s) => h << s | l >>> 32 - s, rotlSL = (h, l, s) => l << s | h >>> 32 - s, rotlBH = (h, l, s) => l << s - 32 | h >>> 64 - s, rotlBL = (h, l, s) => h << s - 32 | l >>> 64 - s, rotlH = (h, l, s) => s > 32 ? rotlBH(h, l, s) : rotlSH(h, l, s), rotlL = (h, l, s) => s > 32 ? rotlBL(h, l, s) : rotlSL(h, l, s), B = new Uint32Array(10);
    Keccak = class _Keccak {
      state;
      pos = 0;
      posOut = 0;
      finished = !1;
      state32;
      destroyed = !1;
      blockLen;
      suffix;
      outputLen;
      canXOF;
      enableXOF = !1;
      rounds;
      // NOTE: we accept arguments in bytes instead of bits here.
      constructor(blockLen, suffix, outputLen, enableXOF = !1, rounds = 24) {
        if (anumber(blockLen, "blockLen"), anumber(suffix, "suffix"), anumber(rounds, "rounds"), abool(enableXOF, "enableXOF"), this.blockLen = blockLen, this.suffix = suffix, this.outputLen = outputLen, this.enableXOF = enableXOF, this.canXOF = enableXOF, this.rounds = rounds, anumber(outputLen, "outputLen"), !(0 < blockLen && blockLen < 200))
          throw new Error('"blockLen" must be 1..199');
        this.state = new Uint8Array(200), this.state32 = u32(this.state);
      }
      clone() {
        return this._cloneInto();
      }
      keccak() {
        swap32IfBE(this.state32), keccakP(this.state32, this.rounds), swap32IfBE(this.state32), this.posOut = 0, this.pos = 0;
      }
      update(data) {
        aexists(this), abytes(data);
        let { blockLen, state, state32 } = this, len = data.length, canUseU32 = blockLen % 4 === 0 && data.byteOffset % 4 === 0, blockLen32 = blockLen / 4, data32 = canUseU32 && len >= blockLen ? u32(data) : void 0;
        for (let pos = 0; pos < len; ) {
          if (data32 !== void 0 && this.pos === 0 && pos % 4 === 0 && len - pos >= blockLen) {
            for (let i = 0, o = pos / 4; i < blockLen32; i++)
              state32[i] ^= data32[o + i];
            pos += blockLen, this.pos = blockLen, this.keccak();
            continue;
          }
          let take = Math.min(blockLen - this.pos, len - pos);
          for (let i = 0; i < take; i++)
            state[this.pos++] ^= data[pos++];
          this.pos === blockLen && this.keccak();
        }
        return this;
      }
      finish() {
        if (this.finished)
          return;
        this.finished = !0;
        let { state, suffix, pos, blockLen } = this;
        state[pos] ^= suffix, (suffix & 128) !== 0 && pos === blockLen - 1 && this.keccak(), state[blockLen - 1] ^= 128, this.keccak();
      }
      writeInto(out) {
        aexists(this, !1), abytes(out), this.finish();
        let bufferOut = this.state, { blockLen } = this;
        for (let pos = 0, len = out.length; pos < len; ) {
          this.posOut >= blockLen && this.keccak();
          let take = Math.min(blockLen - this.posOut, len - pos);
          out.set(bufferOut.subarray(this.posOut, this.posOut + take), pos), this.posOut += take, pos += take;
        }
        return out;
      }
      xofInto(out) {
        if (!this.enableXOF)
          throw new Error("XOF is not enabled");
        return this.writeInto(out);
      }
      xof(bytes) {
        return anumber(bytes), this.xofInto(new Uint8Array(bytes));
      }
      digestInto(out) {
        if (aoutput(out, this), this.finished)
          throw new Error("digest() was already called");
        this.writeInto(out.length === this.outputLen ? out : out.subarray(0, this.outputLen)), this.destroy();
      }
      digest() {
        let out = new Uint8Array(this.outputLen);
        return this.digestInto(out), out;
      }
      destroy() {
        this.destroyed = !0, clean(this.state);
      }
      _cloneInto(to) {
        let { blockLen, suffix, outputLen, rounds, enableXOF } = this;
        return to ||= new _Keccak(blockLen, suffix, outputLen, enableXOF, rounds), to.blockLen = blockLen, to.state32.set(this.state32), to.pos = this.pos, to.posOut = this.posOut, to.finished = this.finished, to.rounds = rounds, to.suffix = suffix, to.outputLen = outputLen, to.enableXOF = enableXOF, to.canXOF = this.canXOF, to.destroyed = this.destroyed, to;
      }
    }, genKeccak = (suffix, blockLen, outputLen, info = {}) => createHasher(() => new Keccak(blockLen, suffix, outputLen), info), sha3_224 = /* @__PURE__ */ genKeccak(
      6,
      144,
      28,
      /* @__PURE__ */ oidNist(7)
    ), sha3_256 = /* @__PURE__ */ genKeccak(
      6,
      136,
      32,
      /* @__PURE__ */ oidNist(8)
    ), sha3_384 = /* @__PURE__ */ genKeccak(
      6,
      104,
      48,
      /* @__PURE__ */ oidNist(9)
    ), sha3_512 = /* @__PURE__ */ genKeccak(
      6,
      72,
      64,
      /* @__PURE__ */ oidNist(10)
    ), keccak_224 = /* @__PURE__ */ genKeccak(1, 144, 28), keccak_256 = /* @__PURE__ */ genKeccak(1, 136, 32), keccak_384 = /* @__PURE__ */ genKeccak(1, 104, 48), keccak_512 = /* @__PURE__ */ genKeccak(1, 72, 64), genShake = (suffix, blockLen, outputLen, info = {}) => createHasher((opts = {}) => (opts = checkOpts({}, opts), new Keccak(blockLen, suffix, opts.dkLen === void 0 ? outputLen : opts.dkLen, !0)), info), shake128 = /* @__PURE__ */ genShake(31, 168, 16, /* @__PURE__ */ oidNist(11)), shake256 = /* @__PURE__ */ genShake(31, 136, 32, /* @__PURE__ */ oidNist(12)), shake128_32 = /* @__PURE__ */ genShake(31, 168, 32, /* @__PURE__ */ oidNist(11)), shake256_64 = /* @__PURE__ */ genShake(31, 136, 64, /* @__PURE__ */ oidNist(12));
  }
});

// @cosmjs/crypto/0.39.0/build/utils.js
var require_utils = __commonJS({
  "@cosmjs/crypto/0.39.0/build/utils.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.toRealUint8Array = toRealUint8Array;
    function toRealUint8Array(data) {
      return data instanceof Uint8Array ? data : Uint8Array.from(data);
    }
  }
});

// @cosmjs/crypto/0.39.0/build/keccak.js
var require_keccak = __commonJS({
  "@cosmjs/crypto/0.39.0/build/keccak.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Keccak256 = void 0, exports.keccak256 = keccak256;
    var encoding_1 = require_build2(), sha3_js_1 = (init_sha3(), __toCommonJS(sha3_exports)), utils_1 = require_utils(), Keccak256 = class {
      blockSize = 512 / 8;
      impl = sha3_js_1.keccak_256.create();
      constructor(firstData) {
        firstData && this.update(firstData);
      }
      update(data) {
        return this.impl.update((0, utils_1.toRealUint8Array)(data)), this;
      }
      digest() {
        return (0, encoding_1.fixUint8Array)(this.impl.digest());
      }
    };
    exports.Keccak256 = Keccak256;
    function keccak256(data) {
      return new Keccak256(data).digest();
    }
  }
});

// @cosmjs/crypto/0.39.0/build/random.js
var require_random = __commonJS({
  "@cosmjs/crypto/0.39.0/build/random.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Random = void 0;
    var Random = class {
      /**
       * Returns `count` cryptographically secure random bytes
       */
      static getBytes(count) {
        let out = new Uint8Array(count);
        return globalThis.crypto.getRandomValues(out), out;
      }
    };
    exports.Random = Random;
  }
});

// @noble/hashes/2.4.0/legacy.js
var legacy_exports = {};
__export(legacy_exports, {
  _MD5: () => _MD5,
  _RIPEMD160: () => _RIPEMD160,
  _SHA1: () => _SHA1,
  md5: () => md5,
  ripemd160: () => ripemd160,
  sha1: () => sha1
});
function ripemd_f(group, x, y, z) {
  return group === 0 ? x ^ y ^ z : group === 1 ? x & y | ~x & z : group === 2 ? (x | ~y) ^ z : group === 3 ? x & z | y & ~z : x ^ (y | ~z);
}
var SHA1_IV, SHA1_W, _SHA1, sha1, p32, K, MD5_IV, MD5_W, MD5_SHIFTS, _MD5, md5, Rho160, Id160, Pi160, idxLR, idxL, idxR, shifts160, shiftsL160, shiftsR160, Kl160, Kr160, BUF_160, _RIPEMD160, ripemd160, init_legacy = __esm({
  "@noble/hashes/2.4.0/legacy.js"() {
    init_md();
    init_utils();
    SHA1_IV = /* @__PURE__ */ Uint32Array.from([
      1732584193,
      4023233417,
      2562383102,
      271733878,
      3285377520
    ]), SHA1_W = /* @__PURE__ */ new Uint32Array(80), _SHA1 = class extends HashMD {
      A = SHA1_IV[0] | 0;
      B = SHA1_IV[1] | 0;
      C = SHA1_IV[2] | 0;
      D = SHA1_IV[3] | 0;
      E = SHA1_IV[4] | 0;
      constructor() {
        super(64, 20, 8, !1);
      }
      get() {
        let { A, B: B2, C, D, E } = this;
        return [A, B2, C, D, E];
      }
      set(A, B2, C, D, E) {
        this.A = A | 0, this.B = B2 | 0, this.C = C | 0, this.D = D | 0, this.E = E | 0;
      }
      _cloneInto(to) {
        return (to ||= new this.constructor()).set(...this.get()), this._cloneIntoMeta(to);
      }
      process(view, offset) {
        for (let i = 0; i < 16; i++, offset += 4)
          SHA1_W[i] = view.getUint32(offset, !1);
        for (let i = 16; i < 80; i++)
          SHA1_W[i] = rotl(SHA1_W[i - 3] ^ SHA1_W[i - 8] ^ SHA1_W[i - 14] ^ SHA1_W[i - 16], 1);
        let { A, B: B2, C, D, E } = this;
        for (let i = 0; i < 80; i++) {
          let F, K2;
          i < 20 ? (F = Chi(B2, C, D), K2 = 1518500249) : i < 40 ? (F = B2 ^ C ^ D, K2 = 1859775393) : i < 60 ? (F = Maj(B2, C, D), K2 = 2400959708) : (F = B2 ^ C ^ D, K2 = 3395469782);
          let T = rotl(A, 5) + F + E + K2 + SHA1_W[i] | 0;
          E = D, D = C, C = rotl(B2, 30), B2 = A, A = T;
        }
        A = A + this.A | 0, B2 = B2 + this.B | 0, C = C + this.C | 0, D = D + this.D | 0, E = E + this.E | 0, this.set(A, B2, C, D, E);
      }
      roundClean() {
        clean(SHA1_W);
      }
      destroy() {
        this.destroyed = !0, this.set(0, 0, 0, 0, 0), clean(this.buffer);
      }
    }, sha1 = /* @__PURE__ */ createHasher(() => new _SHA1()), p32 = /* @__PURE__ */ Math.pow(2, 32), K = /* @__PURE__ */ Array.from({ length: 64 }, (_, i) => Math.floor(p32 * Math.abs(Math.sin(i + 1)))), MD5_IV = /* @__PURE__ */ SHA1_IV.slice(0, 4), MD5_W = /* @__PURE__ */ new Uint32Array(16), MD5_SHIFTS = /* @__PURE__ */ (() => {
      let S = [
        [7, 12, 17, 22],
        [5, 9, 14, 20],
        [4, 11, 16, 23],
        [6, 10, 15, 21]
      ];
      return Uint8Array.from({ length: 64 }, (_, i) => S[Math.floor(i / 16)][i % 4]);
    })(), _MD5 = class extends HashMD {
      A = MD5_IV[0] | 0;
      B = MD5_IV[1] | 0;
      C = MD5_IV[2] | 0;
      D = MD5_IV[3] | 0;
      constructor() {
        super(64, 16, 8, !0);
      }
      get() {
        let { A, B: B2, C, D } = this;
        return [A, B2, C, D];
      }
      set(A, B2, C, D) {
        this.A = A | 0, this.B = B2 | 0, this.C = C | 0, this.D = D | 0;
      }
      _cloneInto(to) {
        return (to ||= new this.constructor()).set(...this.get()), this._cloneIntoMeta(to);
      }
      process(view, offset) {
        for (let i = 0; i < 16; i++, offset += 4)
          MD5_W[i] = view.getUint32(offset, !0);
        let { A, B: B2, C, D } = this;
        for (let i = 0; i < 64; i++) {
          let F, g;
          i < 16 ? (F = Chi(B2, C, D), g = i) : i < 32 ? (F = Chi(D, B2, C), g = (5 * i + 1) % 16) : i < 48 ? (F = B2 ^ C ^ D, g = (3 * i + 5) % 16) : (F = C ^ (B2 | ~D), g = 7 * i % 16), F = F + A + K[i] + MD5_W[g], A = D, D = C, C = B2, B2 = B2 + rotl(F, MD5_SHIFTS[i]);
        }
        A = A + this.A | 0, B2 = B2 + this.B | 0, C = C + this.C | 0, D = D + this.D | 0, this.set(A, B2, C, D);
      }
      roundClean() {
        clean(MD5_W);
      }
      destroy() {
        this.destroyed = !0, this.set(0, 0, 0, 0), clean(this.buffer);
      }
    }, md5 = /* @__PURE__ */ createHasher(() => new _MD5()), Rho160 = /* @__PURE__ */ Uint8Array.from([
      7,
      4,
      13,
      1,
      10,
      6,
      15,
      3,
      12,
      0,
      9,
      5,
      2,
      14,
      11,
      8
    ]), Id160 = Uint8Array.from(new Array(16).fill(0).map((_, i) => i)), Pi160 = Id160.map((i) => (9 * i + 5) % 16), idxLR = /* @__PURE__ */ (() => {
      let res = [[Id160], [Pi160]];
      for (let i = 0; i < 4; i++)
        for (let j of res)
          j.push(j[i].map((k) => Rho160[k]));
      return res;
    })(), idxL = idxLR[0], idxR = idxLR[1], shifts160 = /* @__PURE__ */ [
      [11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8],
      [12, 13, 11, 15, 6, 9, 9, 7, 12, 15, 11, 13, 7, 8, 7, 7],
      [13, 15, 14, 11, 7, 7, 6, 8, 13, 14, 13, 12, 5, 5, 6, 9],
      [14, 11, 12, 14, 8, 6, 5, 5, 15, 12, 15, 14, 9, 9, 8, 6],
      [15, 12, 13, 13, 9, 5, 8, 6, 14, 11, 12, 11, 8, 6, 5, 5]
    ].map((i) => Uint8Array.from(i)), shiftsL160 = /* @__PURE__ */ idxL.map((idx, i) => idx.map((j) => shifts160[i][j])), shiftsR160 = /* @__PURE__ */ idxR.map((idx, i) => idx.map((j) => shifts160[i][j])), Kl160 = /* @__PURE__ */ Uint32Array.from([
      0,
      1518500249,
      1859775393,
      2400959708,
      2840853838
    ]), Kr160 = /* @__PURE__ */ Uint32Array.from([
      1352829926,
      1548603684,
      1836072691,
      2053994217,
      0
    ]);
    BUF_160 = /* @__PURE__ */ new Uint32Array(16), _RIPEMD160 = class extends HashMD {
      h0 = 1732584193;
      h1 = -271733879;
      h2 = -1732584194;
      h3 = 271733878;
      h4 = -1009589776;
      constructor() {
        super(64, 20, 8, !0);
      }
      get() {
        let { h0, h1, h2, h3, h4 } = this;
        return [h0, h1, h2, h3, h4];
      }
      set(h0, h1, h2, h3, h4) {
        this.h0 = h0 | 0, this.h1 = h1 | 0, this.h2 = h2 | 0, this.h3 = h3 | 0, this.h4 = h4 | 0;
      }
      _cloneInto(to) {
        return (to ||= new this.constructor()).set(...this.get()), this._cloneIntoMeta(to);
      }
      process(view, offset) {
        for (let i = 0; i < 16; i++, offset += 4)
          BUF_160[i] = view.getUint32(offset, !0);
        let al = this.h0 | 0, ar = al, bl = this.h1 | 0, br = bl, cl = this.h2 | 0, cr = cl, dl = this.h3 | 0, dr = dl, el = this.h4 | 0, er = el;
        for (let group = 0; group < 5; group++) {
          let rGroup = 4 - group, hbl = Kl160[group], hbr = Kr160[group], rl = idxL[group], rr = idxR[group], sl = shiftsL160[group], sr = shiftsR160[group];
          for (let i = 0; i < 16; i++) {
            let tl = rotl(al + ripemd_f(group, bl, cl, dl) + BUF_160[rl[i]] + hbl, sl[i]) + el | 0;
            al = el, el = dl, dl = rotl(cl, 10) | 0, cl = bl, bl = tl;
          }
          for (let i = 0; i < 16; i++) {
            let tr = rotl(ar + ripemd_f(rGroup, br, cr, dr) + BUF_160[rr[i]] + hbr, sr[i]) + er | 0;
            ar = er, er = dr, dr = rotl(cr, 10) | 0, cr = br, br = tr;
          }
        }
        this.set(this.h1 + cl + dr | 0, this.h2 + dl + er | 0, this.h3 + el + ar | 0, this.h4 + al + br | 0, this.h0 + bl + cr | 0);
      }
      roundClean() {
        clean(BUF_160);
      }
      destroy() {
        this.destroyed = !0, clean(this.buffer), this.set(0, 0, 0, 0, 0);
      }
    }, ripemd160 = /* @__PURE__ */ createHasher(() => new _RIPEMD160());
  }
});

// @cosmjs/crypto/0.39.0/build/ripemd.js
var require_ripemd = __commonJS({
  "@cosmjs/crypto/0.39.0/build/ripemd.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Ripemd160 = void 0, exports.ripemd160 = ripemd1602;
    var encoding_1 = require_build2(), legacy_js_1 = (init_legacy(), __toCommonJS(legacy_exports)), utils_1 = require_utils(), Ripemd160 = class {
      blockSize = 512 / 8;
      impl = legacy_js_1.ripemd160.create();
      constructor(firstData) {
        firstData && this.update(firstData);
      }
      update(data) {
        return this.impl.update((0, utils_1.toRealUint8Array)(data)), this;
      }
      digest() {
        return (0, encoding_1.fixUint8Array)(this.impl.digest());
      }
    };
    exports.Ripemd160 = Ripemd160;
    function ripemd1602(data) {
      return new Ripemd160(data).digest();
    }
  }
});

// @noble/curves/2.4.0/abstract/der.js
var _0n9, DERErr, _DER, DER, init_der = __esm({
  "@noble/curves/2.4.0/abstract/der.js"() {
    init_utils2();
    _0n9 = /* @__PURE__ */ BigInt(0), DERErr = class extends Error {
      constructor(m = "") {
        super(m);
      }
    }, _DER = {
      // asn.1 DER encoding utils
      Err: DERErr,
      // Basic building block is TLV (Tag-Length-Value)
      _tlv: {
        encode: (tag, data) => {
          let { Err: E } = _DER;
          if (asafenumber(tag, "tag"), tag < 0 || tag > 255)
            throw new E("tlv.encode: wrong tag");
          if (astring(data, "data"), data.length & 1)
            throw new E("tlv.encode: unpadded data");
          let dataLen = data.length / 2, len = numberToHexUnpadded(dataLen);
          if (len.length / 2 & 128)
            throw new E("tlv.encode: long form length too big");
          let lenLen = dataLen > 127 ? numberToHexUnpadded(len.length / 2 | 128) : "";
          return numberToHexUnpadded(tag) + lenLen + len + data;
        },
        // v - value, l - left bytes (unparsed)
        decode(tag, data) {
          let { Err: E } = _DER;
          data = abytes3(data, void 0, "DER data");
          let pos = 0;
          if (tag < 0 || tag > 255)
            throw new E("tlv.decode: wrong tag");
          if (data.length < 2 || data[pos++] !== tag)
            throw new E("tlv.decode: wrong tlv");
          let first = data[pos++], isLong = !!(first & 128), length = 0;
          if (!isLong)
            length = first;
          else {
            let lenLen = first & 127;
            if (!lenLen)
              throw new E("tlv.decode(long): indefinite length not supported");
            if (lenLen > 4)
              throw new E("tlv.decode(long): byte length is too big");
            let lengthBytes = data.subarray(pos, pos + lenLen);
            if (lengthBytes.length !== lenLen)
              throw new E("tlv.decode: length bytes not complete");
            if (lengthBytes[0] === 0)
              throw new E("tlv.decode(long): zero leftmost byte");
            for (let b of lengthBytes)
              length = length << 8 | b;
            if (pos += lenLen, length < 128)
              throw new E("tlv.decode(long): not minimal encoding");
          }
          let v = data.subarray(pos, pos + length);
          if (v.length !== length)
            throw new E("tlv.decode: wrong value length");
          return { v, l: data.subarray(pos + length) };
        }
      },
      // https://crypto.stackexchange.com/a/57734 Leftmost bit of first byte is 'negative' flag,
      // since we always use positive integers here. It must always be empty:
      // - add zero byte if exists
      // - if next byte doesn't have a flag, leading zero is not allowed (minimal encoding)
      _int: {
        encode(num2) {
          let { Err: E } = _DER;
          if (abignumber(num2), num2 < _0n9)
            throw new E("integer: negative integers are not allowed");
          let hex2 = numberToHexUnpadded(num2);
          if (Number.parseInt(hex2[0], 16) & 8 && (hex2 = "00" + hex2), hex2.length & 1)
            throw new E("unexpected DER parsing assertion: unpadded hex");
          return hex2;
        },
        decode(data) {
          let { Err: E } = _DER;
          if (data.length < 1)
            throw new E("invalid signature integer: empty");
          if (data[0] & 128)
            throw new E("invalid signature integer: negative");
          if (data.length > 1 && data[0] === 0 && !(data[1] & 128))
            throw new E("invalid signature integer: unnecessary leading zero");
          return bytesToNumberBE(data);
        }
      },
      toSig(bytes, maxScalarBytes) {
        let { Err: E, _int: int, _tlv: tlv } = _DER;
        if (maxScalarBytes !== void 0 && (asafenumber(maxScalarBytes, "maxScalarBytes"), maxScalarBytes < 1))
          throw new E("invalid signature: maxScalarBytes must be positive");
        let data = abytes3(bytes, void 0, "signature"), { v: seqBytes, l: seqLeftBytes } = tlv.decode(48, data);
        if (seqLeftBytes.length)
          throw new E("invalid signature: left bytes after parsing");
        let { v: rBytes, l: rLeftBytes } = tlv.decode(2, seqBytes), { v: sBytes, l: sLeftBytes } = tlv.decode(2, rLeftBytes);
        if (sLeftBytes.length)
          throw new E("invalid signature: left bytes after parsing");
        if (maxScalarBytes !== void 0 && (rBytes.length > maxScalarBytes || sBytes.length > maxScalarBytes))
          throw new E("invalid signature: integer too large");
        return { r: int.decode(rBytes), s: int.decode(sBytes) };
      },
      hexFromSig(sig) {
        let { _tlv: tlv, _int: int } = _DER;
        validateObject2(sig, { r: "bigint", s: "bigint" }, {}, "sig");
        let rs = tlv.encode(2, int.encode(sig.r)), ss = tlv.encode(2, int.encode(sig.s)), seq = rs + ss;
        return tlv.encode(48, seq);
      }
    }, DER = (Object.freeze(_DER._tlv), Object.freeze(_DER._int), Object.freeze(_DER));
  }
});

// @noble/curves/2.4.0/abstract/weierstrass.js
function _splitEndoScalar(k, basis, n) {
  aInRange("scalar", k, _0n10, n);
  let [[a1, b1], [a2, b2]] = basis, c1 = divNearest(b2 * k, n), c2 = divNearest(-b1 * k, n), k1 = k - c1 * a1 - c2 * a2, k2 = -c1 * b1 - c2 * b2, k1neg = k1 < _0n10, k2neg = k2 < _0n10;
  k1neg && (k1 = -k1), k2neg && (k2 = -k2);
  let MAX_NUM = bitMask(Math.ceil(bitLen(n) / 2)) + _1n10;
  if (k1 < _0n10 || k1 >= MAX_NUM || k2 < _0n10 || k2 >= MAX_NUM)
    throw new Error("splitScalar (endomorphism): failed for k");
  return { k1neg, k1, k2neg, k2 };
}
function validateSigFormat(format) {
  if (!["compact", "recovered", "der"].includes(format))
    throw new Error('Signature format must be "compact", "recovered", or "der"');
  return format;
}
function validateSigOpts(opts, def) {
  validateObject2(opts);
  let optsn = {};
  for (let optName of Object.keys(def))
    optsn[optName] = opts[optName] === void 0 ? def[optName] : opts[optName];
  return abool2(optsn.lowS, "lowS"), abool2(optsn.prehash, "prehash"), optsn.format !== void 0 && validateSigFormat(optsn.format), optsn;
}
function weierstrass(params, extraOpts = {}) {
  let validated = createCurveFields("weierstrass", params, extraOpts), Fp2 = validated.Fp, Fn2 = validated.Fn, CURVE = validated.CURVE, { h: cofactor, n: CURVE_ORDER } = CURVE;
  validateObject2(extraOpts, {}, {
    allowInfinityPoint: "boolean",
    clearCofactor: "function",
    isTorsionFree: "function",
    fromBytes: "function",
    toBytes: "function",
    endo: "object",
    randomBytes: "function"
  });
  let { endo: endoOpts, allowInfinityPoint, clearCofactor, isTorsionFree, fromBytes, toBytes } = extraOpts, randomBytes4 = extraOpts.randomBytes === void 0 ? randomBytes2 : extraOpts.randomBytes;
  if (endoOpts && (!Fp2.is0(CURVE.a) || typeof endoOpts.beta != "bigint" || !Array.isArray(endoOpts.basises)))
    throw new Error('invalid endo: expected "beta": bigint and "basises": array');
  let endo = endoOpts ? {
    beta: endoOpts.beta,
    basises: endoOpts.basises.map((basis) => [...basis])
  } : void 0, lengths = getWLengths(Fp2, Fn2);
  function assertCompressionIsSupported() {
    if (!Fp2.isOdd)
      throw new Error("compression is not supported: Field does not have .isOdd()");
  }
  function pointToBytes2(_c, point, isCompressed) {
    if (point.is0()) {
      if (!allowInfinityPoint)
        throw new Error("bad point: ZERO");
      return Uint8Array.of(0);
    }
    let { x, y } = point.toAffine(), bx = Fp2.toBytes(x);
    if (abool2(isCompressed, "isCompressed"), isCompressed) {
      assertCompressionIsSupported();
      let hasEvenY = !Fp2.isOdd(y);
      return concatBytes2(pprefix(hasEvenY), bx);
    } else
      return concatBytes2(Uint8Array.of(4), bx, Fp2.toBytes(y));
  }
  function pointFromBytes(bytes) {
    abytes3(bytes, void 0, "Point");
    let { publicKey: comp, publicKeyUncompressed: uncomp } = lengths, length = bytes.length, head = bytes[0], tail = bytes.subarray(1);
    if (allowInfinityPoint && length === 1 && head === 0)
      return { x: Fp2.ZERO, y: Fp2.ZERO };
    if (length === comp && (head === 2 || head === 3)) {
      let x = Fp2.fromBytes(tail);
      if (!Fp2.isValid(x))
        throw new Error("bad point: is not on curve, wrong x");
      let y2 = weierstrassEquation(x), y;
      try {
        y = Fp2.sqrt(y2);
      } catch (sqrtError) {
        let err = sqrtError instanceof Error ? ": " + sqrtError.message : "";
        throw new Error("bad point: is not on curve, sqrt error" + err);
      }
      assertCompressionIsSupported();
      let evenY = Fp2.isOdd(y);
      return (head & 1) === 1 !== evenY && (y = Fp2.neg(y)), { x, y };
    } else if (length === uncomp && head === 4) {
      let L = Fp2.BYTES, x = Fp2.fromBytes(tail.subarray(0, L)), y = Fp2.fromBytes(tail.subarray(L, L * 2));
      if (!isValidXY(x, y))
        throw new Error("bad point: is not on curve");
      return { x, y };
    } else
      throw new Error(`bad point: got length ${length}, expected compressed=${comp} or uncompressed=${uncomp}`);
  }
  let encodePoint = toBytes === void 0 ? pointToBytes2 : toBytes, decodePoint = fromBytes === void 0 ? pointFromBytes : fromBytes, b3 = Fp2.mul(CURVE.b, _3n4), mulA = Fp2.is0(CURVE.a) ? (_) => Fp2.ZERO : (x) => Fp2.mul(CURVE.a, x);
  function weierstrassEquation(x) {
    let x2 = Fp2.sqr(x), x3 = Fp2.mul(x2, x);
    return Fp2.add(Fp2.add(x3, Fp2.mul(x, CURVE.a)), CURVE.b);
  }
  function isValidXY(x, y) {
    let left = Fp2.sqr(y), right = weierstrassEquation(x);
    return Fp2.eql(left, right);
  }
  if (!isValidXY(CURVE.Gx, CURVE.Gy))
    throw new Error("bad curve params: generator point");
  let _4a3 = Fp2.mul(Fp2.pow(CURVE.a, _3n4), _4n5), _27b2 = Fp2.mul(Fp2.sqr(CURVE.b), BigInt(27));
  if (Fp2.is0(Fp2.add(_4a3, _27b2)))
    throw new Error("bad curve params: a or b");
  function acoord(title, n, banZero = !1) {
    if (!Fp2.isValid(n) || banZero && Fp2.is0(n))
      throw new Error(`bad point coordinate ${title}`);
    return typeof n == "object" && n !== null ? Fp2.create(n) : n;
  }
  function aprjpoint(other) {
    if (!(other instanceof Point))
      throw new Error("Weierstrass Point expected");
  }
  function splitEndoScalarN(k) {
    if (!endo || !endo.basises)
      throw new Error("no endo");
    return _splitEndoScalar(k, endo.basises, Fn2.ORDER);
  }
  function pushWnafPair(points, scalars, p, k) {
    if (!Fn2.isValid(k))
      throw new RangeError("invalid scalar: out of range");
    if (endo) {
      let { k1neg, k1, k2neg, k2 } = splitEndoScalarN(k), psi = new Point(Fp2.mul(p.X, endo.beta), p.Y, p.Z);
      points.push(k1neg ? p.negate() : p, k2neg ? psi.negate() : psi), scalars.push(k1, k2);
    } else
      points.push(p), scalars.push(k);
  }
  let validityCache = /* @__PURE__ */ new WeakSet();
  class Point {
    static BASE = new Point(CURVE.Gx, CURVE.Gy, Fp2.ONE);
    static ZERO = new Point(Fp2.ZERO, Fp2.ONE, Fp2.ZERO);
    static Fp = Fp2;
    static Fn = Fn2;
    X;
    Y;
    Z;
    /** Does NOT validate if the point is valid. Use `.assertValidity()`. */
    constructor(X, Y, Z) {
      this.X = acoord("x", X), this.Y = acoord("y", Y, !0), this.Z = acoord("z", Z), Object.freeze(this);
    }
    static CURVE() {
      return CURVE;
    }
    /** Does NOT validate if the point is valid. Use `.assertValidity()`. */
    static fromAffine(p) {
      let { x, y } = p || {};
      if (!p || !Fp2.isValid(x) || !Fp2.isValid(y))
        throw new Error("invalid affine point");
      if (p instanceof Point)
        throw new Error("projective point not allowed");
      return Fp2.is0(x) && Fp2.is0(y) ? Point.ZERO : new Point(x, y, Fp2.ONE);
    }
    static fromBytes(bytes) {
      let P2 = Point.fromAffine(decodePoint(abytes3(bytes, void 0, "point")));
      return P2.assertValidity(), P2;
    }
    static fromHex(hex2) {
      return Point.fromBytes(hexToBytes2(hex2));
    }
    get x() {
      return this.toAffine().x;
    }
    get y() {
      return this.toAffine().y;
    }
    /**
     * @param isLazy - true will defer table computation until the first multiplication
     */
    precompute(windowSize = 6, isLazy = !0) {
      return wnaf.setWindowSize(this, windowSize), isLazy || this.multiply(_3n4), this;
    }
    // TODO: return `this`
    /** A point on curve is valid if it conforms to equation. */
    assertValidity() {
      let p = this;
      if (p.is0()) {
        if (allowInfinityPoint && Fp2.is0(p.X) && Fp2.eql(p.Y, Fp2.ONE) && Fp2.is0(p.Z))
          return;
        throw new Error("bad point: ZERO");
      }
      if (validityCache.has(p))
        return;
      let { x, y } = p.toAffine();
      if (!Fp2.isValid(x) || !Fp2.isValid(y))
        throw new Error("bad point: x or y not field elements");
      if (!isValidXY(x, y))
        throw new Error("bad point: equation left != right");
      if (!p.isTorsionFree())
        throw new Error("bad point: not in prime-order subgroup");
      validityCache.add(p);
    }
    hasEvenY() {
      let { y } = this.toAffine();
      if (!Fp2.isOdd)
        throw new Error("Field doesn't support isOdd");
      return !Fp2.isOdd(y);
    }
    /** Compare one point to another. */
    equals(other) {
      aprjpoint(other);
      let { X: X1, Y: Y1, Z: Z1 } = this, { X: X2, Y: Y2, Z: Z2 } = other, U1 = Fp2.eql(Fp2.mul(X1, Z2), Fp2.mul(X2, Z1)), U2 = Fp2.eql(Fp2.mul(Y1, Z2), Fp2.mul(Y2, Z1));
      return U1 && U2;
    }
    /** Flips point to one corresponding to (x, -y) in Affine coordinates. */
    negate() {
      return new Point(this.X, Fp2.neg(this.Y), this.Z);
    }
    // Renes-Costello-Batina exception-free doubling formula.
    // There is 30% faster Jacobian formula, but it is not complete.
    // https://eprint.iacr.org/2015/1060, algorithm 3
    // Cost: 8M + 3S + 3*a + 2*b3 + 15add.
    double() {
      let { X: X1, Y: Y1, Z: Z1 } = this, X3 = Fp2.ZERO, Y3 = Fp2.ZERO, Z3 = Fp2.ZERO, t0 = Fp2.mul(X1, X1), t1 = Fp2.mul(Y1, Y1), t2 = Fp2.mul(Z1, Z1), t3 = Fp2.mul(X1, Y1);
      return t3 = Fp2.add(t3, t3), Z3 = Fp2.mul(X1, Z1), Z3 = Fp2.add(Z3, Z3), X3 = mulA(Z3), Y3 = Fp2.mul(b3, t2), Y3 = Fp2.add(X3, Y3), X3 = Fp2.sub(t1, Y3), Y3 = Fp2.add(t1, Y3), Y3 = Fp2.mul(X3, Y3), X3 = Fp2.mul(t3, X3), Z3 = Fp2.mul(b3, Z3), t2 = mulA(t2), t3 = Fp2.sub(t0, t2), t3 = mulA(t3), t3 = Fp2.add(t3, Z3), Z3 = Fp2.add(t0, t0), t0 = Fp2.add(Z3, t0), t0 = Fp2.add(t0, t2), t0 = Fp2.mul(t0, t3), Y3 = Fp2.add(Y3, t0), t2 = Fp2.mul(Y1, Z1), t2 = Fp2.add(t2, t2), t0 = Fp2.mul(t2, t3), X3 = Fp2.sub(X3, t0), Z3 = Fp2.mul(t2, t1), Z3 = Fp2.add(Z3, Z3), Z3 = Fp2.add(Z3, Z3), new Point(X3, Y3, Z3);
    }
    // Renes-Costello-Batina exception-free addition formula.
    // There is 30% faster Jacobian formula, but it is not complete.
    // https://eprint.iacr.org/2015/1060, algorithm 1
    // Cost: 12M + 0S + 3*a + 3*b3 + 23add.
    add(other) {
      aprjpoint(other);
      let { X: X1, Y: Y1, Z: Z1 } = this, { X: X2, Y: Y2, Z: Z2 } = other, X3 = Fp2.ZERO, Y3 = Fp2.ZERO, Z3 = Fp2.ZERO, t0 = Fp2.mul(X1, X2), t1 = Fp2.mul(Y1, Y2), t2 = Fp2.mul(Z1, Z2), t3 = Fp2.add(X1, Y1), t4 = Fp2.add(X2, Y2);
      t3 = Fp2.mul(t3, t4), t4 = Fp2.add(t0, t1), t3 = Fp2.sub(t3, t4), t4 = Fp2.add(X1, Z1);
      let t5 = Fp2.add(X2, Z2);
      return t4 = Fp2.mul(t4, t5), t5 = Fp2.add(t0, t2), t4 = Fp2.sub(t4, t5), t5 = Fp2.add(Y1, Z1), X3 = Fp2.add(Y2, Z2), t5 = Fp2.mul(t5, X3), X3 = Fp2.add(t1, t2), t5 = Fp2.sub(t5, X3), Z3 = mulA(t4), X3 = Fp2.mul(b3, t2), Z3 = Fp2.add(X3, Z3), X3 = Fp2.sub(t1, Z3), Z3 = Fp2.add(t1, Z3), Y3 = Fp2.mul(X3, Z3), t1 = Fp2.add(t0, t0), t1 = Fp2.add(t1, t0), t2 = mulA(t2), t4 = Fp2.mul(b3, t4), t1 = Fp2.add(t1, t2), t2 = Fp2.sub(t0, t2), t2 = mulA(t2), t4 = Fp2.add(t4, t2), t0 = Fp2.mul(t1, t4), Y3 = Fp2.add(Y3, t0), t0 = Fp2.mul(t5, t4), X3 = Fp2.mul(t3, X3), X3 = Fp2.sub(X3, t0), t0 = Fp2.mul(t3, t1), Z3 = Fp2.mul(t5, Z3), Z3 = Fp2.add(Z3, t0), new Point(X3, Y3, Z3);
    }
    subtract(other) {
      return aprjpoint(other), this.add(other.negate());
    }
    is0() {
      return this.equals(Point.ZERO);
    }
    /**
     * Constant time multiplication.
     * Uses precomputed tables (signed fixed-window wNAF) when available.
     * Uses scalar blinding and avoids endomorphism splitting in the secret-scalar path.
     * @param scalar - by which the point would be multiplied
     * @returns New point
     */
    multiply(scalar) {
      if (!Fn2.isValidNot0(scalar))
        throw new RangeError("invalid scalar: out of range");
      let { p, f } = wnaf.mulSecret(this, scalar, cofactor, normalize3);
      return normalize3([p, f])[0];
    }
    /**
     * Non-constant-time multiplication. Uses width-4 wNAF with GLV endomorphism splitting
     * when available (two half-width scalars sharing one halved doubling chain).
     * It's faster, but should only be used when you don't care about
     * an exposed secret key e.g. sig verification, which works over *public* keys.
     */
    multiplyUnsafe(scalar) {
      let p = this, sc = scalar;
      if (!Fn2.isValid(sc))
        throw new RangeError("invalid scalar: out of range");
      if (sc === _0n10 || p.is0())
        return Point.ZERO;
      if (sc === _1n10)
        return p;
      if (wnaf.hasWindowSize(this))
        return wnaf.mulUnsafe(p, sc, normalize3);
      let points = [], scalars = [];
      return pushWnafPair(points, scalars, p, sc), mulAddUnsafe(Point, points, scalars);
    }
    /**
     * Non-constant-time double-scalar multiplication `a⋅this + b⋅other` (Strauss–Shamir).
     * Both walks share one doubling chain via {@link mulAddUnsafe}, and GLV endomorphism
     * (when available) halves the chain again by splitting each scalar into two half-width
     * parts. Used by ECDSA verification and public-key recovery for `R = u1⋅G + u2⋅P`.
     * Only for public scalars.
     */
    mulAddUnsafe(a, other, b) {
      aprjpoint(other);
      let points = [], scalars = [];
      return pushWnafPair(points, scalars, this, a), pushWnafPair(points, scalars, other, b), mulAddUnsafe(Point, points, scalars);
    }
    /**
     * Converts Projective point to affine (x, y) coordinates.
     * (X, Y, Z) ∋ (x=X/Z, y=Y/Z).
     * @param invertedZ - Z^-1 (inverted zero) - optional, precomputation is useful for invertBatch
     */
    toAffine(invertedZ) {
      let p = this, iz = invertedZ;
      if (iz != null && !Fp2.isValid(iz))
        throw new RangeError('"invertedZ" expected valid field element');
      let { X, Y, Z } = p;
      if (Fp2.eql(Z, Fp2.ONE))
        return { x: X, y: Y };
      let is0 = p.is0();
      iz == null && (iz = is0 ? Fp2.ONE : Fp2.inv(Z));
      let x = Fp2.mul(X, iz), y = Fp2.mul(Y, iz), zz = Fp2.mul(Z, iz);
      if (is0)
        return { x: Fp2.ZERO, y: Fp2.ZERO };
      if (!Fp2.eql(zz, Fp2.ONE))
        throw new Error("invZ was invalid");
      return { x, y };
    }
    /**
     * Checks whether Point is free of torsion elements (is in prime subgroup).
     * Always torsion-free for cofactor=1 curves.
     */
    isTorsionFree() {
      return cofactor === _1n10 ? !0 : isTorsionFree ? isTorsionFree(Point, this) : wnaf.mulUnsafe(this, CURVE_ORDER).is0();
    }
    clearCofactor() {
      return cofactor === _1n10 ? this : clearCofactor ? clearCofactor(Point, this) : this.multiplyUnsafe(cofactor);
    }
    isSmallOrder() {
      return cofactor === _1n10 ? this.is0() : this.clearCofactor().is0();
    }
    toBytes(isCompressed = !0) {
      return abool2(isCompressed, "isCompressed"), this.assertValidity(), encodePoint(Point, this, isCompressed);
    }
    toHex(isCompressed = !0) {
      return bytesToHex2(this.toBytes(isCompressed));
    }
    toString() {
      return `<Point ${this.is0() ? "ZERO" : this.toHex()}>`;
    }
  }
  let normalize3 = (points) => normalizeZ(Point, points), wnaf = new ScalarMultiplier(Point, randomBytes4);
  return wnaf.bits >= 6 && Point.BASE.precompute(6), Object.freeze(Point.prototype), Object.freeze(Point), Point;
}
function pprefix(hasEvenY) {
  return Uint8Array.of(hasEvenY ? 2 : 3);
}
function getWLengths(Fp2, Fn2) {
  return {
    secretKey: Fn2.BYTES,
    publicKey: 1 + Fp2.BYTES,
    publicKeyUncompressed: 1 + 2 * Fp2.BYTES,
    publicKeyHasPrefix: !0,
    // Raw compact `(r || s)` signature width; DER and recovered signatures use
    // different lengths outside this helper.
    signature: 2 * Fn2.BYTES
  };
}
function ecdh(Point, ecdhOpts = {}) {
  validatePointCons(Point);
  let { Fn: Fn2 } = Point, randomBytes_ = ecdhOpts.randomBytes === void 0 ? randomBytes2 : ecdhOpts.randomBytes, lengths = Object.assign(getWLengths(Point.Fp, Fn2), {
    seed: Math.max(getMinHashLength(Fn2.ORDER), 16)
  });
  function isValidSecretKey(secretKey) {
    try {
      let num2 = Fn2.fromBytes(secretKey);
      return Fn2.isValidNot0(num2);
    } catch {
      return !1;
    }
  }
  function isValidPublicKey(publicKey, isCompressed) {
    let { publicKey: comp, publicKeyUncompressed } = lengths;
    try {
      let l = publicKey.length;
      return isCompressed === !0 && l !== comp || isCompressed === !1 && l !== publicKeyUncompressed ? !1 : !Point.fromBytes(publicKey).is0();
    } catch {
      return !1;
    }
  }
  function randomSecretKey(seed) {
    return seed = seed === void 0 ? randomBytes_(lengths.seed) : seed, mapHashToField(abytes3(seed, lengths.seed, "seed"), Fn2.ORDER);
  }
  function getPublicKey(secretKey, isCompressed = !0) {
    return Point.BASE.multiply(Fn2.fromBytes(secretKey)).toBytes(isCompressed);
  }
  function isProbPub(item) {
    let { secretKey, publicKey, publicKeyUncompressed } = lengths, allowedLengths = Fn2._lengths;
    if (!isBytes3(item))
      return;
    let l = abytes3(item, void 0, "key").length, isPub = l === publicKey || l === publicKeyUncompressed, isSec = l === secretKey || !!allowedLengths?.includes(l);
    if (!(isPub && isSec))
      return isPub;
  }
  function getSharedSecret(secretKeyA, publicKeyB, isCompressed = !0) {
    if (isProbPub(secretKeyA) === !0)
      throw new Error("first arg must be private key");
    if (isProbPub(publicKeyB) === !1)
      throw new Error("second arg must be public key");
    let s = Fn2.fromBytes(secretKeyA), b = Point.fromBytes(publicKeyB);
    if (b.is0())
      throw new Error("invalid public key: point at infinity");
    return b.multiply(s).toBytes(isCompressed);
  }
  let utils = {
    isValidSecretKey,
    isValidPublicKey,
    randomSecretKey
  }, keygen = createKeygen(randomSecretKey, getPublicKey);
  return Object.freeze(utils), Object.freeze(lengths), Object.freeze({ getPublicKey, getSharedSecret, keygen, Point, utils, lengths });
}
function ecdsa(Point, hash, ecdsaOpts = {}) {
  validatePointCons(Point);
  let hash_ = hash;
  ahash(hash_), validateObject2(ecdsaOpts, {}, {
    hmac: "function",
    lowS: "boolean",
    randomBytes: "function",
    bits2int: "function",
    bits2int_modN: "function"
  });
  let opts = Object.assign({}, ecdsaOpts), randomBytes4 = opts.randomBytes === void 0 ? randomBytes2 : opts.randomBytes, hmac3 = opts.hmac === void 0 ? (key, msg) => hmac(hash_, key, msg) : opts.hmac, { Fp: Fp2, Fn: Fn2 } = Point, { ORDER: CURVE_ORDER, BITS: fnBits } = Fn2, blindLength = getMinHashLength(CURVE_ORDER), csprng = probeRandomBytes(randomBytes4, blindLength), { keygen, getPublicKey, getSharedSecret, utils, lengths } = ecdh(Point, opts), defaultSigOpts = {
    prehash: !0,
    lowS: typeof opts.lowS == "boolean" ? opts.lowS : !0,
    format: "compact",
    extraEntropy: !1
  }, hasLargeRecoveryLifts = CURVE_ORDER * _2n7 + _1n10 < Fp2.ORDER;
  function isBiggerThanHalfOrder(number) {
    let HALF = CURVE_ORDER >> _1n10;
    return number > HALF;
  }
  function validateRS(title, num2) {
    if (!Fn2.isValidNot0(num2))
      throw new Error(`invalid signature ${title}: out of range 1..Point.Fn.ORDER`);
    return num2;
  }
  function assertFieldSignIsSupported() {
    if (!Fp2.isOdd)
      throw new Error("Field doesn't support isOdd");
  }
  function getRecoveryBit(x, y, r) {
    return assertFieldSignIsSupported(), (x === r ? 0 : 2) | Number(Fp2.isOdd(y));
  }
  function assertRecoverableCurve() {
    if (hasLargeRecoveryLifts)
      throw new Error('"recovered" sig type is not supported for cofactor >2 curves');
  }
  function validateSigLength(bytes, format) {
    validateSigFormat(format);
    let size = lengths.signature, sizer = format === "compact" ? size : format === "recovered" ? size + 1 : void 0;
    return abytes3(bytes, sizer);
  }
  class Signature {
    r;
    s;
    recovery;
    constructor(r, s, recovery) {
      if (this.r = validateRS("r", r), this.s = validateRS("s", s), recovery != null) {
        if (assertRecoverableCurve(), ![0, 1, 2, 3].includes(recovery))
          throw new Error("invalid recovery id");
        this.recovery = recovery;
      }
      Object.freeze(this);
    }
    static fromBytes(bytes, format = defaultSigOpts.format) {
      validateSigLength(bytes, format);
      let recid;
      if (format === "der") {
        if (bytes.length > 2 * Fn2.BYTES + 16)
          throw new DER.Err("invalid signature: DER signature too long");
        let { r: r2, s: s2 } = DER.toSig(abytes3(bytes), Fn2.BYTES + 1);
        return new Signature(r2, s2);
      }
      format === "recovered" && (recid = bytes[0], format = "compact", bytes = bytes.subarray(1));
      let L = lengths.signature / 2, r = bytes.subarray(0, L), s = bytes.subarray(L, L * 2);
      return new Signature(Fn2.fromBytes(r), Fn2.fromBytes(s), recid);
    }
    static fromHex(hex2, format) {
      return this.fromBytes(hexToBytes2(hex2), format);
    }
    assertRecovery() {
      let { recovery } = this;
      if (recovery == null)
        throw new Error("invalid recovery id: must be present");
      return recovery;
    }
    addRecoveryBit(recovery) {
      return new Signature(this.r, this.s, recovery);
    }
    // Unlike the top-level helper below, this method expects a digest that has
    // already been hashed to the curve's message representative.
    recoverPublicKey(messageHash) {
      let { r, s } = this, recovery = this.assertRecovery(), radj = recovery === 2 || recovery === 3 ? r + CURVE_ORDER : r;
      if (!Fp2.isValid(radj))
        throw new Error("invalid recovery id: sig.r+curve.n != R.x");
      let x = Fp2.toBytes(radj), R = Point.fromBytes(concatBytes2(pprefix((recovery & 1) === 0), x)), ir = Fn2.inv(radj), h = bits2int_modN(abytes3(messageHash, void 0, "msgHash")), u1 = Fn2.create(-h * ir), u2 = Fn2.create(s * ir), Q = Point.BASE.mulAddUnsafe(u1, R, u2);
      if (Q.is0())
        throw new Error("invalid recovery: point at infinify");
      return Q.assertValidity(), Q;
    }
    // Signatures should be low-s, to prevent malleability.
    hasHighS() {
      return isBiggerThanHalfOrder(this.s);
    }
    toBytes(format = defaultSigOpts.format) {
      if (validateSigFormat(format), format === "der")
        return hexToBytes2(DER.hexFromSig(this));
      let { r, s } = this, rb = Fn2.toBytes(r), sb = Fn2.toBytes(s);
      return format === "recovered" ? (assertRecoverableCurve(), concatBytes2(Uint8Array.of(this.assertRecovery()), rb, sb)) : concatBytes2(rb, sb);
    }
    toHex(format) {
      return bytesToHex2(this.toBytes(format));
    }
  }
  Object.freeze(Signature.prototype), Object.freeze(Signature);
  let bits2int = opts.bits2int === void 0 ? function(bytes) {
    if (bytes.length > 8192)
      throw new Error("input is too large");
    let num2 = bytesToNumberBE(bytes), delta = bytes.length * 8 - fnBits;
    return delta > 0 ? num2 >> BigInt(delta) : num2;
  } : opts.bits2int, bits2int_modN = opts.bits2int_modN === void 0 ? function(bytes) {
    return Fn2.create(bits2int(bytes));
  } : opts.bits2int_modN, ORDER_MASK = bitMask(fnBits);
  function int2octets(num2) {
    return aInRange("num < 2^" + fnBits, num2, _0n10, ORDER_MASK), Fn2.toBytes(num2);
  }
  function validateMsgAndHash(message, prehash) {
    return abytes3(message, void 0, "message"), prehash ? abytes3(hash_(message), void 0, "prehashed message") : message;
  }
  function prepSig(message, secretKey, opts2) {
    let { lowS, prehash, extraEntropy } = validateSigOpts(opts2, defaultSigOpts);
    message = validateMsgAndHash(message, prehash);
    let h1int = bits2int_modN(message), d = Fn2.fromBytes(secretKey);
    if (!Fn2.isValidNot0(d))
      throw new Error("invalid private key");
    let seedArgs = [int2octets(d), int2octets(h1int)];
    if (extraEntropy != null && extraEntropy !== !1) {
      let e = extraEntropy === !0 ? randomBytes4(lengths.secretKey) : extraEntropy;
      seedArgs.push(abytes3(e, void 0, "extraEntropy"));
    }
    let seed = concatBytes2(...seedArgs), m = h1int;
    function k2sig(kBytes) {
      let k = bits2int(kBytes);
      if (!Fn2.isValidNot0(k))
        return;
      let q = Point.BASE.multiply(k).toAffine(), r = Fn2.create(q.x);
      if (r === _0n10)
        return;
      let s;
      if (csprng !== void 0) {
        let b = bytesToNumberBE(mapHashToField(csprng(blindLength), CURVE_ORDER)), ibk = Fn2.inv(Fn2.mul(b, k)), bm = Fn2.mul(b, m), bd = Fn2.mul(b, d);
        s = Fn2.create(ibk * Fn2.create(bm + bd * r));
      } else {
        let ik = invertCt(k, CURVE_ORDER);
        s = Fn2.create(ik * Fn2.create(m + r * d));
      }
      if (s === _0n10)
        return;
      let recovery = getRecoveryBit(q.x, q.y, r), normS = s;
      return lowS && isBiggerThanHalfOrder(s) && (normS = Fn2.neg(s), recovery ^= 1), new Signature(r, normS, hasLargeRecoveryLifts ? void 0 : recovery);
    }
    return { seed, k2sig };
  }
  function sign(message, secretKey, opts2 = {}) {
    let { seed, k2sig } = prepSig(message, secretKey, opts2);
    return createHmacDrbg(hash_.outputLen, Fn2.BYTES, hmac3)(seed, k2sig).toBytes(opts2.format);
  }
  function verify(signature, message, publicKey, opts2 = {}) {
    let { lowS, prehash, format } = validateSigOpts(opts2, defaultSigOpts);
    if (publicKey = abytes3(publicKey, void 0, "publicKey"), message = validateMsgAndHash(message, prehash), !isBytes3(signature)) {
      let end = signature instanceof Signature ? ", use sig.toBytes()" : "";
      throw new Error("verify expects Uint8Array signature" + end);
    }
    validateSigLength(signature, format);
    try {
      let sig = Signature.fromBytes(signature, format), P2 = Point.fromBytes(publicKey);
      if (P2.is0() || lowS && sig.hasHighS())
        return !1;
      let { r, s } = sig, h = bits2int_modN(message), is = Fn2.inv(s), u1 = Fn2.create(h * is), u2 = Fn2.create(r * is), R = Point.BASE.mulAddUnsafe(u1, P2, u2);
      if (R.is0())
        return !1;
      let q = R.toAffine();
      return !(Fn2.create(q.x) !== r || format === "recovered" && sig.recovery !== getRecoveryBit(q.x, q.y, r));
    } catch {
      return !1;
    }
  }
  function recoverPublicKey(signature, message, opts2 = {}) {
    let { prehash } = validateSigOpts(opts2, defaultSigOpts);
    return message = validateMsgAndHash(message, prehash), Signature.fromBytes(signature, "recovered").recoverPublicKey(message).toBytes();
  }
  return Object.freeze({
    keygen,
    getPublicKey,
    getSharedSecret,
    utils,
    lengths,
    Point,
    sign,
    verify,
    recoverPublicKey,
    Signature,
    hash: hash_
  });
}
var divNearest, _0n10, _1n10, _2n7, _3n4, _4n5, init_weierstrass = __esm({
  "@noble/curves/2.4.0/abstract/weierstrass.js"() {
    init_hmac();
    init_utils();
    init_utils2();
    init_curve();
    init_der();
    init_modular();
    init_der();
    divNearest = (num2, den) => (num2 + (num2 >= 0 ? den : -den) / _2n7) / den;
    _0n10 = /* @__PURE__ */ BigInt(0), _1n10 = /* @__PURE__ */ BigInt(1), _2n7 = /* @__PURE__ */ BigInt(2), _3n4 = /* @__PURE__ */ BigInt(3), _4n5 = /* @__PURE__ */ BigInt(4);
  }
});

// @noble/curves/2.4.0/secp256k1.js
var secp256k1_exports = {};
__export(secp256k1_exports, {
  __TEST: () => __TEST2,
  schnorr: () => schnorr,
  schnorr_FROST: () => schnorr_FROST,
  secp256k1: () => secp256k1,
  secp256k1_FROST: () => secp256k1_FROST,
  secp256k1_hasher: () => secp256k1_hasher
});
function sqrtMod(y) {
  let P2 = secp256k1_CURVE.p, _3n5 = BigInt(3), _6n = BigInt(6), _11n = BigInt(11), _22n = BigInt(22), _23n = BigInt(23), _44n = BigInt(44), _88n = BigInt(88), b2 = y * y * y % P2, b3 = b2 * b2 * y % P2, b6 = pow2(b3, _3n5, P2) * b3 % P2, b9 = pow2(b6, _3n5, P2) * b3 % P2, b11 = pow2(b9, _2n8, P2) * b2 % P2, b22 = pow2(b11, _11n, P2) * b11 % P2, b44 = pow2(b22, _22n, P2) * b22 % P2, b88 = pow2(b44, _44n, P2) * b44 % P2, b176 = pow2(b88, _88n, P2) * b88 % P2, b220 = pow2(b176, _44n, P2) * b44 % P2, b223 = pow2(b220, _3n5, P2) * b3 % P2, t1 = pow2(b223, _23n, P2) * b22 % P2, t2 = pow2(t1, _6n, P2) * b2 % P2, root = pow2(t2, _2n8, P2);
  if (!Fpk1.eql(Fpk1.sqr(root), y))
    throw new Error("Cannot find square root");
  return root;
}
function taggedHash(tag, ...messages) {
  let tagP = TAGGED_HASH_PREFIXES[tag];
  if (tagP === void 0) {
    let tagH = sha256(asciiToBytes(tag));
    tagP = concatBytes2(tagH, tagH), TAGGED_HASH_PREFIXES[tag] = tagP;
  }
  return sha256(concatBytes2(tagP, ...messages));
}
function schnorrGetExtPubKey(priv) {
  let { Fn: Fn2, BASE } = Pointk1, d_ = Fn2.fromBytes(abytes3(priv, 32, "secretKey")), affine = BASE.multiply(d_).toAffine();
  return { scalar: hasEven(affine.y) ? d_ : Fn2.neg(d_), bytes: affineXToBytes(affine) };
}
function lift_x(x) {
  let Fp2 = Fpk1;
  if (!Fp2.isValidNot0(x))
    throw new Error("invalid x: Fail if x \u2265 p");
  let xx = Fp2.sqr(x), c = Fp2.add(Fp2.mulN(xx, x), BigInt(7)), y = Fp2.sqrt(c);
  hasEven(y) || (y = Fp2.neg(y));
  let p = Pointk1.fromAffine({ x, y });
  return p.assertValidity(), p;
}
function challenge(...args) {
  return Pointk1.Fn.create(num(taggedHash("BIP0340/challenge", ...args)));
}
function schnorrGetPublicKey(secretKey) {
  return schnorrGetExtPubKey(secretKey).bytes;
}
function schnorrSign(message, secretKey, auxRand = randomBytes(32)) {
  let { Fn: Fn2, BASE } = Pointk1, m = copyBytes2(abytes3(message, void 0, "message")), { bytes: px, scalar: d } = schnorrGetExtPubKey(secretKey), a = abytes3(auxRand, 32, "auxRand"), t = Fn2.toBytes(d ^ num(taggedHash("BIP0340/aux", a))), rand = taggedHash("BIP0340/nonce", t, px, m), k_ = Fn2.create(num(rand));
  if (k_ === _0n11)
    throw new Error("sign failed: k is zero");
  let affine = BASE.multiply(k_).toAffine(), k = hasEven(affine.y) ? k_ : Fn2.neg(k_), rx = affineXToBytes(affine), e = challenge(rx, px, m), sig = new Uint8Array(64);
  if (sig.set(rx, 0), sig.set(Fn2.toBytes(Fn2.create(k + e * d)), 32), !schnorrVerify(sig, m, px))
    throw new Error("sign: Invalid signature produced");
  return sig;
}
function schnorrVerify(signature, message, publicKey) {
  let { Fp: Fp2, Fn: Fn2, BASE } = Pointk1, sig = abytes3(signature, 64, "signature"), m = abytes3(message, void 0, "message"), pub = abytes3(publicKey, 32, "publicKey");
  try {
    let P2 = lift_x(num(pub)), rBytes = sig.subarray(0, 32), r = num(rBytes);
    if (!Fp2.isValidNot0(r))
      return !1;
    let s = num(sig.subarray(32, 64));
    if (!Fn2.isValidNot0(s))
      return !1;
    let e = challenge(rBytes, pointToBytes(P2), m), R = BASE.mulAddUnsafe(s, P2, Fn2.neg(e)), { x, y } = R.toAffine();
    return !(R.is0() || !hasEven(y) || !Fp2.eql(x, r));
  } catch {
    return !1;
  }
}
function tweak(point, merkleRoot) {
  if (merkleRoot === void 0)
    return _0n11;
  let x = pointToBytes(point), t = bytesToNumberBE(taggedHash("TapTweak", x, merkleRoot));
  if (!Pointk1.Fn.isValid(t))
    throw new Error("invalid TapTweak hash");
  return t;
}
function frostPubToEvenY(pub) {
  let VK = Pointk1.fromBytes(pub.commitments[0]);
  return hasEven(VK.y) ? pub : {
    signers: { min: pub.signers.min, max: pub.signers.max },
    commitments: pub.commitments.map((i) => Pointk1.fromBytes(i).negate().toBytes()),
    verifyingShares: Object.fromEntries(Object.entries(pub.verifyingShares).map(([k, v]) => [
      k,
      Pointk1.fromBytes(v).negate().toBytes()
    ]))
  };
}
function frostSecretToEvenY(s, pub) {
  let VK = Pointk1.fromBytes(pub.commitments[0]);
  if (hasEven(VK.y))
    return s;
  let Fn2 = Pointk1.Fn;
  return {
    ...s,
    signingShare: Fn2.toBytes(Fn2.neg(Fn2.fromBytes(s.signingShare)))
  };
}
function frostNoncesToEvenY(groupCommitment, nonces) {
  if (hasEven(groupCommitment.y))
    return nonces;
  let Fn2 = Pointk1.Fn;
  return {
    binding: Fn2.toBytes(Fn2.neg(Fn2.fromBytes(nonces.binding))),
    hiding: Fn2.toBytes(Fn2.neg(Fn2.fromBytes(nonces.hiding)))
  };
}
function frostTweakSecret(s, pub, merkleRoot) {
  let Fn2 = Pointk1.Fn, keyPackage = frostSecretToEvenY(s, pub), evenPub = frostPubToEvenY(pub), t = tweak(Pointk1.fromBytes(evenPub.commitments[0]), merkleRoot), signingShare = Fn2.toBytes(Fn2.add(Fn2.fromBytes(keyPackage.signingShare), t));
  return {
    identifier: keyPackage.identifier,
    signingShare
  };
}
function frostTweakPublic(pub, merkleRoot) {
  let PKPackage = frostPubToEvenY(pub), t = tweak(Pointk1.fromBytes(PKPackage.commitments[0]), merkleRoot);
  if (t === _0n11)
    return PKPackage;
  let tp = Pointk1.BASE.multiply(t), commitments = PKPackage.commitments.map((c, i) => (i === 0 ? Pointk1.fromBytes(c).add(tp) : Pointk1.fromBytes(c)).toBytes()), verifyingShares = {};
  for (let k in PKPackage.verifyingShares)
    verifyingShares[k] = Pointk1.fromBytes(PKPackage.verifyingShares[k]).add(tp).toBytes();
  return {
    signers: { min: PKPackage.signers.min, max: PKPackage.signers.max },
    commitments,
    verifyingShares
  };
}
var secp256k1_CURVE, secp256k1_ENDO, _0n11, _2n8, Fpk1, Pointk1, secp256k1, TAGGED_HASH_PREFIXES, pointToBytes, affineXToBytes, hasEven, num, __TEST2, schnorr, isoMap, mapSWU, getMapSWU, secp256k1_hasher, secp256k1_FROST, schnorr_FROST, init_secp256k1 = __esm({
  "@noble/curves/2.4.0/secp256k1.js"() {
    init_sha2();
    init_utils();
    init_curve();
    init_frost();
    init_hash_to_curve();
    init_modular();
    init_weierstrass();
    init_utils2();
    secp256k1_CURVE = {
      p: BigInt("0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f"),
      n: BigInt("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"),
      h: BigInt(1),
      a: BigInt(0),
      b: BigInt(7),
      Gx: BigInt("0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"),
      Gy: BigInt("0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8")
    }, secp256k1_ENDO = {
      beta: BigInt("0x7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501ee"),
      basises: [
        [BigInt("0x3086d221a7d46bcde86c90e49284eb15"), -BigInt("0xe4437ed6010e88286f547fa90abfe4c3")],
        [BigInt("0x114ca50f7a8e2f3f657c1108d9d44cfd8"), BigInt("0x3086d221a7d46bcde86c90e49284eb15")]
      ]
    }, _0n11 = /* @__PURE__ */ BigInt(0), _2n8 = /* @__PURE__ */ BigInt(2);
    Fpk1 = /* @__PURE__ */ Field(secp256k1_CURVE.p, { sqrt: sqrtMod }), Pointk1 = /* @__PURE__ */ weierstrass(secp256k1_CURVE, {
      Fp: Fpk1,
      endo: secp256k1_ENDO
    }), secp256k1 = /* @__PURE__ */ ecdsa(Pointk1, sha256), TAGGED_HASH_PREFIXES = /* @__PURE__ */ Object.create(null);
    pointToBytes = (point) => point.toBytes(!0).slice(1), affineXToBytes = ({ x }) => Fpk1.toBytes(x), hasEven = (y) => !Fpk1.isOdd(y);
    num = bytesToNumberBE;
    __TEST2 = /* @__PURE__ */ Object.freeze({ lift_x, frostTweakPublic, frostTweakSecret }), schnorr = /* @__PURE__ */ (() => {
      let randomSecretKey = (seed) => (seed = seed === void 0 ? randomBytes(48) : seed, mapHashToField(abytes3(seed, 48, "seed"), secp256k1_CURVE.n));
      return Object.freeze({
        keygen: createKeygen(randomSecretKey, schnorrGetPublicKey),
        getPublicKey: schnorrGetPublicKey,
        sign: schnorrSign,
        verify: schnorrVerify,
        Point: Pointk1,
        utils: Object.freeze({
          randomSecretKey,
          taggedHash,
          lift_x,
          pointToBytes
        }),
        lengths: Object.freeze({
          secretKey: 32,
          publicKey: 32,
          publicKeyHasPrefix: !1,
          signature: 64,
          seed: 48
        })
      });
    })(), isoMap = isogenyMap(Fpk1, [
      // xNum
      [
        "0x8e38e38e38e38e38e38e38e38e38e38e38e38e38e38e38e38e38e38daaaaa8c7",
        "0x7d3d4c80bc321d5b9f315cea7fd44c5d595d2fc0bf63b92dfff1044f17c6581",
        "0x534c328d23f234e6e2a413deca25caece4506144037c40314ecbd0b53d9dd262",
        "0x8e38e38e38e38e38e38e38e38e38e38e38e38e38e38e38e38e38e38daaaaa88c"
      ],
      // xDen
      [
        "0xd35771193d94918a9ca34ccbb7b640dd86cd409542f8487d9fe6b745781eb49b",
        "0xedadc6f64383dc1df7c4b2d51b54225406d36b641f5e41bbc52a56612a8c6d14",
        "0x0000000000000000000000000000000000000000000000000000000000000001"
        // LAST 1
      ],
      // yNum
      [
        "0x4bda12f684bda12f684bda12f684bda12f684bda12f684bda12f684b8e38e23c",
        "0xc75e0c32d5cb7c0fa9d0a54b12a0a6d5647ab046d686da6fdffc90fc201d71a3",
        "0x29a6194691f91a73715209ef6512e576722830a201be2018a765e85a9ecee931",
        "0x2f684bda12f684bda12f684bda12f684bda12f684bda12f684bda12f38e38d84"
      ],
      // yDen
      [
        "0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffff93b",
        "0x7a06534bb8bdb49fd5e9e6632722c2989467c1bfc8e8d978dfb425d2685c2573",
        "0x6484aa716545ca2cf3a70c3fa8fe337e0a3d21162f0d6299a7bf8192bfd2a76f",
        "0x0000000000000000000000000000000000000000000000000000000000000001"
        // LAST 1
      ]
    ].map((i) => i.map((j) => BigInt(j)))), getMapSWU = () => mapSWU || (mapSWU = mapToCurveSimpleSWU(Fpk1, {
      // Building the SWU sqrt-ratio helper eagerly adds noticeable `secp256k1.js` import cost, so
      // defer it to first use; after that the cached mapper is reused directly.
      A: BigInt("0x3f8731abdd661adca08a5558f0f5d272e953d363cb6f0e5d405447c01a444533"),
      B: BigInt("1771"),
      Z: Fpk1.create(BigInt("-11"))
    })), secp256k1_hasher = createHasher2(Pointk1, (scalars) => {
      let { x, y } = getMapSWU()(Fpk1.create(scalars[0]));
      return isoMap(x, y);
    }, {
      DST: "secp256k1_XMD:SHA-256_SSWU_RO_",
      encodeDST: "secp256k1_XMD:SHA-256_SSWU_NU_",
      p: Fpk1.ORDER,
      m: 1,
      k: 128,
      expand: "xmd",
      hash: sha256
    }), secp256k1_FROST = createFROST({
      name: "FROST-secp256k1-SHA256-v1",
      Point: Pointk1,
      hashToScalar: secp256k1_hasher.hashToScalar,
      hash: sha256
    });
    schnorr_FROST = createFROST({
      name: "FROST-secp256k1-SHA256-TR-v1",
      Point: Pointk1,
      hashToScalar: secp256k1_hasher.hashToScalar,
      hash: sha256,
      // Taproot related hacks
      parsePublicKey(publicKey) {
        if (publicKey.length === 32)
          return lift_x(bytesToNumberBE(publicKey));
        if (publicKey.length === 33)
          return Pointk1.fromBytes(publicKey);
        throw new Error(`expected x-only or compressed public key, got length=${publicKey.length}`);
      },
      adjustScalar(n) {
        let PK = Pointk1.BASE.multiply(n);
        return hasEven(PK.y) ? n : Pointk1.Fn.neg(n);
      },
      adjustPoint: (p) => hasEven(p.y) ? p : p.negate(),
      challenge(R, PK, msg) {
        return challenge(pointToBytes(R), pointToBytes(PK), msg);
      },
      adjustNonces: frostNoncesToEvenY,
      adjustGroupCommitmentShare: (GC, GCShare) => hasEven(GC.y) ? GCShare : GCShare.negate(),
      adjustPublic: frostPubToEvenY,
      adjustSecret: frostSecretToEvenY,
      adjustTx: {
        // Compat with official implementation
        encode: (tx) => tx.subarray(1),
        decode: (tx) => concatBytes2(Uint8Array.of(2), tx)
      },
      adjustDKG: (k) => {
        let merkleRoot = new Uint8Array(0);
        return {
          public: frostTweakPublic(k.public, merkleRoot),
          secret: frostTweakSecret(k.secret, k.public, merkleRoot)
        };
      }
    });
  }
});

// @cosmjs/crypto/0.39.0/build/secp256k1signature.js
var require_secp256k1signature = __commonJS({
  "@cosmjs/crypto/0.39.0/build/secp256k1signature.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.ExtendedSecp256k1Signature = exports.Secp256k1Signature = void 0;
    var encoding_1 = require_build2();
    function trimLeadingNullBytes(inData) {
      let numberOfLeadingNullBytes = 0;
      for (let byte of inData)
        if (byte === 0)
          numberOfLeadingNullBytes++;
        else
          break;
      return inData.slice(numberOfLeadingNullBytes);
    }
    var derTagInteger = 2, Secp256k1Signature = class _Secp256k1Signature {
      /**
       * Takes the pair of integers (r, s) as 2x32 byte of binary data.
       *
       * Note: This is the format Cosmos SDK uses natively.
       *
       * @param data a 64 byte value containing integers r and s.
       */
      static fromFixedLength(data) {
        if (data.length !== 64)
          throw new Error(`Got invalid data length: ${data.length}. Expected 2x 32 bytes for the pair (r, s)`);
        return new _Secp256k1Signature(trimLeadingNullBytes(data.slice(0, 32)), trimLeadingNullBytes(data.slice(32, 64)));
      }
      static fromDer(data) {
        let pos = 0;
        if (data[pos++] !== 48)
          throw new Error("Prefix 0x30 expected");
        let bodyLength = data[pos++];
        if (data.length - pos !== bodyLength)
          throw new Error("Data length mismatch detected");
        if (data[pos++] !== derTagInteger)
          throw new Error("INTEGER tag expected");
        let rLength = data[pos++];
        if (rLength >= 128)
          throw new Error("Decoding length values above 127 not supported");
        let rData = data.slice(pos, pos + rLength);
        if (pos += rLength, data[pos++] !== derTagInteger)
          throw new Error("INTEGER tag expected");
        let sLength = data[pos++];
        if (sLength >= 128)
          throw new Error("Decoding length values above 127 not supported");
        let sData = data.slice(pos, pos + sLength);
        return pos += sLength, new _Secp256k1Signature(
          // r/s data can contain leading 0 bytes to express integers being non-negative in DER
          trimLeadingNullBytes(rData),
          trimLeadingNullBytes(sData)
        );
      }
      data;
      constructor(r, s) {
        if (r.length > 32 || r.length === 0 || r[0] === 0)
          throw new Error("Unsigned integer r must be encoded as unpadded big endian.");
        if (s.length > 32 || s.length === 0 || s[0] === 0)
          throw new Error("Unsigned integer s must be encoded as unpadded big endian.");
        this.data = {
          r: (0, encoding_1.fixUint8Array)(r),
          s: (0, encoding_1.fixUint8Array)(s)
        };
      }
      r(length) {
        if (length === void 0)
          return this.data.r;
        {
          let paddingLength = length - this.data.r.length;
          if (paddingLength < 0)
            throw new Error("Length too small to hold parameter r");
          let padding2 = new Uint8Array(paddingLength);
          return new Uint8Array([...padding2, ...this.data.r]);
        }
      }
      s(length) {
        if (length === void 0)
          return this.data.s;
        {
          let paddingLength = length - this.data.s.length;
          if (paddingLength < 0)
            throw new Error("Length too small to hold parameter s");
          let padding2 = new Uint8Array(paddingLength);
          return new Uint8Array([...padding2, ...this.data.s]);
        }
      }
      toFixedLength() {
        return new Uint8Array([...this.r(32), ...this.s(32)]);
      }
      toDer() {
        let rEncoded = this.data.r[0] >= 128 ? new Uint8Array([0, ...this.data.r]) : this.data.r, sEncoded = this.data.s[0] >= 128 ? new Uint8Array([0, ...this.data.s]) : this.data.s, rLength = rEncoded.length, sLength = sEncoded.length, data = new Uint8Array([derTagInteger, rLength, ...rEncoded, derTagInteger, sLength, ...sEncoded]);
        return new Uint8Array([48, data.length, ...data]);
      }
    };
    exports.Secp256k1Signature = Secp256k1Signature;
    var ExtendedSecp256k1Signature = class _ExtendedSecp256k1Signature extends Secp256k1Signature {
      /**
       * Decode extended signature from the simple fixed length encoding
       * described in toFixedLength().
       */
      static fromFixedLength(data) {
        if (data.length !== 65)
          throw new Error(`Got invalid data length ${data.length}. Expected 32 + 32 + 1`);
        return new _ExtendedSecp256k1Signature(trimLeadingNullBytes(data.slice(0, 32)), trimLeadingNullBytes(data.slice(32, 64)), data[64]);
      }
      recovery;
      constructor(r, s, recovery) {
        if (super(r, s), !Number.isInteger(recovery))
          throw new Error("The recovery parameter must be an integer.");
        if (recovery < 0 || recovery > 4)
          throw new Error("The recovery parameter must be one of 0, 1, 2, 3.");
        this.recovery = recovery;
      }
      /**
       * A simple custom encoding that encodes the extended signature as
       * r (32 bytes) | s (32 bytes) | recovery param (1 byte)
       * where | denotes concatenation of bonary data.
       */
      toFixedLength() {
        return new Uint8Array([...this.r(32), ...this.s(32), this.recovery]);
      }
    };
    exports.ExtendedSecp256k1Signature = ExtendedSecp256k1Signature;
  }
});

// @cosmjs/crypto/0.39.0/build/secp256k1.js
var require_secp256k1 = __commonJS({
  "@cosmjs/crypto/0.39.0/build/secp256k1.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Secp256k1 = void 0;
    var encoding_1 = require_build2(), utils_1 = require_build(), secp256k1_js_1 = (init_secp256k1(), __toCommonJS(secp256k1_exports)), secp256k1signature_1 = require_secp256k1signature();
    function unsignedBigIntToBytes(a) {
      (0, utils_1.assert)(a >= 0n);
      let hex2 = a.toString(16);
      return hex2.length % 2 && (hex2 = "0" + hex2), (0, encoding_1.fromHex)(hex2);
    }
    function bytesToUnsignedBigInt(a) {
      return BigInt("0x" + (0, encoding_1.toHex)(a));
    }
    var Secp256k1 = class {
      /**
       * Takes a 32 byte private key and returns a privkey/pubkey pair.
       *
       * The resulting pubkey is uncompressed. For the use in Cosmos it should
       * be compressed first using `Secp256k1.compressPubkey`.
       */
      static makeKeypair(privkey) {
        if (privkey.length !== 32)
          throw new Error("input data is not a valid secp256k1 private key");
        if (!secp256k1_js_1.secp256k1.utils.isValidSecretKey(privkey))
          throw new Error("input data is not a valid secp256k1 private key");
        return {
          privkey,
          // encodes uncompressed as
          // - 1-byte prefix "04"
          // - 32-byte x coordinate
          // - 32-byte y coordinate
          pubkey: secp256k1_js_1.secp256k1.getPublicKey(privkey, !1)
        };
      }
      /**
       * Creates a signature that is
       * - deterministic (RFC 6979)
       * - lowS signature
       * - DER encoded
       */
      static createSignature(messageHash, privkey) {
        if (messageHash.length === 0)
          throw new Error("Message hash must not be empty");
        if (messageHash.length > 32)
          throw new Error("Message hash length must not exceed 32 bytes");
        let signature = secp256k1_js_1.secp256k1.Signature.fromBytes(secp256k1_js_1.secp256k1.sign(messageHash, privkey, {
          prehash: !1,
          lowS: !0,
          format: "recovered"
        }), "recovered"), { recovery, r, s } = signature;
        if (typeof recovery != "number")
          throw new Error("Recovery param missing");
        return new secp256k1signature_1.ExtendedSecp256k1Signature(unsignedBigIntToBytes(r), unsignedBigIntToBytes(s), recovery);
      }
      static verifySignature(signature, messageHash, pubkey) {
        if (messageHash.length === 0)
          throw new Error("Message hash must not be empty");
        if (messageHash.length > 32)
          throw new Error("Message hash length must not exceed 32 bytes");
        return secp256k1_js_1.secp256k1.verify(signature.toDer(), messageHash, pubkey, {
          prehash: !1,
          lowS: !1,
          format: "der"
        });
      }
      static recoverPubkey(signature, messageHash) {
        let pk = new secp256k1_js_1.secp256k1.Signature(bytesToUnsignedBigInt(signature.r()), bytesToUnsignedBigInt(signature.s()), signature.recovery).recoverPublicKey(messageHash);
        return (0, encoding_1.fixUint8Array)(pk.toBytes(!1));
      }
      /**
       * Takes a compressed or uncompressed pubkey and return a compressed one.
       *
       * This function is idempotent.
       */
      static compressPubkey(pubkey) {
        switch (pubkey.length) {
          case 33:
            return (0, encoding_1.fixUint8Array)(pubkey);
          case 65:
            return (0, encoding_1.fixUint8Array)(secp256k1_js_1.secp256k1.Point.fromBytes(pubkey).toBytes(!0));
          default:
            throw new Error("Invalid pubkey length");
        }
      }
      /**
       * Takes a compressed or uncompressed pubkey and returns an uncompressed one.
       *
       * This function is idempotent.
       */
      static uncompressPubkey(pubkey) {
        switch (pubkey.length) {
          case 33:
            return (0, encoding_1.fixUint8Array)(secp256k1_js_1.secp256k1.Point.fromBytes(pubkey).toBytes(!1));
          case 65:
            return (0, encoding_1.fixUint8Array)(pubkey);
          default:
            throw new Error("Invalid pubkey length");
        }
      }
      static trimRecoveryByte(signature) {
        switch (signature.length) {
          case 64:
            return (0, encoding_1.fixUint8Array)(signature);
          case 65:
            return signature.slice(0, 64);
          default:
            throw new Error("Invalid signature length");
        }
      }
    };
    exports.Secp256k1 = Secp256k1;
  }
});

// @cosmjs/crypto/0.39.0/build/sha.js
var require_sha = __commonJS({
  "@cosmjs/crypto/0.39.0/build/sha.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Sha512 = exports.Sha256 = void 0, exports.sha256 = sha2563, exports.sha512 = sha5123;
    var encoding_1 = require_build2(), sha2_js_1 = (init_sha2(), __toCommonJS(sha2_exports)), utils_1 = require_utils(), Sha256 = class {
      blockSize = 512 / 8;
      impl = sha2_js_1.sha256.create();
      constructor(firstData) {
        firstData && this.update(firstData);
      }
      update(data) {
        return this.impl.update((0, utils_1.toRealUint8Array)(data)), this;
      }
      digest() {
        return (0, encoding_1.fixUint8Array)(this.impl.digest());
      }
    };
    exports.Sha256 = Sha256;
    function sha2563(data) {
      return new Sha256(data).digest();
    }
    var Sha512 = class {
      blockSize = 1024 / 8;
      impl = sha2_js_1.sha512.create();
      constructor(firstData) {
        firstData && this.update(firstData);
      }
      update(data) {
        return this.impl.update((0, utils_1.toRealUint8Array)(data)), this;
      }
      digest() {
        return (0, encoding_1.fixUint8Array)(this.impl.digest());
      }
    };
    exports.Sha512 = Sha512;
    function sha5123(data) {
      return new Sha512(data).digest();
    }
  }
});

// @cosmjs/math/0.39.0/build/decimal.js
var require_decimal = __commonJS({
  "@cosmjs/math/0.39.0/build/decimal.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Decimal = void 0;
    var maxFractionalDigits = 100, Decimal = class _Decimal {
      static fromUserInput(input, fractionalDigits) {
        if (_Decimal.verifyFractionalDigits(fractionalDigits), input === "")
          return _Decimal.zero(fractionalDigits);
        let testString, characterOffset;
        input.startsWith("-") ? (testString = input.substring(1), characterOffset = 2) : (testString = input, characterOffset = 1);
        let badCharacter = testString.match(/[^0-9.]/);
        if (badCharacter)
          throw new Error(`Invalid character at position ${badCharacter.index + characterOffset}`);
        let whole, fractional;
        if (input.search(/\./) === -1)
          whole = input, fractional = "";
        else {
          let parts = input.split(".");
          switch (parts.length) {
            case 0:
            case 1:
              throw new Error("Fewer than two elements in split result. This must not happen here.");
            case 2:
              if (!parts[1])
                throw new Error("Fractional part missing");
              whole = parts[0], fractional = parts[1].replace(/0+$/, "");
              break;
            default:
              throw new Error("More than one separator found");
          }
        }
        if (fractional.length > fractionalDigits)
          throw new Error("Got more fractional digits than supported");
        let quantity = BigInt(`${whole}${fractional.padEnd(fractionalDigits, "0")}`);
        return new _Decimal(quantity, fractionalDigits);
      }
      /**
       * Constructs a decimal given the atomic units and the fractional digits.
       *
       * Atomics units are the smallest unit you operate with.
       * E.g. for EUR this could be Euro cents and for BTC this would be Satishi.
       *
       * To create the decimal value 12.60 (EUR) you would use atomics=1260, fractionalDigits=2.
       * To create the decimal value 3.4 (BTC) you would use atomics=340000000, fractionalDigits=8.
       *
       * In order to perform arithmetic operations on Decimal, all values must have the same `fractionalDigits` value.
       * So this should be fixed once per currency, not different per value.
       */
      static fromAtomics(atomics, fractionalDigits) {
        if (typeof atomics == "string") {
          if (!atomics.match(/^-?[0-9]+$/))
            throw new Error("Invalid string format. Only integers in decimal representation supported.");
          return _Decimal.fromAtomics(BigInt(atomics), fractionalDigits);
        }
        return _Decimal.verifyFractionalDigits(fractionalDigits), new _Decimal(atomics, fractionalDigits);
      }
      /**
       * Creates a Decimal with value 0.0 and the given number of fractional digits.
       *
       * Fractional digits are not relevant for the value but needed to be able
       * to perform arithmetic operations with other decimals.
       */
      static zero(fractionalDigits) {
        return _Decimal.verifyFractionalDigits(fractionalDigits), new _Decimal(0n, fractionalDigits);
      }
      /**
       * Creates a Decimal with value 1.0 and the given number of fractional digits.
       *
       * Fractional digits are not relevant for the value but needed to be able
       * to perform arithmetic operations with other decimals.
       */
      static one(fractionalDigits) {
        return _Decimal.verifyFractionalDigits(fractionalDigits), new _Decimal(10n ** BigInt(fractionalDigits), fractionalDigits);
      }
      static verifyFractionalDigits(fractionalDigits) {
        if (!Number.isInteger(fractionalDigits))
          throw new Error("Fractional digits is not an integer");
        if (fractionalDigits < 0)
          throw new Error("Fractional digits must not be negative");
        if (fractionalDigits > maxFractionalDigits)
          throw new Error(`Fractional digits must not exceed ${maxFractionalDigits}`);
      }
      static compare(a, b) {
        if (a.fractionalDigits !== b.fractionalDigits)
          throw new Error("Fractional digits do not match");
        let difference = a.data.atomics - b.data.atomics;
        return difference < 0n ? -1 : difference > 0n ? 1 : 0;
      }
      get atomics() {
        return this.data.atomics.toString();
      }
      get fractionalDigits() {
        return this.data.fractionalDigits;
      }
      data;
      constructor(atomics, fractionalDigits) {
        this.data = {
          atomics,
          fractionalDigits
        };
      }
      /** Creates a new instance with the same value */
      clone() {
        return new _Decimal(this.data.atomics, this.data.fractionalDigits);
      }
      /** Returns the greatest decimal <= this which has no fractional part (rounding down) */
      floor() {
        if (this.isNegative())
          return this.neg().ceil().neg();
        let factor = 10n ** BigInt(this.data.fractionalDigits), whole = this.data.atomics / factor;
        return this.data.atomics % factor === 0n ? this.clone() : new _Decimal(whole * factor, this.fractionalDigits);
      }
      /** Returns the smallest decimal >= this which has no fractional part (rounding up) */
      ceil() {
        if (this.isNegative())
          return this.neg().floor().neg();
        let factor = 10n ** BigInt(this.data.fractionalDigits), whole = this.data.atomics / factor;
        return this.data.atomics % factor === 0n ? this.clone() : new _Decimal((whole + 1n) * factor, this.fractionalDigits);
      }
      /**
       * Creates a new Decimal with the same value using the new fractional digits.
       * Roughly speaking this can expand an 3.24 to 3.24000 or shrink a 5.4321 to 5.4.
       *
       * This allows you to perform arithmetic operations given two decimals
       * with different fractional digits by normalizing them.
       *
       * When new fractional digits is smaller than the original value, the amount
       * is truncated (not rounded!).
       */
      adjustFractionalDigits(newFractionalDigits) {
        _Decimal.verifyFractionalDigits(newFractionalDigits);
        let diff = newFractionalDigits - this.fractionalDigits;
        return diff > 0 ? new _Decimal(this.data.atomics * 10n ** BigInt(diff), newFractionalDigits) : diff === 0 ? this.clone() : new _Decimal(this.data.atomics / 10n ** BigInt(-diff), newFractionalDigits);
      }
      toString() {
        if (this.isNegative())
          return "-" + this.neg().toString();
        let factor = 10n ** BigInt(this.data.fractionalDigits), whole = this.data.atomics / factor, fractional = this.data.atomics % factor;
        if (fractional === 0n)
          return whole.toString();
        {
          let trimmedFractionalPart = fractional.toString().padStart(this.data.fractionalDigits, "0").replace(/0+$/, "");
          return `${whole.toString()}.${trimmedFractionalPart}`;
        }
      }
      /**
       * Returns an approximation as a float type. Only use this if no
       * exact calculation is required.
       */
      toFloatApproximation() {
        let out = Number(this.toString());
        if (Number.isNaN(out))
          throw new Error("Conversion to number failed");
        return out;
      }
      /**
       * a.plus(b) returns a+b.
       *
       * Both values need to have the same fractional digits.
       */
      plus(b) {
        if (this.fractionalDigits !== b.fractionalDigits)
          throw new Error("Fractional digits do not match");
        let sum = this.data.atomics + b.data.atomics;
        return new _Decimal(sum, this.fractionalDigits);
      }
      /**
       * a.minus(b) returns a-b.
       *
       * Both values need to have the same fractional digits.
       * The resulting difference needs to be non-negative.
       */
      minus(b) {
        if (this.fractionalDigits !== b.fractionalDigits)
          throw new Error("Fractional digits do not match");
        let difference = this.data.atomics - b.data.atomics;
        return new _Decimal(difference, this.fractionalDigits);
      }
      /**
       * a.multiply(b) returns a*b.
       *
       * We only allow multiplication by unsigned integers to avoid rounding errors.
       */
      multiply(b) {
        let product = this.data.atomics * b.toBigInt();
        return new _Decimal(product, this.fractionalDigits);
      }
      /** Negates the value */
      neg() {
        return new _Decimal(-this.data.atomics, this.data.fractionalDigits);
      }
      /** Returns the absolute value */
      abs() {
        return this.isNegative() ? this.neg() : this.clone();
      }
      equals(b) {
        return _Decimal.compare(this, b) === 0;
      }
      /**
       * Returns true if and only if value is < 0.
       *
       * Please note that in contrast to numbers, -0 cannot be represented. I.e.
       * an input of "-0" is always normalized to "0" and is non-negative.
       */
      isNegative() {
        return this.data.atomics < 0n;
      }
      isLessThan(b) {
        return _Decimal.compare(this, b) < 0;
      }
      isLessThanOrEqual(b) {
        return _Decimal.compare(this, b) <= 0;
      }
      isGreaterThan(b) {
        return _Decimal.compare(this, b) > 0;
      }
      isGreaterThanOrEqual(b) {
        return _Decimal.compare(this, b) >= 0;
      }
    };
    exports.Decimal = Decimal;
  }
});

// @cosmjs/math/0.39.0/build/integers.js
var require_integers = __commonJS({
  "@cosmjs/math/0.39.0/build/integers.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Uint64 = exports.Uint53 = exports.Int53 = exports.Uint32 = void 0;
    var uint64MaxValue = 18446744073709551615n, Uint32 = class _Uint32 {
      /** @deprecated use Uint32.fromBytes */
      static fromBigEndianBytes(bytes) {
        return _Uint32.fromBytes(bytes);
      }
      /**
       * Creates a Uint32 from a fixed length byte array.
       *
       * @param bytes a list of exactly 4 bytes
       * @param endianness defaults to big endian
       */
      static fromBytes(bytes, endianness = "be") {
        if (bytes.length !== 4)
          throw new Error("Invalid input length. Expected 4 bytes.");
        for (let i = 0; i < bytes.length; ++i)
          if (!Number.isInteger(bytes[i]) || bytes[i] > 255 || bytes[i] < 0)
            throw new Error(`Invalid value in byte. Found: ${bytes[i]}`);
        let beBytes = endianness === "be" ? bytes : Array.from(bytes).reverse();
        return new _Uint32(beBytes[0] * 2 ** 24 + beBytes[1] * 2 ** 16 + beBytes[2] * 2 ** 8 + beBytes[3]);
      }
      static fromString(str) {
        if (!str.match(/^[0-9]+$/))
          throw new Error("Invalid string format");
        return new _Uint32(Number.parseInt(str, 10));
      }
      data;
      constructor(input) {
        if (Number.isNaN(input))
          throw new Error("Input is not a number");
        if (!Number.isInteger(input))
          throw new Error("Input is not an integer");
        if (input < 0 || input > 4294967295)
          throw new Error("Input not in uint32 range: " + input.toString());
        this.data = input;
      }
      toBytesBigEndian() {
        return new Uint8Array([
          Math.floor(this.data / 2 ** 24) & 255,
          Math.floor(this.data / 2 ** 16) & 255,
          Math.floor(this.data / 2 ** 8) & 255,
          Math.floor(this.data / 2 ** 0) & 255
        ]);
      }
      toBytesLittleEndian() {
        return new Uint8Array([
          Math.floor(this.data / 2 ** 0) & 255,
          Math.floor(this.data / 2 ** 8) & 255,
          Math.floor(this.data / 2 ** 16) & 255,
          Math.floor(this.data / 2 ** 24) & 255
        ]);
      }
      toNumber() {
        return this.data;
      }
      toBigInt() {
        return BigInt(this.toNumber());
      }
      toString() {
        return this.data.toString();
      }
    };
    exports.Uint32 = Uint32;
    var Int53 = class _Int53 {
      static fromString(str) {
        if (!str.match(/^-?[0-9]+$/))
          throw new Error("Invalid string format");
        return new _Int53(Number.parseInt(str, 10));
      }
      data;
      constructor(input) {
        if (Number.isNaN(input))
          throw new Error("Input is not a number");
        if (!Number.isInteger(input))
          throw new Error("Input is not an integer");
        if (input < Number.MIN_SAFE_INTEGER || input > Number.MAX_SAFE_INTEGER)
          throw new Error("Input not in int53 range: " + input.toString());
        this.data = input;
      }
      toNumber() {
        return this.data;
      }
      toBigInt() {
        return BigInt(this.toNumber());
      }
      toString() {
        return this.data.toString();
      }
    };
    exports.Int53 = Int53;
    var Uint53 = class _Uint53 {
      static fromString(str) {
        let signed = Int53.fromString(str);
        return new _Uint53(signed.toNumber());
      }
      data;
      constructor(input) {
        let signed = new Int53(input);
        if (signed.toNumber() < 0)
          throw new Error("Input is negative");
        this.data = signed;
      }
      toNumber() {
        return this.data.toNumber();
      }
      toBigInt() {
        return BigInt(this.toNumber());
      }
      toString() {
        return this.data.toString();
      }
    };
    exports.Uint53 = Uint53;
    var Uint64 = class _Uint64 {
      /** @deprecated use Uint64.fromBytes */
      static fromBytesBigEndian(bytes) {
        return _Uint64.fromBytes(bytes);
      }
      /**
       * Creates a Uint64 from a fixed length byte array.
       *
       * @param bytes a list of exactly 8 bytes
       * @param endianness defaults to big endian
       */
      static fromBytes(bytes, endianness = "be") {
        if (bytes.length !== 8)
          throw new Error("Invalid input length. Expected 8 bytes.");
        let beBytes = endianness === "be" ? Array.from(bytes) : Array.from(bytes).reverse(), value = 0n;
        for (let byte of beBytes) {
          if (value *= 256n, !Number.isInteger(byte) || byte > 255 || byte < 0)
            throw new Error(`Invalid value in byte. Found: ${byte}`);
          value += BigInt(byte);
        }
        return new _Uint64(value);
      }
      static fromString(str) {
        if (!str.match(/^[0-9]+$/))
          throw new Error("Invalid string format");
        return new _Uint64(BigInt(str));
      }
      static fromNumber(input) {
        if (Number.isNaN(input))
          throw new Error("Input is not a number");
        if (!Number.isInteger(input))
          throw new Error("Input is not an integer");
        if (!Number.isSafeInteger(input))
          throw new Error("Input is not a safe integer");
        let bigint = BigInt(input);
        return new _Uint64(bigint);
      }
      data;
      constructor(data) {
        if (data < 0n)
          throw new Error("Input is negative");
        if (data > uint64MaxValue)
          throw new Error("Input exceeds uint64 range");
        this.data = data;
      }
      toBytesBigEndian() {
        return this.toBytesLittleEndian().reverse();
      }
      toBytesLittleEndian() {
        let bytes = new Uint8Array(8), value = this.data;
        for (let i = 0; i < bytes.length; i++)
          bytes[i] = Number(value % 256n), value /= 256n;
        return bytes;
      }
      toString() {
        return this.data.toString(10);
      }
      toBigInt() {
        return this.data;
      }
      toNumber() {
        if (this.data > BigInt(Number.MAX_SAFE_INTEGER))
          throw new Error("number can only safely store up to 53 bits");
        return Number(this.data);
      }
    };
    exports.Uint64 = Uint64;
    var _int53Class = Int53, _uint53Class = Uint53, _uint32Class = Uint32, _uint64Class = Uint64;
  }
});

// @cosmjs/math/0.39.0/build/index.js
var require_build3 = __commonJS({
  "@cosmjs/math/0.39.0/build/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Uint64 = exports.Uint53 = exports.Uint32 = exports.Int53 = exports.Decimal = void 0;
    var decimal_1 = require_decimal();
    Object.defineProperty(exports, "Decimal", { enumerable: !0, get: function() {
      return decimal_1.Decimal;
    } });
    var integers_1 = require_integers();
    Object.defineProperty(exports, "Int53", { enumerable: !0, get: function() {
      return integers_1.Int53;
    } }), Object.defineProperty(exports, "Uint32", { enumerable: !0, get: function() {
      return integers_1.Uint32;
    } }), Object.defineProperty(exports, "Uint53", { enumerable: !0, get: function() {
      return integers_1.Uint53;
    } }), Object.defineProperty(exports, "Uint64", { enumerable: !0, get: function() {
      return integers_1.Uint64;
    } });
  }
});

// @cosmjs/crypto/0.39.0/build/slip10.js
var require_slip10 = __commonJS({
  "@cosmjs/crypto/0.39.0/build/slip10.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Slip10 = exports.Slip10RawIndex = exports.Slip10Curve = void 0, exports.slip10CurveFromString = slip10CurveFromString, exports.pathToString = pathToString, exports.stringToPath = stringToPath;
    var encoding_1 = require_build2(), math_1 = require_build3(), utils_1 = require_build(), secp256k1_js_1 = (init_secp256k1(), __toCommonJS(secp256k1_exports)), hmac_1 = require_hmac(), sha_1 = require_sha(), Slip10Curve;
    (function(Slip10Curve2) {
      Slip10Curve2.Secp256k1 = "Bitcoin seed", Slip10Curve2.Ed25519 = "ed25519 seed";
    })(Slip10Curve || (exports.Slip10Curve = Slip10Curve = {}));
    function bytesToUnsignedBigInt(a) {
      return BigInt("0x" + (0, encoding_1.toHex)(a));
    }
    function intTo32be(n) {
      (0, utils_1.assert)(n >= 0n), (0, utils_1.assert)(n < 2n ** (32n * 8n));
      let hex2 = n.toString(16).padStart(64, "0");
      return (0, encoding_1.fromHex)(hex2);
    }
    function slip10CurveFromString(curveString) {
      switch (curveString) {
        case Slip10Curve.Ed25519:
          return Slip10Curve.Ed25519;
        case Slip10Curve.Secp256k1:
          return Slip10Curve.Secp256k1;
        default:
          throw new Error(`Unknown curve string: '${curveString}'`);
      }
    }
    var Slip10RawIndex = class _Slip10RawIndex extends math_1.Uint32 {
      static hardened(hardenedIndex) {
        return new _Slip10RawIndex(hardenedIndex + 2 ** 31);
      }
      static normal(normalIndex) {
        return new _Slip10RawIndex(normalIndex);
      }
      isHardened() {
        return this.data >= 2 ** 31;
      }
    };
    exports.Slip10RawIndex = Slip10RawIndex;
    var Slip10 = class _Slip10 {
      static derivePath(curve, seed, path) {
        let result = this.master(curve, seed);
        for (let rawIndex of path)
          result = this.child(curve, result.privkey, result.chainCode, rawIndex);
        return result;
      }
      static master(curve, seed) {
        let i = new hmac_1.Hmac(sha_1.Sha512, (0, encoding_1.toAscii)(curve)).update(seed).digest(), il = i.slice(0, 32), ir = i.slice(32, 64);
        return curve !== Slip10Curve.Ed25519 && (this.isZero(il) || this.isGteN(curve, il)) ? this.master(curve, i) : {
          chainCode: ir,
          privkey: il
        };
      }
      static child(curve, parentPrivkey, parentChainCode, rawIndex) {
        let i;
        if (rawIndex.isHardened()) {
          let payload = new Uint8Array([0, ...parentPrivkey, ...rawIndex.toBytesBigEndian()]);
          i = new hmac_1.Hmac(sha_1.Sha512, parentChainCode).update(payload).digest();
        } else {
          if (curve === Slip10Curve.Ed25519)
            throw new Error("Normal keys are not allowed with ed25519");
          {
            let data = new Uint8Array([
              ..._Slip10.serializedPoint(curve, bytesToUnsignedBigInt(parentPrivkey)),
              ...rawIndex.toBytesBigEndian()
            ]);
            i = new hmac_1.Hmac(sha_1.Sha512, parentChainCode).update(data).digest();
          }
        }
        return this.childImpl(curve, parentPrivkey, parentChainCode, rawIndex, i);
      }
      /**
       * Implementation of ser_P(point(k_par)) from BIP-0032
       *
       * @see https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki
       */
      static serializedPoint(curve, p) {
        if (curve === Slip10Curve.Secp256k1)
          return (0, encoding_1.fixUint8Array)(secp256k1_js_1.secp256k1.Point.BASE.multiply(p).toBytes(!0));
        throw new Error("curve not supported");
      }
      static childImpl(curve, parentPrivkey, parentChainCode, rawIndex, i) {
        let il = i.slice(0, 32), ir = i.slice(32, 64), returnChainCode = ir;
        if (curve === Slip10Curve.Ed25519)
          return {
            chainCode: returnChainCode,
            privkey: il
          };
        let n = this.n(curve), returnChildKeyAsNumber = (bytesToUnsignedBigInt(il) + bytesToUnsignedBigInt(parentPrivkey)) % n, returnChildKey = intTo32be(returnChildKeyAsNumber);
        if (this.isGteN(curve, il) || this.isZero(returnChildKey)) {
          let newI = new hmac_1.Hmac(sha_1.Sha512, parentChainCode).update(new Uint8Array([1, ...ir, ...rawIndex.toBytesBigEndian()])).digest();
          return this.childImpl(curve, parentPrivkey, parentChainCode, rawIndex, newI);
        }
        return {
          chainCode: returnChainCode,
          privkey: returnChildKey
        };
      }
      static isZero(privkey) {
        return privkey.every((byte) => byte === 0);
      }
      static isGteN(curve, privkey) {
        return bytesToUnsignedBigInt(privkey) >= this.n(curve);
      }
      static n(curve) {
        if (curve === Slip10Curve.Secp256k1)
          return 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
        throw new Error("curve not supported");
      }
    };
    exports.Slip10 = Slip10;
    function pathToString(path) {
      return path.reduce((current, component) => {
        let componentString = component.isHardened() ? `${component.toNumber() - 2147483648}'` : component.toString();
        return current + "/" + componentString;
      }, "m");
    }
    function stringToPath(input) {
      if (!input.startsWith("m"))
        throw new Error("Path string must start with 'm'");
      let rest = input.slice(1), out = new Array();
      for (; rest; ) {
        let match = rest.match(/^\/([0-9]+)('?)/);
        if (!match)
          throw new Error("Syntax error while reading path component");
        let [fullMatch, numberString, apostrophe] = match, value = math_1.Uint53.fromString(numberString).toNumber();
        if (value >= 2 ** 31)
          throw new Error("Component value too high. Must not exceed 2**31-1.");
        apostrophe ? out.push(Slip10RawIndex.hardened(value)) : out.push(Slip10RawIndex.normal(value)), rest = rest.slice(fullMatch.length);
      }
      return out;
    }
  }
});

// @noble/ciphers/2.4.0/utils.js
function aarray2(item, title, inner = () => {
}) {
  if (!Array.isArray(item))
    throw new TypeError(`"${title}" expected array, got type=${typeof item}`);
  for (let i = 0; i < item.length; i++)
    inner(item[i], `${title}[${i}]`);
  return item;
}
function isBytes4(a) {
  return a instanceof Uint8Array || ArrayBuffer.isView(a) && a.constructor.name === "Uint8Array" && "BYTES_PER_ELEMENT" in a && a.BYTES_PER_ELEMENT === 1;
}
function abool3(value, title = "") {
  if (typeof value != "boolean")
    throw new TypeError(atitle3(title) + "expected boolean, got type=" + typeof value);
  return value;
}
function anumber4(n, title = "") {
  if (typeof n != "number")
    throw new TypeError(atitle3(title) + "expected number, got " + typeof n);
  if (!Number.isSafeInteger(n) || n < 0)
    throw new RangeError(atitle3(title) + "expected integer >= 0, got " + n);
  return n;
}
function abytes4(value, length, title = "") {
  if (isBytes4(value) && (length === void 0 || value.length === length))
    return value;
  length !== void 0 && anumber4(length, "length");
  let bytes = isBytes4(value), ofLen = length !== void 0 ? ` of length ${length}` : "", got = bytes ? `length=${value.length}` : `type=${typeof value}`, message = atitle3(title) + "expected Uint8Array" + ofLen + ", got " + got;
  throw bytes ? new RangeError(message) : new TypeError(message);
}
function aexists2(instance, checkFinished = !0) {
  if (instance.destroyed)
    throw new Error("hash was destroyed");
  if (checkFinished && instance.finished)
    throw new Error("digest() was already called");
}
function aoutput2(out, instance) {
  abytes4(out, void 0, "output");
  let min = instance.outputLen;
  if (!(out.length >= min))
    throw new RangeError('"output" expected length >= ' + min);
}
function aoutput32(out, instance) {
  if (aoutput2(out, instance), !isAligned32(out))
    throw new Error("invalid output, must be aligned");
}
function u82(arr) {
  return new Uint8Array(arr.buffer, arr.byteOffset, arr.byteLength);
}
function u322(arr) {
  return new Uint32Array(arr.buffer, arr.byteOffset, Math.floor(arr.byteLength / 4));
}
function clean2(...arrays) {
  for (let i = 0; i < arrays.length; i++)
    arrays[i].fill(0);
}
function createView2(arr) {
  return new DataView(arr.buffer, arr.byteOffset, arr.byteLength);
}
function byteSwap2(word) {
  return word << 24 & 4278190080 | word << 8 & 16711680 | word >>> 8 & 65280 | word >>> 24 & 255;
}
function byteSwap322(arr) {
  for (let i = 0; i < arr.length; i++)
    arr[i] = byteSwap2(arr[i]);
  return arr;
}
function bytesToHex3(bytes) {
  if (abytes4(bytes), hasHexBuiltin3)
    return bytes.toHex();
  let hex2 = "";
  for (let i = 0; i < bytes.length; i++)
    hex2 += hexes2[bytes[i]];
  return hex2;
}
function asciiToBase162(ch) {
  return ch >= 48 && ch <= 57 ? ch - 48 : ch >= 65 && ch <= 70 ? ch - 55 : ch >= 97 && ch <= 102 ? ch - 87 : void 0;
}
function hexToBytes3(hex2) {
  if (typeof hex2 != "string")
    throw new TypeError("hex string expected, got " + typeof hex2);
  if (hasHexBuiltin3)
    try {
      return Uint8Array.fromHex(hex2);
    } catch (error) {
      throw error instanceof SyntaxError ? new RangeError(error.message) : error;
    }
  let hl = hex2.length, al = hl / 2;
  if (hl % 2)
    throw new RangeError("hex string expected, got unpadded hex of length " + hl);
  let array = new Uint8Array(al);
  for (let ai = 0, hi = 0; ai < al; ai++, hi += 2) {
    let n1 = asciiToBase162(hex2.charCodeAt(hi)), n2 = asciiToBase162(hex2.charCodeAt(hi + 1));
    if (n1 === void 0 || n2 === void 0) {
      let char = hex2[hi] + hex2[hi + 1];
      throw new RangeError('hex string expected, got non-hex character "' + char + '" at index ' + hi);
    }
    array[ai] = n1 * 16 + n2;
  }
  return array;
}
function hexToNumber2(hex2) {
  if (typeof hex2 != "string")
    throw new TypeError("hex string expected, got " + typeof hex2);
  return hex2 === "" ? _0n12 : BigInt("0x" + hex2);
}
function bytesToNumberBE2(bytes) {
  return hexToNumber2(bytesToHex3(bytes));
}
function abignumber2(n) {
  if (typeof n == "bigint") {
    if (!(_0n12 <= n))
      throw new RangeError("positive bigint expected, got " + n);
  } else
    anumber4(n);
  return n;
}
function numberToBytesBE2(n, len) {
  if (anumber4(len), len === 0)
    throw new Error("zero output length is invalid");
  n = abignumber2(n);
  let expectedLen = len * 2, hex2 = n.toString(16);
  if (hex2.length > expectedLen)
    throw new RangeError("number is too large");
  return hexToBytes3(hex2.padStart(expectedLen, "0"));
}
function utf8ToBytes2(str) {
  if (typeof str != "string")
    throw new TypeError("string expected");
  return new Uint8Array(new TextEncoder().encode(str));
}
function bytesToUtf8(bytes) {
  return new TextDecoder().decode(bytes);
}
function overlapBytes(a, b) {
  return !a.byteLength || !b.byteLength ? !1 : a.buffer === b.buffer && // best we can do, may fail with an obscure Proxy
  a.byteOffset < b.byteOffset + b.byteLength && // a starts before b end
  b.byteOffset < a.byteOffset + a.byteLength;
}
function complexOverlapBytes(input, output) {
  if (overlapBytes(input, output) && input.byteOffset < output.byteOffset)
    throw new Error("complex overlap of input and output is not supported");
}
function concatBytes3(...arrays) {
  let sum = 0;
  for (let i = 0; i < arrays.length; i++) {
    let a = arrays[i];
    abytes4(a), sum += a.length;
  }
  let res = new Uint8Array(sum);
  for (let i = 0, pad = 0; i < arrays.length; i++) {
    let a = arrays[i];
    res.set(a, pad), pad += a.length;
  }
  return res;
}
function checkOpts2(defaults, opts) {
  return aobject3(defaults, "defaults"), aobject3(opts, "opts"), Object.assign(defaults, opts);
}
function equalBytes2(a, b) {
  if (a = abytes4(a), b = abytes4(b), a.length !== b.length)
    return !1;
  let diff = 0;
  for (let i = 0; i < a.length; i++)
    diff |= a[i] ^ b[i];
  return diff === 0;
}
function wrapMacConstructor(keyLen, macCons, fromMsg) {
  let mac = macCons, getArgs = fromMsg || (() => []), macC = (msg, key) => mac(key, ...getArgs(msg)).update(msg).digest(), tmp = mac(new Uint8Array(keyLen), ...getArgs(new Uint8Array(0)));
  return macC.outputLen = tmp.outputLen, macC.blockLen = tmp.blockLen, macC.create = (key, ...args) => mac(key, ...args), macC;
}
function getOutput(expectedLength, out, onlyAligned = !0) {
  if (out === void 0)
    return new Uint8Array(expectedLength);
  if (abytes4(out, expectedLength, "output"), onlyAligned && !isAligned32(out))
    throw new Error("invalid output, must be aligned");
  return out;
}
function u64Lengths(dataLength, aadLength, isLE3) {
  anumber4(dataLength), anumber4(aadLength), abool3(isLE3);
  let num2 = new Uint8Array(16), view = createView2(num2);
  return view.setBigUint64(0, BigInt(aadLength), isLE3), view.setBigUint64(8, BigInt(dataLength), isLE3), num2;
}
function isAligned32(bytes) {
  return bytes.byteOffset % 4 === 0;
}
function copyBytes3(bytes) {
  return Uint8Array.from(abytes4(bytes));
}
function randomBytes3(bytesLength = 32) {
  anumber4(bytesLength, "bytesLength");
  let cr = typeof globalThis == "object" ? globalThis.crypto : null;
  if (typeof cr?.getRandomValues != "function")
    throw new Error("crypto.getRandomValues must be defined");
  if (bytesLength > 65536)
    throw new RangeError(`"bytesLength" expected <= 65536, got ${bytesLength}`);
  return cr.getRandomValues(new Uint8Array(bytesLength));
}
function managedNonce(fn, randomBytes_ = randomBytes3) {
  if (typeof fn != "function")
    throw new TypeError('"fn" expected cipher constructor, got type=' + typeof fn);
  if (typeof randomBytes_ != "function")
    throw new TypeError('"randomBytes_" expected function, got type=' + typeof randomBytes_);
  let { nonceLength } = fn;
  anumber4(nonceLength, "fn.nonceLength");
  let addNonce = (nonce, ciphertext, plaintext) => {
    let out = concatBytes3(nonce, ciphertext);
    return overlapBytes(plaintext, ciphertext) || ciphertext.fill(0), out;
  }, res = ((key, ...args) => ({
    encrypt(plaintext) {
      abytes4(plaintext, void 0, "data");
      let nonce = randomBytes_(nonceLength), encrypted = fn(key, nonce, ...args).encrypt(plaintext);
      return encrypted instanceof Promise ? encrypted.then((ct) => addNonce(nonce, ct, plaintext)) : addNonce(nonce, encrypted, plaintext);
    },
    decrypt(ciphertext) {
      abytes4(ciphertext, void 0, "data");
      let nonce = ciphertext.subarray(0, nonceLength), decrypted = ciphertext.subarray(nonceLength);
      return fn(key, nonce, ...args).decrypt(decrypted);
    }
  }));
  return "blockSize" in fn && (res.blockSize = fn.blockSize), "tagLength" in fn && (res.tagLength = fn.tagLength), "withAAD" in fn && (res.withAAD = fn.withAAD), res;
}
var atitle3, aobject3, isLE2, swap8IfBE2, swap32IfBE2, hasHexBuiltin3, hexes2, _0n12, wrapCipher, init_utils3 = __esm({
  "@noble/ciphers/2.4.0/utils.js"() {
    atitle3 = (title) => title ? `"${title}" ` : "";
    aobject3 = (value, label) => {
      if (value === null || typeof value != "object" || Array.isArray(value))
        throw new TypeError(label === "object" ? "expected valid options object" : `"${label}" expected object, got type=${typeof value}`);
    };
    isLE2 = new Uint8Array(new Uint32Array([287454020]).buffer)[0] === 68;
    swap8IfBE2 = isLE2 ? (n) => n : (n) => byteSwap2(n) >>> 0;
    swap32IfBE2 = isLE2 ? (u) => u : byteSwap322, hasHexBuiltin3 = // @ts-ignore
    typeof Uint8Array.from([]).toHex == "function" && typeof Uint8Array.fromHex == "function", hexes2 = /* @__PURE__ */ Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));
    _0n12 = /* @__PURE__ */ BigInt(0);
    wrapCipher = /* @__NO_SIDE_EFFECTS__ */ (params, constructor) => {
      function wrappedCipher(key, ...args) {
        if (abytes4(key, void 0, "key"), params.nonceLength !== void 0) {
          let nonce = args[0];
          abytes4(nonce, params.varSizeNonce ? void 0 : params.nonceLength, "nonce");
        }
        let tagl = params.tagLength, aadStart = params.nonceLength !== void 0 ? 1 : 0;
        if (!params.withAAD) {
          for (let i = aadStart; i < args.length; i++)
            if (isBytes4(args[i]))
              throw new Error("AAD not supported");
        }
        params.withAAD && args[aadStart] !== void 0 && abytes4(args[aadStart], void 0, "AAD");
        let cipher = constructor(key, ...args), checkOutput = (fnLength, output) => {
          if (output !== void 0) {
            if (fnLength !== 2)
              throw new Error("cipher output not supported");
            abytes4(output, void 0, "output");
          }
        }, called = !1;
        return {
          encrypt(data, output) {
            if (called)
              throw new Error("cannot encrypt() twice with same key + nonce");
            return called = !0, abytes4(data, void 0, "data"), checkOutput(cipher.encrypt.length, output), cipher.encrypt(data, output);
          },
          decrypt(data, output) {
            if (abytes4(data, void 0, "data"), tagl && data.length < tagl)
              throw new Error('"ciphertext" expected length >= tagLength=' + tagl);
            return checkOutput(cipher.decrypt.length, output), cipher.decrypt(data, output);
          }
        };
      }
      return Object.assign(wrappedCipher, params), wrappedCipher;
    };
  }
});

// @noble/ciphers/2.4.0/_arx.js
function rotl2(a, b) {
  return a << b | a >>> 32 - b;
}
function runCipher(core, sigma, key, nonce, data, output, counter, rounds) {
  let len = data.length, block2 = new Uint8Array(BLOCK_LEN), b32 = u322(block2), isAligned = isLE2 && isAligned32(data) && isAligned32(output), d32 = isAligned ? u322(data) : U32_EMPTY, o32 = isAligned ? u322(output) : U32_EMPTY;
  if (!isLE2) {
    for (let pos = 0; pos < len; counter++) {
      if (core(sigma, key, nonce, b32, counter, rounds), swap32IfBE2(b32), counter >= MAX_COUNTER)
        throw new Error("arx: counter overflow");
      let take = Math.min(BLOCK_LEN, len - pos);
      for (let j = 0, posj; j < take; j++)
        posj = pos + j, output[posj] = data[posj] ^ block2[j];
      pos += take;
    }
    return;
  }
  for (let pos = 0; pos < len; counter++) {
    if (core(sigma, key, nonce, b32, counter, rounds), counter >= MAX_COUNTER)
      throw new Error("arx: counter overflow");
    let take = Math.min(BLOCK_LEN, len - pos);
    if (isAligned && take === BLOCK_LEN) {
      let pos32 = pos / 4;
      if (pos % 4 !== 0)
        throw new Error("arx: invalid block position");
      for (let j = 0, posj; j < BLOCK_LEN32; j++)
        posj = pos32 + j, o32[posj] = d32[posj] ^ b32[j];
      pos += BLOCK_LEN;
      continue;
    }
    for (let j = 0, posj; j < take; j++)
      posj = pos + j, output[posj] = data[posj] ^ block2[j];
    pos += take;
  }
}
function createCipher(core, opts) {
  let { allowShortKeys, extendNonceFn, counterLength, counterRight, rounds } = checkOpts2({ allowShortKeys: !1, counterLength: 8, counterRight: !1, rounds: 20 }, opts);
  if (typeof core != "function")
    throw new Error("core must be a function");
  return anumber4(counterLength), anumber4(rounds), abool3(counterRight), abool3(allowShortKeys), (key, nonce, data, output, counter = 0) => {
    abytes4(key, void 0, "key"), abytes4(nonce, void 0, "nonce"), abytes4(data, void 0, "data");
    let len = data.length, hasOutput = output !== void 0;
    if (output = getOutput(len, output, !1), hasOutput && complexOverlapBytes(data, output), anumber4(counter), counter < 0 || counter >= MAX_COUNTER)
      throw new Error("arx: counter overflow");
    let toClean = [], l = key.length, k, sigma;
    if (l === 32)
      toClean.push(k = copyBytes3(key)), sigma = sigma32_32;
    else if (l === 16 && allowShortKeys)
      k = new Uint8Array(32), k.set(key), k.set(key, 16), sigma = sigma16_32, toClean.push(k);
    else
      throw abytes4(key, 32, "arx key"), new Error("invalid key size");
    (!isLE2 || !isAligned32(nonce)) && toClean.push(nonce = copyBytes3(nonce));
    let k32 = u322(k);
    if (extendNonceFn) {
      if (nonce.length !== 24)
        throw new Error("arx: extended nonce must be 24 bytes");
      let n16 = nonce.subarray(0, 16);
      if (isLE2)
        extendNonceFn(sigma, k32, u322(n16), k32);
      else {
        let sigmaRaw = swap32IfBE2(Uint32Array.from(sigma));
        extendNonceFn(sigmaRaw, k32, u322(n16), k32), clean2(sigmaRaw), swap32IfBE2(k32);
      }
      nonce = nonce.subarray(16);
    } else isLE2 || swap32IfBE2(k32);
    let nonceNcLen = 16 - counterLength;
    if (nonceNcLen !== nonce.length)
      throw new Error(`arx: nonce must be ${nonceNcLen} or 16 bytes`);
    if (nonceNcLen !== 12) {
      let nc = new Uint8Array(12);
      nc.set(nonce, counterRight ? 0 : 12 - nonce.length), nonce = nc, toClean.push(nonce);
    }
    let n32 = swap32IfBE2(u322(nonce));
    try {
      return runCipher(core, sigma, k32, n32, data, output, counter, rounds), output;
    } finally {
      clean2(...toClean);
    }
  };
}
var encodeStr, sigma16_32, sigma32_32, BLOCK_LEN, BLOCK_LEN32, MAX_COUNTER, U32_EMPTY, _XorStreamPRG, createPRG, init_arx = __esm({
  "@noble/ciphers/2.4.0/_arx.js"() {
    init_utils3();
    encodeStr = (str) => Uint8Array.from(str.split(""), (c) => c.charCodeAt(0)), sigma16_32 = swap32IfBE2(u322(encodeStr("expand 16-byte k"))), sigma32_32 = swap32IfBE2(u322(encodeStr("expand 32-byte k")));
    BLOCK_LEN = 64, BLOCK_LEN32 = 16, MAX_COUNTER = 2 ** 32 - 1, U32_EMPTY = /* @__PURE__ */ Uint32Array.of();
    _XorStreamPRG = class __XorStreamPRG {
      blockLen;
      keyLen;
      nonceLen;
      state;
      buf;
      key;
      nonce;
      pos;
      ctr;
      cipher;
      destroyed = !1;
      constructor(cipher, blockLen, keyLen, nonceLen, seed) {
        this.cipher = cipher, this.blockLen = blockLen, this.keyLen = keyLen, this.nonceLen = nonceLen, this.state = new Uint8Array(this.keyLen + this.nonceLen), this.reseed(seed), this.ctr = 0, this.pos = this.blockLen, this.buf = new Uint8Array(this.blockLen), this.key = this.state.subarray(0, this.keyLen), this.nonce = this.state.subarray(this.keyLen);
      }
      reseed(seed) {
        if (abytes4(seed, void 0, "seed"), !seed || seed.length === 0)
          throw new Error("entropy required");
        for (let i = 0; i < seed.length; i++)
          this.state[i % this.state.length] ^= seed[i];
        this.ctr = 0, this.pos = this.blockLen;
      }
      addEntropy(seed) {
        if (this.destroyed)
          throw new Error("cannot use destroyed PRG");
        if (abytes4(seed, void 0, "seed"), seed.length === 0)
          throw new Error("entropy required");
        this.state.set(this.randomBytes(this.state.length)), this.reseed(seed);
      }
      randomBytes(len) {
        if (this.destroyed)
          throw new Error("cannot use destroyed PRG");
        if (anumber4(len), len === 0)
          return new Uint8Array(0);
        let avail = this.pos < this.blockLen ? this.blockLen - this.pos : 0, blocks = Math.ceil(Math.max(0, len - avail) / this.blockLen);
        if (blocks > 0 && this.ctr > MAX_COUNTER - blocks)
          throw new Error("arx: counter overflow");
        let out = new Uint8Array(len), outPos = 0;
        if (this.pos < this.blockLen) {
          let take = Math.min(len, this.blockLen - this.pos);
          if (out.set(this.buf.subarray(this.pos, this.pos + take), 0), this.pos += take, outPos += take, outPos === len)
            return out;
        }
        let full = Math.floor((len - outPos) / this.blockLen);
        if (full > 0) {
          let blockBytes = full * this.blockLen, b = out.subarray(outPos, outPos + blockBytes);
          this.cipher(this.key, this.nonce, b, b, this.ctr), this.ctr += full, outPos += blockBytes;
        }
        let left = len - outPos;
        return left > 0 && (this.buf.fill(0), this.cipher(this.key, this.nonce, this.buf, this.buf, this.ctr++), out.set(this.buf.subarray(0, left), outPos), this.pos = left), out;
      }
      // Clone seeds the new instance from this stream, so the source PRG advances too.
      clone() {
        if (this.destroyed)
          throw new Error("cannot use destroyed PRG");
        return new __XorStreamPRG(this.cipher, this.blockLen, this.keyLen, this.nonceLen, this.randomBytes(this.state.length));
      }
      // Zeroes the current state, leftover buffer, and marks the instance destroyed.
      // The instance fails closed: any later randomBytes()/addEntropy()/clone() throws instead
      // of silently continuing from zero key||nonce state (which would yield predictable output).
      clean() {
        this.pos = 0, this.ctr = 0, this.buf.fill(0), this.state.fill(0), this.destroyed = !0;
      }
    }, createPRG = (cipher, blockLen, keyLen, nonceLen) => ((seed = randomBytes3(32)) => new _XorStreamPRG(cipher, blockLen, keyLen, nonceLen, seed));
  }
});

// @noble/ciphers/2.4.0/_poly1305.js
function u8to16(a, i) {
  return a[i++] & 255 | (a[i++] & 255) << 8;
}
var Poly1305, poly1305, init_poly1305 = __esm({
  "@noble/ciphers/2.4.0/_poly1305.js"() {
    init_utils3();
    Poly1305 = class {
      blockLen = 16;
      outputLen = 16;
      buffer = new Uint8Array(16);
      r = new Uint16Array(10);
      // Allocating 1 array with .subarray() here is slower than 3
      h = new Uint16Array(10);
      pad = new Uint16Array(8);
      pos = 0;
      finished = !1;
      destroyed = !1;
      // Can be speed-up using BigUint64Array, at the cost of complexity
      constructor(key) {
        key = copyBytes3(abytes4(key, 32, "key"));
        let t0 = u8to16(key, 0), t1 = u8to16(key, 2), t2 = u8to16(key, 4), t3 = u8to16(key, 6), t4 = u8to16(key, 8), t5 = u8to16(key, 10), t6 = u8to16(key, 12), t7 = u8to16(key, 14);
        this.r[0] = t0 & 8191, this.r[1] = (t0 >>> 13 | t1 << 3) & 8191, this.r[2] = (t1 >>> 10 | t2 << 6) & 7939, this.r[3] = (t2 >>> 7 | t3 << 9) & 8191, this.r[4] = (t3 >>> 4 | t4 << 12) & 255, this.r[5] = t4 >>> 1 & 8190, this.r[6] = (t4 >>> 14 | t5 << 2) & 8191, this.r[7] = (t5 >>> 11 | t6 << 5) & 8065, this.r[8] = (t6 >>> 8 | t7 << 8) & 8191, this.r[9] = t7 >>> 5 & 127;
        for (let i = 0; i < 8; i++)
          this.pad[i] = u8to16(key, 16 + 2 * i);
      }
      process(data, offset, isLast = !1) {
        let hibit = isLast ? 0 : 2048, { h, r } = this, r0 = r[0], r1 = r[1], r2 = r[2], r3 = r[3], r4 = r[4], r5 = r[5], r6 = r[6], r7 = r[7], r8 = r[8], r9 = r[9], t0 = u8to16(data, offset + 0), t1 = u8to16(data, offset + 2), t2 = u8to16(data, offset + 4), t3 = u8to16(data, offset + 6), t4 = u8to16(data, offset + 8), t5 = u8to16(data, offset + 10), t6 = u8to16(data, offset + 12), t7 = u8to16(data, offset + 14), h0 = h[0] + (t0 & 8191), h1 = h[1] + ((t0 >>> 13 | t1 << 3) & 8191), h2 = h[2] + ((t1 >>> 10 | t2 << 6) & 8191), h3 = h[3] + ((t2 >>> 7 | t3 << 9) & 8191), h4 = h[4] + ((t3 >>> 4 | t4 << 12) & 8191), h5 = h[5] + (t4 >>> 1 & 8191), h6 = h[6] + ((t4 >>> 14 | t5 << 2) & 8191), h7 = h[7] + ((t5 >>> 11 | t6 << 5) & 8191), h8 = h[8] + ((t6 >>> 8 | t7 << 8) & 8191), h9 = h[9] + (t7 >>> 5 | hibit), c = 0, d0 = c + h0 * r0 + h1 * (5 * r9) + h2 * (5 * r8) + h3 * (5 * r7) + h4 * (5 * r6);
        c = d0 >>> 13, d0 &= 8191, d0 += h5 * (5 * r5) + h6 * (5 * r4) + h7 * (5 * r3) + h8 * (5 * r2) + h9 * (5 * r1), c += d0 >>> 13, d0 &= 8191;
        let d1 = c + h0 * r1 + h1 * r0 + h2 * (5 * r9) + h3 * (5 * r8) + h4 * (5 * r7);
        c = d1 >>> 13, d1 &= 8191, d1 += h5 * (5 * r6) + h6 * (5 * r5) + h7 * (5 * r4) + h8 * (5 * r3) + h9 * (5 * r2), c += d1 >>> 13, d1 &= 8191;
        let d2 = c + h0 * r2 + h1 * r1 + h2 * r0 + h3 * (5 * r9) + h4 * (5 * r8);
        c = d2 >>> 13, d2 &= 8191, d2 += h5 * (5 * r7) + h6 * (5 * r6) + h7 * (5 * r5) + h8 * (5 * r4) + h9 * (5 * r3), c += d2 >>> 13, d2 &= 8191;
        let d3 = c + h0 * r3 + h1 * r2 + h2 * r1 + h3 * r0 + h4 * (5 * r9);
        c = d3 >>> 13, d3 &= 8191, d3 += h5 * (5 * r8) + h6 * (5 * r7) + h7 * (5 * r6) + h8 * (5 * r5) + h9 * (5 * r4), c += d3 >>> 13, d3 &= 8191;
        let d4 = c + h0 * r4 + h1 * r3 + h2 * r2 + h3 * r1 + h4 * r0;
        c = d4 >>> 13, d4 &= 8191, d4 += h5 * (5 * r9) + h6 * (5 * r8) + h7 * (5 * r7) + h8 * (5 * r6) + h9 * (5 * r5), c += d4 >>> 13, d4 &= 8191;
        let d5 = c + h0 * r5 + h1 * r4 + h2 * r3 + h3 * r2 + h4 * r1;
        c = d5 >>> 13, d5 &= 8191, d5 += h5 * r0 + h6 * (5 * r9) + h7 * (5 * r8) + h8 * (5 * r7) + h9 * (5 * r6), c += d5 >>> 13, d5 &= 8191;
        let d6 = c + h0 * r6 + h1 * r5 + h2 * r4 + h3 * r3 + h4 * r2;
        c = d6 >>> 13, d6 &= 8191, d6 += h5 * r1 + h6 * r0 + h7 * (5 * r9) + h8 * (5 * r8) + h9 * (5 * r7), c += d6 >>> 13, d6 &= 8191;
        let d7 = c + h0 * r7 + h1 * r6 + h2 * r5 + h3 * r4 + h4 * r3;
        c = d7 >>> 13, d7 &= 8191, d7 += h5 * r2 + h6 * r1 + h7 * r0 + h8 * (5 * r9) + h9 * (5 * r8), c += d7 >>> 13, d7 &= 8191;
        let d8 = c + h0 * r8 + h1 * r7 + h2 * r6 + h3 * r5 + h4 * r4;
        c = d8 >>> 13, d8 &= 8191, d8 += h5 * r3 + h6 * r2 + h7 * r1 + h8 * r0 + h9 * (5 * r9), c += d8 >>> 13, d8 &= 8191;
        let d9 = c + h0 * r9 + h1 * r8 + h2 * r7 + h3 * r6 + h4 * r5;
        c = d9 >>> 13, d9 &= 8191, d9 += h5 * r4 + h6 * r3 + h7 * r2 + h8 * r1 + h9 * r0, c += d9 >>> 13, d9 &= 8191, c = (c << 2) + c | 0, c = c + d0 | 0, d0 = c & 8191, c = c >>> 13, d1 += c, h[0] = d0, h[1] = d1, h[2] = d2, h[3] = d3, h[4] = d4, h[5] = d5, h[6] = d6, h[7] = d7, h[8] = d8, h[9] = d9;
      }
      finalize() {
        let { h, pad } = this, g = new Uint16Array(10), c = h[1] >>> 13;
        h[1] &= 8191;
        for (let i = 2; i < 10; i++)
          h[i] += c, c = h[i] >>> 13, h[i] &= 8191;
        h[0] += c * 5, c = h[0] >>> 13, h[0] &= 8191, h[1] += c, c = h[1] >>> 13, h[1] &= 8191, h[2] += c, g[0] = h[0] + 5, c = g[0] >>> 13, g[0] &= 8191;
        for (let i = 1; i < 10; i++)
          g[i] = h[i] + c, c = g[i] >>> 13, g[i] &= 8191;
        g[9] -= 8192;
        let mask = (c ^ 1) - 1;
        for (let i = 0; i < 10; i++)
          g[i] &= mask;
        mask = ~mask;
        for (let i = 0; i < 10; i++)
          h[i] = h[i] & mask | g[i];
        h[0] = (h[0] | h[1] << 13) & 65535, h[1] = (h[1] >>> 3 | h[2] << 10) & 65535, h[2] = (h[2] >>> 6 | h[3] << 7) & 65535, h[3] = (h[3] >>> 9 | h[4] << 4) & 65535, h[4] = (h[4] >>> 12 | h[5] << 1 | h[6] << 14) & 65535, h[5] = (h[6] >>> 2 | h[7] << 11) & 65535, h[6] = (h[7] >>> 5 | h[8] << 8) & 65535, h[7] = (h[8] >>> 8 | h[9] << 5) & 65535;
        let f = h[0] + pad[0];
        h[0] = f & 65535;
        for (let i = 1; i < 8; i++)
          f = (h[i] + pad[i] | 0) + (f >>> 16) | 0, h[i] = f & 65535;
        clean2(g);
      }
      update(data) {
        aexists2(this), abytes4(data), data = copyBytes3(data);
        let { buffer, blockLen } = this, len = data.length;
        for (let pos = 0; pos < len; ) {
          let take = Math.min(blockLen - this.pos, len - pos);
          if (take === blockLen) {
            for (; blockLen <= len - pos; pos += blockLen)
              this.process(data, pos);
            continue;
          }
          buffer.set(data.subarray(pos, pos + take), this.pos), this.pos += take, pos += take, this.pos === blockLen && (this.process(buffer, 0, !1), this.pos = 0);
        }
        return this;
      }
      destroy() {
        this.destroyed = !0, clean2(this.h, this.r, this.buffer, this.pad);
      }
      digestInto(out) {
        aexists2(this), aoutput2(out, this), this.finished = !0;
        let { buffer, h } = this, { pos } = this;
        if (pos) {
          for (buffer[pos++] = 1; pos < 16; pos++)
            buffer[pos] = 0;
          this.process(buffer, 0, !0);
        }
        this.finalize();
        let opos = 0;
        for (let i = 0; i < 8; i++)
          out[opos++] = h[i] >>> 0, out[opos++] = h[i] >>> 8;
      }
      digest() {
        let { buffer, outputLen } = this;
        this.digestInto(buffer);
        let res = buffer.slice(0, outputLen);
        return this.destroy(), res;
      }
    }, poly1305 = /* @__PURE__ */ wrapMacConstructor(32, (key) => new Poly1305(key));
  }
});

// @noble/ciphers/2.4.0/chacha.js
var chacha_exports = {};
__export(chacha_exports, {
  __TESTS: () => __TESTS2,
  _poly1305_aead: () => _poly1305_aead,
  chacha12: () => chacha12,
  chacha20: () => chacha20,
  chacha20orig: () => chacha20orig,
  chacha20poly1305: () => chacha20poly1305,
  chacha8: () => chacha8,
  hchacha: () => hchacha,
  rngChacha20: () => rngChacha20,
  rngChacha8: () => rngChacha8,
  xchacha20: () => xchacha20,
  xchacha20poly1305: () => xchacha20poly1305
});
function chachaCore(s, k, n, out, cnt, rounds = 20) {
  let y00 = s[0], y01 = s[1], y02 = s[2], y03 = s[3], y04 = k[0], y05 = k[1], y06 = k[2], y07 = k[3], y08 = k[4], y09 = k[5], y10 = k[6], y11 = k[7], y12 = cnt, y13 = n[0], y14 = n[1], y15 = n[2], x00 = y00, x01 = y01, x02 = y02, x03 = y03, x04 = y04, x05 = y05, x06 = y06, x07 = y07, x08 = y08, x09 = y09, x10 = y10, x11 = y11, x12 = y12, x13 = y13, x14 = y14, x15 = y15;
  for (let r = 0; r < rounds; r += 2)
    x00 = x00 + x04 | 0, x12 = rotl2(x12 ^ x00, 16), x08 = x08 + x12 | 0, x04 = rotl2(x04 ^ x08, 12), x00 = x00 + x04 | 0, x12 = rotl2(x12 ^ x00, 8), x08 = x08 + x12 | 0, x04 = rotl2(x04 ^ x08, 7), x01 = x01 + x05 | 0, x13 = rotl2(x13 ^ x01, 16), x09 = x09 + x13 | 0, x05 = rotl2(x05 ^ x09, 12), x01 = x01 + x05 | 0, x13 = rotl2(x13 ^ x01, 8), x09 = x09 + x13 | 0, x05 = rotl2(x05 ^ x09, 7), x02 = x02 + x06 | 0, x14 = rotl2(x14 ^ x02, 16), x10 = x10 + x14 | 0, x06 = rotl2(x06 ^ x10, 12), x02 = x02 + x06 | 0, x14 = rotl2(x14 ^ x02, 8), x10 = x10 + x14 | 0, x06 = rotl2(x06 ^ x10, 7), x03 = x03 + x07 | 0, x15 = rotl2(x15 ^ x03, 16), x11 = x11 + x15 | 0, x07 = rotl2(x07 ^ x11, 12), x03 = x03 + x07 | 0, x15 = rotl2(x15 ^ x03, 8), x11 = x11 + x15 | 0, x07 = rotl2(x07 ^ x11, 7), x00 = x00 + x05 | 0, x15 = rotl2(x15 ^ x00, 16), x10 = x10 + x15 | 0, x05 = rotl2(x05 ^ x10, 12), x00 = x00 + x05 | 0, x15 = rotl2(x15 ^ x00, 8), x10 = x10 + x15 | 0, x05 = rotl2(x05 ^ x10, 7), x01 = x01 + x06 | 0, x12 = rotl2(x12 ^ x01, 16), x11 = x11 + x12 | 0, x06 = rotl2(x06 ^ x11, 12), x01 = x01 + x06 | 0, x12 = rotl2(x12 ^ x01, 8), x11 = x11 + x12 | 0, x06 = rotl2(x06 ^ x11, 7), x02 = x02 + x07 | 0, x13 = rotl2(x13 ^ x02, 16), x08 = x08 + x13 | 0, x07 = rotl2(x07 ^ x08, 12), x02 = x02 + x07 | 0, x13 = rotl2(x13 ^ x02, 8), x08 = x08 + x13 | 0, x07 = rotl2(x07 ^ x08, 7), x03 = x03 + x04 | 0, x14 = rotl2(x14 ^ x03, 16), x09 = x09 + x14 | 0, x04 = rotl2(x04 ^ x09, 12), x03 = x03 + x04 | 0, x14 = rotl2(x14 ^ x03, 8), x09 = x09 + x14 | 0, x04 = rotl2(x04 ^ x09, 7);
  let oi = 0;
  out[oi++] = y00 + x00 | 0, out[oi++] = y01 + x01 | 0, out[oi++] = y02 + x02 | 0, out[oi++] = y03 + x03 | 0, out[oi++] = y04 + x04 | 0, out[oi++] = y05 + x05 | 0, out[oi++] = y06 + x06 | 0, out[oi++] = y07 + x07 | 0, out[oi++] = y08 + x08 | 0, out[oi++] = y09 + x09 | 0, out[oi++] = y10 + x10 | 0, out[oi++] = y11 + x11 | 0, out[oi++] = y12 + x12 | 0, out[oi++] = y13 + x13 | 0, out[oi++] = y14 + x14 | 0, out[oi++] = y15 + x15 | 0;
}
function hchacha(s, k, i, out) {
  let s2 = isLE2 ? s : swap32IfBE2(s.slice(0, 4)), k2 = isLE2 ? k : swap32IfBE2(k.slice(0, 8)), i2 = isLE2 ? i : swap32IfBE2(i.slice(0, 4)), t = new Uint32Array(16);
  chachaCore(s2, k2, i2.subarray(1), t, i2[0]);
  let oi = 0;
  out[oi++] = t[0] - s2[0] | 0, out[oi++] = t[1] - s2[1] | 0, out[oi++] = t[2] - s2[2] | 0, out[oi++] = t[3] - s2[3] | 0, out[oi++] = t[12] - i2[0] | 0, out[oi++] = t[13] - i2[1] | 0, out[oi++] = t[14] - i2[2] | 0, out[oi++] = t[15] - i2[3] | 0, swap32IfBE2(out), isLE2 || clean2(s2, k2, i2), clean2(t);
}
function computeTag(fn, key, nonce, ciphertext, AAD) {
  AAD !== void 0 && abytes4(AAD, void 0, "AAD");
  let authKey = fn(key, nonce, ZEROS32), lengths = u64Lengths(ciphertext.length, AAD ? AAD.length : 0, !0), h = poly1305.create(authKey);
  AAD && updatePadded(h, AAD), updatePadded(h, ciphertext), h.update(lengths);
  let res = h.digest();
  return clean2(authKey, lengths), res;
}
var chacha20orig, chacha20, xchacha20, chacha8, chacha12, __TESTS2, ZEROS16, updatePadded, ZEROS32, _poly1305_aead, chacha20poly1305, xchacha20poly1305, rngChacha20, rngChacha8, init_chacha = __esm({
  "@noble/ciphers/2.4.0/chacha.js"() {
    init_arx();
    init_poly1305();
    init_utils3();
    chacha20orig = /* @__PURE__ */ createCipher(chachaCore, {
      counterRight: !1,
      counterLength: 8,
      allowShortKeys: !0
    }), chacha20 = /* @__PURE__ */ createCipher(chachaCore, {
      counterRight: !1,
      counterLength: 4,
      allowShortKeys: !1
    }), xchacha20 = /* @__PURE__ */ createCipher(chachaCore, {
      counterRight: !1,
      counterLength: 8,
      extendNonceFn: hchacha,
      allowShortKeys: !1
    }), chacha8 = /* @__PURE__ */ createCipher(chachaCore, {
      counterRight: !1,
      counterLength: 4,
      rounds: 8
    }), chacha12 = /* @__PURE__ */ createCipher(chachaCore, {
      counterRight: !1,
      counterLength: 4,
      rounds: 12
    }), __TESTS2 = /* @__PURE__ */ Object.freeze({ chachaCore }), ZEROS16 = /* @__PURE__ */ new Uint8Array(16), updatePadded = (h, msg) => {
      h.update(msg);
      let leftover = msg.length % 16;
      leftover && h.update(ZEROS16.subarray(leftover));
    }, ZEROS32 = /* @__PURE__ */ new Uint8Array(32);
    _poly1305_aead = (xorStream) => (key, nonce, AAD) => ({
      encrypt(plaintext, output) {
        let plength = plaintext.length;
        output = getOutput(plength + 16, output, !1), output.set(plaintext);
        let oPlain = output.subarray(0, -16);
        xorStream(key, nonce, oPlain, oPlain, 1);
        let tag = computeTag(xorStream, key, nonce, oPlain, AAD);
        return output.set(tag, plength), clean2(tag), output;
      },
      decrypt(ciphertext, output) {
        output = getOutput(ciphertext.length - 16, output, !1);
        let data = ciphertext.subarray(0, -16), passedTag = ciphertext.subarray(-16), tag = computeTag(xorStream, key, nonce, data, AAD);
        if (!equalBytes2(passedTag, tag))
          throw clean2(tag), new Error("invalid tag");
        return output.set(ciphertext.subarray(0, -16)), xorStream(key, nonce, output, output, 1), clean2(tag), output;
      }
    }), chacha20poly1305 = /* @__PURE__ */ wrapCipher(
      { blockSize: 64, nonceLength: 12, tagLength: 16, withAAD: !0 },
      /* @__PURE__ */ _poly1305_aead(chacha20)
    ), xchacha20poly1305 = /* @__PURE__ */ wrapCipher(
      { blockSize: 64, nonceLength: 24, tagLength: 16, withAAD: !0 },
      /* @__PURE__ */ _poly1305_aead(xchacha20)
    ), rngChacha20 = /* @__PURE__ */ createPRG(chacha20orig, 64, 32, 8), rngChacha8 = /* @__PURE__ */ createPRG(chacha8, 64, 32, 12);
  }
});

// @cosmjs/crypto/0.39.0/build/xchacha20poly1305.js
var require_xchacha20poly1305 = __commonJS({
  "@cosmjs/crypto/0.39.0/build/xchacha20poly1305.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Xchacha20poly1305Ietf = exports.xchacha20NonceLength = void 0;
    var chacha_js_1 = (init_chacha(), __toCommonJS(chacha_exports));
    exports.xchacha20NonceLength = 24;
    var Xchacha20poly1305Ietf = class {
      static async encrypt(message, key, nonce) {
        return (0, chacha_js_1.xchacha20poly1305)(key, nonce, void 0).encrypt(message);
      }
      static async decrypt(ciphertext, key, nonce) {
        return (0, chacha_js_1.xchacha20poly1305)(key, nonce, void 0).decrypt(ciphertext);
      }
    };
    exports.Xchacha20poly1305Ietf = Xchacha20poly1305Ietf;
  }
});

// @cosmjs/crypto/0.39.0/build/index.js
var require_build4 = __commonJS({
  "@cosmjs/crypto/0.39.0/build/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Xchacha20poly1305Ietf = exports.xchacha20NonceLength = exports.stringToPath = exports.Slip10RawIndex = exports.slip10CurveFromString = exports.Slip10Curve = exports.Slip10 = exports.pathToString = exports.sha512 = exports.Sha512 = exports.sha256 = exports.Sha256 = exports.Secp256k1Signature = exports.ExtendedSecp256k1Signature = exports.Secp256k1 = exports.ripemd160 = exports.Ripemd160 = exports.Random = exports.keccak256 = exports.Keccak256 = exports.Hmac = exports.Ed25519Keypair = exports.Ed25519 = exports.EnglishMnemonic = exports.Bip39 = exports.isArgon2idOptions = exports.Argon2id = void 0;
    var argon2_1 = require_argon2();
    Object.defineProperty(exports, "Argon2id", { enumerable: !0, get: function() {
      return argon2_1.Argon2id;
    } }), Object.defineProperty(exports, "isArgon2idOptions", { enumerable: !0, get: function() {
      return argon2_1.isArgon2idOptions;
    } });
    var bip39_1 = require_bip39();
    Object.defineProperty(exports, "Bip39", { enumerable: !0, get: function() {
      return bip39_1.Bip39;
    } }), Object.defineProperty(exports, "EnglishMnemonic", { enumerable: !0, get: function() {
      return bip39_1.EnglishMnemonic;
    } });
    var ed25519_1 = require_ed25519();
    Object.defineProperty(exports, "Ed25519", { enumerable: !0, get: function() {
      return ed25519_1.Ed25519;
    } }), Object.defineProperty(exports, "Ed25519Keypair", { enumerable: !0, get: function() {
      return ed25519_1.Ed25519Keypair;
    } });
    var hmac_1 = require_hmac();
    Object.defineProperty(exports, "Hmac", { enumerable: !0, get: function() {
      return hmac_1.Hmac;
    } });
    var keccak_1 = require_keccak();
    Object.defineProperty(exports, "Keccak256", { enumerable: !0, get: function() {
      return keccak_1.Keccak256;
    } }), Object.defineProperty(exports, "keccak256", { enumerable: !0, get: function() {
      return keccak_1.keccak256;
    } });
    var random_1 = require_random();
    Object.defineProperty(exports, "Random", { enumerable: !0, get: function() {
      return random_1.Random;
    } });
    var ripemd_1 = require_ripemd();
    Object.defineProperty(exports, "Ripemd160", { enumerable: !0, get: function() {
      return ripemd_1.Ripemd160;
    } }), Object.defineProperty(exports, "ripemd160", { enumerable: !0, get: function() {
      return ripemd_1.ripemd160;
    } });
    var secp256k1_1 = require_secp256k1();
    Object.defineProperty(exports, "Secp256k1", { enumerable: !0, get: function() {
      return secp256k1_1.Secp256k1;
    } });
    var secp256k1signature_1 = require_secp256k1signature();
    Object.defineProperty(exports, "ExtendedSecp256k1Signature", { enumerable: !0, get: function() {
      return secp256k1signature_1.ExtendedSecp256k1Signature;
    } }), Object.defineProperty(exports, "Secp256k1Signature", { enumerable: !0, get: function() {
      return secp256k1signature_1.Secp256k1Signature;
    } });
    var sha_1 = require_sha();
    Object.defineProperty(exports, "Sha256", { enumerable: !0, get: function() {
      return sha_1.Sha256;
    } }), Object.defineProperty(exports, "sha256", { enumerable: !0, get: function() {
      return sha_1.sha256;
    } }), Object.defineProperty(exports, "Sha512", { enumerable: !0, get: function() {
      return sha_1.Sha512;
    } }), Object.defineProperty(exports, "sha512", { enumerable: !0, get: function() {
      return sha_1.sha512;
    } });
    var slip10_1 = require_slip10();
    Object.defineProperty(exports, "pathToString", { enumerable: !0, get: function() {
      return slip10_1.pathToString;
    } }), Object.defineProperty(exports, "Slip10", { enumerable: !0, get: function() {
      return slip10_1.Slip10;
    } }), Object.defineProperty(exports, "Slip10Curve", { enumerable: !0, get: function() {
      return slip10_1.Slip10Curve;
    } }), Object.defineProperty(exports, "slip10CurveFromString", { enumerable: !0, get: function() {
      return slip10_1.slip10CurveFromString;
    } }), Object.defineProperty(exports, "Slip10RawIndex", { enumerable: !0, get: function() {
      return slip10_1.Slip10RawIndex;
    } }), Object.defineProperty(exports, "stringToPath", { enumerable: !0, get: function() {
      return slip10_1.stringToPath;
    } });
    var xchacha20poly1305_1 = require_xchacha20poly1305();
    Object.defineProperty(exports, "xchacha20NonceLength", { enumerable: !0, get: function() {
      return xchacha20poly1305_1.xchacha20NonceLength;
    } }), Object.defineProperty(exports, "Xchacha20poly1305Ietf", { enumerable: !0, get: function() {
      return xchacha20poly1305_1.Xchacha20poly1305Ietf;
    } });
  }
});

// @cosmjs/amino/0.39.0/build/pubkeys.js
var require_pubkeys = __commonJS({
  "@cosmjs/amino/0.39.0/build/pubkeys.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.pubkeyType = void 0, exports.isEd25519Pubkey = isEd25519Pubkey, exports.isSecp256k1Pubkey = isSecp256k1Pubkey, exports.isEthSecp256k1Pubkey = isEthSecp256k1Pubkey, exports.isSinglePubkey = isSinglePubkey, exports.isMultisigThresholdPubkey = isMultisigThresholdPubkey;
    function isEd25519Pubkey(pubkey) {
      return pubkey.type === "tendermint/PubKeyEd25519";
    }
    function isSecp256k1Pubkey(pubkey) {
      return pubkey.type === "tendermint/PubKeySecp256k1";
    }
    function isEthSecp256k1Pubkey(pubkey) {
      return pubkey.type === "os/PubKeyEthSecp256k1";
    }
    exports.pubkeyType = {
      /** @see https://github.com/tendermint/tendermint/blob/v0.33.0/crypto/secp256k1/secp256k1.go#L23 */
      secp256k1: "tendermint/PubKeySecp256k1",
      /** @see https://github.com/cosmos/evm/blob/v1.0.0-rc2/crypto/ethsecp256k1/ethsecp256k1.go#L35-L36 */
      ethsecp256k1: "os/PubKeyEthSecp256k1",
      /** @see https://github.com/tendermint/tendermint/blob/v0.33.0/crypto/ed25519/ed25519.go#L22 */
      ed25519: "tendermint/PubKeyEd25519",
      /** @see https://github.com/tendermint/tendermint/blob/v0.33.0/crypto/sr25519/codec.go#L12 */
      sr25519: "tendermint/PubKeySr25519",
      multisigThreshold: "tendermint/PubKeyMultisigThreshold"
    };
    function isSinglePubkey(pubkey) {
      return [
        exports.pubkeyType.ed25519,
        exports.pubkeyType.secp256k1,
        exports.pubkeyType.ethsecp256k1,
        exports.pubkeyType.sr25519
      ].includes(pubkey.type);
    }
    function isMultisigThresholdPubkey(pubkey) {
      return pubkey.type === "tendermint/PubKeyMultisigThreshold";
    }
  }
});

// @cosmjs/amino/0.39.0/build/encoding.js
var require_encoding = __commonJS({
  "@cosmjs/amino/0.39.0/build/encoding.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.encodeSecp256k1Pubkey = encodeSecp256k1Pubkey, exports.encodeEd25519Pubkey = encodeEd25519Pubkey, exports.encodeEthSecp256k1Pubkey = encodeEthSecp256k1Pubkey, exports.decodeAminoPubkey = decodeAminoPubkey, exports.decodeBech32Pubkey = decodeBech32Pubkey, exports.encodeAminoPubkey = encodeAminoPubkey, exports.encodeBech32Pubkey = encodeBech32Pubkey;
    var encoding_1 = require_build2(), math_1 = require_build3(), utils_1 = require_build(), pubkeys_1 = require_pubkeys();
    function encodeSecp256k1Pubkey(pubkey) {
      if (pubkey.length !== 33 || pubkey[0] !== 2 && pubkey[0] !== 3)
        throw new Error("Public key must be compressed secp256k1, i.e. 33 bytes starting with 0x02 or 0x03");
      return {
        type: pubkeys_1.pubkeyType.secp256k1,
        value: (0, encoding_1.toBase64)(pubkey)
      };
    }
    function encodeEd25519Pubkey(pubkey) {
      if (pubkey.length !== 32)
        throw new Error("Ed25519 public key must be 32 bytes long");
      return {
        type: pubkeys_1.pubkeyType.ed25519,
        value: (0, encoding_1.toBase64)(pubkey)
      };
    }
    function encodeEthSecp256k1Pubkey(pubkey) {
      if (pubkey.length !== 33 || pubkey[0] !== 2 && pubkey[0] !== 3)
        throw new Error("Public key must be compressed secp256k1, i.e. 33 bytes starting with 0x02 or 0x03");
      return {
        type: pubkeys_1.pubkeyType.ethsecp256k1,
        value: (0, encoding_1.toBase64)(pubkey)
      };
    }
    var pubkeyAminoPrefixSecp256k1 = (0, encoding_1.fromHex)(
      "eb5ae98721"
      /* fixed length */
    ), pubkeyAminoPrefixEthSecp256k1 = (0, encoding_1.fromHex)(
      "5D7423DF21"
      /* fixed length */
    ), pubkeyAminoPrefixEd25519 = (0, encoding_1.fromHex)(
      "1624de6420"
      /* fixed length */
    ), pubkeyAminoPrefixSr25519 = (0, encoding_1.fromHex)(
      "0dfb100520"
      /* fixed length */
    ), pubkeyAminoPrefixMultisigThreshold = (0, encoding_1.fromHex)(
      "22c1f7e2"
      /* variable length not included */
    );
    function decodeAminoPubkey(data) {
      if ((0, utils_1.arrayContentStartsWith)(data, pubkeyAminoPrefixSecp256k1)) {
        let rest = data.slice(pubkeyAminoPrefixSecp256k1.length);
        if (rest.length !== 33)
          throw new Error("Invalid rest data length. Expected 33 bytes (compressed secp256k1 pubkey).");
        return {
          type: pubkeys_1.pubkeyType.secp256k1,
          value: (0, encoding_1.toBase64)(rest)
        };
      } else if ((0, utils_1.arrayContentStartsWith)(data, pubkeyAminoPrefixEd25519)) {
        let rest = data.slice(pubkeyAminoPrefixEd25519.length);
        if (rest.length !== 32)
          throw new Error("Invalid rest data length. Expected 32 bytes (Ed25519 pubkey).");
        return {
          type: pubkeys_1.pubkeyType.ed25519,
          value: (0, encoding_1.toBase64)(rest)
        };
      } else if ((0, utils_1.arrayContentStartsWith)(data, pubkeyAminoPrefixSr25519)) {
        let rest = data.slice(pubkeyAminoPrefixSr25519.length);
        if (rest.length !== 32)
          throw new Error("Invalid rest data length. Expected 32 bytes (Sr25519 pubkey).");
        return {
          type: pubkeys_1.pubkeyType.sr25519,
          value: (0, encoding_1.toBase64)(rest)
        };
      } else {
        if ((0, utils_1.arrayContentStartsWith)(data, pubkeyAminoPrefixMultisigThreshold))
          return decodeMultisigPubkey(data);
        throw new Error("Unsupported public key type. Amino data starts with: " + (0, encoding_1.toHex)(data.slice(0, 5)));
      }
    }
    function decodeBech32Pubkey(bechEncoded) {
      let { data } = (0, encoding_1.fromBech32)(bechEncoded);
      return decodeAminoPubkey(data);
    }
    function decodeUvarint(reader) {
      if (reader.length < 1)
        throw new Error("Can't decode varint. EOF");
      if (reader[0] > 127)
        throw new Error("Decoding numbers > 127 is not supported here. Please tell those lazy CosmJS maintainers to port the binary.Varint implementation from the Go standard library and write some tests.");
      return [reader[0], 1];
    }
    function decodeMultisigPubkey(data) {
      let reader = Array.from(data), prefixFromReader = reader.splice(0, pubkeyAminoPrefixMultisigThreshold.length);
      if (!(0, utils_1.arrayContentStartsWith)(prefixFromReader, pubkeyAminoPrefixMultisigThreshold))
        throw new Error("Invalid multisig prefix.");
      if (reader.shift() != 8)
        throw new Error("Invalid multisig data. Expecting 0x08 prefix before threshold.");
      let [threshold, thresholdBytesLength] = decodeUvarint(reader);
      reader.splice(0, thresholdBytesLength);
      let pubkeys = [];
      for (; reader.length > 0; ) {
        if (reader.shift() != 18)
          throw new Error("Invalid multisig data. Expecting 0x12 prefix before participant pubkey length.");
        let [pubkeyLength, pubkeyLengthBytesSize] = decodeUvarint(reader);
        if (reader.splice(0, pubkeyLengthBytesSize), reader.length < pubkeyLength)
          throw new Error("Invalid multisig data length.");
        let encodedPubkey = reader.splice(0, pubkeyLength), pubkey = decodeAminoPubkey(Uint8Array.from(encodedPubkey));
        pubkeys.push(pubkey);
      }
      return {
        type: pubkeys_1.pubkeyType.multisigThreshold,
        value: {
          threshold: threshold.toString(),
          pubkeys
        }
      };
    }
    function encodeUvarint(value) {
      let checked = math_1.Uint53.fromString(value.toString()).toNumber();
      if (checked > 127)
        throw new Error("Encoding numbers > 127 is not supported here. Please tell those lazy CosmJS maintainers to port the binary.PutUvarint implementation from the Go standard library and write some tests.");
      return [checked];
    }
    function encodeAminoPubkey(pubkey) {
      if ((0, pubkeys_1.isMultisigThresholdPubkey)(pubkey)) {
        let out = Array.from(pubkeyAminoPrefixMultisigThreshold);
        out.push(8), out.push(...encodeUvarint(pubkey.value.threshold));
        for (let pubkeyData of pubkey.value.pubkeys.map((p) => encodeAminoPubkey(p)))
          out.push(18), out.push(...encodeUvarint(pubkeyData.length)), out.push(...pubkeyData);
        return new Uint8Array(out);
      } else {
        if ((0, pubkeys_1.isEd25519Pubkey)(pubkey))
          return new Uint8Array([...pubkeyAminoPrefixEd25519, ...(0, encoding_1.fromBase64)(pubkey.value)]);
        if ((0, pubkeys_1.isSecp256k1Pubkey)(pubkey))
          return new Uint8Array([...pubkeyAminoPrefixSecp256k1, ...(0, encoding_1.fromBase64)(pubkey.value)]);
        if ((0, pubkeys_1.isEthSecp256k1Pubkey)(pubkey))
          return new Uint8Array([...pubkeyAminoPrefixEthSecp256k1, ...(0, encoding_1.fromBase64)(pubkey.value)]);
        throw new Error("Unsupported pubkey type");
      }
    }
    function encodeBech32Pubkey(pubkey, prefix) {
      return (0, encoding_1.toBech32)(prefix, encodeAminoPubkey(pubkey));
    }
  }
});

// @cosmjs/amino/0.39.0/build/addresses.js
var require_addresses = __commonJS({
  "@cosmjs/amino/0.39.0/build/addresses.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.rawEd25519PubkeyToRawAddress = rawEd25519PubkeyToRawAddress, exports.rawSecp256k1PubkeyToRawAddress = rawSecp256k1PubkeyToRawAddress, exports.rawEthSecp256k1PubkeyToRawAddress = rawEthSecp256k1PubkeyToRawAddress, exports.pubkeyToRawAddress = pubkeyToRawAddress, exports.pubkeyToAddress = pubkeyToAddress;
    var crypto_1 = require_build4(), encoding_1 = require_build2(), encoding_2 = require_encoding(), pubkeys_1 = require_pubkeys();
    function rawEd25519PubkeyToRawAddress(pubkeyData) {
      if (pubkeyData.length !== 32)
        throw new Error(`Invalid Ed25519 pubkey length: ${pubkeyData.length}`);
      return (0, crypto_1.sha256)(pubkeyData).slice(0, 20);
    }
    function rawSecp256k1PubkeyToRawAddress(pubkeyData) {
      if (pubkeyData.length !== 33)
        throw new Error(`Invalid Secp256k1 pubkey length (compressed): ${pubkeyData.length}`);
      return (0, crypto_1.ripemd160)((0, crypto_1.sha256)(pubkeyData));
    }
    function rawEthSecp256k1PubkeyToRawAddress(pubkeyData) {
      if (pubkeyData.length !== 33)
        throw new Error(`Invalid Secp256k1 pubkey length (compressed): ${pubkeyData.length}`);
      let pubkeyWithoutPrefix = crypto_1.Secp256k1.uncompressPubkey(pubkeyData).slice(1);
      return (0, crypto_1.keccak256)(pubkeyWithoutPrefix).slice(-20);
    }
    function pubkeyToRawAddress(pubkey) {
      if ((0, pubkeys_1.isSecp256k1Pubkey)(pubkey)) {
        let pubkeyData = (0, encoding_1.fromBase64)(pubkey.value);
        return rawSecp256k1PubkeyToRawAddress(pubkeyData);
      } else if ((0, pubkeys_1.isEthSecp256k1Pubkey)(pubkey)) {
        let pubkeyData = (0, encoding_1.fromBase64)(pubkey.value);
        return rawEthSecp256k1PubkeyToRawAddress(pubkeyData);
      } else if ((0, pubkeys_1.isEd25519Pubkey)(pubkey)) {
        let pubkeyData = (0, encoding_1.fromBase64)(pubkey.value);
        return rawEd25519PubkeyToRawAddress(pubkeyData);
      } else if ((0, pubkeys_1.isMultisigThresholdPubkey)(pubkey)) {
        let pubkeyData = (0, encoding_2.encodeAminoPubkey)(pubkey);
        return (0, crypto_1.sha256)(pubkeyData).slice(0, 20);
      } else
        throw new Error("Unsupported public key type");
    }
    function pubkeyToAddress(pubkey, prefix) {
      return (0, encoding_1.toBech32)(prefix, pubkeyToRawAddress(pubkey));
    }
  }
});

// @cosmjs/amino/0.39.0/build/coins.js
var require_coins = __commonJS({
  "@cosmjs/amino/0.39.0/build/coins.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.coin = coin, exports.coins = coins, exports.parseCoins = parseCoins, exports.addCoins = addCoins;
    var math_1 = require_build3();
    function coin(amount, denom) {
      let outAmount;
      if (typeof amount == "number")
        try {
          outAmount = new math_1.Uint53(amount).toString();
        } catch {
          throw new Error("Given amount is not a safe integer. Consider using a string instead to overcome the limitations of JS numbers.");
        }
      else {
        if (!amount.match(/^[0-9]+$/))
          throw new Error("Invalid unsigned integer string format");
        outAmount = amount.replace(/^0*/, "") || "0";
      }
      return {
        amount: outAmount,
        denom
      };
    }
    function coins(amount, denom) {
      return [coin(amount, denom)];
    }
    function parseCoins(input) {
      return input.replace(/\s/g, "").split(",").filter(Boolean).map((part) => {
        let match = part.match(/^([0-9]+)([a-zA-Z][a-zA-Z0-9/:._-]{2,127})$/);
        if (!match)
          throw new Error("Got an invalid coin string");
        return {
          amount: match[1].replace(/^0+/, "") || "0",
          denom: match[2]
        };
      });
    }
    function addCoins(lhs, rhs) {
      if (lhs.denom !== rhs.denom)
        throw new Error("Trying to add two coins with different denoms");
      return {
        amount: math_1.Decimal.fromAtomics(lhs.amount, 0).plus(math_1.Decimal.fromAtomics(rhs.amount, 0)).atomics,
        denom: lhs.denom
      };
    }
  }
});

// @cosmjs/amino/0.39.0/build/multisig.js
var require_multisig2 = __commonJS({
  "@cosmjs/amino/0.39.0/build/multisig.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.compareArrays = compareArrays, exports.createMultisigThresholdPubkey = createMultisigThresholdPubkey;
    var encoding_1 = require_build2(), math_1 = require_build3(), addresses_1 = require_addresses();
    function compareArrays(a, b) {
      let aHex = (0, encoding_1.toHex)(a), bHex = (0, encoding_1.toHex)(b);
      return aHex === bHex ? 0 : aHex < bHex ? -1 : 1;
    }
    function createMultisigThresholdPubkey(pubkeys, threshold, nosort = !1) {
      let uintThreshold = new math_1.Uint53(threshold);
      if (uintThreshold.toNumber() > pubkeys.length)
        throw new Error(`Threshold k = ${uintThreshold.toNumber()} exceeds number of keys n = ${pubkeys.length}`);
      let outPubkeys = nosort ? pubkeys : Array.from(pubkeys).sort((lhs, rhs) => {
        let addressLhs = (0, addresses_1.pubkeyToRawAddress)(lhs), addressRhs = (0, addresses_1.pubkeyToRawAddress)(rhs);
        return compareArrays(addressLhs, addressRhs);
      });
      return {
        type: "tendermint/PubKeyMultisigThreshold",
        value: {
          threshold: uintThreshold.toString(),
          pubkeys: outPubkeys
        }
      };
    }
  }
});

// @cosmjs/amino/0.39.0/build/omitdefault.js
var require_omitdefault = __commonJS({
  "@cosmjs/amino/0.39.0/build/omitdefault.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.omitDefault = omitDefault;
    function omitDefault(input) {
      switch (typeof input) {
        case "string":
          return input === "" ? void 0 : input;
        case "number":
          return input === 0 ? void 0 : input;
        case "bigint":
          return input === BigInt(0) ? void 0 : input;
        case "boolean":
          return input || void 0;
        default:
          throw new Error(`Got unsupported type '${typeof input}'`);
      }
    }
  }
});

// @cosmjs/amino/0.39.0/build/paths.js
var require_paths = __commonJS({
  "@cosmjs/amino/0.39.0/build/paths.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.makeCosmoshubPath = makeCosmoshubPath;
    var crypto_1 = require_build4();
    function makeCosmoshubPath(a) {
      return [
        crypto_1.Slip10RawIndex.hardened(44),
        crypto_1.Slip10RawIndex.hardened(118),
        crypto_1.Slip10RawIndex.hardened(0),
        crypto_1.Slip10RawIndex.normal(0),
        crypto_1.Slip10RawIndex.normal(a)
      ];
    }
  }
});

// @cosmjs/amino/0.39.0/build/signature.js
var require_signature = __commonJS({
  "@cosmjs/amino/0.39.0/build/signature.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.encodeSecp256k1Signature = encodeSecp256k1Signature, exports.encodeEthSecp256k1Signature = encodeEthSecp256k1Signature, exports.decodeSignature = decodeSignature;
    var encoding_1 = require_build2(), encoding_2 = require_encoding(), pubkeys_1 = require_pubkeys();
    function encodeSecp256k1Signature(pubkey, signature) {
      if (signature.length !== 64)
        throw new Error("Signature must be 64 bytes long. Cosmos SDK uses a 2x32 byte fixed length encoding for the secp256k1 signature integers r and s.");
      return {
        pub_key: (0, encoding_2.encodeSecp256k1Pubkey)(pubkey),
        signature: (0, encoding_1.toBase64)(signature)
      };
    }
    function encodeEthSecp256k1Signature(pubkey, signature) {
      if (signature.length !== 64)
        throw new Error("Signature must be 64 bytes long. Cosmos SDK uses a 2x32 byte fixed length encoding for the secp256k1 signature integers r and s.");
      return {
        pub_key: (0, encoding_2.encodeEthSecp256k1Pubkey)(pubkey),
        signature: (0, encoding_1.toBase64)(signature)
      };
    }
    function decodeSignature(signature) {
      switch (signature.pub_key.type) {
        // Note: please don't add cases here without writing additional unit tests
        case pubkeys_1.pubkeyType.secp256k1:
          return {
            pubkey: (0, encoding_1.fromBase64)(signature.pub_key.value),
            signature: (0, encoding_1.fromBase64)(signature.signature)
          };
        case pubkeys_1.pubkeyType.ethsecp256k1:
          return {
            pubkey: (0, encoding_1.fromBase64)(signature.pub_key.value),
            signature: (0, encoding_1.fromBase64)(signature.signature)
          };
        default:
          throw new Error("Unsupported pubkey type");
      }
    }
  }
});

// @cosmjs/amino/0.39.0/build/signdoc.js
var require_signdoc = __commonJS({
  "@cosmjs/amino/0.39.0/build/signdoc.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.sortedJsonStringify = sortedJsonStringify, exports.makeSignDoc = makeSignDoc2, exports.escapeCharacters = escapeCharacters, exports.serializeSignDoc = serializeSignDoc;
    var encoding_1 = require_build2(), math_1 = require_build3();
    function sortedObject(obj) {
      if (typeof obj != "object" || obj === null)
        return obj;
      if (Array.isArray(obj))
        return obj.map(sortedObject);
      let sortedKeys = Object.keys(obj).sort(), result = {};
      return sortedKeys.forEach((key) => {
        result[key] = sortedObject(obj[key]);
      }), result;
    }
    function sortedJsonStringify(obj) {
      return JSON.stringify(sortedObject(obj));
    }
    function makeSignDoc2(msgs, fee, chainId, memo, accountNumber, sequence, timeout_height) {
      return {
        chain_id: chainId,
        account_number: math_1.Uint64.fromString(accountNumber.toString()).toString(),
        sequence: math_1.Uint53.fromString(sequence.toString()).toString(),
        fee,
        msgs,
        memo: memo || "",
        ...timeout_height && { timeout_height: timeout_height.toString() }
      };
    }
    function escapeCharacters(input) {
      let amp = /&/g, lt = /</g, gt = />/g;
      return input.replace(amp, "\\u0026").replace(lt, "\\u003c").replace(gt, "\\u003e");
    }
    function serializeSignDoc(signDoc) {
      let serialized = escapeCharacters(sortedJsonStringify(signDoc));
      return (0, encoding_1.toUtf8)(serialized);
    }
  }
});

// @cosmjs/amino/0.39.0/build/wallet.js
var require_wallet = __commonJS({
  "@cosmjs/amino/0.39.0/build/wallet.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.supportedAlgorithms = exports.cosmjsSalt = void 0, exports.executeKdf = executeKdf, exports.encrypt = encrypt, exports.decrypt = decrypt;
    var crypto_1 = require_build4(), encoding_1 = require_build2();
    exports.cosmjsSalt = (0, encoding_1.toAscii)("The CosmJS salt.");
    async function executeKdf(password, configuration) {
      switch (configuration.algorithm) {
        case "argon2id": {
          let options = configuration.params;
          if (!(0, crypto_1.isArgon2idOptions)(options))
            throw new Error("Invalid format of argon2id params");
          return await crypto_1.Argon2id.execute(password, exports.cosmjsSalt, options);
        }
        default:
          throw new Error("Unsupported KDF algorithm");
      }
    }
    exports.supportedAlgorithms = {
      xchacha20poly1305Ietf: "xchacha20poly1305-ietf"
    };
    async function encrypt(plaintext, encryptionKey, config) {
      if (config.algorithm === exports.supportedAlgorithms.xchacha20poly1305Ietf) {
        let nonce = crypto_1.Random.getBytes(crypto_1.xchacha20NonceLength);
        return new Uint8Array([
          ...nonce,
          ...await crypto_1.Xchacha20poly1305Ietf.encrypt(plaintext, encryptionKey, nonce)
        ]);
      } else
        throw new Error(`Unsupported encryption algorithm: '${config.algorithm}'`);
    }
    async function decrypt(ciphertext, encryptionKey, config) {
      if (config.algorithm === exports.supportedAlgorithms.xchacha20poly1305Ietf) {
        let nonce = ciphertext.slice(0, crypto_1.xchacha20NonceLength);
        return crypto_1.Xchacha20poly1305Ietf.decrypt(ciphertext.slice(crypto_1.xchacha20NonceLength), encryptionKey, nonce);
      } else
        throw new Error(`Unsupported encryption algorithm: '${config.algorithm}'`);
    }
  }
});

// @cosmjs/amino/0.39.0/build/secp256k1hdwallet.js
var require_secp256k1hdwallet = __commonJS({
  "@cosmjs/amino/0.39.0/build/secp256k1hdwallet.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Secp256k1HdWallet = void 0, exports.extractKdfConfiguration = extractKdfConfiguration;
    var crypto_1 = require_build4(), encoding_1 = require_build2(), utils_1 = require_build(), addresses_1 = require_addresses(), paths_1 = require_paths(), signature_1 = require_signature(), signdoc_1 = require_signdoc(), wallet_1 = require_wallet(), serializationTypeV1 = "secp256k1wallet-v1", basicPasswordHashingOptions = {
      algorithm: "argon2id",
      params: {
        outputLength: 32,
        opsLimit: 24,
        memLimitKib: 12 * 1024
      }
    };
    function isDerivationJson(thing) {
      return !(!(0, utils_1.isNonNullObject)(thing) || typeof thing.hdPath != "string" || typeof thing.prefix != "string");
    }
    function extractKdfConfigurationV1(doc) {
      return doc.kdf;
    }
    function extractKdfConfiguration(serialization) {
      let root = JSON.parse(serialization);
      if (!(0, utils_1.isNonNullObject)(root))
        throw new Error("Root document is not an object.");
      if (root.type === serializationTypeV1)
        return extractKdfConfigurationV1(root);
      throw new Error("Unsupported serialization type");
    }
    var defaultOptions = {
      bip39Password: "",
      hdPaths: [(0, paths_1.makeCosmoshubPath)(0)],
      prefix: "cosmos"
    }, Secp256k1HdWallet = class _Secp256k1HdWallet {
      /**
       * Restores a wallet from the given BIP39 mnemonic.
       *
       * @param mnemonic Any valid English mnemonic.
       * @param options An optional `Secp256k1HdWalletOptions` object optionally containing a bip39Password, hdPaths, and prefix.
       */
      static async fromMnemonic(mnemonic, options = {}) {
        let mnemonicChecked = new crypto_1.EnglishMnemonic(mnemonic), seed = await crypto_1.Bip39.mnemonicToSeed(mnemonicChecked, options.bip39Password);
        return new _Secp256k1HdWallet(mnemonicChecked, {
          ...options,
          seed
        });
      }
      /**
       * Generates a new wallet with a BIP39 mnemonic of the given length.
       *
       * @param length The number of words in the mnemonic (12, 15, 18, 21 or 24).
       * @param options An optional `Secp256k1HdWalletOptions` object optionally containing a bip39Password, hdPaths, and prefix.
       */
      static async generate(length = 12, options = {}) {
        let entropyLength = 4 * Math.floor(11 * length / 33), entropy = crypto_1.Random.getBytes(entropyLength), mnemonic = crypto_1.Bip39.encode(entropy);
        return _Secp256k1HdWallet.fromMnemonic(mnemonic.toString(), options);
      }
      /**
       * Restores a wallet from an encrypted serialization.
       *
       * @param password The user provided password used to generate an encryption key via a KDF.
       *                 This is not normalized internally (see "Unicode normalization" to learn more).
       *
       * @deprecated Wallet encryption support will be removed from CosmJS in a future version.
       *             If you actually use this, please comment at https://github.com/cosmos/cosmjs/issues/1796.
       */
      static async deserialize(serialization, password) {
        let root = JSON.parse(serialization);
        if (!(0, utils_1.isNonNullObject)(root))
          throw new Error("Root document is not an object.");
        if (root.type === serializationTypeV1)
          return _Secp256k1HdWallet.deserializeTypeV1(serialization, password);
        throw new Error("Unsupported serialization type");
      }
      /**
       * Restores a wallet from an encrypted serialization.
       *
       * This is an advanced alternative to calling `deserialize(serialization, password)` directly, which allows
       * you to offload the KDF execution to a non-UI thread (e.g. in a WebWorker).
       *
       * The caller is responsible for ensuring the key was derived with the given KDF configuration. This can be
       * done using `extractKdfConfiguration(serialization)` and `executeKdf(password, kdfConfiguration)` from this package.
       *
       * @deprecated Wallet encryption support will be removed from CosmJS in a future version.
       *             If you actually use this, please comment at https://github.com/cosmos/cosmjs/issues/1796.
       */
      static async deserializeWithEncryptionKey(serialization, encryptionKey) {
        let root = JSON.parse(serialization);
        if (!(0, utils_1.isNonNullObject)(root))
          throw new Error("Root document is not an object.");
        let untypedRoot = root;
        switch (untypedRoot.type) {
          case serializationTypeV1: {
            let decryptedBytes = await (0, wallet_1.decrypt)((0, encoding_1.fromBase64)(untypedRoot.data), encryptionKey, untypedRoot.encryption), decryptedDocument = JSON.parse((0, encoding_1.fromUtf8)(decryptedBytes)), { mnemonic, accounts } = decryptedDocument;
            if ((0, utils_1.assert)(typeof mnemonic == "string"), !Array.isArray(accounts))
              throw new Error("Property 'accounts' is not an array");
            if (!accounts.every((account) => isDerivationJson(account)))
              throw new Error("Account is not in the correct format.");
            let firstPrefix = accounts[0].prefix;
            if (!accounts.every(({ prefix }) => prefix === firstPrefix))
              throw new Error("Accounts do not all have the same prefix");
            let hdPaths = accounts.map(({ hdPath }) => (0, crypto_1.stringToPath)(hdPath));
            return _Secp256k1HdWallet.fromMnemonic(mnemonic, {
              hdPaths,
              prefix: firstPrefix
            });
          }
          default:
            throw new Error("Unsupported serialization type");
        }
      }
      static async deserializeTypeV1(serialization, password) {
        let root = JSON.parse(serialization);
        if (!(0, utils_1.isNonNullObject)(root))
          throw new Error("Root document is not an object.");
        let encryptionKey = await (0, wallet_1.executeKdf)(password, root.kdf);
        return _Secp256k1HdWallet.deserializeWithEncryptionKey(serialization, encryptionKey);
      }
      /** Base secret */
      secret;
      /** BIP39 seed */
      seed;
      /** Derivation instructions */
      accounts;
      constructor(mnemonic, options) {
        let hdPaths = options.hdPaths ?? defaultOptions.hdPaths, prefix = options.prefix ?? defaultOptions.prefix;
        this.secret = mnemonic, this.seed = options.seed, this.accounts = hdPaths.map((hdPath) => ({
          hdPath,
          prefix
        }));
      }
      get mnemonic() {
        return this.secret.toString();
      }
      async getAccounts() {
        return this.getAccountsWithPrivkeys().map(({ algo, pubkey, address }) => ({
          algo,
          pubkey,
          address
        }));
      }
      async signAmino(signerAddress, signDoc) {
        let account = this.getAccountsWithPrivkeys().find(({ address }) => address === signerAddress);
        if (account === void 0)
          throw new Error(`Address ${signerAddress} not found in wallet`);
        let { privkey, pubkey } = account, message = (0, crypto_1.sha256)((0, signdoc_1.serializeSignDoc)(signDoc)), signature = crypto_1.Secp256k1.createSignature(message, privkey), signatureBytes = new Uint8Array([...signature.r(32), ...signature.s(32)]);
        return {
          signed: signDoc,
          signature: (0, signature_1.encodeSecp256k1Signature)(pubkey, signatureBytes)
        };
      }
      /**
       * Generates an encrypted serialization of this wallet.
       *
       * @param password The user provided password used to generate an encryption key via a KDF.
       *                 This is not normalized internally (see "Unicode normalization" to learn more).
       *
       * @deprecated Wallet encryption support will be removed from CosmJS in a future version.
       *             If you actually use this, please comment at https://github.com/cosmos/cosmjs/issues/1796.
       */
      async serialize(password) {
        let kdfConfiguration = basicPasswordHashingOptions, encryptionKey = await (0, wallet_1.executeKdf)(password, kdfConfiguration);
        return this.serializeWithEncryptionKey(encryptionKey, kdfConfiguration);
      }
      /**
       * Generates an encrypted serialization of this wallet.
       *
       * This is an advanced alternative to calling `serialize(password)` directly, which allows you to
       * offload the KDF execution to a non-UI thread (e.g. in a WebWorker).
       *
       * The caller is responsible for ensuring the key was derived with the given KDF options. If this
       * is not the case, the wallet cannot be restored with the original password.
       *
       * @deprecated Wallet encryption support will be removed from CosmJS in a future version.
       *             If you actually use this, please comment at https://github.com/cosmos/cosmjs/issues/1796.
       */
      async serializeWithEncryptionKey(encryptionKey, kdfConfiguration) {
        let dataToEncrypt = {
          mnemonic: this.mnemonic,
          accounts: this.accounts.map(({ hdPath, prefix }) => ({
            hdPath: (0, crypto_1.pathToString)(hdPath),
            prefix
          }))
        }, dataToEncryptRaw = (0, encoding_1.toUtf8)(JSON.stringify(dataToEncrypt)), encryptionConfiguration = {
          algorithm: wallet_1.supportedAlgorithms.xchacha20poly1305Ietf
        }, encryptedData = await (0, wallet_1.encrypt)(dataToEncryptRaw, encryptionKey, encryptionConfiguration), out = {
          type: serializationTypeV1,
          kdf: kdfConfiguration,
          encryption: encryptionConfiguration,
          data: (0, encoding_1.toBase64)(encryptedData)
        };
        return JSON.stringify(out);
      }
      getKeyPair(hdPath) {
        let { privkey } = crypto_1.Slip10.derivePath(crypto_1.Slip10Curve.Secp256k1, this.seed, hdPath), { pubkey } = crypto_1.Secp256k1.makeKeypair(privkey);
        return {
          privkey,
          pubkey: crypto_1.Secp256k1.compressPubkey(pubkey)
        };
      }
      getAccountsWithPrivkeys() {
        return this.accounts.map(({ hdPath, prefix }) => {
          let { privkey, pubkey } = this.getKeyPair(hdPath), address = (0, encoding_1.toBech32)(prefix, (0, addresses_1.rawSecp256k1PubkeyToRawAddress)(pubkey));
          return {
            algo: "secp256k1",
            privkey,
            pubkey,
            address
          };
        });
      }
    };
    exports.Secp256k1HdWallet = Secp256k1HdWallet;
  }
});

// @cosmjs/amino/0.39.0/build/secp256k1wallet.js
var require_secp256k1wallet = __commonJS({
  "@cosmjs/amino/0.39.0/build/secp256k1wallet.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Secp256k1Wallet = void 0;
    var crypto_1 = require_build4(), encoding_1 = require_build2(), addresses_1 = require_addresses(), signature_1 = require_signature(), signdoc_1 = require_signdoc(), Secp256k1Wallet = class _Secp256k1Wallet {
      /**
       * Creates a Secp256k1Wallet from the given private key
       *
       * @param privkey The private key.
       * @param prefix The bech32 address prefix (human readable part). Defaults to "cosmos".
       */
      static async fromKey(privkey, prefix = "cosmos") {
        let uncompressed = crypto_1.Secp256k1.makeKeypair(privkey).pubkey;
        return new _Secp256k1Wallet(privkey, crypto_1.Secp256k1.compressPubkey(uncompressed), prefix);
      }
      pubkey;
      privkey;
      prefix;
      constructor(privkey, pubkey, prefix) {
        this.privkey = privkey, this.pubkey = pubkey, this.prefix = prefix;
      }
      get address() {
        return (0, encoding_1.toBech32)(this.prefix, (0, addresses_1.rawSecp256k1PubkeyToRawAddress)(this.pubkey));
      }
      async getAccounts() {
        return [
          {
            algo: "secp256k1",
            address: this.address,
            pubkey: this.pubkey
          }
        ];
      }
      async signAmino(signerAddress, signDoc) {
        if (signerAddress !== this.address)
          throw new Error(`Address ${signerAddress} not found in wallet`);
        let message = new crypto_1.Sha256((0, signdoc_1.serializeSignDoc)(signDoc)).digest(), signature = crypto_1.Secp256k1.createSignature(message, this.privkey), signatureBytes = new Uint8Array([...signature.r(32), ...signature.s(32)]);
        return {
          signed: signDoc,
          signature: (0, signature_1.encodeSecp256k1Signature)(this.pubkey, signatureBytes)
        };
      }
    };
    exports.Secp256k1Wallet = Secp256k1Wallet;
  }
});

// @cosmjs/amino/0.39.0/build/signerutils.js
var require_signerutils = __commonJS({
  "@cosmjs/amino/0.39.0/build/signerutils.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.isEthereumSecp256k1Account = isEthereumSecp256k1Account, exports.getAminoPubkey = getAminoPubkey;
    var encoding_1 = require_encoding();
    function isEthereumSecp256k1Account(account) {
      return account.algo === "eth_secp256k1" || account.algo === "ethsecp256k1";
    }
    function getAminoPubkey(account) {
      return isEthereumSecp256k1Account(account) ? (0, encoding_1.encodeEthSecp256k1Pubkey)(account.pubkey) : (0, encoding_1.encodeSecp256k1Pubkey)(account.pubkey);
    }
  }
});

// @cosmjs/amino/0.39.0/build/stdtx.js
var require_stdtx = __commonJS({
  "@cosmjs/amino/0.39.0/build/stdtx.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.isStdTx = isStdTx, exports.makeStdTx = makeStdTx;
    function isStdTx(txValue) {
      let { memo, msg, fee, signatures } = txValue;
      return typeof memo == "string" && Array.isArray(msg) && typeof fee == "object" && Array.isArray(signatures);
    }
    function makeStdTx(content, signatures) {
      return {
        msg: content.msgs,
        fee: content.fee,
        memo: content.memo,
        signatures: Array.isArray(signatures) ? signatures : [signatures]
      };
    }
  }
});

// @cosmjs/amino/0.39.0/build/index.js
var require_build5 = __commonJS({
  "@cosmjs/amino/0.39.0/build/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.executeKdf = exports.makeStdTx = exports.isStdTx = exports.isEthereumSecp256k1Account = exports.getAminoPubkey = exports.serializeSignDoc = exports.makeSignDoc = exports.encodeSecp256k1Signature = exports.encodeEthSecp256k1Signature = exports.decodeSignature = exports.Secp256k1Wallet = exports.Secp256k1HdWallet = exports.extractKdfConfiguration = exports.pubkeyType = exports.isSinglePubkey = exports.isSecp256k1Pubkey = exports.isMultisigThresholdPubkey = exports.isEthSecp256k1Pubkey = exports.isEd25519Pubkey = exports.makeCosmoshubPath = exports.omitDefault = exports.createMultisigThresholdPubkey = exports.encodeSecp256k1Pubkey = exports.encodeEthSecp256k1Pubkey = exports.encodeEd25519Pubkey = exports.encodeBech32Pubkey = exports.encodeAminoPubkey = exports.decodeBech32Pubkey = exports.decodeAminoPubkey = exports.parseCoins = exports.coins = exports.coin = exports.addCoins = exports.rawSecp256k1PubkeyToRawAddress = exports.rawEthSecp256k1PubkeyToRawAddress = exports.rawEd25519PubkeyToRawAddress = exports.pubkeyToRawAddress = exports.pubkeyToAddress = void 0;
    var addresses_1 = require_addresses();
    Object.defineProperty(exports, "pubkeyToAddress", { enumerable: !0, get: function() {
      return addresses_1.pubkeyToAddress;
    } }), Object.defineProperty(exports, "pubkeyToRawAddress", { enumerable: !0, get: function() {
      return addresses_1.pubkeyToRawAddress;
    } }), Object.defineProperty(exports, "rawEd25519PubkeyToRawAddress", { enumerable: !0, get: function() {
      return addresses_1.rawEd25519PubkeyToRawAddress;
    } }), Object.defineProperty(exports, "rawEthSecp256k1PubkeyToRawAddress", { enumerable: !0, get: function() {
      return addresses_1.rawEthSecp256k1PubkeyToRawAddress;
    } }), Object.defineProperty(exports, "rawSecp256k1PubkeyToRawAddress", { enumerable: !0, get: function() {
      return addresses_1.rawSecp256k1PubkeyToRawAddress;
    } });
    var coins_1 = require_coins();
    Object.defineProperty(exports, "addCoins", { enumerable: !0, get: function() {
      return coins_1.addCoins;
    } }), Object.defineProperty(exports, "coin", { enumerable: !0, get: function() {
      return coins_1.coin;
    } }), Object.defineProperty(exports, "coins", { enumerable: !0, get: function() {
      return coins_1.coins;
    } }), Object.defineProperty(exports, "parseCoins", { enumerable: !0, get: function() {
      return coins_1.parseCoins;
    } });
    var encoding_1 = require_encoding();
    Object.defineProperty(exports, "decodeAminoPubkey", { enumerable: !0, get: function() {
      return encoding_1.decodeAminoPubkey;
    } }), Object.defineProperty(exports, "decodeBech32Pubkey", { enumerable: !0, get: function() {
      return encoding_1.decodeBech32Pubkey;
    } }), Object.defineProperty(exports, "encodeAminoPubkey", { enumerable: !0, get: function() {
      return encoding_1.encodeAminoPubkey;
    } }), Object.defineProperty(exports, "encodeBech32Pubkey", { enumerable: !0, get: function() {
      return encoding_1.encodeBech32Pubkey;
    } }), Object.defineProperty(exports, "encodeEd25519Pubkey", { enumerable: !0, get: function() {
      return encoding_1.encodeEd25519Pubkey;
    } }), Object.defineProperty(exports, "encodeEthSecp256k1Pubkey", { enumerable: !0, get: function() {
      return encoding_1.encodeEthSecp256k1Pubkey;
    } }), Object.defineProperty(exports, "encodeSecp256k1Pubkey", { enumerable: !0, get: function() {
      return encoding_1.encodeSecp256k1Pubkey;
    } });
    var multisig_1 = require_multisig2();
    Object.defineProperty(exports, "createMultisigThresholdPubkey", { enumerable: !0, get: function() {
      return multisig_1.createMultisigThresholdPubkey;
    } });
    var omitdefault_1 = require_omitdefault();
    Object.defineProperty(exports, "omitDefault", { enumerable: !0, get: function() {
      return omitdefault_1.omitDefault;
    } });
    var paths_1 = require_paths();
    Object.defineProperty(exports, "makeCosmoshubPath", { enumerable: !0, get: function() {
      return paths_1.makeCosmoshubPath;
    } });
    var pubkeys_1 = require_pubkeys();
    Object.defineProperty(exports, "isEd25519Pubkey", { enumerable: !0, get: function() {
      return pubkeys_1.isEd25519Pubkey;
    } }), Object.defineProperty(exports, "isEthSecp256k1Pubkey", { enumerable: !0, get: function() {
      return pubkeys_1.isEthSecp256k1Pubkey;
    } }), Object.defineProperty(exports, "isMultisigThresholdPubkey", { enumerable: !0, get: function() {
      return pubkeys_1.isMultisigThresholdPubkey;
    } }), Object.defineProperty(exports, "isSecp256k1Pubkey", { enumerable: !0, get: function() {
      return pubkeys_1.isSecp256k1Pubkey;
    } }), Object.defineProperty(exports, "isSinglePubkey", { enumerable: !0, get: function() {
      return pubkeys_1.isSinglePubkey;
    } }), Object.defineProperty(exports, "pubkeyType", { enumerable: !0, get: function() {
      return pubkeys_1.pubkeyType;
    } });
    var secp256k1hdwallet_1 = require_secp256k1hdwallet();
    Object.defineProperty(exports, "extractKdfConfiguration", { enumerable: !0, get: function() {
      return secp256k1hdwallet_1.extractKdfConfiguration;
    } }), Object.defineProperty(exports, "Secp256k1HdWallet", { enumerable: !0, get: function() {
      return secp256k1hdwallet_1.Secp256k1HdWallet;
    } });
    var secp256k1wallet_1 = require_secp256k1wallet();
    Object.defineProperty(exports, "Secp256k1Wallet", { enumerable: !0, get: function() {
      return secp256k1wallet_1.Secp256k1Wallet;
    } });
    var signature_1 = require_signature();
    Object.defineProperty(exports, "decodeSignature", { enumerable: !0, get: function() {
      return signature_1.decodeSignature;
    } }), Object.defineProperty(exports, "encodeEthSecp256k1Signature", { enumerable: !0, get: function() {
      return signature_1.encodeEthSecp256k1Signature;
    } }), Object.defineProperty(exports, "encodeSecp256k1Signature", { enumerable: !0, get: function() {
      return signature_1.encodeSecp256k1Signature;
    } });
    var signdoc_1 = require_signdoc();
    Object.defineProperty(exports, "makeSignDoc", { enumerable: !0, get: function() {
      return signdoc_1.makeSignDoc;
    } }), Object.defineProperty(exports, "serializeSignDoc", { enumerable: !0, get: function() {
      return signdoc_1.serializeSignDoc;
    } });
    var signerutils_1 = require_signerutils();
    Object.defineProperty(exports, "getAminoPubkey", { enumerable: !0, get: function() {
      return signerutils_1.getAminoPubkey;
    } }), Object.defineProperty(exports, "isEthereumSecp256k1Account", { enumerable: !0, get: function() {
      return signerutils_1.isEthereumSecp256k1Account;
    } });
    var stdtx_1 = require_stdtx();
    Object.defineProperty(exports, "isStdTx", { enumerable: !0, get: function() {
      return stdtx_1.isStdTx;
    } }), Object.defineProperty(exports, "makeStdTx", { enumerable: !0, get: function() {
      return stdtx_1.makeStdTx;
    } });
    var wallet_1 = require_wallet();
    Object.defineProperty(exports, "executeKdf", { enumerable: !0, get: function() {
      return wallet_1.executeKdf;
    } });
  }
});

// @cosmjs/proto-signing/0.39.0/build/signing.js
var require_signing2 = __commonJS({
  "@cosmjs/proto-signing/0.39.0/build/signing.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.makeAuthInfoBytes = makeAuthInfoBytes2, exports.makeSignDoc = makeSignDoc2, exports.makeSignBytes = makeSignBytes2;
    var encoding_1 = require_build2(), utils_1 = require_build(), signing_1 = require_signing(), tx_1 = require_tx();
    function makeSignerInfos(signers, signMode) {
      return signers.map(({ pubkey, sequence }) => ({
        publicKey: pubkey,
        modeInfo: {
          single: { mode: signMode }
        },
        sequence: BigInt(sequence)
      }));
    }
    function makeAuthInfoBytes2(signers, feeAmount, gasLimit, feeGranter, feePayer, signMode = signing_1.SignMode.SIGN_MODE_DIRECT) {
      (0, utils_1.assert)(feeGranter === void 0 || typeof feeGranter == "string", "feeGranter must be undefined or string"), (0, utils_1.assert)(feePayer === void 0 || typeof feePayer == "string", "feePayer must be undefined or string");
      let authInfo = tx_1.AuthInfo.fromPartial({
        signerInfos: makeSignerInfos(signers, signMode),
        fee: {
          amount: [...feeAmount],
          gasLimit: BigInt(gasLimit),
          granter: feeGranter,
          payer: feePayer
        }
      });
      return (0, encoding_1.fixUint8Array)(tx_1.AuthInfo.encode(authInfo).finish());
    }
    function makeSignDoc2(bodyBytes, authInfoBytes, chainId, accountNumber) {
      return {
        bodyBytes,
        authInfoBytes,
        chainId,
        accountNumber: BigInt(accountNumber)
      };
    }
    function makeSignBytes2({ accountNumber, authInfoBytes, bodyBytes, chainId }) {
      let signDoc = tx_1.SignDoc.fromPartial({
        accountNumber,
        authInfoBytes,
        bodyBytes,
        chainId
      });
      return (0, encoding_1.fixUint8Array)(tx_1.SignDoc.encode(signDoc).finish());
    }
  }
});

// @cosmjs/proto-signing/0.39.0/build/directethsecp256k1hdwallet.js
var require_directethsecp256k1hdwallet = __commonJS({
  "@cosmjs/proto-signing/0.39.0/build/directethsecp256k1hdwallet.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.DirectEthSecp256k1HdWallet = void 0;
    var amino_1 = require_build5(), crypto_1 = require_build4(), encoding_1 = require_build2(), signing_1 = require_signing2(), defaultOptions = {
      bip39Password: "",
      hdPaths: [
        [
          crypto_1.Slip10RawIndex.hardened(44),
          crypto_1.Slip10RawIndex.hardened(60),
          crypto_1.Slip10RawIndex.hardened(0),
          crypto_1.Slip10RawIndex.normal(0),
          crypto_1.Slip10RawIndex.normal(0)
        ]
      ],
      prefix: "cosmos"
    }, DirectEthSecp256k1HdWallet = class _DirectEthSecp256k1HdWallet {
      /**
       * Restores a wallet from the given BIP39 mnemonic.
       *
       * @param mnemonic Any valid English mnemonic.
       * @param options An optional `DirectEthSecp256k1HdWalletOptions` object optionally containing a bip39Password, hdPaths, and prefix.
       */
      static async fromMnemonic(mnemonic, options = {}) {
        let mnemonicChecked = new crypto_1.EnglishMnemonic(mnemonic), seed = await crypto_1.Bip39.mnemonicToSeed(mnemonicChecked, options.bip39Password);
        return new _DirectEthSecp256k1HdWallet(mnemonicChecked, {
          ...options,
          seed
        });
      }
      /**
       * Generates a new wallet with a BIP39 mnemonic of the given length.
       *
       * @param length The number of words in the mnemonic (12, 15, 18, 21 or 24).
       * @param options An optional `DirectSecp256k1HdWalletOptions` object optionally containing a bip39Password, hdPaths, and prefix.
       */
      static async generate(length = 12, options = {}) {
        let entropyLength = 4 * Math.floor(11 * length / 33), entropy = crypto_1.Random.getBytes(entropyLength), mnemonic = crypto_1.Bip39.encode(entropy);
        return _DirectEthSecp256k1HdWallet.fromMnemonic(mnemonic.toString(), options);
      }
      /** Base secret */
      secret;
      /** BIP39 seed */
      seed;
      /** Derivation instructions */
      accounts;
      constructor(mnemonic, options) {
        let prefix = options.prefix ?? defaultOptions.prefix, hdPaths = options.hdPaths ?? defaultOptions.hdPaths;
        this.secret = mnemonic, this.seed = options.seed, this.accounts = hdPaths.map((hdPath) => ({
          hdPath,
          prefix
        }));
      }
      get mnemonic() {
        return this.secret.toString();
      }
      async getAccounts() {
        return (await this.getAccountsWithPrivkeys()).map(({ algo, pubkey, address }) => ({
          algo,
          pubkey,
          address
        }));
      }
      async signDirect(signerAddress, signDoc) {
        let account = (await this.getAccountsWithPrivkeys()).find(({ address }) => address === signerAddress);
        if (account === void 0)
          throw new Error(`Address ${signerAddress} not found in wallet`);
        let { privkey, pubkey } = account, signBytes = (0, signing_1.makeSignBytes)(signDoc), hashedMessage = (0, crypto_1.keccak256)(signBytes), signature = crypto_1.Secp256k1.createSignature(hashedMessage, privkey), signatureBytes = new Uint8Array([...signature.r(32), ...signature.s(32)]), stdSignature = (0, amino_1.encodeEthSecp256k1Signature)(pubkey, signatureBytes);
        return {
          signed: signDoc,
          signature: stdSignature
        };
      }
      async getKeyPair(hdPath) {
        let { privkey } = crypto_1.Slip10.derivePath(crypto_1.Slip10Curve.Secp256k1, this.seed, hdPath), { pubkey } = crypto_1.Secp256k1.makeKeypair(privkey);
        return {
          privkey,
          pubkey: crypto_1.Secp256k1.compressPubkey(pubkey)
        };
      }
      async getAccountsWithPrivkeys() {
        return Promise.all(this.accounts.map(async ({ hdPath, prefix }) => {
          let { privkey, pubkey } = await this.getKeyPair(hdPath), address = (0, encoding_1.toBech32)(prefix, (0, amino_1.rawEthSecp256k1PubkeyToRawAddress)(pubkey));
          return {
            algo: "eth_secp256k1",
            privkey,
            pubkey,
            address
          };
        }));
      }
    };
    exports.DirectEthSecp256k1HdWallet = DirectEthSecp256k1HdWallet;
  }
});

// @cosmjs/proto-signing/0.39.0/build/directethsecp256k1wallet.js
var require_directethsecp256k1wallet = __commonJS({
  "@cosmjs/proto-signing/0.39.0/build/directethsecp256k1wallet.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.DirectEthSecp256k1Wallet = void 0;
    var amino_1 = require_build5(), crypto_1 = require_build4(), encoding_1 = require_build2(), signing_1 = require_signing2(), DirectEthSecp256k1Wallet = class _DirectEthSecp256k1Wallet {
      /**
       * Creates a DirectSecp256k1Wallet from the given private key
       *
       * @param privkey The private key.
       * @param prefix The bech32 address prefix (human readable part). Defaults to "cosmos".
       */
      static async fromKey(privkey, prefix = "cosmos") {
        let uncompressed = crypto_1.Secp256k1.makeKeypair(privkey).pubkey;
        return new _DirectEthSecp256k1Wallet(privkey, crypto_1.Secp256k1.compressPubkey(uncompressed), prefix);
      }
      pubkey;
      privkey;
      prefix;
      constructor(privkey, pubkey, prefix) {
        this.privkey = privkey, this.pubkey = pubkey, this.prefix = prefix;
      }
      get address() {
        return (0, encoding_1.toBech32)(this.prefix, (0, amino_1.rawEthSecp256k1PubkeyToRawAddress)(this.pubkey));
      }
      async getAccounts() {
        return [
          {
            algo: "eth_secp256k1",
            address: this.address,
            pubkey: this.pubkey
          }
        ];
      }
      async signDirect(address, signDoc) {
        let signBytes = (0, signing_1.makeSignBytes)(signDoc);
        if (address !== this.address)
          throw new Error(`Address ${address} not found in wallet`);
        let hashedMessage = (0, crypto_1.keccak256)(signBytes), signature = crypto_1.Secp256k1.createSignature(hashedMessage, this.privkey), signatureBytes = new Uint8Array([...signature.r(32), ...signature.s(32)]), stdSignature = (0, amino_1.encodeEthSecp256k1Signature)(this.pubkey, signatureBytes);
        return {
          signed: signDoc,
          signature: stdSignature
        };
      }
    };
    exports.DirectEthSecp256k1Wallet = DirectEthSecp256k1Wallet;
  }
});

// @cosmjs/proto-signing/0.39.0/build/wallet.js
var require_wallet2 = __commonJS({
  "@cosmjs/proto-signing/0.39.0/build/wallet.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.supportedAlgorithms = exports.cosmjsSalt = void 0, exports.executeKdf = executeKdf, exports.encrypt = encrypt, exports.decrypt = decrypt;
    var crypto_1 = require_build4(), encoding_1 = require_build2();
    exports.cosmjsSalt = (0, encoding_1.toAscii)("The CosmJS salt.");
    async function executeKdf(password, configuration) {
      switch (configuration.algorithm) {
        case "argon2id": {
          let options = configuration.params;
          if (!(0, crypto_1.isArgon2idOptions)(options))
            throw new Error("Invalid format of argon2id params");
          return await crypto_1.Argon2id.execute(password, exports.cosmjsSalt, options);
        }
        default:
          throw new Error("Unsupported KDF algorithm");
      }
    }
    exports.supportedAlgorithms = {
      xchacha20poly1305Ietf: "xchacha20poly1305-ietf"
    };
    async function encrypt(plaintext, encryptionKey, config) {
      if (config.algorithm === exports.supportedAlgorithms.xchacha20poly1305Ietf) {
        let nonce = crypto_1.Random.getBytes(crypto_1.xchacha20NonceLength);
        return new Uint8Array([
          ...nonce,
          ...await crypto_1.Xchacha20poly1305Ietf.encrypt(plaintext, encryptionKey, nonce)
        ]);
      } else
        throw new Error(`Unsupported encryption algorithm: '${config.algorithm}'`);
    }
    async function decrypt(ciphertext, encryptionKey, config) {
      if (config.algorithm === exports.supportedAlgorithms.xchacha20poly1305Ietf) {
        let nonce = ciphertext.slice(0, crypto_1.xchacha20NonceLength);
        return crypto_1.Xchacha20poly1305Ietf.decrypt(ciphertext.slice(crypto_1.xchacha20NonceLength), encryptionKey, nonce);
      } else
        throw new Error(`Unsupported encryption algorithm: '${config.algorithm}'`);
    }
  }
});

// @cosmjs/proto-signing/0.39.0/build/directsecp256k1hdwallet.js
var require_directsecp256k1hdwallet = __commonJS({
  "@cosmjs/proto-signing/0.39.0/build/directsecp256k1hdwallet.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.DirectSecp256k1HdWallet = void 0, exports.extractKdfConfiguration = extractKdfConfiguration;
    var amino_1 = require_build5(), crypto_1 = require_build4(), encoding_1 = require_build2(), utils_1 = require_build(), signing_1 = require_signing2(), wallet_1 = require_wallet2(), serializationTypeV1 = "directsecp256k1hdwallet-v1", basicPasswordHashingOptions = {
      algorithm: "argon2id",
      params: {
        outputLength: 32,
        opsLimit: 24,
        memLimitKib: 12 * 1024
      }
    };
    function isDerivationJson(thing) {
      return !(!(0, utils_1.isNonNullObject)(thing) || typeof thing.hdPath != "string" || typeof thing.prefix != "string");
    }
    function extractKdfConfigurationV1(doc) {
      return doc.kdf;
    }
    function extractKdfConfiguration(serialization) {
      let root = JSON.parse(serialization);
      if (!(0, utils_1.isNonNullObject)(root))
        throw new Error("Root document is not an object.");
      if (root.type === serializationTypeV1)
        return extractKdfConfigurationV1(root);
      throw new Error("Unsupported serialization type");
    }
    var defaultOptions = {
      bip39Password: "",
      hdPaths: [(0, amino_1.makeCosmoshubPath)(0)],
      prefix: "cosmos"
    }, DirectSecp256k1HdWallet = class _DirectSecp256k1HdWallet {
      /**
       * Restores a wallet from the given BIP39 mnemonic.
       *
       * @param mnemonic Any valid English mnemonic.
       * @param options An optional `DirectSecp256k1HdWalletOptions` object optionally containing a bip39Password, hdPaths, and prefix.
       */
      static async fromMnemonic(mnemonic, options = {}) {
        let mnemonicChecked = new crypto_1.EnglishMnemonic(mnemonic), seed = await crypto_1.Bip39.mnemonicToSeed(mnemonicChecked, options.bip39Password);
        return new _DirectSecp256k1HdWallet(mnemonicChecked, {
          ...options,
          seed
        });
      }
      /**
       * Generates a new wallet with a BIP39 mnemonic of the given length.
       *
       * @param length The number of words in the mnemonic (12, 15, 18, 21 or 24).
       * @param options An optional `DirectSecp256k1HdWalletOptions` object optionally containing a bip39Password, hdPaths, and prefix.
       */
      static async generate(length = 12, options = {}) {
        let entropyLength = 4 * Math.floor(11 * length / 33), entropy = crypto_1.Random.getBytes(entropyLength), mnemonic = crypto_1.Bip39.encode(entropy);
        return _DirectSecp256k1HdWallet.fromMnemonic(mnemonic.toString(), options);
      }
      /**
       * Restores a wallet from an encrypted serialization.
       *
       * @param password The user provided password used to generate an encryption key via a KDF.
       *                 This is not normalized internally (see "Unicode normalization" to learn more).
       *
       * @deprecated Wallet encryption support will be removed from CosmJS in a future version.
       *             If you actually use this, please comment at https://github.com/cosmos/cosmjs/issues/1796.
       */
      static async deserialize(serialization, password) {
        let root = JSON.parse(serialization);
        if (!(0, utils_1.isNonNullObject)(root))
          throw new Error("Root document is not an object.");
        if (root.type === serializationTypeV1)
          return _DirectSecp256k1HdWallet.deserializeTypeV1(serialization, password);
        throw new Error("Unsupported serialization type");
      }
      /**
       * Restores a wallet from an encrypted serialization.
       *
       * This is an advanced alternative to calling `deserialize(serialization, password)` directly, which allows
       * you to offload the KDF execution to a non-UI thread (e.g. in a WebWorker).
       *
       * The caller is responsible for ensuring the key was derived with the given KDF configuration. This can be
       * done using `extractKdfConfiguration(serialization)` and `executeKdf(password, kdfConfiguration)` from this package.
       *
       * @deprecated Wallet encryption support will be removed from CosmJS in a future version.
       *             If you actually use this, please comment at https://github.com/cosmos/cosmjs/issues/1796.
       */
      static async deserializeWithEncryptionKey(serialization, encryptionKey) {
        let root = JSON.parse(serialization);
        if (!(0, utils_1.isNonNullObject)(root))
          throw new Error("Root document is not an object.");
        let untypedRoot = root;
        switch (untypedRoot.type) {
          case serializationTypeV1: {
            let decryptedBytes = await (0, wallet_1.decrypt)((0, encoding_1.fromBase64)(untypedRoot.data), encryptionKey, untypedRoot.encryption), decryptedDocument = JSON.parse((0, encoding_1.fromUtf8)(decryptedBytes)), { mnemonic, accounts } = decryptedDocument;
            if ((0, utils_1.assert)(typeof mnemonic == "string"), !Array.isArray(accounts))
              throw new Error("Property 'accounts' is not an array");
            if (!accounts.every((account) => isDerivationJson(account)))
              throw new Error("Account is not in the correct format.");
            let firstPrefix = accounts[0].prefix;
            if (!accounts.every(({ prefix }) => prefix === firstPrefix))
              throw new Error("Accounts do not all have the same prefix");
            let hdPaths = accounts.map(({ hdPath }) => (0, crypto_1.stringToPath)(hdPath));
            return _DirectSecp256k1HdWallet.fromMnemonic(mnemonic, {
              hdPaths,
              prefix: firstPrefix
            });
          }
          default:
            throw new Error("Unsupported serialization type");
        }
      }
      static async deserializeTypeV1(serialization, password) {
        let root = JSON.parse(serialization);
        if (!(0, utils_1.isNonNullObject)(root))
          throw new Error("Root document is not an object.");
        let encryptionKey = await (0, wallet_1.executeKdf)(password, root.kdf);
        return _DirectSecp256k1HdWallet.deserializeWithEncryptionKey(serialization, encryptionKey);
      }
      /** Base secret */
      secret;
      /** BIP39 seed */
      seed;
      /** Derivation instructions */
      accounts;
      constructor(mnemonic, options) {
        let prefix = options.prefix ?? defaultOptions.prefix, hdPaths = options.hdPaths ?? defaultOptions.hdPaths;
        this.secret = mnemonic, this.seed = options.seed, this.accounts = hdPaths.map((hdPath) => ({
          hdPath,
          prefix
        }));
      }
      get mnemonic() {
        return this.secret.toString();
      }
      async getAccounts() {
        return this.getAccountsWithPrivkeys().map(({ algo, pubkey, address }) => ({
          algo,
          pubkey,
          address
        }));
      }
      async signDirect(signerAddress, signDoc) {
        let account = this.getAccountsWithPrivkeys().find(({ address }) => address === signerAddress);
        if (account === void 0)
          throw new Error(`Address ${signerAddress} not found in wallet`);
        let { privkey, pubkey } = account, signBytes = (0, signing_1.makeSignBytes)(signDoc), hashedMessage = (0, crypto_1.sha256)(signBytes), signature = crypto_1.Secp256k1.createSignature(hashedMessage, privkey), signatureBytes = new Uint8Array([...signature.r(32), ...signature.s(32)]), stdSignature = (0, amino_1.encodeSecp256k1Signature)(pubkey, signatureBytes);
        return {
          signed: signDoc,
          signature: stdSignature
        };
      }
      /**
       * Generates an encrypted serialization of this wallet.
       *
       * @param password The user provided password used to generate an encryption key via a KDF.
       *                 This is not normalized internally (see "Unicode normalization" to learn more).
       *
       * @deprecated Wallet encryption support will be removed from CosmJS in a future version.
       *             If you actually use this, please comment at https://github.com/cosmos/cosmjs/issues/1796.
       */
      async serialize(password) {
        let kdfConfiguration = basicPasswordHashingOptions, encryptionKey = await (0, wallet_1.executeKdf)(password, kdfConfiguration);
        return this.serializeWithEncryptionKey(encryptionKey, kdfConfiguration);
      }
      /**
       * Generates an encrypted serialization of this wallet.
       *
       * This is an advanced alternative to calling `serialize(password)` directly, which allows you to
       * offload the KDF execution to a non-UI thread (e.g. in a WebWorker).
       *
       * The caller is responsible for ensuring the key was derived with the given KDF options. If this
       * is not the case, the wallet cannot be restored with the original password.
       *
       * @deprecated Wallet encryption support will be removed from CosmJS in a future version.
       *             If you actually use this, please comment at https://github.com/cosmos/cosmjs/issues/1796.
       */
      async serializeWithEncryptionKey(encryptionKey, kdfConfiguration) {
        let dataToEncrypt = {
          mnemonic: this.mnemonic,
          accounts: this.accounts.map(({ hdPath, prefix }) => ({
            hdPath: (0, crypto_1.pathToString)(hdPath),
            prefix
          }))
        }, dataToEncryptRaw = (0, encoding_1.toUtf8)(JSON.stringify(dataToEncrypt)), encryptionConfiguration = {
          algorithm: wallet_1.supportedAlgorithms.xchacha20poly1305Ietf
        }, encryptedData = await (0, wallet_1.encrypt)(dataToEncryptRaw, encryptionKey, encryptionConfiguration), out = {
          type: serializationTypeV1,
          kdf: kdfConfiguration,
          encryption: encryptionConfiguration,
          data: (0, encoding_1.toBase64)(encryptedData)
        };
        return JSON.stringify(out);
      }
      getKeyPair(hdPath) {
        let { privkey } = crypto_1.Slip10.derivePath(crypto_1.Slip10Curve.Secp256k1, this.seed, hdPath), { pubkey } = crypto_1.Secp256k1.makeKeypair(privkey);
        return {
          privkey,
          pubkey: crypto_1.Secp256k1.compressPubkey(pubkey)
        };
      }
      getAccountsWithPrivkeys() {
        return this.accounts.map(({ hdPath, prefix }) => {
          let { privkey, pubkey } = this.getKeyPair(hdPath), address = (0, encoding_1.toBech32)(prefix, (0, amino_1.rawSecp256k1PubkeyToRawAddress)(pubkey));
          return {
            algo: "secp256k1",
            privkey,
            pubkey,
            address
          };
        });
      }
    };
    exports.DirectSecp256k1HdWallet = DirectSecp256k1HdWallet;
  }
});

// @cosmjs/proto-signing/0.39.0/build/directsecp256k1wallet.js
var require_directsecp256k1wallet = __commonJS({
  "@cosmjs/proto-signing/0.39.0/build/directsecp256k1wallet.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.DirectSecp256k1Wallet = void 0;
    var amino_1 = require_build5(), crypto_1 = require_build4(), encoding_1 = require_build2(), signing_1 = require_signing2(), DirectSecp256k1Wallet2 = class _DirectSecp256k1Wallet {
      /**
       * Creates a DirectSecp256k1Wallet from the given private key
       *
       * @param privkey The private key.
       * @param prefix The bech32 address prefix (human readable part). Defaults to "cosmos".
       */
      static async fromKey(privkey, prefix = "cosmos") {
        let uncompressed = crypto_1.Secp256k1.makeKeypair(privkey).pubkey;
        return new _DirectSecp256k1Wallet(privkey, crypto_1.Secp256k1.compressPubkey(uncompressed), prefix);
      }
      pubkey;
      privkey;
      prefix;
      constructor(privkey, pubkey, prefix) {
        this.privkey = privkey, this.pubkey = pubkey, this.prefix = prefix;
      }
      get address() {
        return (0, encoding_1.toBech32)(this.prefix, (0, amino_1.rawSecp256k1PubkeyToRawAddress)(this.pubkey));
      }
      async getAccounts() {
        return [
          {
            algo: "secp256k1",
            address: this.address,
            pubkey: this.pubkey
          }
        ];
      }
      async signDirect(address, signDoc) {
        let signBytes = (0, signing_1.makeSignBytes)(signDoc);
        if (address !== this.address)
          throw new Error(`Address ${address} not found in wallet`);
        let hashedMessage = (0, crypto_1.sha256)(signBytes), signature = crypto_1.Secp256k1.createSignature(hashedMessage, this.privkey), signatureBytes = new Uint8Array([...signature.r(32), ...signature.s(32)]), stdSignature = (0, amino_1.encodeSecp256k1Signature)(this.pubkey, signatureBytes);
        return {
          signed: signDoc,
          signature: stdSignature
        };
      }
    };
    exports.DirectSecp256k1Wallet = DirectSecp256k1Wallet2;
  }
});

// @cosmjs/proto-signing/0.39.0/build/paths.js
var require_paths2 = __commonJS({
  "@cosmjs/proto-signing/0.39.0/build/paths.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.makeCosmoshubPath = makeCosmoshubPath;
    var crypto_1 = require_build4();
    function makeCosmoshubPath(a) {
      return [
        crypto_1.Slip10RawIndex.hardened(44),
        crypto_1.Slip10RawIndex.hardened(118),
        crypto_1.Slip10RawIndex.hardened(0),
        crypto_1.Slip10RawIndex.normal(0),
        crypto_1.Slip10RawIndex.normal(a)
      ];
    }
  }
});

// cosmjs-types/0.11.0/cosmos/crypto/ed25519/keys.js
var require_keys = __commonJS({
  "cosmjs-types/0.11.0/cosmos/crypto/ed25519/keys.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.PrivKey = exports.PubKey = exports.protobufPackage = void 0;
    var binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "cosmos.crypto.ed25519";
    function createBasePubKey() {
      return {
        key: new Uint8Array()
      };
    }
    exports.PubKey = {
      typeUrl: "/cosmos.crypto.ed25519.PubKey",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.key.length !== 0 && writer.uint32(10).bytes(message.key), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBasePubKey();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.key = reader.bytes() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBasePubKey();
        return (0, helpers_1.isSet)(object.key) && (obj.key = (0, helpers_1.bytesFromBase64)(object.key)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.key !== void 0 && (obj.key = (0, helpers_1.base64FromBytes)(message.key !== void 0 ? message.key : new Uint8Array())), obj;
      },
      fromPartial(object) {
        let message = createBasePubKey();
        return message.key = object.key ?? new Uint8Array(), message;
      }
    };
    function createBasePrivKey() {
      return {
        key: new Uint8Array()
      };
    }
    exports.PrivKey = {
      typeUrl: "/cosmos.crypto.ed25519.PrivKey",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.key.length !== 0 && writer.uint32(10).bytes(message.key), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBasePrivKey();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.key = reader.bytes() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBasePrivKey();
        return (0, helpers_1.isSet)(object.key) && (obj.key = (0, helpers_1.bytesFromBase64)(object.key)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.key !== void 0 && (obj.key = (0, helpers_1.base64FromBytes)(message.key !== void 0 ? message.key : new Uint8Array())), obj;
      },
      fromPartial(object) {
        let message = createBasePrivKey();
        return message.key = object.key ?? new Uint8Array(), message;
      }
    };
  }
});

// cosmjs-types/0.11.0/cosmos/crypto/multisig/keys.js
var require_keys2 = __commonJS({
  "cosmjs-types/0.11.0/cosmos/crypto/multisig/keys.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.LegacyAminoPubKey = exports.protobufPackage = void 0;
    var any_1 = require_any(), binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "cosmos.crypto.multisig";
    function createBaseLegacyAminoPubKey() {
      return {
        threshold: 0,
        publicKeys: []
      };
    }
    exports.LegacyAminoPubKey = {
      typeUrl: "/cosmos.crypto.multisig.LegacyAminoPubKey",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.threshold !== 0 && writer.uint32(8).uint32(message.threshold);
        for (let v of message.publicKeys)
          any_1.Any.encode(v, writer.uint32(18).fork()).ldelim();
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseLegacyAminoPubKey();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.threshold = reader.uint32();
              break;
            case 2:
              message.publicKeys.push(any_1.Any.decode(reader, reader.uint32()));
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseLegacyAminoPubKey();
        return (0, helpers_1.isSet)(object.threshold) && (obj.threshold = Number(object.threshold)), Array.isArray(object?.publicKeys) && (obj.publicKeys = object.publicKeys.map((e) => any_1.Any.fromJSON(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.threshold !== void 0 && (obj.threshold = Math.round(message.threshold)), message.publicKeys ? obj.publicKeys = message.publicKeys.map((e) => e ? any_1.Any.toJSON(e) : void 0) : obj.publicKeys = [], obj;
      },
      fromPartial(object) {
        let message = createBaseLegacyAminoPubKey();
        return message.threshold = object.threshold ?? 0, message.publicKeys = object.publicKeys?.map((e) => any_1.Any.fromPartial(e)) || [], message;
      }
    };
  }
});

// cosmjs-types/0.11.0/cosmos/crypto/secp256k1/keys.js
var require_keys3 = __commonJS({
  "cosmjs-types/0.11.0/cosmos/crypto/secp256k1/keys.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.PrivKey = exports.PubKey = exports.protobufPackage = void 0;
    var binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "cosmos.crypto.secp256k1";
    function createBasePubKey() {
      return {
        key: new Uint8Array()
      };
    }
    exports.PubKey = {
      typeUrl: "/cosmos.crypto.secp256k1.PubKey",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.key.length !== 0 && writer.uint32(10).bytes(message.key), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBasePubKey();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.key = reader.bytes() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBasePubKey();
        return (0, helpers_1.isSet)(object.key) && (obj.key = (0, helpers_1.bytesFromBase64)(object.key)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.key !== void 0 && (obj.key = (0, helpers_1.base64FromBytes)(message.key !== void 0 ? message.key : new Uint8Array())), obj;
      },
      fromPartial(object) {
        let message = createBasePubKey();
        return message.key = object.key ?? new Uint8Array(), message;
      }
    };
    function createBasePrivKey() {
      return {
        key: new Uint8Array()
      };
    }
    exports.PrivKey = {
      typeUrl: "/cosmos.crypto.secp256k1.PrivKey",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.key.length !== 0 && writer.uint32(10).bytes(message.key), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBasePrivKey();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.key = reader.bytes() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBasePrivKey();
        return (0, helpers_1.isSet)(object.key) && (obj.key = (0, helpers_1.bytesFromBase64)(object.key)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.key !== void 0 && (obj.key = (0, helpers_1.base64FromBytes)(message.key !== void 0 ? message.key : new Uint8Array())), obj;
      },
      fromPartial(object) {
        let message = createBasePrivKey();
        return message.key = object.key ?? new Uint8Array(), message;
      }
    };
  }
});

// @cosmjs/proto-signing/0.39.0/build/pubkey.js
var require_pubkey = __commonJS({
  "@cosmjs/proto-signing/0.39.0/build/pubkey.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.encodePubkey = encodePubkey, exports.anyToSinglePubkey = anyToSinglePubkey, exports.decodePubkey = decodePubkey, exports.decodeOptionalPubkey = decodeOptionalPubkey;
    var amino_1 = require_build5(), encoding_1 = require_build2(), math_1 = require_build3(), keys_1 = require_keys(), keys_2 = require_keys2(), keys_3 = require_keys3(), any_1 = require_any();
    function encodePubkey(pubkey) {
      if ((0, amino_1.isSecp256k1Pubkey)(pubkey)) {
        let pubkeyProto = keys_3.PubKey.fromPartial({
          key: (0, encoding_1.fromBase64)(pubkey.value)
        });
        return any_1.Any.fromPartial({
          typeUrl: "/cosmos.crypto.secp256k1.PubKey",
          value: Uint8Array.from(keys_3.PubKey.encode(pubkeyProto).finish())
        });
      } else if ((0, amino_1.isEthSecp256k1Pubkey)(pubkey)) {
        let pubkeyProto = keys_3.PubKey.fromPartial({
          key: (0, encoding_1.fromBase64)(pubkey.value)
        });
        return any_1.Any.fromPartial({
          typeUrl: "/cosmos.evm.crypto.v1.ethsecp256k1.PubKey",
          value: Uint8Array.from(keys_3.PubKey.encode(pubkeyProto).finish())
        });
      } else if ((0, amino_1.isEd25519Pubkey)(pubkey)) {
        let pubkeyProto = keys_1.PubKey.fromPartial({
          key: (0, encoding_1.fromBase64)(pubkey.value)
        });
        return any_1.Any.fromPartial({
          typeUrl: "/cosmos.crypto.ed25519.PubKey",
          value: Uint8Array.from(keys_1.PubKey.encode(pubkeyProto).finish())
        });
      } else if ((0, amino_1.isMultisigThresholdPubkey)(pubkey)) {
        let pubkeyProto = keys_2.LegacyAminoPubKey.fromPartial({
          threshold: math_1.Uint53.fromString(pubkey.value.threshold).toNumber(),
          publicKeys: pubkey.value.pubkeys.map(encodePubkey)
        });
        return any_1.Any.fromPartial({
          typeUrl: "/cosmos.crypto.multisig.LegacyAminoPubKey",
          value: Uint8Array.from(keys_2.LegacyAminoPubKey.encode(pubkeyProto).finish())
        });
      } else
        throw new Error(`Pubkey type ${pubkey.type} not recognized`);
    }
    function anyToSinglePubkey(pubkey) {
      switch (pubkey.typeUrl) {
        case "/cosmos.crypto.secp256k1.PubKey": {
          let { key } = keys_3.PubKey.decode(pubkey.value);
          return (0, amino_1.encodeSecp256k1Pubkey)(key);
        }
        case "/cosmos.evm.crypto.v1.ethsecp256k1.PubKey": {
          let { key } = keys_3.PubKey.decode(pubkey.value);
          return (0, amino_1.encodeEthSecp256k1Pubkey)(key);
        }
        case "/cosmos.crypto.ed25519.PubKey": {
          let { key } = keys_1.PubKey.decode(pubkey.value);
          return (0, amino_1.encodeEd25519Pubkey)(key);
        }
        default:
          throw new Error(`Pubkey type_url ${pubkey.typeUrl} not recognized as single public key type`);
      }
    }
    function decodePubkey(pubkey) {
      switch (pubkey.typeUrl) {
        case "/cosmos.crypto.secp256k1.PubKey":
        case "/cosmos.evm.crypto.v1.ethsecp256k1.PubKey":
        case "/cosmos.crypto.ed25519.PubKey":
          return anyToSinglePubkey(pubkey);
        case "/cosmos.crypto.multisig.LegacyAminoPubKey": {
          let { threshold, publicKeys } = keys_2.LegacyAminoPubKey.decode(pubkey.value);
          return {
            type: "tendermint/PubKeyMultisigThreshold",
            value: {
              threshold: threshold.toString(),
              pubkeys: publicKeys.map(anyToSinglePubkey)
            }
          };
        }
        default:
          throw new Error(`Pubkey type URL '${pubkey.typeUrl}' not recognized`);
      }
    }
    function decodeOptionalPubkey(pubkey) {
      if (!pubkey)
        return null;
      if (pubkey.typeUrl) {
        if (pubkey.value.length)
          return decodePubkey(pubkey);
        throw new Error(`Pubkey is an Any with type URL '${pubkey.typeUrl}' but an empty value`);
      } else {
        if (pubkey.value.length)
          throw new Error("Pubkey is an Any with an empty type URL but a value set");
        return null;
      }
    }
  }
});

// cosmjs-types/0.11.0/cosmos/bank/v1beta1/bank.js
var require_bank = __commonJS({
  "cosmjs-types/0.11.0/cosmos/bank/v1beta1/bank.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Metadata = exports.DenomUnit = exports.Supply = exports.Output = exports.Input = exports.SendEnabled = exports.Params = exports.protobufPackage = void 0;
    var coin_1 = require_coin(), binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "cosmos.bank.v1beta1";
    function createBaseParams() {
      return {
        sendEnabled: [],
        defaultSendEnabled: !1
      };
    }
    exports.Params = {
      typeUrl: "/cosmos.bank.v1beta1.Params",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        for (let v of message.sendEnabled)
          exports.SendEnabled.encode(v, writer.uint32(10).fork()).ldelim();
        return message.defaultSendEnabled === !0 && writer.uint32(16).bool(message.defaultSendEnabled), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseParams();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.sendEnabled.push(exports.SendEnabled.decode(reader, reader.uint32()));
              break;
            case 2:
              message.defaultSendEnabled = reader.bool();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseParams();
        return Array.isArray(object?.sendEnabled) && (obj.sendEnabled = object.sendEnabled.map((e) => exports.SendEnabled.fromJSON(e))), (0, helpers_1.isSet)(object.defaultSendEnabled) && (obj.defaultSendEnabled = !!object.defaultSendEnabled), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.sendEnabled ? obj.sendEnabled = message.sendEnabled.map((e) => e ? exports.SendEnabled.toJSON(e) : void 0) : obj.sendEnabled = [], message.defaultSendEnabled !== void 0 && (obj.defaultSendEnabled = message.defaultSendEnabled), obj;
      },
      fromPartial(object) {
        let message = createBaseParams();
        return message.sendEnabled = object.sendEnabled?.map((e) => exports.SendEnabled.fromPartial(e)) || [], message.defaultSendEnabled = object.defaultSendEnabled ?? !1, message;
      }
    };
    function createBaseSendEnabled() {
      return {
        denom: "",
        enabled: !1
      };
    }
    exports.SendEnabled = {
      typeUrl: "/cosmos.bank.v1beta1.SendEnabled",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.denom !== "" && writer.uint32(10).string(message.denom), message.enabled === !0 && writer.uint32(16).bool(message.enabled), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseSendEnabled();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.denom = reader.string();
              break;
            case 2:
              message.enabled = reader.bool();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseSendEnabled();
        return (0, helpers_1.isSet)(object.denom) && (obj.denom = String(object.denom)), (0, helpers_1.isSet)(object.enabled) && (obj.enabled = !!object.enabled), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.denom !== void 0 && (obj.denom = message.denom), message.enabled !== void 0 && (obj.enabled = message.enabled), obj;
      },
      fromPartial(object) {
        let message = createBaseSendEnabled();
        return message.denom = object.denom ?? "", message.enabled = object.enabled ?? !1, message;
      }
    };
    function createBaseInput() {
      return {
        address: "",
        coins: []
      };
    }
    exports.Input = {
      typeUrl: "/cosmos.bank.v1beta1.Input",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.address !== "" && writer.uint32(10).string(message.address);
        for (let v of message.coins)
          coin_1.Coin.encode(v, writer.uint32(18).fork()).ldelim();
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseInput();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.address = reader.string();
              break;
            case 2:
              message.coins.push(coin_1.Coin.decode(reader, reader.uint32()));
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseInput();
        return (0, helpers_1.isSet)(object.address) && (obj.address = String(object.address)), Array.isArray(object?.coins) && (obj.coins = object.coins.map((e) => coin_1.Coin.fromJSON(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.address !== void 0 && (obj.address = message.address), message.coins ? obj.coins = message.coins.map((e) => e ? coin_1.Coin.toJSON(e) : void 0) : obj.coins = [], obj;
      },
      fromPartial(object) {
        let message = createBaseInput();
        return message.address = object.address ?? "", message.coins = object.coins?.map((e) => coin_1.Coin.fromPartial(e)) || [], message;
      }
    };
    function createBaseOutput() {
      return {
        address: "",
        coins: []
      };
    }
    exports.Output = {
      typeUrl: "/cosmos.bank.v1beta1.Output",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.address !== "" && writer.uint32(10).string(message.address);
        for (let v of message.coins)
          coin_1.Coin.encode(v, writer.uint32(18).fork()).ldelim();
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseOutput();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.address = reader.string();
              break;
            case 2:
              message.coins.push(coin_1.Coin.decode(reader, reader.uint32()));
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseOutput();
        return (0, helpers_1.isSet)(object.address) && (obj.address = String(object.address)), Array.isArray(object?.coins) && (obj.coins = object.coins.map((e) => coin_1.Coin.fromJSON(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.address !== void 0 && (obj.address = message.address), message.coins ? obj.coins = message.coins.map((e) => e ? coin_1.Coin.toJSON(e) : void 0) : obj.coins = [], obj;
      },
      fromPartial(object) {
        let message = createBaseOutput();
        return message.address = object.address ?? "", message.coins = object.coins?.map((e) => coin_1.Coin.fromPartial(e)) || [], message;
      }
    };
    function createBaseSupply() {
      return {
        total: []
      };
    }
    exports.Supply = {
      typeUrl: "/cosmos.bank.v1beta1.Supply",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        for (let v of message.total)
          coin_1.Coin.encode(v, writer.uint32(10).fork()).ldelim();
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseSupply();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.total.push(coin_1.Coin.decode(reader, reader.uint32())) : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseSupply();
        return Array.isArray(object?.total) && (obj.total = object.total.map((e) => coin_1.Coin.fromJSON(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.total ? obj.total = message.total.map((e) => e ? coin_1.Coin.toJSON(e) : void 0) : obj.total = [], obj;
      },
      fromPartial(object) {
        let message = createBaseSupply();
        return message.total = object.total?.map((e) => coin_1.Coin.fromPartial(e)) || [], message;
      }
    };
    function createBaseDenomUnit() {
      return {
        denom: "",
        exponent: 0,
        aliases: []
      };
    }
    exports.DenomUnit = {
      typeUrl: "/cosmos.bank.v1beta1.DenomUnit",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.denom !== "" && writer.uint32(10).string(message.denom), message.exponent !== 0 && writer.uint32(16).uint32(message.exponent);
        for (let v of message.aliases)
          writer.uint32(26).string(v);
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseDenomUnit();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.denom = reader.string();
              break;
            case 2:
              message.exponent = reader.uint32();
              break;
            case 3:
              message.aliases.push(reader.string());
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseDenomUnit();
        return (0, helpers_1.isSet)(object.denom) && (obj.denom = String(object.denom)), (0, helpers_1.isSet)(object.exponent) && (obj.exponent = Number(object.exponent)), Array.isArray(object?.aliases) && (obj.aliases = object.aliases.map((e) => String(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.denom !== void 0 && (obj.denom = message.denom), message.exponent !== void 0 && (obj.exponent = Math.round(message.exponent)), message.aliases ? obj.aliases = message.aliases.map((e) => e) : obj.aliases = [], obj;
      },
      fromPartial(object) {
        let message = createBaseDenomUnit();
        return message.denom = object.denom ?? "", message.exponent = object.exponent ?? 0, message.aliases = object.aliases?.map((e) => e) || [], message;
      }
    };
    function createBaseMetadata() {
      return {
        description: "",
        denomUnits: [],
        base: "",
        display: "",
        name: "",
        symbol: "",
        uri: "",
        uriHash: ""
      };
    }
    exports.Metadata = {
      typeUrl: "/cosmos.bank.v1beta1.Metadata",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.description !== "" && writer.uint32(10).string(message.description);
        for (let v of message.denomUnits)
          exports.DenomUnit.encode(v, writer.uint32(18).fork()).ldelim();
        return message.base !== "" && writer.uint32(26).string(message.base), message.display !== "" && writer.uint32(34).string(message.display), message.name !== "" && writer.uint32(42).string(message.name), message.symbol !== "" && writer.uint32(50).string(message.symbol), message.uri !== "" && writer.uint32(58).string(message.uri), message.uriHash !== "" && writer.uint32(66).string(message.uriHash), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseMetadata();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.description = reader.string();
              break;
            case 2:
              message.denomUnits.push(exports.DenomUnit.decode(reader, reader.uint32()));
              break;
            case 3:
              message.base = reader.string();
              break;
            case 4:
              message.display = reader.string();
              break;
            case 5:
              message.name = reader.string();
              break;
            case 6:
              message.symbol = reader.string();
              break;
            case 7:
              message.uri = reader.string();
              break;
            case 8:
              message.uriHash = reader.string();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseMetadata();
        return (0, helpers_1.isSet)(object.description) && (obj.description = String(object.description)), Array.isArray(object?.denomUnits) && (obj.denomUnits = object.denomUnits.map((e) => exports.DenomUnit.fromJSON(e))), (0, helpers_1.isSet)(object.base) && (obj.base = String(object.base)), (0, helpers_1.isSet)(object.display) && (obj.display = String(object.display)), (0, helpers_1.isSet)(object.name) && (obj.name = String(object.name)), (0, helpers_1.isSet)(object.symbol) && (obj.symbol = String(object.symbol)), (0, helpers_1.isSet)(object.uri) && (obj.uri = String(object.uri)), (0, helpers_1.isSet)(object.uriHash) && (obj.uriHash = String(object.uriHash)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.description !== void 0 && (obj.description = message.description), message.denomUnits ? obj.denomUnits = message.denomUnits.map((e) => e ? exports.DenomUnit.toJSON(e) : void 0) : obj.denomUnits = [], message.base !== void 0 && (obj.base = message.base), message.display !== void 0 && (obj.display = message.display), message.name !== void 0 && (obj.name = message.name), message.symbol !== void 0 && (obj.symbol = message.symbol), message.uri !== void 0 && (obj.uri = message.uri), message.uriHash !== void 0 && (obj.uriHash = message.uriHash), obj;
      },
      fromPartial(object) {
        let message = createBaseMetadata();
        return message.description = object.description ?? "", message.denomUnits = object.denomUnits?.map((e) => exports.DenomUnit.fromPartial(e)) || [], message.base = object.base ?? "", message.display = object.display ?? "", message.name = object.name ?? "", message.symbol = object.symbol ?? "", message.uri = object.uri ?? "", message.uriHash = object.uriHash ?? "", message;
      }
    };
  }
});

// cosmjs-types/0.11.0/cosmos/bank/v1beta1/tx.js
var require_tx2 = __commonJS({
  "cosmjs-types/0.11.0/cosmos/bank/v1beta1/tx.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.MsgClientImpl = exports.MsgSetSendEnabledResponse = exports.MsgSetSendEnabled = exports.MsgUpdateParamsResponse = exports.MsgUpdateParams = exports.MsgMultiSendResponse = exports.MsgMultiSend = exports.MsgSendResponse = exports.MsgSend = exports.protobufPackage = void 0;
    var coin_1 = require_coin(), bank_1 = require_bank(), binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "cosmos.bank.v1beta1";
    function createBaseMsgSend() {
      return {
        fromAddress: "",
        toAddress: "",
        amount: []
      };
    }
    exports.MsgSend = {
      typeUrl: "/cosmos.bank.v1beta1.MsgSend",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.fromAddress !== "" && writer.uint32(10).string(message.fromAddress), message.toAddress !== "" && writer.uint32(18).string(message.toAddress);
        for (let v of message.amount)
          coin_1.Coin.encode(v, writer.uint32(26).fork()).ldelim();
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseMsgSend();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.fromAddress = reader.string();
              break;
            case 2:
              message.toAddress = reader.string();
              break;
            case 3:
              message.amount.push(coin_1.Coin.decode(reader, reader.uint32()));
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseMsgSend();
        return (0, helpers_1.isSet)(object.fromAddress) && (obj.fromAddress = String(object.fromAddress)), (0, helpers_1.isSet)(object.toAddress) && (obj.toAddress = String(object.toAddress)), Array.isArray(object?.amount) && (obj.amount = object.amount.map((e) => coin_1.Coin.fromJSON(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.fromAddress !== void 0 && (obj.fromAddress = message.fromAddress), message.toAddress !== void 0 && (obj.toAddress = message.toAddress), message.amount ? obj.amount = message.amount.map((e) => e ? coin_1.Coin.toJSON(e) : void 0) : obj.amount = [], obj;
      },
      fromPartial(object) {
        let message = createBaseMsgSend();
        return message.fromAddress = object.fromAddress ?? "", message.toAddress = object.toAddress ?? "", message.amount = object.amount?.map((e) => coin_1.Coin.fromPartial(e)) || [], message;
      }
    };
    function createBaseMsgSendResponse() {
      return {};
    }
    exports.MsgSendResponse = {
      typeUrl: "/cosmos.bank.v1beta1.MsgSendResponse",
      encode(_, writer = binary_1.BinaryWriter.create()) {
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseMsgSendResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(_) {
        return createBaseMsgSendResponse();
      },
      toJSON(_) {
        return {};
      },
      fromPartial(_) {
        return createBaseMsgSendResponse();
      }
    };
    function createBaseMsgMultiSend() {
      return {
        inputs: [],
        outputs: []
      };
    }
    exports.MsgMultiSend = {
      typeUrl: "/cosmos.bank.v1beta1.MsgMultiSend",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        for (let v of message.inputs)
          bank_1.Input.encode(v, writer.uint32(10).fork()).ldelim();
        for (let v of message.outputs)
          bank_1.Output.encode(v, writer.uint32(18).fork()).ldelim();
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseMsgMultiSend();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.inputs.push(bank_1.Input.decode(reader, reader.uint32()));
              break;
            case 2:
              message.outputs.push(bank_1.Output.decode(reader, reader.uint32()));
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseMsgMultiSend();
        return Array.isArray(object?.inputs) && (obj.inputs = object.inputs.map((e) => bank_1.Input.fromJSON(e))), Array.isArray(object?.outputs) && (obj.outputs = object.outputs.map((e) => bank_1.Output.fromJSON(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.inputs ? obj.inputs = message.inputs.map((e) => e ? bank_1.Input.toJSON(e) : void 0) : obj.inputs = [], message.outputs ? obj.outputs = message.outputs.map((e) => e ? bank_1.Output.toJSON(e) : void 0) : obj.outputs = [], obj;
      },
      fromPartial(object) {
        let message = createBaseMsgMultiSend();
        return message.inputs = object.inputs?.map((e) => bank_1.Input.fromPartial(e)) || [], message.outputs = object.outputs?.map((e) => bank_1.Output.fromPartial(e)) || [], message;
      }
    };
    function createBaseMsgMultiSendResponse() {
      return {};
    }
    exports.MsgMultiSendResponse = {
      typeUrl: "/cosmos.bank.v1beta1.MsgMultiSendResponse",
      encode(_, writer = binary_1.BinaryWriter.create()) {
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseMsgMultiSendResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(_) {
        return createBaseMsgMultiSendResponse();
      },
      toJSON(_) {
        return {};
      },
      fromPartial(_) {
        return createBaseMsgMultiSendResponse();
      }
    };
    function createBaseMsgUpdateParams() {
      return {
        authority: "",
        params: bank_1.Params.fromPartial({})
      };
    }
    exports.MsgUpdateParams = {
      typeUrl: "/cosmos.bank.v1beta1.MsgUpdateParams",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.authority !== "" && writer.uint32(10).string(message.authority), message.params !== void 0 && bank_1.Params.encode(message.params, writer.uint32(18).fork()).ldelim(), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseMsgUpdateParams();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.authority = reader.string();
              break;
            case 2:
              message.params = bank_1.Params.decode(reader, reader.uint32());
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseMsgUpdateParams();
        return (0, helpers_1.isSet)(object.authority) && (obj.authority = String(object.authority)), (0, helpers_1.isSet)(object.params) && (obj.params = bank_1.Params.fromJSON(object.params)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.authority !== void 0 && (obj.authority = message.authority), message.params !== void 0 && (obj.params = message.params ? bank_1.Params.toJSON(message.params) : void 0), obj;
      },
      fromPartial(object) {
        let message = createBaseMsgUpdateParams();
        return message.authority = object.authority ?? "", object.params !== void 0 && object.params !== null && (message.params = bank_1.Params.fromPartial(object.params)), message;
      }
    };
    function createBaseMsgUpdateParamsResponse() {
      return {};
    }
    exports.MsgUpdateParamsResponse = {
      typeUrl: "/cosmos.bank.v1beta1.MsgUpdateParamsResponse",
      encode(_, writer = binary_1.BinaryWriter.create()) {
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseMsgUpdateParamsResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(_) {
        return createBaseMsgUpdateParamsResponse();
      },
      toJSON(_) {
        return {};
      },
      fromPartial(_) {
        return createBaseMsgUpdateParamsResponse();
      }
    };
    function createBaseMsgSetSendEnabled() {
      return {
        authority: "",
        sendEnabled: [],
        useDefaultFor: []
      };
    }
    exports.MsgSetSendEnabled = {
      typeUrl: "/cosmos.bank.v1beta1.MsgSetSendEnabled",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.authority !== "" && writer.uint32(10).string(message.authority);
        for (let v of message.sendEnabled)
          bank_1.SendEnabled.encode(v, writer.uint32(18).fork()).ldelim();
        for (let v of message.useDefaultFor)
          writer.uint32(26).string(v);
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseMsgSetSendEnabled();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.authority = reader.string();
              break;
            case 2:
              message.sendEnabled.push(bank_1.SendEnabled.decode(reader, reader.uint32()));
              break;
            case 3:
              message.useDefaultFor.push(reader.string());
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseMsgSetSendEnabled();
        return (0, helpers_1.isSet)(object.authority) && (obj.authority = String(object.authority)), Array.isArray(object?.sendEnabled) && (obj.sendEnabled = object.sendEnabled.map((e) => bank_1.SendEnabled.fromJSON(e))), Array.isArray(object?.useDefaultFor) && (obj.useDefaultFor = object.useDefaultFor.map((e) => String(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.authority !== void 0 && (obj.authority = message.authority), message.sendEnabled ? obj.sendEnabled = message.sendEnabled.map((e) => e ? bank_1.SendEnabled.toJSON(e) : void 0) : obj.sendEnabled = [], message.useDefaultFor ? obj.useDefaultFor = message.useDefaultFor.map((e) => e) : obj.useDefaultFor = [], obj;
      },
      fromPartial(object) {
        let message = createBaseMsgSetSendEnabled();
        return message.authority = object.authority ?? "", message.sendEnabled = object.sendEnabled?.map((e) => bank_1.SendEnabled.fromPartial(e)) || [], message.useDefaultFor = object.useDefaultFor?.map((e) => e) || [], message;
      }
    };
    function createBaseMsgSetSendEnabledResponse() {
      return {};
    }
    exports.MsgSetSendEnabledResponse = {
      typeUrl: "/cosmos.bank.v1beta1.MsgSetSendEnabledResponse",
      encode(_, writer = binary_1.BinaryWriter.create()) {
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseMsgSetSendEnabledResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(_) {
        return createBaseMsgSetSendEnabledResponse();
      },
      toJSON(_) {
        return {};
      },
      fromPartial(_) {
        return createBaseMsgSetSendEnabledResponse();
      }
    };
    var MsgClientImpl = class {
      rpc;
      constructor(rpc) {
        this.rpc = rpc, this.Send = this.Send.bind(this), this.MultiSend = this.MultiSend.bind(this), this.UpdateParams = this.UpdateParams.bind(this), this.SetSendEnabled = this.SetSendEnabled.bind(this);
      }
      Send(request) {
        let data = exports.MsgSend.encode(request).finish();
        return this.rpc.request("cosmos.bank.v1beta1.Msg", "Send", data).then((data2) => exports.MsgSendResponse.decode(new binary_1.BinaryReader(data2)));
      }
      MultiSend(request) {
        let data = exports.MsgMultiSend.encode(request).finish();
        return this.rpc.request("cosmos.bank.v1beta1.Msg", "MultiSend", data).then((data2) => exports.MsgMultiSendResponse.decode(new binary_1.BinaryReader(data2)));
      }
      UpdateParams(request) {
        let data = exports.MsgUpdateParams.encode(request).finish();
        return this.rpc.request("cosmos.bank.v1beta1.Msg", "UpdateParams", data).then((data2) => exports.MsgUpdateParamsResponse.decode(new binary_1.BinaryReader(data2)));
      }
      SetSendEnabled(request) {
        let data = exports.MsgSetSendEnabled.encode(request).finish();
        return this.rpc.request("cosmos.bank.v1beta1.Msg", "SetSendEnabled", data).then((data2) => exports.MsgSetSendEnabledResponse.decode(new binary_1.BinaryReader(data2)));
      }
    };
    exports.MsgClientImpl = MsgClientImpl;
  }
});

// @cosmjs/proto-signing/0.39.0/build/registry.js
var require_registry = __commonJS({
  "@cosmjs/proto-signing/0.39.0/build/registry.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Registry = void 0, exports.hasFromPartial = hasFromPartial, exports.hasCreate = hasCreate, exports.isTxBodyEncodeObject = isTxBodyEncodeObject;
    var encoding_1 = require_build2(), tx_1 = require_tx2(), coin_1 = require_coin(), tx_2 = require_tx(), any_1 = require_any();
    function hasFromPartial(type) {
      return typeof type.fromPartial == "function";
    }
    function hasCreate(type) {
      return typeof type.create == "function";
    }
    var defaultTypeUrls = {
      cosmosCoin: "/cosmos.base.v1beta1.Coin",
      cosmosMsgSend: "/cosmos.bank.v1beta1.MsgSend",
      cosmosTxBody: "/cosmos.tx.v1beta1.TxBody",
      googleAny: "/google.protobuf.Any"
    };
    function isTxBodyEncodeObject(encodeObject) {
      return encodeObject.typeUrl === "/cosmos.tx.v1beta1.TxBody";
    }
    var Registry = class {
      types;
      /**
       * Creates a new Registry for mapping protobuf type identifiers/type URLs to
       * actual implementations. Those implementations are typically generated with ts-proto
       * but we also support protobuf.js as a type generator.
       *
       * If there is no parameter given, a `new Registry()` adds the types `Coin` and `MsgSend`
       * for historic reasons. Those can be overridden by customTypes.
       *
       * There are currently two methods for adding new types:
       * 1. Passing types to the constructor.
       * 2. Using the `register()` method
       */
      constructor(customTypes) {
        let { cosmosCoin, cosmosMsgSend } = defaultTypeUrls;
        this.types = customTypes ? new Map([...customTypes]) : /* @__PURE__ */ new Map([
          [cosmosCoin, coin_1.Coin],
          [cosmosMsgSend, tx_1.MsgSend]
        ]);
      }
      register(typeUrl, type) {
        this.types.set(typeUrl, type);
      }
      /**
       * Looks up a type that was previously added to the registry.
       *
       * The generator information (ts-proto or pbjs) gets lost along the way.
       * If you need to work with the result type in TypeScript, you can use:
       *
       * ```
       * import { assert } from "@cosmjs/utils";
       *
       * const Coin = registry.lookupType("/cosmos.base.v1beta1.Coin");
       * assert(Coin); // Ensures not unset
       * assert(hasFromPartial(Coin)); // Ensures this is the type we expect
       *
       * // Coin is typed TsProtoGeneratedType now.
       * ```
       */
      lookupType(typeUrl) {
        return this.types.get(typeUrl);
      }
      lookupTypeWithError(typeUrl) {
        let type = this.lookupType(typeUrl);
        if (!type)
          throw new Error(`Unregistered type url: ${typeUrl}`);
        return type;
      }
      /**
       * Takes a typeUrl/value pair and encodes the value to protobuf if
       * the given type was previously registered.
       *
       * If the value has to be wrapped in an Any, this needs to be done
       * manually after this call. Or use `encodeAsAny` instead.
       */
      encode(encodeObject) {
        let { value, typeUrl } = encodeObject;
        if (isTxBodyEncodeObject(encodeObject))
          return this.encodeTxBody(value);
        let type = this.lookupTypeWithError(typeUrl), instance = hasFromPartial(type) ? type.fromPartial(value) : type.create(value);
        return (0, encoding_1.fixUint8Array)(type.encode(instance).finish());
      }
      /**
       * Takes a typeUrl/value pair and encodes the value to an Any if
       * the given type was previously registered.
       */
      encodeAsAny(encodeObject) {
        let binaryValue = this.encode(encodeObject);
        return any_1.Any.fromPartial({
          typeUrl: encodeObject.typeUrl,
          value: binaryValue
        });
      }
      encodeTxBody(txBodyFields) {
        let wrappedMessages = txBodyFields.messages.map((message) => this.encodeAsAny(message)), txBody = tx_2.TxBody.fromPartial({
          ...txBodyFields,
          timeoutHeight: BigInt(txBodyFields.timeoutHeight?.toString() ?? "0"),
          messages: wrappedMessages
        });
        return (0, encoding_1.fixUint8Array)(tx_2.TxBody.encode(txBody).finish());
      }
      decode({ typeUrl, value }) {
        if (typeUrl === defaultTypeUrls.cosmosTxBody)
          return this.decodeTxBody(value);
        let decoded = this.lookupTypeWithError(typeUrl).decode(value);
        return Object.entries(decoded).forEach(([key, val]) => {
        }), decoded;
      }
      decodeTxBody(txBody) {
        let decodedTxBody = tx_2.TxBody.decode(txBody);
        return {
          ...decodedTxBody,
          messages: decodedTxBody.messages.map(({ typeUrl, value }) => {
            if (!typeUrl)
              throw new Error("Missing type_url in Any");
            if (!value)
              throw new Error("Missing value in Any");
            return this.decode({ typeUrl, value });
          })
        };
      }
    };
    exports.Registry = Registry;
  }
});

// @cosmjs/proto-signing/0.39.0/build/signer.js
var require_signer = __commonJS({
  "@cosmjs/proto-signing/0.39.0/build/signer.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.isOfflineDirectSigner = isOfflineDirectSigner;
    function isOfflineDirectSigner(signer) {
      return signer.signDirect !== void 0;
    }
  }
});

// @cosmjs/proto-signing/0.39.0/build/index.js
var require_build6 = __commonJS({
  "@cosmjs/proto-signing/0.39.0/build/index.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.parseCoins = exports.coins = exports.coin = exports.executeKdf = exports.makeSignDoc = exports.makeSignBytes = exports.makeAuthInfoBytes = exports.isOfflineDirectSigner = exports.Registry = exports.isTxBodyEncodeObject = exports.hasFromPartial = exports.hasCreate = exports.encodePubkey = exports.decodePubkey = exports.decodeOptionalPubkey = exports.anyToSinglePubkey = exports.makeCosmoshubPath = exports.DirectSecp256k1Wallet = exports.extractKdfConfiguration = exports.DirectSecp256k1HdWallet = exports.DirectEthSecp256k1Wallet = exports.DirectEthSecp256k1HdWallet = exports.decodeTxRaw = void 0;
    var decode_1 = require_decode();
    Object.defineProperty(exports, "decodeTxRaw", { enumerable: !0, get: function() {
      return decode_1.decodeTxRaw;
    } });
    var directethsecp256k1hdwallet_1 = require_directethsecp256k1hdwallet();
    Object.defineProperty(exports, "DirectEthSecp256k1HdWallet", { enumerable: !0, get: function() {
      return directethsecp256k1hdwallet_1.DirectEthSecp256k1HdWallet;
    } });
    var directethsecp256k1wallet_1 = require_directethsecp256k1wallet();
    Object.defineProperty(exports, "DirectEthSecp256k1Wallet", { enumerable: !0, get: function() {
      return directethsecp256k1wallet_1.DirectEthSecp256k1Wallet;
    } });
    var directsecp256k1hdwallet_1 = require_directsecp256k1hdwallet();
    Object.defineProperty(exports, "DirectSecp256k1HdWallet", { enumerable: !0, get: function() {
      return directsecp256k1hdwallet_1.DirectSecp256k1HdWallet;
    } }), Object.defineProperty(exports, "extractKdfConfiguration", { enumerable: !0, get: function() {
      return directsecp256k1hdwallet_1.extractKdfConfiguration;
    } });
    var directsecp256k1wallet_1 = require_directsecp256k1wallet();
    Object.defineProperty(exports, "DirectSecp256k1Wallet", { enumerable: !0, get: function() {
      return directsecp256k1wallet_1.DirectSecp256k1Wallet;
    } });
    var paths_1 = require_paths2();
    Object.defineProperty(exports, "makeCosmoshubPath", { enumerable: !0, get: function() {
      return paths_1.makeCosmoshubPath;
    } });
    var pubkey_1 = require_pubkey();
    Object.defineProperty(exports, "anyToSinglePubkey", { enumerable: !0, get: function() {
      return pubkey_1.anyToSinglePubkey;
    } }), Object.defineProperty(exports, "decodeOptionalPubkey", { enumerable: !0, get: function() {
      return pubkey_1.decodeOptionalPubkey;
    } }), Object.defineProperty(exports, "decodePubkey", { enumerable: !0, get: function() {
      return pubkey_1.decodePubkey;
    } }), Object.defineProperty(exports, "encodePubkey", { enumerable: !0, get: function() {
      return pubkey_1.encodePubkey;
    } });
    var registry_1 = require_registry();
    Object.defineProperty(exports, "hasCreate", { enumerable: !0, get: function() {
      return registry_1.hasCreate;
    } }), Object.defineProperty(exports, "hasFromPartial", { enumerable: !0, get: function() {
      return registry_1.hasFromPartial;
    } }), Object.defineProperty(exports, "isTxBodyEncodeObject", { enumerable: !0, get: function() {
      return registry_1.isTxBodyEncodeObject;
    } }), Object.defineProperty(exports, "Registry", { enumerable: !0, get: function() {
      return registry_1.Registry;
    } });
    var signer_1 = require_signer();
    Object.defineProperty(exports, "isOfflineDirectSigner", { enumerable: !0, get: function() {
      return signer_1.isOfflineDirectSigner;
    } });
    var signing_1 = require_signing2();
    Object.defineProperty(exports, "makeAuthInfoBytes", { enumerable: !0, get: function() {
      return signing_1.makeAuthInfoBytes;
    } }), Object.defineProperty(exports, "makeSignBytes", { enumerable: !0, get: function() {
      return signing_1.makeSignBytes;
    } }), Object.defineProperty(exports, "makeSignDoc", { enumerable: !0, get: function() {
      return signing_1.makeSignDoc;
    } });
    var wallet_1 = require_wallet2();
    Object.defineProperty(exports, "executeKdf", { enumerable: !0, get: function() {
      return wallet_1.executeKdf;
    } });
    var amino_1 = require_build5();
    Object.defineProperty(exports, "coin", { enumerable: !0, get: function() {
      return amino_1.coin;
    } }), Object.defineProperty(exports, "coins", { enumerable: !0, get: function() {
      return amino_1.coins;
    } }), Object.defineProperty(exports, "parseCoins", { enumerable: !0, get: function() {
      return amino_1.parseCoins;
    } });
  }
});

// cosmjs-types/0.11.0/cosmos/auth/v1beta1/auth.js
var require_auth = __commonJS({
  "cosmjs-types/0.11.0/cosmos/auth/v1beta1/auth.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.Params = exports.ModuleCredential = exports.ModuleAccount = exports.BaseAccount = exports.protobufPackage = void 0;
    var any_1 = require_any(), binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "cosmos.auth.v1beta1";
    function createBaseBaseAccount() {
      return {
        address: "",
        pubKey: void 0,
        accountNumber: BigInt(0),
        sequence: BigInt(0)
      };
    }
    exports.BaseAccount = {
      typeUrl: "/cosmos.auth.v1beta1.BaseAccount",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.address !== "" && writer.uint32(10).string(message.address), message.pubKey !== void 0 && any_1.Any.encode(message.pubKey, writer.uint32(18).fork()).ldelim(), message.accountNumber !== BigInt(0) && writer.uint32(24).uint64(message.accountNumber), message.sequence !== BigInt(0) && writer.uint32(32).uint64(message.sequence), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseBaseAccount();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.address = reader.string();
              break;
            case 2:
              message.pubKey = any_1.Any.decode(reader, reader.uint32());
              break;
            case 3:
              message.accountNumber = reader.uint64();
              break;
            case 4:
              message.sequence = reader.uint64();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseBaseAccount();
        return (0, helpers_1.isSet)(object.address) && (obj.address = String(object.address)), (0, helpers_1.isSet)(object.pubKey) && (obj.pubKey = any_1.Any.fromJSON(object.pubKey)), (0, helpers_1.isSet)(object.accountNumber) && (obj.accountNumber = BigInt(object.accountNumber.toString())), (0, helpers_1.isSet)(object.sequence) && (obj.sequence = BigInt(object.sequence.toString())), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.address !== void 0 && (obj.address = message.address), message.pubKey !== void 0 && (obj.pubKey = message.pubKey ? any_1.Any.toJSON(message.pubKey) : void 0), message.accountNumber !== void 0 && (obj.accountNumber = (message.accountNumber || BigInt(0)).toString()), message.sequence !== void 0 && (obj.sequence = (message.sequence || BigInt(0)).toString()), obj;
      },
      fromPartial(object) {
        let message = createBaseBaseAccount();
        return message.address = object.address ?? "", object.pubKey !== void 0 && object.pubKey !== null && (message.pubKey = any_1.Any.fromPartial(object.pubKey)), object.accountNumber !== void 0 && object.accountNumber !== null && (message.accountNumber = BigInt(object.accountNumber.toString())), object.sequence !== void 0 && object.sequence !== null && (message.sequence = BigInt(object.sequence.toString())), message;
      }
    };
    function createBaseModuleAccount() {
      return {
        baseAccount: void 0,
        name: "",
        permissions: []
      };
    }
    exports.ModuleAccount = {
      typeUrl: "/cosmos.auth.v1beta1.ModuleAccount",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.baseAccount !== void 0 && exports.BaseAccount.encode(message.baseAccount, writer.uint32(10).fork()).ldelim(), message.name !== "" && writer.uint32(18).string(message.name);
        for (let v of message.permissions)
          writer.uint32(26).string(v);
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseModuleAccount();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.baseAccount = exports.BaseAccount.decode(reader, reader.uint32());
              break;
            case 2:
              message.name = reader.string();
              break;
            case 3:
              message.permissions.push(reader.string());
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseModuleAccount();
        return (0, helpers_1.isSet)(object.baseAccount) && (obj.baseAccount = exports.BaseAccount.fromJSON(object.baseAccount)), (0, helpers_1.isSet)(object.name) && (obj.name = String(object.name)), Array.isArray(object?.permissions) && (obj.permissions = object.permissions.map((e) => String(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.baseAccount !== void 0 && (obj.baseAccount = message.baseAccount ? exports.BaseAccount.toJSON(message.baseAccount) : void 0), message.name !== void 0 && (obj.name = message.name), message.permissions ? obj.permissions = message.permissions.map((e) => e) : obj.permissions = [], obj;
      },
      fromPartial(object) {
        let message = createBaseModuleAccount();
        return object.baseAccount !== void 0 && object.baseAccount !== null && (message.baseAccount = exports.BaseAccount.fromPartial(object.baseAccount)), message.name = object.name ?? "", message.permissions = object.permissions?.map((e) => e) || [], message;
      }
    };
    function createBaseModuleCredential() {
      return {
        moduleName: "",
        derivationKeys: []
      };
    }
    exports.ModuleCredential = {
      typeUrl: "/cosmos.auth.v1beta1.ModuleCredential",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.moduleName !== "" && writer.uint32(10).string(message.moduleName);
        for (let v of message.derivationKeys)
          writer.uint32(18).bytes(v);
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseModuleCredential();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.moduleName = reader.string();
              break;
            case 2:
              message.derivationKeys.push(reader.bytes());
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseModuleCredential();
        return (0, helpers_1.isSet)(object.moduleName) && (obj.moduleName = String(object.moduleName)), Array.isArray(object?.derivationKeys) && (obj.derivationKeys = object.derivationKeys.map((e) => (0, helpers_1.bytesFromBase64)(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.moduleName !== void 0 && (obj.moduleName = message.moduleName), message.derivationKeys ? obj.derivationKeys = message.derivationKeys.map((e) => (0, helpers_1.base64FromBytes)(e !== void 0 ? e : new Uint8Array())) : obj.derivationKeys = [], obj;
      },
      fromPartial(object) {
        let message = createBaseModuleCredential();
        return message.moduleName = object.moduleName ?? "", message.derivationKeys = object.derivationKeys?.map((e) => e) || [], message;
      }
    };
    function createBaseParams() {
      return {
        maxMemoCharacters: BigInt(0),
        txSigLimit: BigInt(0),
        txSizeCostPerByte: BigInt(0),
        sigVerifyCostEd25519: BigInt(0),
        sigVerifyCostSecp256k1: BigInt(0)
      };
    }
    exports.Params = {
      typeUrl: "/cosmos.auth.v1beta1.Params",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.maxMemoCharacters !== BigInt(0) && writer.uint32(8).uint64(message.maxMemoCharacters), message.txSigLimit !== BigInt(0) && writer.uint32(16).uint64(message.txSigLimit), message.txSizeCostPerByte !== BigInt(0) && writer.uint32(24).uint64(message.txSizeCostPerByte), message.sigVerifyCostEd25519 !== BigInt(0) && writer.uint32(32).uint64(message.sigVerifyCostEd25519), message.sigVerifyCostSecp256k1 !== BigInt(0) && writer.uint32(40).uint64(message.sigVerifyCostSecp256k1), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseParams();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.maxMemoCharacters = reader.uint64();
              break;
            case 2:
              message.txSigLimit = reader.uint64();
              break;
            case 3:
              message.txSizeCostPerByte = reader.uint64();
              break;
            case 4:
              message.sigVerifyCostEd25519 = reader.uint64();
              break;
            case 5:
              message.sigVerifyCostSecp256k1 = reader.uint64();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseParams();
        return (0, helpers_1.isSet)(object.maxMemoCharacters) && (obj.maxMemoCharacters = BigInt(object.maxMemoCharacters.toString())), (0, helpers_1.isSet)(object.txSigLimit) && (obj.txSigLimit = BigInt(object.txSigLimit.toString())), (0, helpers_1.isSet)(object.txSizeCostPerByte) && (obj.txSizeCostPerByte = BigInt(object.txSizeCostPerByte.toString())), (0, helpers_1.isSet)(object.sigVerifyCostEd25519) && (obj.sigVerifyCostEd25519 = BigInt(object.sigVerifyCostEd25519.toString())), (0, helpers_1.isSet)(object.sigVerifyCostSecp256k1) && (obj.sigVerifyCostSecp256k1 = BigInt(object.sigVerifyCostSecp256k1.toString())), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.maxMemoCharacters !== void 0 && (obj.maxMemoCharacters = (message.maxMemoCharacters || BigInt(0)).toString()), message.txSigLimit !== void 0 && (obj.txSigLimit = (message.txSigLimit || BigInt(0)).toString()), message.txSizeCostPerByte !== void 0 && (obj.txSizeCostPerByte = (message.txSizeCostPerByte || BigInt(0)).toString()), message.sigVerifyCostEd25519 !== void 0 && (obj.sigVerifyCostEd25519 = (message.sigVerifyCostEd25519 || BigInt(0)).toString()), message.sigVerifyCostSecp256k1 !== void 0 && (obj.sigVerifyCostSecp256k1 = (message.sigVerifyCostSecp256k1 || BigInt(0)).toString()), obj;
      },
      fromPartial(object) {
        let message = createBaseParams();
        return object.maxMemoCharacters !== void 0 && object.maxMemoCharacters !== null && (message.maxMemoCharacters = BigInt(object.maxMemoCharacters.toString())), object.txSigLimit !== void 0 && object.txSigLimit !== null && (message.txSigLimit = BigInt(object.txSigLimit.toString())), object.txSizeCostPerByte !== void 0 && object.txSizeCostPerByte !== null && (message.txSizeCostPerByte = BigInt(object.txSizeCostPerByte.toString())), object.sigVerifyCostEd25519 !== void 0 && object.sigVerifyCostEd25519 !== null && (message.sigVerifyCostEd25519 = BigInt(object.sigVerifyCostEd25519.toString())), object.sigVerifyCostSecp256k1 !== void 0 && object.sigVerifyCostSecp256k1 !== null && (message.sigVerifyCostSecp256k1 = BigInt(object.sigVerifyCostSecp256k1.toString())), message;
      }
    };
  }
});

// cosmjs-types/0.11.0/cosmos/vesting/v1beta1/vesting.js
var require_vesting = __commonJS({
  "cosmjs-types/0.11.0/cosmos/vesting/v1beta1/vesting.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.PermanentLockedAccount = exports.PeriodicVestingAccount = exports.Period = exports.DelayedVestingAccount = exports.ContinuousVestingAccount = exports.BaseVestingAccount = exports.protobufPackage = void 0;
    var auth_1 = require_auth(), coin_1 = require_coin(), binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "cosmos.vesting.v1beta1";
    function createBaseBaseVestingAccount() {
      return {
        baseAccount: void 0,
        originalVesting: [],
        delegatedFree: [],
        delegatedVesting: [],
        endTime: BigInt(0)
      };
    }
    exports.BaseVestingAccount = {
      typeUrl: "/cosmos.vesting.v1beta1.BaseVestingAccount",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.baseAccount !== void 0 && auth_1.BaseAccount.encode(message.baseAccount, writer.uint32(10).fork()).ldelim();
        for (let v of message.originalVesting)
          coin_1.Coin.encode(v, writer.uint32(18).fork()).ldelim();
        for (let v of message.delegatedFree)
          coin_1.Coin.encode(v, writer.uint32(26).fork()).ldelim();
        for (let v of message.delegatedVesting)
          coin_1.Coin.encode(v, writer.uint32(34).fork()).ldelim();
        return message.endTime !== BigInt(0) && writer.uint32(40).int64(message.endTime), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseBaseVestingAccount();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.baseAccount = auth_1.BaseAccount.decode(reader, reader.uint32());
              break;
            case 2:
              message.originalVesting.push(coin_1.Coin.decode(reader, reader.uint32()));
              break;
            case 3:
              message.delegatedFree.push(coin_1.Coin.decode(reader, reader.uint32()));
              break;
            case 4:
              message.delegatedVesting.push(coin_1.Coin.decode(reader, reader.uint32()));
              break;
            case 5:
              message.endTime = reader.int64();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseBaseVestingAccount();
        return (0, helpers_1.isSet)(object.baseAccount) && (obj.baseAccount = auth_1.BaseAccount.fromJSON(object.baseAccount)), Array.isArray(object?.originalVesting) && (obj.originalVesting = object.originalVesting.map((e) => coin_1.Coin.fromJSON(e))), Array.isArray(object?.delegatedFree) && (obj.delegatedFree = object.delegatedFree.map((e) => coin_1.Coin.fromJSON(e))), Array.isArray(object?.delegatedVesting) && (obj.delegatedVesting = object.delegatedVesting.map((e) => coin_1.Coin.fromJSON(e))), (0, helpers_1.isSet)(object.endTime) && (obj.endTime = BigInt(object.endTime.toString())), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.baseAccount !== void 0 && (obj.baseAccount = message.baseAccount ? auth_1.BaseAccount.toJSON(message.baseAccount) : void 0), message.originalVesting ? obj.originalVesting = message.originalVesting.map((e) => e ? coin_1.Coin.toJSON(e) : void 0) : obj.originalVesting = [], message.delegatedFree ? obj.delegatedFree = message.delegatedFree.map((e) => e ? coin_1.Coin.toJSON(e) : void 0) : obj.delegatedFree = [], message.delegatedVesting ? obj.delegatedVesting = message.delegatedVesting.map((e) => e ? coin_1.Coin.toJSON(e) : void 0) : obj.delegatedVesting = [], message.endTime !== void 0 && (obj.endTime = (message.endTime || BigInt(0)).toString()), obj;
      },
      fromPartial(object) {
        let message = createBaseBaseVestingAccount();
        return object.baseAccount !== void 0 && object.baseAccount !== null && (message.baseAccount = auth_1.BaseAccount.fromPartial(object.baseAccount)), message.originalVesting = object.originalVesting?.map((e) => coin_1.Coin.fromPartial(e)) || [], message.delegatedFree = object.delegatedFree?.map((e) => coin_1.Coin.fromPartial(e)) || [], message.delegatedVesting = object.delegatedVesting?.map((e) => coin_1.Coin.fromPartial(e)) || [], object.endTime !== void 0 && object.endTime !== null && (message.endTime = BigInt(object.endTime.toString())), message;
      }
    };
    function createBaseContinuousVestingAccount() {
      return {
        baseVestingAccount: void 0,
        startTime: BigInt(0)
      };
    }
    exports.ContinuousVestingAccount = {
      typeUrl: "/cosmos.vesting.v1beta1.ContinuousVestingAccount",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.baseVestingAccount !== void 0 && exports.BaseVestingAccount.encode(message.baseVestingAccount, writer.uint32(10).fork()).ldelim(), message.startTime !== BigInt(0) && writer.uint32(16).int64(message.startTime), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseContinuousVestingAccount();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.baseVestingAccount = exports.BaseVestingAccount.decode(reader, reader.uint32());
              break;
            case 2:
              message.startTime = reader.int64();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseContinuousVestingAccount();
        return (0, helpers_1.isSet)(object.baseVestingAccount) && (obj.baseVestingAccount = exports.BaseVestingAccount.fromJSON(object.baseVestingAccount)), (0, helpers_1.isSet)(object.startTime) && (obj.startTime = BigInt(object.startTime.toString())), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.baseVestingAccount !== void 0 && (obj.baseVestingAccount = message.baseVestingAccount ? exports.BaseVestingAccount.toJSON(message.baseVestingAccount) : void 0), message.startTime !== void 0 && (obj.startTime = (message.startTime || BigInt(0)).toString()), obj;
      },
      fromPartial(object) {
        let message = createBaseContinuousVestingAccount();
        return object.baseVestingAccount !== void 0 && object.baseVestingAccount !== null && (message.baseVestingAccount = exports.BaseVestingAccount.fromPartial(object.baseVestingAccount)), object.startTime !== void 0 && object.startTime !== null && (message.startTime = BigInt(object.startTime.toString())), message;
      }
    };
    function createBaseDelayedVestingAccount() {
      return {
        baseVestingAccount: void 0
      };
    }
    exports.DelayedVestingAccount = {
      typeUrl: "/cosmos.vesting.v1beta1.DelayedVestingAccount",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.baseVestingAccount !== void 0 && exports.BaseVestingAccount.encode(message.baseVestingAccount, writer.uint32(10).fork()).ldelim(), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseDelayedVestingAccount();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.baseVestingAccount = exports.BaseVestingAccount.decode(reader, reader.uint32()) : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseDelayedVestingAccount();
        return (0, helpers_1.isSet)(object.baseVestingAccount) && (obj.baseVestingAccount = exports.BaseVestingAccount.fromJSON(object.baseVestingAccount)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.baseVestingAccount !== void 0 && (obj.baseVestingAccount = message.baseVestingAccount ? exports.BaseVestingAccount.toJSON(message.baseVestingAccount) : void 0), obj;
      },
      fromPartial(object) {
        let message = createBaseDelayedVestingAccount();
        return object.baseVestingAccount !== void 0 && object.baseVestingAccount !== null && (message.baseVestingAccount = exports.BaseVestingAccount.fromPartial(object.baseVestingAccount)), message;
      }
    };
    function createBasePeriod() {
      return {
        length: BigInt(0),
        amount: []
      };
    }
    exports.Period = {
      typeUrl: "/cosmos.vesting.v1beta1.Period",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.length !== BigInt(0) && writer.uint32(8).int64(message.length);
        for (let v of message.amount)
          coin_1.Coin.encode(v, writer.uint32(18).fork()).ldelim();
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBasePeriod();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.length = reader.int64();
              break;
            case 2:
              message.amount.push(coin_1.Coin.decode(reader, reader.uint32()));
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBasePeriod();
        return (0, helpers_1.isSet)(object.length) && (obj.length = BigInt(object.length.toString())), Array.isArray(object?.amount) && (obj.amount = object.amount.map((e) => coin_1.Coin.fromJSON(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.length !== void 0 && (obj.length = (message.length || BigInt(0)).toString()), message.amount ? obj.amount = message.amount.map((e) => e ? coin_1.Coin.toJSON(e) : void 0) : obj.amount = [], obj;
      },
      fromPartial(object) {
        let message = createBasePeriod();
        return object.length !== void 0 && object.length !== null && (message.length = BigInt(object.length.toString())), message.amount = object.amount?.map((e) => coin_1.Coin.fromPartial(e)) || [], message;
      }
    };
    function createBasePeriodicVestingAccount() {
      return {
        baseVestingAccount: void 0,
        startTime: BigInt(0),
        vestingPeriods: []
      };
    }
    exports.PeriodicVestingAccount = {
      typeUrl: "/cosmos.vesting.v1beta1.PeriodicVestingAccount",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        message.baseVestingAccount !== void 0 && exports.BaseVestingAccount.encode(message.baseVestingAccount, writer.uint32(10).fork()).ldelim(), message.startTime !== BigInt(0) && writer.uint32(16).int64(message.startTime);
        for (let v of message.vestingPeriods)
          exports.Period.encode(v, writer.uint32(26).fork()).ldelim();
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBasePeriodicVestingAccount();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.baseVestingAccount = exports.BaseVestingAccount.decode(reader, reader.uint32());
              break;
            case 2:
              message.startTime = reader.int64();
              break;
            case 3:
              message.vestingPeriods.push(exports.Period.decode(reader, reader.uint32()));
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBasePeriodicVestingAccount();
        return (0, helpers_1.isSet)(object.baseVestingAccount) && (obj.baseVestingAccount = exports.BaseVestingAccount.fromJSON(object.baseVestingAccount)), (0, helpers_1.isSet)(object.startTime) && (obj.startTime = BigInt(object.startTime.toString())), Array.isArray(object?.vestingPeriods) && (obj.vestingPeriods = object.vestingPeriods.map((e) => exports.Period.fromJSON(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.baseVestingAccount !== void 0 && (obj.baseVestingAccount = message.baseVestingAccount ? exports.BaseVestingAccount.toJSON(message.baseVestingAccount) : void 0), message.startTime !== void 0 && (obj.startTime = (message.startTime || BigInt(0)).toString()), message.vestingPeriods ? obj.vestingPeriods = message.vestingPeriods.map((e) => e ? exports.Period.toJSON(e) : void 0) : obj.vestingPeriods = [], obj;
      },
      fromPartial(object) {
        let message = createBasePeriodicVestingAccount();
        return object.baseVestingAccount !== void 0 && object.baseVestingAccount !== null && (message.baseVestingAccount = exports.BaseVestingAccount.fromPartial(object.baseVestingAccount)), object.startTime !== void 0 && object.startTime !== null && (message.startTime = BigInt(object.startTime.toString())), message.vestingPeriods = object.vestingPeriods?.map((e) => exports.Period.fromPartial(e)) || [], message;
      }
    };
    function createBasePermanentLockedAccount() {
      return {
        baseVestingAccount: void 0
      };
    }
    exports.PermanentLockedAccount = {
      typeUrl: "/cosmos.vesting.v1beta1.PermanentLockedAccount",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.baseVestingAccount !== void 0 && exports.BaseVestingAccount.encode(message.baseVestingAccount, writer.uint32(10).fork()).ldelim(), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBasePermanentLockedAccount();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.baseVestingAccount = exports.BaseVestingAccount.decode(reader, reader.uint32()) : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBasePermanentLockedAccount();
        return (0, helpers_1.isSet)(object.baseVestingAccount) && (obj.baseVestingAccount = exports.BaseVestingAccount.fromJSON(object.baseVestingAccount)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.baseVestingAccount !== void 0 && (obj.baseVestingAccount = message.baseVestingAccount ? exports.BaseVestingAccount.toJSON(message.baseVestingAccount) : void 0), obj;
      },
      fromPartial(object) {
        let message = createBasePermanentLockedAccount();
        return object.baseVestingAccount !== void 0 && object.baseVestingAccount !== null && (message.baseVestingAccount = exports.BaseVestingAccount.fromPartial(object.baseVestingAccount)), message;
      }
    };
  }
});

// @cosmjs/stargate/0.39.0/build/accounts.js
var require_accounts = __commonJS({
  "@cosmjs/stargate/0.39.0/build/accounts.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.accountFromAny = accountFromAny2;
    var math_1 = require_build3(), proto_signing_1 = require_build6(), utils_1 = require_build(), auth_1 = require_auth(), vesting_1 = require_vesting();
    function uint64FromProto(input) {
      return math_1.Uint64.fromString(input.toString());
    }
    function accountFromBaseAccount(input) {
      let { address, pubKey, accountNumber, sequence } = input, pubkey = (0, proto_signing_1.decodeOptionalPubkey)(pubKey);
      return {
        address,
        pubkey,
        accountNumber: uint64FromProto(accountNumber).toBigInt(),
        sequence: uint64FromProto(sequence).toNumber()
      };
    }
    function accountFromAny2(input) {
      let { typeUrl, value } = input;
      switch (typeUrl) {
        // auth
        case "/cosmos.auth.v1beta1.BaseAccount":
          return accountFromBaseAccount(auth_1.BaseAccount.decode(value));
        case "/cosmos.auth.v1beta1.ModuleAccount": {
          let baseAccount = auth_1.ModuleAccount.decode(value).baseAccount;
          return (0, utils_1.assert)(baseAccount), accountFromBaseAccount(baseAccount);
        }
        // vesting
        case "/cosmos.vesting.v1beta1.BaseVestingAccount": {
          let baseAccount = vesting_1.BaseVestingAccount.decode(value)?.baseAccount;
          return (0, utils_1.assert)(baseAccount), accountFromBaseAccount(baseAccount);
        }
        case "/cosmos.vesting.v1beta1.ContinuousVestingAccount": {
          let baseAccount = vesting_1.ContinuousVestingAccount.decode(value)?.baseVestingAccount?.baseAccount;
          return (0, utils_1.assert)(baseAccount), accountFromBaseAccount(baseAccount);
        }
        case "/cosmos.vesting.v1beta1.DelayedVestingAccount": {
          let baseAccount = vesting_1.DelayedVestingAccount.decode(value)?.baseVestingAccount?.baseAccount;
          return (0, utils_1.assert)(baseAccount), accountFromBaseAccount(baseAccount);
        }
        case "/cosmos.vesting.v1beta1.PeriodicVestingAccount": {
          let baseAccount = vesting_1.PeriodicVestingAccount.decode(value)?.baseVestingAccount?.baseAccount;
          return (0, utils_1.assert)(baseAccount), accountFromBaseAccount(baseAccount);
        }
        default:
          throw new Error(`Unsupported type: '${typeUrl}'`);
      }
    }
  }
});

// cosmjs-types/0.11.0/cosmos/base/query/v1beta1/pagination.js
var require_pagination = __commonJS({
  "cosmjs-types/0.11.0/cosmos/base/query/v1beta1/pagination.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.PageResponse = exports.PageRequest = exports.protobufPackage = void 0;
    var binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "cosmos.base.query.v1beta1";
    function createBasePageRequest() {
      return {
        key: new Uint8Array(),
        offset: BigInt(0),
        limit: BigInt(0),
        countTotal: !1,
        reverse: !1
      };
    }
    exports.PageRequest = {
      typeUrl: "/cosmos.base.query.v1beta1.PageRequest",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.key.length !== 0 && writer.uint32(10).bytes(message.key), message.offset !== BigInt(0) && writer.uint32(16).uint64(message.offset), message.limit !== BigInt(0) && writer.uint32(24).uint64(message.limit), message.countTotal === !0 && writer.uint32(32).bool(message.countTotal), message.reverse === !0 && writer.uint32(40).bool(message.reverse), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBasePageRequest();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.key = reader.bytes();
              break;
            case 2:
              message.offset = reader.uint64();
              break;
            case 3:
              message.limit = reader.uint64();
              break;
            case 4:
              message.countTotal = reader.bool();
              break;
            case 5:
              message.reverse = reader.bool();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBasePageRequest();
        return (0, helpers_1.isSet)(object.key) && (obj.key = (0, helpers_1.bytesFromBase64)(object.key)), (0, helpers_1.isSet)(object.offset) && (obj.offset = BigInt(object.offset.toString())), (0, helpers_1.isSet)(object.limit) && (obj.limit = BigInt(object.limit.toString())), (0, helpers_1.isSet)(object.countTotal) && (obj.countTotal = !!object.countTotal), (0, helpers_1.isSet)(object.reverse) && (obj.reverse = !!object.reverse), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.key !== void 0 && (obj.key = (0, helpers_1.base64FromBytes)(message.key !== void 0 ? message.key : new Uint8Array())), message.offset !== void 0 && (obj.offset = (message.offset || BigInt(0)).toString()), message.limit !== void 0 && (obj.limit = (message.limit || BigInt(0)).toString()), message.countTotal !== void 0 && (obj.countTotal = message.countTotal), message.reverse !== void 0 && (obj.reverse = message.reverse), obj;
      },
      fromPartial(object) {
        let message = createBasePageRequest();
        return message.key = object.key ?? new Uint8Array(), object.offset !== void 0 && object.offset !== null && (message.offset = BigInt(object.offset.toString())), object.limit !== void 0 && object.limit !== null && (message.limit = BigInt(object.limit.toString())), message.countTotal = object.countTotal ?? !1, message.reverse = object.reverse ?? !1, message;
      }
    };
    function createBasePageResponse() {
      return {
        nextKey: new Uint8Array(),
        total: BigInt(0)
      };
    }
    exports.PageResponse = {
      typeUrl: "/cosmos.base.query.v1beta1.PageResponse",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.nextKey.length !== 0 && writer.uint32(10).bytes(message.nextKey), message.total !== BigInt(0) && writer.uint32(16).uint64(message.total), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBasePageResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.nextKey = reader.bytes();
              break;
            case 2:
              message.total = reader.uint64();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBasePageResponse();
        return (0, helpers_1.isSet)(object.nextKey) && (obj.nextKey = (0, helpers_1.bytesFromBase64)(object.nextKey)), (0, helpers_1.isSet)(object.total) && (obj.total = BigInt(object.total.toString())), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.nextKey !== void 0 && (obj.nextKey = (0, helpers_1.base64FromBytes)(message.nextKey !== void 0 ? message.nextKey : new Uint8Array())), message.total !== void 0 && (obj.total = (message.total || BigInt(0)).toString()), obj;
      },
      fromPartial(object) {
        let message = createBasePageResponse();
        return message.nextKey = object.nextKey ?? new Uint8Array(), object.total !== void 0 && object.total !== null && (message.total = BigInt(object.total.toString())), message;
      }
    };
  }
});

// cosmjs-types/0.11.0/cosmos/auth/v1beta1/query.js
var require_query = __commonJS({
  "cosmjs-types/0.11.0/cosmos/auth/v1beta1/query.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: !0 }), exports.QueryClientImpl = exports.QueryAccountInfoResponse = exports.QueryAccountInfoRequest = exports.QueryAccountAddressByIDResponse = exports.QueryAccountAddressByIDRequest = exports.AddressStringToBytesResponse = exports.AddressStringToBytesRequest = exports.AddressBytesToStringResponse = exports.AddressBytesToStringRequest = exports.Bech32PrefixResponse = exports.Bech32PrefixRequest = exports.QueryModuleAccountByNameResponse = exports.QueryModuleAccountByNameRequest = exports.QueryModuleAccountsResponse = exports.QueryModuleAccountsRequest = exports.QueryParamsResponse = exports.QueryParamsRequest = exports.QueryAccountResponse = exports.QueryAccountRequest = exports.QueryAccountsResponse = exports.QueryAccountsRequest = exports.protobufPackage = void 0;
    var pagination_1 = require_pagination(), any_1 = require_any(), auth_1 = require_auth(), binary_1 = require_binary(), helpers_1 = require_helpers();
    exports.protobufPackage = "cosmos.auth.v1beta1";
    function createBaseQueryAccountsRequest() {
      return {
        pagination: void 0
      };
    }
    exports.QueryAccountsRequest = {
      typeUrl: "/cosmos.auth.v1beta1.QueryAccountsRequest",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.pagination !== void 0 && pagination_1.PageRequest.encode(message.pagination, writer.uint32(10).fork()).ldelim(), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseQueryAccountsRequest();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.pagination = pagination_1.PageRequest.decode(reader, reader.uint32()) : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseQueryAccountsRequest();
        return (0, helpers_1.isSet)(object.pagination) && (obj.pagination = pagination_1.PageRequest.fromJSON(object.pagination)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.pagination !== void 0 && (obj.pagination = message.pagination ? pagination_1.PageRequest.toJSON(message.pagination) : void 0), obj;
      },
      fromPartial(object) {
        let message = createBaseQueryAccountsRequest();
        return object.pagination !== void 0 && object.pagination !== null && (message.pagination = pagination_1.PageRequest.fromPartial(object.pagination)), message;
      }
    };
    function createBaseQueryAccountsResponse() {
      return {
        accounts: [],
        pagination: void 0
      };
    }
    exports.QueryAccountsResponse = {
      typeUrl: "/cosmos.auth.v1beta1.QueryAccountsResponse",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        for (let v of message.accounts)
          any_1.Any.encode(v, writer.uint32(10).fork()).ldelim();
        return message.pagination !== void 0 && pagination_1.PageResponse.encode(message.pagination, writer.uint32(18).fork()).ldelim(), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseQueryAccountsResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.accounts.push(any_1.Any.decode(reader, reader.uint32()));
              break;
            case 2:
              message.pagination = pagination_1.PageResponse.decode(reader, reader.uint32());
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseQueryAccountsResponse();
        return Array.isArray(object?.accounts) && (obj.accounts = object.accounts.map((e) => any_1.Any.fromJSON(e))), (0, helpers_1.isSet)(object.pagination) && (obj.pagination = pagination_1.PageResponse.fromJSON(object.pagination)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.accounts ? obj.accounts = message.accounts.map((e) => e ? any_1.Any.toJSON(e) : void 0) : obj.accounts = [], message.pagination !== void 0 && (obj.pagination = message.pagination ? pagination_1.PageResponse.toJSON(message.pagination) : void 0), obj;
      },
      fromPartial(object) {
        let message = createBaseQueryAccountsResponse();
        return message.accounts = object.accounts?.map((e) => any_1.Any.fromPartial(e)) || [], object.pagination !== void 0 && object.pagination !== null && (message.pagination = pagination_1.PageResponse.fromPartial(object.pagination)), message;
      }
    };
    function createBaseQueryAccountRequest() {
      return {
        address: ""
      };
    }
    exports.QueryAccountRequest = {
      typeUrl: "/cosmos.auth.v1beta1.QueryAccountRequest",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.address !== "" && writer.uint32(10).string(message.address), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseQueryAccountRequest();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.address = reader.string() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseQueryAccountRequest();
        return (0, helpers_1.isSet)(object.address) && (obj.address = String(object.address)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.address !== void 0 && (obj.address = message.address), obj;
      },
      fromPartial(object) {
        let message = createBaseQueryAccountRequest();
        return message.address = object.address ?? "", message;
      }
    };
    function createBaseQueryAccountResponse() {
      return {
        account: void 0
      };
    }
    exports.QueryAccountResponse = {
      typeUrl: "/cosmos.auth.v1beta1.QueryAccountResponse",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.account !== void 0 && any_1.Any.encode(message.account, writer.uint32(10).fork()).ldelim(), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseQueryAccountResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.account = any_1.Any.decode(reader, reader.uint32()) : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseQueryAccountResponse();
        return (0, helpers_1.isSet)(object.account) && (obj.account = any_1.Any.fromJSON(object.account)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.account !== void 0 && (obj.account = message.account ? any_1.Any.toJSON(message.account) : void 0), obj;
      },
      fromPartial(object) {
        let message = createBaseQueryAccountResponse();
        return object.account !== void 0 && object.account !== null && (message.account = any_1.Any.fromPartial(object.account)), message;
      }
    };
    function createBaseQueryParamsRequest() {
      return {};
    }
    exports.QueryParamsRequest = {
      typeUrl: "/cosmos.auth.v1beta1.QueryParamsRequest",
      encode(_, writer = binary_1.BinaryWriter.create()) {
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseQueryParamsRequest();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(_) {
        return createBaseQueryParamsRequest();
      },
      toJSON(_) {
        return {};
      },
      fromPartial(_) {
        return createBaseQueryParamsRequest();
      }
    };
    function createBaseQueryParamsResponse() {
      return {
        params: auth_1.Params.fromPartial({})
      };
    }
    exports.QueryParamsResponse = {
      typeUrl: "/cosmos.auth.v1beta1.QueryParamsResponse",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.params !== void 0 && auth_1.Params.encode(message.params, writer.uint32(10).fork()).ldelim(), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseQueryParamsResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.params = auth_1.Params.decode(reader, reader.uint32()) : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseQueryParamsResponse();
        return (0, helpers_1.isSet)(object.params) && (obj.params = auth_1.Params.fromJSON(object.params)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.params !== void 0 && (obj.params = message.params ? auth_1.Params.toJSON(message.params) : void 0), obj;
      },
      fromPartial(object) {
        let message = createBaseQueryParamsResponse();
        return object.params !== void 0 && object.params !== null && (message.params = auth_1.Params.fromPartial(object.params)), message;
      }
    };
    function createBaseQueryModuleAccountsRequest() {
      return {};
    }
    exports.QueryModuleAccountsRequest = {
      typeUrl: "/cosmos.auth.v1beta1.QueryModuleAccountsRequest",
      encode(_, writer = binary_1.BinaryWriter.create()) {
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseQueryModuleAccountsRequest();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(_) {
        return createBaseQueryModuleAccountsRequest();
      },
      toJSON(_) {
        return {};
      },
      fromPartial(_) {
        return createBaseQueryModuleAccountsRequest();
      }
    };
    function createBaseQueryModuleAccountsResponse() {
      return {
        accounts: []
      };
    }
    exports.QueryModuleAccountsResponse = {
      typeUrl: "/cosmos.auth.v1beta1.QueryModuleAccountsResponse",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        for (let v of message.accounts)
          any_1.Any.encode(v, writer.uint32(10).fork()).ldelim();
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseQueryModuleAccountsResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.accounts.push(any_1.Any.decode(reader, reader.uint32())) : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseQueryModuleAccountsResponse();
        return Array.isArray(object?.accounts) && (obj.accounts = object.accounts.map((e) => any_1.Any.fromJSON(e))), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.accounts ? obj.accounts = message.accounts.map((e) => e ? any_1.Any.toJSON(e) : void 0) : obj.accounts = [], obj;
      },
      fromPartial(object) {
        let message = createBaseQueryModuleAccountsResponse();
        return message.accounts = object.accounts?.map((e) => any_1.Any.fromPartial(e)) || [], message;
      }
    };
    function createBaseQueryModuleAccountByNameRequest() {
      return {
        name: ""
      };
    }
    exports.QueryModuleAccountByNameRequest = {
      typeUrl: "/cosmos.auth.v1beta1.QueryModuleAccountByNameRequest",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.name !== "" && writer.uint32(10).string(message.name), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseQueryModuleAccountByNameRequest();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.name = reader.string() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseQueryModuleAccountByNameRequest();
        return (0, helpers_1.isSet)(object.name) && (obj.name = String(object.name)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.name !== void 0 && (obj.name = message.name), obj;
      },
      fromPartial(object) {
        let message = createBaseQueryModuleAccountByNameRequest();
        return message.name = object.name ?? "", message;
      }
    };
    function createBaseQueryModuleAccountByNameResponse() {
      return {
        account: void 0
      };
    }
    exports.QueryModuleAccountByNameResponse = {
      typeUrl: "/cosmos.auth.v1beta1.QueryModuleAccountByNameResponse",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.account !== void 0 && any_1.Any.encode(message.account, writer.uint32(10).fork()).ldelim(), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseQueryModuleAccountByNameResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.account = any_1.Any.decode(reader, reader.uint32()) : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseQueryModuleAccountByNameResponse();
        return (0, helpers_1.isSet)(object.account) && (obj.account = any_1.Any.fromJSON(object.account)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.account !== void 0 && (obj.account = message.account ? any_1.Any.toJSON(message.account) : void 0), obj;
      },
      fromPartial(object) {
        let message = createBaseQueryModuleAccountByNameResponse();
        return object.account !== void 0 && object.account !== null && (message.account = any_1.Any.fromPartial(object.account)), message;
      }
    };
    function createBaseBech32PrefixRequest() {
      return {};
    }
    exports.Bech32PrefixRequest = {
      typeUrl: "/cosmos.auth.v1beta1.Bech32PrefixRequest",
      encode(_, writer = binary_1.BinaryWriter.create()) {
        return writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseBech32PrefixRequest();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(_) {
        return createBaseBech32PrefixRequest();
      },
      toJSON(_) {
        return {};
      },
      fromPartial(_) {
        return createBaseBech32PrefixRequest();
      }
    };
    function createBaseBech32PrefixResponse() {
      return {
        bech32Prefix: ""
      };
    }
    exports.Bech32PrefixResponse = {
      typeUrl: "/cosmos.auth.v1beta1.Bech32PrefixResponse",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.bech32Prefix !== "" && writer.uint32(10).string(message.bech32Prefix), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseBech32PrefixResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.bech32Prefix = reader.string() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseBech32PrefixResponse();
        return (0, helpers_1.isSet)(object.bech32Prefix) && (obj.bech32Prefix = String(object.bech32Prefix)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.bech32Prefix !== void 0 && (obj.bech32Prefix = message.bech32Prefix), obj;
      },
      fromPartial(object) {
        let message = createBaseBech32PrefixResponse();
        return message.bech32Prefix = object.bech32Prefix ?? "", message;
      }
    };
    function createBaseAddressBytesToStringRequest() {
      return {
        addressBytes: new Uint8Array()
      };
    }
    exports.AddressBytesToStringRequest = {
      typeUrl: "/cosmos.auth.v1beta1.AddressBytesToStringRequest",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.addressBytes.length !== 0 && writer.uint32(10).bytes(message.addressBytes), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseAddressBytesToStringRequest();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.addressBytes = reader.bytes() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseAddressBytesToStringRequest();
        return (0, helpers_1.isSet)(object.addressBytes) && (obj.addressBytes = (0, helpers_1.bytesFromBase64)(object.addressBytes)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.addressBytes !== void 0 && (obj.addressBytes = (0, helpers_1.base64FromBytes)(message.addressBytes !== void 0 ? message.addressBytes : new Uint8Array())), obj;
      },
      fromPartial(object) {
        let message = createBaseAddressBytesToStringRequest();
        return message.addressBytes = object.addressBytes ?? new Uint8Array(), message;
      }
    };
    function createBaseAddressBytesToStringResponse() {
      return {
        addressString: ""
      };
    }
    exports.AddressBytesToStringResponse = {
      typeUrl: "/cosmos.auth.v1beta1.AddressBytesToStringResponse",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.addressString !== "" && writer.uint32(10).string(message.addressString), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseAddressBytesToStringResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.addressString = reader.string() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseAddressBytesToStringResponse();
        return (0, helpers_1.isSet)(object.addressString) && (obj.addressString = String(object.addressString)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.addressString !== void 0 && (obj.addressString = message.addressString), obj;
      },
      fromPartial(object) {
        let message = createBaseAddressBytesToStringResponse();
        return message.addressString = object.addressString ?? "", message;
      }
    };
    function createBaseAddressStringToBytesRequest() {
      return {
        addressString: ""
      };
    }
    exports.AddressStringToBytesRequest = {
      typeUrl: "/cosmos.auth.v1beta1.AddressStringToBytesRequest",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.addressString !== "" && writer.uint32(10).string(message.addressString), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseAddressStringToBytesRequest();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.addressString = reader.string() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseAddressStringToBytesRequest();
        return (0, helpers_1.isSet)(object.addressString) && (obj.addressString = String(object.addressString)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.addressString !== void 0 && (obj.addressString = message.addressString), obj;
      },
      fromPartial(object) {
        let message = createBaseAddressStringToBytesRequest();
        return message.addressString = object.addressString ?? "", message;
      }
    };
    function createBaseAddressStringToBytesResponse() {
      return {
        addressBytes: new Uint8Array()
      };
    }
    exports.AddressStringToBytesResponse = {
      typeUrl: "/cosmos.auth.v1beta1.AddressStringToBytesResponse",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.addressBytes.length !== 0 && writer.uint32(10).bytes(message.addressBytes), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseAddressStringToBytesResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.addressBytes = reader.bytes() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseAddressStringToBytesResponse();
        return (0, helpers_1.isSet)(object.addressBytes) && (obj.addressBytes = (0, helpers_1.bytesFromBase64)(object.addressBytes)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.addressBytes !== void 0 && (obj.addressBytes = (0, helpers_1.base64FromBytes)(message.addressBytes !== void 0 ? message.addressBytes : new Uint8Array())), obj;
      },
      fromPartial(object) {
        let message = createBaseAddressStringToBytesResponse();
        return message.addressBytes = object.addressBytes ?? new Uint8Array(), message;
      }
    };
    function createBaseQueryAccountAddressByIDRequest() {
      return {
        id: BigInt(0),
        accountId: BigInt(0)
      };
    }
    exports.QueryAccountAddressByIDRequest = {
      typeUrl: "/cosmos.auth.v1beta1.QueryAccountAddressByIDRequest",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.id !== BigInt(0) && writer.uint32(8).int64(message.id), message.accountId !== BigInt(0) && writer.uint32(16).uint64(message.accountId), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseQueryAccountAddressByIDRequest();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          switch (tag >>> 3) {
            case 1:
              message.id = reader.int64();
              break;
            case 2:
              message.accountId = reader.uint64();
              break;
            default:
              reader.skipType(tag & 7);
              break;
          }
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseQueryAccountAddressByIDRequest();
        return (0, helpers_1.isSet)(object.id) && (obj.id = BigInt(object.id.toString())), (0, helpers_1.isSet)(object.accountId) && (obj.accountId = BigInt(object.accountId.toString())), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.id !== void 0 && (obj.id = (message.id || BigInt(0)).toString()), message.accountId !== void 0 && (obj.accountId = (message.accountId || BigInt(0)).toString()), obj;
      },
      fromPartial(object) {
        let message = createBaseQueryAccountAddressByIDRequest();
        return object.id !== void 0 && object.id !== null && (message.id = BigInt(object.id.toString())), object.accountId !== void 0 && object.accountId !== null && (message.accountId = BigInt(object.accountId.toString())), message;
      }
    };
    function createBaseQueryAccountAddressByIDResponse() {
      return {
        accountAddress: ""
      };
    }
    exports.QueryAccountAddressByIDResponse = {
      typeUrl: "/cosmos.auth.v1beta1.QueryAccountAddressByIDResponse",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.accountAddress !== "" && writer.uint32(10).string(message.accountAddress), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseQueryAccountAddressByIDResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.accountAddress = reader.string() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseQueryAccountAddressByIDResponse();
        return (0, helpers_1.isSet)(object.accountAddress) && (obj.accountAddress = String(object.accountAddress)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.accountAddress !== void 0 && (obj.accountAddress = message.accountAddress), obj;
      },
      fromPartial(object) {
        let message = createBaseQueryAccountAddressByIDResponse();
        return message.accountAddress = object.accountAddress ?? "", message;
      }
    };
    function createBaseQueryAccountInfoRequest() {
      return {
        address: ""
      };
    }
    exports.QueryAccountInfoRequest = {
      typeUrl: "/cosmos.auth.v1beta1.QueryAccountInfoRequest",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.address !== "" && writer.uint32(10).string(message.address), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseQueryAccountInfoRequest();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.address = reader.string() : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseQueryAccountInfoRequest();
        return (0, helpers_1.isSet)(object.address) && (obj.address = String(object.address)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.address !== void 0 && (obj.address = message.address), obj;
      },
      fromPartial(object) {
        let message = createBaseQueryAccountInfoRequest();
        return message.address = object.address ?? "", message;
      }
    };
    function createBaseQueryAccountInfoResponse() {
      return {
        info: void 0
      };
    }
    exports.QueryAccountInfoResponse = {
      typeUrl: "/cosmos.auth.v1beta1.QueryAccountInfoResponse",
      encode(message, writer = binary_1.BinaryWriter.create()) {
        return message.info !== void 0 && auth_1.BaseAccount.encode(message.info, writer.uint32(10).fork()).ldelim(), writer;
      },
      decode(input, length) {
        let reader = input instanceof binary_1.BinaryReader ? input : new binary_1.BinaryReader(input), end = length === void 0 ? reader.len : reader.pos + length, message = createBaseQueryAccountInfoResponse();
        for (; reader.pos < end; ) {
          let tag = reader.uint32();
          tag >>> 3 === 1 ? message.info = auth_1.BaseAccount.decode(reader, reader.uint32()) : reader.skipType(tag & 7);
        }
        return message;
      },
      fromJSON(object) {
        let obj = createBaseQueryAccountInfoResponse();
        return (0, helpers_1.isSet)(object.info) && (obj.info = auth_1.BaseAccount.fromJSON(object.info)), obj;
      },
      toJSON(message) {
        let obj = {};
        return message.info !== void 0 && (obj.info = message.info ? auth_1.BaseAccount.toJSON(message.info) : void 0), obj;
      },
      fromPartial(object) {
        let message = createBaseQueryAccountInfoResponse();
        return object.info !== void 0 && object.info !== null && (message.info = auth_1.BaseAccount.fromPartial(object.info)), message;
      }
    };
    var QueryClientImpl = class {
      rpc;
      constructor(rpc) {
        this.rpc = rpc, this.Accounts = this.Accounts.bind(this), this.Account = this.Account.bind(this), this.AccountAddressByID = this.AccountAddressByID.bind(this), this.Params = this.Params.bind(this), this.ModuleAccounts = this.ModuleAccounts.bind(this), this.ModuleAccountByName = this.ModuleAccountByName.bind(this), this.Bech32Prefix = this.Bech32Prefix.bind(this), this.AddressBytesToString = this.AddressBytesToString.bind(this), this.AddressStringToBytes = this.AddressStringToBytes.bind(this), this.AccountInfo = this.AccountInfo.bind(this);
      }
      Accounts(request = {
        pagination: pagination_1.PageRequest.fromPartial({})
      }) {
        let data = exports.QueryAccountsRequest.encode(request).finish();
        return this.rpc.request("cosmos.auth.v1beta1.Query", "Accounts", data).then((data2) => exports.QueryAccountsResponse.decode(new binary_1.BinaryReader(data2)));
      }
      Account(request) {
        let data = exports.QueryAccountRequest.encode(request).finish();
        return this.rpc.request("cosmos.auth.v1beta1.Query", "Account", data).then((data2) => exports.QueryAccountResponse.decode(new binary_1.BinaryReader(data2)));
      }
      AccountAddressByID(request) {
        let data = exports.QueryAccountAddressByIDRequest.encode(request).finish();
        return this.rpc.request("cosmos.auth.v1beta1.Query", "AccountAddressByID", data).then((data2) => exports.QueryAccountAddressByIDResponse.decode(new binary_1.BinaryReader(data2)));
      }
      Params(request = {}) {
        let data = exports.QueryParamsRequest.encode(request).finish();
        return this.rpc.request("cosmos.auth.v1beta1.Query", "Params", data).then((data2) => exports.QueryParamsResponse.decode(new binary_1.BinaryReader(data2)));
      }
      ModuleAccounts(request = {}) {
        let data = exports.QueryModuleAccountsRequest.encode(request).finish();
        return this.rpc.request("cosmos.auth.v1beta1.Query", "ModuleAccounts", data).then((data2) => exports.QueryModuleAccountsResponse.decode(new binary_1.BinaryReader(data2)));
      }
      ModuleAccountByName(request) {
        let data = exports.QueryModuleAccountByNameRequest.encode(request).finish();
        return this.rpc.request("cosmos.auth.v1beta1.Query", "ModuleAccountByName", data).then((data2) => exports.QueryModuleAccountByNameResponse.decode(new binary_1.BinaryReader(data2)));
      }
      Bech32Prefix(request = {}) {
        let data = exports.Bech32PrefixRequest.encode(request).finish();
        return this.rpc.request("cosmos.auth.v1beta1.Query", "Bech32Prefix", data).then((data2) => exports.Bech32PrefixResponse.decode(new binary_1.BinaryReader(data2)));
      }
      AddressBytesToString(request) {
        let data = exports.AddressBytesToStringRequest.encode(request).finish();
        return this.rpc.request("cosmos.auth.v1beta1.Query", "AddressBytesToString", data).then((data2) => exports.AddressBytesToStringResponse.decode(new binary_1.BinaryReader(data2)));
      }
      AddressStringToBytes(request) {
        let data = exports.AddressStringToBytesRequest.encode(request).finish();
        return this.rpc.request("cosmos.auth.v1beta1.Query", "AddressStringToBytes", data).then((data2) => exports.AddressStringToBytesResponse.decode(new binary_1.BinaryReader(data2)));
      }
      AccountInfo(request) {
        let data = exports.QueryAccountInfoRequest.encode(request).finish();
        return this.rpc.request("cosmos.auth.v1beta1.Query", "AccountInfo", data).then((data2) => exports.QueryAccountInfoResponse.decode(new binary_1.BinaryReader(data2)));
      }
    };
    exports.QueryClientImpl = QueryClientImpl;
  }
});

// cosmjs.ts
var import_proto_signing = __toESM(require_build6()), import_stargate = __toESM(require_accounts()), import_query = __toESM(require_query()), import_keys = __toESM(require_keys3()), import_tx = __toESM(require_tx());
var export_AuthInfo = import_tx.AuthInfo;
var export_DirectSecp256k1Wallet = import_proto_signing.DirectSecp256k1Wallet;
var export_PubKey = import_keys.PubKey;
var export_QueryAccountRequest = import_query.QueryAccountRequest;
var export_QueryAccountResponse = import_query.QueryAccountResponse;
var export_TxBody = import_tx.TxBody;
var export_TxRaw = import_tx.TxRaw;
var export_accountFromAny = import_stargate.accountFromAny;
var export_makeAuthInfoBytes = import_proto_signing.makeAuthInfoBytes;
var export_makeSignBytes = import_proto_signing.makeSignBytes;
var export_makeSignDoc = import_proto_signing.makeSignDoc;
export {
  export_AuthInfo as AuthInfo,
  export_DirectSecp256k1Wallet as DirectSecp256k1Wallet,
  export_PubKey as PubKey,
  export_QueryAccountRequest as QueryAccountRequest,
  export_QueryAccountResponse as QueryAccountResponse,
  export_TxBody as TxBody,
  export_TxRaw as TxRaw,
  export_accountFromAny as accountFromAny,
  export_makeAuthInfoBytes as makeAuthInfoBytes,
  export_makeSignBytes as makeSignBytes,
  export_makeSignDoc as makeSignDoc
};
