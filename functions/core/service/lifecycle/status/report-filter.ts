import type { AcceptedRequest } from "../../../report/request/report-request.ts";
import type { PresentReport } from "./report-status.ts";

/** Which reports are listed; what is absent does not matter. */
export interface ReportFilter {
  readonly status?: string | undefined;
  /** Name of the template. */
  readonly template?: string | undefined;
  /** Name of a dataset that it uses. */
  readonly dataset?: string | undefined;
  /** A part of the title, whatever the case; reports that are not ready have no title. */
  readonly search?: string | undefined;
}

/** What a filter asks about a report. */
export interface FilterFacts {
  readonly state: PresentReport["state"];
  readonly template: string;
  readonly datasets: readonly string[];
  /** In lower case. */
  readonly title: string | undefined;
}

/** What a filter asks about a report. */
export function filterFacts(report: PresentReport): FilterFacts {
  const { template, datasets }: AcceptedRequest = report.accepted;
  return {
    state: report.state,
    template: template.name,
    datasets: Object.values(datasets).map(({ name }) => name),
    title: report.state === "ready" ? report.title.toLowerCase() : undefined,
  };
}

/** Makes the test whether a report passes a filter. */
export function filterOf({ status, template, dataset, search }: ReportFilter): (facts: FilterFacts) => boolean {
  const wanted = search?.toLowerCase();
  return (facts) =>
    (status === undefined || facts.state === status) &&
    (template === undefined || facts.template === template) &&
    (dataset === undefined || facts.datasets.includes(dataset)) &&
    (wanted === undefined || (facts.title?.includes(wanted) ?? false));
}
