import type { ObjectStore } from "../../ports.ts";
import { viewsOver } from "../../report/dataset/view/change-views.ts";
import { readGraph } from "../../report/dataset/view/view-graph.ts";
import { lookAtViews, type ViewLook } from "./look-at-views.ts";

/**
 * Whether views of these datasets, or these views, are still being made from what their sources are now: what is
 * printed meanwhile would show a changed dataset beside views of the old one. One that cannot be made is not waited
 * for, nor what is made from it.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function areViewsSettling(store: ObjectStore, names: readonly string[]): Promise<boolean> {
  const graph = await readGraph(store);
  const views = names.flatMap((name) => [...(graph.has(name) ? [name] : []), ...viewsOver(name, graph)]);
  if (views.length === 0) return false;
  const looks = await lookAtViews(store, graph, new Set(views));
  // Many ways may lead to one view: each is judged once.
  const stuck = new Map<string, boolean>();
  const isStuck = ({ name, state, waitsFor }: ViewLook): boolean => {
    const found = stuck.get(name) ?? (state === "failed" || waitsFor.some((view) => isStuck(looks.get(view)!)));
    stuck.set(name, found);
    return found;
  };
  return views.some((view) => {
    const look = looks.get(view)!;
    return look.state === "behind" && !isStuck(look);
  });
}
