import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import type { HostileFile, HostileKinds } from "./hostile-file.ts";

/** Writes the result of a query as Parquet. */
async function parquet(select: string, options = ""): Promise<HostileFile> {
  const scratch = await openScratchFolder();
  const instance = await DuckDBInstance.create(":memory:", { threads: "1", memory_limit: "1GB" });
  const connection = await instance.connect();
  try {
    const file = join(scratch.folder, "file.parquet");
    await connection.run(`COPY (${select}) TO '${file}' (FORMAT parquet${options})`);
    return { format: "parquet", body: await readFile(file) };
  } finally {
    connection.closeSync();
    await scratch.dispose();
  }
}

const list = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(", ");

export const hostileParquets: HostileKinds = {
  "parquet: many rows of one text": (random) =>
    parquet(
      `SELECT repeat('x', ${random.pick([1, 1_000, 30_000])}) AS a FROM range(${random.between(100_000, 2_000_000)})`,
      ", COMPRESSION zstd",
    ),
  "parquet: many columns": (random) =>
    parquet(
      `SELECT ${list(random.pick([100, 1000]), (index) => `range + ${index} AS c${index}`)} FROM range(${random.between(1, 1_000)})`,
    ),
  "parquet: more columns than are allowed": () => parquet(`SELECT ${list(3000, (index) => `1 AS c${index}`)}`),
  "parquet: many cells of one value": (random) =>
    parquet(
      `SELECT ${list(random.between(50, 150), (index) => `'x' AS c${index}`)} FROM range(1000000)`,
      ", COMPRESSION zstd",
    ),
  "parquet: many row groups": () => parquet("SELECT range AS a FROM range(600000)", ", ROW_GROUP_SIZE 2048"),
  "parquet: lists in lists": (random) => {
    const depth = random.pick([2, 20, 60]);
    return parquet(`SELECT ${"[".repeat(depth)}1${"]".repeat(depth)} AS a FROM range(1000)`);
  },
  "parquet: long lists": (random) =>
    parquet(`SELECT range(${random.between(1_000, 30_000)}) AS a FROM range(100)`, ", COMPRESSION zstd"),
  "parquet: structures": (random) =>
    parquet(`SELECT {${list(random.between(10, 900), (index) => `'k${index}': range`)}} AS a FROM range(100)`),
  "parquet: long names": () => parquet(`SELECT ${list(100, (index) => `1 AS "${"n".repeat(10_000)}${index}"`)}`),
  "parquet: odd names": () =>
    parquet(
      `SELECT ${["rowid", "filename", "select", "file_row_number", "r", "'", ";--", "$file"].map((name, index) => `${index} AS "${name}"`).join(", ")}`,
    ),
  "parquet: a footer that states too much": async (random) => {
    const { body } = await parquet("SELECT range AS a, 'x' || range AS b FROM range(1000)");
    const changed = Buffer.from(body);
    // Numbers of the footer become as large as a varint of their length can be.
    const footer = changed.length - 8 - changed.readUInt32LE(changed.length - 8);
    for (let time = 0; time < random.between(1, 9); time++)
      changed[random.between(footer, changed.length - 9)] = random.pick([0xff, 0x7f, 0xfc, 0x80]);
    return { format: "parquet", body: changed };
  },
  "parquet: pages that state too much": async (random) => {
    const { body } = await parquet(
      "SELECT range % 100 AS a, repeat('x', 100) AS b FROM range(50000)",
      ", COMPRESSION zstd",
    );
    const changed = Buffer.from(body);
    for (let time = 0; time < random.between(1, 9); time++)
      changed[random.between(4, 40)] = random.pick([0xff, 0x7f, 0xfe, 0x80]);
    return { format: "parquet", body: changed };
  },
};
