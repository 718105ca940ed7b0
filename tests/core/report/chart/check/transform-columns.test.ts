import { expect, test } from "vitest";
import { transformColumns } from "../../../../../functions/core/report/chart/check/transform-columns.ts";
import { loadVega } from "../../../../../functions/core/report/chart/load-vega.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";

const { vega } = await loadVega();
const none = { require: () => undefined, requireInExpression: () => undefined };
const after = (transform: Spec, columns: ReadonlySet<string> | undefined): readonly string[] | undefined => {
  const left = transformColumns(vega, transform, columns, new Map(), none);
  return left === undefined ? undefined : [...left].toSorted();
};

test.each<[string, Spec, readonly string[]]>([
  ["formula adds its column", { type: "formula", as: "c", expr: "1" }, ["a", "b", "c"]],
  ["filter adds none", { type: "filter", expr: "datum.a > 1" }, ["a", "b"]],
  [
    "aggregate leaves its groups and results",
    { type: "aggregate", groupby: ["a"], ops: ["sum", "max"], fields: ["b", "b"], as: ["total"] },
    ["a", "max_b", "total"],
  ],
  ["aggregate counts if it has no operation", { type: "aggregate", groupby: ["a"] }, ["a", "count"]],
  ["joinaggregate adds its results", { type: "joinaggregate", ops: ["mean"], fields: ["b"] }, ["a", "b", "mean_b"]],
  ["window adds its results", { type: "window", ops: ["rank"], as: ["place"] }, ["a", "b", "place"]],
  ["countpattern leaves text and count", { type: "countpattern", field: "a" }, ["count", "text"]],
  ["kde leaves groups, value and density", { type: "kde", groupby: ["a"], field: "b" }, ["a", "density", "value"]],
  ["quantile leaves groups, prob and value", { type: "quantile", groupby: ["a"], field: "b" }, ["a", "prob", "value"]],
  ["quantile leaves names of its own", { type: "quantile", field: "b", as: ["p", "v"] }, ["p", "v"]],
  ["project leaves its fields, renamed if asked", { type: "project", fields: ["a"], as: ["x"] }, ["a", "x"]],
  ["project leaves its fields", { type: "project", fields: ["b"] }, ["b"]],
  [
    "regression leaves groups, both fields and the model",
    { type: "regression", groupby: ["g"], x: "a", y: "b" },
    ["a", "b", "coef", "g", "rSquared"],
  ],
  ["loess leaves names of its own", { type: "loess", x: "a", y: "b", as: ["u", "v"] }, ["coef", "rSquared", "u", "v"]],
  ["flatten adds its fields and index", { type: "flatten", fields: ["b"], index: "i" }, ["a", "b", "i"]],
  [
    "lookup adds values by their names",
    { type: "lookup", from: "o", key: "k", fields: ["a"], values: ["v"] },
    ["a", "b", "v"],
  ],
  [
    "lookup adds values by other names",
    { type: "lookup", from: "o", key: "k", fields: ["a"], values: ["v"], as: ["w"] },
    ["a", "b", "w"],
  ],
  ["sequence begins anew", { type: "sequence", start: 0, stop: 3 }, ["data"]],
])("%s", (_, transform, columns) => {
  expect(after(transform, new Set(["a", "b"]))).toEqual(columns);
});

test("columns that depend on the data are unknown, and stay so until a transform begins anew", () => {
  expect(after({ type: "pivot", field: "a", value: "b" }, new Set(["a", "b"]))).toBeUndefined();
  expect(after({ type: "formula", as: "c", expr: "1" }, undefined)).toBeUndefined();
  expect(after({ type: "project", fields: ["a"] }, undefined)).toBeUndefined();
  expect(after({ type: "sequence", start: 0, stop: 3, as: "n" }, undefined)).toEqual(["n"]);
});
