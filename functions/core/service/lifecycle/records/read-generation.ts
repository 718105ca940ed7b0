import { BroadsheetError, isCorrupt } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";
import { attemptKey, claimKey, outcomeKey, parseSubjectKey } from "./keys.ts";
import { listAll } from "../../../paging/list-all.ts";
import { listGenerations } from "./list-generations.ts";
import { parseAttempt, parseClaim, parseOutcome } from "./parse-record.ts";
import { type Attempt, type Claim, isGone, type Outcome } from "./records.ts";
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

/** Generations of an ended subject that are looked for one after the other, before its folder is listed. */
const mostFollowed = 4;

/**
 * Reads the latest generation of what an id names, as `readGeneration` does.
 *
 * @param isKept whether the store still keeps all of a generation claimed then, so that none which follows lies behind
 *   a gap. With it, a generation that has ended is read without a listing, which on S3 costs as much as a dozen reads
 * @throws BroadsheetError `unavailable`; `damaged` if the outcome cannot be read
 */
export async function readLatest<S extends Shapes>(
  store: ObjectStore,
  kind: Kind<S>,
  id: string,
  isKept?: (created: number) => boolean,
): Promise<Generation<S> | undefined> {
  const ended = isKept && kind.broad !== true ? await readEnded(store, kind, id, isKept) : undefined;
  if (ended !== undefined) return ended;
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

/**
 * Reads the latest generation if it has ended, by the keys of its records. A generation is claimed only once the one
 * before it has an outcome, and is removed only after the one before it: so the first ended generation without a
 * successor is the latest.
 *
 * @returns `undefined` if only a listing can tell
 */
async function readEnded<S extends Shapes>(
  store: ObjectStore,
  kind: Kind<S>,
  id: string,
  isKept: (created: number) => boolean,
): Promise<Generation<S> | undefined> {
  let claim: Claim<S["accepted"]> | BroadsheetError | undefined;
  for (let generation = 1; generation <= mostFollowed; generation += 1) {
    const subject = subjectOf(kind, id, generation);
    // Alone, since most subjects that have no outcome yet need a listing all the same.
    const outcome = await read(store, outcomeKey(subject), kind, parseOutcome<S>);
    if (outcome === undefined || outcome instanceof BroadsheetError) return undefined;
    const [own, next] = await Promise.all([
      claim ?? read(store, claimKey(subject), kind, parseClaim<S>),
      read(store, claimKey(subjectOf(kind, id, generation + 1)), kind, parseClaim<S>),
    ]);
    if (own === undefined || own instanceof BroadsheetError || next instanceof BroadsheetError) return undefined;
    if (next === undefined) {
      if (isGone(outcome) || !isKept(own.created)) return undefined;
      return { subject, id, generation, attempts: outcome.attempts, outcome, claim: own };
    }
    claim = next;
  }
  return undefined;
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

/** Records by the bytes they were parsed from: a store that keeps what is written once returns the same each time. */
const parsedBefore = new WeakMap<Uint8Array, object>();

/** Reads a record: `undefined` if it does not exist, and the error as a value if it cannot be read. */
async function read<K, T extends object>(
  store: ObjectStore,
  key: string,
  kind: K,
  parse: (kind: K, key: string, body: Uint8Array) => T,
): Promise<T | BroadsheetError | undefined> {
  try {
    const object = await store.get(key);
    if (object === undefined) return undefined;
    // A key has one kind of record, so one function parses its bytes.
    const known = parsedBefore.get(object.body) as T | undefined;
    if (known !== undefined) return known;
    const record = parse(kind, key, object.body);
    parsedBefore.set(object.body, record);
    return record;
  } catch (error) {
    if (isCorrupt(error)) return error;
    throw error;
  }
}
