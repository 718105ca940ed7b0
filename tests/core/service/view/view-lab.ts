import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { moveName, placeOfName } from "../../../../functions/core/names/name-log.ts";
import type { ObjectStore } from "../../../../functions/core/ports.ts";
import { putView } from "../../../../functions/core/report/dataset/view/change-views.ts";
import { readGraph } from "../../../../functions/core/report/dataset/view/view-graph.ts";
import { followViews } from "../../../../functions/core/service/view/follow-views.ts";
import type { AcceptedRefresh, RefreshJob } from "../../../../functions/core/service/view/refresh-kind.ts";
import { type RefreshWorld, runRefresh } from "../../../../functions/core/service/view/run-refresh.ts";
import { MortalStore } from "../publication/mortal-store.ts";
import { fakeWorld, type FakeWorld } from "../lifecycle/lifecycle-fakes.ts";

/** Views over stored values, whose tables are texts that say from what they were made. */
export interface ViewLab {
  readonly world: RefreshWorld & { readonly clock: FakeWorld["clock"] };
  /** Its user can die. */
  readonly store: MortalStore;
  /** The same store, which outlives everybody. */
  readonly sound: ObjectStore;
  /** Refreshes that wait for somebody. */
  readonly queue: RefreshJob[];
  /** What was made, in order. */
  readonly made: AcceptedRefresh[];
  /** Views that cannot be made: name → which failure. */
  readonly refused: Map<string, Error>;
  /** Called while a table is made. */
  meanwhile: () => Promise<unknown>;
  keepFile(name: string, value: string): Promise<void>;
  view(name: string, sources: readonly string[]): Promise<void>;
  /** Whoever works dies at one of the next calls of the store, see `MortalStore`; Infinity: he lives. */
  dieAt(at: number, committed: boolean): void;
  /** Works until nothing is left to do. */
  settle(): Promise<void>;
  valueOf(name: string): Promise<string | undefined>;
}

export function openViewLab(): ViewLab {
  const base = fakeWorld();
  const sound = base.store.inner;
  const store = new MortalStore(sound);
  const queue: RefreshJob[] = [];
  const made: AcceptedRefresh[] = [];
  const refused = new Map<string, Error>();
  let puts = 0;
  let last = Infinity;
  const { clock } = base;
  // Who is dead does not wait for a store that answers again.
  const sleep = async (ms: number): Promise<void> => {
    if (store.calls > last) throw new Error("it is dead");
    clock.time += ms;
  };
  clock.sleep = sleep;

  const keepValue = async (name: string, value: string): Promise<string> => {
    const version = sha256(value);
    await store.create(`datasets/${name}/${version}/dataset.json`, new TextEncoder().encode(value), "text/plain");
    return version;
  };
  const valueAt = async (name: string, version: string): Promise<string> =>
    new TextDecoder().decode((await sound.get(`datasets/${name}/${version}/dataset.json`))!.body);
  const world: ViewLab["world"] = {
    ...base,
    store,
    started: (job) => void queue.push(job),
    async makeTable(accepted) {
      made.push(accepted);
      const { view, sources } = accepted;
      await lab.meanwhile();
      const failure = refused.get(view);
      if (failure !== undefined) throw failure;
      const values = await Promise.all(
        Object.keys(sources)
          .sort()
          .map(async (source) => `${source}=${await valueAt(source, sources[source]!)}`),
      );
      const text = plain(view, values);
      return { version: await keepValue(view, text), rows: 1 };
    },
  };
  const lab: ViewLab = {
    world,
    store,
    sound,
    queue,
    made,
    refused,
    meanwhile: async () => {},
    dieAt(at, committed) {
      store.dieAt(at, committed);
      last = store.calls + at;
    },
    async keepFile(name, value) {
      await moveName(store, `datasets/${name}`, await keepValue(name, value), "put");
    },
    async view(name, sources) {
      const text = `from: [${sources.join(", ")}]\nselect: SELECT 1 AS n\n`;
      await putView(store, name, text, { cause: `put:${(puts += 1)}`, at: 1 });
    },
    async settle() {
      for (let idle = 0; idle < 2;) {
        await followViews(world, { ...world, requeue: (jobs) => void queue.push(...jobs) });
        idle = queue.length === 0 ? idle + 1 : 0;
        for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
          const result = await runRefresh(job, world);
          if (result.state !== "held") continue;
          world.clock.time = Math.max(world.clock.time, result.until);
          queue.push(job);
        }
      }
    },
    async valueOf(name) {
      const { version } = await placeOfName(sound, `datasets/${name}`);
      return version && (await valueAt(name, version));
    },
  };
  return lab;
}

/** What a view of these sources says: the plain recomputation of the tests uses it too. */
export function plain(view: string, values: readonly string[]): string {
  // Some views see only a part, so that a changed source may leave them as they were.
  return view.endsWith("0")
    ? `${view}(${values.map((value) => value.slice(-1)).join("")})`
    : `${view}(${values.join(",")})`;
}

/** Recomputes every view from the stored values alone. */
export async function recompute(lab: ViewLab): Promise<ReadonlyMap<string, string>> {
  const graph = await readGraph(lab.sound);
  const values = new Map<string, string>();
  const valueOf = async (name: string): Promise<string> => {
    const entry = graph.get(name);
    if (entry === undefined) return (await lab.valueOf(name))!;
    const known = values.get(name);
    if (known !== undefined) return known;
    const parts: string[] = [];
    for (const source of entry.sources) parts.push(`${source}=${await valueOf(source)}`);
    const value = plain(name, parts);
    values.set(name, value);
    return value;
  };
  for (const name of graph.keys()) await valueOf(name);
  return values;
}
