import { parse } from "yaml";

/** One parameter as the form of a preview needs it. */
export interface PreviewParameter {
  readonly name: string;
  /** One text, or one for each language. */
  readonly title: string | Readonly<Record<string, string>>;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** What a preview can be made with, read from an unsaved template.yaml. */
export interface TemplateOutline {
  readonly languages: readonly string[];
  readonly parameters: readonly PreviewParameter[];
  /** Alias → default stored dataset, where one is named. */
  readonly datasets: ReadonlyMap<
    string,
    { readonly stored: string | undefined; readonly file: string | undefined; readonly columns: readonly string[] }
  >;
}

type Members = Readonly<Record<string, unknown>>;

/** Reads template.yaml as far as it can be read; undefined if it is no YAML. Its faults are the server's to name. */
export function readTemplateYaml(text: string): TemplateOutline | undefined {
  let root: Members | undefined;
  try {
    root = membersOf(parse(text));
  } catch {
    return undefined;
  }
  if (root === undefined) return undefined;
  const properties = membersOf(membersOf(root["parameters"])?.["properties"]) ?? {};
  const languages = Array.isArray(root["languages"])
    ? root["languages"].filter((language): language is string => typeof language === "string")
    : [];
  return {
    languages: languages.length > 0 ? languages : ["en"],
    parameters: Object.entries(properties).flatMap(([name, property]) => {
      const schema = membersOf(property);
      return schema === undefined ? [] : [{ name, schema, title: titleOf(schema["title"]) ?? name }];
    }),
    datasets: new Map(
      Object.entries(membersOf(root["datasets"]) ?? {}).map(([alias, declared]) => {
        const members = membersOf(declared) ?? {};
        const [stored, file] = [members["default"], members["file"]].map((value) =>
          typeof value === "string" ? value : undefined,
        );
        return [alias, { stored, file, columns: Object.keys(membersOf(members["columns"]) ?? {}) }];
      }),
    ),
  };
}

function titleOf(title: unknown): PreviewParameter["title"] | undefined {
  if (typeof title === "string") return title;
  const texts = Object.entries(membersOf(title) ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}

function membersOf(value: unknown): Members | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : undefined;
}
