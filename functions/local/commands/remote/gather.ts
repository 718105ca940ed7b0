import { type Answer, pages } from "../../../client/create-client.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import type { Remote } from "../../remote/open-client.ts";

/** Entries of a list that are printed unless `--limit` says otherwise. */
export const usualLimit = 20;

/**
 * Takes the first entries of a list, from as many pages as that needs.
 *
 * @param limit a number, or `all`
 * @throws BroadsheetError as `take`, and `invalid-request` for another limit
 */
export async function gather<Entry, Page extends { readonly next?: string | undefined }>(
  { take }: Remote,
  limit: string,
  ask: (paging: { readonly limit: number; readonly after?: string }) => Promise<Answer<Page>>,
  entriesOf: (page: Page) => readonly Entry[],
): Promise<Entry[]> {
  const most = parseLimit(limit);
  const entries: Entry[] = [];
  const asked = async (after: string | undefined): Promise<Answer<Page>> => {
    const call = ask({ limit: Math.min(100, most - entries.length), ...(after !== undefined && { after }) });
    return { data: (await take(call)).data, response: new Response() };
  };
  for await (const page of pages(asked)) {
    entries.push(...entriesOf(page));
    if (entries.length >= most) break;
  }
  return entries.slice(0, most);
}

function parseLimit(text: string): number {
  if (text === "all") return Infinity;
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new BroadsheetError("invalid-request", {
    code: "invalid-option",
    message: `--limit takes a number or "all", not "${text}"`,
    where: { name: "--limit" },
    seen: text,
    allowed: "1 to 9999999, or all",
  });
}

/** Of some options, those that were given. */
export function given<T extends Readonly<Record<string, unknown>>>(options: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: NonNullable<T[K]>;
  };
}
