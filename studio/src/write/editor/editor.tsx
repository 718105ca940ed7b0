import type { Diagnostic } from "@codemirror/lint";
import { EditorState, type Extension, Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { type RefObject, useEffect, useRef } from "react";
import { editorExtensions, type EditorSettings } from "./editor-extensions.ts";
import type { Jump } from "./jump.ts";
import { useDiagnostics, useJump, useText } from "./use-content.ts";

interface EditorProps extends EditorSettings {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly jump: Jump | undefined;
  readonly onChange: (path: string, text: string) => void;
  /** The caret moved by the author's hand. @param line from 1 */
  readonly onCaret: (path: string, line: number) => void;
}

/**
 * The editor of one file at a time. It lives in a shadow root: there its styles are constructed sheets, which a policy
 * without `unsafe-inline` allows. Each file keeps its undo history, caret and folds while the page is open.
 */
export function Editor({ text, diagnostics, jump, onChange, onCaret, ...settings }: EditorProps) {
  const { path } = settings;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const shown = useRef<string>(null);
  const states = useRef(
    new Map<string, { readonly state: EditorState; readonly scroll: number; readonly label: string }>(),
  );
  const latest = useRef({ settings, onChange, onCaret });
  latest.current = { settings, onChange, onCaret };

  useEffect(() => {
    const root = host.current!.shadowRoot ?? host.current!.attachShadow({ mode: "open" });
    const editor = new EditorView({ parent: root, root, state: EditorState.create() });
    view.current = editor;
    const kept = states.current;
    return () => {
      editor.destroy();
      view.current = null;
      shown.current = null;
      kept.clear();
    };
  }, []);

  useEffect(() => {
    const editor = view.current!;
    if (shown.current === path) return;
    if (shown.current !== null)
      states.current.set(shown.current, {
        state: editor.state,
        scroll: editor.scrollDOM.scrollTop,
        label: settings.label,
      });
    shown.current = path;
    const before = states.current.get(path);
    editor.setState(
      before?.state ??
        EditorState.create({
          doc: text,
          extensions: [
            ...editorExtensions({ ...settings, suggest: (...asked) => latest.current.settings.suggest(...asked) }),
            tellOfChanges(path, latest),
          ],
        }),
    );
    editor.scrollDOM.scrollTop = before?.scroll ?? 0;
  });

  useText(view, path, text);
  useDiagnostics(view, path, diagnostics);
  useJump(view, jump);

  return <div ref={host} className="editor" />;
}

/** Tells of each change of the file, and of the caret if the author's hand moved it. */
function tellOfChanges(path: string, latest: RefObject<Pick<EditorProps, "onChange" | "onCaret">>): Extension {
  return EditorView.updateListener.of((update) => {
    const byHand = update.transactions.some(
      (transaction) => transaction.annotation(Transaction.userEvent) !== undefined,
    );
    if (
      update.docChanged &&
      !update.transactions.some((transaction) => transaction.annotation(Transaction.remote) === true)
    )
      latest.current.onChange(path, update.state.doc.toString());
    if (byHand && (update.selectionSet || update.docChanged))
      latest.current.onCaret(path, update.state.doc.lineAt(update.state.selection.main.head).number);
  });
}
