import { BroadsheetError } from "../../errors.ts";
import type { ObjectStore } from "../../ports.ts";
import { attemptKey, claimKey, outcomeKey, parseReportKey, reportPrefix } from "./keys.ts";
import { listAll } from "./list-all.ts";
import { parseAttempt, parseClaim, parseOutcome } from "./parse-record.ts";
import type { Attempt, Claim, Outcome } from "./records.ts";

/** What exists of one generation of a report. */
export interface Generation {
  readonly id: string;
  readonly generation: number;
  /** Renders started: the highest attempt number. */
  readonly attempts: number;
  readonly claim?: Claim | undefined;
  /** The latest attempt; not read when there is an outcome. */
  readonly latest?: Attempt | undefined;
  readonly outcome: Outcome | undefined;
  /** Set when the claim or the latest attempt cannot be read, so the generation cannot continue. */
  readonly corrupt?: BroadsheetError;
}

/**
 * Reads what exists of a report's generation, with one listing and at most two reads.
 *
 * @param generation @default the latest one
 * @returns `undefined` if nothing exists
 * @throws BroadsheetError `unavailable`, code `corrupt-record`, if the outcome cannot be read
 */
export async function readGeneration(store: ObjectStore, id: string, generation?: number): Promise<Generation | undefined> {
  const listed = await listGeneration(store, id, generation);
  if (listed === undefined) return undefined;
  const number = listed.generation;
  const attempts = Math.max(0, ...listed.names.map((name) => Number(/^attempts\/(\d+)\.json$/.exec(name)?.[1] ?? 0)));
  const finished = listed.names.includes("outcome.json");
  const [outcome, claim, latest] = await Promise.all([
    finished ? read(store, outcomeKey(id, number), parseOutcome) : undefined,
    read(store, claimKey(id, number), parseClaim),
    finished || attempts === 0 ? undefined : read(store, attemptKey(id, number, attempts), parseAttempt),
  ]);
  if (outcome instanceof BroadsheetError) throw outcome;
  return {
    id,
    generation: number,
    attempts,
    outcome,
    ...(claim instanceof BroadsheetError ? { corrupt: claim } : { claim }),
    ...(latest instanceof BroadsheetError ? { corrupt: latest } : { latest }),
  };
}

/** Lists the objects of a generation by their names in its folder; by default, of the latest generation. */
async function listGeneration(
  store: ObjectStore,
  id: string,
  wanted?: number,
): Promise<{ generation: number; names: readonly string[] } | undefined> {
  const prefix = wanted === undefined ? reportPrefix(id) : `${reportPrefix(id)}${wanted}/`;
  const names = new Map<number, string[]>();
  for await (const { key } of listAll(store, prefix)) {
    const parsed = parseReportKey(key);
    if (parsed === undefined) continue;
    names.set(parsed.generation, [...(names.get(parsed.generation) ?? []), parsed.rest]);
  }
  // By number: as text, 10 sorts before 9.
  const generation = Math.max(0, ...names.keys());
  return generation === 0 ? undefined : { generation, names: names.get(generation)! };
}

/** Reads a record: `undefined` if it does not exist, and the error as a value if it cannot be read. */
async function read<T>(
  store: ObjectStore,
  key: string,
  parse: (key: string, body: Uint8Array) => T,
): Promise<T | BroadsheetError | undefined> {
  const object = await store.get(key);
  if (object === undefined) return undefined;
  try {
    return parse(key, object.body);
  } catch (error) {
    if (error instanceof BroadsheetError) return error;
    throw error;
  }
}
