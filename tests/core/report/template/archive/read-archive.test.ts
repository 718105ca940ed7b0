import fc from "fast-check";
import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { BroadsheetError, type Problem } from "../../../../../functions/core/errors.ts";
import { readArchive } from "../../../../../functions/core/report/template/archive/read-archive.ts";
import { writeArchive } from "../../../../../functions/core/report/template/archive/write-archive.ts";
import { makeZip } from "./make-zip.ts";

const text = (body: Uint8Array | undefined): string => Buffer.from(body ?? []).toString("utf8");
const yaml = { path: "template.yaml", body: "title: { en: x }\n" };
const read = (body: Uint8Array): Record<string, string> =>
  Object.fromEntries([...readArchive(body)].map(([path, content]) => [path, text(content)]));

function refusal(body: Uint8Array): Problem {
  try {
    readArchive(body);
  } catch (error) {
    if (error instanceof BroadsheetError && error.problems.length > 0) return error.problems[0]!;
    throw error;
  }
  throw new Error("the archive was accepted");
}

test("what is written is read, sorted, and the same files give the same archive", () => {
  const files = new Map([
    ["template.yaml", Buffer.from("title: x\n".repeat(50))],
    ["messages/zh.yaml", Buffer.from("标题: 报告\n")],
    ["图.csv", Buffer.alloc(0)],
  ]);
  const archive = writeArchive(files);
  expect(read(archive)).toEqual({
    "template.yaml": "title: x\n".repeat(50),
    "messages/zh.yaml": "标题: 报告\n",
    "图.csv": "",
  });
  expect(Buffer.compare(writeArchive(new Map([...files].toReversed())), archive)).toBe(0);
  expect([...readArchive(archive).keys()]).toEqual([...files.keys()].sort());
});

test("a folder around everything is taken off, and what file managers leave behind is left out", () => {
  expect(
    read(
      makeZip([
        { path: "mine/" },
        { path: "mine/template.yaml", body: "a: 1\n" },
        { path: "mine/.DS_Store", body: "x" },
        { path: "__MACOSX/mine/._template.yaml", body: "x" },
      ]),
    ),
  ).toEqual({ "template.yaml": "a: 1\n" });
  expect(
    read(
      makeZip([
        { path: "a/template.yaml", body: "" },
        { path: "b/x.sql", body: "" },
      ]),
    ),
  ).toEqual({ "a/template.yaml": "", "b/x.sql": "" });
});

test("archives of other programs are read: descriptors, folders, extra fields, comments", () => {
  for (const signed of [true, false])
    expect(read(makeZip([{ ...yaml, descriptor: { signed } }]))).toEqual({ "template.yaml": yaml.body });
  expect(
    read(
      makeZip([{ path: "charts/" }, { ...yaml, localExtra: Buffer.from("5554050003aaaaaaaa", "hex") }], {
        comment: "made by hand",
      }),
    ),
  ).toEqual({ "template.yaml": yaml.body });
});

const bomb = deflateRawSync(Buffer.alloc(30 * 1024 * 1024));

