import { constants, gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { datasetLimits } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import { mostFrames, unpack, unpackFile } from "../../../../../functions/core/report/dataset/decode/unpack.ts";

const sum = { params: { [constants.ZSTD_c_checksumFlag]: 1 } };
const noSize = { params: { [constants.ZSTD_c_contentSizeFlag]: 0 } };
const skipped = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
const empty = zstdCompressSync("");
const one = zstdCompressSync("a,b\n1,2\n");
const two = zstdCompressSync("3,4\n5,6\n", sum);
const dull = Buffer.alloc(400_000, "x");
const varied = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * index * 31) % 251));

/** What both ways make of a file, which must be the same. */
async function unpackBothWays(body: Uint8Array, pieceBytes: number): Promise<unknown> {
  const scratch = await openScratchFolder(undefined, pieceBytes);
  try {
    const writer = scratch.create("sent");
    writer.write(body);
    const file = writer.end();
    const whole = await said(() => unpack(body, datasetLimits));
    expect(await said(() => unpackFile(file, datasetLimits, () => scratch.create("unpacked")))).toEqual(whole);
    return whole;
  } finally {
    await scratch.dispose();
  }
}

async function said(read: () => unknown): Promise<unknown> {
  try {
    const { body, mended } = (await read()) as ReturnType<typeof unpack>;
    return { text: Buffer.from(body.subarray(0)).toString("latin1"), mended };
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    return error.problems;
  }
}

test.each([
  ["one frame", [one], "a,b\n1,2\n", []],
  ["two frames", [one, two], "a,b\n1,2\n3,4\n5,6\n", ["several-frames"]],
  ["an index behind", [one, skipped], "a,b\n1,2\n", []],
  ["frames of nothing around", [skipped, empty, one, empty, two, skipped], "a,b\n1,2\n3,4\n5,6\n", ["several-frames"]],
  [
    "long frames",
    [zstdCompressSync(dull), zstdCompressSync(varied, noSize), zstdCompressSync(dull, sum)],
    Buffer.concat([dull, varied, dull]).toString("latin1"),
    ["several-frames"],
  ],
  ["members of gzip", [gzipSync("a,b\n"), gzipSync("1,2\n")], "a,b\n1,2\n", []],
] as const)("%s: all is unpacked, in memory and in pieces", async (_, parts, text, mended) => {
  for (const pieceBytes of [1, 7, one.length + 2, 1024 * 1024]) {
    if (pieceBytes < 8 && text.length > 1_000) continue;
    expect(await unpackBothWays(Buffer.concat(parts), pieceBytes)).toEqual({ text, mended });
  }
});

test.each([
  ["other bytes behind a frame", [one, Buffer.from("a,b\n1,2\n")]],
  ["a few bytes behind a frame", [one, Buffer.alloc(2)]],
  ["a second frame that is cut short", [one, two.subarray(0, two.length - 3)]],
  ["an index that is cut short", [one, skipped.subarray(0, 9)]],
  ["a second frame whose sum is wrong", [one, two.subarray(0, two.length - 1), Buffer.from([two.at(-1)! ^ 1])]],
])("%s: the archive is damaged", async (_, parts) => {
  for (const pieceBytes of [1, one.length + 2, 1024 * 1024])
    expect(await unpackBothWays(Buffer.concat(parts), pieceBytes)).toMatchObject([{ code: "damaged-archive" }]);
});

test("frames together are bounded as one is, and so is their number", async () => {
  const bomb = zstdCompressSync(Buffer.alloc(9_000_000, "a"));
  expect(await unpackBothWays(Buffer.concat([bomb, bomb]), 4_096)).toMatchObject([{ code: "archive-bomb" }]);
  const many = Buffer.alloc(empty.length * (mostFrames + 1), empty);
  expect(() => unpack(many, datasetLimits)).toThrow(`more than ${mostFrames} frames`);
});
