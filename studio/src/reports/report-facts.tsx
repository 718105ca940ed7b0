import { own } from "../design/own.tsx";
import type { Report } from "../api/report.ts";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { reportWords } from "./words.ts";

/** What a report was made from. */
export function ReportFacts({ report }: { readonly report: Report }) {
  const words = useWords(reportWords);
  const { date, moment, bytes } = useFormats();
  const facts: readonly [string, string][] = [
    [words.template, `${report.template.name}, ${words.version(report.template.version.slice(0, 7))}`],
    ...Object.entries(report.datasets).map(([alias, { name, version }]): [string, string] => [
      alias,
      `${name}, ${words.version(version.slice(0, 7))}`,
    ]),
    ...Object.entries(report.parameters).map(([name, value]): [string, string] => [
      name,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
    [words.date, date(report.date)],
    [words.requested, moment(report.created)],
    ...(report.bytes === undefined ? [] : [[words.size, bytes(report.bytes)] as [string, string]]),
    ...(report.sha256 === undefined ? [] : [["SHA-256", report.sha256] as [string, string]]),
  ];
  return (
    <section className="report-facts" aria-labelledby="made-from">
      <h2 id="made-from">{words.details}</h2>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{own(name)}</dt>
            <dd>{own(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
