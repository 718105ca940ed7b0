import type { ObjectStore } from "../../../ports.ts";
import { viewsOver } from "./change-views.ts";
import { readEveryGraph, type ViewGraph } from "./view-graph.ts";

/**
 * The names of views that once read a dataset, directly or by way of others, and do not now: they were changed or
 * deleted. Their earlier tables may have its rows. Such a name may be that of an ordinary dataset by now.
 *
 * @param graph the views of now
 */
export async function formerViewsOver(name: string, graph: ViewGraph, store: ObjectStore): Promise<readonly string[]> {
  const now = new Set([name, ...viewsOver(name, graph)]);
  const ever = new Set((await readEveryGraph(store)).flatMap((one) => viewsOver(name, one)));
  return [...ever].filter((view) => !now.has(view)).sort();
}
