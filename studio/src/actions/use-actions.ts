import { useEffect, useRef } from "react";
import { type ActionName, actions, keyOf } from "./actions.ts";
import { isMac, isPressed } from "./keys.ts";

/** What does each action now; the last one of several. */
const present = new Map<ActionName, (() => unknown)[]>();

/** Does an action, if the page can. @returns whether it can */
export function perform(name: ActionName): boolean {
  const act = present.get(name)?.at(-1);
  act?.();
  return act !== undefined;
}

/** Says how actions are done as long as the component is there; keys and buttons call them by their names. */
export function useActions(handlers: Partial<Readonly<Record<ActionName, () => unknown>>>): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  const names = Object.keys(handlers).join(" ");
  useEffect(() => {
    const added = names.split(" ").map((name) => {
      const act = (): unknown => latest.current[name as ActionName]?.();
      present.set(name as ActionName, [...(present.get(name as ActionName) ?? []), act]);
      return [name as ActionName, act] as const;
    });
    return () => {
      for (const [name, act] of added)
        present.set(
          name,
          present.get(name)!.filter((one) => one !== act),
        );
    };
  }, [names]);
}

/** Whether a key was pressed in a field, which has keys of its own. */
function isInField(event: Event): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
}

/** Listens to the keys of all actions; once, around all pages. */
export function useActionKeys(): void {
  useEffect(() => {
    const mac = isMac();
    const press = (event: KeyboardEvent): void => {
      // The editor may have taken it for its text.
      if (event.defaultPrevented) return;
      const pressed = actions.find((action) => {
        const key = keyOf(action, mac);
        if (action.place === "text" || (action.place === "pages" && isInField(event))) return false;
        return key !== undefined && isPressed(key, event, mac);
      });
      if (pressed !== undefined && perform(pressed.name)) event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
