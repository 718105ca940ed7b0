import { BroadsheetError, type Problem } from "../../../errors.ts";
import { assertName } from "../../../names/name.ts";
import { placeOfName } from "../../../names/name-log.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import type { ObjectStore } from "../../../ports.ts";
import { listDatasetVersions } from "../store/list-dataset-names.ts";
import { readStoredProfile } from "../store/read-dataset-profile.ts";
import { readView } from "./parse-view.ts";
import { sourcesOf, type ViewDefinition, viewLimits } from "./view.ts";
import {
  changeGraph,
  type GraphMove,
  keepDefinition,
  readGraph,
  type ViewEntry,
  type ViewGraph,
} from "./view-graph.ts";

/** Cause of a dataset's move to what a view has made: `view:` and the hash of what it was made from. */
export const viewCause = "view:";

/**
 * Gives a view its definition, for the first time or another one. The same text again changes nothing.
 *
 * @param since where the caller saw the view, see `ViewEntry.since`; 0: there was none @default whatever is there
 * @throws BroadsheetError `invalid-request` for the name, the definition, a circle (`view-cycle`), too many views or
 *   too deep ones; `not-found` for a source (`unknown-dataset`); `conflict` if a dataset has the name (`name-taken`) or
 *   somebody has changed the view (`view-changed-meanwhile`); `unavailable`
 */
export async function putView(
  store: ObjectStore,
  name: string,
  text: string,
  { since, ...move }: GraphMove & { readonly since?: number | undefined },
): Promise<ViewEntry> {
  assertName(name, "view");
  const given = readView(text);
  const definition = await keepDefinition(store, text);
  const { at, by } = move;
  const graph = await changeGraph(store, move, async (present, number) => {
    const before = present.get(name);
    if (since !== undefined && since !== (before?.since ?? 0)) throw changedMeanwhile(name, since, before?.since ?? 0);
    if (before?.definition === definition) return present;
    const entry: ViewEntry = {
      definition,
      sources: sourcesOf(given),
      since: number,
      at,
      ...(by !== undefined && { by }),
    };
    await checkView(store, name, given, present);
    return new Map([...present, [name, entry]]);
  });
  return graph.get(name)!;
}

/**
 * Checks that a view may have a definition: its sources exist, it makes no circle, and it stays within the limits.
 *
 * @throws BroadsheetError as `putView`
 */
export async function checkView(
  store: ObjectStore,
  name: string,
  definition: ViewDefinition,
  graph: ViewGraph,
): Promise<void> {
  await refuseTaken(store, name, graph);
  const problems: Problem[] = [];
  const sources = sourcesOf(definition);
  const after: ViewGraph = new Map([...graph, [name, { definition: "", sources, since: 0, at: 0 }]]);
  if (after.size > viewLimits.views)
    problems.push(limit("too-many-views", "There are too many views", after.size, viewLimits.views));
  for (const source of sources) {
    const path = pathTo(name, source, graph);
    if (path !== undefined)
      problems.push({
        code: "view-cycle",
        message: `"${name}" would be made from itself: ${[name, ...path].join(" ← ")}`,
        where: { pointer: pointerOf(definition, source) },
        seen: source,
      });
  }
  if (problems.length === 0) {
    const deepest = Math.max(0, ...[...after.keys()].map(depthIn(after)));
    if (deepest > viewLimits.depth)
      problems.push({
        ...limit("views-too-deep", "Views are made from views too many times over", deepest, viewLimits.depth),
        where: { pointer: "/from" },
      });
  }
  if (problems.length > 0) throw new BroadsheetError("invalid-request", problems);
  await refuseMissing(store, definition, graph);
}

async function refuseMissing(store: ObjectStore, definition: ViewDefinition, graph: ViewGraph): Promise<void> {
  const problems: Problem[] = [];
  for (const source of sourcesOf(definition)) {
    if (graph.has(source) || (await placeOfName(store, `datasets/${source}`)).version !== undefined) continue;
    problems.push({
      code: "unknown-dataset",
      message: `There is no dataset "${source}"`,
      where: { pointer: pointerOf(definition, source), dataset: source },
      seen: source,
    });
  }
  if (problems.length > 0) throw new BroadsheetError("not-found", problems);
}

