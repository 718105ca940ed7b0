import { unzipSync } from "fflate";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { isCorrupt } from "../../../../functions/core/errors.ts";
import { fileOf } from "../../../../functions/core/report/rendition/figures/write-figures.ts";
import { openFigureFiles } from "../../../../functions/core/service/rendition/figure-files.ts";
import { packZip } from "../../../../functions/core/zip/pack-zip.ts";

const key = "reports/a/1/renditions/zip-0123456789ab/1/figures.zip";
let store: MemoryObjectStore;
beforeEach(() => {
  store = new MemoryObjectStore();
});

interface Made {
  readonly archive: Uint8Array;
  /** `id.svg` → its bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Bytes that do not deflate. */
function noise(length: number, seed: number): Uint8Array {
  let state = seed + 1;
  return Uint8Array.from({ length }, () => (state = Math.imul(state, 1_664_525) + 1_013_904_223) >>> 24);
}

/** Packs an archive as `writeFigures` does: drawings that deflate, and pictures that mostly do not. */
function pack(ids: readonly string[], size: (at: number) => number = () => 300): Made {
  const files = new Map<string, Uint8Array>();
  for (const [at, id] of ids.entries()) {
    files.set(`${id}.svg`, Buffer.from(`<svg>${"<path/>".repeat(size(at))}${at}</svg>`));
    files.set(`${id}.png`, noise(size(at), at));
  }
  const packed = [...files].map(([name, body]): [string, Uint8Array] => {
    const dot = name.lastIndexOf(".");
    return [`${fileOf(name.slice(0, dot))}${name.slice(dot)}`, body];
  });
  return { archive: packZip([["manifest.json", Buffer.from("{}\n")], ...packed]), files };
}

/** What a reader gets of a stored archive: each file, or the fault of reading it. */
async function readAll(archive: Uint8Array, bytes = archive.length): Promise<Map<string, Uint8Array | Error>> {
  await store.put(key, archive, "application/zip");
  const found = new Map<string, Uint8Array | Error>();
  for (const { figure, form, read } of await openFigureFiles(store, { key, bytes }))
    found.set(`${figure}.${form}`, await read().catch((error: Error) => error));
  return found;
}

test("every figure is read back by its id, whatever its characters", async () => {
  const ids = [
    "revenue",
    "图 1",
    "a.b",
    "a/b",
    "50%",
    "..",
    "a.svg",
    "x.png.svg",
    "ناتج",
    "'\"<&",
    "CON",
    " ",
    "%41",
    "A",
  ];
  const { archive, files } = pack(ids);
  const found = await readAll(archive);
  expect([...found.keys()]).toEqual([...files.keys()]);
  for (const [name, body] of files) expect(Buffer.compare(found.get(name) as Uint8Array, body), name).toBe(0);
  // Another reader finds the same files.
  expect(Object.keys(unzipSync(archive))).toHaveLength(files.size + 1);
});

test("of a large archive no more is read than the directory and the figure", async () => {
  const { archive, files } = pack(
    Array.from({ length: 900 }, (_, index) => `figure-${index}`),
    (at) => (at === 7 ? 50_000 : 2_000),
  );
  await store.put(key, archive, "application/zip");
  const read = vi.spyOn(store, "getRange");
  const listed = await openFigureFiles(store, { key, bytes: archive.length });
  expect(listed).toHaveLength(1_800);
  const one = listed.find(({ figure, form }) => figure === "figure-7" && form === "png")!;
  expect(Buffer.compare(await one.read(), files.get("figure-7.png")!)).toBe(0);
  const bytes = read.mock.calls.map(([, start, end]) => end - start);
  expect(bytes).toHaveLength(3);
  expect(bytes.reduce((sum, each) => sum + each)).toBeLessThan(400_000);
  expect(archive.length).toBeGreaterThan(1_500_000);
});

test("a report without figures has an archive without files", async () => {
  expect(await readAll(pack([]).archive)).toEqual(new Map());
});

describe("a damaged archive gives no other bytes than those that were stored", () => {
  const { archive, files } = pack(["first", "second"], () => 40);

  test("with any byte changed", async () => {
    let refused = 0;
    for (let at = 0; at < archive.length; at++)
      for (const bit of [0x01, 0x20, 0x80]) {
        const broken = Uint8Array.from(archive);
        broken[at]! ^= bit;
        const found = await readAll(broken).catch((error: Error) => error);
        const faults = found instanceof Error ? [found] : [...found.values()].filter((each) => each instanceof Error);
        for (const fault of faults) expect(isCorrupt(fault), `byte ${at}: ${fault.stack}`).toBe(true);
        if (faults.length > 0) refused++;
        if (found instanceof Error) continue;
        for (const [name, body] of found)
          if (!(body instanceof Error)) expect(Buffer.compare(body, files.get(name)!), `${name}, byte ${at}`).toBe(0);
      }
    expect(refused).toBeGreaterThan(archive.length);
  });

  test("cut off anywhere, longer, or gone", async () => {
    for (let length = 0; length < archive.length; length++) {
      const cut = archive.subarray(0, length);
      await expect(readAll(cut, archive.length)).rejects.toSatisfy(isCorrupt);
      await expect(readAll(cut)).rejects.toSatisfy(isCorrupt);
    }
    await expect(readAll(Buffer.concat([archive, archive.subarray(-9)]))).rejects.toSatisfy(isCorrupt);
    await store.delete(key);
    await expect(openFigureFiles(store, { key, bytes: archive.length })).rejects.toSatisfy(isCorrupt);
  });
});
