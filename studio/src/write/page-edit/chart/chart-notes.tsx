import { useEffect, useRef } from "react";
import { Button } from "../../../design/button.tsx";
import { Own } from "../../../design/own.tsx";
import { useWords } from "../../../words/use-words.tsx";
import type { PreviewQuery } from "../../preview/preview.ts";
import { chartWords } from "./chart-words.ts";
import { axisWords } from "./axis-words.ts";
import type { ChartChange, ChartNote, EditedChart } from "./edited-chart.ts";
import { NewNote } from "./new-note.tsx";
import type { Finishing } from "./use-chart.ts";

interface ChartNotesProps {
  readonly chart: EditedChart;
  readonly query: PreviewQuery | undefined;
  readonly preview: string | undefined;
  /** Of the report. */
  readonly language: string;
  readonly onChange: (change: ChartChange) => Promise<boolean>;
  readonly finishing: Finishing;
}

/** What is written into a chart: lines, ranges, and notes on points. */
export function ChartNotes({ chart, query, preview, language, onChange, finishing }: ChartNotesProps) {
  const words = useWords(chartWords);
  const box = useRef<HTMLDetailsElement>(null);
  const removed = useRef(false);
  const count = useRef(chart.notes.length);
  useEffect(() => {
    // What was added has pushed down what adds the next.
    if (chart.notes.length > count.current) box.current?.scrollIntoView({ block: "nearest" });
    count.current = chart.notes.length;
    // The button that had the focus is gone, if it was the last.
    if (!removed.current) return;
    removed.current = false;
    if (document.activeElement === document.body) box.current?.querySelector("summary")?.focus();
  }, [chart.notes.length]);
  const remove = (index: number): void => {
    removed.current = true;
    void onChange({ without: index });
  };
  return (
    <details ref={box} open={chart.notes.length > 0 ? true : undefined}>
      <summary>{words.notes}</summary>
      <ul className="chart-notes">
        {chart.notes.map((note, index) => (
          // Notes may be alike.
          <li key={index}>
            <span>
              {words.noteAs(note.mark)} <Own>{placeOf(note, chart, language)}</Own> <Own>{note.text}</Own>
            </span>
            <Button aria-label={words.removeNote(index + 1)} onClick={() => remove(index)}>
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      {chart.panels !== undefined && <p className="page-edit-within">{words.panelsToo}</p>}
      <NewNote {...{ chart, query, preview, language, onChange, finishing }} />
    </details>
  );
}

function placeOf(note: ChartNote, chart: EditedChart, language: string): string {
  const axis = note.mark === "point" ? (chart.values === "x" ? "y" : "x") : note.axis!;
  const say = (value: unknown): string => axisWords([String(value)], chart[axis], language).get(String(value))!;
  if (note.mark === "range") return `${say(note.from)} – ${say(note.to)}`;
  return note.panel === undefined ? say(note.at) : `${note.panel}: ${say(note.at)}`;
}
