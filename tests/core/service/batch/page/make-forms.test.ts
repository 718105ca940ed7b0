import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { sha256 } from "../../../../../functions/core/json/canonical-json.ts";
import type { ReadyItem } from "../../../../../functions/core/service/batch/batch.ts";
import type { BatchWorld } from "../../../../../functions/core/service/batch/batch-world.ts";
import { makeOutput } from "../../../../../functions/core/service/batch/output/make-output.ts";
import { withPacks } from "../../../../../functions/core/service/batch/pack/with-packs.ts";
import { makePage } from "../../../../../functions/core/service/batch/page/make-page.ts";
import { itemFormKey, itemKey } from "../../../../../functions/core/service/batch/records/batch-keys.ts";
import { readPageOutcome } from "../../../../../functions/core/service/batch/records/read-batch.ts";
import { deleteItem } from "../../../../../functions/core/service/batch/removal/delete-item.ts";
import { requestBatch, retryBatch } from "../../../../../functions/core/service/batch/request/request-batch.ts";
import { type PresentBatch, readBatch } from "../../../../../functions/core/service/batch/status/batch-status.ts";
import { findItemForm } from "../../../../../functions/core/service/batch/status/find-item.ts";
import { readManifest } from "../../../../../functions/core/service/batch/status/read-manifest.ts";
import { sweepBatches } from "../../../../../functions/core/service/batch/sweep/sweep-batches.ts";
import { Death, MortalStore } from "../../event/event-fakes.ts";
import { FakeClock, FaultyStore, makeReport, unavailable } from "../../lifecycle/lifecycle-fakes.ts";
import {
  acceptedBatch,
  fakeBatchWorld,
  type FakeBatchWorld,
  fakeRendition,
  requestOf,
  runJob,
  runJobs,
  soundRows,
} from "../batch-fakes.ts";
import { letTurn } from "../../../../let-turn.ts";

const renditions = ["html", "zip"] as const;
const asked = (change = {}) => acceptedBatch("forms", { renditions, ...change });

async function itemsOf(id: string, generation: number, page: number, world: BatchWorld): Promise<readonly ReadyItem[]> {
  const outcome = await readPageOutcome(id, generation, page, world);
  if (outcome?.state !== "ready") throw new Error("the page is not ready");
  return outcome.items as ReadyItem[];
}

async function ended(batch: ReturnType<typeof asked>, world: FakeBatchWorld): Promise<PresentBatch> {
  await requestBatch(batch, world);
  world.jobs.push({ batch: batch.id, generation: 1 });
  await runJobs(world);
  return (await readBatch(batch.id, world)) as PresentBatch;
}

/** The whole archive that a world collects. */
function archives(world: { readonly store: FakeBatchWorld["store"] }): Pick<BatchWorld, "makeOutput"> {
  return {
    makeOutput: async (_batch, items, prefix) =>
      makeOutput(items(), { kind: "zip", store: world.store, prefix, title: "t", date: "2026-01-31", producer: "p" }),
  };
}

const pdfOf = (number: number) => makeReport(requestOf({ number }));
const formOf = (form: string, number: number) => fakeRendition(form, pdfOf(number).sha256);

test("each report is made in each form that the batch asks for, and has it beside its PDF", async () => {
  const world = fakeBatchWorld(soundRows(25));
  const status = await ended(asked(), world);
  expect(status).toMatchObject({ state: "ready", counts: { ready: 25, failed: 0 } });
  expect(status.totals?.incomplete).toBeUndefined();
  for (let number = 1; number <= 25; number += 1) {
    const [item] = (await itemsOf(status.id, 1, Math.ceil(number / 10), world)).filter(({ row }) => row === number);
    expect(item?.renditions).toEqual(
      renditions.map((form) => {
        const file = formOf(form, number);
        return { form, bytes: file.byteLength, sha256: sha256(file), in: 1 };
      }),
    );
    for (const form of renditions) {
      const { key } = await findItemForm(status, `item-${number}`, form, world);
      expect((await world.store.get(key))?.body).toEqual(formOf(form, number));
    }
  }
  await expect(findItemForm(status, "item-1", "docx", world)).rejects.toMatchObject({
    problems: [{ code: "unknown-rendition", seen: "docx", allowed: ["html", "zip"] }],
  });
  await expect(findItemForm(status, "item-99", "html", world)).rejects.toMatchObject({
    problems: [{ code: "unknown-item" }],
  });
});

