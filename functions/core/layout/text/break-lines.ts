/** What line breaking needs from a piece of text. All lengths in points. */
export interface Breakable {
  readonly width: number;
  readonly space?: { readonly width: number } | undefined;
  readonly stretch: number;
  readonly shrink: number;
  readonly tailStretch: number;
  readonly tailShrink: number;
  readonly trim: number;
  readonly end: "may" | "must" | "hyphen";
  readonly hyphen?: { readonly width: number } | undefined;
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

/** Room for the sums of a paragraph, the same for all: most have few pieces, and there are thousands. Entry 0 is always 0. */
let [natural, stretch, shrink, cost] = [new Float64Array(1025), new Float64Array(1025), new Float64Array(1025), new Float64Array(1025)];
let from = new Int32Array(1025);

/**
 * Total-fit line breaking after Knuth and Plass (Breaking Paragraphs into Lines, 1981): of all
 * ways to break the paragraph the one with the least sum of demerits. A piece wider than the line
 * gets its own line.
 *
 * @param width of every line, points
 * @param shortest a last line narrower than this, points, looks like an accident
 * @returns for each line, the index after its last piece
 */
export function breakLines(pieces: readonly Breakable[], width: number, mode: BreakMode, shortest = 0): number[] {
  const count = pieces.length;
  if (count < 2 || fitsOneLine(pieces, width)) return count === 0 ? [] : [count];
  if (count > natural.length - 1) growSums(count);
  // Running sums up to a piece, its space and tail included.
  for (let k = 0; k < count; k++) {
    const piece = pieces[k]!;
    natural[k + 1] = natural[k]! + piece.width + (piece.space?.width ?? 0);
    stretch[k + 1] = stretch[k]! + piece.stretch + piece.tailStretch;
    shrink[k + 1] = shrink[k]! + piece.shrink + piece.tailShrink;
  }
  cost.fill(Infinity, 1, count + 1);
  from.fill(-1, 1, count + 1);
  let oldest = 0;
  const justify = mode === "justify";
  for (let j = 1; j <= count; j++) {
    const piece = pieces[j - 1]!;
    const last = j === count || piece.end === "must";
    const hyphen = piece.hyphen?.width ?? 0;
    const end = natural[j]! - (piece.space?.width ?? 0) - piece.trim + hyphen;
    const shrunk = shrink[j]! - piece.tailShrink;
    const stretched = stretch[j]! - piece.tailStretch;
    let least = Infinity;
    // From the longest line that may end here to the shortest.
    for (let i = oldest; i < j; i++) {
      const before = cost[i]!;
      if (before === Infinity) continue;
      const wide = end - natural[i]!;
      const give = shrunk - shrink[i]!;
      const slack = width - wide;
      if (i < j - 1 && slack < -0.01 - (justify ? give : 0)) {
        // Too long for every later end, too, apart from hyphens.
        if (wide - hyphen > width + give + 0.01) oldest = i + 1;
        continue;
      }
      // Half-empty lines are only for paragraphs without an alternative.
      if (!last && mode !== "balance" && slack > width / 2 && least < Infinity) break;
      let line = (justify ? 0 : lineCost) + demerits(mode, slack, width, stretched - stretch[i]!, give, last);
      if (last && j === count && i > 0 && wide < shortest) line += justify ? shortJustifiedCost : shortCost;
      if (piece.hyphen !== undefined && !last) line += i > 0 && pieces[i - 1]?.hyphen !== undefined ? secondHyphenCost : hyphenCost;
      const total = before + line;
      if (total <= least) {
        least = total;
        from[j] = i;
      }
    }
    cost[j] = least;
    if (piece.end === "must") oldest = j;
  }
  const ends: number[] = [];
  for (let j = count; j > 0; j = from[j]!) ends.push(j);
  return ends.reverse();
}

/** Whether all pieces fit on one line without shrinking; no other solution has fewer demerits. */
function fitsOneLine(pieces: readonly Breakable[], width: number): boolean {
  let end = 0;
  for (let k = 0; k < pieces.length; k++) {
    const piece = pieces[k]!;
    if (k === pieces.length - 1) return end + piece.width - piece.trim + (piece.hyphen?.width ?? 0) <= width;
    end += piece.width + (piece.space?.width ?? 0);
    if (piece.end === "must" || end > width) return false;
  }
  return true;
}

function growSums(count: number): void {
  const size = count * 2 + 1;
  [natural, stretch, shrink, cost] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  from = new Int32Array(size);
}

function demerits(mode: BreakMode, slack: number, width: number, stretch: number, shrink: number, last: boolean): number {
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
