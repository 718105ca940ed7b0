import type { Locale } from "../../locale/locale.ts";
import type { Template } from "../../template/template.ts";
import type { LiquidEngine } from "../liquid/liquid-engine.ts";
import type { LetterFacts } from "./letter.ts";

/** The source of a letter: a file of the template, or ours. */
export interface LetterSource {
  readonly file: string;
  /** Liquid, one line. */
  readonly subject: string;
  /** Liquid and Markdown; as many lines before it as the file has, so that places are right. */
  readonly text: string;
}

/**
 * The text of a template's letters in a language: `mail.zh.md`, else `mail.md`, else our own, which has the title, what
 * changed or how many reports of a batch are ready, and the link.
 */
export function findLetter(template: Template, language: string, { words }: Pick<Locale, "words">): LetterSource {
  for (const file of [`mail.${language}.md`, "mail.md"]) {
    const body = template.files.get(file);
    if (body !== undefined) return readLetter(file, new TextDecoder().decode(body).replace(/\r\n?/g, "\n"));
  }
  return {
    file: "mail.md",
    subject: usualSubject,
    text: `# {{ title }}\n\n{{ name }}, {{ date | date }}\n\n{% if ready != nil %}- ${words.batch.ready}: {{ ready }}\n{% if failed > 0 %}- ${words.batch.failed}: {{ failed }}\n{% endif %}{% endif %}{% for line in changes %}- {{ line }}\n{% endfor %}{% for line in data_changes %}- {{ line }}\n{% endfor %}\n{% if link != nil %}[{% if ready != nil %}${words.batch.open}{% else %}${words.openReport}{% endif %}]({{ link }}){% endif %}\n`,
  };
}

const usualSubject = "{{ title }}";

/**
 * A letter that has other forms of its report, and whose text does not say where: it ends with a link to each, so that
 * none is lost. Their words are the names of the files, which need no translation.
 */
export function linkRenditions(
  engine: LiquidEngine,
  source: LetterSource,
  { renditions = [] }: LetterFacts,
): LetterSource {
  if (renditions.length === 0 || namesValue(engine, source, "renditions")) return source;
  const links = "{% for file in renditions %}\n\n[{{ file.name }}]({{ file.link }}){% endfor %}";
  return { ...source, text: `${source.text}\n${links}\n` };
}

/**
 * A letter that says what changed in the data, and whose text does not say where: it ends with the lines. Ours has them
 * too, so that they come after what changed in the report.
 */
export function listDataChanges(
  engine: LiquidEngine,
  source: LetterSource,
  { dataChanges = [] }: LetterFacts,
): LetterSource {
  if (dataChanges.length === 0 || namesValue(engine, source, "data_changes")) return source;
  return { ...source, text: `${source.text}\n\n{% for line in data_changes %}- {{ line }}\n{% endfor %}\n` };
}

/** Whether a letter's Liquid, or that of a file that it includes, names a value. The same word in prose does not. */
export function namesValue({ values }: LiquidEngine, { file, text }: LetterSource, name: string): boolean {
  if (!text.includes("{{") && !text.includes("{%")) return false;
  try {
    return Object.hasOwn(values.analyzeSync(values.parse(text, file)).globals, name);
  } catch {
    // Rendering it says what is wrong, and where.
    return false;
  }
}

/** Separates the front matter, whose only member is `subject`, from the text. */
export function readLetter(file: string, content: string): LetterSource {
  const front = /^---\n([\s\S]*?)\n?---(?:\n|$)/.exec(content);
  if (front === null) return { file, subject: usualSubject, text: content };
  const line = /^subject:[ \t]*(.+?)[ \t]*$/m.exec(front[1]!)?.[1] ?? usualSubject;
  const subject = /^(["'])(.*)\1$/.exec(line)?.[2] ?? line;
  return { file, subject, text: `${"\n".repeat(front[0].split("\n").length - 1)}${content.slice(front[0].length)}` };
}

/** The letters that a template brings: names of its files. */
export function letterFiles(template: Template): readonly string[] {
  return [...template.files.keys()].filter((file) => /^mail(?:\.[^./]+)?\.md$/.test(file)).sort();
}
