import { useSearchParams } from 'wouter';
import { CountySchemesDocument, type CountySchemesQuery } from '../generated/graphql.js';
import { useSession } from './session.js';
import { useAnswer, type Asked } from './use-answer.js';
import type { Answer } from './ask.js';

/** A scheme that may be chosen. */
export type SchemeOf = NonNullable<CountySchemesQuery['schemes']>[number];

/** The scheme and year that a page is under, as the address says or as holds unless it does. */
export interface Chosen {
  readonly scheme: SchemeOf;
  readonly year: number;
  /** The county's schemes, by id. */
  readonly schemes: readonly SchemeOf[];
  readonly choose: (scheme: string, year: number) => void;
}

/** The scheme that a page is under; undefined until the hub has said which there are, null where there is none. */
export function useScheme(): { readonly asked: Asked<Answer<CountySchemesQuery>>; readonly chosen: Chosen | null | undefined } {
  const { who } = useSession();
  const [address, setAddress] = useSearchParams();
  const asked = useAnswer(CountySchemesDocument, {});
  if (!asked.answer) return { asked, chosen: undefined };
  const { schemes: all, publications } = asked.answer.data;
  const schemes = [...(all ?? [])]
    .filter(({ jurisdiction }) => who.county === null || jurisdiction === who.county)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const named = (all ?? []).find(({ id }) => id === address.get('scheme'));
  const years = [...new Set(schemes.flatMap((each) => each.years))].sort((a, b) => b - a);
  const year = Number(address.get('year')) || (named?.years ?? years).reduce((most, each) => Math.max(most, each), 0);
  const published = [...(publications ?? [])].reverse().find((each) => each.year === year && !each.trial)?.scheme;
  const scheme = named ?? schemes.find(({ id }) => id === published) ?? schemes.find((each) => each.years.includes(year)) ?? schemes[0];
  const choose = (id: string, of: number) =>
    setAddress((before) => {
      const after = new URLSearchParams(before);
      after.set('scheme', id);
      after.set('year', String(of));
      return after;
    });
  return { asked, chosen: scheme ? { scheme, year, schemes, choose } : null };
}
