import { isName } from "../../../names/name.ts";
import { fillPage } from "../../../paging/fill-page.ts";
import type { ObjectStore } from "../../../ports.ts";
import { currentVersion } from "./current-version.ts";
import type { Kept } from "./kept.ts";

/** A published template or theme. */
export interface ListedTemplate {
  readonly name: string;
  /** The current one. */
  readonly version: string;
}

/** The published templates by name, each with its current version. */
export async function listTemplates(store: ObjectStore): Promise<readonly ListedTemplate[]> {
  return (await listTemplatePage(store, { limit: Infinity })).templates;
}

/**
 * Lists one page of the published templates, or themes, by name.
 *
 * @param options.after `next` of the previous page: a name
 * @param options.matches which names are listed @default all
 * @param options.kind @default "template"
 * @throws BroadsheetError `unavailable`
 */
export async function listTemplatePage(
  store: ObjectStore,
  {
    limit,
    after,
    matches = () => true,
    kind = "template",
  }: {
    readonly limit: number;
    readonly after?: string | undefined;
    readonly matches?: (name: string) => boolean;
    readonly kind?: Kept;
  },
): Promise<{ readonly templates: readonly ListedTemplate[]; readonly next?: string | undefined }> {
  // Files without a pointer are from an interrupted publication, which does not count.
  const read = async (name: string): Promise<ListedTemplate | undefined> => {
    const version = await currentVersion(store, name, kind);
    return version === undefined ? undefined : { name, version };
  };
  const { items, next } = await fillPage(
    store,
    { prefix: `${kind}s/`, delimiter: "/", wants: (name) => isName(name) && matches(name), read },
    { limit, after },
  );
  return { templates: items, next };
}
