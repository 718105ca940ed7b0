import { visitMarks, type SceneMark } from "./scene.ts";

/** The operators of a view, or of a part of it, as `vega-runtime` keeps them: by id, and by the names of signals, scales and data. */
interface Context {
  readonly nodes: Readonly<Record<string, { _targets?: unknown }>> | null;
  readonly signals: object;
  readonly scales: object;
  readonly data: object;
  readonly fn: object;
  readonly subcontext?: readonly Context[];
}

/** A view that has run. */
export interface ReleasedView {
  readonly _runtime: object;
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
  releaseContext(view._runtime as Context);
  empty(view);
}

function releaseContext(context: Context): void {
  const { nodes, signals, scales, data, fn, subcontext = [] } = context;
  for (const part of subcontext) releaseContext(part);
  for (const operator of Object.values(nodes ?? {})) operator._targets = null;
  for (const table of [nodes, signals, scales, data, fn, context]) if (table !== null) empty(table);
}

function empty(object: object): void {
  for (const name of Object.keys(object)) (object as Record<string, unknown>)[name] = null;
}
