import { deflate, deflateSync, type ZlibOptions } from "node:zlib";

/**
 * Streams below this size, bytes, are compressed at once: handing one to another thread costs the main thread as much,
 * about 0.15 ms.
 */
const small = 8000;

/** Streams compressed in parallel: twice Node's threads, so that these never wait for the main thread. */
const most = 8;

/**
 * Compresses a file's streams on Node's other threads while the next ones are built. A stream's result depends only on
 * the stream, so the bytes equal those of `deflateSync`.
 */
export class StreamCompressor {
  readonly #running = new Set<Promise<unknown>>();

  /** @param options zlib's compression level */
  compress(body: Uint8Array, options: Pick<ZlibOptions, "level"> = {}): Uint8Array | Promise<Uint8Array> {
    // A buffer for the whole stream; by default zlib takes 16 kB however little it needs.
    if (body.length < small) return deflateSync(body, { ...options, chunkSize: body.length + 64 });
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

function deflated(body: Uint8Array, options: ZlibOptions): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // A buffer for the whole stream, or the thread would return for every 16 kB; the result is copied to its own size.
    deflate(body, { ...options, chunkSize: body.length }, (error, result) => (error === null ? resolve(Uint8Array.from(result)) : reject(error)));
  });
}
