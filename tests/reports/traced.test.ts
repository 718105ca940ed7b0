import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { traceReport, type TracedRequest } from "../core/report/explain/trace-report.ts";

const folder = import.meta.dirname;
const all = readdirSync(folder).filter((name) => existsSync(join(folder, name, "template", "template.yaml")));
const whole = process.env["SOAK"] !== undefined || process.env["WHOLE"] !== undefined;
/** Golden reports with every kind of block; the whole suite takes them all. */
const cases = whole
  ? all
  : all.filter((name) => /^(blocks|figures|tables|pivot|right-to-left|footnotes|cover)/.test(name));

test("there are cases", () => {
  expect(cases.length).toBeGreaterThan(8);
});

test.each(cases)("%s: tracing changes no byte, and every number is named", async (name) => {
  const asked = join(folder, name, "request.json");
  const request = existsSync(asked) ? (JSON.parse(readFileSync(asked, "utf8")) as TracedRequest) : {};
  const { plain, report, numbers } = await traceReport(join(folder, name, "template"), request);
  expect(report.sha256).toBe(plain.sha256);
  expect(report.content).toEqual(plain.content);
  expect(report.warnings).toEqual(plain.warnings);
  expect(numbers.filter(({ kind }) => kind === "unknown").map(({ text, context }) => `${text} in ${context}`)).toEqual(
    [],
  );
});
