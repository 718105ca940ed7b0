import { useWords } from "../../../words/use-words.tsx";
import type { ResultColumn } from "../../query/draft-chart.ts";
import { useCalled } from "../use-called.ts";
import { chartWords } from "./chart-words.ts";
import type { ChartChange, EditedChart } from "./edited-chart.ts";
import { MenuField } from "./menu-field.tsx";

interface ChartColumnsProps {
  readonly chart: EditedChart;
  readonly columns: readonly ResultColumn[];
  readonly onChange: (change: ChartChange) => void;
}

const colours = ["accent", "ink", "muted", "good", "watch", "bad", "above", "below"] as const;

/** Which columns a chart shows, in which order and colours. */
export function ChartColumns({ chart, columns, onChange }: ChartColumnsProps) {
  const words = useWords(chartWords);
  const called = useCalled();
  const { values, sort, offers } = chart;
  const along = values === "x" ? "y" : "x";
  const set = (axis: "x" | "y", name: string): void => {
    const column = columns.find((each) => each.name === name);
    if (column === undefined) return;
    const type = typeOf(column, chart[axis].type);
    onChange(axis === "x" ? { x: { column: name, type } } : { y: { column: name, type } });
  };
  const menu = (axis: "x" | "y", label: string, fitting: readonly ResultColumn[]) => {
    if (!offers.columns.includes(axis)) return null;
    const { column = "" } = chart[axis];
    const names = fitting.map(({ name }) => [name, called(name)] as const);
    const other = names.some(([name]) => name === column)
      ? []
      : [column === "" ? (["", words.counted] as const) : ([column, called(column)] as const)];
    return (
      <MenuField label={label} value={column} options={[...other, ...names]} onChange={(name) => set(axis, name)} />
    );
  };
  return (
    <div className="chart-fields">
      {menu(along, words.along, chart.kind === "bar" ? columns.filter((column) => !isNumber(column)) : columns)}
      {menu(values, words.values, columns.filter(isNumber))}
      <GroupMenus chart={chart} columns={columns} onChange={onChange} />
      {offers.sorts.length > 0 && (
        <MenuField<NonNullable<EditedChart["sort"]>>
          label={words.sort}
          value={sort ?? ""}
          options={[
            ...(sort === undefined ? [["", words.ownSort] as const] : []),
            ...offers.sorts.map((each) => [each, words.sortBy(each)] as const),
          ]}
          onChange={(next) => onChange({ sort: next })}
        />
      )}
      {offers.labels && (
        <label className="chart-check">
          <input
            type="checkbox"
            checked={chart.labels}
            onChange={(event) => onChange({ labels: event.target.checked })}
          />
          {words.labels}
        </label>
      )}
    </div>
  );
}

function isNumber({ type }: ResultColumn): boolean {
  return type === "number" || type === "integer";
}

/** What has the colours: the members of a column, or all marks by one role. */
function GroupMenus({ chart, columns, onChange }: ChartColumnsProps) {
  const words = useWords(chartWords);
  const called = useCalled();
  const { group, colour } = chart;
  const names = columns.filter(({ type }) => type === "text" || type === "boolean").map(({ name }) => name);
  const all = [...new Set([...names, ...(group === undefined ? [] : [group])])];
  const first =
    colour === undefined ? (["", words.colourOf("theme")] as const) : (["other", words.colourOf("other")] as const);
  return (
    <>
      {chart.offers.group && (
        <MenuField
          label={words.group}
          value={group ?? ""}
          options={[["", words.noGroup], ...all.map((name) => [name, called(name)] as const)]}
          onChange={(column) => onChange({ group: column === "" ? null : { column } })}
        />
      )}
      {group === undefined && (
        <MenuField
          label={words.colour}
          value={colour ?? ""}
          options={[
            ...(colour === undefined || colour === "other" ? [first] : []),
            ...colours.map((each) => [each, words.colourOf(each)] as const),
          ]}
          onChange={(next) => onChange({ colour: next as (typeof colours)[number] })}
        />
      )}
    </>
  );
}

/** What a column holds on an axis. Names keep the order that the axis had. */
function typeOf({ type }: ResultColumn, before: EditedChart["x"]["type"]): EditedChart["x"]["type"] {
  if (type === "date" || type === "timestamp") return "temporal";
  if (type === "number" || type === "integer") return "quantitative";
  return before === "ordinal" ? "ordinal" : "nominal";
}
