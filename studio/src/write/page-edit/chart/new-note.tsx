import { useState } from "react";
import { Button } from "../../../design/button.tsx";
import { useWords } from "../../../words/use-words.tsx";
import type { PreviewQuery } from "../../preview/preview.ts";
import { chartWords } from "./chart-words.ts";
import type { ChartChange, ChartNote, EditedChart } from "./edited-chart.ts";
import { Labelled } from "./labelled.tsx";
import { MenuField } from "./menu-field.tsx";
import { useColumnValues } from "./use-column-values.ts";

interface NewNoteProps {
  readonly chart: EditedChart;
  readonly query: PreviewQuery | undefined;
  readonly preview: string | undefined;
  readonly onChange: (change: ChartChange) => void;
}

type Axis = "x" | "y";

/** A note that is being written. */
interface Written {
  readonly mark: ChartNote["mark"];
  readonly axis: Axis | undefined;
  readonly at: string;
  readonly to: string;
  readonly group: string;
  /** Empty: all panels. */
  readonly panel: string;
  readonly text: string;
}

const nothing: Written = { mark: "line", axis: undefined, at: "", to: "", group: "", panel: "", text: "" };

/** The fields of a line, a range or a note to be added. */
export function NewNote({ chart, query, preview, onChange }: NewNoteProps) {
  const words = useWords(chartWords);
  const [typed, setTyped] = useState(nothing);
  const along = chart.values === "x" ? "y" : "x";
  const measured = ([chart.values, along] as const).filter((axis) => hasScale(chart[axis].type));
  const written: Written = measured.length === 0 ? { ...typed, mark: "point" } : typed;
  const isPoint = written.mark === "point";
  const axis = isPoint ? along : (measured.find((each) => each === written.axis) ?? measured[0] ?? along);
  const groups = useColumnValues(preview, query?.name, isPoint ? chart.group : undefined);
  const places = useColumnValues(preview, query?.name, isPoint ? chart[along].column : undefined);
  const panels = useColumnValues(preview, query?.name, isPoint ? chart.panels : undefined);
  const needsGroup = isPoint && chart.group !== undefined && chart.group !== chart[along].column;
  const marks = measured.length > 0 ? (["line", "range", "point"] as const) : (["point"] as const);
  const set = (change: Partial<Written>): void => setTyped({ ...written, ...change });
  const add = (): void => {
    const values = { places, panels, groups: needsGroup ? groups : undefined };
    onChange({ note: noteOf(written, axis, chart[axis].type, values) });
    setTyped({ ...nothing, mark: written.mark });
  };
  return (
    <div className="chart-fields" role="group" aria-label={words.newNote}>
      <MenuField
        label={words.noteKind}
        value={written.mark}
        options={marks.map((mark) => [mark, words.noteAs(mark)] as const)}
        onChange={(mark: Written["mark"]) => set({ mark, at: "", to: "" })}
      />
      {!isPoint && measured.length > 1 && (
        <MenuField
          label={words.noteAxis}
          value={axis}
          options={measured.map((each) => [each, words.axisOf(each)] as const)}
          onChange={(next: Axis) => set({ axis: next, at: "", to: "" })}
        />
      )}
      <Places written={written} type={chart[axis].type} places={places} onChange={set} />
      <Owners
        written={written}
        groups={needsGroup ? groups : undefined}
        panels={isPoint && chart.panels !== undefined ? panels : undefined}
        onChange={set}
      />
      <Labelled label={words.noteText}>
        {(id) => (
          <input
            id={id}
            type="text"
            dir="auto"
            maxLength={300}
            value={written.text}
            onChange={(event) => set({ text: event.target.value })}
          />
        )}
      </Labelled>
      <Button disabled={!isWhole(written, needsGroup)} onClick={add}>
        {words.addNote}
      </Button>
    </div>
  );
}

interface OwnersProps extends Pick<PlacesProps, "written" | "onChange"> {
  /** The values of the columns of colours and of panels; undefined if a note names none. */
  readonly groups: RowValues["groups"];
  readonly panels: RowValues["groups"];
}

/** Whose mark a note stands on: of which group, in which panel. */
function Owners({ written, groups, panels, onChange }: OwnersProps) {
  const words = useWords(chartWords);
  return (
    <>
      {groups !== undefined && (
        <MenuField
          label={words.ofGroup}
          value={written.group}
          options={optionsOf(groups)}
          onChange={(group) => onChange({ group })}
        />
      )}
      {panels !== undefined && (
        <MenuField
          label={words.inPanel}
          value={written.panel}
          options={[["", words.allPanels], ...[...panels.keys()].map((each) => [each] as const)]}
          onChange={(panel) => onChange({ panel })}
        />
      )}
    </>
  );
}

interface PlacesProps {
  readonly written: Written;
  readonly type: string;
  /** The values of the rows that a note may stand at. */
  readonly places: RowValues["places"];
  readonly onChange: (change: Partial<Written>) => void;
}

/** Where a note stands. */
function Places({ written, type, places, onChange }: PlacesProps) {
  const words = useWords(chartWords);
  const { mark, at } = written;
  if (mark === "point" && places.size > 0)
    return (
      <MenuField label={words.at} value={at} options={optionsOf(places)} onChange={(next) => onChange({ at: next })} />
    );
  return (mark === "range" ? (["at", "to"] as const) : (["at"] as const)).map((name) => (
    <Labelled key={name} label={name === "to" ? words.to : mark === "range" ? words.from : words.at}>
      {(id) => (
        <input
          id={id}
          type={type === "temporal" ? "date" : type === "quantitative" ? "number" : "text"}
          step="any"
          value={written[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Labelled>
  ));
}

function isWhole({ mark, at, to, group, text }: Written, needsGroup: boolean): boolean {
  if (needsGroup && group === "") return false;
  return at.trim() !== "" && (mark !== "range" || to.trim() !== "") && (mark !== "point" || text.trim() !== "");
}

interface RowValues {
  /** Values of rows by their texts: a note stands at the value itself. */
  readonly places: ReadonlyMap<string, string | number | boolean>;
  /** Undefined if a note names no group. */
  readonly groups: ReadonlyMap<string, string | number | boolean> | undefined;
  readonly panels: ReadonlyMap<string, string | number | boolean>;
}

function noteOf(
  { mark, at, to, group, panel, text }: Written,
  axis: Axis,
  type: string,
  { places, groups, panels }: RowValues,
): ChartNote {
  const [first, last] = [at, to].map((value) => (type === "quantitative" ? Number(value) : value)) as [string, string];
  if (mark === "line") return { mark, axis, at: first, text };
  if (mark === "range") return { mark, axis, from: first, to: last, text };
  const place = type === "quantitative" ? first : (places.get(at) ?? at);
  return {
    mark,
    at: place,
    ...(groups !== undefined && { group: groups.get(group) ?? group }),
    ...(panel !== "" && { panel: panels.get(panel) ?? panel }),
    text,
  };
}

function optionsOf(values: RowValues["places"]): (readonly ["", string] | readonly [string])[] {
  return [["", "–"], ...[...values.keys()].map((each) => [each] as const)];
}

function hasScale(type: string): boolean {
  return type === "temporal" || type === "quantitative";
}
