import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { BroadsheetError } from "../core/errors.ts";
import { hintNearMatch } from "../core/near-match.ts";
import { openClient, type Remote } from "./remote/open-client.ts";

/** An API that is closed after its work. */
interface Opened extends Remote {
  close(): Promise<void>;
}

/** Never reached: what is sent there is sent on to the directory. */
const base = "http://localhost";

/**
 * The API of a data directory that a command names and that is not there. A command that stores something makes
 * it; one that only reads is refused, since a mistyped name would otherwise look like an empty store, and leave one.
 *
 * @param open makes and opens it
 */
export function openAbsentDirectory(
  dataDir: string,
  open: () => Promise<Opened>,
): Opened & { readonly dataDir: string } {
  let opened: Promise<Opened> | undefined;
  const send = async (request: Request): Promise<Response> => {
    if (opened === undefined && (request.method === "GET" || request.method === "HEAD")) throw absent(dataDir);
    const caller = await (opened ??= open());
    return await caller.fetch(new Request(`${caller.server}${request.url.slice(base.length)}`, request));
  };
  return {
    ...openClient({ server: base }, { fetch: send }),
    dataDir,
    close: async () => await (await opened)?.close(),
  };
}

function absent(dataDir: string): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "no-data-directory",
    message: `there is no data directory "${dataDir}"`,
    seen: dataDir,
    hint:
      hintNearMatch(basename(dataDir), neighbours(dataDir)).hint ??
      `broadsheet serve --data-dir ${dataDir} makes one, and so does a command that stores something`,
  });
}

/** Folders that stand beside it. */
function neighbours(dataDir: string): string[] {
  try {
    return readdirSync(dirname(dataDir), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
