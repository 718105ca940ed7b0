import type { TemplateProblems } from "../template-problems.ts";

/** Longest text file of a template, in bytes. */
export const textLimit = 1_000_000;

/**
 * A file's text: UTF-8 without its byte order mark, line ends as `\n`. A file that is not UTF-8 or too long is
 * reported, and the text is empty.
 */
export function readText(file: string, body: Uint8Array, problems: TemplateProblems): string {
  if (body.byteLength > textLimit) {
    problems.add({
      code: "file-too-large",
      message: `${file} is larger than a template's text file may be`,
      where: { file },
      seen: body.byteLength,
      allowed: `at most ${textLimit} bytes`,
    });
    return "";
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body).replace(/\r\n?/g, "\n");
  } catch {
    problems.add({
      code: "not-utf-8",
      message: `${file} is not UTF-8 text`,
      where: { file },
      hint: "save it with the encoding UTF-8",
    });
    return "";
  }
}
