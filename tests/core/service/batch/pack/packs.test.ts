import { describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import type { ObjectStore } from "../../../../../functions/core/ports.ts";
import { namesKey, tidyKey } from "../../../../../functions/core/service/batch/pack/pack-keys.ts";
import { readPageIndex } from "../../../../../functions/core/service/batch/pack/page-index.ts";
import { withPacks } from "../../../../../functions/core/service/batch/pack/with-packs.ts";
import { makeOutput } from "../../../../../functions/core/service/batch/output/make-output.ts";
import { itemKey, removedPrefix } from "../../../../../functions/core/service/batch/records/batch-keys.ts";
import { pageOf } from "../../../../../functions/core/service/batch/records/batch-kinds.ts";
import { outcomeKey } from "../../../../../functions/core/service/lifecycle/records/keys.ts";
import { openHandovers } from "../../../../../functions/core/service/batch/handover/open-handovers.ts";
import { requestBatch, retryBatch } from "../../../../../functions/core/service/batch/request/request-batch.ts";
import { deleteBatch } from "../../../../../functions/core/service/batch/removal/delete-batch.ts";
import { deleteItem } from "../../../../../functions/core/service/batch/removal/delete-item.ts";
import { type PresentBatch, readBatch } from "../../../../../functions/core/service/batch/status/batch-status.ts";
import { findItem } from "../../../../../functions/core/service/batch/status/find-item.ts";
import { listItems } from "../../../../../functions/core/service/batch/status/list-items.ts";
import { readManifest } from "../../../../../functions/core/service/batch/status/read-manifest.ts";
import { expireBatches } from "../../../../../functions/core/service/batch/sweep/expire-batches.ts";
import { sweepBatches } from "../../../../../functions/core/service/batch/sweep/sweep-batches.ts";
import { checkStore } from "../../../../../functions/local/stored/check-store.ts";
import { putBack } from "../../../../../functions/local/stored/put-back.ts";
import { MortalStore } from "../../event/event-fakes.ts";
import { FakeClock, FaultyStore, makeReport, unavailable } from "../../lifecycle/lifecycle-fakes.ts";
import { acceptedBatch, fakeBatchWorld, type FakeBatchWorld, requestOf, runJobs, soundRows } from "../batch-fakes.ts";

type Given = Parameters<typeof fakeBatchWorld>[1];

/** A store of packs over one in memory, on a clock of its own. */
function packing(rows: number, given: Given = {}): FakeBatchWorld & { readonly bare: MemoryObjectStore } {
  const clock = new FakeClock();
  const bare = new MemoryObjectStore(clock);
  const world = fakeBatchWorld(soundRows(rows), {
    packs: true,
    clock,
    store: new FaultyStore(withPacks(bare)),
    ...given,
  });
  return { ...world, bare };
}

async function make(world: FakeBatchWorld, batch = acceptedBatch()): Promise<PresentBatch> {
  const { status } = await requestBatch(batch, world);
  world.jobs.push({ batch: batch.id, generation: status.generation });
  await runJobs(world);
  return statusOf(batch.id, world);
}

async function statusOf(id: string, world: FakeBatchWorld): Promise<PresentBatch> {
  return (await readBatch(id, world)) as PresentBatch;
}

async function keysOf(store: ObjectStore, prefix: string): Promise<string[]> {
  return (await store.list(prefix, { limit: 10_000 })).objects.map(({ key }) => key);
}

const pdfOf = (number: number): string => new TextDecoder().decode(makeReport(requestOf({ number })).pdf);
const text = (body: Uint8Array | undefined): string | undefined => body && new TextDecoder().decode(body);

/** Whether any object of a store holds the PDF of a row. */
async function holds(store: ObjectStore, number: number): Promise<boolean> {
  const wanted = Buffer.from(pdfOf(number));
  for (const key of await keysOf(store, ""))
    if (Buffer.from((await store.get(key))!.body).includes(wanted)) return true;
  return false;
}

/** Lets time pass in steps, with a sweep after each. */
async function sweepFor(minutes: number, world: FakeBatchWorld): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 5) {
    world.clock.time += 5 * 60_000;
    await sweepBatches(world, { requeue: () => {} });
  }
}

