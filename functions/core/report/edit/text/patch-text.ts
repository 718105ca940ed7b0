import type { Patch } from "../edit.ts";
import { keyOf, type Atom } from "./atoms.ts";
import type { BlockContent } from "./read-content.ts";
import { writeAtoms, type Writing } from "./write-content.ts";

/** A stretch of old atoms, and the new ones that take its place. */
interface Change {
  /** Offsets in the text as written. */
  readonly from: number;
  readonly to: number;
  readonly atoms: readonly Atom[];
  /** Whether they take the style of the words around them, whose marks are written already. */
  readonly within?: boolean;
  /** Whether the block begins with them. */
  readonly first: boolean;
}

/** The stretch of a file that holds a text, if its characters are not known one by one. */
export interface Whole {
  readonly from: number;
  readonly to: number;
}

/** Ways to write a text with marks, the plainest first. */
export const styledWritings: readonly Writing[] = [
  { escaped: false, slant: "*" },
  { escaped: false, slant: "_" },
  { escaped: true, slant: "*" },
  { escaped: true, slant: "_" },
];
/** Ways to write a text without marks. */
export const plainWritings: readonly Writing[] = [{ escaped: false, slant: "*", plain: true }];

/**
 * The patches that could make one text of another, the smallest first: the characters that differ between chips that
 * stay, then with a sign beside them, then all from the first to the last that differs, then all that is set otherwise
 * around them, then the whole text; each as typed, then with backslashes.
 *
 * @param styled whether marks are read in the text
 * @param quote the quotation mark around it, if it is an attribute
 */
export function* candidatesFor(
  file: string,
  old: BlockContent,
  wanted: readonly Atom[],
  whole: Whole,
  styled: boolean,
  quote?: string,
): Generator<readonly Patch[]> {
  const writings = (styled ? styledWritings : plainWritings).map((writing) => ({ ...writing, quote }));
  for (const changes of changesBetweenChips(old.atoms, wanted))
    for (const writing of writings)
      yield changes.map((change) => ({
        file,
        from: change.from,
        to: change.to,
        text: write(change, old.chips, writing),
      }));
  const seen = new Set<string>();
  for (const change of changesOf(old.atoms, wanted, whole))
    for (const writing of writings) {
      const text = write(change, old.chips, writing);
      const key = JSON.stringify([change.from, change.to, text]);
      if (seen.has(key)) continue;
      seen.add(key);
      yield [{ file, from: change.from, to: change.to, text }];
    }
}

function write({ atoms, within, first }: Change, chips: BlockContent["chips"], writing: Writing): string {
  return writeAtoms(within === true ? atoms.map((atom) => ({ ...atom, style: {} })) : atoms, chips, writing, first);
}

/** Indexes of a stretch of old atoms, and of the new ones that take its place. */
interface Part {
  readonly old: readonly [from: number, to: number];
  readonly fresh: readonly [from: number, to: number];
}

/**
 * What changes between chips that stay as they are, each for itself: first as little as it can be, then with the
 * characters beside it, which may be marks only together with it.
 *
 * @returns none if chips are in another order, or the places of characters are not known
 */
function changesBetweenChips(old: readonly Atom[], wanted: readonly Atom[]): readonly Change[][] {
  const parts = partsBetweenChips(old, wanted);
  const wide = parts.map(({ between, ...part }) => ({
    old: [Math.max(between[0], part.old[0] - 1), Math.min(between[1], part.old[1] + 1)] as const,
    fresh: [
      part.fresh[0] - (part.old[0] > between[0] ? 1 : 0),
      part.fresh[1] + (part.old[1] < between[1] ? 1 : 0),
    ] as const,
  }));
  return [parts, wide].flatMap((each) => {
    const changes = each.map((part) => changeOf(old, wanted, part));
    const known = changes.flatMap((change) => change ?? []);
    return known.length === 0 || known.length < changes.length ? [] : [known];
  });
}

function changeOf(old: readonly Atom[], wanted: readonly Atom[], part: Part): Change | undefined {
  const [start, end] = part.old;
  const from = start < end ? old[start]?.from : (old[start - 1]?.to ?? old[start]?.from);
  const to = start < end ? old[end - 1]?.to : from;
  if (from === undefined || to === undefined) return undefined;
  const atoms = wanted.slice(...part.fresh);
  return { from, to, atoms, first: start === 0, within: isInOnePiece(old, atoms, start, end) };
}

