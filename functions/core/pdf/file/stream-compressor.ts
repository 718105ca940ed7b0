import { deflate, deflateSync, type ZlibOptions } from "node:zlib";

/** Bytes below which a stream is compressed on the spot: asking another thread for it takes the main one as long, about 0.15 ms. */
const small = 8000;

/** Streams that are compressed at a time: twice Node's threads, so that they never wait for the main one. */
const most = 8;

/**
 * Compresses the streams of a file on Node's other threads while the next are made. Each stream alone decides its bytes, so they are those of
 * `deflateSync`.
 */
export class StreamCompressor {
  readonly #running = new Set<Promise<unknown>>();

  /** @param options level of zlib's effort */
  compress(body: Uint8Array, options: Pick<ZlibOptions, "level"> = {}): Uint8Array | Promise<Uint8Array> {
    // Room for all of it; by itself zlib takes 16 kB for however little.
    if (body.length < small) return deflateSync(body, { ...options, chunkSize: body.length + 64 });
    const compressed = deflated(body, options);
    // Whoever awaits the body learns of a failure; here it only makes room.
    const ended: Promise<unknown> = compressed.catch(() => undefined).finally(() => this.#running.delete(ended));
    this.#running.add(ended);
    return compressed;
  }

  /** Resolves when more may be compressed: a long document whose streams all waited for it would be in memory as a whole. */
  async room(): Promise<void> {
    // The oldest first.
    while (this.#running.size >= most) await this.#running.values().next().value;
  }
}

function deflated(body: Uint8Array, options: ZlibOptions): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // Room for all of it, or the thread would come back for every 16 kB; what is kept is a copy without that room.
    deflate(body, { ...options, chunkSize: body.length }, (error, result) => (error === null ? resolve(Uint8Array.from(result)) : reject(error)));
  });
}
