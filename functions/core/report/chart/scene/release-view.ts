import { type RunDataflow, releaseDataflow } from "../dataflow/release-dataflow.ts";
import { visitMarks, type SceneMark } from "./scene.ts";

/** A view that has run. */
export interface ReleasedView extends RunDataflow {
  finalize(): void;
}

/**
 * Ends a view and takes it apart, except for its scene: a dataflow takes many times the memory of what is drawn. Marks
 * and groups refer to it, and would keep it until the page is drawn. Moreover, V8 allocates some objects directly in
 * the old generation, such as a function assigned to a property (`list.add = …`) or the hidden class for
 * `Object.create(signals)`. Until the next full collection these keep everything that they reference alive. That
 * included whole dataflows, half of the garbage of a briefing.
 *
 * @param root root of its scene, which stays unchanged
 */
export function releaseView(view: ReleasedView, root: SceneMark): void {
  view.finalize();
  visitMarks(root, (mark) => {
    mark.source = undefined;
    if (mark.marktype === "group") for (const group of mark.items) group.context = undefined;
  });
  releaseDataflow(view);
}
