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

/** Columns in which people write one name in several ways: the first is the most frequent. */
const spellings: readonly (readonly (readonly string[])[])[] = [
  [
    ["Presse 2", "Presse2", "presse-2"],
    ["Presse 1", "Presse1"],
    ["Fräse CNC 4", "Fraese CNC4"],
    ["Spritzguss 5", "Spritzguß 5"],
  ],
  [
    ["Störung Hydraulik", "Stoerung Hydraulik"],
    ["Reinigung"],
    ["Qualitätsprüfung", "Qualitaetspruefung", "Qualitäts-Prüfung"],
  ],
  [["Stoke-on-Trent", "Stoke on Trent"], ["St Peter’s", "St. Peter's"], ["Wells"]],
  [["Y", "y", "yes", "Yes"], ["N", "no"], ["part"]],
  [
    ["ja", "j", "J"],
    ["nein", "n"],
  ],
  [
    ["Male", "m", "M"],
    ["Female", "f"],
  ],
  [["männlich", "m"], ["weiblich", "w", "W"], ["divers"]],
  [["Senior", "Snr", "senior"], ["Junior", "Jnr"], ["Cox"], ["Social"]],
  [["Hauptstraße", "Hauptstr.", "Hauptstrasse"], ["Am Markt"], ["Ringstraße", "Ringstr."]],
  [["火车站店", "火车站"], ["万达店", "万达"], ["湖滨店"], ["人民路店", "人民路"], ["大学城店"]],
  [["Ｗｅｓｔ　Ｇａｔｅ", "West Gate"], ["East Gate"]],
  [["e-mail", "email", "E-Mail"], ["phone"], ["walk-in", "walk in"]],
];

test.each(spellings)("“%s” and the others of its column become one name each", async (...names) => {
  const random = seeded(names.length);
  for (let round = 0; round < Math.ceil(rounds / 4); round += 1) {
    const meant = Array.from({ length: 60 }, (_, at) => names[at % names.length]!);
    // Each way stands somewhere, the first most often.
    const cells = meant.map((ways, at) => {
      const turn = Math.floor(at / names.length);
      return turn < ways.length ? ways[turn]! : random() < 0.7 ? ways[0]! : ways[Math.floor(random() * ways.length)]!;
    });
    const { proposal } = await profileOf(csvOf(cells));
    const { rows } = await shapeTable(csvOf(cells), stringify(proposal!.recipe));
    const kept = rows.map((row) => String(row[1]));
    // One text for each name, and none for two.
    expect(new Set(kept).size, cells.join("|")).toBe(names.length);
    expect(new Set(meant.map((ways, at) => `${ways[0]!} ${kept[at]!}`)).size).toBe(names.length);
    for (const ways of names)
      expect(ways.map((way) => way.normalize("NFKC"))).toContain(kept[meant.indexOf(ways)]!.normalize("NFKC"));
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
  ["numbers with a minus and without", ["Level -1", "Level 1"]],
  ["codes with a gap between digits", ["Type 1 2", "Type 12", "Type 1.2", "Type 1-2"]],
  ["codes of two letters", ["AB-1", "AB1", "A.B."]],
  ["grades with a sign", ["Merit", "Merit+", "Merit-"]],
  ["letters of a key", ["m", "M", "f", "F", "x"]],
  ["one side of an answer", ["Y", "y", "open", "shut"]],
  ["names of which one begins like another", ["North", "North East", "South", "South West"]],
  ["beginnings where another has no such ending", ["火车站", "火车站店", "湖滨店", "万达店", "大学城店", "总部"]],
  ["senior without the short word", ["Senior", "Junior", "Saint"]],
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
