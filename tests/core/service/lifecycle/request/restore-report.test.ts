import { corruptObject } from "../../../../../functions/core/errors.ts";
import { expect, test } from "vitest";
import { renderReport } from "../../../../../functions/core/service/lifecycle/attempt/render-report.ts";
import { pdfKey } from "../../../../../functions/core/service/lifecycle/records/keys.ts";
import { deleteReport } from "../../../../../functions/core/service/lifecycle/removal/delete-report.ts";
import { requestReport } from "../../../../../functions/core/service/lifecycle/request/request-report.ts";
import { restoreReport } from "../../../../../functions/core/service/lifecycle/request/restore-report.ts";
import { readReport } from "../../../../../functions/core/service/lifecycle/status/read-report.ts";
import type { RenderingWorld } from "../../../../../functions/core/service/lifecycle/lifecycle-world.ts";
import {
  acceptedRequest,
  fakeWorld,
  type FakeWorld,
  makeReport,
  testEngine,
  unavailable,
  wrong,
} from "../lifecycle-fakes.ts";

const accepted = acceptedRequest();
const key = pdfKey(accepted.id, 1);

/** What may happen to a PDF. */
const damages: Readonly<Record<string, (world: FakeWorld) => Promise<unknown>>> = {
  lost: ({ store }) => store.inner.delete(key),
  emptied: ({ store }) => store.inner.put(key, new Uint8Array(0), "application/pdf"),
  changed: ({ store }) => store.inner.put(key, new TextEncoder().encode("%PDF other"), "application/pdf"),
  "refused by the store": async ({ store }) => {
    const { get } = store.inner;
    let damaged = true;
    const { put } = store.inner;
    store.inner.get = (asked) =>
      asked === key && damaged
        ? Promise.reject(corruptObject(key, "its content is not what was written"))
        : get.call(store.inner, asked);
    store.inner.put = (asked, ...rest) => {
      if (asked === key) damaged = false;
      return put.call(store.inner, asked, ...rest);
    };
  },
};

async function readyWorld(change: Partial<Pick<RenderingWorld, "engine" | "render">> = {}): Promise<FakeWorld> {
  const world = fakeWorld();
  await requestReport(accepted, world);
  await renderReport(accepted.id, 1, world);
  return { ...world, ...change };
}

const stored = async ({ store }: FakeWorld): Promise<string | undefined> => {
  const found = await store.get(key);
  return found && new TextDecoder().decode(found.body);
};
const attempts = async ({ store }: FakeWorld): Promise<number> =>
  (await store.list(`reports/${accepted.id}/1/attempts/`)).objects.length;

test.each(Object.keys(damages))(
  "a PDF that is %s is made again under the name of its engine, with the same bytes",
  async (damage) => {
    const names: (string | undefined)[] = [];
    const world = await readyWorld({
      engine: "f".repeat(64),
      render: async (asked, _progress, engine) => {
        names.push(engine);
        return makeReport(asked, asked.id, engine);
      },
    });
    await damages[damage]!(world);
    expect(await restoreReport(accepted.id, 1, world)).toEqual({ state: "restored" });
    expect(await stored(world)).toBe(`%PDF ${accepted.id}`);
    expect(names).toEqual([testEngine]);
    expect(await attempts(world)).toBe(1);
    // What is sound is not made again.
    expect(await restoreReport(accepted.id, 1, world)).toEqual({ state: "restored" });
    expect(names).toHaveLength(1);
  },
);

test.each([
  ["makes other bytes", async () => makeReport(accepted, "other")],
  ["cannot make it", () => Promise.reject(wrong())],
])("if this engine %s, the report is claimed again", async (_, render) => {
  const world = await readyWorld({ render });
  await damages["changed"]!(world);
  expect(await restoreReport(accepted.id, 1, world)).toEqual({ state: "anew", generation: 2 });
  expect(await readReport(accepted.id, world)).toMatchObject({ state: "queued", generation: 2 });
  // The generation that others may have read stays as it was.
  expect(await stored(world)).toBe("%PDF other");
  expect(await restoreReport(accepted.id, 1, world)).toEqual({ state: "anew", generation: 2 });
});

