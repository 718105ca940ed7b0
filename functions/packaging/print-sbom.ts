import { createHash } from "node:crypto";
import type { Component } from "./list-components.ts";

/**
 * The bill of materials, CycloneDX 1.6 as JSON. It is the same for the same components: it has no time, and its serial
 * number is derived from them.
 *
 * @param about name and version of the package that contains them
 */
export function printSbom(
  about: { readonly name: string; readonly version: string },
  components: readonly Component[],
): string {
  const listed = components.map(({ name, version, licence, because, integrity }) => ({
    type: "library",
    "bom-ref": purl(name, version),
    name,
    version,
    licenses: [/ /.test(licence) ? { expression: licence } : { license: { id: licence } }],
    purl: purl(name, version),
    ...(integrity?.startsWith("sha512-") === true && {
      hashes: [{ alg: "SHA-512", content: Buffer.from(integrity.slice(7), "base64").toString("hex") }],
    }),
    ...(because !== undefined && { properties: [{ name: "broadsheet:licence", value: because }] }),
  }));
  const main = {
    type: "application",
    "bom-ref": purl(about.name, about.version),
    ...about,
    licenses: [{ license: { id: "Apache-2.0" } }],
    purl: purl(about.name, about.version),
  };
  const hash = createHash("sha256")
    .update(JSON.stringify([main, listed]))
    .digest("hex");
  return `${JSON.stringify(
    {
      $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
      bomFormat: "CycloneDX",
      specVersion: "1.6",
      serialNumber: `urn:uuid:${uuidOf(hash)}`,
      version: 1,
      metadata: { component: main },
      components: listed,
      dependencies: [{ ref: main["bom-ref"], dependsOn: listed.map((component) => component["bom-ref"]) }],
    },
    null,
    2,
  )}\n`;
}

/** Package URL, by its specification: the `@` of a scope is escaped. */
function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace(/^@/, "%40")}@${version}`;
}

/** A UUID of version 8 (RFC 9562): its bits are our own. */
function uuidOf(hash: string): string {
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
