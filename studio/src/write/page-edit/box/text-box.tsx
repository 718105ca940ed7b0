import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState, type Extension } from "@codemirror/state";
import { Direction, EditorView, type KeyBinding, keymap } from "@codemirror/view";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { useWords } from "../../../words/use-words.tsx";
import type { ContentItem, DescribedItem } from "../edits/edited-block.ts";
import { type BoxContent, boxOf, LostChip } from "./box-content.ts";
import { type Box, type Mark, openBox } from "./box-state.ts";
import type { ShownTexts } from "./shown-chips.ts";
import { ChipWidget } from "./chip-widget.ts";
import { lostWordings } from "./lost-wordings.ts";
import { OtherWordings } from "./other-wordings.tsx";
import { type PickedChip, pickedChip, ValueAt } from "./picked-chip.tsx";
import { boxTheme } from "./box-theme.ts";
import { tagWords } from "../words/condition-words.ts";
import { blockWords } from "../words/block-words.ts";

interface TextBoxProps {
  /** What the box is called. */
  readonly label: string;
  readonly items: readonly DescribedItem[];
  /** What their values print. */
  readonly shown: ShownTexts;
  /** Whether words can be bold, italic or a link. */
  readonly styled: boolean;
  readonly focus: boolean;
  /** Called with the content, which is read from the box when it is needed. */
  readonly onContent: (read: () => readonly ContentItem[]) => void;
  /** Enter was pressed. */
  readonly onDone: () => void;
  /** The query of a chip's value is wanted. */
  readonly onChip: (source: string) => void;
  /** A slash was typed where nothing else is. @param back gives the focus back to the text */
  readonly onSlash?: ((back: () => void) => void) | undefined;
}

/**
 * A text with its values as chips. It lives in a shadow root, as the editor of the source does. Enter ends it, Escape
 * belongs to what is around it.
 */
