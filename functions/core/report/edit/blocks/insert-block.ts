import { BroadsheetError } from "../../../errors.ts";
import { atomsOf } from "../text/atoms.ts";
import { sameBut, shapeOf } from "../source/compare-trees.ts";
import { editHints } from "../edit-hints.ts";
import type { NewBlock, Patch } from "../edit.ts";
import { readPatched, rowOf } from "./edit-blocks.ts";
import { whyNotWithin } from "./check-standing.ts";
import { readCaption } from "../text/edit-caption.ts";
import { checkContent, refused, sameContent } from "../text/edit-text.ts";
import { plainWritings, styledWritings } from "../text/patch-text.ts";
import { readContent } from "../text/read-content.ts";
import { blockAt, type SourceBlock, type SourceTree } from "../source/source-tree.ts";
import { writeAtoms } from "../text/write-content.ts";

/** Names of queries and charts. */
const name = /^[\p{L}\p{N}_-]{1,100}$/u;
/** Paths of images and partials in their folders. */
const imagePath = /^(?!.*\.\.)[\p{L}\p{N}_-][\p{L}\p{N} ._/-]{0,150}\.(?:png|jpe?g|svg)$/iu;
const partialPath = /^(?!.*\.\.)[\p{L}\p{N}_-][\p{L}\p{N} ._/-]{0,150}\.liquid$/u;

/**
 * The patch that writes a new block above or below another.
 *
 * @throws BroadsheetError `invalid-request` for a block that cannot be written, `conflict` if it cannot stand there or
 *   another block would change
 */
export function insertBlock(
  tree: SourceTree,
  block: SourceBlock,
  where: "above" | "below",
  added: NewBlock,
): readonly Patch[] {
  const beside = outermostRow(tree, block);
  const row = beside && rowOf(tree, beside);
  if (beside === undefined || row === undefined)
    throw refused(
      tree,
      block,
      "shared-lines",
      "it shares its lines with a condition, a loop or another block",
      editHints.addElsewhere,
    );
  const parent = beside.path.slice(0, -1);
  const reason = whyNotWithin(tree, parent, added.kind, block);
  if (reason !== undefined) throw reason;
  const at = beside.path.at(-1)! + (where === "below" ? 1 : 0);
  for (const markdown of writeBlock(added)) {
    const patch: Patch =
      where === "below"
        ? { file: tree.file, from: row.to, to: row.to, text: `\n\n${markdown}` }
        : { file: tree.file, from: row.from, to: row.from, text: `${markdown}\n\n` };
    const after = readPatched(tree, [patch]);
    if (after === undefined) continue;
    if (added.kind === "partial" ? isOnlyTag(tree, after) : isThere(tree, after, [...parent, at], added))
      return [patch];
  }
  throw refused(tree, block, "edit-refused", "another block would change", editHints.addedOtherwise);
}

/** One of each way in which blocks are written: what can be done with it can be done with its kin. */
const samples: readonly (readonly [NewBlock, readonly NewBlock["kind"][]])[] = [
  [{ kind: "heading", content: [{ text: "a" }] }, ["heading"]],
  [{ kind: "text", content: [{ text: "a" }] }, ["text"]],
  [{ kind: "note", content: [{ text: "a" }] }, ["note"]],
  [{ kind: "table", data: "a" }, ["table", "key-figures", "chart", "image"]],
  [{ kind: "partial", partial: "a.liquid" }, ["partial"]],
  [{ kind: "page-break" }, ["page-break"]],
];

/** The kinds of blocks that `insertBlock` can write below a block, found by trying each. */
export function kindsBelow(tree: SourceTree, block: SourceBlock): readonly NewBlock["kind"][] {
  return samples.flatMap(([sample, kinds]) => {
    try {
      insertBlock(tree, block, "below", sample);
      return kinds;
    } catch (error) {
      if (error instanceof BroadsheetError) return [];
      throw error;
    }
  });
}

/** The block itself, or what holds it, whose neighbours stand on lines of their own. */
function outermostRow(tree: SourceTree, block: SourceBlock): SourceBlock | undefined {
  for (let path = block.path; path.length > 0; path = path.slice(0, -1)) {
    const type = blockAt(tree, path.slice(0, -1))?.node.type;
    if (type === undefined || type === "containerDirective") return blockAt(tree, path);
  }
  return undefined;
}

/** Whether a patched text has one tag more, and all blocks as before. */
function isOnlyTag(tree: SourceTree, after: SourceTree): boolean {
  const [old, fresh] = [tree, after].map((each) => each.blocks.map((block) => shapeOf(block, each)));
  return (
    JSON.stringify(fresh) === JSON.stringify(old) &&
    tree.faults === after.faults &&
    tree.projected.spans.length + 1 === after.projected.spans.length
  );
}

