import { expect, test } from "vitest";
import { stringify } from "yaml";
import type { DatasetProfile } from "../../../../functions/core/report/dataset/dataset.ts";
import { shapeTable } from "../shape-table.ts";
import { readTable } from "./read-table.ts";
import { seeded } from "./seeded.ts";

const rounds = process.env["SOAK"] === undefined ? 12 : 400;

/** Names as a table groups by; none of them is another one but for case and spaces. */
const lists: readonly (readonly string[])[] = [
  ["North", "South East", "West", "Yorkshire and the Humber"],
  ["Würzburg", "Köln", "Straße des 17. Juni", "Ängelholm"],
  ["Отдел продаж", "Склад", "Логистика"],
  ["北京 朝阳", "上海 浦东 A 座", "广州 tower"],
  ["yes", "no", "don't know"],
];

/** Ways in which people write a name once more. */
const ways: readonly ((name: string) => string)[] = [
  (name) => name.toLowerCase(),
  (name) => name.toUpperCase(),
  (name) => `${name} `,
  (name) => `  ${name}`,
  (name) => name.replace(" ", "  "),
  (name) => name.replace(" ", "\u00A0"),
  (name) => `${name[0]!.toLowerCase()}${name.slice(1)}`,
];

const csvOf = (cells: readonly string[]): string =>
  `n,group\n${cells.map((cell, at) => `${at + 1},"${cell}"`).join("\n")}\n`;

async function profileOf(csv: string): Promise<DatasetProfile> {
  const read = await readTable(new TextEncoder().encode(csv), "csv");
  if ("refused" in read) throw new Error(read.problem.message);
  return read.profile;
}

/** What a person takes for the same name. */
const same = (name: string): string =>
  name
    .replaceAll(/[\s\u00A0]+/g, " ")
    .trim()
    .toLowerCase();

test("names that differ in case and spaces become those that stand most often", async () => {
  const random = seeded(41);
  for (let round = 0; round < rounds; round += 1) {
    const names = lists[round % lists.length]!;
    const cells = Array.from({ length: 40 + Math.floor(random() * 60) }, (_, at) => {
      const name = names[at % names.length]!;
      const way = ways[Math.floor(random() * ways.length)]!;
      // `ß` in capitals is two letters, which no rule of case joins again.
      return random() < 0.2 && same(way(name)) === same(name) ? way(name) : name;
    });
    const isMixed = cells.some((cell) => !names.includes(cell));
    const csv = csvOf(cells);
    const { proposal } = await profileOf(csv);
    if (!isMixed) {
      expect(proposal?.names, csv).toBeUndefined();
      continue;
    }
    expect(
      proposal?.names?.map(({ column }) => column),
      csv,
    ).toEqual(["group"]);
    const { rows } = await shapeTable(csv, stringify(proposal!.recipe));
    expect(rows.map((row) => row[1])).toEqual(cells.map((cell) => names.find((name) => same(name) === same(cell))));
  }
});

test("the proposal says which names are written how, and where first", async () => {
  const cells = ["North", "North", "north", "South", "South", "SOUTH", "south", "West", "North", "West"];
  const { proposal } = await profileOf(csvOf([...cells, ...cells]));
  expect(proposal?.names).toEqual([
    {
      column: "group",
      names: [
        { name: "North", rows: 6, others: [{ value: "north", rows: 2, row: 3 }] },
        {
          name: "South",
          rows: 4,
          others: [
            { value: "SOUTH", rows: 2, row: 6 },
            { value: "south", rows: 2, row: 7 },
          ],
        },
      ],
      message:
        '"group" writes 2 names in several ways: 6 rows "North", 2 "north"; 4 rows "South", 2 "SOUTH", 2 "south"',
    },
  ]);
});

test("what next month's file writes in yet another way is joined, too", async () => {
  const cells = ["North", "North", "north", "South", "South", "South"];
  const { proposal } = await profileOf(csvOf([...cells, ...cells]));
  const { rows } = await shapeTable(csvOf(["NORTH", "nOrth", "South", "south", "East"]), stringify(proposal!.recipe));
  // Of “South” the first file had one way only.
  expect(rows.map((row) => row[1])).toEqual(["North", "North", "South", "south", "East"]);
});

test.each([
  ["codes that case tells apart", ["aB", "Ab", "mW", "MW"]],
  ["codes of which each is a row", Array.from({ length: 40 }, (_, at) => `x${at}Qa`)],
  ["names in one way", ["North", "South", "West"]],
  ["names that differ in a hyphen", ["Stoke-on-Trent", "Stoke on Trent"]],
  ["names that differ in an accent", ["Cote", "Côte"]],
])("%s stay as they are", async (_, names) => {
  const { proposal } = await profileOf(csvOf([...names, ...(names.length < 10 ? [...names, ...names] : [])]));
  expect(proposal).toBeUndefined();
});

test("other mendings of the file go with it", async () => {
  const head = "day,group,amount\n";
  const rows = Array.from(
    { length: 30 },
    (_, at) =>
      `2025-01-${String(at + 1).padStart(2, "0")},${["North", "north", "South"][at % 3]!},${at === 7 ? "n/a" : at}`,
  );
  const csv = `${head}${rows.join("\n")}\nTotal,,${435 - 7}\n`;
  const { proposal } = await profileOf(csv);
  expect(proposal?.names).toHaveLength(1);
  const shaped = await shapeTable(csv, stringify(proposal!.recipe));
  expect(shaped.types).toEqual(["date", "text", "integer"]);
  expect(new Set(shaped.rows.map((row) => row[1]))).toEqual(new Set(["North", "South"]));
  expect(shaped.rows).toHaveLength(30);
});
