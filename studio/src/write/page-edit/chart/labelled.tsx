import { type ReactNode, useId } from "react";

interface LabelledProps {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}

/** A field of the panel with its label above it. */
export function Labelled({ label, children }: LabelledProps) {
  const id = useId();
  return (
    <div className="chart-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
