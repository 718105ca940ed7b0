import type { PageNumbering } from "../../document/page-numbering.ts";
import type { Warning } from "../../../errors.ts";
import { chainItems, flowStart, type Chain, type Float, type Item } from "./chain-items.ts";
import type { PagePlan, PageResult, PageStart, PageWork, Waiting } from "./filled-page.ts";
import { findIntroduction } from "./find-introduction.ts";
import { PageBuilder, type PageFrame } from "./page-builder.ts";
import { PageNotes } from "./page-notes.ts";
import type { Slice } from "../slice.ts";
import { stackHeight } from "../stack-slices.ts";

/** Headings of this level or above end the section of a float at any level. */
const chapterLevel = 2;
/** Largest hole, as a share of a page, left to keep a short introduction with its figure. */
const introductionHole = 1 / 3;
/** A hole of this share of a page is worth squeezing the spaces between blocks. */
const noticedHole = 1 / 12;
/** Columns that may break begin on a page only if so much of it is free. */
const columnsStart = 1 / 4;

/**
 * Fills a page from top to bottom. It ends where the rules of the slices allow it. A float that does not fit waits for
 * the next page while the text of its section goes on; no later float and no later section passes it.
 *
 * @param tight whether spaces between blocks shrink wherever one more block then fits
 * @returns the page, which can be taken back
 */
export function fillPage(work: PageWork, start: PageStart, tight: boolean, plan: PagePlan = {}): PageResult {
  return new Distributor(work, start, tight).fill(plan);
}

/** Why a page ends. */
interface Ending {
  /** The next item does not fit, or nothing is left but floats that wait. */
  readonly full: boolean;
  /** Nothing follows. */
  readonly last?: boolean;
  /** Begins on the next page. */
  readonly numbering?: PageNumbering | undefined;
  readonly forced?: boolean;
}

type ItemOf<K extends Item["kind"]> = Extract<Item, { kind: K }>;

/** Distributes items onto one page: a method for each kind takes the item, or says why the page ends before it. */
class Distributor {
  readonly #work: PageWork;
  readonly #start: PageStart;
  readonly #tight: boolean;
  readonly #notes: PageNotes;
  readonly #waiting: Waiting[];
  readonly #warnings: Warning[] = [];
  /** Where the page begins in the log of changes to the items. */
  readonly #mark: number;
  #page: PageBuilder;
  #at: number;
  #owner: number;
  #level: number;
  #turned: boolean;
  #numbering: PageNumbering | undefined;
  #forced: boolean;
  #blocked: Float | undefined;
  #moved = 0;

  constructor(work: PageWork, start: PageStart, tight: boolean) {
    this.#work = work;
    this.#start = start;
    this.#tight = tight;
    this.#notes = new PageNotes(work.notes, work.printedNotes);
    this.#waiting = [...start.waiting];
    this.#mark = work.items.mark();
    this.#at = start.at;
    this.#owner = start.owner;
    this.#level = start.level;
    this.#turned = start.turned;
    this.#numbering = start.numbering;
    this.#forced = start.forced;
    this.#page = this.#openPage();
  }

  fill({ move }: PagePlan): PageResult {
    const { items } = this.#work;
    if (move !== undefined) items.move(move.item, move.before);
    this.#placeWaiting();
    for (;;) {
      const item = items.list[this.#at];
      const waits = this.#waiting.length > 0;
      const ending = item === undefined ? { full: waits, last: !waits } : this.#take(item);
      if (ending !== undefined) return this.#end(ending);
    }
  }

  #take(item: Item): Ending | undefined {
    switch (item.kind) {
      case "page-break":
        return this.#takePageBreak(item);
      case "turn":
        return this.#takeTurn(item);
      case "flow":
        return this.#takeFlow(item);
      case "columns":
        return this.#takeColumns(item);
      case "slice":
      case "float":
        return this.#takeChain();
    }
  }

