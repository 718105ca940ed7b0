import { addCosts, attemptCost } from "../../lifecycle/attempt/attempt-cost.ts";
import { runAttempt } from "../../lifecycle/attempt/run-attempt.ts";
import type { Rendering } from "../../lifecycle/lifecycle-world.ts";
import { persist } from "../../lifecycle/persist.ts";
import type { Cost } from "../../lifecycle/records/records.ts";
import { writeOutcome } from "../../lifecycle/records/write-outcome.ts";
import { BroadsheetError } from "../../../errors.ts";
import { type AcceptedBatch, type FailedItem, isIncomplete, isMade, lacksForms, tolerated } from "../batch.ts";
import { tooManyFailures } from "../too-many-failures.ts";
import type { BatchWorld, OutputItem } from "../batch-world.ts";
import { batchOf, type BatchReady, endOf, type EndShapes } from "../records/batch-kinds.ts";
import { itemFormKey, itemKey, manifestKey } from "../records/batch-keys.ts";
import { packKey } from "../pack/pack-keys.ts";
import { PackReader } from "../pack/pack-reader.ts";
import { failBatch } from "../records/fail-batch.ts";
import { listRemoved } from "../records/list-removed.ts";
import { readBatchClaim, readBatchOutcome } from "../records/read-batch.ts";
import { readPlan } from "../records/read-plan.ts";
import { walkPages } from "../records/walk-pages.ts";
import { manifestHeader, manifestLines } from "./manifest-lines.ts";

/**
 * Makes one attempt at the last step of a batch whose pages are all done: adds up their results, writes the manifest
 * and the output, and then the outcome of the batch. If the step has its outcome and the batch has not, since a process
 * died between the two, only that is left.
 *
 * @throws BroadsheetError `unavailable`: try again
 */
export async function endBatch(id: string, generation: number, world: BatchWorld): Promise<Rendering<BatchReady>> {
  if ((await persist(world, Infinity, () => readBatchOutcome(id, generation, world))) !== undefined)
    return { state: "absent" };
  let failures: FailedItem[] | undefined;
  const ending = await runAttempt<EndShapes, Omit<BatchReady, "state" | "finished" | "attempts">>(
    endOf(id, generation),
    {
      make: async ({ accepted: { pages } }, attempt, note) => {
        const batch = (await readBatchClaim(id, generation, world))?.accepted;
        if (batch === undefined) throw wasRemoved(id);
        const numbers = Array.from({ length: pages }, (_, index) => index + 1);
        const removed = await listRemoved(id, generation, world);
        failures = [];
        const result = await addUp(batch, walkPages(id, generation, numbers, true, world), removed, failures, note);
        const { sum, incomplete } = result;
        const most = tolerated(batch.tolerate, sum.rows);
        if (sum.failed > most) throw tooManyFailures(sum.failed, sum.rows, most, failures);
        const manifest = new TextEncoder().encode(result.manifest);
        await persist(world, attempt.until, () =>
          world.store.put(manifestKey(id, generation), manifest, "text/csv; charset=utf-8"),
        );
        const items = (): AsyncGenerator<OutputItem> =>
          readyItems(walkPages(id, generation, numbers, true, world), removed, id, generation, world);
        const output =
          batch.output === "files"
            ? undefined
            : await world.makeOutput?.(batch, items, `${batchOf(id, generation).folder}output/`);
        const plan = await persist(world, attempt.until, () => readPlan(id, generation, world));
        const cost = addCosts([result.cost, plan?.state === "ready" ? plan.cost : undefined]);
        return {
          ...sum,
          ...(incomplete.items > 0 && { incomplete }),
          ...(output && { output }),
          ...(cost && { cost }),
        };
      },
      finish: (sum, attempt) => {
        const cost = addCosts([sum.cost, attemptCost(attempt, world).cost]);
        const ended = { finished: world.clock.now(), attempts: attempt.attempt, ...sum, ...(cost && { cost }) };
        return writeOutcome(endOf(id, generation), { state: "ready", ...ended }, world);
      },
    },
    world,
  );
  if (ending.state !== "finished") return ending;
  const { outcome } = ending;
  if (outcome.state === "failed")
    await failBatch(
      id,
      generation,
      outcome,
      outcome.final && (failures ?? (await failedItems(id, generation, world))).every(({ final }) => final),
      world,
    );
  else if (outcome.state === "ready")
    await persist(world, Infinity, () => writeOutcome(batchOf(id, generation), outcome, world));
  return ending;
}

