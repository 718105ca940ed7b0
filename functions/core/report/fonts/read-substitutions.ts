import { classesOf, coverageOf, lookupsOf, partFrom, readCoverage, viewOf } from "./layout-tables.ts";

/** What a set of features may substitute in Latin text (OpenType, GSUB). */
export interface Substitutions {
  /** The glyph that always replaces a glyph, such as a tabular figure; the glyph itself if there is none. */
  replace(glyph: number): number;
  /** Glyphs that may change alone in other ways: a lookup begins at them. */
  readonly changing: ReadonlySet<number>;
  /** Whether two neighbours may change each other, other than into a ligature. */
  inContext(left: number, right: number): boolean;
  /** Whether a ligature may begin with these two neighbours. */
  beginLigature(left: number, right: number): boolean;
  /** Per lookup, in order of application: ligatures by first glyph, preferred ones first. */
  readonly ligatures: readonly ReadonlyMap<number, readonly Ligature[]>[];
}

export interface Ligature {
  /** The glyphs after the first. */
  readonly rest: readonly number[];
  readonly glyph: number;
}

/**
 * Whether two neighbours may be in a context. It searches the font's tables, since there are a hundred thousand
 * possible pairs.
 */
type Context = (left: number, right: number) => boolean;

/** @param features tags of all active features */
export function readSubstitutions(gsub: Buffer | undefined, features: readonly string[]): Substitutions {
  const changing = new Set<number>();
  /** `left * 65536 + right` */
  const begins = new Set<number>();
  const contexts: Context[] = [];
  const ligatures: Map<number, Ligature[]>[] = [];
  /** Per lookup, in order of application. */
  const replacements: Map<number, number>[] = [];
  /** Glyphs of contexts that are not analysed further. */
  const anywhere = new Set<number>();
  for (const { type, subtables } of gsub === undefined ? [] : lookupsOf(viewOf(gsub), new Set(features), 7)) {
    const lookup = new Map<number, Ligature[]>();
    const replaced = new Map<number, number>();
    if (type === 1) replacements.push(replaced);
    if (type === 4) ligatures.push(lookup);
    for (const subtable of subtables) {
      if (type === 1) addReplacements(subtable, replaced);
      else if (type === 4) addLigatures(subtable, lookup, begins);
      else if (type === 6 && subtable.getUint16(0) === 2) addClassContexts(subtable, contexts, anywhere);
      else if ((type === 5 || type === 6) && subtable.getUint16(0) === 3)
        addContext(subtable, type, changing, contexts);
      else {
        const begin = readCoverage(partFrom(subtable, subtable.getUint16(2))).keys();
        for (const glyph of begin) (type <= 3 ? changing : anywhere).add(glyph);
      }
    }
  }
  return {
    replace: (glyph) => replacements.reduce((seen, lookup) => lookup.get(seen) ?? seen, glyph),
    changing,
    inContext: (left, right) => contexts.some((has) => has(left, right)) || anywhere.has(left) || anywhere.has(right),
    beginLigature: (left, right) => begins.has(left * 65536 + right),
    ligatures,
  };
}

/**
 * Adds single substitutions: by a common difference (format 1) or one by one (format 2). The first subtable that covers
 * a glyph counts.
 */
function addReplacements(subtable: DataView, replaced: Map<number, number>): void {
  const difference = subtable.getUint16(0) === 1 ? subtable.getInt16(4) : undefined;
  for (const [glyph, index] of readCoverage(partFrom(subtable, subtable.getUint16(2)))) {
    if (replaced.has(glyph)) continue;
    replaced.set(glyph, difference === undefined ? subtable.getUint16(6 + index * 2) : (glyph + difference) & 0xffff);
  }
}

function addLigatures(subtable: DataView, lookup: Map<number, Ligature[]>, begins: Set<number>): void {
  for (const [first, index] of readCoverage(partFrom(subtable, subtable.getUint16(2)))) {
    const set = subtable.getUint16(6 + index * 2);
    const known = lookup.get(first) ?? [];
    for (let i = 0; i < subtable.getUint16(set); i++) {
      const ligature = set + subtable.getUint16(set + 2 + i * 2);
      const rest = Array.from({ length: subtable.getUint16(ligature + 2) - 1 }, (_, k) =>
        subtable.getUint16(ligature + 4 + k * 2),
      );
      known.push({ rest, glyph: subtable.getUint16(ligature) });
      if (rest[0] !== undefined) begins.add(first * 65536 + rest[0]);
    }
    lookup.set(first, known);
  }
}

