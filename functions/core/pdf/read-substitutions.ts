import { lookupsOf, readClasses, readCoverage } from "./layout-tables.ts";

/** What a set of features may substitute in Latin text (OpenType, GSUB). */
export interface Substitutions {
  /** The glyph that takes a glyph's place wherever it stands, as tabular figures do; the glyph itself where none does. */
  replace(glyph: number): number;
  /** Glyphs that may change by themselves in other ways: one lookup begins at them. */
  readonly changing: ReadonlySet<number>;
  /** Whether two neighbours may change because they stand side by side, other than into a ligature. */
  inContext(left: number, right: number): boolean;
  /** Whether a ligature may begin with two neighbours. */
  beginLigature(left: number, right: number): boolean;
  /** Per lookup, in order of application: ligatures by their first glyph, those to be preferred first. */
  readonly ligatures: readonly ReadonlyMap<number, readonly Ligature[]>[];
}

export interface Ligature {
  /** The glyphs after the first. */
  readonly rest: readonly number[];
  readonly glyph: number;
}

/** @param features tags of all features in force */
export function readSubstitutions(gsub: Buffer | undefined, features: readonly string[]): Substitutions {
  const changing = new Set<number>();
  /** `left * 65536 + right` */
  const begins = new Set<number>();
  const contexts = new Set<number>();
  const ligatures: Map<number, Ligature[]>[] = [];
  /** Per lookup, in order of application. */
  const replacements: Map<number, number>[] = [];
  /** Glyphs of contexts that are not read further. */
  const anywhere = new Set<number>();
  for (const { type, subtables } of gsub === undefined ? [] : lookupsOf(gsub, new Set(features), 7)) {
    const lookup = new Map<number, Ligature[]>();
    const replaced = new Map<number, number>();
    if (type === 1) replacements.push(replaced);
    if (type === 4) ligatures.push(lookup);
    for (const subtable of subtables) {
      if (type === 1) addReplacements(subtable, replaced);
      else if (type === 4) addLigatures(subtable, lookup, begins);
      else if (type === 6 && subtable.readUInt16BE(0) === 2) addClassContexts(subtable, contexts, anywhere);
      else if ((type === 5 || type === 6) && subtable.readUInt16BE(0) === 3) addContext(subtable, type, changing, contexts);
      else {
        const begin = readCoverage(subtable.subarray(subtable.readUInt16BE(2))).keys();
        for (const glyph of begin) (type <= 3 ? changing : anywhere).add(glyph);
      }
    }
  }
  return {
    replace: (glyph) => replacements.reduce((seen, lookup) => lookup.get(seen) ?? seen, glyph),
    changing,
    inContext: (left, right) => contexts.has(left * 65536 + right) || anywhere.has(left) || anywhere.has(right),
    beginLigature: (left, right) => begins.has(left * 65536 + right),
    ligatures,
  };
}

/** Single substitutions: by a common difference (format 1) or one by one (format 2). The first subtable that has a glyph counts. */
function addReplacements(subtable: Buffer, replaced: Map<number, number>): void {
  const difference = subtable.readUInt16BE(0) === 1 ? subtable.readInt16BE(4) : undefined;
  for (const [glyph, index] of readCoverage(subtable.subarray(subtable.readUInt16BE(2)))) {
    if (replaced.has(glyph)) continue;
    replaced.set(glyph, difference === undefined ? subtable.readUInt16BE(6 + index * 2) : (glyph + difference) & 0xffff);
  }
}

function addLigatures(subtable: Buffer, lookup: Map<number, Ligature[]>, begins: Set<number>): void {
  for (const [first, index] of readCoverage(subtable.subarray(subtable.readUInt16BE(2)))) {
    const set = subtable.subarray(subtable.readUInt16BE(6 + index * 2));
    const known = lookup.get(first) ?? [];
    for (let i = 0; i < set.readUInt16BE(0); i++) {
      const ligature = set.subarray(set.readUInt16BE(2 + i * 2));
      const rest = Array.from({ length: ligature.readUInt16BE(2) - 1 }, (_, k) => ligature.readUInt16BE(4 + k * 2));
      known.push({ rest, glyph: ligature.readUInt16BE(0) });
      if (rest[0] !== undefined) begins.add(first * 65536 + rest[0]);
    }
    lookup.set(first, known);
  }
}