/** What an interrupted deletion of a view has left is nobody's; versions that are only held back are somebody's. */
async function refuseTaken(store: ObjectStore, name: string, graph: ViewGraph): Promise<void> {
  if (graph.has(name)) return;
  const { version, cause = "" } = await placeOfName(store, `datasets/${name}`);
  const isFree = version === undefined || cause.startsWith(viewCause);
  if (isFree && !(await holdsOther(store, name))) return;
  throw new BroadsheetError("conflict", {
    code: "name-taken",
    message: `There is a dataset "${name}", which is no view`,
    where: { dataset: name },
    seen: name,
    hint: "give the view another name: its own data would be lost to readers",
  });
}

/** Whether a version is stored under the name that no view made. */
async function holdsOther(store: ObjectStore, name: string): Promise<boolean> {
  for (const version of await listDatasetVersions(store, name)) {
    const profile = await readStoredProfile(store, name, version);
    if (profile !== undefined && profile.view !== true) return true;
  }
  return false;
}

/**
 * Takes a view away, which its data do not survive: see `deleteDataset`.
 *
 * @param since as of `putView`
 * @returns whether there was one
 * @throws BroadsheetError `conflict`, `view-is-read`, while another view reads it, `view-changed-meanwhile`
 */
export async function removeView(
  store: ObjectStore,
  name: string,
  { since, ...move }: GraphMove & { readonly since?: number | undefined },
): Promise<boolean> {
  let was = false;
  await changeGraph(store, move, (graph) => {
    const before = graph.get(name);
    if (before === undefined) return graph;
    was = true;
    if (since !== undefined && since !== before.since) throw changedMeanwhile(name, since, before.since);
    refuseRead(name, graph);
    return new Map([...graph].filter(([other]) => other !== name));
  });
  return was;
}

/** The views that read a dataset, directly or by way of others, sorted. */
export function viewsOver(name: string, graph: ViewGraph): readonly string[] {
  const found = new Set<string>();
  const waiting = [name];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
    for (const view of readersOf(next, graph)) {
      if (found.has(view)) continue;
      found.add(view);
      waiting.push(view);
    }
  return [...found].sort();
}

/** The views that read a dataset themselves, sorted. */
export function readersOf(name: string, graph: ViewGraph): readonly string[] {
  return [...graph].flatMap(([view, { sources }]) => (sources.includes(name) ? [view] : [])).sort();
}

/** @throws BroadsheetError `conflict`, `view-is-read`, if a view reads the dataset */
export async function refuseReadByViews(store: ObjectStore, name: string): Promise<void> {
  if ((await store.head("views/log/1.json")) !== undefined) refuseRead(name, await readGraph(store));
}

function refuseRead(name: string, graph: ViewGraph): void {
  const readers = readersOf(name, graph);
  if (readers.length === 0) return;
  throw new BroadsheetError("conflict", {
    code: "read-by-views",
    message: `"${name}" is read by ${readers.map((reader) => `"${reader}"`).join(", ")}`,
    where: { dataset: name },
    seen: readers,
    hint: "delete these views first, or make them from something else",
  });
}

/** How one leads from a source back to a view. */
function pathTo(name: string, source: string, graph: ViewGraph): readonly string[] | undefined {
  const seen = new Set<string>();
  const follow = (at: string): readonly string[] | undefined => {
    if (at === name) return [at];
    if (seen.has(at)) return undefined;
    seen.add(at);
    for (const next of graph.get(at)?.sources ?? []) {
      const rest = follow(next);
      if (rest !== undefined) return [at, ...rest];
    }
    return undefined;
  };
  return follow(source);
}

/** How many views lie over one another, from each down to stored files; the graph has no circle. */
export function depthIn(graph: ViewGraph): (name: string) => number {
  const known = new Map<string, number>();
  const depth = (name: string): number => {
    const entry = graph.get(name);
    if (entry === undefined) return 0;
    const found = known.get(name) ?? 1 + Math.max(0, ...entry.sources.map(depth));
    known.set(name, found);
    return found;
  };
  return depth;
}

function pointerOf({ from }: ViewDefinition, source: string): string {
  const alias = Object.keys(from).find((one) => from[one] === source);
  return alias === undefined || alias === source ? "/from" : pointerTo("/from", alias);
}

function limit(code: string, message: string, seen: number, allowed: number): Problem {
  return { code, message, seen, allowed };
}

function changedMeanwhile(name: string, seen: number, is: number): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "view-changed-meanwhile",
    message: `Somebody has changed the view "${name}" meanwhile`,
    where: { dataset: name },
    seen,
    allowed: is,
    hint: "read the view again",
  });
}
