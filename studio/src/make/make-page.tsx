import { useRef } from "react";
import { useSearchParams } from "wouter";
import { useDataset } from "../api/datasets/use-dataset.ts";
import { useReport } from "../api/use-report.ts";
import { type Template, useTemplate } from "../api/use-template.ts";
import { LoadFailure } from "../design/load-failure.tsx";
import { Loaded } from "../design/loaded.tsx";
import { PageHead } from "../design/page-head.tsx";
import { ReportView } from "../reports/report-view.tsx";
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
  const [search] = useSearchParams();
  const source = useReport(search.get("from") ?? undefined);
  const data = useDataset(search.get("dataset") ?? undefined);
  return (
    <Loaded query={useTemplate(name)} ready={!data.isLoading && !source.isLoading} title={words.gallery}>
      {(template) => <Shown template={template} source={source} />}
    </Loaded>
  );
}

interface ShownProps {
  readonly template: Template;
  /** The report whose values the form begins with. */
  readonly source: ReturnType<typeof useReport>;
}

function Shown({ template, source }: ShownProps) {
  const { language } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const made = search.get("report") ?? undefined;
  const report = useReport(made);
  const place = useRef<HTMLDivElement>(null);
  const title = textOf(template.title, language);
  return (
    <div className="make">
      <section className="make-form">
        <PageHead title={title} lead={textOf(template.description, language)} />
        <MakeForm
          template={template}
          source={source.data}
          dataset={search.get("dataset") ?? undefined}
          onMade={({ id }) => show(id)}
        />
      </section>
      <div ref={place} className="make-report">
        <LoadFailure query={source} />
        <LoadFailure query={report} />
        {report.data !== undefined ? (
          <ReportView report={report.data} besideForm />
        ) : (
          made === undefined && (
            <TemplatePicture name={template.name} title={title} languages={template.languages} large />
          )
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
