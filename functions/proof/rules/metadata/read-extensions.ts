import type { XmlElement } from "./parse-xml.ts";
import { namespaces } from "./xmp-schemas.ts";
import {
  fieldsOf,
  hasType,
  isKnownType,
  normalizeType,
  rdf,
  type XmpStructure,
  type XmpStructures,
  type XmpType,
} from "./xmp-types.ts";

/** What a packet's extension schemas describe. */
export interface Extensions {
  /** Namespace → property → its value type. */
  readonly properties: ReadonlyMap<string, ReadonlyMap<string, XmpType>>;
  readonly structures: XmpStructures;
}

interface Table {
  readonly namespace: string;
  readonly prefix: string;
  /** Field → whether it is required. */
  readonly fields: Readonly<Record<string, boolean>>;
}

/** ISO 19005-3, tables 3 to 6. */
const tables = {
  schema: {
    namespace: namespaces.schema,
    prefix: "pdfaSchema",
    fields: { schema: true, namespaceURI: true, prefix: true, property: false, valueType: false },
  },
  property: {
    namespace: namespaces.property,
    prefix: "pdfaProperty",
    fields: { name: true, valueType: true, category: true, description: true },
  },
  valueType: {
    namespace: namespaces.type,
    prefix: "pdfaType",
    fields: { type: true, namespaceURI: true, prefix: true, description: true, field: false },
  },
  field: {
    namespace: namespaces.field,
    prefix: "pdfaField",
    fields: { name: true, valueType: true, description: true },
  },
} as const satisfies Readonly<Record<string, Table>>;

type Fields = ReadonlyMap<string, { readonly text: string; readonly element?: XmlElement }>;

/**
 * Reads the extension schemas of a packet (ISO 19005-3, 6.6.2.3.3).
 *
 * @param containers the properties pdfaExtension:schemas of the packet
 * @param predefined structures that value types may name
 * @param fault called for each deviation from the tables
 */
export function readExtensions(
  containers: readonly XmlElement[],
  predefined: XmpStructures,
  fault: (where: string) => void,
): Extensions {
  const properties = new Map<string, ReadonlyMap<string, XmpType>>();
  const structures = new Map<string, XmpStructure>(predefined);
  const named: { readonly type: XmpType; readonly where: string }[] = [];
  for (const container of containers) {
    if (container.prefix !== "pdfaExtension") fault(`the prefix ${container.prefix} of the schemas`);
    for (const item of itemsOf(container, "Bag", "schemas")) readSchema(item);
  }
  for (const { type, where } of named) if (!isKnownType(type, structures)) fault(`${where}: the value type ${type}`);
  return { properties, structures };

  function readSchema(item: XmlElement): void {
    const schema = read(item, tables.schema, "a schema");
    const uri = textOf(schema, "namespaceURI");
    for (const entry of listOf(schema, "valueType")) {
      const type = read(entry, tables.valueType, `a value type of ${uri}`);
      const fields = listOf(type, "field").map((element) => {
        const field = read(element, tables.field, `a field of ${textOf(type, "type")}`);
        return [
          textOf(field, "name"),
          declare(textOf(field, "valueType"), `the field ${textOf(field, "name")}`),
        ] as const;
      });
      structures.set(normalizeType(textOf(type, "type")), {
        namespace: textOf(type, "namespaceURI"),
        fields: Object.fromEntries(fields),
      });
    }
    const described = new Map(properties.get(uri));
    for (const entry of listOf(schema, "property")) {
      const property = read(entry, tables.property, `a property of ${uri}`);
      const name = textOf(property, "name");
      if (!["internal", "external"].includes(textOf(property, "category"))) fault(`the category of ${name}`);
      described.set(name, declare(textOf(property, "valueType"), `the property ${name}`));
    }
    properties.set(uri, described);
  }

  function declare(written: string, where: string): XmpType {
    const type = normalizeType(written);
    named.push({ type, where });
    return type;
  }

  /** The fields of one entry, by name. */
  function read(element: XmlElement, { namespace, prefix, fields }: Table, where: string): Fields {
    const found = new Map<string, { readonly text: string; readonly element?: XmlElement }>();
    for (const field of fieldsOf(element)) {
      if (field.namespace !== namespace || fields[field.name] === undefined) fault(`${where}: the field ${field.name}`);
      else if (field.prefix !== prefix) fault(`${where}: the prefix ${field.prefix} of ${field.name}`);
      found.set(field.name, field);
      const list =
        field.name === "property" ||
        field.name === "field" ||
        (field.name === "valueType" && namespace === namespaces.schema);
      if (!list && !hasType(field, "text", predefined)) fault(`${where}: ${field.name} is not text`);
    }
    for (const [name, required] of Object.entries(fields))
      if (required && !found.has(name)) fault(`${where}: no ${name}`);
    return found;
  }

  function listOf(fields: Fields, name: string): readonly XmlElement[] {
    const field = fields.get(name);
    if (field === undefined) return [];
    if (field.element === undefined) {
      fault(`${name} is not a list`);
      return [];
    }
    return itemsOf(field.element, "Seq", name);
  }

  function itemsOf(element: XmlElement, kind: "Bag" | "Seq", what: string): readonly XmlElement[] {
    const list = element.children.find(({ namespace }) => namespace === rdf);
    if (list?.name !== kind) fault(`${what} is not an rdf:${kind}`);
    return (list?.children ?? []).filter(({ namespace, name }) => namespace === rdf && name === "li");
  }
}

function textOf(fields: Fields, name: string): string {
  return fields.get(name)?.text.trim() ?? "";
}
