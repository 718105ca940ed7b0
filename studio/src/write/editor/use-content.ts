import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { type RefObject, useEffect } from "react";
import type { Jump } from "./jump.ts";
import { replaceText } from "./replace-text.ts";

type View = RefObject<EditorView | null>;

/** Has the editor show the text of its file, if that was changed elsewhere. */
export function useText(view: View, path: string, text: string): void {
  useEffect(() => {
    const editor = view.current!;
    const change = replaceText(editor.state.doc.toString(), text);
    if (change !== undefined)
      editor.dispatch({
        changes: change,
        annotations: [Transaction.remote.of(true), Transaction.addToHistory.of(true)],
      });
  }, [path, text]);
}

/** Has the editor mark what is wrong. */
export function useDiagnostics(view: View, path: string, diagnostics: readonly Diagnostic[]): void {
  useEffect(() => {
    const editor = view.current!;
    const { length } = editor.state.doc;
    editor.dispatch(
      setDiagnostics(
        editor.state,
        diagnostics.filter(({ to }) => to <= length),
      ),
    );
  }, [path, diagnostics]);
}

/** Has the editor go to a place. */
export function useJump(view: View, jump: Jump | undefined): void {
  useEffect(() => {
    const editor = view.current!;
    if (jump === undefined) return;
    const { length } = editor.state.doc;
    const [from, to] = [Math.min(jump.from, length), Math.min(jump.to, length)];
    editor.dispatch({
      selection: { anchor: from, head: to },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
    if (jump.focus) editor.focus();
  }, [jump]);
}
