import { deflate, deflateSync, type ZlibOptions } from "node:zlib";

/**
 * Streams below this size, bytes, are compressed at once: handing one to another thread costs the main thread as much,
 * about 0.15 ms.
 */
const small = 8000;

/** Streams compressed in parallel: twice Node's threads, so that these never wait for the main thread. */
const most = 8;

/**
 * Compresses a file's streams, if wished on Node's other threads while the next ones are built. A stream's result
 * depends only on the stream, so the bytes equal those of `deflateSync`.
 */
export class StreamCompressor {
  readonly #running = new Set<Promise<unknown>>();
  readonly #threads: boolean;

  /**
   * @param threads whether other threads compress the larger streams, which spares the main thread, but takes more of
   *   the processor in all
   */
  constructor(threads = true) {
    this.#threads = threads;
  }

  /** @param options zlib's compression level */
  compress(body: Uint8Array, options: Pick<ZlibOptions, "level"> = {}): Uint8Array | Promise<Uint8Array> {
    if (body.length < small) return compressSmall(body, options);
    if (!this.#threads) return deflateSync(body, wholeStream(body, options));
    const compressed = deflated(body, options);
    // The caller that awaits the body gets any failure; here it only frees a slot.
    const ended: Promise<unknown> = compressed.catch(() => undefined).finally(() => this.#running.delete(ended));
    this.#running.add(ended);
    return compressed;
  }

  /** Resolves when more may be compressed; otherwise all streams of a long document could wait in memory. */
  async room(): Promise<void> {
    // The oldest first.
    while (this.#running.size >= most) await this.#running.values().next().value;
  }
}

/** Small streams compressed before, by level and content, the oldest first, and their size together. */
const kept = new Map<string, Uint8Array>();
let keptBytes = 0;
const mostKept = 4_000_000;

/**
 * Reports of one template share the colour profile, and often a font's glyphs and their table of characters: of a
 * batch's letters a quarter of the small streams, which took a ninth of a letter's CPU time.
 */
function compressSmall(body: Uint8Array, options: Pick<ZlibOptions, "level">): Uint8Array {
  const key = `${options.level ?? ""} ${Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("latin1")}`;
  const known = kept.get(key);
  if (known !== undefined) {
    // It becomes the youngest.
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const compressed = deflateSync(body, wholeStream(body, options));
  kept.set(key, compressed);
  keptBytes += key.length + compressed.length;
  for (const [oldest, { length }] of kept) {
    if (keptBytes <= mostKept) break;
    kept.delete(oldest);
    keptBytes -= oldest.length + length;
  }
  return compressed;
}

/** With a buffer for the whole stream; by default zlib takes 16 kB, however little or much it needs. */
function wholeStream({ length }: Uint8Array, options: Pick<ZlibOptions, "level">): ZlibOptions {
  return { ...options, chunkSize: length + 64 };
}

function deflated(body: Uint8Array, options: ZlibOptions): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // A buffer for the whole stream, or the thread would return for every 16 kB; the result is copied to its own size.
    deflate(body, { ...options, chunkSize: body.length }, (error, result) =>
      error === null ? resolve(Uint8Array.from(result)) : reject(error),
    );
  });
}
