import { completionKeymap, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, historyKeymap } from "@codemirror/commands";
import { foldKeymap } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { searchKeymap } from "@codemirror/search";
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Action, actions, keyOf, type Place } from "../../studio/src/actions/actions.ts";
import { ariaKey, isPressed, type KeyPress, keyText } from "../../studio/src/actions/keys.ts";
import { textKeys } from "../../studio/src/write/editor/text-keys.ts";

/** What can be called in a place: a text is on the page of writing, and that is one of all pages. */
const heardIn: Readonly<Record<Place, readonly Place[]>> = {
  everywhere: ["everywhere"],
  writing: ["everywhere", "writing"],
  pages: ["everywhere", "writing", "pages"],
  text: ["everywhere", "writing", "text"],
};

const keysIn = (place: Place, mac: boolean): string[] =>
  actions
    .filter((action) => heardIn[place].includes(action.place))
    .flatMap((action) => keyOf(action, mac) ?? [])
    .map((key) => keyText(key, mac));

test.each([false, true])("no two actions are on one key in one place (a Mac: %s)", (mac) => {
  for (const place of ["everywhere", "writing", "pages", "text"] as const) {
    const keys = keysIn(place, mac);
    expect(keys.length).toBeGreaterThan(1);
    expect(new Set(keys).size, keys.join(", ")).toBe(keys.length);
  }
});

test("the editor does every action of the text, and CodeMirror's own keys do not take them away", () => {
  const inText = actions.filter(({ place }) => place === "text");
  expect(textKeys.map(({ key }) => key)).toEqual(inText.map(({ key }) => key));
  // These return false where there is nothing to close, and the next one goes on.
  const yielding = new Set(["Escape"]);
  const own = [
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...completionKeymap,
    ...lintKeymap,
  ];
  for (const { key, mac, run } of textKeys)
    for (const written of new Set([key!, mac ?? key!])) {
      if (yielding.has(written)) continue;
      const isMac = written === mac;
      const taken = own.filter(
        (binding) => (isMac ? (binding.mac ?? binding.key) : (binding.linux ?? binding.key)) === written,
      );
      expect(
        taken.every((binding) => binding.run === run || binding.run === undefined),
        written,
      ).toBe(true);
    }
});

test("nothing else listens to keys: what a key does is an action", () => {
  const listening = /addEventListener\(\s*"key|onKey(?:Down|Up|Press)|keymap\.of\(|event\.key ===/;
  expect(
    globSync("studio/src/**/*.{ts,tsx}")
      .filter((file) => listening.test(readFileSync(file, "utf8")))
      .toSorted(),
  ).toEqual([
    "studio/src/actions/use-actions.ts",
    // Enter ends a title.
    "studio/src/draft/title-field.tsx",
    // Shift+Enter in the field of the search, as Enter: keys of a form.
    "studio/src/pages/find-form.tsx",
    // Escape closes a panel, as it closes a dialog.
    "studio/src/reports/ask/numbers-panel.tsx",
    // Takes the keys of the text from the actions.
    "studio/src/write/editor/editor-extensions.ts",
    // The menu of what can be added on the page: arrow keys choose in it, Enter adds, Escape leaves it.
    "studio/src/write/page-edit/add/add-editor.tsx",
    "studio/src/write/page-edit/add/add-menu.tsx",
    // A text that is open on the page: Escape gives it up, Enter ends it, and words are set as in every editor.
    "studio/src/write/page-edit/block-editor.tsx",
    "studio/src/write/page-edit/box/text-box.tsx",
    // Enter ends a value.
    "studio/src/write/page-edit/chart/typed-input.tsx",
  ]);
});

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

const written = (name: Action["name"], mac: boolean): string[] => {
  const key = keyOf(
    actions.find((action) => action.name === name)!,
    mac,
  )!;
  return [keyText(key, mac), ariaKey(key, mac)];
};

test("a key is pressed only with what belongs to it, and is written as its machine writes it", () => {
  expect(isPressed("Mod-s", press("s", { ctrlKey: true }), false)).toBe(true);
  expect(isPressed("Mod-s", press("S", { ctrlKey: true, shiftKey: true }), false)).toBe(false);
  expect(isPressed("Mod-s", press("s", { ctrlKey: true }), true)).toBe(false);
  expect(isPressed("Mod-s", press("s", { metaKey: true }), true)).toBe(true);
  expect(isPressed("Shift-F6", press("F6", { shiftKey: true }), false)).toBe(true);
  expect(isPressed("F6", press("F6", { shiftKey: true }), false)).toBe(false);
  expect([written("redo", false), written("redo", true)]).toEqual([
    ["Ctrl+Shift+Z", "Control+Shift+Z"],
    ["⇧⌘Z", "Shift+Meta+Z"],
  ]);
  expect([written("fold", false), written("fold", true)]).toEqual([
    ["Ctrl+Shift+[", "Control+Shift+["],
    ["⌥⌘[", "Alt+Meta+["],
  ]);
});
