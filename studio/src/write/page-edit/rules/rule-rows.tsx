import { Button } from "../../../design/button.tsx";
import { useWords } from "../../../words/use-words.tsx";
import type { ResultColumn } from "../../query/draft-chart.ts";
import { ConditionRows } from "./condition-rows.tsx";
import { type Rule, type Tone, tones, withSign } from "./rule.ts";
import { useAdded } from "./use-added.ts";
import { ruleWords } from "./words.ts";

interface RuleRowsProps {
  readonly rules: readonly Rule[];
  readonly columns: readonly ResultColumn[];
  /** The column that has the rules. */
  readonly own: string;
  readonly onRules: (rules: readonly Rule[]) => void;
}

/** Rules of a column or of key figures: the first that holds is shown. */
export function RuleRows({ rules, columns, own, onRules }: RuleRowsProps) {
  const words = useWords(ruleWords);
  const type = columns.find(({ name }) => name === own)?.type;
  const added = useAdded();
  const add = (): void => {
    added.add(rules.length);
    const tone: Tone = tones.find((each) => !rules.some((rule) => rule.tone === each)) ?? "bad";
    const sign = type === "integer" || type === "number" ? (tone === "good" ? ">=" : "<") : "=";
    onRules([...rules, { tone, conditions: [withSign({ sign, with: [] }, sign, type)] }]);
  };
  return (
    <>
      {rules.map((rule, index) => (
        <div
          // Rules have no name of their own.
          key={index}
          ref={added.rowRef(index)}
          className="rule-row"
          role="group"
          aria-label={words.rule(index + 1)}
        >
          <div className="rule-condition">
            <select
              aria-label={words.tone(index + 1)}
              value={rule.tone}
              onChange={(event) => onRules(rules.with(index, { ...rule, tone: event.target.value as Tone }))}
            >
              {tones.map((tone) => (
                <option key={tone} value={tone}>
                  {words.toneNamed(tone)}
                </option>
              ))}
            </select>
            <input
              aria-label={words.said(index + 1)}
              placeholder={words.saidHelp}
              dir="auto"
              value={rule.words ?? ""}
              onChange={(event) => onRules(rules.with(index, withWords(rule, event.target.value)))}
            />
            <Button aria-label={words.remove(words.rule(index + 1))} onClick={() => onRules(rules.toSpliced(index, 1))}>
              ×
            </Button>
          </div>
          <ConditionRows
            conditions={rule.conditions}
            columns={columns}
            own={own}
            rule={index + 1}
            onConditions={(conditions) => onRules(rules.with(index, { ...rule, conditions }))}
          />
        </div>
      ))}
      <div>
        <Button kind="plain" onClick={add}>
          {words.addRule}
        </Button>
      </div>
    </>
  );
}

/** A rule with other words; its conditions are its words if there are none. */
function withWords({ words: _words, ...rule }: Rule, typed: string): Rule {
  // In a template, an apostrophe would end the words.
  return typed === "" ? rule : { ...rule, words: typed.replaceAll("'", "’") };
}
