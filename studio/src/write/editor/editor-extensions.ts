import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  completionStatus,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  bracketMatching,
  codeFolding,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentService,
  syntaxHighlighting,
} from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import {
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  type KeyBinding,
  lineNumbers,
  rectangularSelection,
} from "@codemirror/view";
import type { Suggestions } from "../complete/words.ts";
import { kindOf } from "../files/kind-of.ts";
import { languageOf } from "../language/language-of.ts";
import { completionSource } from "./completion-source.ts";
import { editorTheme } from "./editor-theme.ts";
import { foldContainers } from "./fold-containers.ts";
import { highlightStyle } from "./highlight-style.ts";
import { textKeys } from "./text-keys.ts";

export interface EditorSettings {
  readonly path: string;
  /** What the editor is called by screen readers. */
  readonly label: string;
  /** CodeMirror's own words in the language of the studio. */
  readonly phrases: Readonly<Record<string, string>>;
  readonly suggest: (
    path: string,
    text: string,
    at: number,
  ) => Suggestions | Promise<Suggestions | undefined> | undefined;
}

/**
 * The extensions of a file's editor. Tab indents; after Escape, Tab moves on, so that nobody is trapped.
 */
export function editorExtensions({ path, label, phrases, suggest }: EditorSettings): Extension[] {
  const language = languageOf(path);
  const kind = kindOf(path);
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    history(),
    foldGutter(),
    codeFolding(),
    drawSelection(),
    dropCursor(),
    EditorState.allowMultipleSelections.of(true),
    EditorState.phrases.of(phrases),
    EditorState.tabSize.of(2),
    indentOnInput(),
    syntaxHighlighting(highlightStyle),
    bracketMatching(),
    closeBrackets(),
    rectangularSelection(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    // Before the completion's own keys, which have the highest precedence as well.
    Prec.highest(keymap.of([endSearchForWords])),
    autocompletion({ override: [completionSource((text, at) => suggest(path, text, at))], icons: false }),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      "aria-label": label,
      tabindex: "0",
      spellcheck: kind === "text" ? "true" : "false",
    }),
    editorTheme,
    // Spaces before a line of Markdown have a meaning: a new line begins as the last one did.
    ...(kind === "text" ? [foldContainers, indentService.of(() => null)] : []),
    ...(language === undefined ? [] : [language]),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
      ...textKeys,
    ]),
  ];
}

/**
 * Ends a completion that nobody sees yet, and lets Escape do what it does otherwise: CodeMirror would take the key for
 * the completion.
 */
const endSearchForWords: KeyBinding = {
  key: "Escape",
  run: (view) => {
    if (completionStatus(view.state) === "pending") closeCompletion(view);
    return false;
  },
};
