/** What reads the names of a template, and YAML with it: one part of the program, which is loaded by itself. */
export { namesOf } from "./names-of.ts";
export { readTemplateYaml } from "./read-template-yaml.ts";
