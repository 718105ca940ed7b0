import { useWords } from "../words/use-words.tsx";
import { type RenditionForm, renditionForms } from "./delivering.ts";
import { deliverWords } from "./words.ts";

interface RenditionsFieldProps {
  readonly chosen: readonly RenditionForm[];
  /** What a batch does not have. */
  readonly rows: boolean;
  readonly help: string;
  readonly onChange: (chosen: readonly RenditionForm[]) => void;
}

/**
 * The other forms in which an edition goes, beside its PDF. A batch has none: only what was chosen can be taken off.
 */
export function RenditionsField({ chosen, rows, help, onChange }: RenditionsFieldProps) {
  const words = useWords(deliverWords);
  const offered = rows ? chosen : [...new Set([...renditionForms, ...chosen])];
  if (offered.length === 0) return null;
  return (
    <fieldset className="bare">
      <legend className="field-label">{words.renditions}</legend>
      <div className="deliver-renditions">
        {offered.map((form) => (
          <label key={form} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(form)}
              onChange={(event) =>
                onChange(offered.filter((each) => (each === form ? event.target.checked : chosen.includes(each))))
              }
            />
            {words[form]}
          </label>
        ))}
      </div>
      <p className="small muted">{help}</p>
    </fieldset>
  );
}
