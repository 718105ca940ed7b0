import { gzipSync, zstdCompressSync } from "node:zlib";
import { type HostileFile, type HostileKinds, largest, repeated } from "./hostile-file.ts";
import type { Random } from "./random.ts";

const csv = (text: string | Uint8Array): HostileFile => ({
  format: "csv",
  body: typeof text === "string" ? Buffer.from(text) : text,
});
const json = (text: string): HostileFile => ({ format: "json", body: Buffer.from(text) });
const ndjson = (text: string): HostileFile => ({ format: "ndjson", body: Buffer.from(text) });

/** A table with as many rows as fit in a body. */
function table(
  columns: number,
  cell: (row: number, column: number) => string,
  { delimiter = ",", bytes = largest } = {},
): string {
  const lines = [Array.from({ length: columns }, (_, column) => `c${column}`).join(delimiter)];
  for (let size = lines[0]!.length, row = 0; row < 2_000_000; row++) {
    const line = Array.from({ length: columns }, (_, column) => cell(row, column)).join(delimiter);
    size += Buffer.byteLength(line) + 1;
    if (size >= bytes) break;
    lines.push(line);
  }
  return `${lines.join("\n")}\n`;
}

const columns = (random: Random): number => random.pick([1, 2, 10, 100, 500, 990, 1000]);

/** Cells of tables: numbers and dates in many notations, and what is almost one. */
const cells: readonly ((row: number, column: number) => string)[] = [
  (row, column) => String((row * 7 + column) % 10),
  (row, column) => `${row % 9}.${column % 10}`,
  (row) => `1,${row % 10}`,
  (row, column) => `1.${100 + ((row + column) % 800)},5${column % 7}`,
  (row) => `${10 + (row % 18)}.12.2024`,
  (row) => `${1 + (row % 12)}/${1 + (row % 12)}/2024 1:15 PM`,
  (row) => `${row % 10} %`,
  (row) => `(${row % 10}.5)`,
  (row) => `2024-01-${10 + (row % 20)}T10:00:00Z`,
  (row) => `${row % 10}e9`,
  (row) => `w${row % 10}`,
  (row) => (row % 100 === 99 ? "n/a" : `1 ${100 + (row % 800)}`),
  () => "",
];

/** Names that a database may take for its own. */
const oddNames = [
  "rowid",
  "filename",
  "select",
  "ROWID2",
  "r",
  "i",
  "v",
  "cell",
  "raw",
  "file_row_number",
  "generated",
  "'",
  '""',
  ";--",
  "\\",
  "$file",
  "?",
  "a b",
  "名",
  "\u202Eabc",
  "c0",
  "%s",
  "{0}",
  "null",
  "true",
  "1",
  "x".repeat(5_000),
];

