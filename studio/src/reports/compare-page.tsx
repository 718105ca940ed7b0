import { Link } from "wouter";
import type { Report } from "../api/report.ts";
import { useReport, useReportPdf } from "../api/use-report.ts";
import { Loading } from "../design/loading.tsx";
import { Notice } from "../design/notice.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { usePdf } from "../pages/use-pdf.ts";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { InputDifferences } from "./input-differences.tsx";
import { PageDifferences } from "./page-differences.tsx";
import { reportWords } from "./words.ts";

interface ComparePageProps {
  readonly before: string;
  readonly after: string;
}

/** Two reports side by side, page by page, with a frame around what differs. */
export function ComparePage({ before, after }: ComparePageProps) {
  const words = useWords(reportWords);
  const common = useWords(commonWords);
  const [a, b] = [useReport(before), useReport(after)];
  const [first, second] = [useReportPdf(a.data), useReportPdf(b.data)];
  const [left, right] = [usePdf(first.data), usePdf(second.data)];
  const error = a.error ?? b.error ?? first.error ?? second.error ?? left.error ?? right.error ?? null;
  const unready = [a.data, b.data].some((report) => report !== undefined && report.status !== "ready");
  if (error === null && (a.data === undefined || b.data === undefined)) return <Loading />;
  const titleOf = ({ title }: Report): string => title ?? words.untitled;
  return (
    <div className="page">
      <PageHead
        title={words.compare}
        lead={
          a.data !== undefined && b.data !== undefined ? words.comparing(titleOf(a.data), titleOf(b.data)) : undefined
        }
      >
        <Link className="button" href={`/reports/compare/${after}/${before}`}>
          {words.swap}
        </Link>
      </PageHead>
      {a.data !== undefined && b.data !== undefined && <InputDifferences before={a.data} after={b.data} />}
      {error !== null && <ProblemList title={common.loadFailed} error={error} />}
      {unready && <Notice kind="bad">{words.notReady}</Notice>}
      {error === null && !unready && (left.document === undefined || right.document === undefined) && <Loading />}
      {left.document !== undefined && right.document !== undefined && (
        <PageDifferences left={left.document} right={right.document} />
      )}
    </div>
  );
}
