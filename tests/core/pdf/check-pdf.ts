import type { ReadPdf, StructureNode } from "./read-pdf.ts";

/**
 * The rules of PDF/UA-1 (ISO 14289-1) and PDF/A-3 (ISO 19005-3) that what pdf.js reads can decide.
 *
 * @returns one line per finding, with its clause; none for a good file
 */
export function checkPdf(pdf: ReadPdf): string[] {
  const findings: string[] = [];
  const expect = (holds: boolean, finding: string): void => void (holds || findings.push(finding));
  expect(pdf.marked, "ISO 14289-1, 7.1: the file is not marked as tagged");
  expect(Boolean(pdf.info["Language"]), "ISO 14289-1, 7.2: the document has no language");
  expect(Boolean(pdf.info["Title"]) && pdf.xmp.includes("<dc:title>"), "ISO 14289-1, 7.1: the document has no title");
  expect(pdf.displayTitle, "ISO 14289-1, 7.1: the title is not shown");
  expect(pdf.xmp.includes("<pdfuaid:part>1</pdfuaid:part>"), "ISO 14289-1, 5: the file does not claim PDF/UA-1");
  expect(/<pdfaid:part>3<\/pdfaid:part>\s*<pdfaid:conformance>A</.test(pdf.xmp), "ISO 19005-3, 6.6.4: the file does not claim PDF/A-3a");
  pdf.pages.forEach((page, i) => {
    const where = `page ${i + 1}`;
    for (const operator of page.unmarked) findings.push(`ISO 14289-1, 7.1: ${where} draws (${operator}) outside of marked content`);
    for (const { tag, mcid } of page.sequences) {
      expect(tag === "Artifact" || mcid !== undefined, `ISO 14289-1, 7.1: ${where} has a sequence ${tag} that is neither content nor artifact`);
    }
    const inTree = walk(page.structure).flatMap((node) => contentOf(node));
    const drawn = page.sequences.flatMap(({ mcid }) => (mcid === undefined ? [] : [mcid]));
    expect(new Set(inTree).size === inTree.length, `ISO 32000-1, 14.7.4: ${where} has content with two parents`);
    expect(
      [...inTree].sort((a, b) => a - b).join() === [...drawn].sort((a, b) => a - b).join(),
      `ISO 14289-1, 7.1: ${where} has content that is not in the structure tree, or the other way round`,
    );
    expect(page.missingGlyphs === 0, `ISO 14289-1, 7.21.8: ${where} shows .notdef`);
    for (const { name, embedded } of page.fonts) expect(embedded, `ISO 14289-1, 7.21.4.1: the font ${name} is not embedded`);
    for (const { contents, structParent } of page.links) {
      expect(contents !== "", `ISO 14289-1, 7.18.5: ${where} has a link without Contents`);
      expect(structParent >= 0, `ISO 14289-1, 7.18.1: ${where} has a link that is not in the structure tree`);
    }
    for (const node of walk(page.structure)) findings.push(...checkNode(node, where));
  });
  findings.push(...checkHeadings(pdf));
  return findings;
}

function checkNode(node: StructureNode, where: string): string[] {
  const findings: string[] = [];
  const children = node.children.filter((child): child is StructureNode => "role" in child).map(({ role }) => role);
  if (node.role === "Figure" && !node.alt) findings.push(`ISO 14289-1, 7.3: ${where} has a figure without alternative text`);
  if (node.role === "Figure" && node["bbox"] === undefined) findings.push(`ISO 14289-1, 7.3: ${where} has a figure without bounding box`);
  if (node.role === "Link" && !node.children.some((child) => "type" in child && child.type === "annotation")) {
    findings.push(`ISO 14289-1, 7.18.5: ${where} has a Link element without its annotation`);
  }
  if (node.role === "TH" && node["scope"] === undefined && node["structId"] === undefined) findings.push(`ISO 14289-1, 7.5: ${where} has a TH without scope`);
  const allowed = { L: ["LI", "Caption", "L"], LI: ["Lbl", "LBody"], Table: ["THead", "TBody", "TFoot", "TR", "Caption"], THead: ["TR"], TBody: ["TR"], TR: ["TH", "TD"], TOC: ["TOCI", "TOC", "Caption"] }[node.role];
  for (const child of children) {
    if (allowed !== undefined && !allowed.includes(child)) findings.push(`ISO 32000-1, 14.8.4.3: ${where} has ${child} inside ${node.role}`);
  }
  return findings;
}

/** Headings begin at H1 and never skip a level (ISO 14289-1, 7.4.2). */
function checkHeadings(pdf: ReadPdf): string[] {
  let last = 0;
  const findings: string[] = [];
  for (const page of pdf.pages) {
    for (const { role } of walk(page.structure)) {
      const level = Number(/^H(\d)$/.exec(role)?.[1] ?? 0);
      if (level === 0) continue;
      if (level > last + 1) findings.push(`ISO 14289-1, 7.4.2: ${role} follows H${last}`);
      last = level;
    }
  }
  return findings;
}

/** All nodes in reading order. */
export function walk(node: StructureNode): StructureNode[] {
  return [node, ...node.children.flatMap((child) => ("role" in child ? walk(child) : []))];
}

function contentOf(node: StructureNode): number[] {
  return node.children.flatMap((child) => ("type" in child && child.type === "content" ? [Number(/mc(\d+)$/.exec(String(child.id))?.[1])] : []));
}
