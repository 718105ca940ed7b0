import { Button } from "../../design/button.tsx";
import { Own } from "../../design/own.tsx";
import { useWords } from "../../words/use-words.tsx";
import { conditionWords } from "./condition-words.ts";
import type { Branch, DescribedItem } from "./edited-block.ts";
import type { OpenBlock } from "./use-page-edit.ts";
import { pageEditWords } from "./words.ts";

interface WithinProps {
  readonly open: OpenBlock;
  /** Opens another text: of another branch, or within the block. */
  readonly onBranch: (line: number, column: number) => void;
}

/** Says that a block is printed for each row of a loop, or not always, what else is printed when, and its texts. */
export function Within({ open: { block, times }, onBranch }: WithinProps) {
  const words = useWords(pageEditWords);
  const { branches = [], within } = block;
  // The branches of the innermost condition say it themselves.
  const last = within.findLastIndex(({ kind }) => kind === "condition");
  const isChoice = branches.length > 1;
  const around = within.filter((_, index) => index !== last || !isChoice);
  return (
    <>
      {around.map(({ kind, tag, line }) => (
        <p key={line} className="page-edit-within">
          {kind === "loop" ? words.inLoop(listOf(tag), times) : words.inCondition(conditionWords(tag, words))}
        </p>
      ))}
      {isChoice && <Branches branches={branches} onBranch={onBranch} />}
      <InnerTexts block={block} onText={onBranch} />
    </>
  );
}

/** The texts that stand in a block with content, each to be opened. */
function InnerTexts({ block: { texts = [] }, onText }: InnerTextsProps) {
  const words = useWords(pageEditWords);
  if (texts.length === 0) return null;
  return (
    <ul className="page-edit-branches" aria-label={words.itsTexts}>
      {texts.map(({ line, column, content }) => (
        <li key={`${line} ${column}`}>
          <Own>{shortly(content, 1)}</Own>
          <Button kind="plain" aria-label={words.editText(shortly(content, 1))} onClick={() => onText(line, column)}>
            {words.change}
          </Button>
        </li>
      ))}
    </ul>
  );
}

interface InnerTextsProps {
  readonly block: OpenBlock["block"];
  readonly onText: WithinProps["onBranch"];
}

/** Which of the texts of a condition this one is, and the others. */
function Branches({ branches, onBranch }: { readonly branches: readonly Branch[] } & Pick<WithinProps, "onBranch">) {
  const words = useWords(pageEditWords);
  const own = branches.find(({ here }) => here === true);
  const others = branches.filter(({ here }) => here !== true);
  const hasElse = branches.some(({ tag }) => /^\{%-?\s*else\b/.test(tag));
  return (
    <details className="page-edit-within">
      <summary>{words.otherWordings(others.length + (hasElse ? 0 : 1))}</summary>
      <p>{words.printedIf(own === undefined ? "" : conditionWords(own.tag, words))}</p>
      <ul className="page-edit-branches">
        {others.map(({ tag, line, block, content, blocks }) => (
          <li key={line}>
            <span>
              {conditionWords(tag, words)}:{" "}
              {content === undefined ? (
                blocks === 0 ? (
                  words.nothingPrinted
                ) : (
                  words.noTextPrinted
                )
              ) : (
                <Own>{shortly(content, blocks)}</Own>
              )}
            </span>
            {block !== undefined && (
              <Button
                kind="plain"
                aria-label={words.editBranch(conditionWords(tag, words))}
                onClick={() => onBranch(block.line, block.column)}
              >
                {words.change}
              </Button>
            )}
          </li>
        ))}
        {!hasElse && (
          <li>
            {words.otherwise}: {words.nothingPrinted}
          </li>
        )}
      </ul>
    </details>
  );
}

/** Most characters of a text of another branch. */
const most = 160;

/** What a loop goes through: `{% for row in regions.rows %}` as `regions`. */
function listOf(tag: string): string {
  return tag.replace(/^\{%-?\s*\w+\s+\w+\s+in\s+|\s*-?%\}$/g, "").replace(/\.rows\b/, "");
}

/** What a value is called in its source: `{{ total.sales | number }}` as `total.sales`. */
function nameOf(source: string): string {
  return source.replace(/^\{\{-?\s*|\s*(?:\|[^]*)?-?\}\}$/g, "");
}

/** A text with its values by their names, and a stroke between parts that are printed instead of each other. */
function shortly(content: readonly DescribedItem[], blocks: number): string {
  const text = content
    .map(
      ({ text: words, kind, source = "" }) =>
        words ?? (kind === "value" ? `‹${nameOf(source)}›` : isOther(source) ? " / " : ""),
    )
    .join("")
    .replace(/\s+/g, " ")
    .trim();
  return text.length > most ? `${text.slice(0, most)}…` : blocks > 1 ? `${text} …` : text;
}

/** Whether a tag begins a part that is printed instead of the one before. */
function isOther(tag: string): boolean {
  return /^\{%-?\s*(?:els|when\b)/.test(tag);
}
