import { readFile } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, expect, test } from "vitest";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { readTable } from "../read-table.ts";

const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());

async function write(sql: string): Promise<Uint8Array> {
  const file = `${scratch.folder}/written.parquet`;
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`COPY (${sql}) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return await readFile(file);
}

async function read(body: Uint8Array) {
  const outcome = await readTable(body, "parquet");
  if ("refused" in outcome) return { refused: outcome.refused };
  return {
    columns: outcome.columns.join("|"),
    types: outcome.types.join("|"),
    rows: outcome.rows.map((row) => row.map((value) => value ?? "∅").join("|")),
    warnings: outcome.warnings,
    profile: outcome.profile,
  };
}

test("bytes without a type are text if they are UTF-8", async () => {
  expect(
    await read(await write("SELECT * FROM (VALUES (encode('Zoë'), 1), (encode(''), 2), (NULL, 3)) AS t(name, n)")),
  ).toMatchObject({
    columns: "name|n",
    types: "text|integer",
    rows: ["Zoë|1", "|2", "∅|3"],
    warnings: [],
    profile: { columns: [{ nulls: 1 }, { nulls: 0 }] },
  });
});

test.each([
  ["that are not UTF-8", "'\\xff\\xfe'::BLOB"],
  ["with zeros", "'a\\x00b'::BLOB"],
])("bytes %s are left out with a warning, and the other columns stay", async (_, value) => {
  const found = await read(
    await write(`SELECT * FROM (VALUES (encode('a'), 1, 'x'), (${value}, 2, 'y')) AS t(b, n, t)`),
  );
  expect(found).toMatchObject({
    columns: "n|t",
    rows: ["1|x", "2|y"],
    warnings: [expect.stringMatching(/^"b" holds bytes .* left out, first in row 2$/)],
  });
});

test("nothing but bytes is refused", async () => {
  expect(await read(await write("SELECT '\\xff'::BLOB AS b"))).toEqual({ refused: "binary-column" });
});

test("a repeated name gets a number and a warning, and its own values", async () => {
  const body = Buffer.from(
    await write(
      "SELECT * FROM (VALUES (1, 2, 3, 'x'), (4, 5, 6, 'y')) AS t(aa, ab, \"aa_2\", \"Ab\")".replace('"Ab"', '"ac"'),
    ),
  );
  // Another writer's file: DuckDB writes no name twice.
  for (const [from, to] of [
    ["ab", "aa"],
    ["ac", "AA"],
  ] as const)
    for (let at = body.indexOf(from); at !== -1; at = body.indexOf(from, at + 1)) body.write(to, at, "latin1");
  expect(await read(body)).toMatchObject({
    columns: "aa|aa_3|aa_2|AA_4",
    rows: ["1|2|3|x", "4|5|6|y"],
    warnings: [
      'Column 2 is named "aa" and is called "aa_3": column 1 has the same name',
      'Column 4 is named "AA" and is called "AA_4": column 1 has the name "aa", and SQL ignores case',
    ],
    profile: { mended: ["repeated-name"] },
  });
});

test("an empty text is a value, and a missing one is none", async () => {
  const body = await write("SELECT * FROM (VALUES ('', 1), (NULL, 2), ('x', 3)) AS t(name, n)");
  expect(await read(body)).toMatchObject({
    rows: ["|1", "∅|2", "x|3"],
    profile: { columns: [{ nulls: 1, emptyTexts: true }, {}], mended: ["empty-text"] },
  });
});
