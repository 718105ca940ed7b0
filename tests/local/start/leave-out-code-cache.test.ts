import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { leaveOutCodeCache } from "../../../functions/local/start/leave-out-code-cache.ts";

const size = (bytes: number): Buffer => {
  const written = Buffer.alloc(8);
  written.writeBigUInt64LE(BigInt(bytes));
  return written;
};

const sized = (content: Buffer): Buffer => Buffer.concat([size(content.length), content]);

/** Writes a code cache as Node does. */
const codeCache = (modules: number): Buffer =>
  Buffer.concat([
    size(modules),
    ...Array.from({ length: modules }, (_, index) =>
      Buffer.concat([sized(Buffer.from(`internal/fs-${index}/utils`)), sized(Buffer.alloc(index * 3, index))]),
    ),
  ]);

/** What comes before the cache, with names and sizes like those inside it. */
const heap = Buffer.concat([
  Buffer.from("a snapshot of node:internal/fs/utils"),
  size(388),
  sized(Buffer.from("internal/util")),
  size(7),
]);

test("takes the code cache at the end of a snapshot out, and nothing else", () => {
  expect(leaveOutCodeCache(Buffer.concat([heap, codeCache(388)]))).toEqual(Buffer.concat([heap, size(0)]));
});

test.each([
  ["none", heap],
  ["one that is cut off", Buffer.concat([heap, codeCache(388)]).subarray(0, -1)],
  ["one with something after it", Buffer.concat([heap, codeCache(388), Buffer.from([0])])],
  ["one of few modules", Buffer.concat([heap, codeCache(3)])],
  ["an empty one", Buffer.concat([heap, size(0)])],
  ["nothing at all", Buffer.alloc(0)],
])("leaves a snapshot as it is with %s", (_, snapshot) => {
  expect(leaveOutCodeCache(snapshot)).toEqual(snapshot);
});

const run = (...words: readonly string[]): string =>
  execFileSync(process.execPath, words, { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } });

test("a snapshot of this Node becomes smaller, and starts", () => {
  const folder = mkdtempSync(join(tmpdir(), "snapshot-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [script, blob] = [join(folder, "program.cjs"), join(folder, "program.blob")];
  writeFileSync(
    script,
    'const word = "frozen"; require("node:v8").startupSnapshot.setDeserializeMainFunction(() => console.log(word, require("node:util").inspect({ a: 1 })));',
  );
  run("--snapshot-blob", blob, "--build-snapshot", script);
  const whole = readFileSync(blob);
  const smaller = leaveOutCodeCache(whole);
  expect(smaller.length).toBeLessThan(whole.length - 1_000_000);
  writeFileSync(blob, smaller);
  expect(run("--snapshot-blob", blob)).toBe("frozen { a: 1 }\n");
});
