import { useReport } from "../api/use-report.ts";
import { Loaded } from "../design/loaded.tsx";
import { PageHead } from "../design/page-head.tsx";
import { Link } from "wouter";
import { useWords } from "../words/use-words.tsx";
import { ReportFacts } from "./report-facts.tsx";
import { ReportView } from "./report-view.tsx";
import { reportWords } from "./words.ts";

/** One report, at an address of its own. */
export function ReportPage({ id }: { readonly id: string }) {
  const words = useWords(reportWords);
  return (
    <Loaded query={useReport(id)} title={words.reports}>
      {(report) => (
        <div className="page">
          <PageHead kicker={report.template.name} title={report.title ?? words.untitled} />
          <ReportView report={report}>
            {report.status === "ready" && (
              <Link className="button" href={`/reports?compare=${report.id}`}>
                {words.compare}
              </Link>
            )}
          </ReportView>
          <ReportFacts report={report} />
        </div>
      )}
    </Loaded>
  );
}
