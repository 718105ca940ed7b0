import type { ReactNode } from "react";
import { Button } from "../../design/button.tsx";
import { ExactField } from "../../design/exact-field.tsx";
import { commonWords } from "../../words/common.ts";
import { useWords } from "../../words/use-words.tsx";
import { datasetsWords } from "../words.ts";

interface DefinitionFormProps {
  readonly label: string;
  readonly help: string;
  readonly text: string;
  /** What the button to save says while it is being saved; absent otherwise. */
  readonly saving: string | undefined;
  /** Whether it can be tried and saved yet. @default true */
  readonly ready?: boolean;
  /** Fields above the text. */
  readonly children?: ReactNode;
  readonly onChange: (text: string) => void;
  readonly onTry: () => void;
  readonly onSave: () => void;
}

/** The text of a recipe or of a view, to try and to save. */
export function DefinitionForm(props: DefinitionFormProps) {
  const { label, help, text, saving, ready = true, children, onChange, onTry, onSave } = props;
  const words = useWords(datasetsWords);
  const common = useWords(commonWords);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onTry();
      }}
    >
      {children}
      <ExactField label={label} help={help} code rows={20} value={text} onChange={onChange} />
      <div className="buttons">
        <Button type="submit" disabled={!ready}>
          {words.tryRecipe}
        </Button>
        <Button kind="primary" disabled={saving !== undefined || !ready} onClick={onSave}>
          {saving ?? common.save}
        </Button>
      </div>
    </form>
  );
}
