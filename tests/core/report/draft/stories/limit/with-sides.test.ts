import { expect, test } from "vitest";
import { shownLines } from "../../../../../../functions/core/report/document/shown-lines.ts";
import { acceptReport } from "../../../../../../functions/core/report/accept-report.ts";
import type { DraftLanguage } from "../../../../../../functions/core/report/draft/draft.ts";
import {
  isPlainLimit,
  sideOfCell,
  sideOfKind,
} from "../../../../../../functions/core/report/draft/stories/limit/limit-sides.ts";
import { layOutReport } from "../../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../../draft-of-text.ts";
import { faultsOfDraft } from "../../every-choice.ts";
import { numbersFrom } from "../subject-shapes.ts";

/** One thing that is measured: its limit, on which side that bounds, and the column's own word for it. */
interface Kind {
  readonly name: string;
  readonly limit: number;
  readonly side: "upper" | "lower";
  readonly word?: string;
  /** Between which parts of its limit the values lie. */
  readonly range: readonly [number, number];
  /** Whether nobody can tell its side. */
  readonly isUnclear?: true;
}

interface Shape {
  readonly name: string;
  readonly language: DraftLanguage;
  /** Day, place, kind, value, limit, and the column of sides, if there is one. */
  readonly heads: readonly string[];
  readonly kinds: readonly Kind[];
}

const [low, good] = [
  [0.2, 1.1],
  [0.9, 2],
] as const;

const shapes: readonly Shape[] = [
  {
    name: "a column of sides",
    language: "en",
    heads: ["Date", "Site", "Determinand", "Result", "Limit", "Limit type"],
    kinds: [
      { name: "Widgetine", limit: 11.3, side: "upper", word: "max", range: low },
      { name: "Gadgetol", limit: 6, side: "lower", word: "min", range: good },
      { name: "Chlorine", limit: 2, side: "upper", word: "max", range: low },
    ],
  },
  {
    name: "another column of sides",
    language: "en",
    heads: ["Sampled", "Station", "Parameter", "Reading", "Threshold", "Rule"],
    kinds: [
      { name: "Free chlorine", limit: 5, side: "upper", word: "at most", range: low },
      { name: "Flow", limit: 40, side: "lower", word: "at least", range: good },
    ],
  },
  {
    name: "a column of sides",
    language: "de",
    heads: ["Probenahme", "Messstelle", "Parameter", "Messwert", "Grenzwert", "Art der Grenze"],
    kinds: [
      { name: "Nitrat", limit: 50, side: "upper", word: "höchstens", range: low },
      { name: "Durchfluss", limit: 8, side: "lower", word: "mindestens", range: good },
      { name: "Chlor", limit: 3, side: "upper", word: "höchstens", range: low },
    ],
  },
  {
    name: "a column of sides",
    language: "zh",
    heads: ["采样日期", "测点", "检测项目", "检测值", "限值", "限值类型"],
    kinds: [
      { name: "余氯", limit: 4, side: "upper", word: "上限", range: low },
      { name: "流量", limit: 30, side: "lower", word: "下限", range: good },
    ],
  },
  {
    name: "what is plainly known",
    language: "en",
    heads: ["date", "site", "analyte", "result", "limit"],
    kinds: [
      { name: "Dissolved oxygen", limit: 6, side: "lower", range: good },
      { name: "Nitrate (as N)", limit: 11.3, side: "upper", range: low },
      { name: "E. coli", limit: 900, side: "upper", range: [0.6, 1.3] },
    ],
  },
  {
    name: "what is plainly known",
    language: "de",
    heads: ["Datum", "Linie", "Merkmal", "Messwert", "Grenzwert"],
    kinds: [
      { name: "Zugfestigkeit", limit: 420, side: "lower", range: [0.95, 1.4] },
      { name: "Rauheit", limit: 3.2, side: "upper", range: low },
    ],
  },
  {
    name: "what is plainly known",
    language: "zh",
    heads: ["日期", "断面", "监测项目", "监测值", "标准限值"],
    kinds: [
      { name: "溶解氧", limit: 5, side: "lower", range: good },
      { name: "氨氮", limit: 1, side: "upper", range: low },
    ],
  },
  {
    name: "words of the kind",
    language: "en",
    heads: ["Date", "Line", "Characteristic", "Value", "Limit"],
    kinds: [
      { name: "Adhesion, at least", limit: 12, side: "lower", range: good },
      { name: "Gap", limit: 0.8, side: "upper", range: low },
    ],
  },
  {
    name: "a side that nobody knows",
    language: "en",
    heads: ["Date", "Site", "Parameter", "Result", "Limit"],
    kinds: [
      { name: "Residual", limit: 2, side: "upper", range: [1.1, 3], isUnclear: true },
      { name: "Nitrate", limit: 11.3, side: "upper", range: low },
      { name: "Boron", limit: 1, side: "upper", range: low },
    ],
  },
  {
    name: "a side that nobody knows",
    language: "zh",
    heads: ["日期", "测点", "项目", "结果", "限值"],
    kinds: [
      { name: "流速", limit: 2, side: "upper", range: [1.1, 3], isUnclear: true },
      { name: "浊度", limit: 3, side: "upper", range: low },
    ],
  },
];

