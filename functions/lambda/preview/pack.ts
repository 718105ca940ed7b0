import { gunzipSync, gzipSync } from "node:zlib";

/** Longest unpacked value, bytes: many times what compressed files of 6 MB hold, and a quarter of the API's memory. */
const mostUnpacked = 256 * 1024 * 1024;
/** Deepest nesting. */
const mostDeep = 200;
const headBytes = 4;

/** Values that JSON has no form for, as an object with one member of this name: `{"$": ["bytes", offset, length]}`. */
const tag = "$";

/**
 * A value as text for the JSON of an invocation: compressed, since Lambda passes 6 MB at most. It may hold what JSON
 * holds, `undefined`, numbers that are not finite, big integers, maps, sets and bytes. Both ends run the same release.
 *
 *     gzip(length of the JSON, 4 bytes ‖ JSON ‖ all bytes) in base64
 *
 * @throws TypeError for a function or symbol
 */
export function pack(value: unknown): string {
  const bytes: Uint8Array[] = [];
  let length = 0;
  const encode = (given: unknown): unknown => {
    switch (typeof given) {
      case "string":
      case "boolean":
        return given;
      case "number":
        return Number.isFinite(given) && !Object.is(given, -0) ? given : { [tag]: ["number", numberText(given)] };
      case "bigint":
        return { [tag]: ["bigint", String(given)] };
      case "undefined":
        return { [tag]: ["undefined"] };
      case "object":
        break;
      default:
        throw new TypeError(`a ${typeof given} cannot be packed`);
    }
    if (given === null) return null;
    if (given instanceof Uint8Array) {
      bytes.push(given);
      length += given.length;
      return { [tag]: ["bytes", length - given.length, given.length] };
    }
    if (Array.isArray(given)) return given.map(encode);
    if (given instanceof Map) return { [tag]: ["map", Array.from(given, (pair) => pair.map(encode))] };
    if (given instanceof Set) return { [tag]: ["set", Array.from(given, encode)] };
    const members = Object.entries(given).map(([name, member]) => [name, encode(member)] as const);
    const escaped = members.some(([name]) => name === tag || name === "__proto__");
    return escaped ? { [tag]: ["object", members] } : Object.fromEntries(members);
  };
  const json = Buffer.from(JSON.stringify(encode(value)));
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(json.length);
  return gzipSync(Buffer.concat([head, json, ...bytes]), { level: 1 }).toString("base64");
}

/**
 * The value that `pack` took. Authors' code runs where answers are packed, so that nothing is believed of them: they
 * become plain values within bounds, or an error.
 *
 * @throws Error for anything that `pack` does not write
 */
export function unpack(packed: string): unknown {
  const whole = gunzipSync(Buffer.from(packed, "base64"), { maxOutputLength: mostUnpacked });
  if (whole.length < headBytes) throw new Error("the packed value has no head");
  const end = headBytes + whole.readUInt32BE();
  if (end > whole.length) throw new Error("the packed value ends too soon");
  return decode(JSON.parse(whole.toString("utf8", headBytes, end)), whole.subarray(end), 0);
}

function decode(value: unknown, bytes: Uint8Array, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth > mostDeep) throw new Error("the packed value is nested too deep");
  const inner = (each: unknown): unknown => decode(each, bytes, depth + 1);
  if (Array.isArray(value)) return value.map(inner);
  if (Object.hasOwn(value, tag)) return decodeTagged((value as { readonly [tag]: unknown })[tag], bytes, inner);
  return objectOf(Object.entries(value), inner);
}

function decodeTagged(tagged: unknown, bytes: Uint8Array, inner: (value: unknown) => unknown): unknown {
  const [kind, first, second]: readonly unknown[] = Array.isArray(tagged) ? tagged : [];
  switch (kind) {
    case "undefined":
      return undefined;
    case "number":
      if (first === "NaN" || first === "Infinity" || first === "-Infinity" || first === "-0") return Number(first);
      break;
    case "bigint":
      if (typeof first === "string" && /^-?\d{1,1000}$/.test(first)) return BigInt(first);
      break;
    case "bytes":
      if (isOffset(first) && isOffset(second) && first + second <= bytes.length)
        return Uint8Array.from(bytes.subarray(first, first + second));
      break;
    case "map":
      if (isPairs(first)) return new Map(first.map(([key, held]) => [inner(key), inner(held)]));
      break;
    case "set":
      if (Array.isArray(first)) return new Set(first.map(inner));
      break;
    case "object":
      if (isPairs(first)) return objectOf(first, inner);
      break;
  }
  throw new Error("the packed value has an unknown form");
}

/** Own members, whatever their names: `__proto__` is one like others. */
function objectOf(members: readonly (readonly unknown[])[], inner: (value: unknown) => unknown): object {
  const made = {};
  for (const [name, value] of members) {
    if (typeof name !== "string") throw new Error("the packed value has a member without a name");
    Object.defineProperty(made, name, { value: inner(value), writable: true, enumerable: true, configurable: true });
  }
  return made;
}

function isPairs(value: unknown): value is readonly (readonly [unknown, unknown])[] {
  return Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2);
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** A number that JSON cannot hold, in words. */
function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
