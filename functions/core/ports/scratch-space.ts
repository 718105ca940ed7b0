/* Files on disk while a report is made, for tools that read files only. */

/** Bytes in memory, or in a file of which only what is asked for is in memory. A `Uint8Array` is one. */
export interface Bytes {
  readonly length: number;
  /** The bytes from one offset to before another; what lies behind the end is left out. @default end the end */
  subarray(start: number, end?: number): Uint8Array;
  /** How many of them are read at a time. @default all */
  readonly pieceBytes?: number;
}

/** A file in a scratch space. It is read synchronously: a scan of it is, which goes back and forth. */
export interface ScratchFile extends Bytes {
  /** Absolute path. */
  readonly path: string;
  readonly pieceBytes: number;
}

/** A file in a scratch space that is being written, from its beginning. */
export interface ScratchWriter {
  write(bytes: Uint8Array): void;
  /** Ends the file. */
  end(): ScratchFile;
}

/** A private folder on disk, for tools (DuckDB) that read files only. */
export interface ScratchSpace {
  /** Writes a file and returns its absolute path. */
  write(name: string, body: Uint8Array): Promise<string>;
  /** Begins a file that is too long for the memory. */
  create(name: string): ScratchWriter;
  /**
   * Opens a file that somebody has written into the folder, by its name, or elsewhere, by its absolute path. It must
   * not change any more.
   */
  open(name: string): ScratchFile;
  /**
   * Writes parts of a file, which has holes between them that take no space and read as zeros, and returns its absolute
   * path.
   *
   * @param size of the file, bytes
   * @param fill writes the parts, in any order, several at once if it likes; if it fails, its error is thrown
   */
  writeSparse(
    name: string,
    size: number,
    fill: (write: (at: number, bytes: Uint8Array) => Promise<void>) => Promise<void>,
  ): Promise<string>;
  /** Absolute path of the folder itself. */
  readonly folder: string;
  /**
   * Marks the folder as in use, which would otherwise be removed as left behind after an hour; `false` if it is gone.
   */
  touch(): Promise<boolean>;
  /** Removes the folder and everything in it. */
  dispose(): Promise<void>;
}
