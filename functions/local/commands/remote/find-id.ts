import { pages } from "../../../client/create-client.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import type { Remote } from "../../remote/open-client.ts";

/** Entries of a list that are looked through for the beginning of an id. */
const mostSeen = 2_000;

/**
 * The whole id of a report or batch, of which its first digits are enough, as the tables on a terminal show them. They
 * are looked for among the latest 2,000.
 *
 * @throws BroadsheetError `not-found` if none or several begin so
 */
export async function findId(remote: Remote, noun: "report" | "batch", beginning: string): Promise<string> {
  // The API says what is wrong with any other word.
  if (!/^[0-9a-f]{4,63}$/.test(beginning)) return beginning;
  const found = new Set<string>();
  let seen = 0;
  for await (const ids of idsOf(remote, noun)) {
    for (const id of ids) if (id.startsWith(beginning)) found.add(id);
    seen += ids.length;
    if (seen >= mostSeen) break;
  }
  const [id] = found;
  if (found.size === 1 && id !== undefined) return id;
  throw new BroadsheetError("not-found", {
    code: `unknown-${noun}`,
    message:
      found.size === 0
        ? `no ${noun} of the latest ${mostSeen} begins with ${beginning}`
        : `${found.size} ${noun === "batch" ? "batches" : "reports"} begin with ${beginning}`,
    seen: beginning,
    allowed: found.size === 0 ? "an id of 64 hexadecimal digits, or its first ones" : [...found].slice(0, 20),
  });
}

/** The ids of the latest ones, page by page. */
async function* idsOf({ client, take }: Remote, noun: "report" | "batch"): AsyncGenerator<readonly string[]> {
  const list = async (after: string | undefined) => {
    const query = { limit: 100, ...(after !== undefined && { after }) };
    const { data } =
      noun === "report"
        ? await take(client.GET("/reports", { params: { query } }))
        : await take(client.GET("/batches", { params: { query } }));
    return { data, response: new Response() };
  };
  for await (const page of pages(list)) yield ("reports" in page ? page.reports : page.batches).map(({ id }) => id);
}
