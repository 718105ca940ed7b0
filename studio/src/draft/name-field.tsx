import { isDatasetName } from "../api/file-kind.ts";
import { ExactField } from "../design/exact-field.tsx";
import { useWords } from "../words/use-words.tsx";
import { draftWords } from "./words.ts";

interface NameFieldProps {
  readonly name: string;
  readonly isTaken: boolean;
  readonly onName: (name: string) => void;
}

/** The name of a new template, with what is wrong with it while it is typed. */
export function NameField({ name, isTaken, onName }: NameFieldProps) {
  const words = useWords(draftWords);
  const fault =
    name === "" ? undefined : !isDatasetName(name) ? words.nameFault : isTaken ? words.nameTaken : undefined;
  return (
    <ExactField
      label={words.templateName}
      help={words.nameHelp}
      fault={fault}
      maxLength={63}
      required
      pattern="[a-z0-9][a-z0-9\-]{0,62}"
      value={name}
      onChange={onName}
    />
  );
}
