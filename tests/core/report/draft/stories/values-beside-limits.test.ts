import { expect, test } from "vitest";
import { readLimitName } from "../../../../../functions/core/report/draft/names/limit-names.ts";
import { draftOf, openText, rowsOf } from "../draft-of-text.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { reportOf } from "../report-of-table.ts";
import { limitTables } from "./limit-shapes.ts";
import { numbersFrom } from "./subject-shapes.ts";

const tables = limitTables(4);

test.each(tables)("$language, $name: how many are beyond", { timeout: 60_000 }, async (made) => {
  const { head, rows, language, answered, over, under, lacking } = made;
  const table = await openText(head, rows);
  const { rows: found, title, draft } = await reportOf(table, { language });
  const [whole = {}] = found("limits");
  const counts = ["answered", "n", "over", "under", "lacking"].map((name) => Number(whole[name]));
  expect(counts).toEqual([answered, over + under, over, under, lacking]);
  if (made.kinds.size > 1) {
    const told = found("limit_kinds").map((row) => [Number(row["answered"]), Number(row["n"])] as const);
    expect(told.toSorted()).toEqual([...made.kinds.values()].toSorted());
  }
  if (made.most !== undefined) expect(found("limit_groups")[0]).toMatchObject({ member: made.most });
  expect(title).toMatch(made.kinds.size === 2 ? String([...made.kinds.values()][1]![1]) : String(over + under));
  const about = draft.questions.find(({ name }) => name === "about")?.choices.map(({ label }) => label) ?? [];
  expect(about.filter((label) => readLimitName(label) !== undefined)).toEqual([]);
});

test.each([0, 1, 2].map((at) => tables[at * 3 + at]!))(
  "$language, $name: every choice and the next rows print",
  { timeout: 60_000 },
  async ({ head, rows, language }) => {
    expect(await faultsOfDraft({ head, rows, language, allPeriods: false })).toEqual([]);
  },
);

test.each([
  ["Grenzwert (mg/l)", "upper", []],
  ["max_allowed_nitrate_mg_l", "upper", ["nitrate"]],
  ["Untere Toleranzgrenze", "lower", []],
  ["Min temp limit C", "lower", ["temp"]],
  ["排放标准", "upper", []],
  ["夜间限值（dB）", "upper", ["夜间"]],
  ["Speed limit", "upper", ["speed"]],
  ["Credit limit", undefined, undefined],
  ["Detection limit", undefined, undefined],
  ["Lower 95% limit", undefined, undefined],
  ["Temp max", undefined, undefined],
  ["Stock threshold", undefined, undefined],
] as const)("“%s” is a limit: %s", (name, side, of) => {
  const read = readLimitName(name);
  expect([read?.side, read?.of]).toEqual([side, of]);
});

test("a tolerance about what is meant is a limit on either side", { timeout: 60_000 }, async () => {
  const chance = numbersFrom(12);
  const made = Array.from({ length: 60 }, (_, at) => {
    const nominal = [10, 12.3][at % 2]!;
    // Some are just at the end of the tolerance, where sums of tenths are no tenths.
    const value = at < 4 ? nominal + (at < 2 ? 0.1 : -0.1) : nominal + 0.15 * (chance() + chance() - 1);
    return { nominal, value: Number(value.toFixed(2)) };
  });
  const rows = made.map(({ nominal, value }, at) => `P${at},${nominal},${value},0.1`);
  const [whole = {}] = (await rowsOf(await openText("Part,Nominal mm,Measured mm,Tolerance mm", rows)))("limits");
  const hundredths = made.map(({ nominal, value }) => Math.round(100 * (value - nominal)));
  expect([Number(whole["over"]), Number(whole["under"])]).toEqual([
    hundredths.filter((one) => one > 10).length,
    hundredths.filter((one) => one < -10).length,
  ]);
});

const next = numbersFrom(3);
const many = (row: (at: number) => string): readonly string[] => Array.from({ length: 40 }, (_, at) => row(at));
const apart: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "a limit of what the table does not measure",
    "shop,visits,speed limit",
    many((at) => `s${at},${90 + at * 3},${30 + (at % 3) * 10}`),
  ],
  [
    "the limits of an estimate",
    "area,estimate,lower limit,upper limit",
    many((at) => `a${at},${(5 + next()).toFixed(2)},${(4 + next()).toFixed(2)},${(6.1 + next()).toFixed(2)}`),
  ],
  [
    "limits of confidence",
    "area,rate,lower confidence limit,upper confidence limit",
    many((at) => `a${at},${5 + (at % 4)},${4 + (at % 4)},${6 + (at % 4)}`),
  ],
  ["a limit in another unit", "site,level,limit", many((at) => `s${at},${4000 + at * 17},${3 + (at % 2)}`)],
  [
    "a limit of one of two like measures that nothing names",
    "site,inflow,outflow,limit",
    many((at) => `s${at},${40 + ((at * 7) % 23)},${42 + ((at * 5) % 19)},${60 + (at % 2)}`),
  ],
];

test.each(apart)("%s has no story", { timeout: 60_000 }, async (_, head, rows) => {
  const { files } = await draftOf(await openText(head, rows));
  expect([...files.keys()]).not.toContain("queries/limits.sql");
});
