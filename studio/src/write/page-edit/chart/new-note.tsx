import { useEffect, useRef, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { useWords } from "../../../words/use-words.tsx";
import type { PreviewQuery } from "../../preview/preview.ts";
import { axisWords } from "./axis-words.ts";
import { chartWords } from "./chart-words.ts";
import type { ChartChange, EditedChart } from "./edited-chart.ts";
import { Labelled } from "./labelled.tsx";
import { MenuField } from "./menu-field.tsx";
import { NotePlaces } from "./note-places.tsx";
import { useUnmade } from "../edits/use-unmade.ts";
import type { Finishing } from "./use-chart.ts";
import { useColumnValues, useRows } from "./use-column-values.ts";
import { isEmpty, isWhole, nothing, noteOf, type Written } from "./written-note.ts";

interface NewNoteProps {
  readonly chart: EditedChart;
  readonly query: PreviewQuery | undefined;
  readonly preview: string | undefined;
  /** Of the report. */
  readonly language: string;
  readonly onChange: (change: ChartChange) => Promise<boolean>;
  readonly finishing: Finishing;
}

type Axis = "x" | "y";

/** A note that is being written, and what it can be. */
function useNewNote({ chart, query, preview, onChange, finishing }: Omit<NewNoteProps, "language">) {
  const [typed, setTyped] = useState(nothing);
  const [isAsked, setAsked] = useState(false);
  const { lines, points } = chart.offers;
  const along = chart.values === "x" ? "y" : "x";
  const measured = ([chart.values, along] as const).filter((axis) => lines.includes(axis));
  const marks: readonly Written["mark"][] = [
    ...(measured.length > 0 ? (["line", "range"] as const) : []),
    ...(points ? (["point"] as const) : []),
  ];
  const written: Written = marks.includes(typed.mark) ? typed : { ...typed, mark: marks[0] ?? "point" };
  const isPoint = written.mark === "point";
  const axis = isPoint ? along : (measured.find((each) => each === written.axis) ?? measured[0] ?? along);
  const column = (name: string | undefined): string | undefined => (isPoint ? name : undefined);
  const rows = useRows(preview, query?.name, column(chart[along].column), chart.until);
  const groups = useColumnValues(preview, query?.name, column(chart.group));
  const panels = useColumnValues(preview, query?.name, column(chart.panels));
  const needsGroup = isPoint && chart.group !== undefined && chart.group !== chart[along].column;
  const isReady = isWhole(written, needsGroup);
  const owners = {
    groups: needsGroup ? groups : undefined,
    panels: isPoint && chart.panels !== undefined ? panels : undefined,
  };
  const add = async (): Promise<boolean> => {
    const places = new Map([...rows].map(([text, { value }]) => [text, value]));
    const isMade = await onChange({ note: noteOf(written, axis, chart[axis].type, { places, ...owners }) });
    // What was refused stays, to be changed, and so does what was typed meanwhile.
    if (isMade) setTyped((now) => (now === typed ? { ...nothing, mark: written.mark } : now));
    return isMade;
  };
  useUnmade(() => !isEmpty(written));
  useFinishing(finishing, async () => {
    if (isEmpty(written)) return true;
    setAsked(true);
    return isReady && (await add());
  });
  return {
    written,
    marks,
    measured,
    axis,
    along,
    rows,
    owners,
    isReady,
    add,
    /** Whether somebody wanted to end it before it was whole. */
    isMissed: isAsked && !isEmpty(written) && !isReady,
    set: (change: Partial<Written>): void => setTyped({ ...written, ...change }),
  } as const;
}

/** The fields of a line, a range or a note to be added. */
export function NewNote({ chart, language, ...rest }: NewNoteProps) {
  const words = useWords(chartWords);
  const note = useNewNote({ chart, ...rest });
  const { written, marks, measured, axis, along, rows, owners, isReady, isMissed, add, set } = note;
  if (marks.length === 0) return <p className="page-edit-within">{words.noNotes}</p>;
  return (
    <form
      className="chart-fields"
      aria-label={words.newNote}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <MenuField
        label={words.noteKind}
        value={written.mark}
        options={marks.map((mark) => [mark, words.noteAs(mark)] as const)}
        onChange={(mark: Written["mark"]) => set({ mark, at: "", to: "" })}
      />
      {written.mark !== "point" && measured.length > 1 && (
        <MenuField
          label={words.noteAxis}
          value={axis}
          options={measured.map((each) => [each, words.axisOf(each)] as const)}
          onChange={(next: Axis) => set({ axis: next, at: "", to: "" })}
        />
      )}
      <NotePlaces
        {...{ written, ...owners }}
        type={chart[axis].type}
        places={namedPlaces(rows, chart[along], language)}
        onChange={set}
      />
      <NoteText text={written.text} onText={(text) => set({ text })} />
      <Button type="submit" disabled={!isReady}>
        {words.addNote}
      </Button>
      {isMissed && (
        <p className="page-edit-fault" role="alert">
          {words.noteNeeds}
        </p>
      )}
    </form>
  );
}

function NoteText({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const words = useWords(chartWords);
  return (
    <Labelled label={words.noteText}>
      {(id) => (
        <input
          id={id}
          type="text"
          dir="auto"
          maxLength={300}
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Labelled>
  );
}

/** The places of rows, by what they are called on their axis; an interval by both of its ends. */
function namedPlaces(
  rows: ReturnType<typeof useRows>,
  axis: EditedChart["x"],
  language: string,
): ReadonlyMap<string, string> {
  const starts = [...rows.keys()];
  const ends = [...rows.values()].flatMap(({ beside }) => beside ?? []);
  const names = axisWords([...new Set([...starts, ...ends])], axis, language);
  return new Map(
    [...rows].map(([text, { beside }]) => {
      const name = names.get(text) ?? text;
      return [text, beside === undefined ? name : `${name} – ${names.get(beside) ?? beside}`];
    }),
  );
}

/** Lets what ends the panel add the note that was typed. */
function useFinishing(finishing: Finishing, finish: () => Promise<boolean>): void {
  const latest = useRef(finish);
  latest.current = finish;
  useEffect(() => {
    finishing.current = () => latest.current();
    return () => {
      finishing.current = undefined;
    };
  }, [finishing]);
}
