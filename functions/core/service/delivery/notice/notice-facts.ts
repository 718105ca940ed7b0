import type { NoticeFacts } from "../../../report/compose/letter/compose-notice.ts";
import type { DatasetEvent } from "../../contract/dataset-event.ts";

/** What a letter says of what happened to a dataset, without its addresses. */
export function noticeFacts(event: DatasetEvent): Omit<NoticeFacts, "link" | "unsubscribe"> {
  const { dataset: name, finished: at } = event;
  switch (event.state) {
    case "refused":
      return { name, at, what: "refused", problems: event.problems };
    case "stale":
      return { name, at, what: "stale", since: Date.parse(event.since), freshness: event.freshness };
    case "held":
      return { name, at, what: "held", version: event.version, rows: event.rows };
    case "failed":
      return { name, at, what: `${event.of}Failed`, problems: event.problems };
    case "recovered":
      return { name, at, what: `${event.of}Recovered`, since: Date.parse(event.since) };
  }
}

/** Where the studio shows it, below the service's address. */
export function studioPath({ dataset, ...event }: DatasetEvent): string {
  return "of" in event && event.of === "source"
    ? `/studio/datasets/~sources/${dataset}`
    : `/studio/datasets/${dataset}`;
}
