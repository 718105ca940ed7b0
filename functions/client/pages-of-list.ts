import { type Answer, dataOf } from "./refusal.ts";

/**
 * Goes through the pages of a list. A page may be short, or even empty, before the last one: a server looks only so far
 * for a page.
 *
 * @example
 *   for await (const { reports } of pages((after) => client.GET("/reports", { params: { query: { after } } })))
 *     for (const { id, status } of reports) console.log(id, status);
 *
 * @param ask asks for a page; `after` is where it begins, `undefined` for the first one
 * @throws Refusal if the server refuses a page
 */
export async function* pages<Page extends { readonly next?: string | undefined }>(
  ask: (after: string | undefined) => Promise<Answer<Page>>,
): AsyncGenerator<Page, void, void> {
  let after: string | undefined;
  do {
    const page = dataOf(await ask(after));
    yield page;
    after = cursorOf(page.next);
  } while (after !== undefined);
}

/** `next` is the address of the next page. */
function cursorOf(next: string | undefined): string | undefined {
  return next === undefined ? undefined : (new URL(next, "http://localhost").searchParams.get("after") ?? undefined);
}
