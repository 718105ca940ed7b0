import { parse } from "yaml";
import { BroadsheetError } from "../../errors.ts";
import { hintNearMatch } from "../../names/near-match.ts";
import { describeAtoms } from "./atoms.ts";
import type { AnsweredEdit, AskedEdit, DescribedBlock, Edit, Patch } from "./edit.ts";
import { captionsOf, editCaption, readCaption } from "./edit-caption.ts";
import { editText } from "./edit-text.ts";
import { findBlock, lineOf, surroundingsOf } from "./find-block.ts";
import { readContent } from "./read-content.ts";
import { readSource, type SourceBlock, type SourceTree } from "./source-tree.ts";

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
  const source = text.replace(/\r\n?/g, "\n");
  const tree = readSource(place.file, source, usesMath(files));
  const block = findBlock(tree, place);
  return {
    block: describeBlock(tree, block),
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
  }
}

/** What each edit needs besides its kind. */
const members: Readonly<Record<Edit["do"], readonly string[]>> = { text: ["content"], caption: ["name", "content"] };

function checkMembers(edit: Edit): void {
  const missing = members[edit.do].filter((member) => !Object.hasOwn(edit, member));
  const unclear = (edit.content ?? []).findIndex((item) => "text" in item === "keep" in item);
  if (missing.length === 0 && unclear < 0) return;
  if (missing.length === 0)
    throw new BroadsheetError("invalid-request", {
      code: "invalid-content",
      message: "a part of a content has either text or keep",
      where: { pointer: `/edit/content/${unclear}` },
      seen: edit.content[unclear],
    });
  throw new BroadsheetError(
    "invalid-request",
    missing.map((member) => ({
      code: "missing-field",
      message: `"${member}" is missing`,
      where: { pointer: `/edit/${member}` },
    })),
  );
}

function describeBlock(tree: SourceTree, block: SourceBlock): DescribedBlock {
  const content = readContent(tree, block);
  const { file, source } = tree;
  return {
    kind: kindOf(block),
    file,
    line: lineOf(source, block.from),
    endLine: lineOf(source, Math.max(block.from, block.to - 1)),
    within: surroundingsOf(tree, block.from),
    ...(content !== undefined && { content: describeAtoms(content.atoms, content.chips) }),
    captions: captionsOf(block).map(({ name, styled }) => {
      const caption = readCaption(tree, block, name);
      return { name, styled, ...(caption !== undefined && { content: describeAtoms(caption.atoms, caption.chips) }) };
    }),
  };
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

/** A patch at its place in a file whose lines may end otherwise. */
function inFile(patch: Patch, text: string, source: string): Patch {
  if (text === source) return patch;
  const at = (offset: number): number => {
    let [written, read] = [0, 0];
    while (read < offset) {
      written += text[written] === "\r" && text[written + 1] === "\n" ? 2 : 1;
      read += 1;
    }
    return written;
  };
  return { ...patch, from: at(patch.from), to: at(patch.to), text: patch.text.replace(/\n/g, "\r\n") };
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
