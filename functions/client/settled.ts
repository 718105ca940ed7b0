import type { Client } from "openapi-fetch";
import { pause, retryAfterMs } from "./pause.ts";
import { readEvents } from "./read-events.ts";
import { type Answer, dataOf } from "./refusal.ts";
import type { components, paths } from "./schema.ts";

type Schemas = components["schemas"];

/** What can be waited for, by what names it. */
export interface Subjects {
  readonly report: { readonly id: string; readonly state: Schemas["Report"] };
  readonly batch: { readonly id: string; readonly state: Schemas["Batch"] };
  /** `publication/edition`, as events name it. */
  readonly edition: { readonly id: string; readonly state: Schemas["Edition"] };
  readonly upload: { readonly id: string; readonly state: Schemas["Upload"] };
}

export interface SettleOptions<Kind extends keyof Subjects> {
  /** How long to wait, ms. @default for ever */
  readonly timeoutMs?: number | undefined;
  /** Stops waiting; the work goes on. */
  readonly signal?: AbortSignal | undefined;
  /** Called with the state at once, and whenever it has changed. */
  readonly onState?: ((state: Subjects[Kind]["state"]) => void) | undefined;
}

/** Time between two looks where the server does not say, ms. */
const lookMs = 1000;

/** States that are not the last one. */
const underWay: ReadonlySet<string> = new Set("queued rendering planning running making waiting received".split(" "));

/** It was still under way when the time was over. It goes on. */
export class StillRunning extends Error {
  /** The last state that was seen. */
  readonly state: Subjects[keyof Subjects]["state"] | undefined;

  constructor(state: StillRunning["state"]) {
    super(`still ${state?.status ?? "running"}`);
    this.name = "StillRunning";
    this.state = state;
  }
}

/**
 * Waits for the end of a report, batch, edition or upload: by the server's events where it streams them, otherwise by
 * asking as often as `Retry-After` says. How it ended is in `status`: `ready`, `failed`, `stored` or `skipped`.
 *
 * @example
 *   const { data } = await client.POST("/reports", { body: { template: "high-tech-industries" } });
 *   const report = await settled(client, "report", data.id, { timeoutMs: 60_000 });
 *
 * @returns its last state
 * @throws StillRunning if it has not ended in time
 * @throws Refusal if the server refuses to tell, `not-found` also if it is deleted meanwhile
 */
export async function settled<Kind extends keyof Subjects>(
  client: Client<paths>,
  kind: Kind,
  id: string,
  { timeoutMs, signal, onState }: SettleOptions<Kind> = {},
): Promise<Subjects[Kind]["state"]> {
  let last: Subjects[Kind]["state"] | undefined;
  let shown = "";
  const see = (state: Subjects[Kind]["state"]): boolean => {
    last = state;
    const text = JSON.stringify(state);
    if (text !== shown) onState?.(state);
    shown = text;
    return !underWay.has(state.status);
  };
  const timeout = timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs);
  const stop = anyOf(signal, timeout);
  try {
    for (let streams = kind === "report"; ;) {
      const answer = await look(client, kind, id, stop);
      if (see(dataOf(answer))) return last!;
      if (streams) {
        streams = await follow(client, id, stop, (state) => see(state as Subjects[Kind]["state"]));
        if (last !== undefined && !underWay.has(last.status)) return last;
      }
      await pause(retryAfterMs(answer.response.headers, Date.now()) ?? lookMs, stop);
    }
  } catch (error) {
    if (timeout?.aborted === true && signal?.aborted !== true) throw new StillRunning(last);
    throw error;
  }
}

async function look<Kind extends keyof Subjects>(
  client: Client<paths>,
  kind: Kind,
  id: string,
  signal: AbortSignal | undefined,
): Promise<Answer<Subjects[Kind]["state"]>> {
  const [publication = "", edition = ""] = id.split("/");
  const stop = signal === undefined ? {} : { signal };
  const looks: { readonly [One in keyof Subjects]: () => Promise<Answer<Subjects[One]["state"]>> } = {
    report: () => client.GET("/reports/{id}", { params: { path: { id } }, ...stop }),
    batch: () => client.GET("/batches/{id}", { params: { path: { id } }, ...stop }),
    edition: () =>
      client.GET("/publications/{name}/editions/{edition}", {
        params: { path: { name: publication, edition } },
        ...stop,
      }),
    upload: () => client.GET("/uploads/{id}", { params: { path: { id } }, ...stop }),
  };
  return await looks[kind]();
}

/**
 * Follows a report's events until they end, or the connection does.
 *
 * @returns whether the server streams them
 */
async function follow(
  client: Client<paths>,
  id: string,
  signal: AbortSignal | undefined,
  see: (state: Schemas["Report"]) => void,
): Promise<boolean> {
  const answer = await client.GET("/reports/{id}/events", {
    params: { path: { id } },
    parseAs: "stream",
    ...(signal && { signal }),
  });
  if (!answer.response.ok || answer.data === undefined || answer.data === null) return false;
  try {
    for await (const { event, data } of readEvents(answer.data as ReadableStream<Uint8Array>))
      if (event === "report") see(JSON.parse(data) as Schemas["Report"]);
  } catch {
    // A connection that breaks says nothing about the report: ask again.
    signal?.throwIfAborted();
  }
  return true;
}

function anyOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length === 0 ? undefined : AbortSignal.any(given);
}
