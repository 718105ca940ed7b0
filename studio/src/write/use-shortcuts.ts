import { useEffect, useRef } from "react";

interface Shortcuts {
  readonly save: () => unknown;
  readonly showShortcuts: () => void;
  readonly focusNext: (step: 1 | -1) => void;
}

/** The keys of the room: Ctrl+S (⌘S) saves, F6 goes from pane to pane, F1 lists the keys. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") latest.current.save();
      else if (event.key === "F6" && !event.ctrlKey) latest.current.focusNext(event.shiftKey ? -1 : 1);
      else if (event.key === "F1") latest.current.showShortcuts();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
