/**
 * Where an action can be called: on every page, on the page of writing, on its report's pages, or only in its text. On
 * the report's pages is what has the focus nowhere else: no field, and not the text.
 */
export type Place = "everywhere" | "writing" | "pages" | "text";

interface Keys {
  /** As CodeMirror writes them: `Mod-s` is Ctrl+S, and ⌘S on a Mac. */
  readonly key?: string;
  /** On a Mac, if it is another one there. */
  readonly mac?: string;
}

export interface Action extends Keys {
  readonly name: ActionName;
  readonly place: Place;
}

/**
 * All actions that have a key, or a button whose key is shown. Their words are in `words.ts`, by the same names. The
 * list of keys, the hints of buttons and what listens to the keyboard are made from this, so that none says what
 * another does not do.
 */
const registered = {
  search: { place: "everywhere", key: "Mod-k" },
  showKeys: { place: "everywhere", key: "F1" },
  save: { place: "writing", key: "Mod-s" },
  publish: { place: "writing" },
  turnView: { place: "writing", key: "F4" },
  nextPane: { place: "writing", key: "F6" },
  previousPane: { place: "writing", key: "Shift-F6" },
  editHere: { place: "writing", key: "F2" },
  addHere: { place: "writing", key: "Shift-F2" },
  nextBlock: { place: "pages", key: "Alt-ArrowDown" },
  previousBlock: { place: "pages", key: "Alt-ArrowUp" },
  undoOnPage: { place: "pages", key: "Mod-z" },
  redoOnPage: { place: "pages", key: "Mod-Shift-z" },
  suggest: { place: "text", key: "Ctrl-Space" },
  nextProblem: { place: "text", key: "F8" },
  previousProblem: { place: "text", key: "Shift-F8" },
  find: { place: "text", key: "Mod-f" },
  undo: { place: "text", key: "Mod-z" },
  redo: { place: "text", key: "Mod-Shift-z" },
  indent: { place: "text", key: "Tab" },
  outdent: { place: "text", key: "Shift-Tab" },
  fold: { place: "text", key: "Ctrl-Shift-[", mac: "Cmd-Alt-[" },
  unfold: { place: "text", key: "Ctrl-Shift-]", mac: "Cmd-Alt-]" },
  leave: { place: "text", key: "Escape" },
} as const satisfies Readonly<Record<string, Keys & { readonly place: Place }>>;

export type ActionName = keyof typeof registered;

/** The actions of the text, which its editor does. */
export type TextActionName = {
  readonly [Name in ActionName]: (typeof registered)[Name]["place"] extends "text" ? Name : never;
}[ActionName];

/** In the order of the list of keys. */
export const actions: readonly Action[] = Object.entries(registered).map(([name, action]) => ({
  name: name as ActionName,
  ...action,
}));

/** @throws never: the type allows only names that are registered */
export function actionOf(name: ActionName): Action {
  return actions.find((action) => action.name === name)!;
}

/** The key of an action on this kind of machine, if it has one. */
export function keyOf({ key, mac }: Keys, isMac: boolean): string | undefined {
  return isMac ? (mac ?? key) : key;
}
