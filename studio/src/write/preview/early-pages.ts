import { fromBase64 } from "./from-base64.ts";
import type { PreviewPage } from "./preview.ts";

/**
 * Pages that came with an answer, opened while the rest of it is shown: pdf.js reads them in its worker meanwhile. A
 * page that looks as in the answer before was drawn already, and stays closed.
 */
export class EarlyPages<Page extends { close(): void }> {
  readonly #open: (data: Uint8Array) => Promise<Page>;
  readonly #opened = new Map<string, Promise<Page>>();
  #known: ReadonlySet<string> = new Set();

  constructor(open: (data: Uint8Array) => Promise<Page>) {
    this.#open = open;
  }

  /** Opens what is new in an answer, and closes what nobody took of the one before. */
  receive(pages: readonly PreviewPage[]): void {
    this.close();
    const sent = pages.flatMap(({ digest, pdf }) => (pdf === undefined ? [] : [[digest, pdf] as const]));
    for (const [digest, pdf] of sent)
      if (!this.#known.has(digest)) this.#opened.set(digest, quiet(this.#open(fromBase64(pdf))));
    this.#known = new Set(sent.map(([digest]) => digest));
  }

  /** Hands over an open page, which the caller closes; `undefined` if it was not opened, or was taken. */
  take(digest: string): Promise<Page> | undefined {
    const page = this.#opened.get(digest);
    this.#opened.delete(digest);
    return page;
  }

  /** Closes what nobody took. */
  close(): void {
    for (const page of this.#opened.values()) void quiet(page.then((opened) => opened.close()));
    this.#opened.clear();
  }
}

/** A promise whose failure only those who wait for it hear of. */
function quiet<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}
