import { api } from "../client.ts";
import { type Sending, sendFile } from "./send-file.ts";
import { sha256Of } from "./sha256-of.ts";

/**
 * Stores a content as a dataset that has its name for itself: a name that is taken by other content gets a number, so
 * that nobody else's data change.
 *
 * @returns the name
 * @throws RefusedError if the content cannot be read
 */
export async function storeOwnFile(content: Blob, wanted: string, sending: Sending): Promise<string> {
  const hash = await sha256Of(content);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    const { data, response } = await api.GET("/datasets/{name}", { params: { path: { name } } });
    if (data?.version === hash) return name;
    if (response.status !== 404 && response.ok) continue;
    await sendFile(name, content, sending);
    return name;
  }
}
