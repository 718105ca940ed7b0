import { useDeferredValue } from "react";
import { Link, useSearchParams } from "wouter";
import { useReport } from "../api/use-report.ts";
import { Button } from "../design/button.tsx";
import { LoadedList } from "../design/loaded-list.tsx";
import { Notice } from "../design/notice.tsx";
import { PageHead } from "../design/page-head.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import "./reports.css";
import { ReportFilters } from "./report-filters.tsx";
import { ReportTable } from "./report-table.tsx";
import { useReports } from "./use-reports.ts";
import { reportWords } from "./words.ts";

/** All reports, by state, template and title. Filters are in the address, so that it can be passed on. */
export function ReportList({ comparing }: { readonly comparing: string | undefined }) {
  const words = useWords(reportWords);
  const common = useWords(commonWords);
  const [search, setSearch] = useSearchParams();
  const { data: first } = useReport(comparing);
  const wanted = useDeferredValue({
    search: search.get("search") ?? "",
    status: search.get("status") ?? "",
    template: search.get("template") ?? "",
  });
  const listed = useReports(wanted);
  const filtered = Object.values(wanted).some((value) => value !== "");
  return (
    <div className="page">
      <PageHead title={words.reports} lead={words.reportsLead}>
        <Link href="/" className="button primary">
          {words.makeOne}
        </Link>
      </PageHead>
      {first !== undefined && comparing !== undefined && (
        <Notice title={words.chooseFor(first.title ?? words.untitled)}>
          <p>{words.compareTwo}</p>
          <div>
            <Button onClick={() => change("compare", "")}>{common.cancel}</Button>
          </div>
        </Notice>
      )}
      <ReportFilters search={search} status={wanted.status} template={wanted.template} onChange={change} />
      <LoadedList query={listed} items={(page) => page.reports} empty={filtered ? words.noneMatch : words.none}>
        {(reports) => <ReportTable reports={reports} comparing={comparing} />}
      </LoadedList>
    </div>
  );

  function change(name: string, value: string): void {
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === "") next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  }
}
