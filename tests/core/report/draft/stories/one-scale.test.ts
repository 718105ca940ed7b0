import { expect, test } from "vitest";
import { draftOf, openText, rowsOf } from "../draft-of-text.ts";
import { titleOf } from "../title-of-text.ts";

const chance = (at: number, most: number): number => (at * 7919 + at * at * 31 + 13) % most;
const rows = (count: number, row: (at: number) => readonly (string | number)[]): readonly string[] =>
  Array.from({ length: count }, (_, at) => row(at).join(","));

/** A table of which several columns are on one scale. */
interface Scaled {
  readonly name: string;
  readonly head: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

const scaled: readonly Scaled[] = [
  {
    name: "marks",
    head: "Pupil,Class,Maths,English,Music",
    rows: rows(60, (at) => [
      100 + at,
      `9${"AB"[at % 2]!}`,
      35 + chance(at, 60),
      30 + chance(at + 3, 60),
      40 + chance(at + 7, 60),
    ]),
    columns: ["Maths", "English", "Music"],
  },
  {
    name: "answers from 1 to 5",
    head: "Standort;Dauer (Jahre);Zufriedenheit (1-5);Führung (1-5);Arbeitsplatz (1-5)",
    rows: rows(80, (at) => [
      `Ort ${"AB"[at % 2]!}`,
      chance(at, 30),
      1 + chance(at, 5),
      Math.min(5, 2 + chance(at + 1, 4)),
      1 + chance(at + 2, 5),
    ]).map((row) => row.replaceAll(",", ";")),
    columns: ["Zufriedenheit (1-5)", "Führung (1-5)", "Arbeitsplatz (1-5)"],
  },
  {
    name: "成绩",
    head: "学号,班级,语文,数学,英语",
    rows: rows(50, (at) => [
      20250 + at,
      `${1 + (at % 2)}班`,
      60 + chance(at, 60),
      55 + chance(at + 5, 60),
      65 + chance(at + 9, 60),
    ]),
    columns: ["语文", "数学", "英语"],
  },
];

test.each(scaled)("the columns of “$name” are compared with each other", { timeout: 60_000 }, async (made) => {
  const table = await openText(made.head, made.rows);
  const mark = made.head.includes(";") ? ";" : ",";
  const names = made.head.split(mark);
  const means = made.columns.map((column) => {
    const at = names.indexOf(column);
    return made.rows.reduce((sum, row) => sum + Number(row.split(mark)[at]), 0) / made.rows.length;
  });
  const found = (await rowsOf(table))("scale");
  expect(found.map(({ middle }) => Number(middle).toFixed(6))).toEqual(
    means.toSorted((a, b) => b - a).map((mean) => mean.toFixed(6)),
  );
  expect(await titleOf(table)).toContain(String(found[0]!["member"]));
});

const apart = [
  [
    "lengths of a flower",
    "kind,petal length cm,petal width cm,sepal length cm",
    rows(60, (at) => [`k${at % 3}`, 1.4 + chance(at, 50) / 10, 0.2 + chance(at, 20) / 10, 4.3 + chance(at, 30) / 10]),
  ],
  [
    "what people have",
    "site,age,children,rooms",
    rows(60, (at) => [`s${at % 3}`, 20 + chance(at, 60), chance(at, 5), 1 + chance(at, 5)]),
  ],
  [
    "marks of different scales",
    "class,Maths,English,Music",
    rows(60, (at) => [`c${at % 3}`, 30 + chance(at, 70), 1 + chance(at, 6), 4 + chance(at, 11)]),
  ],
] as const;

test.each(apart)("%s are not", { timeout: 60_000 }, async (_, head, given) => {
  const { files } = await draftOf(await openText(head, given));
  expect([...files.keys()]).not.toContain("queries/scale.sql");
});

test.each([
  ["Notenliste 9b 1. Halbjahr", true],
  ["Zeugnisnoten", true],
  ["Bewertung der Kurse", false],
])("grades of “%s”, of which 1 is the best: %s", async (title, isGraded) => {
  const lines = rows(30, (at) => [
    `Kind${at}`,
    1 + chance(at, 5),
    1 + chance(at + 2, 5),
    1 + chance(at + 5, 4),
    chance(at, 9),
  ]);
  const table = { ...(await openText("Name,Mathematik,Erdkunde,Französisch,Fehltage", lines)), title };
  const { files } = await draftOf(table);
  expect(files.get("report.md")!.includes("Die 1 ist die beste Note")).toBe(isGraded);
});