test("a batch that asks for no forms makes none, and has the results that it had before", async () => {
  const world = fakeBatchWorld(soundRows(3), { makeRendition: () => Promise.reject(new Error("nobody asked")) });
  const { id } = await ended(acceptedBatch("plain"), world);
  for (const item of await itemsOf(id, 1, 1, world)) {
    expect(item).not.toHaveProperty("renditions");
    expect(item).not.toHaveProperty("engine");
  }
});

test("a form that fails loses no letter: the item and the manifest say why, and a retry makes only what may pass", async () => {
  const made: string[] = [];
  let well = false;
  const world = fakeBatchWorld(soundRows(4), {
    makeRendition: async ({ form, accepted, printed }) => {
      const number = accepted.parameters["number"];
      made.push(`${form} ${String(number)}`);
      if (number === 2 && form === "html")
        throw new BroadsheetError("conflict", { code: "rendition-unfaithful", message: "it would not say the same" });
      if (number === 3 && form === "zip" && !well) throw unavailable("render-crashed");
      return fakeRendition(form, printed.sha256);
    },
  });
  const status = await ended(asked(), world);
  expect(status).toMatchObject({
    state: "ready",
    counts: { ready: 4, failed: 0 },
    totals: { incomplete: { items: 2, again: 1 } },
  });
  const items = await itemsOf(status.id, 1, 1, world);
  expect(items[1]).toMatchObject({
    state: "ready",
    renditions: [
      { form: "html", final: true, problems: [{ code: "rendition-unfaithful" }] },
      { form: "zip", in: 1 },
    ],
  });
  expect(items[2]).toMatchObject({
    renditions: [
      { form: "html", in: 1 },
      { form: "zip", final: false, problems: [{ code: "render-crashed" }] },
    ],
  });
  expect(made.filter((one) => one === "zip 3")).toHaveLength(2);
  const manifest = new TextDecoder().decode((await readManifest(status, world)).body);
  expect(manifest).toContain("html: it would not say the same");
  await expect(findItemForm(status, "item-3", "zip", world)).rejects.toMatchObject({
    problems: [{ code: "unknown-rendition" }],
  });

  well = true;
  made.length = 0;
  await retryBatch(status.id, world);
  world.jobs.push({ batch: status.id, generation: 2 });
  await runJobs(world);
  expect(made).toEqual(["zip 3"]);
  const again = (await readBatch(status.id, world)) as PresentBatch;
  expect(again).toMatchObject({ state: "ready", generation: 2, totals: { incomplete: { items: 1, again: 0 } } });
  expect((await itemsOf(status.id, 2, 1, world))[2]).toMatchObject({
    in: 1,
    renditions: [
      { form: "html", in: 1 },
      { form: "zip", in: 2 },
    ],
  });
  const { key } = await findItemForm(again, "item-3", "zip", world);
  expect((await world.store.get(key))?.body).toEqual(formOf("zip", 3));
  // Nothing is left that a retry could make.
  expect(await retryBatch(status.id, world)).toMatchObject({ created: false });
});

test.each([false, true])(
  "the archive has each PDF, and after it its forms, the same twice; packs: %s",
  async (packs) => {
    const bodies: Uint8Array[] = [];
    for (let turn = 0; turn < 2; turn += 1) {
      const clock = new FakeClock();
      const store = new FaultyStore(withPacks(new MemoryObjectStore(clock)));
      const world = fakeBatchWorld(soundRows(12), { packs, clock, store, ...archives({ store }) });
      const { totals } = await ended(asked({ output: "zip" }), world);
      bodies.push((await store.get(totals!.output!.files[0]!.key))!.body);
    }
    expect(bodies[0]).toEqual(bodies[1]);
    const text = Buffer.from(bodies[0]!).toString("latin1");
    // The directory comes last, and names each file once.
    const directory = text.slice(text.indexOf("PK\u0001\u0002"));
    const names = [...directory.matchAll(/item-\d+(?:-figures)?\.(?:pdf|html|zip)/g)].map(([name]) => name);
    expect(names).toEqual(
      Array.from({ length: 12 }, (_, at) => [
        `item-${at + 1}.pdf`,
        `item-${at + 1}.html`,
        `item-${at + 1}-figures.zip`,
      ]).flat(),
    );
    expect(text).toContain(Buffer.from(formOf("zip", 12)).toString("latin1"));
  },
);