export function TextBox({ label, items, shown, styled, focus, onContent, onDone, onChip, onSlash }: TextBoxProps) {
  const words = useWords(blockWords);
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const box = useRef<Box>(null);
  const [, setMoves] = useState(0);
  const [content] = useState(() => boxOf(items, shown, (tag) => tagWords(tag, words)));
  const [isUnfolded, setUnfolded] = useState(false);
  const [picked, setPicked] = useState<PickedChip>();
  const current = { onDone, onSlash, onPick: setPicked, onMove: () => setMoves((moves) => moves + 1) };
  const latest = useRef(current);
  latest.current = current;

  // Before the box is drawn: a key that is pressed as soon as it is there is typed into it.
  useLayoutEffect(() => {
    const root = host.current!.shadowRoot ?? host.current!.attachShadow({ mode: "open" });
    const opened = openBox(content, (chip) => new ChipWidget(chip, words.nameOf));
    box.current = opened;
    const own = [keymap.of(hopKeys(opened)), ...extensionsOf(label, (mark) => toggle(mark), latest)];
    const state = EditorState.create({
      doc: content.text,
      selection: { anchor: content.text.length },
      extensions: [...opened.extensions, ...own],
    });
    const editor = new EditorView({ parent: root, root, state });
    view.current = editor;
    onContent(() => opened.content(editor.state));
    if (focus) editor.focus();
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, []);

  const set = (mark: Mark, value: boolean | string): void => {
    if (styled && view.current !== null) box.current!.set(view.current, mark, value);
  };
  const toggle = (mark: Mark, value: boolean | string = !isOn(mark)): void => {
    set(mark, value);
    if (styled) view.current?.focus();
  };
  const isOn = (mark: Mark): boolean => view.current !== null && box.current!.has(view.current.state, mark);
  return (
    <div className="page-edit-box">
      {styled && <BoxMarks isOn={isOn} onMark={toggle} onType={set} onLeave={() => view.current?.focus()} />}
      <div ref={host} className="page-edit-text" />
      <OtherWordings
        content={content}
        isOpen={isUnfolded}
        onOpen={(open) => {
          if (view.current !== null) box.current!.folds.setOpen(view.current, open);
          setUnfolded(open);
        }}
      />
      <LostWordings wordings={lostNow(content, box.current, view.current)} />
      {picked !== undefined && <ValueAt chip={picked} onQuery={() => onChip(picked.source)} />}
    </div>
  );
}

/** The wordings for other data that the box has lost since it was opened. */
function lostNow(content: BoxContent, box: Box | null, view: EditorView | null): readonly string[] {
  if (box === null || view === null || content.folds.length === 0) return [];
  try {
    return lostWordings(content, box.content(view.state));
  } catch (error) {
    // The box says so itself when it is to be read.
    if (error instanceof LostChip) return [];
    throw error;
  }
}

/** Says which words for other data go with what was written over. */
function LostWordings({ wordings }: { readonly wordings: readonly string[] }) {
  const words = useWords(blockWords);
  return (
    <p className="page-edit-within page-edit-lost" role="status" hidden={wordings.length === 0}>
      {wordings.length > 0 && words.lostWordings(wordings)}
    </p>
  );
}

function extensionsOf(
  label: string,
  toggle: (mark: Mark) => void,
  latest: {
    readonly current: Pick<TextBoxProps, "onDone" | "onSlash"> & {
      readonly onPick: (chip: PickedChip | undefined) => void;
      readonly onMove: () => void;
    };
  },
): Extension[] {
  const marking = (mark: Mark) => (): boolean => {
    toggle(mark);
    return true;
  };
  return [
    history(),
    EditorView.lineWrapping,
    boxTheme,
    EditorView.contentAttributes.of({
      "aria-label": label,
      "aria-multiline": "false",
      // A long text scrolls around it, which keys reach by it.
      tabindex: "0",
      dir: "auto",
      spellcheck: "true",
    }),
    EditorView.domEventHandlers({
      click(event) {
        const chip = event.target instanceof Element ? pickedChip(event.target) : undefined;
        if (chip !== undefined) latest.current.onPick(chip);
        return false;
      },
    }),
    EditorView.updateListener.of(({ docChanged, selectionSet }) => {
      latest.current.onMove();
      if (docChanged || selectionSet) latest.current.onPick(undefined);
    }),
    keymap.of([
      { key: "Enter", run: () => (latest.current.onDone(), true) },
      { key: "/", run: (view) => slash(view, latest.current.onSlash) },
      { key: "Mod-b", run: marking("bold") },
      { key: "Mod-i", run: marking("italic") },
      ...historyKeymap,
      ...defaultKeymap.filter(({ key }) => key !== "Escape"),
    ]),
  ];
}

/** Keys that go over what is put away as if it were not there. */
function hopKeys({ folds }: Box): KeyBinding[] {
  const hop = (forward: (view: EditorView) => boolean) => (view: EditorView) => {
    folds.hop(view, forward(view));
    return false;
  };
  const to = (key: string, forward: (view: EditorView) => boolean): KeyBinding[] =>
    [key, `Mod-${key}`, `Alt-${key}`].map((each) => ({ key: each, run: hop(forward), shift: hop(forward) }));
  return [
    ...to("ArrowRight", isLeftToRight),
    ...to("ArrowLeft", (view) => !isLeftToRight(view)),
    ...to("Backspace", () => false),
    ...to("Delete", () => true),
  ];
}

function isLeftToRight(view: EditorView): boolean {
  return view.textDirectionAt(view.state.selection.main.head) === Direction.LTR;
}

/** Types a slash, which stays if the menu that it opens is left. */
function slash(view: EditorView, onSlash: TextBoxProps["onSlash"]): boolean {
  if (onSlash === undefined || view.state.doc.length > 0 || view.composing) return false;
  view.dispatch({ changes: { from: 0, insert: "/" }, selection: { anchor: 1 }, userEvent: "input.type" });
  onSlash(() => view.focus());
  return true;
}

interface BoxMarksProps {
  readonly isOn: (mark: Mark) => boolean;
  readonly onMark: (mark: Mark, value?: boolean | string) => void;
  /** As `onMark`, while the focus stays where it is. */
  readonly onType: (mark: Mark, value: boolean | string) => void;
  /** The address of a link was given up. */
  readonly onLeave: () => void;
}

/** The buttons that set the selected words bold, italic, or as a link. */
function BoxMarks({ isOn, onMark, onType, onLeave }: BoxMarksProps) {
  const words = useWords(blockWords);
  const [address, setAddress] = useState<string>();
  const button = (mark: Mark, label: string, sign: ReactNode, press: () => void): ReactNode => (
    <button
      type="button"
      className="page-edit-mark"
      title={label}
      aria-label={label}
      aria-pressed={isOn(mark)}
      // The selection stays in the text.
      onMouseDown={(event) => event.preventDefault()}
      onClick={press}
    >
      {sign}
    </button>
  );
  return (
    <div className="page-edit-marks" role="group" aria-label={words.marks}>
      {button("bold", words.bold, <b>B</b>, () => onMark("bold"))}
      {button("italic", words.italic, <i>I</i>, () => onMark("italic"))}
      {button("link", words.link, <u>↗</u>, () => (isOn("link") ? onMark("link", false) : setAddress(scheme)))}
      {address !== undefined && (
        <LinkForm
          address={address}
          onAddress={(typed) => {
            setAddress(typed);
            // At once: a writer who ends the edit without "Set" meant it too.
            onType("link", isWritten(typed) && typed.trim());
          }}
          onSet={() => {
            onMark("link", isWritten(address) && address.trim());
            setAddress(undefined);
          }}
          onLeave={() => {
            onType("link", false);
            setAddress(undefined);
            onLeave();
          }}
        />
      )}
    </div>
  );
}

/** What an address begins with. */
const scheme = "https://";

/** Whether an address is more than its beginning. */
function isWritten(address: string): boolean {
  return !["", scheme].includes(address.trim());
}

interface LinkFormProps {
  readonly address: string;
  readonly onAddress: (address: string) => void;
  readonly onSet: () => void;
  readonly onLeave: () => void;
}

/** The address of a link; Escape gives up only that. */
function LinkForm({ address, onAddress, onSet, onLeave }: LinkFormProps) {
  const words = useWords(blockWords);
  return (
    <form
      className="page-edit-link"
      onSubmit={(event) => {
        event.preventDefault();
        onSet();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <label className="unseen" htmlFor="page-edit-address">
        {words.address}
      </label>
      <input id="page-edit-address" value={address} autoFocus onChange={(event) => onAddress(event.target.value)} />
      <button type="submit">{words.setLink}</button>
    </form>
  );
}
