import {
  type HandedForm,
  type HandedItem,
  type Handover,
  type Handovers,
  handoverKey,
} from "../../delivery/records/handover.ts";
import type { LifecycleWorld } from "../../lifecycle/lifecycle-world.ts";
import { isMade, type ReadyItem } from "../batch.ts";
import { itemFormKey, itemKey, manifestKey } from "../records/batch-keys.ts";
import { listRemoved } from "../records/list-removed.ts";
import { readBatchClaim, readBatchOutcome } from "../records/read-batch.ts";
import { readPlan } from "../records/read-plan.ts";
import { readJson } from "../records/stored-json.ts";
import { walkPages } from "../records/walk-pages.ts";

type World = Pick<LifecycleWorld, "store" | "clock">;

/** Opens what batches hand over to letters and copies: from their own records, or from that which an edition keeps. */
export function openHandovers(world: World): Handovers {
  return {
    find: async (subject) => {
      if (subject.kind === "batch") return handoverOf(subject.id, subject.generation, world);
      return subject.kind === "edition" ? readJson<Handover>(world.store, handoverKey(subject)) : undefined;
    },
    itemsOf: ({ batch, generation }, page) => itemsOf(batch, generation, page, world),
  };
}

/**
 * What a batch that is ready hands over.
 *
 * @returns undefined if it is not ready
 * @throws BroadsheetError `unavailable`
 */
export async function handoverOf(batch: string, generation: number, world: World): Promise<Handover | undefined> {
  const [claim, outcome, plan] = await Promise.all([
    readBatchClaim(batch, generation, world),
    readBatchOutcome(batch, generation, world),
    readPlan(batch, generation, world),
  ]);
  if (claim === undefined || outcome?.state !== "ready" || plan?.state !== "ready") return undefined;
  const key = manifestKey(batch, generation);
  const [manifest] = (await world.store.list(key, { limit: 1 })).objects;
  return {
    batch,
    generation,
    since: claim.accepted.since ?? claim.created,
    pages: plan.pages,
    mapped: Object.keys(claim.accepted.map),
    single: claim.accepted.output === "files",
    files: [
      ...(outcome.output?.files ?? []),
      ...(manifest === undefined
        ? []
        : [{ key, name: "manifest.csv", bytes: manifest.size, contentType: "text/csv; charset=utf-8" }]),
    ],
  };
}

async function itemsOf(batch: string, generation: number, page: number, world: World): Promise<readonly HandedItem[]> {
  const removed = await listRemoved(batch, generation, world);
  const handed: HandedItem[] = [];
  for await (const { items } of walkPages(batch, generation, [page], true, world)) {
    for (const item of items) {
      if (item.state !== "ready" || removed.has(item.name)) continue;
      const { row, name, id, title, pages, letter } = item;
      handed.push({
        row,
        name,
        id,
        title,
        pages,
        key: itemKey(batch, item.in ?? generation, name),
        parameters: letter?.parameters ?? {},
        cells: letter?.cells ?? {},
        forms: formsOf(item, batch),
      });
    }
  }
  return handed;
}

function formsOf({ name, renditions = [] }: ReadyItem, batch: string): readonly HandedForm[] {
  return renditions.map((each) =>
    isMade(each)
      ? {
          form: each.form,
          key: itemFormKey(batch, each.in, name, each.form),
          bytes: each.bytes,
          sha256: each.sha256,
        }
      : { form: each.form, fault: each.problems.map(({ message }) => message).join("; ") },
  );
}
