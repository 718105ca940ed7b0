import { useRef } from "react";
import { useSearchParams } from "wouter";
import { useDataset } from "../api/use-dataset.ts";
import { useReport } from "../api/use-report.ts";
import { useTemplate } from "../api/use-template.ts";
import { Loading } from "../design/loading.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useOpened } from "../design/use-opened.ts";
import { ReportView } from "../reports/report-view.tsx";
import { commonWords } from "../words/common.ts";
import { textOf } from "../words/text-of.ts";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { MakeForm } from "./make-form.tsx";
import "./make.css";
import { TemplatePicture } from "./template-picture.tsx";
import { makeWords } from "./words.ts";

/**
 * Makes reports from one template: the form beside the report. The address holds the report that is shown (`report`)
 * and what the form began with, the values of another (`from`) or one's own data (`dataset`), so that it can be loaded
 * again and passed on.
 */
export function MakePage({ name }: { readonly name: string }) {
  const words = useWords(makeWords);
  const common = useWords(commonWords);
  const { language } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const from = search.get("from") ?? undefined;
  const made = search.get("report") ?? undefined;
  const { data: template, error } = useTemplate(name);
  const { data: source, error: sourceError } = useReport(from);
  const { data: report, error: reportError } = useReport(made);
  const { isLoading: dataComing } = useDataset(search.get("dataset") ?? undefined);
  const opened = useOpened(!dataComing);
  const place = useRef<HTMLDivElement>(null);

  if (error !== null)
    return (
      <div className="page">
        <PageHead title={words.gallery} />
        <ProblemList title={common.loadFailed} error={error} />
      </div>
    );
  if (template === undefined || !opened || (from !== undefined && source === undefined && sourceError === null))
    return <Loading />;
  const title = textOf(template.title, language);
  return (
    <div className="make">
      <section className="make-form">
        <PageHead title={title} lead={textOf(template.description, language)} />
        <MakeForm
          template={template}
          source={source}
          dataset={search.get("dataset") ?? undefined}
          onMade={({ id }) => show(id)}
        />
      </section>
      <div ref={place} className="make-report">
        {sourceError !== null && <ProblemList title={common.loadFailed} error={sourceError} />}
        {reportError !== null && <ProblemList title={common.loadFailed} error={reportError} />}
        {report !== undefined ? (
          <ReportView report={report} besideForm />
        ) : (
          made === undefined && <TemplatePicture name={name} title={title} languages={template.languages} large />
        )}
      </div>
    </div>
  );

  function show(id: string): void {
    setSearch({ ...Object.fromEntries(search), report: id });
    // On a narrow screen it comes below the form, where nobody would see it.
    if (place.current!.getBoundingClientRect().top > window.innerHeight / 2) place.current!.scrollIntoView();
  }
}
