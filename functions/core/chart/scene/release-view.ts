import { type RunDataflow, releaseDataflow } from "../dataflow/release-dataflow.ts";
import { visitMarks, type SceneMark } from "./scene.ts";

/** A view that has run. */
export interface ReleasedView extends RunDataflow {
  finalize(): void;
}

/**
 * Ends a view and takes it apart, all but its scene: a dataflow takes many times the room of what is drawn. Marks and groups point to it and would keep it until the
 * page is drawn. And V8 puts some objects among the old ones at once, such as a function that is assigned to a property (`list.add = …`) and the hidden class for
 * `Object.create(signals)`: until the next full collection each has what it leads to taken over among the old ones too, although nobody needs either. Whole
 * dataflows were, half of what a briefing left to be collected.
 *
 * @param root of its scene, which stays as it is
 */
export function releaseView(view: ReleasedView, root: SceneMark): void {
  view.finalize();
  visitMarks(root, (mark) => {
    mark.source = undefined;
    if (mark.marktype === "group") for (const group of mark.items) group.context = undefined;
  });
  releaseDataflow(view);
}
