/**
 * The operators of a view or a part of it, as `vega-runtime` stores them: by id, and by the names of signals, scales
 * and data.
 */
interface Context {
  readonly nodes: Readonly<Record<string, { _targets?: unknown }>> | null;
  readonly signals: object;
  readonly scales: object;
  readonly data: object;
  readonly fn: object;
  readonly subcontext?: readonly Context[];
}

/** What a view runs. */
export interface RunDataflow {
  readonly _runtime: object;
}

/** Takes apart a view's dataflow and then the view, so that they no longer reference anything. */
export function releaseDataflow(view: RunDataflow): void {
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
