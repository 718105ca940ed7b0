import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatsOf } from "../../functions/core/report/compose/formats/formats.ts";
import { localeFor } from "../../functions/core/report/locale/locale-for.ts";
import type { Row } from "../../functions/core/report/query/table.ts";
import { datasetOf, run } from "../core/report/query/query-bench.ts";
import { makeReviewSample } from "./make-review-sample.ts";

const formats = formatsOf(localeFor("en"));

/** The queries of a template, on a dataset of ours, and the rows of one of them. */
async function ask(
  template: string,
  parameters: Readonly<Record<string, string>>,
  alias: string,
  csv: string,
): Promise<(query: string) => readonly Row[]> {
  const folder = join(import.meta.dirname, "../../templates", template, "queries");
  const queries = Object.fromEntries(
    readdirSync(folder).map((file) => [file.replace(".sql", ""), readFileSync(join(folder, file), "utf8")]),
  );
  const { tables } = await run(queries, [await datasetOf(alias, csv)], {
    language: "en",
    report_date: "2025-07-07",
    ...parameters,
  });
  return (query) => tables.get(query)!.rows;
}

/** `100 × part ÷ whole` in percent, rounded half away from zero in whole numbers, as text with these decimals. */
function share(part: bigint, whole: bigint, decimals: number): string {
  const scaled = 200n * part * 10n ** BigInt(decimals);
  const rounded = (abs(scaled) + whole) / (2n * whole);
  const digits = String(rounded).padStart(decimals + 1, "0");
  const cut = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return `${part < 0n && rounded > 0n ? "-" : ""}${text}`;
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** A share as a profile prints it: with the decimals that keep a gap from hiding behind 100%. */
function filledShare(filled: bigint, cells: bigint): string {
  const at = [1, 2, 3, 4, 5, 6, 7, 8].find((decimals) => {
    const text = Number(share(filled, cells, decimals));
    return filled === 0n || filled === cells || (text < 100 && text > 0);
  })!;
  return share(filled, cells, at);
}

/** Without zeros behind the point, and as the templates print a minus. */
const bare = (text: string | null): number => Number(text!.replaceAll("−", "-").replace(/[%,]/gu, ""));

describe.each([
  // 2,390 of 2,408 cells are filled: 99.2525…%, which rounds to 99.3%.
  ["the penguins", 344, [2, 2, 2, 2, 10, 0, 0]],
  // 1,001 of 2,000 are 50.05%, which no binary number holds.
  ["halves of a tenth", 2000, [999, 1, 1999, 39, 41, 1019, 990, 0, 2000, 10, 1]],
  ["gaps that would hide behind 100%", 4000, [1, 0, 0, 0, 0, 0, 0, 3999]],
  ["one gap among many cells", 5000, [1, 0, 0, 0]],
])("a profile of %s", (_what, rows, gaps) => {
  const csv = [
    gaps.map((_, index) => `c${index}`).join(","),
    ...Array.from({ length: rows }, (_, row) =>
      gaps.map((gap, index) => (row < gap ? "" : `${(row * 7 + index) % 97}`)),
    ),
  ].join("\n");

  test("prints the exact shares of its cells, each rounded once", async () => {
    const of = await ask("dataset-profile", { title: "" }, "data", `${csv}\n`);
    const [overview] = of("overview");
    const lost = BigInt(gaps.reduce((sum, gap) => sum + gap, 0));
    const cells = BigInt(rows * gaps.length);
    const decimals = Number(overview!["filled_decimals"] ?? 1);
    const printed = formats.percent(overview!["filled_pct"] as number, decimals);
    expect(printed).toBe(`${filledShare(cells - lost, cells)}%`);
    const column = Number(overview!["column_decimals"] ?? 1);
    const shares = of("columns").map(({ filled_pct: pct }) => formats.percent(pct as number, column));
    expect(shares).toEqual(gaps.map((gap) => `${share(BigInt(rows - gap), BigInt(rows), column)}%`));
    expect(shares.filter((text, index) => bare(text) === 100 && gaps[index]! > 0)).toEqual([]);
  });
});

test("a profile prints the exact share of each common value", async () => {
  // 101 of 2,000 are 5.05%, 250 are 12.5%.
  const counts = [101, 250, 99, 1, 345, 201, 1003];
  const values = counts.flatMap((count, index) => Array.from({ length: count }, () => `kind ${index}`));
  const of = await ask("dataset-profile", { title: "" }, "data", `kind\n${values.join("\n")}\n`);
  const total = BigInt(values.length);
  expect(of("tops").map(({ label, shown }) => [label, shown])).toEqual(
    counts
      .map((count, index) => ({ label: `kind ${index}`, count }))
      .toSorted((a, b) => b.count - a.count)
      .map(({ label, count }) => [label, share(BigInt(count), total, 10 * count < values.length ? 1 : 0)]),
  );
});

test("a profile prints the exact share of a panel's combinations", async () => {
  for (const [units, years, lost] of [
    [61, 51, 1],
    [3, 3, 1],
  ] as const) {
    const rows = Array.from(
      { length: units * years - lost },
      (_, at) => `u${at % units},${1900 + Math.floor(at / units)},${at}`,
    );
    const of = await ask("dataset-profile", { title: "" }, "data", `unit,year,v\n${rows.join("\n")}\n`);
    const [panel] = of("panel");
    const printed = formats.percent(panel!["filled_pct"] as number, Number(panel!["filled_decimals"] ?? 1));
    expect(printed).toBe(`${filledShare(BigInt(units * years - lost), BigInt(units * years))}%`);
  }
});

test("a review prints the exact changes and shares of every region and product", async () => {
  const sample = makeReviewSample();
  // In tenths of a thousand euros, so that sums are whole.
  const figures = sample
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","))
    .map(([month = "", region = "", product = "", revenue = ""]) => ({
      month: month.slice(0, 7),
      region,
      product,
      value: BigInt(Math.round(Number(revenue) * 10)),
    }));
  for (const month of ["2022-05", "2023-01", "2024-02", "2024-11", "2025-06"]) {
    const parameters = { measure: "first", month, better: "more" };
    const of = await ask("monthly-business-review", parameters, "figures", sample);
    const before = `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
    for (const { region, product, on_year: onYear } of of("compared")) {
      const sum = (at: string): bigint =>
        figures
          .filter((each) => each.month === at && (region ?? each.region) === each.region)
          .filter((each) => (product ?? each.product) === each.product)
          .reduce((total, { value }) => total + value, 0n);
      const what = `${month} ${String(region)} ${String(product)}`;
      if (sum(before) === 0n) expect(onYear, what).toBeNull();
      else
        expect(bare(formats.percent(onYear as number, 1)), what).toBe(
          Number(share(sum(month) - sum(before), sum(before), 1)),
        );
    }
  }
});
