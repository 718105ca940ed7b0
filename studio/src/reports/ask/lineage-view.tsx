import { Notice } from "../../design/notice.tsx";
import { Own } from "../../design/own.tsx";
import { Table } from "../../design/table.tsx";
import { useLanguage, useWords } from "../../words/use-words.tsx";
import { coarseReason } from "./coarse-words.ts";
import { shownValue } from "./shown-value.ts";
import type { RowLineage } from "./use-explanation.ts";
import { askWords } from "./words.ts";

type Named = RowLineage["datasets"][number]["value"];

/** The rows of the datasets behind a cell, and the way to them. */
export function LineageView({ lineage }: { readonly lineage: RowLineage }) {
  const words = useWords(askWords);
  const { language } = useLanguage();
  const { query, row, columns, steps, datasets, coarse, again } = lineage;
  return (
    <section className="asked-lineage">
      <h3>
        <Own>{words.behind(query, row, columns.join(", "))}</Own>
      </h3>
      <p className="small muted">{words.way}</p>
      <ol className="asked-way">
        {steps.map((step, index) => (
          // A query may be read twice.
          <li key={`${index}`}>
            <Own>{words.step(step.name, step.rows)}</Own>
          </li>
        ))}
      </ol>
      {datasets.length === 0 && <p>{words.noRows}</p>}
      {datasets.map(({ dataset, total, value, deciding }) => (
        <div key={dataset} className="asked-dataset">
          <NamedRows title={words.computed(dataset, value.count, total)} named={value} />
          <NamedRows title={words.decided(dataset, deciding.count)} named={deciding} />
        </div>
      ))}
      {coarse.map(({ why, role, datasets: whole }) => (
        <Notice key={`${role} ${why}`} kind="caution">
          <p>
            <Own>{words.coarse(whole.join(", "), coarseReason(why, language))}</Own>
          </p>
        </Notice>
      ))}
      <p className={again.result === "same" ? "asked-same" : "asked-other"}>
        <Own>
          {again.result === "same"
            ? words.same
            : again.result === "failed"
              ? words.notChecked(again.why ?? "")
              : words.differs(again.seen === undefined ? "" : JSON.stringify(again.seen))}
        </Own>
      </p>
    </section>
  );
}

/** Rows of a dataset as a table; folded up, if they are many. */
function NamedRows({ title, named: { count, rows } }: { readonly title: string; readonly named: Named }) {
  const words = useWords(askWords);
  if (count === 0) return null;
  const columns = [...new Set(rows.flatMap(({ record = {} }) => Object.keys(record)))];
  return (
    <details>
      <summary>{title}</summary>
      <Table
        caption={title}
        columns={[
          { key: "", label: words.rowNumber, number: true, cell: ({ row }) => String(row) },
          ...columns.map((name) => ({
            // A column may have any name.
            key: `=${name}`,
            label: name,
            cell: ({ record = {} }: Named["rows"][number]) => shownValue(record[name], words.noValue),
          })),
        ]}
        rows={rows}
        rowKey={({ row }) => String(row)}
      />
      {count > rows.length && <p className="small muted">{words.moreRows(count - rows.length)}</p>}
    </details>
  );
}
