/** The credit codes of the enterprises that a value of the graph is about. */
export function enterprisesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return NONE;
  if (Array.isArray(value)) return value.flatMap(enterprisesIn);
  if ('creditCode' in value) return typeof value.creditCode === 'string' ? [value.creditCode] : NONE;
  if ('record' in value) return enterprisesIn(value.record);
  if ('result' in value) return enterprisesIn(value.result);
  if ('titles' in value && Array.isArray(value.titles))
    return value.titles.flatMap((title: { holder?: unknown }) => enterprisesIn(title.holder));
  if (!('holder' in value) && !('taxpayer' in value)) return NONE;
  const { holder, taxpayer } = value as { holder?: unknown; taxpayer?: unknown };
  return [holder, taxpayer].filter((code) => typeof code === 'string');
}

const NONE: readonly string[] = [];
