import { bytesOf, isChanged, openFile, sameBytes, type StoredFile, textOf, type WorkFile } from "./work-file.ts";

/**
 * The files of a template while they are edited: what the source holds, what was changed here, and where both changed.
 * Nothing that was written here is lost: what arrives from the source replaces only files without changes of their own.
 */
export class Workspace {
  #files: ReadonlyMap<string, WorkFile>;
  readonly #listeners = new Set<() => void>();

  constructor(stored: readonly StoredFile[]) {
    this.#files = sorted(new Map(stored.map((file) => [file.path, openFile(file)])));
  }

  /** All files by path, removed ones included; another map after every change. */
  readonly files = (): ReadonlyMap<string, WorkFile> => this.#files;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get(path: string): WorkFile | undefined {
    return this.#files.get(path);
  }

  /** The files that the template has now. */
  present(): WorkFile[] {
    return [...this.#files.values()].filter(({ removed }) => !removed);
  }

  changed(): WorkFile[] {
    return [...this.#files.values()].filter(isChanged);
  }

  edit(path: string, text: string): void {
    const file = this.#files.get(path);
    if (file === undefined || file.text === text) return;
    this.#put({ ...file, text, bytes: bytesOf(text, file.saved?.bytes) });
  }

  /** Adds a file, or replaces the content of one. */
  write(path: string, bytes: Uint8Array): void {
    const file = this.#files.get(path);
    this.#put({ ...file, path, bytes, text: textOf(bytes), removed: false });
  }

  /** Removes a file; one that was never saved is gone at once. */
  remove(path: string): void {
    const file = this.#files.get(path);
    if (file === undefined) return;
    if (file.saved === undefined) this.#drop(path);
    else this.#put({ ...file, removed: true });
  }

  /** Brings back what the source holds, in place of the changes made here. */
  revert(path: string): void {
    const saved = this.#files.get(path)?.saved;
    if (saved !== undefined) this.#put(openFile(saved));
  }

  rename(from: string, to: string): void {
    const file = this.#files.get(from);
    if (file === undefined || from === to) return;
    this.write(to, file.bytes);
    this.remove(from);
  }

  /** Notes that a state of a file is in the source now; edits made meanwhile stay changes. */
  saved(stored: StoredFile): void {
    const file = this.#files.get(stored.path);
    if (file !== undefined) this.#put({ ...file, saved: stored, theirs: undefined });
  }

  /** Notes that the source has deleted a file. */
  deleted(path: string): void {
    const file = this.#files.get(path);
    if (file === undefined) return;
    if (file.removed) this.#drop(path);
    else this.#put({ ...file, saved: undefined, theirs: undefined });
  }

  /**
   * Takes in the present state of the source. Files without changes follow it; a file that changed on both sides keeps
   * its text and gets `theirs`.
   */
  meet(stored: readonly StoredFile[]): void {
    const files = new Map(this.#files);
    const incoming = new Map(stored.map((file) => [file.path, file]));
    for (const file of stored) {
      const mine = files.get(file.path);
      if (mine === undefined) files.set(file.path, openFile(file));
      else if (mine.saved?.etag !== file.etag || mine.theirs !== undefined) files.set(file.path, meetFile(mine, file));
    }
    for (const [path, mine] of this.#files) {
      if (incoming.has(path) || mine.saved === undefined) continue;
      if (mine.removed || !isChanged(mine)) files.delete(path);
      else files.set(path, { ...mine, theirs: { etag: undefined, bytes: undefined } });
    }
    this.#set(files);
  }

  /**
   * Takes up changes that were made before the page was loaded again. Where the source has changed meanwhile, both
   * states stay, as in `meet`.
   *
   * @param stored the present state of the source
   */
  restore(kept: readonly WorkFile[], stored: readonly StoredFile[]): void {
    if (kept.length === 0) return;
    const present = new Map(stored.map((file) => [file.path, file]));
    const files = new Map(this.#files);
    for (const file of kept) {
      const now = present.get(file.path);
      // Another version may hold the same content.
      const isSame = now !== undefined && file.saved !== undefined && sameBytes(now.bytes, file.saved.bytes);
      files.set(file.path, isSame ? { ...file, saved: now } : file);
    }
    this.#set(files);
    this.meet(stored);
  }

  /** Settles a conflict: `mine` will be saved over theirs; `theirs` replaces mine. */
  settle(path: string, choice: "mine" | "theirs"): void {
    const file = this.#files.get(path);
    if (file?.theirs === undefined) return;
    const { etag, bytes } = file.theirs;
    if (bytes === undefined || etag === undefined) {
      if (choice === "theirs") this.#drop(path);
      else this.#put({ ...file, saved: undefined, theirs: undefined });
    } else if (choice === "theirs") this.#put(openFile({ path, bytes, etag }));
    else this.#put({ ...file, saved: { path, bytes, etag }, theirs: undefined });
  }

  #put(file: WorkFile): void {
    this.#set(new Map(this.#files).set(file.path, file));
  }

  #drop(path: string): void {
    const files = new Map(this.#files);
    files.delete(path);
    this.#set(files);
  }

  #set(files: Map<string, WorkFile>): void {
    this.#files = sorted(files);
    for (const listener of this.#listeners) listener();
  }
}

function meetFile(mine: WorkFile, stored: StoredFile): WorkFile {
  if (!isChanged(mine)) return openFile(stored);
  if (!mine.removed && sameBytes(mine.bytes, stored.bytes)) return openFile(stored);
  if (mine.saved?.etag === stored.etag) return { ...mine, theirs: undefined };
  return { ...mine, theirs: { etag: stored.etag, bytes: stored.bytes } };
}

/** The order in which authors look for files: the template's own first, then folders by name. */
const first = ["template.yaml", "report.md"];

function rank(path: string): string {
  const at = first.indexOf(path);
  return at >= 0 ? `0${at}` : path.includes("/") ? `2${path}` : `1${path}`;
}

function sorted(files: Map<string, WorkFile>): ReadonlyMap<string, WorkFile> {
  return new Map([...files].sort(([a], [b]) => (rank(a) < rank(b) ? -1 : 1)));
}
