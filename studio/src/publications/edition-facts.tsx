import { own } from "../design/own.tsx";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import type { Edition } from "./use-publication.ts";
import { publicationsWords } from "./words.ts";

type Cause =
  | { readonly kind: "schedule"; readonly passedOver?: number }
  | { readonly kind: "data"; readonly datasets: Readonly<Record<string, unknown>> }
  | { readonly kind: "run" };

/** Why an edition was made, and from what. */
export function EditionFacts({
  edition: { cause, date, parameters = {}, datasets = {}, report },
}: {
  readonly edition: Edition;
}) {
  const words = useWords(publicationsWords);
  const formats = useFormats();
  const why = cause as Cause;
  const values = Object.entries(parameters as Readonly<Record<string, unknown>>);
  return (
    <dl className="facts">
      <Fact term={words.cause}>
        {why.kind === "schedule"
          ? words.bySchedule(why.passedOver ?? 0)
          : why.kind === "data"
            ? words.byData(Object.keys(why.datasets).join(", "))
            : words.byRun}
      </Fact>
      {date !== undefined && <Fact term={words.date}>{formats.date(date)}</Fact>}
      {values.length > 0 && (
        <Fact term={words.parameters}>
          {own(
            values
              .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
              .join(", "),
          )}
        </Fact>
      )}
      {Object.keys(datasets).length > 0 && (
        <Fact term={words.datasets}>
          {Object.entries(datasets).map(([alias, { name, version }]) => (
            <div key={alias}>
              <Link href={`/datasets/${name}`}>{name}</Link> <code className="small">{version.slice(0, 8)}</code>
            </div>
          ))}
        </Fact>
      )}
      {report !== undefined && (
        <Fact term={words.report}>
          <Link href={report}>{report.slice("/reports/".length, "/reports/".length + 8)}</Link>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
