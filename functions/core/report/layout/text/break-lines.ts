/** What line breaking needs from a piece of text. All lengths in points. */
export interface Breakable {
  readonly width: number;
  readonly space?: { readonly width: number } | undefined;
  readonly stretch: number;
  readonly shrink: number;
  readonly tailStretch: number;
  readonly tailShrink: number;
  /** Width that a line saves if it begins, or ends, with this piece: what hangs into the margin. @default 0 */
  readonly lead?: number;
  readonly trim: number;
  readonly end: "may" | "must" | "hyphen";
  readonly hyphen?: { readonly width: number } | undefined;
  /** What a balanced line costs that ends here though its sentence goes on, in demerits. @default 0 */
  readonly within?: number;
}

/**
 * `justify`: even word spaces, the last line free. `ragged`: even right edge, the last line free.
 * `balance`: lines of similar length, for titles.
 */
export type BreakMode = "justify" | "ragged" | "balance";

/** Cost of an extra line in ragged text; far above any difference in raggedness, so that no lines are wasted. */
const lineCost = 1e7;
const hyphenCost = 2500;
const secondHyphenCost = 30_000;
const shortCost = 4000;
const shortJustifiedCost = 15_000;

const anywhere: ReadonlySet<number> = new Set();

/**
 * Room for the sums of a paragraph, the same for all: most have few pieces, and there are thousands. Entry 0 is always
 * 0.
 */
let [natural, origin, stretch, shrink, cost] = sums(1025);
let from = new Int32Array(1025);

/**
 * Total-fit line breaking after Knuth and Plass (Breaking Paragraphs into Lines, 1981): of all
 * ways to break the paragraph the one with the least sum of demerits. A piece wider than the line
 * gets its own line.
 *
 * @param width of every line, points
 * @param shortest a last line narrower than this, points, looks like an accident
 * @param forbidden indices of `pieces` before which no line ends
 * @returns for each line, the index after its last piece; none if there is no way but the forbidden
 */
export function breakLines(
  pieces: readonly Breakable[],
  width: number,
  mode: BreakMode,
  shortest = 0,
  forbidden: ReadonlySet<number> = anywhere,
): number[] {
  const count = pieces.length;
  if (count < 2 || fitsOneLine(pieces, width)) return count === 0 ? [] : [count];
  if (count > natural.length - 1) growSums(count);
  sumUp(pieces);
  const search: Search = { pieces, width, mode, shortest, oldest: 0, lowest: 0 };
  for (let j = 1; j <= count; j++) if (forbidden.size === 0 || !forbidden.has(j)) endLine(search, j);
  const ends: number[] = [];
  if (cost[count] === Infinity) return ends;
  for (let j = count; j > 0; j = from[j]!) ends.push(j);
  return ends.reverse();
}

/** Running sums up to a piece, its space and tail included; a line's origin is where its first piece hangs to. */
function sumUp(pieces: readonly Breakable[]): void {
  const count = pieces.length;
  for (let k = 0; k < count; k++) {
    const piece = pieces[k]!;
    origin[k] = natural[k]! + (piece.lead ?? 0);
    natural[k + 1] = natural[k]! + piece.width + (piece.space?.width ?? 0);
    stretch[k + 1] = stretch[k]! + piece.stretch + piece.tailStretch;
    shrink[k + 1] = shrink[k]! + piece.shrink + piece.tailShrink;
  }
  cost.fill(Infinity, 1, count + 1);
  from.fill(-1, 1, count + 1);
}

/** The search for the best ends, piece by piece. */
interface Search {
  readonly pieces: readonly Breakable[];
  readonly width: number;
  readonly mode: BreakMode;
  readonly shortest: number;
  /** The first place where a line may still begin. */
  oldest: number;
  /** Of the places where a line may still begin, the one with the least cost so far. */
  lowest: number;
}