  /** Places the floats that wait since earlier pages, in their order, as far as they fit. */
  #placeWaiting(): void {
    while (this.#waiting.length > 0) {
      const { item, at: followed } = this.#waiting[0]!;
      const { slices } = item;
      if (this.#page.place(slices, { float: true })) this.#moved += this.#start.at > followed ? 1 : 0;
      else if (!this.#page.empty) break;
      // Taller than a page: it flows, and is broken where necessary.
      else this.#work.items.replace(this.#at, 0, ...slices.map((slice): Item => ({ kind: "slice", slice })));
      this.#waiting.shift();
    }
  }

  #takePageBreak({ numbering }: ItemOf<"page-break">): Ending | undefined {
    const reached = this.#waiting.length === 0;
    if (reached) this.#at++;
    const number = reached ? numbering : undefined;
    if (!this.#page.empty) return { full: false, numbering: number, forced: true };
    this.#numbering = number ?? this.#numbering;
    this.#forced = true;
    return undefined;
  }

  #takeTurn({ landscape }: ItemOf<"turn">): Ending | undefined {
    if (landscape === this.#turned) this.#at++;
    else if (!this.#page.empty || this.#waiting.length > 0) return { full: false };
    else {
      this.#turned = landscape;
      this.#forced = true;
      this.#page = this.#openPage();
    }
    return undefined;
  }

  #takeFlow(item: ItemOf<"flow">): Ending | undefined {
    if (!this.#page.empty && this.#page.room() < flowStart(item)) return { full: true };
    const rest = this.#page.placeFlow(item);
    if (rest.length > 0) {
      this.#work.items.replace(this.#at, 1, { ...item, slices: rest });
      return { full: rest.length === item.slices.length };
    }
    this.#at++;
    return undefined;
  }

  #takeColumns(item: ItemOf<"columns">): Ending | undefined {
    if (!this.#page.empty && this.#page.room() < this.#frame.height * columnsStart) return { full: true };
    const rest = this.#page.placeColumns(item.columns, item.before, item.after);
    if (rest.some((slices) => slices.length > 0)) {
      this.#work.items.replace(this.#at, 1, { ...item, columns: rest });
      return { full: false };
    }
    this.#at++;
    return undefined;
  }

  /** Takes the items from here on between which no page may end, with the figure that a heading introduces. */
  #takeChain(): Ending | undefined {
    const { list } = this.#work.items;
    const chain = chainItems(list, this.#at);
    const barred = this.#isBarred(chain);
    const introduction = this.#page.empty || barred ? undefined : findIntroduction(list, this.#at, this.#page.room());
    if (introduction !== undefined && this.#isWorthKeeping(introduction))
      return this.#waiting.length === 0 && this.#place(introduction) ? undefined : { full: true };
    const inOrder = this.#waiting.length === 0 || chain.float === undefined;
    if (!barred && inOrder && this.#place(chain)) return undefined;
    const float = chain.float === undefined ? undefined : (list[chain.float] as Float);
    this.#blocked ??= float;
    if (!barred && float !== undefined && (!this.#page.fresh || !inOrder) && canWait(list, this.#at, chain.float!)) {
      this.#postpone(chain, float, chain.float!);
      return undefined;
    }
    if (!this.#page.empty) return { full: true };
    this.#force(chain);
    return undefined;
  }

  /** Whether a chain begins a section that the floats which wait belong before. */
  #isBarred({ slices }: Chain): boolean {
    const heading = slices[0]?.heading;
    return (
      heading !== undefined &&
      this.#owner !== this.#at &&
      this.#waiting.some((float) => heading <= Math.max(float.level, chapterLevel))
    );
  }

  /** Whether an introduction moves to the next page rather than stand without what it introduces. */
  #isWorthKeeping({ slices, extra }: Chain): boolean {
    const { height } = this.#frame;
    return this.#page.room() <= height * introductionHole && stackHeight(slices) + extra <= height;
  }

  /** Places a chain if it fits, if need be with smaller spaces between the blocks. */
  #place({ slices, extra, end }: Chain): boolean {
    const page = this.#page;
    const loose = !page.empty && (this.#tight || page.room() > this.#frame.height * noticedHole);
    // What begins after the chain has only the remaining room.
    if (!page.place(slices, { extra }) && !(loose && extra === 0 && page.place(slices, { squeeze: true })))
      return false;
    this.#level = lastLevel(slices) ?? this.#level;
    this.#at = end;
    return true;
  }

  /** Lets a chain's float wait for the next page. @param index of the float */
  #postpone({ slices }: Chain, float: Float, index: number): void {
    if (index > this.#at) this.#owner = this.#at;
    this.#work.items.replace(index, 1);
    this.#waiting.push({ item: float, level: lastLevel(slices) ?? this.#level, at: index });
  }

  /** On an empty page, places as much as fits of a chain that is too tall, at least one slice, ignoring the rules. */
  #force({ slices, end }: Chain): void {
    const { items } = this.#work;
    const page = this.#page;
    items.replace(this.#at, end - this.#at, ...slices.map((slice): Item => ({ kind: "slice", slice })));
    let count = 0;
    while (count < slices.length && page.place([slices[count]!])) count++;
    if (count === 0) {
      const first = slices[0]!;
      page.place([first], { force: true });
      if (first.height > this.#frame.height + 0.01) this.#warnings.push(overflow(first.height, this.#frame.height));
      count = 1;
    }
    this.#at += count;
    const next = items.list[this.#at];
    if (next?.kind === "slice" && count < slices.length)
      items.replace(this.#at, 1, { ...next, slice: { ...next.slice, keep: false } });
  }

  get #frame(): PageFrame {
    return this.#turned ? this.#work.across : this.#work.upright;
  }

  #openPage(): PageBuilder {
    return new PageBuilder(this.#frame, this.#start.carried, this.#notes);
  }

  #end({ full, last = false, numbering, forced = false }: Ending): PageResult {
    const { draw, carried, filled, stretched } = this.#page.finish(full);
    const next: PageStart = {
      at: this.#at,
      waiting: this.#waiting,
      owner: this.#owner,
      level: this.#level,
      carried,
      turned: this.#turned,
      numbering,
      forced,
    };
    return {
      draw,
      takeBack: () => {
        this.#work.items.undo(this.#mark);
        this.#notes.takeBack();
      },
      page: {
        turned: this.#turned,
        filled,
        stretched,
        moved: this.#moved,
        numbering: this.#numbering,
        forced: this.#forced,
      },
      next: last && carried.length === 0 ? undefined : next,
      full,
      blocked: this.#blocked,
      warnings: this.#warnings,
    };
  }
}

function lastLevel(slices: readonly Slice[]): number | undefined {
  return slices.findLast(({ heading }) => heading !== undefined)?.heading;
}

/** Whether a float may wait: not if a heading would then have nothing of its section below it. */
function canWait(items: readonly Item[], start: number, float: number): boolean {
  if (float === start) return true;
  const next = items[float + 1];
  return next !== undefined && (next.kind === "float" || (next.kind === "slice" && next.slice.heading === undefined));
}

/** @param allowed height of the page's text area, points */
function overflow(height: number, allowed: number): Warning {
  return {
    code: "overflow",
    message: "A block is taller than a page and reaches into its margin",
    seen: `${Math.round(height)} pt`,
    allowed: `${Math.round(allowed)} pt`,
    hint: "Make it shorter, or divide it.",
  };
}
