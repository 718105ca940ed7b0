import type { ReactNode } from "react";
import { RefusedError } from "../api/refused-error.ts";
import { isPending, type Report } from "../api/report.ts";
import { useReportPdf } from "../api/use-report.ts";
import { LoadFailure } from "../design/load-failure.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { AskedViewer } from "./ask/asked-viewer.tsx";
import { ReportActions } from "./report-actions.tsx";
import { ReportProgress } from "./report-progress.tsx";
import { ReportWarnings } from "./report-warnings.tsx";
import "./reports.css";
import { reportWords } from "./words.ts";

interface ReportViewProps {
  readonly report: Report;
  /** More buttons. */
  readonly children?: ReactNode;
  /** @default false */
  readonly besideForm?: boolean;
}

/**
 * A report: its progress while it is made, then its pages, its warnings and what can be done with it, or why there is
 * none.
 */
export function ReportView({ report, children, besideForm = false }: ReportViewProps) {
  const words = useWords(reportWords);
  const { number } = useFormats();
  const file = useReportPdf(report);
  const seconds = Object.values(report.timings ?? {}).reduce((sum, ms) => sum + ms, 0) / 1000;
  return (
    <div className="report-view">
      <div className="report-bar">
        <div className="report-state" aria-live="polite">
          {isPending(report) && <ReportProgress report={report} />}
          {report.status === "ready" && (
            <p className="muted">
              {words.done(words.pageCount(report.pages ?? 0), number(Math.max(0.1, Math.round(seconds * 10) / 10)))}
            </p>
          )}
        </div>
        <ReportActions report={report} pdf={file.data} besideForm={besideForm}>
          {children}
        </ReportActions>
      </div>
      {report.failure !== undefined && (
        <ProblemList
          title={report.final === true ? `${words.failedTitle}. ${words.final}` : words.failedTitle}
          error={new RefusedError(report.failure.status, report.failure)}
        />
      )}
      {(report.warnings ?? []).length > 0 && <ReportWarnings warnings={report.warnings!} />}
      <LoadFailure query={file} />
      {report.status === "ready" && file.error === null && (
        <AskedViewer report={report} bytes={file.data} title={report.title ?? words.untitled} />
      )}
    </div>
  );
}