/** Whether a patched text has the new block at its place, and all others as before. */
function isThere(tree: SourceTree, after: SourceTree, path: readonly number[], added: NewBlock): boolean {
  const parent = path.slice(0, -1);
  const [old, fresh] = [tree, after].map((each) =>
    (parent.length === 0 ? each.blocks : (blockAt(each, parent)?.children ?? [])).map((child) => shapeOf(child, each)),
  ) as [string[], string[]];
  const others = fresh.toSpliced(path.at(-1)!, 1);
  if (JSON.stringify(others) !== JSON.stringify(old)) return false;
  if (parent.length > 0 && !sameBut(tree, after, { path: parent })) return false;
  if (tree.faults !== after.faults || tree.projected.spans.length !== after.projected.spans.length) return false;
  const found = blockAt(after, path);
  if (found === undefined) return false;
  const text = textOf(added, found);
  if (text === undefined)
    return "name" in found.node && found.node.name === kindNames[added.kind] && hasWords(after, found, added);
  const read = readContent(after, text);
  return (
    read !== undefined &&
    text.node.type === (added.kind === "heading" ? "heading" : "paragraph") &&
    sameContent(contentOf(added), [], read)
  );
}

/** Whether a chart has the title that it should have, or an image its alternative text. */
function hasWords(after: SourceTree, found: SourceBlock, added: NewBlock): boolean {
  const words =
    added.kind === "chart" ? atomsOfWords(added.title) : added.kind === "image" ? atomsOfWords(added.alt) : [];
  if (words.length === 0) return true;
  const read = readCaption(after, found, added.kind === "image" ? "alt" : "title");
  return read !== undefined && sameContent(words, [], read);
}

function atomsOfWords(title = ""): ReturnType<typeof atomsOf> {
  return title.trim() === "" ? [] : atomsOf([{ text: title.trim() }]);
}

const kindNames: Readonly<Record<string, string>> = {
  chart: "chart",
  table: "table",
  "page-break": "page-break",
  "key-figures": "key-figures",
  image: "image",
};

/** The new block's own text, or that of the paragraph in it. */
function textOf(added: NewBlock, found: SourceBlock): SourceBlock | undefined {
  if (added.kind === "note") return found.children[0];
  return added.kind === "heading" || added.kind === "text" ? found : undefined;
}

function contentOf(added: NewBlock): ReturnType<typeof atomsOf> {
  return "content" in added ? atomsOf(added.content) : [];
}

/** The ways to write a block, the plainest first. */
function writeBlock(added: NewBlock): string[] {
  switch (added.kind) {
    case "page-break":
      return ["::page-break"];
    case "table":
      return [`::table{data="${checkName(added.data, "data")}"}`];
    case "chart": {
      const drawn = `spec="${checkName(added.spec, "spec")}" data="${checkName(added.data, "data")}"`;
      return writeWords("title", added.title).map((title) => `::chart{${drawn}${title}}`);
    }
    case "image": {
      if (added.alt.trim() === "" || /\{[{%]|[\ufdd0-\ufdef]/.test(added.alt))
        throw invalid("an image has plain words for those who do not see it", "alt", added.alt);
      const file = checkPath(added.image, imagePath, "image");
      return writeWords("alt", added.alt).map((alt) => `::image{file="${file}"${alt}}`);
    }
    case "partial":
      return [`{% render "partials/${checkPath(added.partial, partialPath, "partial")}" %}`];
    case "key-figures":
      return [
        `::key-figures{data="${checkName(added.data, "data")}" label="${checkColumn(added.label, "label")}" value="${checkColumn(added.value, "value")}"}`,
      ];
    default: {
      const atoms = atomsOf(added.content);
      if (atoms.length === 0) throw invalid("a new block has a text", "content", "");
      checkContent(atoms, { atoms: [], chips: [] }, true);
      const texts = styledWritings.map((writing) => writeAtoms(atoms, [], writing, true));
      if (added.kind === "heading") return texts.map((text) => `${"#".repeat(added.level ?? 2)} ${text}`);
      return added.kind === "note" ? texts.map((text) => `:::callout\n${text}\n:::`) : texts;
    }
  }
}

/** The ways to write an attribute with words. */
function writeWords(attribute: "title" | "alt", words: string | undefined): string[] {
  const atoms = atomsOfWords(words);
  if (atoms.length === 0) return [""];
  const styled = attribute === "title";
  checkContent(atoms, { atoms: [], chips: [] }, styled);
  return ['"', "'"].flatMap((quote) =>
    (styled ? styledWritings : plainWritings).map(
      (writing) => ` ${attribute}=${quote}${writeAtoms(atoms, [], { ...writing, quote }, true)}${quote}`,
    ),
  );
}

function checkPath(value: string, path: RegExp, member: string): string {
  if (!path.test(value)) throw invalid(`"${member}" is no path of such a file in its folder`, member, value);
  return value;
}

function checkName(value: string, member: string): string {
  if (!name.test(value)) throw invalid(`"${member}" is no name of a query or a chart`, member, value);
  return value;
}

function checkColumn(column: string, member: string): string {
  if (column.trim() === "" || column.length > 100 || /["\n\r{}\ufdd0-\ufdef]/.test(column))
    throw invalid(`"${member}" cannot be written as a column`, member, column);
  return column;
}

function invalid(message: string, member: string, seen: string): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "invalid-content",
    message,
    where: { pointer: `/edit/block/${member}` },
    seen,
  });
}
