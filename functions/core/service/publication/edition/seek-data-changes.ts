import { BroadsheetError, parseStored } from "../../../errors.ts";
import type { Clock, ObjectStore } from "../../../ports.ts";
import { localeFor } from "../../../report/locale/locale-for.ts";
import type { DatasetReference } from "../../../report/request/report-request.ts";
import type { Sought } from "../../delivery/gather-renditions.ts";
import type { Changes } from "../changes/changes.ts";
import type { DataChanges, DatasetDiff } from "../changes/data-changes.ts";
import { dataChangesInWords } from "../changes/data-changes-in-words.ts";
import type { EndedSubject } from "./changes-for-letter.ts";
import { type Edition, isPresentEdition } from "./edition.ts";
import { editionOf } from "./edition-kind.ts";
import { readEdition, readEditionGeneration } from "./read-edition.ts";

/** Longest comparison of all datasets of an edition, ms: a function on AWS has 90 s for one delivery. */
const longestMs = 60_000;

type Pinned = Required<DatasetReference>;

export interface DataChangeWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  /**
   * Compares two versions of a dataset.
   *
   * @param until when to give up, milliseconds since the epoch
   * @throws BroadsheetError of every kind
   */
  diff(from: Pinned, to: Pinned, until: number): Promise<DatasetDiff>;
}

/**
 * Has it found out what changed in the data of an edition since the one before, unless it is, for the letters that say
 * it. All letters of an edition say the same: it is stored once, beside what the edition shows. A dataset that cannot
 * be compared, because a version is gone or the comparison takes too long, is named as not compared.
 *
 * @throws BroadsheetError `unavailable`, `damaged`
 */
export async function seekDataChanges(subject: EndedSubject, world: DataChangeWorld): Promise<Sought> {
  const edition = subject.kind === "edition" ? await editionNamed(subject, world.store) : undefined;
  if (edition === undefined) return { state: "failed", fault: "there is no such edition" };
  const key = keyOf(subject);
  if ((await world.store.head(key)) !== undefined) return { state: "ready" };
  const found = await compare(edition, await editionBefore(edition, world.store), world);
  // The first counts: two letters of one edition do not differ.
  await world.store.create(key, new TextEncoder().encode(JSON.stringify(found)), "application/json");
  return { state: "ready" };
}

/**
 * What changed in the data of an edition since the one before, line by line. Empty for everything else, and where
 * nobody has found it out.
 *
 * @throws BroadsheetError `damaged` if the record cannot be read; `unavailable`
 */
export async function dataChangesForLetter(
  subject: EndedSubject,
  language: string,
  store: ObjectStore,
): Promise<readonly string[]> {
  if (subject.kind !== "edition") return [];
  const key = keyOf(subject);
  const found = await store.get(key);
  return found === undefined ? [] : dataChangesInWords(parseStored<DataChanges>(key, found.body), localeFor(language));
}

function keyOf({ id, generation }: EndedSubject): string {
  const [name = "", edition = ""] = id.split("/");
  return `${editionOf(name, edition, generation).folder}data/changes.json`;
}

async function editionNamed({ id, generation }: EndedSubject, store: ObjectStore): Promise<Edition | undefined> {
  const [name = "", instant = ""] = id.split("/");
  const found = await readEditionGeneration(name, instant, generation, store);
  return isPresentEdition(found) ? found : undefined;
}

/** The edition with which this one was compared when it was published. */
async function editionBefore({ name, id, generation }: Edition, store: ObjectStore): Promise<Edition | undefined> {
  const key = `${editionOf(name, id, generation).folder}changes.json`;
  const found = await store.get(key);
  const before = found && parseStored<Changes>(key, found.body).before;
  const edition = before === undefined ? undefined : await readEdition(name, before, store);
  return isPresentEdition(edition) ? edition : undefined;
}

async function compare(after: Edition, before: Edition | undefined, world: DataChangeWorld): Promise<DataChanges> {
  if (before?.request === undefined || after.request === undefined) return { datasets: [] };
  const until = world.clock.now() + longestMs;
  const datasets = new Map<string, DataChanges["datasets"][number]>();
  for (const [alias, to] of Object.entries(after.request.datasets)) {
    const from = before.request.datasets[alias];
    if (from === undefined || from.version === to.version) continue;
    // Two aliases of one dataset are one change.
    const pair = JSON.stringify([from.name, from.version, to.name, to.version]);
    if (!datasets.has(pair)) datasets.set(pair, await compareOne(from, to, until, world));
  }
  return { before: before.id, datasets: [...datasets.values()] };
}

async function compareOne(
  from: Pinned,
  to: Pinned,
  until: number,
  world: DataChangeWorld,
): Promise<DataChanges["datasets"][number]> {
  try {
    return await world.diff(from, to, until);
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.transient) throw error;
    return { name: to.name, unknown: error.message.slice(0, 300) };
  }
}
