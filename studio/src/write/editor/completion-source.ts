import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import { caretMark, type Suggestion, type Suggestions } from "../complete/words.ts";

/** CodeMirror's kinds of ours: they choose the icon. */
const types: Readonly<Record<Suggestion["kind"], string>> = {
  directive: "class",
  attribute: "property",
  query: "variable",
  column: "property",
  parameter: "variable",
  filter: "function",
  tag: "keyword",
  variable: "variable",
  file: "text",
  message: "text",
  property: "property",
  value: "constant",
  keyword: "keyword",
  function: "function",
};

/** A completion source of what `suggest` finds at the caret. It speaks up while a word is typed, or when asked. */
export function completionSource(
  suggest: (text: string, at: number) => Suggestions | Promise<Suggestions | undefined> | undefined,
) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const found = await suggest(context.state.doc.toString(), context.pos);
    if (found === undefined || found.options.length === 0 || context.aborted) return null;
    const begun =
      context.pos > found.from || /[:.|$"'{ ]$/.test(context.state.sliceDoc(Math.max(0, found.from - 1), found.from));
    if (!context.explicit && !begun) return null;
    if (!context.explicit && context.pos === found.from && / /.test(context.state.sliceDoc(found.from - 1, found.from)))
      return null;
    return { from: found.from, options: found.options.map(completionOf), validFor: /^[\w$-]*$/ };
  };
}

function completionOf({ label, kind, detail, insert }: Suggestion): Completion {
  return {
    label,
    type: types[kind],
    ...(detail === undefined ? {} : { detail }),
    ...(insert === undefined ? {} : { apply: applyAt(insert) }),
  };
}

/** Inserts a text and puts the caret where it has its mark. */
function applyAt(insert: string) {
  return (view: EditorView, completion: Completion, from: number, to: number): void => {
    const caret = insert.indexOf(caretMark);
    const text = caret < 0 ? insert : insert.slice(0, caret) + insert.slice(caret + 1);
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + (caret < 0 ? text.length : caret) },
      annotations: pickedCompletion.of(completion),
      userEvent: "input.complete",
    });
  };
}
