import { parseStored } from "../../errors.ts";
import { placeOfName } from "../../names/name-log.ts";
import type { Clock, ObjectStore } from "../../ports.ts";
import type { RecordRefusal } from "../../report/dataset/contract/judge-version.ts";
import { outcomeIn } from "../event/parse-subject.ts";
import { type DatasetEvent, firstRefusalKey, heldFolder, refusalFolder } from "./dataset-event.ts";

/** Where the store does not notify by itself: what announces the outcomes, see `core/service/event/outbox.ts`. */
export interface DatasetOutbox {
  mark(folder: string, mark: "end"): Promise<void>;
  wake(): void;
}

export interface ContractWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly outbox?: DatasetOutbox | undefined;
}

/** Records each refusal of a file as an event, once. */
export function recordRefusals(world: ContractWorld): RecordRefusal {
  return async ({ dataset, version, checks, problems }) => {
    const { seq } = await placeOfName(world.store, `datasets/${dataset}`);
    const folder = refusalFolder(dataset, version, checks, seq);
    const repeated = !(await isFirst(firstRefusalKey(dataset, seq), folder, world.store));
    await recordEvent(
      folder,
      {
        state: "refused",
        finished: world.clock.now(),
        dataset,
        version,
        kind: "invalid-dataset",
        problems,
        ...(repeated && { repeated }),
      },
      world,
    );
  };
}

/** Whether a refusal is the first since the name moved: of many, only this one is news. */
async function isFirst(key: string, folder: string, store: ObjectStore): Promise<boolean> {
  if (await store.create(key, new TextEncoder().encode(JSON.stringify({ folder })), "application/json")) return true;
  const found = await store.get(key);
  return found === undefined || parseStored<{ readonly folder: string }>(key, found.body).folder === folder;
}

/**
 * Records that a version is held back, once until another one becomes current.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function recordHeld(
  world: ContractWorld,
  dataset: string,
  { version, rows }: { readonly version: string; readonly rows: number },
): Promise<void> {
  const { seq, version: current } = await placeOfName(world.store, `datasets/${dataset}`);
  if (current === version) return;
  const event = { state: "held", finished: world.clock.now(), dataset, version, rows } as const;
  await recordEvent(heldFolder(dataset, version, seq), event, world);
}

/**
 * Records what happened to a dataset, unless it is recorded. Where outcomes are announced by markers, `found.json`
 * comes before the marker, so that nobody takes it for that of a subject that is gone; a crash before the outcome
 * leaves both, and the next to find the same writes it.
 *
 * @returns whether it is new
 * @throws BroadsheetError `unavailable`
 */
export async function recordEvent(
  folder: string,
  event: DatasetEvent,
  { store, outbox }: Pick<ContractWorld, "store" | "outbox">,
): Promise<boolean> {
  const body = new TextEncoder().encode(JSON.stringify(event));
  if (outbox !== undefined) {
    await store.create(`${folder}/found.json`, body, "application/json");
    await outbox.mark(folder, "end");
  }
  const created = await store.create(outcomeIn(folder), body, "application/json");
  outbox?.wake();
  return created;
}
