import { type ComponentProps, type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "../../design/button.tsx";
import { errorText, useProblemText } from "../../words/use-problem-text.ts";
import { useWords } from "../../words/use-words.tsx";
import type { ContentItem, DescribedItem, Edit } from "./edited-block.ts";
import { LostChip } from "./box-content.ts";
import { BlockMoves } from "./block-moves.tsx";
import { ColumnRows } from "./column-rows.tsx";
import type { ResultColumn } from "../query/draft-chart.ts";
import { SettingFields } from "./setting-fields.tsx";
import { TextBox } from "./text-box.tsx";
import { ChangedSource, type OpenBlock } from "./use-page-edit.ts";
import { pageEditWords } from "./words.ts";

interface BlockEditorProps {
  readonly open: OpenBlock;
  readonly fault: Error | undefined;
  /** @returns whether they were made */
  readonly onApply: (edits: readonly Edit[]) => Promise<boolean>;
  readonly onClose: () => void;
  /** Goes to a line of the block's source, after the block is closed. */
  readonly onSource: (line: number) => void;
  /** A value was clicked; called after the block is closed. */
  readonly onChip: (source: string) => void;
  /** Names of the queries. */
  readonly queries: readonly string[];
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
  queries,
  columnsOf,
  panel,
}: BlockEditorProps) {
  const words = useWords(pageEditWords);
  const { block } = open;
  const { busy, lost, labels, reads, choose, done, leave } = useTyped(open, onApply, onClose);

  const field = (name: string, label: string, items: readonly DescribedItem[], styled: boolean, focus: boolean) => (
    <Field
      key={name}
      label={label}
      items={items}
      styled={styled}
      focus={focus}
      onContent={(read) => void reads.current.set(name, read)}
      onDone={() => void done()}
      onChip={(source) => void leave(() => onChip(source))}
    />
  );
  return (
    <div className="page-edit" role="dialog" aria-label={words.edit} onKeyDown={(event) => press(event, onClose)}>
      <Within open={open} />
      {panel}
      {block.content !== undefined && field("", words.text, block.content, true, true)}
      {block.captions.map(({ name, styled, content = [] }, index) =>
        field(
          name,
          words.caption(name),
          content,
          styled,
          index === 0 && block.content === undefined && block.draws === undefined,
        ),
      )}
      <BlockMenus
        block={block}
        columnsOf={columnsOf}
        disabled={busy}
        onEdit={(edit) => void done(edit)}
        onLabels={(typed) => void (labels.current = typed)}
        onChoose={choose}
      />
      {(lost ?? fault) !== undefined && <Fault error={(lost ?? fault)!} />}
      <BlockMoves queries={queries} columnsOf={columnsOf} disabled={busy} onEdit={(edit) => void done(edit)} />
      <EndButtons
        busy={busy}
        onDone={() => void done()}
        onClose={onClose}
        onSource={() => void leave(() => onSource(block.line))}
      />
    </div>
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
  const { columns, settings, data } = block;
  return (
    <>
      {columns !== undefined && (
        <ColumnRows
          columns={columns}
          disabled={disabled}
          onEdit={onEdit}
          onLabels={onLabels}
          onFormat={(column, format) =>
            onChoose(`format ${column}`, format === "" ? undefined : { do: "column", column, format })
          }
        />
      )}
      {settings !== undefined && (
        <SettingFields
          settings={settings}
          columns={columnsOf(data).map(({ name }) => name)}
          onChoose={(name, value) => onChoose(name, { do: "setting", name, value: value ?? null })}
        />
      )}
    </>
  );
}

/** What is typed in the boxes of a block, and what becomes of it. */
function useTyped(open: OpenBlock, onApply: BlockEditorProps["onApply"], onClose: () => void) {
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
      const edits = [...editsOf(open, reads.current), ...headingsOf(open, labels.current), ...chosen.current.values()];
      setLost(undefined);
      return edits;
    } catch (error) {
      setLost(error as Error);
      return undefined;
    }
  };
  const apply = async (edits: readonly Edit[]): Promise<boolean> => {
    setBusy(true);
    const isMade = await onApply(edits);
    setBusy(false);
    return isMade;
  };
  /** Makes the edits of the boxes, and then one of the block. */
  const done = async (...more: readonly Edit[]): Promise<void> => {
    const edits = typed();
    if (edits !== undefined) await apply([...edits, ...more]);
  };
  /** Goes elsewhere, once what was typed is made; if it is refused, the block stays open. */
  const leave = async (go: () => void): Promise<void> => {
    const edits = typed();
    if (edits === undefined) return;
    if (edits.length === 0) onClose();
    else if (!(await apply(edits))) return;
    go();
  };
  return { busy, lost, labels, reads, choose, done, leave };
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

function Fault({ error }: { readonly error: Error }) {
  const say = useProblemText();
  const words = useWords(pageEditWords);
  return (
    <p className="page-edit-fault" role="alert">
      {error instanceof ChangedSource ? words.changed : error instanceof LostChip ? words.lost : errorText(error, say)}
    </p>
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
function headingsOf({ block }: OpenBlock, labels: ReadonlyMap<string, string>): Edit[] {
  return (block.columns ?? []).flatMap(({ column, label = column }) => {
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
