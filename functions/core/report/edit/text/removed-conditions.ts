import type { LiquidSpan } from "../../compose/liquid/project-liquid.ts";
import type { Atom } from "./atoms.ts";
import type { BlockContent } from "./read-content.ts";
import { setsForOthers } from "../source/names-elsewhere.ts";
import type { SourceTree } from "../source/source-tree.ts";

/** A condition or a loop that a text loses whole: offsets in the text as written. */
export interface RemovedCondition {
  readonly from: number;
  readonly to: number;
  /** Its chips, and those of all that stands in it. */
  readonly chips: ReadonlySet<number>;
}

const closers: Readonly<Record<string, string>> = {
  if: "endif",
  unless: "endunless",
  case: "endcase",
  for: "endfor",
};

/** The outermost conditions and loops of a text of which another text has no chip any more. */
export function removedConditions({ atoms, chips }: BlockContent, wanted: readonly Atom[]): RemovedCondition[] {
  const kept = new Set(wanted.flatMap(({ keep }) => keep ?? []));
  const open: { readonly closer: string; readonly from: number | undefined; readonly chips: Set<number> }[] = [];
  let removed: RemovedCondition[] = [];
  for (const { keep, from, to } of atoms) {
    if (keep === undefined) continue;
    const { kind, source } = chips[keep]!;
    const name = kind === "tag" ? (/^\{%-?\s*(\w+)/.exec(source)?.[1] ?? "") : "";
    if (Object.hasOwn(closers, name)) open.push({ closer: closers[name]!, from, chips: new Set() });
    for (const group of open) group.chips.add(keep);
    const group = open.at(-1);
    if (group === undefined || group.closer !== name) continue;
    open.pop();
    if (group.from === undefined || to === undefined || [...group.chips].some((chip) => kept.has(chip))) continue;
    // What stood in it goes with it.
    removed = removed.filter((inner) => inner.from < group.from!);
    removed.push({ from: group.from, to, chips: group.chips });
  }
  return removed;
}

/**
 * What a text loses with its removed conditions: also the names that it gives to nobody else, as far as their tags are
 * left out.
 *
 * @param removed by `removedConditions`
 */
export function withRemovedNames(
  tree: SourceTree,
  { atoms, chips }: BlockContent,
  wanted: readonly Atom[],
  removed: readonly RemovedCondition[],
): readonly RemovedCondition[] {
  const kept = new Set(wanted.flatMap(({ keep }) => keep ?? []));
  const gone = new Set(removed.flatMap((condition) => [...condition.chips]));
  const left = atoms.flatMap(({ keep, from, to }): RemovedCondition[] => {
    if (keep === undefined || from === undefined || to === undefined || kept.has(keep) || gone.has(keep)) return [];
    return /^\{%-?\s*assign\b/.test(chips[keep]!.source) ? [{ from, to, chips: new Set([keep]) }] : [];
  });
  const all = [...removed, ...left];
  return [...removed, ...left.filter((tag) => setsForOthers(tree, tag, { gone: all }) === undefined)];
}

/**
 * Whether a tag that prints nothing can go with a condition around it: a comment, or a name that is given there and
 * read nowhere else, or not before it is given anew.
 */
export function goesWith(tree: SourceTree, span: LiquidSpan, removed: readonly RemovedCondition[]): boolean {
  const around = removed.find(({ from, to }) => from <= span.from && span.to <= to);
  if (around === undefined) return false;
  if (["comment", "endcomment", "endcapture"].includes(span.name)) return true;
  if (span.name !== "assign" && span.name !== "capture") return false;
  // With all that goes: a text may lose several conditions at once.
  return setsForOthers(tree, span, { gone: removed }) === undefined;
}
