import { serveMcp } from "../mcp/serve-mcp.ts";
import type { Allowance } from "../mcp/tool.ts";
import { type VerbOptions, withApi } from "./remote/with-api.ts";

/**
 * `broadsheet mcp`: serves agents on standard input and output, until they close it.
 *
 * @throws BroadsheetError for a server or data directory that cannot be used
 */
export async function mcp({ allow, ...target }: VerbOptions & { readonly allow: readonly Allowance[] }): Promise<void> {
  await withApi({ ...target, works: true, makes: true }, (api) => serveMcp(api, new Set(allow)));
}
