import type { Vega } from "../vega.ts";

interface Operator {
  readonly value?: unknown;
  /** The operators that use its value. */
  readonly _targets?: readonly Operator[];
}

interface View {
  _getPulse(operator: Operator, encode: unknown): object;
  _resizeView(...sizes: unknown[]): unknown;
  warn(...words: unknown[]): unknown;
  width(): unknown;
  height(): unknown;
}

/** A view for print. */
export interface PrintView {
  /** The operator that is running or ran last; after a failure, the one that failed. */
  readonly running?: object;
  /** Width and height from the spec, if either is not a valid size: Vega continues with 0. */
  readonly badSizes?: readonly [width: unknown, height: unknown];
  /** Passes on warnings of empty extents, unless another data source fills the scale. */
  tellEmptyExtents(): void;
}

type ViewClass = new (runtime: unknown, options: object) => View & PrintView;
type ParentClass = new (runtime: unknown, options: object) => View;
type StreamClass = new (filter: unknown) => object;

let known: ViewClass | undefined;

/**
 * Vega's View without events: it listens to nothing and runs no timer, so an interactive or animated chart is printed
 * in its initial state, however long its data takes to load.
 */
export function printView(vega: Vega): ViewClass {
  const { multiextent: MultiExtent } = vega.transforms as unknown as { readonly multiextent: new () => object };
  const { View, EventStream } = vega as unknown as { readonly View: ParentClass; readonly EventStream: StreamClass };
  known ??= class extends View {
    declare waiting?: Operator[];
    declare running?: Operator;
    declare badSizes?: readonly [unknown, unknown];
    declare emptyExtents?: { readonly extent: Operator; readonly words: unknown[] }[];

    /** The operators to run next; a new list each time. */
    get _touched(): Operator[] {
      return this.waiting!;
    }

    /** The previous list is discarded: its functions would keep its members alive, see `releaseView`. */
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
  };
  return known;
}

/** Whether every scale with an empty extent also has one that is not empty, as in a box plot without outliers. */
function isMadeUpFor({ _targets: targets = [] }: Operator, MultiExtent: new () => object): boolean {
  return (
    targets.length > 0 &&
    targets.every(
      (target) => target instanceof MultiExtent && Array.isArray(target.value) && target.value.every(Number.isFinite),
    )
  );
}
