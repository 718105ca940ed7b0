import { corruptObject } from "../../core/errors.ts";

/** What tells a file from the one that takes its place. */
interface Identity {
  readonly ino: number;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly mtimeMs: number;
}

/** Most files remembered. */
const most = 10_000;

/** Remembers files that turned out damaged while they were sent, so that none is sent a second time. */
export class MarkedFiles {
  readonly #marked = new Map<string, string>();

  mark(path: string, file: Identity): void {
    if (this.#marked.size === most) this.#marked.delete(this.#marked.keys().next().value!);
    this.#marked.set(path, nameOf(file));
  }

  /** @throws BroadsheetError `damaged` if this very file was marked */
  refuse(path: string, key: string, file: Identity): void {
    const marked = this.#marked.get(path);
    if (marked === undefined) return;
    if (marked === nameOf(file)) throw corruptObject(key, "its content is not what was written");
    this.#marked.delete(path);
  }
}

function nameOf({ ino, size, mtimeMs }: Identity): string {
  return `${ino} ${size} ${mtimeMs}`;
}
