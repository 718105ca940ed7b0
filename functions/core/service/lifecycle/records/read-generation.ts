import { BroadsheetError, isCorrupt } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";
import { attemptKey, claimKey, outcomeKey, parseSubjectKey } from "./keys.ts";
import { listAll } from "./list-all.ts";
import { listGenerations } from "./list-generations.ts";
import { parseAttempt, parseClaim, parseOutcome } from "./parse-record.ts";
import type { Attempt, Claim, Outcome } from "./records.ts";
import type { ReportShapes } from "./report-kind.ts";
import { type Kind, type Shapes, type Subject, subjectOf } from "./subject.ts";

/** What exists of one generation of a subject. */
export interface Generation<S extends Shapes = ReportShapes> {
  readonly subject: Subject<S>;
  readonly id: string;
  readonly generation: number;
  /** Attempts started: the highest attempt number. */
  readonly attempts: number;
  readonly claim?: Claim<S["accepted"]> | undefined;
  /** The latest attempt; not read when there is an outcome. */
  readonly latest?: Attempt<S["progress"]> | undefined;
  readonly outcome: Outcome<S["ready"]> | undefined;
  /** Set when the claim or the latest attempt cannot be read, so the generation cannot continue. */
  readonly corrupt?: BroadsheetError;
}

/**
 * Reads what exists of a generation, with one listing and at most two reads.
 *
 * @returns `undefined` if nothing exists
 * @throws BroadsheetError `unavailable`; `damaged` if the outcome cannot be read
 */
export async function readGeneration<S extends Shapes>(
  store: ObjectStore,
  subject: Subject<S>,
): Promise<Generation<S> | undefined> {
  if (subject.kind.broad === true) return readBroad(store, subject);
  const names: string[] = [];
  for await (const { key } of listAll(store, subject.folder)) names.push(key.slice(subject.folder.length));
  return names.length === 0 ? undefined : readRecords(store, subject, names);
}

/**
 * Reads the latest generation of what an id names, as `readGeneration` does.
 *
 * @throws BroadsheetError `unavailable`; `damaged` if the outcome cannot be read
 */
export async function readLatest<S extends Shapes>(
  store: ObjectStore,
  kind: Kind<S>,
  id: string,
): Promise<Generation<S> | undefined> {
  if (kind.broad === true) {
    const last = (await listGenerations(kind, id, { store })).at(-1);
    return last === undefined ? undefined : readBroad(store, subjectOf(kind, id, last));
  }
  const names = new Map<number, string[]>();
  for await (const { key } of listAll(store, `${kind.root}${id}/`)) {
    const parsed = parseSubjectKey(kind, key);
    if (parsed === undefined) continue;
    names.set(parsed.generation, [...(names.get(parsed.generation) ?? []), parsed.rest]);
  }
  // By number: as text, 10 sorts before 9.
  const generation = Math.max(0, ...names.keys());
  return generation === 0 ? undefined : readRecords(store, subjectOf(kind, id, generation), names.get(generation)!);
}

/** Reads a generation without listing its whole folder. */
async function readBroad<S extends Shapes>(
  store: ObjectStore,
  subject: Subject<S>,
): Promise<Generation<S> | undefined> {
  const prefix = `${subject.folder}attempts/`;
  const attempts: string[] = [];
  for await (const { key } of listAll(store, prefix)) attempts.push(key.slice(subject.folder.length));
  const found = await readRecords(store, subject, [...attempts, subject.kind.outcome]);
  const exists =
    attempts.length > 0 || found.claim !== undefined || found.outcome !== undefined || found.corrupt !== undefined;
  return exists ? found : undefined;
}

/** @param names of the objects in the subject's folder */
async function readRecords<S extends Shapes>(
  store: ObjectStore,
  subject: Subject<S>,
  names: readonly string[],
): Promise<Generation<S>> {
  const { kind, id, generation } = subject;
  const attempts = Math.max(0, ...names.map((name) => Number(/^attempts\/(\d+)\.json$/.exec(name)?.[1] ?? 0)));
  const finished = names.includes(kind.outcome);
  const [outcome, claim, latest] = await Promise.all([
    finished ? read(store, outcomeKey(subject), kind, parseOutcome<S>) : undefined,
    read(store, claimKey(subject), kind, parseClaim<S>),
    (finished && kind.broad !== true) || attempts === 0
      ? undefined
      : read(store, attemptKey(subject, attempts), kind, parseAttempt<S>),
  ]);
  if (outcome instanceof BroadsheetError) throw outcome;
  return {
    subject,
    id,
    generation,
    attempts,
    outcome,
    ...(claim instanceof BroadsheetError ? { corrupt: claim } : { claim }),
    ...(latest instanceof BroadsheetError ? { corrupt: latest } : { latest }),
  };
}

/** Reads a record: `undefined` if it does not exist, and the error as a value if it cannot be read. */
async function read<K, T>(
  store: ObjectStore,
  key: string,
  kind: K,
  parse: (kind: K, key: string, body: Uint8Array) => T,
): Promise<T | BroadsheetError | undefined> {
  try {
    const object = await store.get(key);
    return object && parse(kind, key, object.body);
  } catch (error) {
    if (isCorrupt(error)) return error;
    throw error;
  }
}
