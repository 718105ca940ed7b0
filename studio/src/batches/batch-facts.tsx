import { Own, own } from "../design/own.tsx";
import { Link } from "wouter";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import type { Batch } from "./use-batch.ts";
import { batchesWords } from "./words.ts";

/** What a batch is made from. */
export function BatchFacts({ batch }: { readonly batch: Batch }) {
  const words = useWords(batchesWords);
  const { rows, map, name, tolerate, parameters } = batch;
  const source = rows as {
    readonly dataset?: { readonly name: string; readonly version: string };
    readonly query?: string;
  };
  return (
    <dl className="facts">
      <div>
        <dt>{words.source}</dt>
        <dd>
          {source.dataset === undefined ? (
            <>
              {words.query}
              <pre className="query">{own(source.query)}</pre>
            </>
          ) : (
            <Link href={`/datasets/${source.dataset.name}`}>{source.dataset.name}</Link>
          )}
        </dd>
      </div>
      <div>
        <dt>{words.map}</dt>
        <dd>
          {Object.entries(map).map(([parameter, column]) => (
            <div key={parameter}>
              {parameter} ←{" "}
              <code>
                <Own>{column}</Own>
              </code>
            </div>
          ))}
          {Object.entries(parameters as Readonly<Record<string, unknown>>).map(([parameter, value]) => (
            <div key={parameter}>
              {parameter}: {own(typeof value === "object" ? JSON.stringify(value) : String(value))}
            </div>
          ))}
        </dd>
      </div>
      <div>
        <dt>{words.name}</dt>
        <dd>
          <code>
            <Own>{name}</Own>
          </code>
        </dd>
      </div>
      <div>
        <dt>{words.tolerates}</dt>
        <dd>{String(tolerate)}</dd>
      </div>
      <Forms batch={batch} />
    </dl>
  );
}

/** The other forms of the reports, and how many reports lack one. */
function Forms({ batch: { renditions = [], incomplete = 0 } }: { readonly batch: Batch }) {
  const words = useWords(batchesWords);
  const formats = useFormats();
  if (renditions.length === 0) return null;
  return (
    <div>
      <dt>{words.forms}</dt>
      <dd>
        {renditions.map((form) => form.toUpperCase()).join(words.listed)}
        {incomplete > 0 && (
          <div className="small failure">{words.incomplete(incomplete, formats.number(incomplete))}</div>
        )}
      </dd>
    </div>
  );
}
