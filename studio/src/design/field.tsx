import { own } from "./own.tsx";
import { type ReactNode, useId } from "react";

/** What an input needs to belong to its field. */
export interface FieldLinks {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean | undefined;
}

interface FieldProps {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What is wrong with the value; read out when it appears. */
  readonly fault?: ReactNode;
  /** Makes the input, with the attributes that link it to its label, help and fault. */
  readonly children: (links: FieldLinks) => ReactNode;
}

/** A labelled input with help and fault. */
export function Field({ label, help, fault, children }: FieldProps) {
  const id = useId();
  const described = [help === undefined ? "" : `${id}-help`, fault === undefined ? "" : `${id}-fault`]
    .filter(Boolean)
    .join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{own(label)}</label>
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": fault === undefined ? undefined : true,
      })}
      {help !== undefined && (
        <p className="help" id={`${id}-help`}>
          {own(help)}
        </p>
      )}
      <div aria-live="polite">
        {fault !== undefined && (
          <p className="fault" id={`${id}-fault`}>
            {own(fault)}
          </p>
        )}
      </div>
    </div>
  );
}
