import { Button } from "../../design/button.tsx";
import { Own } from "../../design/own.tsx";
import { useWords } from "../../words/use-words.tsx";
import { conditionWords } from "./words/condition-words.ts";
import type { Branch } from "./edits/edited-block.ts";
import { shortly } from "./words/shortly.ts";
import type { OpenBlock } from "./use-page-edit.ts";
import { blockWords } from "./words/block-words.ts";

interface WithinProps {
  readonly open: OpenBlock;
  /** Opens the text of another branch. */
  readonly onBranch: (line: number, column: number) => void;
}

/** Says that a block is printed for each row of a loop, or not always, and what else is printed when. */
export function Within({ open: { block, times }, onBranch }: WithinProps) {
  const words = useWords(blockWords);
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
    </>
  );
}

/** Which of the texts of a condition this one is, and the others. */
function Branches({ branches, onBranch }: { readonly branches: readonly Branch[] } & Pick<WithinProps, "onBranch">) {
  const words = useWords(blockWords);
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
              {words.partLead(conditionWords(tag, words))}
              {content === undefined ? (
                blocks === 0 ? (
                  words.nothingPrinted
                ) : (
                  words.noTextPrinted
                )
              ) : (
                <Own>{shortly(content, blocks, words)}</Own>
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
            {words.partLead(words.otherwise)}
            {words.nothingPrinted}
          </li>
        )}
      </ul>
    </details>
  );
}

/** What a loop goes through: `{% for row in regions.rows %}` as `regions`. */
function listOf(tag: string): string {
  return tag.replace(/^\{%-?\s*\w+\s+\w+\s+in\s+|\s*-?%\}$/g, "").replace(/\.rows\b/, "");
}
