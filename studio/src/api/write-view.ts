/** What Write shows of a template: its pages alone, or its files and source beside them. */
export type WriteView = "page" | "source";

const prefix = "broadsheet-view ";
const known = "broadsheet-page-edit-known";

/** Keeps, in this browser, how a template opens in Write. */
export function keepView(name: string, view: WriteView): void {
  write(prefix + name, view);
}

/** How a template opens in Write: with its source, unless it began as a draft or was last seen without it. */
export function readView(name: string): WriteView {
  return read(prefix + name) === "page" ? "page" : "source";
}

/** Keeps that somebody has changed something on a page in this browser. */
export function keepPageEditKnown(): void {
  write(known, "yes");
}

/** Whether somebody has changed something on a page in this browser. */
export function isPageEditKnown(): boolean {
  return read(known) !== null;
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Without storage, or room in it, it is as if nothing had been chosen.
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