/** The stretches that differ between chips that stay, with the indexes of the old atoms between those. */
function partsBetweenChips(
  old: readonly Atom[],
  wanted: readonly Atom[],
): (Part & { readonly between: readonly [number, number] })[] {
  const [before, after] = [old.map(keyOf), wanted.map(keyOf)];
  const places = new Map(old.flatMap(({ keep }, at) => (keep === undefined ? [] : [[before[at], at] as const])));
  const kept = wanted.flatMap(({ keep }, at): (readonly [number, number])[] => {
    const place = keep === undefined ? undefined : places.get(after[at]);
    return place === undefined ? [] : [[place, at]];
  });
  if (kept.some(([place], index) => index > 0 && place < kept[index - 1]![0])) return [];
  return [...kept, [old.length, wanted.length] as const].flatMap(([oldEnd, freshEnd], index) => {
    const [oldStart, freshStart] = index === 0 ? [0, 0] : kept[index - 1]!.map((at) => at + 1);
    let [head, tail] = [oldStart!, 0];
    const most = Math.min(oldEnd - oldStart!, freshEnd - freshStart!);
    while (head - oldStart! < most && before[head] === after[head - oldStart! + freshStart!]) head += 1;
    while (tail < most - (head - oldStart!) && before[oldEnd - 1 - tail] === after[freshEnd - 1 - tail]) tail += 1;
    const fresh = [head - oldStart! + freshStart!, freshEnd - tail] as const;
    if (head === oldEnd - tail && fresh[0] === fresh[1]) return [];
    return [{ old: [head, oldEnd - tail] as const, fresh, between: [oldStart!, oldEnd] as const }];
  });
}

function changesOf(old: readonly Atom[], wanted: readonly Atom[], whole: Whole): Change[] {
  const [before, after] = [old.map(keyOf), wanted.map(keyOf)];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const cut = (start: number, end: number): Change[] => {
    const [first, last] = [old[start], old[end - 1]];
    const from = start < end ? first?.from : (old[start - 1]?.to ?? old[start]?.from);
    const to = start < end ? last?.to : from;
    if (from === undefined || to === undefined) return [];
    return [{ from, to, atoms: wanted.slice(start, wanted.length - (old.length - end)), first: start === 0 }];
  };
  const end = old.length - tail;
  return [
    ...(isInOnePiece(old, wanted.slice(head, wanted.length - tail), head, end)
      ? cut(head, end).map((change) => ({ ...change, within: true }))
      : []),
    ...beside(old, wanted, head, end),
    ...cut(...widen(old, head, end)),
    { ...whole, atoms: wanted, first: true },
  ];
}

/** Whether a change lies in words of one style, and stays in it. */
function isInOnePiece(old: readonly Atom[], fresh: readonly Atom[], start: number, end: number): boolean {
  const touched = start < end ? old.slice(start, end) : old.slice(Math.max(0, start - 1), Math.max(1, start));
  const style = JSON.stringify(touched[0]?.style ?? {});
  return [...touched, ...fresh].every((atom) => JSON.stringify(atom.style) === style);
}

/** What is inserted before words of its own style. */
function beside(old: readonly Atom[], wanted: readonly Atom[], head: number, end: number): Change[] {
  const at = old[head]?.from;
  if (head !== end || at === undefined) return [];
  const atoms = wanted.slice(head, wanted.length - (old.length - end));
  const within = atoms.every(({ style }) => JSON.stringify(style) === JSON.stringify(old[head]!.style));
  return [{ from: at, to: at, atoms, first: head === 0, within }];
}

/** Widens a stretch so that it holds whole pieces where they are more than plain words. */
function widen(old: readonly Atom[], head: number, end: number): [number, number] {
  let [start, stop] = [head, end];
  const joined = (at: number): boolean => {
    const [one, two] = [old[at - 1], old[at]];
    return one !== undefined && two !== undefined && one.piece === two.piece && JSON.stringify(two.style) !== "{}";
  };
  while (start > 0 && joined(start)) start -= 1;
  while (stop < old.length && joined(stop)) stop += 1;
  return [start, stop];
}
