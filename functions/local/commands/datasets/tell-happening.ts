import type { components } from "../../../client/create-client.ts";

type Happening = components["schemas"]["DatasetChecks"]["events"][number];

/** Says in a few words what happened to a dataset: what was refused, or since when, or what waits. */
export function tellHappening({ type, problems = [], since, freshness, version, rows }: Happening): string {
  switch (type) {
    case "dataset.stale":
      return `no new data since ${since} (${freshness})`;
    case "dataset.held":
      return `the version ${version?.slice(0, 12)} of ${rows} ${rows === 1 ? "row" : "rows"} is held back`;
    case "source.recovered":
    case "view.recovered":
      return `it had failed since ${since}`;
    case "dataset.refused":
    case "source.failed":
    case "view.failed":
      return problems[0]?.message ?? "";
  }
}
