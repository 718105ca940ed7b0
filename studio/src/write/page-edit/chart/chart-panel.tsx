import { useRef } from "react";
import { useWords } from "../../../words/use-words.tsx";
import { errorText, useProblemText } from "../../../words/use-problem-text.ts";
import type { PreviewQuery } from "../../preview/preview.ts";
import { ChangedSource } from "../use-page-edit.ts";
import { pageEditWords } from "../words/words.ts";
import { ChartAxes } from "./chart-axes.tsx";
import { ChartColumns } from "./chart-columns.tsx";
import { ChartNotes } from "./chart-notes.tsx";
import { chartWords } from "./chart-words.ts";
import type { ChartKind } from "./edited-chart.ts";
import { KindPicture } from "./kind-picture.tsx";
import type { Finishing, OpenChart } from "./use-chart.ts";

interface ChartPanelProps {
  readonly open: OpenChart;
  /** The chart's query, if the preview knows it. */
  readonly query: PreviewQuery | undefined;
  /** The preview that ran the query. */
  readonly preview: string | undefined;
  /** Of the report. */
  readonly language: string;
  readonly finishing: Finishing;
}

/** A chart without its spec: its kind, columns, order, colours, axes and notes. Each change is made at once. */
export function ChartPanel({ open, query, preview, language, finishing }: ChartPanelProps) {
  const words = useWords(chartWords);
  const editWords = useWords(pageEditWords);
  const say = useProblemText();
  const { chart, free, fault, change } = open;
  const first = useRef<ChartKind>(undefined);
  // As it was when the panel was opened.
  first.current ??= chart?.kind;
  const was = first.current;
  return (
    <fieldset className="chart-panel" tabIndex={-1}>
      <legend>{words.chart}</legend>
      {free !== undefined && <p>{words.free(free)}</p>}
      {chart !== undefined && (
        <>
          <div className="chart-kinds" role="group" aria-label={words.kind}>
            {chart.kinds.map((kind) => (
              <button
                key={kind}
                type="button"
                className="chart-kind"
                aria-pressed={kind === chart.kind}
                onClick={() => void change({ kind })}
              >
                <KindPicture kind={kind} />
                {words.kindOf(kind)}
              </button>
            ))}
          </div>
          {was !== undefined && was !== chart.kind && (
            <p role="status" className="page-edit-within">
              {words.checkWords(was)}
            </p>
          )}
          <ChartColumns chart={chart} columns={query?.columns ?? []} onChange={change} />
          <ChartAxes chart={chart} language={language} onChange={change} />
          <ChartNotes {...{ chart, query, preview, language, finishing }} onChange={change} />
        </>
      )}
      {fault !== undefined && (
        <p className="page-edit-fault" role="alert" ref={(element) => element?.scrollIntoView({ block: "nearest" })}>
          {fault instanceof ChangedSource ? editWords.changed : errorText(fault, say)}
        </p>
      )}
    </fieldset>
  );
}
