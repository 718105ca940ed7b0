import type { ApiCaller } from "../../open-api-caller.ts";
import { refusalOf } from "../../remote/open-client.ts";
import { writeWholeFile } from "../../write-pdf-file.ts";
import { write } from "./print-answer.ts";

/**
 * Writes what a path of the API gives, or what it has answered, into a file, which appears whole or not at
 * all, or to standard output for `-`.
 *
 * @throws BroadsheetError with the server's problems; `unavailable` if the connection breaks
 */
export async function download({ fetch, server }: ApiCaller, from: string | Response, out: string): Promise<void> {
  const answer = typeof from === "string" ? await fetch(new Request(`${server}${from}`)) : from;
  if (!answer.ok) throw refusalOf(answer, await answer.json().catch(() => ""), server);
  if (out !== "-") return await writeWholeFile(out, answer.body ?? new Uint8Array());
  for await (const chunk of answer.body ?? []) await write(chunk);
}
