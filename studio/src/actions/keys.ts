/** Whether the machine is Apple's, whose keys have other names. */
export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}

interface Chord {
  readonly key: string;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
}

/** A key with what is held down meanwhile. */
function chordOf(written: string, mac: boolean): Chord {
  const parts = written.split("-");
  const held = parts.slice(0, -1);
  const mod = held.includes("Mod");
  return {
    key: parts.at(-1)!,
    ctrl: held.includes("Ctrl") || (mod && !mac),
    meta: held.includes("Cmd") || (mod && mac),
    alt: held.includes("Alt"),
    shift: held.includes("Shift"),
  };
}

/** What a browser tells of a key that was pressed. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether a key was pressed, and nothing more was held down. */
export function isPressed(written: string, event: KeyPress, mac: boolean): boolean {
  const { key, ctrl, meta, alt, shift } = chordOf(written, mac);
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    event.ctrlKey === ctrl &&
    event.metaKey === meta &&
    event.altKey === alt &&
    event.shiftKey === shift
  );
}

/** A key as people read it: `Ctrl+Shift+Z`, `⇧⌘Z`. */
export function keyText(written: string, mac: boolean): string {
  const { key, ctrl, meta, alt, shift } = chordOf(written, mac);
  const name = key === "Escape" ? "Esc" : key.length === 1 ? key.toUpperCase() : key;
  const held = mac
    ? [ctrl && "⌃", alt && "⌥", shift && "⇧", meta && "⌘"]
    : [ctrl && "Ctrl+", alt && "Alt+", shift && "Shift+"];
  return [...held.filter(Boolean), name].join("");
}

/** A key as programs read it, by WAI-ARIA's `aria-keyshortcuts`: `Control+Shift+Z`. */
export function ariaKey(written: string, mac: boolean): string {
  const { key, ctrl, meta, alt, shift } = chordOf(written, mac);
  return [ctrl && "Control", alt && "Alt", shift && "Shift", meta && "Meta", key.length === 1 ? key.toUpperCase() : key]
    .filter(Boolean)
    .join("+");
}
