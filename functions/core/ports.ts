/** The outside world, as small interfaces. Imports nothing of ours. */

/** Time. Only the lifecycle of a report reads it, never the content. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds. */
  sleep(ms: number): Promise<void>;
}

/** The time zones that the machine knows. */
export interface TimeZones {
  /** The names that a message may propose. */
  names(): readonly string[];
  /** Whether it is the name of a zone. */
  has(zone: string): boolean;
  /** The day at an instant in a zone. @param instant milliseconds since the epoch @returns `YYYY-MM-DD` */
  dayAt(instant: number, zone: string): string;
}

export interface Logger {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

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

/** Font files of pinned packages. Synchronous because text is measured synchronously. */
export interface FontSource {
  /** @param file path below `node_modules/@expo-google-fonts/`, e.g. `inter/400Regular/Inter_400Regular.ttf`. */
  open(file: string): FontFile;
  /** The faces that a template's own families lack, by key (`serif-700-italic`). @default none */
  readonly standIns?: ReadonlyMap<string, StandIn>;
}

/** A face that a family lacks: text that asks for it looks like the text around it. */
export interface StandIn {
  readonly family: string;
  /** What the family lacks. */
  readonly lacks: "bold" | "italic" | "bold italic";
  /** The file that is used instead, in the template. */
  readonly path: string;
}

/**
 * A font file that is read in parts, so that only the used ones are in memory: a report draws a hundredth of ten
 * megabytes of Chinese outlines.
 */
export interface FontFile {
  /** As long as the file; parts not loaded yet are zero, or already correct. */
  readonly bytes: Uint8Array;
  /** Loads a part of the file into `bytes`. @param end offset after its last byte */
  load(start: number, end: number): void;
  /** SHA-256 of the whole file, lower-case hexadecimal. */
  digest(): string;
  /** Path in the template, for a template's own font. */
  readonly path?: string;
}

/** Cut of a family → path of its font file in the template. */
export type OwnFamily = { readonly regular: string } & Partial<
  Readonly<Record<"semibold" | "bold" | "italic" | "semibold-italic" | "bold-italic", string>>
>;

/** Families that a template sets in its own fonts. */
export type OwnFonts = Partial<Readonly<Record<"serif" | "sans" | "mono", OwnFamily>>>;

/**
 * Keeps a template's compiled specs and queries from one process to the next. It holds no more data and parameters than
 * specs do, whose titles may print a value. Each text is JSON on one line: `take` returns the text that was put under
 * the key, or nothing.
 */
export interface Shelf {
  take(key: string): string | undefined;
  put(key: string, text: string): void;
}

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
  /** Opens a file that somebody has written into the folder, by its name. It must not change any more. */
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

export type FontFamily = "serif" | "sans" | "mono" | "han";

export interface TextStyle {
  readonly family: FontFamily;
  readonly weight: 400 | 600 | 700;
  readonly italic?: boolean;
  /** Points. */
  readonly size: number;
  /** OpenType features on top of the defaults (kern, liga), e.g. `["tnum"]`. */
  readonly features?: readonly string[];
  /** Extra advance after every glyph, points. @default 0 */
  readonly letterSpacing?: number;
}

/** A piece of text that one font face covers, in logical order. */
export interface FaceRun {
  /** The text to draw, with missing characters already replaced. */
  readonly text: string;
  /** Key of the font face, understood by the PDF writer. */
  readonly face: string;
  /** Points. */
  readonly width: number;
  /** The replaced characters, if the run consists only of their replacements. */
  readonly original?: string;
}

export interface FaceMetrics {
  /** Points above the baseline. */
  readonly ascent: number;
  /** Points below the baseline, positive. */
  readonly descent: number;
  readonly capHeight: number;
  readonly xHeight: number;
}

/** A text set on one line, with per-character fallback. */
export interface MeasuredText {
  /** Points: the sum of the runs' widths. */
  readonly width: number;
  readonly runs: readonly FaceRun[];
}

/** Font metrics for layout and charts: implemented by the PDF stage over the fonts it embeds. */
export interface TextMeasurer {
  /** Width in points of `text` set on one line, with per-character fallback. */
  measure(text: string, style: TextStyle): number;
  /** Splits `text` where the face changes; the widths add up to `measure`. */
  runs(text: string, style: TextStyle): readonly FaceRun[];
  /** Both, for many texts of one style. */
  words(style: TextStyle): (text: string) => MeasuredText;
  /** Metrics of the style's first face. */
  metrics(style: TextStyle): FaceMetrics;
}

/** A step of an outline, named like the canvas's methods. */
export interface OutlineStep {
  readonly command: "moveTo" | "lineTo" | "quadraticCurveTo" | "bezierCurveTo" | "closePath";
  /** Coordinates in points, y downwards. */
  readonly args: readonly number[];
}

/** The shapes of text, for placing text by its ink: implemented by the PDF stage over the fonts it embeds. */
export interface TextOutliner {
  /**
   * The outlines of `text` set on one line, about the start of its baseline, to be filled by the
   * nonzero rule, and its width in points.
   *
   * @param font CSS font shorthand as a canvas has it; px are points
   */
  outline(text: string, font: string): { readonly steps: readonly OutlineStep[]; readonly width: number };
}

/** Keeps secrets apart from the store, which others may read, copy and back up. */
export interface SecretStore {
  /** @param name such as `webhooks/crm` */
  get(name: string): Promise<string | undefined>;
  /**
   * Returns the secret of a name; if there is none, `value`, which is then stored. Of concurrent callers all get the
   * same.
   */
  ensure(name: string, value: string): Promise<string>;
  put(name: string, value: string): Promise<void>;
  /** Succeeds even if there is no such secret. */
  delete(name: string): Promise<void>;
}

/** The result of a posted message: the status of the answer, or why there is none, in a few words. */
export type Posted = { readonly status: number; readonly retryAfterMs?: number } | { readonly fault: string };

/** Sends messages over HTTP to addresses that others chose. Follows no redirect and reads no answer's body. */
export interface HttpPoster {
  /**
   * Posts a JSON text.
   *
   * @param timeoutMs for all of it, from the look-up of the name to the status
   * @returns faults as values, since every one is an expected answer of a stranger
   */
  post(url: string, headers: Readonly<Record<string, string>>, body: string, timeoutMs: number): Promise<Posted>;
}

/** A letter to one address. */
export interface Letter {
  readonly to: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Without its angle brackets; a server on the way may replace it. */
  readonly messageId: string;
  /** Where a click, and a post by the reader's program (RFC 8058), end these letters. */
  readonly unsubscribe?: string | undefined;
  /** The PDF and its renditions. @default none */
  readonly attachments?: readonly Attachment[] | undefined;
}

/** A file that goes with a letter. */
export interface Attachment {
  readonly name: string;
  readonly body: Uint8Array;
  readonly contentType: string;
}

/** The result of handing over a letter. `refused`: not sent, for good or for now. `unknown`: perhaps sent. */
export type Mailed =
  | { readonly state: "sent" }
  | {
      readonly state: "refused";
      readonly fault: string;
      readonly forGood: boolean;
      /** What the server said, if it is that the address takes no letters and never will. */
      readonly noMailbox?: string;
    }
  | { readonly state: "unknown"; readonly fault: string };

/** Hands letters to a mail service: SMTP on a laptop, SES on AWS. */
export interface Mailer {
  /** Longest time of one letter, ms. */
  readonly timeoutMs: number;
  /** @returns faults as values */
  send(letter: Letter): Promise<Mailed>;
}

/** Places outside the store to which files are copied. */
export interface CopyPlace {
  /**
   * Writes a file, or overwrites it.
   *
   * @param to a prefix of a bucket or a folder, as `deliver` names it
   * @param name checked, relative to it, with `/` between folders
   * @throws BroadsheetError `invalid-request` if it would lie outside of what is allowed, `unavailable` if it cannot be
   *   written
   */
  write(
    to: string,
    name: string,
    body: Uint8Array | Pick<StreamedObject, "body" | "size">,
    contentType: string,
  ): Promise<void>;
}

/** A drawn page. */
export interface PageImage {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha of each pixel, row by row from the top. */
  readonly pixels: Uint8Array;
}