/** A batch without and with packs, both made. */
async function both(rows: number, given: Given = {}, batch = acceptedBatch()) {
  const plain = packing(rows, { ...given, packs: false });
  const packed = packing(rows, given);
  return { plain, packed, before: await make(plain, batch), after: await make(packed, batch) };
}

describe("a batch in packs is the batch that it is without", () => {
  test("its items have the same addresses, hashes and bytes, and its pages one object each", async () => {
    const { plain, packed, before, after } = await both(25);
    expect(await keysOf(packed.bare, `batches/${after.id}/1/items/`)).toEqual([]);
    expect(await keysOf(packed.bare, `batches/${after.id}/1/packs/`)).toHaveLength(3);
    expect(await keysOf(plain.bare, `batches/${before.id}/1/packs/`)).toEqual([]);
    expect(await keysOf(plain.bare, `batches/${before.id}/1/names`)).toEqual([]);
    for (let number = 1; number <= 25; number += 1) {
      const { key, etag } = await findItem(after, `item-${number}`, packed);
      expect(key).toBe((await findItem(before, `item-${number}`, plain)).key);
      expect(text((await packed.store.get(key))!.body)).toBe(pdfOf(number));
      expect(etag).toBe((await plain.store.head(key))!.etag);
      const pieces: Uint8Array[] = [];
      for await (const piece of (await packed.store.getStream(key))!.body) pieces.push(piece);
      expect(Buffer.concat(pieces).toString()).toBe(pdfOf(number));
      expect(text(await packed.store.getRange(key, 1, 4))).toBe("PDF");
    }
    expect(text((await readManifest(after, packed)).body)).toBe(text((await readManifest(before, plain)).body));
    await expect(findItem(after, "item-26", packed)).rejects.toMatchObject({ problems: [{ code: "unknown-item" }] });
    const handed = await openHandovers(packed).itemsOf({ batch: after.id, generation: 1 }, 2);
    expect(handed).toEqual(await openHandovers(plain).itemsOf({ batch: before.id, generation: 1 }, 2));
    expect(await Promise.all(handed.map(async ({ key }) => text((await packed.store.get(key))?.body)))).toEqual(
      handed.map(({ row }) => pdfOf(row)),
    );
  });

  test("its archive has the same bytes, each pack read once", async () => {
    const zipped = acceptedBatch("zipped", { output: "zip" });
    const world = packing(25, { packs: true });
    const plain = makeZip(packing(25, { packs: false }));
    const packed = makeZip(world);
    await make(plain, zipped);
    world.store.calls.length = 0;
    await make(packed, zipped);
    const key = `batches/${zipped.id}/1/output/reports.zip`;
    const zip = (await packed.store.get(key))!;
    expect(zip.body.byteLength).toBeGreaterThan(25 * 64);
    expect(zip.etag).toBe((await plain.store.get(key))!.etag);
    expect(world.store.calls.filter((call) => /^get .*packs/.test(call))).toHaveLength(3);
    expect(world.store.calls.filter((call) => /^get .*items/.test(call))).toEqual([]);
  });

  test("a pack ends where it is full, and a large PDF stays an object of its own", async () => {
    const sizes = [3_000_000, 3_000_000, 3_000_000, 5_000_000, 3_000_000, 100];
    const world = packing(sizes.length, {
      render: async (accepted) => {
        const number = accepted.parameters["number"] as number;
        return makeReport(accepted, String(number).padEnd(sizes[number - 1]!, "."));
      },
    });
    const status = await make(world);
    expect(await keysOf(world.bare, `batches/${status.id}/1/packs/`)).toHaveLength(2);
    expect(await keysOf(world.bare, `batches/${status.id}/1/items/`)).toEqual([itemKey(status.id, 1, "item-4")]);
    for (const [index, size] of sizes.entries()) {
      const { key } = await findItem(status, `item-${index + 1}`, world);
      const { body } = (await world.store.get(key))!;
      expect(text(body)!.slice(0, 6)).toBe(`%PDF ${index + 1}`);
      expect(body.byteLength).toBeGreaterThanOrEqual(size);
    }
  });

  test("what a retry keeps stays where it lies, and can be deleted", async () => {
    let broken = true;
    const world = packing(12, {
      render: async (accepted) => {
        if (broken && accepted.parameters["number"] === 2) throw unavailable("render-crashed");
        return makeReport(accepted);
      },
    });
    const first = await make(world, acceptedBatch("retried", { tolerate: 1 }));
    broken = false;
    await retryBatch(first.id, world);
    world.jobs.push({ batch: first.id, generation: 2 });
    await runJobs(world);
    const status = await statusOf(first.id, world);
    expect(status).toMatchObject({ generation: 2, state: "ready", counts: { ready: 12 } });
    for (let number = 1; number <= 12; number += 1) {
      const { key } = await findItem(status, `item-${number}`, world);
      expect(text((await world.store.get(key))!.body)).toBe(pdfOf(number));
      expect(key).toBe(itemKey(status.id, number === 2 ? 2 : 1, `item-${number}`));
    }
    for (const number of [2, 3]) await deleteItem(status, `item-${number}`, world);
    await sweepFor(60, world);
    for (const number of [2, 3]) expect(await holds(world.bare, number)).toBe(false);
    for (const number of [1, 4, 12]) expect(await holds(world.bare, number)).toBe(true);
    expect((await checkStore(world.store)).findings).toEqual([]);
  });

  test("a batch planned before packs were on stays as it is, and one made before they were off stays readable", async () => {
    const world = packing(25);
    const { status } = await requestBatch(acceptedBatch(), { ...world, packs: false } as FakeBatchWorld);
    world.jobs.push({ batch: status.id, generation: 1 });
    await runJobs({ ...world, packs: false });
    const old = await statusOf(status.id, world);
    for (let number = 1; number <= 25; number += 1)
      expect(text((await world.store.get((await findItem(old, `item-${number}`, world)).key))!.body)).toBe(
        pdfOf(number),
      );
    const made = await make(world, acceptedBatch("later"));
    await deleteItem(made, "item-7", { ...world, packs: false } as FakeBatchWorld);
    expect(text((await world.store.get((await findItem(made, "item-8", world)).key))!.body)).toBe(pdfOf(8));
  });

  test("a store that keeps what is deleted has no packs, since a deletion would leave the bytes", async () => {
    const bare = new MemoryObjectStore();
    const head: ObjectStore["head"] = async (key) => {
      const found = await bare.head(key);
      return found && { ...found, versioned: true };
    };
    const calls: ObjectStore = { ...withPacks(bare), head };
    const world = { ...packing(12, { store: new FaultyStore(calls) }), bare };
    const status = await make(world);
    expect(await keysOf(bare, `batches/${status.id}/1/packs/`)).toEqual([]);
    expect(await keysOf(bare, `batches/${status.id}/1/items/`)).toHaveLength(12);
  });

  test("its items are gone when it is, also for a process that has read them", async () => {
    const world = packing(12);
    const status = await make(world);
    const keys = [1, 5, 12].map((number) => itemKey(status.id, 1, `item-${number}`));
    for (const key of keys) expect(await world.store.head(key)).toBeDefined();
    await deleteBatch(status.id, world, Infinity);
    for (const key of keys) {
      expect(await world.store.head(key)).toBeUndefined();
      expect(await world.store.get(key)).toBeUndefined();
    }
  });

  test("its packs expire with it", async () => {
    const world = packing(12, { retentionMs: 90 * 86_400_000 });
    const status = await make(world);
    await deleteItem(status, "item-3", world);
    world.clock.time += 91 * 86_400_000;
    await sweepBatches(world, { requeue: () => {} });
    expect(await expireBatches(world.clock.time - 90 * 86_400_000, world)).toBe(1);
    await sweepFor(30, world);
    expect(await keysOf(world.bare, "")).toEqual([`batches/${status.id}/1/outcome.json`]);
  });
});

