import type { ObjectStore } from "../../core/ports.ts";

/** Calls to S3, by what S3 charges for: it deletes for nothing. */
export interface StoreCalls {
  /** PUT, POST and LIST. */
  readonly s3Write: number;
  /** GET and HEAD. */
  readonly s3Read: number;
}

/** What each method costs; a method of the store that is not here does not compile. */
const charged: Readonly<Record<keyof ObjectStore, keyof StoreCalls | "free">> = {
  get: "s3Read",
  head: "s3Read",
  getRange: "s3Read",
  getStream: "s3Read",
  put: "s3Write",
  create: "s3Write",
  createStream: "s3Write",
  replace: "s3Write",
  list: "s3Write",
  keysAtHand: "free",
  delete: "free",
};

/** Length of the first thousand parts of a stream, bytes; later ones are longer. */
const partBytes = 8 * 1024 * 1024;

/** Counts the calls to a store: retries of the SDK are not among them. */
export class CallCounter {
  #calls = { s3Write: 0, s3Read: 0 };

  /** The same store, whose calls are counted. */
  watch(inner: ObjectStore): ObjectStore {
    return new Proxy(inner, {
      get: (target, name: keyof ObjectStore) => {
        const method: unknown = target[name];
        if (typeof method !== "function") return method;
        return (...given: unknown[]): unknown => {
          const what = charged[name] ?? "free";
          if (what !== "free") this.#calls[what] += 1;
          if (name === "createStream") given[1] = this.#inParts(given[1] as AsyncIterable<Uint8Array>);
          return (method as (...all: unknown[]) => unknown).apply(target, given);
        };
      },
    });
  }

  /** Begins to count anew. */
  begin(): void {
    this.#calls = { s3Write: 0, s3Read: 0 };
  }

  /** The calls since then. */
  get calls(): StoreCalls {
    return { ...this.#calls };
  }

  /** A stream longer than a part is written part by part, with a call before them and one behind. */
  async *#inParts(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.length;
      yield chunk;
    }
    if (bytes > partBytes) this.#calls.s3Write += Math.ceil(bytes / partBytes) + 1;
  }
}