/** Rows in each of which one kind is measured; some values of upper limits are only known to be less than a bound. */
function madeOf({ heads, kinds, language }: Shape) {
  const next = numbersFrom(heads.join("").length + kinds.length);
  const rows = Array.from({ length: kinds.length * 40 }, (_, at) => {
    const kind = kinds[at % kinds.length]!;
    const turn = Math.floor(at / kinds.length);
    const [from, to] = kind.range;
    const isBound = kind.side === "upper" && kind.isUnclear !== true && turn % 13 === 5;
    const exact = kind.limit * (isBound ? 0.05 : from + (to - from) * next());
    const value = Number(exact.toFixed(2));
    const missing = turn === 7;
    const day = new Date(Date.UTC(2024, 0, 3 + turn * 8)).toISOString().slice(0, 10);
    const cell = missing ? "" : `${isBound ? "<" : ""}${value}`.replace(".", language === "de" ? "," : ".");
    const limit = String(kind.limit).replace(".", language === "de" ? "," : ".");
    const cells = [day, `P${1 + (turn % 4)}`, kind.name, cell, limit, ...(kind.word === undefined ? [] : [kind.word])];
    return { kind, value: missing ? undefined : value, isBound, line: cells.map((one) => `"${one}"`).join(";") };
  });
  const counted = rows.filter(({ kind, value }) => value !== undefined && kind.isUnclear !== true);
  const isOut = ({ kind, value, isBound }: (typeof rows)[number]): boolean =>
    !isBound && (kind.side === "upper" ? value! > kind.limit : value! < kind.limit);
  const of = (name: string): readonly [number, number] => {
    const own = counted.filter(({ kind }) => kind.name === name);
    return [own.length, own.filter(isOut).length];
  };
  return {
    head: heads.map((one) => `"${one}"`).join(";"),
    rows: rows.map(({ line }) => line),
    answered: counted.length,
    over: counted.filter((row) => row.kind.side === "upper" && isOut(row)).length,
    under: counted.filter((row) => row.kind.side === "lower" && isOut(row)).length,
    kinds: kinds.filter(({ isUnclear }) => isUnclear !== true).map(({ name }) => [name, ...of(name)] as const),
  };
}

test.each(shapes)("$language, $name: how many are outside", { timeout: 60_000 }, async (shape) => {
  const made = madeOf(shape);
  const { world, template } = await templateOf(await openText(made.head, made.rows), { language: shape.language });
  const accepted = await acceptReport({ template: template.name }, world);
  const { tables, document } = await layOutReport(accepted, world, () => {});
  const whole = tables.get("limits")!.rows[0]!;
  expect(["answered", "over", "under"].map((name) => Number(whole[name]))).toEqual([
    made.answered,
    made.over,
    made.under,
  ]);
  const told = tables.get("limit_kinds")!.rows.map((row) => [row["member"], Number(row["answered"]), Number(row["n"])]);
  expect(told.toSorted()).toEqual(made.kinds.toSorted());
  expect(document.title).toMatch(new RegExp(`(?<!\\d)${made.over + made.under}(?!\\d)`));
  const text = shownLines(document)
    .map((line) => line.text)
    .join(" ");
  for (const { name, isUnclear } of shape.kinds) {
    if (isUnclear !== true) continue;
    expect(text).toMatch(
      new RegExp({ en: `Not counted: ${name}`, de: `Nicht gezählt: ${name}`, zh: `未计入${name}` }[shape.language]),
    );
  }
});

test("every choice and the next rows print", { timeout: 60_000 }, async () => {
  for (const shape of [shapes[0]!, shapes[8]!]) {
    const { head, rows } = madeOf(shape);
    expect(await faultsOfDraft({ head, rows, language: shape.language, allPeriods: false })).toEqual([]);
  }
});

test("each measure in a column of its own has its side", async () => {
  const next = numbersFrom(5);
  const rows = Array.from({ length: 40 }, () =>
    [6 * (0.9 + next()), 10 * (0.3 + next() * 0.8)].map((one) => one.toFixed(1)),
  );
  const table = await openText(
    "Lake,Dissolved oxygen mg/l,Nitrate mg/l,Limit dissolved oxygen,Limit nitrate",
    rows.map(([oxygen, nitrate], at) => `Lake ${at + 1},${oxygen},${nitrate},6,10`),
  );
  const { world, template } = await templateOf(table);
  const { tables } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  const whole = tables.get("limits")!.rows[0]!;
  expect(Number(whole["under"])).toBe(rows.filter(([oxygen]) => Number(oxygen) < 6).length);
  expect(Number(whole["over"])).toBe(rows.filter(([, nitrate]) => Number(nitrate) > 10).length);
});

test.each([
  ["max", "upper"],
  ["Min.", "lower"],
  ["Upper limit", "upper"],
  ["≥", "lower"],
  ["Mindestwert", "lower"],
  ["Höchstwert", "upper"],
  ["不低于", "lower"],
  ["上限值", "upper"],
  ["mg/l", undefined],
  ["high risk", undefined],
] as const)("a cell “%s” names %s", (text, side) => expect(sideOfCell(text)).toBe(side));

test.each([
  ["Dissolved oxygen (DO)", "lower"],
  ["Gelöster Sauerstoff", "lower"],
  ["Biochemischer Sauerstoffbedarf", undefined],
  ["Biochemical oxygen demand", undefined],
  ["Tensile strength, MPa", "lower"],
  ["Free chlorine", undefined],
  ["pH", undefined],
  ["Cooling time (min)", undefined],
  ["Ammonia (as N)", "upper"],
] as const)("“%s” has an %s limit", (name, side) => expect(sideOfKind(name)).toBe(side));

test.each([
  ["Limit", true],
  ["Grenzwert", true],
  ["Permitted max", false],
  ["上限（ml）", false],
] as const)("“%s” says nothing of its side: %s", (name, plain) => expect(isPlainLimit(name)).toBe(plain));
