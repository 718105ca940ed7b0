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
  const schemas = new ExtensionSchemas(predefined, fault);
  for (const container of containers) {
    if (container.prefix !== "pdfaExtension") fault(`the prefix ${container.prefix} of the schemas`);
    for (const item of schemas.itemsOf(container, "Bag", "schemas")) schemas.readSchema(item);
  }
  schemas.checkTypes();
  return schemas;
}

class ExtensionSchemas implements Extensions {
  readonly properties = new Map<string, ReadonlyMap<string, XmpType>>();
  readonly structures: Map<string, XmpStructure>;
  readonly #predefined: XmpStructures;
  readonly #fault: (where: string) => void;
  /** Types that were named, to be known when all schemas are read. */
  readonly #named: { readonly type: XmpType; readonly where: string }[] = [];

  constructor(predefined: XmpStructures, fault: (where: string) => void) {
    this.#predefined = predefined;
    this.#fault = fault;
    this.structures = new Map(predefined);
  }

  checkTypes(): void {
    for (const { type, where } of this.#named)
      if (!isKnownType(type, this.structures)) this.#fault(`${where}: the value type ${type}`);
  }

  readSchema(item: XmlElement): void {
    const schema = this.#read(item, tables.schema, "a schema");
    const uri = textOf(schema, "namespaceURI");
    for (const entry of this.#listOf(schema, "valueType")) {
      const type = this.#read(entry, tables.valueType, `a value type of ${uri}`);
      const fields = this.#listOf(type, "field").map((element) => {
        const field = this.#read(element, tables.field, `a field of ${textOf(type, "type")}`);
        return [
          textOf(field, "name"),
          this.#declare(textOf(field, "valueType"), `the field ${textOf(field, "name")}`),
        ] as const;
      });
      this.structures.set(normalizeType(textOf(type, "type")), {
        namespace: textOf(type, "namespaceURI"),
        fields: Object.fromEntries(fields),
      });
    }
    this.#readProperties(schema, uri);
  }

  #readProperties(schema: Fields, uri: string): void {
    const described = new Map(this.properties.get(uri));
    for (const entry of this.#listOf(schema, "property")) {
      const property = this.#read(entry, tables.property, `a property of ${uri}`);
      const name = textOf(property, "name");
      if (!["internal", "external"].includes(textOf(property, "category"))) this.#fault(`the category of ${name}`);
      described.set(name, this.#declare(textOf(property, "valueType"), `the property ${name}`));
    }
    this.properties.set(uri, described);
  }

  #declare(written: string, where: string): XmpType {
    const type = normalizeType(written);
    this.#named.push({ type, where });
    return type;
  }

  /** The fields of one entry, by name. */
  #read(element: XmlElement, { namespace, prefix, fields }: Table, where: string): Fields {
    const found = new Map<string, { readonly text: string; readonly element?: XmlElement }>();
    for (const field of fieldsOf(element)) {
      if (field.namespace !== namespace || fields[field.name] === undefined)
        this.#fault(`${where}: the field ${field.name}`);
      else if (field.prefix !== prefix) this.#fault(`${where}: the prefix ${field.prefix} of ${field.name}`);
      found.set(field.name, field);
      const list =
        field.name === "property" ||
        field.name === "field" ||
        (field.name === "valueType" && namespace === namespaces.schema);
      if (!list && !hasType(field, "text", this.#predefined)) this.#fault(`${where}: ${field.name} is not text`);
    }
    for (const [name, required] of Object.entries(fields))
      if (required && !found.has(name)) this.#fault(`${where}: no ${name}`);
    return found;
  }

  #listOf(fields: Fields, name: string): readonly XmlElement[] {
    const field = fields.get(name);
    if (field === undefined) return [];
    if (field.element === undefined) {
      this.#fault(`${name} is not a list`);
      return [];
    }
    return this.itemsOf(field.element, "Seq", name);
  }

  itemsOf(element: XmlElement, kind: "Bag" | "Seq", what: string): readonly XmlElement[] {
    const list = element.children.find(({ namespace }) => namespace === rdf);
    if (list?.name !== kind) this.#fault(`${what} is not an rdf:${kind}`);
    return (list?.children ?? []).filter(({ namespace, name }) => namespace === rdf && name === "li");
  }
}

function textOf(fields: Fields, name: string): string {
  return fields.get(name)?.text.trim() ?? "";
}
