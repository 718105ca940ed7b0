import type { ComponentProps } from "react";
import { Button } from "../../design/button.tsx";
import { Own } from "../../design/own.tsx";
import { useWords } from "../../words/use-words.tsx";
import type { TextBox } from "./box/text-box.tsx";
import type { ContentItem, Edit, InnerText } from "./edits/edited-block.ts";
import { Field } from "./field.tsx";
import { beginsFigure, innerName, isPrinted } from "./inner-text.ts";
import { shortly } from "./words/shortly.ts";
import { blockWords } from "./words/block-words.ts";

interface InnerTextsProps extends Pick<ComponentProps<typeof TextBox>, "shown" | "onDone" | "onChip"> {
  readonly kind: string;
  readonly texts: readonly InnerText[];
  /** Called with each content, which is read from its box when it is needed. */
  readonly onContent: (name: string, read: () => readonly ContentItem[]) => void;
  readonly onEdit: (edit: Edit) => void;
  /** Opens one of them alone. */
  readonly onText: (line: number, column: number) => void;
  readonly disabled: boolean;
}

/** Most texts that have a box of their own at once. */
const most = 16;

/** The texts that stand in a block with content: those that are printed, each in a box, and the others. */
export function InnerTexts({ kind, texts, shown, onContent, onEdit, onText, disabled, ...rest }: InnerTextsProps) {
  const words = useWords(blockWords);
  const printed = texts.filter((text) => isPrinted(text, shown)).slice(0, most);
  const others = texts.filter((text) => !printed.includes(text));
  const isFigures = kind === "key-figures";
  let figure = 0;
  return (
    <>
      {printed.map((text, index) => {
        const begins = isFigures && beginsFigure(text);
        if (begins) figure += 1;
        const label = !isFigures ? words.innerText(index + 1) : begins ? words.figure(figure) : words.ofFigure(figure);
        const { line, column } = text;
        return (
          <div key={innerName(text)} className="page-edit-inner">
            <Field
              {...rest}
              label={label}
              items={text.content}
              shown={shown}
              styled
              focus={index === 0}
              onContent={(read) => onContent(innerName(text), read)}
            />
            {begins && (
              <Button
                kind="plain"
                disabled={disabled}
                aria-label={words.removeFigure(figure)}
                onClick={() => onEdit({ do: "delete", at: { line, column } })}
              >
                {words.remove}
              </Button>
            )}
          </div>
        );
      })}
      {others.length > 0 && (
        <details className="page-edit-within">
          <summary>{words.otherWordings(others.length)}</summary>
          <ul className="page-edit-branches" aria-label={words.itsTexts}>
            {others.map((text) => (
              <li key={innerName(text)}>
                <Own>{shortly(text.content, 1, words)}</Own>
                <Button
                  kind="plain"
                  aria-label={words.editText(shortly(text.content, 1, words))}
                  onClick={() => onText(text.line, text.column)}
                >
                  {words.change}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
