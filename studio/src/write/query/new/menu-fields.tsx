import { useWords } from "../../../words/use-words.tsx";
import type { ResultColumn } from "../draft-chart.ts";
import { ChosenList } from "./chosen-list.tsx";
import { FilterFields } from "./filter-fields.tsx";
import { calculationsOf, type Menus, newFilter, resultNames, type Summary } from "./menus.ts";
import { newQueryWords } from "./words.ts";

interface MenuFieldsProps {
  readonly menus: Menus;
  /** Of the table that is read. */
  readonly columns: readonly ResultColumn[];
  readonly parameters: readonly string[];
  readonly onMenus: (menus: Menus) => void;
}

/** What each of the lists needs. */
interface ListProps {
  readonly menus: Menus;
  readonly columns: readonly ResultColumn[];
  readonly onChange: (change: Partial<Menus>) => void;
}

/** Stands for all rows among the columns that are calculated. */
const allRows = "\u0000";

/** What is grouped, calculated, kept, sorted and cut of a table. */
export function MenuFields({ menus, columns, parameters, onMenus }: MenuFieldsProps) {
  const { group = [], summaries = [] } = menus;
  /** Sorting by a column that is no more in the result would be refused. */
  const onChange = (change: Partial<Menus>): void => {
    const next = { ...menus, ...change };
    const results = resultNames(next, namesOf(columns));
    onMenus({ ...next, order: (next.order ?? []).filter(({ column }) => results.includes(column)) });
  };
  const lists = { menus, columns, onChange };
  return (
    <>
      <GroupList {...lists} />
      <SummaryList {...lists} />
      {group.length === 0 && summaries.length === 0 && <ColumnList {...lists} />}
      <FilterList {...lists} parameters={parameters} />
      <OrderList {...lists} />
      <TopField {...lists} />
    </>
  );
}

function namesOf(columns: readonly ResultColumn[]): readonly string[] {
  return columns.map(({ name }) => name);
}

function offer(all: readonly string[], without: readonly string[] = []): (readonly [string])[] {
  return all.filter((name) => !without.includes(name)).map((name) => [name] as const);
}

function GroupList({ menus: { group = [] }, columns, onChange }: ListProps) {
  const words = useWords(newQueryWords);
  return (
    <ChosenList
      label={words.group}
      items={group}
      nameOf={(name) => name}
      offered={offer(namesOf(columns), group)}
      onAdd={(name) => onChange({ group: [...group, name], columns: undefined })}
      onRemove={(at) => onChange({ group: group.toSpliced(at, 1) })}
    />
  );
}

function SummaryList({ menus: { summaries = [] }, columns, onChange }: ListProps) {
  const words = useWords(newQueryWords);
  const typeOf = (name: string | undefined) => columns.find((column) => column.name === name)?.type;
  const add = (name: string): Summary =>
    name === allRows ? { do: "count" } : { do: calculationsOf(typeOf(name))[0]!, column: name };
  return (
    <ChosenList
      label={words.calculate}
      items={summaries}
      nameOf={({ column }) => column ?? words.ofRows}
      offered={[...offer(namesOf(columns)), [allRows, words.ofRows] as const]}
      onAdd={(name) => onChange({ summaries: [...summaries, add(name)], columns: undefined })}
      onRemove={(at) => onChange({ summaries: summaries.toSpliced(at, 1) })}
    >
      {({ do: calculation, column }, at) => (
        <select
          className="input"
          aria-label={words.calculation(column ?? words.ofRows)}
          value={calculation}
          onChange={(event) =>
            onChange({ summaries: summaries.with(at, { ...summaries[at]!, do: event.target.value as Summary["do"] }) })
          }
        >
          {(column === undefined ? (["count"] as const) : calculationsOf(typeOf(column))).map((each) => (
            <option key={each} value={each}>
              {words.summary(each)}
            </option>
          ))}
        </select>
      )}
    </ChosenList>
  );
}

function ColumnList({ menus, columns, onChange }: ListProps) {
  const words = useWords(newQueryWords);
  const shown = menus.columns ?? [];
  return (
    <ChosenList
      label={words.columns}
      items={shown}
      nameOf={(name) => name}
      offered={offer(namesOf(columns), shown)}
      onAdd={(name) => onChange({ columns: [...shown, name] })}
      onRemove={(at) => onChange({ columns: shown.length === 1 ? undefined : shown.toSpliced(at, 1) })}
    />
  );
}

function FilterList({ menus, columns, parameters, onChange }: ListProps & Pick<MenuFieldsProps, "parameters">) {
  const words = useWords(newQueryWords);
  const { filters = [] } = menus;
  const columnOf = (name: string) => columns.find((column) => column.name === name);
  return (
    <ChosenList
      label={words.filter}
      items={filters}
      nameOf={({ column }) => column}
      offered={offer(namesOf(columns))}
      onAdd={(name) => onChange({ filters: [...filters, newFilter(columnOf(name)!)] })}
      onRemove={(at) => onChange({ filters: filters.toSpliced(at, 1) })}
    >
      {(filter, at) => (
        <FilterFields
          filter={filter}
          type={columnOf(filter.column)?.type}
          parameters={parameters}
          onFilter={(next) => onChange({ filters: filters.with(at, next) })}
        />
      )}
    </ChosenList>
  );
}

function OrderList({ menus, columns, onChange }: ListProps) {
  const words = useWords(newQueryWords);
  const { order = [] } = menus;
  const sorted = order.map(({ column }) => column);
  return (
    <ChosenList
      label={words.order}
      items={order}
      nameOf={({ column }) => column}
      offered={offer(resultNames(menus, namesOf(columns)), sorted)}
      onAdd={(column) => onChange({ order: [...order, { column, falling: false }] })}
      onRemove={(at) => onChange({ order: order.toSpliced(at, 1) })}
    >
      {({ column, falling = false }, at) => (
        <select
          className="input"
          aria-label={words.direction(column)}
          value={falling ? "falling" : "rising"}
          onChange={(event) =>
            onChange({ order: order.with(at, { column, falling: event.target.value === "falling" }) })
          }
        >
          <option value="rising">{words.rising}</option>
          <option value="falling">{words.falling}</option>
        </select>
      )}
    </ChosenList>
  );
}

function TopField({ menus: { top }, onChange }: ListProps) {
  const words = useWords(newQueryWords);
  return (
    <label className="new-query-list">
      <span className="new-query-label">{words.top}</span>
      <span className="new-query-chosen">
        <input
          className="input new-query-number"
          inputMode="numeric"
          value={top ?? ""}
          onChange={(event) => {
            const digits = event.target.value.replace(/\D/g, "").slice(0, 6);
            onChange({ top: digits === "" ? undefined : Number(digits) });
          }}
        />
        <span className="muted">{words.topHelp}</span>
      </span>
    </label>
  );
}