test("damaged inputs are named, and leave no attempt behind", async () => {
  const world = await readyWorld({
    render: () => Promise.reject(corruptObject("datasets/a/b/data.csv", "its content is not what was written")),
  });
  await damages["lost"]!(world);
  await expect(restoreReport(accepted.id, 1, world)).rejects.toMatchObject({
    kind: "damaged",
    problems: [{ seen: "datasets/a/b/data.csv" }],
  });
  expect(await attempts(world)).toBe(1);
  expect(await readReport(accepted.id, world)).toMatchObject({ state: "ready", generation: 1 });
});

test("failures that may pass rest, and after three of them the report is claimed again", async () => {
  const world = await readyWorld({ render: () => Promise.reject(unavailable("render-crashed")) });
  await damages["lost"]!(world);
  const pauses: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const resting = await restoreReport(accepted.id, 1, world);
    if (resting.state !== "held") throw new Error(resting.state);
    expect(await restoreReport(accepted.id, 1, world)).toEqual(resting);
    pauses.push(resting.until - world.clock.now());
    world.clock.time = resting.until;
  }
  expect(pauses).toEqual([1000, 4000, 16_000]);
  expect(await restoreReport(accepted.id, 1, world)).toEqual({ state: "anew", generation: 2 });
});

test("of many who restore at once, one renders", async () => {
  let renders = 0;
  const world = await readyWorld({
    render: async (asked) => {
      renders += 1;
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
      return makeReport(asked);
    },
  });
  await damages["emptied"]!(world);
  const came = await Promise.all(Array.from({ length: 5 }, () => restoreReport(accepted.id, 1, world)));
  expect(came.map(({ state }) => state).toSorted()).toEqual(["held", "held", "held", "held", "restored"]);
  expect(renders).toBe(1);
  expect(await stored(world)).toBe(`%PDF ${accepted.id}`);
});

test("a process that dies at any call leaves work that the next one finishes, and never a wrong PDF", async () => {
  const whole = await readyWorld();
  await damages["changed"]!(whole);
  const before = whole.store.calls.length;
  await restoreReport(accepted.id, 1, whole);
  const calls = whole.store.calls.slice(before).map((call) => call.split(" ") as ["get", string]);
  expect(calls.length).toBeGreaterThan(6);
  for (const [index, [method, at]] of calls.entries())
    for (const committed of [false, true]) {
      const world = await readyWorld();
      await damages["changed"]!(world);
      const skipped = calls.slice(0, index).filter(([one, other]) => one === method && other === at).length;
      let left = skipped;
      const run = world.store.inner[method].bind(world.store.inner) as (...given: unknown[]) => Promise<unknown>;
      let died = false;
      const patched = async (...given: unknown[]): Promise<unknown> => {
        if (given[0] !== at || died || (left -= 1) >= 0) return run(...given);
        died = true;
        if (committed) await run(...given);
        throw unavailable();
      };
      Object.assign(world.store.inner, { [method]: patched });
      await restoreReport(accepted.id, 1, world).catch(() => undefined);
      expect(died, `${method} ${at}`).toBe(true);
      for (let turn = 0; turn < 5; turn += 1) {
        const again = await restoreReport(accepted.id, 1, world);
        if (again.state === "restored") break;
        if (again.state === "held") world.clock.time = again.until;
      }
      expect(await stored(world), `${method} ${at} ${committed}`).toBe(`%PDF ${accepted.id}`);
      expect(await readReport(accepted.id, world)).toMatchObject({ state: "ready", generation: 1 });
    }
});

test("a report that is deleted meanwhile gets no PDF", async () => {
  const world = await readyWorld();
  await damages["lost"]!(world);
  await restoreReport(accepted.id, 1, {
    ...world,
    render: async (asked) => {
      await deleteReport(asked.id, world);
      return makeReport(asked);
    },
  });
  expect(await stored(world)).toBeUndefined();
});