test("a process that dies at each of its writes loses no letter and no form", async () => {
  let deaths = 0;
  for (let left = 0; ; left += 1) {
    const clock = new FakeClock();
    const bare = new MemoryObjectStore(clock);
    const batch = asked();
    const mortal = new MortalStore(bare, left, left % 2 === 0);
    const first = fakeBatchWorld(soundRows(12), { clock, store: new FaultyStore(mortal) });
    await (async () => ended(batch, first))().catch((error: unknown) => {
      if (!(error instanceof Death) && !mortal.dead) throw error;
    });
    if (!mortal.dead) break;
    deaths += 1;
    clock.time += 60 * 60_000;
    const next = fakeBatchWorld(soundRows(12), { clock, store: new FaultyStore(bare) });
    await requestBatch(batch, next);
    next.jobs.push({ batch: batch.id, generation: 1 });
    await runJobs(next);
    await sweepBatches(next, { requeue: (jobs) => void next.jobs.push(...jobs) });
    await runJobs(next);
    expect(await readBatch(batch.id, next), `${left} writes`).toMatchObject({
      state: "ready",
      generation: 1,
      counts: { ready: 12, failed: 0 },
    });
    for (let number = 1; number <= 12; number += 1) {
      expect((await bare.get(itemKey(batch.id, 1, `item-${number}`)))?.body).toEqual(pdfOf(number).pdf);
      for (const form of renditions)
        expect((await bare.get(itemFormKey(batch.id, 1, `item-${number}`, form)))?.body).toEqual(formOf(form, number));
    }
  }
  expect(deaths).toBeGreaterThan(40);
});

test("a form that ends its process each time fails alone: the letter stays", async () => {
  const world = fakeBatchWorld(soundRows(10));
  const { id } = asked();
  await requestBatch(asked(), world);
  await runJob({ batch: id, generation: 1 }, world);
  for (let death = 1; death <= 3; death += 1) {
    const died = Promise.withResolvers<void>();
    const makeRendition: BatchWorld["makeRendition"] = async ({ form, accepted, printed }) => {
      if (accepted.parameters["number"] !== 7) return fakeRendition(form, printed.sha256);
      died.resolve();
      return new Promise(() => {});
    };
    void makePage(id, 1, 1, { ...world, makeRendition });
    await died.promise;
    await letTurn();
    world.clock.time += 120_000;
  }
  await runJobs(world);
  expect(await readBatch(id, world)).toMatchObject({ state: "ready", counts: { ready: 10, failed: 0 } });
  const items = await itemsOf(id, 1, 1, world);
  expect(items[6]).toMatchObject({
    state: "ready",
    renditions: renditions.map((form) => ({ form, final: false, problems: [{ code: "render-lost" }] })),
  });
  expect(items.filter(({ renditions: forms = [] }) => forms.every((each) => "sha256" in each))).toHaveLength(9);
});

test("an attempt hands the rest of a page's forms on when its time is over, and makes none twice", async () => {
  let made = 0;
  const world = fakeBatchWorld(soundRows(10), {
    pageMs: 10_000,
    makeRendition: async ({ form, printed }) => {
      made += 1;
      world.clock.time += 4_000;
      return fakeRendition(form, printed.sha256);
    },
  });
  expect(await ended(asked(), world)).toMatchObject({ state: "ready", counts: { ready: 10 } });
  expect(made).toBe(20);
  // Each part is what one attempt has made.
  expect(world.store.calls.filter((call) => /^put .*-forms\.json/.test(call)).length).toBeGreaterThan(2);
});

test.each([false, true])(
  "a deleted item has no forms any more, also if they are made meanwhile; packs: %s",
  async (packs) => {
    const clock = new FakeClock();
    const store = new FaultyStore(withPacks(new MemoryObjectStore(clock)));
    const world = fakeBatchWorld(soundRows(3), { packs, clock, store });
    const status = await ended(asked(), world);
    await deleteItem(status, "item-2", world);
    await expect(findItemForm(status, "item-2", "html", world)).rejects.toMatchObject({
      problems: [{ code: "item-deleted" }],
    });
    const left = (await store.list(`batches/${status.id}/1/items/`)).objects.map(({ key }) => key);
    expect(left.filter((key) => key.includes("item-2/"))).toEqual([]);
    expect(left.filter((key) => key.includes("item-3/") && !key.endsWith("report.pdf"))).toHaveLength(2);
  },
);
