/** Shapes as charts read them: GeoJSON (RFC 7946), checked only as far as these types show. */

export type Position = readonly number[];

export type Geometry =
  | { readonly type: "Point"; readonly coordinates: Position }
  | { readonly type: "MultiPoint" | "LineString"; readonly coordinates: readonly Position[] }
  | { readonly type: "MultiLineString" | "Polygon"; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly (readonly (readonly Position[])[])[] }
  | { readonly type: "GeometryCollection"; readonly geometries: readonly Geometry[] };

export interface Feature {
  readonly type: "Feature";
  readonly id?: string | number;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Null for a feature without a location. */
  readonly geometry: Geometry | null;
}
