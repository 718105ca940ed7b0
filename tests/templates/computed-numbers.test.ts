import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { traceReport } from "../core/report/explain/trace-report.ts";

const folder = join(import.meta.dirname, "../../templates/high-tech-industries");

/**
 * The numbers that the flagship's sources publish, read without its queries: of each row that is not marked as derived
 * the value, and the changes that its note quotes. 亿 are printed as billions, too.
 */
const published: readonly number[] = ["indicators", "zones", "clusters", "targets", "world"].flatMap((name) =>
  readFileSync(join(folder, `data/${name}.csv`), "utf8")
    .split("\n")
    .slice(1)
    .filter((line) => !line.includes("DERIVED"))
    .flatMap((line) => line.match(/(?<![\d.])\d+(?:\.\d+)?/gu) ?? [])
    .flatMap((text) => [Number(text), Number(text) / 10]),
);

test.each(["en", "zh"])("in %s, every number that no source publishes bears an asterisk", async (language) => {
  const { numbers } = await traceReport(folder, { language });
  const judged = numbers.filter(
    ({ kind, text, context, origins }) =>
      (kind === "cell" || kind === "cells") &&
      // Amounts in dollars bear none, as the page on method says.
      !origins.some((origin) => origin.values.some((read) => "query" in read && read.query === "money")) &&
      (text.includes(".") || context.includes(`${text}%`)),
  );
  const bare = judged.filter(({ text, context }) => {
    const value = Number(text.replaceAll(",", "").replace("+", "").replace("−", "-"));
    const places = text.split(".")[1]?.length ?? 0;
    const known = published.some((each) => Math.abs(each - value) <= 0.5 * 10 ** -places + 1e-9);
    const after = context.slice(context.indexOf(text) + text.length);
    return !known && !/^(?:%|亿元)?†?\*/u.test(after);
  });
  expect(bare.map(({ page, text, context }) => `page ${page}: ${text} in ${context}`)).toEqual([]);
  // The check finds what is computed, and enough of what is published.
  expect(judged.filter(({ context }) => context.includes("*")).length).toBeGreaterThan(8);
  expect(judged.length).toBeGreaterThan(50);
});
