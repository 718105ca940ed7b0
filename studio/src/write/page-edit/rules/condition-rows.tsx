import { Button } from "../../../design/button.tsx";
import { useCalled } from "../use-called.ts";
import { OwnOption } from "../../../design/own-option.tsx";
import { useWords } from "../../../words/use-words.tsx";
import type { ResultColumn } from "../../query/draft-chart.ts";
import { type Condition, operandFor, operandsOf, type Sign, signsFor, valueOf, withSign } from "./rule.ts";
import { useAdded } from "./use-added.ts";
import { ruleWords } from "./words.ts";

interface ConditionRowsProps {
  readonly conditions: readonly Condition[];
  readonly columns: readonly ResultColumn[];
  /** The column that has the rule; absent where each condition names its column. */
  readonly own?: string | undefined;
  /** Number of the rule; absent for conditions of a block. */
  readonly rule?: number | undefined;
  readonly onConditions: (conditions: readonly Condition[]) => void;
}

/** Conditions that all must hold, each in menus. */
export function ConditionRows({ conditions, columns, own, rule, onConditions }: ConditionRowsProps) {
  const words = useWords(ruleWords);
  const first = columns[0];
  const added = useAdded();
  const add = (): void => {
    added.add(conditions.length);
    const { name, type } = (own === undefined ? first : columns.find((each) => each.name === own)) ?? {};
    const column = own === undefined && name !== undefined ? { column: name } : {};
    onConditions([...conditions, withSign({ ...column, sign: "=", with: [] }, "=", type)]);
  };
  return (
    <>
      {conditions.map((condition, index) => (
        <div
          // Conditions have no name of their own.
          key={index}
          ref={added.rowRef(index)}
          className="rule-condition"
        >
          {rule !== undefined && <span>{index === 0 ? words.if : words.and}</span>}
          <ConditionMenus
            condition={condition}
            columns={columns}
            own={own}
            place={words.place(rule, index + 1)}
            onCondition={(next) => onConditions(conditions.with(index, next))}
          />
          {(rule === undefined || conditions.length > 1) && (
            <Button
              aria-label={words.remove(words.place(rule, index + 1))}
              onClick={() => onConditions(conditions.toSpliced(index, 1))}
            >
              ×
            </Button>
          )}
        </div>
      ))}
      <div>
        <Button
          kind="plain"
          aria-label={rule === undefined ? undefined : words.addConditionTo(rule)}
          disabled={first === undefined}
          onClick={add}
        >
          {words.addCondition}
        </Button>
      </div>
    </>
  );
}

interface ConditionMenusProps extends Pick<ConditionRowsProps, "columns" | "own"> {
  readonly condition: Condition;
  /** What the condition is called. */
  readonly place: string;
  readonly onCondition: (condition: Condition) => void;
}

function ConditionMenus({ condition, columns, own, place, onCondition }: ConditionMenusProps) {
  const words = useWords(ruleWords);
  const called = useCalled();
  const typeOf = (name: string | undefined): ResultColumn["type"] | undefined =>
    columns.find((column) => column.name === (name ?? own))?.type;
  const type = typeOf(condition.column);
  const choose = (column: string): void => {
    const { column: _column, ...rest } = condition;
    const named = column === "" ? rest : { ...rest, column };
    const next = typeOf(column === "" ? undefined : column);
    const values = condition.with.map((each) => operandFor(valueOf(each), next));
    const sign = signsFor(next).includes(condition.sign) ? condition.sign : "=";
    onCondition(withSign({ ...named, with: next === "boolean" ? [] : values }, sign, next));
  };
  return (
    <>
      <select
        aria-label={words.column(place)}
        value={condition.column ?? ""}
        onChange={(event) => choose(event.target.value)}
      >
        {own !== undefined && <option value="">{words.own}</option>}
        {condition.column !== undefined && !columns.some(({ name }) => name === condition.column) && (
          <OwnOption value={condition.column}>{called(condition.column)}</OwnOption>
        )}
        {columns.map(({ name }) => (
          <OwnOption key={name} value={name}>
            {called(name)}
          </OwnOption>
        ))}
      </select>
      <select
        aria-label={words.sign(place)}
        value={condition.sign}
        onChange={(event) => onCondition(withSign(condition, event.target.value as Sign, type))}
      >
        {signsFor(type).map((sign) => (
          <option key={sign} value={sign}>
            {words.signNamed(sign)}
          </option>
        ))}
      </select>
      <OperandFields condition={condition} columns={columns} own={own} place={place} onCondition={onCondition} />
    </>
  );
}

/** What a column is compared with. */
function OperandFields({ condition, columns, own, place, onCondition }: ConditionMenusProps) {
  const words = useWords(ruleWords);
  const called = useCalled();
  const asked = condition.column ?? own;
  const type = columns.find(({ name }) => name === asked)?.type;
  const kind = operandsOf(condition.sign);
  if (kind === "none") return null;
  if (kind === "some")
    return (
      <input
        aria-label={words.value(place)}
        placeholder={words.listHelp}
        dir="auto"
        value={condition.with.map(valueOf).join(",")}
        onChange={(event) =>
          onCondition({
            ...condition,
            with: event.target.value.split(",").map((each) => operandFor(each.trimStart(), type)),
          })
        }
      />
    );
  const [operand = {}] = condition.with;
  const named = columns.find(({ name }) => name === operand.word)?.name;
  const others = columns.filter(({ name }) => name !== asked);
  const set = (next: Condition["with"][number]): void => onCondition({ ...condition, with: [next] });
  return (
    <>
      <select
        aria-label={words.source(place)}
        value={named ?? ""}
        onChange={(event) =>
          set(
            event.target.value === ""
              ? operandFor(type === "boolean" ? "true" : "", type)
              : { word: event.target.value },
          )
        }
      >
        <option value="">{words.typed}</option>
        {others.map(({ name }) => (
          <OwnOption key={name} value={name}>
            {called(name)}
          </OwnOption>
        ))}
      </select>
      {named === undefined && (
        <ValueField label={words.value(place)} type={type} value={valueOf(operand)} onOperand={set} />
      )}
    </>
  );
}

interface ValueFieldProps {
  readonly label: string;
  readonly type: ResultColumn["type"] | undefined;
  readonly value: string;
  readonly onOperand: (operand: Condition["with"][number]) => void;
}

/** A value of a column's type. */
function ValueField({ label, type, value, onOperand }: ValueFieldProps) {
  const words = useWords(ruleWords);
  if (type === "boolean")
    return (
      <select aria-label={label} value={value} onChange={(event) => onOperand({ word: event.target.value })}>
        <option value="true">{words.yes}</option>
        <option value="false">{words.no}</option>
      </select>
    );
  return (
    <input
      aria-label={label}
      type={type === "date" ? "date" : "text"}
      dir="auto"
      value={value}
      onChange={(event) => onOperand(operandFor(event.target.value, type))}
    />
  );
}
