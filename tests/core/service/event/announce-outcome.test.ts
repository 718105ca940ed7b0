import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { announceOutcome, type EventWorld } from "../../../../functions/core/service/event/announce-outcome.ts";
import type { Event } from "../../../../functions/core/service/event/event.ts";
import { folderOf, parseSubject } from "../../../../functions/core/service/event/parse-subject.ts";
import { FakeClock } from "../lifecycle/lifecycle-fakes.ts";
import { keysOf, readJson } from "./event-fakes.ts";

const id = "9f".repeat(32);
const uuid = "01234567-89ab-cdef-0123-456789abcdef";

function openWorld(): EventWorld & {
  readonly heard: Event[];
  readonly log: string[];
  end(folder: string, outcome: unknown): Promise<unknown>;
} {
  const clock = new FakeClock();
  const store = new MemoryObjectStore(clock);
  const heard: Event[] = [];
  const log: string[] = [];
  const note = (message: string): void => void log.push(message);
  return {
    store,
    clock,
    log,
    heard,
    logger: { info: note, warn: note, error: note },
    subscribers: [async (event) => void heard.push(event)],
    end: (folder, outcome) =>
      store.put(
        `${folder}/outcome.json`,
        new TextEncoder().encode(typeof outcome === "string" ? outcome : JSON.stringify(outcome)),
        "application/json",
      ),
  };
}

test("the end of a report is an event with its facts, stored once under its time", async () => {
  const world = openWorld();
  await world.end(`reports/${id}/2`, {
    state: "ready",
    finished: 1_767_605_400_412,
    attempts: 1,
    title: "Ten industries",
    pages: 9,
    bytes: 10,
    sha256: "ab",
    timings: {},
    warnings: [],
  });
  const event = await announceOutcome(`reports/${id}/2`, world);
  expect(event).toEqual({
    id: `report/${id}/2/ready`,
    type: "report.ready",
    time: 1_767_605_400_412,
    sequence: 3,
    subject: { kind: "report", id, generation: 2 },
    data: { title: "Ten industries", pages: 9, bytes: 10, sha256: "ab" },
  });
  await announceOutcome(`reports/${id}/2`, world);
  const keys = await keysOf(world.store, "events/");
  expect(keys).toEqual([expect.stringMatching(/^events\/1767605400412-[0-9a-f]{32}\.json$/)]);
  await expect(readJson(world.store, keys[0]!)).resolves.toEqual(event);
  expect(world.heard).toEqual([event, event]);
});

test("a failure tells its kind and at most five of its problems, without the values seen", async () => {
  const world = openWorld();
  const problems = Array.from({ length: 7 }, (_, n) => ({
    code: `c${n}`,
    message: `m${n}`,
    seen: "secret",
    where: { row: n },
  }));
  await world.end(`batches/${id}/1`, {
    state: "failed",
    finished: 5,
    attempts: 1,
    final: true,
    kind: "query-failed",
    problems,
  });
  await expect(announceOutcome(`batches/${id}/1`, world)).resolves.toMatchObject({
    type: "batch.failed",
    sequence: 1,
    data: {
      final: true,
      failure: { kind: "query-failed", problems: problems.slice(0, 5).map(({ code, message }) => ({ code, message })) },
    },
  });
});

test("removals come after ends in the sequence, and a new generation after both", async () => {
  const world = openWorld();
  const sequences = [];
  for (const [generation, state] of [
    [1, "failed"],
    [1, "deleted"],
    [2, "ready"],
    [2, "expired"],
    [3, "ready"],
  ] as const) {
    await world.end(`reports/${id}/${generation}`, { state, finished: 1, created: 1 });
    sequences.push(((await announceOutcome(`reports/${id}/${generation}`, world)) as Event).sequence);
  }
  expect(sequences).toEqual([1, 2, 3, 4, 5]);
});

test("a stored upload is ready; an edition is named by its publication", async () => {
  const world = openWorld();
  await world.end(`uploads/${uuid}`, { state: "stored", finished: 7, version: "v1" });
  await expect(announceOutcome(`uploads/${uuid}`, world)).resolves.toMatchObject({
    id: `upload/${uuid}/1/ready`,
    data: { version: "v1" },
  });
  await world.end("publications/weekly/editions/2026-11-27t07-00-00z/1", { state: "ready", finished: 8 });
  await expect(announceOutcome("publications/weekly/editions/2026-11-27t07-00-00z/1", world)).resolves.toMatchObject({
    id: "edition/weekly/2026-11-27t07-00-00z/1/ready",
    subject: { kind: "edition", id: "weekly/2026-11-27t07-00-00z", generation: 1 },
  });
});

test("pages of batches and other folders are nobody's event; an absent outcome is none yet; a broken one is logged", async () => {
  const world = openWorld();
  for (const folder of [`batches/${id}/1/pages/1`, "datasets/x/y", `reports/${id}/0`, `reports/${id}`, "uploads/x"]) {
    await world.end(folder, { state: "ready", finished: 1 });
    await expect(announceOutcome(folder, world)).resolves.toBe("none");
  }
  await expect(announceOutcome(`reports/${id}/1`, world)).resolves.toBeUndefined();
  for (const broken of ["{", "[]", "null", { state: "ready" }, { state: "gone", finished: 1 }]) {
    await world.end(`reports/${id}/1`, broken);
    await expect(announceOutcome(`reports/${id}/1`, world)).resolves.toBe("none");
  }
  expect(world.log).toHaveLength(5);
  expect(world.heard).toEqual([]);
});

test.each([`reports/${id}/2`, `batches/${id}/10`, "publications/a/editions/b-1/3", `uploads/${uuid}`])(
  "the folder of a subject leads to it and back: %s",
  (folder) => {
    expect(folderOf(parseSubject(folder)!)).toBe(folder);
  },
);
