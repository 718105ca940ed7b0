import type { Vega } from "./load-vega.ts";

type ViewClass = new (runtime: unknown, options: object) => object;
type StreamClass = new (filter: unknown) => object;

let known: ViewClass | undefined;

/**
 * Vega's View without events: nothing is listened to and no timer runs, so that an interactive or
 * animated chart is printed in its initial state, however long its data take to come.
 */
export function printView(vega: Vega): ViewClass {
  const { View, EventStream } = vega as unknown as { readonly View: ViewClass; readonly EventStream: StreamClass };
  known ??= class extends View {
    events(_source: unknown, _type: string, filter: unknown): object {
      return new EventStream(filter);
    }
  };
  return known;
}