/**
 * A context by coverage: of the glyphs that must stand side by side for it to apply, two are noted.
 * One glyph without neighbours changes by itself.
 */
function addContext(subtable: Buffer, type: 5 | 6, changing: Set<number>, pairs: Set<number>): void {
  const { before, input, after } = type === 5 ? contextOf(subtable) : chainOf(subtable);
  // The nearest glyph before comes first in the table.
  const [left, right] = input.length > 1 ? input : after.length > 0 ? [input[0], after[0]] : [before[0], input[0]];
  if (right === undefined) return;
  if (left === undefined) {
    for (const glyph of right.keys()) changing.add(glyph);
    return;
  }
  for (const first of left.keys()) for (const second of right.keys()) pairs.add(first * 65536 + second);
}

/** Chaining contexts by class (format 2): of each rule, the glyph it begins with and one neighbour are noted. */
function addClassContexts(subtable: Buffer, pairs: Set<number>, anywhere: Set<number>): void {
  const classesAt = (at: number): ReadonlyMap<number, number> => readClasses(subtable.subarray(subtable.readUInt16BE(at)));
  const [before, input, after] = [classesAt(4), classesAt(6), classesAt(8)] as const;
  for (const glyph of readCoverage(subtable.subarray(subtable.readUInt16BE(2))).keys()) {
    const offset = subtable.readUInt16BE(12 + (input.get(glyph) ?? 0) * 2);
    if (offset === 0) continue;
    const set = subtable.subarray(offset);
    for (let i = 0; i < set.readUInt16BE(0); i++) {
      const { left, next, right } = neighboursOf(set.subarray(set.readUInt16BE(2 + i * 2)));
      const follows = next ?? right;
      const classes = next !== undefined ? input : right !== undefined ? after : before;
      const wanted = follows ?? left;
      // Class 0 is every glyph that is not listed.
      if (wanted === undefined || wanted === 0) anywhere.add(glyph);
      for (const [other, its] of classes) {
        if (its === wanted) pairs.add(follows === undefined ? other * 65536 + glyph : glyph * 65536 + other);
      }
    }
  }
}

/** Classes of a rule beside its first glyph: before it, after it within the input, after the input. */
function neighboursOf(rule: Buffer): { readonly left: number | undefined; readonly next: number | undefined; readonly right: number | undefined } {
  const backtrack = rule.readUInt16BE(0);
  const inputAt = 2 + backtrack * 2;
  const input = rule.readUInt16BE(inputAt);
  const afterAt = inputAt + input * 2;
  return {
    left: backtrack > 0 ? rule.readUInt16BE(2) : undefined,
    next: input > 1 ? rule.readUInt16BE(inputAt + 2) : undefined,
    right: rule.readUInt16BE(afterAt) > 0 ? rule.readUInt16BE(afterAt + 2) : undefined,
  };
}

interface Context {
  readonly before: readonly Map<number, number>[];
  readonly input: readonly Map<number, number>[];
  readonly after: readonly Map<number, number>[];
}

function contextOf(subtable: Buffer): Context {
  const input = Array.from({ length: subtable.readUInt16BE(2) }, (_, i) => readCoverage(subtable.subarray(subtable.readUInt16BE(6 + i * 2))));
  return { before: [], input, after: [] };
}

function chainOf(subtable: Buffer): Context {
  let at = 2;
  const coverages = (): Map<number, number>[] => {
    const count = subtable.readUInt16BE(at);
    const list = Array.from({ length: count }, (_, i) => readCoverage(subtable.subarray(subtable.readUInt16BE(at + 2 + i * 2))));
    at += 2 + count * 2;
    return list;
  };
  return { before: coverages(), input: coverages(), after: coverages() };
}
