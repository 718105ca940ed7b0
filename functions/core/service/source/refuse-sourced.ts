import { BroadsheetError } from "../../errors.ts";
import { placeOfName } from "../../names/name-log.ts";
import { listAll } from "../../paging/list-all.ts";
import type { ObjectStore } from "../../ports.ts";
import { outcomeKey } from "../lifecycle/records/keys.ts";
import { writeRecord } from "../lifecycle/records/parse-record.ts";
import { readLatest } from "../lifecycle/records/read-generation.ts";
import { pullId, pullKind } from "./pull-kind.ts";
import { sourcesPrefix } from "./stored-source.ts";

/**
 * Refuses to delete a dataset, or rows of it, that the next refresh would bring back, or one that is under way still:
 * what it fetched before the source was deleted may be on its way to the dataset.
 *
 * @param now milliseconds since the epoch
 * @throws BroadsheetError `conflict`: `has-a-source`, `refresh-under-way`; `unavailable` if the store fails
 */
export async function refuseSourced(store: ObjectStore, name: string, now: number): Promise<void> {
  if (await hasSource(store, name))
    throw new BroadsheetError("conflict", {
      code: "has-a-source",
      message: `"${name}" is fetched from a source, whose next refresh would bring back what is deleted`,
      where: { dataset: name },
      seen: name,
      hint: `delete the source first (DELETE /sources/${name}), and the rows where they come from`,
    });
  const last = await readLatest(store, pullKind(name), pullId);
  if (last === undefined || last.outcome !== undefined) return;
  const { latest } = last;
  if (latest === undefined || latest.ended !== undefined || latest.until <= now) return;
  throw new BroadsheetError("conflict", {
    code: "refresh-under-way",
    message: `The source of "${name}" is deleted, but a refresh of it is under way, which could bring back what is deleted`,
    where: { dataset: name },
    seen: name,
    hint: `try again when it has ended, by ${new Date(latest.until).toISOString()} at the latest`,
  });
}

/**
 * Refuses a view with the name of a source, whose refreshes store a dataset of that name.
 *
 * @throws BroadsheetError `conflict`, `is-a-source`
 */
export async function refuseSourceName(store: ObjectStore, name: string): Promise<void> {
  if (!(await hasSource(store, name))) return;
  throw new BroadsheetError("conflict", {
    code: "is-a-source",
    message: `"${name}" is a source, whose refreshes store a dataset of that name`,
    where: { dataset: name },
    seen: name,
    hint: "give the view another name",
  });
}

async function hasSource(store: ObjectStore, name: string): Promise<boolean> {
  return (await placeOfName(store, `${sourcesPrefix}${name}`)).version !== undefined;
}

/**
 * Forgets what a source that is gone gave and what was refused of it, since outcomes quote values. The last refresh
 * keeps its number, by which a later source goes on, and that it failed.
 */
export async function forgetPulls(store: ObjectStore, name: string): Promise<void> {
  const kind = pullKind(name);
  const latest = await readLatest(store, kind, pullId);
  if (latest === undefined) return;
  const { outcome, generation, subject } = latest;
  if (outcome?.state === "failed") {
    const problems = outcome.problems.map(({ code }) => ({ code, message: "What was refused is deleted" }));
    await store.put(outcomeKey(subject), writeRecord({ ...outcome, problems }), "application/json");
  }
  const old: string[] = [];
  for await (const { key } of listAll(store, `${kind.root}${pullId}/`))
    if (Number(key.slice(`${kind.root}${pullId}/`.length).split("/")[0]) < generation) old.push(key);
  for (const key of old) await store.delete(key);
}
