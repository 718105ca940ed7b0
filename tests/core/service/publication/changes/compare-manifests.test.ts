import { expect, test } from "vitest";
import { manifestHeader, manifestLines } from "../../../../../functions/core/service/batch/end/manifest-lines.ts";
import type { ItemResult } from "../../../../../functions/core/service/batch/batch.ts";
import { compareManifests } from "../../../../../functions/core/service/publication/changes/compare-manifests.ts";

const ready = (row: number, name: string, sha256: string): ItemResult => ({
  state: "ready",
  row,
  name,
  id: "1".repeat(64),
  title: "t",
  pages: 1,
  bytes: 9,
  sha256,
  warnings: [],
});
const failed = (row: number, name: string): ItemResult => ({
  state: "failed",
  row,
  name,
  final: true,
  kind: "invalid-request",
  problems: [{ code: "x", message: 'it says "no", twice' }],
});
const manifest = (...items: ItemResult[]): string => manifestHeader + manifestLines(items, new Set());

test("rows are paired by name, whatever their order and signs", () => {
  const before = manifest(ready(1, "a, b", "1"), ready(2, "c", "2"), failed(3, "d"), ready(4, "e", "3"));
  const after = manifest(ready(1, "e", "3"), ready(2, "d", "4"), ready(3, "a, b", "5"), ready(4, "f", "6"));
  expect(
    compareManifests({ edition: "x", content: { manifest: before, pages: 3 } }, { manifest: after, pages: 4 }),
  ).toMatchObject({
    before: "x",
    tables: [
      {
        came: { count: 1, first: ["f"] },
        went: { count: 1, first: ["c"] },
        changed: { count: 2, first: ["d", "a, b"] },
      },
    ],
    pages: { before: 3, after: 4 },
  });
});

test("equal ones have no change, the first has nothing before it, and a report cannot be compared", () => {
  const same = { manifest: manifest(ready(1, "a", "1")), pages: 1 };
  expect(compareManifests({ edition: "x", content: same }, same)).toMatchObject({ before: "x", tables: [] });
  expect(compareManifests(undefined, same)).not.toHaveProperty("before");
  expect(compareManifests({ edition: "x", content: undefined }, same)).toMatchObject({
    before: "x",
    unknown: "not-recorded",
  });
});

const line = (name: string): string => `1,${name},${"1".repeat(64)},ready,${"2".repeat(64)}\r\n`;

test("a row that moved beyond the last one read has not gone", () => {
  const names = Array.from({ length: 100_000 }, (_, index) => `row-${index}`);
  const [before, after] = [names, ["new", ...names]].map(
    (list) => `row,name,id,state,sha256\r\n${list.map(line).join("")}`,
  );
  const changes = compareManifests(
    { edition: "x", content: { manifest: before!, pages: 1 } },
    { manifest: after!, pages: 1 },
  );
  expect(changes.tables).toEqual([
    {
      title: "",
      came: { count: 1, first: ["new"] },
      went: { count: 0, first: [] },
      changed: { count: 0, first: [] },
      truncated: true,
    },
  ]);
});
