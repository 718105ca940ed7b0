import { readFile } from "node:fs/promises";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError, type Problem } from "../../../../../functions/core/errors.ts";
import { datasetLimits } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import type { DatasetProfile } from "../../../../../functions/core/report/dataset/dataset.ts";
import { openDataset } from "../../../../../functions/core/report/dataset/open-dataset.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";
import { seeded } from "../seeded.ts";

const scratch = await openScratchFolder();
const writer = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
let reader: DuckDBConnection;
await openReader();
afterAll(() => scratch.dispose());

/** A fresh database: it keeps what it has read of a file, and a fault may end it. */
async function openReader(): Promise<void> {
  reader = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  await reader.run("SET TimeZone = 'UTC'");
}

/** Columns of which the footer says that nothing is missing, so that nothing has to be read to count them. */
const tables = {
  numbers: "SELECT i AS id, i % 97 AS small, i / 7 AS v FROM range(2500) AS r(i)",
  times:
    "SELECT DATE '2020-01-01' + (i % 400)::INT AS day, TIMESTAMP '2020-01-01' + INTERVAL (i) MINUTE AS moment, TIME '10:00:00' + INTERVAL (i) SECOND AS clock, (i % 1000 / 10)::DECIMAL(9, 2) AS price, i % 3 = 0 AS yes FROM range(2500) AS r(i)",
  texts:
    "SELECT md5(i::VARCHAR) AS note, chr(97 + (i % 5)::INT) AS letter, CASE WHEN i % 4 > 0 THEN i END AS gaps FROM range(2500) AS r(i)",
  nested:
    "SELECT [i, i % 5] AS list, {a: i, b: [TIME '10:00:00' + INTERVAL (i) SECOND]} AS pair, uuid()::VARCHAR = '' AS no, i::HUGEINT AS wide, i::FLOAT AS f FROM range(2500) AS r(i)",
} as const;
const codecs = ["uncompressed", "snappy", "gzip", "zstd", "lz4_raw", "brotli"] as const;
const places = process.env["SOAK"] === undefined ? 3 : 500;

const cases = Object.keys(tables).flatMap((table) =>
  codecs.flatMap((codec) => ["V1", "V2"].map((version) => ({ table: table as keyof typeof tables, codec, version }))),
);

let files = 0;

async function fileOf(table: keyof typeof tables, codec: string, version: string): Promise<Uint8Array> {
  const path = `${scratch.folder}/sound-${(files += 1)}.parquet`;
  await writer.run(
    `COPY (${tables[table]}) TO '${path}' (FORMAT parquet, COMPRESSION ${codec}, PARQUET_VERSION ${version}, ROW_GROUP_SIZE 2048)`,
  );
  return await readFile(path);
}

/** A copy with a bit or a byte changed, a stretch of zeros, or a stretch missing. */
function damage(body: Uint8Array, random: () => number): { readonly at: number; readonly bytes: Uint8Array } {
  const bytes = Uint8Array.from(body);
  const at = Math.floor(random() * body.length);
  const kind = Math.floor(random() * 5);
  const length = 1 + Math.floor(random() * 300);
  if (kind < 2) bytes[at]! ^= 1 << Math.floor(random() * 8);
  else if (kind === 2) bytes[at]! ^= 1 + Math.floor(random() * 255);
  else if (kind === 3) bytes.fill(0, at, at + length);
  else return { at, bytes: Uint8Array.from([...body.subarray(0, at), ...body.subarray(at + length)]) };
  return { at, bytes };
}

interface Stored {
  readonly profile: DatasetProfile;
  /** Of the rows, in their order. */
  readonly hash: string;
}

/** Stores a file alone; what it is refused for, or what reports read of it. */
async function storeAlone(body: Uint8Array): Promise<Stored | Problem> {
  const store = new MemoryObjectStore();
  let profile: DatasetProfile;
  try {
    profile = await storeDataset(store, "d", { body, format: "parquet" }, scratch, { ...datasetLimits, parts: 0 });
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    expect(error.kind).toBe("invalid-dataset");
    return error.problems[0]!;
  }
  const { select, read } = await openDataset(store, "d", { name: "d" });
  const file = await scratch.write(`stored-${(files += 1)}`, await read());
  try {
    return { profile, hash: await readAll(select, profile, file) };
  } catch (error) {
    await openReader();
    throw error;
  }
}

/** Reads rows as a report does: all columns, each alone, and with conditions that row groups may be left out by. */
async function readAll(select: string, { rows, columns }: DatasetProfile, file: string): Promise<string> {
  const ask = async (sql: string): Promise<readonly unknown[]> =>
    (await reader.runAndReadAll(sql, sql.includes("$file") ? { file } : undefined)).getRowsJson()[0]!;
  await reader.run(`CREATE OR REPLACE TABLE d AS ${select}`, { file });
  const [count, hash] = await ask("SELECT count(*), md5(string_agg(d::VARCHAR, chr(10) ORDER BY rowid)) FROM d");
  expect(Number(count)).toBe(rows);
  for (const { name, type, nulls } of columns) {
    const loaded = await ask(`SELECT count(*) - count("${name}"), bit_xor(hash("${name}")) FROM d`);
    expect(Number(loaded[0])).toBe(nulls);
    expect(
      await ask(`SELECT count(*) - count(x), bit_xor(hash(x)) FROM (SELECT "${name}" AS x FROM (${select}))`),
    ).toEqual(loaded);
    if (type === "boolean") continue;
    const condition = `"${name}" >= (SELECT quantile_disc("${name}", 0.6) FROM d)`;
    expect(await ask(`SELECT count(*) FROM (${select}) WHERE ${condition}`)).toEqual(
      await ask(`SELECT count(*) FROM d WHERE ${condition}`),
    );
  }
  return String(hash);
}

