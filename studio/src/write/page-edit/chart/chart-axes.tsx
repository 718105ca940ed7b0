import { useWords } from "../../../words/use-words.tsx";
import { chartWords } from "./chart-words.ts";
import type { ChartAxis, ChartChange, EditedChart } from "./edited-chart.ts";
import { Labelled } from "./labelled.tsx";
import { MenuField } from "./menu-field.tsx";
import { patternExample } from "./pattern-example.ts";
import { TypedInput } from "./typed-input.tsx";

interface ChartAxesProps {
  readonly chart: EditedChart;
  /** Of the report. */
  readonly language: string;
  readonly onChange: (change: ChartChange) => void;
}

/** Patterns that are offered, with a value as it is printed. */
const numbers: readonly (readonly [string, string])[] = [
  [",d", "12,346"],
  [",.1f", "12,345.7"],
  [",.2f", "12,345.68"],
  [".0%", "12%"],
  [".1%", "12.3%"],
  ["+,.1f", "+12.3"],
  [".3~s", "12.3k"],
];
/** Those of times, which are printed in the language of the report. */
const times = ["%Y", "%b %Y", "%B", "%b", "%e %b", "%Y-%m-%d"];

/** The axes of a chart: their titles, patterns and ends. */
export function ChartAxes({ chart, language, onChange }: ChartAxesProps) {
  const words = useWords(chartWords);
  return (
    <details>
      <summary>{words.axes}</summary>
      {(["x", "y"] as const).map((axis) =>
        chart[axis].shown || chart[axis].type === "quantitative" ? (
          <div key={axis} className="chart-fields" role="group" aria-label={words.axisOf(axis)}>
            <AxisFields name={axis} axis={chart[axis]} language={language} onChange={onChange} />
          </div>
        ) : null,
      )}
    </details>
  );
}

interface AxisFieldsProps {
  readonly name: "x" | "y";
  readonly axis: ChartAxis;
  readonly language: string;
  readonly onChange: (change: ChartChange) => void;
}

function AxisFields({ name, axis, language, onChange }: AxisFieldsProps) {
  const words = useWords(chartWords);
  const { type, shown, title, format = "", min, max, column = "" } = axis;
  const patterns = patternsOf(type, format, language);
  const limit = (end: "min" | "max", value: string): void => {
    const number = value.trim() === "" ? null : Number(value);
    if (number === null || Number.isFinite(number)) onChange({ domain: { axis: name, [end]: number } });
  };
  return (
    <>
      {shown && (
        <Labelled label={words.titleOf(name)}>
          {(id) => (
            <TypedInput
              id={id}
              type="text"
              value={title ?? ""}
              placeholder={title === null ? words.noTitle : column}
              onDone={(text) => onChange({ title: { axis: name, text: text.trim() === "" ? null : text } })}
            />
          )}
        </Labelled>
      )}
      {shown && patterns.length > 0 && (
        <MenuField
          label={words.formatOf(name)}
          value={format}
          options={[["", words.noFormat], ...patterns]}
          onChange={(value) => onChange({ format: { axis: name, pattern: value === "" ? null : value } })}
        />
      )}
      {type === "quantitative" &&
        (["min", "max"] as const).map((end) => (
          <Labelled key={end} label={words.endOf(name, end)}>
            {(id) => (
              <TypedInput
                id={id}
                type="number"
                value={String((end === "min" ? min : max) ?? "")}
                placeholder={words.byData}
                onDone={(value) => limit(end, value)}
              />
            )}
          </Labelled>
        ))}
    </>
  );
}

type Pattern = readonly [string, string] | readonly [string];

/** The patterns that are offered, each with an example: first the chart's own, if it is another. */
function patternsOf(type: string, own: string, language: string): readonly Pattern[] {
  const named = (pattern: string): Pattern => {
    const example = patternExample(pattern, type, language);
    return example === undefined ? [pattern] : [pattern, example];
  };
  const patterns: readonly Pattern[] = type === "quantitative" ? numbers : type === "temporal" ? times.map(named) : [];
  const isOffered = own === "" || patterns.length === 0 || patterns.some(([pattern]) => pattern === own);
  return isOffered ? patterns : [named(own), ...patterns];
}
