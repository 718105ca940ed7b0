import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { cjkFriendlyExtension } from "micromark-extension-cjk-friendly";
import { gfm } from "micromark-extension-gfm";
import { BroadsheetError } from "../../../errors.ts";

/** Most characters of a letter. */
const longest = 200_000;

/** A letter's Markdown as a tree: CommonMark with GFM, without the directives of reports, which letters do not have. */
export function parseLetter(text: string, file: string): Root {
  if (text.length > longest)
    throw new BroadsheetError("limit-exceeded", {
      code: "letter-too-long",
      message: `${file}: the letter has ${text.length} characters`,
      where: { file },
      seen: text.length,
      allowed: longest,
    });
  return fromMarkdown(text, {
    extensions: [gfm({ singleTilde: false }), cjkFriendlyExtension()],
    mdastExtensions: [gfmFromMarkdown()],
  });
}
