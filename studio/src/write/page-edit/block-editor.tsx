import { type ComponentProps, type KeyboardEvent, type MouseEvent, type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { ContentItem, Edit } from "./edits/edited-block.ts";
import { AddMenu } from "./add/add-menu.tsx";
import type { Adding, Choice } from "./add/addition.ts";
import { BlockMoves } from "./block-moves.tsx";
import { ColumnRows } from "./column-rows.tsx";
import type { ResultColumn } from "../query/draft-chart.ts";
import { Fault } from "./fault.tsx";
import { Field } from "./field.tsx";
import { InnerTexts } from "./inner-texts.tsx";
import { printedLabel } from "./box/printed-label.ts";
import { BlockRules } from "./rules/block-rules.tsx";
import { shownColumns } from "./shown-columns.ts";
import { SettingFields } from "./setting-fields.tsx";
import type { TextBox } from "./box/text-box.tsx";
import { useEnding } from "./use-ending.ts";
import type { OpenBlock, PageEdit } from "./use-page-edit.ts";
import { type ApplyEdits, useTyped } from "./use-typed.ts";
import { Within } from "./within.tsx";
import { pageEditWords } from "./words/words.ts";

interface BlockEditorProps {
  readonly open: OpenBlock;
  readonly fault: Error | undefined;
  readonly onApply: ApplyEdits;
  readonly onClose: () => void;
  /** Goes to a line of the block's source, after the block is closed. */
  readonly onSource: (line: number) => void;
  /** Opens the text of another branch of its condition, after the block is closed. */
  readonly onBranch: (line: number, column: number) => void;
  /** How it is ended from elsewhere. */
  readonly ending: PageEdit["leave"];
  /** A value was clicked; called after the block is closed. */
  readonly onChip: (source: string) => void;
  /** What can be added below it. */
  readonly choices: readonly Choice[];
  /** The columns of a query. */
  readonly columnsOf: (query: string | undefined) => readonly ResultColumn[];
  /** What else of the block is edited. */
  readonly panel?: ReactNode;
  /** Makes what is typed in the panel. @returns whether nothing of it is left */
  readonly finish: () => Promise<boolean>;
}

/** The texts of a block, over the place where it is printed. */
export function BlockEditor({
  open,
  fault,
  onApply,
  onClose,
  onSource,
  onBranch,
  ending,
  onChip,
  choices,
  columnsOf,
  panel,
  finish,
}: BlockEditorProps) {
  const words = useWords(pageEditWords);
  const { block } = open;
  const ofQuery = columnsOf(block.data).map(({ name }) => name);
  const typed = useTyped(open, ofQuery, { onApply, finish });
  const { busy, done, add, leave } = typed;
  const [menu, setMenu] = useState<OpenMenu>();
  useEnding(ending, (go) => void leave(go));
  const turn = (line: number, column: number): void => void leave(() => onBranch(line, column));

  return (
    <div className="page-edit" role="dialog" aria-label={words.edit} onKeyDown={(event) => press(event, onClose)}>
      <div className="page-edit-body" onClick={showOpened}>
        <Within open={open} onBranch={turn} />
        <Parts
          open={open}
          panel={panel}
          columnsOf={columnsOf}
          typed={typed}
          onLeave={(go) => void leave(go)}
          onText={turn}
          onChip={onChip}
          onSlash={(back) => setMenu({ replaces: true, back })}
        />
        <Fault error={fault} />
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
      </div>
      <EndButtons
        busy={busy}
        onDone={() => void done()}
        onClose={onClose}
        onSource={() => void leave(() => onSource(block.line))}
      />
    </div>
  );
}

/** Brings what a click opens into view, as far as there is room for it: the body of a box scrolls by itself. */
function showOpened({ target }: MouseEvent): void {
  const opened = target instanceof Element ? target.closest("summary")?.closest("details") : undefined;
  // It is open only after the click.
  requestAnimationFrame(() => opened?.open === true && opened.scrollIntoView({ block: "nearest" }));
}

interface PartsProps extends Pick<BlockEditorProps, "open" | "panel" | "columnsOf" | "onChip"> {
  readonly typed: ReturnType<typeof useTyped>;
  readonly onLeave: (go: () => void) => void;
  /** Opens one text of the block alone. */
  readonly onText: (line: number, column: number) => void;
  readonly onSlash: (back: () => void) => void;
}

/** What of a block is edited: first what it shows, then the words around it. */
function Parts({
  open: { block, text, shown },
  panel,
  columnsOf,
  typed,
  onLeave,
  onText,
  onChip,
  onSlash,
}: PartsProps) {
  const { busy, labels, reads, choose, done } = typed;
  const boxes = {
    shown,
    onContent: (name: string, read: () => readonly ContentItem[]) => void reads.current.set(name, read),
    onDone: () => void done(),
    onChip: (source: string) => onLeave(() => onChip(source)),
  };
  const fields = <Fields block={block} {...boxes} onSlash={onSlash} />;
  return (
    <>
      {panel}
      {block.texts !== undefined && (
        <InnerTexts
          {...boxes}
          kind={block.kind}
          texts={block.texts}
          disabled={busy}
          onEdit={(edit) => void done(edit)}
          onText={onText}
        />
      )}
      {block.settings === undefined && fields}
      <BlockMenus
        block={block}
        columnsOf={columnsOf}
        printedOf={(heading) => printedLabel(heading, text, block.line, shown)}
        disabled={busy}
        onEdit={(edit) => void done(edit)}
        onLabels={(typedLabels) => void (labels.current = typedLabels)}
        onChoose={choose}
      />
      {block.settings !== undefined && fields}
    </>
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

interface FieldsProps extends Pick<ComponentProps<typeof TextBox>, "shown" | "onDone" | "onChip" | "onSlash"> {
  readonly block: OpenBlock["block"];
  readonly onContent: (name: string, read: () => readonly ContentItem[]) => void;
}

/** The text of a block, and its captions. */
function Fields({ block, onContent, onSlash, ...rest }: FieldsProps) {
  const words = useWords(pageEditWords);
  const { content, captions, draws, settings, texts } = block;
  const isElsewhere = [content, draws, settings, texts].some((part) => part !== undefined);
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
          focus={index === 0 && !isElsewhere}
          onContent={(read) => onContent(name, read)}
        />
      ))}
    </>
  );
}

/** Keys are the text's own, not the page's, except that of saving; Escape closes the box. */
function press(event: KeyboardEvent, onClose: () => void): void {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") return;
  event.stopPropagation();
  // Escape then gives up only what an input method composes.
  if (event.nativeEvent.isComposing) return;
  if (event.key === "Escape") onClose();
}

interface BlockMenusProps extends Pick<BlockEditorProps, "columnsOf"> {
  readonly block: OpenBlock["block"];
  /** What a heading prints that holds values; undefined if that is not known. */
  readonly printedOf: (heading: string) => string | undefined;
  readonly disabled: boolean;
  readonly onEdit: (edit: Edit) => void;
  readonly onLabels: (labels: ReadonlyMap<string, string>) => void;
  /** What was chosen, by what it is about; undefined for what is as before. */
  readonly onChoose: (about: string, edit: Edit | undefined) => void;
}

/** What of a block is chosen in menus. */
function BlockMenus({ block, columnsOf, printedOf, disabled, onEdit, onLabels, onChoose }: BlockMenusProps) {
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
          printedOf={printedOf}
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
    <div className="page-edit-buttons page-edit-end">
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
