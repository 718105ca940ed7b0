import { useState } from "react";
import { useWords } from "../../../words/use-words.tsx";
import type { Edit, EditedBlock } from "../edits/edited-block.ts";
import type { ResultColumn } from "../../query/draft-chart.ts";
import { ConditionRows } from "./condition-rows.tsx";
import { RuleRows } from "./rule-rows.tsx";
import { finishedConditions, finishedRules } from "./rule.ts";
import { ruleWords } from "./words.ts";

interface BlockRulesProps {
  readonly block: Pick<EditedBlock, "where" | "status" | "settings">;
  readonly columns: readonly ResultColumn[];
  readonly onChoose: (about: string, edit: Edit) => void;
}

/** Which rows a block shows, and what is said of its key figures. */
export function BlockRules({ block, columns, onChoose }: BlockRulesProps) {
  const words = useWords(ruleWords);
  const [where, setWhere] = useState(block.where);
  const [status, setStatus] = useState(block.status);
  if (columns.length === 0) return null;
  const value = block.settings?.find(({ name }) => name === "value")?.value ?? "value";
  return (
    <>
      {status !== undefined && (
        <fieldset className="rules">
          <legend>{words.status}</legend>
          <RuleRows
            rules={status}
            columns={columns}
            own={value}
            onRules={(rules) => {
              setStatus(rules);
              onChoose("status", { do: "status", rules: finishedRules(rules, block.status ?? []) });
            }}
          />
        </fieldset>
      )}
      {where !== undefined && (
        <fieldset className="rules">
          <legend>{words.where}</legend>
          <ConditionRows
            conditions={where}
            columns={columns}
            onConditions={(conditions) => {
              setWhere(conditions);
              onChoose("where", { do: "where", conditions: finishedConditions(conditions, block.where ?? []) });
            }}
          />
        </fieldset>
      )}
    </>
  );
}
