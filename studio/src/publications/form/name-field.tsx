import { ExactField } from "../../design/exact-field.tsx";
import { commonWords } from "../../words/common.ts";
import { useWords } from "../../words/use-words.tsx";
import { publicationsWords } from "../words.ts";

/** Whether a publication may be called so. */
export function isName(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{0,62}$/.test(text);
}

interface NameFieldProps {
  readonly value: string;
  /** Whether the form was sent: an empty name is wrong only then. */
  readonly tried: boolean;
  readonly refused: string | undefined;
  readonly onChange: (name: string) => void;
}

/** The name of a new publication. */
export function NameField({ value, tried, refused, onChange }: NameFieldProps) {
  const words = useWords(publicationsWords);
  const common = useWords(commonWords);
  const malformed = value === "" ? tried : !isName(value);
  return (
    <ExactField
      label={common.name}
      help={words.nameHelp}
      fault={malformed ? words.nameFault : value === "" ? undefined : refused}
      maxLength={63}
      required
      value={value}
      onChange={onChange}
    />
  );
}
