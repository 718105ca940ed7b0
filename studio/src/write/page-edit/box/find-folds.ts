/** A condition of a text box, of which only what is printed is shown; or a tag that prints nothing. */
export interface Fold {
  /** What of it is put away: before and after what is printed, or all of it, in the order of the text. */
  readonly hidden: readonly Stretch[];
  /** Index of the fold around it; absent: none is. */
  readonly parent?: number | undefined;
  /** How many other wordings it has. */
  readonly others: number;
}

/** A stretch of a box's text. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A tag of Liquid in the text of a box. */
interface BoxTag {
  readonly at: number;
  /** As it is written. */
  readonly source: string;
  /** Of what opens a condition, the branches that are printed, from 0; undefined if that is not known. */
  readonly chosen: readonly number[] | undefined;
}

/** A condition or a loop: its tags, the last of which ends it, and what stands in it. */
interface Group {
  readonly name: string;
  readonly tags: readonly BoxTag[];
  readonly inner: readonly Group[];
}

/**
 * The conditions of a text that are decided in one way, and what of them is not printed: their tags, other branches,
 * and blanks that print nothing there; and tags that print nothing. What is not printed has no folds of its own.
 *
 * @param silent where values stand that print nothing
 * @returns none if the tags are not in pairs
 */
export function findFolds(text: string, tags: readonly BoxTag[], silent: readonly number[] = []): readonly Fold[] {
  const folds: Fold[] = [];
  const groups = groupsOf(tags);
  if (groups === undefined) return [];
  for (const group of groups) fold(text, group, undefined, folds);
  const unseen = [...tags.filter((tag) => nameOf(tag) === "assign").map(({ at }) => at), ...silent];
  return withBlanks(text, [...folds, ...alone(unseen, folds)]);
}

/** Chips that print nothing, as folds of their own, where they are not put away with others. */
function alone(unseen: readonly number[], folds: readonly Fold[]): readonly Fold[] {
  return unseen.flatMap((at) => {
    if (folds.some(({ hidden }) => hidden.some(({ from, to }) => from <= at && at < to))) return [];
    // The innermost comes last.
    const parent = folds.findLastIndex(
      ({ hidden: [before, behind] }) =>
        before !== undefined && behind !== undefined && before.to <= at && at < behind.from,
    );
    return [{ hidden: [{ from: at, to: at + 1 }], ...(parent >= 0 && { parent }), others: 0 }];
  });
}

const closers: Readonly<Record<string, string>> = {
  if: "endif",
  unless: "endunless",
  case: "endcase",
  for: "endfor",
};
const branchNames = new Set(["elsif", "else", "when"]);

function groupsOf(tags: readonly BoxTag[]): readonly Group[] | undefined {
  const open: { readonly name: string; readonly tags: BoxTag[]; readonly inner: Group[] }[] = [
    { name: "", tags: [], inner: [] },
  ];
  for (const tag of tags) {
    const name = nameOf(tag);
    const group = open.at(-1)!;
    if (Object.hasOwn(closers, name)) open.push({ name, tags: [tag], inner: [] });
    else if (branchNames.has(name)) group.tags.push(tag);
    else if (name.startsWith("end")) {
      if (closers[group.name] !== name) return undefined;
      group.tags.push(tag);
      open.pop();
      open.at(-1)!.inner.push(group);
    }
  }
  return open.length === 1 ? open[0]!.inner : undefined;
}

function nameOf({ source }: BoxTag): string {
  return /^\{%-?\s*(\w+)/.exec(source)?.[1] ?? "";
}

function fold(text: string, { name, tags, inner }: Group, parent: number | undefined, folds: Fold[]): void {
  const [first, last] = [tags[0]!, tags.at(-1)!];
  // What stands between a case and its first branch is never printed.
  const starts = tags.slice(name === "case" ? 1 : 0, -1);
  const [chosen, ...more] = name === "for" ? [] : (first.chosen ?? []);
  if (chosen === undefined || more.length > 0) {
    for (const group of inner) fold(text, group, parent, folds);
    return;
  }
  const bounds = starts.map((tag, index) => ({ from: tag.at + 1, to: (starts[index + 1] ?? last).at }));
  const printed = bounds[chosen];
  const index = folds.length;
  folds.push({
    hidden:
      printed === undefined
        ? [{ from: first.at, to: last.at + 1 }]
        : [
            { from: first.at, to: printed.from },
            { from: printed.to, to: last.at + 1 },
          ],
    ...(parent !== undefined && { parent }),
    others: countOthers(bounds, printed, isElse(starts.at(-1)), (branch) => hasWords(text, branch, tags, inner)),
  });
  if (printed === undefined) return;
  for (const group of inner)
    if (group.tags[0]!.at >= printed.from && group.tags[0]!.at < printed.to) fold(text, group, index, folds);
}

function isElse(tag: BoxTag | undefined): boolean {
  return tag !== undefined && nameOf(tag) === "else";
}

/** How many other wordings there are; that nothing is printed is one. */
function countOthers(
  bounds: readonly Stretch[],
  printed: Stretch | undefined,
  hasElse: boolean,
  hasOwnWords: (branch: Stretch) => boolean,
): number {
  const wordy = bounds.filter(hasOwnWords);
  const others = wordy.filter((branch) => branch !== printed).length;
  const isEmptyElsewhere = wordy.length < bounds.length || !hasElse;
  return printed !== undefined && wordy.includes(printed) && isEmptyElsewhere ? others + 1 : others;
}

/** Whether a branch has more than tags and blanks. */
function hasWords(text: string, { from, to }: Stretch, tags: readonly BoxTag[], inner: readonly Group[]): boolean {
  const at = new Set([...tags, ...inner.flatMap(allTags)].map((tag) => tag.at));
  for (let index = from; index < to; index += 1) if (text[index]!.trim() !== "" && !at.has(index)) return true;
  return false;
}

function allTags({ tags, inner }: Group): readonly BoxTag[] {
  return [...tags, ...inner.flatMap(allTags)];
}

/** The folds with the blanks behind them that would stand beside others, or begin the text. */
function withBlanks(text: string, folds: readonly Fold[]): readonly Fold[] {
  const all = folds
    .flatMap(({ hidden }, fold) => hidden.map((stretch, index) => ({ ...stretch, fold, index })))
    .toSorted((one, two) => one.from - two.from);
  const ends = new Map<string, number>();
  let [at, lastShown] = [0, " "];
  for (const [index, { from, to, fold, index: part }] of all.entries()) {
    if (from > at) lastShown = text[from - 1]!;
    const next = all[index + 1]?.from ?? text.length;
    let end = to;
    if (lastShown.trim() === "") while (end < next && text[end]!.trim() === "") end += 1;
    ends.set(`${fold} ${part}`, end);
    at = end;
  }
  return folds.map((each, fold) => ({
    ...each,
    hidden: each.hidden.map(({ from, to }, index) => ({ from, to: ends.get(`${fold} ${index}`) ?? to })),
  }));
}
