import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../../functions/adapters/scratch-folder.ts";
import { datasetSelect } from "../../../../../functions/core/report/dataset/database/dataset-select.ts";
import { openDatabase } from "../../../../../functions/core/report/dataset/database/open-database.ts";
import { datasetLimits } from "../../../../../functions/core/report/dataset/dataset-limits.ts";
import { openDataset } from "../../../../../functions/core/report/dataset/open-dataset.ts";
import { profileDataset } from "../../../../../functions/core/report/dataset/profile-dataset.ts";
import { storeDataset } from "../../../../../functions/core/report/dataset/store-dataset.ts";

/** Where the database begins to read once more in a CSV, bytes (`CSVIterator::BYTES_PER_THREAD`). */
const boundary = 8_000_000;

const isSoak = process.env["SOAK"] !== undefined;

interface Shape {
  readonly name: string;
  /** A line in a quoted text. */
  readonly line: (index: number) => string;
  /** What ends a line in a quoted text, and a record. */
  readonly inside: string;
  readonly end: string;
}

const shapes: readonly Shape[] = [
  { name: "lines like rows", line: (index) => `${index},inner,${index}`, inside: "\n", end: "\n" },
  { name: "lines like rows, CRLF in quotes", line: (index) => `${index},inner,${index}`, inside: "\r\n", end: "\n" },
  { name: "lines like rows, CRLF everywhere", line: (index) => `${index},inner,${index}`, inside: "\r\n", end: "\r\n" },
  { name: "ragged lines", line: (index) => ["a", "a,b", "a,b,c,d,e", ""][index % 4]!, inside: "\n", end: "\n" },
  { name: "lines that begin and end texts", line: (index) => `${index},""x"",${index}`, inside: "\n", end: "\n" },
  { name: "lines of quotes alone", line: () => `""`, inside: "\n", end: "\n" },
];

/**
 * A CSV whose quoted texts span each place where reading begins.
 *
 * @param shift from a place to the closing quote of a text there, bytes; undefined: in the middle of it
 */
function manyLines({ line, inside, end }: Shape, shift: number | undefined, places: number): string {
  const records: string[] = [`id,text,n${end}`];
  let length = records[0]!.length;
  const push = (id: number, bytes: number): void => {
    const [before, after] = [`${id},"`, `",${id}${end}`];
    const lines: string[] = [];
    for (let room = bytes - before.length - after.length, index = 0; room > 0; index++) {
      const next = `${line(index)}${inside}`;
      lines.push(next.length <= room ? next : "x".repeat(room));
      room -= next.length;
    }
    records.push(before, ...lines, after);
    length += before.length + after.length + lines.reduce((sum, one) => sum + one.length, 0);
  };
  let id = 1;
  const isNear = (place: number): boolean => length >= place * boundary - 200_000;
  for (let place = 1; place <= places; place++) {
    while (!isNear(place)) push(id++, 50_000 + (id % 7));
    const tail = `",${id}${end}`.length;
    push(id, shift === undefined ? 400_000 : place * boundary + shift + tail - length);
    id++;
  }
  for (let rest = 0; rest < 20; rest++) push(id++, 300);
  return records.join("");
}

/** The rows of a CSV with one delimiter, by RFC 4180. */
function parse(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    let value = "";
    if (text[at] === '"') {
      for (at += 1; ;) {
        const close = text.indexOf('"', at);
        value += text.slice(at, close);
        at = close + 1;
        if (text[at] !== '"') break;
        value += '"';
        at += 1;
      }
    } else {
      const from = at;
      while (at < text.length && !",\r\n".includes(text[at]!)) at += 1;
      value = text.slice(from, at);
    }
    row.push(value);
    if (text[at] === ",") at += 1;
    else {
      at += text.startsWith("\r\n", at) ? 2 : 1;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

const cases = shapes
  .slice(0, isSoak ? undefined : 4)
  .flatMap((shape, index) =>
    (isSoak ? [undefined, -3, -2, -1, 0, 1, 2] : [[undefined, -1, 0][index % 3]]).map((shift) => ({ shape, shift })),
  );

test.each(cases)(
  "$shape.name, a quote $shift bytes from where reading begins: every value is kept",
  { timeout: 60_000 },
  async ({ shape, shift }) => {
    const text = manyLines(shape, shift, isSoak ? 3 : 1);
    const [, ...rows] = parse(text);
    const scratch = await openScratchFolder();
    try {
      const writer = scratch.create("sent");
      writer.write(Buffer.from(text));
      const store = new MemoryObjectStore();
      await storeDataset(store, "d", { body: writer.end(), format: "csv" }, scratch, { ...datasetLimits, short: -1 });
      const stored = await openDataset(store, "d", { name: "d" });
      const file = await scratch.write("stored.parquet", await stored.read());
      expect(await textsOf(stored.select, file)).toEqual(rows);
    } finally {
      await scratch.dispose();
    }
  },
);

/** The rows that a SELECT reads of a file, as texts. */
async function textsOf(select: string, file: string): Promise<readonly (readonly string[])[]> {
  const scratch = await openScratchFolder();
  const database = await openDatabase(scratch);
  try {
    const read = await database.rows(`SELECT COLUMNS(*)::VARCHAR FROM (${select})`, { file });
    return read.map((row) => Object.values(row).map((value) => (value === null ? "" : String(value))));
  } finally {
    database.close();
    await scratch.dispose();
  }
}

test("what a report reads of such a text is the same", { timeout: 60_000 }, async () => {
  const text = manyLines(shapes[0]!, undefined, 1);
  const [, ...rows] = parse(text);
  const scratch = await openScratchFolder();
  try {
    const { profile } = await profileDataset(Buffer.from(text), "csv", {}, scratch, datasetLimits);
    const file = await scratch.write("read.csv", Buffer.from(text));
    expect(await textsOf(datasetSelect(profile), file)).toEqual(rows);
    expect((await readFile(file)).length).toBeGreaterThan(boundary);
  } finally {
    await scratch.dispose();
  }
});
