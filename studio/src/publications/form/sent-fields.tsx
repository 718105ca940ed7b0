import { DeliverFields } from "../../deliver/deliver-fields.tsx";
import { Field } from "../../design/field.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { Draft } from "../configuration.ts";
import { publicationsWords } from "../words.ts";

interface SentFieldsProps {
  readonly draft: Draft;
  /** Columns of the rows, if each edition is a batch. */
  readonly columns: readonly string[];
  readonly faultOf: (pointer: string) => string | undefined;
  readonly onChange: (changed: Partial<Draft>) => void;
}

/** Where the editions go, and how many are kept. */
export function SentFields({ draft, columns, faultOf, onChange }: SentFieldsProps) {
  const words = useWords(publicationsWords);
  return (
    <fieldset>
      <legend>{words.deliver}</legend>
      <DeliverFields
        entries={draft.deliver}
        {...(draft.batch !== undefined && { columns, made: { renditions: draft.batch.renditions, single: false } })}
        faultOf={faultOf}
        onChange={(deliver) => onChange({ deliver })}
      />
      <Field label={words.keep} help={words.keepHelp} fault={faultOf("/keep")}>
        {(links) => (
          <input
            {...links}
            className="input"
            value={draft.keep}
            onChange={(event) => onChange({ keep: event.target.value })}
          />
        )}
      </Field>
    </fieldset>
  );
}
