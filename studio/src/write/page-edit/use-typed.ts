import { useRef, useState } from "react";
import type { Adding } from "./add/addition.ts";
import type { ContentItem, DescribedItem, Edit } from "./edited-block.ts";
import { listing, shownColumns } from "./shown-columns.ts";
import type { OpenBlock } from "./use-page-edit.ts";

/** Makes edits, and then adds a block. @returns whether they were made */
export type ApplyEdits = (edits: readonly Edit[], adding?: Adding) => Promise<boolean>;

/** What is typed in the boxes of a block, and what becomes of it. */
export function useTyped(open: OpenBlock, ofQuery: readonly string[], onApply: ApplyEdits, onClose: () => void) {
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState<Error>();
  const labels = useRef<ReadonlyMap<string, string>>(new Map());
  const reads = useRef(new Map<string, () => readonly ContentItem[]>());
  /** What was chosen in menus, by what it is about. */
  const chosen = useRef(new Map<string, Edit>());
  const choose = (about: string, edit: Edit | undefined): void => {
    if (edit === undefined) chosen.current.delete(about);
    else chosen.current.set(about, edit);
  };
  /** The edits of the boxes; absent while others are made, or if a box cannot be read. */
  const typed = (): readonly Edit[] | undefined => {
    if (busy) return undefined;
    try {
      const edits = [
        ...editsOf(open, reads.current),
        ...headingsOf(open, ofQuery, labels.current),
        ...chosen.current.values(),
      ];
      setLost(undefined);
      return edits;
    } catch (error) {
      setLost(error as Error);
      return undefined;
    }
  };
  const apply = async (edits: readonly Edit[], adding?: Adding): Promise<boolean> => {
    setBusy(true);
    const all = edits.map((edit) => listing(open.block, ofQuery, edit));
    const isMade = await onApply(all, adding);
    setBusy(false);
    return isMade;
  };
  /** Makes the edits of the boxes, and then one of the block. */
  const done = async (...more: readonly Edit[]): Promise<void> => {
    const edits = typed();
    if (edits !== undefined) await apply([...edits, ...more]);
  };
  /** Makes the edits of the boxes, and then adds a block, in place of a text that is only the slash. */
  const add = async (adding: Adding): Promise<void> => {
    const edits = typed();
    if (edits === undefined) return;
    const replaces = adding.replaces && edits.some((edit) => edit.do === "text" && isSlash(edit.content));
    await apply(replaces ? [] : edits, { ...adding, replaces });
  };
  /** Goes elsewhere, once what was typed is made; if it is refused, the block stays open. */
  const leave = async (go: () => void): Promise<void> => {
    const edits = typed();
    if (edits === undefined) return;
    if (edits.length === 0) onClose();
    else if (!(await apply(edits))) return;
    go();
  };
  return { busy, lost, labels, reads, choose, done, add, leave };
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
    ...(text === undefined ? [] : [{ do: "text" as const, content: text }]),
    ...block.captions.flatMap(({ name, content }) => {
      const asked = wanted(name, content);
      return asked === undefined ? [] : [{ do: "caption" as const, name, content: asked }];
    }),
  ];
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
