import { type ReactNode, useId } from "react";
import { own } from "../design/own.tsx";
import { useWords } from "../words/use-words.tsx";
import { type RenditionForm, renditionForms } from "./delivering.ts";
import { deliverWords } from "./words.ts";

interface RenditionsFieldProps {
  readonly chosen: readonly RenditionForm[];
  /** Those that can be ticked; what was chosen can always be taken off. @default every form */
  readonly offered?: readonly RenditionForm[] | undefined;
  readonly help: string;
  /** What is wrong with the choice. */
  readonly fault?: ReactNode;
  readonly onChange: (chosen: readonly RenditionForm[]) => void;
}

/** The other forms in which a report goes, beside its PDF. */
export function RenditionsField({ chosen, offered = renditionForms, help, fault, onChange }: RenditionsFieldProps) {
  const words = useWords(deliverWords);
  const id = useId();
  const shown = renditionForms.filter((form) => offered.includes(form) || chosen.includes(form));
  if (shown.length === 0) return null;
  return (
    <fieldset className="bare" aria-describedby={fault === undefined ? `${id}-help` : `${id}-help ${id}-fault`}>
      <legend className="field-label">{words.renditions}</legend>
      <div className="deliver-renditions">
        {shown.map((form) => (
          <label key={form} className="choice">
            <input
              type="checkbox"
              aria-invalid={fault === undefined ? undefined : true}
              checked={chosen.includes(form)}
              onChange={(event) =>
                onChange(shown.filter((each) => (each === form ? event.target.checked : chosen.includes(each))))
              }
            />
            {words[form]}
          </label>
        ))}
      </div>
      <p className="small muted" id={`${id}-help`}>
        {help}
      </p>
      <div aria-live="polite">
        {fault !== undefined && (
          <p className="fault" id={`${id}-fault`}>
            {own(fault)}
          </p>
        )}
      </div>
    </fieldset>
  );
}
