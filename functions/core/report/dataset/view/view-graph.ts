import { BroadsheetError, lostObject, parseStored } from "../../../errors.ts";
import { sha256 } from "../../../json/canonical-json.ts";
import { moveNameFrom, placeOfName } from "../../../names/name-log.ts";
import { listAll } from "../../../paging/list-all.ts";
import type { ObjectStore } from "../../../ports.ts";
import { runSideBySide } from "../../../run-side-by-side.ts";
import { readView } from "./parse-view.ts";
import type { ViewDefinition } from "./view.ts";

/*
 * Which views there are is one fact, so that two changes at the same moment cannot make a circle that neither of them
 * would make alone: a log of its own, whose versions are the whole graph.
 *
 *     views/log/{seq}.json, current.json      see `name-log.ts`
 *     views/graphs/{sha256}.json              all views: never changed
 *     views/definitions/{sha256}.yaml         the text of a view, with its author's comments: never changed
 */
const folder = "views";

/** A view as the graph has it. */
export interface ViewEntry {
  /** SHA-256 of its text. */
  readonly definition: string;
  /** Names of the datasets that it reads, each once, sorted. */
  readonly sources: readonly string[];
  /** The number of the change that gave it this definition: the same text put again after a deletion is another. */
  readonly since: number;
  /** When that was, milliseconds since the epoch. */
  readonly at: number;
  readonly by?: { readonly kind: string; readonly name: string };
}

/** Name → view. A map, since a view may be called `constructor`. */
export type ViewGraph = ReadonlyMap<string, ViewEntry>;

/** A change of the graph. */
export interface GraphMove {
  /** `put` or `remove`, and what no other change has. */
  readonly cause: string;
  readonly at: number;
  readonly by?: { readonly kind: string; readonly name: string } | undefined;
}

/** Graphs read at a time. */
const abreast = 16;

/** Attempts while others change views. */
const attempts = 20;

/** The views of a store. @throws BroadsheetError `unavailable` if the record is lost, `damaged` */
export async function readGraph(store: ObjectStore): Promise<ViewGraph> {
  return (await readGraphPlace(store)).graph;
}

/** Every graph that there ever was, in no order, also one that a quicker change kept from being. */
export async function readEveryGraph(store: ObjectStore): Promise<readonly ViewGraph[]> {
  const keys: string[] = [];
  for await (const { key } of listAll(store, `${folder}/graphs/`)) keys.push(key);
  const found: ViewGraph[] = [];
  await runSideBySide(keys, abreast, async (key) => {
    found.push(await readGraphAt(store, key));
  });
  return found;
}

async function readGraphPlace(store: ObjectStore): Promise<{ readonly graph: ViewGraph; readonly seq: number }> {
  const { version, seq } = await placeOfName(store, folder);
  if (version === undefined) return { graph: new Map(), seq };
  return { graph: await readGraphAt(store, graphKey(version)), seq };
}

async function readGraphAt(store: ObjectStore, key: string): Promise<ViewGraph> {
  const object = await store.get(key);
  if (object === undefined) throw lostObject(key, "The record of all views");
  const { views } = parseStored<{ readonly views: readonly (ViewEntry & { readonly name: string })[] }>(
    key,
    object.body,
  );
  return new Map(views.map(({ name, ...entry }) => [name, entry]));
}

/** Whether a name is that of a view. One call of the store where there are no views. */
export async function isView(store: ObjectStore, name: string): Promise<boolean> {
  if ((await store.head(`${folder}/log/1.json`)) === undefined) return false;
  return (await readGraph(store)).has(name);
}

/**
 * Changes the views, whatever others change meanwhile. Repeating the call is safe.
 *
 * @param change makes the next graph from the present one, or returns it if nothing is to change
 * @param change.number the number of this change, for `ViewEntry.since`
 * @returns the graph then
 * @throws BroadsheetError `unavailable`, `contended`; what `change` throws
 */
export async function changeGraph(
  store: ObjectStore,
  { cause, at, by }: GraphMove,
  change: (graph: ViewGraph, number: number) => ViewGraph | Promise<ViewGraph>,
): Promise<ViewGraph> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { graph, seq } = await readGraphPlace(store);
    const next = await change(graph, seq + 1);
    if (next === graph) return graph;
    const views = [...next].map(([name, entry]) => ({ name, ...entry })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const text = JSON.stringify({ views });
    const version = sha256(text);
    await store.create(graphKey(version), new TextEncoder().encode(text), "application/json");
    if (await moveNameFrom(store, folder, seq, { version, cause, at, ...(by !== undefined && { by }) })) return next;
  }
  throw new BroadsheetError("unavailable", {
    code: "contended",
    message: "the views are being changed by others; try again",
  });
}

/** Keeps the text of a definition, which makes no view. @returns its version */
export async function keepDefinition(store: ObjectStore, text: string): Promise<string> {
  const version = sha256(text);
  await store.create(definitionKey(version), new TextEncoder().encode(text), "application/yaml; charset=utf-8");
  return version;
}

/** The definition of a view. @throws BroadsheetError `unavailable` if it is lost */
export async function readDefinition(
  store: ObjectStore,
  version: string,
): Promise<{ readonly text: string; readonly definition: ViewDefinition }> {
  const object = await store.get(definitionKey(version));
  if (object === undefined) throw lostObject(definitionKey(version), "The definition of a view");
  const text = new TextDecoder().decode(object.body);
  return { text, definition: readView(text) };
}

function definitionKey(version: string): string {
  return `${folder}/definitions/${version}.yaml`;
}

function graphKey(version: string): string {
  return `${folder}/graphs/${version}.json`;
}