/**
 * Adds a context by coverage: records two of the neighbouring glyphs that it requires. A glyph without neighbours
 * changes alone.
 */
function addContext(subtable: DataView, type: 5 | 6, changing: Set<number>, contexts: Context[]): void {
  const { before, input, after } = type === 5 ? contextOf(subtable) : chainOf(subtable);
  // The nearest preceding glyph comes first in the table.
  const [left, right] = input.length > 1 ? input : after.length > 0 ? [input[0], after[0]] : [before[0], input[0]];
  if (right === undefined) return;
  if (left === undefined) {
    for (const glyph of readCoverage(right).keys()) changing.add(glyph);
    return;
  }
  const [isLeft, isRight] = [coverageOf(left), coverageOf(right)];
  contexts.push((first, second) => isLeft(first) !== -1 && isRight(second) !== -1);
}

/** Adds chaining contexts by class (format 2): records each rule's first glyph and one neighbour. */
function addClassContexts(subtable: DataView, contexts: Context[], anywhere: Set<number>): void {
  const tableAt = (at: number): DataView => partFrom(subtable, subtable.getUint16(at));
  const coverage = tableAt(2);
  const [covered, before, input, after] = [
    coverageOf(coverage),
    classesOf(tableAt(4)),
    classesOf(tableAt(6)),
    classesOf(tableAt(8)),
  ] as const;
  /** Rules by the class of their first glyph. */
  const rules = Array.from({ length: subtable.getUint16(10) }, (_, i) => {
    const offset = subtable.getUint16(12 + i * 2);
    if (offset === 0) return [];
    const set = partFrom(subtable, offset);
    return Array.from({ length: set.getUint16(0) }, (__, k) => neighboursOf(partFrom(set, set.getUint16(2 + k * 2))));
  });
  const rulesOf = (glyph: number): readonly Neighbours[] => (covered(glyph) === -1 ? [] : (rules[input(glyph)] ?? []));
  for (const glyph of readCoverage(coverage).keys()) {
    // Class 0 contains every unlisted glyph.
    if (rulesOf(glyph).some(({ left, next, right }) => (next ?? right ?? left ?? 0) === 0)) anywhere.add(glyph);
  }
  contexts.push((first, second) => {
    const follows = rulesOf(first).some(({ next, right }) =>
      next === undefined ? right !== undefined && after(second) === right : input(second) === next,
    );
    return (
      follows ||
      rulesOf(second).some(
        ({ left, next, right }) =>
          next === undefined && right === undefined && left !== undefined && before(first) === left,
      )
    );
  });
}

/** Classes of a rule beside its first glyph: before it, after it within the input, after the input. */
interface Neighbours {
  readonly left: number | undefined;
  readonly next: number | undefined;
  readonly right: number | undefined;
}

function neighboursOf(rule: DataView): Neighbours {
  const backtrack = rule.getUint16(0);
  const inputAt = 2 + backtrack * 2;
  const input = rule.getUint16(inputAt);
  const afterAt = inputAt + input * 2;
  return {
    left: backtrack > 0 ? rule.getUint16(2) : undefined,
    next: input > 1 ? rule.getUint16(inputAt + 2) : undefined,
    right: rule.getUint16(afterAt) > 0 ? rule.getUint16(afterAt + 2) : undefined,
  };
}

/** Coverage tables of the required neighbouring glyphs. */
interface Chain {
  readonly before: readonly DataView[];
  readonly input: readonly DataView[];
  readonly after: readonly DataView[];
}

function contextOf(subtable: DataView): Chain {
  const input = Array.from({ length: subtable.getUint16(2) }, (_, i) =>
    partFrom(subtable, subtable.getUint16(6 + i * 2)),
  );
  return { before: [], input, after: [] };
}

function chainOf(subtable: DataView): Chain {
  let at = 2;
  const coverages = (): DataView[] => {
    const count = subtable.getUint16(at);
    const list = Array.from({ length: count }, (_, i) => partFrom(subtable, subtable.getUint16(at + 2 + i * 2)));
    at += 2 + count * 2;
    return list;
  };
  return { before: coverages(), input: coverages(), after: coverages() };
}
