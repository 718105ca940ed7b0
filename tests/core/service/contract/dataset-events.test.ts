import { afterAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { changeRecipe } from "../../../../functions/core/report/dataset/change-recipe.ts";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import { holdDataset, storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { deleteDataset } from "../../../../functions/core/report/dataset/store/delete-dataset.ts";
import { promoteDataset } from "../../../../functions/core/report/dataset/promote-dataset.ts";
import { pullCause } from "../../../../functions/core/report/dataset/source/provenance.ts";
import { readArrival } from "../../../../functions/core/report/dataset/store/read-arrival.ts";
import { storeMade } from "../../../../functions/core/report/dataset/view/store-made.ts";
import { moveName } from "../../../../functions/core/names/name-log.ts";
import { readFreshness } from "../../../../functions/core/service/contract/door/read-freshness.ts";
import { listDatasetEvents } from "../../../../functions/core/service/contract/list-events.ts";
import { recordHeld, recordRefusals } from "../../../../functions/core/service/contract/record-event.ts";
import { tickFreshness } from "../../../../functions/core/service/contract/tick-freshness.ts";
import type { Event } from "../../../../functions/core/service/event/event.ts";
import { markOutbox, sweepOutbox } from "../../../../functions/core/service/event/outbox.ts";
import { shapeDataset } from "../../../../functions/core/report/shape-dataset.ts";
import type { ObjectStore } from "../../../../functions/core/ports.ts";
import { FakeClock, type LogEntry, recordingLogger } from "../lifecycle/lifecycle-fakes.ts";

const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());

const hour = 3_600_000;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A store with a clock, whose events are announced by markers as on a laptop. */
function openLab(wrap: (store: ObjectStore) => ObjectStore = (store) => store) {
  const clock = new FakeClock();
  clock.time = Date.UTC(2026, 0, 5, 8);
  const memory = new MemoryObjectStore(clock);
  const store = wrap(memory);
  const log: LogEntry[] = [];
  const logger = recordingLogger(log);
  const events: Event[] = [];
  const outbox = { mark: (folder: string, mark: "end") => markOutbox(folder, mark, store), wake: () => {} };
  const world = { store, clock, logger, outbox };
  let tokens = 0;
  return {
    ...world,
    memory,
    events,
    log,
    put: (text: string, name = "d", cause = "put") =>
      storeDataset(
        store,
        name,
        { body: bytes(text), format: "csv" },
        scratch,
        datasetLimits,
        new Map(),
        cause,
        (given, recipe, limits) => shapeDataset(given, recipe, scratch, limits),
        recordRefusals(world),
      ),
    give: (text: string | undefined, name = "d") =>
      changeRecipe(
        store,
        name,
        { text, kind: text === undefined ? "remove" : "put", token: `t${(tokens += 1)}`, at: clock.time },
        {
          scratch,
          limits: datasetLimits,
          shape: (given, recipe, limits) => shapeDataset(given, recipe, scratch, limits),
        },
      ),
    announce: () => sweepOutbox({ store, clock, logger, subscribers: [async (event) => void events.push(event)] }),
    tick: () => tickFreshness(world, Infinity),
  };
}

test("a refusal is one event however often the file is sent, and another one after a good file", async () => {
  const lab = openLab();
  await lab.put("a\n1\n");
  await lab.give("checks:\n  - range: {a: {to: 9}}\n");
  for (const _ of [1, 2]) await expect(lab.put("a\n10\n")).rejects.toThrow(/not at most 9/);
  await lab.announce();
  expect(lab.events).toMatchObject([
    {
      type: "dataset.refused",
      time: lab.clock.time,
      sequence: 1,
      subject: { kind: "dataset", generation: 1 },
      data: {
        dataset: "d",
        version: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        failure: {
          kind: "invalid-dataset",
          problems: [{ code: "broken-check", message: '1 row of "a" is not at most 9; the first is row 1' }],
        },
      },
    },
  ]);
  // The event has no value; the record has.
  expect(JSON.stringify(lab.events[0])).not.toContain('"10"');
  expect(await listDatasetEvents(lab.store, "d", 9)).toMatchObject([
    { state: "refused", problems: [{ seen: [{ row: 1, value: "10" }] }] },
  ]);
  await lab.put("a\n2\n");
  await expect(lab.put("a\n10\n")).rejects.toThrow();
  await lab.announce();
  expect(new Set(lab.events.map(({ id }) => id)).size).toBe(2);
});

test("the latest refusal is listed, however many came before, and whatever their names are", async () => {
  const lab = openLab();
  for (let index = 0; index <= 2_500; index += 1) {
    lab.clock.time += 1;
    const event = { state: "refused", finished: index, dataset: "d", version: "v", problems: [] };
    const folder = `dataset-events/d/refused-${String(index).padStart(32, "0")}`;
    await lab.memory.create(`${folder}/outcome.json`, bytes(JSON.stringify(event)), "application/json");
  }
  expect((await listDatasetEvents(lab.store, "d", 2)).map(({ finished }) => finished)).toEqual([2_500, 2_499]);
});

test("a lapse is one event, however often the clock ticks, and at once by how many", async () => {
  const lab = openLab();
  await lab.put("a\n1\n");
  await lab.give("freshness: 36h\n");
  for (let step = 0; step < 36; step += 1) {
    await lab.tick();
    lab.clock.time += hour;
  }
  await lab.announce();
  expect(lab.events).toEqual([]);
  await Promise.all(Array.from({ length: 5 }, () => lab.tick()));
  for (let step = 0; step < 200; step += 1) {
    await lab.tick();
    lab.clock.time += hour;
  }
  await lab.announce();
  expect(lab.events).toMatchObject([
    {
      type: "dataset.stale",
      time: Date.UTC(2026, 0, 6, 20),
      data: { dataset: "d", since: "2026-01-05T08:00:00.000Z", freshness: "36h" },
    },
  ]);
});

test("only new data end a lapse: the same bytes, another recipe and another reading do not", async () => {
  const lab = openLab();
  await lab.put("a\n1\n");
  await lab.give("freshness: 1h\n");
  lab.clock.time += hour / 2;
  await lab.put("a\n1\n");
  await lab.give("freshness: 1h\nsteps:\n  - derive: {b: a + 1}\n");
  lab.clock.time += hour / 2;
  await lab.tick();
  await lab.put("a\n2\n");
  lab.clock.time += hour - 1;
  await lab.tick();
  await lab.announce();
  expect(lab.events.map(({ type }) => type)).toEqual(["dataset.stale"]);
  lab.clock.time += 1;
  await lab.tick();
  await lab.announce();
  expect(lab.events.map(({ data }) => data["since"])).toEqual(["2026-01-05T08:00:00.000Z", "2026-01-05T09:00:00.000Z"]);
});

test("the same bytes by upload are no new data, however often, and what comes back after a removal is", async () => {
  const lab = openLab();
  await lab.put("a\n1\n");
  await lab.give("freshness: 1h\n");
  const first = lab.clock.time;
  for (let upload = 0; upload < 120; upload += 1) {
    lab.clock.time += 1;
    await lab.put("a\n1\n", "d", `upload:${upload}`);
  }
  expect(await readFreshness(lab.store, "d")).toMatchObject({ arrived: first, seq: 1 });
  await lab.put("a\n2\n", "d", "upload:new");
  expect(await readFreshness(lab.store, "d")).toMatchObject({ arrived: lab.clock.time, seq: 122 });
  await deleteDataset(lab.store, "d", { at: 1, token: "x" });
  lab.clock.time += 1;
  await lab.put("a\n2\n");
  await lab.give("freshness: 1h\n");
  expect(await readFreshness(lab.store, "d")).toMatchObject({ arrived: lab.clock.time, seq: 124 });
});

test("however often a source gives the same rows, they were new once", async () => {
  const lab = openLab();
  const first = lab.clock.time;
  for (let refresh = 1; refresh <= 1_100; refresh += 1) {
    await lab.put("a\n1\n", "d", pullCause(refresh, 1));
    lab.clock.time += 60_000;
  }
  await lab.give("freshness: 1h\n");
  expect(await readFreshness(lab.store, "d")).toMatchObject({ arrived: first, seq: 1 });
});

test("a version that is taken back is no new data", async () => {
  let racing: (() => Promise<unknown>) | undefined;
  const lab = openLab(
    (memory) =>
      new Proxy(memory, {
        get: (target, member: keyof ObjectStore) =>
          member !== "create"
            ? (target[member] as () => unknown).bind(target)
            : async (key: string, body: Uint8Array, type: string) => {
                const race = key.startsWith("datasets/d/log/") ? racing : undefined;
                if (race !== undefined) racing = undefined;
                await race?.();
                return await target.create(key, body, type);
              },
      }),
  );
  await lab.put("a\n1\n");
  const first = lab.clock.time;
  lab.clock.time += hour / 2;
  // The contract comes between the file's own look at the recipe and its move.
  racing = () => lab.give("freshness: 1h\nchecks:\n  - range: {a: {to: 9}}\n");
  await expect(lab.put("a\n10\n")).rejects.toThrow(/not at most 9/);
  expect(racing).toBeUndefined();
  expect(await readFreshness(lab.store, "d")).toMatchObject({ arrived: first, seq: 1 });
});

test("a promoted version is new data unless it was current before", async () => {
  const lab = openLab();
  const { version } = await lab.put("a\n1\n");
  await lab.put("a\n2\n");
  await lab.give("freshness: 1h\n");
  const second = lab.clock.time;
  lab.clock.time += 1;
  await promoteDataset(lab.store, "d", { version, token: "x", at: 1 }, async () => undefined);
  expect(await readFreshness(lab.store, "d")).toMatchObject({ arrived: second, seq: 2 });
  const tools = { scratch, limits: datasetLimits };
  const held = await holdDataset(lab.store, "d", { body: bytes("a\n3\n"), format: "csv" }, tools);
  await promoteDataset(lab.store, "d", { version: held.version, token: "y", at: 1 }, async () => undefined);
  expect(await readFreshness(lab.store, "d")).toMatchObject({ arrived: lab.clock.time, seq: 4 });
});

test("the same rows of a view are no new data, whatever its definition makes of their units, and others are", async () => {
  const lab = openLab();
  const shaped = async (rows: string, unit: string | undefined, move: number): Promise<number> => {
    lab.clock.time += hour;
    const table = bytes(`${rows} ${unit}`);
    const columns = [{ name: "a", type: "integer", nulls: 0, ...(unit !== undefined && { unit }) }] as const;
    const { version } = await storeMade(lab.store, "v", { table, rows: 1, columns, warnings: [], rowsHash: rows });
    await moveName(lab.store, "datasets/v", version, `view:${move}`);
    return lab.clock.time;
  };
  const [one, other] = ["1".repeat(64), "2".repeat(64)];
  const first = await shaped(one, undefined, 1);
  for (const [index, unit] of ["EUR", "USD", undefined].entries()) await shaped(one, unit, 2 + index);
  expect(await readArrival(lab.store, "v")).toEqual({ arrived: first, seq: 1 });
  const second = await shaped(other, "EUR", 5);
  await shaped(other, "USD", 6);
  expect(await readArrival(lab.store, "v")).toEqual({ arrived: second, seq: 5 });
  // A version that is gone tells nothing: what follows it may be anything.
  const { objects } = await lab.memory.list(`datasets/v/`, {});
  for (const { key } of objects) if (key.endsWith("dataset.json")) await lab.memory.delete(key);
  expect((await readArrival(lab.store, "v")).seq).toBe(6);
});

test("a lapse is found after the limit was made shorter, and none without a limit or a dataset", async () => {
  const lab = openLab();
  await lab.put("a\n1\n");
  await lab.put("a\n1\n", "gone");
  await lab.give("freshness: 30d\n");
  await lab.give("freshness: 1h\n", "gone");
  await deleteDataset(lab.store, "gone", { at: 1, token: "x" });
  lab.clock.time += 2 * hour;
  await lab.tick();
  await lab.give("freshness: 2h\n");
  await lab.tick();
  await lab.announce();
  expect(lab.events.map(({ data }) => data["dataset"])).toEqual(["d"]);
  await lab.give(undefined);
  expect(await readFreshness(lab.store, "d")).toBeUndefined();
  lab.clock.time += 1000 * hour;
  await lab.tick();
  // A limit that comes back is seen at the next tick.
  await lab.put("a\n3\n");
  lab.clock.time += 2 * hour;
  await lab.give("freshness: 1h\n");
  await lab.tick();
  await lab.announce();
  expect(lab.events).toHaveLength(2);
});

test("a clock that looks just before a recipe is current does not put the dataset off", async () => {
  let tick: (() => Promise<unknown>) | undefined;
  const lab = openLab(
    (memory) =>
      new Proxy(memory, {
        get: (target, member: keyof ObjectStore) =>
          member !== "create"
            ? (target[member] as () => unknown).bind(target)
            : async (key: string, body: Uint8Array, type: string) => {
                if (key.startsWith("datasets/d/recipe/log/")) await tick?.();
                return await target.create(key, body, type);
              },
      }),
  );
  await lab.put("a\n1\n");
  lab.clock.time += 2 * hour;
  tick = lab.tick;
  await lab.give("freshness: 1h\n");
  await lab.tick();
  await lab.announce();
  expect(lab.events.map(({ type }) => type)).toEqual(["dataset.stale"]);
});

test("a dataset that cannot be read keeps no other from being told", async () => {
  const lab = openLab();
  for (const name of ["a", "b", "c"]) {
    await lab.put("a\n1\n", name);
    await lab.give("freshness: 1h\n", name);
  }
  await lab.store.put("freshness/b.json", bytes("{"), "application/json");
  lab.clock.time += hour;
  await expect(lab.tick()).rejects.toMatchObject({ problems: [{ code: "datasets-failed", seen: ["b"] }] });
  await lab.announce();
  expect(lab.events.map(({ data }) => data["dataset"]).toSorted()).toEqual(["a", "c"]);
});

test("an announcer that looks between a marker and its outcome takes nothing away", async () => {
  const lab = openLab();
  await lab.put("a\n1\n");
  await lab.give("freshness: 1h\n");
  lab.clock.time += hour;
  const outbox = {
    ...lab.outbox,
    mark: async (folder: string, mark: "end") => {
      await lab.outbox.mark(folder, mark);
      await lab.announce();
    },
  };
  await tickFreshness({ ...lab, outbox }, Infinity);
  expect(lab.events).toEqual([]);
  await lab.announce();
  expect(lab.events).toMatchObject([{ type: "dataset.stale" }]);
});

test("no crash between two writes loses an event or doubles one", async () => {
  for (let dies = 1; dies <= 12; dies += 1) {
    let writes = 0;
    let alive = true;
    const lab = openLab(
      (memory) =>
        new Proxy(memory, {
          get: (target, member: keyof ObjectStore) => {
            const method = target[member] as ((...given: unknown[]) => Promise<unknown>) | undefined;
            if (typeof method !== "function") return method;
            return async (...given: unknown[]) => {
              const isWrite = member === "put" || member === "create" || member === "replace" || member === "delete";
              if (armed && isWrite && (writes += 1) === dies) alive = false;
              if (!alive) throw new Error("died");
              return await method.apply(target, given);
            };
          },
        }),
    );
    let armed = false;
    await lab.put("a\n1\n");
    await lab.give("freshness: 1h\nchecks:\n  - range: {a: {to: 9}}\n");
    lab.clock.time += 2 * hour;
    armed = true;
    await lab.tick().catch(() => undefined);
    await lab.put("a\n10\n").catch(() => undefined);
    await lab.announce().catch(() => undefined);
    armed = false;
    alive = true;
    // An announcer may look between the crash and the next try.
    await lab.announce();
    await lab.tick();
    await lab.put("a\n10\n").catch(() => undefined);
    await lab.announce();
    const ids = new Set(lab.events.map(({ id }) => id));
    expect([...ids].map((id) => id.split("/").at(-1)).toSorted(), `dies at write ${dies}`).toEqual([
      "refused",
      "stale",
    ]);
    const stored = (await lab.memory.list("events/", {})).objects;
    expect(stored, `dies at write ${dies}`).toHaveLength(2);
    const markers = (await lab.memory.list("outbox/", {})).objects;
    expect(markers, `dies at write ${dies}`).toEqual([]);
  }
});

test("of the files that are refused one after the other, only the first is news", async () => {
  const lab = openLab();
  await lab.put("a\n1\n");
  await lab.give("checks:\n  - range: {a: {to: 9}}\n");
  const refuse = async (text: string): Promise<unknown> => {
    const before = lab.events.length;
    await expect(lab.put(text)).rejects.toThrow();
    await lab.announce();
    return lab.events.slice(before).map(({ id, data }) => [id, data["repeated"] ?? false]);
  };
  const first = await refuse("a\n10\n");
  expect(first).toEqual([[expect.any(String), false]]);
  expect(await refuse("a\n11\n")).toEqual([[expect.any(String), true]]);
  // The event of a file that is sent again is the same, and as much news as it was.
  expect(await refuse("a\n10\n")).toEqual(first);
  await lab.put("a\n2\n");
  expect(await refuse("a\n11\n")).toEqual([[expect.any(String), false]]);
});

test("a file that a step of the recipe does not fit any more is refused, as others hear", async () => {
  const lab = openLab();
  await lab.put("a,b\n1,2\n");
  await lab.give("steps:\n  - types: {a: integer}\n  - derive: {c: a + b}\n");
  await expect(lab.put("a,b\n1,2\nTotal,3\n")).rejects.toThrow(/does not fit the step/);
  await lab.announce();
  await expect(lab.put("a\n1\n")).rejects.toThrow();
  // A file that cannot be read at all is its sender's business.
  await expect(lab.put('a,b\n"1\n')).rejects.toThrow();
  await lab.announce();
  expect(lab.events.map(({ type, data }) => [type, (data["failure"] as { problems: unknown[] }).problems[0]])).toEqual([
    ["dataset.refused", { code: "recipe-misfit", message: expect.stringContaining('"Total" in row 2') as string }],
    ["dataset.refused", { code: "recipe-failed", message: expect.stringContaining('"b"') as string }],
  ]);
  // A recipe that is tried is nobody's event.
  await expect(lab.give("steps:\n  - types: {b: date}\n")).rejects.toThrow();
  await lab.announce();
  expect(lab.events).toHaveLength(2);
});

test("a version that is held back is one event until another one becomes current", async () => {
  const lab = openLab();
  const { version } = await lab.put("a\n1\n");
  const held = { version: "b".repeat(64), rows: 3 };
  for (const one of [held, held, { version, rows: 1 }]) await recordHeld(lab, "d", one);
  await lab.announce();
  expect(lab.events).toMatchObject([{ type: "dataset.held", data: { dataset: "d", ...held } }]);
  await lab.put("a\n2\n");
  await recordHeld(lab, "d", held);
  await lab.announce();
  expect(new Set(lab.events.map(({ id }) => id)).size).toBe(2);
});
