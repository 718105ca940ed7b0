import { useRef, useState } from "react";
import type { Adding } from "./add/addition.ts";
import { beginsFigure, innerName } from "./inner-text.ts";
import type { ContentItem, DescribedItem, Edit } from "./edits/edited-block.ts";
import { listing, shownColumns } from "./shown-columns.ts";
import type { OpenBlock } from "./use-page-edit.ts";
import { useUnmade } from "./edits/use-unmade.ts";

/** Makes edits, and then adds a block. @param edits reads them. @returns whether they were made */
export type ApplyEdits = (edits: () => readonly Edit[], adding?: Adding) => Promise<boolean>;

interface Ends {
  readonly onApply: ApplyEdits;
  /** Makes what is typed elsewhere. @returns whether nothing of it is left */
  readonly finish: () => Promise<boolean>;
}

/** What is typed in the boxes of a block, and what becomes of it. */
export function useTyped(open: OpenBlock, ofQuery: readonly string[], { onApply, finish }: Ends) {
  const [busy, setBusy] = useState(false);
  const labels = useRef<ReadonlyMap<string, string>>(new Map());
  const reads = useRef(new Map<string, () => readonly ContentItem[]>());
  /** What was chosen in menus, by what it is about. */
  const chosen = useRef(new Map<string, Edit>());
  const choose = (about: string, edit: Edit | undefined): void => {
    if (edit === undefined) chosen.current.delete(about);
    else chosen.current.set(about, edit);
  };
  /** The edits of the boxes. @throws LostChip if one cannot be read */
  const typed = (): readonly Edit[] => [
    ...editsOf(open, reads.current),
    ...headingsOf(open, ofQuery, labels.current),
    ...chosen.current.values(),
  ];
  useUnmade(() => typed().length > 0);
  const apply = async (edits: () => readonly Edit[], adding?: Adding): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    const isMade = await onApply(() => edits().map((edit) => listing(open.block, ofQuery, edit)), adding);
    setBusy(false);
    return isMade;
  };
  /** Makes the edits of the boxes, and then one of the block. */
  const done = async (...more: readonly Edit[]): Promise<void> => {
    // What is deleted takes along what is not made yet.
    const isDeleted = more.some((edit) => edit.do === "delete" && edit.at === undefined);
    if (!isDeleted && !(await finish())) return;
    await apply(() => (isDeleted ? more : [...typed(), ...more]));
  };
  /** Makes the edits of the boxes, and then adds a block, in place of a text that is only the slash. */
  const add = async (adding: Adding): Promise<void> => {
    if (!(await finish())) return;
    const slash = reads.current.get("");
    const replaces = adding.replaces && slash !== undefined && isSlash(slash());
    await apply(() => (replaces ? [] : typed()), { ...adding, replaces });
  };
  /** Goes elsewhere, once what was typed is made; if it is refused, the block stays open. */
  const leave = async (go: () => void): Promise<void> => {
    if ((await finish()) && (await apply(typed))) go();
  };
  return { busy, labels, reads, choose, done, add, leave };
}

function isSlash([item, ...more]: readonly ContentItem[]): boolean {
  return item !== undefined && "text" in item && item.text === "/" && more.length === 0;
}

/** The edits that the boxes ask for: what nobody changed is no edit. @throws LostChip */
function editsOf({ block }: OpenBlock, reads: ReadonlyMap<string, () => readonly ContentItem[]>): Edit[] {
  const wanted = (name: string, items: readonly DescribedItem[] = []): readonly ContentItem[] | undefined => {
    const content = reads.get(name)?.();
    return content === undefined || JSON.stringify(content) === JSON.stringify(items.map(bare)) ? undefined : content;
  };
  const text = block.content === undefined ? undefined : wanted("", block.content);
  return [
    ...(text === undefined ? [] : [textEdit(text)]),
    ...(block.texts ?? []).flatMap((inner) => {
      const asked = wanted(innerName(inner), inner.content);
      const { line, column } = inner;
      if (asked === undefined) return [];
      // What stands below a figure is no figure: without words it is refused.
      const isWhole = block.kind !== "key-figures" || beginsFigure(inner);
      return [{ ...(isWhole ? textEdit(asked) : { do: "text" as const, content: asked }), at: { line, column } }];
    }),
    ...block.captions.flatMap(({ name, content }) => {
      const asked = wanted(name, content);
      return asked === undefined ? [] : [{ do: "caption" as const, name, content: asked }];
    }),
  ];
}

/** What becomes of a text: of an empty one, nothing is left. */
function textEdit(content: readonly ContentItem[]): Extract<Edit, { do: "text" | "delete" }> {
  const isEmpty = content.every((item) => "text" in item && item.text.trim() === "");
  return isEmpty ? { do: "delete" } : { do: "text", content };
}

/** The headings of columns that were typed and are others than before. */
function headingsOf({ block }: OpenBlock, ofQuery: readonly string[], labels: ReadonlyMap<string, string>): Edit[] {
  return (shownColumns(block, ofQuery) ?? []).flatMap(({ column, label = column }) => {
    const typed = labels.get(column)?.trim();
    return typed === undefined || typed === "" || typed === label
      ? []
      : [{ do: "column" as const, column, label: typed }];
  });
}

/** A described part as a client sends it. */
function bare({ text, keep, bold, italic, strike, link }: DescribedItem): ContentItem {
  const style = {
    ...(bold === true && { bold }),
    ...(italic === true && { italic }),
    ...(strike === true && { strike }),
    ...(link !== undefined && { link }),
  };
  return keep === undefined ? { text: text ?? "", ...style } : { keep, ...style };
}
