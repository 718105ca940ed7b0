import { Link } from "wouter";
import type { Report } from "../api/report.ts";
import { useReport, useReportPdf } from "../api/use-report.ts";
import { Loaded } from "../design/loaded.tsx";
import { Loading } from "../design/loading.tsx";
import { Notice } from "../design/notice.tsx";
import { PageHead } from "../design/page-head.tsx";
import { usePdf } from "../pages/use-pdf.ts";
import { useWords } from "../words/use-words.tsx";
import { together } from "./together.ts";
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
  const [a, b] = [useReport(before), useReport(after)];
  const [first, second] = [useReportPdf(a.data), useReportPdf(b.data)];
  const [left, right] = [usePdf(first.data), usePdf(second.data)];
  const both = together([a, b, first, second], left, right);
  const unready = [a.data, b.data].some((report) => report !== undefined && report.status !== "ready");
  if (both.error === null && (a.data === undefined || b.data === undefined)) return <Loading />;
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
      {unready ? (
        <Notice kind="bad">{words.notReady}</Notice>
      ) : (
        <Loaded query={both}>{(pair) => <PageDifferences {...pair} />}</Loaded>
      )}
    </div>
  );
}
