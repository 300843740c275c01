/** What is used of shpjs, which says nothing of its types. */
declare module 'shpjs' {
  export function getShapefile(parts: { shp: Uint8Array; dbf: Uint8Array; cpg?: string }): Promise<{
    features: readonly { readonly geometry: unknown; readonly properties: Readonly<Record<string, unknown>> }[];
  }>;
}