export const hostileTexts: HostileKinds = {
  "csv: cells of one kind": (random) => csv(table(columns(random), random.pick(cells), { delimiter: ";" })),
  "csv: columns of many kinds": (random) =>
    csv(table(columns(random), (row, column) => cells[column % cells.length]!(row, column), { delimiter: ";" })),
  "csv: numbers in 500 columns and five kilobytes": () =>
    csv(table(500, (row, column) => String(row + column), { bytes: 5_000 })),
  "csv: numbers in 990 columns": () => csv(table(990, (row, column) => String(row + column))),
  "csv: local numbers, none alike": (random) =>
    csv(
      table(1000, (_row, column) => `${1 + (column % 9)}.${100 + (column % 900)},${"5".repeat(1 + (column % 30))}`, {
        delimiter: ";",
        bytes: random.between(100_000, largest),
      }),
    ),
  "csv: only delimiters": (random) => csv(repeated(random.pick([",", ";", "\t", "|", ",;", ",;\t|"]), largest)),
  "csv: lines of delimiters": (random) =>
    csv(repeated(`${random.pick([",", ";", "\t", "|"]).repeat(random.between(0, 999))}\n`, largest)),
  "csv: only line ends": (random) => csv(`a\n${repeated(random.pick(["\n", "\r", "\r\n"]), largest - 10)}`),
  "csv: only quotes": (random) => csv(repeated(random.pick(['"', '""', '"\n', '"",', '"a"b,']), largest)),
  "csv: a quote without end": (random) =>
    csv(`a,b\n"${repeated(random.pick(["x", ",", "\n", '""', "\r"]), largest - 20)}`),
  "csv: one long cell": (random) =>
    csv(
      `a\n${repeated(random.pick(["1", "1,", "1.", "1 ", "1'000", "(", "-", "€", "0", "1e", " ", "2024-", "#", "x"]), largest - 20)}\n`,
    ),
  "csv: one long name": () => csv(`${repeated("name ", largest - 20)}\n1\n`),
  "csv: long cells": (random) =>
    csv(table(random.between(1, 9), () => random.pick(["1", "9.", "x", "é"]).repeat(random.pick([1_000, 30_000])))),
  "csv: odd names": () =>
    csv(
      `${oddNames.map((name) => `"${name.replaceAll('"', '""')}"`).join(",")}\n${oddNames.map((_, index) => index).join(",")}\n`,
    ),
  "csv: one name a thousand times": () =>
    csv(`${Array.from({ length: 1000 }, () => "a").join(",")}\n${repeated(`${"1,".repeat(999)}1\n`, 3_000_000)}`),
  "csv: columns without names": () => csv(`${",".repeat(999)}\n${repeated(`${"1,".repeat(999)}1\n`, 3_000_000)}`),
  "csv: ragged rows": (random) => csv(`a,b\n${repeated(random.pick(["1\n", "1,2,3\n", "1\n1,2,3\n"]), largest - 20)}`),
  "csv: comments": () => csv(`# x\na,b\n${repeated("1,2\n#\n", largest - 20)}`),
  "csv: titles": () => csv(`${repeated("title\n", 1_000_000)}a,b,c\n${repeated("1,2,3\n", 1_000_000)}`),
  "csv: bytes of no encoding": (random) =>
    csv(
      Buffer.from(
        repeated(random.pick(["\xff", "\x81\x40", "Caf\xe9 ", "\x93a\x94 ", "\x92\n", "\xe9,\n"]), largest),
        "latin1",
      ),
    ),
  "csv: one byte of no encoding at the end": () =>
    csv(Buffer.concat([Buffer.from(repeated("1,2\n", largest - 10)), Buffer.from([0xff, 0x0a])])),
  "csv: UTF-16": (random) =>
    csv(
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from(
          table(random.between(1, 50), random.pick(cells), { delimiter: ";", bytes: largest / 2 - 10 }),
          "utf16le",
        ),
      ]),
    ),
  "csv: NUL": () => csv(`${repeated("1,2\n", largest - 10)}\0\n`),
  "csv: packed": (random) =>
    csv(pack(random, table(random.pick([1, 3, 100, 1000]), random.pick(cells), { delimiter: ";", bytes: 16_000_000 }))),
  "csv: packed zeros": (random) =>
    csv(pack(random, random.pick(["0", "\0", "1\n", ",", "\n", "x,y\n"]).repeat(60_000_000))),
  "json: arrays in arrays": (random) => json(repeated(random.pick(["[", "[[", '{"a":', '[{"a":', "[0,"]), largest)),
  "json: rows of many keys": (random) =>
    json(
      `[${repeated(`{${Array.from({ length: random.between(1, 1000) }, (_, key) => `"k${key}":${random.pick(["1", '"x"', "null", "1.5", "[]"])}`).join(",")}},`, largest - 100)}{"k0":1}]`,
    ),
  "json: new keys in each row": (random) =>
    json(`[${Array.from({ length: random.pick([900, 1000, 100_000]) }, (_, row) => `{"k${row}":${row}}`).join(",")}]`),
  "json: empty rows": (random) => json(`[${repeated("{},", largest - 100)}{"a":${random.between(0, 9)}}]`),
  "json: long values": (random) =>
    json(
      `[{"a":${random.pick([`"${repeated(random.pick(["x", "\\u0000", "\\\\", "\\ud800", "é"]), largest - 100)}"`, repeated("9", largest - 100), `0.${repeated("1", largest - 100)}`, `1e${repeated("9", largest - 100)}`, `-${repeated("0", largest - 100)}`])}}]`,
    ),
  "json: space": (random) => json(`${repeated(random.pick([" ", "\n", "\t"]), largest - 100)}[{"a":1}]`),
  "json: nested values": (random) =>
    json(
      `[${repeated(`{"a":${random.pick(["[1,2,3]", '{"b":{"c":[]}}', `${"[".repeat(90)}${"]".repeat(90)}`])}},`, largest - 100)}{"a":1}]`,
    ),
  "json: a key twice": () => json(`[${repeated('{"a":1},', largest - 100)}{"a":1,"a":2}]`),
  "json: odd names": () => json(`[{${oddNames.map((name, index) => `${JSON.stringify(name)}:${index}`).join(",")}}]`),
  "json: numbers of many digits": (random) =>
    json(
      `[${repeated(`{"a":${"9".repeat(random.between(1, 60))}.${"1".repeat(random.between(1, 60))}},`, largest - 100)}{"a":1}]`,
    ),
  "json: not closed": (random) =>
    json(`[${repeated('{"a":1},', largest - 100)}${random.pick(["", "{", '{"a', "]]", "x"])}`),
  "ndjson: rows": (random) => ndjson(repeated(`{"a":${random.pick(["1", '"x"', "1.5e3", "null"])}}\n`, largest)),
  "ndjson: empty lines": (random) => ndjson(`${repeated(random.pick(["\n", " \n", "\r\n"]), largest - 20)}{"a":1}\n`),
  "ndjson: new keys in each row": () =>
    ndjson(Array.from({ length: 1000 }, (_, row) => `{"k${row}":${row},"z":1}`).join("\n")),
  "ndjson: a fault at the end": () => ndjson(`${repeated('{"a":1}\n', largest - 20)}{"a":\n`),
};

function pack(random: Random, text: string): Uint8Array {
  return random.pick([gzipSync, zstdCompressSync])(text);
}
