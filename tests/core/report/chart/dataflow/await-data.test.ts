import { expect, test } from "vitest";
import { awaitData, type Runtime } from "../../../../../functions/core/report/chart/dataflow/await-data.ts";

const group = (inner: object): object => ({ id: 3, type: "facet", params: { subflow: { $subflow: inner } } });

test("loads are awaited, in groups too, and nothing else changes", () => {
  const load = { id: 1, type: "load", params: { url: "a.csv", async: true } };
  const other = { id: 2, type: "collect", params: { async: true } };
  const runtime = { operators: [load, other, group({ operators: [load] })] };
  const waiting = { id: 1, type: "load", params: { url: "a.csv" } };
  expect(awaitData(runtime as unknown as Runtime)).toEqual({
    operators: [waiting, other, group({ operators: [waiting] })],
  });
});