test.each<readonly [string, Uint8Array, string]>([
  ["nothing", new Uint8Array(), "not-an-archive"],
  ["text", Buffer.from("title: x"), "not-an-archive"],
  ["a cut archive", makeZip([yaml]).subarray(0, -1), "not-an-archive"],
  ["data before it", Buffer.concat([Buffer.from("#!/bin/sh\n"), makeZip([yaml])]), "archive-broken"],
  ["data before the first entry", makeZip([yaml], { before: "x" }), "archive-hidden-data"],
  [
    "data between entries",
    makeZip([
      { ...yaml, after: "x" },
      { path: "a", body: "" },
    ]),
    "archive-hidden-data",
  ],
  ["data after the last entry", makeZip([{ ...yaml, after: "x" }]), "archive-hidden-data"],
  ["a second archive behind it", Buffer.concat([makeZip([yaml]), makeZip([yaml])]), "archive-broken"],
  ["no entries but data", makeZip([], { before: "x" }), "archive-hidden-data"],
  ["a bomb", makeZip([{ path: "a", raw: bomb, size: 30 * 1024 * 1024, method: 8 }]), "archive-bomb"],
  ["a bomb that lies about its size", makeZip([{ path: "a", raw: bomb, size: 1000, method: 8 }]), "archive-broken"],
  [
    "too many bytes",
    makeZip(
      [1, 2, 3].map((name) => ({
        path: String(name),
        raw: Buffer.alloc(1024 * 1024),
        size: 25 * 1024 * 1024,
        method: 8,
      })),
    ),
    "archive-too-large",
  ],
  [
    "too many files",
    makeZip(Array.from({ length: 1001 }, (_, index) => ({ path: `f${index}`, body: "" }))),
    "archive-too-many-entries",
  ],
  [
    "too many entries",
    makeZip(Array.from({ length: 2001 }, (_, index) => ({ path: `f${index}/` }))),
    "archive-too-many-entries",
  ],
  ["a deep path", makeZip([{ path: "a/b/c/d/e/f/g/h/i", body: "" }]), "archive-too-deep"],
  ["a link", makeZip([{ path: "a", body: "/etc/passwd", mode: 0o120777 }]), "archive-link"],
  ["a link of Windows", makeZip([{ path: "a", body: "x", host: 0, attributes: 0x400 }]), "archive-link"],
  ["a device", makeZip([{ path: "a", body: "", mode: 0o020666 }]), "archive-special-file"],
  ["a folder with content", makeZip([{ path: "a/", body: "x", mode: 0o040755 }]), "archive-broken"],
  ["a file that its mode calls a folder", makeZip([{ path: "a", body: "", mode: 0o040755 }]), "archive-broken"],
  ["an encrypted file", makeZip([{ ...yaml, flags: 1 }]), "archive-encrypted"],
  ["masked headers", makeZip([{ ...yaml, flags: 1 << 13 }]), "archive-encrypted"],
  ["patched data", makeZip([{ ...yaml, flags: 1 << 5 }]), "archive-unsupported"],
  ["another compression", makeZip([{ ...yaml, method: 12 }]), "archive-unsupported"],
  ["a file twice", makeZip([yaml, yaml]), "archive-duplicate"],
  [
    "two paths that differ by case",
    makeZip([
      { path: "A.sql", body: "" },
      { path: "a.sql", body: "" },
    ]),
    "archive-duplicate",
  ],
  [
    "two folders that differ by case",
    makeZip([
      { path: "Q/a.sql", body: "" },
      { path: "q/b.sql", body: "" },
    ]),
    "archive-duplicate",
  ],
  [
    "two paths that differ by composition",
    makeZip([
      { path: "\u00e9", body: "" },
      { path: "e\u0301", body: "" },
    ]),
    "archive-duplicate",
  ],
  [
    "a file that is a folder",
    makeZip([
      { path: "a", body: "" },
      { path: "a/b", body: "" },
    ]),
    "archive-duplicate",
  ],
  ["a path that leaves the folder", makeZip([{ path: "../a", body: "" }]), "invalid-path"],
  ["an absolute path", makeZip([{ path: "/a", body: "" }]), "invalid-path"],
  ["a backslash", makeZip([{ path: "..\\a", body: "" }]), "invalid-path"],
  ["an empty path", makeZip([{ path: "", body: "" }]), "invalid-path"],
  ["a control character", makeZip([{ path: "a\u0000.sql", body: "" }]), "invalid-path"],
  ["a long path", makeZip([{ path: "a".repeat(201), body: "" }]), "invalid-path"],
  ["a name that is not UTF-8", makeZip([{ path: Buffer.from([0xe9]), body: "" }]), "archive-name"],
  [
    "headers that disagree about the name",
    makeZip([{ ...yaml, local: { path: "template.yam_" } }]),
    "archive-headers-disagree",
  ],
  ["headers that disagree about the size", makeZip([{ ...yaml, local: { size: 1 } }]), "archive-headers-disagree"],
  ["headers that disagree about the method", makeZip([{ ...yaml, local: { method: 8 } }]), "archive-headers-disagree"],
  ["headers that disagree about the flags", makeZip([{ ...yaml, local: { flags: 1 } }]), "archive-headers-disagree"],
  [
    "a descriptor that disagrees",
    makeZip([{ ...yaml, descriptor: { signed: true, size: 1 } }]),
    "archive-headers-disagree",
  ],
  ["a wrong checksum", makeZip([{ ...yaml, crc: 1 }]), "archive-broken"],
  ["a wrong size", makeZip([{ ...yaml, size: 3, local: { size: 3 } }]), "archive-broken"],
  [
    "data behind the compressed data",
    makeZip([
      { path: "a", raw: Buffer.concat([deflateRawSync("abc"), Buffer.from("x")]), size: 3, method: 8, content: "abc" },
    ]),
    "archive-hidden-data",
  ],
  [
    "entries that overlap",
    makeZip([
      { ...yaml, packed: 40, size: 40 },
      { path: "a", body: "x".repeat(100) },
    ]),
    "archive-overlap",
  ],
  ["ZIP64 by a size", makeZip([{ ...yaml, size: 0xffffffff }]), "archive-zip64"],
  ["ZIP64 by the end", makeZip([yaml], { end: { total: 0xffff, here: 0xffff } }), "archive-zip64"],
  ["ZIP64 by a locator", makeZip([yaml], { locator: true }), "archive-zip64"],
  ["a part of several", makeZip([yaml], { end: { disk: 1 } }), "archive-split"],
  ["a directory with a gap", makeZip([yaml], { end: { total: 0, here: 0 } }), "archive-broken"],
  ["a directory that is cut", makeZip([yaml], { end: { total: 2, here: 2 } }), "archive-broken"],
])("%s is refused", (_what, archive, code) => {
  expect(refusal(archive)).toMatchObject({ code });
});

test("whatever byte is changed, the archive is read or refused, never a crash, and never other content", () => {
  const original = makeZip([yaml, { path: "queries/a.sql", body: "SELECT 1\n".repeat(20), method: 8 }]);
  const whole = read(original);
  fc.assert(
    fc.property(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
      const changed = Buffer.from(original);
      changed[at]! ^= mask;
      let got: Record<string, string>;
      try {
        got = read(changed);
      } catch (error) {
        expect(error).toBeInstanceOf(BroadsheetError);
        return;
      }
      expect(Object.values(got)).toEqual(Object.values(whole));
    }),
    { numRuns: 1000, seed: 22 },
  );
});
