import { sha256 } from "../../../core/json/canonical-json.ts";
import { localeFor } from "../../../core/report/locale/locale-for.ts";
import { changesInWords } from "../../../core/service/publication/changes/changes-in-words.ts";
import type { ReadyEdition } from "../../../core/service/publication/edition/edition.ts";
import { newestEditions } from "../../../core/service/publication/edition/list-editions.ts";
import { readChanges } from "../../../core/service/publication/edition/read-changes.ts";
import type { Publication } from "../../../core/service/publication/publication.ts";
import type { PublicationWorld } from "../../../core/service/publication/publication-world.ts";
import { findPublication } from "../../../core/service/publication/record/read-publication.ts";
import { escapeXml } from "../../../core/xml/escape-xml.ts";
import { addRoute, type DescribedApp, problems } from "../../open-api.ts";
import { name } from "../../schemas/schema-parts.ts";

const mediaType = "application/atom+xml";

/** Most entries, and most editions read for them: failed ones have none. */
const mostEntries = 20;
const mostLookedAt = 100;

/** `GET /publications/{name}/feed.atom`: the newest editions for feed readers, by RFC 4287. */
export function addFeedRoute(app: DescribedApp, { store }: PublicationWorld): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/publications/{name}/feed.atom",
      access: "publications:read",
      operationId: "getPublicationFeed",
      tags: ["publications"],
      summary: "The newest editions as an Atom feed",
      request: { params: { name: { ...name, examples: ["weekly-sales"] } } },
      responses: {
        200: {
          description: "The twenty newest ready editions, each with its PDF and what changed.",
          content: { [mediaType]: { schema: { type: "string" } } },
        },
        304: { description: "The client already has this state." },
        ...problems({ 404: "There is no such publication." }),
      },
    },
    async (c) => {
      const publication = await findPublication(c.req.param("name") ?? "", store);
      const editions = await readyEditions(publication.name, store);
      const entries = await Promise.all(editions.map((edition) => entryOf(edition, store)));
      const body = feedOf(publication, editions, entries);
      const etag = `"${sha256(body)}"`;
      const headers = { etag, "cache-control": "private, no-cache" };
      if ((c.req.header("if-none-match") ?? "").includes(etag)) return c.body(null, 304, headers);
      return c.body(body, 200, { ...headers, "content-type": `${mediaType}; charset=utf-8` });
    },
  );
}

async function readyEditions(publication: string, store: PublicationWorld["store"]): Promise<ReadyEdition[]> {
  const found: ReadyEdition[] = [];
  let seen = 0;
  for await (const edition of newestEditions(publication, store, { skipped: false })) {
    if (edition.state === "ready") found.push(edition);
    seen += 1;
    if (found.length === mostEntries || seen === mostLookedAt) break;
  }
  return found;
}

/** Links are relative to the feed, so that they lead back through whatever address the reader used. */
function feedOf(
  { name: publication, created }: Publication,
  editions: readonly ReadyEdition[],
  entries: readonly string[],
): string {
  const [newest] = editions;
  // An older edition may have been retried since.
  const updated = Math.max(created, ...editions.map(({ finished }) => finished));
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>urn:broadsheet:publication:${publication}</id>
  <title>${escapeXml(newest === undefined ? publication : newest.title)}</title>
  <updated>${isoTime(updated)}</updated>
  <author><name>${publication}</name></author>
  <link rel="self" type="${mediaType}" href="feed.atom"/>
  ${newest?.batch === undefined ? '<link rel="alternate" type="application/pdf" href="editions/latest/report.pdf"/>' : '<link rel="alternate" type="application/json" href="editions/latest/outputs"/>'}
${entries.join("")}</feed>
`;
}

async function entryOf(edition: ReadyEdition, store: PublicationWorld["store"]): Promise<string> {
  const { name: publication, id, title, instant, finished, bytes, request } = edition;
  const summary = changesInWords(await readChanges(edition, store), localeFor(request.language)).join("\n");
  const href = `editions/${id}/${edition.batch === undefined ? "report.pdf" : "outputs"}`;
  const type = edition.batch === undefined ? "application/pdf" : "application/json";
  const enclosure =
    edition.batch === undefined
      ? `\n    <link rel="enclosure" type="application/pdf" length="${bytes}" href="${href}"/>`
      : "";
  return `  <entry xml:lang="${escapeXml(request.language)}">
    <id>urn:broadsheet:edition:${publication}:${id}</id>
    <title>${escapeXml(title)}, ${request.date}</title>
    <published>${isoTime(instant)}</published>
    <updated>${isoTime(finished)}</updated>
    <link rel="alternate" type="${type}" href="${href}"/>${enclosure}
    <summary>${escapeXml(summary)}</summary>
  </entry>
`;
}

/** @param ms milliseconds since the epoch */
function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
