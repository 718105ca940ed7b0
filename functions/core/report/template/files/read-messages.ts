import { pointerOf } from "../../../json/json-pointer.ts";
import { readText } from "./read-text.ts";
import { readYaml } from "./read-yaml.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { LentMessages, TakenTheme, TemplateFiles } from "../template.ts";

type Messages = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * The template's messages over those of the theme that it takes. The theme may have more languages than the template.

 */
export function readAllMessages(
  files: TemplateFiles,
  taken: TakenTheme | undefined,
  languages: readonly string[],
  problems: TemplateProblems,
): { readonly messages: Messages; readonly lent?: LentMessages } {
  const own = readMessages(files, languages, problems);
  if (taken === undefined) return { messages: own };
  const messages = new Map<string, ReadonlyMap<string, string>>(own);
  const keys = new Set<string>();
  const overridden: { file: string; key: string }[] = [];
  for (const path of taken.messages) {
    const language = path.slice("messages/".length, -".yaml".length);
    if (!languages.includes(language)) continue;
    const file = `${taken.folder}${path}`;
    const shared = readStrings(file, files.get(file)!, problems);
    for (const key of shared.keys()) keys.add(key);
    const mine = own.get(language) ?? new Map<string, string>();
    overridden.push(...[...shared.keys()].filter((key) => mine.has(key)).map((key) => ({ file: path, key })));
    messages.set(language, new Map([...shared, ...mine]));
  }
  return { messages, lent: { keys, overridden } };
}

/**
 * Reads `messages/<language>.yaml`: strings by key. Nested mappings become keys with dots (`share: {title: ..}` becomes
 * `share.title`).
 *
 * @returns language → key → string
 */
export function readMessages(
  files: TemplateFiles,
  languages: readonly string[],
  problems: TemplateProblems,
): Map<string, ReadonlyMap<string, string>> {
  const messages = new Map<string, ReadonlyMap<string, string>>();
  for (const [file, body] of files) {
    const language = /^messages\/([^/]+)\.ya?ml$/.exec(file)?.[1];
    if (language === undefined) {
      if (file.startsWith("messages/")) {
        problems.add({
          code: "unknown-file",
          message: `${file} is not read: messages are named after their language`,
          where: { file },
          allowed: languages.map((code) => `messages/${code}.yaml`),
        });
      }
      continue;
    }
    if (!languages.includes(language)) {
      problems.add({
        code: "unknown-language",
        message: `${file} is in "${language}", which is not one of the template's languages`,
        where: { file },
        seen: language,
        allowed: languages,
      });
      continue;
    }
    messages.set(language, readStrings(file, body, problems));
  }
  return messages;
}

/** The strings of one file, by key. */
export function readStrings(file: string, body: Uint8Array, problems: TemplateProblems): ReadonlyMap<string, string> {
  const yaml = readYaml(file, readText(file, body, problems), problems);
  const strings = new Map<string, string>();
  collect(yaml.value, [], strings, (path) => {
    problems.add({
      code: "wrong-type",
      message: `${file}: ${path.join(".") || "the content"} must be a string`,
      where: yaml.locate(pointerOf(path)),
      allowed: "strings, or mappings of strings",
    });
  });
  return strings;
}

function collect(
  value: unknown,
  path: readonly string[],
  strings: Map<string, string>,
  refuse: (path: readonly string[]) => void,
): void {
  if (value === null || value === undefined) return;
  if (path.length > 0 && (typeof value === "string" || typeof value === "number")) {
    strings.set(path.join("."), String(value));
  } else if (typeof value === "object" && !Array.isArray(value)) {
    for (const [name, member] of Object.entries(value)) collect(member, [...path, name], strings, refuse);
  } else {
    refuse(path);
  }
}
