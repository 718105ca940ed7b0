import { isName } from "../../../names/name.ts";
import { fillPage } from "../../../paging/fill-page.ts";
import type { ObjectStore } from "../../../ports.ts";
import { currentVersion } from "./current-version.ts";
import type { Kept } from "./kept.ts";
import { listVersions } from "./version-record.ts";

/** A template or theme. */
export interface ListedTemplate {
  readonly name: string;
  /** The current one; the latest if it is not published. */
  readonly version: string;
}

/** The published templates by name, each with its current version. */
export async function listTemplates(store: ObjectStore): Promise<readonly ListedTemplate[]> {
  return (await listTemplatePage(store, { limit: Infinity })).templates;
}

/**
 * Lists one page of the published templates, or themes, by name; or of those that are not published.
 *
 * @param options.after `next` of the previous page: a name
 * @param options.matches which names are listed @default all
 * @param options.kind @default "template"
 * @param options.state `unpublished`: those that have versions and none that is current, each with its latest. @default
 *   "published"
 * @throws BroadsheetError `unavailable`
 */
export async function listTemplatePage(
  store: ObjectStore,
  {
    limit,
    after,
    matches = () => true,
    kind = "template",
    state = "published",
  }: {
    readonly limit: number;
    readonly after?: string | undefined;
    readonly matches?: (name: string) => boolean;
    readonly kind?: Kept;
    readonly state?: "published" | "unpublished";
  },
): Promise<{ readonly templates: readonly ListedTemplate[]; readonly next?: string | undefined }> {
  // Files without a pointer are from an interrupted publication, which does not count.
  const read = async (name: string): Promise<ListedTemplate | undefined> => {
    const current = await currentVersion(store, name, kind);
    const isWanted = (current !== undefined) === (state === "published");
    const version = isWanted ? (current ?? (await listVersions(store, name, kind))[0]?.version) : undefined;
    return version === undefined ? undefined : { name, version };
  };
  const { items, next } = await fillPage(
    store,
    { prefix: `${kind}s/`, delimiter: "/", wants: (name) => isName(name) && matches(name), read },
    { limit, after },
  );
  return { templates: items, next };
}