/** The failed items of a batch whose last step was made by another process. */
async function failedItems(id: string, generation: number, world: BatchWorld): Promise<FailedItem[]> {
  const plan = await persist(world, Infinity, () => readPlan(id, generation, world));
  const numbers = Array.from({ length: plan?.state === "ready" ? plan.pages : 0 }, (_, index) => index + 1);
  const failures: FailedItem[] = [];
  for await (const { items } of walkPages(id, generation, numbers, true, world))
    failures.push(...items.filter((item) => item.state === "failed"));
  return failures;
}

type Pages = ReturnType<typeof walkPages>;
type Removed = Awaited<ReturnType<typeof listRemoved>>;

/** What the pages of a batch add up to. */
interface Sum {
  readonly sum: { rows: number; ready: number; failed: number; pages: number; bytes: number };
  /** Ready items that lack a form, and how many of them a retry may complete. */
  readonly incomplete: { items: number; again: number };
  /** The manifest's lines. */
  readonly manifest: string;
  readonly cost: Cost | undefined;
}

/** Adds up the results of all pages, one page at a time. @param failures grows */
async function addUp(
  batch: AcceptedBatch,
  pages: Pages,
  removed: Removed,
  failures: FailedItem[],
  note: (progress: { page: number }) => void,
): Promise<Sum> {
  const sum = { rows: 0, ready: 0, failed: 0, pages: 0, bytes: 0 };
  const incomplete = { items: 0, again: 0 };
  const lines = [manifestHeader];
  let cost: Cost | undefined;
  for await (const { page, items, cost: ofPage } of pages) {
    cost = addCosts([cost, ofPage]);
    for (const item of items) {
      sum.rows += 1;
      if (item.state === "ready") {
        sum.ready += 1;
        sum.pages += item.pages;
        sum.bytes += item.bytes;
        if (!removed.has(item.name)) {
          if (isIncomplete(item, batch)) incomplete.items += 1;
          if (lacksForms(item, batch)) incomplete.again += 1;
        }
      } else {
        sum.failed += 1;
        if (item.state === "failed") failures.push(item);
      }
    }
    lines.push(manifestLines(items, removed));
    note({ page });
  }
  return { sum, incomplete, manifest: lines.join(""), cost };
}

/** The items of the output: those that are ready and not removed. */
async function* readyItems(
  pages: Pages,
  removed: Removed,
  id: string,
  generation: number,
  { store }: Pick<BatchWorld, "store">,
): AsyncGenerator<OutputItem> {
  const packs = new PackReader(store);
  for await (const { page, items } of pages)
    for (const item of items) {
      if (item.state !== "ready" || removed.has(item.name)) continue;
      const { packed, sha256, bytes, name, in: from = generation } = item;
      const key = itemKey(id, from, name);
      const fetch =
        packed && (() => packs.read(packKey(id, from, page, packed.pack), { at: packed.at, bytes, sha256 }, key));
      const forms = (item.renditions ?? [])
        .filter(isMade)
        .map((made) => ({ ...made, key: itemFormKey(id, made.in, name, made.form) }));
      yield { ...item, key, forms, ...(fetch && { fetch }) };
    }
}

function wasRemoved(id: string): BroadsheetError {
  return new BroadsheetError("not-found", { code: "unknown-batch", message: `batch ${id} was removed`, seen: id });
}
