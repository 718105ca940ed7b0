import { expect, test } from "vitest";
import { draftOf, openText, rowsOf } from "../draft-of-text.ts";
import { openBytes } from "../open-table.ts";

const regions = ["North", "South", "East"];
const years = [2019, 2020, 2021, 2022, 2023];

/** Sales of regions by sex, for each year; each column also has its total. */
function cube(): string[] {
  return years.flatMap((year, at) =>
    [...regions, "Total"].flatMap((region, place) =>
      ["m", "f", "Total"].map((sex, half) => {
        const value = region === "Total" ? 600 + 3 * at : 100 * (place + 1) + at;
        return `${year},${region},${sex},${value * [1, 2, 3][half]!}`;
      }),
    ),
  );
}

const whole = 3 * (600 + 3 * 4);

test.each(["region", "sex"])("compared by %s, totals of the other column are not counted too", async (by) => {
  const rows = await rowsOf(await openText("year,region,sex,sales", cube()), { by });
  expect(rows("headline")[0]).toMatchObject({ now: "2023-01-01", value: whole });
});

test("totals of one column beside the parts of the other only are not lost together", async () => {
  const parts = years.flatMap((year) => [
    ...["m", "f", "x"].map((sex, at) => `${year},${sex},Total,${11 + 9 * at}`),
    ...["young", "old"].map((age, at) => `${year},Total,${age},${20 * (at + 1)}`),
  ]);
  const table = await openText("year,sex,age,sales", parts);
  for (const by of ["sex", "age"]) {
    const rows = await rowsOf(table, { by });
    expect([by, rows("headline")[0]]).toMatchObject([by, { value: 60 }]);
  }
});

test("a total behind three hundred other names is seen", async () => {
  const names = Array.from({ length: 320 }, (_, at) => `Shop ${String(at).padStart(3, "0")}`);
  // Below the others it would be left out as the file is read.
  const rows = ["Total,640", ...names.map((name) => `${name},2`)];
  const table = await rowsOf(await openText("shop,sales", rows));
  expect(table("standing")[0]).toMatchObject({ members: 320, total: 640, first: "Shop 000" });
});

test("a total that no word tells is found in any column, also beside prices and without a time", async () => {
  const parts = regions.flatMap((region, at) =>
    ["a", "b", "c", "d", "e", "f"].map((kind, place) => [region, kind, 10 * (at + 1) + place * place] as const),
  );
  const ofKind = regions.map((region) => {
    const own = parts.filter(([of]) => of === region).reduce((sum, [, , value]) => sum + value, 0);
    return [region, "Everything", own] as const;
  });
  const lines = [...parts, ...ofKind].map(([region, kind, value], at) => `${region},${kind},${5 + (at % 3)},${value}`);
  const draft = await draftOf(await openText("region,kind,price,sales", lines));
  expect(draft.files.get("queries/facts.sql")).toContain("'Everything'");
  const dated = years.flatMap((year) => lines.map((line) => `${year},${line}`));
  const timed = await draftOf(await openText("year,region,kind,price,sales", dated));
  expect(timed.files.get("queries/facts.sql")).toContain("'Everything'");
});

test("the largest of few is no total because it happens to be the sum of the others", async () => {
  const draft = await draftOf(await openText("shop,sales", ["a,10", "b,6", "c,4"]));
  expect(draft.files.get("queries/facts.sql")).not.toContain("NOT IN");
});

test.each([
  ["a mean", [16, 7, 2], 5, false],
  ["a sum", [16, 7, 2], 25, true],
  ["a sum with a negative part", [16, 7, -9], 14, true],
  ["one of few parts", [16, 7, 2], 16, true],
])("a whole that is less than a part shows that values may not be added up: %s", async (_what, parts, whole, adds) => {
  const lines = years.flatMap((year, at) => [
    ...["Brazil", "India", "China"].map((country, place) => `${year},${country},${parts[place]! + at / 10}`),
    `${year},World,${whole + at / 10}`,
  ]);
  const { questions } = await draftOf(await openText("year,country,emissions", lines));
  expect(questions.find(({ name }) => name === "adds")?.chosen).toBe(adds);
});

