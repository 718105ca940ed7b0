import { parse } from "yaml";
import { BroadsheetError } from "../../errors.ts";
import { hintNearMatch } from "../../near-match.ts";
import { describeAtoms } from "./text/atoms.ts";
import type { ChartNote } from "./chart/chart.ts";
import type { AnsweredEdit, AskedEdit, ColumnEdit, DescribedBlock, Edit, NewBlock, Patch } from "./edit.ts";
import { captionsOf, editCaption, readCaption } from "./text/edit-caption.ts";
import { describeColumns, editColumn } from "./directive/edit-column.ts";
import { answerSpec } from "./chart/answer-spec.ts";
import { describeRules, editStatus, editWhere } from "./directive/edit-rules.ts";
import { describeSettings, editSetting } from "./directive/edit-setting.ts";
import { editText, refused } from "./text/edit-text.ts";
import { deleteBlock, moveBlock } from "./blocks/edit-blocks.ts";
import { insertBlock, kindsBelow } from "./blocks/insert-block.ts";
import { inFile } from "./in-file.ts";
import { leftOut, listColumns } from "./directive/list-columns.ts";
import { findBlock, lineOf, surroundingsOf } from "./source/find-block.ts";
import { findBranches, findTexts } from "./blocks/find-branches.ts";
import { readContent } from "./text/read-content.ts";
import { attributesOf, readSource, type SourceBlock, type SourceTree } from "./source/source-tree.ts";

/**
 * Describes a block of a template's text, and finds the smallest patches that make of it what is asked. The files are
 * read without data: what stands in a loop or under a condition is read as well. No file is changed here.
 *
 * @throws BroadsheetError `not-found` for a file or a block that is not there, `invalid-request` for a content that the
 *   block cannot have, `conflict` if the edit would change another block or not be read as it is
 *   meant, `invalid-template` if the file cannot be read; TypeError before `loadMathSyntax` for a file with formulas
 */
export function answerEdit({ files, block: place, edit }: AskedEdit): AnsweredEdit {
  const text = Object.hasOwn(files, place.file) ? files[place.file] : undefined;
  if (text === undefined) throw unknownFile(place.file, Object.keys(files));
  if (place.file.endsWith(".json")) {
    if (edit !== undefined) checkMembers(edit);
    return answerSpec(place.file, text, edit);
  }
  // A file may begin with a byte order mark, which is no part of its text.
  const source = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const tree = readSource(place.file, source, usesMath(files));
  const block = findBlock(tree, place);
  return {
    block: { ...describeBlock(tree, block), ...(edit === undefined && { adds: kindsBelow(tree, block) }) },
    patches: edit === undefined ? [] : patchesFor(tree, block, edit).map((patch) => inFile(patch, text, source)),
  };
}

function patchesFor(tree: SourceTree, block: SourceBlock, edit: Edit): readonly Patch[] {
  checkMembers(edit);
  switch (edit.do) {
    case "text":
      return editText(tree, block, edit.content);
    case "caption":
      return editCaption(tree, block, edit.name, edit.content);
    case "delete":
      return deleteBlock(tree, block);
    case "move":
      return moveBlock(tree, block, edit.direction);
    case "insert":
      return insertBlock(tree, block, edit.where, edit.block);
    case "column":
      return edit.columns !== undefined && leftOut(tree, block) !== undefined
        ? listColumns(tree, block, edit, edit.columns)
        : editColumn(tree, block, edit);
    case "setting":
      return editSetting(tree, block, edit.name, edit.value);
    case "where":
      return editWhere(tree, block, edit.conditions);
    case "status":
      return editStatus(tree, block, edit.rules);
    case "spec":
    case "chart":
      throw refused(tree, block, "edit-refused", "a chart's spec is a file of its own");
  }
}

/** Most characters of a text that is edited on the page. */
const longestText = 20_000;

/** What each edit needs besides its kind. */
const members: Readonly<Record<Edit["do"], readonly string[]>> = {
  text: ["content"],
  caption: ["name", "content"],
  delete: [],
  move: ["direction"],
  insert: ["where", "block"],
  column: ["column"],
  spec: ["changes"],
  chart: ["change"],
  setting: ["name", "value"],
  where: ["conditions"],
  status: ["rules"],
};
const membersOfNotes: Readonly<Record<ChartNote["mark"], readonly string[]>> = {
  line: ["axis", "at"],
  range: ["axis", "from", "to"],
  point: ["at"],
};
const membersOfBlocks: Readonly<Record<NewBlock["kind"], readonly string[]>> = {
  heading: ["content"],
  text: ["content"],
  note: ["content"],
  table: ["data"],
  chart: ["data", "spec"],
  "key-figures": ["data", "label", "value"],
  image: ["image", "alt"],
  partial: ["partial"],
  "page-break": [],
};

