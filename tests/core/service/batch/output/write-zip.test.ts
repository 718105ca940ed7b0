import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { type OutputFile, writeZip } from "../../../../../functions/core/service/batch/output/write-zip.ts";

const run = promisify(execFile);

async function* filesOf(entries: Iterable<readonly [string, string | Uint8Array]>): AsyncGenerator<OutputFile> {
  for (const [name, content] of entries)
    yield { name, read: async () => (typeof content === "string" ? Buffer.from(content) : content) };
}

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** What Python's reader, which shares nothing with ours, finds: names, dates, modes, sizes and the first bad file. */
const reader = `import json, sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
i = z.infolist()
print(json.dumps({"bad": z.testzip() if len(i) < 100 else None, "count": len(i), "first": [[e.filename, list(e.date_time), oct(e.external_attr >> 16), e.file_size, e.compress_type, e.header_offset] for e in i[:3]], "last": i[-1].filename if i else None, "text": z.read(i[-1]).decode("utf8")[:40] if i else None}))`;

async function readBack(archive: Uint8Array): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "zip-test-"));
  try {
    await writeFile(join(folder, "a.zip"), archive);
    return JSON.parse((await run("python3", ["-c", reader, join(folder, "a.zip")])).stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("an archive has its files in order, stored, with the report's date and their names in Unicode", async () => {
  const archive = await gather(
    writeZip(
      filesOf([
        ["b.pdf", "second"],
        ["a.pdf", "first"],
        ["报告 é.pdf", "中文"],
      ]),
      "2024-02-29",
    ),
  );
  expect(await readBack(archive)).toEqual({
    bad: null,
    count: 3,
    first: [
      ["b.pdf", [2024, 2, 29, 0, 0, 0], "0o100644", 6, 0, 0],
      ["a.pdf", [2024, 2, 29, 0, 0, 0], "0o100644", 5, 0, 41],
      ["报告 é.pdf", [2024, 2, 29, 0, 0, 0], "0o100644", 6, 0, 81],
    ],
    last: "报告 é.pdf",
    text: "中文",
  });
  expect(
    await gather(
      writeZip(
        filesOf([
          ["b.pdf", "second"],
          ["a.pdf", "first"],
          ["报告 é.pdf", "中文"],
        ]),
        "2024-02-29",
      ),
    ),
  ).toEqual(archive);
});

test("the header of each file has its checksum and sizes, for who reads an archive as it comes", async () => {
  const archive = await gather(writeZip(filesOf([["a.pdf", "first"]]), "2024-02-29"));
  // 4.3.7: at 14 the CRC-32, at 18 and 22 the sizes.
  expect([archive.readUInt32LE(14), archive.readUInt32LE(18), archive.readUInt32LE(22)]).toEqual([
    crc32("first"),
    5,
    5,
  ]);
});

test("an archive without files is one", async () => {
  expect(await readBack(await gather(writeZip(filesOf([]), "2024-01-01")))).toMatchObject({ count: 0, bad: null });
});

test("more files than the old format counts", async () => {
  const archive = await gather(
    writeZip(
      filesOf(Array.from({ length: 65_540 }, (_, index) => [`f${index}.pdf`, `${index}`] as const)),
      "2024-01-01",
    ),
  );
  expect(await readBack(archive)).toMatchObject({ count: 65_540, last: "f65539.pdf", text: "65539" });
});

// The server suites and CI read the four gigabytes.
test("a file beyond 4 GiB is found by its zip64 field", async () => {
  // Read as a directory alone: the four gigabytes before it are counted and not kept.
  const large = new Uint8Array(128 * 1024 * 1024);
  let bytes = 0;
  const tail: Uint8Array[] = [];
  async function* files(): AsyncGenerator<OutputFile> {
    for (let index = 0; index < 33; index++) yield { name: `large${index}`, read: async () => large };
    yield { name: "after.pdf", read: async () => Buffer.from("after") };
  }
  for await (const piece of writeZip(files(), "2024-01-01")) {
    if (bytes > 33 * large.length) tail.push(piece);
    bytes += piece.byteLength;
  }
  const end = Buffer.concat(tail);
  const start = bytes - end.length;
  const eocd = end.length - 22;
  expect([end.readUInt32LE(eocd), end.readUInt32LE(eocd + 16)]).toEqual([0x06054b50, 0xffffffff]);
  const wide = Number(end.readBigUInt64LE(eocd - 20 + 8)) - start;
  expect(end.readUInt32LE(wide)).toBe(0x06064b50);
  let at = Number(end.readBigUInt64LE(wide + 48)) - start;
  let name = "";
  let offset = 0;
  for (let line = 0; line < 34; line++) {
    const [nameLength, extra] = [end.readUInt16LE(at + 28), end.readUInt16LE(at + 30)];
    name = end.toString("utf8", at + 46, at + 46 + nameLength);
    offset = extra === 0 ? end.readUInt32LE(at + 42) : Number(end.readBigUInt64LE(at + 46 + nameLength + 4));
    at += 46 + nameLength + extra;
  }
  expect(name).toBe("after.pdf");
  expect(offset).toBeGreaterThan(0xffffffff);
  expect(end.toString("utf8", offset - start, offset - start + 44).slice(-14)).toBe("after.pdfafter");
});

test.each(["", "a/b.pdf", "..\\b.pdf", "same.pdf"])(
  "a name that is no file's, or another's, is refused: %j",
  async (name) => {
    await expect(
      gather(
        writeZip(
          filesOf([
            ["same.pdf", "1"],
            [name, "2"],
          ]),
          "2024-01-01",
        ),
      ),
    ).rejects.toThrow("cannot be the name");
  },
);

test.each(["1979-12-31", "2108-01-01", "2024-1-1"])(
  "a date that the format cannot hold is refused: %s",
  async (date) => {
    await expect(gather(writeZip(filesOf([]), date))).rejects.toThrow("cannot be the date");
  },
);
