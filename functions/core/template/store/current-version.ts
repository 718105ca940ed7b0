import { BroadsheetError } from "../../errors.ts";
import type { ObjectStore } from "../../ports.ts";

/** Version that `current.json` of a template names; undefined if there is none. */
export async function currentVersion(store: ObjectStore, name: string): Promise<string | undefined> {
  const current = await store.get(`templates/${name}/current.json`);
  if (current === undefined) return undefined;
  const version = parseVersion(new TextDecoder().decode(current.body));
  if (version !== undefined) return version;
  throw new BroadsheetError("unavailable", {
    code: "broken-store",
    message: `templates/${name}/current.json does not name a version`,
    where: { name },
  });
}

function parseVersion(text: string): string | undefined {
  try {
    const { version } = JSON.parse(text) as { version?: unknown };
    return typeof version === "string" && /^[0-9a-f]{64}$/.test(version) ? version : undefined;
  } catch {
    return undefined;
  }
}