describe("a deletion", () => {
  test("of very many items goes on from sweep to sweep, however short each is", async () => {
    const world = packing(600);
    const { id } = await make(world);
    // Deleted long ago, and still looked for.
    const others = Array.from({ length: 2_400 }, (_, index) => `former-${index}`);
    for (const name of [...Array.from({ length: 600 }, (_, index) => `item-${index + 1}`), ...others])
      await world.bare.put(removedPrefix(id, 1) + name, new Uint8Array(0), "application/octet-stream");
    await world.bare.put(tidyKey(id, 1, "cut-short"), new Uint8Array(0), "application/octet-stream");
    const remove = world.store.delete;
    world.store.delete = async (key) => {
      world.clock.time += 100;
      await remove(key);
    };
    const short = async (sweeps: number): Promise<void> => {
      for (let sweep = 0; sweep < sweeps; sweep += 1) {
        world.clock.time += 5 * 60_000;
        await sweepBatches(world, { requeue: () => {}, until: world.clock.now() + 30_000 });
      }
    };
    await short(12);
    let left = 0;
    for (let page = 1; page <= 60; page += 1) left += (await readPageIndex(id, 1, page, world))?.items.size ?? 0;
    expect(left).toBe(0);
    await short(12);
    expect(await keysOf(world.bare, `batches/${id}/1/packs/`)).toEqual([]);
  });

  test("removes the bytes after fifteen minutes, and until then nobody finds them", async () => {
    const world = packing(10);
    const status = await make(world);
    const { key } = await findItem(status, "item-4", world);
    await deleteItem(status, "item-4", world);
    await expect(findItem(status, "item-4", world)).rejects.toMatchObject({ problems: [{ code: "item-deleted" }] });
    expect(await world.store.head(key)).toBeUndefined();
    expect(await world.store.get(key)).toBeUndefined();
    expect(await holds(world.bare, 4)).toBe(true);
    await sweepFor(10, world);
    expect(await keysOf(world.bare, `batches/${status.id}/1/packs/`)).toHaveLength(2);
    await sweepFor(15, world);
    expect(await holds(world.bare, 4)).toBe(false);
    expect(await keysOf(world.bare, `batches/${status.id}/1/packs/`)).toHaveLength(1);
    expect(await keysOf(world.bare, "pending-batches/")).toEqual([]);
    expect((await listItems(status, { limit: 20 }, world)).items.map(({ state }) => state)).toEqual(
      Array.from({ length: 10 }, (_, index) => (index === 3 ? "deleted" : "ready")),
    );
    expect((await checkStore(world.store)).findings).toEqual([]);
  });

  test.each([true, false])("that dies at any write is finished by a sweep: %s done", async (commits) => {
    for (let left = 0; ; left += 1) {
      const clock = new FakeClock();
      const bare = new MemoryObjectStore(clock);
      const world = { ...packing(10, { clock, store: new FaultyStore(withPacks(bare)) }), bare };
      const status = await make(world);
      const mortal = new MortalStore(withPacks(bare), left, commits);
      await deleteItem(status, "item-4", { ...world, store: mortal } as never as FakeBatchWorld).catch(() => {});
      const begun =
        mortal.dead && left > 0
          ? (await bare.head(`batches/${status.id}/1/removed/item-4`)) !== undefined
          : !mortal.dead;
      for (const minutes of [0, 60]) {
        await sweepFor(minutes, world);
        for (let number = 1; number <= 10; number += 1) {
          const found = await world.store.get(itemKey(status.id, 1, `item-${number}`));
          expect(text(found?.body)).toBe(number === 4 && begun ? undefined : pdfOf(number));
        }
      }
      expect(await holds(bare, 4)).toBe(!begun);
      expect(await keysOf(bare, "pending-batches/")).toEqual([]);
      expect(await keysOf(bare, `batches/${status.id}/1/packs/`)).toHaveLength(1);
      expect((await checkStore(world.store)).findings).toEqual([]);
      if (!mortal.dead) {
        expect(left).toBeGreaterThan(5);
        return;
      }
    }
  });

  test.each([false, true])(
    "that dies between two generations is finished by a sweep: index damaged %s",
    async (spoils) => {
      let broken = true;
      const world = packing(12, {
        render: async (accepted) => {
          if (broken && accepted.parameters["number"] === 2) throw unavailable("render-crashed");
          return makeReport(accepted);
        },
      });
      const first = await make(world, acceptedBatch("retried", { tolerate: 1 }));
      broken = false;
      await retryBatch(first.id, world);
      world.jobs.push({ batch: first.id, generation: 2 });
      await runJobs(world);
      const status = await statusOf(first.id, world);
      world.store.failOn({ method: "put", key: /\/1\/removed\//, committed: false });
      await expect(deleteItem(status, "item-3", world)).rejects.toMatchObject({ kind: "unavailable" });
      if (spoils) await world.bare.put(namesKey(first.id, 2), new Uint8Array(9), "application/octet-stream");
      expect(await holds(world.bare, 3)).toBe(true);
      await sweepFor(60, world);
      expect(await world.store.get(itemKey(first.id, 1, "item-3"))).toBeUndefined();
      expect(await holds(world.bare, 3)).toBe(false);
      expect(text((await world.store.get(itemKey(first.id, 1, "item-4")))?.body)).toBe(pdfOf(4));
    },
  );

  test("removes the pack of an attempt that died, although the page was then made without packs", async () => {
    const world = packing(5);
    const status = await make(world);
    const key = outcomeKey(pageOf(status.id, 1, 1));
    const outcome = JSON.parse(text((await world.bare.get(key))!.body)!) as { items: { packed?: unknown }[] };
    for (const [index, item] of outcome.items.entries()) {
      delete item.packed;
      const { pdf } = makeReport(requestOf({ number: index + 1 }));
      await world.bare.put(itemKey(status.id, 1, `item-${index + 1}`), pdf, "application/pdf");
    }
    await world.bare.put(key, new TextEncoder().encode(JSON.stringify(outcome)), "application/json");
    await deleteItem(status, "item-4", world);
    expect(await holds(world.bare, 4)).toBe(true);
    await sweepFor(60, world);
    expect(await holds(world.bare, 4)).toBe(false);
    expect(text((await world.store.get(itemKey(status.id, 1, "item-5")))?.body)).toBe(pdfOf(5));
    expect(await keysOf(world.bare, "pending-batches/")).toEqual([]);
  });

  test("is finished although a sweep came just when it had begun, and it then died", async () => {
    const world = packing(10);
    const status = await make(world);
    world.store.before("put", /\/removed\//, () => sweepBatches(world, { requeue: () => {} }));
    world.store.failOn({ method: "put", key: /\/packs\//, committed: false });
    await expect(deleteItem(status, "item-4", world)).rejects.toMatchObject({ kind: "unavailable" });
    await sweepFor(60, world);
    expect(await holds(world.bare, 4)).toBe(false);
    expect(await keysOf(world.bare, "pending-batches/")).toEqual([]);
  });

  test.each([1, 2, 3])("loses nothing to others and to sweeps that die at the same time: seed %d", async (seed) => {
    const pick = seededFrom(seed);
    const world = packing(30, {});
    const status = await make(world, acceptedBatch("raced", { pageRows: 15 }));
    const gone = new Set(Array.from({ length: 12 }, () => pick(1, 30)));
    const slow = (left: number): ObjectStore =>
      turning(new MortalStore(withPacks(world.bare), left, left % 2 === 0), pick);
    const kept = Array.from({ length: 30 }, (_, index) => index + 1).filter((number) => !gone.has(number));
    const readAll = async (): Promise<void> => {
      const store = turning(withPacks(world.bare), pick);
      for (let turn = 0; turn < 3; turn += 1)
        for (const number of kept)
          expect(text((await store.get(itemKey(status.id, 1, `item-${number}`)))?.body)).toBe(pdfOf(number));
    };
    const sweeping = async (left: number): Promise<void> => {
      world.clock.time += 16 * 60_000;
      await sweepBatches({ ...world, store: slow(left) } as never as FakeBatchWorld, { requeue: () => {} });
    };
    const done = new Set<number>();
    await Promise.all([
      ...[...gone].map(async (number) => {
        const store = slow(pick(0, 2) > 0 ? 1_000 : pick(3, 8));
        await deleteItem(status, `item-${number}`, { ...world, store } as never as FakeBatchWorld).then(
          () => done.add(number),
          () => {},
        );
      }),
      readAll(),
      sweeping(1_000).catch(() => {}),
      sweeping(pick(1, 6)).catch(() => {}),
      readAll(),
    ]);
    for (const page of [1, 2])
      for (const name of (await readPageIndex(status.id, 1, page, { store: world.bare }))!.items.keys())
        expect(done).not.toContain(Number(name.slice(5)));
    for (const number of gone)
      if ((await world.bare.head(`batches/${status.id}/1/removed/item-${number}`)) === undefined)
        await deleteItem(status, `item-${number}`, world);
    await sweepFor(60, world);
    await readAll();
    for (const number of gone) expect(await holds(world.bare, number)).toBe(false);
    expect(await keysOf(world.bare, `batches/${status.id}/1/packs/`)).toHaveLength(2);
    expect(await keysOf(world.bare, "pending-batches/")).toEqual([]);
    expect((await checkStore(world.store)).findings).toEqual([]);
  });
});

describe("a damaged pack", () => {
  test("is named by the item that it hits, never sent; the others are read", async () => {
    const world = packing(10);
    const status = await make(world);
    await damage(world, 6);
    const { key } = await findItem(status, "item-6", world);
    await expect(world.store.get(key)).rejects.toMatchObject({ kind: "damaged", problems: [{ seen: key }] });
    expect(text((await world.store.get(itemKey(status.id, 1, "item-5")))?.body)).toBe(pdfOf(5));
    expect((await checkStore(world.store)).findings).toMatchObject([{ key, kind: "batch's item", state: "damaged" }]);
    await deleteItem(status, "item-5", world);
    await expect(world.store.get(key)).rejects.toMatchObject({ kind: "damaged" });
    await deleteItem(status, "item-6", world);
    await sweepFor(60, world);
    expect(await holds(world.bare, 5)).toBe(false);
    expect(text((await world.store.get(itemKey(status.id, 1, "item-7")))?.body)).toBe(pdfOf(7));
    expect((await checkStore(world.store)).findings).toEqual([]);
  });

  test("does not keep an item from being put back, or from being deleted after that", async () => {
    const world = packing(10);
    const status = await make(world);
    await damage(world, 6);
    const key = itemKey(status.id, 1, "item-6");
    const right = makeReport(requestOf({ number: 6 })).pdf;
    expect(await putBack(world.store, key, right, "application/pdf")).toBe(true);
    expect(text((await world.store.get(key))?.body)).toBe(pdfOf(6));
    expect((await checkStore(world.store)).findings).toEqual([]);
    await deleteItem(status, "item-6", world);
    expect(await world.store.get(key)).toBeUndefined();
    await sweepFor(60, world);
    expect(await holds(world.bare, 6)).toBe(false);
  });

  test("that is lost says so for each of its items", async () => {
    const world = packing(10);
    const status = await make(world);
    const [key = ""] = (await keysOf(world.bare, "batches/")).filter((one) => one.includes("/packs/"));
    await world.bare.delete(key);
    await expect(world.store.get(itemKey(status.id, 1, "item-6"))).rejects.toMatchObject({ kind: "damaged" });
    await deleteItem(status, "item-6", world);
    expect(await world.store.get(itemKey(status.id, 1, "item-6"))).toBeUndefined();
    expect((await checkStore(world.store)).findings.map(({ key: one }) => one)).toEqual(
      [1, 10, 2, 3, 4, 5, 7, 8, 9].map((number) => itemKey(status.id, 1, `item-${number}`)),
    );
  });
});

/** A world that collects items into an archive. */
const makeZip = (one: FakeBatchWorld) => ({
  ...one,
  makeOutput: (async (_, items, prefix) =>
    makeOutput(items(), {
      kind: "zip",
      store: one.store,
      prefix,
      title: "T",
      producer: "B",
      date: "2026-01-31",
    })) as NonNullable<FakeBatchWorld["makeOutput"]>,
});

/** Turns a bit of the PDF of a row. */
async function damage(world: FakeBatchWorld & { readonly bare: MemoryObjectStore }, number: number): Promise<void> {
  const [key = ""] = await keysOf(world.bare, "batches/").then((keys) => keys.filter((one) => one.includes("/packs/")));
  const { body } = (await world.bare.get(key))!;
  const at = Buffer.from(body).indexOf(pdfOf(number)) + 9;
  await world.bare.put(key, body.with(at, body[at]! ^ 1), "application/octet-stream");
}

function seededFrom(seed: number): (least: number, most: number) => number {
  let state = seed;
  return (least, most) => {
    state = (state * 48_271) % 2_147_483_647;
    return least + Math.floor((state / 2_147_483_647) * (most - least + 1));
  };
}

/** A store whose calls take some turns of the event loop before and after they are carried out. */
function turning(store: ObjectStore, pick: (least: number, most: number) => number): ObjectStore {
  const wait = async (): Promise<void> => {
    for (let turns = pick(0, 3); turns > 0; turns -= 1) await new Promise(setImmediate);
  };
  return new Proxy(store, {
    get:
      (_, name: "get") =>
      async (key: string, ...rest: []) => {
        await wait();
        const result = await store[name](key, ...rest);
        await wait();
        return result;
      },
  });
}
