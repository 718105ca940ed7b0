import { startCompletion } from "@codemirror/autocomplete";
import { indentLess, indentMore, redo, undo } from "@codemirror/commands";
import { foldCode, unfoldCode } from "@codemirror/language";
import { nextDiagnostic, previousDiagnostic } from "@codemirror/lint";
import { openSearchPanel } from "@codemirror/search";
import type { Command, KeyBinding } from "@codemirror/view";
import { actions, type TextActionName } from "../../actions/actions.ts";

const dayMs = 86_400_000;

/**
 * Lets the Tab after an Escape leave the editor. CodeMirror by itself waits two seconds for it, which is too short for
 * some people (WCAG 2.2.1). Any other key ends it.
 */
const leave: Command = (view) => {
  view.setTabFocusMode(dayMs);
  return true;
};

const commands: Readonly<Record<TextActionName, Command>> = {
  suggest: startCompletion,
  nextProblem: nextDiagnostic,
  previousProblem: previousDiagnostic,
  find: openSearchPanel,
  undo,
  redo,
  indent: indentMore,
  outdent: indentLess,
  fold: foldCode,
  unfold: unfoldCode,
  leave,
};

/** The keys of the actions in the text. What has an end of its own, such as a list of completions, takes them first. */
export const textKeys: readonly KeyBinding[] = actions.flatMap(({ name, key, mac }) =>
  name in commands && key !== undefined
    ? [{ key, ...(mac !== undefined && { mac }), run: commands[name as TextActionName] }]
    : [],
);