function checkMembers(edit: Edit): void {
  checkPresent(edit, members[edit.do], "/edit");
  if (edit.do === "column") checkOneChange(edit);
  if (edit.do === "chart" && "note" in edit.change)
    checkPresent(edit.change.note, membersOfNotes[edit.change.note.mark], "/edit/change/note");
  if (edit.do === "insert") checkPresent(edit.block, membersOfBlocks[edit.block.kind], "/edit/block");
  const holder = edit.do === "insert" ? edit.block : edit;
  const content = "content" in holder ? holder.content : [];
  const length = content.reduce((sum, item) => sum + ("text" in item ? item.text.length : 1), 0);
  if (length > longestText)
    throw new BroadsheetError("invalid-request", {
      code: "invalid-content",
      message: `a text has more than ${longestText} characters`,
      where: { pointer: `${edit.do === "insert" ? "/edit/block" : "/edit"}/content` },
      seen: length,
    });
  const unclear = content.findIndex((item) => "text" in item === "keep" in item);
  if (unclear >= 0)
    throw new BroadsheetError("invalid-request", {
      code: "invalid-content",
      message: "a part of a content has either text or keep",
      where: { pointer: `${edit.do === "insert" ? "/edit/block" : "/edit"}/content/${unclear}` },
      seen: content[unclear],
    });
}

const columnChanges = ["label", "format", "move", "hidden", "rules"] as const;

function checkOneChange(edit: ColumnEdit): void {
  const given = columnChanges.filter((name) => edit[name] !== undefined);
  if (given.length === 1) return;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-content",
    message: "an edit of a column changes one thing",
    where: { pointer: "/edit" },
    seen: given,
    allowed: columnChanges,
  });
}

function checkPresent(value: object, names: readonly string[], pointer: string): void {
  const missing = names.filter((member) => !Object.hasOwn(value, member));
  if (missing.length === 0) return;
  throw new BroadsheetError(
    "invalid-request",
    missing.map((member) => ({
      code: "missing-field",
      message: `"${member}" is missing`,
      where: { pointer: `${pointer}/${member}` },
    })),
  );
}

function describeBlock(tree: SourceTree, block: SourceBlock): DescribedBlock {
  const content = readContent(tree, block);
  const columns = describeColumns(tree, block);
  const allBut = leftOut(tree, block);
  const draws = drawnBy(tree, block);
  const settings = describeSettings(tree, block);
  const branches = findBranches(tree, block);
  const texts = findTexts(tree, block);
  const { data } = attributesOf(block, tree.projected);
  const { file, source } = tree;
  return {
    kind: kindOf(block),
    file,
    line: lineOf(source, block.from),
    endLine: lineOf(source, Math.max(block.from, block.to - 1)),
    within: surroundingsOf(tree, block.from),
    ...(branches !== undefined && { branches }),
    ...(texts !== undefined && { texts }),
    ...(content !== undefined && { content: describeAtoms(content.atoms, content.chips, source) }),
    ...(columns !== undefined && { columns }),
    ...(allBut !== undefined && { allBut }),
    ...(draws !== undefined && { draws }),
    ...(settings !== undefined && { settings }),
    ...describeRules(tree, block),
    ...(data !== undefined && isPlain(data) && { data }),
    captions: captionsOf(block).map(({ name, styled }) => {
      const caption = readCaption(tree, block, name);
      return {
        name,
        styled,
        ...(caption !== undefined && { content: describeAtoms(caption.atoms, caption.chips, source) }),
      };
    }),
  };
}

function isPlain(text: string): boolean {
  return !/\{[{%]/.test(text);
}

/** The spec and the query of a chart's directive, if they are written without Liquid. */
function drawnBy(tree: SourceTree, block: SourceBlock): DescribedBlock["draws"] {
  if (kindOf(block) !== "chart") return undefined;
  const { spec, data } = attributesOf(block, tree.projected);
  if (spec === undefined || !isPlain(spec)) return undefined;
  return { spec, ...(data !== undefined && isPlain(data) && { data }) };
}

const kinds: Readonly<Record<string, string>> = {
  blockquote: "quote",
  listItem: "list",
  math: "formula",
  thematicBreak: "rule",
};

function kindOf({ node }: SourceBlock): string {
  if (node.type === "leafDirective" || node.type === "containerDirective") return node.name;
  if (node.type === "paragraph" && node.children.some(({ type }) => type === "image")) return "image";
  return kinds[node.type] ?? node.type;
}

/** Whether `$` begins a formula by template.yaml; a faulty one says nothing. */
export function usesMath(files: AskedEdit["files"]): boolean {
  const yaml = Object.hasOwn(files, "template.yaml") ? files["template.yaml"]! : "";
  if (!/^math:/m.test(yaml)) return false;
  try {
    return (parse(yaml) as { readonly math?: unknown } | null)?.math === true;
  } catch {
    return false;
  }
}

function unknownFile(path: string, allowed: readonly string[]): BroadsheetError {
  return new BroadsheetError("not-found", {
    code: "unknown-file",
    message: `the file "${path}" was not sent`,
    where: { pointer: "/block/file" },
    seen: path,
    allowed,
    ...hintNearMatch(path, allowed),
  });
}
