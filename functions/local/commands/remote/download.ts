import type { ApiCaller } from "../../open-api-caller.ts";
import { refusalOf } from "../../remote/open-client.ts";
import { writeWholeFile } from "../../write-pdf-file.ts";
import { write } from "./print-answer.ts";

/**
 * Writes what a path of the API gives into a file, which appears whole or not at all, or to standard output for `-`.
 *
 * @throws BroadsheetError with the server's problems; `unavailable` if the connection breaks
 */
export async function download({ fetch, server }: ApiCaller, path: string, out: string): Promise<void> {
  const answer = await fetch(new Request(`${server}${path}`));
  if (!answer.ok) throw refusalOf(answer, await answer.json().catch(() => ""), server);
  if (out !== "-") return await writeWholeFile(out, answer.body ?? new Uint8Array());
  for await (const chunk of answer.body ?? []) await write(chunk);
}
