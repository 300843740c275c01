import { isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';

/** Where a part of a scheme is taken from, as its `source:` says. */
export interface NumberSource {
  readonly path: string;
  readonly source: string;
}

/** Every `source:` of a scheme's text, in the order of the file. */
export function numberSources(text: string): readonly NumberSource[] {
  return within(parseDocument(text).contents, '');
}

function within(node: Node | null, path: string): readonly NumberSource[] {
  if (isSeq(node)) return node.items.flatMap((item, index) => within(item as Node, below(path, nameOf(item) ?? String(index))));
  if (!isMap(node)) return [];
  return node.items.flatMap((pair): readonly NumberSource[] => {
    const key = String(isScalar(pair.key) ? pair.key.value : pair.key);
    const value = pair.value as Node | null;
    if (key !== 'source') return within(value, below(path, key));
    return isScalar(value) && value.value !== null ? [{ path, source: String(value.value) }] : [];
  });
}

function below(path: string, step: string): string {
  return path === '' ? step : `${path}/${step}`;
}

function nameOf(item: unknown): string | undefined {
  if (!isMap(item)) return undefined;
  const name: unknown = item.get('id') ?? item.get('fact') ?? item.get('title');
  return typeof name === 'string' ? name : undefined;
}
