import { BroadsheetError, parseStored } from "../../errors.ts";
import { inTurn } from "../../in-turn.ts";
import type { Logger, StoredObject } from "../../ports.ts";
import { runSideBySide } from "../../run-side-by-side.ts";
import { lapseFolder } from "./dataset-event.ts";
import { readFreshness } from "./door/read-freshness.ts";
import { datasetOf, type FreshnessMark, freshnessPrefix } from "./door/freshness-marks.ts";
import { type ContractWorld, recordEvent } from "./record-event.ts";

export interface FreshnessWorld extends ContractWorld {
  readonly logger: Logger;
}

/** Datasets looked at side by side: a look is mostly a wait for the store. */
const width = 16;

/** When a dataset whose recipe says nothing of freshness any more is looked at again, ms. */
const idleMs = 86_400_000;

/**
 * Finds the datasets that have become stale and records each lapse, once. Any number of ticks may run at once, and none
 * need run in time. A dataset that cannot be read is logged and left to the next minute.
 *
 * @param until when to stop, milliseconds since the epoch
 * @throws BroadsheetError `unavailable` if the marks cannot be listed, and in the end if some datasets failed
 */
export async function tickFreshness(world: FreshnessWorld, until: number): Promise<void> {
  const { store, clock, logger } = world;
  const keys: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(freshnessPrefix, { after });
    keys.push(...page.objects.map(({ key }) => key));
    after = page.next;
  } while (after !== undefined);
  const failed: string[] = [];
  await runSideBySide(inTurn(keys, clock.now()), width, async (key) => {
    const dataset = datasetOf(key);
    if (dataset === undefined || clock.now() >= until) return;
    try {
      await look(key, dataset, world);
    } catch (error) {
      logger.error("the freshness of a dataset could not be found out", { dataset, reason: (error as Error).message });
      failed.push(dataset);
    }
  });
  if (failed.length > 0)
    throw new BroadsheetError("unavailable", {
      code: "datasets-failed",
      message: `the freshness of datasets could not be found out: ${failed.join(", ")}`,
      seen: failed,
      hint: "The log says why; the next tick tries again.",
    });
}

async function look(key: string, dataset: string, world: FreshnessWorld): Promise<void> {
  const { store, clock, logger } = world;
  const mark = await store.get(key);
  const now = clock.now();
  if (mark === undefined || dueOf(key, mark) > now) return;
  const found = await readFreshness(store, dataset);
  if (found === undefined || found.due > now) return await wait(key, mark, found?.due ?? now + idleMs, world);
  const { freshness, version, arrived, seq, due } = found;
  const since = new Date(arrived).toISOString();
  const isNew = await recordEvent(
    lapseFolder(dataset, seq),
    { state: "stale", finished: now, dataset, version, since, freshness },
    world,
  );
  if (isNew) logger.warn("a dataset has become stale", { dataset, since, freshness });
  // What comes from now on stays fresh as long again.
  await wait(key, mark, now + (due - arrived), world);
}

/** Notes when to look again, unless the recipe has changed meanwhile: then the clock looks at the next minute. */
async function wait(key: string, mark: StoredObject, due: number, { store }: FreshnessWorld): Promise<void> {
  const next: FreshnessMark = { due };
  await store.replace(key, new TextEncoder().encode(JSON.stringify(next)), "application/json", mark.etag);
}

function dueOf(key: string, { body }: StoredObject): number {
  const { due } = parseStored<FreshnessMark>(key, body);
  return Number.isFinite(due) ? due : 0;
}
