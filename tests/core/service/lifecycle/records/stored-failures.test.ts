import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import type { PageReady } from "../../../../../functions/core/service/batch/records/batch-kinds.ts";
import { pageKind } from "../../../../../functions/core/service/batch/records/batch-kinds.ts";
import { encodeJson, readJson } from "../../../../../functions/core/service/batch/records/stored-json.ts";
import { corruptObject, errorKinds } from "../../../../../functions/core/errors.ts";
import { parseOutcome, writeRecord } from "../../../../../functions/core/service/lifecycle/records/parse-record.ts";

/** Kinds of errors that the release before knows. */
const known = new Set(Object.keys(errorKinds).filter((kind) => kind !== "damaged"));

function kindsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "problems" in value && "kind" in value ? [String(value.kind)] : [];
  return [...own, ...Object.values(value).flatMap(kindsIn)];
}

const { kind, problems } = corruptObject("datasets/city/1/data.csv", "its content has another hash");
const items = [
  { state: "failed", row: 1, name: "a", final: false, kind, problems },
  {
    state: "failed",
    row: 2,
    name: "b",
    final: false,
    kind: "unavailable",
    problems: [{ code: "store-failed", message: "no" }],
  },
  { state: "stopped", row: 3, name: "c" },
] as const;

test("rows that failed by damage are stored in a kind that the release before knows, wherever a batch stores them", async () => {
  const store = new MemoryObjectStore();
  for (const value of [items, { rows: items, kept: items }, { rows: items }]) {
    const body = encodeJson(value);
    const kinds = kindsIn(JSON.parse(new TextDecoder().decode(body)));
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.filter((each) => !known.has(each))).toEqual([]);
    await store.put("x", body, "application/json");
    expect(await readJson(store, "x")).toEqual(value);
  }
});

test("so are a page's results", () => {
  const outcome: PageReady = { state: "ready", finished: 5, attempts: 1, items };
  const body = writeRecord(outcome);
  expect(kindsIn(JSON.parse(new TextDecoder().decode(body)))).toEqual(["unavailable", "unavailable"]);
  expect(parseOutcome(pageKind, "key", body)).toEqual(outcome);
});
