import { crc32, gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { checkPages } from "../../../../functions/core/report/dataset/parquet/check-pages.ts";
import { readPageHeader } from "../../../../functions/core/report/dataset/parquet/read-page-header.ts";
import { catchProblems } from "./catch-problems.ts";
import { int96Groups } from "./parquet/int96-file.ts";
import { readTable } from "./read-table.ts";

/** Writes a page's header in Thrift's compact protocol: type, sizes, a checksum, and the structure of a data page. */
function pageOf(content: Uint8Array, crc: number | undefined): Uint8Array {
  const sum = crc === undefined ? [] : [0x15, ...zigzag(crc | 0)];
  const dataPage = [
    crc === undefined ? 0x2c : 0x1c,
    0x15,
    ...zigzag(3),
    0x15,
    0,
    0x15,
    6,
    0x15,
    6,
    0x1c,
    0x18,
    2,
    0x61,
    0x62,
    0x11,
    0,
    0,
  ];
  return Uint8Array.from([
    0x15,
    0,
    0x15,
    ...zigzag(content.length),
    0x15,
    ...zigzag(content.length),
    ...sum,
    ...dataPage,
    0,
    ...content,
  ]);
}

/** Writes a number in Thrift's compact protocol. */
function zigzag(value: number): number[] {
  let rest = BigInt.asUintN(32, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  const bytes: number[] = [];
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

const contents = [Buffer.from("the first page"), Buffer.alloc(5000, 7)];
const pages = (...sums: readonly (number | undefined)[]): Uint8Array =>
  Buffer.concat([Buffer.from("PAR1"), ...contents.map((content, index) => pageOf(content, sums[index]))]);
const all = (body: Uint8Array) => [
  { column: "v", group: 1, start: 4, length: body.length - 4, codec: "SNAPPY", values: 6 },
];
const right = contents.map((content) => crc32(content));

test("a header gives its length, the page's length and the checksum", () => {
  const page = pageOf(contents[1]!, right[1]);
  expect(readPageHeader(page, 0)).toEqual({
    length: page.length - 5000,
    compressedSize: 5000,
    crc: right[1],
    size: 5000,
    values: 3,
  });
  expect(readPageHeader(pageOf(contents[0]!, undefined), 0)).toMatchObject({ compressedSize: 14 });
  expect(readPageHeader(pageOf(contents[0]!, undefined), 0)).not.toHaveProperty("crc");
  for (const bytes of [[], [0x15], [0xff, 0xff, 0xff], [0x00], Array.from({ length: 40 }, () => 0x1c)])
    expect(readPageHeader(Uint8Array.from(bytes), 0)).toBeUndefined();
});

/** A header with a field before the size of its page. */
const headerWith = (...field: readonly number[]): Uint8Array =>
  Uint8Array.from([...field, 0x35 - 16 * (field[0]! >> 4), 14, 0, 99]);

test.each([
  ["truth", [0x11]],
  ["falsehood", [0x22]],
  ["a byte", [0x13, 0xff]],
  ["a number of several bytes", [0x16, 0x80, 0x80, 0x01]],
  ["a number with a point", [0x17, 1, 2, 3, 4, 5, 6, 7, 8]],
  ["a text", [0x18, 3, 0x61, 0x62, 0x63]],
  ["an empty text", [0x18, 0]],
  ["a list of truths, each a byte", [0x19, 0x31, 1, 2, 1]],
  ["a list of falsehoods, each a byte", [0x19, 0x22, 2, 1]],
  ["a list of bytes", [0x19, 0x23, 0x15, 0x15]],
  ["a list of numbers", [0x19, 0x25, 0x80, 0x01, 0x02]],
  ["a set of texts", [0x1a, 0x28, 1, 0x61, 2, 0x62, 0x63]],
  ["a list of lists", [0x19, 0x19, 0x25, 0x80, 0x01, 0x02]],
  ["a list of structures", [0x19, 0x2c, 0x15, 2, 0, 0]],
  ["a long list", [0x19, 0xf3, 17, ...Array.from({ length: 17 }, () => 0x15)]],
  ["a structure with a size of its own", [0x1c, 0x35, 8, 0]],
])("a header is read behind %s", (_, field) => {
  const bytes = headerWith(...field);
  expect(readPageHeader(bytes, 0)).toEqual({ length: bytes.length - 1, compressedSize: 7 });
});

test.each([
  ["a text beyond the end", [0x18, 50]],
  ["a list of more numbers than there are bytes", [0x19, 0xf7, 0x80, 0x80, 0x80, 0x80, 0x20]],
  ["a map", [0x1b, 0]],
  ["a number without end", [0x15, ...Array.from({ length: 12 }, () => 0x80)]],
])("%s is no header", (_, field) => {
  expect(readPageHeader(headerWith(...field), 0)).toBeUndefined();
});

test("a size below zero is no header's", () => {
  expect(readPageHeader(Uint8Array.from([0x35, 1, 0]), 0)).toBeUndefined();
  expect(readPageHeader(Uint8Array.from([0x35, 0, 0]), 0)).toEqual({ length: 3, compressedSize: 0 });
});

test("checksums that hold, and pages without, are taken", () => {
  for (const body of [pages(...right), pages(), pages(right[0])]) checkPages(body, all(body));
});

test("a changed page is reported by column, group and page", async () => {
  const body = pages(...right);
  body[body.length - 9]! ^= 1;
  expect(await catchProblems("invalid-dataset", () => checkPages(body, all(body)))).toMatchObject([
    {
      code: "bad-checksum",
      message: 'Page 2 of the column "v" in row group 1 does not have the checksum that it states',
      where: { name: "v" },
    },
  ]);
});

test("truncated pages are reported", async () => {
  const body = pages(...right);
  expect(await catchProblems("invalid-dataset", () => checkPages(body.subarray(0, 2000), all(body)))).toMatchObject([
    { code: "damaged-page" },
  ]);
});

test("the pages of a file are found by its metadata, in every group", async () => {
  const groups = [
    [[2_440_588, 0n]],
    [
      [2_460_311, 0n],
      [2_440_588, 1_000n],
    ],
  ] as const;
  const sound = int96Groups(groups, { checksum: (page) => crc32(page) });
  expect(await readTable(sound, "parquet")).toMatchObject({
    rows: [["1970-01-01 00:00:00"], ["2024-01-01 00:00:00"], ["1970-01-01 00:00:00.000001"]],
  });
  const changed = int96Groups(groups, { checksum: (page, group) => crc32(page) + group });
  expect(await readTable(changed, "parquet")).toMatchObject({
    problem: {
      code: "bad-checksum",
      message: 'Page 1 of the column "t" in row group 2 does not have the checksum that it states',
      where: { name: "t" },
    },
  });
  // Without a dictionary, its offset may be 0.
  expect(
    await readTable(int96Groups(groups, { checksum: (page) => crc32(page), dictionary: 0 }), "parquet"),
  ).toHaveProperty("rows.length", 3);
  // DuckDB, too, begins at the stated dictionary, wherever that is.
  expect(await readTable(int96Groups(groups, { dictionary: 20 }), "parquet")).toMatchObject({
    problem: {
      code: "damaged-page",
      message: 'Page 1 of the column "t" in row group 1 cannot be read',
      seen: "offset 20",
    },
  });
});

/** A header of a data page of the second version: sizes, values, levels, and whether its values are compressed. */
const secondOf = (size: number, compressed: number, levels: number, isCompressed: boolean): Uint8Array =>
  Uint8Array.from(
    [
      [0x15, 6, 0x15],
      zigzag(size),
      [0x15],
      zigzag(compressed),
      [0x5c, 0x15, 6, 0x15, 0, 0x15, 6, 0x15, 0, 0x15],
      zigzag(levels),
      [0x15, 0, isCompressed ? 0x11 : 0x12, 0, 0],
    ].flat(),
  );

test("a header of a data page of the second version says what of it is compressed", () => {
  const sizes = { size: 30, compressedSize: 20, values: 3, levels: 4 };
  expect(readPageHeader(secondOf(30, 20, 4, true), 0)).toEqual({ length: 22, ...sizes });
  expect(readPageHeader(secondOf(30, 20, 4, false), 0)).toEqual({ length: 22, ...sizes, plain: true });
});

const place = (body: Uint8Array, codec: string) => [
  { column: "v", group: 2, start: 4, length: body.length - 4, codec, values: 3 },
];

test("streams of gzip are verified by their checksum, behind the levels, and pages as they are by their length", async () => {
  const text = Buffer.from("three values in a page".repeat(20));
  const packed = gzipSync(text);
  const page = (body: Uint8Array, { size = text.length + 2, isCompressed = true } = {}): Uint8Array =>
    Buffer.concat([Buffer.from("PAR1"), secondOf(size, body.length, 2, isCompressed), body]);
  const sound = page(Buffer.concat([Uint8Array.of(1, 1), packed]));
  checkPages(sound, place(sound, "GZIP"));
  const plain = page(Buffer.from("12345"), { size: 5, isCompressed: false });
  for (const codec of ["GZIP", "ZSTD", "UNCOMPRESSED"]) checkPages(plain, place(plain, codec));
  const flipped = Buffer.from(packed);
  flipped[flipped.length - 8]! ^= 1;
  const other = page(Buffer.from("12345"), { size: 6 });
  for (const [body, codec, message] of [
    [
      page(Buffer.concat([Uint8Array.of(1, 1), flipped])),
      "GZIP",
      /row group 2 cannot be decompressed: incorrect data check/,
    ],
    [
      page(Buffer.concat([Uint8Array.of(1, 1), packed]), { size: text.length + 3 }),
      "GZIP",
      /has 442 bytes and says 443/,
    ],
    [page(Buffer.concat([Uint8Array.of(1, 1), packed]), { size: text.length }), "GZIP", /cannot be decompressed/],
    [other, "UNCOMPRESSED", /it has 5 bytes and says 6/],
  ] as const)
    expect(await catchProblems("invalid-dataset", () => checkPages(body, place(body, codec)))).toMatchObject([
      { code: "damaged-page", message: expect.stringMatching(message), where: { name: "v" } },
    ]);
  const [one] = place(sound, "GZIP");
  expect(await catchProblems("invalid-dataset", () => checkPages(sound, [{ ...one!, values: 4 }]))).toMatchObject([
    { code: "damaged-page", seen: 3, allowed: 4 },
  ]);
});

test("files that DuckDB writes pass, with dictionaries and without, in several groups", async () => {
  const scratch = await openScratchFolder();
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  const file = `${scratch.folder}/made.parquet`;
  await connection.run(
    `COPY (SELECT i, 'g' || (i % 3) AS g, i / 7 AS v, [i, i] AS list FROM range(10000) AS t(i)) TO '${file}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
  );
  const body = await readFile(file);
  expect(await readTable(body, "parquet")).toMatchObject({ columns: ["i", "g", "v", "list"] });
  // The checksum reveals a change inside a page; without one, the reader does.
  const changed = new Uint8Array(body);
  changed.fill(0xff, 60, 90);
  expect(await readTable(changed, "parquet")).toHaveProperty("refused");
  connection.closeSync();
  instance.closeSync();
  await scratch.dispose();
});