/** Finds where a line that ends before piece `j` begins best, and what the text up to its end costs. */
function endLine(search: Search, j: number): void {
  const { pieces, width, mode, shortest } = search;
  const justify = mode === "justify";
  const piece = pieces[j - 1]!;
  const closes = j === pieces.length;
  const last = closes || piece.end === "must";
  const hyphen = piece.hyphen?.width ?? 0;
  const end = natural[j]! - (piece.space?.width ?? 0) - piece.trim + hyphen;
  const shrunk = shrink[j]! - piece.tailShrink;
  const stretched = stretch[j]! - piece.tailStretch;
  let least = Infinity;
  if (search.lowest < search.oldest) search.lowest = lowestFrom(search.oldest, j);
  // From the longest line that may end here to the shortest.
  for (let i = search.oldest; i < j; i++) {
    const before = cost[i]!;
    if (before === Infinity) continue;
    const wide = end - origin[i]!;
    const give = shrunk - shrink[i]!;
    const slack = width - wide;
    if (i < j - 1 && slack < -0.01 - (justify ? give : 0)) {
      // Too long for every later end, too, apart from hyphens.
      if (wide - hyphen > width + give + 0.01) search.oldest = i + 1;
      continue;
    }
    let line = (justify ? 0 : lineCost) + demerits(mode, slack, width, stretched - stretch[i]!, give, last);
    // A shorter line costs more, and nothing before it less: no later start can be better.
    if (!last && mode !== "balance" && slack > 0 && cost[search.lowest]! + line > least) break;
    if (closes && i > 0 && wide < shortest) line += justify ? shortJustifiedCost : shortCost;
    if (piece.hyphen !== undefined && !last) line += hyphenCosts(pieces[i - 1]);
    if (mode === "balance" && !last) line += piece.within ?? 0;
    const total = before + line;
    if (total <= least) {
      least = total;
      from[j] = i;
    }
  }
  cost[j] = least;
  if (least < cost[search.lowest]!) search.lowest = j;
  if (piece.end === "must") search.oldest = j;
}

/** The place from `oldest` to before `j` with the least cost. */
function lowestFrom(oldest: number, j: number): number {
  let lowest = oldest;
  for (let i = oldest + 1; i < j; i++) if (cost[i]! < cost[lowest]!) lowest = i;
  return lowest;
}

/** @param above the piece that ends the line above, if there is one */
function hyphenCosts(above: Breakable | undefined): number {
  return above?.hyphen === undefined ? hyphenCost : secondHyphenCost;
}

/** Whether all pieces fit on one line without shrinking; no other solution has fewer demerits. */
function fitsOneLine(pieces: readonly Breakable[], width: number): boolean {
  let end = 0;
  for (let k = 0; k < pieces.length; k++) {
    const piece = pieces[k]!;
    if (k === pieces.length - 1)
      return end + piece.width - (pieces[0]!.lead ?? 0) - piece.trim + (piece.hyphen?.width ?? 0) <= width;
    end += piece.width + (piece.space?.width ?? 0);
    if (piece.end === "must" || end > width) return false;
  }
  return true;
}

function growSums(count: number): void {
  const size = count * 2 + 1;
  [natural, origin, stretch, shrink, cost] = sums(size);
  from = new Int32Array(size);
}

function sums(size: number): [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array] {
  return [
    new Float64Array(size),
    new Float64Array(size),
    new Float64Array(size),
    new Float64Array(size),
    new Float64Array(size),
  ];
}

function demerits(
  mode: BreakMode,
  slack: number,
  width: number,
  stretch: number,
  shrink: number,
  last: boolean,
): number {
  if (slack < -shrink - 0.01) return 1e9;
  if (mode !== "justify") {
    const share = slack / width;
    if (!last || mode === "balance") return share * share * 1e5;
    return 0;
  }
  if (last && slack >= 0) return 0;
  const ratio = slack >= 0 ? slack / Math.max(stretch, 0.01) : -slack / Math.max(shrink, 0.01);
  const badness = Math.min(100 * ratio * ratio * ratio, 1e3);
  const demerit = (10 + badness) ** 2;
  // TeX calls a ratio above 1 loose; the wider it is the worse, without end.
  return ratio > 2 ? demerit + ratio * 1e4 : demerit;
}
