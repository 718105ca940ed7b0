import { type ComponentProps, type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "../../design/button.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { ContentItem, DescribedItem, Edit } from "./edited-block.ts";
import { AddMenu } from "./add-menu.tsx";
import type { Adding, Choice } from "./addition.ts";
import { BlockMoves } from "./block-moves.tsx";
import { ColumnRows } from "./column-rows.tsx";
import type { ResultColumn } from "../query/draft-chart.ts";
import { Fault } from "./fault.tsx";
import { BlockRules } from "./rules/block-rules.tsx";
import { listing, shownColumns } from "./shown-columns.ts";
import { SettingFields } from "./setting-fields.tsx";
import { TextBox } from "./text-box.tsx";
import type { OpenBlock } from "./use-page-edit.ts";
import { pageEditWords } from "./words.ts";

interface BlockEditorProps {
  readonly open: OpenBlock;
  readonly fault: Error | undefined;
  /** @returns whether they were made */
  readonly onApply: (edits: readonly Edit[], adding?: Adding) => Promise<boolean>;
  readonly onClose: () => void;
  /** Goes to a line of the block's source, after the block is closed. */
  readonly onSource: (line: number) => void;
  /** A value was clicked; called after the block is closed. */
  readonly onChip: (source: string) => void;
  /** What can be added below it. */
  readonly choices: readonly Choice[];
  /** The columns of a query. */
  readonly columnsOf: (query: string | undefined) => readonly ResultColumn[];
  /** What else of the block is edited. */
  readonly panel?: ReactNode;
}

/** The texts of a block, over the place where it is printed. */
export function BlockEditor({
  open,
  fault,
  onApply,
  onClose,
  onSource,
  onChip,
  choices,
  columnsOf,
  panel,
}: BlockEditorProps) {
  const words = useWords(pageEditWords);
  const { block } = open;
  const ofQuery = columnsOf(block.data).map(({ name }) => name);
  const { busy, lost, labels, reads, choose, done, add, leave } = useTyped(open, ofQuery, onApply, onClose);
  const [menu, setMenu] = useState<OpenMenu>();

  return (
    <div className="page-edit" role="dialog" aria-label={words.edit} onKeyDown={(event) => press(event, onClose)}>
      <Within open={open} />
      {panel}
      <Fields
        block={block}
        onContent={(name, read) => void reads.current.set(name, read)}
        onDone={() => void done()}
        onChip={(source) => void leave(() => onChip(source))}
        onSlash={(back) => setMenu({ replaces: true, back })}
      />
      <BlockMenus
        block={block}
        columnsOf={columnsOf}
        disabled={busy}
        onEdit={(edit) => void done(edit)}
        onLabels={(typed) => void (labels.current = typed)}
        onChoose={choose}
      />
      <Fault error={lost ?? fault} />
      <BlockMoves
        disabled={busy}
        adding={menu !== undefined}
        onEdit={(edit) => void done(edit)}
        onAdd={() =>
          setMenu(menu === undefined ? { replaces: false, back: focusOf(document.activeElement) } : undefined)
        }
      />
      {menu !== undefined && (
        <BoxMenu menu={menu} choices={choices} busy={busy} onAdd={add} onClose={() => setMenu(undefined)} />
      )}
      <EndButtons
        busy={busy}
        onDone={() => void done()}
        onClose={onClose}
        onSource={() => void leave(() => onSource(block.line))}
      />
    </div>
  );
}

/** The menu of what can be added, while it is open. */
interface OpenMenu {
  /** Whether what is added takes the place of the block, whose text was empty. */
  readonly replaces: boolean;
  /** Gives the focus back. */
  readonly back: () => void;
}

interface BoxMenuProps {
  readonly menu: OpenMenu;
  readonly choices: readonly Choice[];
  readonly busy: boolean;
  readonly onAdd: (adding: Adding) => Promise<void>;
  readonly onClose: () => void;
}

/** The menu of what can be added, in the box of a block. */
function BoxMenu({ menu: { replaces, back }, choices, busy, onAdd, onClose }: BoxMenuProps) {
  return (
    <AddMenu
      choices={choices}
      disabled={busy}
      onChoose={({ make }) => void onAdd({ make, replaces })}
      onLeave={() => {
        onClose();
        back();
      }}
    />
  );
}

function focusOf(element: Element | null): () => void {
  return () => element instanceof HTMLElement && element.focus();
}

interface FieldsProps extends Pick<ComponentProps<typeof TextBox>, "onDone" | "onChip" | "onSlash"> {
  readonly block: OpenBlock["block"];
  readonly onContent: (name: string, read: () => readonly ContentItem[]) => void;
}

/** The text of a block, and its captions. */
function Fields({ block, onContent, onSlash, ...rest }: FieldsProps) {
  const words = useWords(pageEditWords);
  const { content, captions, draws } = block;
  return (
    <>
      {content !== undefined && (
        <Field
          {...rest}
          label={words.text}
          items={content}
          styled
          focus
          onContent={(read) => onContent("", read)}
          onSlash={onSlash}
        />
      )}
      {captions.map(({ name, styled, content: items = [] }, index) => (
        <Field
          {...rest}
          key={name}
          label={words.caption(name)}
          items={items}
          styled={styled}
          focus={index === 0 && content === undefined && draws === undefined}
          onContent={(read) => onContent(name, read)}
        />
      ))}
    </>
  );
}

/** Keys are the text's own, not the page's; Escape closes the box. */
function press(event: KeyboardEvent, onClose: () => void): void {
  event.stopPropagation();
  // Escape then gives up only what an input method composes.
  if (event.nativeEvent.isComposing) return;
  if (event.key === "Escape") onClose();
}

interface BlockMenusProps extends Pick<BlockEditorProps, "columnsOf"> {
  readonly block: OpenBlock["block"];
  readonly disabled: boolean;
  readonly onEdit: (edit: Edit) => void;
  readonly onLabels: (labels: ReadonlyMap<string, string>) => void;
  /** What was chosen, by what it is about; undefined for what is as before. */
  readonly onChoose: (about: string, edit: Edit | undefined) => void;
}

/** What of a block is chosen in menus. */
function BlockMenus({ block, columnsOf, disabled, onEdit, onLabels, onChoose }: BlockMenusProps) {
  const { settings, data } = block;
  const typed = columnsOf(data);
  const ofQuery = typed.map(({ name }) => name);
  const columns = shownColumns(block, ofQuery);
  const written = (name: string): string => columns?.find(({ column }) => column === name)?.format ?? "";
  return (
    <>
      {columns !== undefined && (
        <ColumnRows
          columns={columns}
          ofQuery={typed}
          disabled={disabled}
          onRules={(column, rules) => onChoose(`rules ${column}`, { do: "column", column, rules })}
          onEdit={onEdit}
          onLabels={onLabels}
          onFormat={(column, format) =>
            onChoose(`format ${column}`, format === written(column) ? undefined : { do: "column", column, format })
          }
        />
      )}
      {settings !== undefined && (
        <SettingFields
          settings={settings}
          columns={ofQuery}
          onChoose={(name, value) => onChoose(name, { do: "setting", name, value: value ?? null })}
        />
      )}
      <BlockRules block={block} columns={typed} onChoose={onChoose} />
    </>
  );
}

/** What is typed in the boxes of a block, and what becomes of it. */
function useTyped(
  open: OpenBlock,
  ofQuery: readonly string[],
  onApply: BlockEditorProps["onApply"],
  onClose: () => void,
) {
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

interface EndButtonsProps {
  readonly busy: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
  readonly onSource: () => void;
}

/** How an edit ends. */
function EndButtons({ busy, onDone, onClose, onSource }: EndButtonsProps) {
  const words = useWords(pageEditWords);
  return (
    <div className="page-edit-buttons">
      <Button kind="primary" disabled={busy} onClick={onDone}>
        {words.done}
      </Button>
      <Button onClick={onClose}>{words.cancel}</Button>
      <Button kind="plain" onClick={onSource}>
        {words.toSource}
      </Button>
    </div>
  );
}

/** A text box with what it is called above it. */
function Field(props: ComponentProps<typeof TextBox>) {
  return (
    <div className="page-edit-field">
      <span className="page-edit-label" aria-hidden="true">
        {props.label}
      </span>
      <TextBox {...props} />
    </div>
  );
}

/** Says that a block is printed for each row of a loop, or not always. */
function Within({ open: { block, times } }: Pick<BlockEditorProps, "open">) {
  const words = useWords(pageEditWords);
  return block.within.map(({ kind, tag, line }) => (
    <p key={line} className="page-edit-within">
      {kind === "loop" ? words.inLoop(tag, times) : words.inCondition(tag)}
    </p>
  ));
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
