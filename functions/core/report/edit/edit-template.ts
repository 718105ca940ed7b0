import { loadMathSyntax } from "../compose/markdown/math-syntax.ts";
import { answerEdit, usesMath } from "./answer-edit.ts";
import type { AnsweredEdit, AskedEdit } from "./edit.ts";

/**
 * Describes a block of a template's text, and finds the smallest patches that make of it what is asked.
 *
 * @throws BroadsheetError as `answerEdit`
 */
export async function editTemplate(asked: AskedEdit): Promise<AnsweredEdit> {
  if (usesMath(asked.files)) await loadMathSyntax();
  return answerEdit(asked);
}