/** Months of two plants with columns of a total below them: sums, or none of a density. */
const withTotalRow = (name: string): readonly string[] => {
  const cells = Array.from({ length: 24 }, (_, at) => [101.5 + at, 7.25 + at / 4, 0.81 + at / 50] as const);
  const sum = (column: 0 | 1): string => cells.reduce((total, row) => total + row[column], 0).toFixed(2);
  return [
    ...cells.map(
      (row, at) =>
        `2023-${String(Math.floor(at / 2) + 1).padStart(2, "0")},${["North", "South"][at % 2]!},${row.map((cell) => cell.toFixed(2)).join(",")}`,
    ),
    ...(name === "" ? [] : [`${name},,${sum(0)},${sum(1)},`]),
  ];
};

test.each([
  ["Summe", "Verbrauch kWh,Aufwand €,Dichte", { verbrauch_kwh: true, aufwand: true, dichte: false }],
  ["", "Verbrauch kWh,Aufwand €,Dichte", { verbrauch_kwh: true, aufwand: false, dichte: false }],
  ["", "Verbrauch kWh,Kosten €,Kosten €/kWh", { verbrauch_kwh: true, kosten: true, kosten_kwh: false }],
  ["Total", "Output (t),Spend $,Density", { output_t: true, spend: true, density: false }],
] as const)("of a table that had a total (%s), amounts may be added up: %s", async (name, head, adds) => {
  const table = await openText(`Monat,Werk,${head}`, withTotalRow(name));
  for (const [about, chosen] of Object.entries(adds)) {
    const { questions } = await draftOf(table, { about });
    expect([about, questions.find((one) => one.name === "adds")?.chosen]).toEqual([about, chosen]);
  }
});

test.each([
  ["children of districts", "district,eligible,uptake_pct", "County"],
  ["Kinder in Bezirken", "Bezirk,Berechtigte,Quote_pct", "Kreis"],
] as const)("among rates, a total that no word names is told by the counts beside them: %s", async (_, head, whole) => {
  const counts = [6803, 6001, 6421, 6181, 4709, 3956, 4039];
  const rows = counts.map((count, at) => `Ort ${"ABCDEFG"[at]!},${count},${(91 + ((at * 37) % 80) / 10).toFixed(1)}`);
  const sum = counts.reduce((all, count) => all + count, 0);
  const found = await rowsOf(await openText(head, [...rows, `${whole},${sum},94.8`]));
  expect(found("ranking").map(({ member }) => member)).not.toContain(whole);
  expect(found("standing")[0]).toMatchObject({ members: counts.length });
});

test("what equals one other, or the sum of others by chance, is no total", async () => {
  const twins = years.flatMap((year, at) => [
    `${year},North,${500 + 9 * at},1.${at}`,
    `${year},South,${500 + 9 * at},2.${at}`,
  ]);
  const two = await rowsOf(await openText("year,region,beds,rate", twins), { measure: "beds" });
  expect(two("standing")[0]).toMatchObject({ members: 2 });
  // Values that never change may be equal by chance.
  const same = years.flatMap((year) => ["A,40", "B,15", "C,25"].map((cell) => `${year},${cell}`));
  const three = await rowsOf(await openText("year,room,capacity", same));
  expect(three("standing")[0]).toMatchObject({ members: 3 });
});

test.each([
  ["Passengers by line", "line", "Total", ["Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025"]],
  ["地铁线路客流", "线路", "合计", ["2025年1月", "2025年2月", "2025年3月", "2025年4月"]],
] as const)(
  "who came adds up if a total was left out, also in tenths of thousands: %s",
  async (title, of, whole, head) => {
    const lines = ["A1", "B2", "C3", "D4", "E5"].map((_, place) =>
      head.map((__, at) => 10 * (800 + 90 * place) + 7 * at),
    );
    const sums = head.map((_, at) => lines.reduce((sum, line) => sum + line[at]!, 0));
    const rows = [...lines, sums].map((row, at) => [
      at < 5 ? `Line ${at + 1}` : whole,
      ...row.map((n) => (n / 10).toFixed(1)),
    ]);
    const text = [[of, ...head], ...rows].map((row) => row.join(",")).join("\n");
    const found = await rowsOf(await openBytes(Buffer.from(`${text}\n`), "csv", title));
    expect(found("measure")[0]).toMatchObject({ adds: true });
    expect(Number(found("headline")[0]!["value"])).toBeCloseTo(sums.at(-1)! / 10, 6);
  },
);
