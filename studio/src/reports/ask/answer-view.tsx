import { Own } from "../../design/own.tsx";
import type { Report } from "../../api/report.ts";
import { Loaded } from "../../design/loaded.tsx";
import { Notice } from "../../design/notice.tsx";
import type { PageNumber } from "../../pages/page-numbers.ts";
import { problemText } from "../../words/problem-words.ts";
import { useLanguage, useWords } from "../../words/use-words.tsx";
import { LineageView } from "./lineage-view.tsx";
import { QuerySql } from "./query-sql.tsx";
import { Record } from "./record.tsx";
import { shownValue } from "./shown-value.ts";
import { type ExplainedNumber, type Explanation, useExplanation } from "./use-explanation.ts";
import { askWords } from "./words.ts";

interface AnswerViewProps {
  readonly report: Report;
  readonly number: PageNumber;
}

/** What the server says of a number: its query, row and value, the rows of the datasets behind it, and what is gone. */
export function AnswerView({ report, number }: AnswerViewProps) {
  const words = useWords(askWords);
  const query = useExplanation(report, number);
  return (
    <Loaded query={query} waiting={<p role="status">{words.asking}</p>}>
      {(explanation) => (
        <div className="asked-answer">
          {explanation.answers.map((answer, index) => (
            // A place has one number; the list is the API's.
            <OneAnswer key={`${index}`} report={report} answer={answer} />
          ))}
          <Conditions explanation={explanation} />
        </div>
      )}
    </Loaded>
  );
}

/** What limits all that is said: deleted data, another engine. */
function Conditions({ explanation: { gone, otherEngine } }: { readonly explanation: Explanation }) {
  const words = useWords(askWords);
  return (
    <>
      {gone.map(({ kind, name, version }) => (
        <Notice key={`${kind} ${name}`} kind="caution">
          <p>
            <Own>{(kind === "dataset" ? words.datasetGone : words.templateGone)(name, version.slice(0, 12))}</Own>
          </p>
        </Notice>
      ))}
      {otherEngine && <p className="small muted">{words.otherEngine}</p>}
    </>
  );
}

function OneAnswer({ report, answer }: { readonly report: Report; readonly answer: ExplainedNumber }) {
  const words = useWords(askWords);
  const { language } = useLanguage();
  const { kind, context, text, cells, queries, lineage = [], lineageProblems = [], cellsLeft = 0 } = answer;
  const named = [...new Set([...cells.map(({ query }) => query), ...queries])];
  return (
    <>
      {context !== text && (
        <p className="asked-context">
          <Own>{context}</Own>
        </p>
      )}
      <p>
        <strong>{words.kinds(kind)}</strong>
      </p>
      {cells.map((each) => (
        <Cells key={`${each.query} ${each.column}`} cells={each} />
      ))}
      <Facts answer={answer} />
      {named.map((name) => (
        <QuerySql key={name} report={report} query={name} />
      ))}
      {lineage.map((each, index) => (
        // Several cells of one row have the same query.
        <LineageView key={`${index}`} lineage={each} />
      ))}
      {lineageProblems.map((problem, index) => (
        <Notice key={`${index}`} kind="caution" title={words.notFollowed}>
          <p>
            <Own>{problemText(problem, language)}</Own>
          </p>
        </Notice>
      ))}
      {cellsLeft > 0 && <p className="small muted">{words.cellsLeft(cellsLeft)}</p>}
    </>
  );
}

/** The values of one column that the number was made from. */
function Cells({ cells: { query, column, count, rows } }: { readonly cells: ExplainedNumber["cells"][number] }) {
  const words = useWords(askWords);
  const [first] = rows;
  return (
    <div className="asked-cells">
      <p>
        <Own>
          {count === 1 && first !== undefined
            ? words.cell(query, first.row, column)
            : words.cells(query, count, column)}
        </Own>
      </p>
      {rows.map(({ row, value, record }) => (
        <details key={row} open={count === 1}>
          <summary>
            {count > 1 && <span className="muted">{words.row(row)} </span>}
            <bdi className="asked-value">{shownValue(value, words.noValue)}</bdi>
          </summary>
          <Record caption={words.rowOf(query, row)} record={record} here={column} />
        </details>
      ))}
      {rows.length > 0 && count > rows.length && <p className="small muted">{words.moreRows(count - rows.length)}</p>}
    </div>
  );
}

/** The other things that the number was made from, what else decided it, and where the template prints it. */
function Facts({ answer: { names, decidedBy, places, figure } }: { readonly answer: ExplainedNumber }) {
  const words = useWords(askWords);
  const chosen = decidedBy.map(({ name, query = "", column, count = 0 }) =>
    name !== undefined ? name : column === undefined ? words.rowsOf(query) : words.column(query, column, count),
  );
  const facts: (readonly [string, string])[] = [
    ...names.map(({ name, value }) => [name, value === undefined ? "" : shownValue(value, words.noValue)] as const),
    ...(figure === undefined ? [] : [[words.figure, figure] as const]),
    ...(chosen.length === 0 ? [] : [[words.decidedBy, chosen.join(", ")] as const]),
    ...(places.length === 0
      ? []
      : [[words.written, places.map(({ file, line, column }) => `${file}:${line}:${column}`).join(", ")] as const]),
  ];
  if (facts.length === 0) return null;
  return (
    <dl>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>
            <Own>{name}</Own>
          </dt>
          <dd>
            <Own>{value}</Own>
          </dd>
        </div>
      ))}
    </dl>
  );
}
