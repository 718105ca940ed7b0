import type { Vega } from "../vega.ts";

interface Operator {
  readonly value?: unknown;
  /** The operators that take its value. */
  readonly _targets?: readonly Operator[];
  /** The list of operators to run in which it is. */
  touchedIn?: readonly Operator[];
  skip(state: boolean): void;
}

interface View {
  /** There while operators run. */
  readonly _pulse: object | null;
  _enqueue(operator: Operator): void;
  _getPulse(operator: Operator, encode: unknown): object;
  _resizeView(...sizes: unknown[]): unknown;
  warn(...words: unknown[]): unknown;
  width(): unknown;
  height(): unknown;
}

/** A view for print. */
export interface PrintView {
  /** The operator that runs, or ran last: the one that failed, after a failure. */
  readonly running?: object;
  /** Width and height as the spec gives them, if either is no size: Vega goes on with 0. */
  readonly badSizes?: readonly [width: unknown, height: unknown];
  /** Passes on the warnings of empty extents that no other source of data makes up for. */
  tellEmptyExtents(): void;
}

type ViewClass = new (runtime: unknown, options: object) => View & PrintView;
type ParentClass = new (runtime: unknown, options: object) => View;
type StreamClass = new (filter: unknown) => object;

let known: ViewClass | undefined;

/**
 * Vega's View without events: nothing is listened to and no timer runs, so that an interactive or
 * animated chart is printed in its initial state, however long its data take to come. Operators that are to run are noted
 * without a table of their ids.
 */
export function printView(vega: Vega): ViewClass {
  const { multiextent: MultiExtent } = vega.transforms as unknown as { readonly multiextent: new () => object };
  const { View, EventStream } = vega as unknown as { readonly View: ParentClass; readonly EventStream: StreamClass };
  known ??= class extends View {
    declare waiting?: Operator[];
    declare running?: Operator;
    declare badSizes?: readonly [unknown, unknown];
    declare emptyExtents?: { readonly extent: Operator; readonly words: unknown[] }[];

    /** What is to be run next; a new list each time. */
    get _touched(): Operator[] {
      return this.waiting!;
    }

    /** The list before is done with: its functions would keep what is in it, see `releaseView`. */
    set _touched(list: Operator[]) {
      if (this.waiting !== undefined) this.waiting.length = 0;
      this.waiting = list;
    }

    override _getPulse(operator: Operator, encode: unknown): object {
      this.running = operator;
      return super._getPulse(operator, encode);
    }

    override _resizeView(...sizes: unknown[]): unknown {
      const given = [this.width(), this.height()] as const;
      if (!given.every((size) => typeof size === "number" && size >= 0)) this.badSizes ??= given;
      return super._resizeView(...sizes);
    }

    override warn(...words: unknown[]): unknown {
      if (!String(words[0]).startsWith("Infinite extent") || this.running === undefined) return super.warn(...words);
      (this.emptyExtents ??= []).push({ extent: this.running, words });
      return this;
    }

    tellEmptyExtents(): void {
      const empty = this.emptyExtents ?? [];
      this.emptyExtents = [];
      for (const { extent, words } of empty) if (!isMadeUpFor(extent, MultiExtent)) super.warn(...words);
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

/** Whether every scale that takes in an empty extent has others that are not, as that of a box plot without outliers. */
function isMadeUpFor({ _targets: targets = [] }: Operator, MultiExtent: new () => object): boolean {
  return targets.length > 0 && targets.every((target) => target instanceof MultiExtent && Array.isArray(target.value) && target.value.every(Number.isFinite));
}
