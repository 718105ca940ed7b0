import { useReport } from "../api/use-report.ts";
import { Loading } from "../design/loading.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { Link } from "wouter";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { ReportFacts } from "./report-facts.tsx";
import { ReportView } from "./report-view.tsx";
import { reportWords } from "./words.ts";

/** One report, at an address of its own. */
export function ReportPage({ id }: { readonly id: string }) {
  const words = useWords(reportWords);
  const common = useWords(commonWords);
  const { data: report, error } = useReport(id);
  if (error !== null)
    return (
      <div className="page">
        <PageHead title={words.reports} />
        <ProblemList title={common.loadFailed} error={error} />
      </div>
    );
  if (report === undefined) return <Loading />;
  return (
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
  );
}
