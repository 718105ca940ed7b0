import { serialize } from "node:v8";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { pack, unpack } from "../../../functions/lambda/preview/pack.ts";
import { readAnswer } from "../../../functions/lambda/preview/read-answer.ts";

/** A packed value that this JSON would be, with these bytes behind it. */
function packed(json: string, bytes = Buffer.alloc(0), length = Buffer.byteLength(json)): string {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(length);
  return gzipSync(Buffer.concat([head, Buffer.from(json), bytes])).toString("base64");
}

test("every value comes back as it went in", () => {
  const value = fc.anything({
    withBigInt: true,
    withMap: true,
    withSet: true,
    withNullPrototype: false,
    withTypedArray: false,
    withSparseArray: false,
    withObjectString: true,
    key: fc.oneof(fc.string(), fc.constantFrom("$", "__proto__", "constructor", "toString")),
  });
  const plain = { noNullPrototype: true };
  const files = fc.dictionary(fc.string(), fc.uint8Array({ maxLength: 64 }), plain);
  const member = fc.record({ files, rest: value }, plain);
  fc.assert(
    fc.property(member, (given) => {
      expect(unpack(pack(given))).toEqual(given);
    }),
    { numRuns: process.env["SOAK"] === undefined ? 300 : 20_000, seed: 29 },
  );
  expect(unpack(pack(new Uint8Array([1, 2])))).toEqual(new Uint8Array([1, 2]));
  expect(() => pack(() => 1)).toThrow(TypeError);
});

test("an answer that another program writes is an error, and nothing of it takes effect", () => {
  const hostile: Readonly<Record<string, string>> = {
    "no gzip": Buffer.from("hello").toString("base64"),
    empty: gzipSync(Buffer.alloc(0)).toString("base64"),
    "a value of V8": gzipSync(serialize({ a: 1 })).toString("base64"),
    "a JSON that ends too soon": packed("{}", undefined, 100),
    "no JSON": packed("{a}"),
    "bytes that are not there": packed('{"$":["bytes",0,9]}', Buffer.alloc(3)),
    "bytes before the beginning": packed('{"$":["bytes",-1,2]}', Buffer.alloc(3)),
    "an unknown kind": packed('{"$":["function","x"]}'),
    "a kind that is no list": packed('{"$":5}'),
    "a map without pairs": packed('{"$":["map",[[1,2,3]]]}'),
    "a member without a name": packed('{"$":["object",[[5,1]]]}'),
    "an integer that is none": packed('{"$":["bigint","1e9"]}'),
    "a number that is none": packed('{"$":["number","constructor"]}'),
    "nesting without end": packed("[".repeat(5000) + "]".repeat(5000)),
    "a bomb": gzipSync(Buffer.alloc(300 * 1024 * 1024)).toString("base64"),
  };
  for (const [name, value] of Object.entries(hostile)) expect(() => readAnswer({ value }), name).toThrow();
  const made = unpack(packed('{"__proto__":{"polluted":true},"a":1}')) as Record<string, unknown>;
  expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
  expect(made["polluted"]).toBeUndefined();
});

test("a refusal has a kind and problems of ours, or is none", () => {
  const problems = [{ code: "no-picture", message: "it has none" }];
  expect(() => readAnswer({ refused: "not-found", problems })).toThrow(BroadsheetError);
  for (const answer of [
    undefined,
    null,
    "value",
    {},
    { value: 5 },
    { refused: "constructor", problems },
    { refused: "not-found" },
    { refused: "not-found", problems: [] },
    { refused: "not-found", problems: [null] },
    { refused: "not-found", problems: [{ code: "a\nb", message: "x" }] },
  ])
    expect(() => readAnswer(answer)).toThrow(/the answer (?:is no object|has an unknown form)/);
});
