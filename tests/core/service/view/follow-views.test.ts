import { expect, test } from "vitest";
import { placeOfName } from "../../../../functions/core/names/name-log.ts";
import { deleteDataset } from "../../../../functions/core/report/dataset/store/delete-dataset.ts";
import { putView, removeView } from "../../../../functions/core/report/dataset/view/change-views.ts";
import { readGraph } from "../../../../functions/core/report/dataset/view/view-graph.ts";
import { viewLimits } from "../../../../functions/core/report/dataset/view/view.ts";
import { typeOfEvent } from "../../../../functions/core/service/contract/dataset-event.ts";
import { listDatasetEvents } from "../../../../functions/core/service/contract/list-events.ts";
import { areViewsSettling } from "../../../../functions/core/service/view/are-views-settling.ts";
import { followViews } from "../../../../functions/core/service/view/follow-views.ts";
import { lookAtViews } from "../../../../functions/core/service/view/look-at-views.ts";
import { runRefresh } from "../../../../functions/core/service/view/run-refresh.ts";
import { wrong } from "../lifecycle/lifecycle-fakes.ts";
import { openViewLab, recompute, type ViewLab } from "./view-lab.ts";

/** Pseudo-random whole numbers below a bound, the same for the same seed (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const stateOf = async (lab: ViewLab, name: string) =>
  (await lookAtViews(lab.sound, await readGraph(lab.sound))).get(name);

test("a diamond is made once for each settled set, and readers get the last complete one until then", async () => {
  const lab = openViewLab();
  await lab.keepFile("s", "1");
  await lab.view("a", ["s"]);
  await lab.view("b", ["s"]);
  await lab.view("d", ["a", "b", "s"]);
  await lab.settle();
  expect(await lab.valueOf("d")).toBe("d(a=a(s=1),b=b(s=1),s=1)");
  await lab.keepFile("s", "2");
  await followViews(lab.world, lab.world);
  const [first] = lab.queue.splice(0, 1);
  await runRefresh(first!, lab.world);
  expect(await stateOf(lab, "d")).toMatchObject({ state: "behind", waitsFor: [expect.any(String)] });
  expect(await lab.valueOf("d")).toBe("d(a=a(s=1),b=b(s=1),s=1)");
  await lab.settle();
  expect(await lab.valueOf("d")).toBe("d(a=a(s=2),b=b(s=2),s=2)");
  expect(lab.made.map(({ view }) => view).filter((view) => view === "d")).toHaveLength(2);
  expect(lab.made).toHaveLength(6);
});

test("a view whose source fails keeps its table, and so does what is made from it; nothing is mixed", async () => {
  const lab = openViewLab();
  await lab.keepFile("s", "1");
  await lab.view("a", ["s"]);
  await lab.view("d", ["a", "s"]);
  await lab.settle();
  lab.refused.set("a", wrong());
  await lab.keepFile("s", "2");
  await lab.settle();
  expect(await stateOf(lab, "a")).toMatchObject({ state: "failed", problems: [{ code: "query-failed" }] });
  expect(await stateOf(lab, "d")).toMatchObject({ state: "behind", waitsFor: ["a"] });
  expect(await lab.valueOf("a")).toBe("a(s=1)");
  expect(await lab.valueOf("d")).toBe("d(a=a(s=1),s=1)");
  lab.refused.clear();
  await lab.keepFile("s", "3");
  await lab.settle();
  expect(await lab.valueOf("d")).toBe("d(a=a(s=3),s=3)");
});

test.each([
  ["of a view's own moves", "datasets/a/log/1.json", ["a"]],
  ["of a source's moves", "datasets/s/log/1.json", ["a", "c"]],
  ["of a refresh", "refresh", ["a"]],
])("a damaged record fails its view alone: %s", async (_, record, failed) => {
  const lab = openViewLab();
  for (const file of ["s", "t"]) await lab.keepFile(file, "1");
  for (const [name, sources] of [
    ["a", ["s"]],
    ["b", ["t"]],
    ["c", ["s"]],
    ["d", ["a"]],
  ] as const)
    await lab.view(name, sources);
  await lab.settle();
  if (record === "refresh") {
    lab.refused.set("a", wrong());
    await lab.keepFile("s", "2");
    await lab.settle();
    const { refresh } = (await stateOf(lab, "a"))!;
    await lab.sound.put(`${refresh!.subject.folder}outcome.json`, new Uint8Array([1]), "application/json");
  } else await lab.sound.put(record, new Uint8Array([1]), "application/json");
  await lab.keepFile("t", "2");
  await lab.settle();
  expect(await lab.valueOf("b")).toBe("b(t=2)");
  for (const name of failed)
    expect(await stateOf(lab, name)).toMatchObject({ state: "failed", problems: [{ code: "corrupt-object" }] });
  expect(await stateOf(lab, "d")).toMatchObject({ state: "behind", waitsFor: ["a"] });
  expect(await areViewsSettling(lab.sound, ["s", "t"])).toBe(false);
});

test("whether views settle is found out however many ways lead through them", async () => {
  const lab = openViewLab();
  await lab.keepFile("s", "1");
  let below = ["s"];
  for (let layer = 0; layer < viewLimits.depth; layer += 1) {
    const names = Array.from({ length: viewLimits.sources }, (_, index) => `v${layer}-${index}`);
    for (const name of names) await lab.view(name, below);
    below = names;
  }
  expect(await areViewsSettling(lab.sound, below.slice(0, 1))).toBe(true);
}, 10_000);

test("a failure that may pass is tried again, five times in all", async () => {
  const lab = openViewLab();
  lab.refused.set("a", new Error("it broke"));
  await lab.keepFile("s", "1");
  await lab.view("a", ["s"]);
  for (let turn = 0; turn < 9; turn += 1) {
    await lab.settle();
    lab.world.clock.time += 3_600_000;
  }
  expect(await stateOf(lab, "a")).toMatchObject({ state: "failed", refresh: { generation: 5 } });
});

test("a source that went back to what it was makes nothing again", async () => {
  const lab = openViewLab();
  await lab.keepFile("s", "1");
  await lab.view("a", ["s"]);
  await lab.settle();
  await lab.keepFile("s", "2");
  await lab.settle();
  await lab.keepFile("s", "1");
  await lab.settle();
  expect(await lab.valueOf("a")).toBe("a(s=1)");
  expect(lab.made).toHaveLength(2);
});

test("a table that was late shows only if nothing newer is shown", async () => {
  const lab = openViewLab();
  await lab.keepFile("s", "1");
  await lab.view("a", ["s"]);
  await lab.settle();
  await lab.keepFile("s", "2");
  await followViews(lab.world, lab.world);
  const late = lab.queue.shift()!;
  let during: Promise<unknown> | undefined;
  lab.meanwhile = async () => {
    if (during !== undefined) return;
    during = (async () => {
      await lab.keepFile("s", "3");
      await lab.settle();
    })();
    await during;
  };
  await runRefresh(late, lab.world);
  expect(await lab.valueOf("a")).toBe("a(s=3)");
  const moves = (await placeOfName(lab.sound, "datasets/a")).seq;
  expect(moves).toBe(2);
});

test("a view deleted while it is made leaves nothing, and one made anew starts afresh", async () => {
  const lab = openViewLab();
  await lab.keepFile("s", "1");
  await lab.view("a", ["s"]);
  await followViews(lab.world, lab.world);
  lab.meanwhile = () => removeView(lab.store, "a", { cause: "remove:1", at: 1 });
  await runRefresh(lab.queue.shift()!, lab.world);
  expect((await lab.sound.list("datasets/a/")).objects).toEqual([]);
  lab.meanwhile = async () => {};
  await lab.view("a", ["s"]);
  await lab.settle();
  expect(await lab.valueOf("a")).toBe("a(s=1)");
});

test("a table whose source is erased while it is made does not stay, and the next is made from what is left", async () => {
  const lab = openViewLab();
  await lab.keepFile("s", "1");
  await lab.view("a", ["s"]);
  await followViews(lab.world, lab.world);
  const { version: erased = "" } = await placeOfName(lab.sound, "datasets/s");
  const { makeTable } = lab.world;
  const world: ViewLab["world"] = {
    ...lab.world,
    async makeTable(accepted) {
      const made = await makeTable(accepted);
      await lab.keepFile("s", "2");
      await lab.sound.delete(`datasets/s/${erased}/dataset.json`);
      return made;
    },
  };
  await runRefresh(lab.queue.shift()!, world);
  await lab.settle();
  expect(await lab.valueOf("a")).toBe("a(s=2)");
  const versions = (await lab.sound.list("datasets/a/")).objects.filter(({ key }) => key.endsWith("/dataset.json"));
  expect(versions).toHaveLength(1);
});

test("a refresh of a view that is gone fails, and does not keep the same view from being made anew", async () => {
  const lab = openViewLab();
  await lab.keepFile("s", "1");
  await lab.view("a", ["s"]);
  await followViews(lab.world, lab.world);
  await removeView(lab.store, "a", { cause: "remove:1", at: 1 });
  const [job] = lab.queue.splice(0);
  expect(await runRefresh(job!, lab.world)).toMatchObject({ outcome: { state: "failed", final: true } });
  expect(lab.made).toEqual([]);
  await lab.view("a", ["s"]);
  await lab.settle();
  expect(await lab.valueOf("a")).toBe("a(s=1)");
});

test("a source that is gone is a failure by name, and the table stays", async () => {
  const lab = openViewLab();
  await lab.keepFile("s", "1");
  await lab.view("a", ["s"]);
  await lab.settle();
  const { version, seq } = await placeOfName(lab.sound, "datasets/s");
  const { moveNameFrom } = await import("../../../../functions/core/names/name-log.ts");
  await moveNameFrom(lab.store, "datasets/s", seq, { version: version!, removed: true, cause: "remove:1" });
  await lab.settle();
  expect(await stateOf(lab, "a")).toMatchObject({ state: "failed", problems: [{ code: "source-gone", seen: "s" }] });
  expect(await lab.valueOf("a")).toBe("a(s=1)");
});

test("two views put at the same moment cannot make a circle", async () => {
  for (let round = 0; round < 20; round += 1) {
    const lab = openViewLab();
    await lab.keepFile("s", "1");
    await lab.view("a", ["s"]);
    await lab.view("b", ["s"]);
    await lab.view("c", ["b"]);
    const put = (name: string, source: string) =>
      putView(lab.store, name, `from: ${source}\nselect: SELECT 2 AS n`, { cause: `put:x${name}`, at: 1 });
    const ended = await Promise.allSettled([put("a", "c"), put("b", "a")]);
    expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  }
});

const soak = process.env["SOAK"] !== undefined;

test.each(Array.from({ length: soak ? 2_000 : 40 }, (_, index) => index))(
  "at rest every view is what its sources make it, whatever happened before: %i",
  async (seed) => {
    const random = randomFrom(seed);
    const lab = openViewLab();
    const files = Array.from({ length: 1 + random(3) }, (_, index) => `f${index}`);
    for (const file of files) await lab.keepFile(file, "0");
    const names = [...files];
    const views = Array.from({ length: 2 + random(6) }, (_, index) => `v${index}`);
    for (const view of views) {
      const sources = [...new Set(Array.from({ length: 1 + random(3) }, () => names[random(names.length)]!))];
      await lab.view(view, sources);
      names.push(view);
    }
    const waiting: (typeof lab.queue)[number][] = [];
    for (let event = 0; event < 25; event += 1) {
      lab.dieAt(random(3) === 0 ? random(40) : Infinity, random(2) === 0);
      const act = random(5);
      try {
        if (act === 0) await lab.keepFile(files[random(files.length)]!, String(random(4)));
        else if (act === 1) await followViews(lab.world, lab.world);
        else {
          waiting.push(...lab.queue.splice(0));
          const job = waiting[random(Math.max(1, waiting.length))];
          // A message may be delivered twice, or to two at once.
          if (job !== undefined)
            await Promise.allSettled(
              act === 2 ? [runRefresh(job, lab.world), runRefresh(job, lab.world)] : [runRefresh(job, lab.world)],
            );
        }
      } catch {
        // It died.
      }
      lab.dieAt(Infinity, false);
      if (random(4) === 0) lab.world.clock.time += 100_000;
    }
    lab.world.clock.time += 3_600_000;
    await lab.settle();
    const expected = await recompute(lab);
    expect(expected.size).toBe(views.length);
    for (const [name, value] of expected) expect([name, await lab.valueOf(name)]).toEqual([name, value]);
    const looks = [...(await lookAtViews(lab.sound, await readGraph(lab.sound))).values()];
    expect(looks.map(({ state }) => state)).toEqual(looks.map(() => "current"));
    // Without deaths each set is made once; a death costs an attempt, which the same set makes again.
    const before = lab.made.length;
    await lab.keepFile(files[0]!, `new ${seed}`);
    await lab.settle();
    const last = lab.made.slice(before).map(({ view, sources }) => JSON.stringify([view, sources]));
    expect(new Set(last).size).toBe(last.length);
    expect(new Set(lab.made.slice(before).map(({ view }) => view)).size).toBe(last.length);
  },
);

test("others hear once that a view cannot be made, whatever its sources become, and once that it is current again", async () => {
  const lab = openViewLab();
  const heard = async (name: string): Promise<string[]> =>
    (await listDatasetEvents(lab.sound, name, 99)).toReversed().map((event) => typeOfEvent(event));
  await lab.keepFile("a", "0");
  await lab.view("v", ["a"]);
  await lab.view("over", ["v"]);
  await lab.settle();
  const expected: string[] = [];
  let failing = false;
  for (const [step, fails] of [false, true, true, false, false, true, false].entries()) {
    if (fails) lab.refused.set("v", wrong());
    else lab.refused.clear();
    await lab.keepFile("a", `${step + 1}`);
    lab.world.clock.time += 60_000;
    await lab.settle();
    await lab.settle();
    if (fails !== failing) expected.push(failing ? "view.recovered" : "view.failed");
    failing = fails;
    expect(await heard("v"), `after step ${step}`).toEqual(expected);
  }
  // What lies over it only waits.
  expect(await heard("over")).toEqual([]);
  expect((await lab.sound.list("failing/", {})).objects).toEqual([]);
});

test("a view whose source is gone fails once, and is forgotten with its definition", async () => {
  const lab = openViewLab();
  await lab.keepFile("a", "0");
  await lab.view("v", ["a"]);
  await lab.settle();
  await deleteDataset(lab.store, "a", { at: 1, token: "x" });
  for (const _ of [1, 2]) await lab.settle();
  const events = await listDatasetEvents(lab.sound, "v", 9);
  expect(events).toMatchObject([
    { state: "failed", of: "view", kind: "not-found", problems: [{ code: "source-gone" }] },
  ]);
  await removeView(lab.store, "v", { cause: "gone", at: 2 });
  await lab.settle();
  expect((await lab.sound.list("failing/", {})).objects).toEqual([]);
});
