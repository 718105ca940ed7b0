import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import type { DatasetDiff } from "../../../../../functions/core/service/publication/changes/data-changes.ts";
import {
  dataChangesForLetter,
  type DataChangeWorld,
  seekDataChanges,
} from "../../../../../functions/core/service/publication/edition/seek-data-changes.ts";
import { storePublication } from "../../../../../functions/core/service/publication/record/store-publication.ts";
import { storeTemplate } from "../../../../../functions/core/report/template/store/store-template.ts";
import { openPublisher, weekly } from "../publication-fakes.ts";

const day = 24 * 60;

/** A template with two aliases of one dataset. */
const twice = new Map(
  Object.entries({
    "template.yaml": `title: A sentence
description: One sentence on one dataset.
kicker: Sample
publication: Tests
footer: Tests
languages: [en]
date: "2026-01-31"
parameters: { type: object, properties: {} }
datasets: { one: { default: numbers }, other: { default: numbers } }
`,
    "report.md": "# The value was {{ latest.first.value }}\n\nIn all.\n",
    "queries/latest.sql": "SELECT a.value FROM one AS a JOIN other AS b USING (year) ORDER BY 1",
  }).map(([path, text]) => [path, new TextEncoder().encode(text)] as const),
);

/** A daily publication with an edition of each day, and what compares its data. */
async function published(days: number, template = "sentence") {
  const world = await openPublisher("2027-03-08T05:58:00Z");
  await storeTemplate(world.store, "twice", twice);
  await storePublication("daily", weekly({ template, on: [{ schedule: "0 6 * * *" }] }), world);
  const compared: (readonly [string, string])[] = [];
  const lab = {
    world,
    compared,
    diff: (async (from, to) => {
      compared.push([from.version, to.version]);
      const ends = { from: from.version, to: to.version };
      return { name: to.name, ...ends, rows: { from: 2, to: 3 }, columns: [], uncompared: 0 } satisfies DatasetDiff;
    }) as DataChangeWorld["diff"],
    subject: async (at: number) => {
      const { id, generation } = (await world.editions("daily")).at(at)!;
      return { kind: "edition", id: `daily/${id}`, generation };
    },
    seek: async (at = -1) =>
      await seekDataChanges(await lab.subject(at), { ...world, diff: (...call) => lab.diff(...call) }),
    lines: async (at = -1) => await dataChangesForLetter(await lab.subject(at), "en", world.store),
  };
  await world.pass(4);
  for (let index = 1; index < days; index += 1) {
    await world.arrive(index + 5);
    await world.pass(4, day - 4);
  }
  return lab;
}

test("the first edition has nothing to say; the next is compared with the one before it, once for all letters", async () => {
  const lab = await published(3);
  expect([await lab.seek(0), await lab.lines(0), lab.compared]).toEqual([{ state: "ready" }, [], []]);
  for (let time = 0; time < 3; time += 1) expect(await lab.seek()).toEqual({ state: "ready" });
  const [, second, third] = await lab.world.editions("daily");
  expect(lab.compared).toEqual([
    [second!.request!.datasets["numbers"]!.version, third!.request!.datasets["numbers"]!.version],
  ]);
  expect(await lab.lines()).toEqual(["numbers, rows: 2 → 3"]);
  expect(await dataChangesForLetter({ kind: "batch", id: "x", generation: 1 }, "en", lab.world.store)).toEqual([]);
});

test("two aliases of one dataset are compared, and said, once", async () => {
  const lab = await published(2, "twice");
  await lab.seek();
  expect(lab.compared).toHaveLength(1);
  expect(await lab.lines()).toEqual(["numbers, rows: 2 → 3"]);
});

test("the same data are said to be the same", async () => {
  const lab = await published(1);
  await lab.world.pass(4, day - 4);
  expect([await lab.seek(), await lab.lines()]).toEqual([
    { state: "ready" },
    ["The data are the same as in the previous edition."],
  ]);
});

test("what cannot be compared is said; what only cannot be now is tried again, and nothing is kept of it", async () => {
  const lab = await published(2);
  const { diff } = lab;
  lab.diff = async () => {
    throw new BroadsheetError("unavailable", { code: "query-unavailable", message: "not now" });
  };
  await expect(lab.seek()).rejects.toThrow("not now");
  expect(await lab.lines()).toEqual([]);
  lab.diff = async () => {
    throw new BroadsheetError("not-found", { code: "unknown-dataset-version", message: "it is gone" });
  };
  await lab.seek();
  expect(await lab.lines()).toEqual(["numbers: not compared"]);
  // All letters of an edition say the same.
  lab.diff = diff;
  await lab.seek();
  expect([await lab.lines(), lab.compared]).toEqual([["numbers: not compared"], []]);
});

test("an edition that is gone has no changes", async () => {
  const lab = await published(1);
  expect(
    await seekDataChanges({ kind: "edition", id: "daily/never", generation: 1 }, { ...lab.world, ...lab }),
  ).toEqual({
    state: "failed",
    fault: "there is no such edition",
  });
});
