import { expect, test } from "vitest";
import { EarlyPages } from "../../../studio/src/write/preview/early-pages.ts";
import { fromBase64 } from "../../../studio/src/write/preview/from-base64.ts";
import type { PreviewPage } from "../../../studio/src/write/preview/preview.ts";

const page = (number: number, digest: string, pdf?: string): PreviewPage => ({
  number,
  width: 595,
  height: 842,
  digest,
  pdf: pdf === undefined ? undefined : Buffer.from(pdf).toString("base64"),
});

/** Opens texts as pages, and notes what was opened and closed. */
function reader() {
  const log: string[] = [];
  const open = async (data: Uint8Array): Promise<{ close(): void }> => {
    const text = new TextDecoder().decode(data);
    log.push(`open ${text}`);
    if (text === "broken") throw new Error("no PDF");
    return { close: () => void log.push(`close ${text}`) };
  };
  return { log, pages: new EarlyPages(open) };
}

test("of an answer's pages only those are opened that came with it and look new", async () => {
  const { log, pages } = reader();
  pages.receive([page(1, "a", "one"), page(2, "b", "two"), page(3, "c")]);
  await Promise.all([pages.take("a"), pages.take("b")]);
  pages.receive([page(1, "d", "one again"), page(2, "b", "two"), page(3, "c")]);
  expect(log).toEqual(["open one", "open two", "open one again"]);
  expect(pages.take("b")).toBeUndefined();
  expect(pages.take("c")).toBeUndefined();
});

test("a page is handed over once; what nobody took is closed with the next answer, and what was taken is not", async () => {
  const { log, pages } = reader();
  pages.receive([page(1, "a", "one"), page(2, "b", "two")]);
  await pages.take("a");
  expect(pages.take("a")).toBeUndefined();
  pages.receive([]);
  await new Promise((done) => setImmediate(done));
  expect(log).toEqual(["open one", "open two", "close two"]);
});

test("a page that cannot be opened fails for whoever takes it, and for nobody else", async () => {
  const { pages } = reader();
  pages.receive([page(1, "a", "broken"), page(2, "b", "broken")]);
  await expect(pages.take("a")).rejects.toThrow("no PDF");
  pages.close();
  await new Promise((done) => setImmediate(done));
});

test("base64 becomes the bytes that it was made of", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect(fromBase64(Buffer.from(bytes).toString("base64"))).toEqual(bytes);
});
