import type { StoredFile } from "../workspace/work-file.ts";

/** A change of one file on its way to the source. */
export interface FileChange {
  readonly path: string;
  /** What the file was when it was read; absent for a new one. */
  readonly etag: string | undefined;
  /** Absent: the file is removed. */
  readonly bytes: Uint8Array | undefined;
}

/** What came of a change: the file as it is now, or the state that somebody else gave it meanwhile. */
export type Saved =
  | { readonly kind: "saved"; readonly file: StoredFile }
  | { readonly kind: "removed"; readonly path: string }
  | { readonly kind: "conflict"; readonly path: string };

/** Where the files of a template are kept: a folder on the server's disk, or its stored versions. */
export interface FileSource {
  readonly kind: "folder" | "stored";
  /** What previews begin with, so that only changed files are sent. */
  readonly base: { readonly kind: "folder" } | { readonly kind: "stored"; readonly version: string };
  list(): Promise<readonly StoredFile[]>;
  /**
   * Writes changes. A folder takes them file by file; a stored template makes a new draft version of all files.
   *
   * @param all every file that the template will have
   * @throws RefusedError with the problems of a faulty template
   */
  save(changes: readonly FileChange[], all: ReadonlyMap<string, Uint8Array>): Promise<readonly Saved[]>;
  /** Stores all files as a version that can be published. @returns the version */
  makeVersion(all: ReadonlyMap<string, Uint8Array>): Promise<string>;
  /** Calls back when somebody else has changed the files; returns a function that stops this. */
  watch(changed: () => void): () => void;
}
