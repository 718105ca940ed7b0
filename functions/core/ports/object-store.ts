/* The store of objects, after S3. */

export interface StoredObject {
  readonly body: Uint8Array;
  /** Opaque token of exactly this content, for `replace`. */
  readonly etag: string;
  readonly contentType: string;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  /** Whether the store keeps what is deleted, as an S3 bucket with versioning does. @default it does not */
  readonly versioned?: true;
  /** Whether it lies inside another object, so that nobody can sign an address of it. @default it does not */
  readonly part?: true;
}

/** A stored object whose body is read piece by piece. */
export interface StreamedObject extends Omit<StoredObject, "body" | "etag"> {
  /** Bytes. */
  readonly size: number;
  /** The content, once, in pieces of any size. Fails like the store's methods; leaving the loop early is allowed. */
  readonly body: AsyncIterable<Uint8Array>;
}

export interface ListedObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

export interface ListPage {
  readonly objects: readonly ListedObject[];
  /** With `delimiter`: the distinct key beginnings up to and including it, after the prefix. */
  readonly prefixes: readonly string[];
  /** Pass as `after` to continue; absent on the last page. */
  readonly next?: string;
}

/**
 * A flat store of immutable or conditionally replaced objects, after S3. Keys are `/`-separated and sorted by their
 * UTF-8 bytes. Every method throws `BroadsheetError("unavailable")` if the store fails after its own retries.
 */
export interface ObjectStore {
  get(key: string): Promise<StoredObject | undefined>;
  /** Like `get` without the body. */
  head(key: string): Promise<Omit<StoredObject, "body"> | undefined>;
  /** Writes or overwrites. Returns the new etag. */
  put(key: string, body: Uint8Array, contentType: string): Promise<string>;
  /**
   * Create-if-absent: exactly one of any number of concurrent callers gets `true`. After a lost response, a caller that
   * gets `false` must read the object to see whether it is its own.
   */
  create(key: string, body: Uint8Array, contentType: string): Promise<boolean>;
  /**
   * `create` for content of any size, with only a few megabytes in memory at a time. Nothing is stored until the
   * content has ended; if it fails, nothing is, and its error is thrown. Unlike `create`, it returns `true` even when
   * the response to its own success was lost.
   */
  createStream(key: string, body: AsyncIterable<Uint8Array>, contentType: string): Promise<boolean>;
  /**
   * Reads a part of an object, as it is stored: nothing checks it, so its reader must. What lies behind the object's
   * end is left out.
   *
   * @param start offset of its first byte
   * @param end offset after its last byte; nothing is read unless it is greater than `start`
   * @returns undefined if there is no such object
   */
  getRange(key: string, start: number, end: number): Promise<Uint8Array | undefined>;
  /** Opens an object to read it piece by piece; undefined if there is none. */
  getStream(key: string): Promise<StreamedObject | undefined>;
  /** Overwrites only if the current content still has `etag`; otherwise returns `false`. */
  replace(key: string, body: Uint8Array, contentType: string, etag: string): Promise<boolean>;
  /**
   * Lists the keys that begin with `prefix`, in order: the items (keys or, with `delimiter`, prefixes) that sort after
   * `after`, at most `limit` of them. @default limit 1000
   */
  list(prefix: string, options?: { after?: string | undefined; limit?: number; delimiter?: "/" }): Promise<ListPage>;
  /**
   * All keys of a prefix that ends in `/`, in order, if the store has them in memory and knows that they are those it
   * holds now: the same array while they stay the same. Some may lead to no object.
   */
  keysAtHand?(prefix: string): Promise<readonly string[] | undefined>;
  /** Succeeds even if the object does not exist. */
  delete(key: string): Promise<void>;
}
