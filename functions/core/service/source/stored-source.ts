import { BroadsheetError, lostObject } from "../../errors.ts";
import { sha256 } from "../../json/canonical-json.ts";
import { isName } from "../../names/name.ts";
import { moveNameFrom, placeOfName, readNameLog } from "../../names/name-log.ts";
import type { ObjectStore } from "../../ports.ts";
import { runSideBySide } from "../../run-side-by-side.ts";
import { parseSource } from "./door/parse-source.ts";
import { mostSources, type SourceDefinition } from "./source.ts";

/*
 *     sources/{name}/log/{seq}.json, current.json      see `name-log.ts`
 *     sources/{name}/definitions/{sha256}.yaml         the text of a source, with its author's comments: never changed
 *
 * The log of a source that is gone stays: its next definition has another number.
 */
export const sourcesPrefix = "sources/";

/** A source as it is stored. It has the name of its dataset. */
export interface StoredSource {
  readonly name: string;
  readonly text: string;
  readonly definition: SourceDefinition;
  /** SHA-256 of the text. */
  readonly version: string;
  /** The number of the change that gave it this definition. */
  readonly seq: number;
  /** When that was, milliseconds since the epoch, and who did it. */
  readonly at: number;
  readonly by?: { readonly kind: string; readonly name: string } | undefined;
}

/** A change by somebody who has seen the source. */
export interface SourceMove {
  /** Unlike that of any other change. */
  readonly cause: string;
  readonly at: number;
  readonly by?: { readonly kind: string; readonly name: string } | undefined;
  /** Where the caller saw it; 0: there was none. @default whatever is there */
  readonly seq?: number | undefined;
}

/** Names looked at side by side: a look is mostly a wait for the store. */
const width = 16;

/** Attempts while others change the source. */
const attempts = 10;

/**
 * @returns undefined if there is none
 * @throws BroadsheetError `unavailable`, `damaged`; as `parseSource`, with the source's name, if this release does not
 *   know what another has stored
 */
export async function readSource(store: ObjectStore, name: string): Promise<StoredSource | undefined> {
  const folder = `${sourcesPrefix}${name}`;
  const { version, seq } = await placeOfName(store, folder);
  if (version === undefined) return undefined;
  const key = definitionKey(name, version);
  const [object, [last]] = await Promise.all([
    store.get(key),
    readNameLog(store, folder, { before: seq + 1, limit: 1 }),
  ]);
  if (object === undefined) throw lostObject(key, "The definition of a source");
  const text = new TextDecoder().decode(object.body);
  return { name, text, definition: parseStoredSource(name, text), version, seq, at: last?.at ?? 0, by: last?.by };
}

/** @throws BroadsheetError as `parseSource`, with the name */
function parseStoredSource(name: string, text: string): SourceDefinition {
  try {
    return parseSource(text);
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    const problems = error.problems.map(({ where, ...problem }) => ({
      ...problem,
      where: { ...where, dataset: name },
    }));
    throw new BroadsheetError(error.kind, problems, { cause: error });
  }
}

/** The number of the last change of a source: what `If-Match` compares. */
export async function sequenceOfSource(store: ObjectStore, name: string): Promise<number> {
  return (await placeOfName(store, `${sourcesPrefix}${name}`)).seq;
}

/** The names of all sources, sorted. @throws BroadsheetError `unavailable` */
export async function sourceNames(store: ObjectStore): Promise<readonly string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(sourcesPrefix, { after, delimiter: "/" });
    const names = page.prefixes.map((prefix) => prefix.slice(sourcesPrefix.length, -1)).filter(isName);
    await runSideBySide(names, width, async (name) => {
      if ((await placeOfName(store, `${sourcesPrefix}${name}`)).version !== undefined) found.push(name);
    });
    after = page.next;
  } while (after !== undefined);
  return found.toSorted();
}

/**
 * Gives a source its definition, for the first time or another one. The same text again changes nothing. Repeating the
 * call is safe.
 *
 * @param text parsed before
 * @throws BroadsheetError `conflict`, `source-changed-meanwhile`; `limit-exceeded`, `too-many-sources`; `unavailable`
 */
export async function putSource(store: ObjectStore, name: string, text: string, move: SourceMove): Promise<void> {
  const version = sha256(text);
  await store.create(definitionKey(name, version), new TextEncoder().encode(text), "application/yaml; charset=utf-8");
  await change(store, name, move, async (present) => {
    if (present === version) return undefined;
    if (present === undefined) await assertRoom(store);
    return { version };
  });
}

/**
 * Takes a source away; its dataset stays as it is.
 *
 * @throws BroadsheetError `not-found`, `conflict`, `unavailable`
 */
export async function removeSource(store: ObjectStore, name: string, move: SourceMove): Promise<void> {
  await change(store, name, move, async (present) => {
    if (present === undefined) throw unknownSource(name);
    return { version: present, removed: true as const };
  });
}

async function change(
  store: ObjectStore,
  name: string,
  { cause, at, by, seq: seen }: SourceMove,
  next: (present: string | undefined) => Promise<{ readonly version: string; readonly removed?: true } | undefined>,
): Promise<void> {
  const folder = `${sourcesPrefix}${name}`;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { version, seq } = await placeOfName(store, folder);
    if (seen !== undefined && seen !== (version === undefined ? 0 : seq)) throw changedMeanwhile(name, seen, seq);
    const wanted = await next(version);
    if (wanted === undefined) return;
    if (await moveNameFrom(store, folder, seq, { ...wanted, cause, at, ...(by !== undefined && { by }) })) return;
  }
  throw new BroadsheetError("unavailable", {
    code: "contended",
    message: `the source "${name}" is being changed by others; try again`,
    where: { name },
  });
}

async function assertRoom(store: ObjectStore): Promise<void> {
  const { length } = await sourceNames(store);
  if (length < mostSources) return;
  throw new BroadsheetError("limit-exceeded", {
    code: "too-many-sources",
    message: "There are as many sources as may exist",
    seen: length,
    allowed: mostSources,
  });
}

export function unknownSource(name: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "unknown-source",
    message: `There is no source "${name}"`,
    where: { dataset: name },
    seen: name,
  });
}

function changedMeanwhile(name: string, seen: number, is: number): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "source-changed-meanwhile",
    message: `Somebody has changed the source "${name}" meanwhile`,
    where: { dataset: name },
    seen,
    allowed: is,
    hint: "read the source again",
  });
}

function definitionKey(name: string, version: string): string {
  return `${sourcesPrefix}${name}/definitions/${version}.yaml`;
}
