import type { ComponentProps } from "react";
import { TextBox } from "./box/text-box.tsx";

/** A text box with what it is called above it. */
export function Field(props: ComponentProps<typeof TextBox>) {
  return (
    <div className="page-edit-field">
      <span className="page-edit-label" aria-hidden="true">
        {props.label}
      </span>
      <TextBox {...props} />
    </div>
  );
}
