import type { components } from "../../../functions/client/create-client.ts";
import { type Capabilities, readCapabilities } from "../api/capabilities.ts";
import { api } from "../api/client.ts";
import { RefusedError } from "../api/refused-error.ts";
import { take } from "../api/take.ts";

/** Who gets letters about what happens to a dataset. */
export type NoticeList = components["schemas"]["NoticeList"];
type Events = NoticeList["events"];

/** What one may hear of. */
export const noticeTypes = [
  "dataset.refused",
  "dataset.stale",
  "dataset.held",
  "source.failed",
  "source.recovered",
  "view.failed",
  "view.recovered",
] as const;

export type NoticeType = (typeof noticeTypes)[number];

/** A list as it was read, with what a change of it must have seen. */
export interface SeenList extends NoticeList {
  /** Absent from a server of an earlier release. */
  readonly etag?: string | undefined;
  /** Whether the server sends letters at all. */
  readonly sent: boolean;
}

/** The list of a dataset; null where the user may not read it, or a server does not know of lists. */
export async function readNotices(name: string): Promise<SeenList | null> {
  try {
    const [{ data, error, response }, { mail = true }] = await Promise.all([
      api.GET("/notices/{name}", { params: { path: { name } } }),
      readCapabilities() as Promise<Partial<Capabilities>>,
    ]);
    if (data === undefined) throw new RefusedError(response.status, error);
    return { ...data, etag: response.headers.get("etag") ?? undefined, sent: mail };
  } catch (error) {
    if (error instanceof RefusedError && (error.status === 403 || error.status === 404)) return null;
    throw error;
  }
}

/** Stores a list in place of the one that was seen; without addresses it ends. */
export async function storeNotices({ name, to, events, language, etag }: SeenList): Promise<void> {
  const params = { path: { name }, ...(etag !== undefined && { header: { "if-match": etag } }) };
  if (to.length > 0) {
    await take(api.PUT("/notices/{name}", { params, body: { to, events, language } }));
    return;
  }
  const { response, error } = await api.DELETE("/notices/{name}", { params });
  if (!response.ok) throw new RefusedError(response.status, error);
}

/** The types that can happen to it; all for a server of an earlier release, which does not say. */
export function offeredTypes({ possible }: Partial<Pick<NoticeList, "possible">>): readonly NoticeType[] {
  return possible === undefined ? noticeTypes : noticeTypes.filter((type) => possible.includes(type));
}

/** The types that a list names, by themselves or by a star. */
export function typesOf(events: readonly string[]): readonly NoticeType[] {
  return noticeTypes.filter((type) => events.includes(type) || events.includes(`${type.split(".")[0]}.*`));
}

/** The shortest list of patterns that names these types. */
export function patternsOf(types: readonly NoticeType[]): Events {
  return ["dataset", "source", "view"].flatMap((kind) => {
    const all = noticeTypes.filter((type) => type.startsWith(`${kind}.`));
    const wanted = all.filter((type) => types.includes(type));
    return wanted.length === all.length ? [`${kind}.*`] : wanted;
  }) as Events;
}
