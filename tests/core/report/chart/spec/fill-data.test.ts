import { expect, test } from "vitest";
import type { AuthoredSettings } from "../../../../../functions/core/report/chart/chart-settings.ts";
import {
  fillData,
  refusedUrl,
  refuseUrls,
  type FilledData,
} from "../../../../../functions/core/report/chart/spec/fill-data.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import type { ChartRequest } from "../../../../../functions/core/report/document/document.ts";
import type { Problem, Warning } from "../../../../../functions/core/errors.ts";
import { problemsOf } from "../../dataset/catch-problems.ts";
import { tablesOf, testSettings } from "../chart-fixtures.ts";

const where = { file: "report.md", line: 7 };
const books = [{ title: "Emma", year: 1815 }];
const tables = tablesOf({ books, authors: [{ name: "Austen" }] });

function filled(
  data: readonly Spec[],
  request: Partial<ChartRequest> = {},
  given = tables,
): FilledData & { readonly warnings: readonly Warning[] } {
  const warnings: Warning[] = [];
  const spec = { data };
  const features = new Map([["map", [{ type: "Feature", properties: {}, geometry: null } as const]]]);
  return {
    ...fillData(
      spec,
      { name: "c", dialect: "vega", spec, data: {}, ...request },
      given,
      features,
      testSettings({ where, warn: (warning) => warnings.push(warning) }),
    ),
    warnings,
  };
}

const problemOf = (action: () => unknown): Problem => problemsOf("chart-failed", action)[0]!;

/** The hint for an address. */
const hint = (url: string, authored?: AuthoredSettings): string | undefined =>
  problemOf(() => {
    throw refusedUrl("c", where, url, authored);
  }).hint;

test("named sources get rows of the directive's query or of the query of their name; others keep their own", () => {
  const { rows, columns, warnings } = filled(
    [{ name: "own", values: [1] }, { name: "data" }, { name: "later", source: "data" }, { name: "authors" }],
    { data: { data: "books" } },
  );
  expect([...rows]).toEqual([
    [1, books],
    [3, [{ name: "Austen" }]],
  ]);
  expect([...columns]).toEqual([
    ["data", ["title", "year"]],
    ["authors", ["name"]],
  ]);
  expect(rows.get(1)![0]).not.toBe(books[0]);
  expect(warnings).toEqual([]);
});

test("shapes fill the source of their name, before any query", () => {
  const { rows, columns } = filled([{ name: "map" }], { data: { map: "books" } });
  expect([...rows]).toEqual([[0, [{ type: "Feature", properties: {}, geometry: null }]]]);
  expect([...columns]).toEqual([]);
});

test.each<[string, Spec]>([
  ["a sequence", { name: "books_made", transform: [{ type: "sequence", start: 0, stop: 3 }] }],
  ["a graticule", { name: "books_made", transform: [{ type: "graticule" }] }],
  ["a selection", { name: "brush_store" }],
])("%s needs no query, but takes one that is meant for it", (_, source) => {
  const name = String(source["name"]);
  expect([...filled([source]).rows]).toEqual([]);
  expect([...filled([source], { data: { [name]: "books" } }).rows]).toEqual([[0, books]]);
  expect([...filled([source], {}, tablesOf({ [name]: books })).rows]).toEqual([[0, books]]);
});

test("a source that transforms rows needs a query", () => {
  expect(problemOf(() => filled([{ name: "brush", transform: [{ type: "filter", expr: "true" }] }]))).toEqual({
    code: "unknown-query",
    message: 'Chart "c": there is no query "brush"',
    where: { ...where, name: "c" },
    seen: "brush",
    allowed: ["books", "authors"],
    hint: "name one of the queries as data",
  });
  expect(problemOf(() => filled([{ name: "data" }], { data: { data: "boks" } }))).toMatchObject({
    message: 'Chart "c": there is no query "boks"',
    seen: "boks",
  });
  expect(problemOf(() => filled([{ name: "data" }]))).toMatchObject({
    message: 'Chart "c": the spec draws the data named "data", but the directive has no data attribute',
    hint: 'write ::chart{spec="c" data="<query>"}',
  });
});

test("a query without rows is named, with the conditions that were asked", () => {
  const empty = new Map([
    ...tables,
    ["none", { name: "none", rows: [], columns: [{ name: "title", type: "text" as const }], hash: "" }],
  ]);
  expect(filled([{ name: "data" }], { data: { data: "none" } }, empty)).toMatchObject({
    rows: new Map([[0, []]]),
    warnings: [
      { code: "empty-query", message: 'Chart "c": query "none" gave no rows', where: { ...where, name: "none" } },
    ],
  });
  const picked = {
    source: "data",
    conditions: [
      { column: "title", value: "Persuasion" },
      { column: "year", value: null },
      { column: "title", value: 3 },
    ],
  };
  expect(filled([{ name: "data" }], { data: { data: "books" }, picked }).warnings).toMatchObject([
    { message: 'Chart "c": query "books" gave no rows where title = "Persuasion" and year = no value and title = 3' },
  ]);
  // Only one source's rows are picked.
  expect(
    filled([{ name: "data" }, { name: "authors" }], {
      data: { data: "books" },
      picked: { ...picked, source: "authors" },
    }).warnings,
  ).toMatchObject([{ where: { name: "authors" } }]);
});

test("an address is refused wherever a spec may have data, not among its rows", () => {
  const refused = (spec: Spec): Problem =>
    problemOf(() => refuseUrls({ name: "c", dialect: "vega-lite", spec, data: {} }, { where }));
  const problem = refused({ layer: [{ data: { name: "data" } }, { data: { url: "a.csv" } }] });
  expect(problem).toEqual({
    code: "url-refused",
    message: 'Chart "c": the spec loads "a.csv", but a chart may load nothing: no URL and no file',
    where: { ...where, name: "c" },
    seen: "a.csv",
    allowed: 'data by name, e.g. {"name": "data"}',
    hint: "store the data as a dataset, select it in a query and name that query",
  });
  expect(refused({ data: [{ name: "x" }, { name: "y", url: { signal: "s" } }] }).seen).toBe('{"signal":"s"}');
  expect(refused({ transform: [{ lookup: "id", from: { data: { url: "//a.example/b.csv" } } }] }).seen).toBe(
    "//a.example/b.csv",
  );
  const own = [{ data: { url: "x" } }];
  expect(() =>
    refuseUrls(
      {
        name: "c",
        dialect: "vega-lite",
        spec: { data: { values: own }, datasets: { rows: own }, mark: { type: "image", url: "x" } },
        data: {},
      },
      { where },
    ),
  ).not.toThrow();
});

test("for a spec in a file of its own the hint names the folder option, if its address could be there", () => {
  expect(hint("data/a.csv", {})).toBe("give the folder that the spec's URLs start from: --data-dir DIR");
  for (const url of ["https://a.example/b.csv", "//a.example/b.csv"])
    expect(hint(url, {})).toContain("store the data as a dataset");
  expect(hint("data/a.csv", { read: async () => new Uint8Array() })).toContain("store the data as a dataset");
  expect(hint("data/a.csv")).toContain("store the data as a dataset");
});