test.each(cases)(
  "damaged Parquet is refused at the door, or reads the same however it is read: $table, $codec, $version",
  { timeout: 600_000 },
  async ({ table, codec, version }) => {
    const random = seeded(7 + cases.findIndex((one) => one.table === table && one.codec === codec));
    const body = await fileOf(table, codec, version);
    const sound = (await storeAlone(body)) as Stored;
    expect(sound.profile.rows).toBe(2500);
    const footer = body.length - 8 - new DataView(body.buffer, body.byteOffset).getUint32(body.length - 8, true);
    let refused = 0;
    for (let place = 0; place < places; place += 1) {
      const { at, bytes } = damage(body, random);
      const found = await storeAlone(bytes);
      if ("code" in found) {
        refused += 1;
        expect(found.message, found.code).not.toMatch(/FATAL|INTERNAL|Stack|invalidated/);
        continue;
      }
      // Gzip alone has checksums; a name in the footer may be another one.
      if (codec === "gzip" && at < footer) expect(found.hash, `at ${at}`).toBe(sound.hash);
    }
    expect(refused).toBeGreaterThan(places / 8);
  },
);

/**
 * A file whose second row group holds times of day that no day has: plain numbers, as damage leaves them.
 *
 * @param stated whether the footer states them too
 */
async function withTimes(sql: string, stated: boolean): Promise<Uint8Array> {
  const path = `${scratch.folder}/times-${(files += 1)}.parquet`;
  await writer.run(
    `COPY (${sql}) TO '${path}' (FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1, ROW_GROUP_SIZE 2048)`,
  );
  const body = await readFile(path);
  const noon = Buffer.alloc(8);
  noon.writeBigInt64LE(12n * 3_600_000_000n);
  const footer = body.length - 8 - body.readUInt32LE(body.length - 8);
  const end = stated ? body.length : footer;
  for (let at = body.indexOf(noon, stated ? footer : 0); at !== -1 && at < end; at = body.indexOf(noon, at + 8))
    body.fill(0x80, at, at + 8);
  return body;
}

test.each(["t", "[t]", "{a: {b: [t]}, '(row)': 1}", "MAP {'k': t}", "[MAP {'k': [t, NULL]}]"])(
  "a time of day that no day has is refused with its row, before it ends the process: %s",
  async (expression) => {
    const made = `SELECT i AS id, ${expression} AS v FROM (SELECT i, CASE WHEN i = 2100 THEN TIME '12:00:00' ELSE TIME '11:00:00' + INTERVAL (i) SECOND END AS t FROM range(2500) AS r(i))`;
    expect(await storeAlone(await withTimes(made, false))).toMatchObject({
      code: "time-out-of-range",
      where: { name: "v", row: 2101 },
    });
    expect(await storeAlone(await withTimes(made, true))).toMatchObject({
      code: "time-out-of-range",
      message: expect.stringMatching(/^The footer states for ".+" a time of day that no day has$/),
    });
  },
);

test("what the footer states of a row group must be so", async () => {
  const path = `${scratch.folder}/stated.parquet`;
  await writer.run(
    `COPY (SELECT i + 1000000 AS id, CASE WHEN i % 2 = 0 THEN i END AS gaps FROM range(2500) AS r(i)) TO '${path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)`,
  );
  const body = await readFile(path);
  const change = (value: bigint): Uint8Array => {
    const bytes = Buffer.from(body);
    const [from, to] = [Buffer.alloc(8), Buffer.alloc(8)];
    from.writeBigInt64LE(value);
    to.writeBigInt64LE(value - 1n);
    const footer = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
    for (let at = bytes.indexOf(from, footer); at !== -1; at = bytes.indexOf(from, at + 1)) to.copy(bytes, at);
    return bytes;
  };
  expect(await storeAlone(change(1_002_047n))).toMatchObject({
    code: "false-statistics",
    message:
      'The file says that "id" has values from 1000000 to 1002046 in row group 1, but it has values from 1000000 to 1002047',
    where: { name: "id" },
  });
  expect(await storeAlone(change(1_000_000n))).toHaveProperty("profile.rows", 2500);
});

test("a row group is found among many, whatever rows each has", async () => {
  const parts: string[] = [];
  for (let part = 0; part < 3; part += 1) {
    parts.push(`${scratch.folder}/part-${part}.parquet`);
    const rows = [3000, 2048, 5000][part]!;
    await writer.run(
      `COPY (SELECT i AS id, md5(i::VARCHAR) AS file_row_number FROM range(${rows}) AS r(i)) TO '${parts[part]}' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 2048)`,
    );
  }
  for (const part of parts) {
    const body = await readFile(part);
    expect(await storeAlone(body)).toHaveProperty("profile.columns.length", 2);
    const last = Buffer.from(body);
    const pages = (
      await writer.runAndReadAll(
        `SELECT data_page_offset, total_compressed_size, row_group_id FROM parquet_metadata('${part}') WHERE column_id = 0 ORDER BY row_group_id DESC LIMIT 1`,
      )
    )
      .getRows()[0]!
      .map(Number);
    last.fill(0xff, pages[0]! + 40, pages[0]! + pages[1]!);
    expect(await storeAlone(last)).toMatchObject({
      code: "unreadable",
      message: expect.stringMatching(`^"id" in row group ${pages[2]! + 1} of the Parquet file cannot be read: `),
      where: { name: "id" },
    });
  }
});
