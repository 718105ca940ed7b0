import { isCorrupt, type Problem } from "../../errors.ts";
import { type NamePlace, placeOfName } from "../../names/name-log.ts";
import type { ObjectStore } from "../../ports.ts";
import { type Generation, readLatest } from "../lifecycle/records/read-generation.ts";
import { viewCause } from "../../report/dataset/view/change-views.ts";
import type { ViewEntry, ViewGraph } from "../../report/dataset/view/view-graph.ts";
import { causeOf, refreshKind, type RefreshShapes } from "./refresh-kind.ts";

/**
 * What readers of a view get: `current` is made from what its datasets are now; `behind`, the last complete table,
 * until the next is made; `failed`, the same, since the next cannot be made.
 */
export type ViewState = "current" | "behind" | "failed";

/** A view, and how it stands to its sources. */
export interface ViewLook {
  readonly name: string;
  readonly entry: ViewEntry;
  /** Of its dataset; without a version before the first table is made. */
  readonly place: NamePlace;
  readonly state: ViewState;
  /** Why it failed. */
  readonly problems?: readonly Problem[];
  /** Views among its sources that are not current: nothing is made before they are. */
  readonly waitsFor: readonly string[];
  /** What it is to be made from, or was; absent while it waits, or if a source is gone. */
  readonly wanted?: { readonly cause: string; readonly sources: Readonly<Record<string, string>> };
  /** What came of that so far, if it is not current. */
  readonly refresh?: Generation<RefreshShapes> | undefined;
}

type SeenView = Pick<ViewLook, "name" | "entry" | "place" | "waitsFor">;

/**
 * Looks at views and, for that, at all that they are made from. Each dataset is read once, so that a view which reads
 * another in two ways sees one version of it: only a view whose sources are all current in the same look is to be made.
 * A view fails if a record of it or of its sources is damaged; the others are looked at all the same.
 *
 * @param names views of the graph @default all
 * @returns name → view, those looked at on the way included, sources before what is made from them
 * @throws BroadsheetError `unavailable`
 */
export async function lookAtViews(
  store: ObjectStore,
  graph: ViewGraph,
  names: Iterable<string> = graph.keys(),
): Promise<ReadonlyMap<string, ViewLook>> {
  const files = new Map<string, Promise<NamePlace>>();
  const looks = new Map<string, Promise<ViewLook>>();
  const ended = new Map<string, ViewLook>();
  const fileOf = (name: string): Promise<NamePlace> => {
    const found = files.get(name) ?? placeOfName(store, `datasets/${name}`);
    files.set(name, found);
    return found;
  };
  const look = (name: string, entry: ViewEntry): Promise<ViewLook> => {
    const found = looks.get(name) ?? lookAt(name, entry).then((done) => (ended.set(name, done), done));
    looks.set(name, found);
    return found;
  };
  const lookAt = async (name: string, entry: ViewEntry): Promise<ViewLook> => {
    let seen: SeenView = { name, entry, place: { seq: 0 }, waitsFor: [] };
    try {
      // Its own place first: a move that follows is then refused, whatever the sources have become meanwhile.
      seen = { ...seen, place: await placeOfName(store, `datasets/${name}`) };
      return await compare(seen);
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      return { ...seen, state: "failed", problems: error.problems };
    }
  };
  const compare = async (seen: SeenView): Promise<ViewLook> => {
    const { name, entry, place } = seen;
    const sources = await Promise.all(
      entry.sources.map(async (source) => {
        const view = graph.get(source);
        if (view === undefined) return { source, version: (await fileOf(source)).version, isCurrent: true };
        const { state, place: at } = await look(source, view);
        return { source, version: at.version, isCurrent: state === "current" };
      }),
    );
    const waitsFor = sources.flatMap(({ source, isCurrent }) => (isCurrent ? [] : [source]));
    const known = { ...seen, waitsFor };
    const gone = sources.filter(({ version, isCurrent }) => isCurrent && version === undefined);
    if (gone.length > 0) return { ...known, state: "failed", problems: gone.map(({ source }) => sourceGone(source)) };
    if (waitsFor.length > 0) return { ...known, state: "behind" };
    const pinned = Object.fromEntries(sources.map(({ source, version }) => [source, version!]));
    const wanted = { cause: causeOf(name, entry, pinned), sources: pinned };
    if (place.version !== undefined && place.cause === `${viewCause}${wanted.cause}`)
      return { ...known, wanted, state: "current" };
    const refresh = await readLatest(store, refreshKind(name), wanted.cause);
    const outcome = refresh?.outcome;
    if (outcome?.state === "failed") return { ...known, wanted, refresh, state: "failed", problems: outcome.problems };
    return { ...known, wanted, refresh, state: "behind" };
  };
  await Promise.all([...names].map((name) => look(name, graph.get(name)!)));
  return ended;
}

function sourceGone(source: string): Problem {
  return {
    code: "source-gone",
    message: `There is no dataset "${source}" any more`,
    where: { dataset: source },
    seen: source,
    hint: "store it again, or make the view from something else",
  };
}
