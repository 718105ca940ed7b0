import { type components, pages } from "../../../client/create-client.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import { readSince } from "../../inputs/read-since.ts";
import type { ApiCaller } from "../../open-api-caller.ts";
import { coloursOf } from "../../terminal/colours.ts";
import { paintState } from "../../terminal/format-table.ts";
import { type VerbOptions, withApi } from "./with-api.ts";
import { write, writeJson } from "./print-answer.ts";

type Report = components["schemas"]["Report"];
type Batch = components["schemas"]["Batch"];
type Edition = components["schemas"]["Edition"];

/** An end, as a list of the API shows it: the members that a webhook's message has, too, and the whole state. */
export interface SeenEvent {
  readonly type: string;
  readonly timestamp: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly data: Report | Batch | Edition;
}

export interface EventOptions extends VerbOptions {
  readonly follow?: boolean;
  readonly since?: string;
  readonly type: readonly string[];
  readonly every: string;
}

/** Without `--since`, this far back, ms. */
const usualPastMs = 24 * 60 * 60_000;

/** Lists are ordered by request; what was requested this long before `--since` may have ended after it, ms. */
const longestWorkMs = 6 * 60 * 60_000;

/**
 * `broadsheet events`: the ends of reports, batches and editions, oldest first; `--follow` goes on with those to come,
 * by asking every few seconds. No server streams the events of everything: webhooks are for what must miss nothing.
 *
 * @throws BroadsheetError with the problems that the API names
 */
export async function followEvents(options: EventOptions): Promise<void> {
  const since = options.since === undefined ? Date.now() - usualPastMs : readSince(options.since);
  const types = typesOf(options.type);
  const wanted = ({ type, timestamp }: SeenEvent): boolean => Date.parse(timestamp) >= since && types(type);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  await withApi({ ...options, works: options.follow === true }, async (api) => {
    const printed = new Set<string>();
    process.on("SIGINT", interrupt);
    try {
      for (;;) {
        const events = (await collectEvents(api, since - longestWorkMs))
          .filter(wanted)
          .filter((one) => isNew(one, printed));
        if (options.follow !== true && options.json === true) return await writeJson({ events });
        for (const event of events) await write(options.json === true ? `${JSON.stringify(event)}\n` : lineOf(event));
        if (options.follow !== true) return;
        await wait(Number(options.every) * 1000, stop.signal);
        if (stop.signal.aborted) return;
      }
    } finally {
      process.off("SIGINT", interrupt);
    }
  });
}

function isNew({ type, subject, timestamp }: SeenEvent, printed: Set<string>): boolean {
  const key = `${type} ${subject.id} ${timestamp}`;
  if (printed.has(key)) return false;
  printed.add(key);
  return true;
}

const paging = (after: string | undefined) => ({ limit: 100, ...(after !== undefined && { after }) });

async function collectEvents(api: ApiCaller, since: number): Promise<SeenEvent[]> {
  const { client, take } = api;
  const events: SeenEvent[] = [];
  const list = async <Page>(call: Parameters<typeof take<Page>>[0]) => ({
    data: (await take(call)).data,
    response: new Response(),
  });
  for await (const { reports } of pages((after) =>
    list(client.GET("/reports", { params: { query: paging(after) } })),
  )) {
    for (const report of reports) push(events, "report", report.id, report);
    if (endsBefore(reports, since)) break;
  }
  for await (const { batches } of pages((after) =>
    list(client.GET("/batches", { params: { query: paging(after) } })),
  )) {
    for (const batch of batches) push(events, "batch", batch.id, batch);
    if (endsBefore(batches, since)) break;
  }
  for await (const { publications } of pages((after) =>
    list(client.GET("/publications", { params: { query: paging(after) } })),
  ))
    for (const { name } of publications)
      for await (const { editions } of pages((after) =>
        list(client.GET("/publications/{name}/editions", { params: { path: { name }, query: paging(after) } })),
      )) {
        for (const edition of editions) push(events, "edition", `${name}/${edition.id}`, edition);
        if (endsBefore(editions, since)) break;
      }
  return events.toSorted((a, b) => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0));
}

function push(events: SeenEvent[], kind: string, id: string, data: SeenEvent["data"]): void {
  const { status, finished } = data;
  if (finished !== undefined && (status === "ready" || status === "failed"))
    events.push({ type: `${kind}.${status}`, timestamp: finished, subject: { kind, id }, data });
}

const endsBefore = (entries: readonly { readonly created: string }[], since: number): boolean =>
  entries.length > 0 && Date.parse(entries.at(-1)!.created) < since;

function lineOf({ type, timestamp, subject, data }: SeenEvent): string {
  const colours = coloursOf(process.stdout);
  const [, ending = ""] = type.split(".");
  const title = "title" in data && data.title !== undefined ? data.title : (data.failure?.detail ?? "");
  const words = [timestamp.slice(0, 19).replace("T", " "), type, subject.id, title];
  if (process.stdout.isTTY !== true) return `${words.join("\t")}\n`;
  const id = subject.kind === "edition" ? subject.id : subject.id.slice(0, 12);
  return `${colours.dim(words[0]!)}  ${paintState(ending, colours).replace(ending, type)}  ${id}  ${title}\n`;
}

const matches = (word: string, type: string): boolean => {
  const [kind, ending] = word.split(".");
  const [ofKind, ofEnding] = type.split(".");
  return (kind === "*" || kind === ofKind) && (ending === "*" || ending === ofEnding);
};

const kinds = ["report", "batch", "edition"];

/** @throws BroadsheetError `invalid-request` for what no event can be */
function typesOf(words: readonly string[]): (type: string) => boolean {
  for (const word of words) {
    const [kind = "", ending = "", more] = word.split(".");
    const known = more === undefined && ["*", ...kinds].includes(kind) && ["*", "ready", "failed"].includes(ending);
    if (!known)
      throw new BroadsheetError("invalid-request", {
        code: "invalid-option",
        message: `--type takes a type of event, not "${word}"`,
        where: { name: "--type" },
        seen: word,
        allowed: [...kinds.flatMap((one) => [`${one}.ready`, `${one}.failed`]), "*.failed"],
      });
  }
  return (type) => words.length === 0 || words.some((word) => matches(word, type));
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
