import { partOf } from "./part-of.ts";

/** A CPU profile as V8 writes it (Chrome DevTools Protocol, Profiler.Profile). */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds. */
  readonly timeDeltas: readonly number[];
}

export interface ProfileParts {
  /** Part of the work → ms of the main thread. */
  readonly parts: ReadonlyMap<string, number>;
  /** Function with its file → its own time, ms; the longest first. */
  readonly functions: readonly (readonly [where: string, ms: number])[];
}

/**
 * Sums a profile up by the parts of the work. The profiler samples by the clock, so on a busy machine each sample
 * includes time in which other programs had the processor. Therefore the sums are scaled to the CPU time of the main
 * thread.
 *
 * @param cpuMs CPU time of the main thread while it was profiled
 * @param runs number of runs in the profile
 */
export function readProfile({ nodes, samples, timeDeltas }: CpuProfile, cpuMs: number, runs: number): ProfileParts {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const partById = new Map<number, string>();
  const partOfNode = (id: number): string => {
    let part = partById.get(id);
    if (part !== undefined) return part;
    const frames: { functionName: string; url: string }[] = [];
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) frames.push(byId.get(at)!.callFrame);
    partById.set(id, (part = partOf(frames)));
    return part;
  };
  const parts = new Map<string, number>();
  const functions = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const ms = (timeDeltas[index] ?? 0) / 1000;
    const { functionName, url, lineNumber } = byId.get(id)!.callFrame;
    const part = partOfNode(id);
    parts.set(part, (parts.get(part) ?? 0) + ms);
    const where =
      url === ""
        ? functionName
        : `${url.replace(/^.*\/(functions|node_modules)\//, "$1/")}:${lineNumber + 1} ${functionName || "(anonymous)"}`;
    functions.set(where, (functions.get(where) ?? 0) + ms);
  }
  const worked = [...parts].reduce(
    (sum, [part, ms]) => (part === "waiting" || part === "profiler" ? sum : sum + ms),
    0,
  );
  const scale = Math.min(1, cpuMs / worked) / runs;
  const scaled = (sums: ReadonlyMap<string, number>): [string, number][] =>
    [...sums].map(([name, ms]) => [name, ms * scale]);
  return { parts: new Map(scaled(parts)), functions: scaled(functions).sort(([, a], [, b]) => b - a) };
}
