import { deflateSync, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { StreamCompressor } from "../../../../../functions/core/report/pdf/file/stream-compressor.ts";

/** Makes operators like those of a page. */
function content(bytes: number): Buffer {
  const lines = Array.from({ length: Math.ceil(bytes / 16) + 1 }, (_, index) =>
    `${(index * 7919) % 997}.${index % 10} ${index % 83} l`.padEnd(15),
  );
  return Buffer.from(lines.join("\n").slice(0, bytes), "latin1");
}

test.each([0, 1, 7999, 8000, 40_000, 3_000_000])(
  "a stream of %d bytes equals zlib's result in one call, at either level",
  async (bytes) => {
    const body = content(bytes);
    for (const [threads, options] of [true, false].flatMap((each) => [
      [each, {}] as const,
      [each, { level: 4 }] as const,
    ])) {
      const compressed = await new StreamCompressor(threads).compress(body, options);
      expect(Buffer.compare(compressed, deflateSync(body, options))).toBe(0);
      expect(inflateSync(compressed).equals(body)).toBe(true);
    }
  },
);

test("without other threads every stream is ready at once", () => {
  const compressor = new StreamCompressor(false);
  for (const bytes of [7999, 8000, 3_000_000]) expect(compressor.compress(content(bytes))).toBeInstanceOf(Uint8Array);
  expect(new StreamCompressor().compress(content(8000))).toBeInstanceOf(Promise);
});

test("data that cannot be made smaller are stored uncompressed", async () => {
  const body = new Uint8Array(100_000).map(
    (_, index) => (Math.imul(index + 1, 2_654_435_761) >>> 11) ^ (Math.imul(index, 40_503) >>> 3),
  );
  for (const threads of [true, false]) {
    const compressed = await new StreamCompressor(threads).compress(body);
    expect(inflateSync(compressed).equals(body)).toBe(true);
  }
});

test("there is room again when the oldest are done, so that no more than eight wait in memory", async () => {
  const compressor = new StreamCompressor();
  let waiting = 0;
  let most = 0;
  for (let page = 0; page < 60; page++) {
    waiting += 1;
    void Promise.resolve(compressor.compress(content(20_000 + page))).then(() => (waiting -= 1));
    most = Math.max(most, waiting);
    await compressor.room();
  }
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(8);
});

test("a stream that cannot be compressed fails for its caller, and frees its place", async () => {
  const compressor = new StreamCompressor();
  const failing = Array.from({ length: 8 }, () => compressor.compress(content(10_000), { level: 99 }));
  await expect(failing[0]).rejects.toThrow(/level/);
  await compressor.room();
});

/** Small streams that differ, of one size. */
const distinct = (count: number, from: number): Buffer[] =>
  Array.from({ length: count }, (_, index) => Buffer.from(`${from + index} `.padEnd(7_900, "0123456789")));

test("keeps small streams by content and level, the youngest up to four million bytes", () => {
  const compressor = new StreamCompressor();
  const [stream] = distinct(1, 1_000_000) as [Buffer];
  const first = compressor.compress(stream);
  expect(compressor.compress(Buffer.from(stream))).toBe(first);
  const other = compressor.compress(stream, { level: 1 });
  expect(other).not.toBe(first);
  expect(other).toEqual(deflateSync(stream, { level: 1 }));
  // Three of four million bytes: it is kept, and asking for it makes it the youngest.
  for (const each of distinct(370, 2_000_000)) compressor.compress(each);
  expect(compressor.compress(stream)).toBe(first);
  for (const each of distinct(370, 3_000_000)) compressor.compress(each);
  expect(compressor.compress(stream)).toBe(first);
  // Five million since: it is forgotten, and made again alike.
  for (const each of distinct(630, 4_000_000)) compressor.compress(each);
  const again = compressor.compress(stream);
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
  expect(compressor.compress(stream)).toBe(again);
});
