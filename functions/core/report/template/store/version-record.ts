import { corruptObject, parseStored, type Problem } from "../../../errors.ts";
import { readNameLog } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
import { folderOf, type Kept } from "./kept.ts";

/**
 * `templates/{name}/versions/{version}.json`, and the same for themes: where a version comes from. Created once.
 * Versions of earlier releases have no record; the name's log shows them.
 */
export interface VersionRecord {
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  /** `draft`: somebody sent it. `bundled`: it came with a deployment, or from a folder of the server. */
  readonly origin: "draft" | "bundled";
  readonly by?: { readonly kind: string; readonly name: string } | undefined;
  /** What the check found, short of errors. */
  readonly warnings: readonly Problem[];
}

export interface TemplateVersion extends Partial<Omit<VersionRecord, "version">> {
  readonly version: string;
  /** `draft`: never published. `published`: it was current once. */
  readonly state: "current" | "published" | "draft";
}

/** Records and moves read in parallel, and most moves read. */
const abreast = 16;
const mostMoves = 1000;

/** @returns whether the version is new; an existing record stays */
export async function recordVersion(
  store: ObjectStore,
  name: string,
  record: VersionRecord,
  kind: Kept = "template",
): Promise<boolean> {
  return store.create(
    recordKey(kind, name, record.version),
    new TextEncoder().encode(JSON.stringify(record)),
    "application/json",
  );
}

/**
 * The versions of a template or theme: the newest first, those of earlier releases last.
 *
 * @returns empty if there is none of that name
 */
export async function listVersions(
  store: ObjectStore,
  name: string,
  kind: Kept = "template",
): Promise<readonly TemplateVersion[]> {
  const folder = folderOf(kind, name);
  const log = await readNameLog(store, folder, { limit: mostMoves });
  const [last] = log;
  const current = last === undefined || last.removed === true ? undefined : last.version;
  const published = new Set(log.flatMap(({ version, after }) => (after === undefined ? [version] : [version, after])));
  const records = await readRecords(store, folder);
  const recorded = new Set(records.map(({ version }) => version));
  const others = [...published].filter((version) => !recorded.has(version)).map((version) => ({ version }));
  const stateOf = (version: string): TemplateVersion["state"] =>
    version === current ? "current" : published.has(version) ? "published" : "draft";
  return [...records.toSorted((a, b) => b.created - a.created || (a.version < b.version ? -1 : 1)), ...others].map(
    (record) => ({ ...record, state: stateOf(record.version) }),
  );
}

async function readRecords(store: ObjectStore, folder: string): Promise<readonly VersionRecord[]> {
  const prefix = `${folder}/versions/`;
  const keys: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(prefix, { after });
    keys.push(...page.objects.map(({ key }) => key));
    after = page.next;
  } while (after !== undefined);
  const records: VersionRecord[] = [];
  for (let start = 0; start < keys.length; start += abreast) {
    const found = await Promise.all(
      keys.slice(start, start + abreast).map(async (key) => parseRecord((await store.get(key))?.body, key)),
    );
    records.push(...found.filter((record) => record !== undefined));
  }
  return records;
}

/** @throws BroadsheetError `damaged` */
function parseRecord(body: Uint8Array | undefined, key: string): VersionRecord | undefined {
  if (body === undefined) return undefined;
  const record = parseStored<VersionRecord | null>(key, body);
  if (typeof record?.version === "string" && typeof record.created === "number") return record;
  throw corruptObject(key, "it does not describe a version");
}

function recordKey(kind: Kept, name: string, version: string): string {
  return `${folderOf(kind, name)}/versions/${version}.json`;
}
