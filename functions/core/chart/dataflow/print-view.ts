import type { Vega } from "../vega.ts";

interface Operator {
  /** The list of operators to run in which it is. */
  touchedIn?: readonly Operator[];
  skip(state: boolean): void;
}

interface View {
  /** There while operators run. */
  readonly _pulse: object | null;
  _enqueue(operator: Operator): void;
}

type ViewClass = new (runtime: unknown, options: object) => View;
type StreamClass = new (filter: unknown) => object;

let known: ViewClass | undefined;

/**
 * Vega's View without events: nothing is listened to and no timer runs, so that an interactive or
 * animated chart is printed in its initial state, however long its data take to come. Operators that are to run are noted
 * without a table of their ids.
 */
export function printView(vega: Vega): ViewClass {
  const { View, EventStream } = vega as unknown as { readonly View: ViewClass; readonly EventStream: StreamClass };
  known ??= class extends View {
    declare waiting?: Operator[];

    /** What is to be run next; a new list each time. */
    get _touched(): Operator[] {
      return this.waiting!;
    }

    /** The list before is done with: its functions would keep what is in it, see `releaseView`. */
    set _touched(list: Operator[]) {
      if (this.waiting !== undefined) this.waiting.length = 0;
      this.waiting = list;
    }

    events(_source: unknown, _type: string, filter: unknown): object {
      return new EventStream(filter);
    }

    touch(operator: Operator, options?: { readonly skip?: boolean }): this {
      if (this._pulse) this._enqueue(operator);
      else if (operator.touchedIn !== this._touched) {
        operator.touchedIn = this._touched;
        this._touched.push(operator);
      }
      if (options?.skip === true) operator.skip(true);
      return this;
    }
  };
  return known;
}
